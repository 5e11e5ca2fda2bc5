"""Opening, closing, refusing: who may use a database, and what they are told where they may not."""

import multiprocessing
import os
import sqlite3
import subprocess
import sys
import tempfile
import threading
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy

from monitor.errors import StoreBusyError, StoreError, StoreVersionError
from monitor.store.store import Store
from tests.store.wire import START, at, feed, rule


def sqlite_file(tmp_path):
    return f"sqlite:///{tmp_path / 'monitor.db'}"


def test_a_daemon_makes_its_database(bare_url):
    """The first start creates folder and tables; the second finds what the first wrote."""
    with closing(Store.open(bare_url, role="daemon")) as store:
        store.feeds.sync([feed()], START)
    with closing(Store.open(bare_url, role="daemon")) as store:
        assert ["fil"] == [status.id for status in store.feeds.statuses()]


def test_a_reader_makes_nothing(bare_url, engine):
    with pytest.raises(StoreError, match=r"there is no .*database .*yet; start `monitor run` first") as caught:
        Store.open(bare_url, role="reader")

    assert type(caught.value) is StoreError
    if engine == "sqlite":
        assert not os.path.exists(sqlalchemy.make_url(bare_url).database)


def test_a_reader_looks_on_while_the_daemon_writes(store, url):
    with closing(Store.open(url, role="reader")) as reader:
        before = reader.feeds.statuses()
        store.feeds.sync([feed()], START)

        assert ([], ["fil"]) == (before, [status.id for status in reader.feeds.statuses()])


def test_a_reader_cannot_write_on_sqlite(tmp_path):
    url = sqlite_file(tmp_path)
    Store.open(url, role="daemon").close()
    with closing(Store.open(url, role="reader")) as reader, pytest.raises(StoreError):
        reader.feeds.sync([feed()], START)


def test_a_second_daemon_refuses(store, url, engine):
    holder = rf"another monitor \(process {os.getpid()}\)" if engine == "sqlite" else "another monitor"
    with pytest.raises(StoreBusyError, match=f"{holder} is running on .*; stop it first, or use another database"):
        Store.open(url, role="daemon")


def test_a_refused_daemon_takes_nothing_from_the_first(store, url):
    """The one that was refused has closed what it opened; the first still holds the lock."""
    for _ in range(2):
        with pytest.raises(StoreBusyError):
            Store.open(url, role="daemon")
    store.feeds.sync([feed()], START)

    assert 1 == len(store.feeds.statuses())


def test_the_lock_goes_with_its_daemon(url):
    Store.open(url, role="daemon").close()
    Store.open(url, role="daemon").close()


def hold_and_die(url, held):
    """A daemon that is killed: nothing of it is closed."""
    store = Store.open(url, role="daemon")
    store.feeds.sync([feed()], START)
    held.set()
    threading.Event().wait()


def test_the_lock_dies_with_the_process(url):
    spawn = multiprocessing.get_context("spawn")
    held = spawn.Event()
    process = spawn.Process(target=hold_and_die, args=(url, held))
    process.start()
    try:
        assert held.wait(30)
        with pytest.raises(StoreBusyError, match="another monitor"):
            Store.open(url, role="daemon")
    finally:
        process.kill()
        process.join(30)
        process.close()

    with closing(opened_soon(url)) as store:
        assert ["fil"] == [status.id for status in store.feeds.statuses()]


def opened_soon(url):
    """PostgreSQL notices a dead client a moment later."""
    pause = threading.Event()
    for _ in range(200):
        try:
            return Store.open(url, role="daemon")
        except StoreBusyError:
            pause.wait(0.05)
    raise AssertionError("the lock outlived its process")


def test_a_newer_database_is_left_alone(url):
    engine = sqlalchemy.create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    engine.dispose()
    for role in ("daemon", "reader"):
        with pytest.raises(StoreVersionError, match="written by a newer monitor"):
            Store.open(url, role=role)


def test_the_place_is_told_without_the_password(bare_url, engine):
    if engine == "sqlite":
        pytest.skip("a file has no password")
    secret = bare_url.replace("postgres:@", "postgres:hunter2-secret@")
    with pytest.raises(StoreError) as caught:
        Store.open(secret, role="reader")

    assert "hunter2" not in str(caught.value)


# ---------------------------------------------------------------- what can be wrong with a file


def broken_file(tmp_path):
    path = tmp_path / "monitor.db"
    path.write_bytes(b"These are my holiday notes, and no database at all. " * 200)
    return f"sqlite:///{path}", "damaged or no database"


def folder_in_its_place(tmp_path):
    (tmp_path / "monitor.db").mkdir()
    return f"sqlite:///{tmp_path / 'monitor.db'}", "unable to open"


def folder_is_a_file(tmp_path):
    (tmp_path / "var").write_text("")
    return f"sqlite:///{tmp_path / 'var' / 'monitor.db'}", "cannot be made"


@pytest.mark.parametrize("wrong", [broken_file, folder_in_its_place, folder_is_a_file])
def test_what_is_no_database_gets_a_sentence(wrong, tmp_path):
    url, said = wrong(tmp_path)
    with pytest.raises(StoreError, match=said):
        Store.open(url, role="daemon")


def test_a_foreign_sqlite_database_is_left_alone_by_readers(tmp_path):
    path = tmp_path / "monitor.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE letters (id INTEGER)")
    with pytest.raises(StoreError, match="there is no monitor database"):
        Store.open(f"sqlite:///{path}", role="reader")


@pytest.mark.parametrize("url", ["nonsense", "mysql://localhost/x", "sqlite+nothing:///x"])
def test_an_address_of_no_database_gets_a_sentence(url):
    with pytest.raises(StoreError):
        Store.open(url, role="reader")


def test_nobody_listens(tmp_path):
    with pytest.raises(StoreError, match="connection"):
        Store.open(f"postgresql://monitor@/monitor?host={tmp_path}", role="daemon")


def test_a_full_disk_gets_a_sentence_and_loses_nothing(tmp_path):
    """max_page_count plays the disk: what does not fit is rolled back whole, and there is a sentence."""
    url = sqlite_file(tmp_path)
    with closing(Store.open(url, role="daemon")) as store:
        with store._database.writing() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
        rules = [rule(f"{n:04}" * 50) for n in range(2000)]
        with pytest.raises(StoreError, match="make room on that disk"):
            store.rules.sync(rules, START)
        with store._database.writing() as connection:
            connection.exec_driver_sql("PRAGMA max_page_count=1000000")

        assert all(state.created_at == at(1) for state in store.rules.sync(rules, at(1)))


def test_sqlite_is_set_up_to_survive(tmp_path):
    """Durable before the commit returns, foreign keys held, no map of memory that a bad disk could crash."""
    url = sqlite_file(tmp_path)
    with closing(Store.open(url, role="daemon")) as store, store._database.reading() as connection:
        settings = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in (
                "journal_mode",
                "synchronous",
                "busy_timeout",
                "foreign_keys",
                "journal_size_limit",
                "mmap_size",
                "trusted_schema",
            )
        }

    assert settings == {
        "journal_mode": "wal",
        "synchronous": 2,
        "busy_timeout": 10_000,
        "foreign_keys": 1,
        "journal_size_limit": 67_108_864,
        "mmap_size": 0,
        "trusted_schema": 0,
    }


def test_a_reader_never_checkpoints(tmp_path):
    url = sqlite_file(tmp_path)
    with closing(Store.open(url, role="daemon")) as daemon:
        daemon.feeds.sync([feed()], START)
        with closing(Store.open(url, role="reader")) as reader:
            with reader._database.reading() as connection:
                assert 0 == connection.exec_driver_sql("PRAGMA wal_autocheckpoint").scalar()
            wal = tmp_path / "monitor.db-wal"
            before = wal.stat().st_size
            reader.checkpoint()

            assert before == wal.stat().st_size > 0
        daemon.checkpoint()

        assert 0 == wal.stat().st_size


ANOTHER_USER = """
import os, sys
from monitor.errors import StoreError
from monitor.store.store import Store
os.getuid() or os.setuid(65534)  # root may write everything
try:
    Store.open(sys.argv[1], role="daemon")
except StoreError as error:
    print(error)
"""


def test_a_folder_that_we_may_not_write_gets_a_sentence():
    with tempfile.TemporaryDirectory(prefix="monitor-read-only-") as folder:
        Path(folder).chmod(0o555)
        url = f"sqlite:///{folder}/monitor.db"
        said = subprocess.run(
            [sys.executable, "-c", ANOTHER_USER, url], capture_output=True, text=True, check=False, timeout=60
        )

    assert "give the user that runs monitor the right to" in said.stdout, said.stderr
