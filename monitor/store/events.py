"""The append-only record of what happened, and which configuration was in force."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, insert, select

from monitor.store.engine import Database
from monitor.store.schema import configurations, events
from monitor.types import Event


def record(connection: Connection, kind: str, at: datetime, subject: object, detail: Mapping[str, object]) -> None:
    """Append one event in the transaction that makes it true."""
    connection.execute(insert(events).values(kind=kind, at=at, subject=str(subject), detail=dict(detail)))


class Events:
    """What happened, in order."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def after(self, event_id: int, limit: int) -> list[Event]:
        """The events since `event_id`, oldest first."""
        query = select(events).where(events.c.id > event_id).order_by(events.c.id).limit(limit)
        with self._database.reading() as connection:
            return [
                Event(kind=row.kind, at=row.at, subject=row.subject, detail=row.detail, id=row.id)
                for row in connection.execute(query)
            ]


class Configurations:
    """Each configuration that was ever in force, without its secrets."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def activate(self, text_hash: str, text: str, now: datetime) -> None:
        """Note that this configuration is in force from now on; the same one twice is noted once."""
        with self._database.writing() as connection:
            if self._current(connection) != text_hash:
                connection.execute(insert(configurations).values(hash=text_hash, text=text, activated_at=now))
                record(connection, "config.activated", now, text_hash[:8], {})

    def current(self) -> str | None:
        """The hash of the configuration in force."""
        with self._database.reading() as connection:
            return self._current(connection)

    def _current(self, connection: Connection) -> str | None:
        query = select(configurations.c.hash).order_by(configurations.c.id.desc()).limit(1)
        return connection.execute(query).scalar_one_or_none()
