"""Step 4, gather: when a notification may go out, with regard to the hours in which a desk wants to be left alone."""

from datetime import UTC, datetime, timedelta, tzinfo

from monitor.config.settings import QuietHours


def not_before(now: datetime, quiet: QuietHours | None, zone: tzinfo, *, urgent: bool) -> datetime:
    """`now`, or the end of the quiet hours that hold at `now` by the clocks of `zone`; what is urgent never waits.

    An end that the change to summer time leaves out comes when the clocks have jumped past it; one that the change
    back repeats, at its first time.
    """
    if quiet is None or urgent:
        return now
    local = now.astimezone(zone)
    ends_today = datetime.combine(local.date(), quiet.end)
    if quiet.start < quiet.end:
        return _instant(ends_today, zone) if quiet.start <= local.time() < quiet.end else now
    if local.time() < quiet.end:
        return max(now, _instant(ends_today, zone))
    if local.time() >= quiet.start:
        return _instant(ends_today + timedelta(days=1), zone)
    return now


def _instant(wall: datetime, zone: tzinfo) -> datetime:
    """A time on the clocks of `zone` in UTC; PEP 495 reads a skipped time by the offset before the jump."""
    return wall.replace(tzinfo=zone).astimezone(UTC)
