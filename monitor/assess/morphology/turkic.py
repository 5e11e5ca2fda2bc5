"""Step 3, evaluate: how Azerbaijani, Turkish, Kazakh, Kyrgyz, Uzbek and Turkmen bend names."""

import re
from collections.abc import Iterator

from monitor.assess.fold import fold
from monitor.assess.morphology.base import EXACT, FormKind, Morphology, Stem, Stems, whole
from monitor.assess.words import Spans, spans_of

# Folded: ı, i are i; ə, e are e; ü is u; ş is s.
_OGHUZ = (
    r"(?:l[ae]r)?(?:[iu]m[iu]z|l[ae]r[iu])?"
    r"(?:n?[iu]n|[yn]?[ae]|[yn]?[iu]|s[iu]n?[iu]?n?|s[iu]n?d?[ae]n?|n?[dt][ae](?:n|k[iu](?:l[ae]r)?)?|y?l[ae])?"
    r"(?:d[iu]r|yd[iu])?"
)


def _chain(plural: str, owned: str, placed: str, case: str, owned_case: str, closing: str) -> str:
    """The order these languages put their endings in: plural, whose it is, `that is in`, case, `is`.

    `owned_case`: the cases that what belongs to something has besides; a name has them only then, so that Малина is
    not what belongs to Mali.
    """
    link = rf"(?:{placed}(?:{plural})?)?"
    after_owned = rf"(?:{owned}){link}(?:{case}|{owned_case})?"
    return rf"(?:{plural})?(?:{after_owned}|{link}(?:{case})?)(?:{closing})?"


def _kazakh(d: str, gh: str, g: str, b: str) -> str:
    """The letters are those that an ending may open with where it stands."""
    return _chain(
        plural=rf"[л{d}][ае]р",
        owned=r"[ыі]?м[ыі]з|[ыі]?ң[ыі]з|с?[ыі]",
        placed=rf"н?[{d}][ае](?:ғы|гі)",
        case=rf"[н{d}][ыі]ң(?:кі)?|[н{d}][ыі]|[{gh}]а|[{g}]е|[{d}][ае]н?|н[ае]н|[м{b}]ен(?:ен)?|[{d}][ае]й",
        owned_case=r"н[ае]?|нд[ае]",
        closing=r"м[ыі][нз]|[бп][ыі]з|с[ыі]ң|сыз|сіз",
    )


def _kyrgyz(d: str, g: str) -> str:
    return _chain(
        plural=rf"[л{d}][аеоө]р",
        owned=r"[ыиуү]?б[ыиуү]з|[ыиуү]?ң[ыиуү]з|с?[ыиуү]",
        placed=rf"н?[{d}][аеоө]г[ыиуү]",
        case=rf"[н{d}][ыиуү](?:н|к[ыиуү])?|[{g}][аеоө]|[{d}][аеоө]н?|[{d}][аеоө]й",
        owned_case=r"н(?:[аеоө]н?)?|нд[аеоө]",
        closing=r"м[ыиуү]н|б[ыиуү]з|с[ыиуү][ңз]",
    )


def _uzbek(g: str) -> str:
    return _chain(
        plural=r"lar",
        owned=r"i?miz|i?ngiz|s?i|lari",
        placed=r"dagi",
        case=rf"ni(?:ng|ki)?|[{g}]a(?:cha)?|dan?|day|dek",
        owned_case=r"ga(?:cha)?",
        closing=r"ham|mi|dir|man|siz",
    )


_TURKMEN = _chain(
    plural=r"l[ae]r",
    owned=r"[yi]?m[yi]z|[yi]?n[yi]z|s?[yi]",
    placed=r"n?d[ae]k[yi]",
    case=r"n?[yiu]n(?:k[yi])?|w?[ae]|n?[yiu]|d[ae]n?",
    owned_case=r"n[ae]|nd[ae]n?",
    closing=r"d[yiu]r",
)
# `hard` is what also follows consonants without voice, and those that some writers give none: Ирактан, Загребте.
_KAZAKH_SOFT, _KAZAKH_HARD = _kazakh("д", "ғ", "г", "б"), _kazakh("дт", "ғқ", "гк", "бп")
_KYRGYZ_SOFT, _KYRGYZ_HARD = _kyrgyz("д", "г"), _kyrgyz("дт", "гк")
_UZBEK_SOFT, _UZBEK_HARD = _uzbek("g"), _uzbek("gkq")
_VOICED = frozenset("аеиоуыэюяіүұөәйлмнңрзжaeiouylmnrz")


_UZBEK_LETTERS = dict(
    zip(
        "абвгғдеёжзийклмнопрстуўфхҳцчшъьэюяқы",
        [
            "a",
            "b",
            "v",
            "g",
            "g",
            "d",
            "e",
            "yo",
            "j",
            "z",
            "i",
            "y",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "o",
            "f",
            "x",
            "h",
            "ts",
            "ch",
            "sh",
            "",
            "",
            "e",
            "yu",
            "ya",
            "q",
            "i",
        ],
        strict=True,
    )
)
_TWO_LETTERS = {"ş": "sh", "ç": "ch"}
_ONE_LETTER = re.compile("[şŞçÇ]")
_TWO_LETTERS = {"ş": "sh", "ç": "ch"}
_ONE_LETTER = re.compile("[şŞçÇ]")
_UZBEK_YE = re.compile(r"(?<![бвгғджзклмнпрстфхҳцчшқ])е")
_UZBEK_S = re.compile(r"(?<![аеёиоуўэюя])ц")
_OF_ITS = "ыіиуүiy"  # last letters of what belongs to something: Арабиясы, Respublikasi
_CYRILLIC = re.compile("[Ѐ-ӿ]")
_APOSTROPHES = dict.fromkeys(map(ord, "'’‘`´"))
_UZBEK_APOSTROPHE = re.compile(r"(?<=[oOgG])['’‘`´](?=[^\W\d_])")


SHORTEST_TURKISH = 6  # letters that bend without an apostrophe: Lima and Limanı, the port, have nothing to do


def _oghuz(*, short: bool) -> Stems:
    """`short`: whether endings follow even a name of three letters; Turkish has its apostrophe for that."""

    def stems(form: str, kind: FormKind, part: bool) -> Iterator[Stem]:
        shortest = 3 if kind == "demonym" else 4 if short or part else SHORTEST_TURKISH
        if kind == "prefix" or (len(form) < shortest and (part or not short)):
            yield form, EXACT, kind
            if kind == "name" and not part:
                yield form, "people", "demonym"
            return
        yield form, "case", kind
        if form.endswith("i") and part:  # Ərəbistanı, Ərəbistanının, and Ərəbistan in compounds
            yield form[:-1], "case", kind
        if kind == "name" and not part:
            yield form, "people", "demonym"

    return stems


def _steppe(form: str, kind: FormKind, part: bool) -> Iterator[Stem]:
    if kind == "prefix":
        yield form, EXACT, kind
        return
    # A soft sign is often left out, and always before a soft ending: Израиль, Израилдин.
    for stem in dict.fromkeys((form, form.removesuffix("ь"))):
        hardness = "soft" if form[-1] in _VOICED else "hard"
        yield stem, hardness, kind
        if kind in {"name", "demonym"}:
            yield stem, f"{hardness} people", kind if part else "demonym"
    if part and form[-1] in _OF_ITS:
        yield form[:-1].removesuffix("с").removesuffix("s"), "hard", kind


def _turkmen(form: str, kind: FormKind, part: bool) -> Iterator[Stem]:
    yield from _steppe(form, kind, part)
    if kind in {"name", "capital"} and len(form) > 3:
        if form[-1] in "ei":  # Türkiýe, Türkiýä, Türkiýäniň
            yield form[:-1] + "a", "soft" if form.endswith("e") else EXACT, kind
        if form.endswith("k"):  # Yrak, Yragyň
            yield form[:-1] + "g", "soft", kind


def fold_kyrgyz(word: str) -> str:
    """Two letters look like one and are typed for one another: Жаңы, Жаӊы."""
    return fold(word).replace("ӊ", "ң")


def fold_uzbek(word: str) -> str:
    """Uzbek in Cyrillic and in the newest Latin letters reads as in the usual ones: Тошкент, Toşkent, Toshkent."""
    folded = fold(_ONE_LETTER.sub(lambda letter: _TWO_LETTERS[letter.group().lower()], word)).translate(_APOSTROPHES)
    if not _CYRILLIC.search(folded):
        return folded
    latin = _UZBEK_S.sub("s", _UZBEK_YE.sub("ye", folded))
    return "".join(_UZBEK_LETTERS.get(letter, letter) for letter in latin)


def _uzbek_spans(text: str) -> Spans:
    """The apostrophe of oʻ and gʻ is part of the letter, however it is typed."""
    return spans_of(_UZBEK_APOSTROPHE.sub("ʻ", text))


def _endings(people: str, soft: str, hard: str) -> dict[str, str]:
    """`people` makes a country's name an adjective, and the people of that country."""
    return whole(**{"soft": soft, "hard": hard, "soft people": people + hard, "hard people": people + hard})


TURKIC = {
    "az": Morphology(_oghuz(short=True), endings=whole(case=_OGHUZ, people=r"l[iu]" + _OGHUZ), names_stand_last=True),
    "tr": Morphology(
        _oghuz(short=False),
        endings=whole(case=_OGHUZ, people=r"l[iu]" + _OGHUZ),
        ordinals=True,
        demonyms_have_capitals=True,
        names_stand_last=True,
    ),
    "kk": Morphology(_steppe, endings=_endings(r"[лдт][ыі][қкғг]", _KAZAKH_SOFT, _KAZAKH_HARD)),
    "ky": Morphology(_steppe, endings=_endings(r"[лдт][ыиуү][кг]", _KYRGYZ_SOFT, _KYRGYZ_HARD), fold=fold_kyrgyz),
    "uz": Morphology(
        _steppe, endings=_endings("li[kg]", _UZBEK_SOFT, _UZBEK_HARD), fold=fold_uzbek, spans_of=_uzbek_spans
    ),
    "tk": Morphology(_turkmen, endings=_endings("l[yiu]", _TURKMEN, _TURKMEN)),
}
