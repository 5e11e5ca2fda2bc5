"""Step 3, evaluate: how Arabic and Hebrew bend names, and what they write in one word with them."""

import re
from collections.abc import Iterator

from monitor.assess.fold import fold, fold_arabic
from monitor.assess.morphology.base import EXACT, FormKind, Morphology, Stem, whole
from monitor.assess.words import Spans, spans_of

DEFINITE = "ال"  # the Arabic article


def _arabic_readings(word: str) -> tuple[str, ...]:
    """`ولأذربيجان` may be أذربيجان, `للجزائر` is الجزائر: with each clitic off in turn."""
    found = [word]
    rests = [word]
    if word[0] in "وف" and len(word) > 3:
        rests.append(word[1:])
        found.append(word[1:])
    for rest in rests:
        if rest.startswith("لل") and len(rest) > 4:
            found.append("ا" + rest[1:])
        if rest[0] in "بكل" and len(rest) > 3:
            found.append(rest[1:])
    return tuple(found)


def _arabic(form: str, kind: FormKind, _part: bool) -> Iterator[Stem]:
    if kind != "demonym":
        yield form, EXACT, kind
        return
    yield form, "nisba", kind
    yield DEFINITE + form, "nisba", kind


# ו and, ש that, ה the, ב in, ל to, מ from, כ as; in this order
_HEBREW_CLITICS = re.compile("ו?(?:כש|ש)?[בלמכה]?ה?")
_HEBREW_MARKS = dict.fromkeys(map(ord, "'’‘`\"”“"))
_HEBREW_APOSTROPHE = re.compile("(?<=[א-ת])['’‘`](?=[א-ת]|\\s|\\Z)")
_HEBREW_QUOTE = re.compile('(?<=[א-ת])["”“](?=[א-ת])')


_SHORT = 3


def _hebrew_readings(word: str) -> tuple[str, ...]:
    clitics = _HEBREW_CLITICS.match(word)
    longest = clitics.end() if clitics else 0
    return (word, *(word[cut:] for cut in range(1, min(longest, len(word) - 3) + 1)))


def _hebrew(form: str, kind: FormKind, part: bool) -> Iterator[Stem]:
    ending = "demonym" if kind == "demonym" else EXACT
    yield form, ending, kind
    if form.startswith("ו") and not form.startswith("וו"):  # within a word it is doubled: בווינה
        yield "ו" + form, ending, kind
    if part and form.startswith("ה") and len(form) > _SHORT:  # the article goes when ב, כ or ל comes: בבית הלבן
        yield form[1:], ending, kind


def fold_hebrew(word: str) -> str:
    """The marks of צ'ילה and ארה"ב gone, however they are typed."""
    return fold(word).translate(_HEBREW_MARKS)


def _hebrew_spans(text: str) -> Spans:
    """The marks of צ'ילה and ארה"ב are letters of the word, however they are typed."""
    if "'" in text or "’" in text or '"' in text or "”" in text or "`" in text or "“" in text:
        text = _HEBREW_QUOTE.sub("״", _HEBREW_APOSTROPHE.sub("׳", text))
    return spans_of(text)


SEMITIC = {
    "ar": Morphology(
        _arabic,
        readings=_arabic_readings,
        endings=whole(nisba="|ه|ين|ون|ات|ا|تين|تان|ان"),
        cased=False,
        and_prefix="و",
        fold=fold_arabic,
    ),
    "he": Morphology(
        _hebrew,
        readings=_hebrew_readings,
        endings=whole(demonym="|ת|ה|ם|ים|ות|ייה|יה"),
        cased=False,
        and_prefix="ו",
        fold=fold_hebrew,
        spans_of=_hebrew_spans,
    ),
}
