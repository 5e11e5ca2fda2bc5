"""From a page to the article people read: its text, its headline, its date, and nothing that stands around it."""

from datetime import UTC, datetime

import pytest

from monitor.articles.dates import stamped_date, written_date
from monitor.articles.extract import Site, extract_article
from monitor.demo.pages import article_page
from monitor.demo.world import load_world
from monitor.errors import ParseError
from tests.fakes import START, page

URL = "https://fil.example/1"
WORLD = load_world(START)
DISPATCHES = [(agency, dispatch) for agency in WORLD for dispatch in (*agency.archive, *agency.breaking)]


@pytest.mark.parametrize(("agency", "dispatch"), DISPATCHES, ids=lambda noun: noun.id)
def test_every_layout_in_every_language_gives_the_dispatch_and_nothing_else(agency, dispatch):
    others = [other for _, other in DISPATCHES if other.agency == agency.name and other.id != dispatch.id]
    article = extract_article(article_page(agency, dispatch, others), URL)

    assert (dispatch.title, "\n".join(dispatch.paragraphs)) == (article.title, article.text)
    assert agency.language == article.language
    assert START.date() >= article.published_at.date() >= datetime(2026, 3, 1, tzinfo=UTC).date()


@pytest.mark.parametrize("words", [8, 30, 200])
def test_one_paragraph_is_enough(words):
    text = " ".join(["dépêche"] * words)

    assert text == extract_article(page("Un titre assez long", text).encode(), URL).text


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"", "empty"),
        (b"  \n", "empty"),
        (b"<html><body><nav><a href='/'>Accueil</a></nav></body></html>", "no article text"),
        (bytes(range(256)) * 50, "no "),
        (b"<p>x" * 1_100_000, "larger"),
    ],
)
def test_what_has_no_article_is_refused_with_a_reason(body, says):
    with pytest.raises(ParseError, match=says):
        extract_article(body, URL)


@pytest.mark.parametrize(
    "body",
    [
        b"<div>" * 20_000 + b"text" * 50,
        b'<a b="' * 30_000,
        b"<!--" * 60_000,
        "<p>caf\xe9 noir et sucre</p>".encode("latin-1") * 20,
    ],
)
def test_hostile_pages_end_in_an_answer_or_a_reason(body):
    assert answer_or_reason(body)


def answer_or_reason(body):
    """The text of the page, or the reason why there is none; any other exception is a failure."""
    try:
        return extract_article(body, URL).text
    except ParseError as error:
        return str(error)


def test_plain_text_is_a_text():
    assert "Une dépêche\nen deux lignes." == extract_article("Une dépêche\n\nen deux lignes.".encode(), URL).text


LONG = "Les deux ministres ont parlé de la pêche, des ports et des écoles pendant plus de deux heures. " * 12


@pytest.mark.parametrize(
    "html",
    [
        f"<html><body><form id='aspnetForm'><h1>Titre de la page</h1><p>{LONG}</p></form></body></html>",
        f"<html><body><div class='widget related'><h1>Titre de la page</h1>{LONG}</div></body></html>",
    ],
    ids=["a form around the whole page", "a wrapper with a misleading name"],
)
def test_what_holds_most_of_the_page_is_no_surroundings(html):
    assert LONG.strip() == extract_article(html.encode(), URL).text


def test_what_is_named_surroundings_and_is_small_goes():
    html = f"<html><body><h1>Titre</h1><p>{LONG}</p><div class='related'><p>Lire aussi ceci.</p></div></body></html>"

    assert LONG.strip() == extract_article(html.encode(), URL).text


def test_a_site_may_say_where_its_text_is():
    html = "<html><body><p>Autour de tout.</p><div id='t'><p>Le texte de la page.</p></div></body></html>"

    assert "Le texte de la page." == extract_article(html.encode(), URL, Site(text="#t")).text


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("21.02.2026 [19:22]", datetime(2026, 2, 21, 19, 22, tzinfo=UTC)),
        ("Publié le 22 avril 2025 à 10h05", datetime(2025, 4, 22, 10, 5, tzinfo=UTC)),
        ("1er mars 2026", datetime(2026, 3, 1, tzinfo=UTC)),
        ("22 aprel 2025, 12:30", datetime(2025, 4, 22, 12, 30, tzinfo=UTC)),
        ("22 апреля 2025, 12:30", datetime(2025, 4, 22, 12, 30, tzinfo=UTC)),
        ("22 أبريل 2025", datetime(2025, 4, 22, tzinfo=UTC)),
        ("April 22, 2025", datetime(2025, 4, 22, tzinfo=UTC)),
        ("22 April 2025 14:00", datetime(2025, 4, 22, 14, tzinfo=UTC)),
        ("03/04/2025", datetime(2025, 4, 3, tzinfo=UTC)),
        ("31.02.2025", None),
        ("nothing here", None),
    ],
)
def test_written_dates_are_read_day_first(text, at):
    assert at == written_date(text)


@pytest.mark.parametrize(
    ("stamp", "at"),
    [
        ("2025-04-22T10:00:00+02:00", datetime(2025, 4, 22, 8, tzinfo=UTC)),
        ("2025-04-22T10:00:00Z", datetime(2025, 4, 22, 10, tzinfo=UTC)),
        ("2025-04-22", datetime(2025, 4, 22, tzinfo=UTC)),
        ("soon", None),
    ],
)
def test_stamps_are_instants(stamp, at):
    assert at == stamped_date(stamp)
