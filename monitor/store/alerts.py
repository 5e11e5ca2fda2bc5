"""Alerts: open until they are folded into a story and become notifications, all in one serialised transaction."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, func, insert, select, update

from monitor.store.articles import article_text
from monitor.store.claims import ClaimLostError, finish, given_up, take, trusted, unclaimed
from monitor.store.engine import GATHER_LOCK, Database, lock_transaction
from monitor.store.events import record
from monitor.store.matches import match_of
from monitor.store.rules import assessment_of
from monitor.store.schema import alerts, article_versions, articles, entries, feeds, matches, notifications, stories
from monitor.types import ArticleText, Assessment, Match, NewNotification, Source


@dataclass(frozen=True, slots=True)
class AlertForGather:
    """A claimed alert with everything its readers may be told. `id` is the number they quote."""

    id: int
    claim: str
    article_id: int
    version_id: int
    article: ArticleText
    url: str | None
    from_entry: bool
    text_hash: str
    assessment: Assessment
    matches: tuple[Match, ...]
    sources: tuple[Source, ...]
    opened_at: datetime


class Gathering:
    """The one transaction in which an alert finds its story and its readers."""

    def __init__(self, connection: Connection, alert: AlertForGather, now: datetime) -> None:
        self._connection = connection
        self._alert = alert
        self._now = now

    def story_of_article(self, article_id: int) -> int | None:
        """The story an earlier alert of this article belongs to."""
        query = select(alerts.c.story_id).where(alerts.c.article_id == article_id, alerts.c.story_id.is_not(None))
        story_id: int | None = self._connection.execute(query.limit(1)).scalar_one_or_none()
        return story_id

    def story_with(self, text_hash: str, since: datetime) -> int | None:
        """A story told since then in these very words, under whatever address."""
        query = (
            select(alerts.c.story_id)
            .join(article_versions, article_versions.c.id == alerts.c.version_id)
            .where(
                article_versions.c.text_hash == text_hash,
                alerts.c.story_id.is_not(None),
                alerts.c.opened_at >= since,
            )
            .order_by(alerts.c.id)
            .limit(1)
        )
        story_id: int | None = self._connection.execute(query).scalar_one_or_none()
        return story_id

    def open_story(self, article_id: int, title: str) -> int:
        """A story of its own."""
        story_id: int = self._connection.execute(
            insert(stories).values(article_id=article_id, title=title, opened_at=self._now).returning(stories.c.id)
        ).scalar_one()
        return story_id

    def next_update(self, story_id: int) -> int:
        """The number of the story's next update."""
        number: int = self._connection.execute(
            update(stories)
            .where(stories.c.id == story_id)
            .values(updates=stories.c.updates + 1)
            .returning(stories.c.updates)
        ).scalar_one()
        return number

    def told(self, story_id: int) -> frozenset[tuple[str, str, str]]:
        """Who has been told of this story, and by which rule: (receiver, recipient, rule id)."""
        query = select(notifications.c.receiver, notifications.c.recipient, notifications.c.rule_ids).where(
            notifications.c.story_id == story_id
        )
        rows = self._connection.execute(query)
        return frozenset((row.receiver, row.recipient, rule_id) for row in rows for rule_id in row.rule_ids)

    def notify(self, story_id: int, update_no: int, new: NewNotification, rule_ids: Sequence[str]) -> None:
        """Put one recipient's message into the outbox."""
        self._connection.execute(
            insert(notifications).values(
                alert_id=self._alert.id,
                story_id=story_id,
                update_no=update_no,
                receiver=new.receiver,
                recipient=new.recipient,
                rule_ids=list(rule_ids),
                message_id=new.message_id,
                payload=new.payload,
                state="pending",
                next_at=new.not_before,
                possible_repeat=False,
                created_at=self._now,
            )
        )

    def close(self, story_id: int, update_no: int) -> None:
        """The alert is gathered."""
        # open -> gathered
        self._connection.execute(
            update(alerts)
            .where(alerts.c.id == self._alert.id)
            .values(state="gathered", story_id=story_id, update_no=update_no)
        )


class Alerts:
    """The rows of alerts and stories."""

    def __init__(self, database: Database, token: Callable[[], str]) -> None:
        self._database = database
        self._token = token

    def due(self, now: datetime, limit: int) -> list[int]:
        """Open alerts whose wait for others is over, the oldest first."""
        query = select(alerts.c.id).where(_due(now)).order_by(alerts.c.due_at, alerts.c.id).limit(limit)
        with self._database.reading() as connection:
            return list(connection.execute(query).scalars())

    def claim(self, alert_id: int, now: datetime, until: datetime) -> AlertForGather | None:
        """Take an open alert, with its article, its judgement, its matches and its sources."""
        token = self._token()
        with self._database.writing() as connection:
            row = take(connection, alerts, alert_id, _due(now), token, until)
        if row is None:
            return None
        # After the commit: should it not be readable, that counts as an attempt.
        with self._database.reading() as connection:
            return _for_gather(connection, row, token)

    @contextmanager
    def gathering(self, alert: AlertForGather, now: datetime) -> Iterator[Gathering | None]:
        """The transaction that turns the alert into notifications; None where the claim was lost."""
        with self._database.writing() as connection:
            lock_transaction(connection, GATHER_LOCK)
            try:
                finish(connection, alerts, alert.id, alert.claim)
            except ClaimLostError:
                yield None
                return
            yield Gathering(connection, alert, now)

    def hasten(self, now: datetime) -> None:
        """Do not wait for groups to fill."""
        with self._database.writing() as connection:
            connection.execute(update(alerts).where(alerts.c.state == "open", alerts.c.due_at > now).values(due_at=now))

    def sweep(self, now: datetime) -> None:
        """Alerts on which claim after claim died are failed, and visible."""
        stuck = and_(alerts.c.state == "open", given_up(alerts, now))
        with self._database.reading() as connection:
            if connection.execute(select(alerts.c.id).where(stuck).limit(1)).first() is None:
                return
        with self._database.writing() as connection:
            # open -> failed
            failed = connection.execute(
                update(alerts)
                .where(stuck)
                .values(state="failed", claim=None, claimed_until=None)
                .returning(alerts.c.id)
            ).scalars()
            for alert_id in failed.all():
                record(connection, "alert.failed", now, alert_id, {})

    def states(self) -> dict[str, int]:
        """How many alerts are in which state; each state is named."""
        query = select(alerts.c.state, func.count().label("number")).group_by(alerts.c.state)
        with self._database.reading() as connection:
            counted = {row.state: row.number for row in connection.execute(query)}
        return {state: counted.get(state, 0) for state in ("open", "gathered", "failed")}


def _due(now: datetime) -> ColumnElement[bool]:
    return and_(
        alerts.c.state == "open",
        alerts.c.due_at <= now,
        trusted(alerts, now),
        unclaimed(alerts, now),
    )


def _for_gather(connection: Connection, row: Row[Any], token: str) -> AlertForGather:
    article = connection.execute(select(articles).where(articles.c.id == row.article_id)).one()
    version = connection.execute(select(article_versions).where(article_versions.c.id == row.version_id)).one()
    found = connection.execute(select(matches).where(matches.c.alert_id == row.id).order_by(matches.c.id)).all()
    sources = _sources(connection, row.article_id)
    return AlertForGather(
        id=row.id,
        claim=token,
        article_id=row.article_id,
        version_id=row.version_id,
        article=article_text(version, tuple(sorted({source.home for source in sources if source.home}))),
        url=article.url,
        from_entry=version.from_entry,
        text_hash=version.text_hash,
        assessment=assessment_of(connection, version.id),
        matches=tuple(match_of(match) for match in found),
        sources=sources,
        opened_at=row.opened_at,
    )


def _sources(connection: Connection, article_id: int) -> tuple[Source, ...]:
    query = (
        select(feeds.c.name, feeds.c.home, entries.c.seen_at, entries.c.url)
        .join(feeds, feeds.c.id == entries.c.feed_id)
        .where(entries.c.article_id == article_id)
        .order_by(entries.c.seen_at, entries.c.id)
    )
    return tuple(
        Source(feed=row.name, home=row.home, seen_at=row.seen_at, url=row.url) for row in connection.execute(query)
    )
