"""Statements of the small company for tests: stores of one's own, read with a catalogue of one's own."""

from datetime import date

from scorecard.store.store import Store
from tests.reports.conftest import load


def told(report):
    return {line.id: line for line in report.rows}


def described(folder, catalogue) -> Store:
    """A store in a folder, read with a catalogue."""
    return Store.open(folder, today=lambda: date(2026, 11, 22), parse_catalogue=lambda _text: catalogue)


def opened(tmp_path, catalogue, rows) -> Store:
    store = described(tmp_path / "own", catalogue)
    load(store, rows)
    return store
