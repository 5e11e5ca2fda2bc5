"""Step 3, evaluate: how Persian and Tajik bend names."""

from collections.abc import Iterator

from monitor.assess.morphology.base import EXACT, FormKind, Morphology, Stem, whole

_PERSIAN_PLURAL = "ها|هاي|هايي|هايش"
_PERSIAN_ENDINGS = {
    "name": "|ست|م|ش",
    "nisba": rf"ي|يي|اي|يان|ييان|ايان|ي(?:{_PERSIAN_PLURAL})|يي(?:{_PERSIAN_PLURAL})|اي(?:{_PERSIAN_PLURAL})|يتبار|ايتبار|يها",
    "people": rf"|ي|يي|ان|يان|ه|{_PERSIAN_PLURAL}|ي(?:{_PERSIAN_PLURAL})|يالاصل|يتبار|تبار",
}
# Folded: ӣ is и, ё is е, ӯ is у. What follows: the izofa, the object, `and`, whose it is.
_TAJIK_CLOSING = r"(?:и?ро|и|в?у|ю|[ая]ш|[ая]м|[ая]т|[ая]нд)?"
_TAJIK_ENDINGS = {
    "case": rf"(?:ҳо)?{_TAJIK_CLOSING}",
    "nisba": rf"[гвй]?и(?:ҳо|ен)?{_TAJIK_CLOSING}|табор(?:он)?{_TAJIK_CLOSING}",
    "adjective": rf"[гвй]?и(?:ҳо|ен)?{_TAJIK_CLOSING}|ҳо{_TAJIK_CLOSING}",
    "people": rf"(?:[гв]?и)?(?:ҳо|он|ен)?{_TAJIK_CLOSING}|табор(?:он)?{_TAJIK_CLOSING}",
}


def _persian(form: str, kind: FormKind, part: bool) -> Iterator[Stem]:
    if kind == "demonym":
        yield form, "people", kind
        return
    yield form, EXACT if len(form) < 4 or part else "name", kind
    if kind == "name" and not part:
        yield form, "nisba", "demonym"


def _tajik(form: str, kind: FormKind, part: bool) -> Iterator[Stem]:
    if kind == "prefix" or len(form) < 2:
        yield form, EXACT, kind
    elif kind == "demonym":
        yield form.removesuffix("и"), "adjective" if form.endswith("и") else "people", kind
    else:
        yield form, "case", kind
        if part and form.endswith("и"):
            yield form[:-1], "case", kind
        if kind == "name" and not part:
            yield form, "nisba", "demonym"
            if form[-1] in "яа":  # Русия, русиёӣ; Америка, америкоӣ
                yield form[:-1] + ("е" if form.endswith("я") else "о"), "nisba", "demonym"
                if len(form) > 5:  # Канада, канадӣ; Индонезия, индонезӣ
                    yield form.removesuffix("а").removesuffix("ия"), "nisba", "demonym"


IRANIAN = {
    "fa": Morphology(_persian, endings=whole(**_PERSIAN_ENDINGS), cased=False),
    "tg": Morphology(_tajik, endings=whole(**_TAJIK_ENDINGS)),
}
