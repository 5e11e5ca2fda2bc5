"""Step 3, evaluate: how English, German and Dutch bend names and adjectives."""

import re
from collections.abc import Iterator

from monitor.assess.morphology.base import EXACT, FormKind, Morphology, Stem, whole

_NO_PLURAL = ("s", "sh", "ch", "ese", "x", "z")


def _english(form: str, kind: FormKind, part: bool) -> Iterator[Stem]:
    yield form, EXACT, kind
    if kind == "demonym" and not part and not form.endswith(_NO_PLURAL):
        yield form + "s", EXACT, kind


# What a German name opens in one word with: Iranabkommen, Ukrainekrieg, Türkeireise.
_GERMAN_COMPOUNDS = (
    "krieg|kriegs|konflikt|krise|politik|reise|besuch|sanktionen|geschaeft|abkommen|deal|beauftragte|experte|konferenz|gespraeche"
    "|gesprache|verhandlungen|grenze|hilfe|frage|strategie|handel|urlaub|einsatz|mission|wahl|rueckzug|ruckzug|botschaft"
)
_GERMAN_ENDINGS = {
    "name": rf"|s|(?:{_GERMAN_COMPOUNDS})(?:s|en|n|es)?",
    "part": "|s|n|en|es",
    "declined": "e|en|er|es|em",
    "adjective": "|e|en|er|es|em|sprachig(?:e|en|er|es|em)?",
    "person": "|s|n|en|in|innen",
    "weak": "e|en|er|ern|in|innen",
}


def _german(form: str, kind: FormKind, part: bool) -> Iterator[Stem]:
    if kind == "prefix":
        yield form, EXACT, kind
    elif kind == "demonym":
        if form.endswith(("isch", "sch", "utsch")):
            yield form, "adjective", kind
        elif form.endswith("e") and len(form) > 3:
            yield form[:-1], "weak", kind
        else:
            yield form, "person", kind
    elif part:
        yield form, "part", kind
        if form.endswith(("e", "es")):  # Vereinigte Staaten, Vereinigtes Königreich
            yield form.removesuffix("s").removesuffix("e"), "declined", kind
    elif len(form) > 3:
        yield form, "name", kind
    else:
        yield form, EXACT, kind
        yield form + "s", EXACT, kind


_DUTCH_ENDINGS = {"name": "|s", "adjective": "|e|en", "person": "|s|en|er|ers|se|sen", "open": "e|en"}
_LONG_VOWEL = re.compile(r"([aeou])\1[^aeiou]\Z")  # written once before an ending: Indiaas, Indiase
_NAMES_OF_COUNTRIES = frozenset({"pool", "zweed"})  # whose people are called as the country is: Polen, Zweden


def _dutch(form: str, kind: FormKind, part: bool) -> Iterator[Stem]:
    if kind == "prefix":
        yield form, EXACT, kind
    elif kind == "demonym":
        if form.endswith(("s", "sch", "er")):
            yield form, "adjective", kind
        yield form, EXACT if part else "person", kind
        if _LONG_VOWEL.search(form) and form not in _NAMES_OF_COUNTRIES:
            yield form[:-2] + form[-1], "open", kind
            if form.endswith("ees"):
                yield form[:-3] + "ezen", EXACT, kind
    elif len(form) > 3:
        yield form, "name", kind
        if part and form.endswith("e"):
            yield form[:-1], EXACT, kind
    else:
        yield form, EXACT, kind


GERMANIC = {
    "en": Morphology(_english, demonyms_have_capitals=True, names_stand_last=True),
    "de": Morphology(_german, endings=whole(**_GERMAN_ENDINGS), ordinals=True, nouns_have_capitals=True),
    "nl": Morphology(_dutch, endings=whole(**_DUTCH_ENDINGS), demonyms_have_capitals=True),
}
