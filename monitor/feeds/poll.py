"""Step 1, poll: a due feed is read once and its new entries are recorded."""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta

import structlog

from monitor.app import App
from monitor.errors import FetchError, FetchKind, ParseError, WorkerError
from monitor.feeds.cadence import next_poll_at
from monitor.feeds.identity import article_key, entry_keys, newest
from monitor.types import FeedState, Fetched, NewEntry, NotModified, ParsedEntry, PollOutcome, PollResult
from monitor.urls import host_of

log = structlog.get_logger(__name__)

# Longer than a fetch (30 s), the wait for a worker (60 s) and a parse (10 s) together.
LEASE = timedelta(minutes=3)

# Validators lie now and then (a 304 for ever, a Last-Modified in the future): once a day we ask without.
TRUST_VALIDATORS = timedelta(hours=24)

# A host that answers 429 or 503 has asked for all of us to wait, not for one feed.
HOST_WIDE = frozenset({FetchKind.RATE_LIMITED, FetchKind.SERVER})


def poll(app: App, feed_id: int, now: datetime) -> None:
    """Read one feed, record what is new and when to come back; a failure is the feed's state, never an error."""
    state = app.store.feeds.claim(feed_id, now, now + LEASE)
    if state is None:
        return
    result = _read(app, state, now)
    due = app.store.feeds.finish(state, result, host_next_at=app.host_next_at(state.feed.url, now))
    report = log.warning if result.outcome is PollOutcome.FAILED and state.failures == 0 else log.info
    report(
        "polled",
        step="poll",
        feed=state.feed.id,
        status=result.outcome.value if due is not None else "lost claim",
        new=len(result.entries),
        **({"error": result.error} if result.error else {}),
    )


def _read(app: App, state: FeedState, now: datetime) -> PollResult:
    """Fetch, parse and decide: everything this poll changes."""
    unconditional = state.unconditional_at is None or now - state.unconditional_at >= TRUST_VALIDATORS
    try:
        answer = app.web.fetch(
            state.feed.url,
            etag=None if unconditional else state.etag,
            last_modified=None if unconditional else state.last_modified,
            user_agent=state.feed.user_agent,
        )
    except FetchError as error:
        return _failed(app, state, now, error.kind.value, error, error.retry_after)
    if isinstance(answer, NotModified):
        return _unchanged(app, state, now, answer.etag, answer.last_modified, unconditional=unconditional)
    body_hash = hashlib.sha256(answer.body).hexdigest()
    if body_hash == state.body_hash:
        return _unchanged(app, state, now, answer.etag, answer.last_modified, unconditional=unconditional)
    return _parsed(app, state, answer, body_hash, now, unconditional=unconditional)


def _parsed(
    app: App, state: FeedState, answer: Fetched, body_hash: str, now: datetime, *, unconditional: bool
) -> PollResult:
    try:
        document = app.workers.parse_feed(answer.body, answer.url)
    except ParseError as error:
        return _failed(app, state, now, "not_a_feed", error, None)
    except WorkerError as error:
        return _failed(app, state, now, "worker", error, None)
    entries = _new_entries(app, state, document.entries)
    published = [entry.published_at for entry in document.entries if entry.published_at]
    return PollResult(
        outcome=PollOutcome.CHANGED,
        polled_at=now,
        next_poll_at=next_poll_at(
            now,
            every=state.feed.every,
            outcome=PollOutcome.CHANGED,
            failures=0,
            published=published,
            asked=document.asked,
            retry_after=None,
            spread=app.spread(),
        ),
        entries=entries,
        etag=answer.etag,
        last_modified=answer.last_modified,
        body_hash=body_hash,
        unconditional=unconditional,
    )


def _new_entries(app: App, state: FeedState, entries: Sequence[ParsedEntry]) -> tuple[NewEntry, ...]:
    """The entries this feed never carried before, quiet where they belong to its first poll."""
    keys = entry_keys(entries)
    article_keys = [article_key(entry, state.feed.id, key) for entry, key in zip(entries, keys, strict=True)]
    known = app.store.feeds.known(state.id, keys, article_keys)
    first = state.first_polled_at is None
    loud = newest(entries, state.feed.backfill) if first else frozenset(range(len(entries)))
    return tuple(
        NewEntry(
            key=key,
            article_key=its_article,
            entry=entry,
            host=host_of(entry.url) if entry.url else None,
            quiet=index not in loud,
            backfilled=first and index in loud,
        )
        for index, (entry, key, its_article) in enumerate(zip(entries, keys, article_keys, strict=True))
        if key not in known and its_article not in known
    )


def _unchanged(
    app: App,
    state: FeedState,
    now: datetime,
    etag: str | None,
    last_modified: str | None,
    *,
    unconditional: bool,
) -> PollResult:
    return PollResult(
        outcome=PollOutcome.UNCHANGED,
        polled_at=now,
        next_poll_at=next_poll_at(
            now,
            every=state.feed.every,
            outcome=PollOutcome.UNCHANGED,
            failures=0,
            published=app.store.feeds.recent_entry_times(state.id, 20),
            asked=None,
            retry_after=None,
            spread=app.spread(),
        ),
        etag=etag or state.etag,
        last_modified=last_modified or state.last_modified,
        body_hash=state.body_hash,
        unconditional=unconditional,
    )


def _failed(
    app: App, state: FeedState, now: datetime, kind: str, error: Exception, retry_after: timedelta | None
) -> PollResult:
    """The feed's row says what is wrong; what it knew before (validators, hash) stays."""
    at = next_poll_at(
        now,
        every=state.feed.every,
        outcome=PollOutcome.FAILED,
        failures=state.failures + 1,
        published=app.store.feeds.recent_entry_times(state.id, 20),
        asked=None,
        retry_after=retry_after,
        spread=app.spread(),
    )
    host_wide = retry_after is not None and kind in {k.value for k in HOST_WIDE}
    return PollResult(
        outcome=PollOutcome.FAILED,
        polled_at=now,
        next_poll_at=at,
        etag=state.etag,
        last_modified=state.last_modified,
        body_hash=state.body_hash,
        error_kind=kind,
        error=str(error),
        host_retry_at=now + retry_after if host_wide and retry_after else None,
    )
