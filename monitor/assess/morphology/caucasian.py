"""Step 3, evaluate: how Georgian and Armenian bend names, and the words of Armenian."""

from collections.abc import Callable, Iterator

from monitor.assess.fold import fold
from monitor.assess.morphology.base import EXACT, FormKind, Morphology, Stem, whole
from monitor.assess.words import Spans, spans_of

# ---------------------------------------------------------------- Georgian

# After the genitive and the instrumental: for, from, towards, than, by.
_OF = "ის|ისა|ისთვის|ისათვის|ისგან|ისაგან|ისკენ|ისაკენ|ისადმი|ისებრ|ისეული|ისმიერ|ისავე|ით|ითა|იდან|ითურთ"
_MORE = "(?:ც|აც|ვე|ა|ღა|ცა)?"  # also, the very same
_AT = "ში|ზე|თან|სთან|ივით|ვით|სავით|ამდე|მდე"
_GEORGIAN_BARE = f"ი|მა|ს|სა|ო|{_AT}|{_OF}"
_GEORGIAN_NOUN = f"(?:ებ)?(?:{_GEORGIAN_BARE}|ად|ადაც|ადვე){_MORE}|თა|ნი|თათვის|თაგან"
_GEORGIAN_ENDINGS = {
    # ირან-ი: the stem ends in a consonant and never stands bare
    "consonant": _GEORGIAN_NOUN,
    # ბაქო, საქართველო, and ჰაიტი where it keeps its vowel
    "vowel": f"|ც|ვე|(?:მ|ს|სა|სი|თი|თ|დ|ვ|{_AT}|დან|სთვის|სათვის|სგან|საგან|სკენ|საკენ|სადმი|სეული|სავე|თურთ){_MORE}",
    # იტალი-ა, ჩილ-ე: the vowel falls in some cases and in the plural
    "cut": f"(?:{_OF}){_MORE}|ებ(?:{_GEORGIAN_BARE}|ად){_MORE}",
    # ქართულ-ი: before a noun it stands bare; `ქართულად` is a language
    "adjective": f"|(?:ებ)?(?:{_GEORGIAN_BARE}){_MORE}|თა|ნი",
}
_ADJECTIVES = ("ელ", "ურ", "ულ")  # one who is from there, and what is


def _georgian(form: str, kind: FormKind, part: bool) -> Iterator[Stem]:
    root, last = form[:-1], form[-1]
    if kind == "prefix" or len(form) < 3:
        yield form, EXACT, kind
    elif kind == "demonym" and last == "ი":
        yield root, "adjective", kind
        if root.endswith("ელ") and not part:
            yield from ((root[:-2] + suffix, "adjective", kind) for suffix in _ADJECTIVES[1:])
    else:
        yield form, "vowel", kind
        if last == "ი":
            yield root, "adjective" if part else "consonant", kind
            if not part and kind != "demonym" and len(root) > 2:
                yield root, EXACT, "prefix"  # ირან-ერაყის
        elif last in "აე":
            yield root, "cut", kind
        elif last not in "ოუ":
            yield form, "consonant", kind


# ---------------------------------------------------------------- Armenian

_ARTICLE = "(?:ը|ն|ս|դ)?"
_ARMENIAN_ENDINGS = {
    "consonant": f"|(?:ներ|եր)?(?:ը|ն|ս|դ|(?:ի|ից|ով|ում|ու){_ARTICLE}|ինը)?",
    "vowel": f"|(?:ն|ս|դ|յ(?:ի|ից|ով|ում){_ARTICLE}|յինը|ից|ում|ի|ին|ով|ներ|ների)",
    "abstract": f"(?:ան|ամբ){_ARTICLE}|անը",
    "u": f"վ(?:ի|ից|ով|ում|ա){_ARTICLE}|վինը",  # Բաքու, Բաքվի
    "i": f"(?:ու|ուց|ում|ով|ից){_ARTICLE}|(?:իներ|ներ)(?:ը|ն|(?:ի|ից|ով|ում){_ARTICLE})?",  # ֆրանսիացի, ֆրանսիացու
}
_ABSTRACT = "ություն"  # թագավորություն, թագավորության
_HYPHEN = "֊"


def fold_armenian(word: str) -> str:
    """The letter և and the two letters it stands for are one."""
    return fold(word).replace("եւ", "եվ")


def _armenian_spans(text: str) -> Spans:
    """Armenian has a hyphen of its own."""
    return spans_of(text.replace(_HYPHEN, "-"))


def _armenian(form: str, kind: FormKind, part: bool) -> Iterator[Stem]:
    if kind == "prefix" or (len(form) < 3 and not part):
        yield form, EXACT, kind
        return
    yield form, "vowel" if form[-1] in "աեէօո" else "consonant", kind
    if form.endswith("ու"):
        yield form[:-2], "u", kind
    elif form.endswith("ի"):
        yield form[:-1], "i", kind
    elif form.endswith(_ABSTRACT):
        yield form[:-3], "abstract", kind


def _without(*openings: str) -> Callable[[str], tuple[str, ...]]:
    """Reads a word also without what it opens with: pan-Japanese, anti-Russian."""

    def readings(word: str) -> tuple[str, ...]:
        opening = next((one for one in openings if word.startswith(one)), "")
        return (word, word[len(opening) :]) if opening else (word,)

    return readings


CAUCASIAN = {
    "ka": Morphology(_georgian, _without("ანტი", "პრო"), endings=whole(**_GEORGIAN_ENDINGS), cased=False),
    "hy": Morphology(
        _armenian,
        _without("համա", "հակա"),
        endings=whole(**_ARMENIAN_ENDINGS),
        fold=fold_armenian,
        spans_of=_armenian_spans,
    ),
}
