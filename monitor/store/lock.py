"""One daemon a database: a lock that dies with the process that holds it."""

import fcntl
import os
from pathlib import Path
from typing import IO

from sqlalchemy import Connection, text

from monitor.errors import StoreBusyError, StoreError
from monitor.store.engine import DAEMON_LOCK, Database


class DaemonLock:
    """Held from construction to `release()`; raises StoreBusyError where another daemon holds it."""

    def __init__(self, database: Database) -> None:
        self._file: IO[str] | None = None
        self._connection: Connection | None = None
        if database.path is not None:
            self._file = _lock_file(database.path)
        else:
            self._connection = _lock_server(database)

    def release(self) -> None:
        """Let the next daemon start."""
        if self._file is not None:
            self._file.close()
            self._file = None
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _lock_file(path: Path) -> IO[str]:
    beside = path.with_name(path.name + ".lock")
    try:
        file = beside.open("a+", encoding="utf-8")
    except OSError as error:
        raise StoreError(
            f"{beside} cannot be written ({error.strerror}); give the user that runs monitor the right to"
        ) from error
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        file.seek(0)
        holder = file.read().strip() or "unknown"
        file.close()
        raise StoreBusyError(
            f"another monitor (process {holder}) is running on {path}; stop it first, or use another database"
        ) from error
    file.truncate(0)
    file.write(f"{os.getpid()}\n")
    file.flush()
    return file


def _lock_server(database: Database) -> Connection:
    """A connection of its own that does nothing but hold the lock."""
    with database.converted():
        connection = database.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        got = connection.execute(text("SELECT pg_try_advisory_lock(:number)"), {"number": DAEMON_LOCK}).scalar_one()
    if not got:
        connection.close()
        raise StoreBusyError(f"another monitor is running on {database.place}; stop it first, or use another database")
    # Not back into the pool at the end, where the lock would live on.
    connection.detach()
    return connection
