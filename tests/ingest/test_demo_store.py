"""The sample company in a store: created once, finished where it was cut off, never mixed with other figures."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from scorecard.changes.create_demo import HoldsOtherFigures, create_demo
from scorecard.cli.demo import demo
from scorecard.domain.access import LOCAL
from scorecard.domain.terms import parse_terms
from scorecard.domain.vocabulary import Scenario
from scorecard.ingest.identities import broken_identities
from scorecard.ingest.opening import open_store
from scorecard.settings import Settings
from scorecard.store.store import Store

TODAY = date(2026, 11, 22)
OTHER = """
[workspace]
name = "Another house"
currency = "EUR"
[[entities]]
id = "house"
name = "House"
"""

pytestmark = pytest.mark.slow


def asked(folder: Path) -> Result:
    """What the command says."""
    return CliRunner().invoke(demo, ["--today", "2026-11-22"], obj=Settings(store=folder))


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    """A folder in which the command has created the sample company, and what it said."""
    folder = tmp_path_factory.mktemp("created")
    return folder, asked(folder)


@pytest.fixture(scope="module")
def created(told: tuple[Path, Result]) -> Iterator[Store]:
    store = open_store(told[0], today=lambda: TODAY)
    yield store
    store.close()


def test_it_comes_in_revisions_that_say_why(created: Store):
    whys = [row.why for row in reversed(created.revisions())]
    assert len(whys) == 7
    assert "opening" not in " ".join(whys).casefold()
    assert "Early draft of 2026-05" in whys[2]
    assert "target for visits on time lowered" in whys[3]
    assert whys[4] == "Close of 2026-10 and outlook"
    assert whys[6] == "Cash forecast as it was made at each of the last month ends"


def test_asked_again_it_is_already_there(created: Store):
    before = created.revision()
    again = create_demo(created, LOCAL, TODAY)
    assert again.already
    assert (again.revision, again.lines) == (before, 0)
    assert created.revision() == before


def test_it_comes_with_its_people_and_an_older_one_gets_them_once(created: Store):
    found = [(person.id, person.role) for person in created.people()]
    assert {role for _, role in found} >= {"finance", "operations", "approver"}
    assert {person.side for person in created.people()} >= {"finance", "operations"}
    assert create_demo(created, LOCAL, TODAY).already
    assert [(person.id, person.role) for person in created.people()] == found


def test_asked_a_month_later_it_is_still_the_same_company(created: Store):
    again = create_demo(created, LOCAL, date(2026, 12, 5))
    assert again.already
    assert len(created.revisions()) == 7


def test_the_store_finds_it_whole(created: Store):
    assert created.check() == []


def test_every_screen_can_say_that_the_figures_are_invented(created: Store):
    catalogue = created.snapshot().catalogue
    assert catalogue.invented
    assert catalogue.notice.startswith("Invented figures")


def test_the_catalogues_own_checks_find_nothing_wrong(created: Store):
    assert broken_identities(created.snapshot()) == []


@pytest.mark.parametrize("entity", ["company", "tarnwick", "ostermoor", "velanda"])
def test_the_catalogues_identities_hold_wherever_all_reported(created: Store, entity: str):
    snapshot = created.snapshot()
    assert len(snapshot.catalogue.checks) == 6
    for name, terms in snapshot.catalogue.checks:
        for scenario in (Scenario.ACTUAL,):
            parts = [(term, snapshot.cells.series(term.name, entity, scenario)) for term in parse_terms(terms)]
            total = sum(int(term.coefficient) * part.values for term, part in parts)
            complete = parts[0][1].expected > 0
            for _, part in parts:
                complete = complete & (part.known >= part.expected)
            assert complete.sum() >= 35, name
            assert not total[complete].any(), name


def test_the_planned_balances_balance_too(created: Store):
    cells = created.snapshot().cells
    owned, owed, equity = (
        cells.series(name, "company", Scenario.BUDGET) for name in ("assets", "liabilities", "equity")
    )
    assert (owned.expected > 0).sum() == 48
    assert not (owned.values - owed.values - equity.values).any()


def test_cut_off_in_the_middle_it_is_finished_later(tmp_path: Path):
    store = open_store(tmp_path, today=lambda: TODAY)

    class CutOff(Exception):
        pass

    def stop(_why: str, done: int, _of: int) -> None:
        if done == 2:
            raise CutOff

    with pytest.raises(CutOff):
        create_demo(store, LOCAL, TODAY, progress=stop)
    assert store.revision() == 2
    made = create_demo(store, LOCAL, TODAY)
    assert not made.already
    assert made.revision == 7
    assert len({each.file_name for each in store.imports()}) == 7
    store.close()


def test_a_store_with_other_figures_is_left_alone(tmp_path: Path):
    store = open_store(tmp_path, today=lambda: TODAY)
    store.publish("tests", "another workspace", "catalogue", catalogue_text=OTHER)
    with pytest.raises(HoldsOtherFigures, match="already holds “Another house”"):
        create_demo(store, LOCAL, TODAY)
    assert store.revision() == 1
    store.close()


def test_the_command_says_what_it_did_and_that_all_is_invented(told: tuple[Path, Result]):
    folder, first = told
    assert first.exit_code == 0, first.output
    assert "revision 7. All of it is invented." in first.output
    assert int(re.search(r"([\d,]+) lines", first.output)[1].replace(",", "")) > 200_000
    second = asked(folder)
    assert second.exit_code == 0
    assert "already there" in second.output


def test_the_command_refuses_in_one_sentence(tmp_path: Path):
    store = open_store(tmp_path, today=lambda: TODAY)
    store.publish("tests", "another workspace", "catalogue", catalogue_text=OTHER)
    store.close()
    refused = CliRunner().invoke(demo, [], obj=Settings(store=tmp_path))
    assert refused.exit_code == 1
    assert "Name an empty folder with --store" in refused.output
    assert "Traceback" not in refused.output
