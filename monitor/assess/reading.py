"""Step 3, evaluate: a field of an article as the judges see it: words, sentences and what the tables found."""

from bisect import bisect_right
from dataclasses import dataclass

from monitor.assess.fold import sentences_of
from monitor.assess.vocabulary import Hit, Layer, Vocabulary, Words
from monitor.types import FieldName, Span


@dataclass(frozen=True, slots=True)
class Reading:
    """A field read once for all judges; `ignored` passages are no evidence of anything."""

    field: FieldName
    words: Words
    sentences: list[tuple[int, int]]
    hits: dict[Layer, list[Hit]]

    @property
    def text(self) -> str:
        """The field as it came."""
        return self.words.text

    def start(self, hit: Hit) -> int:
        """Where a hit starts."""
        return self.words.starts[hit.first]

    def end(self, hit: Hit) -> int:
        """Where a hit ends."""
        return self.words.end(hit.last)

    def sentence(self, position: int) -> int:
        """The number of the sentence around a position."""
        return max(0, bisect_right(self.sentences, (position, len(self.text) + 1)) - 1)

    def span(self, number: int) -> Span:
        """A sentence to show."""
        start, end = self.sentences[number]
        return Span(self.field, start, end, self.text[start:end])

    def first_of_sentence(self, index: int) -> bool:
        """Whether a word opens its sentence, so that its capital says nothing."""
        start = self.words.starts[index]
        if index == 0:
            return True
        return self.words.starts[index - 1] < self.sentences[self.sentence(start)][0]

    def shouts(self, position: int) -> bool:
        """Whether the sentence around a position is all in capitals, so that capitals say nothing."""
        start, end = self.sentences[self.sentence(position)]
        piece = self.text[start:end]
        lower = sum(letter.islower() for letter in piece)
        upper = sum(letter.isupper() for letter in piece)
        return upper > 5 and lower * 5 < upper


def read(field: FieldName, text: str, vocabulary: Vocabulary, ignored: tuple[Span, ...]) -> Reading:
    """Split a field, find everything the tables know in it, and leave out what is to be ignored."""
    words = Words.of(text)
    hits = vocabulary.find(words)
    mine = [(span.start, span.end) for span in ignored if span.field == field]
    if mine:
        hits = {
            layer: [hit for hit in found if not _within(words.starts[hit.first], mine)] for layer, found in hits.items()
        }
    sentences = sentences_of(text)
    for start, _ in mine:  # what follows an ignored passage is a sentence of its own
        sentences = _parted(sentences, text, next(end for s, end in mine if s == start))
    return Reading(field, words, sentences or [(0, len(text))], hits)


def _within(position: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= position < end for start, end in spans)


def _parted(sentences: list[tuple[int, int]], text: str, at: int) -> list[tuple[int, int]]:
    found = bisect_right(sentences, (at, len(text) + 1)) - 1
    if found < 0 or not sentences[found][0] < at < sentences[found][1]:
        return sentences
    start, end = sentences[found]
    rest = at + len(text[at:end]) - len(text[at:end].lstrip())
    return [*sentences[:found], (start, at), (rest, end), *sentences[found + 1 :]]
