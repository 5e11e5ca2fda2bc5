"""Step 3, evaluate: finds the forms of the tables among the words of an article, longest first, in one pass.

A form is a row of elements, one a word; an element is a stem, a class of endings, and what case the word must have.
Which elements a word fits is worked out once and remembered, so that an article costs one look-up a word.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal, NamedTuple

from monitor.assess.morphology import EXACT, OPEN, Morphology, compiled
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
    """A form as its rarest word sees it."""

    before: tuple[int, ...]  # the elements in front of that word,
    after: tuple[int, ...]  # and behind it
    senses: tuple[Sense, ...]
    rank: tuple[int, int, int, int]  # the better the smaller: more words, longer stems, more capitals, earlier


_Match = tuple[int, tuple[int, ...], int, tuple[Sense, ...]]  # where a form starts, its rank, where it ends, what it is


class _Around(NamedTuple):
    """The forms of one layer of which a word is the rarest, by what they need beside it."""

    alone: _Form | None
    after: dict[int, list[_Form]]  # by the element that follows
    before: dict[int, list[_Form]]  # by the element in front, where nothing follows


class _Fit(NamedTuple):
    """What one word may be: elements of forms, and the forms of which it is the rarest word."""

    ids: frozenset[int]
    forms: tuple[tuple[Layer, _Around], ...] = ()
    looks_after: bool = False
    looks_before: bool = False


NOTHING = _Fit(frozenset())
_Forms = dict[tuple[tuple[int, ...], tuple[int, ...]], _Form]  # by what stands around their rarest word
NO_FORMS: _Forms = {}
_BEGINNING = 3  # letters of a stem by which most words are seen to be none


@dataclass(slots=True)
class Vocabulary:
    """The forms of one language."""

    morphology: Morphology
    _elements: dict[str, list[tuple[Element, int]]] = field(default_factory=dict)
    _beginnings: set[str] = field(default_factory=set)
    _exact: dict[str, int] = field(default_factory=dict)
    _ids: dict[Element, int] = field(default_factory=dict)
    _forms: dict[Layer, dict[int, _Forms]] = field(default_factory=lambda: {layer: {} for layer in LAYERS})
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
        lengths = [len(element.stem) for element in elements]
        capitals = sum(element.case is not Case.ANY for element in elements)
        rank = (-len(ids), -sum(lengths), -capitals, self._order)
        rarest = lengths.index(max(lengths))  # a long word is a rare one, and `the` is in every sentence
        around = (ids[:rarest], ids[rarest + 1 :])
        forms = self._forms[sense.layer].setdefault(ids[rarest], {})
        alike = forms.get(around)
        if alike is None:
            forms[around] = _Form(*around, (sense,), rank)
        elif "topic" in sense.layer and sense.value and sense not in alike.senses:
            forms[around] = alike._replace(senses=(*alike.senses, sense))

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
        """All forms in the order of the text, the leftmost and there the longest; those of one layer never overlap."""
        matched: dict[Layer, list[_Match]] = {layer: [] for layer in LAYERS}
        # All words are looked at before any form is tried, for a form asks what the words around it may be.
        for index, fit in list(self._marked(words)):
            following = self._may_be(words, index + 1) if fit.looks_after else NOTHING.ids
            previous = self._may_be(words, index - 1) if fit.looks_before else NOTHING.ids
            for layer, forms in fit.forms:
                if forms.alone is not None:
                    matched[layer].append((index, forms.alone.rank, index, forms.alone.senses))
                if following and forms.after:
                    matched[layer] += self._matching(words, index, following, forms.after)
                if previous and forms.before:
                    matched[layer] += self._matching(words, index, previous, forms.before)
        return {layer: list(_apart(found)) if found else [] for layer, found in matched.items()}

    def _matching(
        self, words: Words, index: int, beside: frozenset[int], by_element: dict[int, list[_Form]]
    ) -> Iterator[_Match]:
        """Where those forms start and end that the words around this one make whole."""
        for number in beside:
            for form in by_element.get(number, ()):
                start = index - len(form.before)
                if self._whole(words, start, (*form.before, None, *form.after)):
                    yield start, form.rank, index + len(form.after), form.senses

    def _marked(self, words: Words) -> Iterator[tuple[int, _Fit]]:
        """The words that are the rarest of some form."""
        if len(self._fits) >= REMEMBERED_WORDS:
            self._fits.clear()
            self._passed.clear()
        for index in self._passed.rest(words):
            word = words[index]
            fit = self._fits.get(word)
            if fit is None:
                fit = self._learn(word)
            if fit.forms:
                yield index, fit
            else:
                self._passed.add(words, index)

    def _learn(self, word: str) -> _Fit:
        """Work out what a new word may be."""
        ids = frozenset(self._work_out(word)) if len(word) <= LONGEST_REMEMBERED else frozenset()
        if not ids:
            return NOTHING
        around: list[tuple[Layer, _Around]] = []
        for layer in LAYERS:
            forms = [form for number in ids for form in self._forms[layer].get(number, NO_FORMS).values()]
            if forms:
                around.append((layer, _arranged(forms)))
        looks_after = any(forms.after for _, forms in around)
        looks_before = any(forms.before for _, forms in around)
        fit = self._fits[word] = _Fit(ids, tuple(around), looks_after, looks_before)
        return fit

    def _may_be(self, words: Words, index: int) -> frozenset[int]:
        return self._fits.get(words[index], NOTHING).ids if 0 <= index < len(words) else NOTHING.ids

    def _whole(self, words: Words, start: int, elements: tuple[int | None, ...]) -> bool:
        """Whether the words are these elements, with nothing but space, hyphens or apostrophes between."""
        return all(
            number is None or number in self._may_be(words, start + offset) for offset, number in enumerate(elements)
        ) and all(_joined(words.between(start + offset)) for offset in range(len(elements) - 1))

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
        return len(tail) <= LONGEST_ENDING and compiled(self.morphology.endings[ending]).match(tail) is not None


def _by_rank(form: _Form) -> tuple[int, ...]:
    return form.rank


def _arranged(forms: list[_Form]) -> _Around:
    alone = [form for form in forms if not form.before and not form.after]
    around = _Around(min(alone, key=_by_rank, default=None), {}, {})
    for form in forms:
        if form.after:
            around.after.setdefault(form.after[0], []).append(form)
        elif form.before:
            around.before.setdefault(form.before[-1], []).append(form)
    return around


def _apart(matched: list[_Match]) -> Iterator[Hit]:
    """The leftmost of those that overlap, and of those that start together the best."""
    free_from = 0
    matched.sort(key=_by_place)
    for start, _, last, senses in matched:
        if start >= free_from:
            free_from = last + 1
            for sense in senses:
                yield Hit(start, last, sense)


def _by_place(match: _Match) -> tuple[int, tuple[int, ...]]:
    return match[0], match[1]


def _joined(gap: str) -> bool:
    return gap in {" ", "", "-", "'", "’"} or (_GAP.match(gap) is not None and "\n\n" not in gap)
