"""The sections of config.yaml as pydantic models: which keys there are, and how each value is read."""

from datetime import timedelta
from ipaddress import IPv4Network, IPv6Network
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, Strict, ValidationInfo

from monitor.config import values
from monitor.config.countries import read_country
from monitor.config.pairs import read_pair
from monitor.config.settings import QuietHours
from monitor.types import Strength
from monitor.urls import check_url

# Sections whose keys are not ours to list: what stands in them is checked elsewhere.
SECTIONS = ("storage", "timezone", "feeds", "rules", "topics", "smtp", "receivers", "delivery", "network")

_MINUTE, _WEEK = timedelta(minutes=1), timedelta(days=7)


def _text_first(value: object) -> object:
    """A custom type reads texts only; anything else is told as what it is."""
    if isinstance(value, str):
        return value
    raise ValueError(f"{shown_kind(value)} stands where a text is expected.{_quote_hint(value)}")


def shown_kind(value: object) -> str:
    """What a person would call it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "a list"
    return "a mapping" if isinstance(value, dict) else "nothing" if value is None else "a text"


def _quote_hint(value: object) -> str:
    return f' Quote it if a text is meant: "{shown_kind(value)}".' if isinstance(value, bool) else ""


def _known_topic(text: str, info: ValidationInfo) -> str:
    known = info.context["topics"] if info.context else ()
    return values.read_topic(text, known)


def _pair(text: str, info: ValidationInfo) -> str:
    return read_pair(text, info.context["organisations"] if info.context else ())


def _term_language(text: str, info: ValidationInfo) -> str:
    judged = info.context["languages"] if info.context else ()
    return values.read_term_language(text, judged)


def _address(text: str) -> str:
    wrong = check_url(text)
    if wrong is not None:
        raise ValueError(f"{wrong}.")
    return text


def _duration(text: object) -> timedelta:
    return values.read_duration(str(_text_first(text)))


def _quiet_hours(text: object) -> QuietHours:
    return values.read_quiet_hours(str(_text_first(text)))


def _timezone(text: object) -> ZoneInfo:
    return values.read_timezone(str(_text_first(text)))


def _network(text: object) -> IPv4Network | IPv6Network:
    return values.read_network(str(_text_first(text)))


Line = Annotated[str, AfterValidator(values.read_line)]
Address = Annotated[str, AfterValidator(_address)]
Country = Annotated[str, AfterValidator(read_country)]
Language = Annotated[str, AfterValidator(values.read_language)]
Pair = Annotated[str, AfterValidator(_pair)]
Topic = Annotated[str, AfterValidator(_known_topic)]
Term = Annotated[str, AfterValidator(values.read_term)]
TermLanguage = Annotated[str, AfterValidator(_term_language)]
Terms = dict[TermLanguage, Annotated[tuple[Term, ...], Field(min_length=1)]]
Header = Annotated[str, AfterValidator(values.read_header)]
Count = Annotated[int, BeforeValidator(values.read_count), Field(le=10_000)]
Every = Annotated[timedelta, BeforeValidator(_duration), AfterValidator(values.between(timedelta(seconds=1), _WEEK))]
GroupWait = Annotated[
    timedelta, BeforeValidator(_duration), AfterValidator(values.between(timedelta(), timedelta(hours=1)))
]


class Section(BaseModel):
    """Every key is known, or refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class FeedModel(Section):
    """feeds[]"""

    url: Address = Field(examples=["https://example.org/rss"])
    id: Line | None = None
    name: Line | None = None
    language: Language | None = None
    home: Country | None = None
    every: Every | None = None
    user_agent: Header | None = None
    backfill: Count = 0


class RuleModel(Section):
    """rules[]"""

    name: Line = Field(examples=["AZ-DZ everything"])
    pairs: tuple[Pair, ...] = Field(examples=["[AZ-DZ]"], min_length=1)
    id: Line | None = None
    topics: tuple[Topic, ...] = ()
    strength: Strength = "about"
    languages: tuple[Language, ...] = ()
    backfill: Count = 0
    urgent: Annotated[bool, Strict()] = False
    notify: tuple[str, ...] = ()


class TopicModel(Section):
    """topics.<name>"""

    terms: Terms = Field(examples=["{en: [Middle Corridor], fr: [corridor médian]}"], min_length=1)
    weak: Terms = {}  # two of these together, or one beside a term
    without: Terms = Field(default={}, alias="not")  # phrases whose words are no evidence


class StorageModel(Section):
    """storage"""

    url: Line = "sqlite:///var/monitor.db"


class DeliveryModel(Section):
    """delivery"""

    group_wait: GroupWait = timedelta(minutes=2)
    quiet_hours: Annotated[QuietHours, BeforeValidator(_quiet_hours)] | None = None


class NetworkModel(Section):
    """network"""

    allow_private: tuple[Annotated[IPv4Network | IPv6Network, BeforeValidator(_network)], ...] = ()


class ZoneModel(Section):
    """timezone, which is a single value; a model so that it is read like the others."""

    timezone: Annotated[ZoneInfo, BeforeValidator(_timezone)] = ZoneInfo("UTC")
