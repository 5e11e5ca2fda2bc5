"""Step 3, evaluate: what a language does to a name; a form becomes stems with endings, a word becomes readings.

Everything here works on folded words. A form of the tables becomes stems with a class of endings, a word of an article
becomes readings (itself, and itself without its clitics), and the two meet in `vocabulary`.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache

from monitor.assess.fold import fold
from monitor.assess.words import SpansOf, spans_of

Stem = tuple[str, str, str]  # stem, class of endings, kind
FormKind = str  # name, demonym, capital, code, prefix
Stems = Callable[[str, FormKind, bool], Iterator[Stem]]  # form, kind, whether it is one word of several

EXACT = ""  # the class with no ending at all
OPEN = "*"  # the class with any ending


def plain_stems(form: str, kind: FormKind, _part: bool) -> Iterator[Stem]:
    """The form as it stands, for languages that do not bend names."""
    yield form, EXACT, kind


def _as_it_is(word: str) -> tuple[str, ...]:
    return (word,)


@dataclass(frozen=True, slots=True)
class Morphology:
    """What one language does to a name, and how it writes words."""

    stems: Stems = plain_stems
    readings: Callable[[str], tuple[str, ...]] = _as_it_is
    endings: dict[str, str] = field(default_factory=dict)
    cased: bool = True
    demonyms_have_capitals: bool = False
    nouns_have_capitals: bool = False
    names_stand_last: bool = False  # whether a country behind a capital is a surname, and not `Presiden Iran`
    surnames_like_demonyms: bool = False  # whether adjectives of countries are surnames: Турецкий
    spaced: bool = True  # whether words are parted by spaces
    ordinals: bool = False  # whether a number with a dot is an ordinal: 22. April
    and_prefix: str = ""  # what joins a word to the one before, written in one with it
    and_suffix: tuple[str, ...] = ()  # the same at the end of the first of the two
    fold: Callable[[str], str] = fold
    spans_of: SpansOf = spans_of

    def words_of(self, text: str) -> list[str]:
        """The words of a text."""
        if self.spans_of is spans_of and text.isalpha():
            return [text]
        starts, ends = self.spans_of(text)
        return [text[start:end] for start, end in zip(starts, ends, strict=True)]


def whole(**patterns: str) -> dict[str, str]:
    """Classes of endings, each to match a whole tail."""
    return {name: rf"(?:{pattern})\Z" for name, pattern in patterns.items()}


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """A class of endings made ready; a worker that never reads a language never pays for it."""
    return re.compile(pattern)
