"""What the five steps need, put together once by a door and handed down."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address
from urllib.parse import urlsplit

from monitor.config.settings import Config
from monitor.net.fetch import DEFAULT_USER_AGENT, Web
from monitor.net.guard import Guard
from monitor.receivers.receiver import Receiver, build
from monitor.rules.index import RuleIndex
from monitor.rules.rule import Rule
from monitor.store.store import Store
from monitor.workers import Workers

# Two requests to one public host are at least this far apart; one's own machine needs no such care.
HOST_SPACING = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class App:
    """The running parts of one process. Closing them is the business of the door that made them."""

    config: Config
    store: Store
    web: Web
    workers: Workers
    receivers: Mapping[str, Receiver]
    rules: RuleIndex
    rules_since: Mapping[str, datetime]  # rule id → when the rule first came into force
    spread: Callable[[], float]  # chance in [-1, 1], so that feeds do not march in step
    group_wait: timedelta

    def host_next_at(self, url: str | None, now: datetime) -> datetime:
        """When the host of `url` may be asked again."""
        return now if url is None or self._is_own(url) else now + HOST_SPACING

    def _is_own(self, url: str) -> bool:
        try:
            address = ip_address(urlsplit(url).hostname or "")
        except ValueError:
            return False
        return any(address in network for network in self.config.allow_private)


@contextmanager
def open_app(
    config: Config, store: Store, *, now: datetime, spread: Callable[[], float], group_wait: timedelta
) -> Iterator[App]:
    """Bring the configuration into force in `store`, start the workers, and close everything at the end.

    The caller owns `store`, with the lock of the one daemon; a predecessor's claims are released here.
    """
    guard = Guard(config.allow_private)
    receivers = {receiver.name: build(receiver, check_host=guard.check_host) for receiver in config.receivers}
    store.release_claims(now)
    store.configurations.activate(config.text_hash, config.text, now)
    store.feeds.sync(config.feeds, now)
    states = store.rules.sync(config.rules, now)
    store.notifications.hold(tuple(receivers), now)
    with Workers(topics=config.topics) as workers, closing(Web(guard, user_agent=DEFAULT_USER_AGENT)) as web:
        yield App(
            config=config,
            store=store,
            web=web,
            workers=workers,
            receivers=receivers,
            rules=RuleIndex(Rule(spec) for spec in config.rules),
            rules_since={state.rule_id: state.created_at for state in states},
            spread=spread,
            group_wait=group_wait,
        )
