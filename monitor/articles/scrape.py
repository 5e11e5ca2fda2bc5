"""Step 2, scrape: a new article's page is read once, and its text is kept as a version."""

from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from monitor.app import App
from monitor.errors import FetchError, FetchKind, ParseError, WorkerError
from monitor.types import ArticleForScrape, ArticleText, Fetched, ScrapeResult

log = structlog.get_logger(__name__)

# Longer than a fetch (30 s), the wait for a worker (60 s) and an extraction (20 s) together.
LEASE = timedelta(minutes=3)

# A page that cannot be had is tried again after these; then the feed's own words are judged instead, for a
# dispatch that nobody ever judged would be a loss.
RETRIES = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2))

HOST_WIDE = frozenset({FetchKind.RATE_LIMITED, FetchKind.SERVER})


def scrape(app: App, article_id: int, now: datetime) -> None:
    """Read one article's page into a text; where it cannot be had, say when to try again or use the entry's words."""
    claimed = app.store.articles.claim_scrape(article_id, now, now + LEASE)
    if claimed is None:
        return
    result = _read(app, claimed, now)
    kept = app.store.articles.finish_scrape(claimed, result, host_next_at=app.host_next_at(claimed.url, now))
    status = "scraped" if result.article and not result.from_entry else "from entry" if result.article else "waiting"
    log.info(
        "scraped",
        step="scrape",
        article=article_id,
        status=status if kept else "lost claim",
        **({"error": result.error} if result.error else {}),
    )


def _read(app: App, claimed: ArticleForScrape, now: datetime) -> ScrapeResult:
    if claimed.url is None:
        return ScrapeResult(scraped_at=now, article=_from_entry(claimed), from_entry=True)
    try:
        answer = app.web.fetch(claimed.url, user_agent=claimed.user_agent)
        if not isinstance(answer, Fetched):  # we sent no validators
            raise ParseError(f"{claimed.url} answered 304 to a request without validators")
        page = app.workers.extract_article(answer.body, answer.url)
    except FetchError as error:
        return _unread(claimed, now, error.kind.value, error, passing=error.passing, error_wait=error.retry_after)
    except ParseError as error:
        return _unread(claimed, now, "no_text", error, passing=False, error_wait=None)
    except WorkerError as error:
        return _unread(claimed, now, "worker", error, passing=False, error_wait=None)
    return ScrapeResult(scraped_at=now, article=_merge(claimed, page))


def _merge(claimed: ArticleForScrape, page: ArticleText) -> ArticleText:
    """The page's text with what the feed knows better: its headline where the page has none, dates, language."""
    return replace(
        page,
        title=page.title or claimed.entry.title,
        language=claimed.language or page.language,
        published_at=claimed.entry.published_at or page.published_at,
        homes=claimed.homes,
    )


def _from_entry(claimed: ArticleForScrape) -> ArticleText:
    entry = claimed.entry
    return ArticleText(
        title=entry.title,
        text=entry.content or entry.summary,
        language=claimed.language,
        published_at=entry.published_at,
        homes=claimed.homes,
    )


def _unread(
    claimed: ArticleForScrape,
    now: datetime,
    kind: str,
    error: Exception,
    *,
    passing: bool,
    error_wait: timedelta | None,
) -> ScrapeResult:
    """Try again while that may help; then let the feed's own words stand in, and say so."""
    if passing and claimed.tries < len(RETRIES):
        wait = max(RETRIES[claimed.tries], error_wait or timedelta())
        host_wide = error_wait is not None and kind in {k.value for k in HOST_WIDE}
        return ScrapeResult(
            scraped_at=now,
            error_kind=kind,
            error=str(error),
            retry_at=now + wait,
            host_retry_at=now + wait if host_wide else None,
        )
    return ScrapeResult(
        scraped_at=now, article=_from_entry(claimed), from_entry=True, error_kind=kind, error=str(error)
    )
