"""A rule asks for pairs, topics, strength and languages, and the same article always gets the same answer."""

from dataclasses import replace

import pytest

from monitor.rules.rule import Rule, match_all
from monitor.types import ArticleText, Assessment, Match, PairAssessment, RuleSpec, TopicAssessment

ARTICLE = ArticleText(title="Titre", text="Texte")
FOUND = Assessment(
    language="fr",
    pairs=(
        PairAssessment("AZ-DZ", 0.8, about=True, evidence=()),
        PairAssessment("AZ-TR", 0.9, about=True, evidence=()),
        PairAssessment("DZ-TR", 0.4, about=False, evidence=()),
    ),
    topics=tuple(
        TopicAssessment(name, score, ()) for name, score in (("energy", 0.6), ("energy.gas", 0.7), ("oic", 0.5))
    ),
)
SPEC = RuleSpec(id="r", name="Rule", pairs=("AZ-DZ",), notify=("desk",), urgent=True, file="config.yaml", line=41)


def match(**changes):
    return Rule(replace(SPEC, **changes)).match(ARTICLE, FOUND)


def test_a_match_says_what_matched_and_where_the_rule_stands():
    assert match() == Match(
        rule_id="r",
        rule_name="Rule",
        pairs=("AZ-DZ",),
        topics=("energy.gas", "energy", "oic"),
        score=0.8,
        urgent=True,
        notify=("desk",),
        place="config.yaml:41",
    )


@pytest.mark.parametrize(
    ("changes", "pairs"),
    [
        ({"pairs": ("AZ-DZ",)}, ("AZ-DZ",)),
        ({"pairs": ("AZ-DZ", "AZ-TR")}, ("AZ-TR", "AZ-DZ")),
        ({"pairs": ("*-AZ",)}, ("AZ-TR", "AZ-DZ")),
        ({"pairs": ("*-TR",)}, ("AZ-TR",)),
        ({"pairs": ("*-TR",), "strength": "mentioned"}, ("AZ-TR", "DZ-TR")),
        ({"pairs": ("DZ-TR",), "strength": "mentioned"}, ("DZ-TR",)),
        ({"pairs": ("*-AZ", "AZ-DZ")}, ("AZ-TR", "AZ-DZ")),
    ],
)
def test_pairs_are_found_strongest_first(changes, pairs):
    assert pairs == match(**changes).pairs


@pytest.mark.parametrize(
    "changes",
    [
        {"pairs": ("DZ-TR",)},
        {"pairs": ("DZ-FR",), "strength": "mentioned"},
        {"pairs": ("*-Z",)},
        {"topics": ("nam",)},
        {"topics": ("gas",)},
        {"languages": ("en", "ru")},
    ],
)
def test_one_condition_that_fails_is_enough(changes):
    assert match(**changes) is None


@pytest.mark.parametrize(
    ("topics", "found"),
    [
        (("energy",), ("energy",)),
        (("oic", "energy.gas"), ("energy.gas", "oic")),
        (("nam", "oic"), ("oic",)),
        ((), ("energy.gas", "energy", "oic")),
    ],
)
def test_of_its_topics_those_found_are_named(topics, found):
    assert found == match(topics=topics).topics


def test_the_language_is_that_of_the_article():
    assert match(languages=("en", "fr")) is not None


def test_nothing_found_matches_nothing():
    assert None is Rule(SPEC).match(ARTICLE, Assessment(language="und"))


def test_all_rules_are_asked_in_their_order():
    rules = [Rule(replace(SPEC, id=name, topics=topics)) for name, topics in (("b", ()), ("x", ("nam",)), ("a", ()))]

    assert ["b", "a"] == [found.rule_id for found in match_all(rules, ARTICLE, FOUND)]
    assert match_all(rules, ARTICLE, FOUND) == match_all(rules, ARTICLE, FOUND)
