"""Fetching ahead: one thread prepares the next batches while the caller still works on the last."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from queue import Empty, Queue
from threading import Event, Thread, current_thread
from typing import TypeVar

Item = TypeVar("Item")

ROOM = 6
"""Batches held at most; with fewer, a period that is still being sorted leaves the caller waiting."""


@contextmanager
def ahead(items: Iterable[Item], room: int = ROOM) -> Iterator[Iterator[Item]]:
    """The same items in the same order, fetched by a thread of its own that is gone when the block ends.

    What the thread meets is raised where the items are taken.
    """
    ready: Queue[tuple[Item | None, BaseException | None]] = Queue(room)
    left = Event()

    def fetch() -> None:
        try:
            for item in items:
                ready.put((item, None))
                if left.is_set():
                    return
            ready.put((None, StopIteration()))
        except BaseException as error:
            ready.put((None, error))

    thread = Thread(target=fetch, name="rows ahead", daemon=True)
    thread.start()
    try:
        yield _taken(ready)
    finally:
        left.set()
        while thread.is_alive() and thread is not current_thread():  # it may be the one that clears up
            with suppress(Empty):
                ready.get(timeout=0.01)


def _taken(ready: Queue[tuple[Item | None, BaseException | None]]) -> Iterator[Item]:
    while True:
        item, error = ready.get()
        if isinstance(error, StopIteration):
            return
        if error is not None:
            raise error
        yield item  # type: ignore[misc]
