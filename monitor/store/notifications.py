"""The outbox: one row a recipient, sent at least once, and a second time only after a failure in the hand-over."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select, update

from monitor.store.claims import ClaimLostError, finish, unclaimed
from monitor.store.engine import Database
from monitor.store.events import record
from monitor.store.schema import notifications
from monitor.types import Notification, Receipt

CUT_OFF = "cut off during the hand-over; it is sent again as a possible repeat"


@dataclass(frozen=True, slots=True)
class ReceiverStatus:
    """One line of `monitor status`."""

    name: str
    sent: int
    last_sent_at: datetime | None
    pending: int
    oldest_pending_at: datetime | None
    dead: int
    held: int
    error: str | None  # of the newest notification that is not sent


class Notifications:
    """The rows of notifications."""

    def __init__(self, database: Database, token: Callable[[], str]) -> None:
        self._database = database
        self._token = token

    def due(self, now: datetime, limit: int, receivers: Sequence[str]) -> list[int]:
        """Pending notifications of these receivers whose time has come, the oldest first."""
        query = (
            select(notifications.c.id)
            .where(_due(now), notifications.c.receiver.in_(receivers))
            .order_by(notifications.c.next_at, notifications.c.id)
            .limit(limit)
        )
        with self._database.reading() as connection:
            return list(connection.execute(query).scalars())

    def claim(self, notification_id: int, now: datetime, until: datetime) -> Notification | None:
        """Take a notification for the hand-over; committed before any socket opens."""
        token = self._token()
        with self._database.writing() as connection:
            # pending -> sending
            row = connection.execute(
                update(notifications)
                .where(notifications.c.id == notification_id, _due(now))
                .values(state="sending", claim=token, claimed_until=until, attempts=notifications.c.attempts + 1)
                .returning(notifications)
            ).one_or_none()
        if row is None:
            return None
        return Notification(
            id=row.id,
            claim=token,
            alert_id=row.alert_id,
            receiver=row.receiver,
            recipient=row.recipient,
            message_id=row.message_id,
            payload=row.payload,
            tries=row.tries,
            created_at=row.created_at,
            possible_repeat=row.possible_repeat,
        )

    def sent(self, notification: Notification, receipt: Receipt, now: datetime) -> bool:
        """The other side took it."""
        # sending -> sent
        return self._settle(
            notification, now, "notification.sent", {}, state="sent", sent_at=now, receipt=receipt.detail, error=None
        )

    def retry(
        self, notification: Notification, at: datetime, error: str, now: datetime, *, asked: timedelta | None = None
    ) -> bool:
        """Refused for now; `asked` is what the other side wants us to wait."""
        # sending -> pending
        return self._settle(
            notification,
            now,
            "notification.retry",
            {"error": error, "retry_at": at.isoformat()},
            state="pending",
            next_at=at,
            asked_until=now + asked if asked else None,
            tries=notification.tries + 1,
            error=error,
        )

    def unknown(self, notification: Notification, error: str, retry_at: datetime, now: datetime) -> bool:
        """The answer was lost: it may have arrived."""
        # sending -> unknown -> pending
        return self._settle(
            notification,
            now,
            "notification.unknown",
            {"error": error, "retry_at": retry_at.isoformat()},
            state="pending",
            next_at=retry_at,
            tries=notification.tries + 1,
            possible_repeat=True,
            error=error,
        )

    def dead(self, notification: Notification, error: str, now: datetime) -> bool:
        """Refused for good, or tried too long; it stays visible."""
        # sending -> dead
        return self._settle(notification, now, "notification.dead", {"error": error}, state="dead", error=error)

    def hold(self, receivers: Sequence[str], now: datetime) -> None:
        """Hold what waits for a receiver that the config no longer names; what waits for one that is back goes on."""
        missing = notifications.c.receiver.not_in(receivers)
        with self._database.writing() as connection:
            # pending -> held
            connection.execute(
                update(notifications).where(notifications.c.state == "pending", missing).values(state="held")
            )
            # held -> pending
            connection.execute(
                update(notifications).where(notifications.c.state == "held", ~missing).values(state="pending")
            )

    def hasten(self, now: datetime) -> None:
        """What waits for a retry of our own choosing is due now.

        Quiet hours and a server's wish are kept, and so is the wait of what may have arrived: nobody is in a hurry
        for a second copy.
        """
        waits = and_(
            notifications.c.state == "pending",
            notifications.c.next_at > now,
            notifications.c.tries > 0,
            notifications.c.possible_repeat.is_(False),
            or_(notifications.c.asked_until.is_(None), notifications.c.asked_until <= now),
        )
        with self._database.writing() as connection:
            connection.execute(update(notifications).where(waits).values(next_at=now))

    def sweep(self, now: datetime) -> None:
        """Hand-overs whose time has run out were cut off."""
        cut = and_(notifications.c.state == "sending", unclaimed(notifications, now))
        with self._database.reading() as connection:
            if connection.execute(select(notifications.c.id).where(cut).limit(1)).first() is None:
                return
        with self._database.writing() as connection:
            give_up_hand_overs(connection, cut, now)

    def statuses(self) -> list[ReceiverStatus]:
        """Each receiver that was ever told something."""
        row = notifications.c
        query = (
            select(
                row.receiver,
                func.count().filter(row.state == "sent").label("sent"),
                func.max(row.sent_at, type_=row.sent_at.type).label("last_sent_at"),
                func.count().filter(_unsent()).label("pending"),
                func.min(row.created_at, type_=row.created_at.type).filter(_unsent()).label("oldest_pending_at"),
                func.count().filter(row.state == "dead").label("dead"),
                func.count().filter(row.state == "held").label("held"),
            )
            .group_by(row.receiver)
            .order_by(row.receiver)
        )
        with self._database.reading() as connection:
            return [
                ReceiverStatus(
                    name=found.receiver,
                    sent=found.sent,
                    last_sent_at=found.last_sent_at,
                    pending=found.pending,
                    oldest_pending_at=found.oldest_pending_at,
                    dead=found.dead,
                    held=found.held,
                    error=_newest_error(connection, found.receiver),
                )
                for found in connection.execute(query).all()
            ]

    def _settle(
        self, notification: Notification, now: datetime, kind: str, detail: dict[str, object], **values: object
    ) -> bool:
        """One transition out of `sending`, fenced by the claim, with its event."""
        told = {"receiver": notification.receiver, "recipient": notification.recipient, "alert": notification.alert_id}
        try:
            with self._database.writing() as connection:
                finish(connection, notifications, notification.id, notification.claim, **values)
                record(connection, kind, now, notification.id, told | detail)
        except ClaimLostError:
            return False
        return True


def give_up_hand_overs(connection: Connection, which: ColumnElement[bool], now: datetime) -> None:
    """Whoever was handing these over is gone, and nobody can say whether they arrived."""
    # sending -> unknown
    rows = connection.execute(
        update(notifications)
        .where(which)
        .values(state="unknown", claim=None, claimed_until=None, error=CUT_OFF)
        .returning(notifications.c.id, notifications.c.receiver)
    ).all()
    for row in rows:
        record(connection, "notification.unknown", now, row.id, {"receiver": row.receiver, "error": CUT_OFF})
    # unknown -> pending
    connection.execute(
        update(notifications)
        .where(notifications.c.state == "unknown")
        .values(state="pending", next_at=now, possible_repeat=True, tries=notifications.c.tries + 1)
    )


def _due(now: datetime) -> ColumnElement[bool]:
    return and_(notifications.c.state == "pending", notifications.c.next_at <= now)


def _unsent() -> ColumnElement[bool]:
    return notifications.c.state.in_(("pending", "sending", "unknown"))


def _newest_error(connection: Connection, receiver: str) -> str | None:
    query = (
        select(notifications.c.error)
        .where(
            notifications.c.receiver == receiver,
            notifications.c.state != "sent",
            notifications.c.error.is_not(None),
        )
        .order_by(notifications.c.id.desc())
        .limit(1)
    )
    return connection.execute(query).scalar_one_or_none()
