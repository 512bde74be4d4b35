"""A process that imports and may be killed: ``python -m tests.store.importer FOLDER``.

Every line on its standard input starts one import in a child of its own, so that a kill at any
instant meets a process that has just begun, without paying for its start again.
"""

import os
import sys
from pathlib import Path

from scorecard.store.store import ImportFile, Store
from tests.store.workspace import load, parse, row

MONTHS = ("2026-01", "2026-02", "2026-03")
LINES = 300


def file_of(number: int) -> ImportFile:
    return ImportFile(f"{number}.csv", f"{number:064d}")


def rows_of(number: int) -> list[dict[str, object]]:
    """Three slices whose every line says which import it belongs to."""
    return [row(month, "shop", "wages", number, source_row=line) for month in MONTHS for line in range(LINES)]


def import_once(folder: Path, number: int) -> str:
    """Import and say what came of it: loaded or already."""
    store = Store.open(folder, parse_catalogue=parse)
    published = load(store, *rows_of(number), file=file_of(number))
    store.close()
    return "already" if published.already else f"loaded {published.revision}"


def say(line: str) -> None:
    os.write(1, f"{line}\n".encode())


def main() -> None:
    folder = Path(sys.argv[1])
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            say("done " + import_once(folder, int(line)))
            os._exit(0)
        say(f"began {child}")
        os.waitpid(child, 0)
        say("ended")


if __name__ == "__main__":
    main()
