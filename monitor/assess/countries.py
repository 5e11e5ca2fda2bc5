"""Step 3, evaluate: which countries an article refers to, and with which words."""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from monitor.assess.lexicon import LanguageLexicon
from monitor.assess.namesakes import without_namesakes
from monitor.assess.reading import Reading
from monitor.assess.vocabulary import Hit
from monitor.assess.words import Words
from monitor.types import CountryAssessment, FieldName, Mention, MentionKind

KIND_WEIGHT: dict[MentionKind, float] = {"name": 1.0, "code": 1.0, "compound": 1.0, "demonym": 0.8, "capital": 0.5}
TITLE_WEIGHT = 3.0
LEAD_WEIGHT = 1.5
LEAD = 300
MENTIONS_KEPT = 200  # a country of one article; all of them count
_HYPHEN = re.compile(r"\s?[-‐‑–\u05be]\s?\Z|[—·・]\Z")
_TIGHT_HYPHEN = re.compile(r"[-‐‑–\u05be]\Z")
# Languages that are spoken of more often than their country is: only these are dropped where a language is meant.
_TONGUES = frozenset(
    {"AM", "AZ", "BG", "CN", "CZ", "DE", "DK", "ES", "FI", "FR", "GB", "GE", "GR", "HR", "HU", "IL", "IN", "IR", "IT"}
    | {"JP", "KR", "KZ", "NL", "NO", "PL", "PT", "RO", "RS", "RU", "SE", "TH", "TR", "UA", "UZ", "VN"}
)


@dataclass(frozen=True, slots=True)
class Found:
    """A reference to a country, with its place among words and sentences."""

    field: FieldName
    start: int
    end: int
    text: str
    code: str
    kind: MentionKind
    sentence: int
    first: int
    last: int
    joined: bool = False  # by a hyphen to the reference that follows: Algerian-Azerbaijani

    @property
    def direct(self) -> bool:
        """Whether the country itself is named, not only its capital."""
        return self.kind != "capital"


def find_countries(readings: Sequence[Reading], language: LanguageLexicon) -> list[Found]:
    """Every reference to a country, title first; what stands alone too weakly is left out."""
    hits: list[tuple[Reading, Hit]] = []
    for reading in readings:
        tongues = _tongues(reading, language)
        for before, hit, following in _with_neighbours(reading.hits["country"]):
            if hit.first not in tongues and _counts(reading, before, hit, following, language):
                hits.append((reading, hit))
    hits = without_namesakes(hits, readings, language)
    certain = [(reading, hit) for reading, hit in hits if not hit.sense.weak]
    doubtful = [(reading, hit) for reading, hit in hits if hit.sense.weak]
    evidence = _Evidence.of(certain) if doubtful else _Evidence()
    kept = certain + [(reading, hit) for reading, hit in doubtful if _supported(reading, hit, evidence, language)]
    kept.sort(key=lambda pair: (pair[0].name != "title", pair[1].first))
    plain = {hit.sense.value for _, hit in kept if not hit.sense.others}
    found = [one for reading, hit in kept for one in _found(reading, hit, plain)]
    return list(_joined(found, {r.name: r for r in readings}))


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What is certain in an article, to weigh what is not."""

    codes: frozenset[str] = frozenset()
    words: frozenset[tuple[FieldName, int]] = frozenset()
    sentences: frozenset[tuple[FieldName, int]] = frozenset()

    @classmethod
    def of(cls, certain: list[tuple[Reading, Hit]]) -> "_Evidence":
        return cls(
            frozenset(hit.sense.value for _, hit in certain),
            frozenset((reading.name, index) for reading, hit in certain for index in range(hit.first, hit.last + 1)),
            frozenset((reading.name, reading.sentence(reading.start(hit))) for reading, hit in certain),
        )


def _with_neighbours(hits: list[Hit]) -> Iterator[tuple[Hit | None, Hit, Hit | None]]:
    for index, hit in enumerate(hits):
        if hit.sense.value:
            yield hits[index - 1] if index else None, hit, hits[index + 1] if index + 1 < len(hits) else None


def _counts(reading: Reading, before: Hit | None, hit: Hit, following: Hit | None, language: LanguageLexicon) -> bool:
    if hit.sense.kind == "prefix":
        return _opens_compound(reading, hit, following) or _in_pair(reading, before, hit, following, language)
    if hit.sense.kind == "code":
        return "." in reading.words[hit.first] or not reading.shouts(reading.start(hit))
    return True


def _opens_compound(reading: Reading, hit: Hit, following: Hit | None) -> bool:
    """`algéro-` and what follows it."""
    return (
        following is not None
        and following.first == hit.last + 1
        and following.sense.value not in {"", hit.sense.value}
        and _TIGHT_HYPHEN.match(reading.words.between(hit.last)) is not None
    )


def _in_pair(reading: Reading, before: Hit | None, hit: Hit, following: Hit | None, language: LanguageLexicon) -> bool:
    """`中俄关系`, `한미 동맹`: a character each, in one word with what the two do together."""
    partners = [other for other in (before, following) if other is not None and _touch(reading, hit, other)]
    if not partners:
        return False
    if language.morphology.spaced:
        return True
    last = max(hit.last, *(other.last for other in partners))
    first = min(hit.first, *(other.first for other in partners))
    after = language.morphology.fold(reading.text[reading.words.ends[last] : reading.words.ends[last] + 6])
    alone = last + 1 - first == len(reading.words)
    return alone or after.startswith(tuple(language.beside.get("pair-after", ()))) or len(partners) > 1


def _touch(reading: Reading, one: Hit, other: Hit) -> bool:
    if other.sense.kind != "prefix" or other.sense.value in {"", one.sense.value}:
        return False
    left = min(one.last, other.last)
    return abs(one.first - other.first) == 1 and reading.words.between(left) in {"", "·", "・", "-"}


def _tongues(reading: Reading, language: LanguageLexicon) -> set[int]:
    """The words that mean a tongue and no country: `in Russian`, and both in `in English and Japanese`."""
    spoken = [
        hit for hit in reading.hits["country"] if hit.sense.kind in {"demonym", "name"} and hit.sense.value in _TONGUES
    ]
    meant = {hit.first for hit in spoken if _names_a_language(reading, hit, language)}
    if not meant:
        return meant
    neighbours = list(pairwise(spoken))
    for one, other in neighbours:
        if one.first in meant and _listed(reading, one, other, language):
            meant.add(other.first)
    for one, other in reversed(neighbours):
        if other.first in meant and _listed(reading, one, other, language):
            meant.add(one.first)
    return meant


def _listed(reading: Reading, one: Hit, other: Hit, language: LanguageLexicon) -> bool:
    """Whether two adjectives stand in one list: `Spanish, Italian, and Korean`."""
    if {one.sense.kind, other.sense.kind} != {"demonym"} and language.language != "az":
        return False
    between = range(one.last + 1, other.first)
    linking = language.beside.get("and", frozenset())
    gaps = {reading.words.between(index).strip() for index in range(one.last, other.first)}
    return (
        len(between) <= 1
        and gaps <= {"", ",", "،"}
        and all(language.morphology.fold(reading.words[i]) in linking for i in between)
    )


def _names_a_language(reading: Reading, hit: Hit, language: LanguageLexicon) -> bool:
    words = reading.words
    gap = words.between(hit.last)
    if hit.last + 1 < len(words) and len(gap) <= 1:
        after = language.morphology.fold(words[hit.last + 1])
        if any(after.startswith(tongue) for tongue in language.beside.get("language-after", ())):
            return True
    if hit.sense.kind != "demonym" or hit.first == 0:
        return False
    if words.before(hit.first).endswith("(") and gap.startswith(":"):
        return True
    before = language.morphology.fold(words[hit.first - 1])
    if words.before(hit.first).strip() or before not in language.beside.get("language-before", frozenset()):
        return False
    # `in Russian` ends a phrase; `in Russian waters` goes on
    ends = hit.last + 1 >= len(words) or bool(gap.strip()) or not language.morphology.cased
    return ends or language.morphology.fold(words[hit.last + 1]) in language.beside.get("and", frozenset())


def _supported(reading: Reading, hit: Hit, evidence: _Evidence, language: LanguageLexicon) -> bool:
    """Whether a weak word means the country after all."""
    words = reading.words
    if hit.sense.value in evidence.codes:
        return True
    if hit.sense.weak == "word" and words[hit.first][:1].isupper() and _stands_alone(words, hit):
        return True
    if hit.sense.weak == "noun":
        return _stands_as_noun(words, hit, language)
    if hit.sense.weak == "person":
        # Beside German nouns, which all have capitals, nothing tells a person's name but the phrases of the tables.
        return language.morphology.nouns_have_capitals or not _in_another_name(reading, hit, evidence, language)
    start = reading.start(hit)
    if not reading.first_of_sentence(hit.first) and not reading.shouts(start):
        return True
    return (reading.name, reading.sentence(start)) in evidence.sentences


def _stands_alone(words: Words, hit: Hit) -> bool:
    """Whether nothing but the name stands there, with an ending at the most: Katar, Katar'da."""
    rest = len(words) - 1 - hit.last
    return hit.first == 0 and (rest == 0 or (rest == 1 and words.between(hit.last) in {"'", "’"}))


def _stands_as_noun(words: Words, hit: Hit, language: LanguageLexicon) -> bool:
    """Whether the word beside it is one that stands beside countries: `in`, `president of`."""
    fold = language.morphology.fold
    before, after = hit.first - 1, hit.last + 1
    if before >= 0 and fold(words[before]) in language.beside.get("noun-before", frozenset()):
        return True
    return after < len(words) and fold(words[after]) in language.beside.get("noun-after", frozenset())


def _is_office(word: str, language: LanguageLexicon) -> bool:
    """Whether it is what a country has, and no surname: Misir Prezidenti."""
    folded = language.morphology.fold(word)
    return any(folded.startswith(office) for office in language.beside.get("noun-after", ()))


def _in_another_name(reading: Reading, hit: Hit, evidence: _Evidence, language: LanguageLexicon) -> bool:
    words = reading.words
    if words[hit.first][:1].islower():
        return False
    after, before = hit.last + 1, hit.first - 1
    if after < len(words) and words.between(hit.last) == " " and (reading.name, after) not in evidence.words:
        follows = words[after]
        if follows[:1].isupper() and not follows.isupper() and not _is_office(follows, language):
            return True
    if before < 0 or (reading.name, before) in evidence.words:
        return False
    leads = words[before]
    if words.before(hit.first) == ", " and leads.istitle() and hit.sense.kind == "name":
        return True  # Atlanta, Georgia
    if words.before(hit.first) != " ":
        return False
    return leads.istitle() and len(leads) > 2 and not reading.first_of_sentence(before)


def _found(reading: Reading, hit: Hit, plain: set[str]) -> Iterator[Found]:
    """The countries that a reference means: both of `印巴`; of several, the one named plainly, else the usual one."""
    sense = hit.sense
    codes: tuple[str, ...] = (sense.value,)
    if sense.kind == "pair":
        codes = (sense.value, *sense.others)
    elif sense.others and sense.value not in plain:
        usual = () if sense.kind == "prefix" else codes
        codes = next(((other,) for other in sense.others if other in plain), usual)
    start, end = reading.start(hit), reading.end(hit)
    for place, code in enumerate(codes, start=1):
        yield Found(
            field=reading.name,
            start=start,
            end=end,
            text=reading.text[start:end],
            code=code,
            kind=_KINDS.get(sense.kind, "name"),
            sentence=reading.sentence(start),
            first=hit.first,
            last=hit.last,
            joined=place < len(codes),
        )


_KINDS: dict[str, MentionKind] = {
    "prefix": "compound",
    "pair": "compound",
    "demonym": "demonym",
    "capital": "capital",
    "code": "code",
}


def _joined(found: list[Found], readings: dict[FieldName, Reading]) -> Iterator[Found]:
    """Mark what a hyphen joins: both sides of `azerbaïdjano-algérien` are compounds."""
    after_joint = False
    for index, one in enumerate(found):
        following = found[index + 1] if index + 1 < len(found) else None
        joint = following is not None and _makes_compound(one, following, readings[one.field])
        if (joint or after_joint) and one.kind in {"name", "demonym", "code", "compound"}:
            yield replace(one, kind="compound", joined=joint)
        else:
            yield one
        after_joint = joint


def _makes_compound(one: Found, following: Found, reading: Reading) -> bool:
    if one.field != following.field or following.first != one.last + 1 or one.code == following.code:
        return False
    if not (one.direct and following.direct):
        return False
    gap = reading.words.between(one.last)
    return (not gap and one.kind == following.kind == "compound") or _HYPHEN.match(gap) is not None


def assess_countries(found: Iterable[Found]) -> tuple[CountryAssessment, ...]:
    """The countries by how much the article is theirs, each with its mentions in the order of the text."""
    weights: dict[str, float] = defaultdict(float)
    mentions: dict[str, list[Mention]] = defaultdict(list)
    for one in found:
        weights[one.code] += KIND_WEIGHT[one.kind] * place_weight(one.field, one.start)
        if len(mentions[one.code]) < MENTIONS_KEPT:
            mentions[one.code].append(Mention(one.field, one.start, one.end, one.text, one.kind))
    return tuple(
        CountryAssessment(code, round(1 - math.exp(-weights[code] / 4), 4), tuple(mentions[code]))
        for code in sorted(weights, key=lambda code: (-weights[code], code))
    )


def place_weight(field: FieldName, start: int) -> float:
    """The title says most, then the lead."""
    if field == "title":
        return TITLE_WEIGHT
    return LEAD_WEIGHT if start < LEAD else 1.0
