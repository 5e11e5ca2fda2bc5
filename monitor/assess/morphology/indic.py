"""Step 3, evaluate: how Hindi, Bengali and Urdu bend names, and which of their spellings are one word.

All three write foreign names as they hear them. So what they hear alike is folded: long and short i and u, a nasal before
its consonant and the dot for it, the two open o of Hindi, and the h or alif that ends a word in Urdu.
"""

import re
from collections.abc import Iterator

from monitor.assess.fold import fold
from monitor.assess.morphology.base import EXACT, FormKind, Morphology, Stem, whole

_HINDI_NASAL = re.compile("[ङञणन]्(?=[क-नप-म])|म्(?=[प-भ])")
_HINDI_SOUNDS = str.maketrans({"ी": "ि", "ू": "ु", "ई": "इ", "ऊ": "उ", "ॉ": "ा", "ऑ": "आ"})
_BENGALI_SOUNDS = str.maketrans({"ী": "ি", "ূ": "ু", "ঈ": "ই", "ঊ": "উ", "ণ": "ন"})
_URDU_SILENT_H = re.compile("[هہة]\\Z")
_URDU_BREATH = re.compile("(?<=[بپتٹجچدڈرڑکكگلمن])ھ")


def fold_hindi(word: str) -> str:
    """मॉस्को is मास्को, म्यान्मार is म्यांमार, फिलीपींस is फिलिपींस."""
    return _HINDI_NASAL.sub("ं", fold(word).translate(_HINDI_SOUNDS))


def fold_bengali(word: str) -> str:
    """ইটালী is ইটালি, চিন is চীন, শ্রীলংকা is শ্রীলঙ্কা, অষ্ট্রিয়া is অস্ট্রিয়া."""
    return fold(word).translate(_BENGALI_SOUNDS).replace("ঙ্", "ং").replace("ষ্ট", "স্ট")


def fold_urdu(word: str) -> str:
    """امریکا is امریکہ, ڈھاکا is ڈھاکہ; in short words the h is heard. تھائی, of Thailand, is not تہائی, a third."""
    folded = fold(_URDU_BREATH.sub("\ue002", word)).replace("\ue002", "ھ")
    if len(folded) > 3 and folded[-1] == "ه" and _URDU_SILENT_H.search(word.rstrip("\u200b\u200c\u200d")):
        return folded[:-1] + "ا"
    return folded


# What makes an adjective or a people of a name, by the sound the name ends in.
_HINDI = {
    "people": "ि|िय|ियन|ियाइ|वासि|ियंस",
    "people_a": "इ|वासि",
    "people_cut": "ि|िय|न|ियन|ंस|ियंस",
    "people_vowel": "इ|यन|याइ|वासि|यंस",
}
_HINDI_PLURAL = "यों|ों|ओं|ो|"

# বাংলাদেশ takes -ের and -ে, আমেরিকা takes -র and -য়; a word of the same breath may come before the case.
_BENGALI_JOINED = fold_bengali(
    "বাসী|স্থ|পন্থী|বিরোধী|ভিত্তিক|সমর্থিত|গামী|মুখী|ঘনিষ্ঠ|নিয়ন্ত্রিত|অধিকৃত|শাসিত|নির্মিত|প্রবাসী|জুড়ে|সহ|ফেরত"
)
_BENGALI_PLURAL = "(?:রা|দের|দেরকে|গণ|গুলো|গুলোর|গুলি|গুলির|টি|টির|টিকে|টিতে|টা|টার)"
_BENGALI_AFTER_CONSONANT = f"(?:ে|ের|েরা|েদের|এ|এর|এরা|কে|তে|{_BENGALI_PLURAL})?"
_BENGALI_AFTER_VOWEL = f"(?:র|য|যে|যের|তে|কে|এ|এর|{_BENGALI_PLURAL})?"
_BENGALI = {
    "people": "ি|িয|িযান|ান",
    "people_a": "ন|ই|ইযান",
    "people_cut": "িয|িযান|ান|ি",
    "people_vowel": "য|যান|ন|ি|ান|ইযান",
}

_URDU = {
    "people": "ي|ين|ياي|يايي",
    "people_a": "يي|ن",
    "people_cut": "ي|ين|وي|ن|يايي",
    "people_vowel": "يي|ن|ين|يايي",
}
_URDU_PLURAL = "وں|يوں|ياں|ز|نز|"

_LONG_ENOUGH = 4  # letters that must be left of a name, or it is the beginning of many words
_VOWELS = frozenset("अआइईउऊऋएऐओऔऑािीुूेैोौॉঅআইঈউঊএঐওঔািীুূেৈোৌ")
_URDU_VOWELS = frozenset("اويےے")


def _people(form: str, vowels: frozenset[str], ending_in_a: str) -> Iterator[Stem]:
    """The adjective of a name: ईरान-ी, कनाडा-ई and अमेरिक(ा)-ी each go their own way."""
    if len(form) < _LONG_ENOUGH - 1:
        return
    if form[-1] == ending_in_a:
        yield form, "people_a", "demonym"
        if len(form) > _LONG_ENOUGH + 1:
            yield form[:-1], "people_cut", "demonym"
    elif form[-1] in vowels:
        yield form, "people_vowel", "demonym"
    else:
        yield form, "people", "demonym"


def _hindi(form: str, kind: FormKind, part: bool) -> Iterator[Stem]:
    yield form, "plural" if kind == "demonym" else EXACT, kind
    if kind == "demonym" and form.endswith("न"):  # इटालियन, इटालियंस: the plural of English
        yield form[:-1] + "ंस", EXACT, kind
    if kind == "name" and not part:
        yield from _people(form, _VOWELS, "ा")


def _bengali(form: str, kind: FormKind, part: bool) -> Iterator[Stem]:
    if kind == "prefix" or len(form) < 2:
        yield form, EXACT, kind
        return
    yield form, "vowel" if form[-1] in _VOWELS else "consonant", kind
    if kind == "name" and not part and len(form) >= _LONG_ENOUGH:
        yield from _people(form, _VOWELS, "া")
        if form.endswith("িযা"):  # কোরিয়া, কোরীয়
            yield form[:-1], "consonant", "demonym"


def _urdu(form: str, kind: FormKind, part: bool) -> Iterator[Stem]:
    yield form, "plural" if kind == "demonym" else EXACT, kind
    if kind == "name" and not part:
        yield from _people(form, _URDU_VOWELS, "ا")
        if form.endswith("يا") and len(form) > _LONG_ENOUGH + 1:
            yield form[:-2], "people_cut", "demonym"


def _bengali_endings() -> dict[str, str]:
    joined = f"(?:{_BENGALI_JOINED})"
    either = f"(?:{_BENGALI_AFTER_CONSONANT}|{_BENGALI_AFTER_VOWEL})"
    return {
        "consonant": f"(?:{_BENGALI_AFTER_CONSONANT}|{joined}{either})[ইও]?",
        "vowel": f"(?:{_BENGALI_AFTER_VOWEL}|{joined}{either})[ইও]?",
        **{name: f"(?:{endings})(?:{joined})?{either}[ইও]?" for name, endings in _BENGALI.items()},
    }


INDIC = {
    "hi": Morphology(
        _hindi,
        endings=whole(
            plural=_HINDI_PLURAL, **{name: f"(?:{endings})(?:{_HINDI_PLURAL})" for name, endings in _HINDI.items()}
        ),
        cased=False,
        fold=fold_hindi,
    ),
    "bn": Morphology(_bengali, endings=whole(**_bengali_endings()), cased=False, fold=fold_bengali),
    "ur": Morphology(
        _urdu,
        endings=whole(
            plural=_URDU_PLURAL, **{name: f"(?:{endings})(?:{_URDU_PLURAL})" for name, endings in _URDU.items()}
        ),
        cased=False,
        fold=fold_urdu,
    ),
}
