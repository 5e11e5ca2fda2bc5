"""Why you get this: the sentences chosen, the words marked, and what is left out."""

import pytest

from monitor.alerts.quotes import LONGEST_SENTENCE, MOST_SENTENCES, Piece, headline_quote, quotes
from monitor.types import (
    ArticleText,
    Assessment,
    CountryAssessment,
    Match,
    Mention,
    OrganisationAssessment,
    PairAssessment,
    Span,
    TopicAssessment,
)
from tests.edges.mail_contents import ARABIC, AZERBAIJANI, DISPATCHES, FRENCH, RUSSIAN, content_of


def quotes_of(content):
    return quotes(content.article, content.assessment, content.matches)


def marked(quote):
    return [(piece.text, piece.kind) for piece in quote.pieces if piece.kind]


class Article:
    """A text in which `<AZ:word>` is a mention, `<energy:word>` evidence of a topic, and `<pair:…>` of the pair."""

    def __init__(self, text="", title=""):
        self.mentions = {"AZ": [], "DZ": []}
        self.topics, self.evidence, self.ignored = {}, [], []
        self.title, self.text = self._read("title", title), self._read("text", text)

    def _read(self, field, template):
        text, open_spans = "", []
        for part in template.replace("<", "\x00<").replace(">", ">\x00").split("\x00"):
            if part.startswith("<"):
                name, _, part = part[1:].partition(":")  # noqa: PLW2901 -- the rest of the part is text
                open_spans.append((name, len(text)))
            closes = part.endswith(">") and open_spans
            text += part.removesuffix(">") if closes else part
            if closes:
                self._note(*open_spans.pop(), field, text)
        return text

    def _note(self, name, start, field, text):
        span = Span(field, start, len(text), text[start:])
        if name in self.mentions:
            self.mentions[name].append(Mention(field, span.start, span.end, span.text, "name"))
        elif name == "pair":
            self.evidence.append(span)
        elif name == "ignored":
            self.ignored.append(span)
        else:
            self.topics.setdefault(name, []).append(span)

    def quotes(self, *, organisations=()):
        topics = {name: spans for name, spans in self.topics.items() if name not in organisations}
        assessment = Assessment(
            language="en",
            countries=tuple(CountryAssessment(code, 1, tuple(found)) for code, found in self.mentions.items()),
            pairs=(PairAssessment("AZ-DZ", 0.9, True, tuple(self.evidence)),),
            topics=tuple(TopicAssessment(name, 0.5, tuple(spans)) for name, spans in topics.items()),
            organisations=tuple(OrganisationAssessment(name, 1, tuple(self.topics[name])) for name in organisations),
            ignored=tuple(self.ignored),
        )
        match = Match("r", "r", ("AZ-DZ",), tuple(self.topics), 0.9, urgent=False, notify=("desk",))
        return quotes(ArticleText(self.title, self.text), assessment, [match])


def test_the_sentences_of_the_pair_and_of_each_topic_are_quoted_in_reading_order():
    first, second, third = quotes_of(content_of(FRENCH))

    assert first.text.startswith("Une délégation azerbaïdjanaise a été reçue mardi à Alger")
    assert [
        ("azerbaïdjanaise", "country"),
        ("Alger", "country"),
        ("Azerbaïdjan", "country"),
        ("Algérie", "country"),
    ] == (marked(first))
    assert [("pétrole", "topic"), ("gaz", "topic"), ("énergies renouvelables", "topic")] == marked(second)
    assert [("Organisation de la coopération islamique", "topic"), ("Mouvement des non-alignés", "topic")] == (
        marked(third)
    )
    assert third.text.endswith("Mouvement des non-alignés.")


@pytest.mark.parametrize("language", DISPATCHES)
def test_the_dateline_is_never_quoted(language):
    dispatch = DISPATCHES[language]

    assert [] == [quote for quote in quotes_of(content_of(dispatch)) if dispatch.dateline in quote.text]


def test_a_dateline_in_front_of_the_evidence_is_cut_off_and_not_marked():
    (quote,) = Article("<pair:<ignored:<AZ:BAKU>, May 12 (Wire)> - <AZ:Azerbaijan> met <DZ:Algeria>.>").quotes()

    assert "Azerbaijan met Algeria." == quote.text
    assert [("Azerbaijan", "country"), ("Algeria", "country")] == marked(quote)


def test_a_mark_is_a_whole_word_with_its_endings_and_clitics():
    """A reader of Azerbaijani, Arabic or Russian sees words, not stems."""
    (azerbaijani,) = quotes_of(content_of(AZERBAIJANI))
    arabic = quotes_of(content_of(ARABIC))
    (russian,) = quotes_of(content_of(RUSSIAN))

    assert ("Azərbaycanla", "country") in marked(azerbaijani)
    assert ("وأذربيجان", "country") in marked(arabic[0])
    assert ("والطاقات المتجددة", "topic") in marked(arabic[1])
    assert [("Алжиро", "country"), ("азербайджанская", "country"), ("нефтяных промыслов", "topic")] == marked(russian)


def test_a_script_without_spaces_is_marked_as_found():
    (quote,) = Article("<pair:<AZ:阿塞拜疆>和<DZ:阿尔及利亚>讨论合作。>").quotes()

    assert [("阿塞拜疆", "country"), ("阿尔及利亚", "country")] == marked(quote)


def test_evidence_that_is_a_sentence_is_quoted_and_not_marked_throughout():
    (pair, topic) = Article(
        "<pair:<AZ:Azerbaijan> met <DZ:Algeria>.> A break. <energy:The two talked about gas at length.>"
    ).quotes()

    assert [("Azerbaijan", "country"), ("Algeria", "country")] == marked(pair)
    assert ("The two talked about gas at length.", []) == (topic.text, marked(topic))


def test_organisations_are_marked_as_topics():
    (quote,) = Article("<pair:<AZ:Azerbaijan> and <DZ:Algeria> spoke in the <oic:OIC>.>").quotes(organisations=("oic",))

    assert ("OIC", "topic") == marked(quote)[-1]


def test_the_headline_is_quoted_only_where_nothing_else_speaks():
    alone = Article("Nothing here.", "<pair:<AZ:Azerbaijan> and <DZ:Algeria> talk>").quotes()
    beside = Article(
        "<pair:<AZ:Baku> met <DZ:Algiers>.> The end.", "<pair:<AZ:Azerbaijan> and <DZ:Algeria> talk>"
    ).quotes()

    assert [("title", "Azerbaijan and Algeria talk")] == [(quote.field, quote.text) for quote in alone]
    assert [("text", "Baku met Algiers.")] == [(quote.field, quote.text) for quote in beside]


def test_without_evidence_the_first_mention_of_each_side_is_quoted():
    found = Article("<AZ:Azerbaijan> won. A draw. <DZ:Algeria> lost. <DZ:Algeria> left.").quotes()

    assert ["Azerbaijan won.", "Algeria lost."] == [quote.text for quote in found]


def test_there_are_at_most_five_and_every_group_comes_first():
    """Nine sentences on the pair do not crowd out the only one on a topic."""
    pair = " ".join(f"<pair:<AZ:Azerbaijan> met <DZ:Algeria> in round {n}.>" for n in range(9))
    found = Article(f"{pair} They spoke of <energy:gas> too.").quotes()

    assert MOST_SENTENCES == len(found)
    assert "Azerbaijan met Algeria in round 0." == found[0].text
    assert "They spoke of gas too." == found[-1].text


def test_sentences_that_overlap_are_one():
    (quote,) = Article(
        "<pair:<AZ:Azerbaijan> met <DZ:Algeria>, and <energy:the two spoke about nothing but natural gas and the pipes "
        "for it, for hours and hours on end>.>"
    ).quotes()

    assert quote.text.startswith("Azerbaijan met Algeria, and the two")


def test_a_long_sentence_is_cut_around_its_marks_and_keeps_both_sides():
    filler = "and further words that say little " * 40
    (quote,) = Article(
        f"<pair:At first {filler}<AZ:Azerbaijan> {filler}met {filler}<DZ:Algeria> {filler}at last.>"
    ).quotes()

    assert [("Azerbaijan", "country"), ("Algeria", "country")] == marked(quote)
    assert len(quote.text) <= LONGEST_SENTENCE + 100
    assert quote.text.startswith("… ") or quote.text.startswith("…")
    assert quote.text.endswith(" …")
    assert 3 == quote.text.count("…")
    assert "  " not in quote.text


def test_a_long_sentence_without_marks_shows_its_beginning():
    (quote,) = Article("<pair:" + "word " * 300 + ">").quotes()

    assert quote.text.startswith("word word")
    assert quote.text.endswith(" …")
    assert len(quote.text) <= LONGEST_SENTENCE + 30


def test_a_quote_is_one_clean_line():
    (quote,) = Article("<pair:<AZ:Azerbaijan>\n\tmet\x00 \u202e<DZ:Algeria>\u2028today.>").quotes()

    assert "Azerbaijan met Algeria today." == quote.text
    assert Piece("Azerbaijan", "country") == quote.pieces[0]


def test_a_span_beyond_the_text_is_no_reason_to_fail():
    article = ArticleText("", "Short.")
    assessment = Assessment("en", pairs=(PairAssessment("AZ-DZ", 0.9, True, (Span("text", 3, 900, "x"),)),))
    match = Match("r", "r", ("AZ-DZ",), (), 0.9, urgent=False, notify=("desk",))

    assert ["rt."] == [quote.text for quote in quotes(article, assessment, [match])]


def test_nothing_to_quote_is_no_quote():
    match = Match("r", "r", ("AZ-DZ",), ("energy",), 0.9, urgent=False, notify=("desk",))

    assert () == quotes(ArticleText("", ""), Assessment("en"), [match])


def test_where_there_is_no_title_the_first_sentence_speaks():
    content = content_of(AZERBAIJANI)
    headline = headline_quote(content.article, content.assessment)

    assert ("text", "Azərbaycanla Əlcəzair arasında qaz ixracı üzrə işçi qrupu yaradılıb.") == (
        headline.field,
        headline.text,
    )
    assert "" == headline_quote(ArticleText("", ""), Assessment("en")).text
    assert "" == headline_quote(ArticleText(" \n", "\n \u200b"), Assessment("en")).text
