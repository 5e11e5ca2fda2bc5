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
_KAZAKH = (
    r"(?:[лдт][ае]р)?(?:с?[ыі])?"
    r"(?:[ндт][ыі]ң|н?[ғқгк][ае]|н[ае]|[ае]|[ндт][ыі]|н|н?[дт][ае](?:н|ғы(?:лар)?|гі(?:лер)?)?|н[ае]н|[мбп]ен(?:ен)?)?"
)
_KYRGYZ = (
    r"(?:[лдт][аеоө]р)?(?:с?[ыиуү])?"
    r"(?:[ндт][ыиуү]н|н?[гк][аеоө]|н[аеоө]|[аеоө]|[ндт][ыиуү]|н|н?[дт][аеоө](?:н|г[ыиуү](?:л[аеоө]р)?)?|н[аеоө]н)?"
)
_UZBEK = r"(?:lar)?(?:lari|imiz|si|i)?(?:ning|ni|[gkq]a|n?da(?:gi(?:lar)?|n|gina)?|dek|day|gacha|niki)?(?:ham|mi|dir)?"
_TURKMEN = r"(?:l[ae]r)?(?:s?[yi])?(?:n?[yiu]n|[gn]?[ae]|n?[yi]|n?d[ae](?:n|k[iy](?:l[ae]r)?)?)?(?:d[iy]r)?"

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
_UZBEK_YE = re.compile(r"(?<![бвгғджзклмнпрстфхҳцчшқ])е")
_UZBEK_S = re.compile(r"(?<![аеёиоуўэюя])ц")
_CYRILLIC = re.compile("[Ѐ-ӿ]")
_APOSTROPHES = dict.fromkeys(map(ord, "'’‘`´"))
_UZBEK_APOSTROPHE = re.compile(r"(?<=[oOgG])['’‘`´](?=[^\W\d_])")


def _oghuz(*, short: bool) -> Stems:
    """`short`: whether endings follow even a name of three letters; Turkish has its apostrophe for that."""

    def stems(form: str, kind: FormKind, part: bool) -> Iterator[Stem]:
        if kind == "prefix" or (len(form) < 4 and (part or not short)):
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
    if kind == "prefix" or len(form) < 3 or (part and len(form) < 4):
        yield form, EXACT, kind
        return
    yield form, "case", kind
    if part and form[-1] in "ыіиуүiy":
        root = form[:-1]
        yield root.removesuffix("с").removesuffix("s"), "case", kind
    if kind == "name" and not part:
        yield form, "people", "demonym"


def fold_uzbek(word: str) -> str:
    """Uzbek in Cyrillic letters reads as in Latin ones: Ўзбекистон, Oʻzbekiston."""
    folded = fold(word).translate(_APOSTROPHES)
    if not _CYRILLIC.search(folded):
        return folded
    latin = _UZBEK_S.sub("s", _UZBEK_YE.sub("ye", folded))
    return "".join(_UZBEK_LETTERS.get(letter, letter) for letter in latin)


def _uzbek_spans(text: str) -> Spans:
    """The apostrophe of oʻ and gʻ is part of the letter, however it is typed."""
    return spans_of(_UZBEK_APOSTROPHE.sub("ʻ", text))


TURKIC = {
    "az": Morphology(_oghuz(short=True), endings=whole(case=_OGHUZ, people=r"l[iu]" + _OGHUZ)),
    "tr": Morphology(_oghuz(short=False), endings=whole(case=_OGHUZ, people=r"l[iu]" + _OGHUZ), ordinals=True),
    "kk": Morphology(_steppe, endings=whole(case=_KAZAKH, people=r"[лдт][ыі][қкғг]" + _KAZAKH)),
    "ky": Morphology(_steppe, endings=whole(case=_KYRGYZ, people=r"[лдт][ыиуү][кг]" + _KYRGYZ)),
    "uz": Morphology(
        _steppe,
        endings=whole(case=_UZBEK, people=r"li[kg]" + _UZBEK),
        fold=fold_uzbek,
        spans_of=_uzbek_spans,
    ),
    "tk": Morphology(_steppe, endings=whole(case=_TURKMEN, people=r"l[yiu]" + _TURKMEN)),
}
