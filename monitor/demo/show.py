"""The demo's stage: starts the little world and the real daemon, publishes, and tells what becomes of each dispatch."""

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from monitor.demo.channel import Channel
from monitor.demo.desk import demo_config
from monitor.demo.mailbox import Mailbox
from monitor.demo.newsroom import Newsroom
from monitor.demo.telling import tell
from monitor.errors import MonitorError, StoreError
from monitor.store.store import Counts, Store

# How long the slowest machine may take for a step of the play before we say that something is wrong.
PATIENCE_S = 120.0
GRACE_S = 20.0
LOOK_S = 0.1


class DemoError(MonitorError):
    """The demo could not be played to its end; the message says where the daemon's log is."""


class Stage:
    """A newsroom, a mail server, a Slack endpoint, and a daemon of our own that knows of none of this."""

    def __init__(self, folder: Path, out: Console, interrupted: threading.Event) -> None:
        self.folder = folder
        self.interrupted = interrupted  # Ctrl-C, seen between two looks and never in the middle of one
        self.out = out
        self.newsroom = Newsroom()
        self.mailbox = Mailbox()
        self.channel = Channel()
        self.config_path = folder / "config.yaml"
        self.log_path = folder / "daemon.log"
        self._seen = 0
        self._daemon: subprocess.Popen[bytes] | None = None

    @contextmanager
    def playing(self) -> Iterator[None]:
        """Everything runs while the context is open, and nothing after it."""
        with ExitStack() as stack:
            for server in (self.newsroom, self.mailbox, self.channel):
                server.start()
                stack.callback(server.stop)
            text = demo_config(self.newsroom, self.mailbox, self.channel, self.folder)
            self.config_path.write_text(text, "utf-8")
            stack.callback(self._end_daemon)
            self._start_daemon()
            yield

    @property
    def database_url(self) -> str:
        """Where the daemon keeps what it knows."""
        return f"sqlite:///{self.folder / 'monitor.db'}"

    def _start_daemon(self) -> None:
        command = [sys.executable, "-m", "monitor", "run", "--config", str(self.config_path)]
        with self.log_path.open("wb") as log:
            # A session of its own, so that Ctrl-C reaches us and we end it in good order.
            self._daemon = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)  # noqa: S603 -- ourselves

    def _end_daemon(self) -> None:
        if self._daemon is None:
            return
        if self._daemon.poll() is None:
            self._daemon.send_signal(signal.SIGTERM)
        try:
            self._daemon.wait(GRACE_S)
        except subprocess.TimeoutExpired:
            os.killpg(self._daemon.pid, signal.SIGKILL)
            self._daemon.wait()

    def watch(self, store: Store) -> None:
        """Say what has happened since we last looked."""
        for event in store.events.after(self._seen, 500):
            self._seen = event.id
            tell(self.out, event, self.newsroom)

    def until_calm(self, store: Store, since: datetime, entries: int) -> Counts:
        """Watch until `entries` were recorded and everything that followed from them is delivered."""
        deadline = time.monotonic() + PATIENCE_S
        while True:
            self.watch(store)
            counts = store.counts(since)
            if counts.entries >= entries and not counts.unfinished:
                return counts
            if self._daemon is None or self._daemon.poll() is not None:
                raise DemoError(f"the daemon stopped on its own; its last words:\n{self.last_words()}")
            if time.monotonic() > deadline:
                raise DemoError(
                    f"this took longer than {PATIENCE_S:.0f} s; the daemon's last words:\n{self.last_words()}"
                )
            self.pause(LOOK_S)

    def open_store(self) -> Store:
        """The daemon's database, as soon as there is one."""
        deadline = time.monotonic() + PATIENCE_S
        while True:
            try:
                return Store.open(self.database_url, role="reader")
            except StoreError:
                if time.monotonic() > deadline or self._daemon is None or self._daemon.poll() is not None:
                    raise DemoError(f"the daemon did not start; its last words:\n{self.last_words()}") from None
            self.pause(LOOK_S)

    def pause(self, seconds: float) -> None:
        """Wait; raises KeyboardInterrupt where somebody wants the play to end."""
        if self.interrupted.wait(seconds):
            raise KeyboardInterrupt

    def last_words(self) -> str:
        """The end of the daemon's log."""
        return "\n".join(self.log_path.read_text("utf-8", errors="replace").splitlines()[-15:])


@contextmanager
def a_folder() -> Iterator[Path]:
    """A place for the demo's config and database, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="monitor-demo-") as name:
        yield Path(name)


def play(stage: Stage, *, pace_s: float) -> Counts:
    """The play: the archive is passed over quietly, then dispatch after dispatch is published and followed."""
    started_at = datetime.now(UTC)
    archive = sum(len(agency.archive) for agency in stage.newsroom.agencies)
    with closing(stage.open_store()) as store:
        stage.out.rule("What the wires already carried: recorded, and kept quiet", align="left")
        stage.until_calm(store, started_at, archive)
        for number, dispatch in enumerate(stage.newsroom.breaking, 1):
            stage.out.print()
            stage.out.rule(f"{dispatch.agency} publishes: {dispatch.title}", align="left")
            stage.newsroom.publish(dispatch.id)
            stage.until_calm(store, started_at, archive + number)
            stage.pause(pace_s)
        counts = stage.until_calm(store, started_at, archive + len(stage.newsroom.breaking))
        stage.watch(store)
    return counts
