"""`monitor run`: the daemon, or one round of it."""

import os
import random
import signal
import sys
import threading
from contextlib import ExitStack, closing
from datetime import timedelta
from typing import Annotated

import structlog
import typer

from monitor.app import open_app
from monitor.cli.options import DEFAULT_CONFIG, AsJson, ConfigPath, console, error_console, read_config, utc_now
from monitor.cli.summary import json_line, summary
from monitor.config.settings import Config
from monitor.observe.log import configure_log
from monitor.run.backfill import backfill
from monitor.run.local import Local, run_once
from monitor.run.systemd import Notifier
from monitor.store.store import Counts, Store

log = structlog.get_logger(__name__)

# systemd gives us 30 s; what has not finished by then is taken up again by the next start.
GRACE_S = 8.0


def run_command(
    config: ConfigPath = DEFAULT_CONFIG,
    once: Annotated[bool, typer.Option("--once", help="Poll everything due, deliver what matches, and exit.")] = False,
    as_json: AsJson = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Log every step, the idle ones too.")] = False,
) -> None:
    """Run the daemon on a configuration; stop it with Ctrl-C or SIGTERM.

    With --once: one round, a summary, and exit status 0; --json puts the summary as one JSON object on the last line.

    Example: [bold]monitor run --config config.yaml[/bold], or from cron [bold]monitor run --once --json[/bold]
    """
    configure_log(sys.stderr, verbose=verbose, quiet=once and not verbose, as_json=as_json and not once)
    checked = read_config(config)
    with closing(Store.open(checked.database_url, role="daemon")) as store:
        if once:
            _run_round(checked, store, as_json=as_json)
        else:
            _run_daemon(checked, store)


def _run_round(config: Config, store: Store, *, as_json: bool) -> None:
    started_at = utc_now()
    out = error_console()
    with ExitStack() as stack:
        app = stack.enter_context(open_app(config, store, now=started_at, spread=_spread, group_wait=timedelta()))
        backfill(app, started_at)
        local = Local(app, utc_now, Notifier(None))
        stack.callback(local.stop, GRACE_S)
        status = stack.enter_context(out.status("reading the wires …"))
        run_once(local, app, utc_now, tell=lambda: status.update(_progress(store.counts(started_at))))
    counts = store.counts(started_at)
    if as_json:
        print(json_line(config, counts))
    else:
        console().print(summary(config, counts), markup=False, soft_wrap=True)


def _run_daemon(config: Config, store: Store) -> None:
    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    notifier = Notifier(os.environ.get("NOTIFY_SOCKET"))
    for warning in config.warnings:
        log.warning("config", status=warning.at(config.path.name))
    with open_app(config, store, now=utc_now(), spread=_spread, group_wait=config.group_wait) as app:
        backfill(app, utc_now())
        local = Local(app, utc_now, notifier)
        local.start()
        watching = f"watching {len(config.feeds)} feeds with {len(config.rules)} rules"
        notifier.ready(watching)
        log.info("started", config=str(config.path), hash=config.text_hash[:8], status=watching)
        stop.wait()
        notifier.stopping()
        log.info("stopping", status="finishing work in hand")
        idle = local.stop(GRACE_S)
    log.info("stopped", status="done" if idle else "some work was cut off; the next start takes it up")
    if not idle:
        # A thread still waits for somebody else's server; Python would wait for it, systemd and Ctrl-C should not.
        store.close()
        sys.stderr.flush()
        os._exit(0)


def _spread() -> float:
    return random.uniform(-1, 1)  # noqa: S311 -- spreads polls over time; nothing secret hangs on it


def _progress(counts: Counts) -> str:
    return (
        f"reading the wires … {counts.feeds_polled} feeds, {counts.articles} articles judged, "
        f"{counts.waiting} to go, {sum(counts.sent.values())} notifications sent"
    )
