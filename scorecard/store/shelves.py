"""The two shelves and what works on them, kept together for the rooms of this floor."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path

from scorecard.domain.catalogue import Catalogue
from scorecard.store.book import Book
from scorecard.store.facts import Facts
from scorecard.store.questions import Questions


@dataclass(frozen=True)
class Shelves:
    """Book, facts, the engine for questions, the catalogue's reader, the folder for work in hand and the clock."""

    folder: Path
    book: Book
    facts: Facts
    questions: Questions
    parse: Callable[[str], Catalogue]
    now: Callable[[], datetime]
    wait: float = 60.0

    @property
    def workshop(self) -> Path:
        """Where files lie that are not published yet."""
        return self.folder / "staging"


def clock(today: Callable[[], date]) -> Callable[[], datetime]:
    """The time it is, on the day it is said to be."""

    def now() -> datetime:
        told, day = datetime.now(UTC), today()
        return told if day == told.astimezone().date() else datetime.combine(day, told.timetz())

    return now


def ticking(moment: datetime) -> Callable[[], datetime]:
    """A time of its own that runs on by a minute whenever it is looked at."""
    passed = count()
    return lambda: moment + timedelta(minutes=next(passed))
