"""From a feed's bytes to its entries: clean text, absolute addresses, dates that can be true. Runs in a worker."""

import re
import unicodedata
from calendar import timegm
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import feedparser
from bs4 import BeautifulSoup

from monitor.errors import ParseError
from monitor.types import ParsedEntry, ParsedFeed
from monitor.urls import absolute_url

MOST_ENTRIES = 2_000
LONGEST_TITLE = 512
LONGEST_TEXT = 256 * 1024

# Before the first wire on the web, and a century in which nothing is dated yet.
FIRST_YEAR, LAST_YEAR = 1995, 2100

# Where wires put the whole text beside the description.
FULL_TEXT = ("rbc_news_full-text", "yandex_full-text", "full-text", "fulltext")

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\u200b\ufeff\ufffe\uffff\ud800-\udfff]")
_BLOCK = ("p", "div", "br", "li", "h1", "h2", "h3", "h4", "tr", "blockquote")
_PERIODS = {
    "hourly": timedelta(hours=1),
    "daily": timedelta(days=1),
    "weekly": timedelta(weeks=1),
    "monthly": timedelta(days=30),
    "yearly": timedelta(days=365),
}


def parse_feed(body: bytes, url: str) -> ParsedFeed:
    """The entries of an RSS, RDF or Atom document, in its order; raises ParseError where it is none.

    Where the XML breaks off, the entry it broke in is held back: the next poll brings it whole.
    """
    if not body.strip():
        raise ParseError(f"{url} answers with an empty document")
    if b"<!ENTITY" in body[:20_000]:
        raise ParseError(f"{url} declares entities of its own, which no feed needs and bombs are made of")
    # Without the address: feedparser would make one of a guid that is none.
    found = feedparser.parse(body, sanitize_html=False, resolve_relative_uris=False)
    if not found.get("version"):
        raise ParseError(_no_feed(body, url))
    entries = list(found.entries)
    if entries and found.get("bozo") and _broken_off(body):
        entries.pop()
    kept = [_entry(entry, url) for entry in entries[:MOST_ENTRIES]]
    feed = found.feed
    return ParsedFeed(
        title=plain_text(feed.get("title", ""))[:LONGEST_TITLE],
        language=_language(feed.get("language")),
        entries=tuple(entry for entry in kept if entry.title or entry.url or entry.summary or entry.content),
        asked=_asked(feed),
        dropped=max(0, len(entries) - MOST_ENTRIES),
    )


def plain_text(markup: str) -> str:
    """The words of a title or summary: no tags, entities undone (twice, where a wire did them twice), one space."""
    return " ".join(_undone(markup).split())


def _paragraphs(markup: str) -> str:
    """The words of a longer text, a paragraph a line."""
    lines = (" ".join(line.split()) for line in _undone(markup, breaks=True).splitlines())
    return "\n".join(line for line in lines if line)


def _undone(markup: str, *, breaks: bool = False) -> str:
    text = markup[:LONGEST_TEXT]
    for _ in range(2):
        if "<" not in text and "&" not in text:
            break
        text = _without_tags(text, breaks=breaks)
    return unicodedata.normalize("NFC", _CONTROL.sub("", text.replace("\u00ad", "")))


def _without_tags(markup: str, *, breaks: bool) -> str:
    # lxml, for Python's own parser takes a minute over a page made to hurt it.
    soup = BeautifulSoup(f"<body>{_CONTROL.sub('', markup)}</body>", "lxml")
    for unseen in soup(["script", "style"]):
        unseen.decompose()
    if breaks:
        for block in soup(_BLOCK):
            block.append("\n")
            block.insert_before("\n")
    return soup.get_text()


def _entry(entry: Mapping[str, Any], url: str) -> ParsedEntry:
    raw = _own(entry, "published") or _own(entry, "updated") or _own(entry, "created")
    link = entry.get("link") or ""
    guid = entry.get("id") or None
    return ParsedEntry(
        guid=_CONTROL.sub("", guid)[:2_048] if guid else None,
        url=absolute_url(url, link) if link else None,
        title=plain_text(entry.get("title") or "")[:LONGEST_TITLE],
        summary=_paragraphs(entry.get("summary") or ""),
        content=_paragraphs(_content(entry)),
        published_at=_instant(entry),
        published_raw=str(raw)[:200] if raw else None,
    )


def _own(entry: Mapping[str, Any], name: str) -> Any:
    """What the entry itself says; asked in the usual way, feedparser puts one date in another's place."""
    return dict(entry.items()).get(name)


def _content(entry: Mapping[str, Any]) -> str:
    contents: Sequence[Mapping[str, Any]] = entry.get("content") or ()
    texts = [str(content.get("value") or "") for content in contents]
    texts += [str(entry[name]) for name in FULL_TEXT if isinstance(entry.get(name), str)]
    return max(texts, key=len, default="")


def _instant(entry: Mapping[str, Any]) -> datetime | None:
    """The entry's own date where it can be true; feeds say year 0 and 31 February."""
    for name in ("published_parsed", "updated_parsed", "created_parsed"):
        parsed = _own(entry, name)
        if parsed and FIRST_YEAR <= parsed[0] <= LAST_YEAR:
            try:
                return datetime.fromtimestamp(timegm(parsed), UTC)
            except (ValueError, OverflowError, OSError):
                continue
    return None


def _asked(feed: Mapping[str, Any]) -> timedelta | None:
    """How long the document wants to be left alone: ttl in minutes, or sy:updatePeriod over sy:updateFrequency."""
    ttl = str(feed.get("ttl") or "")
    if ttl.isdigit() and 0 < int(ttl) <= 60 * 24 * 31:
        return timedelta(minutes=int(ttl))
    period = _PERIODS.get(str(feed.get("sy_updateperiod") or "").strip().lower())
    frequency = str(feed.get("sy_updatefrequency") or "1").strip()
    if period is None or not frequency.isdigit() or int(frequency) < 1:
        return None
    return period / int(frequency)


def _language(said: object) -> str | None:
    code = str(said or "").strip().lower().replace("_", "-").split("-")[0]
    return code if re.fullmatch("[a-z]{2}", code) else None


def _broken_off(body: bytes) -> bool:
    """Whether the document lacks its end; other faults of the XML do not make the last entry a half one."""
    tail = body[-200:].replace(b"\0", b"").rstrip()[-40:].lower()  # in UTF-16 every other byte is zero
    return not re.search(rb"</(\w+:)?(rss|feed|rdf|channel)>\s*(<!--.*)?$", tail, re.DOTALL)


def _no_feed(body: bytes, url: str) -> str:
    head = body[:2_000].lower()
    if b"<html" in head or b"<!doctype html" in head:
        return f"{url} answers with a web page, not a feed; look for the feed's own address on it"
    if head.lstrip()[:1] in {b"{", b"["}:
        return f"{url} answers with JSON, which is not read yet; give its RSS or Atom address"
    return f"{url} answers with something that is no feed"
