"""What the store promises, on both engines."""

import sqlite3
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from monitor.errors import StoreBusyError, StoreError, StoreVersionError
from monitor.store.articles import text_hash
from monitor.store.engine import Database
from monitor.store.schema import metadata
from monitor.store.store import Store
from monitor.types import (
    ArticleText,
    Assessment,
    Feed,
    Match,
    NewEntry,
    NewNotification,
    PairAssessment,
    ParsedEntry,
    PollOutcome,
    PollResult,
    Receipt,
    RuleSpec,
    ScrapeResult,
    Span,
)

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SOON, LATER = NOW + timedelta(minutes=1), NOW + timedelta(hours=1)
FEED = Feed(id="fil", name="Fil", url="https://fil.example/rss", language="fr", home="AZ")
RULE = RuleSpec(id="az-dz", name="AZ-DZ", pairs=("AZ-DZ",), notify=("desk",))
MATCH = Match(
    rule_id="az-dz",
    rule_name="AZ-DZ",
    pairs=("AZ-DZ",),
    topics=("energy",),
    score=0.9,
    urgent=False,
    notify=("desk",),
    place="config.yaml:4",
)
ASSESSMENT = Assessment(
    language="fr",
    pairs=(PairAssessment("AZ-DZ", 0.9, about=True, evidence=(Span("text", 0, 4, "Bakou"[:4]),)),),
    lexicon="v1",
)


def entry(number, *, quiet=False, backfilled=False, host="fil.example"):
    url = f"https://fil.example/{number}" if host else None
    return NewEntry(
        key=f"guid-{number}",
        article_key=url or f"entry:fil:guid-{number}",
        entry=ParsedEntry(guid=f"guid-{number}", url=url, title=f"Titre {number}", summary="Résumé"),
        host=host,
        quiet=quiet,
        backfilled=backfilled,
    )


def result(*entries, at=NOW, **changes):
    return PollResult(
        outcome=PollOutcome.CHANGED, polled_at=at, next_poll_at=at + timedelta(minutes=5), entries=entries, **changes
    )


def polled(store, *entries, at=NOW, feed=0, **changes):
    """Poll one due feed with this result; the articles now waiting."""
    state = store.feeds.claim(store.feeds.due(at, 10)[feed], at, at + timedelta(minutes=3))
    return store.feeds.finish(state, result(*entries, at=at, **changes), host_next_at=at)


def scraped(store, article_id, *, title="Titre", body="Un texte.", at=NOW):
    claimed = store.articles.claim_scrape(article_id, at, at + timedelta(minutes=3))
    text_ = ArticleText(title=title, text=body, language="fr")
    assert store.articles.finish_scrape(claimed, ScrapeResult(scraped_at=at, article=text_), host_next_at=at)


def evaluated(store, article_id, *matches, at=NOW, due_at=None):
    claimed = store.articles.claim_evaluate(article_id, at, at + timedelta(minutes=2))
    return store.articles.finish_evaluate(claimed, ASSESSMENT, matches, alert_due_at=due_at or at, now=at)


def alerted(store, *, number=1, at=NOW):
    """An open alert of an article that came in and matched."""
    (article_id,) = polled(store, entry(number), at=at)
    scraped(store, article_id, at=at, body=f"Un texte, le {number}.")
    return evaluated(store, article_id, MATCH, at=at)


def gathered(store, alert_id, *, at=NOW, recipients=("desk@example.org",)):
    alert = store.alerts.claim(alert_id, at, at + timedelta(minutes=1))
    with store.alerts.gathering(alert, at) as gathering:
        story_id = gathering.open_story(alert.article_id, alert.article.title)
        for recipient in recipients:
            gathering.notify(
                story_id, 0, NewNotification("desk", recipient, f"<{recipient}>", "payload", at), ["az-dz"]
            )
        gathering.close(story_id, 0)
    return story_id


@pytest.fixture
def fed(store):
    """A store that watches one feed."""
    store.feeds.sync([FEED], NOW)
    return store


# ---------------------------------------------------------------- opening


def test_the_migrations_make_exactly_the_schema(store, url):
    database = Database(url, "reader")
    with database.reading() as connection:
        differences = compare_metadata(MigrationContext.configure(connection, opts={"compare_type": False}), metadata)
    database.close()

    assert differences == []


def test_a_second_daemon_is_refused_until_the_first_is_gone(store, url):
    with pytest.raises(StoreBusyError, match="another monitor"):
        Store.open(url, role="daemon")

    store.close()
    Store.open(url, role="daemon").close()


def test_a_reader_reads_beside_the_daemon_and_cannot_write(fed, url):
    reader = Store.open(url, role="reader")

    assert ["fil"] == [feed.id for feed in reader.status(NOW).feeds]
    if url.startswith("sqlite"):
        with pytest.raises(StoreError):
            reader.feeds.sync([], NOW)
    reader.close()


def test_a_reader_says_when_there_is_no_database(tmp_path):
    with pytest.raises(StoreError, match="start `monitor run` first"):
        Store.open(f"sqlite:///{tmp_path / 'none.db'}", role="reader")


def test_a_newer_database_is_refused(store, url):
    store.close()
    database = Database(url, "daemon")
    with database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    database.close()

    for role in ("daemon", "reader"):
        with pytest.raises(StoreVersionError, match="newer monitor"):
            Store.open(url, role=role)


def test_a_file_that_is_no_database_is_refused(tmp_path):
    (tmp_path / "monitor.db").write_bytes(b"this is not a database, whatever its name says\n" * 100)

    with pytest.raises(StoreError, match="damaged or no database"):
        Store.open(f"sqlite:///{tmp_path / 'monitor.db'}", role="daemon")


def test_a_database_locked_by_another_program_is_busy(tmp_path, monkeypatch):
    monkeypatch.setattr("monitor.store.engine.BUSY_MS", 50)
    store = Store.open(f"sqlite:///{tmp_path / 'monitor.db'}", role="daemon")
    other = sqlite3.connect(tmp_path / "monitor.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    with pytest.raises(StoreBusyError, match="another program"):
        store.feeds.sync([FEED], NOW)

    other.execute("ROLLBACK")
    other.close()
    store.close()


def test_the_lock_dies_with_its_process(tmp_path):
    url = f"sqlite:///{tmp_path / 'monitor.db'}"
    code = (
        "import os, signal; from monitor.store.store import Store\n"
        f"store = Store.open({url!r}, role='daemon')\nos.kill(os.getpid(), signal.SIGKILL)"
    )
    subprocess.run([sys.executable, "-c", code], check=False)

    Store.open(url, role="daemon").close()


# ---------------------------------------------------------------- feeds


def test_a_new_feed_is_due_at_once_and_a_removed_one_is_paused(fed):
    assert 1 == len(fed.feeds.due(NOW, 10))
    fed.feeds.sync([], NOW)
    assert [] == fed.feeds.due(NOW, 10)
    assert ["paused"] == [feed.state for feed in fed.status(NOW).feeds]
    fed.feeds.sync([FEED], NOW)
    assert 1 == len(fed.feeds.due(NOW, 10))


def test_another_address_makes_the_validators_worthless_and_keeps_the_entries(fed):
    polled(fed, entry(1), etag='W/"1"', body_hash="h")
    fed.feeds.sync([replace(FEED, url="https://fil.example/new")], NOW)
    state = fed.feeds.claim(fed.feeds.due(SOON, 1)[0], SOON, LATER)

    assert (None, None) == (state.etag, state.body_hash)
    assert {"guid-1"} == fed.feeds.known(state.id, ["guid-1", "guid-2"], [])
    assert NOW == state.first_polled_at


def test_a_shorter_interval_holds_at_once(fed):
    polled(fed)
    fed.feeds.sync([replace(FEED, every=timedelta(seconds=30))], NOW)

    assert 1 == len(fed.feeds.due(NOW + timedelta(seconds=30), 10))


def test_one_claim_of_many_wins(fed):
    (feed_id,) = fed.feeds.due(NOW, 10)
    won, start = [], threading.Barrier(8)

    def claim():
        start.wait()
        won.append(fed.feeds.claim(feed_id, NOW, SOON))

    threads = [threading.Thread(target=claim) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert 1 == sum(state is not None for state in won)


def test_a_claim_that_ran_out_is_anothers_and_the_first_writes_nothing(fed):
    (feed_id,) = fed.feeds.due(NOW, 10)
    first = fed.feeds.claim(feed_id, NOW, SOON)
    second = fed.feeds.claim(feed_id, LATER, LATER + timedelta(minutes=3))

    assert fed.feeds.finish(first, result(entry(1)), host_next_at=NOW) is None
    assert frozenset() == fed.feeds.known(feed_id, ["guid-1"], [])
    assert fed.feeds.finish(second, result(entry(1), at=LATER), host_next_at=LATER) is not None


def test_a_host_is_asked_by_one_at_a_time_and_not_before_its_turn(store):
    store.feeds.sync([FEED, replace(FEED, id="two", name="Two", url="https://fil.example/two")], NOW)
    one, two = store.feeds.due(NOW, 10)
    state = store.feeds.claim(one, NOW, SOON)

    assert store.feeds.claim(two, NOW, SOON) is None
    assert [] == store.feeds.due(NOW, 10)
    store.feeds.finish(state, result(), host_next_at=NOW + timedelta(seconds=10))
    assert [] == store.feeds.due(NOW, 10)
    assert NOW + timedelta(seconds=10) == store.next_turn_at(NOW)
    assert [two] == store.feeds.due(NOW + timedelta(seconds=10), 10)


def test_failures_are_the_feeds_state_and_a_success_clears_them(fed):
    failed = PollResult(
        outcome=PollOutcome.FAILED, polled_at=NOW, next_poll_at=SOON, error_kind="server", error="in trouble"
    )
    state = fed.feeds.claim(fed.feeds.due(NOW, 1)[0], NOW, SOON)
    fed.feeds.finish(state, failed, host_next_at=NOW)
    (row,) = fed.status(NOW).feeds
    polled(fed, at=SOON)
    (mended,) = fed.status(NOW).feeds

    assert ("server", "in trouble", NOW, 1, None) == (
        row.error_kind,
        row.error,
        row.failing_since,
        row.failures,
        row.last_success_at,
    )
    assert (None, 0, SOON) == (mended.error_kind, mended.failures, mended.last_success_at)


def test_a_feed_on_which_polls_die_is_left_alone_for_a_day(fed):
    (feed_id,) = fed.feeds.due(NOW, 10)
    at = NOW
    for _ in range(3):
        assert fed.feeds.claim(feed_id, at, at + timedelta(minutes=1))
        at += timedelta(minutes=2)
    assert [] == fed.feeds.due(at, 10)
    fed.sweep(at)

    assert "crashed" == fed.status(at).feeds[0].error_kind
    assert [feed_id] == fed.feeds.due(at + timedelta(days=1), 10)


# ---------------------------------------------------------------- entries and articles


def test_a_first_poll_is_recorded_quietly_but_for_its_backfill(fed):
    waiting = polled(fed, entry(1, backfilled=True), entry(2, quiet=True), entry(3, quiet=True))

    assert 1 == len(waiting)
    assert waiting == fed.articles.due_scrape(NOW, 10)
    assert (3, 2) == (fed.counts(NOW).entries, fed.counts(NOW).kept_quiet)


def test_an_article_in_two_feeds_is_one_and_wakes_when_one_carries_it_anew(store):
    other = Feed(id="two", name="Two", url="https://two.example/rss", language="en", home="DZ")
    store.feeds.sync([FEED, other], NOW)
    one, two = (store.feeds.claim(feed, NOW, SOON) for feed in store.feeds.due(NOW, 10))
    asleep = store.feeds.finish(one, result(entry(1, quiet=True)), host_next_at=NOW)
    awake = store.feeds.finish(two, result(entry(1), at=SOON), host_next_at=NOW)
    claimed = store.articles.claim_scrape(awake[0], SOON, LATER)

    assert ([], 1) == (asleep, len(awake))
    assert (("AZ", "DZ"), None) == (claimed.homes, claimed.language)


def test_an_entry_without_a_page_waits_for_no_host(fed):
    (article_id,) = polled(fed, entry(1, host=None))
    claimed = fed.articles.claim_scrape(article_id, NOW, SOON)

    assert (None, "Résumé") == (claimed.url, claimed.entry.summary)


def test_a_page_that_could_not_be_had_is_tried_when_said(fed):
    (article_id,) = polled(fed, entry(1))
    claimed = fed.articles.claim_scrape(article_id, NOW, SOON)
    waits = ScrapeResult(scraped_at=NOW, error_kind="server", error="in trouble", retry_at=LATER)

    assert fed.articles.finish_scrape(claimed, waits, host_next_at=NOW)
    assert [] == fed.articles.due_scrape(SOON, 10)
    assert [article_id] == fed.articles.due_scrape(LATER, 10)
    fed.hasten(SOON)
    assert 1 == fed.articles.claim_scrape(article_id, SOON, LATER).tries


def test_impatience_does_not_shorten_what_a_server_asked_for(fed):
    (article_id,) = polled(fed, entry(1))
    claimed = fed.articles.claim_scrape(article_id, NOW, SOON)
    waits = ScrapeResult(scraped_at=NOW, error_kind="server", error="x", retry_at=LATER, host_retry_at=LATER)
    fed.articles.finish_scrape(claimed, waits, host_next_at=NOW)
    fed.hasten(SOON)

    assert [] == fed.articles.due_scrape(SOON, 10)


def test_the_match_and_its_alert_are_one_commit_with_the_judgement(fed):
    (article_id,) = polled(fed, entry(1))
    scraped(fed, article_id)
    quiet = replace(MATCH, rule_id="other", quiet=True)
    alert_id = evaluated(fed, article_id, MATCH, quiet)
    alert = fed.alerts.claim(alert_id, NOW, SOON)

    assert (MATCH,) == alert.matches
    assert ASSESSMENT == alert.assessment
    assert text_hash("Titre", "Un texte.") == alert.text_hash
    assert [("Fil", "AZ", NOW)] == [(source.feed, source.home, source.seen_at) for source in alert.sources]
    assert [] == fed.articles.due_evaluate(LATER, 10)


def test_without_a_loud_match_no_alert_opens(fed):
    (article_id,) = polled(fed, entry(1))
    scraped(fed, article_id)

    assert evaluated(fed, article_id, replace(MATCH, quiet=True)) is None
    assert 1 == fed.counts(NOW).kept_quiet


def test_an_article_that_kills_three_claims_is_failed_and_visible(fed):
    (article_id,) = polled(fed, entry(1))
    at = NOW
    for _ in range(3):
        assert fed.articles.claim_scrape(article_id, at, at + timedelta(minutes=1))
        at += timedelta(minutes=2)
    fed.sweep(at)

    assert [] == fed.articles.due_scrape(at + timedelta(days=9), 10)
    assert 1 == fed.status(at).articles_failed


def test_judging_under_a_lost_claim_writes_nothing(fed):
    (article_id,) = polled(fed, entry(1))
    scraped(fed, article_id)
    slow = fed.articles.claim_evaluate(article_id, NOW, SOON)
    fed.articles.claim_evaluate(article_id, LATER, LATER + timedelta(minutes=2))

    assert fed.articles.finish_evaluate(slow, ASSESSMENT, [MATCH], alert_due_at=NOW, now=LATER) is None
    assert {"open": 0, "gathered": 0, "failed": 0} == fed.alerts.states()


# ---------------------------------------------------------------- rules


def test_a_rule_is_new_once_and_edited_when_it_asks_something_else(store):
    (new,) = store.rules.sync([RULE], NOW)
    (same,) = store.rules.sync([replace(RULE, notify=("other",), urgent=True)], SOON)
    (edited,) = store.rules.sync([replace(RULE, topics=("energy",))], LATER)

    assert (True, NOW, NOW) == (new.changed, new.created_at, new.active_since)
    assert (False, NOW) == (same.changed, same.active_since)
    assert (True, NOW, LATER) == (edited.changed, edited.created_at, edited.active_since)


def test_a_rule_may_speak_of_stored_articles_once(fed):
    (article_id,) = polled(fed, entry(1))
    scraped(fed, article_id)
    evaluated(fed, article_id)
    ((article, assessment),) = fed.rules.judged_before(SOON, None, 10)

    assert ASSESSMENT == assessment
    assert fed.rules.add_backfill(article, MATCH, alert_due_at=SOON, now=SOON) is not None
    assert fed.rules.add_backfill(article, MATCH, alert_due_at=SOON, now=SOON) is None
    assert [] == fed.rules.judged_before(NOW, None, 10)
    assert 1 == fed.status(LATER).rules[0].matches


# ---------------------------------------------------------------- alerts and notifications


def test_an_alert_waits_for_its_group(fed):
    (article_id,) = polled(fed, entry(1))
    scraped(fed, article_id)
    evaluated(fed, article_id, MATCH, due_at=SOON)

    assert [] == fed.alerts.due(NOW, 10)
    assert 1 == len(fed.alerts.due(SOON, 10))
    fed.hasten(NOW)
    assert 1 == len(fed.alerts.due(NOW, 10))


def test_gathering_writes_all_or_nothing(fed):
    alert_id = alerted(fed)
    alert = fed.alerts.claim(alert_id, NOW, SOON)
    with pytest.raises(RuntimeError), fed.alerts.gathering(alert, NOW) as gathering:
        gathering.open_story(alert.article_id, "Titre")
        raise RuntimeError("killed here")

    assert [alert_id] == fed.alerts.due(LATER, 10)
    gathered(fed, alert_id, at=LATER)
    assert (1, {"open": 0, "gathered": 1, "failed": 0}) == (fed.counts(NOW).pending, fed.alerts.states())


def test_gathering_under_a_lost_claim_writes_nothing(fed):
    alert_id = alerted(fed)
    slow = fed.alerts.claim(alert_id, NOW, SOON)
    gathered(fed, alert_id, at=LATER)
    with fed.alerts.gathering(slow, LATER) as gathering:
        assert gathering is None

    assert 1 == fed.counts(NOW).pending


def test_a_story_is_known_by_its_article_and_by_its_words(fed):
    story_id = gathered(fed, alerted(fed))
    other = fed.alerts.claim(alerted(fed, number=2, at=LATER), LATER, LATER + timedelta(minutes=1))
    with fed.alerts.gathering(other, LATER) as gathering:
        found = (
            gathering.story_of_article(1),
            gathering.story_with(text_hash("Titre", "Un texte,  le 1."), NOW),
            gathering.story_with(text_hash("Titre", "Un texte, le 1."), LATER),
            gathering.story_of_article(other.article_id),
        )
        told, update = gathering.told(story_id), gathering.next_update(story_id)
        gathering.close(story_id, update)

    assert (story_id, story_id, None, None) == found
    assert (frozenset({("desk", "desk@example.org", "az-dz")}), 1) == (told, update)


def test_a_notification_is_sent_once(fed):
    gathered(fed, alerted(fed))
    (row,) = fed.notifications.due(NOW, 10, ["desk"])
    claimed = fed.notifications.claim(row, NOW, SOON)

    assert fed.notifications.claim(row, NOW, SOON) is None
    assert fed.notifications.sent(claimed, Receipt("250 ok"), NOW)
    assert not fed.notifications.sent(claimed, Receipt("again"), NOW)
    assert [] == fed.notifications.due(LATER, 10, ["desk"])
    assert {"desk": 1} == fed.counts(NOW).sent


def test_a_refusal_waits_and_says_why(fed):
    gathered(fed, alerted(fed))
    (row,) = fed.notifications.due(NOW, 10, ["desk"])
    claimed = fed.notifications.claim(row, NOW, SOON)
    assert fed.notifications.retry(claimed, LATER, "the server is down", NOW)
    (status,) = fed.status(NOW).receivers

    assert ([], [row]) == (fed.notifications.due(SOON, 10, ["desk"]), fed.notifications.due(LATER, 10, ["desk"]))
    assert (1, "the server is down") == (status.pending, status.error)
    fed.hasten(SOON)
    again = fed.notifications.claim(row, SOON, LATER)
    assert (1, False, claimed.message_id, claimed.payload) == (
        again.tries,
        again.possible_repeat,
        again.message_id,
        again.payload,
    )


def test_what_is_refused_for_good_is_dead_and_visible(fed):
    gathered(fed, alerted(fed))
    claimed = fed.notifications.claim(fed.notifications.due(NOW, 10, ["desk"])[0], NOW, SOON)
    assert fed.notifications.dead(claimed, "no such user", NOW)

    assert [] == fed.notifications.due(LATER, 10, ["desk"])
    assert (1, "no such user") == (fed.status(NOW).receivers[0].dead, fed.status(NOW).receivers[0].error)


@pytest.mark.parametrize("how", ["lost answer", "lease ran out", "daemon died"])
def test_a_cut_hand_over_is_repeated_and_says_so(fed, how):
    gathered(fed, alerted(fed))
    (row,) = fed.notifications.due(NOW, 10, ["desk"])
    claimed = fed.notifications.claim(row, NOW, SOON)
    if how == "lost answer":
        fed.notifications.unknown(claimed, "the answer was lost", LATER, NOW)
    elif how == "lease ran out":
        fed.sweep(LATER)
    else:
        fed.release_claims(NOW)
    again = fed.notifications.claim(row, LATER, LATER + timedelta(minutes=5))

    assert again.possible_repeat
    assert claimed.message_id == again.message_id


def test_a_hand_over_in_progress_is_left_alone(fed):
    gathered(fed, alerted(fed))
    (row,) = fed.notifications.due(NOW, 10, ["desk"])
    claimed = fed.notifications.claim(row, NOW, SOON)
    fed.sweep(NOW)

    assert fed.notifications.sent(claimed, Receipt(), NOW)


def test_a_removed_receivers_notifications_are_held_until_it_is_back(fed):
    gathered(fed, alerted(fed))
    fed.notifications.hold(["other"], NOW)
    held = fed.status(NOW).receivers[0].held
    fed.notifications.hold(["desk"], NOW)

    assert 1 == held
    assert 1 == len(fed.notifications.due(NOW, 10, ["desk"]))


def test_a_new_daemon_frees_what_its_predecessor_had_claimed(fed):
    (feed_id,) = fed.feeds.due(NOW, 10)
    fed.feeds.claim(feed_id, NOW, LATER)
    assert [] == fed.feeds.due(NOW, 10)
    fed.release_claims(NOW)

    assert [feed_id] == fed.feeds.due(NOW, 10)


# ---------------------------------------------------------------- the record


def test_events_tell_the_story_in_order(fed):
    gathered(fed, alerted(fed))
    claimed = fed.notifications.claim(fed.notifications.due(NOW, 10, ["desk"])[0], NOW, SOON)
    fed.notifications.sent(claimed, Receipt(), NOW)
    events = fed.events.after(0, 100)

    assert ["feed.polled", "article.scraped", "article.assessed", "alert.opened", "notification.sent"] == [
        event.kind for event in events
    ]
    assert all(event.at == NOW and event.at.tzinfo is not None for event in events)
    assert events[2:] == fed.events.after(events[1].id, 100)


def test_a_configuration_is_noted_when_it_changes(store):
    store.configurations.activate("hash-1", "text", NOW)
    store.configurations.activate("hash-1", "text", SOON)
    store.configurations.activate("hash-2", "text", LATER)

    assert "hash-2" == store.configurations.current()
    assert 2 == len(store.events.after(0, 10))
