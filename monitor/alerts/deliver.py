"""Step 5, deliver: one notification is handed to its receiver, and what came of it is written down."""

from datetime import datetime, timedelta

import structlog

from monitor.app import App
from monitor.errors import DeliveryError
from monitor.types import Notification

log = structlog.get_logger(__name__)

# Longer than all deadlines of a receiver together (SMTP: connect, greeting, TLS, login, hand-over).
LEASE = timedelta(minutes=5)

FIRST_RETRY = timedelta(seconds=30)
LONGEST_RETRY = timedelta(hours=1)

# What may have arrived is sent again, but not so often that its reader drowns in copies: some ten times at the most.
FIRST_REPEAT = timedelta(minutes=2)
LONGEST_REPEAT = timedelta(hours=12)

# A mail server may be down over a weekend; what is older than that goes nowhere by itself any more.
GIVE_UP = timedelta(days=3)


def deliver(app: App, notification_id: int, now: datetime) -> None:
    """Send one notification; whatever happens is its state: sent, pending again, unknown or dead."""
    claimed = app.store.notifications.claim(notification_id, now, now + LEASE)
    if claimed is None:
        return
    receiver = app.receivers[claimed.receiver]
    try:
        receipt = receiver.send(claimed)
    except DeliveryError as error:
        _not_sent(app, claimed, error, now)
        return
    app.store.notifications.sent(claimed, receipt, now)
    log.info(
        "delivered",
        step="deliver",
        notification=claimed.id,
        receiver=claimed.receiver,
        status="sent",
        said=receipt.detail,
    )


def retry_at(tries: int, now: datetime, asked: timedelta | None, *, first: timedelta = FIRST_RETRY) -> datetime:
    """When to try again after `tries` failures; what the other side asked for is never undercut."""
    longest = LONGEST_RETRY if first == FIRST_RETRY else LONGEST_REPEAT
    backoff = min(first * float(2 ** min(tries, 20)), longest)
    return now + max(backoff, asked or timedelta())


def _not_sent(app: App, claimed: Notification, error: DeliveryError, now: datetime) -> None:
    notifications = app.store.notifications
    at = retry_at(claimed.tries, now, error.retry_after, first=FIRST_REPEAT if error.uncertain else FIRST_RETRY)
    in_time = at - claimed.created_at <= GIVE_UP
    if error.uncertain and in_time:
        status = "unknown"
        notifications.unknown(claimed, str(error), at, now)
    elif error.retryable and in_time:
        status = "waiting"
        notifications.retry(claimed, at, str(error), now, asked=error.retry_after)
    else:
        status = "dead"
        notifications.dead(claimed, str(error), now)
    log.warning(
        "delivered",
        step="deliver",
        notification=claimed.id,
        receiver=claimed.receiver,
        status=status,
        error=str(error),
        **({"retry_at": at.isoformat()} if status != "dead" else {}),
    )
