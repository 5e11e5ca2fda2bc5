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
from monitor.assess.words import Passed, Words

REMEMBERED_WORDS = 100_000
LONGEST_REMEMBERED = 64  # a longer word is no word
LONGEST_ENDING = 24

# A word may be a term of the judge's topics and of the user's own at once: what one layer takes, others keep.
Layer = Literal["country", "topic", "own topic", "frame"]
LAYERS: tuple[Layer, ...] = ("country", "topic", "own topic", "frame")

_GAP = re.compile(r"[&\s\u00a0'’‘ʼ.\-‐‑–\u05be·・\u200c\u200e\u200f]{1,3}\Z")


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
    elsewhere: str = ""  # "GE>US": where a clue of that name is in the article, the form means US
    others: tuple[str, ...] = ()  # what else it may stand for, where the article speaks of that and not of `value`


class Hit(NamedTuple):
    """A form found: the first and the last of its words, and what it stands for."""

    first: int
    last: int
    sense: Sense


class _Form(NamedTuple):
    rest: tuple[int, ...]
    senses: tuple[Sense, ...]
    rank: tuple[int, int, int, int]  # more words, longer stem, more that must have a capital, earlier in the tables


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
    _fits: dict[str, _Fit] = field(default_factory=dict)  # words that are in some form,
    _passed: Passed = field(default_factory=Passed)  # and words that begin none

    def add_rows(self, rows: Iterable[Sequence[Element]], sense: Sense) -> None:
        """Learn every row that a form may be."""
        for elements in rows:
            self.add(elements, sense)

    def add(self, elements: Sequence[Element], sense: Sense) -> None:
        """Learn a form; of two that read alike the first one wins, but `oil and gas` may be two topics."""
        if not elements:
            return
        ids = tuple(self._id(element) for element in elements)
        self._order += 1
        capitals = sum(element.case is not Case.ANY for element in elements)
        rank = (len(ids), sum(len(element.stem) for element in elements), capitals, -self._order)
        forms = self._forms[sense.layer].setdefault(ids[0], [])
        alike = next((place for place, form in enumerate(forms) if form.rest == ids[1:]), None)
        if alike is not None:
            if "topic" in sense.layer and sense.value and sense not in forms[alike].senses:
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
        found: dict[Layer, list[Hit]] = {layer: [] for layer in LAYERS}
        free_from: dict[Layer, int] = dict.fromkeys(LAYERS, 0)
        # All words are looked at before any form is tried, for a form asks what the words behind it may be.
        for index, begins in list(self._beginnings_in(words)):
            for layer, forms in begins.items():
                if index >= free_from[layer]:
                    form = self._best(words, index, forms)
                    if form is not None:
                        last = index + len(form.rest)
                        free_from[layer] = last + 1
                        found[layer] += [Hit(index, last, sense) for sense in form.senses]
        return found

    def _beginnings_in(self, words: Words) -> Iterator[tuple[int, dict[Layer, list[_Form]]]]:
        """The words that forms may begin with."""
        if len(self._fits) >= REMEMBERED_WORDS:
            self._fits.clear()
            self._passed.clear()
        for index in self._passed.rest(words):
            word = words[index]
            fit = self._fits.get(word)
            if fit is None:
                fit = self._learn(word)
            if fit.begins:
                yield index, fit.begins
            else:
                self._passed.add(words, index)

    def _learn(self, word: str) -> _Fit:
        """Work out what a new word may be."""
        ids = frozenset(self._work_out(word)) if len(word) <= LONGEST_REMEMBERED else frozenset()
        if not ids:
            return NOTHING
        fit = self._fits[word] = _Fit(ids, self._begins(ids))
        return fit

    def _begins(self, ids: frozenset[int]) -> dict[Layer, list[_Form]]:
        begins: dict[Layer, list[_Form]] = {}
        for layer in LAYERS:
            forms = [form for number in ids for form in self._forms[layer].get(number, ())]
            if forms:
                begins[layer] = sorted(forms, key=_by_rank)
        return begins

    def _best(self, words: Words, index: int, forms: list[_Form]) -> _Form | None:
        """The best of the forms that may begin here and that the next words go on with."""
        following = self._may_be(words, index + 1) if len(forms) > 1 or forms[0].rest else NOTHING.ids
        for form in forms:
            if not form.rest or (form.rest[0] in following and self._continues(words, index, form.rest)):
                return form
        return None

    def _may_be(self, words: Words, index: int) -> frozenset[int]:
        return self._fits.get(words[index], NOTHING).ids if index < len(words) else NOTHING.ids

    def _continues(self, words: Words, index: int, rest: tuple[int, ...]) -> bool:
        """Whether the next words go on as the form does, with nothing but space, hyphens or apostrophes between."""
        return all(
            number in self._may_be(words, index + offset) and _joined(words.between(index + offset - 1))
            for offset, number in enumerate(rest, start=1)
        )

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


def _by_rank(form: _Form) -> tuple[int, int, int, int]:
    words, stem, capitals, earlier = form.rank
    return -words, -stem, -capitals, -earlier


def _joined(gap: str) -> bool:
    return gap in {" ", "", "-", "'", "’"} or (_GAP.match(gap) is not None and "\n\n" not in gap)
