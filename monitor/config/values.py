"""Single values as people write them; what cannot be read is a ValueError whose text is a whole sentence."""

import re
from collections.abc import Callable, Collection
from datetime import time, timedelta
from functools import cache
from ipaddress import IPv4Network, IPv6Network, ip_network
from zoneinfo import ZoneInfo, available_timezones

from monitor.config.findings import closest
from monitor.config.languages import LANGUAGE_NAMES
from monitor.config.settings import QuietHours

_UNITS = {"s": timedelta(seconds=1), "m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}
_UNIT_WORDS = re.compile(r"(\d+)\s*(s|m|h|d)[a-zé]*", re.IGNORECASE)
_OCTAL = re.compile(r"0\d+")
_LONGEST_NUMBER = 9  # digits; more of them are a slip, and too much for timedelta

_SEASONS = {
    "CEST": "Europe/Berlin", "EEST": "Europe/Kyiv", "WEST": "Europe/Lisbon", "BST": "Europe/London",
    "EDT": "America/New_York", "CDT": "America/Chicago", "MDT": "America/Denver", "PDT": "America/Los_Angeles",
}  # fmt: skip
_ABBREVIATIONS = {"MSK": "Europe/Moscow", "AZT": "Asia/Baku", "IST": "Asia/Kolkata", "JST": "Asia/Tokyo"}

_LANGUAGES_MEANT = {"ua": "uk", "cz": "cs", "gr": "el", "jp": "ja", "cn": "zh", "dk": "da", "by": "be", "ge": "ka"}
_TOPICS_MEANT = {"oci": "oic", "mna": "nam", "opep": "opec", "opaep": "opec", "fpeg": "gecf"}


def read_duration(text: str) -> timedelta:
    """90s, 5m, 2h, 1d."""
    word = text.strip()
    found = re.fullmatch(r"(\d+)([smhd])", word)
    if _OCTAL.match(word):
        number = word.lstrip("0") or "0"
        shown = number if found else f"{number.rstrip('smhd')}m"
        raise ValueError(f"{word} starts with a zero, which some programs read as octal. Write {shown}.")
    if found and len(found[1]) <= _LONGEST_NUMBER:
        return int(found[1]) * _UNITS[found[2]]
    if found:
        raise ValueError(f"{word[:12]}… is longer than anybody waits. Write a duration such as 10m or 2h.")
    if word.isdecimal():
        raise ValueError(f"{word} what? Write {word}s, {word}m, {word}h or {word}d.")
    near = _UNIT_WORDS.fullmatch(word)
    hint = f"Write {near[1]}{near[2].lower()}." if near else "Write 90s, 10m, 2h or 1d."
    raise ValueError(f'"{word}" is not a duration. {hint}')


def between(shortest: timedelta, longest: timedelta) -> Callable[[timedelta], timedelta]:
    """A check that a length is neither too short nor too long."""

    def check(length: timedelta) -> timedelta:
        if length < shortest:
            raise ValueError(f"{shown_duration(length)} is too short. The minimum is {shown_duration(shortest)}.")
        if length > longest:
            raise ValueError(f"{shown_duration(length)} is too long. The maximum is {shown_duration(longest)}.")
        return length

    return check


def shown_duration(length: timedelta) -> str:
    """A length as one would write it in the config."""
    seconds = int(length.total_seconds())
    for unit in "dhm":
        size = int(_UNITS[unit].total_seconds())
        if seconds and seconds % size == 0:
            return f"{seconds // size}{unit}"
    return f"{seconds}s"


def read_quiet_hours(text: str) -> QuietHours:
    """22:00-07:00."""
    ends = re.fullmatch(r"\s*(\d{1,2}:\d{2})\s*[-\u2010-\u2015]\s*(\d{1,2}:\d{2})\s*", text)
    if ends is None:
        raise ValueError(f'"{text}" is not a span of the day. Write it as "22:00-07:00".')
    start, end = _time_of_day(ends[1]), _time_of_day(ends[2])
    if start == end:
        raise ValueError(f"start and end are equal ({ends[1]}). Write two times, or leave quiet_hours out.")
    return QuietHours(start, end)


def _time_of_day(text: str) -> time:
    hour, minute = (int(part) for part in text.split(":"))
    if hour > 23 or minute > 59:
        hint = " Write 00:00." if (hour, minute) == (24, 0) else " Write 00:00 to 23:59."
        raise ValueError(f"{text} is not a time of day.{hint}")
    return time(hour, minute)


def read_timezone(text: str) -> ZoneInfo:
    """A name of the IANA time zone database."""
    name = text.strip()
    if name in available_timezones():
        return ZoneInfo(name)
    season, abbreviation = _SEASONS.get(name.upper()), _ABBREVIATIONS.get(name.upper())
    if season:
        raise ValueError(f'unknown time zone. Did you mean "{season}"? ({name} is a season, not a zone)')
    near = abbreviation or _zone_of_city(name) or closest(name, available_timezones())
    if near:
        raise ValueError(f'unknown time zone "{name}". Did you mean "{near}"?')
    raise ValueError(f'unknown time zone "{name}". Write the zone of a city, such as Africa/Algiers, or UTC.')


def _zone_of_city(name: str) -> str | None:
    city = name.replace(" ", "_").casefold()
    return next((zone for zone in sorted(available_timezones()) if zone.casefold().rpartition("/")[2] == city), None)


@cache
def _languages() -> dict[str, str]:
    return dict(line.split(" ", 1) for line in LANGUAGE_NAMES.splitlines())


def read_language(text: str) -> str:
    """An ISO 639-1 code, in any case."""
    word = text.strip()
    code = word.lower()
    if code in _languages():
        return code
    names = {name.casefold(): one for one, name in _languages().items()}
    base = re.split(r"[-_]", code)[0]
    near = closest(code, tuple(names)) if len(code) > 3 else None
    meant = _LANGUAGES_MEANT.get(code) or (base if base in _languages() else None) or (names[near] if near else None)
    if meant:
        raise ValueError(f'unknown language code "{word}". Did you mean "{meant}" ({_languages()[meant]})?')
    raise ValueError(f'unknown language code "{word}". Write an ISO 639-1 code such as az, fr or ru.')


def read_topic(text: str, known: Collection[str]) -> str:
    """A topic that the judge knows, in any case."""
    word = text.strip()
    topic = word.lower()
    if topic in known:
        return topic
    children = {one.rpartition(".")[2]: one for one in sorted(known)}
    near = _TOPICS_MEANT.get(topic) or children.get(topic) or closest(topic, known) or closest(topic, children)
    meant = children.get(near or "", near)
    have = ", ".join(sorted(known))
    hint = f'Did you mean "{meant}"?' if meant in known else f"The topics are: {have}."
    raise ValueError(f'unknown topic "{word}". {hint}')


ANY_LANGUAGE = "any"


def read_term_language(text: str, judged: Collection[str]) -> str:
    """A language that articles are judged in, or "any" for all of them."""
    if text.strip().lower() == ANY_LANGUAGE:
        return ANY_LANGUAGE
    code = read_language(text)
    if code not in judged:
        raise ValueError(
            f"articles in {_languages()[code]} are not judged yet, so these terms would never be found. "
            f"Write {ANY_LANGUAGE}, or one of: {', '.join(sorted(judged))}."
        )
    return code


def read_term(text: str) -> str:
    """A word or a phrase; `*` ends a word that any letters may follow, `=` begins one of exact case."""
    term = read_line(text)
    if ";" in term:
        raise ValueError(f'"{term}" holds a semicolon. Write each term as one of its own: [a, b].')
    for word in term.split():
        letters = word.removeprefix("=").removesuffix("*")
        if not any(letter.isalnum() for letter in letters):
            raise ValueError(f'"{term}" has a word without a letter in it ("{word}"). Leave that word out.')
        if "*" in letters or "=" in letters:
            raise ValueError(f'"{term}": write * only at the end of a word, and = only at its beginning.')
        if word.endswith("*") and len(letters) < _SHORTEST_STEM:
            raise ValueError(
                f'"{term}" would find nearly every word. Write at least {_SHORTEST_STEM} letters before *.'
            )
    return term


_SHORTEST_STEM = 3


def read_network(text: str) -> IPv4Network | IPv6Network:
    """An address or a CIDR block, and not all of them at once."""
    word = text.strip()
    try:
        network = ip_network(word, strict=False)
    except ValueError:
        hint = "127.0.0.0/8" if word.lower() == "localhost" else "10.1.2.3/32 or 10.0.0.0/8"
        raise ValueError(f'"{word}" is not a network. Write it as {hint}.') from None
    if network.prefixlen == 0:
        raise ValueError(f"{word} would allow every address there is. Name the networks you mean.")
    if "/" in word and ip_network(word.split("/")[0]).network_address != network.network_address:
        raise ValueError(f"{word} has bits set outside its mask. Did you mean {network}?")
    return network


def read_line(text: str) -> str:
    """A text of one line that says something."""
    word = text.strip()
    if not word:
        raise ValueError("is empty. Write a text.")
    if not word.isprintable():
        raise ValueError("must be one line without control characters.")
    if len(word) > 200:
        raise ValueError(f"has {len(word)} characters; at most 200 are allowed.")
    return word


def read_header(text: str) -> str:
    """A text that may stand in an HTTP header."""
    word = read_line(text)
    if not word.isascii():
        raise ValueError("must be plain ASCII, for it is sent in an HTTP header.")
    return word


def read_count(value: object) -> object:
    """A whole number from 0; what is left is the model's to read."""
    if isinstance(value, bool) or not isinstance(value, str):
        return value
    if _OCTAL.fullmatch(value):
        raise ValueError(f"{value} starts with a zero, which some programs read as octal. Write {int(value)}.")
    if not value.isdecimal():
        raise ValueError(f'"{value}" is not a whole number. Write 0, 1, 2 …')
    return int(value[:_LONGEST_NUMBER])
