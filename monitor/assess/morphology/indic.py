"""Step 3, evaluate: how Hindi and Bengali bend names."""

from collections.abc import Iterator

from monitor.assess.fold import fold
from monitor.assess.morphology.base import EXACT, FormKind, Morphology, Stem, whole

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


INDIC = {
    "hi": Morphology(_hindi, endings=whole(**_HINDI_ENDINGS), cased=False),
    "bn": Morphology(
        _bengali,
        endings=whole(case=f"|{_BENGALI_CASE}", people=rf"(?:{_BENGALI_PEOPLE})(?:{_BENGALI_CASE}|)"),
        cased=False,
    ),
}
