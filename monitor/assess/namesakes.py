"""Step 3, evaluate: words that read like a country and are another name: of a town, of a federal state, of a person."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain, pairwise

from monitor.assess.lexicon import CLUE, LanguageLexicon
from monitor.assess.reading import Reading
from monitor.assess.vocabulary import Hit

Placed = tuple[Reading, Hit]
ROOT = 5  # letters by which a surname is known again, however it bends


def without_namesakes(hits: Sequence[Placed], readings: Sequence[Reading], language: LanguageLexicon) -> list[Placed]:
    """The references without those that the article shows to be something else, or as what it shows them to be."""
    towns = _towns(hits, readings, language)
    surnames = _surnames(hits, language) if language.morphology.surnames_like_demonyms else frozenset[str]()
    clues = {
        hit.sense.value.removeprefix(CLUE)
        for reading in readings
        for hit in reading.hits["frame"]
        if hit.sense.value.startswith(CLUE)
    }
    named = {hit.sense.value for _, hit in hits if not hit.sense.elsewhere}
    kept = []
    for reading, hit in hits:
        sense = hit.sense
        if _folded(reading, hit, language) in towns or _is_surname(reading, hit, surnames, language):
            continue
        if sense.elsewhere in clues and sense.value not in named:
            code = sense.elsewhere.partition(">")[2]
            if code:
                kept.append((reading, hit._replace(sense=replace(sense, value=code, weak=""))))
            continue
        kept.append((reading, hit))
    return kept


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
