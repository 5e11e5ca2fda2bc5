"""The demo's world is a fair one: honest labels, well-formed feeds, and servers that behave like servers."""

import urllib.error
import urllib.request
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from monitor.articles.extract import extract_article
from monitor.assess.assess import assess
from monitor.assess.lexicon import load_lexicon
from monitor.demo.channel import Channel
from monitor.demo.newsroom import Newsroom
from monitor.demo.pages import article_page
from monitor.demo.world import load_world
from monitor.feeds.parse import parse_feed

WORLD = load_world(datetime(2026, 3, 2, 9, tzinfo=UTC))
DISPATCHES = [dispatch for agency in WORLD for dispatch in (*agency.archive, *agency.breaking)]
BROWSER = {"User-Agent": "Mozilla/5.0 (test)"}


@pytest.fixture(scope="module")
def newsroom():
    newsroom = Newsroom()
    newsroom.start()
    yield newsroom
    newsroom.stop()


def get(url, **headers):
    request = urllib.request.Request(url, headers=BROWSER | headers)  # noqa: S310 -- our own server on loopback
    with closing(urllib.request.urlopen(request, timeout=10)) as answer:  # noqa: S310 -- the same
        return answer.read(), answer.headers


def test_five_languages_at_least_in_three_kinds_of_feed():
    assert {"fr", "en", "az", "ru", "ar"} <= {agency.language for agency in WORLD}
    assert {"rss", "rss-bare", "atom", "rdf"} == {agency.format for agency in WORLD}
    assert {"article", "soup", "table", "rtl"} == {agency.layout for agency in WORLD}


def test_every_label_is_one_the_product_knows():
    known = set(load_lexicon().topics)
    for dispatch in DISPATCHES:
        assert set(dispatch.topics) <= known, dispatch.id
        for pair in dispatch.about:
            assert "-".join(sorted(pair.split("-"))) == pair


def test_no_dispatch_is_there_twice():
    assert len(DISPATCHES) == len({dispatch.id for dispatch in DISPATCHES}) == len({d.title for d in DISPATCHES})


@pytest.mark.parametrize("agency", WORLD, ids=lambda agency: agency.id)
def test_each_feed_is_well_formed_and_each_page_gives_its_text_back(agency, newsroom):
    """What the navigation, the sidebar and the related links say stays out."""
    body, _ = get(newsroom.feed_url(agency.id))
    feed = parse_feed(body, newsroom.feed_url(agency.id))

    assert [dispatch.title for dispatch in agency.archive] == [entry.title for entry in feed.entries]
    for dispatch, entry in zip(agency.archive, feed.entries, strict=True):
        page, _ = get(entry.url)
        article = extract_article(page, entry.url, None)
        assert (dispatch.title, "\n".join(dispatch.paragraphs)) == (article.title, article.text)


def test_the_judge_sees_what_a_desk_officer_sees():
    """The demo may not show a wrong alert, nor hide a right one."""
    lexicon = load_lexicon()
    for agency in WORLD:
        for dispatch in (*agency.archive, *agency.breaking):
            page = article_page(agency, dispatch, agency.archive)
            article = replace(extract_article(page, "https://agency.example/1", None), homes=(agency.home,))
            found = assess(article, lexicon)
            about = sorted(pair.pair for pair in found.pairs if pair.about)
            assert sorted(dispatch.about) == about, dispatch.id
            for topic in ("energy", "oic", "nam"):
                assert (topic in dispatch.topics) == (topic in {t.topic for t in found.topics}), (dispatch.id, topic)


def test_a_feed_that_did_not_change_says_so(newsroom):
    url = newsroom.feed_url(WORLD[0].id)
    _, headers = get(url)

    with pytest.raises(urllib.error.HTTPError, match="304") as answer:
        get(url, **{"If-None-Match": headers["ETag"]})
    answer.value.close()


def test_what_is_published_is_on_top_of_its_feed():
    newsroom = Newsroom()
    newsroom.start()
    first = newsroom.breaking[0]
    agency = next(agency for agency in newsroom.agencies if agency.name == first.agency)
    newsroom.publish(first.id)
    body, _ = get(newsroom.feed_url(agency.id))
    newsroom.stop()

    assert first.title == parse_feed(body, newsroom.feed_url(agency.id)).entries[0].title


def test_one_wire_does_not_like_strangers(newsroom):
    bare = next(agency for agency in WORLD if agency.format == "rss-bare")

    with pytest.raises(urllib.error.HTTPError, match="400") as answer:
        get(newsroom.feed_url(bare.id), **{"User-Agent": "python"})
    answer.value.close()


@pytest.mark.parametrize(
    ("path", "body", "said"),
    [("/elsewhere", b"{}", "404"), (None, b"{", "400"), (None, b"{}", "400"), (None, b'["text"]', "400")],
)
def test_the_slack_endpoint_refuses_what_slack_refuses(path, body, said):
    channel = Channel()
    channel.start()
    url = channel.url if path is None else channel.url.rsplit("/services", 1)[0] + path
    request = urllib.request.Request(url, data=body)  # noqa: S310 -- our own server on loopback
    try:
        with pytest.raises(urllib.error.HTTPError, match=said) as answer:
            urllib.request.urlopen(request, timeout=10)  # noqa: S310 -- the same
        answer.value.close()
    finally:
        channel.stop()
    assert [] == channel.messages
