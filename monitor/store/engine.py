"""One database, two engines: connections, transactions, and foreign errors turned into ours at this edge."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from sqlalchemy import Connection, create_engine, event, make_url, text
from sqlalchemy import exc as sa_exc
from sqlalchemy.engine import URL, Engine
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

from monitor.errors import StoreBusyError, StoreError

Role = Literal["daemon", "reader"]

BUSY_MS = 10_000
WAL_LIMIT = 64 * 1024 * 1024

# One number for all installations: which advisory lock serialises what on PostgreSQL.
DAEMON_LOCK, GATHER_LOCK = 7_301_001, 7_301_002


class Database:
    """Hands out transactions. Writers take turns in this process, so that SQLite's busy wait is for others only."""

    def __init__(self, url: str, role: Role) -> None:
        self.url = _parse(url)
        self.role = role
        self._writer = threading.Lock()
        self.engine = self._sqlite() if self.is_sqlite else self._postgresql()

    @property
    def is_sqlite(self) -> bool:
        """Whether this is a file of our own, and not a server."""
        return self.url.get_backend_name() == "sqlite"

    @property
    def path(self) -> Path | None:
        """The database file, where there is one."""
        return Path(self.url.database) if self.is_sqlite and self.url.database else None

    @property
    def place(self) -> str:
        """Where the database is, without its password."""
        return str(self.path) if self.is_sqlite else self.url.render_as_string(hide_password=True)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A short look; raises StoreError."""
        with self.converted(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One write transaction, committed at the end and rolled back on any error; raises StoreError."""
        with self.converted(), self._writer, self.engine.connect() as connection:
            connection.info["write"] = True
            try:
                with connection.begin():
                    yield connection
            finally:
                connection.info.pop("write", None)

    def checkpoint(self) -> None:
        """Move SQLite's write-ahead log into its file, with no writer beside: both at once have corrupted files."""
        if not self.is_sqlite:
            return
        with self.converted(), self._writer, self.engine.connect() as connection:
            # Past SQLAlchemy, which would begin a transaction: in one it is not allowed.
            raw = connection.connection.driver_connection
            if raw is not None:
                raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()

    def _sqlite(self) -> Engine:
        engine = create_engine(
            self.url,
            poolclass=QueuePool,
            pool_size=8,
            max_overflow=64,
            connect_args={"check_same_thread": False, "timeout": BUSY_MS / 1000},
        )

        @event.listens_for(engine, "connect")
        def prepare(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
            connection.isolation_level = None  # we say BEGIN ourselves
            cursor = connection.cursor()
            cursor.execute(f"PRAGMA busy_timeout={BUSY_MS}")
            if self.role == "daemon":
                cursor.execute("PRAGMA journal_mode=WAL")
                cursor.execute(f"PRAGMA journal_size_limit={WAL_LIMIT}")
            else:
                # Only the daemon checkpoints: two connections at it at once have corrupted databases.
                cursor.execute("PRAGMA wal_autocheckpoint=0")
                cursor.execute("PRAGMA query_only=ON")
            cursor.execute("PRAGMA synchronous=FULL")
            cursor.execute("PRAGMA foreign_keys=ON")
            cursor.execute("PRAGMA mmap_size=0")
            cursor.execute("PRAGMA trusted_schema=OFF")
            cursor.close()

        @event.listens_for(engine, "begin")
        def begin(connection: Connection) -> None:
            # A read that turns into a write is refused at once, whatever the busy timeout: writers say so first.
            connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.info.get("write") else "BEGIN")

        return engine

    def _postgresql(self) -> Engine:
        return create_engine(
            self.url,
            pool_size=8,
            max_overflow=64,
            pool_pre_ping=True,
            connect_args={"connect_timeout": 10, "options": f"-c lock_timeout={BUSY_MS} -c timezone=UTC"},
        )

    @contextmanager
    def converted(self) -> Iterator[None]:
        """Foreign errors become StoreErrors that say what to do."""
        try:
            yield
        except sa_exc.DBAPIError as error:
            raise self._ours(error) from error
        except sa_exc.TimeoutError as error:
            raise StoreBusyError(f"all connections to {self.place} are in use; this passes") from error

    def _ours(self, error: sa_exc.DBAPIError) -> StoreError:
        said = str(error.orig).strip().splitlines()[0] if str(error.orig).strip() else type(error.orig).__name__
        lower = said.lower()
        if "locked" in lower or "busy" in lower or "lock timeout" in lower:
            return StoreBusyError(
                f"{self.place}: {said}: another program has been writing to it for over {BUSY_MS // 1000} s"
            )
        if "full" in lower:
            return StoreError(f"{self.place}: {said}: make room on that disk; nothing is lost meanwhile")
        if "not a database" in lower or "malformed" in lower:
            return StoreError(f"{self.place}: {said}: it is damaged or no database; put a backup in its place")
        if "readonly" in lower or "read-only" in lower or "unable to open" in lower:
            return StoreError(f"{self.place}: {said}: give the user that runs monitor the right to write there")
        if isinstance(error, sa_exc.OperationalError):
            return StoreError(f"{self.place}: {said}")
        return StoreError(f"{self.place}: {type(error.orig).__name__}: {said}")


def _parse(url: str) -> URL:
    try:
        parsed = make_url(url)
    except (sa_exc.ArgumentError, ValueError) as error:
        raise StoreError(
            "the address of the database cannot be read; write sqlite:///path or postgresql://…"
        ) from error
    if parsed.drivername in {"postgresql", "postgres"}:
        return parsed.set(drivername="postgresql+psycopg")
    if parsed.drivername in {"sqlite", "sqlite+pysqlite", "postgresql+psycopg"}:
        return parsed
    raise StoreError(f"{parsed.drivername} is no database of ours; write sqlite:///path or postgresql://…")


def lock_transaction(connection: Connection, number: int) -> None:
    """Serialise with other transactions that ask for `number`; SQLite's one writer is that already."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": number})
