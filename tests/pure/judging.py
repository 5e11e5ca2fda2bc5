"""What tests of the judge ask of a text, in one word each."""

from monitor.assess.assess import assess
from monitor.assess.countries import Found, find_countries
from monitor.assess.lexicon import load_lexicon
from monitor.assess.reading import read
from monitor.types import ArticleText

LEXICON = load_lexicon()


def found_in(language: str, text: str, title: str = "") -> list[Found]:
    """Every reference to a country, in a text that is in this language."""
    lexicon = LEXICON.of(language)
    readings = (read("title", title, lexicon.vocabulary, ()), read("text", text, lexicon.vocabulary, ()))
    return find_countries(readings, lexicon)


def countries(language: str, text: str) -> set[str]:
    """The countries that a text in this language refers to."""
    return {one.code for one in found_in(language, text)}


def about(language: str, title: str, text: str) -> set[str]:
    """The pairs that an article is about."""
    return {pair.pair for pair in assess(ArticleText(title, text, language), LEXICON).pairs if pair.about}
