"""Step 3, evaluate: what of an article is the wire's own voice: its dateline, by-lines, credits and `read also` tails.

A wire's dateline says where it was written, not what it is about; it is no evidence of anything, from the first day.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from monitor.articles.credits import closing_credit, is_credit, is_signature
from monitor.articles.days import date_end
from monitor.articles.openings import NOWHERE, Places, dateline_end, fold_place
from monitor.assess.fold import fold
from monitor.types import ArticleText, Span

HEAD_LINES = 6  # datelines and by-lines stand in the first lines that say anything,
TAIL_LINES = 4  # credits in the last
FURTHEST_DATELINE = 600
SHORT_LINE = 160
NEAR_THE_EDGE = 400  # where an agency speaks of itself
LONGEST_INVITATION = 48
LONGEST_OPENING = 64  # up to the first mark of a dateline further down
LONGEST_NAME = 120  # of an agency
MOST_DATES = 2  # in a line that tells when and nothing else
TAIL_ITEMS = 12  # headlines under a lone `read also`

_STAMPED = (
    r"(?i:(?:date|views?|vues?|baxış|просмотр\w*|дата|tarix|published|publié|updated|last update|опубликовано|"
    r"posted)\b|(?:"
    r"veröffentlicht|aktualisiert|publicado|actualizado|atualizado|pubblicato|aggiornato|yayınlanma|güncelleme|giriş|"
    r"tarih|"
    r"opublikowano|aktualizacja|gepubliceerd|bijgewerkt|publicat|actualizat|δημοσίευση|ενημέρωση|публикуван[оа]|"
    r"обновлено|"
    r"опубліковано|оновлено|жарияланды|жарыяланды|joylandi|terbit|diterbitkan|diperbarui|cập nhật|imechapishwa|"
    r"visualizaç|vizualiz|lượt xem|"
    r"wyświetle|görüntülenme|تاريخ|آخر تحديث|نشر في|المشاهدات|تاریخ|کد خبر|شناسه خبر|بازدید|发布|"
    r"發布|更新|阅读|時間|时间|"
    r"公開|입력|수정|조회|"
    r"प्रकाशित|अपडेट|প্রকাশিত|আপডেট|প্রকাশ|פורסם|עודכן|გამოქვეყნ|հրապարակ)(?=[^.!?\n]{0,40}\d))"
)
_BEFORE_DATELINE = re.compile(
    rf"[\W_]*(?:{_STAMPED}[\W_]*|\d{{1,2}}:\d{{2}}(?::\d{{2}})?[\W_]*|\d{{4}}-\d{{2}}(?:-\d{{2}})?[\W_]*"
    r"|\d{1,2}[./]\d{1,2}[./]\d{2,4}[\W_]*|\d+[\W_]+)*"
)
_COUNTER = re.compile(rf"[\W_]*(?:{_STAMPED})[^.!?]{{0,60}}\Z")
_BEFORE_COLON = re.compile(r"[.!?»)؟]\s+(?=[^.!?:\n]{4,40}:)")
_COLON = re.compile("[:：]").search
_BRACKETS = frozenset("(（[［【〔/")
_MARK = re.compile(r"[(（\[［【〔/:：–—ـ=＝日]").search


def find_ignored(
    article: ArticleText, read_also: tuple[str, ...], agencies: Sequence[str] = (), places: Places = NOWHERE
) -> tuple[Span, ...]:
    """The passages of an article that are no evidence, in the order of the text; they never overlap.

    `places` are the capitals and countries that the article's language has names for.
    """
    text = article.text
    lines = list(_lines(text))
    passages = [*_datelines(text, lines, places), *_credits(text, lines), *_tails(text, lines, read_also)]
    passages += _own_names(text, agencies)
    spans = tuple(Span("text", start, end, text[start:end]) for start, end in _merged(text, passages))
    return (Span("title", 0, len(article.title), article.title), *spans) if _is_all_dateline(article, places) else spans


def _is_all_dateline(article: ArticleText, places: Places) -> bool:
    """Whether the title is none: a pasted text may open with its dateline."""
    title = article.title.rstrip()
    return (
        len(title) <= LONGEST_OPENING and any(map(str.isdigit, title)) and _dateline_of(title, places) >= len(title) > 0
    )


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Where the lines are that say anything."""
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if line and not line.isspace():
            yield start, end
        start = end + 1


def _datelines(text: str, lines: list[tuple[int, int]], places: Places) -> Iterator[tuple[int, int]]:
    """By-lines, times and counters at the top, up to the dateline or the first sentence; then those of a round-up."""
    read = 0
    for start, end in lines[:HEAD_LINES]:
        if start > FURTHEST_DATELINE:
            break
        read += 1
        line = text[start:end]
        cut = _dateline_of(line, places)
        if cut:
            yield start, start + cut
            if cut < len(line.rstrip()):
                break
        elif len(line) <= SHORT_LINE and (_is_no_sentence(line) or is_credit(line)):
            yield start, end
        else:
            break
    for start, end in lines[read:]:
        if _may_open(text, start, min(end, start + LONGEST_OPENING), places):
            cut = dateline_end(text[start:end], places, below=True)
            if cut:
                yield start, start + cut


def _may_open(text: str, start: int, end: int, places: Places) -> bool:
    """Whether a line further down may have a dateline: few do, and to read one costs more than this look."""
    mark = _MARK(text, start, end)
    dash = text.find("- ", start, end)
    if mark is None and dash < 0:
        return False
    opening = text[start : min(mark.start() if mark else end, dash if dash >= 0 else end)]
    if any(map(str.isdigit, opening)):
        return True
    if any(word[0].islower() for word in opening.split()):
        return False
    bracketed = mark is not None and mark.group() in _BRACKETS and (dash < 0 or mark.start() < dash)
    return bracketed or opening.upper() == opening or fold_place(opening.strip()) in places.capitals


def _dateline_of(line: str, places: Places) -> int:
    """How much of a line is dateline, with a time or a counter in front or without."""
    cut = dateline_end(line, places)
    if cut:
        return cut
    opened = _BEFORE_DATELINE.match(line[:SHORT_LINE])
    offset = opened.end() if opened else 0
    cut = dateline_end(line[offset:], places) if offset else 0
    return offset + cut if cut else 0


def _is_no_sentence(line: str) -> bool:
    """Whether a line tells when, or how often it was read, and nothing else."""
    if _COUNTER.match(line):
        return True
    at = 0
    for _ in range(MOST_DATES):
        while at < len(line) and not line[at].isalnum():
            at += 1
        end, _firm = date_end(line, at)
        at = end or at
    return not any(letter.isalpha() for letter in line[at:])


def _credits(text: str, lines: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Who wrote, photographed and owns it, at the bottom."""
    for start, end in lines[1:][-TAIL_LINES:]:
        if end - start <= SHORT_LINE and (is_credit(text[start:end]) or is_signature(text[start:end])):
            yield start, end
        else:
            opened = closing_credit(text, start, end)
            if opened < end:
                yield opened, end
    if len(lines) == 1:
        opened = closing_credit(text, *lines[0])
        yield opened, lines[0][1]


def _tails(text: str, lines: list[tuple[int, int]], read_also: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """`Read also: another headline`, and the headlines under a line that says no more than `Read also`."""
    if not read_also:
        return
    initials = {phrase[0] for phrase in read_also}
    skipped_to = -1
    for number, (start, end) in enumerate(lines):
        if number <= skipped_to or (end - start > SHORT_LINE and not _COLON(text, start, end)):
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
        if (
            opened < end
            and (text[opened] if text[opened].isascii() else fold(text[opened])[:1]).lower() not in initials
        ):
            continue
        said = fold(text[opened : min(end, opened + LONGEST_INVITATION)])
        if not said.startswith(read_also):
            continue
        phrase = next(phrase for phrase in read_also if said.startswith(phrase))
        rest = text[_behind(text, opened, phrase) : end].strip()
        bare = rest.strip(_BETWEEN)
        if rest[:1] in _BETWEEN or not bare:
            return opened, not bare
    return None


_BETWEEN = " :：»\u00a0-–—>.…|▪•►→▸・"  # an invitation and what it invites to


def _behind(text: str, opened: int, phrase: str) -> int:
    """Where a phrase ends that starts at `opened`, with whatever marks folding took from it."""
    end = opened + len(phrase)
    while len(fold(text[opened:end])) < len(phrase):
        end += 1
    while end < len(text) and fold(text[opened : end + 1]) == phrase:
        end += 1
    return end


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
    if not agencies:
        return
    edge = NEAR_THE_EDGE + LONGEST_NAME
    edges = (text,) if len(text) <= 2 * edge else (text[:edge], text[-edge:])
    said = "\n".join(edges).replace("’", "'").casefold()
    for name in agencies:
        if name.casefold() not in said:
            continue
        for begin, finish in ((0, edge), (max(edge, len(text) - edge), len(text))):
            for match in _named(name).finditer(text, begin, finish):
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
