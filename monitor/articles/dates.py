"""Dates as pages write them: ISO stamps, numbers, and month names in the wires' languages."""

import re
from datetime import UTC, datetime

# Months by their first letters, in French, English, Azerbaijani, Russian and Arabic; longer stems first.
_MONTHS = (
    ("janvier janv january jan yanvar январ янв يناير جانفي", 1),
    ("février fevrier févr february feb fevral феврал фев فبراير فيفري", 2),
    ("mars march mar mart март مارس", 3),
    ("avril avr april apr aprel апрел апр أبريل ابريل أفريل", 4),
    ("mai may май мая مايو ماي", 5),
    ("juin june jun iyun июн يونيو جوان", 6),
    ("juillet juil july jul iyul июл يوليو جويلية", 7),
    ("août aout august aug avqust август авг أغسطس اغسطس أوت", 8),
    ("septembre sept september sep sentyabr сентябр сен سبتمبر", 9),
    ("octobre oct october oktyabr октябр окт أكتوبر اكتوبر", 10),
    ("novembre nov november noyabr ноябр ноя نوفمبر", 11),
    ("décembre decembre déc december dec dekabr декабр дек ديسمبر", 12),
)
_BY_NAME = {name: number for names, number in _MONTHS for name in names.split()}
_NAMES = "|".join(sorted(_BY_NAME, key=len, reverse=True))
_TIME = r"(?:\D{0,12}?(?P<hour>[01]?\d|2[0-3])[:hч.](?P<minute>[0-5]\d))?"
_DAY_FIRST = re.compile(
    rf"\b(?P<day>[0-3]?\d)(?:er|st|nd|rd|th)?\s+(?P<month>{_NAMES})\w*\.?,?\s+(?P<year>(?:19|20)\d\d){_TIME}",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"\b(?P<month>{_NAMES})\w*\.?\s+(?P<day>[0-3]?\d),?\s+(?P<year>(?:19|20)\d\d){_TIME}", re.IGNORECASE
)
_NUMBERS = re.compile(rf"\b(?P<day>[0-3]?\d)[./](?P<month>[01]?\d)[./](?P<year>(?:19|20)\d\d){_TIME}")


def written_date(text: str) -> datetime | None:
    """The first date a text writes out, day before month; a time without a zone is taken as UTC."""
    found = [match for pattern in (_DAY_FIRST, _MONTH_FIRST, _NUMBERS) if (match := pattern.search(text))]
    for match in sorted(found, key=lambda match: match.start()):
        said = match["month"].lower()
        month = int(said) if said.isdigit() else _BY_NAME[said]
        try:
            return datetime(
                int(match["year"]),
                month,
                int(match["day"]),
                int(match["hour"] or 0),
                int(match["minute"] or 0),
                tzinfo=UTC,
            )
        except ValueError:
            continue
    return None


def stamped_date(stamp: str) -> datetime | None:
    """A machine's date (ISO 8601); without a zone it is taken as UTC."""
    try:
        at = datetime.fromisoformat(stamp.strip())
        return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
