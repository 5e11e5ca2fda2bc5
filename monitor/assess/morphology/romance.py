"""Step 3, evaluate: how French, Spanish, Portuguese, Italian and Romanian bend names and adjectives."""

from collections.abc import Iterator

from monitor.assess.morphology.base import EXACT, FormKind, Morphology, Stem, Stems, whole

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
# What the masculine singular ends in, and the endings of the other three; the first that fits.
_SPANISH = (("o", "o as os a"), ("a", "a as"), ("es", "es esa eses esas"), ("an", "an ana anes anas"),
            ("on", "on ona ones onas"), ("ol", "ol ola oles olas"), ("or", "or ora ores oras"), ("uz", "uz uza uces uzas"),
            ("in", "in ina ines inas"), ("i", "i ies is"), ("u", "u ues us"), ("e", "e es"))  # fmt: skip
_PORTUGUESE = (("ao", "ao a aes aos as oes"), ("o", "o a os as"), ("es", "es esa eses esas"), ("eu", "eu eia eus eias"),
               ("ol", "ol ola ois olas"), ("u", "u us ua uas"), ("a", "a as"), ("e", "e es"), ("i", "i is"))  # fmt: skip
_ITALIAN = (
    ("co", "co ca chi che ci"),
    ("go", "go ga ghi ghe"),
    ("io", "io ia i ie"),
    ("o", "o a i e"),
    ("e", "e i"),
    ("a", "a i e"),
)


def _french_feminine(form: str) -> str:
    return next((form[: -len(end)] + to for end, to in _FRENCH_FEMININE if form.endswith(end)), form + "e")


def _french(form: str, kind: FormKind, _part: bool) -> Iterator[Stem]:
    yield form, EXACT, kind
    if kind == "demonym":
        feminine = _french_feminine(form)
        plural = form if form.endswith(("s", "x")) else form + "s"
        for bent in {plural, feminine, feminine + "s"} - {form}:
            yield bent, EXACT, kind


def _bent(form: str, patterns: tuple[tuple[str, str], ...]) -> Iterator[str]:
    for end, endings in patterns:
        if form.endswith(end):
            root = form[: len(form) - len(end)]
            for ending in endings.split(" "):
                yield root + ending
            return
    yield form
    yield form + "s"


def _by(patterns: tuple[tuple[str, str], ...]) -> Stems:
    def stems(form: str, kind: FormKind, _part: bool) -> Iterator[Stem]:
        yield form, EXACT, kind
        if kind == "demonym":
            for bent in dict.fromkeys(_bent(form, patterns)):
                if bent != form:
                    yield bent, EXACT, kind

    return stems


# Folded, so ă, â are a, ș is s, ț is t.
_ROMANIAN_ENDINGS = {
    "adjective": "|a|ei|e|ele|elor|i|ii|ilor|ul|ului|ule|esc|esca|esti|estii|easca|oaica|oaicei|oaice|oaicele|ca|cei|ce|cele",
    "plural": "e|ei|ele|elor|i|ii|ilor|ce|cei|cele|celor",  # of -ian and -ean, whose a is e there: algerieni, coreene
    "noun": "|l|lui|ul|ului|ule",
    "a": "a|ei|ai|o",
    "ia": "ia|iei|ie|io",
    "ea": "ea|ei|ee",
    "ca": "a|ei|ai|ii",
    "e": "e|ele|elor",
    "feminine": "a|e|ei|ii|i|ai",
    "ie": "ie|ii|iei|ia",
    "many": "i|e|ii|ile|ele|ilor|elor",
}
_ROMANIAN_IRREGULAR = {"marea": "marii", "noua": "noii", "alba": "albe", "tara": "tarii"}


def _romanian(form: str, kind: FormKind, part: bool) -> Iterator[Stem]:
    if kind == "prefix":
        yield form, EXACT, kind
    elif kind == "demonym":
        yield form, "adjective", kind
        if form.endswith(("ian", "ean")):
            yield form[:-3] + ("ien" if form.endswith("ian") else "en"), "plural", kind
        if form.endswith("esc"):
            yield form[:-3], "adjective", kind
        yield form + "o", EXACT, "prefix"
    elif part:
        yield from _romanian_part(form, kind)
    elif form.endswith(("ia", "ea")) and len(form) > 4:
        yield form[:-2], form[-2:], kind
    elif form.endswith("a") and len(form) > 3:
        yield form[:-1], "ca" if form.endswith(("ca", "ga")) else "a", kind
    elif form.endswith("e") and len(form) > 4:
        yield form[:-1], "e", kind
        yield form, "noun", kind
    elif len(form) > 3:
        yield form, "noun", kind
    else:
        yield form, EXACT, kind


def _romanian_part(form: str, kind: FormKind) -> Iterator[Stem]:
    """A word of a name of several: Statelor Unite, Marii Britanii, Coreei de Sud."""
    yield form, EXACT, kind
    if form in _ROMANIAN_IRREGULAR:
        yield _ROMANIAN_IRREGULAR[form], EXACT, kind
    if len(form) < 4:
        return
    if form.endswith(("ele", "ile")):
        yield form[:-3], "many", kind
    elif form.endswith("ie"):
        yield form[:-2], "ie", kind
    elif form.endswith("a"):
        yield form[:-1], "feminine", kind
    elif form.endswith("e"):
        yield form[:-1], "many", kind
    elif form.endswith("ul"):
        yield form[:-2], "noun", kind
    else:
        yield form, "noun", kind


ROMANCE = {
    "fr": Morphology(_french, names_stand_last=True),
    "es": Morphology(_by(_SPANISH), names_stand_last=True),
    "pt": Morphology(_by(_PORTUGUESE), names_stand_last=True),
    "it": Morphology(_by(_ITALIAN), names_stand_last=True),
    "ro": Morphology(_romanian, endings=whole(**_ROMANIAN_ENDINGS)),
}
