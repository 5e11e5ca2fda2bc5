"""Step 3, evaluate: how words bend in each language; a language more is one more entry in `MORPHOLOGIES`.

Everything here works on folded words. A form becomes stems with a class of endings, a word of an article becomes
readings (itself, and itself without its clitics), and the two meet in `vocabulary`.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

Stem = tuple[str, str, str]  # stem, class of endings, kind
FormKind = str  # name, demonym, capital, code, prefix

EXACT = ""  # the class with no ending at all
OPEN = "*"  # the class with any ending
DEFINITE = "ال"  # the Arabic article


@dataclass(frozen=True, slots=True)
class Morphology:
    """What one language does to a name."""

    stems: Callable[[str, FormKind, bool], Iterator[Stem]]  # form, kind, whether it is one word of several
    readings: Callable[[str], tuple[str, ...]] = field(default=lambda word: (word,))
    endings: dict[str, re.Pattern[str]] = field(default_factory=dict)
    cased: bool = True
    demonyms_have_capitals: bool = False
    longest_ending: int = 0


def _whole(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{pattern})\Z")


# ---------------------------------------------------------------- any language: forms as they stand


def _plain_stems(form: str, kind: FormKind, _part: bool) -> Iterator[Stem]:
    yield form, EXACT, kind


# ---------------------------------------------------------------- English

_NO_PLURAL = ("s", "sh", "ch", "ese", "x", "z")


def _english_stems(form: str, kind: FormKind, part: bool) -> Iterator[Stem]:
    yield form, EXACT, kind
    if kind == "demonym" and not part and not form.endswith(_NO_PLURAL):
        yield form + "s", EXACT, kind


# ---------------------------------------------------------------- French

_FRENCH_FEMININE = (
    ("ien", "ienne"),
    ("een", "eenne"),
    ("yen", "yenne"),
    ("ton", "tonne"),
    ("lon", "lonne"),
    ("turc", "turque"),
    ("grec", "grecque"),
    ("e", "e"),
)


def _french_feminine(form: str) -> str:
    return next((form[: -len(end)] + to for end, to in _FRENCH_FEMININE if form.endswith(end)), form + "e")


def _french_stems(form: str, kind: FormKind, _part: bool) -> Iterator[Stem]:
    yield form, EXACT, kind
    if kind == "demonym":
        feminine = _french_feminine(form)
        plural = form if form.endswith(("s", "x")) else form + "s"
        for bent in {plural, feminine, feminine + "s"} - {form}:
            yield bent, EXACT, kind


# ---------------------------------------------------------------- Azerbaijani and Turkish

_TURKIC_CASES = (
    r"(?:l[ae]r)?(?:[iu]m[iu]z|l[ae]r[iu])?"
    r"(?:n?[iu]n|[yn]?[ae]|[yn]?[iu]|s[iu]n?[iu]?n?|s[iu]n?d?[ae]n?|n?[dt][ae](?:n|k[iu](?:l[ae]r)?)?|y?l[ae])?"
    r"(?:d[iu]r|yd[iu])?"
)


def _turkic_stems(form: str, kind: FormKind, part: bool) -> Iterator[Stem]:
    if part and len(form) < 4:
        yield form, EXACT, kind
        return
    yield form, "case", kind
    if form.endswith("i") and part:  # Ərəbistanı, Ərəbistanının, and Ərəbistan in compounds
        yield form[:-1], "case", kind
    if kind == "name" and not part:
        yield form, "people", "demonym"


# ---------------------------------------------------------------- Russian

_RUSSIAN_ADJECTIVE = (
    "ий|ый|ой|ая|яя|ое|ее|ие|ые|ого|его|ому|ему|им|ым|ую|юю|ей|их|ых|ими|ыми|ом|ем|ою|ею"  # short forms are not used
)
_RUSSIAN_ENDINGS = {
    "adjective": _RUSSIAN_ADJECTIVE,
    "ия": "я|и|ю|ей|ею|е|й",
    "а": "а|ы|и|у|е|ой|ою|ей|ею",
    "ы": "ы|и|ов|ев||ам|ями|ами|ах",
    "острова": "а|ов|ам|ами|ах",
    "ь": "ь|я|ю|ем|е|и|ью",
    "й": "й|я|ю|ем|е",
    "masculine": "|а|у|ом|ем|е",
    "person": "|а|у|ом|ем|е|и|ы|ов|ев|ей|ам|ами|ах|ин|ина|ину|ином|ине|ки|ка|кой|ку|ок",
    "ец": "ец|ца|цу|цем|цом|це|цы|цев|цов|цам|цами|цах",
    "ц": "а|у|ем|ом|е|ы|ев|ов|ам|ами|ах",
    "ка": "ка|ки|ке|ку|кой|ок|кам|ками|ках",
}
_NO_WOMAN = ("панамск", "вьетнамск", "финск", "чешск", "голландск", "испанск", "шведск", "датск", "польск", "гаванск")
_RUSSIAN_ADJECTIVE_NAME = re.compile(r"(?:ая|яя|ое|ые|ие|ий|ый|ой)\Z")
_RUSSIAN_CONSONANT = re.compile(r"[бвгджзклмнпрстфхцчшщ]\Z")


def _russian_stems(form: str, kind: FormKind, part: bool) -> Iterator[Stem]:
    if kind == "demonym":
        yield from _russian_demonym(form, part)
        return
    if part and _RUSSIAN_ADJECTIVE_NAME.search(form) and len(form) > 4:
        yield form[:-2], "adjective", kind
    elif form == "острова":
        yield "остров", "острова", kind
    elif form.endswith(("оа", "уа")):
        yield form, EXACT, kind
    elif form.endswith(("ия", "ея")):
        yield form[:-1], "ия", kind
    elif form.endswith(("а", "ы", "ь", "й")) and len(form) > 3:
        yield form[:-1], form[-1], kind
    elif _RUSSIAN_CONSONANT.search(form) and len(form) > 2:
        yield form, "masculine", kind
    else:
        yield form, EXACT, kind


def _russian_demonym(form: str, part: bool) -> Iterator[Stem]:
    if not form.endswith(("ск", "цк")):
        if form.endswith("о"):
            yield form, EXACT, "prefix"
        else:
            yield form, "person", "demonym"
        return
    yield form, "adjective", "demonym"
    if part:
        return
    root = form[:-2]
    yield form + "о", EXACT, "prefix"
    yield root + "о", EXACT, "prefix"
    yield root[:-1] if root.endswith(("й", "ь")) else root, "ец", "demonym"
    yield root + "ц", "ц", "demonym"
    if form not in _NO_WOMAN:
        yield root, "ка", "demonym"


# ---------------------------------------------------------------- Arabic


def _arabic_readings(word: str) -> tuple[str, ...]:
    """`ولأذربيجان` may be أذربيجان, `للجزائر` is الجزائر: with each clitic off in turn."""
    found = [word]
    rests = [word]
    if word[0] in "وف" and len(word) > 3:
        rests.append(word[1:])
        found.append(word[1:])
    for rest in rests:
        if rest.startswith("لل") and len(rest) > 4:
            found.append("ا" + rest[1:])
        if rest[0] in "بكل" and len(rest) > 3:
            found.append(rest[1:])
    return tuple(found)


def _arabic_stems(form: str, kind: FormKind, _part: bool) -> Iterator[Stem]:
    if kind != "demonym":
        yield form, EXACT, kind
        return
    yield form, "nisba", kind
    yield DEFINITE + form, "nisba", kind


# ---------------------------------------------------------------- the languages

MORPHOLOGIES: dict[str, Morphology] = {
    "en": Morphology(_english_stems, demonyms_have_capitals=True),
    "fr": Morphology(_french_stems),
    "az": Morphology(
        _turkic_stems,
        endings={"case": _whole(_TURKIC_CASES), "people": _whole(r"l[iu]" + _TURKIC_CASES)},
        longest_ending=14,
    ),
    "ru": Morphology(
        _russian_stems,
        endings={name: _whole(pattern) for name, pattern in _RUSSIAN_ENDINGS.items()},
        longest_ending=4,
    ),
    "ar": Morphology(
        _arabic_stems,
        readings=_arabic_readings,
        endings={"nisba": _whole("|ه|ين|ون|ات|ا|تين|تان|ان")},
        cased=False,
        longest_ending=3,
    ),
}
PLAIN = Morphology(_plain_stems)
