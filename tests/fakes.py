"""Hand-written stand-ins with verbs, for tests of the steps; the edges are tested against real servers."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from monitor.articles.extract import extract_article
from monitor.assess.assess import assess
from monitor.assess.lexicon import load_lexicon
from monitor.errors import DeliveryError, FetchError, FetchKind
from monitor.feeds.parse import parse_feed
from monitor.types import Fetched, NotModified, Receipt

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class FakeClock:
    """Time that stands still until told otherwise."""

    def __init__(self, now=START):
        self.now = now

    def __call__(self):
        return self.now

    def passes(self, **lengths):
        self.now += timedelta(**lengths)
        return self.now


class FakeWeb:
    """A web of exactly the pages it was given; anything else is a 404."""

    def __init__(self):
        self.answers = {}
        self.asked = []

    def serves(self, url, body, *, etag=None, last_modified=None):
        body = body.encode() if isinstance(body, str) else body
        self.answers[url] = (body, etag, last_modified)

    def fails(self, url, kind, *, retry_after=None):
        self.answers[url] = FetchError(kind, url, f"{url} fails: {kind}", retry_after=retry_after)

    def fetch(self, url, *, etag=None, last_modified=None, user_agent=None, accept=None):
        self.asked.append((url, etag, last_modified, user_agent))
        answer = self.answers.get(url, FetchError(FetchKind.NOT_FOUND, url, f"{url} is not there", status=404))
        if isinstance(answer, FetchError):
            raise answer
        body, its_etag, its_date = answer
        if etag is not None and etag == its_etag:
            return NotModified(headers={}, etag=its_etag, last_modified=its_date)
        return Fetched(url=url, status=200, headers={}, body=body, etag=its_etag, last_modified=its_date)


class InlineWorkers:
    """The workers' three trades, done here and now; `breaks` makes the next document fail."""

    def __init__(self):
        self._error = None
        self._lexicon = load_lexicon()

    def breaks(self, error):
        self._error = error

    def _maybe_break(self):
        if self._error is not None:
            error, self._error = self._error, None
            raise error

    def parse_feed(self, body, url):
        self._maybe_break()
        return parse_feed(body, url)

    def extract_article(self, html, url):
        self._maybe_break()
        return extract_article(html, url)

    def assess(self, article):
        self._maybe_break()
        return assess(article, self._lexicon)


@dataclass
class FakeReceiver:
    """Takes what it is given, unless told to refuse."""

    name: str = "desk"
    kind: str = "email"
    host: str = "example.org"
    people: tuple[str, ...] = ("desk@example.org",)
    taken: list = field(default_factory=list)
    _refusal: DeliveryError | None = None

    def refuses(self, *, retryable=True, uncertain=False, retry_after=None):
        self._refusal = DeliveryError(
            "the receiver refuses", retryable=retryable, uncertain=uncertain, retry_after=retry_after
        )

    def recovers(self):
        self._refusal = None

    def recipients(self):
        return self.people

    def compose(self, content, *, recipient, message_id, created_at):
        return f"{message_id}\n{content.subject}\n{content.text}"

    def send(self, notification):
        if self._refusal is not None:
            raise self._refusal
        self.taken.append(notification)
        return Receipt("taken")


def rss(*items, language="fr"):
    """An RSS document; items are (guid, link, title, description, pubDate) with None for what is missing."""
    tags = ("guid", "link", "title", "description", "pubDate")
    body = "".join(
        "<item>" + "".join(f"<{t}>{v}</{t}>" for t, v in zip(tags, item, strict=False) if v is not None) + "</item>"
        for item in items
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Agence</title>'
        f"<link>https://agence.example/</link><language>{language}</language>{body}</channel></rss>"
    )


def page(title, *paragraphs, lang="fr"):
    """An article page with the usual surroundings."""
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{title} - Agence</title></head><body>'
        '<nav><a href="/">Accueil</a><a href="/monde">Monde</a></nav>'
        f"<main><article><h1>{title}</h1>{text}</article></main>"
        "<footer>Agence. Tous droits réservés.</footer></body></html>"
    )
