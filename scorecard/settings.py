"""Settings: frozen, with defaults; read from the environment, every fault a problem."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from os.path import expanduser
from pathlib import Path

from scorecard.domain.addresses import Address
from scorecard.domain.problems import Problem, excerpt

ROOT = Path(__file__).resolve().parents[1]
SECRETS = tuple(Path(folder) / ".streamlit" / "secrets.toml" for folder in (expanduser("~"), ROOT))
"""Where secrets may lie beside the environment, as Streamlit reads them: the later one wins."""

SHORTEST_SECRET = 16

NOTIFY = "SCORECARD_NOTIFY_"
"""Before an audience's id in capitals: its address."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the dataset lies.

    Attributes:
        store: Folder of the embedded store (``SCORECARD_STORE``).
        book_url: Database URL of the book; empty for SQLite inside ``store`` (``SCORECARD_BOOK_URL``).
        facts_uri: Folder or object-store address of the facts table; empty for a folder inside
            ``store`` (``SCORECARD_FACTS_URI``).
        app_url: Address at which people open the app, for links in notices; empty for no links
            (``SCORECARD_APP_URL``).
        wall_secret: What keys of boards are made with; empty for boards that open without one
            (``SCORECARD_WALL_SECRET``).
    """

    store: Path = ROOT / "data"
    book_url: str = ""
    facts_uri: str = ""
    app_url: str = ""
    wall_secret: str = field(default="", repr=False)


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
    app_url = environ.get("SCORECARD_APP_URL", "").strip()
    if app_url and not re.fullmatch(r"https?://[^\s/?#@]+(/[^\s?#]*)?", app_url):
        problems.append(
            Problem("SCORECARD_APP_URL", "this is not an address of the app", "Write https://scorecard.example.com.")
        )
        app_url = ""
    facts_uri, secret = environ.get("SCORECARD_FACTS_URI", "").strip(), environ.get("SCORECARD_WALL_SECRET", "").strip()
    if secret and len(secret) < SHORTEST_SECRET:
        remedy = f"Give at least {SHORTEST_SECRET} letters by chance, such as 32 from a password maker."
        problems.append(Problem("SCORECARD_WALL_SECRET", "this secret can be guessed", remedy))
    return Settings(store, book_url, facts_uri, app_url, secret), tuple(problems)


def addresses_from(
    environ: Mapping[str, str], files: Iterable[Path] = SECRETS
) -> tuple[dict[str, Address], tuple[Problem, ...]]:
    """Where audiences are reached: from the table ``notify`` of the secrets files, then from the environment.

    Args:
        environ: The environment; ``SCORECARD_NOTIFY_BOARD`` is the address of the audience ``board``.
        files: Secrets files, as far as they are there; the later one wins, and the environment over all.

    Returns:
        Audience id to address; and a problem per file that cannot be read, which never repeats what stands in it.
    """
    found: dict[str, str] = {}
    problems: list[Problem] = []
    for file in files:
        try:
            table = tomllib.loads(file.read_text("utf-8")).get("notify", {}) if file.exists() else {}
            found |= {name: url for name, url in table.items() if isinstance(url, str)}
        except (OSError, ValueError, AttributeError):
            problems.append(Problem(file.name, "the secrets file cannot be read", "Mend it, or use the environment."))
    found |= {name.removeprefix(NOTIFY).lower(): url for name, url in environ.items() if name.startswith(NOTIFY)}
    return {name: Address(name, url.strip()) for name, url in found.items() if url.strip()}, tuple(problems)
