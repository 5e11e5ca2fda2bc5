"""The demo's pages and feeds: as wires make them, with everything around an article that is not the article."""

from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape

from monitor.demo.world import Agency, Dispatch

_STAMP = "%d.%m.%Y [%H:%M]"


def feed_document(agency: Agency, dispatches: Sequence[Dispatch], base: str) -> bytes:
    """The agency's feed, newest first, in its format and encoding."""
    make = {"rss": _rss, "rss-bare": _rss, "atom": _atom, "rdf": _rdf}[agency.format]
    text = make(agency, dispatches, base)
    return f'<?xml version="1.0" encoding="{agency.encoding}"?>\n{text}'.encode(agency.encoding, "xmlcharrefreplace")


def article_page(agency: Agency, dispatch: Dispatch, others: Sequence[Dispatch]) -> bytes:
    """One dispatch's page in the agency's layout."""
    make = {"article": _article, "soup": _soup, "table": _table, "rtl": _article}[agency.layout]
    return make(agency, dispatch, others).encode(agency.encoding, "xmlcharrefreplace")


def front_page(agency: Agency) -> bytes:
    """What the address without a path shows."""
    return f"<!doctype html><html><body><h1>{escape(agency.name)}</h1></body></html>".encode()


def _at(dispatch: Dispatch) -> datetime:
    return dispatch.published_at or datetime.now(UTC)


def _lead(dispatch: Dispatch) -> str:
    return dispatch.paragraphs[0][:200]


def _rss(agency: Agency, dispatches: Sequence[Dispatch], base: str) -> str:
    bare = agency.format == "rss-bare"
    items = "".join(
        f"<item><title>{escape(d.title)}</title><link>{base}{d.path}</link>"
        f"<pubDate>{format_datetime(_at(d))}</pubDate>"
        + ("" if bare else f'<guid isPermaLink="false">{agency.id}-{d.id}</guid>')
        + ("" if bare else f"<description>{escape(_lead(d))}</description>")
        + "</item>\n"
        for d in dispatches
    )
    return (
        f'<rss version="2.0"><channel><title>{escape(agency.name)}</title><link>{base}/</link>'
        f"<description>{escape(agency.name)}</description><language>{agency.language}</language>\n{items}</channel></rss>"
    )


def _atom(agency: Agency, dispatches: Sequence[Dispatch], base: str) -> str:
    entries = "".join(
        f"<entry><id>tag:{agency.id},2026:{d.id}</id><title>{escape(d.title)}</title>"
        f'<link href="{base}{d.path}"/><updated>{_at(d).isoformat()}</updated>'
        f"<published>{_at(d).isoformat()}</published><summary>{escape(_lead(d))}</summary></entry>\n"
        for d in dispatches
    )
    updated = max((_at(d) for d in dispatches), default=datetime.now(UTC)).isoformat()
    return (
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{agency.language}"><title>{escape(agency.name)}</title>'
        f"<id>tag:{agency.id},2026:feed</id><updated>{updated}</updated>"
        f"<author><name>{escape(agency.name)}</name></author>\n{entries}</feed>"
    )


def _rdf(agency: Agency, dispatches: Sequence[Dispatch], base: str) -> str:
    listed = "".join(f'<rdf:li rdf:resource="{base}{d.path}"/>' for d in dispatches)
    items = "".join(
        f'<item rdf:about="{base}{d.path}"><title>{escape(d.title)}</title><link>{base}{d.path}</link>'
        f"<description>{escape(_lead(d))}</description><dc:date>{_at(d).isoformat()}</dc:date></item>\n"
        for d in dispatches
    )
    return (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="{base}/feed"><title>{escape(agency.name)}'
        f"</title><link>{base}/</link><description>{escape(agency.name)}</description><items><rdf:Seq>{listed}</rdf:Seq>"
        f"</items></channel>\n{items}</rdf:RDF>"
    )


def _head(agency: Agency, dispatch: Dispatch, extra: str = "") -> str:
    direction = ' dir="rtl"' if agency.layout == "rtl" else ""
    return (
        f'<!doctype html><html lang="{agency.language}"{direction}><head><meta charset="{agency.encoding}">'
        f"<title>{escape(dispatch.title)} - {escape(agency.name)}</title>{extra}"
        "<style>.menu{display:flex}</style><script>var seen=[];</script></head>"
    )


def _menu(agency: Agency) -> str:
    return "".join(f'<li><a href="/section/{n}">{escape(name)}</a></li>' for n, name in enumerate(agency.sections))


def _headlines(agency: Agency) -> str:
    return "".join(f'<li><a href="/side/{n}">{escape(line)}</a></li>' for n, line in enumerate(agency.sidebar))


def _related(others: Sequence[Dispatch]) -> str:
    return "".join(f'<li><a href="{d.path}">{escape(d.title)}</a></li>' for d in others[:3])


def _body(dispatch: Dispatch) -> str:
    return "".join(f"<p>{escape(paragraph)}</p>\n" for paragraph in dispatch.paragraphs)


def _article(agency: Agency, dispatch: Dispatch, others: Sequence[Dispatch]) -> str:
    stamp = _at(dispatch).isoformat()
    meta = (
        f'<meta property="og:title" content="{escape(dispatch.title, quote=True)}">'
        f'<meta property="article:published_time" content="{stamp}">'
        '<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","datePublished":"'
        f'{stamp}"}}</script>'
    )
    return (
        f'{_head(agency, dispatch, meta)}<body><header><a class="logo" href="/">{escape(agency.name)}</a>'
        f'<nav><ul class="menu">{_menu(agency)}</ul></nav></header><nav class="breadcrumb"><a href="/">'
        f"{escape(agency.sections[0])}</a></nav><main><article><h1>{escape(dispatch.title)}</h1>"
        f'<time datetime="{stamp}">{_at(dispatch):%d.%m.%Y}</time>{_body(dispatch)}'
        '<div class="share"><a href="#f">Facebook</a> <a href="#x">X</a> <a href="#t">Telegram</a></div></article>'
        f"<aside><h3>{escape(agency.sections[-1])}</h3><ul>{_headlines(agency)}</ul></aside>"
        f'<section class="related"><ul>{_related(others)}</ul></section></main>'
        f'<div class="cookie-banner">Cookies</div><footer>© {escape(agency.name)}</footer></body></html>'
    )


def _soup(agency: Agency, dispatch: Dispatch, others: Sequence[Dispatch]) -> str:
    return (
        f'{_head(agency, dispatch)}<body><div id="top"><div class="logo"><a href="/">{escape(agency.name)}</a></div>'
        f'<ul class="menu">{_menu(agency)}</ul></div><div class="row"><div class="col-lg-8"><div class="block">'
        f'<h1>{escape(dispatch.title)}</h1><div class="news-date">{_at(dispatch).strftime(_STAMP)}</div>'
        f'<div class="news-body">{_body(dispatch)}</div><div class="social"><a href="#">Facebook</a></div></div></div>'
        f'<div class="col-lg-4"><div class="block"><h3>{escape(agency.sections[-1])}</h3><ul>{_headlines(agency)}</ul>'
        f'</div><div class="block"><ul>{_related(others)}</ul></div></div></div>'
        f'<div id="bottom">© {escape(agency.name)}. <a href="/contact">Contact</a></div></body></html>'
    )


def _table(agency: Agency, dispatch: Dispatch, others: Sequence[Dispatch]) -> str:
    return (
        f'{_head(agency, dispatch)}<body><table width="100%"><tr><td colspan="2"><ul>{_menu(agency)}</ul></td></tr>'
        f'<tr><td valign="top"><h1>{escape(dispatch.title)}</h1><small>{_at(dispatch):%d.%m.%Y %H:%M}</small>'
        f'{_body(dispatch)}</td><td valign="top" width="30%"><ul class="latest">{_headlines(agency)}</ul>'
        f'<ul class="related">{_related(others)}</ul></td></tr><tr><td colspan="2">© {escape(agency.name)}</td></tr>'
        "</table></body></html>"
    )
