"""The section feeds: which wires are polled."""

import re
from collections.abc import Sequence
from datetime import timedelta
from ipaddress import IPv4Network, IPv6Network, ip_address
from urllib.parse import urlsplit

from monitor.config.findings import Findings
from monitor.config.models import FeedModel
from monitor.config.twice import refuse_twice
from monitor.config.validate import validate
from monitor.config.values import shown_duration
from monitor.config.yaml import Entry, Listing, Node, Scalar, Table
from monitor.types import Feed
from monitor.urls import canonical_url

Networks = Sequence[IPv4Network | IPv6Network]

_SHORTEST = timedelta(minutes=1)
_BARE_NAME = re.compile(r"[\w-]+")


def read_feeds(node: Node | None, allow_private: Networks, findings: Findings) -> tuple[Feed, ...]:
    """The feeds in the order of the file; a mapping or a bare URL each."""
    if node is None:
        findings.warn("there are no feeds: nothing will be polled. Add some under feeds:.")
        return ()
    if not isinstance(node, Listing):
        findings.at(node, "must be a list: a line for each feed, with a dash before it.")
        return ()
    if not node.items:
        findings.warn("there are no feeds: nothing will be polled.", path=node.path, place=node)
    tables = [table for item in node.items if (table := _as_table(item, findings)) is not None]
    _refuse_twice(tables, findings)
    read = [_read_feed(table, allow_private, findings) for table in tables]
    return tuple(feed for feed in read if feed is not None)


def _as_table(node: Node, findings: Findings) -> Table | None:
    """A bare URL is short for `url:`."""
    if isinstance(node, Table):
        return node
    if not isinstance(node, Scalar):
        findings.at(node, "must be a URL or a mapping with url:; found a list.")
        return None
    if _BARE_NAME.fullmatch(node.text):
        findings.at(node, "the built-in directory of wires is not there yet; give the feed's address: url: https://…")
        return None
    return Table(node.path, node.line, node.column, (Entry("url", node.line, node.column, node),))


def _read_feed(table: Table, allow_private: Networks, findings: Findings) -> Feed | None:
    model = validate(table, FeedModel, findings)
    if model is None:
        return None
    every = table.get("every")
    too_often = model.every is not None and model.every < _SHORTEST and not _is_near(model.url, allow_private)
    if every is not None and model.every is not None and too_often:
        least = shown_duration(_SHORTEST)
        findings.at(every.node, f"{shown_duration(model.every)} is too short. The minimum is {least}.")
    name = model.name or model.id or model.url
    return Feed(
        id=model.id or name,
        name=name,
        url=model.url,
        language=model.language,
        home=model.home,
        every=model.every,
        user_agent=model.user_agent,
        backfill=model.backfill,
    )


def _is_near(url: str, allow_private: Networks) -> bool:
    """Whether this is a machine of one's own, which may be asked as often as one likes."""
    host = urlsplit(url).hostname or ""
    try:
        addresses = [ip_address(one) for one in (("127.0.0.1", "::1") if host == "localhost" else (host,))]
    except ValueError:
        return False
    return any(address in network for address in addresses for network in allow_private)


def _refuse_twice(tables: Sequence[Table], findings: Findings) -> None:
    urls = [entry.node for table in tables if (entry := table.get("url")) and isinstance(entry.node, Scalar)]
    refuse_twice(urls, "is polled already (line {first}). Keep one of them.", findings)
    _warn_of_likes(urls, findings)
    names = [entry.node for table in tables if (entry := table.get("id") or table.get("name"))]
    refuse_twice(names, "already names the feed of line {first}. Give one of them an id: of its own.", findings)


def _warn_of_likes(urls: Sequence[Scalar], findings: Findings) -> None:
    first: dict[str, Scalar] = {}
    for url in urls:
        like = first.setdefault(canonical_url(url.text), url)
        if like.text != url.text:
            message = f"this looks like the feed of line {like.line}. If it is the same, keep one of them."
            findings.warn(message, path=url.path, place=url)
