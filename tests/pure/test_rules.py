"""A rule asks for pairs, topics, strength and languages, and the same article always gets the same answer."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.rules.index import RuleIndex
from monitor.rules.rule import Rule
from monitor.types import (
    ArticleText,
    Assessment,
    Match,
    OrganisationAssessment,
    PairAssessment,
    RuleSpec,
    TopicAssessment,
)

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


WITH_ORGANISATION = replace(
    FOUND,
    organisations=(
        OrganisationAssessment(
            "oic",
            0.7,
            (),
            (
                PairAssessment("AZ-oic", 0.6, about=True, evidence=()),
                PairAssessment("DZ-oic", 0.3, about=False, evidence=()),
            ),
        ),
    ),
)


@pytest.mark.parametrize(
    ("pairs", "strength", "found"),
    [
        (("AZ-oic",), "about", ("AZ-oic",)),
        (("DZ-oic",), "about", None),
        (("DZ-oic",), "mentioned", ("DZ-oic",)),
        (("*-oic",), "mentioned", ("AZ-oic", "DZ-oic")),
        (("*-oic",), "about", ("AZ-oic",)),
        (("*-eu",), "mentioned", None),
        (("*-AZ",), "about", ("AZ-TR", "AZ-DZ")),  # any country: an organisation is asked for by its name
    ],
)
def test_an_organisation_is_a_side_where_a_rule_asks_for_it(pairs, strength, found):
    rule = Rule(replace(SPEC, pairs=pairs, strength=strength))
    matches = RuleIndex([rule]).match(ARTICLE, WITH_ORGANISATION)

    assert [match.pairs for match in matches] == ([found] if found else [])
    assert rule.match(ARTICLE, WITH_ORGANISATION) == (matches[0] if matches else None)


def test_all_rules_are_asked_in_their_order():
    rules = [Rule(replace(SPEC, id=name, topics=topics)) for name, topics in (("b", ()), ("x", ("nam",)), ("a", ()))]
    index = RuleIndex(rules)

    assert [found.rule_id for found in index.match(ARTICLE, FOUND)] == ["b", "a"]
    assert index.match(ARTICLE, FOUND) == index.match(ARTICLE, FOUND)
    assert list(index) == rules


CODES = st.sampled_from(["AZ", "DZ", "TR", "oic", "arab-league"])
PAIRS = (
    st.tuples(CODES, CODES)
    .filter(lambda codes: codes[0] != codes[1] and codes[0].isupper())
    .map(lambda codes: "-".join(sorted(codes)))
)
SPECS = st.builds(
    RuleSpec,
    id=st.uuids().map(str),
    name=st.just("rule"),
    pairs=st.lists(st.one_of(PAIRS, CODES.map("*-{}".format)), min_size=1, max_size=3).map(tuple),
    notify=st.just(("desk",)),
    topics=st.lists(st.sampled_from(["energy", "energy.gas", "nam"]), max_size=2).map(tuple),
    strength=st.sampled_from(["about", "mentioned"]),
    languages=st.lists(st.sampled_from(["fr", "en"]), max_size=2).map(tuple),
)
FOUND_PAIRS = st.lists(st.builds(PairAssessment, PAIRS, st.floats(0, 1), st.booleans(), st.just(())), max_size=6)


@given(st.lists(SPECS, max_size=20), FOUND_PAIRS, st.sampled_from(["fr", "en", "ru"]))
def test_the_index_finds_what_asking_each_rule_finds(specs, pairs, language):
    countries = tuple(pair for pair in pairs if pair.pair.isupper())
    others = tuple(pair for pair in pairs if not pair.pair.isupper())
    organisation = OrganisationAssessment("oic", 1.0, (), others)
    assessment = replace(FOUND, language=language, pairs=countries, organisations=(organisation,))
    rules = [Rule(spec) for spec in specs]
    asked = (rule.match(ARTICLE, assessment) for rule in rules)

    assert RuleIndex(rules).match(ARTICLE, assessment) == tuple(match for match in asked if match is not None)
