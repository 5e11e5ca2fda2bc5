"""`monitor receivers`: where alerts go."""

import hashlib
import json
from typing import Annotated

import typer
from rich.markup import escape

from monitor.cli.options import DEFAULT_CONFIG, AsJson, ConfigPath, console, read_config, utc_now
from monitor.errors import ConfigError, Finding
from monitor.net.guard import Guard
from monitor.receivers.receiver import build

receivers = typer.Typer(no_args_is_help=True, help="Where alerts go: try one before you trust it.")


@receivers.callback()
def group() -> None:
    """Where alerts go: try one before you trust it."""


@receivers.command("test")
def try_receiver(
    name: Annotated[str, typer.Argument(help="The receiver's name in the configuration.")],
    config: ConfigPath = DEFAULT_CONFIG,
    as_json: AsJson = False,
) -> None:
    """Send a test message to one receiver, at once and past the outbox.

    Exit status 0 where the other side took it, 1 where it did not.

    Example: [bold]monitor receivers test desk-mail[/bold]
    """
    checked = read_config(config)
    chosen = next((receiver for receiver in checked.receivers if receiver.name == name), None)
    if chosen is None:
        have = ", ".join(receiver.name for receiver in checked.receivers) or "none"
        raise ConfigError(str(config), (Finding(f'"{name}" is not a receiver (have: {have}).', "receivers"),))
    receiver = build(chosen, check_host=Guard(checked.allow_private).check_host)
    now = utc_now()
    out = console()
    for recipient in receiver.recipients():
        identity = hashlib.sha256(f"{name} {recipient} {now.isoformat()}".encode()).hexdigest()[:32]
        receipt = receiver.send_test(recipient, message_id=f"<{identity}@{receiver.host}>", now=now)
        if as_json:
            print(json.dumps({"receiver": name, "recipient": recipient, "said": receipt.detail}, ensure_ascii=False))
            continue
        out.print(f"[green]✓[/green] {name} → {escape(recipient)}: {escape(receipt.detail or 'taken')}")
