"""Step 3, evaluate: what of an article is the wire's own voice: its dateline, by-lines, credits and `read also` tails.

A wire's dateline says where it was written, not what it is about; it is no evidence of anything, from the first day.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from monitor.types import ArticleText, Span

HEAD_LINES = 6  # datelines and by-lines stand in the first lines that say anything,
TAIL_LINES = 4  # credits in the last
FURTHEST_DATELINE = 600
SHORT_LINE = 160
NEAR_THE_EDGE = 400  # where an agency speaks of itself
LONGEST_INVITATION = 48
TAIL_ITEMS = 12  # headlines under a lone `read also`

_MONTHS = (
    r"jan(?:uary|v(?:ier)?|\.)?|feb(?:ruary)?|f[ée]vr?(?:ier)?|mar(?:ch|s|t)?|apr(?:il|el)?|avr(?:il)?|may?|mai|june?|jui?n|"
    r"july?|juil(?:let)?|aug(?:ust)?|ao[uû]t|sep(?:t|tember|tembre)?|oct(?:ober|obre)?|nov(?:ember|embre)?|"
    r"d[ée]c(?:ember|embre)?|yan(?:var)?|fev(?:ral)?|iyu[nl]|avq(?:ust)?|sen(?:tyabr)?|okt(?:yabr)?|noy(?:abr)?|dek(?:abr)?|"
    r"янв(?:аря)?|фев(?:р|раля)?|марта?|апр(?:еля)?|мая|июня?|июля?|авг(?:уста)?|сен(?:т|тября)?|окт(?:ября)?|"
    r"ноя(?:б|бря)?|дек(?:абря)?|"
    r"يناير|فبراير|مارس|[أا]بريل|مايو|يونيو|يوليو|[أا]غسطس|سبتمبر|[أا]كتوبر|نوفمبر|ديسمبر|جانفي|فيفري|[أا]فريل|ماي|جوان|"
    r"جويلية|[أا]وت|كانون (?:الثاني|الأول)|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين (?:الأول|الثاني)"
)
_DATE = (
    rf"(?:\d{{1,2}}(?:er|st|nd|rd|th)?[ \u00a0]+(?:{_MONTHS})\.?"
    r"(?:,?[ \u00a0]+\d{4}(?:[ \u00a0]*(?:г\.?|года|il|-ci il|-cı il))?)?"
    rf"|(?:{_MONTHS})\.?[ \u00a0]+\d{{1,2}}(?:st|nd|rd|th)?(?:,?[ \u00a0]+\d{{4}})?"
    r"|\d{1,2}[./-]\d{1,2}(?:[./-]\d{2,4})?|\d{4}-\d{2}-\d{2})"
)
_CAPITALISED = r"[A-ZÀ-ÞĞİŞƏŒА-ЯЁ][^\W\d_'’]*(?:['’-][^\W\d_]+)*"
_CITY = rf"(?:{_CAPITALISED}|[\u0621-\u064a]+)(?:[ /-](?:{_CAPITALISED}|de|du|la|el|al|es|[\u0621-\u064a]+)){{0,3}}\.?"
_AGENCY_NAME = r"[A-ZÀ-ÞĞİŞƏА-ЯЁ\u0621-\u064a][\w.«»\"’'-]*(?:[ ][A-ZÀ-ÞĞİŞƏА-ЯЁ\u0621-\u064a][\w.«»\"’'-]*){0,3}"
_DASH = r"(?:[ \u00a0]*(?:--|[-–—―])(?=[\s\u00a0]|$)|[ \u00a0]*[—―])"
_AGENCY = rf"(?:/[^/\n]{{2,40}}/|\([^()\n]{{2,40}}\)|\[[^\[\]\n]{{2,40}}\]|{_AGENCY_NAME})"
_END = rf"(?:{_DASH}|[ \u00a0]*[:/]|\.?(?=[ \u00a0]*(?:\n|\Z))|\.(?=\s))"

_DATELINES = tuple(
    re.compile(pattern)
    for pattern in (
        # BAKU, Azerbaijan, April 22 /AGENCY/ —   Bakou, 22 avril, AZERTAC   ALGER, 21 avr 2025 (APS) -
        rf"{_CITY}(?:[,،][ ]*{_CITY}){{0,2}}[,،]?[ \u00a0]*(?i:{_DATE})[.,،]?[ \u00a0]*(?:{_DASH}[ ]*|[-–—][ ])?"
        rf"(?:/[^/\n]{{2,40}}/|\([^()\n]{{2,40}}\)|\[[^\[\]\n]{{2,40}}\]){_END}?",
        rf"{_CITY}(?:[,،][ ]*{_CITY}){{0,2}}[,،]?[ \u00a0]*(?i:{_DATE})[.,،]?[ \u00a0]*(?:{_DASH}[ ]*|[-–—][ ])?"
        rf"{_AGENCY_NAME}{_END}",
        rf"{_CITY}(?:[,،][ ]*{_CITY}){{0,2}}[,،][ \u00a0]*(?i:{_DATE}){_END}",
        # BAKU (AGENCY) —   BAKU, Azerbaijan (AP) —   BAKU/ALGIERS, (AGENCY) -
        rf"{_CITY}(?:[,،][ ]*{_CITY}){{0,2}}[,،]?[ ]*(?:/[^/\n]{{2,40}}/|\([^()\n]{{2,40}}\)){_DASH}",
        # 22 April. AGENCY.   22 апреля, АГЕНТСТВО.   April 22, 2025 (AGENCY) —
        rf"(?i:{_DATE})[.,،]?[ \u00a0]*(?:{_DASH}[ ]*)?(?:/[^/\n]{{2,40}}/|\([^()\n]{{2,40}}\)){_END}?",
        rf"(?i:{_DATE})[.,،][ \u00a0]*{_AGENCY_NAME}{_END}",
        # BAKU, Azerbaijan —   PARIS —
        rf"[A-ZÀ-ÞĞİŞƏА-ЯЁ][A-ZÀ-ÞĞİŞƏА-ЯЁ'’-]{{2,}}(?:[ /][A-ZÀ-ÞĞİŞƏА-ЯЁ'’-]{{2,}}){{0,2}}(?:,[ ]{_CITY})?{_DASH}",
        # (AGENCY) —   /AGENCY/ —
        rf"(?:/[^/\n]{{2,40}}/|\([^()\n]{{2,40}}\)){_DASH}",
    )
)
# A line that opens with when, or how often it was read, and then the dateline: "date 2025-04 Bakou, 22 avril, …"
_STAMPED = r"(?i:date|views?|vues?|baxış|просмотр\w*|дата|tarix|published|publié|updated|last update|опубликовано)\b"
_BEFORE_DATELINE = re.compile(
    rf"[\W_]*(?:{_STAMPED}[\W_]*|\d{{1,2}}:\d{{2}}(?::\d{{2}})?[\W_]*|\d{{4}}-\d{{2}}(?:-\d{{2}})?[\W_]*"
    r"|\d{1,2}[./]\d{1,2}[./]\d{2,4}[\W_]*|\d+[\W_]+)*"
)
_NO_SENTENCE = re.compile(rf"[\W_]*(?:{_STAMPED}[^.!?]{{0,60}}|(?i:{_DATE})?[\W\d_]*(?:(?i:{_DATE}))?[\W\d_]*)\Z")
_CREDIT = re.compile(
    r"[\W_]*(?i:©|\(c\)|copyright|all rights reserved|tous droits|bütün hüquqlar|все права|جميع الحقوق|"
    r"photos?\b|foto\b|fotolar|фото\b|صورة|صور|image\b|crédit|credit|source\b|источник\b|mənbə|المصدر|author\b|"
    r"автор\b|müəllif|auteur\b|reporting by|editing by|written by|writing by|edited by|redaction|بقلم|تحرير|إعداد|"
    r"корреспондент\b|correspondent\b)"
)
_BY_LINE = re.compile(
    rf"(?:By|Par|Автор|Müəllif|بقلم)[ :]+{_CAPITALISED}(?:[ ,.&-]+(?:and |et |и |və )?{_CAPITALISED}\.?){{0,7}}[\W_]*\Z"
)
_BEFORE_COLON = re.compile(r"[.!?»)؟]\s+(?=[^.!?:\n]{4,40}:)")
_LINE = re.compile(r"[^\n]*[^\s][^\n]*")


def find_ignored(article: ArticleText, read_also: tuple[str, ...], agencies: Sequence[str] = ()) -> tuple[Span, ...]:
    """The passages of an article that are no evidence, in the order of the text; they never overlap."""
    text = article.text
    lines = [(match.start(), match.end()) for match in _LINE.finditer(text)]
    passages = [*_head(text, lines[:HEAD_LINES]), *_credits(text, lines), *_tails(text, lines, read_also)]
    passages += _own_names(text, agencies)
    return tuple(Span("text", start, end, text[start:end]) for start, end in _merged(text, passages))


def _head(text: str, lines: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """By-lines, times and counters at the top, up to the dateline or the first sentence."""
    for start, end in lines:
        if start > FURTHEST_DATELINE:
            return
        line = text[start:end]
        cut = _dateline_of(line)
        if cut:
            yield start, start + cut
            if cut < len(line.rstrip()):
                return
            continue
        if len(line) <= SHORT_LINE and (_NO_SENTENCE.match(line) or _BY_LINE.match(line) or _CREDIT.match(line)):
            yield start, end
            continue
        return


def _dateline_of(line: str) -> int:
    """How much of a line is dateline, with a time or a counter in front or without."""
    opened = _BEFORE_DATELINE.match(line)
    offset = opened.end() if opened else 0
    cut = dateline_end(line[offset : offset + SHORT_LINE])
    return offset + cut if cut else dateline_end(line[:SHORT_LINE])


def dateline_end(line: str) -> int:
    """How much of a line's beginning is a dateline; 0 where it opens with the story."""
    for pattern in _DATELINES:
        match = pattern.match(line)
        if match:
            return match.end()
    return 0


def _credits(text: str, lines: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Who wrote, photographed and owns it, at the bottom."""
    for start, end in lines[1:][-TAIL_LINES:]:
        if end - start <= SHORT_LINE and (_CREDIT.match(text, start, end) or _BY_LINE.match(text[start:end])):
            yield start, end


def _tails(text: str, lines: list[tuple[int, int]], read_also: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """`Read also: another headline`, and the headlines under a line that says no more than `Read also`."""
    if not read_also:
        return
    initials = {phrase[0] for phrase in read_also}
    skipped_to = -1
    for number, (start, end) in enumerate(lines):
        if number <= skipped_to:
            continue
        found = _invitation(text, start, end, read_also, initials)
        if found is None:
            continue
        opened, said_all = found
        yield opened, end
        if not said_all:
            continue
        for follower in range(number + 1, min(number + 1 + TAIL_ITEMS, len(lines))):
            first, last = lines[follower]
            if last - first > SHORT_LINE or text[first:last].rstrip().endswith((".", "!", "؟")):
                break
            yield first, last
            skipped_to = follower


def _invitation(
    text: str, start: int, end: int, read_also: tuple[str, ...], initials: set[str]
) -> tuple[int, bool] | None:
    """Where a line begins to invite elsewhere, and whether that is all it says."""
    for opened in _openings(text, start, end):
        if text[opened : opened + 1].casefold()[:1] not in initials:
            continue
        said = text[opened : opened + LONGEST_INVITATION].casefold()
        if not said.startswith(read_also):
            continue
        phrase = next(phrase for phrase in read_also if said.startswith(phrase))
        rest = text[opened + len(phrase) : end].strip()
        bare = rest.strip(" :»\u00a0-–—>.…")
        if rest[:1] in {":", "-", "–", "—", ">", "»", "|"} or not bare:
            return opened, not bare
    return None


def _openings(text: str, start: int, end: int) -> Iterator[int]:
    """Where an invitation may begin: the line's first letter, and the sentences of the line that open with a colon."""
    position = start
    while position < end and not text[position].isalnum():
        position += 1
    yield position
    if text.find(":", start, end) >= 0:
        for opened in _BEFORE_COLON.finditer(text, start, end):
            yield opened.end()


def _own_names(text: str, agencies: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where an agency names itself, at the start and at the end."""
    for name in agencies:
        for match in _named(name).finditer(text):
            if match.start() < NEAR_THE_EDGE or match.end() > len(text) - NEAR_THE_EDGE:
                yield match.span()


@cache
def _named(name: str) -> re.Pattern[str]:
    return re.compile(r"\b" + re.escape(name).replace("'", "['’]") + r"\b", re.IGNORECASE)


def _merged(text: str, passages: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, rough_end in sorted(passages):
        end = start + len(text[start:rough_end].rstrip())
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        elif end > start:
            merged.append((start, end))
    return merged
