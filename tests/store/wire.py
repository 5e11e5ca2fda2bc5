"""The five steps as verbs on the store alone, so that a test says only what it is about."""

from datetime import UTC, datetime, timedelta

from monitor.types import (
    ArticleText,
    Assessment,
    Feed,
    Match,
    NewEntry,
    NewNotification,
    PairAssessment,
    ParsedEntry,
    PollOutcome,
    PollResult,
    Receipt,
    RuleSpec,
    ScrapeResult,
    Span,
    TopicAssessment,
)

START = datetime(2026, 3, 2, 9, 0, 0, 123456, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
FAR = START + timedelta(days=30)

ASSESSMENT = Assessment(
    language="fr",
    pairs=(PairAssessment("AZ-DZ", 0.9, about=True, evidence=(Span("text", 0, 5, "Bakou"),)),),
    topics=(TopicAssessment("energy", 0.7, evidence=(Span("text", 8, 11, "gaz"),)),),
    lexicon="test",
)


def at(minutes):
    return START + minutes * MINUTE


def feed(feed_id="fil", **changes):
    given = {"id": feed_id, "name": feed_id.upper(), "url": f"https://{feed_id}.example/rss", "home": "AZ"}
    return Feed(**(given | changes))


def rule(rule_id="gas", **changes):
    return RuleSpec(
        **({"id": rule_id, "name": f"the {rule_id} rule", "pairs": ("AZ-DZ",), "notify": ("desk",)} | changes)
    )


def match(rule_id="gas", **changes):
    given = {"rule_id": rule_id, "rule_name": f"the {rule_id} rule", "pairs": ("AZ-DZ",), "topics": ("energy",)}
    return Match(**(given | {"score": 0.9, "urgent": False, "notify": ("desk",), "place": "config.yaml:7"} | changes))


def entry(name="a", *, url="", quiet=False, backfilled=False, host="", article_key="", published_at=None):
    """A new entry; its page is on a host of its own, unless told otherwise; `url=None` has no page."""
    address = f"https://{name}.example/page" if url == "" else url
    return NewEntry(
        key=f"guid-{name}",
        article_key=article_key or address or f"entry:{name}",
        entry=ParsedEntry(
            guid=f"guid-{name}",
            url=address,
            title=f"Title {name}",
            summary=f"Summary {name}",
            content=f"Content {name}",
            published_at=published_at,
            published_raw="whenever",
        ),
        host=(host or f"{name}.example") if address else None,
        quiet=quiet,
        backfilled=backfilled,
    )


def changed(*entries, now=START, **changes):
    """A poll that went well."""
    given = {"outcome": PollOutcome.CHANGED, "polled_at": now, "next_poll_at": now + HOUR, "entries": entries}
    return PollResult(**(given | {"etag": '"e1"', "last_modified": "Mon", "body_hash": "h1"} | changes))


def failed(now=START, **changes):
    """A poll that went wrong."""
    given = {"outcome": PollOutcome.FAILED, "polled_at": now, "next_poll_at": now + HOUR}
    return PollResult(**(given | {"error_kind": "server", "error": "500 Internal Server Error"} | changes))


def scraped(title="Title", text="Le gaz de Bakou", now=START, **changes):
    return ScrapeResult(scraped_at=now, article=ArticleText(title=title, text=text, language="fr"), **changes)


def notification(recipient="desk@example.org", receiver="desk", not_before=START):
    return NewNotification(
        receiver=receiver,
        recipient=recipient,
        message_id=f"<{receiver}-{recipient}>",
        payload=f"To: {recipient}\n\nListen",
        not_before=not_before,
    )


class Wire:
    """Carries things through the flow; each verb returns what the next one needs."""

    def __init__(self, store):
        self.store = store
        self._feeds = []

    def polls(self, *entries, of="fil", now=START, **changes):
        """One whole poll of feed `of`, which is put into the config where it is new."""
        feed_id = self.id_of(of, now)
        state = self.store.feeds.claim(feed_id, now, now + MINUTE)
        return self.store.feeds.finish(state, changed(*entries, now=now, **changes), host_next_at=now)

    def id_of(self, name, now=START):
        """The row of a feed, put into the config beside those already there; rows are numbered in order."""
        if name not in self._feeds:
            self._feeds.append(name)
            self.store.feeds.sync([feed(known) for known in self._feeds], now)
        return self._feeds.index(name) + 1

    def reads(self, article_id, now=START, **changes):
        """One whole scrape that finds a text."""
        claimed = self.store.articles.claim_scrape(article_id, now, now + MINUTE)
        self.store.articles.finish_scrape(claimed, scraped(now=now, **changes), host_next_at=now)
        return article_id

    def judges(self, article_id, *matches, now=START, due_at=None):
        """One whole evaluation; the alert's id."""
        claimed = self.store.articles.claim_evaluate(article_id, now, now + MINUTE)
        return self.store.articles.finish_evaluate(claimed, ASSESSMENT, matches, alert_due_at=due_at or now, now=now)

    def article(self, name="a", now=START, **changes):
        """A scraped article that waits for its judge."""
        (article_id,) = self.polls(entry(name), now=now, next_poll_at=now)
        return self.reads(article_id, now, **changes)

    def alerts(self, name="a", *, now=START, text="Le gaz de Bakou", rules=("gas",)):
        """An open alert about a new article."""
        return self.judges(self.article(name, now, text=text), *(match(rule_id) for rule_id in rules), now=now)

    def gathers(self, alert_id, *recipients, now=START, not_before=None):
        """A gathered alert with its notifications; the story."""
        alert = self.store.alerts.claim(alert_id, now, now + MINUTE)
        with self.store.alerts.gathering(alert, now) as gathering:
            story = gathering.open_story(alert.article_id, alert.article.title)
            for recipient in recipients or ("desk@example.org",):
                gathering.notify(story, 0, notification(recipient, not_before=not_before or now), ("gas",))
            gathering.close(story, 0)
        return story

    def notifies(self, *recipients, now=START, not_before=None, name="a"):
        """Pending notifications, one a recipient; their ids."""
        before = set(self.store.notifications.due(FAR, 100, ("desk",)))
        self.gathers(self.alerts(name, now=now), *recipients, now=now, not_before=not_before)
        return sorted(set(self.store.notifications.due(FAR, 100, ("desk",))) - before)

    def sends(self, notification_id, now=START):
        """One whole delivery."""
        claimed = self.store.notifications.claim(notification_id, now, now + MINUTE)
        return self.store.notifications.sent(claimed, Receipt("250 OK"), now)

    def kinds(self):
        """The kinds of all events so far, in order."""
        return [event.kind for event in self.store.events.after(0, 1000)]
