"""``forecast roll`` says what it made, what did not fit, and that the same again is nothing new."""

from datetime import date
from decimal import Decimal as D
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from scorecard.cli import scorecard
from scorecard.ingest.opening import open_store
from tests.store.workspace import load, row

pytestmark = pytest.mark.slow

CATALOGUE = """
[workspace]
name = "Shop"
currency = "EUR"
[[entities]]
id = "shop"
name = "Shop"
""" + "\n".join(
    f'[[readings]]\nid = "{name}"\nname = "{name}"\nkind = "{kind}"\nunit = "money"'
    for name, kind in (
        ("came", "flow"), ("went", "flow"), ("asked", "flow"), ("paid", "flow"), ("start", "balance"),
        ("end", "balance"),
    )
) + """
[cash]
opening = "start"
closing = "end"
inflow = "came"
outflow = "went"
floor = 500
[cash.receivables]
written = "asked"
settled = "paid"
party = "customer"
"""  # fmt: skip


def roll(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(scorecard, ["--store", str(folder), "forecast", "roll", *words])


def test_the_command_rolls_tells_faults_and_repeats_safely(tmp_path: Path):
    store = open_store(tmp_path)
    rows = [row("2026-04", "shop", "end", 900), row("2026-04", "shop", "came", 80, date=date(2026, 4, 9), note="RC")]
    rows += [
        row("2026-04", "shop", "asked", 80, date=date(2026, 4, 12), note="A1", quantity=D(30), customer="Ann"),
        row("2026-04", "shop", "paid", 80, date=date(2026, 4, 9), note="A1", customer="Ann"),
    ]
    load(store, *rows, text=CATALOGUE)
    store.close()
    first = roll(tmp_path)
    assert first.exit_code == 0, first.output
    assert "asked: paid before they were written (1): A1" in first.output
    assert "Forecast made from figures to 30 Apr 2026" in first.output
    assert "Revision 2." in first.output
    again = roll(tmp_path)
    assert "is already there; nothing changed." in again.output
    early = roll(tmp_path, "--as-of", "2020-01-01")
    assert early.exit_code != 0
