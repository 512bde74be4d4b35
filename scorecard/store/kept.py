"""What was read of the book, kept until somebody writes something."""

from collections.abc import Callable
from typing import Generic, TypeVar

from sqlalchemy import Connection

from scorecard.store.book import Book

Content = TypeVar("Content")


class Kept(Generic[Content]):
    """What one room holds, read again only after somebody wrote something, in this room or another."""

    def __init__(self, book: Book, read: Callable[[Connection], Content]) -> None:
        self._book, self._read = book, read
        self._held: tuple[int, Content] | None = None

    def now(self) -> Content:
        """Everything, as of the newest write; the counter is read first, so that nothing older is kept as new."""
        writes, held = self._book.counters()[1], self._held
        if held is None or held[0] != writes:
            with self._book.read() as connection:
                held = self._held = (writes, self._read(connection))
        return held[1]
