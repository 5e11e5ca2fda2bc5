"""Quiet hours hold what is not urgent, by the clocks of the desk, and let it go at their end."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.alerts.schedule import not_before
from monitor.config.settings import QuietHours

NIGHT = QuietHours(time(22), time(7))
NOON = QuietHours(time(12), time(14))
ALGIERS, PARIS = ZoneInfo("Africa/Algiers"), ZoneInfo("Europe/Paris")


def utc(*when):
    return datetime(*when, tzinfo=UTC)


def at(*when, zone=ALGIERS):
    return datetime(*when, tzinfo=zone).astimezone(UTC)


@pytest.mark.parametrize(
    ("now", "quiet", "then"),
    [
        (at(2026, 3, 2, 21, 59, 59), NIGHT, at(2026, 3, 2, 21, 59, 59)),
        (at(2026, 3, 2, 22), NIGHT, at(2026, 3, 3, 7)),
        (at(2026, 3, 2, 23, 30), NIGHT, at(2026, 3, 3, 7)),
        (at(2026, 3, 3, 0), NIGHT, at(2026, 3, 3, 7)),
        (at(2026, 3, 3, 6, 59, 59), NIGHT, at(2026, 3, 3, 7)),
        (at(2026, 3, 3, 7), NIGHT, at(2026, 3, 3, 7)),
        (at(2026, 3, 2, 11, 59), NOON, at(2026, 3, 2, 11, 59)),
        (at(2026, 3, 2, 12), NOON, at(2026, 3, 2, 14)),
        (at(2026, 3, 2, 14), NOON, at(2026, 3, 2, 14)),
        (at(2026, 12, 31, 23), NIGHT, at(2027, 1, 1, 7)),
    ],
)
def test_quiet_hours_begin_with_their_start_and_end_before_their_end(now, quiet, then):
    assert then == not_before(now, quiet, ALGIERS, urgent=False)


def test_the_desk_has_its_own_clock():
    """23:00 in Baku is 19:00 in UTC."""
    assert utc(2026, 3, 3, 3) == not_before(utc(2026, 3, 2, 19), NIGHT, ZoneInfo("Asia/Baku"), urgent=False)


def test_what_is_urgent_and_who_has_no_quiet_hours_never_waits():
    now = at(2026, 3, 2, 23)

    assert (now, now) == (not_before(now, NIGHT, ALGIERS, urgent=True), not_before(now, None, ALGIERS, urgent=False))


def test_the_night_in_which_clocks_jump_is_shorter():
    assert utc(2026, 3, 29, 5) == not_before(at(2026, 3, 28, 23, zone=PARIS), NIGHT, PARIS, urgent=False)


def test_the_night_in_which_clocks_go_back_is_longer():
    assert utc(2026, 10, 25, 6) == not_before(at(2026, 10, 24, 23, zone=PARIS), NIGHT, PARIS, urgent=False)


def test_an_end_that_the_jump_leaves_out_comes_right_after_it():
    quiet = QuietHours(time(22), time(2, 30))

    assert utc(2026, 3, 29, 1, 30) == not_before(at(2026, 3, 28, 23, zone=PARIS), quiet, PARIS, urgent=False)


def test_an_end_that_comes_twice_counts_once():
    """02:30 comes at 00:30 and at 01:30 in UTC; in the second half past one nobody waits for what has been."""
    quiet = QuietHours(time(22), time(2, 30))
    first = not_before(utc(2026, 10, 24, 22), quiet, PARIS, urgent=False)
    again = not_before(utc(2026, 10, 25, 1, 10), quiet, PARIS, urgent=False)

    assert (utc(2026, 10, 25, 0, 30), utc(2026, 10, 25, 1, 10)) == (first, again)


@given(
    st.integers(0, 365 * 24 * 60).map(lambda minutes: utc(2026, 1, 1) + timedelta(minutes=minutes)),
    st.times().map(lambda t: t.replace(second=0, microsecond=0)),
    st.times().map(lambda t: t.replace(second=0, microsecond=0)),
    st.sampled_from([PARIS, ALGIERS, ZoneInfo("America/New_York"), ZoneInfo("Australia/Lord_Howe")]),
)
def test_nothing_goes_back_in_time_or_waits_longer_than_a_day(now, start, end, zone):
    if start == end:
        return
    then = not_before(now, QuietHours(start, end), zone, urgent=False)

    assert now <= then <= now + timedelta(hours=25)
    assert UTC is then.tzinfo
