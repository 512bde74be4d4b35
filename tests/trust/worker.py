"""A process that writes about numbers and may be killed: ``python -m tests.trust.worker FOLDER HOW``.

Every line on its standard input starts a child of its own that goes on writing until it is stopped,
so that a signal at any instant meets a process at work, without paying for its start again. ``HOW``
is ``act`` for the application's own acts, or ``apart`` for the naive way: the entry in one
transaction, its trace in the next.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import func, insert, select, update

from scorecard.changes.comment import comment
from scorecard.domain.access import Actor
from scorecard.store import audit, schema
from scorecard.store.store import Store
from tests.store.desk import FIGURES, TODAY
from tests.store.workspace import parse

OLU = Actor("olu", "operations")


def act(store: Store, number: int) -> None:
    """One comment, as the application writes it."""
    comment(store, OLU, 1, f"remark {number}", FIGURES)


def apart(store: Store, number: int) -> None:
    """The same rows in two transactions."""
    entry(store, number)
    trace(store)


def entry(store: Store, number: int) -> None:
    """An entry without its trace."""
    with store._shelves.book.write() as connection:
        last = int(connection.scalar(select(func.max(schema.said.c.id))) or 0)
        row = {
            "id": last + 1, "item": 1, "at": store._shelves.now().isoformat(), "who": "olu", "kind": "comment",
            "text": f"remark {number}", "amount": None, "actual": None, "reference": None, "impact": None,
            "revision": 1, "fingerprint": "",
        }  # fmt: skip
        connection.execute(insert(schema.said).values(row))


def trace(store: Store) -> None:
    """A trace without its entry."""
    at = store._shelves.now().isoformat()
    with store._shelves.book.write() as connection:
        audit.append(connection, audit.Entry(at, "olu", "work.comment", "item 1", "{}"))
        connection.execute(update(schema.counter).values(value=schema.counter.c.value + 1))


WAYS: dict[str, Callable[[Store, int], None]] = {"act": act, "apart": apart}


def say(line: str) -> None:
    os.write(1, f"{line}\n".encode())


def write_on(folder: Path, how: str) -> None:
    """Write until stopped, and tell of each entry once it is safe."""
    store = Store.open(folder, today=lambda: TODAY, parse_catalogue=parse)
    number = 0
    while True:
        WAYS[how](store, number)
        number += 1
        say(f"wrote {number}")


def main() -> None:
    folder, how = Path(sys.argv[1]), sys.argv[2]
    for _ in sys.stdin:
        child = os.fork()
        if child == 0:
            write_on(folder, how)
        say(f"began {child}")
        os.waitpid(child, 0)
        say("ended")


if __name__ == "__main__":
    main()
