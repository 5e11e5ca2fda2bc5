"""Articles: one per address whatever feeds carry it, read once, judged once, and never lost on the way."""

from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.types import ArticleText, Assessment, ScrapeResult
from tests.store.wire import ASSESSMENT, FAR, HOUR, MINUTE, START, at, entry, feed, match, scraped

SECOND = timedelta(seconds=1)


def claim_scrape(store, article_id=1, now=START, until=None):
    return store.articles.claim_scrape(article_id, now, until or now + MINUTE)


def claim_evaluate(store, article_id=1, now=START, until=None):
    return store.articles.claim_evaluate(article_id, now, until or now + MINUTE)


def waits(retry_at, **changes):
    """A page that could not be had."""
    given = {"scraped_at": START, "error_kind": "server", "error": "503", "retry_at": retry_at}
    return ScrapeResult(**(given | changes))


# ---------------------------------------------------------------- which are read


def test_a_new_entry_is_an_article_to_be_read(store, wire):
    due = wire.polls(entry("a"))

    assert [1] == due
    assert due == store.articles.due_scrape(START, 10)


def test_a_first_poll_is_quiet_but_for_its_backfill(store, wire):
    """The archive of a new wire is recorded; nobody fetches five hundred pages."""
    due = wire.polls(entry("new", backfilled=True), *(entry(f"old{n}", quiet=True) for n in range(20)))
    counts = store.counts(START)

    assert 1 == len(due)
    assert due == store.articles.due_scrape(FAR, 100)
    assert (21, 20, 1) == (counts.entries, counts.kept_quiet, counts.waiting)


def test_the_newest_are_read_first(store, wire):
    """Whichever way round the feed lists them."""
    wire.polls(entry("old", published_at=at(-60)), entry("new", published_at=at(-1)), entry("mid", published_at=at(-9)))
    titles = [claim_scrape(store, row).entry.title for row in store.articles.due_scrape(START, 10)]

    assert ["Title new", "Title mid", "Title old"] == titles


def test_without_dates_the_feeds_own_order_counts(store, wire):
    wire.polls(entry("first"), entry("second"), entry("third"))
    titles = [claim_scrape(store, row).entry.title for row in store.articles.due_scrape(START, 2)]

    assert ["Title first", "Title second"] == titles


def test_one_article_in_two_feeds_is_read_once(store, wire):
    shared = "https://shared.example/page"
    wire.polls(entry("a", article_key=shared), of="fil")
    again = wire.polls(entry("b", article_key=shared), of="other")

    assert [1] == again  # still to be read
    assert [1] == store.articles.due_scrape(START, 10)
    assert 2 == store.counts(START).entries


def test_an_article_that_was_read_is_not_read_again_for_another_feed(store, wire):
    shared = "https://shared.example/page"
    wire.reads(*wire.polls(entry("a", article_key=shared)))
    again = wire.polls(entry("b", article_key=shared), of="other")

    assert [] == again
    assert [] == store.articles.due_scrape(FAR, 10)


def test_what_was_quiet_is_read_when_a_feed_carries_it_anew(store, wire):
    """Quiet belongs to the entry, not to the article."""
    shared = "https://shared.example/page"
    quiet = wire.polls(entry("a", article_key=shared, quiet=True))
    still_quiet = wire.polls(entry("b", article_key=shared, quiet=True), of="second")
    anew = wire.polls(entry("c", article_key=shared), of="third", now=at(5))

    assert ([], [], [1]) == (quiet, still_quiet, anew)
    assert [1] == store.articles.due_scrape(at(5), 10)


def test_a_quiet_article_carried_anew_was_first_seen_then(store, wire):
    """A rule that is older than that speaks of it."""
    shared = "https://shared.example/page"
    wire.polls(entry("a", article_key=shared, quiet=True))
    wire.polls(entry("b", article_key=shared), of="other", now=at(5))
    wire.reads(1, at(5))
    claimed = claim_evaluate(store, now=at(5))

    assert (at(5), True, False) == (claimed.first_seen_at, claimed.alertable, claimed.backfilled)


def test_an_entry_without_a_page_waits_for_no_host(store, wire):
    wire.polls(entry("a", url=None))
    claimed = claim_scrape(store)

    assert (None, "Content a", "Summary a", "Title a") == (
        claimed.url,
        claimed.entry.content,
        claimed.entry.summary,
        claimed.entry.title,
    )
    assert store.articles.finish_scrape(claimed, scraped(from_entry=True), host_next_at=FAR)
    assert [1] == store.articles.due_evaluate(START, 10)


# ---------------------------------------------------------------- scrape


def test_a_claimed_article_says_what_its_feeds_say(store, wire):
    shared = "https://shared.example/page"
    store.feeds.sync(
        [feed("a", home="DZ", language="fr", user_agent="agent/1"), feed("b", home="AZ"), feed("c", home=None)], START
    )
    wire._feeds = ["a", "b", "c"]
    for name in ("a", "b", "c"):
        wire.polls(entry(name, article_key=shared, published_at=at(-3)), of=name)
    claimed = claim_scrape(store)

    assert ("https://a.example/page", "fr", ("AZ", "DZ"), "agent/1", 0) == (
        claimed.url,
        claimed.language,
        claimed.homes,
        claimed.user_agent,
        claimed.tries,
    )
    assert ("Title c", at(-3), "whenever") == (
        claimed.entry.title,
        claimed.entry.published_at,
        claimed.entry.published_raw,
    )


def test_feeds_that_disagree_say_nothing_about_the_language(store, wire):
    store.feeds.sync([feed("a", language="fr"), feed("b", language="ar")], START)
    wire._feeds = ["a", "b"]
    for name in ("a", "b"):
        wire.polls(entry(name, article_key="https://shared.example/page"), of=name)

    assert None is claim_scrape(store).language


def test_an_article_has_one_reader(store, wire):
    wire.polls(entry("a"))

    assert 1 == claim_scrape(store).id
    assert claim_scrape(store) is None
    assert [] == store.articles.due_scrape(START, 10)


def test_articles_of_one_host_are_read_one_after_the_other(store, wire):
    third, second, first = wire.polls(*(entry(name, host="one.example") for name in "abc"))[::-1]
    claimed = claim_scrape(store, first)
    meanwhile = (store.articles.due_scrape(START, 10), claim_scrape(store, second))
    store.articles.finish_scrape(claimed, scraped(), host_next_at=START + SECOND)

    assert ([], None) == meanwhile
    assert [] == store.articles.due_scrape(START, 10)
    assert {second, third} == set(store.articles.due_scrape(START + SECOND, 10))


def test_feeds_and_articles_share_the_hosts_turn(store, wire):
    """Politeness is towards the server, whatever we ask it for."""
    wire.polls(entry("a", host="fil.example"), now=START)
    claim_scrape(store)
    store.feeds.sync([feed(), feed("b", url="https://fil.example/other")], START)

    assert [] == store.feeds.due(START, 10)


def test_a_text_is_kept_and_waits_for_its_judge(store, wire):
    wire.polls(entry("a"))
    text = ArticleText("Titre", "Le gaz\nde Bakou ə İ 🛢", "fr", at(-5), ("AZ",))
    kept = store.articles.finish_scrape(claim_scrape(store), ScrapeResult(START, text), host_next_at=START)
    claimed = claim_evaluate(store)

    assert kept
    assert text == claimed.article
    assert ("https://a.example/page", START, True, False) == (
        claimed.url,
        claimed.first_seen_at,
        claimed.alertable,
        claimed.backfilled,
    )


def test_a_page_that_cannot_be_had_is_tried_again_when_it_was_said(store, wire):
    wire.polls(entry("a"))
    store.articles.finish_scrape(claim_scrape(store), waits(at(5)), host_next_at=START)

    assert ([], [1]) == (store.articles.due_scrape(at(4), 10), store.articles.due_scrape(at(5), 10))
    assert 1 == claim_scrape(store, now=at(5)).tries
    assert 1 == store.counts(START).waiting
    assert ["feed.polled", "article.failed"] == wire.kinds()


def test_a_host_that_asks_to_wait_holds_back_its_other_articles(store, wire):
    wire.polls(entry("a", host="one.example"), entry("b", host="one.example"))
    first = claim_scrape(store, 1)
    store.articles.finish_scrape(first, waits(at(30), host_retry_at=at(30)), host_next_at=START)

    assert [] == store.articles.due_scrape(at(29), 10)
    assert [2, 1] == store.articles.due_scrape(at(30), 10)
    assert at(30) == store.next_turn_at(START)


def test_the_same_words_are_the_same_version(store, wire):
    """Whatever the spaces; other words are another version."""
    wire.polls(entry("a"))
    versions = []
    for text in ("Le gaz de Bakou", "Le  gaz\nde Bakou ", "Le gaz d'Alger"):
        with store._database.writing() as connection:
            connection.exec_driver_sql("UPDATE articles SET state = 'waiting'")
        wire.reads(1, text=text)
        claimed = claim_evaluate(store)
        versions.append(claimed.version_id)
        store.articles.finish_evaluate(claimed, ASSESSMENT, (), alert_due_at=START, now=START)

    assert versions[0] == versions[1] != versions[2]


def test_an_overtaken_reader_writes_nothing(store, wire):
    wire.polls(entry("a"))
    slow = claim_scrape(store)
    quick = claim_scrape(store, now=at(2))
    before = wire.kinds()

    assert not store.articles.finish_scrape(slow, scraped("Slow"), host_next_at=FAR)
    assert before == wire.kinds()
    assert store.articles.finish_scrape(quick, scraped("Quick"), host_next_at=at(2))
    assert "Quick" == claim_evaluate(store, now=at(2)).article.title


def test_an_article_that_kills_its_reader_is_given_up(store, wire):
    """Death after death, alone at the end; then it is failed, visible, and nobody's work any more."""
    wire.polls(entry("a"), entry("b", host="b.example"))
    for minute in range(0, 12, 2):
        assert claim_scrape(store, now=at(minute)) is not None
    before = store.status(at(11)).articles_failed
    store.sweep(at(12))

    assert claim_scrape(store, now=FAR) is None
    assert [2] == store.articles.due_scrape(FAR, 10)
    assert (0, 1) == (before, store.status(at(12)).articles_failed)
    assert "article.failed" == wire.kinds()[-1]
    assert 1 == store.counts(START).waiting


def test_a_reader_at_work_is_not_swept_away(store, wire):
    wire.polls(entry("a"))
    for minute in (0, 2):
        claim_scrape(store, now=at(minute))
    third = claim_scrape(store, now=at(4), until=at(9))
    store.sweep(at(6))

    assert store.articles.finish_scrape(third, scraped(now=at(7)), host_next_at=at(7))


def test_impatience_shortens_our_own_waits_only(store, wire):
    wire.polls(entry("ours"), entry("theirs"))
    ours, theirs = claim_scrape(store, 1), claim_scrape(store, 2)
    store.articles.finish_scrape(ours, waits(at(30)), host_next_at=START)
    store.articles.finish_scrape(theirs, waits(at(30), host_retry_at=at(30)), host_next_at=START)
    store.hasten(at(1))

    assert [ours.id] == store.articles.due_scrape(at(1), 10)
    assert {1, 2} == set(store.articles.due_scrape(at(30), 10))


# ---------------------------------------------------------------- evaluate


def test_a_judgement_is_kept_whole(store, wire):
    article = wire.article("a")
    alert_id = wire.judges(article, match("gas"), match("all", topics=(), score=0.5, urgent=True))
    alert = store.alerts.claim(alert_id, START, at(1))

    assert ASSESSMENT == alert.assessment
    assert (match("gas"), match("all", topics=(), score=0.5, urgent=True)) == alert.matches
    assert ["feed.polled", "article.scraped", "article.assessed", "alert.opened"] == wire.kinds()


def test_the_events_say_what_was_found(store, wire):
    wire.judges(wire.article("a"), match("gas"))
    events = {event.kind: event for event in store.events.after(0, 10)}

    assert ("fr", ["AZ-DZ"], ["energy"]) == tuple(
        events["article.assessed"].detail[key] for key in ("language", "pairs", "topics")
    )
    assert (["the gas rule"], ["AZ-DZ"]) == tuple(events["alert.opened"].detail[key] for key in ("rules", "pairs"))
    assert 16 > len(events["article.scraped"].detail)


def test_what_matches_nothing_alerts_nobody(store, wire):
    assert wire.judges(wire.article("a")) is None
    assert ([], []) == (store.alerts.due(FAR, 10), store.articles.due_evaluate(FAR, 10))
    assert 1 == store.counts(START).articles


def test_quiet_matches_are_recorded_and_alert_nobody(store, wire):
    assert wire.judges(wire.article("a"), match("gas", quiet=True)) is None
    counts = store.counts(START)

    assert ([], 0, 1) == (store.alerts.due(FAR, 10), counts.matches, counts.kept_quiet)


def test_an_alert_speaks_for_the_loud_matches_only(store, wire):
    alert_id = wire.judges(wire.article("a"), match("gas"), match("new", quiet=True))

    assert (match("gas"),) == store.alerts.claim(alert_id, START, at(1)).matches


def test_an_article_has_one_judge(store, wire):
    wire.article("a")

    assert claim_evaluate(store) is not None
    assert claim_evaluate(store) is None
    assert [] == store.articles.due_evaluate(START, 10)


def test_an_overtaken_judge_writes_nothing(store, wire):
    """Neither assessment nor match nor alert: all in one transaction, or nothing."""
    wire.article("a")
    slow = claim_evaluate(store)
    quick = claim_evaluate(store, now=at(2))
    before = wire.kinds()
    lost = store.articles.finish_evaluate(slow, ASSESSMENT, (match("gas"),), alert_due_at=START, now=at(2))

    assert (None, before, []) == (lost, wire.kinds(), store.alerts.due(FAR, 10))
    assert 0 == store.counts(START).matches
    assert store.articles.finish_evaluate(quick, ASSESSMENT, (match("gas"),), alert_due_at=START, now=at(2))


def test_a_crash_in_the_middle_leaves_the_article_unjudged(store, wire):
    """The second of two equal matches is refused by the database: the first, and its alert, go with it."""
    wire.article("a")
    claimed = claim_evaluate(store)
    before = wire.kinds()
    with pytest.raises(Exception, match=r"(?i)unique"):
        store.articles.finish_evaluate(claimed, ASSESSMENT, (match(), match()), alert_due_at=START, now=START)

    assert (before, [], 0) == (wire.kinds(), store.alerts.due(FAR, 10), store.counts(START).articles)
    assert store.articles.finish_evaluate(claimed, ASSESSMENT, (match(),), alert_due_at=START, now=START)


def test_dead_judges_give_an_article_up(store, wire):
    wire.article("a")
    for minute in range(0, 12, 2):
        assert claim_evaluate(store, now=at(minute)) is not None
    store.sweep(at(12))

    assert claim_evaluate(store, now=FAR) is None
    assert 1 == store.status(at(12)).articles_failed


def test_what_died_thrice_in_hand_is_tried_alone(store, wire):
    """Whoever kills the daemon again and again leaves innocent articles with three deaths: none of them is lost."""
    wire.polls(entry("a"), entry("b", host="b.example"))
    for minute in (0, 2, 4):
        assert claim_scrape(store, 1, now=at(minute)) is not None
    other = claim_scrape(store, 2, now=at(6))
    beside = (store.articles.due_scrape(at(6), 10), claim_scrape(store, 1, now=at(6)))
    store.articles.finish_scrape(other, scraped("B"), host_next_at=at(6))
    alone = claim_scrape(store, 1, now=at(6))

    assert ([], None) == beside
    assert store.articles.finish_scrape(alone, scraped("A"), host_next_at=at(6))


def test_dead_readers_do_not_count_against_the_judge(store, wire):
    wire.polls(entry("a"))
    for minute in (0, 2):
        claim_scrape(store, now=at(minute))
    wire.reads(1, at(4))
    for minute in (5, 7, 9):
        assert claim_evaluate(store, now=at(minute)) is not None


def test_an_unknown_claim_is_no_claim(store, wire):
    wire.article("a")
    forged = replace(claim_evaluate(store), claim="forged")

    assert store.articles.finish_evaluate(forged, ASSESSMENT, (match(),), alert_due_at=START, now=START) is None


def test_an_empty_judgement_is_a_judgement(store, wire):
    wire.article("a")
    nothing = Assessment(language="und")
    store.articles.finish_evaluate(claim_evaluate(store), nothing, (), alert_due_at=START, now=START)
    ((_, judged),) = store.rules.judged_before(FAR, None, 10)

    assert nothing == judged


# ---------------------------------------------------------------- counts


def test_counts_begin_at_their_instant(store, wire):
    wire.alerts("a", now=START)
    wire.alerts("b", now=START + HOUR)
    late, all_of_it = store.counts(START + HOUR), store.counts(START)

    assert (1, 1, 1) == (late.entries, late.articles, late.matches)
    assert (2, 2, 2) == (all_of_it.entries, all_of_it.articles, all_of_it.matches)
    assert (2, 2) == (late.opened, late.unfinished)
    assert (1, 0) == (late.feeds_polled, late.feeds_failing)


def test_two_entries_of_one_poll_may_be_one_article(store, wire):
    """Two guids, one address: read once, and aloud where either is."""
    shared = "https://shared.example/page"
    due = wire.polls(entry("a", article_key=shared, quiet=True), entry("b", article_key=shared))

    assert [1] == due == store.articles.due_scrape(START, 10)
    assert 2 == store.counts(START).entries


def test_a_very_long_feed_is_recorded_whole(store, wire):
    """More entries than one statement may name."""
    due = wire.polls(*(entry(f"n{n}", host="one.example", quiet=n >= 700) for n in range(1200)))
    counts = store.counts(START)

    assert (700, 1200, 500, 700) == (len(set(due)), counts.entries, counts.kept_quiet, counts.waiting)
