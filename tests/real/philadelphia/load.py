"""Loads the City of Philadelphia's books into a store: ``python -m tests.real.philadelphia.load --store DIR``."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from scorecard.changes.load_catalogue import load_catalogue
from scorecard.changes.load_file import Loaded as FileLoaded
from scorecard.changes.load_file import load_file
from scorecard.domain.access import LOCAL
from scorecard.domain.problems import Problem
from scorecard.ingest.loading import SourceFile
from scorecard.ingest.opening import open_store
from scorecard.ingest.profile import parse_profile
from scorecard.store.store import Store

HERE = Path(__file__).resolve().parent
SHARED = Path(os.environ.get("SCORECARD_SHARED", HERE.parents[3] / "shared"))
LOADER = LOCAL

FILES = {
    "obligations": "department-obligations.csv",
    "obligations_to_date": "department-obligations.csv",
    "obligations_projection": "department-obligations.csv",
    "obligations_adopted": "department-obligations.csv",
    "obligations_year": "department-obligations.csv",
    "positions": "fulltime-positions.csv",
    "pay": "personal-services-summary.csv",
    "pay_projection": "personal-services-summary.csv",
    "positions_adopted": "personal-services-summary.csv",
    "cash_revenue": "cash-reports-revenue.csv",
    "cash_spending": "cash-reports-spending.csv",
    "cash_net": "cash-reports-net-cash-flow.csv",
    "fund_balances": "cash-reports-fund-balances.csv",
    "taxes": "city-tax-collections.csv",
    "taxes_current": "city-tax-collections.csv",
    "taxes_prior": "city-tax-collections.csv",
    "collections": "city-collections.csv",
}
"""Profile to the file it reads, in the order of loading."""


@dataclass(frozen=True)
class Loaded:
    """The open store, where it lies, and what came of each file of ``FILES``."""

    store: Store
    folder: Path
    results: tuple[FileLoaded, ...]
    problems: tuple[Problem, ...]


def load_city(folder: Path, files: Path, today: Callable[[], date] = date.today) -> Loaded:
    """Load the catalogue and every file into a store, which is created if there is none.

    Args:
        folder: Where the store lies.
        files: The folder of the published files.
        today: The day the revisions are dated.

    Returns:
        The store, left open, and the results; files with problems are not loaded.
    """
    store = open_store(folder, today=today)
    text = (HERE / "catalogue.toml").read_text("utf-8")
    described = load_catalogue(store, LOADER, text, "catalogue.toml", "The City of Philadelphia's books")
    if described.problems:
        return Loaded(store, folder, (), described.problems)
    results = tuple(_load(store, files, profile) for profile in FILES)
    return Loaded(store, folder, results, tuple(problem for result in results for problem in result.problems))


def _load(store: Store, files: Path, profile_name: str) -> FileLoaded:
    path = HERE / "profiles" / f"{profile_name}.toml"
    profile, problems = parse_profile(path.read_text("utf-8"), path.name)
    if profile is None:
        raise ValueError("; ".join(map(str, problems)))
    name = FILES[profile_name]
    with (files / name).open("rb") as stream:
        return load_file(store, LOADER, [SourceFile(stream, name)], profile, why=profile.name)


def main(arguments: Sequence[str] | None = None) -> int:
    """Load from the command line; 0 if all is well, 1 with problems in the data, 2 if the files are not there."""
    parser = argparse.ArgumentParser(prog="python -m tests.real.philadelphia.load", description=__doc__)
    parser.add_argument("--store", type=Path, required=True, help="folder of the store; created if there is none")
    parser.add_argument("--files", type=Path, default=SHARED / "data" / "philadelphia", help="the published files")
    given = parser.parse_args(arguments)
    if not given.files.is_dir():
        sys.stderr.write(f"The city's files are not here: {given.files}\n")
        return 2
    loaded = load_city(given.store, given.files)
    try:
        for problem in loaded.problems:
            sys.stderr.write(f"{problem}\n")
        for profile, result in zip(FILES, loaded.results, strict=False):
            lines = f"{result.preview.new:,} new, {result.preview.restated:,} restated, "
            state = "already there" if result.already else lines + f"{result.preview.unchanged:,} unchanged"
            sys.stdout.write(f"{profile}: {state}\n")
        sys.stdout.write(f"Numbers as of revision {loaded.store.revision()}.\n")
    finally:
        loaded.store.close()
    return 1 if loaded.problems else 0


if __name__ == "__main__":
    sys.exit(main())
