"""The runner on one machine: the database says what is due, ticks finish whatever steps do, the end is orderly."""

import socket
import threading
from types import SimpleNamespace

import pytest

from monitor.errors import StoreError
from monitor.run import local as runner
from monitor.run.local import Lane, Local
from monitor.run.systemd import Notifier
from tests.fakes import FakeClock


class FakeLane:
    """One step over rows in memory; `blocks` holds the step until `releases`."""

    def __init__(self, name="poll", width=2, then=()):
        self.name, self.width, self.then = name, width, then
        self.rows, self.done = [], []
        self.gate = threading.Event()
        self.gate.set()
        self.error = None
        self.trouble = None

    def due(self, _now, limit):
        if self.trouble:
            raise StoreError(self.trouble)
        return [row for row in self.rows if row not in self.done][:limit]

    def step(self, _app, row, _now):
        self.gate.wait(10)
        if self.error:
            self.rows.remove(row)
            raise self.error
        self.done.append(row)

    def lane(self):
        return Lane(self.name, self.step, self.due, self.width, self.then)


class Told:
    """A notifier that remembers."""

    def __init__(self):
        self.said = []

    def alive(self, status):
        self.said.append(status)


@pytest.fixture
def upkeep():
    """A store that only counts how often it is tended."""
    calls = {"sweep": 0, "checkpoint": 0}
    return SimpleNamespace(
        calls=calls,
        sweep=lambda _now: calls.__setitem__("sweep", calls["sweep"] + 1),
        checkpoint=lambda: calls.__setitem__("checkpoint", calls["checkpoint"] + 1),
    )


@pytest.fixture
def build(monkeypatch, upkeep):
    built = []

    def make(*fakes):
        monkeypatch.setattr(runner, "lanes", lambda _app: tuple(fake.lane() for fake in fakes))
        local = Local(SimpleNamespace(store=upkeep), FakeClock(), Told())
        built.append(local)
        return local

    yield make
    for local in built:
        local.stop(5)


def test_what_is_due_is_carried_out_each_row_once(build):
    polls = FakeLane()
    polls.rows = [1, 2, 3, 4, 5]
    local = build(polls)
    local.tick()
    while not local.wait_idle(5):
        pass
    for _ in range(3):
        local.ask("poll")
        local.wait_idle(5)

    assert [1, 2, 3, 4, 5] == sorted(polls.done)


def test_no_more_rows_are_in_hand_than_there_are_hands(build):
    polls = FakeLane(width=2)
    polls.rows = [1, 2, 3]
    polls.gate.clear()
    local = build(polls)
    started = (local.ask("poll"), local.ask("poll"))
    polls.gate.set()

    assert (2, 0) == started


def test_after_a_step_the_next_one_is_asked_at_once(build):
    """No tick is waited for between a page and its judgement."""
    polls, scrapes = FakeLane("poll", then=("scrape",)), FakeLane("scrape")
    polls.rows = [1]
    polls.gate.clear()
    local = build(polls, scrapes)
    local.ask("poll", "scrape")
    scrapes.rows = [7]
    polls.gate.set()
    deadline = threading.Event()
    for _ in range(500):
        if scrapes.done:
            break
        deadline.wait(0.01)

    assert [7] == scrapes.done


def test_a_step_that_fails_unexpectedly_stops_nothing_else(build, capsys):
    polls = FakeLane()
    polls.rows = [1]
    polls.error = ZeroDivisionError("a mistake of ours")
    local = build(polls)
    local.ask("poll")
    local.wait_idle(5)
    polls.error, polls.rows = None, [2]
    local.tick()
    local.wait_idle(5)

    assert [2] == polls.done
    assert "step failed" in capsys.readouterr().out


def test_a_tick_tells_the_watchdog_only_when_it_has_finished(build):
    """A database that fails is told once, starts nothing, and lets systemd see that we do not get on."""
    polls = FakeLane()
    polls.trouble = "the disk is full"
    local = build(polls)
    local.tick()
    local.tick()
    before = list(local._notifier.said)
    polls.trouble = None
    local.tick()

    assert ([], 1) == (before, len(local._notifier.said))


def test_trouble_and_recovery_are_told_once(build, capsys):
    polls = FakeLane()
    polls.trouble = "the disk is full"
    local = build(polls)
    for _ in range(3):
        local.tick()
    polls.trouble = None
    local.tick()
    local.tick()
    said = capsys.readouterr().out

    assert (1, 1) == (said.count("the disk is full"), said.count("recovered"))


def test_the_store_is_tended_now_and_then(build, upkeep):
    local = build(FakeLane())
    for _ in range(3):
        local.tick()
    early = dict(upkeep.calls)
    local._clock.passes(minutes=1)
    local.tick()
    local._clock.passes(hours=1)
    local.tick()

    assert {"sweep": 0, "checkpoint": 0} == early
    assert {"sweep": 2, "checkpoint": 1} == upkeep.calls


def test_a_clock_that_is_set_back_stops_no_upkeep(build, upkeep):
    local = build(FakeLane())
    local._clock.passes(days=-1)
    local.tick()

    assert {"sweep": 1, "checkpoint": 1} == upkeep.calls


def test_the_end_waits_for_what_is_in_hand_and_begins_nothing(build):
    polls = FakeLane()
    polls.rows = [1, 2, 3]
    polls.gate.clear()
    local = build(polls)
    local.ask("poll")
    threading.Timer(0.05, polls.gate.set).start()
    idle = local.stop(10)

    assert (True, [1, 2], 0) == (idle, sorted(polls.done), local.ask("poll"))


def test_what_does_not_end_in_time_is_left(build):
    polls = FakeLane()
    polls.rows = [1]
    polls.gate.clear()
    local = build(polls)
    local.ask("poll")
    idle = local.stop(0.05)
    polls.gate.set()

    assert not idle


def test_the_metronome_ticks_by_itself(build):
    polls = FakeLane()
    local = build(polls)
    local.start()
    polls.rows = [1]
    waiting = threading.Event()
    for _ in range(500):
        if polls.done:
            break
        waiting.wait(0.01)

    assert [1] == polls.done


# ---------------------------------------------------------------- systemd


def test_systemd_hears_what_it_expects(tmp_path):
    """The protocol of sd_notify over a real datagram socket."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listener:
        listener.bind(str(tmp_path / "notify"))
        listener.settimeout(5)
        notifier = Notifier(str(tmp_path / "notify"))
        notifier.ready("watching 3 feeds")
        notifier.alive("2 steps in hand")
        notifier.stopping()
        heard = [listener.recv(1000).decode().split("\n") for _ in range(3)]

    assert [["READY=1", "STATUS=watching 3 feeds"], ["WATCHDOG=1", "STATUS=2 steps in hand"]] == heard[:2]
    assert "STOPPING=1" == heard[2][0]


def test_systemd_may_listen_in_the_abstract_namespace():
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listener:
        listener.bind("\0monitor-test-notify")
        listener.settimeout(5)
        Notifier("@monitor-test-notify").ready("here")

        assert listener.recv(1000).startswith(b"READY=1")


def test_without_systemd_nothing_is_said(tmp_path):
    Notifier(None).ready("x")
    Notifier(str(tmp_path / "nobody")).ready("x")
