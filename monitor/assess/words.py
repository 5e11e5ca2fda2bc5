"""Step 3, evaluate: the words of a field, where each is, and which of them were seen before and mean nothing.

Most words of an article are in no table. They are never even cut out of the text: numpy finds where words start and
end and gives each a number that stands for its letters, and a number once found to mean nothing is passed over.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from monitor.assess.fold import DELIMITERS, dotted_words

Places = NDArray[np.int64]
Numbers = NDArray[np.uint64]

SLOTS = 1 << 16  # of remembered words in each of two rows a language, 8 bytes each
_ODD = np.uint64(0x9E3779B97F4A7C15)  # 2**64 over the golden ratio: spreads like numbers over all bits
_HALF, _MASK = np.uint64(32), np.uint64(SLOTS - 1)
_SHIFT = np.uint64(64 - SLOTS.bit_length() + 1)

Spans = tuple[Sequence[int] | Places, Sequence[int] | Places]  # where words start, where they end
SpansOf = Callable[[str], Spans]


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one field and where they are; a word is cut out of the text when it is asked for."""

    text: str
    starts: list[int]
    ends: list[int]
    numbers: Numbers

    @classmethod
    def of(cls, text: str, spans_of: SpansOf) -> "Words":
        """Split `text` as its language does."""
        starts, ends = map(_places, spans_of(text))
        return cls(text, starts.tolist(), ends.tolist(), _numbers(_codes(text), starts, ends))

    def __len__(self) -> int:
        return len(self.starts)

    def __getitem__(self, index: int) -> str:
        return self.text[self.starts[index] : self.ends[index]]

    def between(self, index: int) -> str:
        """What stands between a word and the next."""
        return self.text[self.ends[index] : self.starts[index + 1]] if index + 1 < len(self.starts) else ""

    def before(self, index: int) -> str:
        """What stands between a word and the one before."""
        return self.between(index - 1) if index > 0 else self.text[: self.starts[0]]


class Passed:
    """The words of a language that were looked at and may be passed over, as many as there is room for.

    A word has a place in each of two rows, so that two frequent words of one place do not drive each other out.
    """

    def __init__(self) -> None:
        self._rows: tuple[Numbers, Numbers] = (np.zeros(SLOTS, np.uint64), np.zeros(SLOTS, np.uint64))

    def rest(self, words: Words) -> list[int]:
        """The words that are not to be passed over, in the order of the text."""
        numbers = words.numbers
        one, other = self._rows
        rest: list[int] = np.flatnonzero(
            (one[numbers >> _SHIFT] != numbers) & (other[numbers >> _HALF & _MASK] != numbers)
        ).tolist()
        return rest

    def add(self, words: Words, index: int) -> None:
        """Pass this word over from now on."""
        one, other = self._rows
        number = words.numbers[index]
        if one[number >> _SHIFT]:
            other[number >> _HALF & _MASK] = number
        else:
            one[number >> _SHIFT] = number

    def clear(self) -> None:
        """Pass over nothing any more."""
        for row in self._rows:
            row.fill(0)


def spans_of(text: str) -> tuple[Places, Places]:
    """Where the words of a text start and end; `U.S.` is one word."""
    starts, ends = spans_by(_spaced(), text)
    dotted = list(dotted_words(text)) if "." in text else []
    if not dotted:
        return starts, ends
    first, last = (_places(places) for places in zip(*dotted, strict=True))
    around = np.searchsorted(last, starts, side="right")
    within = around < len(first)
    within[within] = starts[within] >= first[around[within]]
    return np.sort(np.concatenate([starts[~within], first])), np.sort(np.concatenate([ends[~within], last]))


def words_of(text: str) -> list[str]:
    """The words of a text."""
    return [text[start:end] for start, end in zip(*spans_of(text), strict=True)]


GAP, RUN, OTHER_RUN, ALONE = range(4)  # a character parts words, goes with its like, or is a word of its own
Characters = NDArray[np.uint8]  # one of these for each of the Basic Multilingual Plane, and the last for all beyond
_LAST = 0xFFFF


def spans_by(characters: Characters, text: str) -> tuple[Places, Places]:
    """Where words start and end by what each character does."""
    kinds = characters[np.minimum(_codes(text), _LAST)]
    changes = np.ones(len(kinds) + 1, dtype=bool)
    changes[1:-1] = (kinds[1:] != kinds[:-1]) | (kinds[1:] == ALONE)
    said = kinds != GAP
    return np.flatnonzero(said & changes[:-1]), np.flatnonzero(said & changes[1:]) + 1


def characters_by(otherwise: int, kinds: Iterable[tuple[int, re.Pattern[str]]]) -> Characters:
    """What each character does: as the last pattern says that matches it."""
    table = np.full(_LAST + 1, otherwise, dtype=np.uint8)
    plane = "".join(map(chr, range(_LAST)))
    for kind, pattern in kinds:
        for found in pattern.finditer(plane):
            table[found.start() : found.end()] = kind
    return table


@cache
def _spaced() -> Characters:
    return characters_by(RUN, [(GAP, DELIMITERS)])


def _codes(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")


def _places(places: Sequence[int] | Places) -> Places:
    return np.asarray(places, dtype="int64")


def _numbers(codes: NDArray[np.uint32], starts: Places, ends: Places) -> Numbers:
    """A number for each word that stands for its letters and their order: a polynomial of them, modulo 2**64."""
    powers, inverses = _powers(len(codes))
    sums = np.zeros(len(codes) + 1, dtype=np.uint64)
    np.cumsum((codes + np.uint64(1)) * powers[: len(codes)], out=sums[1:])  # a NUL counts as well
    return (sums[ends] - sums[starts]) * inverses[starts] * _ODD  # once more, for words of one letter


_AT_LEAST = 1 << 14


def _powers(length: int) -> tuple[Numbers, Numbers]:
    """The powers of an odd number and of its inverse, enough of them for a text of this length."""
    return _powers_to(max(_AT_LEAST, 1 << length.bit_length()))


@cache
def _powers_to(length: int) -> tuple[Numbers, Numbers]:
    inverse = np.uint64(pow(int(_ODD), -1, 1 << 64))
    return np.multiply.accumulate(np.full(length, _ODD)), np.multiply.accumulate(np.full(length, inverse))
