"""Step 3, evaluate: a scraped article is judged, the rules are asked, and an alert is opened where one matches."""

from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from monitor.app import App
from monitor.errors import WorkerError
from monitor.types import ArticleForEvaluation, Match

log = structlog.get_logger(__name__)

# Longer than the wait for a worker (60 s) and an assessment (10 s) together.
LEASE = timedelta(minutes=2)


def evaluate(app: App, article_id: int, now: datetime) -> None:
    """Judge and match one article; the match and its open alert are one commit."""
    claimed = app.store.articles.claim_evaluate(article_id, now, now + LEASE)
    if claimed is None:
        return
    try:
        assessment = app.workers.assess(claimed.article)
    except WorkerError as error:
        # The claim runs out and counts: after three the article is failed, and visible.
        log.warning("evaluated", step="evaluate", article=article_id, status="worker failed", error=str(error))
        return
    matches = tuple(
        replace(match, quiet=_is_quiet(app, claimed, match)) for match in app.rules.match(claimed.article, assessment)
    )
    alert_id = app.store.articles.finish_evaluate(
        claimed, assessment, matches, alert_due_at=now + app.group_wait, now=now
    )
    log.info(
        "evaluated",
        step="evaluate",
        article=article_id,
        status="alert" if alert_id else "matched quietly" if matches else "no match",
        language=assessment.language,
        pairs=[pair.pair for pair in assessment.pairs if pair.about],
        rules=[match.rule_name for match in matches],
    )


def _is_quiet(app: App, article: ArticleForEvaluation, match: Match) -> bool:
    """Whether the match is only recorded.

    An entry within its feed's backfill alerts for every rule, new ones included. Otherwise a rule speaks from the
    moment it came into force: an article that was here before is the rule's past. An edit does not count, for the
    article may have waited for its page while the old text of the rule was already asking for it.
    """
    if article.backfilled:
        return False
    since = app.rules_since.get(match.rule_id)
    return not article.alertable or (since is not None and article.first_seen_at < since)
