"""`monitor demo`: see an alert come about, without internet or account."""

import signal
import threading
from typing import Annotated

import typer

from monitor.cli.options import AsJson, console, read_config
from monitor.cli.show import show_mail, show_slack
from monitor.cli.summary import json_line
from monitor.demo.show import Stage, a_folder, play

# Slow enough to read along, quick enough to stay.
PACE_S = 2.0


def demo_command(
    once: Annotated[bool, typer.Option("--once", help="End by itself after the last dispatch.")] = False,
    as_json: AsJson = False,
) -> None:
    """A little news world on this machine: agencies publish in several languages, the real daemon watches them.

    With --json the last line is one JSON object with what came about.

    Example: [bold]monitor demo[/bold], or [bold]monitor demo --once --json[/bold]
    """
    out = console()
    with a_folder() as folder:
        interrupted = threading.Event()
        signal.signal(signal.SIGINT, lambda *_: interrupted.set())
        stage = Stage(folder, out, interrupted)
        try:
            with stage.playing():
                out.print(f"[dim]The daemon runs on {stage.config_path}[/dim]", soft_wrap=True)
                counts = play(stage, pace_s=0.0 if once else PACE_S)
                _show_messages(stage)
                if not once:
                    _stay(stage)
        except KeyboardInterrupt:
            out.print("\nThe demo is over.")
            return
        if as_json:
            print(json_line(read_config(stage.config_path), counts))


def _show_messages(stage: Stage) -> None:
    """One mail and one Slack message as their readers see them: those of the first dispatch that was published."""
    out = stage.out
    headline = stage.newsroom.breaking[0].title
    out.print()
    out.rule("The mail, as the desk sees it", align="left")
    show_mail(out, stage.mailbox.about(headline).decode("utf-8", errors="replace"))
    out.print()
    out.rule("The Slack message", align="left")
    show_slack(out, stage.channel.about(headline))
    out.print(
        f"\n{len(stage.mailbox.messages)} mails and {len(stage.channel.messages)} Slack messages in all, "
        "each dispatch once to each receiver, however many rules it matches."
    )


def _stay(stage: Stage) -> None:
    stage.out.print(
        "\nThe little world stays up until you press Ctrl-C. In another terminal you can try:\n"
        f"  monitor status --config {stage.config_path}",
        soft_wrap=True,
    )
    stage.interrupted.wait()
    raise KeyboardInterrupt
