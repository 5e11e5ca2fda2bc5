"""Step 3, evaluate: folds words so that spellings of one word meet, and finds where the sentences of a text are."""

import re
import unicodedata
from collections.abc import Iterator

# Marks that do not change a word: Latin, Greek and Cyrillic accents, Hebrew and Arabic vowels, the nukta, Armenian
# signs of intonation, tatweel, soft hyphens, joiners, variation selectors.
_MARKS = re.compile(
    "[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05f3\u05f4\u064b-\u065f\u0670\u06d6-\u06ed\u093c\u09bc\u055b-\u055e\u0640\u00ad"
    "\u200b-\u200f\u2060\ufe0e\ufe0f\ufeff]"
)
# й and ў are letters of their own, not others with a mark.
_LETTERS_WITH_MARKS = str.maketrans({"й": "\ue000", "ў": "\ue001"})
_MARKS_BACK = str.maketrans({"\ue000": "й", "\ue001": "ў"})
_TONES = re.compile("[\u00ad\u200b-\u200f\u2060\ufe0e\ufe0f\ufeff]")
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
        "ς": "σ",
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
        "ہ": "ه",
        "ھ": "ه",
        "ە": "ه",
        "ँ": "ं",
        "ʻ": None,
        "ʼ": None,
        "ʹ": None,
    }
)
# How Arabic writes the sounds it has no letter for; Persian and Urdu have those letters, and words that differ in them.
_FOREIGN_SOUNDS = str.maketrans({"گ": "ك", "چ": "ج", "ڤ": "ف", "پ": "ب"})

# What parts words. `\w` is no use: it drops the marks of decomposed text and splits words at them.
_DELIMITERS = (
    r"\s!-/:-@\[-`{-~\u00a1-\u00a9\u00ab\u00ac\u00ae-\u00bf«»“”„‘’‚‛´‹›…‐-―−،؛؟۔।॥։՝•·⁄№†‡°\u2028\u2029"
    r"\u05be\u3000-\u3004\u3007-\u3020\u3030\u30fb\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
)
DELIMITERS = re.compile(rf"[{_DELIMITERS}]+")
_DOTTED = re.compile(r"[A-ZА-Я]\.(?:[A-ZА-Я]\.)+")

# A sign that ends a sentence with the quotes and brackets closed behind it, or the end of a line; and the space after.
_SENTENCE_END = re.compile(r"[.!?؟۔…؛։।。！？\n](?:(?<!\n)[\"»”’)\]」』）]+)?(\s*)")
_NEED_NO_SPACE = frozenset("।。！？")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(«\"“])(?:[^\W\d_]|[A-Z]\.[A-Z]|Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|St|Sen|Rep|Gov|Capt|No|Vol|Art|vs|etc|Inc|Ltd|Co|Jan|Feb"
    r"|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|MM|Mme|Mmes|Mlle|av|apr|janv|févr|avr|juil|déc|cf|env|им|ул|руб|млн"
    r"|млрд|тыс|гг|янв|февр|апр|авг|сент|окт|нояб|дек|max|min|prof|akad|yan|fev|avq|sen|okt|noy)\.[\"»”’)\]]*\s*$"
)
_ORDINAL = re.compile(r"(?:^|[\s(])\d{1,2}\.$")
LONGEST_SENTENCE = 1200
LONGEST_WRAPPED = 100  # characters of a line
MOST_LOOKED_AT = 4000


def fold(word: str) -> str:
    """One spelling for a word: case, marks and the variants of Arabic and Azerbaijani letters gone."""
    if word.isascii():
        return word.lower()
    folded = unicodedata.normalize("NFKC", word).replace("İ", "i").lower().translate(_LETTERS)
    bare = _MARKS.sub("", unicodedata.normalize("NFD", folded.translate(_LETTERS_WITH_MARKS)))
    return unicodedata.normalize("NFC", bare).translate(_MARKS_BACK).translate(_LETTERS)


def fold_arabic(word: str) -> str:
    """The same, with the letters that Arabic borrows for foreign sounds as its own: تشاد, چاد."""
    return fold(word).translate(_FOREIGN_SOUNDS)


def fold_vietnamese(word: str) -> str:
    """Case gone and nothing else: in Vietnamese every mark makes another word."""
    return _TONES.sub("", unicodedata.normalize("NFC", word).lower())


def dotted_words(text: str) -> Iterator[tuple[int, int]]:
    """Where abbreviations like `U.S.` stand, which are one word for all their dots."""
    for match in _DOTTED.finditer(text):
        if _stands_alone(text, match):
            yield match.span()


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    """`U.S.` and not the end of `NATO.U.`; two Cyrillic letters are someone's initials."""
    start = match.start()
    if start and (text[start - 1].isalnum() or text[start - 1] == "."):
        return False
    return match.group().isascii() or match.end() - start > 4


def sentences_of(text: str, *, ordinals: bool = False) -> list[tuple[int, int]]:
    """Where the sentences of a text start and end, without the space around them; none is longer than a screen.

    `ordinals`: whether the language writes `22. April`, so that a number's dot ends nothing.
    """
    sentences: list[tuple[int, int]] = []
    start = len(text) - len(text.lstrip())
    wrapped = _is_wrapped(text)
    for match in _SENTENCE_END.finditer(text):
        sign, (end, following) = match.start(), match.span(1)
        if text[sign] == "\n":
            if wrapped and following == end:
                continue
            end = sign
        elif following < len(text) and _goes_on(text, start, sign, end, following, ordinals=ordinals):
            continue
        _close(sentences, text, start, end)
        start = following
    _close(sentences, text, start, len(text))
    return sentences


def _is_wrapped(text: str) -> bool:
    """Whether lines end where a column did, as in telex and plain mail, and not where a paragraph does."""
    lines = text[:MOST_LOOKED_AT].split("\n")
    followers = [line for line in lines[1:] if line]
    going_on = sum(line[0].islower() for line in followers)
    return going_on > 1 and going_on * 3 >= len(followers) and max(map(len, lines)) <= LONGEST_WRAPPED


def _goes_on(text: str, start: int, sign: int, end: int, following: int, *, ordinals: bool) -> bool:
    """Whether the sign ends no sentence: a small letter follows, or it belongs to an abbreviation or a number."""
    if end == following:
        return text[sign] not in _NEED_NO_SPACE
    if text[following].islower():
        return "\n" not in text[end:following]
    if text[sign] != "." or "\n" in text[end:following]:
        return False
    if _ABBREVIATION.search(text, max(start, sign - 12), end):
        return True
    return ordinals and _ORDINAL.search(text, max(start, sign - 4), end) is not None


def _close(sentences: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    if end > start and text[end - 1].isspace():
        end = start + len(text[start:end].rstrip())
    if end - start > LONGEST_SENTENCE:
        sentences += _cut(text, start, end)
    elif end > start:
        sentences.append((start, end))


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A passage without an end to its sentences, in pieces that break at spaces."""
    while end - start > LONGEST_SENTENCE:
        cut = text.rfind(" ", start + LONGEST_SENTENCE // 2, start + LONGEST_SENTENCE)
        cut = cut if cut > start else start + LONGEST_SENTENCE
        yield start, start + len(text[start:cut].rstrip())
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if end > start:
        yield start, end
