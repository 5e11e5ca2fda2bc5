"""From a page's bytes to the article people read: no navigation, sidebar, related links or footer. Runs in a worker."""

import json
import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime

import trafilatura
from bs4 import BeautifulSoup, Tag
from lxml.etree import LxmlError

from monitor.articles.dates import stamped_date, written_date
from monitor.errors import ParseError
from monitor.types import ArticleText

LARGEST = 4_000_000
LONGEST_TITLE = 512
SHORT = 700  # below this, the paragraphs of the page are asked themselves
SHORTEST = 20  # characters; less is a caption, not an article

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\u200b\ufeff\ufffe\uffff\ud800-\udfff]")
_AROUND = re.compile(
    r"(^|[-_ ])(sidebar|aside|related|lire-aussi|also|share|social|breadcrumbs?|cookies?|newsletter|comments?|menu|nav"
    r"|footer|most-read|popular|latest|trending|tags|advert\w*|banner|promo|widget)($|[-_ ])",
    re.IGNORECASE,
)
# Byte order marks of UTF-16, in which every other byte may be zero.
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_BLOCK = ("p", "h2", "h3", "h4", "li", "blockquote", "pre", "td")


@dataclass(frozen=True, slots=True)
class Site:
    """What one site needs beyond the rule: what to take out first, and where its text is."""

    remove: tuple[str, ...] = ()
    text: str | None = None


def extract_article(html: bytes, url: str, site: Site | None = None) -> ArticleText:
    """The article on a page, paragraphs a line each; raises ParseError where the page has none.

    A date without a zone is taken as UTC; the language is what the page declares.
    """
    if len(html) > LARGEST:
        raise ParseError(f"{url}: the page is larger than {LARGEST // 1_000_000} MB")
    if not html.strip():
        raise ParseError(f"{url}: the page is empty")
    if b"\0" in html[:4_000] and not html.startswith(_WIDE):
        raise ParseError(f"{url}: there is no page there, but a file of another kind")
    if b"<" not in html[:4_000]:
        return _plain(html, url)
    try:
        soup = BeautifulSoup(html, "lxml")
    except (LxmlError, AssertionError, RecursionError, ValueError) as error:
        raise ParseError(f"{url}: the page cannot be read as HTML ({error})") from error
    meta = _Meta(soup)
    title = meta.title()
    text = _body(soup, meta.trimmed_copy(site), site, title)
    if len(text) < SHORTEST:
        raise ParseError(f"{url}: the page has no article text")
    return ArticleText(title=title, text=text, language=meta.language(), published_at=meta.published_at())


def _plain(body: bytes, url: str) -> ArticleText:
    text = _lines(body.decode("utf-8", errors="replace"))
    if len(text) < SHORTEST or text.count("\ufffd") > len(text) // 20:
        raise ParseError(f"{url}: there is no text to read")
    return ArticleText(title="", text=text)


def _body(soup: BeautifulSoup, trimmed: str, site: Site | None, title: str) -> str:
    if site is not None and site.text is not None:
        chosen = soup.select_one(site.text)
        if chosen is not None:
            return _without_title(_paragraphs(chosen), title)
    try:
        text = trafilatura.extract(
            trimmed, fast=True, include_comments=False, include_tables=False, deduplicate=False, with_metadata=False
        )
    except (LxmlError, RecursionError, ValueError, TypeError, AttributeError) as error:
        raise ParseError(f"the page cannot be read ({error})") from error
    found = _lines(text or "")
    if len(found) < SHORT:
        # Of a short article trafilatura thinks too little, and then takes the whole page.
        found = _own_paragraphs(trimmed) or found
    return _without_title(found, title)


def _own_paragraphs(trimmed: str) -> str:
    """The paragraphs of the one element that holds most of them."""
    held: dict[int, list[Tag]] = {}
    for paragraph in BeautifulSoup(trimmed, "lxml").find_all("p"):
        held.setdefault(id(paragraph.parent), []).append(paragraph)
    texts = [_lines("\n".join(" ".join(p.get_text().split()) for p in group)) for group in held.values()]
    return max(texts, key=len, default="")


def _paragraphs(chosen: Tag) -> str:
    blocks = chosen.find_all(_BLOCK)
    texts = [block.get_text(" ") for block in blocks if not block.find(_BLOCK)] or [chosen.get_text("\n")]
    return _lines("\n".join(" ".join(text.split()) for text in texts))


def _lines(text: str) -> str:
    clean = unicodedata.normalize("NFC", _CONTROL.sub("", text))
    return "\n".join(line for line in (" ".join(raw.split()) for raw in clean.splitlines()) if line)


def _without_title(text: str, title: str) -> str:
    """The headline belongs to its own field, and what stands above it or is only a date belongs nowhere."""
    lines = text.splitlines()
    for at, line in enumerate(lines[:4]):
        if title and line.strip("# ").casefold() == title.casefold():
            lines = lines[at + 1 :]
            break
    while lines and len(lines[0]) < 25 and written_date(lines[0]):
        lines = lines[1:]
    return "\n".join(lines)


class _Meta:
    """What a page says of itself outside its text."""

    def __init__(self, soup: BeautifulSoup) -> None:
        self._soup = soup
        self._linked = _linked(soup)

    def title(self) -> str:
        """The headline: h1 of the article, else og:title, else <title> without the site's name."""
        heads = [" ".join(head.get_text(" ").split()) for head in self._soup.find_all("h1")]
        named = self._meta("og:title") or _text(self._linked.get("headline"))
        whole = " ".join(self._soup.title.get_text().split()) if self._soup.title else ""
        for head in heads:
            if len(head) > 8 and (head in named or head in whole or len(heads) == 1):
                return _clean(head)
        return _clean(_without_site(named or (heads[0] if heads else whole)))

    def language(self) -> str | None:
        """ISO 639-1, as the page declares it."""
        html = self._soup.html
        said = (html.get("lang") if html else None) or self._meta("og:locale") or self._meta("content-language")
        code = re.match(r"\s*([a-zA-Z]{2})(?![a-zA-Z])", str(said or ""))
        return code[1].lower() if code else None

    def published_at(self) -> datetime | None:
        """From stamps for machines, else from the first date the page writes out near its headline."""
        stamps = [self._meta("article:published_time"), self._meta("datepublished"), self._meta("date")]
        stamps += [_text(self._linked.get("datePublished"))]
        stamps += [str(time.get("datetime")) for time in self._soup.find_all("time", datetime=True)[:1]]
        for stamp in stamps:
            if stamp and (at := stamped_date(stamp) or written_date(stamp)):
                return at
        head = self._soup.find("h1")
        near = "\n".join(str(text) for text in head.find_all_next(string=True, limit=40)) if head else ""
        return written_date(near[:2_000])

    def trimmed_copy(self, site: Site | None) -> str:
        """The page without what stands around an article by its very markup."""
        soup = self._soup
        for form in soup("form"):
            # Some servers put the whole page into one.
            if len(form.get_text(strip=True)) >= SHORT:
                form.unwrap()
        for tag in soup(["script", "style", "nav", "aside", "footer", "form", "iframe", "noscript", "svg", "button"]):
            tag.decompose()
        for selector in site.remove if site else ():
            for tag in soup.select(selector):
                tag.decompose()
        for head in soup("header"):
            if not head.find("h1") and not head.find("p"):
                head.decompose()
        most = _unlinked(soup) / 2
        around = [
            tag
            for tag in soup.find_all(["div", "section", "ul", "ol", "p"])
            if _is_around(tag, most) or _is_link_list(tag)
        ]
        for tag in around:
            tag.extract()
        return str(soup)

    def _meta(self, name: str) -> str:
        for key in ("property", "name", "itemprop", "http-equiv"):
            tag = self._soup.find("meta", attrs={key: re.compile(f"^{re.escape(name)}$", re.IGNORECASE)})
            if isinstance(tag, Tag) and tag.get("content"):
                return str(tag["content"]).strip()
        return ""


def _unlinked(tag: Tag) -> int:
    """How much text there is beside that of links."""
    return len(tag.get_text(strip=True)) - sum(len(link.get_text(strip=True)) for link in tag.find_all("a"))


def _is_around(tag: Tag, most: float) -> bool:
    """Marked by name as surroundings, and without `most` of the page's text in it."""
    classes = tag.get("class") or []
    names = " ".join([*(classes if isinstance(classes, list) else [str(classes)]), str(tag.get("id") or "")])
    if not names.strip() or not _AROUND.search(names):
        return False
    paragraphs = sum(len(p.get_text()) for p in tag.find_all("p"))
    links = sum(len(a.get_text()) for a in tag.find_all("a"))
    return (paragraphs < 400 or links > paragraphs) and _unlinked(tag) < most


def _is_link_list(tag: Tag) -> bool:
    """A list of other headlines, whatever it calls itself."""
    links = tag.find_all("a") if tag.name in {"ul", "ol"} else []
    linked = sum(len(link.get_text(strip=True)) for link in links)
    return len(links) >= 2 and linked >= 0.8 * len(tag.get_text(strip=True))


def _linked(soup: BeautifulSoup) -> dict[str, object]:
    """The page's JSON-LD about an article, where it has one that can be read."""
    for script in soup.find_all("script", type="application/ld+json")[:10]:
        try:
            found = json.loads(script.get_text())
        except (ValueError, RecursionError):
            continue
        graph = found.get("@graph", [found]) if isinstance(found, dict) else found
        for node in graph if isinstance(graph, list) else []:
            if isinstance(node, dict) and "Article" in str(node.get("@type", "")):
                return node
    return {}


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _without_site(title: str) -> str:
    """Without " - Agency" at the end, where enough of a headline stays."""
    parts = re.split(r"\s+[-–—|•»]\s+", title)
    return " - ".join(parts[:-1]) if len(parts) > 1 and len(" ".join(parts[:-1])) >= 15 else title


def _clean(title: str) -> str:
    return unicodedata.normalize("NFC", _CONTROL.sub("", title))[:LONGEST_TITLE].strip()
