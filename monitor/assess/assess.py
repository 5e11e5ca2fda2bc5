"""Step 3, evaluate: judges an article: its language, countries, pairs, topics and organisations, with the words."""

from monitor.articles.dateline import find_ignored
from monitor.assess.countries import assess_countries, find_countries
from monitor.assess.language import ENOUGH, identify
from monitor.assess.lexicon import Lexicon
from monitor.assess.pairs import assess_pairs
from monitor.assess.reading import read
from monitor.assess.topics import assess_organisations, assess_topics, find_terms
from monitor.types import ArticleText, Assessment


def assess(article: ArticleText, lexicon: Lexicon) -> Assessment:
    """What the article is about. The same article and tables give the same answer; the time grows with its length.

    In a language without tables only the language is told.
    """
    language = identify(f"{article.title}\n{article.text[:ENOUGH]}", article.language)
    tables = lexicon.of(language)
    if tables is None:
        return Assessment(language, lexicon=lexicon.version)
    own_names = [name for home in article.homes for name in lexicon.agencies.get(home, ())]
    ignored = find_ignored(article, tables.read_also, own_names)
    readings = (
        read("title", article.title, tables.vocabulary, ignored),
        read("text", article.text, tables.vocabulary, ignored),
    )
    found = find_countries(readings, tables)
    countries = assess_countries(found)
    terms = find_terms(readings)
    return Assessment(
        language=language,
        countries=countries,
        pairs=assess_pairs(found, [country.code for country in countries], readings, tables),
        topics=assess_topics(terms, lexicon.organisations),
        organisations=assess_organisations(terms, lexicon.organisations),
        ignored=ignored,
        lexicon=lexicon.version,
    )
