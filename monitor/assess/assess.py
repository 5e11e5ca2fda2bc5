"""Step 3, evaluate: judges an article: its language, countries, pairs, topics and organisations, with the words."""

from dataclasses import replace

from monitor.articles.dateline import find_ignored
from monitor.assess.countries import assess_countries, find_countries
from monitor.assess.language import ENOUGH, identify_surely
from monitor.assess.lexicon import Lexicon
from monitor.assess.pairs import assess_pairs, relate_organisations
from monitor.assess.reading import read
from monitor.assess.topics import assess_organisations, assess_topics, find_terms
from monitor.assess.words import words_of
from monitor.types import ArticleText, Assessment

MEMBERS_NAMED = 2  # of an organisation, from which its acronym is taken to be its own
PREFERRED = ("en", "fr", "ru", "ar", "es", "de", "tr", "fa", "az", "zh")
MOST_READ = 1_000_000  # code points of a text; no article is longer, and what follows in a dump is not judged


def assess(article: ArticleText, lexicon: Lexicon) -> Assessment:
    """What the article is about. The same article and tables give the same answer; the time grows with its length.

    In a language without tables only the language is told.
    """
    article = replace(article, title=article.title[:MOST_READ], text=article.text[:MOST_READ])
    language = _language(article, lexicon)
    tables = lexicon.of(language)
    if tables is None:
        return Assessment(language, lexicon=lexicon.version)
    own_names = [name for home in article.homes for name in lexicon.agencies.get(home, ())]
    ignored = find_ignored(article, tables.read_also, own_names, tables.places)
    readings = (
        read("title", article.title, tables.vocabulary, ignored),
        read("text", article.text, tables.vocabulary, ignored),
    )
    found = find_countries(readings, tables)
    countries = assess_countries(found)
    terms = find_terms(readings, _known_here({one.code for one in found}, lexicon))
    return Assessment(
        language=language,
        countries=countries,
        pairs=assess_pairs(found, [country.code for country in countries], readings, tables),
        topics=assess_topics(terms, lexicon.organisations),
        organisations=relate_organisations(assess_organisations(terms, lexicon.organisations), found, readings),
        ignored=ignored,
        lexicon=lexicon.version,
    )


def _known_here(named: set[str], lexicon: Lexicon) -> list[str]:
    return [name for name, members in lexicon.members.items() if len(named & members) >= MEMBERS_NAMED]


def _language(article: ArticleText, lexicon: Lexicon) -> str:
    """The article's language; of a few words, the likeliest one that calls countries so.

    Names alone, which many languages write alike, are in the first-class one.
    """
    beginning = f"{article.title[:ENOUGH]}\n{article.text[:ENOUGH]}"
    ranked, sure = identify_surely(beginning, article.language)
    if sure:
        return ranked[0]
    known = lexicon.names_known(beginning)
    most = max(known.values(), default=0)
    likely = (*PREFERRED, *ranked) if most == len(words_of(beginning)) else ranked
    return next((code for code in likely if most and known.get(code, 0) == most), ranked[0])
