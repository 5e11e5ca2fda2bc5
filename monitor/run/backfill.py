"""Step 3 once more, at the start: what new and edited rules say of articles that were here before them."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

import structlog

from monitor.app import App
from monitor.rules.index import RuleIndex
from monitor.types import ArticleForEvaluation, Assessment

log = structlog.get_logger(__name__)

# How far back a rule's past is searched, in articles: a start must not take minutes on a store of years.
FURTHEST = 2_000
PAGE = 100


def backfill(app: App, now: datetime) -> int:
    """Open alerts for the newest stored articles, as many as each fresh rule's backfill asks; how many were opened.

    Interrupted, it is done again at the next start, and says nothing twice.
    """
    fresh = app.store.rules.to_backfill()
    rules = {rule.spec.id: rule for rule in app.rules if rule.spec.id in fresh}
    index = RuleIndex(rules.values())
    left = Counter({rule_id: rule.spec.backfill for rule_id, rule in rules.items()})
    opened = 0
    for article, assessment in _stored(app, max(fresh.values(), default=now)):
        matches = tuple(
            match
            for match in index.match(article.article, assessment)
            if left[match.rule_id] and article.first_seen_at < fresh[match.rule_id]
        )
        left.subtract(match.rule_id for match in matches)
        if matches:
            alert_id = app.store.rules.add_backfill(article, matches, alert_due_at=now + app.group_wait, now=now)
            opened += alert_id is not None
        if not +left:
            break
    app.store.rules.backfilled(list(rules))
    if opened:
        log.info("backfilled", step="evaluate", rules=[rules[rule_id].spec.name for rule_id in left], alerts=opened)
    return opened


def _stored(app: App, before: datetime) -> Iterator[tuple[ArticleForEvaluation, Assessment]]:
    """Judged articles first seen before `before`, newest first."""
    last_id: int | None = None
    for _ in range(FURTHEST // PAGE):
        page = app.store.rules.judged_before(before, last_id, PAGE)
        yield from page
        if len(page) < PAGE:
            return
        last_id = page[-1][0].id
