"""The tables: what the database keeps, and between which states its rows may move."""

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.types import TypeDecorator


class UtcDateTime(TypeDecorator[datetime]):
    """An aware instant in UTC, on both engines; SQLite alone would give back naive ones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse naive datetimes, for nobody could say which instant they mean."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive datetime has no place in the store")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give back what was bound, aware."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _id() -> Column[int]:
    return Column("id", Integer, primary_key=True)


def _at(name: str, *, nullable: bool = True) -> Column[datetime]:
    return Column(name, UtcDateTime, nullable=nullable)


def _claim() -> tuple[Column[str], Column[datetime], Column[int]]:
    """Who works on the row, until when at the latest, and how often that was begun and never finished."""
    return (
        Column("claim", Text),
        _at("claimed_until"),
        Column("attempts", Integer, nullable=False, server_default="0"),
    )


def _state(*states: str) -> CheckConstraint:
    allowed = ", ".join(f"'{state}'" for state in states)
    return CheckConstraint(f"state IN ({allowed})", name="state")


hosts = Table(
    "hosts",
    metadata,
    Column("host", Text, primary_key=True),
    _at("next_request_at", nullable=False),
    Column("claim", Text),
    _at("claimed_until"),
)

# active -- taken out of the config --> paused -- put back --> active
feeds = Table(
    "feeds",
    metadata,
    _id(),
    Column("key", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("host", Text, nullable=False),
    Column("language", Text),
    Column("home", Text),
    Column("every_s", Integer),
    Column("user_agent", Text),
    Column("backfill", Integer, nullable=False),
    Column("state", Text, nullable=False),
    _at("next_poll_at", nullable=False),
    *_claim(),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("body_hash", Text),
    _at("unconditional_at"),
    _at("first_polled_at"),
    _at("last_polled_at"),
    _at("last_success_at"),
    Column("failures", Integer, nullable=False, server_default="0"),
    _at("failing_since"),
    Column("error_kind", Text),
    Column("error", Text),
    _state("active", "paused"),
    Index(None, "state", "next_poll_at"),
)

# quiet -- a feed carries it anew --> waiting -- its text is had --> scraped -- judged --> assessed
# waiting, scraped -- three claims that never finished --> failed
articles = Table(
    "articles",
    metadata,
    _id(),
    Column("key", Text, nullable=False, unique=True),
    Column("url", Text),
    Column("host", Text),
    Column("state", Text, nullable=False),
    _at("next_at", nullable=False),
    *_claim(),
    Column("tries", Integer, nullable=False, server_default="0"),
    _at("asked_until"),  # a server's own wish, which no impatience shortens
    Column("error_kind", Text),
    Column("error", Text),
    Column("version_id", Integer),
    _at("first_seen_at", nullable=False),
    _at("assessed_at"),
    _state("quiet", "waiting", "scraped", "assessed", "failed"),
    Index(None, "state", "next_at"),
    Index(None, "assessed_at"),
)

entries = Table(
    "entries",
    metadata,
    _id(),
    Column("feed_id", Integer, ForeignKey("feeds.id"), nullable=False),
    Column("key", Text, nullable=False),
    Column("article_id", Integer, ForeignKey("articles.id"), nullable=False),
    Column("article_key", Text, nullable=False),
    Column("url", Text),
    Column("title", Text, nullable=False),
    Column("summary", Text, nullable=False),
    Column("content", Text, nullable=False),
    _at("published_at"),
    Column("published_raw", Text),
    Column("quiet", Boolean, nullable=False),
    Column("backfilled", Boolean, nullable=False),
    _at("seen_at", nullable=False),
    UniqueConstraint("feed_id", "key"),
    Index(None, "feed_id", "article_key"),
    Index(None, "article_id"),
    Index(None, "seen_at"),
)

article_versions = Table(
    "article_versions",
    metadata,
    _id(),
    Column("article_id", Integer, ForeignKey("articles.id"), nullable=False),
    Column("n", Integer, nullable=False),
    Column("text_hash", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("language", Text),
    _at("published_at"),
    Column("from_entry", Boolean, nullable=False),
    _at("fetched_at", nullable=False),
    UniqueConstraint("article_id", "n"),
    Index(None, "text_hash"),
)

assessments = Table(
    "assessments",
    metadata,
    _id(),
    Column("version_id", Integer, ForeignKey("article_versions.id"), nullable=False),
    Column("lexicon", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("assessment", JSON, nullable=False),
    _at("assessed_at", nullable=False),
    Index(None, "version_id"),
)

# open -- its notifications are written --> gathered
# open -- three claims that never finished --> failed
alerts = Table(
    "alerts",
    metadata,
    _id(),
    Column("article_id", Integer, ForeignKey("articles.id"), nullable=False),
    Column("version_id", Integer, ForeignKey("article_versions.id"), nullable=False),
    Column("story_id", Integer, ForeignKey("stories.id")),
    Column("update_no", Integer),
    Column("state", Text, nullable=False),
    _at("due_at", nullable=False),
    *_claim(),
    _at("opened_at", nullable=False),
    _state("open", "gathered", "failed"),
    Index(None, "state", "due_at"),
    Index(None, "article_id"),
    Index(None, "version_id"),
)

matches = Table(
    "matches",
    metadata,
    _id(),
    Column("version_id", Integer, ForeignKey("article_versions.id"), nullable=False),
    Column("article_id", Integer, ForeignKey("articles.id"), nullable=False),
    Column("alert_id", Integer, ForeignKey("alerts.id")),
    Column("rule_id", Text, nullable=False),
    Column("rule_name", Text, nullable=False),
    Column("pairs", JSON, nullable=False),
    Column("topics", JSON, nullable=False),
    Column("score", Float, nullable=False),
    Column("urgent", Boolean, nullable=False),
    Column("notify", JSON, nullable=False),
    Column("place", Text, nullable=False),
    Column("quiet", Boolean, nullable=False),
    _at("matched_at", nullable=False),
    UniqueConstraint("version_id", "rule_id"),
    Index(None, "alert_id"),
    Index(None, "rule_id", "matched_at"),
)

stories = Table(
    "stories",
    metadata,
    _id(),
    Column("article_id", Integer, ForeignKey("articles.id"), nullable=False),
    Column("title", Text, nullable=False),
    _at("opened_at", nullable=False),
    Column("updates", Integer, nullable=False, server_default="0"),
)

# pending -- claimed --> sending -- taken --> sent
# sending -- refused for now --> pending; refused for good, or tried too long --> dead
# sending -- cut off in the hand-over --> unknown -- at once --> pending, as a possible repeat
# pending -- its receiver leaves the config --> held -- comes back --> pending
notifications = Table(
    "notifications",
    metadata,
    _id(),
    Column("alert_id", Integer, ForeignKey("alerts.id"), nullable=False),
    Column("story_id", Integer, ForeignKey("stories.id"), nullable=False),
    Column("update_no", Integer, nullable=False),
    Column("receiver", Text, nullable=False),
    Column("recipient", Text, nullable=False),
    Column("rule_ids", JSON, nullable=False),
    Column("message_id", Text, nullable=False),
    Column("payload", Text, nullable=False),
    Column("state", Text, nullable=False),
    _at("next_at", nullable=False),
    *_claim(),
    Column("tries", Integer, nullable=False, server_default="0"),
    _at("asked_until"),
    Column("possible_repeat", Boolean, nullable=False),
    Column("error", Text),
    Column("receipt", Text),
    _at("created_at", nullable=False),
    _at("sent_at"),
    UniqueConstraint("story_id", "update_no", "receiver", "recipient"),
    _state("pending", "sending", "sent", "unknown", "dead", "held"),
    Index(None, "state", "next_at"),
    Index(None, "sent_at"),
)

rules = Table(
    "rules",
    metadata,
    Column("key", Text, primary_key=True),
    Column("hash", Text, nullable=False),
    _at("created_at", nullable=False),
    _at("active_since", nullable=False),
    Column("backfilled", Boolean, nullable=False),  # its past was told, as far as its backfill asks
)

silences = Table(
    "silences",
    metadata,
    _id(),
    Column("matcher", JSON, nullable=False),
    Column("reason", Text, nullable=False),
    _at("starts_at", nullable=False),
    _at("ends_at", nullable=False),
)

tombstones = Table(
    "tombstones",
    metadata,
    Column("feed_id", Integer, ForeignKey("feeds.id"), primary_key=True),
    Column("key", Text, primary_key=True),
    _at("buried_at", nullable=False),
)

labels = Table(
    "labels",
    metadata,
    _id(),
    Column("article_id", Integer, ForeignKey("articles.id"), nullable=False),
    Column("rule_id", Text, nullable=False),
    Column("right", Boolean, nullable=False),
    _at("labelled_at", nullable=False),
)

events = Table(
    "events",
    metadata,
    _id(),
    Column("kind", Text, nullable=False),
    _at("at", nullable=False),
    Column("subject", Text, nullable=False),
    Column("detail", JSON, nullable=False),
    Index(None, "at"),
)

configurations = Table(
    "configurations",
    metadata,
    _id(),
    Column("hash", Text, nullable=False),
    Column("text", Text, nullable=False),
    _at("activated_at", nullable=False),
)
