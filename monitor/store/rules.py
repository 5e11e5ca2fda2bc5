"""Rules as the store remembers them: since when each speaks, and what it has matched."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, and_, func, insert, select, update

from monitor.assess.record import from_json
from monitor.store.articles import for_evaluation
from monitor.store.engine import Database
from monitor.store.matches import add_matches, open_alert
from monitor.store.schema import article_versions, articles, assessments, matches, rules
from monitor.types import ArticleForEvaluation, Assessment, Match, RuleSpec


@dataclass(frozen=True, slots=True)
class RuleState:
    """When a rule first came into force, when what it asks last changed, and whether its past was told since."""

    rule_id: str
    created_at: datetime
    active_since: datetime
    backfilled: bool


@dataclass(frozen=True, slots=True)
class RuleStatus:
    """One line of `monitor status`."""

    id: str
    matches: int
    last_match_at: datetime | None


class Rules:
    """The rows of rules."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def sync(self, configured: Sequence[RuleSpec], now: datetime) -> tuple[RuleState, ...]:
        """Bring the configuration's rules into the table; whom a rule tells, and how, is no change of what it asks."""
        with self._database.writing() as connection:
            stored = {row.key: row for row in connection.execute(select(rules))}
            states = []
            for rule in configured:
                row, asks = stored.get(rule.id), _hash(rule)
                fresh = {"hash": asks, "active_since": now, "backfilled": False}
                if row is None:
                    connection.execute(insert(rules).values(**fresh, key=rule.id, created_at=now))
                    states.append(RuleState(rule.id, now, now, backfilled=False))
                elif row.hash != asks:
                    connection.execute(update(rules).where(rules.c.key == rule.id).values(**fresh))
                    states.append(RuleState(rule.id, row.created_at, now, backfilled=False))
                else:
                    states.append(RuleState(rule.id, row.created_at, row.active_since, row.backfilled))
            return tuple(states)

    def judged_before(
        self, instant: datetime, before_id: int | None, limit: int
    ) -> list[tuple[ArticleForEvaluation, Assessment]]:
        """Stored, judged articles first seen before `instant`, newest first; go on with the last one's id."""
        query = (
            select(articles)
            .where(articles.c.state == "assessed", articles.c.first_seen_at < instant)
            .order_by(articles.c.id.desc())
            .limit(limit)
        )
        if before_id is not None:
            query = query.where(articles.c.id < before_id)
        with self._database.reading() as connection:
            found = []
            for row in connection.execute(query).all():
                version = connection.execute(
                    select(article_versions).where(article_versions.c.id == row.version_id)
                ).one()
                found.append((for_evaluation(connection, row, version, ""), assessment_of(connection, version.id)))
            return found

    def add_backfill(
        self, article: ArticleForEvaluation, found: Sequence[Match], *, alert_due_at: datetime, now: datetime
    ) -> int | None:
        """Let rules speak of a stored article: matches and their alert in one commit, without who has spoken before."""
        said = select(matches.c.rule_id, matches.c.quiet).where(matches.c.version_id == article.version_id)
        with self._database.writing() as connection:
            spoken = {row.rule_id for row in connection.execute(said) if not row.quiet}
            fresh = [match for match in found if match.rule_id not in spoken]
            if not fresh:
                return None
            ids = [match.rule_id for match in fresh]
            connection.execute(
                matches.delete().where(matches.c.version_id == article.version_id, matches.c.rule_id.in_(ids))
            )
            alert_id = open_alert(connection, article.id, article.version_id, fresh, alert_due_at, now)
            add_matches(connection, article.id, article.version_id, fresh, alert_id, now)
            return alert_id

    def to_backfill(self) -> dict[str, datetime]:
        """Rules whose past is still to be told, with the instant before which it lies."""
        query = select(rules.c.key, rules.c.active_since).where(rules.c.backfilled.is_(False))
        with self._database.reading() as connection:
            return {row.key: row.active_since for row in connection.execute(query)}

    def backfilled(self, rule_ids: Sequence[str]) -> None:
        """The past of these rules is told."""
        with self._database.writing() as connection:
            connection.execute(update(rules).where(rules.c.key.in_(rule_ids)).values(backfilled=True))

    def statuses(self) -> list[RuleStatus]:
        """What each rule has matched, quiet matches left out."""
        query = (
            select(
                matches.c.rule_id,
                func.count().label("matches"),
                func.max(matches.c.matched_at, type_=matches.c.matched_at.type).label("last_match_at"),
            )
            .where(and_(matches.c.quiet.is_(False)))
            .group_by(matches.c.rule_id)
        )
        with self._database.reading() as connection:
            return [RuleStatus(row.rule_id, row.matches, row.last_match_at) for row in connection.execute(query)]


def assessment_of(connection: Connection, version_id: int) -> Assessment:
    """The latest assessment of a version."""
    query = (
        select(assessments.c.assessment)
        .where(assessments.c.version_id == version_id)
        .order_by(assessments.c.id.desc())
        .limit(1)
    )
    return from_json(connection.execute(query).scalar_one())


def _hash(rule: RuleSpec) -> str:
    asks = [sorted(rule.pairs), sorted(rule.topics), rule.strength, sorted(rule.languages), rule.backfill]
    return hashlib.sha256(json.dumps(asks).encode()).hexdigest()
