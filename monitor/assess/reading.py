"""Step 3, evaluate: a field of an article as the judges see it: words, sentences and what the tables found."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from monitor.assess.fold import sentences_of
from monitor.assess.vocabulary import Hit, Layer, Vocabulary
from monitor.assess.words import Words
from monitor.types import FieldName, Span


@dataclass(frozen=True, slots=True)
class Reading:
    """A field read once for all judges; `ignored` passages are no evidence of anything."""

    name: FieldName
    words: Words
    sentences: list[tuple[int, int]]
    hits: dict[Layer, list[Hit]]
    aside: tuple[Hit, ...] = ()  # countries in passages that are no evidence
    _shouting: dict[int, bool] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The field as it came."""
        return self.words.text

    def start(self, hit: Hit) -> int:
        """Where a hit starts."""
        return self.words.starts[hit.first]

    def end(self, hit: Hit) -> int:
        """Where a hit ends."""
        return self.words.ends[hit.last]

    def sentence(self, position: int) -> int:
        """The number of the sentence around a position."""
        return max(0, bisect_right(self.sentences, (position, len(self.text) + 1)) - 1)

    def span(self, number: int) -> Span:
        """A sentence to show."""
        start, end = self.sentences[number]
        return Span(self.name, start, end, self.text[start:end])

    def first_of_sentence(self, index: int) -> bool:
        """Whether a word opens its sentence, so that its capital says nothing."""
        start = self.words.starts[index]
        if index == 0:
            return True
        return self.words.starts[index - 1] < self.sentences[self.sentence(start)][0]

    def shouts(self, position: int) -> bool:
        """Whether the sentence around a position is all in capitals, so that capitals say nothing."""
        number = self.sentence(position)
        known = self._shouting.get(number)
        if known is None:
            start, end = self.sentences[number]
            piece = self.text[start:end]
            lower = sum(letter.islower() for letter in piece)
            upper = sum(letter.isupper() for letter in piece)
            known = self._shouting[number] = upper > 5 and lower * 5 < upper
        return known


def read(name: FieldName, text: str, vocabulary: Vocabulary, ignored: tuple[Span, ...]) -> Reading:
    """Split a field, find everything the tables know in it, and leave out what is to be ignored."""
    words = Words.of(text, vocabulary.morphology.spans_of)
    hits = vocabulary.find(words)
    mine = [(span.start, span.end) for span in ignored if span.field == name]
    sentences = sentences_of(text, ordinals=vocabulary.morphology.ordinals)
    aside: tuple[Hit, ...] = ()
    if mine:
        aside = tuple(hit for hit in hits["country"] if _within(words.starts[hit.first], mine))
        hits = {
            layer: [hit for hit in found if not _within(words.starts[hit.first], mine)] for layer, found in hits.items()
        }
        sentences = list(_parted(sentences, text, mine))
    return Reading(name, words, sentences or [(0, len(text))], hits, aside)


def _within(position: int, spans: list[tuple[int, int]]) -> bool:
    found = bisect_right(spans, (position, _FURTHER)) - 1
    return found >= 0 and position < spans[found][1]


_FURTHER = 1 << 62


def _parted(sentences: list[tuple[int, int]], text: str, ignored: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The sentences, with what follows an ignored passage as one of its own."""
    cuts = [end for _, end in ignored]
    for start, end in sentences:
        opened = start
        for cut in cuts[bisect_right(cuts, start) : bisect_left(cuts, end)]:
            yield opened, cut
            opened = cut + len(text[cut:end]) - len(text[cut:end].lstrip())
        yield opened, end
