"""The store opened together with the catalogue reader it needs."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from scorecard.domain.catalogue import Catalogue
from scorecard.domain.errors import ScorecardError
from scorecard.ingest.catalogue import parse_catalogue
from scorecard.store.store import Store


class UnreadableCatalogue(ScorecardError):
    """A published catalogue no longer reads."""

    def __init__(self, what: str) -> None:
        super().__init__(f"The stored catalogue cannot be read: {what}")


def open_store(folder: Path, book_url: str = "", facts_uri: str = "", today: Callable[[], date] = date.today) -> Store:
    """Open or create the store.

    Args:
        folder: Folder of the embedded store; made if it does not exist.
        book_url: Database of the book; empty for SQLite in ``folder``.
        facts_uri: Address of the facts table; empty for a folder inside ``folder``.
        today: The day it is; given by tests.
    """
    return Store.open(folder, book_url, facts_uri, today=today, parse_catalogue=stored_catalogue)


def stored_catalogue(text: str) -> Catalogue:
    """The catalogue of a published text.

    Raises:
        UnreadableCatalogue: If it no longer reads.
    """
    catalogue, problems = parse_catalogue(text, "catalogue")
    if catalogue is None:
        raise UnreadableCatalogue(str(problems[0]))
    return catalogue
