"""What config.yaml says, read and checked: frozen values that all other floors rely on."""

from dataclasses import dataclass, field
from datetime import time, timedelta
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import BaseModel

from monitor.errors import Finding
from monitor.types import Feed, RuleSpec, TopicSpec


@dataclass(frozen=True, slots=True)
class ReceiverConfig:
    """Where alerts go: its name, its kind, and the settings its kind asks for."""

    name: str
    kind: str
    settings: BaseModel


@dataclass(frozen=True, slots=True)
class Judged:
    """What the judge can tell, and rules may ask for."""

    topics: frozenset[str]
    organisations: frozenset[str]
    languages: frozenset[str]


@dataclass(frozen=True, slots=True)
class QuietHours:
    """The time of day in which only what is urgent is delivered; may run past midnight."""

    start: time
    end: time


@dataclass(frozen=True, slots=True)
class Config:
    """One complete, valid version of the configuration."""

    path: Path
    text_hash: str  # of `text`
    text: str  # as written, with *** where a secret stood
    database_url: str = field(repr=False)  # may hold a password
    timezone: ZoneInfo
    feeds: tuple[Feed, ...]
    rules: tuple[RuleSpec, ...]
    topics: tuple[TopicSpec, ...]  # the user's own
    receivers: tuple[ReceiverConfig, ...]
    group_wait: timedelta
    quiet_hours: QuietHours | None
    allow_private: tuple[IPv4Network | IPv6Network, ...]
    warnings: tuple[Finding, ...]
