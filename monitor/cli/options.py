"""Options that several commands share, and how each opens what it needs."""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from monitor.assess.lexicon import load_lexicon
from monitor.config.load import load_config
from monitor.config.settings import Config, Judged
from monitor.receivers.receiver import RECEIVER_MODELS

ConfigPath = Annotated[
    Path,
    typer.Option("--config", "-c", help="The configuration file.", envvar="MONITOR_CONFIG", show_default=True),
]
MaybeConfigPath = Annotated[
    Path | None,
    typer.Option(
        "--config",
        "-c",
        help="A configuration whose topics are used and whose network.allow_private lets your own addresses be asked.",
        envvar="MONITOR_CONFIG",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Write JSON for programs.")]
DEFAULT_CONFIG = Path("config.yaml")


def read_config(path: Path) -> Config:
    """The configuration at `path`, checked; raises ConfigError."""
    return load_config(path, environment=os.environ, receiver_models=RECEIVER_MODELS, judged=judged())


def judged() -> Judged:
    """What the shipped tables let rules ask for."""
    lexicon = load_lexicon()
    return Judged(frozenset(lexicon.topics), lexicon.organisations, frozenset(lexicon.languages))


def utc_now() -> datetime:
    """The clock, which only doors and the runner read."""
    return datetime.now(UTC)


def console() -> Console:
    """Where people read answers."""
    return Console(highlight=False)


def error_console() -> Console:
    """Where people read what went wrong, and progress that a program should not see."""
    return Console(file=sys.stderr, highlight=False)
