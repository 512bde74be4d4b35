"""The open store: two shelves, one revision number."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from scorecard.domain.catalogue import Catalogue
from scorecard.domain.calendar import Calendar
from scorecard.domain.cells import Cells


@dataclass(frozen=True)
class Snapshot:
    """One published state of the dataset, opened for reading.

    ``as_of_label`` is what screens print after "Numbers as of".
    """

    revision: int
    published: datetime
    why: str
    catalogue: Catalogue
    calendar: Calendar
    cells: Cells
    as_of: date | None
    as_of_label: str


class Store:
    """Opens the book and the facts; hands out snapshots."""

    today: Callable[[], date]

    @classmethod
    def open(
        cls, folder: Path, book_url: str = "", facts_uri: str = "", today: Callable[[], date] = date.today
    ) -> "Store":
        """Open or create the store."""
        raise NotImplementedError

    def snapshot(self, as_of: str = "") -> Snapshot:
        """The newest state, revision ``rN``, or what was known on an ISO date."""
        raise NotImplementedError
