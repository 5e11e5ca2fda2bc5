"""One step at a time: a real store, a fake web and receiver, workers inline, and time that stands still."""

import itertools
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from monitor.alerts.deliver import deliver
from monitor.alerts.gather import gather
from monitor.app import App
from monitor.articles.scrape import scrape
from monitor.assess.evaluate import evaluate
from monitor.feeds.poll import poll
from monitor.rules.index import RuleIndex
from monitor.rules.rule import Rule
from monitor.store.store import Store
from monitor.types import Feed, RuleSpec
from tests.fakes import FakeClock, FakeReceiver, FakeWeb, InlineWorkers

FEED = Feed(id="fil", name="Fil", url="https://fil.example/rss", language="fr", home="AZ", every=timedelta(minutes=5))
EVERYTHING = RuleSpec(
    id="everything", name="AZ-DZ everything", pairs=("AZ-DZ",), notify=("desk",), file="config.yaml", line=4
)
ENERGY = replace(EVERYTHING, id="energy", name="AZ-DZ energy", topics=("energy",), line=8)

_workers = InlineWorkers()


class Bench:
    """The five steps as verbs, each carried out for everything that is due."""

    def __init__(self, store):
        self.store = store
        self.clock = FakeClock()
        self.web = FakeWeb()
        self.receiver = FakeReceiver()
        self.workers = _workers
        self.configured()

    def configured(self, *, feeds=(FEED,), rules=(EVERYTHING, ENERGY), quiet_hours=None):
        config = SimpleNamespace(timezone=ZoneInfo("UTC"), quiet_hours=quiet_hours, allow_private=())
        self.store.feeds.sync(feeds, self.clock())
        states = self.store.rules.sync(rules, self.clock())
        self.app = App(
            config=config,
            store=self.store,
            web=self.web,
            workers=self.workers,
            receivers={self.receiver.name: self.receiver},
            rules=RuleIndex(Rule(rule) for rule in rules),
            rules_since={state.rule_id: state.created_at for state in states},
            spread=lambda: 0.0,
            group_wait=timedelta(),
        )

    def polls(self):
        self._each(self.store.feeds.due, poll)

    def scrapes(self):
        self._each(self.store.articles.due_scrape, scrape)

    def evaluates(self):
        self._each(self.store.articles.due_evaluate, evaluate)

    def gathers(self):
        self._each(self.store.alerts.due, gather)

    def delivers(self):
        self._each(lambda now, limit: self.store.notifications.due(now, limit, ["desk"]), deliver)

    def carries_through(self):
        """Everything that is due, from the wire to the reader; hosts are given their pause."""
        for step in (self.polls, self.scrapes, self.evaluates, self.gathers, self.delivers):
            step()

    def _each(self, due, step):
        while rows := due(self.clock(), 1):
            step(self.app, rows[0], self.clock())
            self.clock.passes(seconds=2)

    def counts(self):
        return self.store.counts(FakeClock().now)

    def events(self, kind):
        return [event for event in self.store.events.after(0, 1000) if event.kind == kind]


@pytest.fixture
def bench(tmp_path):
    tokens = (f"token-{number}" for number in itertools.count(1))
    store = Store.open(f"sqlite:///{tmp_path / 'monitor.db'}", role="daemon", token=lambda: next(tokens))
    yield Bench(store)
    store.close()
