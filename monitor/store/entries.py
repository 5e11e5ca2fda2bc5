"""Entries: what a poll saw first, each with the article it is, written in the poll's own transaction."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Connection, Row, Table, select, update
from sqlalchemy.dialects import postgresql, sqlite

from monitor.store.schema import articles, entries
from monitor.types import NewEntry

T = TypeVar("T")

# Databases bound how many values one statement may carry.
CHUNK = 500


def add_entries(connection: Connection, feed_id: int, news: Sequence[NewEntry], now: datetime) -> list[int]:
    """Record entries and their articles in the poll's transaction; the ids of those articles now to be read."""
    if not news:
        return []
    wanted = {new.article_key for new in news if not new.quiet}
    fresh = {new.article_key: _new_article(new, new.article_key in wanted, now) for new in news}
    connection.execute(_insert_new(connection, articles), list(fresh.values()))
    found = {row.key: row for keys in in_chunks(list(fresh)) for row in _by_key(connection, keys)}
    connection.execute(
        _insert_new(connection, entries), [_new_entry(feed_id, new, found[new.article_key].id, now) for new in news]
    )
    # quiet -> waiting
    for ids in in_chunks([row.id for key, row in found.items() if row.state == "quiet" and key in wanted]):
        connection.execute(update(articles).where(articles.c.id.in_(ids)).values(state="waiting", next_at=now))
    return [row.id for key, row in found.items() if row.state == "waiting" or (row.state == "quiet" and key in wanted)]


def in_chunks(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """At most so many as one statement may carry."""
    for start in range(0, len(values), CHUNK):
        yield values[start : start + CHUNK]


def _by_key(connection: Connection, keys: Sequence[str]) -> Sequence[Row[int, str, str]]:
    query = select(articles.c.id, articles.c.key, articles.c.state).where(articles.c.key.in_(keys))
    return connection.execute(query.order_by(articles.c.id)).all()


def _new_article(new: NewEntry, wanted: bool, now: datetime) -> dict[str, object]:
    return {
        "key": new.article_key,
        "url": new.entry.url,
        "host": new.host,
        "state": "waiting" if wanted else "quiet",
        "next_at": now,
        "first_seen_at": now,
    }


def _new_entry(feed_id: int, new: NewEntry, article_id: int, now: datetime) -> dict[str, object]:
    return {
        "feed_id": feed_id,
        "key": new.key,
        "article_id": article_id,
        "article_key": new.article_key,
        "url": new.entry.url,
        "title": new.entry.title,
        "summary": new.entry.summary,
        "content": new.entry.content,
        "published_at": new.entry.published_at,
        "published_raw": new.entry.published_raw,
        "quiet": new.quiet,
        "backfilled": new.backfilled,
        "seen_at": now,
    }


def _insert_new(connection: Connection, table: Table) -> postgresql.Insert | sqlite.Insert:
    if connection.dialect.name == "postgresql":
        return postgresql.insert(table).on_conflict_do_nothing()
    return sqlite.insert(table).on_conflict_do_nothing()
