"""Step 4, gather: an open alert becomes its story's notifications, rendered, one a recipient, in one transaction."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import structlog

from monitor.alerts.render import render
from monitor.alerts.schedule import not_before
from monitor.app import App
from monitor.receivers.receiver import Receiver, message_id
from monitor.store.alerts import AlertForGather, Gathering
from monitor.types import AlertContent, Match, NewNotification

log = structlog.get_logger(__name__)

LEASE = timedelta(minutes=1)

# The same words under another address within this time are the same story.
SAME_TEXT_WITHIN = timedelta(days=3)


def gather(app: App, alert_id: int, now: datetime) -> None:
    """Fold one open alert into its story and write what each recipient will be told; nothing leaves before that."""
    alert = app.store.alerts.claim(alert_id, now, now + LEASE)
    if alert is None:
        return
    with app.store.alerts.gathering(alert, now) as gathering:
        if gathering is None:
            log.info("gathered", step="gather", alert=alert_id, status="lost claim")
            return
        story_id, update = _story(gathering, alert, now)
        written = [
            notification
            for receiver, matches in _asked(app, alert)
            for notification in _compose(app, gathering, alert, receiver, matches, story_id, update, now)
        ]
        for notification, rule_ids in written:
            gathering.notify(story_id, update, notification, rule_ids)
        gathering.close(story_id, update)
    log.info("gathered", step="gather", alert=alert_id, status="gathered", story=story_id, notifications=len(written))


def _story(gathering: Gathering, alert: AlertForGather, now: datetime) -> tuple[int, int]:
    """The story this alert belongs to, and which of its alerts this is (0: the first)."""
    story_id = gathering.story_of_article(alert.article_id) or gathering.story_with(
        alert.text_hash, now - SAME_TEXT_WITHIN
    )
    if story_id is None:
        return gathering.open_story(alert.article_id, alert.article.title), 0
    return story_id, gathering.next_update(story_id)


def _asked(app: App, alert: AlertForGather) -> Iterator[tuple[Receiver, tuple[Match, ...]]]:
    """Each receiver once, with all the rules that name it."""
    for name, receiver in app.receivers.items():
        matches = tuple(match for match in alert.matches if name in match.notify)
        if matches:
            yield receiver, matches


def _compose(
    app: App,
    gathering: Gathering,
    alert: AlertForGather,
    receiver: Receiver,
    matches: tuple[Match, ...],
    story_id: int,
    update: int,
    now: datetime,
) -> Iterator[tuple[NewNotification, tuple[str, ...]]]:
    """One notification a recipient who has not yet been told of this story by these rules."""
    told = gathering.told(story_id)
    config = app.config
    for recipient in receiver.recipients():
        news = tuple(match for match in matches if (receiver.name, recipient, match.rule_id) not in told)
        if not news:
            continue
        content = AlertContent(
            number=alert.id,
            story_id=story_id,
            update=update,
            article=alert.article,
            url=alert.url,
            assessment=alert.assessment,
            matches=news,
            sources=alert.sources,
            from_entry=alert.from_entry,
            text_hash=alert.text_hash,
            article_id=alert.article_id,
        )
        identity = message_id(alert.id, receiver.name, recipient, receiver.host)
        payload = receiver.compose(
            render(content, config.timezone), recipient=recipient, message_id=identity, created_at=now
        )
        urgent = any(match.urgent for match in news)
        yield (
            NewNotification(
                receiver=receiver.name,
                recipient=recipient,
                message_id=identity,
                payload=payload,
                not_before=not_before(now, config.quiet_hours, config.timezone, urgent=urgent),
            ),
            tuple(match.rule_id for match in news),
        )
