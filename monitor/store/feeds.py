"""Feeds and their entries: what is due, what was known, and everything one poll changes."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, func, insert, select, update

from monitor.store.claims import (
    ClaimLostError,
    finish,
    free_host,
    given_up,
    host_free,
    take,
    take_host,
    trusted,
    unclaimed,
)
from monitor.store.engine import Database
from monitor.store.entries import add_entries, in_chunks
from monitor.store.events import record
from monitor.store.schema import entries, feeds, tombstones
from monitor.types import Feed, FeedState, NewEntry, PollOutcome, PollResult
from monitor.urls import host_of

# A feed on which three polls in a row died is left alone this long.
AFTER_CRASHES = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class FeedStatus:
    """One line of `monitor status`."""

    id: str
    name: str
    url: str
    state: str
    last_success_at: datetime | None
    next_poll_at: datetime
    error_kind: str | None
    error: str | None
    failing_since: datetime | None
    failures: int
    entries: int
    newest_entry_at: datetime | None


class Feeds:
    """The rows of feeds and entries."""

    def __init__(self, database: Database, token: Callable[[], str]) -> None:
        self._database = database
        self._token = token

    def sync(self, configured: Sequence[Feed], now: datetime) -> None:
        """Bring the configuration's feeds into the table; those it no longer names are paused and keep everything."""
        with self._database.writing() as connection:
            stored = {row.key: row for row in connection.execute(select(feeds))}
            for feed in configured:
                row = stored.pop(feed.id, None)
                if row is None:
                    connection.execute(insert(feeds).values(state="active", next_poll_at=now, **_columns(feed)))
                else:
                    _renew(connection, row, feed, now)
            gone = [row.id for row in stored.values() if row.state == "active"]
            if gone:
                connection.execute(update(feeds).where(feeds.c.id.in_(gone)).values(state="paused"))

    def due(self, now: datetime, limit: int) -> list[int]:
        """Feeds whose time has come and whose host is free, the longest waiting first."""
        query = select(feeds.c.id).where(_due(now)).order_by(feeds.c.next_poll_at, feeds.c.id).limit(limit)
        with self._database.reading() as connection:
            return list(connection.execute(query).scalars())

    def claim(self, feed_id: int, now: datetime, until: datetime) -> FeedState | None:
        """Take a due feed and its host's turn until `until`; None where either is somebody else's."""
        token = self._token()
        try:
            with self._database.writing() as connection:
                row = take(connection, feeds, feed_id, _due(now), token, until)
                if row is None or not take_host(connection, row.host, token, now, until):
                    raise ClaimLostError
        except ClaimLostError:
            return None
        return FeedState(
            id=row.id,
            feed=_feed(row),
            claim=token,
            etag=row.etag,
            last_modified=row.last_modified,
            body_hash=row.body_hash,
            first_polled_at=row.first_polled_at,
            last_success_at=row.last_success_at,
            unconditional_at=row.unconditional_at,
            failures=row.failures,
        )

    def known(self, feed_id: int, keys: Collection[str], article_keys: Collection[str]) -> frozenset[str]:
        """Which of these keys and article keys this feed has carried before, pruned entries included."""
        found: set[str] = set()
        with self._database.reading() as connection:
            for table, column, wanted in (
                (entries, entries.c.key, keys),
                (tombstones, tombstones.c.key, keys),
                (entries, entries.c.article_key, article_keys),
            ):
                for chunk in in_chunks(sorted(wanted)):
                    query = select(column).where(table.c.feed_id == feed_id, column.in_(chunk))
                    found.update(connection.execute(query).scalars())
        return frozenset(found)

    def recent_entry_times(self, feed_id: int, limit: int) -> list[datetime]:
        """When the feed's latest entries were published, or else seen; newest first."""
        at = func.coalesce(entries.c.published_at, entries.c.seen_at, type_=entries.c.seen_at.type)
        query = select(at).where(entries.c.feed_id == feed_id).order_by(entries.c.id.desc()).limit(limit)
        with self._database.reading() as connection:
            return sorted(connection.execute(query).scalars(), reverse=True)

    def finish(self, state: FeedState, result: PollResult, *, host_next_at: datetime) -> list[int] | None:
        """Write everything one poll changes; the articles now to be read, or None where the claim was lost."""
        try:
            with self._database.writing() as connection:
                finish(connection, feeds, state.id, state.claim, **_outcome(state, result))
                turn = max(host_next_at, result.host_retry_at or host_next_at)
                free_host(connection, host_of(state.feed.url), state.claim, turn)
                waiting = add_entries(connection, state.id, _oldest_first(result), result.polled_at)
                _record(connection, state, result)
                return waiting
        except ClaimLostError:
            return None

    def sweep(self, now: datetime) -> None:
        """Feeds on which polls keep dying are marked, and left alone for a day."""
        stuck = given_up(feeds, now)
        with self._database.reading() as connection:
            if connection.execute(select(feeds.c.id).where(stuck).limit(1)).first() is None:
                return
        with self._database.writing() as connection:
            connection.execute(
                update(feeds)
                .where(stuck)
                .values(
                    attempts=0,
                    claim=None,
                    claimed_until=None,
                    next_poll_at=now + AFTER_CRASHES,
                    failures=feeds.c.failures + 1,
                    failing_since=func.coalesce(feeds.c.failing_since, now, type_=feeds.c.failing_since.type),
                    error_kind="crashed",
                    error="six polls of this feed died on the way; it is tried again after a day",
                )
            )

    def statuses(self) -> list[FeedStatus]:
        """Every feed, those of the config first."""
        counted = (
            select(
                entries.c.feed_id,
                func.count().label("entries"),
                func.max(entries.c.seen_at, type_=entries.c.seen_at.type).label("newest_entry_at"),
            )
            .group_by(entries.c.feed_id)
            .subquery()
        )
        query = (
            select(feeds, func.coalesce(counted.c.entries, 0).label("entries"), counted.c.newest_entry_at)
            .outerjoin(counted, counted.c.feed_id == feeds.c.id)
            .order_by(feeds.c.state, feeds.c.id)
        )
        with self._database.reading() as connection:
            return [_status(row) for row in connection.execute(query)]


def hosts_wanted(now: datetime) -> Select[str]:
    """The hosts of all feeds that are due, or would be were it their host's turn."""
    return select(feeds.c.host).where(_ready(now))


def _ready(now: datetime) -> ColumnElement[bool]:
    return and_(
        feeds.c.state == "active",
        feeds.c.next_poll_at <= now,
        trusted(feeds, now),
        unclaimed(feeds, now),
    )


def _due(now: datetime) -> ColumnElement[bool]:
    return and_(_ready(now), host_free(feeds.c.host, now))


def _columns(feed: Feed) -> dict[str, object]:
    return {
        "key": feed.id,
        "name": feed.name,
        "url": feed.url,
        "host": host_of(feed.url),
        "language": feed.language,
        "home": feed.home,
        "every_s": int(feed.every.total_seconds()) if feed.every else None,
        "user_agent": feed.user_agent,
        "backfill": feed.backfill,
    }


def _feed(row: Row[Any]) -> Feed:
    return Feed(
        id=row.key,
        name=row.name,
        url=row.url,
        language=row.language,
        home=row.home,
        every=timedelta(seconds=row.every_s) if row.every_s else None,
        user_agent=row.user_agent,
        backfill=row.backfill,
    )


def _renew(connection: Connection, row: Row[Any], feed: Feed, now: datetime) -> None:
    """What the config says now; a shorter interval holds at once.

    Another address makes the validators worthless, and a poll of the old one loses its claim.
    """
    values = _columns(feed) | {"state": "active"}
    if row.url != feed.url:
        values |= {"etag": None, "last_modified": None, "body_hash": None, "next_poll_at": now, "claim": None}
    elif feed.every is not None and _feed(row).every != feed.every:
        values["next_poll_at"] = min(row.next_poll_at, now + feed.every)
    connection.execute(update(feeds).where(feeds.c.id == row.id).values(values))


def _oldest_first(result: PollResult) -> list[NewEntry]:
    """So that the newest gets the highest number; where a feed gives no dates, it begins with the newest."""
    from_the_end = result.entries[::-1]
    return sorted(from_the_end, key=lambda new: new.entry.published_at or result.polled_at)


def _outcome(state: FeedState, result: PollResult) -> dict[str, object]:
    values: dict[str, object] = {
        "next_poll_at": result.next_poll_at,
        "last_polled_at": result.polled_at,
        "etag": result.etag,
        "last_modified": result.last_modified,
        "body_hash": result.body_hash,
        "error_kind": result.error_kind,
        "error": result.error,
    }
    if result.unconditional:
        values["unconditional_at"] = result.polled_at
    if result.outcome is PollOutcome.FAILED:
        since = func.coalesce(feeds.c.failing_since, result.polled_at, type_=feeds.c.failing_since.type)
        return values | {"failures": state.failures + 1, "failing_since": since}
    return values | {
        "failures": 0,
        "failing_since": None,
        "last_success_at": result.polled_at,
        "first_polled_at": state.first_polled_at or result.polled_at,
    }


def _record(connection: Connection, state: FeedState, result: PollResult) -> None:
    """Only what somebody might ask about: new entries, the first failure, the recovery."""
    failed = result.outcome is PollOutcome.FAILED
    if not result.entries and failed == (state.failures > 0):
        return
    detail: dict[str, object] = {
        "name": state.feed.name,
        "new": len(result.entries),
        "quiet": sum(entry.quiet for entry in result.entries),
        "failures": state.failures + 1 if failed else 0,
    }
    if failed:
        detail |= {"error_kind": result.error_kind, "error": result.error}
    record(connection, "feed.polled", result.polled_at, state.feed.id, detail)


def _status(row: Row[Any]) -> FeedStatus:
    return FeedStatus(
        id=row.key,
        name=row.name,
        url=row.url,
        state=row.state,
        last_success_at=row.last_success_at,
        next_poll_at=row.next_poll_at,
        error_kind=row.error_kind,
        error=row.error,
        failing_since=row.failing_since,
        failures=row.failures,
        entries=row.entries,
        newest_entry_at=row.newest_entry_at,
    )
