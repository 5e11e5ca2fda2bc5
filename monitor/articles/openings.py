"""Step 3, evaluate: where the dateline ends that opens a line: a place, a day and an agency, in any order."""

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import NamedTuple

from monitor.articles.days import date_end
from monitor.articles.eastern import eastern_end
from monitor.articles.wires import (
    AGENCIES,
    AGENCY_WORD,
    LEADERS,
    LETTERS,
    LONGEST_AGENCY,
    NO_PLACES,
    PARTICLES,
    fold_name,
    is_small,
)

LONGEST = 200  # no dateline is longer
LONG_LINE = 60  # what follows a bare place in a line so long is no headline
MOST_PARTS = 9
MOST_WORDS = 6  # of a place in a script with capitals,
MOST_WORDS_UNCASED = 3


class Places(NamedTuple):
    """Names, as `fold_place` has them, of a language."""

    capitals: AbstractSet[str] = frozenset()
    countries: AbstractSet[str] = frozenset()  # names and codes that are no capital's as well


NOWHERE = Places()

_SPACE = " \u00a0\u2009\u202f\u200c\u200e\u200f"
_WORD = re.compile(rf"{LETTERS}+(?:[-.‑·](?={LETTERS}){LETTERS}+)*")
_WORD_UNCASED = re.compile(rf"{LETTERS}+")
_CLOCK = re.compile(r"\d{1,2}[:.h]\d{2}(?!\d)(?:[ ]?(?:GMT|UTC|MSK|Uhr))?")
_BRACKET = re.compile(r"/[ ]?([^/\n]{2,40}?)[ ]?/|[(（]([^()（）\n]{2,60})[)）]|\[([^\[\]\n]{2,40})\]")
_QUOTED = re.compile(r"[«\"“„]([^«»\"“”„\n]{2,30})[»\"“”]")
_GLUE = re.compile(
    rf"[{_SPACE}]*(?P<mark>[,،、;|·]|[.։۔](?=[{_SPACE}\d(/«\[]|[^\W\d_])|[:：](?=[{_SPACE}]*[«\"“])|--|"
    rf"[-–—―ـ])[{_SPACE}]*"
    rf"|(?P<slash>/)[{_SPACE}]*|[{_SPACE}]*"
)
_CLOSING = re.compile(
    rf"[{_SPACE}]*(?:\.?[{_SPACE}]?(?:(?P<dash>(?:--|[-–—―ـ])(?=[\s\u00a0]|\Z)|[—―–]|(?<=[)\]/.])-))"
    rf"|(?P<colon>[:：](?!//))|(?P<stop>[.։۔।](?=\s|\Z))|(?P<slash>/)|(?P<end>\.?(?=[{_SPACE}]*(?:\n|\Z))))"
)
_OPENING_BRACKETS = frozenset("/([（")
_OPENING_EASTERN = frozenset(" \u00a0([<")
_OWN_DOT = re.compile(r"\.(?=,|[ ]?\(|[ ]?[^\W\d_])")
_INITIALS = re.compile(r"[^\W\d_](?:[. ]{1,2}[^\W\d_]){1,4}\.?")
_PARTS = re.compile(r"\s*[/,،;|·+＝=]\s*|\s+[-–—]\s+|-")
_PERSIAN = re.compile(
    r"به (?:گزارش|نقل از) (?:[^\s،:.]+ ){0,2}?(?:خبرگزاری|خبرنگار|ایرنا|ایسنا|فارس|تسنیم|رویترز|"
    r"باشگاه خبرنگاران)[^،:.؛\n]{0,30}[،:]"
)


_FIRST_WORDS = frozenset(fold_name(found[0]) for found in map(_WORD_UNCASED.match, AGENCIES) if found)


@dataclass(slots=True)
class _Said:
    """What of a dateline has been read."""

    place: str = ""
    caps: bool = False
    cased: bool = True
    more_places: bool = False
    aside: bool = False
    dated: str = ""  # "firm", or "loose": what may be a score as well
    after: str = ""  # the mark before what was read last
    agency: str = ""  # "known", "short", "name" in brackets; "bare" where known, "guess" where not
    content: str = ""


def fold_place(name: str) -> str:
    """A place's name as `Places` has it."""
    return name.strip().replace("İ", "i").casefold().replace("-", " ")


def dateline_end(line: str, places: Places = NOWHERE, *, below: bool = False) -> int:
    """How much of a line's beginning is a dateline; 0 where it opens with the story.

    `below` the head of an article only what can be nothing else is one.
    """
    whole = len(line)
    line = line[:LONGEST]
    if line[:1] >= "\u3000" or line[:1] in _OPENING_EASTERN:
        end = eastern_end(line, below=below)
        if end:
            return end
    best = _read(line, 0, whole, places, below, _Said())
    if not best and not below and line.startswith("به "):
        found = _PERSIAN.match(line)
        best = found.end() if found else 0
    return best


def _read(line: str, at: int, whole: int, places: Places, below: bool, said: _Said) -> int:
    best = 0
    for _ in range(MOST_PARTS):
        end = _part(line, at, said, places)
        if end <= at:
            break
        mark, closed = _closing(line, end)
        if _closes(line, closed if mark else end, mark, whole, said, places, below):
            best = closed if mark else end
            if mark == "dash" and said.agency and (said.place or said.dated):
                return best
        if said.agency and not said.place and not said.dated:
            return _read(line, _skip(line, best or end), max(whole, LONG_LINE), places, True, _Said()) or best
        glue = _GLUE.match(line, end)
        if glue:
            at, said.after = glue.end(), glue["mark"] or glue["slash"] or ""
    return best


def _skip(line: str, at: int) -> int:
    while at < len(line) and line[at] in _SPACE:
        at += 1
    return at


def _closing(line: str, at: int) -> tuple[str, int]:
    found = _CLOSING.match(line, at)
    return (found.lastgroup or "end", found.end()) if found else ("", at)


def _part(line: str, at: int, said: _Said, places: Places) -> int:
    """Where the next part of the dateline ends; `at` where there is none."""
    first = line[at : at + 1]
    if first in _OPENING_BRACKETS:
        return _bracket(line, at, said, places)
    end, firm = date_end(line, at)
    if end and not (said.agency and said.dated):
        said.dated = "firm" if firm or said.dated == "firm" else "loose"
        return end
    if first.isdigit():
        clock = _CLOCK.match(line, at)
        return clock.end() if clock and said.dated else at
    if said.agency:
        return at
    end = _known_agency(line, at)
    if end and (said.place or said.dated or fold_name(line[at:end]) in LEADERS):
        said.agency, said.content = "bare", line[at:end]
        return end
    if not said.place or (said.after in {",", "،", "/"} and not said.dated and not said.agency):
        end = _place(line, at, said)
        if end > at:
            return end
    if said.dated == "firm" or (said.place and not said.caps):
        return _guess(line, at, said)
    return at


def _bracket(line: str, at: int, said: _Said, places: Places) -> int:
    found = _BRACKET.match(line, at)
    if not found:
        return at
    content = (found[1] or found[2] or found[3]).strip()
    grade = _grade(content, said, places, slashed=found[1] is not None)
    if grade == "name" and said.place and not said.dated and _closing(line, found.end())[0] != "dash":
        grade = ""
    if grade and not said.agency:
        said.agency, said.content = grade, content
        return found.end()
    if said.place and not said.aside and not said.agency and not said.dated and _is_aside(content):
        said.aside = True
        return found.end()
    return at


def _is_aside(content: str) -> bool:
    """Whether a bracket behind a place may say which one: Armenia (Colombia)."""
    words = content.split()
    return len(words) <= 4 and all(not is_small(word[0]) or word in PARTICLES for word in words) and words[0].isalpha()


def _grade(content: str, said: _Said, places: Places, *, slashed: bool) -> str:
    """How surely a bracket holds an agency."""
    folded = fold_name(content)
    if folded in AGENCIES or any(fold_name(part) in AGENCIES for part in _PARTS.split(content)):
        return "known"
    if AGENCY_WORD.search(folded):
        return "known"
    place = fold_place(content)
    if place in places.countries or place in places.capitals or place in NO_PLACES:
        return ""
    end, firm = date_end(content, 0)
    if end == len(content) and firm:
        return "short"
    words = content.split()
    if _INITIALS.fullmatch(content):
        return "short" if _is_cased(content) else "known"
    letters = [letter for letter in content if letter.isalpha()]
    if not letters or len(words) > 4:
        return ""
    if len(words) == 1 and len(letters) <= 7 and all(letter.isupper() for letter in letters):
        return "" if _initials(said.place) == "".join(letters) else "short"
    if slashed:
        return "name" if not is_small(letters[0]) else ""
    if len(words) == 1 and not _is_cased(content) and len(content) <= 4:
        return "short"
    named = not is_small(letters[0]) and all(not is_small(word[0]) or len(word) <= 3 for word in words)
    return "name" if named and not any(char in content for char in ".!?:") else ""


def _initials(place: str) -> str:
    return "".join(word[0] for word in re.split(r"[\s-]+", place) if word[:1].isupper()) if " " in place else ""


def _is_cased(text: str) -> bool:
    return any(letter.isupper() or is_small(letter) for letter in text)


def _known_agency(line: str, at: int) -> int:
    quoted = _QUOTED.match(line, at)
    if quoted:
        return quoted.end() if fold_name(quoted[1]) in AGENCIES else 0
    best = 0
    end = at
    first = _WORD_UNCASED.match(line, at)
    if not first or fold_name(first[0]) not in _FIRST_WORDS:
        return 0
    for _ in range(LONGEST_AGENCY):
        word = _WORD.match(line, end)
        if not word:
            break
        end = word.end()
        if fold_name(line[at:end]) in AGENCIES and not is_small(line[at]):
            best = end
        if line[end : end + 1] not in {" ", "\u00a0"}:
            break
        end += 1
    return best


def _place(line: str, at: int, said: _Said) -> int:
    word = _WORD.match(line, at)
    if not word or word[0][0] in "'’":
        return at
    cased = _is_cased(word[0][0])
    if cased and not word[0][0].isupper():
        return at
    first = said.place == ""
    end = _words(line, at, abbreviated=True) if cased else _uncased_words(line, at)
    if first:
        said.place, said.cased = line[at:end], cased
        letters = [letter for letter in said.place if letter.isalpha()]
        said.caps = cased and len(letters) >= 3 and all(not is_small(letter) for letter in letters)
    else:
        said.more_places = True
        if said.after == "/" and not (cased and all(not is_small(letter) for letter in line[at:end])):
            said.caps = False
        if said.after == "/":
            said.place += "/" + line[at:end]
    return end


def _words(line: str, at: int, *, abbreviated: bool) -> int:
    """The end of a run of capitalised words, with small ones between."""
    end = last = at
    for _ in range(MOST_WORDS):
        word = _WORD.match(line, end)
        if not word:
            break
        if end > at and date_end(line, end)[0]:
            break
        if word[0][0].isupper():
            last = word.end()
        elif word[0] not in PARTICLES:
            break
        end = word.end()
        if abbreviated and len(word[0]) <= 3 and _is_abbreviated(line, end):
            end = last = end + 1
        if line[end : end + 1] not in {" ", "\u00a0"}:
            break
        end += 1
    return last


def _is_abbreviated(line: str, at: int) -> bool:
    """Whether a dot is a short word's own: St. George's, D.C., but not the stop behind an agency's name."""
    if not _OWN_DOT.match(line, at):
        return False
    following = _WORD.match(line, at + 2)
    return not following or (following[0][0].isupper() and not _known_agency(line, at + 2))


def _uncased_words(line: str, at: int) -> int:
    end = last = at
    for _ in range(MOST_WORDS_UNCASED):
        word = _WORD_UNCASED.match(line, end)
        if not word or (end > at and (_known_agency(line, end) or date_end(line, end)[0])):
            break
        last = end = word.end()
        if line[end : end + 1] not in {" ", "\u00a0"}:
            break
        end += 1
    return last


def _guess(line: str, at: int, said: _Said) -> int:
    """An agency that is known by where it stands: a few names behind the date, or quoted behind the place."""
    quoted = _QUOTED.match(line, at)
    if quoted:
        said.agency, said.content = "guess", quoted[1]
        return quoted.end()
    if said.dated != "firm":
        return at
    first = _WORD.match(line, at)
    if not first:
        return at
    if _is_cased(first[0][0]):
        end = _words(line, at, abbreviated=False) if first[0][0].isupper() else at
    else:
        end = _uncased_words(line, at)
    if end > at:
        said.agency, said.content = "guess", line[at:end]
    return end


def _closes(line: str, end: int, mark: str, whole: int, said: _Said, places: Places, below: bool) -> bool:
    """Whether what was read is a dateline if it ends here with this mark."""
    following = line[_skip(line, end) : _skip(line, end) + 1]
    if said.agency in {"short", "bare"} and not said.dated and _is_country(said.place, places):
        return False
    if said.agency == "known":
        known_end = bool(mark) or not (below or is_small(following) or _is_country(said.place, places))
        return known_end if said.place or said.dated else mark in {"dash", "colon"} or (mark == "end" and not below)
    if said.agency in {"short", "name"}:
        if said.dated == "firm":
            return bool(mark) or not below
        if said.agency == "name":
            return mark == "dash" and said.caps and not is_small(following)
        return mark in ({"dash"} if not said.dated else {"dash", "colon", "stop", "end"}) and not is_small(following)
    if said.agency == "bare":
        if said.place or said.dated:
            return mark in (
                {"dash", "colon"} if below and not said.dated else {"dash", "colon", "stop", "end", "slash"}
            )
        return mark in {"dash", "colon"}
    if said.agency == "guess":
        return _closes_guess(mark, said, places, below)
    if said.dated == "firm" and said.place and not said.agency:
        return mark in ({"dash"} if below else {"dash", "colon", "stop", "end"})
    if said.place and not said.dated and not said.aside:
        return _closes_bare_place(line, end, mark, whole, said, places, below)
    return False


def _is_country(place: str, places: Places) -> bool:
    """Whether a country stands where the place would: what follows is said of it, not from it."""
    return fold_place(place) in places.countries or fold_place(place.partition(" ")[0]) in places.countries


def _closes_guess(mark: str, said: _Said, places: Places, below: bool) -> bool:
    if not said.dated:
        return mark in {"dash", "colon", "end"} and not below
    folded = fold_place(said.content)
    if folded in places.countries or folded in places.capitals:
        return False
    shouted = not any(is_small(letter) for letter in said.content) and _is_cased(said.content)
    if below:
        return mark == "dash" and shouted
    if said.after in {".", "۔"} and not shouted:
        return mark == "dash"
    return mark in {"dash", "colon", "stop", "end", "slash"}


def _closes_bare_place(line: str, end: int, mark: str, whole: int, said: _Said, places: Places, below: bool) -> bool:
    """A place alone: in capitals with a dash, or a capital that the tables know."""
    names = [fold_place(name) for name in said.place.split("/")]
    if mark not in {"dash", "colon", "stop"} or any(name in places.countries for name in names):
        return False
    rest = line[_skip(line, end) :]
    if is_small(rest[:1]) or (below and whole < LONG_LINE):
        return False
    if said.caps and mark == "dash":
        return not any(name in NO_PLACES for name in names)
    if (
        whole < LONG_LINE
        or not all(name in places.capitals for name in names)
        or (said.more_places and "/" not in said.place)
    ):
        return False
    if mark == "dash":
        word = _WORD.match(rest)
        apart = line[end - 1] != "-" or line[end - 2 : end - 1] in _SPACE
        again = re.search(r"\s[-–—]\s|—", rest[:LONG_LINE])
        return apart and not again and not (word and fold_place(word[0]) in places.capitals)
    return (mark == "colon" and (said.caps or not said.cased)) or (mark == "stop" and said.caps)
