"""Claims: who works on a row, fenced by a token so that nobody writes what has become somebody else's."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Connection, Row, Table, and_, case, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from monitor.store.schema import hosts

# A row whose work was begun this often and never finished may be what kills us, or may only have been in hand when
# something else did: from then on it is worked on alone.
MOST_ATTEMPTS = 3

# Begun as often again with nothing beside it, and still never finished: it is not begun any more.
MOST_ATTEMPTS_ALONE = 6


class ClaimLostError(Exception):
    """Somebody else owns the row now: what was to be written is rolled back. Never leaves the store."""


def unclaimed(table: Table, now: datetime) -> ColumnElement[bool]:
    """Nobody works on the row, or whoever did has had their time."""
    return or_(table.c.claim.is_(None), table.c.claimed_until < now)


def trusted(table: Table, now: datetime) -> ColumnElement[bool]:
    """The row has not died in hand too often, or it has the table to itself."""
    other = table.alias("other")
    in_hand = and_(other.c.id != table.c.id, other.c.claim.is_not(None), other.c.claimed_until >= now)
    alone = ~select(other.c.id).where(in_hand).exists()
    return or_(table.c.attempts < MOST_ATTEMPTS, and_(table.c.attempts < MOST_ATTEMPTS_ALONE, alone))


def given_up(table: Table, now: datetime) -> ColumnElement[bool]:
    """Whoever began the row last has had their time, and it is not begun again."""
    return and_(table.c.attempts >= MOST_ATTEMPTS_ALONE, unclaimed(table, now))


def take(
    connection: Connection, table: Table, row_id: int, due: ColumnElement[bool], token: str, until: datetime
) -> Row[Any] | None:
    """Claim one row where it is still due; the row, or None."""
    return connection.execute(
        update(table)
        .where(table.c.id == row_id, due)
        .values(claim=token, claimed_until=until, attempts=table.c.attempts + 1)
        .returning(table)
    ).one_or_none()


def finish(connection: Connection, table: Table, row_id: int, token: str, **values: object) -> None:
    """Write the result and give the claim back; raises ClaimLostError where it was no longer ours."""
    done = connection.execute(
        update(table)
        .where(table.c.id == row_id, table.c.claim == token)
        .values(claim=None, claimed_until=None, attempts=0, **values)
    )
    if done.rowcount != 1:
        raise ClaimLostError


def host_free(host: ColumnElement[Any], now: datetime) -> ColumnElement[bool]:
    """Nobody asks this host just now, and it may be asked again; a host never heard of is free."""
    return ~select(hosts.c.host).where(hosts.c.host == host, _host_busy(now)).exists()


def next_turn(connection: Connection, waiting: CompoundSelect[Any], now: datetime) -> datetime | None:
    """When the first of those of these hosts that are busy now is free again; None where none is."""
    taken = and_(hosts.c.claim.is_not(None), hosts.c.claimed_until > hosts.c.next_request_at)
    turn = case((taken, hosts.c.claimed_until), else_=hosts.c.next_request_at)
    query = select(func.min(turn, type_=hosts.c.next_request_at.type)).where(hosts.c.host.in_(waiting), _host_busy(now))
    first: datetime | None = connection.execute(query).scalar_one()
    return first


def _host_busy(now: datetime) -> ColumnElement[bool]:
    return or_(hosts.c.next_request_at > now, and_(hosts.c.claim.is_not(None), hosts.c.claimed_until >= now))


def take_host(connection: Connection, host: str, token: str, now: datetime, until: datetime) -> bool:
    """Claim a host's turn together with the row that needs it."""
    values = {"host": host, "next_request_at": now}
    if connection.dialect.name == "postgresql":
        connection.execute(postgresql.insert(hosts).values(values).on_conflict_do_nothing())
    else:
        connection.execute(sqlite.insert(hosts).values(values).on_conflict_do_nothing())
    taken = connection.execute(
        update(hosts)
        .where(hosts.c.host == host, hosts.c.next_request_at <= now, unclaimed(hosts, now))
        .values(claim=token, claimed_until=until)
    )
    return taken.rowcount == 1


def free_host(connection: Connection, host: str | None, token: str, next_at: datetime) -> None:
    """Give the host's turn back, with the earliest next one."""
    if host is None:
        return
    connection.execute(
        update(hosts)
        .where(hosts.c.host == host, hosts.c.claim == token)
        .values(claim=None, claimed_until=None, next_request_at=next_at)
    )
