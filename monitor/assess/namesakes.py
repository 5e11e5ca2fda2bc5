"""Step 3, evaluate: words that read like a country and are another name: of a town, of a federal state, of a person."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain, pairwise

from monitor.assess.lexicon import CLUE, LanguageLexicon
from monitor.assess.reading import Reading
from monitor.assess.vocabulary import Hit
from monitor.types import FieldName

Placed = tuple[Reading, Hit]
OPENING = 300  # what a dispatch opens with is who it is about, not who spoke or took the photograph
ROOT = 5  # letters by which a surname is known again, however it bends


def without_namesakes(hits: Sequence[Placed], readings: Sequence[Reading], language: LanguageLexicon) -> list[Placed]:
    """The references without those that the article shows to be something else, or as what it shows them to be."""
    towns = _towns(hits, readings, language)
    surnames = _surnames(hits, language) if language.morphology.surnames_like_demonyms else frozenset[str]()
    clues = _clues(readings) if language.has_clues else frozenset[str]()
    named = {hit.sense.value for _, hit in hits if not hit.sense.elsewhere} if clues else set[str]()
    places = {(reading.name, index) for reading, hit in hits for index in range(hit.first, hit.last + 1)}
    kept = []
    doubtful = {place for place, (reading, hit) in enumerate(hits) if _is_doubtful(reading, hit, places, language)}
    plain = {hit.sense.value for place, (_, hit) in enumerate(hits) if place not in doubtful}
    for place, (reading, hit) in enumerate(hits):
        sense = hit.sense
        if place in doubtful and sense.value not in plain:
            continue  # every Cuba is a Ramón Cuba
        if _folded(reading, hit, language) in towns or _is_surname(reading, hit, surnames, language):
            continue
        if sense.elsewhere in clues and sense.value not in named:
            code = sense.elsewhere.partition(">")[2]
            if code:
                kept.append((reading, hit._replace(sense=replace(sense, value=code, weak=""))))
            continue
        kept.append((reading, hit))
    return kept


def _clues(readings: Sequence[Reading]) -> frozenset[str]:
    return frozenset(
        hit.sense.value.removeprefix(CLUE)
        for reading in readings
        for hit in reading.hits["frame"]
        if hit.sense.value.startswith(CLUE)
    )


def _is_doubtful(reading: Reading, hit: Hit, places: set[tuple[FieldName, int]], language: LanguageLexicon) -> bool:
    """Whether a single word stands where a surname does, beside another country's name, or behind `avenue`."""
    words = reading.words
    if hit.first != hit.last or hit.sense.kind not in {"name", "demonym"} or hit.first == 0:
        return False
    before, gap = words[hit.first - 1], words.before(hit.first)
    if gap == " " and language.morphology.fold(before) in language.beside.get("place-before", frozenset()):
        return True
    if hit.last + 1 < len(words) and words.between(hit.last) in {" ", ""}:
        after = language.morphology.fold(words[hit.last + 1])
        if any(after.startswith(place) for place in language.beside.get("place-after", ())):
            return True
    if not language.morphology.names_stand_last or not words[hit.first].istitle():
        return False
    if reading.name == "title" or words.starts[hit.first] < OPENING:
        return False
    if hit.sense.kind == "demonym" and language.morphology.demonyms_have_capitals:
        return False
    if gap == " " and (reading.name, hit.first - 1) in places and before.istitle():
        return True  # Israel Granada
    return not reading.first_of_sentence(hit.first) and _ends_a_name(reading, hit) and not _first_said(reading, hit)


def _first_said(reading: Reading, hit: Hit) -> bool:
    """Whether the word in front opens its sentence, so that its capital says nothing."""
    return reading.words.before(hit.first) == " " and reading.first_of_sentence(hit.first - 1)


def _folded(reading: Reading, hit: Hit, language: LanguageLexicon) -> str:
    return language.morphology.fold(reading.words[hit.first]) if hit.first == hit.last else ""


def _towns(hits: Sequence[Placed], readings: Iterable[Reading], language: LanguageLexicon) -> frozenset[str]:
    """Single words like `Armenia` in `Armenia (Colombia)`, be it in the dateline."""
    found = set()
    datelines = [(reading, hit) for reading in readings for hit in reading.aside]
    for (reading, hit), (other, following) in chain(pairwise(datelines), pairwise(hits)):
        words = reading.words
        if (
            reading is other
            and hit.first == hit.last
            and following.first == hit.last + 1
            and hit.sense.kind in {"name", "demonym"}
            and following.sense.kind == "name"
            and following.sense.value not in {hit.sense.value, *hit.sense.others}
            and words.between(hit.last) == " ("
            and words.between(following.last).startswith(")")
        ):
            found.add(language.morphology.fold(words[hit.first]))
    return frozenset(found)


def _surnames(hits: Sequence[Placed], language: LanguageLexicon) -> frozenset[str]:
    """The roots of adjectives that stand where a surname does: `Борис Турецкий`."""
    return frozenset(
        _folded(reading, hit, language)[:ROOT]
        for reading, hit in hits
        if _capital(reading, hit) and not reading.first_of_sentence(hit.first) and _ends_a_name(reading, hit)
    )


def _capital(reading: Reading, hit: Hit) -> bool:
    return hit.sense.kind == "demonym" and hit.first == hit.last and reading.words[hit.first].istitle()


def _ends_a_name(reading: Reading, hit: Hit) -> bool:
    words = reading.words
    before, after = words[hit.first - 1], words[hit.last + 1] if hit.last + 1 < len(words) else ""
    gap = words.before(hit.first)
    named = (gap == " " and before.istitle() and len(before) > 1) or (gap == ". " and len(before) == 1)
    return named and not (words.between(hit.last) == " " and after[:1].isupper())


def _is_surname(reading: Reading, hit: Hit, surnames: frozenset[str], language: LanguageLexicon) -> bool:
    return bool(surnames) and _capital(reading, hit) and _folded(reading, hit, language)[:ROOT] in surnames
