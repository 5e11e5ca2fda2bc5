"""The nouns, as frozen values in the order in which data flows, from feed to notification.
Times are aware and in UTC. Offsets are code points into the text they name.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Literal

# ---------------------------------------------------------------- feed


@dataclass(frozen=True, slots=True)
class Feed:
    """A wire to poll, as the config gives it. `id` keeps its history when name or URL change."""

    id: str
    name: str
    url: str
    language: str | None = None
    home: str | None = None  # ISO 3166 alpha-2: the wire's own country, whose dateline is no evidence
    every: timedelta | None = None  # None: adaptive
    user_agent: str | None = None
    backfill: int = 0  # how many of the first poll's newest entries may alert


@dataclass(frozen=True, slots=True)
class Fetched:
    """What one GET brought: decoded bytes within the limits, header names in lower case."""

    url: str  # after redirects
    status: int
    headers: Mapping[str, str]
    body: bytes
    etag: str | None = None  # byte-exact, to be sent back as they are
    last_modified: str | None = None
    permanent_url: str | None = None  # where an unbroken chain of 301/308 led


@dataclass(frozen=True, slots=True)
class NotModified:
    """304: the validators still hold (and may have been renewed)."""

    headers: Mapping[str, str]
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class ParsedEntry:
    """One entry as a feed tells it: plain text, unescaped, without control characters."""

    guid: str | None
    url: str | None  # absolute http(s), else None
    title: str
    summary: str = ""
    content: str = ""  # the feed's own full text as plain text, where it carries one
    published_at: datetime | None = None  # None where absent, unreadable or absurd
    published_raw: str | None = None


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """A feed document: its entries in document order."""

    title: str
    language: str | None
    entries: tuple[ParsedEntry, ...]
    asked: timedelta | None = None  # the interval that the document itself asks for (ttl, sy:updatePeriod)
    dropped: int = 0  # entries past the limit of one poll


# ---------------------------------------------------------------- entry


@dataclass(frozen=True, slots=True)
class FeedState:
    """A claimed feed as the store knows it: what a poll needs to decide."""

    id: int
    feed: Feed
    claim: str
    etag: str | None = None
    last_modified: str | None = None
    body_hash: str | None = None
    first_polled_at: datetime | None = None  # None: the coming poll is the first, and quiet
    last_success_at: datetime | None = None
    unconditional_at: datetime | None = None  # when validators were last left out
    failures: int = 0  # in a row


@dataclass(frozen=True, slots=True)
class NewEntry:
    """An entry that this poll saw first, with the article it will be."""

    key: str  # its identity in the feed
    article_key: str  # canonical URL, or one per entry where there is no link
    entry: ParsedEntry
    host: str | None  # of the article's page; None: the entry's own text is all there is
    quiet: bool = False  # belongs to a first poll and is beyond the backfill
    backfilled: bool = False  # belongs to a first poll and is within the backfill


class PollOutcome(StrEnum):
    """How a poll ended, in the words of `monitor status`."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class PollResult:
    """Everything one poll changes, written in one transaction."""

    outcome: PollOutcome
    polled_at: datetime
    next_poll_at: datetime
    entries: tuple[NewEntry, ...] = ()
    etag: str | None = None
    last_modified: str | None = None
    body_hash: str | None = None
    unconditional: bool = False
    error_kind: str | None = None
    error: str | None = None
    host_retry_at: datetime | None = None  # the whole host asked us to wait


# ---------------------------------------------------------------- article


@dataclass(frozen=True, slots=True)
class ArticleText:
    """An article as people read it: what is judged. `homes` are the countries of the wires that carried it."""

    title: str
    text: str
    language: str | None = None  # as the feed or page declares it; the judge has the last word
    published_at: datetime | None = None
    homes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ArticleForScrape:
    """A claimed article whose page is to be read, with what its newest entry said."""

    id: int
    claim: str
    url: str | None
    entry: ParsedEntry
    language: str | None  # of its feeds, where they agree
    homes: tuple[str, ...]
    user_agent: str | None = None
    tries: int = 0  # failed fetches so far


@dataclass(frozen=True, slots=True)
class ScrapeResult:
    """Everything one scrape changes: a text, or when to try again."""

    scraped_at: datetime
    article: ArticleText | None = None
    from_entry: bool = False  # the page could not be had; the feed's own text stands in
    error_kind: str | None = None
    error: str | None = None
    retry_at: datetime | None = None  # with no article: when to try again
    host_retry_at: datetime | None = None


# ---------------------------------------------------------------- assessment

FieldName = Literal["title", "text"]
MentionKind = Literal["name", "demonym", "capital", "code", "compound"]


@dataclass(frozen=True, slots=True)
class Span:
    """A passage of an article."""

    field: FieldName
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A passage that refers to a country."""

    field: FieldName
    start: int
    end: int
    text: str
    kind: MentionKind


@dataclass(frozen=True, slots=True)
class CountryAssessment:
    """A country the article refers to; `score` in 0..1 orders them."""

    code: str
    score: float
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class PairAssessment:
    """Two countries of one article; `about`: they act on, with or towards each other."""

    pair: str  # "AZ-DZ", alphabetical
    score: float
    about: bool
    evidence: tuple[Span, ...]  # sentences


@dataclass(frozen=True, slots=True)
class TopicAssessment:
    """A topic of the article, e.g. `energy.gas`; a child brings its parent along."""

    topic: str
    score: float
    evidence: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class OrganisationAssessment:
    """An international organisation the article names, e.g. `oic`, and the countries that act in, on or with it."""

    organisation: str
    score: float
    mentions: tuple[Span, ...]
    pairs: tuple[PairAssessment, ...] = ()  # "AZ-oic": the country first


@dataclass(frozen=True, slots=True)
class Assessment:
    """What an article is about, with the words that say so; knows no rule."""

    language: str  # ISO 639-1, "und" where nothing can be said
    countries: tuple[CountryAssessment, ...] = ()
    pairs: tuple[PairAssessment, ...] = ()
    topics: tuple[TopicAssessment, ...] = ()
    organisations: tuple[OrganisationAssessment, ...] = ()
    ignored: tuple[Span, ...] = ()  # what was not counted: the dateline, the by-line
    lexicon: str = ""  # the version of the tables that judged

    @property
    def related(self) -> tuple[PairAssessment, ...]:
        """The pairs of countries, and those of a country and an organisation."""
        return (*self.pairs, *(pair for organisation in self.organisations for pair in organisation.pairs))


# ---------------------------------------------------------------- topic, rule and match


@dataclass(frozen=True, slots=True)
class TopicSpec:
    """A topic of the user's own, as the config gives it."""

    name: str  # a child as `energy.lng`
    terms: tuple[tuple[str, float, tuple[str, ...]], ...]  # language or "any", weight (0: no evidence), terms


Strength = Literal["about", "mentioned"]


@dataclass(frozen=True, slots=True)
class RuleSpec:
    """A watch rule as the config gives it; `line` is where, for "why you get this"."""

    id: str
    name: str
    pairs: tuple[str, ...]  # "AZ-DZ", or "*-AZ" for any partner of AZ; sorted
    notify: tuple[str, ...]  # receiver names
    topics: tuple[str, ...] = ()  # any of them; empty: every topic
    strength: Strength = "about"
    languages: tuple[str, ...] = ()  # of the article; empty: all
    backfill: int = 0  # how many articles stored before the rule was new or edited may alert
    urgent: bool = False  # passes quiet hours
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that an article satisfies, and by what."""

    rule_id: str
    rule_name: str
    pairs: tuple[str, ...]
    topics: tuple[str, ...]  # of the rule's topics, those found; for a rule without topics, all found
    score: float  # of the strongest pair
    urgent: bool
    notify: tuple[str, ...]
    place: str = ""  # config.yaml:41
    quiet: bool = False  # recorded, and alerts nobody: the entry or the rule's past is quiet


@dataclass(frozen=True, slots=True)
class ArticleForEvaluation:
    """A claimed article with its newest version, to be judged and matched."""

    id: int
    claim: str
    version_id: int
    article: ArticleText
    url: str | None
    first_seen_at: datetime
    alertable: bool  # one of its entries is not quiet
    backfilled: bool  # one of its entries is within its feed's backfill


# ---------------------------------------------------------------- alert and notification


@dataclass(frozen=True, slots=True)
class Source:
    """A feed that carried the article."""

    feed: str
    home: str | None
    seen_at: datetime
    url: str | None = None


@dataclass(frozen=True, slots=True)
class AlertContent:
    """Everything a reader may be told about one alert; receivers render it, nothing else is looked up."""

    number: int  # to quote
    story_id: int
    update: int  # 0: the story's first alert
    article: ArticleText
    url: str | None
    assessment: Assessment
    matches: tuple[Match, ...]  # of this receiver, strongest first
    sources: tuple[Source, ...]
    from_entry: bool = False
    text_hash: str = ""
    article_id: int = 0


class NotificationState(StrEnum):
    """`pending → sending(lease) → sent | pending(retry_at) | unknown | dead | held`."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    UNKNOWN = "unknown"  # crashed or cut in the hand-over; goes back to pending as a possible repeat
    DEAD = "dead"  # refused for good, or tried too long; visible
    HELD = "held"  # its receiver is no longer configured


@dataclass(frozen=True, slots=True)
class NewNotification:
    """One recipient's message, rendered: a retry sends these same bytes."""

    receiver: str
    recipient: str  # never a secret: an address, or the kind of channel
    message_id: str  # the same at every try
    payload: str
    not_before: datetime  # the end of quiet hours, or now


@dataclass(frozen=True, slots=True)
class Notification:
    """A claimed notification, on its way out."""

    id: int
    claim: str
    alert_id: int
    receiver: str
    recipient: str
    message_id: str
    payload: str
    tries: int  # failed ones before this
    created_at: datetime
    possible_repeat: bool = False


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the other side said when it took the notification."""

    detail: str = ""


# ---------------------------------------------------------------- events


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the append-only record of what happened."""

    kind: str  # feed.polled, article.scraped, article.assessed, alert.opened, notification.sent …
    at: datetime
    subject: str = ""  # feed id, article id, notification id
    detail: Mapping[str, object] = field(default_factory=dict)
    id: int = 0
