"""Step 3, evaluate: how Greek bends names; folded, it has no accents and ς is σ."""

from collections.abc import Iterator

from monitor.assess.morphology.base import EXACT, FormKind, Morphology, Stem, whole

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


HELLENIC = {"el": Morphology(_greek, endings=whole(**_GREEK_ENDINGS))}
