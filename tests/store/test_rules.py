"""Rules: since when each speaks, and how one may speak of what was stored before it."""

from dataclasses import replace

import pytest

from tests.store.wire import ASSESSMENT, FAR, HOUR, START, at, match, rule


def state(store, spec, now):
    (found,) = store.rules.sync([spec], now)
    return found


def test_a_new_rule_speaks_from_now_on(store):
    found = state(store, rule("gas"), START)

    assert ("gas", START, START, False) == (found.rule_id, found.created_at, found.active_since, found.backfilled)


def test_an_unchanged_rule_keeps_its_beginning(store):
    state(store, rule("gas"), START)
    found = state(store, rule("gas"), at(60))

    assert (START, START) == (found.created_at, found.active_since)


@pytest.mark.parametrize(
    "changes",
    [
        {"pairs": ("AZ-TR",)},
        {"topics": ("energy",)},
        {"strength": "mentioned"},
        {"languages": ("fr",)},
        {"backfill": 5},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_a_rule_that_asks_something_else_speaks_from_the_edit_on(store, changes):
    state(store, rule("gas"), START)
    edited = state(store, rule("gas", **changes), at(60))
    store.rules.backfilled(["gas"])
    again = state(store, rule("gas", **changes), at(90))

    assert (START, at(60), False) == (edited.created_at, edited.active_since, edited.backfilled)
    assert (START, at(60), True) == (again.created_at, again.active_since, again.backfilled)


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "Gas, oil"},
        {"notify": ("duty",)},
        {"urgent": True},
        {"file": "other.yaml", "line": 9},
        {"pairs": ("AZ-TR", "AZ-DZ")},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_whom_it_tells_and_how_it_is_written_is_no_edit(store, changes):
    state(store, rule("gas", pairs=("AZ-DZ", "AZ-TR")), START)

    assert START == state(store, rule("gas", **({"pairs": ("AZ-DZ", "AZ-TR")} | changes)), at(60)).active_since


def test_each_rule_has_its_own_beginning(store):
    state(store, rule("gas"), START)
    first, second = store.rules.sync([rule("gas"), rule("oil")], at(60))

    assert (START, at(60)) == (first.created_at, second.created_at)


def test_a_rule_that_was_away_is_the_same_rule(store):
    state(store, rule("gas"), START)
    store.rules.sync([], at(60))

    assert START == state(store, rule("gas"), at(90)).created_at


# ---------------------------------------------------------------- the stored past


def test_stored_articles_come_newest_first_with_their_judgement(store, wire):
    for name in ("a", "b", "c"):
        wire.judges(wire.article(name, text=f"Texte {name}"))
    wire.article("unjudged")
    found = store.rules.judged_before(FAR, None, 2)
    rest = store.rules.judged_before(FAR, found[-1][0].id, 2)

    assert ["Texte c", "Texte b"] == [article.article.text for article, _ in found]
    assert ["Texte a"] == [article.article.text for article, _ in rest]
    assert {ASSESSMENT.pairs} == {judged.pairs for _, judged in (*found, *rest)}
    assert ("https://c.example/page", START, True) == (
        found[0][0].url,
        found[0][0].first_seen_at,
        found[0][0].alertable,
    )


def test_what_came_later_is_not_the_past(store, wire):
    wire.judges(wire.article("a"))
    wire.judges(wire.article("b", START + HOUR), now=START + HOUR)

    assert [1] == [article.id for article, _ in store.rules.judged_before(START + HOUR, None, 10)]


def test_a_rule_speaks_of_the_past_once(store, wire):
    wire.judges(wire.article("a"))
    ((article, _),) = store.rules.judged_before(FAR, None, 10)
    first = store.rules.add_backfill(article, (match("new"),), alert_due_at=at(1), now=START)
    second = store.rules.add_backfill(article, (match("new"),), alert_due_at=at(1), now=START)

    assert (first, None) == (1, second)
    assert ([], [first]) == (store.alerts.due(START, 10), store.alerts.due(at(1), 10))
    assert (match("new"),) == store.alerts.claim(first, at(1), at(2)).matches


def test_what_was_matched_quietly_may_be_asked_for_aloud(store, wire):
    wire.judges(wire.article("a"), match("new", quiet=True))
    ((article, _),) = store.rules.judged_before(FAR, None, 10)
    alert_id = store.rules.add_backfill(article, (match("new"),), alert_due_at=START, now=START)

    assert (match("new"),) == store.alerts.claim(alert_id, START, at(1)).matches


def test_what_has_alerted_does_not_alert_again(store, wire):
    wire.judges(wire.article("a"), match("gas"))
    ((article, _),) = store.rules.judged_before(FAR, None, 10)

    assert store.rules.add_backfill(article, (match("gas"),), alert_due_at=START, now=START) is None


def test_rules_that_speak_of_the_same_past_speak_together(store, wire):
    wire.judges(wire.article("a"), match("gas"))
    ((article, _),) = store.rules.judged_before(FAR, None, 10)
    alert_id = store.rules.add_backfill(
        article, (match("gas"), match("new"), match("oil")), alert_due_at=START, now=START
    )

    assert ["new", "oil"] == [match.rule_id for match in store.alerts.claim(alert_id, START, at(1)).matches]


def test_the_past_is_to_be_told_until_it_is(store):
    store.rules.sync([rule("gas"), rule("oil")], START)
    before = store.rules.to_backfill()
    store.rules.backfilled(["gas"])

    assert ({"gas": START, "oil": START}, {"oil": START}) == (before, store.rules.to_backfill())


def test_the_status_counts_what_a_rule_told(store, wire):
    wire.judges(wire.article("a"), match("gas"), match("new", quiet=True))
    wire.judges(wire.article("b", START + HOUR), replace(match("gas"), rule_name="renamed"), now=START + HOUR)
    (status,) = store.rules.statuses()

    assert ("gas", 2, START + HOUR) == (status.id, status.matches, status.last_match_at)
