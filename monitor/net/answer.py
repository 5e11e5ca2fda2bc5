"""What a server's answer says of itself: whether there is something to read, and when we may come again."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from monitor.errors import FetchError, FetchKind

LONGEST_RETRY_AFTER = timedelta(days=31)

_READABLE = frozenset({200, 203})
_SAID = {
    401: (FetchKind.BLOCKED, "asks for a login, which this program has not"),
    403: (FetchKind.BLOCKED, "forbids us; another user_agent may pass"),
    404: (FetchKind.NOT_FOUND, "is not there; has it moved?"),
    410: (FetchKind.GONE, "is gone for good; take it out or find its new address"),
    429: (FetchKind.RATE_LIMITED, "asks us to come less often"),
}
# Headers by which the sellers of bot walls mark their challenge pages, whatever the status.
_CHALLENGES = {"cf-mitigated": {"challenge"}, "x-amzn-waf-action": {"challenge", "captcha"}}


def refusal(url: str, place: str, status: int, headers: Mapping[str, str]) -> FetchError | None:
    """Why there is nothing to read at `place`; None where there is. Header names are in lower case."""
    if any(headers.get(name, "").strip().lower() in marks for name, marks in _CHALLENGES.items()):
        kind, says = FetchKind.BLOCKED, "wants a browser (a challenge page); we do not pretend to be one"
    elif status in _READABLE:
        return None
    else:
        kind, says = _SAID.get(status) or _by_class(status)
    return FetchError(kind, url, f"{place} {says} (HTTP {status})", status=status, retry_after=retry_after(headers))


def _by_class(status: int) -> tuple[FetchKind, str]:
    if status >= 500:
        return FetchKind.SERVER, "is in trouble, which is theirs to end"
    if status >= 400:
        return FetchKind.CLIENT, "does not like the request; another user_agent may pass"
    return FetchKind.PROTOCOL, "answers what was not asked"


def retry_after(headers: Mapping[str, str]) -> timedelta | None:
    """How long the server asks us to wait: seconds or a date, within 0 and 31 days; None where it says nothing clear.

    A date counts from the server's own clock, for ours or theirs may be wrong.
    """
    text = headers.get("retry-after", "").strip()
    digits = text.removeprefix("-")
    if digits.isascii() and digits.isdigit():
        # Nine digits are past the bound already, and any number of them must not cost anything.
        seconds = 0 if text != digits else int(digits.lstrip("0")[:9] or 0)
        return min(timedelta(seconds=seconds), LONGEST_RETRY_AFTER)
    until, now = _instant(text), _instant(headers.get("date", ""))
    if until is None or now is None:
        return None
    return min(max(until - now, timedelta()), LONGEST_RETRY_AFTER)


def _instant(text: str) -> datetime | None:
    try:
        instant = parsedate_to_datetime(text[:64])
    except (ValueError, OverflowError, IndexError):
        return None
    # Old forms of date carry no zone and mean UTC.
    return instant.replace(tzinfo=UTC) if instant.tzinfo is None else instant
