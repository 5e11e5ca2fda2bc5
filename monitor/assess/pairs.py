"""Step 3, evaluate: which two countries an article is about, and which sentences say so.

A pair gains from every sentence that names both: most in the title, more in the lead than below, less the more other
countries stand beside them, and little where no word tells of dealings between countries. A compound
(Algerian-Azerbaijani), a role frame (between A and B) and `the two countries` say outright what mere company only
suggests. Capitals never carry a pair.
"""

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations, pairwise

from monitor.assess.countries import KIND_WEIGHT, LEAD, Found
from monitor.assess.lexicon import LanguageLexicon
from monitor.assess.reading import Reading
from monitor.types import FieldName, OrganisationAssessment, PairAssessment, Span

ABOUT = 1.2  # the sum from which an article is about a pair
DIRECTLY = 0.8  # of which this much must not rest on capitals
BESIDE_THE_BEST = 0.4  # a pair with less than this part of the strongest pair's sum is company
IN_TITLE, IN_LEAD, BELOW = 3.0, 1.5, 1.0
COMPANY = {2: 1.0, 3: 0.7, 4: 0.45}  # what naming a pair is worth among so many countries
IN_A_LIST = 0.15
CROWD = 8  # a sentence with more countries is a list of signatories
COMPOUND, BETWEEN, TOGETHER = 1.5, 1.2, 0.7
TITLE_THEN_LEAD, NEXT_SENTENCE, MOST_GAINED, THE_TWO = 0.8, 0.5, 0.8, 0.6
GOES_ON = 0.3
THROUGH_CAPITAL = 0.5
DEALING = 1.25  # what a word for dealings adds to company,
AT_A_VENUE = 0.75  # what it is worth where one of them is only a place
SIDE_BY_SIDE = 0.2  # and what company is worth where no word says that the two deal with each other
SENTENCES_COUNTED = 8  # below the lead
DEALINGS = {"contact", "between", "between-after", "two"}  # the frames that tell of them
NOBODYS = {"AQ"}  # Antarctica has a code and nobody who acts for it
COUNTRIES_PAIRED = 20  # the strongest; their pairs stay below 200
EVIDENCE_KEPT = 5
REACH = 12  # words from `between` to the countries it binds,
REACH_OF_CHARACTERS = 30  # and in a script that parts no words

Place = tuple[FieldName, int]
Codes = tuple[str, str]


@dataclass(slots=True)
class _Sum:
    total: float = 0.0
    direct: float = 0.0
    below: int = 0
    evidence: dict[Place, float] = field(default_factory=dict)

    def add(self, worth: float, *, direct: bool, place: Place | None = None) -> None:
        self.total += worth
        self.direct += worth if direct else 0.0
        if place is not None:
            self.evidence[place] = self.evidence.get(place, 0.0) + worth


def assess_pairs(
    found: Sequence[Found], ranked: Sequence[str], readings: Sequence[Reading], language: LanguageLexicon
) -> tuple[PairAssessment, ...]:
    """All pairs of the strongest countries, those it is about first, with the sentences that say so."""
    paired = set(ranked[:COUNTRIES_PAIRED]) - NOBODYS
    by_field = {reading.name: reading for reading in readings}
    places: dict[Place, list[Found]] = defaultdict(list)
    for one in found:
        if one.code in paired:
            places[one.field, one.sentence].append(one)
    sums: dict[Codes, _Sum] = {codes: _Sum() for codes in combinations(sorted(paired), 2)}
    dealing = _dealing(readings) if language.tells_contact else set(places)
    for place, company in places.items():
        _weigh_sentence(sums, place, company, by_field[place[0]], language, dealing=place in dealing)
    _weigh_neighbours(sums, places, dealing)
    _weigh_paragraphs(sums, places, dealing)
    _weigh_the_two(sums, ranked, readings)
    best = max((one.total for one in sums.values()), default=0.0)
    firsts = _first_places(found, paired)
    assessed = [_assessed(codes, one, best, firsts, by_field) for codes, one in sums.items()]
    return tuple(sorted(assessed, key=lambda pair: (not pair.about, -pair.score, pair.pair)))


def _dealing(readings: Sequence[Reading]) -> set[Place]:
    """The sentences with a word for what countries do with each other: to meet, to sell, to attack, to beat."""
    return {
        (reading.name, reading.sentence(reading.start(hit)))
        for reading in readings
        for hit in reading.hits["frame"]
        if hit.sense.value in DEALINGS
    }


def _weigh_sentence(
    sums: dict[Codes, _Sum],
    place: Place,
    company: list[Found],
    reading: Reading,
    language: LanguageLexicon,
    *,
    dealing: bool,
) -> None:
    strength: dict[str, float] = defaultdict(float)
    direct: set[str] = set()
    for one in company:
        strength[one.code] = max(strength[one.code], KIND_WEIGHT[one.kind])
        if one.direct:
            direct.add(one.code)
    if not 2 <= len(strength) <= CROWD:
        return
    relations = _relations(company, reading, language, named=len(strength), dealing=dealing)
    where = _where(place, reading)
    acting = {one.code for one in company if not _is_venue(one, reading, language)}
    for codes in combinations(sorted(strength), 2):
        straight = direct.issuperset(codes)
        worth = (strength[codes[0]] + strength[codes[1]]) / 2 * COMPANY.get(len(strength), IN_A_LIST)
        worth = worth if straight else worth * THROUGH_CAPITAL
        worth = worth * DEALING if dealing else worth * SIDE_BY_SIDE
        worth = worth if acting.issuperset(codes) or where == IN_TITLE else worth * AT_A_VENUE
        worth = where * (worth + relations.get(codes, 0.0))
        pair = sums[codes]
        pair.below += where == BELOW
        if pair.below <= SENTENCES_COUNTED or where > BELOW:
            pair.add(worth, direct=straight, place=place)


def _is_venue(one: Found, reading: Reading, language: LanguageLexicon) -> bool:
    """Whether it only says where: `in Austria`, and not `of Austria` or `Austrian`."""
    if one.kind != "name" or one.first == 0:
        return False
    before = language.morphology.fold(reading.words[one.first - 1])
    return before in language.beside.get("venue-before", frozenset())


def _where(place: Place, reading: Reading) -> float:
    if place[0] == "title":
        return IN_TITLE
    return IN_LEAD if reading.sentences[place[1]][0] < LEAD else BELOW


def _relations(
    company: list[Found], reading: Reading, language: LanguageLexicon, *, named: int, dealing: bool
) -> dict[Codes, float]:
    """What a sentence says outright about two of its countries."""
    relations: dict[Codes, float] = defaultdict(float)
    for one, other in pairwise(company):
        if one.code == other.code or not (one.direct and other.direct):
            continue
        codes = _ordered(one.code, other.code)
        if one.joined:
            relations[codes] = max(relations[codes], COMPOUND)
        elif dealing and named <= 4 and _coordinated(one, other, reading, language):
            worth = TOGETHER if named == 2 else TOGETHER / 2
            relations[codes] = max(relations[codes], worth)
    for codes in _bound(company, reading, REACH if language.morphology.spaced else REACH_OF_CHARACTERS):
        relations[codes] = max(relations[codes], BETWEEN if named <= 4 else BETWEEN / 2)
    return relations


def _coordinated(one: Found, other: Found, reading: Reading, language: LanguageLexicon) -> bool:
    """`A and B`, `A avec le B`, `أ وب`: nothing but a conjunction and small words between."""
    words = reading.words
    linking = language.beside.get("and", frozenset())
    between = [language.morphology.fold(words[index]) for index in range(one.last + 1, min(other.first, one.last + 4))]
    if other.first - one.last > 4 or any("," in words.between(index) for index in range(one.last, other.first)):
        return False
    if any(word in linking for word in between):
        return True
    if len(between) > 1:
        return False
    morphology = language.morphology
    if morphology.and_prefix and words[other.first].startswith(morphology.and_prefix):
        return True
    return bool(morphology.and_suffix) and words[one.last].endswith(morphology.and_suffix)


def _bound(company: list[Found], reading: Reading, reach: int) -> Iterator[Codes]:
    """The pairs that `between` binds, and where a language puts it behind, those before it."""
    first, last = company[0].first - reach, company[-1].last + reach
    direct = [one for one in company if one.direct]
    frames = reading.hits["frame"]
    for index in range(bisect_left(frames, first, key=lambda hit: hit.first), len(frames)):
        hit = frames[index]
        if hit.first > last:
            return
        if hit.sense.value == "between":
            near = [one for one in direct if hit.last < one.first <= hit.last + reach][:3]
        elif hit.sense.value == "between-after":
            near = [one for one in direct if hit.first - reach <= one.last < hit.first][-2:]
        else:
            continue
        for one, other in combinations(near, 2):
            if one.code != other.code:
                yield _ordered(one.code, other.code)


def _weigh_neighbours(sums: dict[Codes, _Sum], places: dict[Place, list[Found]], dealing: set[Place]) -> None:
    """One country in the title and another in the lead, or one each in two sentences running, are company too."""
    title = {one.code for one in places.get(("title", 0), []) if one.direct}
    opening: tuple[Place, Place] = (("text", 0), ("text", 1))
    lead = [place for place in opening if place in places]
    others = {one.code for place in lead for one in places[place] if one.direct} - title
    if len(title) == len(others) == 1:
        worth = TITLE_THEN_LEAD if not dealing.isdisjoint([("title", 0), *lead]) else TITLE_THEN_LEAD * SIDE_BY_SIDE
        sums[_ordered(*title, *others)].add(worth, direct=True)
    gained: dict[Codes, float] = defaultdict(float)
    for (name, number), company in places.items():
        here = {one.code for one in company if one.direct}
        there = {one.code for one in places.get((name, number + 1), []) if one.direct}
        if name == "text" and len(here) == 1 and len(there) == 1 and here != there:
            codes = _ordered(*here, *there)
            deal = (name, number) in dealing or (name, number + 1) in dealing
            gained[codes] = min(gained[codes] + (NEXT_SENTENCE if deal else NEXT_SENTENCE * SIDE_BY_SIDE), MOST_GAINED)
    for codes, worth in gained.items():
        sums[codes].add(worth, direct=True)


def _weigh_paragraphs(sums: dict[Codes, _Sum], places: dict[Place, list[Found]], dealing: set[Place]) -> None:
    """A sentence on two countries counts for more where the next or the last goes on about one of them alone.

    So a round-up is about the two countries of each of its paragraphs, and a passing remark stays one.
    """
    codes_at = {place: {one.code for one in company if one.direct} for place, company in places.items()}
    for place in dealing & codes_at.keys():
        name, number = place
        codes = codes_at[place]
        if name == "text" and len(codes) == 2:
            around = (codes_at.get((name, beside), set()) for beside in (number - 1, number + 1))
            if any(beside and beside < codes for beside in around):
                one, other = sorted(codes)
                sums[one, other].add(GOES_ON, direct=True)


def _weigh_the_two(sums: dict[Codes, _Sum], ranked: Sequence[str], readings: Sequence[Reading]) -> None:
    """`The two countries` are the two that the article names most, if it ever names them in one breath."""
    times = sum(hit.sense.value == "two" for reading in readings for hit in reading.hits["frame"])
    if times == 0 or len(ranked) < 2:
        return
    one = sums[_ordered(ranked[0], ranked[1])]
    if one.direct > 0:
        one.add(THE_TWO * min(times, 2), direct=True)


def _first_places(found: Sequence[Found], paired: set[str]) -> dict[str, Place]:
    firsts: dict[str, Place] = {}
    for one in found:
        if one.code in paired:
            firsts.setdefault(one.code, (one.field, one.sentence))
    return firsts


def _assessed(
    codes: Codes, one: _Sum, best: float, firsts: dict[str, Place], by_field: dict[FieldName, Reading]
) -> PairAssessment:
    about = one.total >= ABOUT and one.direct >= DIRECTLY and one.total >= BESIDE_THE_BEST * best
    score = 1 - math.exp(-one.total / 3)
    strongest = sorted(one.evidence, key=lambda place: (-one.evidence[place], place[0] != "title", place[1]))
    places = strongest[: EVIDENCE_KEPT if about else 2] or list(dict.fromkeys(firsts[code] for code in codes))
    evidence: tuple[Span, ...] = tuple(by_field[name].span(number) for name, number in places)
    return PairAssessment("-".join(codes), round(score if about else score / 2, 4), about, evidence)


def relate_organisations(
    organisations: Sequence[OrganisationAssessment], found: Sequence[Found], readings: Sequence[Reading]
) -> tuple[OrganisationAssessment, ...]:
    """The organisations with the countries that share sentences with them, weighed as two countries are."""
    by_field = {reading.name: reading for reading in readings}
    places: dict[Place, list[Found]] = defaultdict(list)
    for one in found:
        places[one.field, one.sentence].append(one)
    return tuple(
        replace(organisation, pairs=_pairs_of(organisation, places, by_field)) for organisation in organisations
    )


def _pairs_of(
    organisation: OrganisationAssessment, places: dict[Place, list[Found]], by_field: dict[FieldName, Reading]
) -> tuple[PairAssessment, ...]:
    sums: dict[str, _Sum] = defaultdict(_Sum)
    named = {(span.field, by_field[span.field].sentence(span.start)) for span in organisation.mentions}
    for place in sorted(named):
        company = places.get(place, [])
        codes = {one.code for one in company}
        if len(codes) >= CROWD:
            continue
        where = _where(place, by_field[place[0]])
        for code in sorted(codes):
            strength = max(KIND_WEIGHT[one.kind] for one in company if one.code == code)
            direct = any(one.direct for one in company if one.code == code)
            worth = where * (1 + strength) / 2 * COMPANY.get(1 + len(codes), IN_A_LIST)
            sums[code].add(worth if direct else worth * THROUGH_CAPITAL, direct=direct, place=place)
    best = max((one.total for one in sums.values()), default=0.0)
    assessed = (_assessed((code, organisation.organisation), one, best, {}, by_field) for code, one in sums.items())
    return tuple(sorted(assessed, key=lambda pair: (not pair.about, -pair.score, pair.pair)))


def _ordered(one: str, other: str) -> Codes:
    return (one, other) if one < other else (other, one)
