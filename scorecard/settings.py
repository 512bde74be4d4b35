"""Settings: frozen, with defaults; read from the environment, every fault a problem."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from scorecard.domain.problems import Problem, excerpt

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the dataset lies.

    Attributes:
        store: Folder of the embedded store (``SCORECARD_STORE``).
        book_url: Database URL of the book; empty for SQLite inside ``store`` (``SCORECARD_BOOK_URL``).
        facts_uri: Folder or object-store address of the facts table; empty for a folder inside
            ``store`` (``SCORECARD_FACTS_URI``).
    """

    store: Path = ROOT / "data"
    book_url: str = ""
    facts_uri: str = ""


def settings_from(environ: Mapping[str, str]) -> tuple[Settings, tuple[Problem, ...]]:
    """Read the settings; what cannot be used keeps its default and becomes a problem."""
    problems: list[Problem] = []
    store = Settings().store
    if named := environ.get("SCORECARD_STORE", "").strip():
        store = Path(named).expanduser().absolute()
        if store.exists() and not store.is_dir():
            problems.append(
                Problem("SCORECARD_STORE", f"“{excerpt(named)}” is a file", "Name a folder, new or existing.")
            )
            store = Settings().store
    book_url = environ.get("SCORECARD_BOOK_URL", "").strip()
    if book_url and not re.match(r"(sqlite|postgresql)(\+\w+)?://", book_url):
        problems.append(
            Problem(
                "SCORECARD_BOOK_URL",
                "this is not a database address the book can use",
                "Write sqlite:///file or postgresql+psycopg://user@host/name.",
            )
        )
        book_url = ""
    return Settings(store, book_url, environ.get("SCORECARD_FACTS_URI", "").strip()), tuple(problems)
