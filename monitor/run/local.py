"""One machine: APScheduler beats the time, the database says what is due, threads carry the steps out."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from apscheduler.schedulers.background import BackgroundScheduler

from monitor.alerts.deliver import deliver
from monitor.alerts.gather import gather
from monitor.app import App
from monitor.articles.scrape import scrape
from monitor.assess.evaluate import evaluate
from monitor.errors import StoreError
from monitor.feeds.poll import poll
from monitor.run.systemd import Notifier

log = structlog.get_logger(__name__)

TICK = timedelta(seconds=1)

# Claims whose runner died and rows that failed thrice are looked for this often, not at every tick.
SWEEP = timedelta(seconds=30)
CHECKPOINT = timedelta(hours=1)

# A host that wants to be left alone for longer than this is not waited for by a round that is to end.
LONGEST_TURN = timedelta(seconds=10)

Step = Callable[[App, int, datetime], None]


@dataclass(frozen=True, slots=True)
class Lane:
    """One step with its due-query; `width` threads carry it out, and `then` may find work after it."""

    name: str
    step: Step
    due: Callable[[datetime, int], list[int]]
    width: int
    then: tuple[str, ...]


def lanes(app: App) -> tuple[Lane, ...]:
    """The five steps. Widths follow what a step waits for: the network, the workers, the one writer."""
    store, receivers = app.store, tuple(app.receivers)
    return (
        Lane("poll", poll, store.feeds.due, 16, ("poll", "scrape")),
        Lane("scrape", scrape, store.articles.due_scrape, 8, ("scrape", "evaluate")),
        Lane("evaluate", evaluate, store.articles.due_evaluate, 4, ("evaluate", "gather")),
        Lane("gather", gather, store.alerts.due, 1, ("gather", "deliver")),
        Lane("deliver", deliver, lambda now, limit: store.notifications.due(now, limit, receivers), 4, ("deliver",)),
    )


class Local:
    """Runs the steps on this machine. Holds no state that matters: losing it loses nothing."""

    def __init__(self, app: App, clock: Callable[[], datetime], notifier: Notifier) -> None:
        self._app = app
        self._clock = clock
        self._notifier = notifier
        self._lanes = {lane.name: lane for lane in lanes(app)}
        self._threads = {
            lane.name: ThreadPoolExecutor(lane.width, thread_name_prefix=lane.name) for lane in self._lanes.values()
        }
        self._in_hand: dict[str, set[int]] = {name: set() for name in self._lanes}
        self._changed = threading.Condition()
        self._stopping = False
        self._scheduler: BackgroundScheduler | None = None
        self._swept_at = self._checkpoint_at = clock()
        self._store_trouble = ""

    def start(self) -> None:
        """Begin to tick."""
        # In memory and without catching up: the database knows what was missed.
        self._scheduler = BackgroundScheduler(
            timezone="UTC", job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        )
        self._scheduler.add_job(self.tick, "interval", seconds=TICK.total_seconds())
        self._scheduler.start()

    def tick(self) -> None:
        """Ask every step what is due, hand it to threads, and tell systemd that we live."""
        try:
            self._tend()
            self.ask(*self._lanes)
        except StoreError as error:
            # No new work while the database cannot be written; the next tick tries again.
            if str(error) != self._store_trouble:
                log.error("database", status="failing", error=str(error))  # noqa: TRY400 -- a sentence, no traceback
            self._store_trouble = str(error)
            return
        if self._store_trouble:
            log.info("database", status="recovered")
            self._store_trouble = ""
        self._notifier.alive(f"{sum(map(len, self._in_hand.values()))} steps in hand")

    def ask(self, *names: str) -> int:
        """Start what is due in the named lanes, as far as there are hands; returns how much was started."""
        started = 0
        with self._changed:
            if self._stopping:
                return 0
            for name in names:
                lane, in_hand = self._lanes[name], self._in_hand[name]
                free = lane.width - len(in_hand)
                if free <= 0:
                    continue
                fresh = [row for row in lane.due(self._clock(), lane.width) if row not in in_hand][:free]
                in_hand.update(fresh)
                started += len(fresh)
                for row in fresh:
                    self._threads[name].submit(self._carry_out, lane, row)
        return started

    def wait_idle(self, timeout_s: float) -> bool:
        """Wait until nothing is in hand; False where that took longer."""
        with self._changed:
            return self._changed.wait_for(lambda: not any(self._in_hand.values()), timeout_s)

    def stop(self, grace_s: float) -> bool:
        """Begin nothing new and let what is in hand finish; False where something would not end in time.

        What is cut off keeps its claim and is taken up again by the next start.
        """
        if self._scheduler is not None:
            self._scheduler.shutdown(wait=False)
        with self._changed:
            self._stopping = True
        idle = self.wait_idle(grace_s)
        for threads in self._threads.values():
            threads.shutdown(wait=idle, cancel_futures=True)
        return idle

    def _carry_out(self, lane: Lane, row: int) -> None:
        try:
            lane.step(self._app, row, self._clock())
        except Exception:
            # The runner's loop: an unexpected error stops its step and is loud. The claim runs out and counts.
            log.exception("step failed", step=lane.name, id=row)
        finally:
            with self._changed:
                self._in_hand[lane.name].discard(row)
                self._changed.notify_all()
        self._ask_quietly(*lane.then)

    def _ask_quietly(self, *names: str) -> None:
        try:
            self.ask(*names)
        except StoreError as error:
            log.debug("database", status="failing", error=str(error))  # the tick says it aloud

    def _tend(self) -> None:
        """Now and then: give up on dead claims, and keep the write-ahead log short."""
        now = self._clock()
        if now - self._swept_at >= SWEEP or now < self._swept_at:
            self._app.store.sweep(now)
            self._swept_at = now
        if now - self._checkpoint_at >= CHECKPOINT or now < self._checkpoint_at:
            self._app.store.checkpoint()
            self._checkpoint_at = now


def run_once(local: Local, app: App, clock: Callable[[], datetime], *, tell: Callable[[], None]) -> None:
    """Poll everything due and carry every article through to delivery; `tell` is called as it goes on.

    What waits only for a host's next turn is waited for; what waits for a retry, or for a host that asked for more
    than LONGEST_TURN, stays for the next run.
    """
    app.store.hasten(clock())
    while True:
        tell()
        local.ask("poll", "scrape", "evaluate", "gather", "deliver")
        if not local.wait_idle(0.2):
            continue
        turn = app.store.next_turn_at(clock())
        if turn is None or turn - clock() > LONGEST_TURN:
            return
        threading.Event().wait(min(max((turn - clock()).total_seconds(), 0.0), 0.2))
