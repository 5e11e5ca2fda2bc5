"""Step 3, evaluate: words of an article, folded so that spellings of one word meet, with offsets into the original."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import accumulate, pairwise

# Marks that do not change a word: Latin accents, Arabic vowels, tatweel, soft hyphens, joiners, variation selectors.
_MARKS = re.compile("[\u0300-\u0305\u0307-\u036f\u064b-\u065f\u0670\u0640\u00ad\u200b-\u200f\u2060\ufe0e\ufe0f\ufeff]")
_SHORT_I = re.compile("и\u0306")  # й is a letter of its own, not an и with a mark
_LETTERS = str.maketrans(
    {
        "ı": "i",
        "İ": "i",
        "I": "i",
        "ə": "e",
        "Ə": "e",
        "ё": "е",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "đ": "d",
        "ł": "l",
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ى": "ي",
        "ی": "ي",
        "ئ": "ي",
        "ؤ": "و",
        "ک": "ك",
        "ة": "ه",
        "ۀ": "ه",
        "گ": "ك",
        "چ": "ج",
        "ڤ": "ف",
        "پ": "ب",
        "ʻ": None,
        "ʼ": None,
        "\u0307": None,
    }
)

# What parts words. `\w` is no use: it drops the marks of decomposed text and splits words at them.
_DELIMITERS = r"\s!-/:-@\[-`{-~\u00a1-\u00a9\u00ab\u00ac\u00ae-\u00bf«»“”„‘’‚‛´‹›…‐-―−،؛؟।。•·⁄№†‡°\u2028\u2029"
_GAP = re.compile(rf"([{_DELIMITERS}]+)")
_DOTTED = re.compile(r"[A-ZА-Я]\.(?:[A-ZА-Я]\.)+")

_SENTENCE_END = re.compile(r"[.!?؟…؛\n][\"»”’)\]]*\s*")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(«\"“])(?:[^\W\d_]|[A-Z]\.[A-Z]|Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|St|Sen|Rep|Gov|Capt|No|Vol|Art|vs|etc|Inc|Ltd|Co|Jan|Feb"
    r"|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|MM|Mme|Mmes|Mlle|av|apr|janv|févr|avr|juil|déc|cf|env|им|ул|руб|млн"
    r"|млрд|тыс|гг|янв|февр|апр|авг|сент|окт|нояб|дек|max|min|prof|akad|yan|fev|avq|sen|okt|noy)\.[\"»”’)\]]*\s*$"
)
LONGEST_SENTENCE = 1200


def fold(word: str) -> str:
    """One spelling for a word: case, marks and the variants of Arabic and Azerbaijani letters gone."""
    if word.isascii():
        return word.lower()
    folded = unicodedata.normalize("NFKC", word).replace("İ", "i").lower().translate(_LETTERS)
    folded = _SHORT_I.sub("й", _MARKS.sub("", unicodedata.normalize("NFD", folded.replace("й", "\ue000"))))
    return unicodedata.normalize("NFC", folded.replace("\ue000", "й")).translate(_LETTERS)


def words_of(text: str) -> tuple[list[str], list[int]]:
    """The words of a text and where each starts; `U.S.` is one word."""
    parts = _GAP.split(text)  # word, gap, word, …, the first and the last word empty where the text has none there
    ends = list(accumulate(map(len, parts)))
    words, starts = parts[::2], [0, *ends[1::2]]
    if words and not words[-1]:
        del words[-1], starts[-1]
    if words and not words[0]:
        del words[0], starts[0]
    if "." in text:
        dotted = [match.span() for match in _DOTTED.finditer(text) if _stands_alone(text, match)]
        if dotted:
            spans = _with_dotted([(start, start + len(w)) for w, start in zip(words, starts, strict=True)], dotted)
            return [text[start:end] for start, end in spans], [start for start, _ in spans]
    return words, starts


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    """`U.S.` and not the end of `NATO.U.`; two Cyrillic letters are someone's initials."""
    start = match.start()
    if start and (text[start - 1].isalnum() or text[start - 1] == "."):
        return False
    return match.group().isascii() or match.end() - start > 4


def _with_dotted(spans: list[tuple[int, int]], dotted: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The same words, with the letters of each dotted one made one."""
    kept: list[tuple[int, int]] = []
    waiting = iter(dotted)
    start, end = next(waiting)
    for span in spans:
        while span[0] >= end:
            kept.append((start, end))
            start, end = next(waiting, (_NEVER, _NEVER))
        if span[0] < start:
            kept.append(span)
    if start < _NEVER:
        kept.append((start, end))
    return kept


_NEVER = 1 << 62


def sentences_of(text: str) -> list[tuple[int, int]]:
    """Where the sentences of a text start and end, without the space around them; none is longer than a screen."""
    return [
        (start, end)
        for rough_start, rough_end in pairwise(_breaks(text))
        for start, end in _trimmed(text, rough_start, rough_end)
    ]


def _breaks(text: str) -> Iterator[int]:
    yield 0
    last = 0
    for match in _SENTENCE_END.finditer(text):
        start, end = match.span()
        if "\n" not in match.group():
            if end == len(text) or not text[end - 1].isspace() or text[end].islower():
                continue
            if text[start] == "." and _ABBREVIATION.search(text, max(last, start - 12), start + 1):
                continue
        last = end
        yield end
    yield len(text)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST_SENTENCE:
        cut = text.rfind(" ", start + LONGEST_SENTENCE // 2, start + LONGEST_SENTENCE)
        cut = cut if cut > start else start + LONGEST_SENTENCE
        yield from _trimmed(text, start, cut)
        start = cut
    piece = text[start:end]
    inner = piece.strip()
    if inner:
        offset = start + len(piece) - len(piece.lstrip())
        yield offset, offset + len(inner)
