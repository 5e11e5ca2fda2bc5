"""The outbox: handed over at least once, and a second time only after a failure in the hand-over."""

from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.types import Receipt
from tests.store.wire import FAR, HOUR, MINUTE, START, at

DESK = ("desk",)


def claim(store, notification_id=1, now=START, until=None):
    return store.notifications.claim(notification_id, now, until or now + MINUTE)


def status_of(store, name="desk"):
    return next(status for status in store.notifications.statuses() if status.name == name)


def test_a_notification_is_due_at_once_or_after_quiet_hours(store, wire):
    (now,) = wire.notifies()
    (later,) = wire.notifies(name="b", not_before=at(60))

    assert [now] == store.notifications.due(at(59), 10, DESK)
    assert [now, later] == store.notifications.due(at(60), 10, DESK)
    assert [now] == store.notifications.due(at(60), 1, DESK)
    assert claim(store, later, now=at(59)) is None


def test_only_what_these_receivers_can_send_is_due(store, wire):
    wire.notifies()

    assert ([], []) == (store.notifications.due(FAR, 10, ("slack",)), store.notifications.due(FAR, 10, ()))


def test_a_claimed_notification_is_what_was_rendered(store, wire):
    (its_id,) = wire.notifies("desk@example.org")
    claimed = claim(store)

    assert (its_id, 1, "desk", "desk@example.org", "<desk-desk@example.org>", "To: desk@example.org\n\nListen") == (
        claimed.id,
        claimed.alert_id,
        claimed.receiver,
        claimed.recipient,
        claimed.message_id,
        claimed.payload,
    )
    assert (0, START, False) == (claimed.tries, claimed.created_at, claimed.possible_repeat)


def test_a_notification_is_handed_over_by_one(store, wire):
    wire.notifies()

    assert claim(store) is not None
    assert claim(store) is None
    assert [] == store.notifications.due(START, 10, DESK)
    assert 1 == store.counts(START).pending


def test_what_is_sent_is_never_sent_again(store, wire):
    wire.notifies()
    assert wire.sends(1)
    store.sweep(FAR)
    store.hasten(FAR)
    store.release_claims(FAR)

    assert claim(store, now=FAR) is None
    assert [] == store.notifications.due(FAR, 10, DESK)
    assert ({"desk": 1}, 0) == (store.counts(START).sent, store.counts(START).pending)
    assert ({}, "notification.sent") == (store.counts(at(1)).sent, wire.kinds()[-1])


def test_a_refusal_waits_until_it_was_said(store, wire):
    wire.notifies()
    assert store.notifications.retry(claim(store), at(5), "450 greylisted", START)
    again = claim(store, now=at(5))

    assert (1, False) == (again.tries, again.possible_repeat)
    assert "notification.retry" == wire.kinds()[-1]
    assert "450 greylisted" == status_of(store).error


def test_a_lost_answer_is_a_possible_repeat(store, wire):
    wire.notifies()
    assert store.notifications.unknown(claim(store), "timed out after DATA", at(5), START)
    waiting = store.notifications.due(at(4), 10, DESK)
    again = claim(store, now=at(5))

    assert ([], 1, True) == (waiting, again.tries, again.possible_repeat)
    assert "notification.unknown" == wire.kinds()[-1]


def test_a_possible_repeat_stays_one(store, wire):
    wire.notifies()
    store.notifications.unknown(claim(store), "timed out", START, START)
    store.notifications.retry(claim(store), at(5), "450", START)

    assert claim(store, now=at(5)).possible_repeat


def test_what_is_dead_stays_and_is_seen(store, wire):
    wire.notifies()
    assert store.notifications.dead(claim(store), "550 no such user", START)
    store.hasten(FAR)
    store.sweep(FAR)
    status = status_of(store)

    assert [] == store.notifications.due(FAR, 10, DESK)
    assert (1, 0, "550 no such user") == (status.dead, status.pending, status.error)
    assert "notification.dead" == wire.kinds()[-1]


def settle_sent(store, claimed, now):
    return store.notifications.sent(claimed, Receipt("250"), now)


def settle_retry(store, claimed, now):
    return store.notifications.retry(claimed, now, "450", now)


def settle_unknown(store, claimed, now):
    return store.notifications.unknown(claimed, "cut", now, now)


def settle_dead(store, claimed, now):
    return store.notifications.dead(claimed, "550", now)


SETTLEMENTS = [settle_sent, settle_retry, settle_unknown, settle_dead]


@pytest.mark.parametrize("settle", SETTLEMENTS)
def test_a_stranger_settles_nothing(store, wire, settle):
    wire.notifies()
    claimed = claim(store)
    before = wire.kinds()

    assert not settle(store, replace(claimed, claim="forged"), START)
    assert before == wire.kinds()
    assert settle(store, claimed, START)
    assert not settle(store, claimed, START)


@pytest.mark.parametrize("settle", SETTLEMENTS)
def test_who_comes_back_too_late_settles_nothing(store, wire, settle):
    """The lease ran out, the row went back into the outbox: what the slow one says now is nobody's."""
    wire.notifies()
    slow = claim(store)
    store.sweep(at(2))
    quick = claim(store, now=at(2))

    assert not settle(store, slow, at(2))
    assert settle_sent(store, quick, at(2))
    assert {"desk": 1} == store.counts(START).sent


def test_a_hand_over_that_was_cut_off_is_repeated_and_says_so(store, wire):
    wire.notifies()
    claim(store)
    store.sweep(at(2))
    again = claim(store, now=at(2))

    assert (True, 1, 1) == (again.possible_repeat, again.tries, again.id)
    assert 1 == wire.kinds().count("notification.unknown")


def test_a_hand_over_at_work_is_left_alone(store, wire):
    wire.notifies()
    claimed = claim(store, until=at(5))
    store.sweep(at(4))

    assert settle_sent(store, claimed, at(4))


def test_a_new_daemon_repeats_what_its_predecessor_was_handing_over(store, wire):
    """At once, however long the lease; what was not in hand is no possible repeat."""
    in_hand, untouched = wire.notifies("one@example.org", "two@example.org")
    claim(store, in_hand, until=FAR)
    store.release_claims(at(1))

    assert {in_hand, untouched} == set(store.notifications.due(at(1), 10, DESK))
    assert (True, False) == tuple(claim(store, row, at(1)).possible_repeat for row in (in_hand, untouched))


def test_one_crash_is_one_repeat_at_most(store, wire):
    wire.notifies()
    claim(store)
    store.release_claims(at(1))
    store.release_claims(at(1))
    store.sweep(FAR)

    assert 1 == wire.kinds().count("notification.unknown")
    assert 1 == claim(store, now=FAR).tries


# ---------------------------------------------------------------- patience


def test_impatience_shortens_our_own_backoff(store, wire):
    wire.notifies()
    store.notifications.retry(claim(store), at(60), "450", START)
    store.hasten(at(1))

    assert [1] == store.notifications.due(at(1), 10, DESK)


def test_impatience_keeps_what_the_other_side_asked_for(store, wire):
    wire.notifies()
    store.notifications.retry(claim(store), at(60), "429", START, asked=timedelta(minutes=30))
    store.hasten(at(29))
    kept = store.notifications.due(at(29), 10, DESK)
    store.hasten(at(30))

    assert ([], [1]) == (kept, store.notifications.due(at(30), 10, DESK))


def test_impatience_repeats_nothing_that_may_have_arrived(store, wire):
    wire.notifies()
    store.notifications.unknown(claim(store), "cut off", at(60), START)
    store.hasten(at(1))

    assert [] == store.notifications.due(at(59), 10, DESK)


def test_impatience_keeps_quiet_hours(store, wire):
    wire.notifies(not_before=at(60))
    store.hasten(at(1))

    assert [] == store.notifications.due(at(59), 10, DESK)


# ---------------------------------------------------------------- config


def test_what_waits_for_a_receiver_that_is_gone_is_held_until_it_is_back(store, wire):
    wire.notifies()
    store.notifications.hold(("slack",), START)
    held = (store.notifications.due(FAR, 10, DESK), status_of(store).held, store.counts(START).pending)
    store.notifications.hold(("desk", "slack"), at(1))

    assert ([], 1, 0) == held
    assert [1] == store.notifications.due(at(1), 10, DESK)
    assert 0 == status_of(store).held


def test_no_receiver_at_all_holds_everything(store, wire):
    wire.notifies()
    store.notifications.hold((), START)

    assert 1 == status_of(store).held


def test_coming_back_shortens_no_quiet_hours(store, wire):
    wire.notifies(not_before=at(60))
    store.notifications.hold((), START)
    store.notifications.hold(DESK, at(1))

    assert ([], [1]) == (store.notifications.due(at(59), 10, DESK), store.notifications.due(at(60), 10, DESK))


def test_what_was_sent_or_died_is_not_held(store, wire):
    sent, dead = wire.notifies("one@example.org", "two@example.org")
    wire.sends(sent)
    settle_dead(store, claim(store, dead), START)
    store.notifications.hold((), START)

    assert (1, 1, 0) == (status_of(store).sent, status_of(store).dead, status_of(store).held)


# ---------------------------------------------------------------- status


def test_the_status_says_what_each_receiver_has_to_do(store, wire):
    first, _, third = wire.notifies("one@example.org", "two@example.org", "three@example.org")
    wire.sends(first, now=START + HOUR)
    settle_dead(store, claim(store, third), START)
    status = status_of(store)

    assert (1, START + HOUR, 1, START, 1, "550") == (
        status.sent,
        status.last_sent_at,
        status.pending,
        status.oldest_pending_at,
        status.dead,
        status.error,
    )


def test_an_error_that_passed_is_not_shown(store, wire):
    wire.notifies()
    settle_retry(store, claim(store), START)
    wire.sends(1)

    assert None is status_of(store).error


def test_the_events_name_receiver_and_recipient_and_nothing_of_the_text(store, wire):
    wire.notifies()
    wire.sends(1)
    event = store.events.after(0, 100)[-1]

    assert ("1", START, {"receiver": "desk", "recipient": "desk@example.org", "alert": 1}) == (
        event.subject,
        event.at,
        dict(event.detail),
    )
