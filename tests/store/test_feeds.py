"""Feeds: what is due, who may poll it, what a poll leaves behind, and what the config makes of it all."""

from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.types import Feed
from tests.store.wire import FAR, HOUR, MINUTE, START, at, changed, entry, failed, feed

DAY = timedelta(days=1)


def status_of(store, name="fil"):
    return next(status for status in store.feeds.statuses() if status.id == name)


def claim(store, feed_id=1, now=START, until=None):
    return store.feeds.claim(feed_id, now, until or now + MINUTE)


# ---------------------------------------------------------------- config


def test_a_new_feed_is_due_at_once(store):
    store.feeds.sync([feed("a"), feed("b")], START)

    assert [1, 2] == store.feeds.due(START, 10)
    assert [1] == store.feeds.due(START, 1)
    assert [] == store.feeds.due(START - MINUTE, 10)


def test_a_claimed_feed_is_what_the_config_says(store):
    given = Feed("fil", "Fil", "https://fil.example/rss", "fr", "DZ", timedelta(minutes=7), "agent/1", 3)
    store.feeds.sync([given], START)
    state = claim(store)

    assert given == state.feed
    assert "token-1" == state.claim
    assert (None, None, None, None, None, None, 0) == (
        state.etag,
        state.last_modified,
        state.body_hash,
        state.first_polled_at,
        state.last_success_at,
        state.unconditional_at,
        state.failures,
    )


def test_a_feed_taken_out_rests_and_keeps_its_history(store, wire):
    """Back in the config it is no new feed: what it carries then may alert."""
    wire.polls(entry("a"))
    store.feeds.sync([], at(1))
    paused = status_of(store)
    while_paused = store.feeds.due(FAR, 10)
    store.feeds.sync([feed()], FAR)
    state = claim(store, now=FAR)

    assert ("paused", [], "active") == (paused.state, while_paused, status_of(store).state)
    assert START == state.first_polled_at
    assert '"e1"' == state.etag
    assert {"guid-a"} == store.feeds.known(1, ["guid-a"], [])


def test_another_address_makes_the_validators_worthless(store, wire):
    wire.polls(entry("a"))
    store.feeds.sync([feed(url="https://new.example/rss", name="New name")], at(1))
    state = claim(store, now=at(1))

    assert (None, None, None) == (state.etag, state.last_modified, state.body_hash)
    assert ("https://new.example/rss", START) == (state.feed.url, state.first_polled_at)
    assert "New name" == status_of(store).name


def test_a_poll_of_the_old_address_says_nothing_about_the_new_one(store):
    """The config changed under a poll: its validators and entries are the old address's."""
    store.feeds.sync([feed()], START)
    old = claim(store)
    store.feeds.sync([feed(url="https://new.example/rss")], START)
    new = claim(store)

    assert store.feeds.finish(old, changed(entry("a")), host_next_at=START) is None
    assert [1] == store.feeds.finish(new, changed(entry("b")), host_next_at=START)


@pytest.mark.parametrize(
    ("every", "expected"),
    [(10 * MINUTE, at(11)), (2 * HOUR, START + HOUR), (None, START + HOUR)],
    ids=["shorter", "longer", "adaptive"],
)
def test_another_interval_pulls_the_next_poll_forward_and_never_back(store, wire, every, expected):
    wire.polls()
    store.feeds.sync([feed(every=every)], at(1))

    assert expected == status_of(store).next_poll_at


def test_an_unchanged_config_changes_nothing(store, wire):
    wire.polls(entry("a"))
    before = store.feeds.statuses()
    store.feeds.sync([feed()], at(1))

    assert before == store.feeds.statuses()


# ---------------------------------------------------------------- claim


def test_a_feed_has_one_poller(store):
    store.feeds.sync([feed()], START)
    first, second = claim(store), claim(store)

    assert (1, None) == (first.id, second)
    assert [] == store.feeds.due(START, 10)


def test_what_is_not_due_cannot_be_claimed(store, wire):
    wire.polls()

    assert claim(store, now=at(59)) is None
    assert claim(store, now=at(60)) is not None


def test_nobody_claims_a_feed_that_is_not_there(store):
    assert claim(store, 99) is None


def test_a_claim_runs_out(store):
    """A poller that hangs is overtaken, and what it then brings is not written."""
    store.feeds.sync([feed()], START)
    slow = claim(store)
    quick = claim(store, now=at(2))

    assert store.feeds.finish(slow, changed(entry("slow"), now=at(2)), host_next_at=at(2)) is None
    assert frozenset() == store.feeds.known(1, ["guid-slow"], [])
    assert [1] == store.feeds.finish(quick, changed(entry("quick"), now=at(2)), host_next_at=at(2))


def test_a_late_poller_that_nobody_overtook_still_counts(store):
    store.feeds.sync([feed()], START)
    slow = claim(store)

    assert [1] == store.feeds.finish(slow, changed(entry("a"), now=at(5)), host_next_at=at(5))


def test_a_poll_is_written_once(store):
    store.feeds.sync([feed()], START)
    state = claim(store)

    assert [1] == store.feeds.finish(state, changed(entry("a")), host_next_at=START)
    assert store.feeds.finish(state, changed(entry("b")), host_next_at=START) is None
    assert frozenset() == store.feeds.known(1, ["guid-b"], [])


def test_a_lost_claim_leaves_nothing_behind(store, wire):
    store.feeds.sync([feed()], START)
    lost = replace(claim(store), claim="somebody else's")
    before = (store.feeds.statuses(), wire.kinds())

    assert store.feeds.finish(lost, changed(entry("a"), entry("b")), host_next_at=FAR) is None
    assert before == (store.feeds.statuses(), wire.kinds())
    assert 0 == store.counts(START).entries
    assert [] == store.articles.due_scrape(FAR, 10)


# ---------------------------------------------------------------- a host's turn


def test_one_host_is_asked_by_one_at_a_time(store):
    store.feeds.sync([feed("a", url="https://one.example/a"), feed("b", url="https://one.example/b")], START)
    first = claim(store, 1)
    meanwhile = (claim(store, 2), store.feeds.due(START, 10))
    store.feeds.finish(first, changed(), host_next_at=START + timedelta(seconds=1))

    assert (None, []) == meanwhile
    assert [] == store.feeds.due(START, 10)
    assert [2] == store.feeds.due(START + timedelta(seconds=1), 10)


def test_a_turn_that_was_not_to_be_had_costs_no_attempt(store):
    """Twenty feeds of one host that lose the race twenty times are not crashed feeds."""
    store.feeds.sync([feed("a", url="https://one.example/a"), feed("b", url="https://one.example/b")], START)
    claim(store, 1)
    for _ in range(5):
        assert claim(store, 2) is None

    store.sweep(FAR)
    assert 2 in store.feeds.due(FAR, 10)


def test_a_host_that_asks_to_wait_is_left_alone_by_all_its_feeds(store):
    store.feeds.sync([feed("a", url="https://one.example/a"), feed("b", url="https://one.example/b")], START)
    result = failed(host_retry_at=at(30))
    store.feeds.finish(claim(store, 1), result, host_next_at=START + timedelta(seconds=1))

    assert claim(store, 2, now=at(29)) is None
    assert [2] == store.feeds.due(at(30), 10)


def test_a_dead_poller_frees_its_host_by_and_by(store):
    store.feeds.sync([feed("a", url="https://one.example/a"), feed("b", url="https://one.example/b")], START)
    claim(store, 1, until=at(3))

    assert [] == store.feeds.due(at(3), 10)
    assert {1, 2} == set(store.feeds.due(at(4), 10))


def test_other_hosts_do_not_wait(store):
    store.feeds.sync([feed("a"), feed("b")], START)
    claim(store, 1)

    assert [2] == store.feeds.due(START, 10)


def test_the_runner_is_told_when_the_next_turn_is(store, wire):
    store.feeds.sync([feed("a", url="https://one.example/a"), feed("b", url="https://one.example/b")], START)
    first = claim(store, 1)
    in_hand = store.next_turn_at(START)
    elsewhere, here = entry("x", host="two.example"), entry("y", host="one.example")
    (article, _) = store.feeds.finish(first, changed(here, elsewhere), host_next_at=at(2))

    assert START + MINUTE == in_hand  # the claim's end: whoever has it may be gone
    assert [article] == store.articles.due_scrape(START, 10)
    assert at(2) == store.next_turn_at(START)
    assert store.next_turn_at(at(2)) is None


def test_nothing_waits_in_an_empty_store(store):
    assert store.next_turn_at(START) is None


# ---------------------------------------------------------------- finish


def test_a_poll_is_remembered(store, wire):
    wire.polls(entry("a"), unconditional=True)
    state = claim(store, now=at(60))

    assert ('"e1"', "Mon", "h1") == (state.etag, state.last_modified, state.body_hash)
    assert (START, START, START, 0) == (
        state.first_polled_at,
        state.last_success_at,
        state.unconditional_at,
        state.failures,
    )


def test_the_first_poll_stays_the_first(store, wire):
    wire.polls(entry("a"))
    wire.polls(entry("b"), now=at(60))

    state = claim(store, now=at(120))
    assert (START, at(60)) == (state.first_polled_at, state.last_success_at)


def test_validators_are_kept_byte_for_byte(store, wire):
    odd = 'W/"ü--gzip\\ "  '
    wire.polls(etag=odd, last_modified="not a date")

    state = claim(store, now=at(60))
    assert (odd, "not a date") == (state.etag, state.last_modified)


def test_a_first_poll_that_fails_is_not_the_first(store, wire):
    """Else the feed's whole archive would alert once its server is back."""
    store.feeds.sync([feed()], START)
    store.feeds.finish(claim(store), failed(), host_next_at=START)
    state = claim(store, now=at(60))

    assert (None, None, 1) == (state.first_polled_at, state.last_success_at, state.failures)


def test_failures_are_counted_and_shown_until_they_end(store, wire):
    wire.polls(entry("a"))
    for hours in (1, 2):
        now = START + hours * HOUR
        store.feeds.finish(claim(store, now=now), failed(now), host_next_at=now)
    failing = status_of(store)
    store.feeds.finish(claim(store, now=at(180)), changed(now=at(180)), host_next_at=at(180))
    well = status_of(store)

    assert ("server", "500 Internal Server Error", at(60), 2) == (
        failing.error_kind,
        failing.error,
        failing.failing_since,
        failing.failures,
    )
    assert (START, at(180)) == (failing.last_success_at, well.last_success_at)
    assert (None, None, None, 0) == (well.error_kind, well.error, well.failing_since, well.failures)


def test_a_repeating_failure_is_told_once(store, wire):
    wire.id_of("fil")
    for hours in range(3):
        now = START + hours * HOUR
        store.feeds.finish(claim(store, now=now), failed(now), host_next_at=now)
    wire.polls(now=START + 3 * HOUR)
    wire.polls(now=START + 4 * HOUR)

    failing, recovered = [event for event in store.events.after(0, 10) if event.kind == "feed.polled"]
    assert ("fil", START, "server", 1) == (
        failing.subject,
        failing.at,
        failing.detail["error_kind"],
        failing.detail["failures"],
    )
    assert (START + 3 * HOUR, 0) == (recovered.at, recovered.detail["failures"])


def test_new_entries_are_told(store, wire):
    wire.polls(entry("a"), entry("b", quiet=True))

    (event,) = store.events.after(0, 10)
    assert ("feed.polled", 2, 1) == (event.kind, event.detail["new"], event.detail["quiet"])


def test_a_poll_with_nothing_new_is_not_told(store, wire):
    wire.polls()

    assert [] == store.events.after(0, 10)


def test_polls_that_die_again_and_again_give_the_feed_a_day_off(store):
    store.feeds.sync([feed(), feed("good")], START)
    for minute in range(0, 12, 2):
        assert claim(store, now=at(minute)) is not None
    died = store.feeds.due(at(12), 10)
    store.sweep(at(12))
    status = status_of(store)

    assert [2] == died
    assert ("crashed", 1, at(12), at(12) + DAY) == (
        status.error_kind,
        status.failures,
        status.failing_since,
        status.next_poll_at,
    )
    assert claim(store, now=at(12)) is None
    assert claim(store, now=at(12) + DAY) is not None
    assert None is status_of(store, "good").error_kind


def test_a_finished_poll_forgives_the_dead_ones(store):
    store.feeds.sync([feed()], START)
    for minute in (0, 2):
        claim(store, now=at(minute))
    store.feeds.finish(claim(store, now=at(4)), changed(now=at(4), next_poll_at=at(5)), host_next_at=at(4))
    for minute in (5, 7):
        assert claim(store, now=at(minute)) is not None


# ---------------------------------------------------------------- entries


def test_what_a_feed_carried_is_known_in_that_feed(store, wire):
    wire.polls(entry("a", article_key="https://agency.example/a"))
    wire.polls(entry("b"), of="other")

    asked = (["guid-a", "guid-b", "guid-c"], ["https://agency.example/a", "https://b.example/page"])
    assert {"guid-a", "https://agency.example/a"} == store.feeds.known(1, *asked)
    assert {"guid-b", "https://b.example/page"} == store.feeds.known(2, *asked)
    assert frozenset() == store.feeds.known(1, [], [])


def test_many_keys_are_asked_at_once(store, wire):
    wire.polls(*(entry(f"n{n}", host="one.example") for n in range(0, 1300, 13)))
    keys = [f"guid-n{n}" for n in range(1300)]

    assert {f"guid-n{n}" for n in range(0, 1300, 13)} == store.feeds.known(1, keys, [])


def test_the_same_key_again_is_no_new_entry(store, wire):
    wire.polls(entry("a"))
    wire.polls(entry("a"), now=at(60))

    assert 1 == status_of(store).entries


def test_the_newest_times_come_first(store, wire):
    """By the wire's own dates; where it gives none, by when we saw the entry."""
    wire.polls(entry("new", published_at=at(-10)), entry("old", published_at=at(-90)), entry("odd", published_at=None))
    wire.polls(entry("next", published_at=at(50)), now=at(60))

    assert [at(50)] == store.feeds.recent_entry_times(1, 1)
    assert [at(50), START, at(-10), at(-90)] == store.feeds.recent_entry_times(1, 10)
    assert [at(50), START] == store.feeds.recent_entry_times(1, 2)
    assert [] == store.feeds.recent_entry_times(2, 10)


def test_the_status_counts_entries(store, wire):
    wire.polls(entry("a"), entry("b"))
    wire.polls(entry("c"), now=at(60))
    status = status_of(store)

    assert (3, at(60), at(60)) == (status.entries, status.newest_entry_at, status.last_success_at)
    assert ("FIL", "https://fil.example/rss", at(120)) == (status.name, status.url, status.next_poll_at)


def test_times_come_back_aware_and_in_utc_to_the_microsecond(store, wire):
    wire.polls(entry("a", published_at=START))
    (published,) = store.feeds.recent_entry_times(1, 1)

    assert (START, timedelta(0), 123456) == (published, published.utcoffset(), published.microsecond)
