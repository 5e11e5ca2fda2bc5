"""Which entry is which: keys that survive reordering, re-emission and tracking parameters; positions never count."""

import hashlib
from collections.abc import Sequence

from monitor.types import ParsedEntry
from monitor.urls import canonical_url


def entry_keys(entries: Sequence[ParsedEntry]) -> list[str]:
    """One key an entry, in order: its guid, else its canonical URL, else a hash of its words.

    A guid that several different entries of the document carry names only the first of them.
    """
    owners: dict[str, str] = {}
    return [_key(entry, owners) for entry in entries]


def article_key(entry: ParsedEntry, feed_id: str, key: str) -> str:
    """The article an entry stands for: one per page, or one per entry where there is no page."""
    return canonical_url(entry.url) if entry.url else f"entry:{feed_id}:{key}"


def newest(entries: Sequence[ParsedEntry], count: int) -> frozenset[int]:
    """The positions of the `count` newest entries: by date where all have one, else as the feed orders them."""
    positions = range(len(entries))
    if all(entry.published_at for entry in entries):
        ranked = sorted(positions, key=lambda at: (-_seconds(entries[at]), at))
    else:
        ranked = list(positions)
    return frozenset(ranked[:count])


def _key(entry: ParsedEntry, owners: dict[str, str]) -> str:
    own = canonical_url(entry.url) if entry.url else f"words:{_hash(entry)}"
    if not entry.guid:
        return own
    owner = owners.setdefault(entry.guid, own)
    return entry.guid if owner == own else f"{entry.guid} {own}"


def _hash(entry: ParsedEntry) -> str:
    words = "\n".join((entry.title, entry.published_raw or "", "" if entry.title else entry.summary))
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _seconds(entry: ParsedEntry) -> float:
    return entry.published_at.timestamp() if entry.published_at else 0.0
