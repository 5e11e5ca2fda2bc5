"""Each of the five steps does its work once, survives being cut off, and makes failures a state."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

from monitor.alerts.deliver import retry_at
from monitor.config.settings import QuietHours
from monitor.errors import FetchKind, WorkerError
from monitor.run.backfill import backfill
from tests.fakes import START, page, rss
from tests.steps.conftest import ENERGY, EVERYTHING, FEED

TITLE = "Consultations politiques entre Alger et Bakou"
TEXT = (
    "Des consultations politiques entre l'Azerbaïdjan et l'Algérie se sont tenues lundi à Alger.",
    "Les deux pays veulent coopérer dans le pétrole, le gaz et les énergies renouvelables.",
)
LINK = "https://fil.example/fr/1"
ITEM = ("guid-1", LINK, TITLE, None, None)
OLD = ("guid-0", "https://fil.example/fr/0", "Une vieille dépêche", None, None)


@pytest.fixture
def wired(bench):
    """A wire past its first, quiet poll, that now carries one article about the pair."""
    bench.web.serves(FEED.url, rss(OLD))
    bench.carries_through()
    bench.web.serves(FEED.url, rss(ITEM, OLD))
    bench.web.serves(LINK, page(TITLE, *TEXT))
    bench.clock.passes(minutes=6)
    return bench


# ---------------------------------------------------------------- poll


def test_a_first_poll_is_quiet(bench):
    bench.web.serves(FEED.url, rss(OLD, ITEM))
    bench.carries_through()

    assert (2, 2, 0) == (bench.counts().entries, bench.counts().kept_quiet, bench.counts().articles)
    assert [FEED.url] == [asked[0] for asked in bench.web.asked]


def test_a_first_polls_backfill_alerts(bench):
    bench.configured(feeds=[replace(FEED, backfill=1)])
    bench.web.serves(FEED.url, rss(ITEM, OLD))
    bench.web.serves(LINK, page(TITLE, *TEXT))
    bench.carries_through()

    assert (2, 1, 1) == (bench.counts().entries, bench.counts().kept_quiet, len(bench.receiver.taken))


def test_a_new_entry_becomes_one_message_that_names_both_rules(wired):
    wired.carries_through()
    (message,) = wired.receiver.taken

    assert "[AZ-DZ]" in message.payload
    assert "AZ-DZ everything" in message.payload
    assert "AZ-DZ energy" in message.payload
    assert 2 == wired.counts().matches


def test_what_was_told_is_not_told_again(wired):
    wired.carries_through()
    for _ in range(3):
        wired.clock.passes(minutes=6)
        wired.carries_through()

    assert 1 == len(wired.receiver.taken)


@pytest.mark.parametrize(
    "again",
    [
        ("http://fil.example/fr/1", "guid-1"),
        ("https://fil.example/fr/1?utm_source=rss", "a guid of another scheme"),
        ("https://fil.example/fr/1", None),
    ],
)
def test_the_same_entry_in_another_guise_is_known(wired, again):
    wired.carries_through()
    link, guid = again
    wired.web.serves(FEED.url, rss(OLD, (guid, link, TITLE, "Autre résumé", None)))
    wired.clock.passes(minutes=6)
    wired.carries_through()

    assert 1 == len(wired.receiver.taken)


def test_validators_go_back_as_they_came_and_are_distrusted_once_a_day(bench):
    bench.web.serves(FEED.url, rss(OLD), etag='W/"a-gzip"', last_modified="Mon, 02 Mar 2026 08:00:00 GMT")
    for _ in range(2):
        bench.polls()
        bench.clock.passes(minutes=6)
    bench.clock.passes(hours=25)
    bench.polls()

    assert [None, 'W/"a-gzip"', None] == [asked[1] for asked in bench.web.asked]


@pytest.mark.parametrize("kind", list(FetchKind))
def test_a_feed_that_fails_says_so_and_recovers(wired, kind):
    wired.web.fails(FEED.url, kind)
    wired.polls()
    (failing,) = wired.store.feeds.statuses()
    wired.web.serves(FEED.url, rss(ITEM, OLD))
    wired.clock.now = failing.next_poll_at
    wired.carries_through()
    (mended,) = wired.store.feeds.statuses()

    assert (kind.value, 1) == (failing.error_kind, failing.failures)
    assert (None, 1) == (mended.error_kind, len(wired.receiver.taken))


def test_a_server_that_asks_to_wait_is_not_asked_earlier(wired):
    wired.web.fails(FEED.url, FetchKind.RATE_LIMITED, retry_after=timedelta(hours=3))
    wired.polls()
    (failing,) = wired.store.feeds.statuses()

    assert failing.next_poll_at - failing.failing_since >= timedelta(hours=3)


def test_a_feed_that_kills_its_worker_is_a_failing_feed(bench):
    bench.web.serves(FEED.url, rss(OLD))
    bench.workers.breaks(WorkerError("it hung"))
    bench.polls()

    assert "worker" == bench.store.feeds.statuses()[0].error_kind


def test_a_web_page_is_no_feed(bench):
    bench.web.serves(FEED.url, page("Hello", "World"))
    bench.polls()

    assert "not_a_feed" == bench.store.feeds.statuses()[0].error_kind


# ---------------------------------------------------------------- scrape


def test_a_page_in_trouble_is_tried_again_and_then_the_feeds_words_stand_in(bench):
    summary = "Des consultations politiques entre l'Azerbaïdjan et l'Algérie se sont tenues à Alger."
    bench.web.serves(FEED.url, rss(OLD))
    bench.carries_through()
    bench.web.serves(FEED.url, rss(("guid-1", LINK, TITLE, summary, None), OLD))
    bench.web.fails(LINK, FetchKind.SERVER)
    bench.clock.passes(minutes=6)
    for _ in range(6):
        bench.carries_through()
        bench.clock.passes(hours=3)

    assert 5 == sum(asked[0] == LINK for asked in bench.web.asked)
    assert 1 == len(bench.receiver.taken)
    assert "page could not be read" in bench.receiver.taken[0].payload


def test_a_page_that_is_gone_is_not_asked_twice(wired):
    wired.web.fails(LINK, FetchKind.GONE)
    wired.carries_through()

    assert 1 == sum(asked[0] == LINK for asked in wired.web.asked)
    assert 1 == wired.counts().articles


def test_a_page_without_a_text_leaves_the_feeds_words(wired):
    wired.web.serves(LINK, "<html><body><nav><a href='/'>Accueil</a></nav></body></html>")
    wired.carries_through()

    assert 1 == wired.counts().articles
    assert wired.events("article.scraped")[0].detail["from_entry"]


def test_an_entry_without_a_link_is_judged_by_its_own_words(bench):
    bench.configured(feeds=[replace(FEED, backfill=1)])
    bench.web.serves(FEED.url, rss(("guid-1", None, TITLE, " ".join(TEXT), None)))
    bench.carries_through()

    assert 1 == len(bench.receiver.taken)


# ---------------------------------------------------------------- evaluate


def test_a_rule_that_is_new_keeps_quiet_about_what_was_there(wired):
    wired.configured(rules=[EVERYTHING])
    wired.polls()
    wired.clock.passes(minutes=1)
    wired.configured(rules=[EVERYTHING, replace(ENERGY, id="late", name="A late rule")])
    wired.carries_through()

    assert (1, 1) == (wired.counts().matches, len(wired.receiver.taken))
    assert "A late rule" not in wired.receiver.taken[0].payload


def test_an_edited_rule_still_speaks_of_what_was_waiting(wired):
    wired.polls()
    wired.clock.passes(minutes=1)
    wired.configured(rules=[replace(EVERYTHING, topics=("energy",))])
    wired.carries_through()

    assert 1 == len(wired.receiver.taken)


def test_a_document_that_kills_the_judge_is_given_up_visibly(wired):
    wired.polls()
    wired.scrapes()
    for _ in range(6):
        wired.workers.breaks(WorkerError("it hung"))
        wired.evaluates()
        wired.clock.passes(minutes=5)
    wired.store.sweep(wired.clock())

    assert 1 == wired.store.status(wired.clock()).articles_failed


# ---------------------------------------------------------------- gather


def test_the_same_words_under_two_addresses_are_one_story(wired):
    copy = "https://fil.example/fr/copie"
    wired.web.serves(copy, page(TITLE, *TEXT))
    wired.carries_through()
    wired.web.serves(FEED.url, rss(("guid-2", copy, TITLE, None, None), ITEM, OLD))
    wired.clock.passes(minutes=6)
    wired.carries_through()

    assert (2, 1) == (wired.counts().articles, len(wired.receiver.taken))


def test_quiet_hours_hold_and_release_and_urgent_passes(wired):
    night = QuietHours(start=time(0), end=time(12))
    wired.configured(quiet_hours=night)
    wired.carries_through()
    held = len(wired.receiver.taken)
    wired.clock.now = START.replace(hour=12)
    wired.delivers()

    assert (0, 1) == (held, len(wired.receiver.taken))


def test_urgent_passes_quiet_hours(wired):
    wired.configured(rules=[replace(EVERYTHING, urgent=True)], quiet_hours=QuietHours(start=time(0), end=time(12)))
    wired.carries_through()

    assert 1 == len(wired.receiver.taken)


def test_each_recipient_has_a_row_of_their_own(wired):
    wired.receiver.people = ("a@example.org", "b@example.org")
    wired.carries_through()

    assert {"a@example.org", "b@example.org"} == {message.recipient for message in wired.receiver.taken}
    assert 2 == len({message.message_id for message in wired.receiver.taken})


# ---------------------------------------------------------------- deliver


def test_what_is_refused_for_now_goes_out_later_in_the_same_bytes(wired):
    wired.receiver.refuses()
    wired.carries_through()
    (waiting,) = wired.store.status(wired.clock()).receivers
    wired.receiver.recovers()
    wired.clock.passes(minutes=5)
    wired.delivers()

    assert (1, "the receiver refuses") == (waiting.pending, waiting.error)
    assert 1 == len(wired.receiver.taken)
    assert not wired.receiver.taken[0].possible_repeat


def test_what_is_refused_for_good_is_dead(wired):
    wired.receiver.refuses(retryable=False)
    wired.carries_through()
    wired.receiver.recovers()
    wired.clock.passes(days=1)
    wired.delivers()

    assert [] == wired.receiver.taken
    assert 1 == wired.store.status(wired.clock()).receivers[0].dead


def test_a_lost_answer_is_repeated_once_and_says_so(wired):
    wired.receiver.refuses(retryable=True, uncertain=True)
    wired.carries_through()
    wired.receiver.recovers()
    wired.clock.passes(hours=1)
    wired.delivers()

    assert [True] == [message.possible_repeat for message in wired.receiver.taken]


def test_after_three_days_of_refusals_a_notification_is_dead(wired):
    wired.receiver.refuses()
    wired.carries_through()
    wired.clock.passes(days=3)
    wired.delivers()

    assert 1 == wired.store.status(wired.clock()).receivers[0].dead


@pytest.mark.parametrize(
    ("tries", "asked", "minutes"), [(0, None, 0.5), (3, None, 4), (30, None, 60), (0, timedelta(hours=5), 300)]
)
def test_retries_back_off_and_never_undercut_what_was_asked(tries, asked, minutes):
    assert START + timedelta(minutes=minutes) == retry_at(tries, START, asked)


def test_what_may_have_arrived_is_not_sent_many_times(wired):
    """An answer that is lost every time, for days: the reader gets a handful of copies, then the row is dead."""
    wired.receiver.refuses(retryable=True, uncertain=True)
    wired.carries_through()
    for _ in range(5 * 24):
        wired.clock.passes(hours=1)
        wired.delivers()

    assert 1 == wired.store.status(wired.clock()).receivers[0].dead
    assert 12 >= len(wired.events("notification.unknown"))


# ---------------------------------------------------------------- a rule's past


def test_a_new_rule_may_speak_of_what_was_here_before_it(wired):
    """Two new rules share the past's newest article: one message; a second start adds nothing."""
    wired.configured(rules=[])
    wired.carries_through()
    past = replace(EVERYTHING, backfill=1)
    wired.configured(rules=[past, replace(ENERGY, backfill=3)])
    opened = (backfill(wired.app, wired.clock()), backfill(wired.app, wired.clock()))
    wired.carries_through()
    wired.configured(rules=[past, replace(ENERGY, backfill=3)])

    assert (1, 0) == opened
    (taken,) = wired.receiver.taken
    assert "AZ-DZ everything" in taken.payload
    assert "AZ-DZ energy" in taken.payload
    assert 0 == backfill(wired.app, wired.clock())


def test_without_a_backfill_the_past_is_quiet(wired):
    wired.configured(rules=[])
    wired.carries_through()
    wired.configured(rules=[EVERYTHING])

    assert 0 == backfill(wired.app, wired.clock())
    wired.carries_through()
    assert [] == wired.receiver.taken


def test_an_edited_rule_asks_for_the_past_again_and_repeats_nothing(wired):
    wired.carries_through()
    wired.configured(rules=[replace(EVERYTHING, strength="mentioned", backfill=5), ENERGY])

    assert 0 == backfill(wired.app, wired.clock())
