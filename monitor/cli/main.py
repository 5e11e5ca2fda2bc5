"""`monitor`: the commands, and what a person is told when one of them fails."""

import os
import sys

import typer

from monitor.cli.assess import assess_command
from monitor.cli.check import check_command
from monitor.cli.demo import demo_command
from monitor.cli.extract import extract_command
from monitor.cli.options import error_console
from monitor.cli.receivers import receivers
from monitor.cli.run import run_command
from monitor.cli.status import status_command
from monitor.cli.version import version_command
from monitor.errors import ConfigError, MonitorError

app = typer.Typer(
    name="monitor",
    help="Watches news wires for what happens between countries, and tells people.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)
app.command("run")(run_command)
app.command("demo")(demo_command)
app.command("check")(check_command)
app.command("status")(status_command)
app.command("assess")(assess_command)
app.command("extract")(extract_command)
app.command("version")(version_command)
app.add_typer(receivers, name="receivers")

DONE, FAILED, USAGE = 0, 1, 2


def main() -> None:
    """Run one command. Exit status 0 done, 1 failed, 2 usage or config."""
    try:
        app()
    except ConfigError as error:
        error_console().print(str(error), markup=False, soft_wrap=True)
        sys.exit(USAGE)
    except MonitorError as error:
        error_console().print(f"monitor: {error}", markup=False, soft_wrap=True)
        sys.exit(FAILED)
    except BrokenPipeError:
        # The reader of our output has left: nothing is wrong, but Python would complain while closing stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(FAILED)
