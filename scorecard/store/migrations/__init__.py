"""The book's shape, version by version; each step is one transaction, old or new, never between."""

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from scorecard.store.refusals import StoreIsNewer

HEAD = "0008"
"""The version this application reads and writes."""

KNOWN = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008")


def migrate(engine: Engine, hold: Callable[[Connection], None]) -> None:
    """Bring the book to ``HEAD`` inside one transaction.

    Args:
        engine: An engine whose transactions take the write lock at once.
        hold: Called with the open transaction before anything is looked at.

    Raises:
        StoreIsNewer: If the book is at a version this application does not know.
    """
    with engine.begin() as connection:
        hold(connection)
        found = version_of(connection)
        if found == HEAD:
            return
        if found is not None and found not in KNOWN:
            raise StoreIsNewer(found)
        _upgrade(connection)


def version_of(connection: Connection) -> str | None:
    """The version a book says it has, None for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return None if found is None else str(found)


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
