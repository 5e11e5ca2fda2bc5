"""`monitor status`: whether everything is being watched, and what is broken."""

import json
from contextlib import closing
from dataclasses import asdict
from datetime import datetime, timedelta

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from monitor.cli.options import DEFAULT_CONFIG, AsJson, ConfigPath, console, read_config, utc_now
from monitor.config.settings import Config
from monitor.store.store import Status, Store


def status_command(config: ConfigPath = DEFAULT_CONFIG, as_json: AsJson = False) -> None:
    """Show feeds, rules and receivers: last success, next due, what is wrong.

    Works beside the running daemon and changes nothing.

    Example: [bold]monitor status[/bold]
    """
    checked = read_config(config)
    now = utc_now()
    with closing(Store.open(checked.database_url, role="reader")) as store:
        status = store.status(now)
    if as_json:
        print(json.dumps(_for_programs(status, checked), ensure_ascii=False, default=_json_time, indent=2))
        return
    _show(console(), status, checked, now)


def _for_programs(status: Status, config: Config) -> dict[str, object]:
    return {**asdict(status), "config": str(config.path), "config_hash": config.text_hash}


def _json_time(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in a status")


def _show(out: Console, status: Status, config: Config, now: datetime) -> None:
    out.print(_feeds(status, now))
    out.print(_rules(status, config, now))
    out.print(_receivers(status, config, now))
    out.print(
        f"{status.alerts['open']} alerts being gathered, {status.articles_waiting} articles waiting to be read, "
        f"{status.articles_failed} given up."
    )
    for feed in status.feeds:
        if feed.error_kind and feed.state == "active":
            out.print(
                f"[red]{escape(feed.name)}[/red]: {escape(feed.error or '')} ({_since(feed.failing_since, now)})",
                soft_wrap=True,
            )
    for receiver in status.receivers:
        if receiver.error:
            out.print(f"[red]{escape(receiver.name)}[/red]: {escape(receiver.error)}", soft_wrap=True)
    if status.config_hash != config.text_hash:
        out.print(
            "[yellow]config.yaml has changed since the daemon started: restart it to bring that into force.[/yellow]"
        )


def _feeds(status: Status, now: datetime) -> Table:
    table = Table(
        "feed", "state", "last success", "next poll", "entries", "newest entry", title="Feeds", title_justify="left"
    )
    for feed in status.feeds:
        state = f"[red]{feed.error_kind} ×{feed.failures}[/red]" if feed.error_kind else f"[green]{feed.state}[/green]"
        table.add_row(
            escape(feed.name),
            "paused" if feed.state == "paused" else state,
            _ago(feed.last_success_at, now),
            _until(feed.next_poll_at, now) if feed.state == "active" else "–",
            f"{feed.entries:,}",
            _ago(feed.newest_entry_at, now),
        )
    return table


def _rules(status: Status, config: Config, now: datetime) -> Table:
    table = Table("rule", "watches", "tells", "matches", "last match", title="Rules", title_justify="left")
    counted = {rule.id: rule for rule in status.rules}
    for rule in config.rules:
        row = counted.get(rule.id)
        watches = ", ".join(rule.pairs) + (f" on {', '.join(rule.topics)}" if rule.topics else "")
        table.add_row(
            escape(rule.name),
            escape(watches),
            ", ".join(rule.notify),
            f"{row.matches:,}" if row else "0",
            _ago(row.last_match_at if row else None, now),
        )
    return table


def _receivers(status: Status, config: Config, now: datetime) -> Table:
    table = Table("receiver", "kind", "sent", "last sent", "pending", "dead", title="Receivers", title_justify="left")
    rows = {receiver.name: receiver for receiver in status.receivers}
    for receiver in config.receivers:
        row = rows.get(receiver.name)
        table.add_row(
            receiver.name,
            receiver.kind,
            f"{row.sent:,}" if row else "0",
            _ago(row.last_sent_at if row else None, now),
            f"{row.pending:,}" if row else "0",
            f"{row.dead:,}" if row else "0",
        )
    return table


def _ago(at: datetime | None, now: datetime) -> str:
    return "never" if at is None else f"{_length(now - at)} ago" if at <= now else f"in {_length(at - now)}"


def _since(at: datetime | None, now: datetime) -> str:
    return "failing" if at is None else f"failing for {_length(now - at)}"


def _until(at: datetime, now: datetime) -> str:
    return "now" if at <= now else f"in {_length(at - now)}"


def _length(length: timedelta) -> str:
    seconds = int(length.total_seconds())
    for unit, size in (("d", 86_400), ("h", 3_600), ("min", 60)):
        if seconds >= 2 * size:
            return f"{seconds // size} {unit}"
    return f"{seconds} s"
