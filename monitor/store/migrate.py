"""Brings a database to the schema of this program, or says why it cannot."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from monitor.errors import StoreError, StoreVersionError
from monitor.store.engine import Database


def alembic_config(connection: Connection) -> Config:
    """Alembic without a file of its own: the scripts lie beside this module."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def migrate(database: Database) -> None:
    """Create the tables or bring them up to date; raises StoreVersionError where they are newer than this program."""
    with database.writing() as connection:
        _refuse_newer(database, connection)
        command.upgrade(alembic_config(connection), "head")


def check_version(database: Database) -> None:
    """Raise StoreError unless the tables are exactly those of this program."""
    with database.reading() as connection:
        _refuse_newer(database, connection)
        current = MigrationContext.configure(connection).get_current_revision()
        head = ScriptDirectory.from_config(alembic_config(connection)).get_current_head()
    if current is None:
        raise StoreError(f"there is no monitor database at {database.place} yet; start `monitor run` first")
    if current != head:
        raise StoreError(f"{database.place} is of an older version; start `monitor run` once to bring it up to date")


def _refuse_newer(database: Database, connection: Connection) -> None:
    current = MigrationContext.configure(connection).get_current_revision()
    known = {script.revision for script in ScriptDirectory.from_config(alembic_config(connection)).walk_revisions()}
    if current is not None and current not in known:
        raise StoreVersionError(
            f"{database.place} was written by a newer monitor (schema {current}); "
            "install that version again, or use another database"
        )
