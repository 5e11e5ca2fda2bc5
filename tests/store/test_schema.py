"""The migrations lead to exactly the tables that the code speaks of."""

from contextlib import closing

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import exc, inspect, text

from monitor.errors import StoreError
from monitor.store.schema import metadata
from monitor.store.store import Store
from tests.store.wire import START, feed

TABLES = {
    "hosts", "feeds", "entries", "articles", "article_versions", "assessments", "matches", "stories", "alerts",
    "notifications", "silences", "tombstones", "labels", "events", "configurations", "rules", "alembic_version",
}  # fmt: skip


def test_migrations_and_tables_agree(store):
    with store._database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})

        assert [] == compare_metadata(context, metadata)
        assert TABLES == set(inspect(connection).get_table_names())


def test_the_checks_of_states_are_in_the_database(store):
    """compare_metadata does not look at these."""
    with store._database.reading() as connection:
        inspector = inspect(connection)
        for table in metadata.sorted_tables:
            named = {check.name for check in table.constraints if type(check).__name__ == "CheckConstraint"}

            assert named == {check["name"] for check in inspector.get_check_constraints(table.name)}


def test_a_state_that_does_not_exist_is_refused(store, wire):
    wire.id_of("fil")
    with pytest.raises(StoreError), store._database.writing() as connection:
        connection.execute(text("UPDATE feeds SET state = 'sleeping'"))

    assert ["active"] == [status.state for status in store.feeds.statuses()]


def test_a_row_cannot_point_to_nothing(store):
    with pytest.raises(StoreError), store._database.writing() as connection:
        connection.execute(text("INSERT INTO tombstones (feed_id, key, buried_at) VALUES (99, 'x', '2026-01-01')"))


def test_starting_again_migrates_nothing(url):
    with closing(Store.open(url, role="daemon")) as store:
        store.feeds.sync([feed()], START)
    with closing(Store.open(url, role="daemon")) as store:
        assert 1 == len(store.feeds.statuses())


def test_a_time_without_zone_is_refused(store):
    with pytest.raises(exc.StatementError, match="naive"):
        store.feeds.sync([feed()], START.replace(tzinfo=None))
