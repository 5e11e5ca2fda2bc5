"""Step 3, evaluate: how Greek bends names and joins two of them in one word; folded, it has no accents and ς is σ."""

import re
from collections.abc import Iterator

from monitor.assess.morphology.base import EXACT, FormKind, Morphology, Stem, whole
from monitor.assess.words import Spans, spans_of

_GREEK_ENDINGS = {
    "οσ": "οσ|ου|ο|ον|ε",
    "ασ": "ασ|α|αν|εσ|ων",
    "ησ": "ησ|η|ην|εσ|ων",
    "εσ": "εσ|ων",
    "α": "α|ασ|αν|ων",
    "η": "η|ησ|ην|εωσ",
    "ο": "ο|ου",
    "ι": "ι|ιου",
    "part": "οσ|ου|ο|ον|οι|ουσ|ων|α|ασ|αν|εσ|η|ησ|ην|ι|ιου|ε",
    "adjective": "οσ|ου|ο|ον|ε|οι|ουσ|ων|η|ησ|ην|εσ|α|ασ|ιδα|ιδασ|ιδεσ|ιδων",
    "person": "οσ|ου|ο|ον|ε|οι|ουσ|ων|εσ|α|ασ|ιδα|ιδασ|ιδεσ|ιδων",  # no -η: Βούλγαρης is a surname
    "people": "ασ|α|εσ|ων|εν|η|ησ|ην|ισσα|ισσασ|ισσεσ",
    "woman": "α|ασ|εσ|ων",
}
_WITH_FEMININE = ("ικοσ", "ακοσ", "υκοσ", "ινοσ", "ανοσ", "ωνοσ", "ονοσ")
# What the first of two may be in one word, and how the second begins: ελληνοτουρκικός, ρωσοουκρανικός.
_FIRST = (
    "αζερ|αζερμπαιτζαν|αιγυπτ|αλβαν|αλγερ|αλγεριν|αμερικαν|αμερικανικ|αγγλ|αρμεν|αυστρ|αφγαν|βελγ|βουλγαρ|βρεταν|γαλλ"
    "|γερμαν|γεωργιαν|ελβετ|ελλην|ιαπων|ινδ|ιραν|ιρακιν|ιρλανδ|ισπαν|ισραηλιν|ιταλ|καναδ|κινεζ|κορεατ|κυπρ|λιβαν|λιβυκ"
    "|μαροκιν|μεξικαν|ολλανδ|ουγγρ|ουκραν|παλαιστινι|πακισταν|πολων|πορτογαλ|ρουμαν|ρωσ|ρωσσ|σαουδαραβ|σερβ|σιν|σλοβεν"
    "|σουηδ|συρ|τουρκ|φινλανδ"
)
_SECOND = (
    "αζερ|αιγυπτι|αλβαν|αλγερι|αμερικαν|αγγλικ|αρμεν|αυστρι|αυστραλ|αφγαν|βελγικ|βουλγαρ|βρεταν|γαλλικ|γερμανικ|γεωργιαν"
    "|ελβετ|ελλην|εμιρατ|εσθον|ιαπων|ινδικ|ινδονησ|ιορδαν|ιραν|ιρακ|ιρλανδ|ισπαν|ισραηλ|ιταλ|καζα[κχ]|καναδ|κινεζ|κορεατ"
    "|κροατ|κυπρι|λιβαν|λιβυκ|λιθουαν|μακεδονικ|μαροκ|μεξικαν|μογγολ|νορβηγ|ολλανδ|ουγγρ|ουκραν|παλαιστιν|πακισταν|περσικ"
    "|πολων|πορτογαλ|ρουμαν|ρωσι|ρωσσι|σαουδαραβ|σερβ|σκοπιαν|σλοβακ|σλοβεν|σουηδ|συριακ|τουρκ|τσεχικ|τυνησ|φινλανδ|φιλιππιν"
)
_ACCENTED = str.maketrans(
    {"α": "[αά]", "ε": "[εέ]", "η": "[ηή]", "ι": "[ιίϊΐ]", "ο": "[οό]", "υ": "[υύϋΰ]", "ω": "[ωώ]"}
)
# The first has no accent. Turkish Cypriots are Cypriots.
_TWO_IN_ONE = re.compile(
    rf"(?<!\w)(?!(?:ελλην|τουρκ)οκ[υύ]πρ)((?:{_FIRST})ο)(?:{_SECOND.translate(_ACCENTED)})", re.IGNORECASE
)


def _greek(form: str, kind: FormKind, part: bool) -> Iterator[Stem]:
    if kind == "prefix":
        yield form, EXACT, "demonym"  # it is never written but before another country's adjective
        return
    yield form, EXACT, kind
    if len(form) < 4:
        return
    if kind == "demonym":
        yield from _greek_demonym(form)
    elif part:
        if form.endswith(("οσ", "ασ", "ησ", "εσ", "οι")):
            yield form[:-2], "part", kind
        elif form[-1] in "αηοι":
            yield form[:-1], "part", kind
    elif form.endswith(("οσ", "ασ", "ησ", "εσ")):
        yield form[:-2], form[-2:], kind
    elif form[-1] in "αηοι":
        yield form[:-1], form[-1], kind


def _greek_demonym(form: str) -> Iterator[Stem]:
    if form.endswith("οσ"):
        yield form[:-2], "adjective" if form.endswith(_WITH_FEMININE) else "person", "demonym"
    elif form.endswith(("ησ", "ασ")):
        yield form[:-2], "people", "demonym"
    elif form.endswith("α"):
        yield form[:-1], "woman", "demonym"


def _greek_spans(text: str) -> Spans:
    """The words of a text, with two countries in one word parted: ελληνο|τουρκικός."""
    starts, ends = spans_of(text)
    seams = {match.start(): match.end(1) for match in _TWO_IN_ONE.finditer(text)}
    if not seams:
        return starts, ends
    begun, ended = starts.tolist(), ends.tolist()
    for start in starts.tolist():
        if start in seams:
            begun.append(seams[start])
            ended.append(seams[start])
    return sorted(begun), sorted(ended)


HELLENIC = {"el": Morphology(_greek, endings=whole(**_GREEK_ENDINGS), spans_of=_greek_spans)}
