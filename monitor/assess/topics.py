"""Step 3, evaluate: which topics an article is about and which organisations it names, by weighted terms."""

import math
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from monitor.assess.fold import fold
from monitor.assess.lexicon import ORGANISATION_TOPICS
from monitor.assess.reading import Reading
from monitor.assess.vocabulary import Hit
from monitor.types import FieldName, OrganisationAssessment, Span, TopicAssessment

FIRES = 1.0  # the sum from which a topic is one
CERTAIN = 1.0  # the weight of a term that fires alone
TITLE_FACTOR = 1.5
REPEATED = 0.2  # what a weak term gains when it comes again, twice at most
WEAK_LIMIT = 0.9  # a word this vague never fires alone, however often it comes
VAGUE = 0.65
SUPPORT = 0.5  # what a weak term gains from a relative in its sentence
OF_CHILDREN = 0.8  # what a child's words count for its parent
LONGEST_ACRONYM = 5
EXPLAINED_WITHIN = 12  # characters from an organisation's name to its acronym in brackets
EVIDENCE_KEPT = 12
MENTIONS_KEPT = 100


@dataclass(slots=True)
class _Term:
    """One term of one topic in this article, however it bends."""

    weight: float
    places: list[Span] = field(default_factory=list)
    in_title: bool = False
    doubtful: bool = False  # its word is elsewhere in the article a part of something else: olive oil
    supported: bool = False
    acronym: bool = False  # of an organisation, and of other things as well

    def worth(self) -> float:
        if self.doubtful:
            return 0.0
        if self.acronym:  # to repeat it does not say whose it is
            return self.weight + SUPPORT if self.supported else 0.0
        times = len(self.places)
        if self.weight >= CERTAIN:
            worth = self.weight + 0.5 * min(times - 1, 2)
        else:
            worth = self.weight + REPEATED * min(times - 1, 2)
            worth = min(worth, WEAK_LIMIT) if self.weight < VAGUE else worth
            worth += SUPPORT if self.supported else 0.0
        return worth * TITLE_FACTOR if self.in_title and worth >= 0.7 else worth


Terms = dict[str, dict[str, _Term]]  # of a topic or organisation, by what the term reads like


def find_terms(readings: Sequence[Reading], known_here: Collection[str] = ()) -> Terms:
    """Every term of every topic and organisation, with what supports it.

    `known_here`: organisations so many of whose members the article names that a mere acronym will be theirs.
    """
    terms: Terms = defaultdict(dict)
    families: dict[tuple[FieldName, int, str], set[str]] = defaultdict(set)
    swallowed: set[str] = set()
    others: set[str] = set()
    seen: list[tuple[_Term, tuple[FieldName, int, str], str]] = []
    for reading in readings:
        for hit in (*reading.hits["topic"], *reading.hits["own topic"]):
            value = hit.sense.value
            start, end = reading.start(hit), reading.end(hit)
            text = reading.text[start:end]
            if not value:
                swallowed.update(fold(text).split())
                continue
            organisation = hit.sense.kind == "organisation"
            acronym = organisation and len(text) <= LONGEST_ACRONYM and text.isupper()
            if acronym and reading.shouts(start):
                continue  # in VIET NAM TALKS no letter says that it is one
            if acronym and hit.sense.weight < CERTAIN and _explains_another(reading, hit):
                others.add(text)
            term = terms[value].setdefault(_reads_like(text, hit.sense.weight), _Term(hit.sense.weight))
            term.weight = max(term.weight, hit.sense.weight)
            term.in_title = term.in_title or reading.name == "title"
            term.places.append(Span(reading.name, start, end, text))
            term.acronym = acronym and term.weight < CERTAIN
            term.supported = term.supported or (organisation and value in known_here)
            family = "organisation" if organisation else value.partition(".")[0]
            place = (reading.name, reading.sentence(start), family)
            families[place].add(value)
            seen.append((term, place, value))
    if swallowed:
        _doubt(terms, swallowed)
    for term, _, _ in seen:
        term.doubtful = term.doubtful or (term.acronym and term.places[0].text in others)
    for term, place, value in seen:
        if not term.supported and families[place] - {value}:
            term.supported = True
    return terms


def _explains_another(reading: Reading, hit: Hit) -> bool:
    """Whether the acronym stands in brackets behind words that are not this organisation: mineurs isolés (MNA)."""
    start, end = reading.start(hit), reading.end(hit)
    if reading.text[start - 1 : start] not in {"(", "（"} or reading.text[end : end + 1] not in {")", "）"}:
        return False
    return not any(
        other.sense.value == hit.sense.value and 0 < start - reading.end(other) <= EXPLAINED_WITHIN
        for other in reading.hits["topic"]
    )


def _doubt(terms: Terms, swallowed: set[str]) -> None:
    """After `olive oil`, `the oil` is that oil too, unless something certain speaks for the topic."""
    for found in terms.values():
        if all(term.weight < CERTAIN for term in found.values()):
            for term in found.values():
                term.doubtful = all(fold(place.text) in swallowed for place in term.places)


def _reads_like(text: str, weight: float) -> str:
    """Forms of one vague word are one term: `газ` and `газа` do not support each other."""
    folded = fold(text).removeprefix("ال")
    return folded if weight >= CERTAIN else folded[:3]


def assess_topics(terms: Terms, organisations: frozenset[str]) -> tuple[TopicAssessment, ...]:
    """The topics that fire, strongest first; a child brings its parent along."""
    sums: dict[str, float] = defaultdict(float)
    places: dict[str, list[tuple[float, Span]]] = defaultdict(list)
    for value, found in terms.items():
        if value in organisations - ORGANISATION_TOPICS:
            continue
        parent = value.partition(".")[0]
        for term in found.values():
            worth = term.worth()
            sums[value] += worth
            places[value] += [(worth, place) for place in term.places]
            if parent != value:
                sums[parent] += worth * OF_CHILDREN
                places[parent] += [(worth * OF_CHILDREN, place) for place in term.places]
    for value in [value for value in sums if "." in value and sums[value] >= FIRES]:
        parent = value.partition(".")[0]
        sums[parent] = max(sums[parent], sums[value])
    fired = [value for value, total in sums.items() if total >= FIRES - 1e-9]
    return tuple(
        TopicAssessment(value, _score(sums[value]), _strongest(places[value]))
        for value in sorted(fired, key=lambda value: (-sums[value], value))
    )


def assess_organisations(terms: Terms, organisations: frozenset[str]) -> tuple[OrganisationAssessment, ...]:
    """The organisations that are named, strongest first."""
    found = []
    for value in organisations & terms.keys():
        total = sum(term.worth() for term in terms[value].values())
        if total >= FIRES - 1e-9:
            mentions = sorted(
                (place for term in terms[value].values() for place in term.places),
                key=lambda place: (place.field != "title", place.start),
            )
            found.append(OrganisationAssessment(value, _score(total), tuple(mentions[:MENTIONS_KEPT])))
    return tuple(sorted(found, key=lambda one: (-one.score, one.organisation)))


def _score(total: float) -> float:
    return round(1 - math.exp(-total / 2), 4)


def _strongest(places: list[tuple[float, Span]]) -> tuple[Span, ...]:
    ordered = sorted(places, key=lambda place: (-place[0], place[1].field != "title", place[1].start))
    return tuple(dict.fromkeys(span for _, span in ordered[: EVIDENCE_KEPT * 2]))[:EVIDENCE_KEPT]
