"""Step 4, gather: the sentences that say why an alert came about, with the words that counted marked."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from monitor.alerts.clean import right_to_left, soft
from monitor.config.pairs import partners
from monitor.types import ArticleText, Assessment, FieldName, Match, Span

MOST_SENTENCES = 5
LONGEST_SENTENCE = 400

# A topic's evidence may be the word or the whole sentence; what is longer than this is no word.
_LONGEST_WORD = 80
_LONGEST_EXPANSION = 24

# Scripts without spaces: the letters beside a match belong to other words.
_UNSPACED = (
    (0x0E00, 0x0EFF),
    (0x1000, 0x109F),
    (0x1780, 0x17FF),
    (0x2E80, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)

_BOUNDARY = re.compile(r"(?<=[.!?…؟۔])[\s\u00a0]+|\n+|(?<=[。！？])")
_EDGE = " \t\n\r\u00a0-–—:;,.،؛"

Kind = Literal["", "country", "topic"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a sentence; `kind` says whether it counted, and as what."""

    text: str
    kind: Kind = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """One sentence of the article, in its own script, clean and on one line."""

    field: FieldName
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The sentence without marks."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def rtl(self) -> bool:
        """Whether the sentence runs from right to left."""
        return right_to_left(self.text)


class _Place(NamedTuple):
    field: FieldName
    start: int
    end: int

    def overlaps(self, other: "_Place") -> bool:
        return self.field == other.field and self.start < other.end and other.start < self.end


class _Mark(NamedTuple):
    place: _Place
    kind: Kind
    value: str  # the country or topic


def quotes(article: ArticleText, assessment: Assessment, matches: Iterable[Match]) -> tuple[Quote, ...]:
    """At most five sentences, in the order of the text, that cover every matched pair and topic as far as five can."""
    matches = tuple(matches)
    marks = _marks(article, assessment, matches)
    chosen = _choose(_groups(article, assessment, matches))
    found = (_quote(article, place, marks, assessment.ignored) for place in _merged(chosen))
    return tuple(quote for quote in found if quote is not None)


def headline_quote(article: ArticleText, assessment: Assessment) -> Quote:
    """The title; where there is none, the first sentence of the text without its dateline."""
    title = _quote(article, _Place("title", 0, len(article.title)), (), ())
    if title is not None:
        return title
    first = _first_sentence(article, assessment.ignored)
    return _quote(article, first, (), assessment.ignored) or Quote("text", ())


def _first_sentence(article: ArticleText, ignored: tuple[Span, ...]) -> _Place:
    text, start = article.text, 0
    for span in sorted(ignored, key=lambda span: span.start):
        if span.field == "text" and not text[start : span.start].strip(_EDGE):
            start = max(start, span.end)
    while start < len(text) and text[start] in _EDGE:
        start += 1
    return _sentence(article, _Place("text", start, min(start + 1, len(text))))


def _field(article: ArticleText, field: FieldName) -> str:
    return article.title if field == "title" else article.text


def _place(article: ArticleText, field: FieldName, start: int, end: int) -> _Place:
    length = len(_field(article, field))
    start = min(max(start, 0), length)
    return _Place(field, start, min(max(end, start), length))


# ---------------------------------------------------------------- what to show


def _pairs_of(matches: tuple[Match, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(pair for match in matches for pair in match.pairs))


def _topics_of(matches: tuple[Match, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(topic for match in matches for topic in match.topics))


def _groups(article: ArticleText, assessment: Assessment, matches: tuple[Match, ...]) -> list[list[_Place]]:
    """For each matched pair, then each matched topic, the sentences that speak for it: the text's, else the title's."""
    groups: list[list[_Place]] = []
    evidence = {pair.pair: pair.evidence for pair in assessment.related}
    for pair in _pairs_of(matches):
        spans = [_place(article, span.field, span.start, span.end) for span in evidence.get(pair, ())]
        groups.append(spans or list(_first_mentions(article, assessment, pair)))
    groups.extend(
        [_sentence(article, place) for place in _topic_places(article, assessment, topic)]
        for topic in _topics_of(matches)
    )
    # The headline stands above the quotes anyway: it is quoted only where nothing else says it.
    return [[place for place in group if place.field == "text"] or group for group in groups]


def _first_mentions(article: ArticleText, assessment: Assessment, pair: str) -> Iterator[_Place]:
    for country in assessment.countries:
        if country.code in partners(pair) and country.mentions:
            first = country.mentions[0]
            yield _sentence(article, _place(article, first.field, first.start, first.end))


def _topic_places(article: ArticleText, assessment: Assessment, topic: str) -> Iterator[_Place]:
    for found in assessment.topics:
        if found.topic == topic:
            yield from (_place(article, span.field, span.start, span.end) for span in found.evidence)
    for organisation in assessment.organisations:
        if organisation.organisation == topic:
            yield from (_place(article, span.field, span.start, span.end) for span in organisation.mentions)


def _choose(groups: list[list[_Place]]) -> list[_Place]:
    """One sentence of each group, then a second of each, until there are enough."""
    chosen: list[_Place] = []
    for rank in range(MOST_SENTENCES):
        for group in groups:
            if rank == 0 and any(place.overlaps(other) for place in group for other in chosen):
                continue
            if rank < len(group) and len(chosen) < MOST_SENTENCES and group[rank] not in chosen:
                chosen.append(group[rank])
    return chosen


def _merged(places: list[_Place]) -> Iterator[_Place]:
    """The places in reading order, title first; those that overlap as one."""
    current: _Place | None = None
    for place in sorted(places, key=lambda place: (place.field != "title", place.start, place.end)):
        if current is not None and current.overlaps(place):
            current = current._replace(end=max(current.end, place.end))
            continue
        if current is not None:
            yield current
        current = place
    if current is not None:
        yield current


def _sentence(article: ArticleText, place: _Place) -> _Place:
    """The sentence around a place, or the place itself where it already is one."""
    text = _field(article, place.field)
    if place.end - place.start > _LONGEST_WORD:
        return place
    if place.field == "title":
        return _Place("title", 0, len(text))
    start, end = 0, len(text)
    for boundary in _BOUNDARY.finditer(text):
        if boundary.end() <= place.start:
            start = boundary.end()
        if boundary.start() >= place.end:
            end = boundary.start()
            break
    return _Place(place.field, start, end)


# ---------------------------------------------------------------- what to mark


def _marks(article: ArticleText, assessment: Assessment, matches: tuple[Match, ...]) -> tuple[_Mark, ...]:
    """The words that counted, whole and without overlap, in reading order."""
    uncounted = [_place(article, span.field, span.start, span.end) for span in assessment.ignored]
    found = sorted(
        _candidates(article, assessment, matches),
        key=lambda mark: (mark.place.field, mark.place.start, -mark.place.end, mark.kind),
    )
    kept: list[_Mark] = []
    for mark in found:
        taken = kept[-1:]
        if not any(mark.place.overlaps(place) for place in (*uncounted, *(other.place for other in taken))):
            kept.append(mark)
    return tuple(kept)


def _candidates(article: ArticleText, assessment: Assessment, matches: tuple[Match, ...]) -> Iterator[_Mark]:
    codes = {side for pair in _pairs_of(matches) for side in partners(pair)}
    for country in assessment.countries:
        if country.code in codes:
            for mention in country.mentions:
                place = _place(article, mention.field, mention.start, mention.end)
                yield _Mark(_whole_words(article, place), "country", country.code)
    for topic in dict.fromkeys((*_topics_of(matches), *(code for code in codes if code.islower()))):
        for place in _topic_places(article, assessment, topic):
            # Evidence that is a sentence already says nothing about its words.
            if place.end - place.start <= _LONGEST_WORD and place != _sentence(article, place):
                yield _Mark(_whole_words(article, place), "topic", topic)


def _whole_words(article: ArticleText, place: _Place) -> _Place:
    """The place with the rest of the words it touches: endings and clitics belong to what a reader sees."""
    text, start, end = _field(article, place.field), place.start, place.end
    if start == end:
        return place
    while start > 0 and place.start - start < _LONGEST_EXPANSION and _joins(text[start - 1]) and _joins(text[start]):
        start -= 1
    while end < len(text) and end - place.end < _LONGEST_EXPANSION and _joins(text[end]) and _joins(text[end - 1]):
        end += 1
    return _Place(place.field, start, end)


def _joins(letter: str) -> bool:
    if any(low <= ord(letter) <= high for low, high in _UNSPACED):
        return False
    return letter.isalnum() or unicodedata.category(letter).startswith("M")


# ---------------------------------------------------------------- how to show it


def _quote(article: ArticleText, place: _Place, marks: tuple[_Mark, ...], ignored: tuple[Span, ...]) -> Quote | None:
    """The sentence at `place` in pieces, without what was not counted at its start; None where nothing is left."""
    text = _field(article, place.field)
    start, end = _counted_from(text, place, ignored), place.end
    inside = [
        mark for mark in marks if mark.place.field == place.field and start <= mark.place.start < mark.place.end <= end
    ]
    pieces: list[Piece] = []
    reached = start
    for low, high in _windows(text, start, end, inside):
        if low > reached:
            pieces.append(Piece("…" if reached == start else " …"))
        pieces.extend(_cut(text, low, high, inside))
        reached = high
    if reached < end:
        pieces.append(Piece(" …"))
    return _tidy(place.field, pieces)


def _counted_from(text: str, place: _Place, ignored: tuple[Span, ...]) -> int:
    start = place.start
    for span in sorted(ignored, key=lambda span: span.start):
        if span.field == place.field and span.end > start and not text[start : span.start].strip(_EDGE):
            start = min(span.end, place.end)
            while start < place.end and text[start] in _EDGE:
                start += 1
    return start


def _cut(text: str, low: int, high: int, marks: list[_Mark]) -> Iterator[Piece]:
    at = low
    for mark in marks:
        if low <= mark.place.start and mark.place.end <= high:
            yield Piece(soft(text[at : mark.place.start]))
            yield Piece(soft(text[mark.place.start : mark.place.end]), mark.kind)
            at = mark.place.end
    yield Piece(soft(text[at:high]))


def _tidy(field: FieldName, pieces: list[Piece]) -> Quote | None:
    """The pieces without white space at the ends and without empty ones."""
    kept = [piece for piece in pieces if piece.text]
    while kept and not kept[0].text.strip():
        kept.pop(0)
    while kept and not kept[-1].text.strip():
        kept.pop()
    if not kept:
        return None
    kept[0] = Piece(kept[0].text.lstrip(), kept[0].kind)
    kept[-1] = Piece(kept[-1].text.rstrip(), kept[-1].kind)
    return Quote(field, tuple(kept))


def _windows(text: str, start: int, end: int, marks: list[_Mark]) -> list[tuple[int, int]]:
    """What of an overlong sentence to show: the words around the first mark of each country and topic."""
    if end - start <= LONGEST_SENTENCE:
        return [(start, end)]
    firsts: dict[str, _Mark] = {}
    for mark in marks:
        firsts.setdefault(mark.value, mark)
    # Countries before topics: a quote that names one party only explains nothing.
    shown = sorted(sorted(firsts.values(), key=lambda mark: mark.kind)[:MOST_SENTENCES])
    if not shown:
        return [(start, _at_space(text, start + LONGEST_SENTENCE, start, end))]
    margin = LONGEST_SENTENCE // len(shown) // 2
    windows: list[tuple[int, int]] = []
    for mark in shown:
        low = _at_space(text, mark.place.start - margin, start, mark.place.start)
        high = _at_space(text, mark.place.end + margin, mark.place.end, end)
        if windows and low <= windows[-1][1] + 1:
            windows[-1] = (windows[-1][0], max(high, windows[-1][1]))
        else:
            windows.append((low, high))
    return windows


def _at_space(text: str, at: int, low: int, high: int) -> int:
    """A position between words near `at`, within `low` and `high`."""
    if at <= low:
        return low
    if at >= high:
        return high
    space = text.find(" ", at, min(high, at + _LONGEST_EXPANSION))
    return at if space < 0 else space
