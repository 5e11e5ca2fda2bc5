"""From a feed's bytes to entries with an identity, and when to come back."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.errors import ParseError
from monitor.feeds.cadence import next_poll_at
from monitor.feeds.identity import article_key, entry_keys, newest
from monitor.feeds.parse import MOST_ENTRIES, parse_feed, plain_text
from monitor.types import ParsedEntry, PollOutcome
from tests.fakes import START, page, rss

URL = "https://fil.example/rss"
ONE = ("g1", "https://fil.example/1", "Titre", "Résumé", "Tue, 22 Apr 2025 10:00:00 GMT")


def entries(text, url=URL):
    return parse_feed(text if isinstance(text, bytes) else text.encode(), url).entries


# ---------------------------------------------------------------- parse


def test_an_rss_entry_comes_whole():
    assert (
        ParsedEntry(
            guid="g1",
            url="https://fil.example/1",
            title="Titre",
            summary="Résumé",
            published_at=datetime(2025, 4, 22, 10, tzinfo=UTC),
            published_raw="Tue, 22 Apr 2025 10:00:00 GMT",
        ),
    ) == entries(rss(ONE))


def test_a_wire_without_guid_and_body_is_a_wire():
    (entry,) = entries(rss((None, "https://fil.example/1", "Titre", None, None)))

    assert (None, "https://fil.example/1", "", None) == (entry.guid, entry.url, entry.summary, entry.published_at)


def test_atom_and_rdf_are_read():
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ar"><title>T</title><id>f</id><entry><id>tag:1</id>'
        '<title type="html">A &amp;amp; B</title><link href="/1"/><updated>2025-04-22T10:00:00+02:00</updated>'
        '<content type="html">&lt;p&gt;Un&lt;/p&gt;&lt;p&gt;Deux&lt;/p&gt;</content></entry></feed>'
    )
    rdf = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
        '<channel rdf:about="x"><title>T</title></channel><item rdf:about="https://fil.example/1">'
        "<title>Un</title><link>https://fil.example/1</link></item></rdf:RDF>"
    )
    (entry,) = entries(atom)

    assert ("A & B", "https://fil.example/1", "Un\nDeux") == (entry.title, entry.url, entry.content)
    assert datetime(2025, 4, 22, 8, tzinfo=UTC) == entry.published_at
    assert ["Un"] == [entry.title for entry in entries(rdf)]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("Caf&eacute; &amp;nbsp; noir", "Café noir"),
        ("<b>Gras</b> et <script>alert(1)</script>droit", "Gras et droit"),
        ("a\x00b\x08c\ud800d", "abcd"),
        ("  plusieurs \n  lignes ", "plusieurs lignes"),
        ("2 < 3 &amp; 4", "2 < 3 & 4"),
        ("soft\u00adhyphen and zero\u200bwidth", "softhyphen and zerowidth"),
        ("<img src=x onerror=alert(1)>Titre", "Titre"),
        ("e\u0301nergie", "énergie"),
    ],
)
def test_titles_become_plain_text(markup, text):
    assert text == plain_text(markup)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1252"])
def test_bytes_are_read_in_their_own_encoding(encoding):
    text = rss(("g1", "https://fil.example/1", "Énergie", None, None)).replace(
        'encoding="utf-8"', f'encoding="{encoding}"'
    )

    assert ["Énergie"] == [entry.title for entry in entries(text.encode(encoding))]


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"", "empty"),
        (b"   \n ", "empty"),
        (page("Hello", "World").encode(), "web page, not a feed"),
        (b'{"version": "https://jsonfeed.org/version/1"}', "JSON"),
        (bytes(range(256)) * 20, "no feed"),
        (b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><rss><channel/></rss>', "entities"),
    ],
)
def test_what_is_no_feed_is_refused_with_a_reason(body, says):
    with pytest.raises(ParseError, match=says):
        parse_feed(body, URL)


def test_a_feed_that_breaks_off_holds_its_last_entry_back():
    whole = rss(ONE, ("g2", "https://fil.example/2", "Un long titre", None, None))

    assert ["g1"] == [entry.guid for entry in entries(whole[: whole.index("long titre") + 4])]
    assert 2 == len(entries(whole))


@pytest.mark.parametrize("date", ["0000-00-00", "Mon, 01 Jan 9999 00:00:00 GMT", "yesterday", "", "31 Feb 2025"])
def test_a_date_that_cannot_be_true_is_none(date):
    (entry,) = entries(rss(("g1", "https://fil.example/1", "T", None, date)))

    assert entry.published_at is None


def test_a_poll_has_a_bound_and_says_what_it_left():
    feed = parse_feed(
        rss(*((f"g{n}", f"https://fil.example/{n}", "T", None, None) for n in range(MOST_ENTRIES + 5))).encode(), URL
    )

    assert (MOST_ENTRIES, 5) == (len(feed.entries), feed.dropped)


def test_a_feed_may_ask_to_be_left_alone():
    text = rss(ONE).replace("<item>", "<ttl>90</ttl><item>", 1)

    assert timedelta(minutes=90) == parse_feed(text.encode(), URL).asked


# ---------------------------------------------------------------- identity

A = ParsedEntry(guid="g", url="https://fil.example/a", title="A")
B = ParsedEntry(guid="g", url="https://fil.example/b", title="B")


def test_one_guid_for_all_does_not_make_them_one():
    keys = entry_keys([A, B])

    assert 2 == len(set(keys))
    assert keys[0] == entry_keys([A])[0]


def test_without_guid_the_page_is_the_identity_and_without_a_page_the_words():
    bare = replace(A, guid=None)
    wordy = replace(bare, url=None)

    assert entry_keys([bare]) == entry_keys([replace(bare, url="http://fil.example/a?utm_source=x", title="Autre")])
    assert entry_keys([wordy]) == entry_keys([replace(wordy, summary="Autre")])
    assert entry_keys([wordy]) != entry_keys([replace(wordy, title="Autre")])


def test_an_article_is_its_page_or_its_entry():
    assert article_key(A, "one", "g") == article_key(replace(A, guid="h"), "two", "h")
    assert article_key(replace(A, url=None), "one", "g") != article_key(replace(A, url=None), "two", "g")


@given(st.permutations(range(6)))
def test_keys_do_not_count_positions(order):
    some = [replace(A, guid=None if n % 2 else f"g{n}", url=f"https://fil.example/{n}") for n in range(6)]
    keys = dict(zip(range(6), entry_keys(some), strict=True))

    assert [keys[n] for n in order] == entry_keys([some[n] for n in order])


def test_the_newest_are_by_date_or_as_the_feed_says():
    dated = [replace(A, published_at=START + timedelta(hours=n)) for n in (1, 3, 2)]

    assert {1, 2} == newest(dated, 2)
    assert {0, 1} == newest([*dated[:2], A], 2)
    assert frozenset() == newest(dated, 0)


# ---------------------------------------------------------------- cadence


def due(**changes):
    asked = {
        "every": None,
        "outcome": PollOutcome.CHANGED,
        "failures": 0,
        "published": (),
        "asked": None,
        "retry_after": None,
        "spread": 0.0,
    } | changes
    return next_poll_at(START, **asked) - START


def test_every_is_obeyed():
    assert timedelta(minutes=5) == due(every=timedelta(minutes=5), spread=1.0)


def test_a_busy_wire_is_polled_often_and_a_slow_one_seldom():
    busy = [START - timedelta(minutes=n) for n in range(20)]
    slow = [START - timedelta(days=n) for n in range(20)]

    assert timedelta(minutes=2) == due(published=busy)
    assert timedelta(hours=12) == due(published=slow)


def test_what_the_feed_asks_lengthens_and_never_past_a_day():
    assert timedelta(hours=1) == due(
        published=[START - timedelta(minutes=n) for n in range(20)], asked=timedelta(hours=1)
    )
    assert timedelta(hours=24) == due(asked=timedelta(days=40))


lengths = st.timedeltas(timedelta(), timedelta(days=60))


@given(
    st.none() | st.timedeltas(timedelta(seconds=1), timedelta(days=7)),
    st.sampled_from(PollOutcome),
    st.integers(0, 1_000),
    st.none() | lengths,
    st.none() | lengths,
    st.floats(-1, 1),
)
def test_the_next_poll_is_later_and_never_before_what_was_asked(every, outcome, failures, asked, retry_after, spread):
    wait = due(every=every, outcome=outcome, failures=failures, asked=asked, retry_after=retry_after, spread=spread)

    assert wait >= timedelta(seconds=1)
    assert wait >= min(retry_after or timedelta(), timedelta(days=31))
    assert every is None or wait >= every


@given(st.integers(1, 50), st.timedeltas(timedelta(seconds=1), timedelta(hours=12)))
def test_failures_never_bring_the_next_poll_nearer(failures, every):
    first, more = (due(every=every, outcome=PollOutcome.FAILED, failures=n) for n in (failures, failures + 1))

    assert more >= first
    assert more <= max(timedelta(hours=6), every) * 1.1
