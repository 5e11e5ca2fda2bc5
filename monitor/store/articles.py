"""Articles: waiting for their page, their judge, or nobody any more."""

import hashlib
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, insert, or_, select, update

from monitor.assess.record import to_json
from monitor.store.claims import (
    ClaimLostError,
    finish,
    free_host,
    given_up,
    host_free,
    take,
    take_host,
    trusted,
    unclaimed,
)
from monitor.store.engine import Database
from monitor.store.events import record
from monitor.store.matches import add_matches, open_alert
from monitor.store.schema import article_versions, articles, assessments, entries, feeds
from monitor.types import (
    ArticleForEvaluation,
    ArticleForScrape,
    ArticleText,
    Assessment,
    Match,
    ParsedEntry,
    ScrapeResult,
)


def text_hash(title: str, text: str) -> str:
    """The same for the same words, whatever the spaces between them."""
    words = "\n".join(" ".join(part.split()) for part in (title, text))
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


class Articles:
    """The rows of articles, their versions and assessments."""

    def __init__(self, database: Database, token: Callable[[], str]) -> None:
        self._database = database
        self._token = token

    # ------------------------------------------------------------ scrape

    def due_scrape(self, now: datetime, limit: int) -> list[int]:
        """Articles whose page is to be read and whose host is free, the newest first."""
        return self._due(_due_scrape(now), limit)

    def claim_scrape(self, article_id: int, now: datetime, until: datetime) -> ArticleForScrape | None:
        """Take an article and its host's turn; None where either is somebody else's."""
        token = self._token()
        try:
            with self._database.writing() as connection:
                row = take(connection, articles, article_id, _due_scrape(now), token, until)
                if row is None or (row.host and not take_host(connection, row.host, token, now, until)):
                    raise ClaimLostError
                carried = _carried(connection, article_id)
        except ClaimLostError:
            return None
        return ArticleForScrape(
            id=row.id,
            claim=token,
            url=row.url,
            entry=_entry(carried[0]),
            language=_agreed(c.language for c in carried),
            homes=tuple(sorted({c.home for c in carried if c.home})),
            user_agent=next((c.user_agent for c in carried if c.user_agent), None),
            tries=row.tries,
        )

    def finish_scrape(self, article: ArticleForScrape, result: ScrapeResult, *, host_next_at: datetime) -> bool:
        """Write the text as a version, or when to try again; False where the claim was lost."""
        try:
            with self._database.writing() as connection:
                if result.article is None:
                    finish(connection, articles, article.id, article.claim, **_try_again(article, result))
                    detail: dict[str, object] = {"error": result.error, "retry_at": str(result.retry_at)}
                    record(connection, "article.failed", result.scraped_at, article.id, detail)
                else:
                    self._keep_text(connection, article, result, result.article)
                turn = max(host_next_at, result.host_retry_at or host_next_at)
                host = connection.execute(select(articles.c.host).where(articles.c.id == article.id)).scalar_one()
                free_host(connection, host, article.claim, turn)
                return True
        except ClaimLostError:
            return False

    def _keep_text(
        self, connection: Connection, article: ArticleForScrape, result: ScrapeResult, text: ArticleText
    ) -> None:
        # waiting -> scraped
        finish(
            connection,
            articles,
            article.id,
            article.claim,
            state="scraped",
            next_at=result.scraped_at,
            error_kind=result.error_kind,
            error=result.error,
        )
        version_id = _version(connection, article.id, result, text)
        connection.execute(update(articles).where(articles.c.id == article.id).values(version_id=version_id))
        detail: dict[str, object] = {
            "title": text.title,
            "length": len(text.text),
            "from_entry": result.from_entry,
            "error": result.error,
        }
        record(connection, "article.scraped", result.scraped_at, article.id, detail)

    # ------------------------------------------------------------ evaluate

    def due_evaluate(self, now: datetime, limit: int) -> list[int]:
        """Articles with a text that nobody has judged, the newest first."""
        return self._due(_due_evaluate(now), limit)

    def claim_evaluate(self, article_id: int, now: datetime, until: datetime) -> ArticleForEvaluation | None:
        """Take an article to judge it."""
        token = self._token()
        with self._database.writing() as connection:
            row = take(connection, articles, article_id, _due_evaluate(now), token, until)
            if row is None:
                return None
            version = connection.execute(select(article_versions).where(article_versions.c.id == row.version_id)).one()
            return for_evaluation(connection, row, version, token)

    def finish_evaluate(
        self,
        article: ArticleForEvaluation,
        assessment: Assessment,
        matches: Sequence[Match],
        *,
        alert_due_at: datetime,
        now: datetime,
    ) -> int | None:
        """Write the assessment, the matches and their open alert in one commit; the alert's id, where there is one."""
        try:
            with self._database.writing() as connection:
                # scraped -> assessed
                finish(connection, articles, article.id, article.claim, state="assessed", assessed_at=now)
                connection.execute(
                    insert(assessments).values(
                        version_id=article.version_id,
                        lexicon=assessment.lexicon,
                        language=assessment.language,
                        assessment=to_json(assessment),
                        assessed_at=now,
                    )
                )
                record(connection, "article.assessed", now, article.id, _judged(article, assessment))
                loud = [match for match in matches if not match.quiet]
                alert_id = None
                if loud:
                    alert_id = open_alert(connection, article.id, article.version_id, loud, alert_due_at, now)
                add_matches(connection, article.id, article.version_id, matches, alert_id, now)
                return alert_id
        except ClaimLostError:
            return None

    # ------------------------------------------------------------ upkeep

    def hasten(self, now: datetime) -> None:
        """What waits for a retry of our own choosing is due now; what a server asked for is not."""
        waits = and_(
            articles.c.state.in_(("waiting", "scraped")),
            articles.c.next_at > now,
            or_(articles.c.asked_until.is_(None), articles.c.asked_until <= now),
        )
        with self._database.writing() as connection:
            connection.execute(update(articles).where(waits).values(next_at=now))

    def sweep(self, now: datetime) -> None:
        """Articles on which claim after claim died are failed, and visible."""
        stuck = and_(
            articles.c.state.in_(("waiting", "scraped")),
            given_up(articles, now),
        )
        with self._database.reading() as connection:
            if connection.execute(select(articles.c.id).where(stuck).limit(1)).first() is None:
                return
        with self._database.writing() as connection:
            # waiting, scraped -> failed
            failed = connection.execute(
                update(articles)
                .where(stuck)
                .values(
                    state="failed",
                    claim=None,
                    claimed_until=None,
                    error_kind="crashed",
                    error="six attempts at this article died on the way",
                )
                .returning(articles.c.id)
            ).scalars()
            for article_id in failed.all():
                record(connection, "article.failed", now, article_id, {"error": "six attempts died on the way"})

    def _due(self, due: ColumnElement[bool], limit: int) -> list[int]:
        query = select(articles.c.id).where(due).order_by(articles.c.id.desc()).limit(limit)
        with self._database.reading() as connection:
            return list(connection.execute(query).scalars())


def for_evaluation(connection: Connection, row: Row[Any], version: Row[Any], token: str) -> ArticleForEvaluation:
    """An article's version as the judge and the rules see it; first seen where it might first have alerted."""
    carried = _carried(connection, row.id)
    loud = [entry.seen_at for entry in carried if not entry.quiet]
    return ArticleForEvaluation(
        id=row.id,
        claim=token,
        version_id=version.id,
        article=article_text(version, tuple(sorted({c.home for c in carried if c.home}))),
        url=row.url,
        first_seen_at=min(loud, default=row.first_seen_at),
        alertable=bool(loud),
        backfilled=any(entry.backfilled for entry in carried),
    )


def article_text(version: Row[Any], homes: tuple[str, ...]) -> ArticleText:
    """A stored version as people read it."""
    return ArticleText(
        title=version.title,
        text=version.text,
        language=version.language,
        published_at=version.published_at,
        homes=homes,
    )


def hosts_wanted(now: datetime) -> Select[str | None]:
    """The hosts of all articles that are to be read, or would be were it their host's turn."""
    return select(articles.c.host).where(_ready("waiting", now), articles.c.host.is_not(None))


def _ready(state: str, now: datetime) -> ColumnElement[bool]:
    return and_(
        articles.c.state == state,
        articles.c.next_at <= now,
        trusted(articles, now),
        unclaimed(articles, now),
    )


def _due_scrape(now: datetime) -> ColumnElement[bool]:
    return and_(_ready("waiting", now), or_(articles.c.host.is_(None), host_free(articles.c.host, now)))


def _due_evaluate(now: datetime) -> ColumnElement[bool]:
    return _ready("scraped", now)


def _carried(connection: Connection, article_id: int) -> Sequence[Row[Any]]:
    """The article's entries with what their feeds say of themselves, the newest first."""
    query = (
        select(entries, feeds.c.language, feeds.c.home, feeds.c.user_agent)
        .join(feeds, feeds.c.id == entries.c.feed_id)
        .where(entries.c.article_id == article_id)
        .order_by(entries.c.id.desc())
    )
    return connection.execute(query).all()


def _entry(row: Row[Any]) -> ParsedEntry:
    return ParsedEntry(
        guid=row.key,
        url=row.url,
        title=row.title,
        summary=row.summary,
        content=row.content,
        published_at=row.published_at,
        published_raw=row.published_raw,
    )


def _agreed(languages: Any) -> str | None:
    said = {language for language in languages if language}
    return said.pop() if len(said) == 1 else None


def _try_again(article: ArticleForScrape, result: ScrapeResult) -> dict[str, object]:
    return {
        "next_at": result.retry_at,
        "asked_until": result.host_retry_at,
        "tries": article.tries + 1,
        "error_kind": result.error_kind,
        "error": result.error,
    }


def _version(connection: Connection, article_id: int, result: ScrapeResult, text: ArticleText) -> int:
    """The version with this text: the last one where nothing changed, else a new one."""
    its_hash = text_hash(text.title, text.text)
    last = connection.execute(
        select(article_versions)
        .where(article_versions.c.article_id == article_id)
        .order_by(article_versions.c.n.desc())
        .limit(1)
    ).one_or_none()
    if last is not None and last.text_hash == its_hash:
        return int(last.id)
    new_id: int = connection.execute(
        insert(article_versions)
        .values(
            article_id=article_id,
            n=1 if last is None else last.n + 1,
            text_hash=its_hash,
            title=text.title,
            text=text.text,
            language=text.language,
            published_at=text.published_at,
            from_entry=result.from_entry,
            fetched_at=result.scraped_at,
        )
        .returning(article_versions.c.id)
    ).scalar_one()
    return new_id


def _judged(article: ArticleForEvaluation, assessment: Assessment) -> dict[str, object]:
    return {
        "title": article.article.title,
        "language": assessment.language,
        "countries": [country.code for country in assessment.countries],
        "pairs": [pair.pair for pair in assessment.pairs if pair.about],
        "topics": [topic.topic for topic in assessment.topics],
    }
