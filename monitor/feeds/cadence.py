"""When to come back: often enough for the wire's rhythm, never earlier than its server wants."""

import itertools
from collections.abc import Sequence
from datetime import datetime, timedelta
from statistics import median

from monitor.types import PollOutcome

FLOOR = timedelta(minutes=2)
CEILING = timedelta(hours=24)
LONGEST_FAILURE = timedelta(hours=6)
LONGEST_ASKED = timedelta(days=31)

# Polls are spread by up to this share of their interval, so that a hundred feeds do not march in step.
SPREAD = 0.1
UNKNOWN_RHYTHM = timedelta(minutes=15)


def next_poll_at(
    now: datetime,
    *,
    every: timedelta | None,
    outcome: PollOutcome,
    failures: int,
    published: Sequence[datetime],
    asked: timedelta | None,
    retry_after: timedelta | None,
    spread: float,
    floor: timedelta = FLOOR,
    ceiling: timedelta = CEILING,
) -> datetime:
    """The next poll, always after `now` and never before `retry_after`; `spread` in [-1, 1] is chance.

    `every` is obeyed as it is. Without it: half the usual time between the wire's entries, at least what the document
    itself asks for, within `floor` and `ceiling`. Failures double the interval, up to six hours or the interval itself.
    """
    interval = every or min(max(_rhythm(published), min(asked or floor, ceiling), floor), ceiling)
    if outcome is PollOutcome.FAILED:
        interval = max(interval, min(interval * 2 ** min(max(failures - 1, 0), 20), LONGEST_FAILURE))
    if every is None or outcome is PollOutcome.FAILED:
        # Chance only lengthens, so that no promise is undercut.
        interval += interval * SPREAD * (abs(spread) if -1 <= spread <= 1 else 1.0)
    wait = min(max(retry_after or timedelta(), timedelta()), LONGEST_ASKED)
    return now + max(interval, wait, timedelta(seconds=1))


def _rhythm(published: Sequence[datetime]) -> timedelta:
    """Half the median gap between the latest entries."""
    latest = sorted(published, reverse=True)[:20]
    gaps = [(newer - older).total_seconds() for newer, older in itertools.pairwise(latest)]
    return timedelta(seconds=median(gaps) / 2) if gaps else UNKNOWN_RHYTHM
