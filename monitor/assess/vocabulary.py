"""Step 3, evaluate: finds the forms of the tables among the words of an article, longest first, in one pass.

A form is a row of elements, one a word; an element is a stem, a class of endings, and what case the word must have.
Which elements a word fits is worked out once and remembered, so that an article costs one look-up a word.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal, NamedTuple

from monitor.assess.morphology import EXACT, OPEN, Morphology

REMEMBERED_WORDS = 100_000
LONGEST_REMEMBERED = 64  # a longer word is no word
LONGEST_ENDING = 24

Layer = Literal["country", "topic", "frame"]
LAYERS: tuple[Layer, ...] = ("country", "topic", "frame")

_GAP = re.compile(r"[&\s\u00a0'’‘ʼ.\-‐‑–·・\u200c\u200e\u200f]{1,3}\Z")


class Case(StrEnum):
    """What case a word must have to fit."""

    ANY = "any"
    CAPITAL = "capital"
    EXACT = "exact"


class Element(NamedTuple):
    """One word of a form."""

    stem: str
    ending: str
    case: Case


@dataclass(frozen=True, slots=True)
class Sense:
    """What a form stands for; an empty value swallows the words and stands for nothing."""

    layer: Layer
    value: str
    kind: str = ""
    weight: float = 1.0
    weak: str = ""  # why it does not count alone: "word", "person" or "noun"
    others: tuple[str, ...] = ()  # what else it may stand for, where the article speaks of that and not of `value`


class Hit(NamedTuple):
    """A form found: the first and the last of its words, and what it stands for."""

    first: int
    last: int
    sense: Sense


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one field and where they are."""

    text: str
    words: list[str]
    starts: list[int]

    @classmethod
    def of(cls, text: str, morphology: Morphology) -> "Words":
        """Split `text` as its language does."""
        return cls(text, *morphology.words_of(text))

    def end(self, index: int) -> int:
        """Where a word ends."""
        return self.starts[index] + len(self.words[index])

    def between(self, index: int) -> str:
        """What stands between a word and the next."""
        return self.text[self.end(index) : self.starts[index + 1]] if index + 1 < len(self.words) else ""

    def before(self, index: int) -> str:
        """What stands between a word and the one before."""
        return self.between(index - 1) if index > 0 else self.text[: self.starts[0]]


class _Form(NamedTuple):
    rest: tuple[int, ...]
    senses: tuple[Sense, ...]
    rank: tuple[int, int, int]  # more words, longer stem, earlier in the tables


class _Fit(NamedTuple):
    """What one word may be: elements of forms, and the forms that may begin with it, the best first."""

    ids: frozenset[int]
    begins: dict[Layer, list[_Form]]


NOTHING = _Fit(frozenset(), {})
_BEGINNING = 3  # letters of a stem by which most words are seen to be none


@dataclass(slots=True)
class Vocabulary:
    """The forms of one language."""

    morphology: Morphology
    _elements: dict[str, list[tuple[Element, int]]] = field(default_factory=dict)
    _beginnings: set[str] = field(default_factory=set)
    _exact: dict[str, int] = field(default_factory=dict)
    _ids: dict[Element, int] = field(default_factory=dict)
    _forms: dict[Layer, dict[int, list[_Form]]] = field(default_factory=lambda: {layer: {} for layer in LAYERS})
    _order: int = 0
    _fits: dict[str, _Fit] = field(default_factory=dict)  # words that may be something,
    _known: set[str] = field(default_factory=set)  # and all that were ever looked at

    def add(self, elements: Sequence[Element], sense: Sense) -> None:
        """Learn a form; of two that read alike the first one wins, but `oil and gas` may be two topics."""
        if not elements:
            return
        ids = tuple(self._id(element) for element in elements)
        self._order += 1
        rank = (len(ids), sum(len(element.stem) for element in elements), -self._order)
        forms = self._forms[sense.layer].setdefault(ids[0], [])
        alike = next((place for place, form in enumerate(forms) if form.rest == ids[1:]), None)
        if alike is not None:
            if sense.layer == "topic" and sense.value:
                forms[alike] = forms[alike]._replace(senses=(*forms[alike].senses, sense))
            return
        forms.append(_Form(ids[1:], (sense,), rank))

    def _id(self, element: Element) -> int:
        known = self._ids.get(element)
        if known is not None:
            return known
        number = self._ids[element] = len(self._ids)
        if element.case is Case.EXACT:
            self._exact[element.stem] = number
        else:
            self._elements.setdefault(element.stem, []).append((element, number))
            self._beginnings.add(element.stem[:_BEGINNING])
        return number

    def find(self, words: Words) -> dict[Layer, list[Hit]]:
        """All forms in the order of the text; forms of one layer never overlap."""
        self._learn(set(words.words))
        fits = self._fits
        marked = [index for index, word in enumerate(words.words) if word in fits]
        return {layer: list(self._layer_hits(words, marked, layer)) for layer in LAYERS}

    def _learn(self, seen: set[str]) -> None:
        """Work out what new words may be."""
        if len(self._known) >= REMEMBERED_WORDS:
            self._known.clear()
            self._fits.clear()
        new = seen - self._known
        for word in new:
            ids = frozenset(self._work_out(word)) if len(word) <= LONGEST_REMEMBERED else frozenset()
            if ids:
                self._fits[word] = _Fit(ids, self._begins(ids))
        self._known |= new

    def _begins(self, ids: frozenset[int]) -> dict[Layer, list[_Form]]:
        begins: dict[Layer, list[_Form]] = {}
        for layer in LAYERS:
            forms = [form for number in ids for form in self._forms[layer].get(number, ())]
            if forms:
                begins[layer] = sorted(forms, key=_by_rank)
        return begins

    def _layer_hits(self, words: Words, marked: list[int], layer: Layer) -> Iterator[Hit]:
        free_from = 0
        fits, said = self._fits, words.words
        last_word = len(said) - 1
        for index in marked:
            begins = fits[said[index]].begins.get(layer)
            if begins is None or index < free_from:
                continue
            following = fits.get(said[index + 1], NOTHING).ids if index < last_word else NOTHING.ids
            for form in begins:
                rest = form.rest
                if not rest or (rest[0] in following and self._continues(words, index, rest)):
                    last = index + len(rest)
                    free_from = last + 1
                    for sense in form.senses:
                        yield Hit(index, last, sense)
                    break

    def _continues(self, words: Words, index: int, rest: tuple[int, ...]) -> bool:
        """Whether the next words go on as the form does, with nothing but space, hyphens or apostrophes between."""
        if index + len(rest) >= len(words.words):
            return False
        for offset, number in enumerate(rest, start=1):
            if number not in self._fits.get(words.words[index + offset], NOTHING).ids:
                return False
        return all(_joined(words.between(index + offset)) for offset in range(len(rest)))

    def _work_out(self, word: str) -> Iterable[int]:
        exact = self._exact.get(word.replace(".", "") if "." in word else word)
        if exact is not None:
            yield exact
        folded = self.morphology.fold(word)
        if not folded:
            return
        capital = not self.morphology.cased or word[:1].isupper() or word[:1].istitle()
        for reading in self.morphology.readings(folded):
            yield from self._elements_of(reading, capital=capital)

    def _elements_of(self, word: str, *, capital: bool) -> Iterable[int]:
        elements = self._elements
        longest = len(word) if word[:_BEGINNING] in self._beginnings else _BEGINNING - 1
        for cut in range(longest, 0, -1):
            for element, number in elements.get(word[:cut], ()):
                if element.case is Case.CAPITAL and not capital:
                    continue
                if self._bends(element.ending, word[cut:]):
                    yield number

    def _bends(self, ending: str, tail: str) -> bool:
        if ending == OPEN:
            return True
        if ending == EXACT:
            return not tail
        return len(tail) <= LONGEST_ENDING and self.morphology.endings[ending].match(tail) is not None


def _by_rank(form: _Form) -> tuple[int, int, int]:
    words, stem, earlier = form.rank
    return -words, -stem, -earlier


def _joined(gap: str) -> bool:
    return gap in {" ", "", "-", "'", "’"} or (_GAP.match(gap) is not None and "\n\n" not in gap)
