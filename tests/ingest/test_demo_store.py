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
from scorecard.ingest.demo.days import load_days, meeting_days
from scorecard.ingest.demo.months import months_through
from scorecard.ingest.identities import broken_identities
from scorecard.ingest.opening import open_store
from scorecard.reports.since import since_report
from scorecard.reports.usual_desk import usual_desk
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


def test_each_load_is_dated_on_its_day_and_the_trail_is_in_the_order_of_time(created: Store):
    days = [f"{row.at:%m-%d}" for row in reversed(created.revisions())]
    assert days == ["09-04", "09-11", "09-17", "10-06", "11-05", "11-20", "11-20"]
    moments = [row.at for row in created.audit_rows()]
    assert moments == sorted(moments)


def test_two_reviews_were_held_before_the_last_correction_and_left_something_to_come_back_to(created: Store):
    met = created.meetings.meetings()
    assert [(f"{each.day:%m-%d}", each.revision, each.state) for each in met] == [
        ("11-03", 4, "finished"), ("11-10", 5, "finished")
    ]  # fmt: skip
    said = [line.kind for each in met for line in each.record]
    assert {"decision", "parked", "win", "action", "flag"} <= {*said}
    assert any(each.expected is not None for each in created.meetings.outcomes())
    scope, agenda, _ = usual_desk(created)
    assert any("parked on 10 Nov 2026" in item.carried for item in agenda())
    told = since_report(created, scope).headline
    assert "moved from Travel to Contractors" in told
    assert "since the weekly review of 10 Nov 2026 (revision 5)" in told


@pytest.mark.parametrize("today", [date(2026, 12, 1), date(2026, 11, 21), date(2027, 1, 3), date(2026, 11, 23)])
def test_nothing_of_its_history_comes_after_today_and_the_reviews_come_before_the_last_correction(today: date):
    days = load_days(months_through(today, 7), today)
    assert [*days] == sorted(days)
    assert days[-1] <= today
    assert all(6 <= (today - met).days <= 19 and met < days[-1] for met in meeting_days(today)), meeting_days(today)


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


def test_cut_off_in_the_middle_it_is_finished_later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """With forecasts of two months' ends only; how many there are has no part in it."""
    monkeypatch.setattr("scorecard.changes.create_demo.VINTAGES", 2)
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
