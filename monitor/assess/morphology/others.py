"""Step 3, evaluate: how Greek, Armenian, Georgian, Hindi and Bengali bend names; some languages do not."""

from collections.abc import Iterator

from monitor.assess.fold import fold, fold_vietnamese
from monitor.assess.morphology.base import EXACT, FormKind, Morphology, Stem, whole

# ---------------------------------------------------------------- Greek; folded: no accents, ς is σ

_GREEK_ENDINGS = {
    "noun": "|α|ασ|αν|η|ησ|ην|ο|οσ|ου|ον|οι|ουσ|ων|εσ|ε|ι|ιου|ια|ιων|υ|υσ|εωσ|εισ|ω",
    "adjective": "οσ|ο|ου|ον|οι|ουσ|ων|η|ησ|ην|εσ|α|ασ|ε|ια",
    "woman": "α|ασ|εσ|ων",
}


def _greek(form: str, kind: FormKind, part: bool) -> Iterator[Stem]:
    yield form, EXACT, kind
    if kind == "prefix" or len(form) < 4:
        return
    if kind == "demonym":
        if form.endswith(("οσ", "ησ", "ασ")):
            yield form[:-2], "adjective", kind
        elif form.endswith("α"):
            yield form[:-1], "woman", kind
        elif form.endswith(("οι", "εσ")):
            yield form[:-2], "adjective", kind
        return
    if form.endswith(("οσ", "ασ", "ησ", "εσ", "οι", "υσ")) and len(form) > 4:
        yield form[:-2], "noun", kind
    elif form[-1] in "αηοε" and (part or len(form) > 4):
        yield form[:-1], "noun", kind


# ---------------------------------------------------------------- Georgian: names end in a vowel that the cases replace

_GEORGIAN_CASE = (
    r"[იაეოუ]?(?:ებ)?(?:ი|ს|სა|მა|მ|ით|ით|თი|ად|დ|თა|ის|ისა|ო)?(?:ს|ა)?"
    r"(?:ში|ზე|თან|დან|იდან|გან|თვის|კენ|მდე|ვით|მიერ|აც)?(?:ც|ვე|აც)?(?:ა)?"
)


def _georgian(form: str, kind: FormKind, part: bool) -> Iterator[Stem]:
    root = form[:-1] if form[-1] in "იაეო" and len(form) > 3 else form
    if kind == "prefix":
        yield form, EXACT, kind
        return
    yield root, "case", kind
    if kind == "name" and not part and len(root) > 2:
        yield root, "people", "demonym"


# ---------------------------------------------------------------- Armenian

_ARMENIAN_CASE = "(?:ներ|եր)?(?:ն|ը|ի|ին|ից|ում|ով|յի|յին|յից|յում|յով|այի|ու|ուն|ուց|ան|անը|վա|ից|ներ|երեն|երենով|ումն|ինը|իցն|ովն|ս|դ)?"


def _armenian(form: str, kind: FormKind, part: bool) -> Iterator[Stem]:
    if kind == "prefix" or len(form) < 3:
        yield form, EXACT, kind
        return
    yield form, "case", kind
    if kind == "demonym":
        return
    root = form.removesuffix("ա")
    if part and form.endswith("ներ"):
        yield form[:-3], "case", kind
    if kind == "name" and not part and len(root) > 2:
        yield root, "people", "demonym"


# ---------------------------------------------------------------- Hindi and Bengali

_HINDI_ENDINGS = {
    "people": fold("ी")
    + "|"
    + "|".join(map(fold, ("ई", "ाई", "ीय", "ियों", "ियन", "ियाई", "वासी", "वासियों", "ीयों", "न", "नों")))
}
_BENGALI_CASE = "|".join(
    map(fold, ("ের", "র", "এর", "কে", "তে", "ে", "য়", "ও", "ই", "েও", "রও", "েই", "রই", "য়ের", "টি", "টির", "ভিত্তিক"))
)
_BENGALI_PEOPLE = "|".join(map(fold, ("ি", "ী", "ীয়", "িয়", "ান", "িয়ান", "িদের", "ীদের", "ীয়দের", "িরা", "ীরা", "ীয়রা")))  # fmt: skip


def _hindi(form: str, kind: FormKind, part: bool) -> Iterator[Stem]:
    yield form, EXACT, kind
    if kind == "name" and not part and len(form) > 2:
        yield form, "people", "demonym"


def _bengali(form: str, kind: FormKind, part: bool) -> Iterator[Stem]:
    if kind == "prefix" or len(form) < 2:
        yield form, EXACT, kind
        return
    yield form, "case", kind
    if kind == "name" and not part and len(form) > 2:
        yield form, "people", "demonym"


OTHERS = {
    "el": Morphology(_greek, endings=whole(**_GREEK_ENDINGS)),
    "ka": Morphology(
        _georgian,
        endings=whole(case=_GEORGIAN_CASE, people=rf"(?:ელ|ულ|ურ)(?:{_GEORGIAN_CASE})"),
        cased=False,
    ),
    "hy": Morphology(
        _armenian,
        endings=whole(case=_ARMENIAN_CASE, people=rf"(?:ական|եան|յան|ացի|ցի)(?:{_ARMENIAN_CASE})"),
    ),
    "hi": Morphology(_hindi, endings=whole(**_HINDI_ENDINGS), cased=False),
    "bn": Morphology(
        _bengali,
        endings=whole(case=f"|{_BENGALI_CASE}", people=rf"(?:{_BENGALI_PEOPLE})(?:{_BENGALI_CASE}|)"),
        cased=False,
    ),
    "vi": Morphology(demonyms_have_capitals=True, fold=fold_vietnamese),
    "id": Morphology(demonyms_have_capitals=True),
    "ms": Morphology(demonyms_have_capitals=True),
    "sw": Morphology(demonyms_have_capitals=True),
}
