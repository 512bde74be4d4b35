"""Every planted cause is really in the figures, and only where it was planted."""

import re
from collections import Counter
from datetime import date
from decimal import Decimal
from statistics import mean

import pytest

from scorecard.domain.cells import TICKS
from scorecard.domain.measures import measure_series
from scorecard.domain.scope import Scope
from scorecard.domain.vocabulary import Scenario, State, Status
from scorecard.reports.scorecard import scorecard_report
from tests.answers.conftest import KEY, Company

pytestmark = pytest.mark.slow

EVIDENCE = [(cause, evidence) for cause in KEY["causes"] for evidence in cause["evidence"]]


def name_of(pair: object) -> str:
    if not isinstance(pair, tuple):
        return ""
    cause, evidence = pair
    about = next(evidence[key] for key in ("measure", "account", "numerator", "customer") if key in evidence)
    return f"{cause['id']}: {about} {evidence.get('vendor', evidence.get('entity', ''))}"


def measured(company: Company, evidence: dict, window: list[int]) -> float:
    snap = company.snapshot
    only = [company.last + since for since in range(window[0], window[1] + 1)]
    series = measure_series(
        snap.catalogue.measure(evidence["measure"]), snap.catalogue, snap.calendar, snap.cells, evidence["entity"],
        only=only,
    )  # fmt: skip
    return mean(float(series.values[index]) for index in only)


def share_by_vendor(company: Company, evidence: dict, window: list[int]) -> float:
    lines = company.lines([evidence["numerator"], evidence["denominator"]], "company", window)
    mine = [line for line in lines if line["vendor"] == evidence["vendor"]]
    above = sum(line["value"] for line in mine if line["measure"] == evidence["numerator"])
    below = sum(line["value"] for line in mine if line["measure"] == evidence["denominator"])
    return float(above / below)


def days_late(company: Company, evidence: dict, window: list[int]) -> float:
    """Mean days after the due date, of items written in the window and paid since."""
    paid = company.lines(["received"], "company", [window[0], 0])
    written = {company.key(since)[2:].replace("-", "") for since in range(window[0], window[1] + 1)}
    late = []
    for line in paid:
        number = re.fullmatch(r"SI-(\d{4})-\d{4}, due (\d{4}-\d{2}-\d{2})", line["note"])
        if number and number[1] in written and line["customer"] == evidence["customer"]:
            late.append((line["date"] - date.fromisoformat(number[2])).days)
    return mean(late)


def euros(company: Company, account: str, entity: str, scenario: Scenario, window: list[int]) -> Decimal:
    values = company.snapshot.cells.series(account, entity, scenario).values
    chosen = values[company.last + window[0] : company.last + window[1] + 1]
    return Decimal(int(chosen.sum())) / TICKS


CHANGES = {"measure": measured, "share_by_vendor": share_by_vendor, "days_late": days_late}


@pytest.mark.parametrize("pair", EVIDENCE, ids=name_of)
def test_the_evidence_of_a_cause_is_in_the_figures(company: Company, pair: tuple[dict, dict]):
    evidence = pair[1]
    kind = evidence["kind"]
    if kind in CHANGES:
        change = CHANGES[kind](company, evidence, evidence["after"]) - CHANGES[kind](
            company, evidence, evidence["before"]
        )
        if "within" in evidence:
            assert abs(change) <= evidence["within"]
        else:
            assert change * evidence["change"] > 0, change
            assert abs(change) >= abs(evidence["change"]), change
        return
    window = evidence.get("months") or [evidence["month"]] * 2
    planned = euros(company, evidence["account"], evidence["entity"], Scenario.BUDGET, window)
    if kind == "planned":
        assert planned >= evidence["least"]
        return
    difference = euros(company, evidence["account"], evidence["entity"], Scenario.ACTUAL, window) - planned
    assert difference >= evidence.get("least", difference)
    assert abs(difference) <= evidence.get("most", abs(difference))


@pytest.mark.parametrize("cause", KEY["causes"], ids=lambda cause: cause["id"])
def test_every_cause_has_one_owner_from_finance_and_one_from_operations(company: Company, cause: dict):
    people = company.snapshot.catalogue.people
    assert people[cause["finance_owner"]].side == "finance"
    assert people[cause["operations_owner"]].side == "operations"


def test_the_unposted_month_is_missing_and_not_a_smaller_total(company: Company):
    trap = KEY["traps"]["unposted"]
    snap, at = company.snapshot, company.last + trap["month"]
    revenue = snap.catalogue.measure("revenue")
    for entity in ("company", trap["site"]):
        series = measure_series(revenue, snap.catalogue, snap.calendar, snap.cells, entity, only=[at, at + 1])
        assert series.states[at] is State.MISSING
        assert series.values[at] is None
        assert series.values[at + 1] is not None
    other = measure_series(revenue, snap.catalogue, snap.calendar, snap.cells, "tarnwick", only=[at])
    assert other.values[at] is not None


def test_the_unposted_month_darkens_nothing_on_todays_scorecard(company: Company):
    snap, at = company.snapshot, company.last
    for view in ("period", "ytd", "r12"):
        series = measure_series(
            snap.catalogue.measure("revenue_growth"), snap.catalogue, snap.calendar, snap.cells, "company",
            view=view, only=[at],
        )  # fmt: skip
        assert series.values[at] is not None, (view, series.reasons[at])


def test_a_draft_that_comes_after_its_close_does_not_take_its_place(company: Company):
    month = KEY["traps"]["stale"]["month"]
    revision = next(row for row in company.store.revisions() if "draft" in row.why)
    before = company.store.snapshot(f"r{revision.id - 1}")
    after = company.store.snapshot(f"r{revision.id}")
    for account in ("revenue", "operating_expenses", "net_income"):
        was, now = (
            each.cells.series(account, "company", Scenario.ACTUAL).values[company.last + month]
            for each in (before, after)
        )
        assert was == now
    slices = [
        each for each in company.store.slices(revision.id) if each.key.source == "ledger"
        and each.key.period == company.key(month)
    ]  # fmt: skip
    assert len(slices) == 2


def test_restated_months_move_cost_between_lines_and_leave_profit_alone(company: Company):
    corrected = next(row.id for row in company.store.revisions() if "moved to contractors" in row.why)
    before, after = company.store.snapshot(f"r{corrected - 1}").cells, company.store.snapshot().cells

    def at(cells: object, account: str) -> int:
        return int(cells.series(account, "company", Scenario.ACTUAL).values[company.last])

    assert at(before, "net_income") == at(after, "net_income")
    assert at(before, "revenue") == at(after, "revenue")
    assert at(before, "gross_profit") > at(after, "gross_profit")
    assert at(before, "travel") - at(after, "travel") == at(after, "contractors") - at(before, "contractors") > 0


def test_a_tenth_to_a_seventh_of_the_months_was_restated_once(company: Company):
    restated = [
        each.key.period for each in company.store.slices(company.store.revision())
        if each.key.source == "ledger" and str(each.key.as_of).endswith("-01")
    ]  # fmt: skip
    assert sorted(restated) == sorted(company.key(since) for since in KEY["traps"]["restated"]["months"])
    assert 0.10 <= len(restated) / 36 <= 0.15


def test_a_renamed_department_stays_one_team(company: Company):
    trap = KEY["traps"]["renamed"]
    lines = company.lines(["freight"], trap["entity"], [trap["since"] - 1, trap["since"]])
    by_month = {line["period"]: line["cost_centre"] for line in lines}
    assert by_month[company.key(trap["since"] - 1)] == trap["cost_centre"]
    assert by_month[company.key(trap["since"])] == "Parts Tarnwick"
    assert trap["cost_centre"] in company.snapshot.catalogue.entities[trap["entity"]].aliases


def test_measures_without_data_are_missing_and_those_not_due_are_not(company: Company):
    snap, trap = company.snapshot, KEY["traps"]["without_data"]
    for name in (*trap["measures"], *trap["not_due"]):
        series = measure_series(
            snap.catalogue.measure(name), snap.catalogue, snap.calendar, snap.cells, "company", only=[company.last]
        )
        assert series.values[company.last] is None
        assert series.reasons[company.last]
        assert series.states[company.last] is (State.NOT_DUE if name in trap["not_due"] else State.MISSING)


def test_a_team_that_has_not_sent_its_figures_leaves_the_whole_unreported(company: Company):
    snap, trap = company.snapshot, KEY["traps"]["not_sent"]
    measure = snap.catalogue.measure(trap["measure"])
    at = company.last + trap["month"]
    states = {}
    for entity in ("company", trap["entity"], "tarnwick"):
        series = measure_series(measure, snap.catalogue, snap.calendar, snap.cells, entity, only=[at - 1, at])
        assert series.values[at - 1] is not None
        states[entity] = series.states[at]
    assert states == {
        "company": State.MISSING, trap["entity"]: State.MISSING, "tarnwick": State.REPORTED,
    }  # fmt: skip


def test_the_last_months_scorecard_is_a_mixed_picture(company: Company):
    root = company.snapshot.catalogue.root
    scope = Scope(root, company.key(0))
    shown = scorecard_report(company.store, scope)
    counts = Counter(row.status for column in shown.columns for group in column.objectives for row in group.rows)
    assert 13 <= counts[Status.ON_TRACK] <= 19
    assert 6 <= counts[Status.WATCH] <= 12
    assert 4 <= counts[Status.OFF_TRACK] <= 9
    assert 3 <= counts[Status.NOT_REPORTED] <= 5
