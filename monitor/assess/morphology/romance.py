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
_ROMANIAN_ADJECTIVE = (
    ("esc", "esc easca esti escul escului esti estii estilor estile asca"),
    ("ez", "ez eza ezi eze ezul ezului ezii ezilor ezele ezei eaza eji"),
    ("ean", "ean eana eni ene eanul eanului enii enilor enele enei eanca ence encele"),
    ("ic", "ic ica ici ice icul icului icii icilor icele icei"),
    ("t", "t ta ti te tul tului tii tilor tele tei"),
    ("d", "d da zi de dul dului zii zilor dele dei"),
    ("c", "c ca ci ce cul cului cii cilor cele cei"),
    ("s", "s sa si se sul sului sii silor sele sei easca"),
    ("", " a i e ul ului ii ilor ele ei"),
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


_ROMANIAN_NAMES = {
    "noun": "|ul|ului|lui",
    "a": "a|ei|ii|e|o",
    "plural": "e|elor|ele|i|ii|ilor",
}


def _romanian(form: str, kind: FormKind, part: bool) -> Iterator[Stem]:
    yield form, EXACT, kind
    if kind == "demonym":
        for bent in dict.fromkeys(_bent(form, _ROMANIAN_ADJECTIVE)):
            if bent != form:
                yield bent, EXACT, kind
        return
    if len(form) < 4:
        return
    if form.endswith("a"):
        yield form[:-1], "a", kind
    elif part and form.endswith(("ele", "ile")):
        yield form[:-3], "plural", kind
        yield form[:-2], "plural", kind
    elif part and form.endswith("e"):
        yield form[:-1], "plural", kind
    elif form[-1] not in "aeiou":
        yield form, "noun", kind


ROMANCE = {
    "fr": Morphology(_french),
    "es": Morphology(_by(_SPANISH)),
    "pt": Morphology(_by(_PORTUGUESE)),
    "it": Morphology(_by(_ITALIAN)),
    "ro": Morphology(_romanian, endings=whole(**_ROMANIAN_NAMES)),
}
