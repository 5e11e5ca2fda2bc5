"""Keys that are promised and not built yet, and keys without a value: refused or told, and taken out of the tree."""

import re
from collections.abc import Mapping
from dataclasses import replace

from monitor.config.findings import Findings, key_path
from monitor.config.yaml import Entry, Listing, Node, Scalar, Table

_LEAVE = "is not built yet; leave it out."

NOT_YET: Mapping[str, str] = {
    "feeds[].listing": "reading a page that lists articles is not built yet. Give the wire's feed: url: https://…",
    "feeds[].links": _LEAVE,
    "feeds[].sitemap": "reading a sitemap is not built yet. Give the wire's feed: url: https://…",
    "rules[].where": _LEAVE,
    "rules[].deliver": "is not built yet; leave it out. Every match is told at once.",
    "notices": _LEAVE,
    "delivery.digest": "is not built yet; leave it out. Every match is told at once.",
    "delivery.heartbeat": _LEAVE,
    "retention": "is not built yet; leave it out. Everything is kept.",
    "web": "is not built yet; leave it out.",
}
NOT_YET_OF_RECEIVERS: Mapping[str, Mapping[str, str]] = {
    "email": {"prefer": _LEAVE},
    "slack": {
        "bot_token": "is not built yet. Use an incoming webhook: webhook_url_file: slack",
        "bot_token_file": "is not built yet. Use an incoming webhook: webhook_url_file: slack",
        "channel": "is not built yet; leave it out. A webhook has its own channel.",
    },
}

# What need not be there beside a key of the future, for it would have stood in its place.
_STANDS_FOR: Mapping[str, str] = {"listing": "url", "sitemap": "url", "bot_token": "webhook_url"}


def refuse_later(node: Node, findings: Findings) -> Node:
    """The tree without the keys that are not built yet, each of them told."""
    if isinstance(node, Listing):
        return replace(node, items=tuple(refuse_later(item, findings) for item in node.items))
    if isinstance(node, Scalar):
        return node
    kept = []
    for entry in node.entries:
        sentence = NOT_YET.get(re.sub(r"\[\d+\]", "[]", key_path(node.path, entry.key)))
        if sentence is None:
            kept.append(replace(entry, node=refuse_later(entry.node, findings)))
        else:
            refuse(node, entry, sentence, findings)
    return replace(node, entries=tuple(kept))


def refuse(table: Table, entry: Entry, sentence: str, findings: Findings) -> None:
    """Tell that `entry` is for later, and expect nothing that it would have replaced."""
    findings.add(sentence, path=key_path(table.path, entry.key), line=entry.line, column=entry.column)
    instead = _STANDS_FOR.get(entry.key.removesuffix("_file"))
    if instead is not None:
        findings.answered.add(key_path(table.path, instead))


def refuse_empty(node: Node, findings: Findings) -> Node:
    """The tree without keys and dashes that nothing follows, each of them told; an empty section is as good as none."""
    if isinstance(node, Listing):
        kept = tuple(item for item in node.items if not _is_empty(item, "take the dash away", findings))
        return replace(node, items=tuple(refuse_empty(item, findings) for item in kept))
    if isinstance(node, Scalar):
        return node
    full = []
    for entry in node.entries:
        if not node.path and _nothing(entry.node):
            continue
        if _is_empty(entry.node, "leave the key out", findings):
            findings.answered.add(key_path(node.path, entry.key))
        else:
            full.append(replace(entry, node=refuse_empty(entry.node, findings)))
    return replace(node, entries=tuple(full))


def _nothing(node: Node) -> bool:
    return isinstance(node, Scalar) and node.value is None


def _is_empty(node: Node, otherwise: str, findings: Findings) -> bool:
    if not _nothing(node):
        return False
    if not findings.known_at(node):
        findings.at(node, f"is empty. Write a value, or {otherwise}.")
    return True
