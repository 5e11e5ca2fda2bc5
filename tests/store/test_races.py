"""Many hands on one row, and other programs on the same file: one wins, the others are told, nothing is torn."""

import sqlite3
import subprocess
import sys
import threading
from contextlib import closing, contextmanager

import pytest
import sqlalchemy

from monitor.errors import StoreBusyError, StoreError
from monitor.store import engine as engine_module
from monitor.store.engine import Database
from monitor.store.store import Store
from tests.store.wire import ASSESSMENT, FAR, MINUTE, START, Wire, at, changed, entry, feed, match, rule, scraped

HANDS = 8


def together(*works):
    """Run these at the same time; what they gave, in order."""
    start, given = threading.Barrier(len(works), timeout=30), [None] * len(works)

    def run(index, work):
        start.wait()
        given[index] = work()

    threads = [threading.Thread(target=run, args=(index, work)) for index, work in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not any(thread.is_alive() for thread in threads)
    return given


def feed_claim(wire):
    wire.id_of("fil")
    return lambda store: store.feeds.claim(1, START, at(1))


def scrape_claim(wire):
    wire.polls(entry("a"))
    return lambda store: store.articles.claim_scrape(1, START, at(1))


def evaluate_claim(wire):
    wire.article("a")
    return lambda store: store.articles.claim_evaluate(1, START, at(1))


def alert_claim(wire):
    wire.alerts("a")
    return lambda store: store.alerts.claim(1, START, at(1))


def notification_claim(wire):
    wire.notifies()
    return lambda store: store.notifications.claim(1, START, at(1))


CLAIMS = [feed_claim, scrape_claim, evaluate_claim, alert_claim, notification_claim]


@pytest.mark.parametrize("ready", CLAIMS)
def test_one_of_many_hands_gets_the_row(store, wire, ready):
    claim = ready(wire)
    claimed = together(*[lambda: claim(store)] * HANDS)

    assert 1 == sum(one is not None for one in claimed)


@pytest.mark.parametrize("ready", CLAIMS)
def test_one_of_two_programs_gets_the_row(store, wire, url, ready):
    """Not this process's own order of writers decides, but the database."""
    claim = ready(wire)
    with closing(Store(Database(url, "daemon"), None, lambda: "beside")) as beside:
        claimed = together(*[lambda: claim(store), lambda: claim(beside)] * (HANDS // 2))

    assert 1 == sum(one is not None for one in claimed)


def test_one_host_is_given_to_one_of_many_feeds(store):
    store.feeds.sync([feed(f"f{n}", url=f"https://one.example/{n}") for n in range(HANDS)], START)
    claimed = together(*[lambda row=row: store.feeds.claim(row, START, at(1)) for row in range(1, HANDS + 1)])

    assert 1 == sum(one is not None for one in claimed)


def test_many_feeds_carry_one_new_article_at_once(store):
    """One article, all entries, nobody disturbed."""
    store.feeds.sync([feed(f"f{n}") for n in range(HANDS)], START)
    states = [store.feeds.claim(row, START, at(1)) for row in range(1, HANDS + 1)]
    shared = "https://shared.example/page"

    def finish(state):
        new = entry(state.feed.id, article_key=shared)
        return store.feeds.finish(state, changed(new), host_next_at=START)

    due = together(*[lambda state=state: finish(state) for state in states])

    assert [[1]] * HANDS == due
    assert HANDS == store.counts(START).entries


def test_readers_look_on_while_many_write(store, wire, url):
    """Readers are never told that the database is busy, and see whole commits only."""
    store.feeds.sync([feed(f"f{n}") for n in range(HANDS)], START)
    pairs = []

    def write(row):
        state = store.feeds.claim(row, START, at(1))
        news = (entry(f"{row}a"), entry(f"{row}b"))
        return store.feeds.finish(state, changed(*news), host_next_at=START)

    def read():
        with closing(Store.open(url, role="reader")) as reader:
            for _ in range(10):
                counts = reader.counts(START)
                pairs.append(counts.entries)

    together(*[lambda row=row: write(row) for row in range(1, HANDS + 1)], read, read)

    assert 2 * HANDS == store.counts(START).entries
    assert {0} == {entries % 2 for entries in pairs}


# ---------------------------------------------------------------- another program holds the file


@contextmanager
def held_by_another_program(path):
    """Another process has begun to write and does not end."""
    program = (
        "import sqlite3, sys\n"
        "connection = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "connection.execute('BEGIN IMMEDIATE')\n"
        "print('held', flush=True)\n"
        "sys.stdin.read()\n"
        "connection.close()\n"
    )
    command = [sys.executable, "-c", program, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert "held\n" == process.stdout.readline()
        yield
        process.stdin.close()


@pytest.fixture
def impatient(tmp_path, monkeypatch):
    """A store on SQLite that waits a fiftieth of a second for other writers, with one of each row in hand."""
    monkeypatch.setattr(engine_module, "BUSY_MS", 20)
    with closing(Store.open(f"sqlite:///{tmp_path / 'monitor.db'}", role="daemon")) as store:
        wire = Wire(store)
        wire.notifies("one@example.org", "two@example.org")
        wire.alerts("second")
        wire.article("third")
        wire.polls(entry("fourth"), now=START, next_poll_at=START)
        store.rules.sync([rule()], START)
        yield store


def everything_that_writes(store):
    """Each method that writes, with what it needs; whatever it must have claimed is claimed."""
    feed_state = store.feeds.claim(1, START, FAR)
    to_scrape = store.articles.claim_scrape(4, START, FAR)
    to_judge = store.articles.claim_evaluate(3, START, FAR)
    alert = store.alerts.claim(2, START, FAR)
    note = store.notifications.claim(1, START, FAR)
    ((past, _), *_) = store.rules.judged_before(FAR, None, 1)

    def gather():
        with store.alerts.gathering(alert, START) as gathering:
            gathering.close(gathering.open_story(1, "x"), 0)

    return {
        "feeds.sync": lambda: store.feeds.sync([feed()], START),
        "feeds.claim": lambda: store.feeds.claim(1, FAR + MINUTE, FAR + 2 * MINUTE),
        "feeds.finish": lambda: store.feeds.finish(feed_state, changed(), host_next_at=START),
        "articles.claim_scrape": lambda: store.articles.claim_scrape(4, START, FAR),
        "articles.finish_scrape": lambda: store.articles.finish_scrape(to_scrape, scraped(), host_next_at=START),
        "articles.claim_evaluate": lambda: store.articles.claim_evaluate(3, START, FAR),
        "articles.finish_evaluate": lambda: store.articles.finish_evaluate(
            to_judge, ASSESSMENT, (match(),), alert_due_at=START, now=START
        ),
        "rules.sync": lambda: store.rules.sync([rule("new")], START),
        "rules.add_backfill": lambda: store.rules.add_backfill(past, (match("new"),), alert_due_at=START, now=START),
        "alerts.claim": lambda: store.alerts.claim(2, START, FAR),
        "alerts.gathering": gather,
        "notifications.claim": lambda: store.notifications.claim(2, START, FAR),
        "notifications.sent": lambda: store.notifications.dead(note, "550", START),
        "notifications.hold": lambda: store.notifications.hold((), START),
        "configurations.activate": lambda: store.configurations.activate("hash", "text", START),
        "hasten": lambda: store.hasten(START),
        "release_claims": lambda: store.release_claims(START),
        "sweep": lambda: store.sweep(FAR + MINUTE),
    }


def test_whoever_finds_the_database_locked_says_so_and_tries_later(impatient, tmp_path):
    """Every method that writes: a StoreBusyError with a sentence, and the same call goes through afterwards."""
    works = everything_that_writes(impatient)
    with held_by_another_program(tmp_path / "monitor.db"):
        for name, work in works.items():
            with pytest.raises(StoreBusyError, match="another program has been writing to it"):
                pytest.fail(f"{name} gave {work()}")
        looks = (impatient.counts(START).entries, len(impatient.feeds.due(FAR, 10)), len(impatient.feeds.statuses()))

    assert (4, 0, 1) == looks
    for work in works.values():
        work()


def test_a_writer_has_the_file_from_its_first_moment(tmp_path):
    """A read that turns into a write is refused at once, whatever the busy timeout: so no write begins as a read."""
    path = tmp_path / "monitor.db"
    with (
        closing(Store.open(f"sqlite:///{path}", role="daemon")) as store,
        closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as other,
        store._database.writing(),
        pytest.raises(sqlite3.OperationalError, match="locked"),
    ):
        other.execute("BEGIN IMMEDIATE")


# ---------------------------------------------------------------- the server goes away


def test_a_server_that_cuts_the_line_is_an_error_and_passes(store, url, engine):
    """PostgreSQL restarts under us: the transaction in hand fails with a sentence, the next one goes through."""
    if engine == "sqlite":
        pytest.skip("a file has no server")
    with pytest.raises(StoreError), store._database.writing() as connection:
        connection.execute(sqlalchemy.text("UPDATE hosts SET claim = NULL"))
        cut_all_lines(url)
        connection.execute(sqlalchemy.text("UPDATE hosts SET claim = NULL"))
    store.feeds.sync([feed()], START)

    assert 1 == len(store.feeds.statuses())


def cut_all_lines(url):
    admin = sqlalchemy.create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
    with admin.connect() as connection:
        connection.execute(
            sqlalchemy.text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )
    admin.dispose()
