"""Step 3, evaluate: how Persian, Urdu and Tajik bend names."""

from collections.abc import Iterator

from monitor.assess.morphology.base import EXACT, FormKind, Morphology, Stem, whole

_PERSIAN_PLURAL = "ها|هاي|هايي|هايش"
_PERSIAN_ENDINGS = {
    "name": "|ست|م|ش",
    "nisba": rf"ي|يي|اي|يان|ييان|ايان|ي(?:{_PERSIAN_PLURAL})|يي(?:{_PERSIAN_PLURAL})|اي(?:{_PERSIAN_PLURAL})|يتبار|ايتبار|يها",
    "people": rf"|ي|يي|ان|يان|ه|{_PERSIAN_PLURAL}|ي(?:{_PERSIAN_PLURAL})|يالاصل|يتبار|تبار",
}
_URDU_ENDINGS = {
    "nisba": "ي|ين|يوں|يوں|ياں|ئي|وي",
    "people": "|ي|وں|يوں|ياں|ا|ے|ين|نز|ز",
}
_TAJIK_ENDINGS = {
    "case": "|и|ро|иро|ю|у|ву|ям|аш|ам",
    "nisba": "и|иҳо|иҳои|иҳоро|иен|иени|иенро|гиҳо|ги|виҳо|ви",
    "people": "|и|ҳо|ҳои|ҳоро|он|они|онро|ро|иҳо|иҳои|ен|ени|енро|ҳоро",
}


def _persian(form: str, kind: FormKind, part: bool) -> Iterator[Stem]:
    if kind == "demonym":
        yield form, "people", kind
        return
    yield form, EXACT if len(form) < 4 or part else "name", kind
    if kind == "name" and not part:
        yield form, "nisba", "demonym"


def _urdu(form: str, kind: FormKind, part: bool) -> Iterator[Stem]:
    if kind == "demonym":
        yield form, "people", kind
        return
    yield form, EXACT, kind
    if kind == "name" and not part:
        yield form, "nisba", "demonym"


def _tajik(form: str, kind: FormKind, part: bool) -> Iterator[Stem]:
    if kind == "prefix" or len(form) < 3:
        yield form, EXACT, kind
    elif kind == "demonym":
        yield form.removesuffix("и"), "people", kind
    else:
        yield form, "case", kind
        if part and form.endswith("и"):
            yield form[:-1], "case", kind
        if kind == "name" and not part:
            yield form, "nisba", "demonym"


IRANIAN = {
    "fa": Morphology(_persian, endings=whole(**_PERSIAN_ENDINGS), cased=False),
    "ur": Morphology(_urdu, endings=whole(**_URDU_ENDINGS), cased=False),
    "tg": Morphology(_tajik, endings=whole(**_TAJIK_ENDINGS)),
}
