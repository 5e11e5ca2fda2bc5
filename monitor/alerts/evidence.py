"""Why an alert was raised: the sentences that say so, with the words that count marked in them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from monitor.types import ArticleText, Assessment, FieldName, Match, Mention, Span

MOST_SENTENCES = 5
LONGEST_SENTENCE = 400
AROUND = 160
ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a quoted sentence, marked or not."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence in the original script, in pieces."""

    field: FieldName
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The sentence without its marks."""
        return "".join(piece.text for piece in self.pieces)


def quotes(article: ArticleText, assessment: Assessment, matches: Sequence[Match]) -> tuple[Quote, ...]:
    """At most five sentences: first those of the matched pairs, then one for each matched topic not yet shown."""
    wanted_pairs = {pair for match in matches for pair in match.pairs}
    wanted_topics = {topic for match in matches for topic in match.topics}
    pairs = [pair for pair in assessment.pairs if pair.pair in wanted_pairs]
    topics = [topic for topic in assessment.topics if topic.topic in wanted_topics]
    codes = {code for pair in wanted_pairs for code in pair.split("-")}
    marks = [mention for country in assessment.countries if country.code in codes for mention in country.mentions]
    terms = [span for topic in topics for span in topic.evidence]
    chosen: list[Span] = []
    for span in (sentence for pair in pairs for sentence in pair.evidence[:3]):
        _add(chosen, span)
    for topic in topics:
        _cover(chosen, article, topic.evidence)
    chosen = sorted(chosen[:MOST_SENTENCES], key=lambda span: (span.field != "title", span.start))
    return tuple(_quote(span, [*marks, *terms]) for span in chosen)


def _add(chosen: list[Span], span: Span) -> None:
    if not any(_overlap(span, other) for other in chosen):
        chosen.append(span)


def _cover(chosen: list[Span], article: ArticleText, evidence: Iterable[Span]) -> None:
    """Make sure one of a topic's words is in a quoted sentence."""
    spans = list(evidence)
    if not spans or any(_overlap(span, other) for span in spans for other in chosen):
        return
    _add(chosen, _sentence(article, spans[0]))


def _sentence(article: ArticleText, span: Span) -> Span:
    """The line's sentence around a word."""
    whole = article.title if span.field == "title" else article.text
    start = max(whole.rfind(stop, 0, span.start) + len(stop) for stop in ("\n", ". ", "! ", "? ", "。", "؟ ", "\x00"))
    ends = [end for stop in ("\n", ". ", "! ", "? ", "。", "؟ ") if (end := whole.find(stop, span.end)) >= 0]
    end = min(ends, default=len(whole))
    start = 0 if start <= 1 else start
    end = end + 1 if end < len(whole) and whole[end] != "\n" else end
    return Span(span.field, start, end, whole[start:end])


def _overlap(one: Span | Mention, other: Span | Mention) -> bool:
    return one.field == other.field and one.start < other.end and other.start < one.end


def _quote(sentence: Span, marks: Sequence[Span | Mention]) -> Quote:
    inside = sorted(
        (max(mark.start, sentence.start) - sentence.start, min(mark.end, sentence.end) - sentence.start)
        for mark in marks
        if _overlap(mark, sentence)
    )
    pieces: list[Piece] = []
    at = 0
    for start, end in inside:
        if end <= at:
            continue
        start = max(start, at)  # noqa: PLW2901 -- two marks may overlap, and the first has it
        pieces += [Piece(sentence.text[at:start]), Piece(sentence.text[start:end], marked=True)]
        at = end
    pieces.append(Piece(sentence.text[at:]))
    return Quote(sentence.field, _trimmed(tuple(piece for piece in pieces if piece.text)))


def _trimmed(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """A long sentence without what is far from any mark."""
    if sum(len(piece.text) for piece in pieces) <= LONGEST_SENTENCE:
        return pieces
    return tuple(piece if piece.marked else _shortened(piece, pieces) for piece in pieces)


def _shortened(piece: Piece, pieces: tuple[Piece, ...]) -> Piece:
    text = piece.text
    before, after = piece is not pieces[0], piece is not pieces[-1]
    room = AROUND * (before + after) or LONGEST_SENTENCE
    if len(text) <= room:
        return piece
    head = text[:AROUND] if before else ""
    tail = text[-AROUND:] if after else ""
    return Piece(f"{head}{ELLIPSIS}{tail}" if before or after else text[:room] + ELLIPSIS)
