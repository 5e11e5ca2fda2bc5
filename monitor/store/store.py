"""The store: everything the daemon keeps, one attribute a noun."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import ColumnElement, CompoundSelect, Connection, Table, and_, func, select, union, update

from monitor.errors import StoreError
from monitor.store import articles as article_rows
from monitor.store import feeds as feed_rows
from monitor.store.alerts import Alerts
from monitor.store.articles import Articles
from monitor.store.claims import next_turn
from monitor.store.engine import Database, Role
from monitor.store.events import Configurations, Events
from monitor.store.feeds import Feeds, FeedStatus
from monitor.store.lock import DaemonLock
from monitor.store.migrate import check_version, migrate
from monitor.store.notifications import Notifications, ReceiverStatus, give_up_hand_overs
from monitor.store.rules import Rules, RuleStatus
from monitor.store.schema import alerts, articles, entries, feeds, hosts, matches, notifications


@dataclass(frozen=True, slots=True)
class Counts:
    """What came about since an instant, and what is still to do."""

    feeds_polled: int
    feeds_failing: int  # of those polled
    entries: int
    articles: int  # judged
    matches: int  # that alert
    kept_quiet: int  # entries of first polls, and matches of rules with what was there before them
    sent: dict[str, int]  # by receiver
    waiting: int  # articles not yet read or judged
    opened: int  # alerts not yet gathered
    pending: int  # notifications not yet sent

    @property
    def unfinished(self) -> int:
        """Steps that are still to come for what is known."""
        return self.waiting + self.opened + self.pending


@dataclass(frozen=True, slots=True)
class Status:
    """What `monitor status` says."""

    feeds: list[FeedStatus]
    rules: list[RuleStatus]
    receivers: list[ReceiverStatus]
    alerts: dict[str, int]  # by state
    articles_waiting: int
    articles_failed: int
    config_hash: str | None


class Store:
    """One open database."""

    def __init__(self, database: Database, lock: DaemonLock | None, token: Callable[[], str]) -> None:
        self._database = database
        self._lock = lock
        self.feeds = Feeds(database, token)
        self.articles = Articles(database, token)
        self.rules = Rules(database)
        self.alerts = Alerts(database, token)
        self.notifications = Notifications(database, token)
        self.events = Events(database)
        self.configurations = Configurations(database)

    @classmethod
    def open(cls, url: str, *, role: Role, token: Callable[[], str] | None = None) -> "Store":
        """Open the database at `url`.

        A daemon creates or upgrades it and holds the lock of the one daemon (StoreBusyError where another does); a
        reader finds it as it should be (else StoreError) and never writes.
        """
        database = Database(url, role)
        token = token or _token
        lock = None
        try:
            if role == "reader":
                _must_exist(database)
                check_version(database)
            else:
                _make_folder(database)
                lock = DaemonLock(database)
                migrate(database)
        except StoreError:
            if lock is not None:
                lock.release()
            database.close()
            raise
        return cls(database, lock, token)

    def close(self) -> None:
        """Close all connections, then let the next daemon in."""
        try:
            if self._lock is not None:
                self.checkpoint()
        finally:
            self._database.close()
            if self._lock is not None:
                self._lock.release()

    def checkpoint(self) -> None:
        """Shorten SQLite's write-ahead log; only the daemon does that."""
        if self._lock is not None:
            self._database.checkpoint()

    def release_claims(self, now: datetime) -> None:
        """We hold the lock, so whoever had claimed these rows is gone: they are free at once."""
        with self._database.writing() as connection:
            give_up_hand_overs(connection, notifications.c.state == "sending", now)
            for table in (feeds, articles, alerts, hosts):
                connection.execute(
                    update(table).where(table.c.claim.is_not(None)).values(claim=None, claimed_until=None)
                )

    def sweep(self, now: datetime) -> None:
        """Settle what was claimed and never finished."""
        self.feeds.sweep(now)
        self.articles.sweep(now)
        self.alerts.sweep(now)
        self.notifications.sweep(now)

    def hasten(self, now: datetime) -> None:
        """Whoever starts a round by hand is the clock: no wait of our own choosing is longer than that."""
        self.articles.hasten(now)
        self.alerts.hasten(now)
        self.notifications.hasten(now)

    def next_turn_at(self, now: datetime) -> datetime | None:
        """When the next host may be asked for which due work is waiting; None where nothing waits for a host."""
        wanted: CompoundSelect[str | None] = union(feed_rows.hosts_wanted(now), article_rows.hosts_wanted(now))
        with self._database.reading() as connection:
            return next_turn(connection, wanted, now)

    def counts(self, since: datetime) -> Counts:
        """What came about at or after `since`, and what is still to do."""
        with self._database.reading() as connection:
            number = _Counter(connection)
            return Counts(
                feeds_polled=number(feeds, feeds.c.last_polled_at >= since),
                feeds_failing=number(feeds, and_(feeds.c.last_polled_at >= since, feeds.c.error_kind.is_not(None))),
                entries=number(entries, entries.c.seen_at >= since),
                articles=number(articles, articles.c.assessed_at >= since),
                matches=number(matches, and_(matches.c.matched_at >= since, matches.c.quiet.is_(False))),
                kept_quiet=number(entries, and_(entries.c.seen_at >= since, entries.c.quiet.is_(True)))
                + number(matches, and_(matches.c.matched_at >= since, matches.c.quiet.is_(True))),
                sent=_sent(connection, since),
                waiting=number(articles, articles.c.state.in_(("waiting", "scraped"))),
                opened=number(alerts, alerts.c.state == "open"),
                pending=number(notifications, notifications.c.state.in_(("pending", "sending", "unknown"))),
            )

    def status(self, now: datetime) -> Status:
        """Whether everything is being watched, and what is broken."""
        counts = self.counts(now)
        with self._database.reading() as connection:
            failed = _Counter(connection)(articles, articles.c.state == "failed")
        return Status(
            feeds=self.feeds.statuses(),
            rules=self.rules.statuses(),
            receivers=self.notifications.statuses(),
            alerts=self.alerts.states(),
            articles_waiting=counts.waiting,
            articles_failed=failed,
            config_hash=self.configurations.current(),
        )


class _Counter:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def __call__(self, table: Table, where: ColumnElement[bool]) -> int:
        return self._connection.execute(select(func.count()).select_from(table).where(where)).scalar_one()


def _sent(connection: Connection, since: datetime) -> dict[str, int]:
    query = (
        select(notifications.c.receiver, func.count().label("number"))
        .where(notifications.c.sent_at >= since)
        .group_by(notifications.c.receiver)
    )
    return {row.receiver: row.number for row in connection.execute(query)}


def _token() -> str:
    return secrets.token_hex(8)


def _make_folder(database: Database) -> None:
    if database.path is None:
        return
    try:
        database.path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"{database.path.parent} cannot be made ({error.strerror}); make it, and let the user that runs monitor "
            "write there"
        ) from error


def _must_exist(database: Database) -> None:
    path: Path | None = database.path
    if path is not None and not path.exists():
        raise StoreError(f"there is no database at {path} yet; start `monitor run` first")
