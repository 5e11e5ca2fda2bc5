"""Step 4, gather: an alert's content as a reader sees it, clean and in words, before any template."""

import shlex
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from monitor.alerts.clean import Link, link_to, one_line, paragraphs, right_to_left
from monitor.alerts.names import pair_name, short_topics, topic_phrase
from monitor.alerts.quotes import Quote, headline_quote, quotes
from monitor.types import AlertContent, Match, Source

LONGEST_SUBJECT = 200
LONGEST_NAME = 120
LONGEST_TEXT = 30_000  # mail clients cut what is longer, and do not say so
MOST_PAIRS_IN_SUBJECT = 3
MOST_SOURCES = 6
MOST_IGNORED = 3

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PairLine:
    """A pair and how strongly the article is about it."""

    pair: str
    name: str
    score: str
    about: bool


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule that matched, where it is written, and what it found."""

    name: str
    place: str
    found: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the article on one line."""

    text: str
    rtl: bool


@dataclass(frozen=True, slots=True)
class View:
    """An alert as templates see it: clean text only, nothing left to decide."""

    number: int
    story_id: int
    article_id: int
    update: int
    subject: str
    preview: str
    pairs: tuple[PairLine, ...]
    topic_ids: tuple[str, ...]
    topics: str
    headline: Quote
    untitled: bool  # the headline is the first sentence
    published: str
    seen: tuple[str, ...]
    from_entry: bool
    link: Link | None
    language: str
    quotes: tuple[Quote, ...]
    ignored: tuple[str, ...]
    rules: tuple[RuleLine, ...]
    commands: tuple[str, ...]
    paragraphs: tuple[Paragraph, ...]
    left_out: int  # characters of the text that are not shown
    text_hash: str


def view_of(content: AlertContent, zone: ZoneInfo) -> View:
    """What a reader sees of `content`, with times in `zone`."""
    article, assessment = content.article, content.assessment
    pairs, topics = _pairs(content), _topics(content)
    headline = headline_quote(article, assessment)
    names = [line.name for line in pairs]
    seen = _seen(content.sources, zone)
    shown = _shown(article.text)
    link = link_to(content.url)
    return View(
        number=content.number,
        story_id=content.story_id,
        article_id=content.article_id,
        update=content.update,
        subject=_subject(content.update, pairs, topics, headline),
        preview=" · ".join(filter(None, (", ".join(names[:MOST_PAIRS_IN_SUBJECT]), topic_phrase(topics), *seen[:1]))),
        pairs=pairs,
        topic_ids=topics,
        topics=topic_phrase(topics),
        headline=headline,
        untitled=headline.field != "title",
        published=_moment(article.published_at, zone) if article.published_at else "",
        seen=seen,
        from_entry=content.from_entry,
        link=link,
        language=one_line(assessment.language, LONGEST_NAME),
        quotes=quotes(article, assessment, content.matches),
        ignored=tuple(
            one_line(span.text, LONGEST_NAME) for span in assessment.ignored[:MOST_IGNORED] if span.text.strip()
        ),
        rules=tuple(_rule(match) for match in content.matches),
        commands=(*((f"monitor assess {shlex.quote(link.url)}",) if link else ()), "monitor status"),
        paragraphs=tuple(Paragraph(text, right_to_left(text)) for text in paragraphs(shown)),
        left_out=len(article.text) - len(shown),
        text_hash=one_line(content.text_hash),
    )


def _unique(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))


def _pairs(content: AlertContent) -> tuple[PairLine, ...]:
    """The pairs that the rules matched, strongest first."""
    found = {pair.pair: pair for pair in content.assessment.related}
    matched = _unique(pair for match in content.matches for pair in match.pairs)
    ordered = sorted(matched, key=lambda pair: -found[pair].score if pair in found else 0.0)
    return tuple(
        PairLine(
            pair,
            pair_name(pair),
            f"{found[pair].score:.2f}" if pair in found else "",
            found[pair].about if pair in found else False,
        )
        for pair in ordered
    )


def _topics(content: AlertContent) -> tuple[str, ...]:
    """The topics that the rules matched, in the order of the assessment: strongest first."""
    matched = _unique(topic for match in content.matches for topic in match.topics)
    order = [topic.topic for topic in content.assessment.topics]
    known = [topic for topic in order if topic in matched]
    return _unique(one_line(topic, LONGEST_NAME) for topic in (*known, *matched))


def _subject(update: int, pairs: tuple[PairLine, ...], topics: tuple[str, ...], headline: Quote) -> str:
    """`[AZ-DZ] energy, OIC, NAM: headline`; what is one line here stays one line everywhere."""
    shown = ", ".join(line.pair for line in pairs[:MOST_PAIRS_IN_SUBJECT])
    more = f" +{len(pairs) - MOST_PAIRS_IN_SUBJECT}" if len(pairs) > MOST_PAIRS_IN_SUBJECT else ""
    about = ", ".join(
        filter(None, (f"update {update}" if update else "", one_line(short_topics(topics), LONGEST_NAME)))
    )
    title = headline.text or "article without text"
    return one_line(f"[{shown}{more}] {about}: {title}" if about else f"[{shown}{more}] {title}", LONGEST_SUBJECT)


def _seen(sources: tuple[Source, ...], zone: ZoneInfo) -> tuple[str, ...]:
    """Which wires carried the article and when each was seen to, earliest first."""
    earliest = sorted(sources, key=lambda source: (source.seen_at, source.feed))
    lines = [f"{one_line(source.feed, LONGEST_NAME)}, {_moment(source.seen_at, zone)}" for source in earliest]
    more = len(lines) - MOST_SOURCES
    return tuple(lines[:MOST_SOURCES]) + ((f"and {more} more",) if more > 0 else ())


def _moment(at: datetime, zone: ZoneInfo) -> str:
    """`22 April 2025, 11:05 (UTC+01:00)`."""
    local = at.astimezone(zone)
    offset = local.strftime("%z")
    return f"{local.day} {_MONTHS[local.month - 1]} {local.year}, {local:%H:%M} (UTC{offset[:3]}:{offset[3:5]})"


def _rule(match: Match) -> RuleLine:
    found = ", ".join(match.pairs)
    if match.topics:
        found += f"; {topic_phrase(match.topics)}"
    return RuleLine(one_line(match.rule_name, LONGEST_NAME), one_line(match.place, LONGEST_NAME), one_line(found))


def _shown(text: str) -> str:
    if len(text) <= LONGEST_TEXT:
        return text
    return text[: text.rfind(" ", 0, LONGEST_TEXT)] if " " in text[:LONGEST_TEXT] else text[:LONGEST_TEXT]
