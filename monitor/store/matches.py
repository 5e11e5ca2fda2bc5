"""Matches and the open alert they make, always written together."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert

from monitor.store.events import record
from monitor.store.schema import alerts, matches
from monitor.types import Match


def open_alert(
    connection: Connection,
    article_id: int,
    version_id: int,
    loud: Sequence[Match],
    due_at: datetime,
    now: datetime,
) -> int:
    """Open the alert of these matches in the caller's transaction; its number."""
    alert_id: int = connection.execute(
        insert(alerts)
        .values(article_id=article_id, version_id=version_id, state="open", due_at=due_at, opened_at=now)
        .returning(alerts.c.id)
    ).scalar_one()
    detail: dict[str, object] = {
        "article": article_id,
        "rules": [match.rule_name for match in loud],
        "pairs": sorted({pair for match in loud for pair in match.pairs}),
    }
    record(connection, "alert.opened", now, alert_id, detail)
    return alert_id


def add_matches(
    connection: Connection,
    article_id: int,
    version_id: int,
    found: Sequence[Match],
    alert_id: int | None,
    now: datetime,
) -> None:
    """Write the matches; the loud ones belong to the alert."""
    for match in found:
        connection.execute(
            insert(matches).values(
                version_id=version_id,
                article_id=article_id,
                alert_id=None if match.quiet else alert_id,
                rule_id=match.rule_id,
                rule_name=match.rule_name,
                pairs=list(match.pairs),
                topics=list(match.topics),
                score=match.score,
                urgent=match.urgent,
                notify=list(match.notify),
                place=match.place,
                quiet=match.quiet,
                matched_at=now,
            )
        )


def match_of(row: Row[Any]) -> Match:
    """A stored match."""
    return Match(
        rule_id=row.rule_id,
        rule_name=row.rule_name,
        pairs=tuple(row.pairs),
        topics=tuple(row.topics),
        score=row.score,
        urgent=row.urgent,
        notify=tuple(row.notify),
        place=row.place,
        quiet=row.quiet,
    )
