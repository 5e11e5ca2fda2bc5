"""Alerts: folded into stories one at a time, and either wholly written into the outbox or not at all."""

import threading
from datetime import timedelta

import pytest

from monitor.types import Source
from tests.store.wire import ASSESSMENT, FAR, HOUR, MINUTE, START, at, entry, match, notification


def claim(store, alert_id=1, now=START, until=None):
    return store.alerts.claim(alert_id, now, until or now + MINUTE)


class StepFailedError(Exception):
    """Something that a step did not foresee."""


# ---------------------------------------------------------------- due, claim


def test_an_alert_waits_for_its_group(store, wire):
    wire.judges(wire.article("a"), match(), due_at=at(2))

    assert ([], [1]) == (store.alerts.due(at(1), 10), store.alerts.due(at(2), 10))
    assert claim(store, now=at(1)) is None


def test_impatience_does_not_wait_for_groups(store, wire):
    wire.judges(wire.article("a"), match(), due_at=at(2))
    store.hasten(START)

    assert [1] == store.alerts.due(START, 10)


def test_the_oldest_alert_goes_first(store, wire):
    wire.judges(wire.article("a"), match(), due_at=at(5))
    wire.judges(wire.article("b"), match(), due_at=at(3))

    assert [2, 1] == store.alerts.due(at(9), 10)
    assert [2] == store.alerts.due(at(9), 1)


def test_a_claimed_alert_says_everything_its_readers_may_be_told(store, wire):
    shared = "https://a.example/page"
    wire.polls(entry("a", published_at=at(-5)), of="fil")
    wire.polls(entry("b", article_key=shared), of="other", now=at(1))
    wire.reads(1, at(1), title="Titre", text="Texte")
    alert_id = wire.judges(1, match("gas"), match("oil", urgent=True), now=at(1))
    alert = claim(store, alert_id, now=at(1))

    assert (1, 1, "Titre", "Texte", ("AZ",)) == (
        alert.id,
        alert.article_id,
        alert.article.title,
        alert.article.text,
        alert.article.homes,
    )
    assert ("https://a.example/page", False, at(1), ASSESSMENT) == (
        alert.url,
        alert.from_entry,
        alert.opened_at,
        alert.assessment,
    )
    assert (match("gas"), match("oil", urgent=True)) == alert.matches
    assert (
        Source("FIL", "AZ", START, "https://a.example/page"),
        Source("OTHER", "AZ", at(1), "https://b.example/page"),
    ) == alert.sources
    assert 64 == len(alert.text_hash)


def test_an_article_judged_by_the_feeds_words_says_so(store, wire):
    wire.judges(wire.article("a", from_entry=True), match())

    assert claim(store).from_entry


def test_an_alert_has_one_gatherer(store, wire):
    wire.alerts()

    assert claim(store) is not None
    assert claim(store) is None
    assert [] == store.alerts.due(START, 10)


def test_dead_gatherers_leave_a_failed_alert(store, wire):
    wire.alerts()
    for minute in range(0, 12, 2):
        assert claim(store, now=at(minute)) is not None
    before = store.alerts.states()
    store.sweep(at(12))

    assert {"open": 1, "gathered": 0, "failed": 0} == before
    assert {"open": 0, "gathered": 0, "failed": 1} == store.alerts.states()
    assert "alert.failed" == wire.kinds()[-1]
    assert claim(store, now=FAR) is None


def test_an_alert_that_cannot_be_read_is_not_tried_for_ever(store, wire):
    """A row that breaks its reader counts as an attempt; else it would be tried at every tick, for ever."""
    wire.alerts()
    with store._database.writing() as connection:
        connection.exec_driver_sql("UPDATE assessments SET assessment = '{}'")
    for minute in range(0, 12, 2):
        with pytest.raises(KeyError):
            claim(store, now=at(minute))
    store.sweep(at(12))

    assert 1 == store.alerts.states()["failed"]


# ---------------------------------------------------------------- gather


def test_gathering_is_one_commit(store, wire):
    """Story, notifications and the alert's new state: seen together, or not yet."""
    wire.alerts()
    alert = claim(store)
    with store.alerts.gathering(alert, START) as gathering:
        story = gathering.open_story(alert.article_id, "Titre")
        gathering.notify(story, 0, notification(), ("gas",))
        gathering.close(story, 0)
        unseen = (store.notifications.due(FAR, 10, ("desk",)), store.alerts.states()["open"])

    assert ([], 1) == unseen
    assert [1] == store.notifications.due(FAR, 10, ("desk",))
    assert {"open": 0, "gathered": 1, "failed": 0} == store.alerts.states()


def test_a_gathering_that_fails_leaves_nothing(store, wire):
    wire.alerts()
    alert = claim(store)

    def gather():
        with store.alerts.gathering(alert, START) as gathering:
            story = gathering.open_story(alert.article_id, "Titre")
            gathering.notify(story, 0, notification(), ("gas",))
            raise StepFailedError

    with pytest.raises(StepFailedError):
        gather()

    assert ([], 1) == (store.notifications.due(FAR, 10, ("desk",)), store.alerts.states()["open"])
    wire.gathers(1, now=at(2))
    assert 1 == len(store.notifications.due(FAR, 10, ("desk",)))


def test_an_overtaken_gatherer_is_told_so_and_writes_nothing(store, wire):
    wire.alerts()
    slow = claim(store)
    quick = claim(store, now=at(2))
    with store.alerts.gathering(slow, at(2)) as gathering:
        lost = gathering
    with store.alerts.gathering(quick, at(2)) as gathering:
        gathering.close(gathering.open_story(1, "Titre"), 0)
    with store.alerts.gathering(quick, at(2)) as gathering:
        twice = gathering

    assert (None, None) == (lost, twice)
    assert 1 == store.alerts.states()["gathered"]


def test_the_same_article_is_the_same_story(store, wire):
    story = wire.gathers(wire.alerts("a"))
    ((article, _),) = store.rules.judged_before(FAR, None, 10)
    later = store.rules.add_backfill(article, (match("new"),), alert_due_at=START, now=START)
    with store.alerts.gathering(claim(store, later), START) as gathering:
        found = (gathering.story_of_article(article.id), gathering.story_of_article(99))
        numbers = (gathering.next_update(story), gathering.next_update(story))

    assert (story, None) == found
    assert (1, 2) == numbers


def test_the_same_words_are_the_same_story_for_a_while(store, wire):
    story = wire.gathers(wire.alerts("a", text="Le  gaz"))
    same = claim(store, wire.alerts("b", text="Le gaz", now=START + HOUR), now=START + HOUR)
    with store.alerts.gathering(same, START + HOUR) as gathering:
        within = gathering.story_with(same.text_hash, START)
        too_late = gathering.story_with(same.text_hash, START + MINUTE)
        other = gathering.story_with("0" * 64, START)

    assert (story, None, None) == (within, too_late, other)


def test_an_open_alert_is_no_story_yet(store, wire):
    wire.alerts("a", text="Le gaz")
    second = claim(store, wire.alerts("b", text="Le gaz"))
    with store.alerts.gathering(second, START) as gathering:
        found = (gathering.story_with(second.text_hash, START - HOUR), gathering.story_of_article(1))

    assert (None, None) == found


def test_who_was_told_of_what_is_remembered(store, wire):
    wire.alerts("a", rules=("gas", "oil"))
    alert = claim(store)
    with store.alerts.gathering(alert, START) as gathering:
        story = gathering.open_story(alert.article_id, "Titre")
        before = gathering.told(story)
        gathering.notify(story, 0, notification("one@example.org"), ("gas", "oil"))
        gathering.notify(story, 0, notification("two@example.org"), ("oil",))
        told = gathering.told(story)
        gathering.close(story, 0)

    assert frozenset() == before
    assert {
        ("desk", "one@example.org", "gas"),
        ("desk", "one@example.org", "oil"),
        ("desk", "two@example.org", "oil"),
    } == told


def test_nobody_is_told_the_same_update_twice(store, wire):
    wire.alerts()
    alert = claim(store)

    def gather():
        with store.alerts.gathering(alert, START) as gathering:
            story = gathering.open_story(alert.article_id, "Titre")
            gathering.notify(story, 0, notification(), ("gas",))
            gathering.notify(story, 0, notification(), ("oil",))

    with pytest.raises(Exception, match=r"(?i)unique"):
        gather()

    assert [] == store.notifications.due(FAR, 10, ("desk",))


def test_two_gatherers_never_open_the_same_story_twice(store, wire):
    """The second waits until the first has committed, and then sees its story."""
    alerts = [claim(store, wire.alerts(name, text="Le gaz")) for name in "ab"]
    found, together = [], threading.Barrier(2, timeout=30)

    def gather(alert):
        together.wait()
        with store.alerts.gathering(alert, START) as gathering:
            story = gathering.story_with(alert.text_hash, START - timedelta(days=3))
            found.append(story)
            gathering.close(story or gathering.open_story(alert.article_id, "Titre"), 0)

    threads = [threading.Thread(target=gather, args=(alert,)) for alert in alerts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    assert [None, 1] == found
