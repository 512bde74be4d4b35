"""The sample company's figures before they reach a store: exact, balanced, calibrated, the same every time."""

import os
import re
import subprocess
import sys
from collections import Counter
from datetime import date
from decimal import Decimal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from scorecard.ingest.catalogue import parse_catalogue
from scorecard.ingest.demo.accounts import CUSTOMERS, EARNINGS, MOVEMENT, PROFIT_AND_LOSS, REVENUE, SITE_OF
from scorecard.ingest.demo.catalogue import catalogue_text
from scorecard.ingest.demo.company import LATE_PAYER, TEAMS
from scorecard.ingest.demo.economy import economy_months
from scorecard.ingest.demo.items import month_of, overdue
from scorecard.ingest.demo.ledger import Ledger, ledger_months
from scorecard.ingest.demo.loads import sample_loads
from scorecard.ingest.demo.months import HISTORY, Months, months_through
from scorecard.ingest.demo.postings import split
from scorecard.ingest.demo.story import autumn_fair, planted
from scorecard.store.schema import FACT_SCHEMA
from tests.conftest import ROOT

pytestmark = pytest.mark.slow

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def months() -> Months:
    return months_through(TODAY, 7)


@pytest.fixture(scope="module")
def ledger(months: Months) -> Ledger:
    story = planted(months)
    return ledger_months(months, story, economy_months(months, story, autumn_fair(months)[0]))


@pytest.fixture(scope="module")
def facts(months: Months) -> pa.Table:
    return pa.concat_tables(table for load in sample_loads(months) for table in load.tables)


def test_the_last_month_of_figures_is_the_one_before_todays():
    assert months_through(date(2026, 11, 22), 1).through == date(2026, 10, 1)
    assert months_through(date(2027, 1, 1), 1).through == date(2026, 12, 1)


def test_there_are_36_months_of_history_and_12_of_plan(months: Months):
    assert (months.keys[0], months.keys[months.last], months.keys[-1]) == ("2023-11", "2026-10", "2027-10")


def test_a_working_day_never_leaves_its_month(months: Months):
    for month in range(months.count):
        for day in (1, 15, 28, 31):
            found = months.day(month, day)
            assert months.first_days[month] <= found < months.first_days[month + 1]
            assert np.is_busday(found)


def test_amounts_split_into_lines_add_up_to_the_cent():
    random = np.random.Generator(np.random.PCG64(1))
    cents = np.array([100_001, -5, 0, 7], dtype=np.int64)
    cell, part = split(cents, np.array([40, 3, 9, 1]), random, 1.2)
    assert np.bincount(cell, part, 4).tolist() == cents.tolist()
    assert (part != 0).all()


@pytest.mark.parametrize("place", ["site", "team"])
def test_every_journal_balances_wherever_it_was_posted(ledger: Ledger, place: str):
    lines = ledger.lines
    key = lines.journal * 20 + (SITE_OF[lines.entity] if place == "site" else lines.entity)
    _, which = np.unique(key, return_inverse=True)
    total = np.zeros(which.max() + 1, dtype=np.int64)
    np.add.at(total, which, lines.cents)
    assert not total.any()


def test_a_journal_lies_in_one_month(ledger: Ledger):
    pairs = np.unique(np.stack([ledger.lines.journal, ledger.lines.month]), axis=1)
    assert len(pairs[0]) == len(ledger.journals) == len(set(ledger.journals))


def test_days_lie_in_their_month(months: Months, ledger: Ledger):
    assert (month_of(months, ledger.lines.day) == ledger.lines.month).all()


def test_what_is_owned_equals_what_is_owed_at_every_site_and_month_end(ledger: Ledger):
    assert not sum(ledger.balances.values()).any()
    assert not sum(ledger.opened.values()).any()


def test_sites_owe_each_other_nothing_in_the_whole(ledger: Ledger):
    assert not ledger.balances["between_sites"].sum(axis=0).any()


def test_open_invoices_and_bills_are_the_ledgers_receivables_and_payables(months: Months, ledger: Ledger):
    for items, account, sign in ((ledger.invoices, "receivables", 1), (ledger.bills, "payables", -1)):
        for month in (0, 11, HISTORY - 1):
            end = months.first_days[month + 1]
            is_open = (items.written < end) & (items.paid >= end)
            owed = np.zeros(3, dtype=np.int64)
            np.add.at(owed, items.site[is_open], items.cents[is_open])
            assert (sign * owed).tolist() == ledger.balances[account][:, month].tolist()


def test_stock_and_cash_never_run_out(ledger: Ledger):
    assert (ledger.balances["stock_parts"] > 0).all()
    assert (ledger.balances["stock_materials"] >= 0).all()
    assert (ledger.balances["cash"].sum(axis=0) > 0).all()


def test_overdue_debt_is_part_of_what_is_owed(months: Months, ledger: Ledger):
    late = overdue(months, ledger.invoices)
    assert (late >= 0).all()
    assert (late <= ledger.balances["receivables"]).all()


@pytest.mark.parametrize("seed", [7, 8, 9])
def test_a_third_of_invoices_is_paid_late_and_large_ones_carry_most_of_the_cash(seed: int):
    months = months_through(TODAY, seed)
    story = planted(months)
    items = ledger_months(months, story, economy_months(months, story, autumn_fair(months)[0])).invoices
    assert 0.30 <= (items.paid > items.due).mean() <= 0.40
    largest = np.sort(items.cents)[::-1]
    assert largest[: len(largest) // 5].sum() / largest.sum() > 2 / 3


def test_customers_pay_by_a_habit_of_their_own(ledger: Ledger):
    items = ledger.invoices
    delay = (items.paid - items.due).astype(int)
    own = [delay[items.party == party] for party in range(24) if CUSTOMERS[party] != LATE_PAYER]
    within = np.mean([each.std() for each in own])
    between = np.std([each.mean() for each in own])
    assert between > 1.5 * within


def test_there_are_two_to_three_thousand_invoices_and_bills(ledger: Ledger):
    assert 2_000 <= len(ledger.invoices) + len(ledger.bills) <= 3_000


def test_there_are_about_150_000_postings(ledger: Ledger):
    assert 140_000 <= len(ledger.lines) <= 165_000


def test_profits_kept_grow_by_the_result_less_what_owners_took(ledger: Ledger):
    lines = ledger.lines
    kept = ledger.balances["retained_earnings"].sum(axis=0)
    opened = ledger.opened["retained_earnings"].sum()
    result = lines.cents[lines.account < EARNINGS].sum()
    taken = lines.cents[lines.account == EARNINGS + list(MOVEMENT).index("retained_earnings")].sum()
    assert kept[-1] == opened + result + taken


def test_facts_have_the_stores_shape_and_stay_in_their_period(facts: pa.Table):
    assert facts.schema.equals(FACT_SCHEMA)
    facts.validate(full=True)
    month = pc.strftime(facts["date"], format="%Y-%m")
    assert pc.all(pc.equal(month, facts["period"])).as_py()


def test_money_has_a_currency_and_counts_have_none(facts: pa.Table):
    counted = facts.filter(pc.equal(facts["source"], "service"))
    assert counted["currency"].null_count == counted.num_rows
    booked = facts.filter(pc.equal(facts["source"], "ledger"))
    assert set(booked["currency"].unique().to_pylist()) == {"EUR"}


def test_a_row_of_a_file_is_named_once(facts: pa.Table):
    ledger = facts.filter(pc.starts_with(facts["source_ref"], "ledger_2026-10"))
    rows = ledger["source_row"].to_pylist()
    assert rows == list(range(2, len(rows) + 2))


def test_the_ledger_in_the_facts_adds_up_to_zero_by_site_and_month(facts: pa.Table):
    first = facts.filter(pc.match_substring_regex(facts["source_ref"], r"^ledger_\d"))
    totals: Counter[tuple[str, str]] = Counter()
    grouped = first.group_by(["entity", "period"]).aggregate([("value", "sum")])
    for row in grouped.to_pylist():
        totals[row["entity"].split("_")[0], row["period"]] += row["value_sum"]
    assert set(totals.values()) == {Decimal(0)}
    assert ("velanda", "2024-07") not in totals
    assert ("velanda", "2024-08") in totals


def test_bank_lines_lead_from_opening_to_closing_and_close_on_the_books_cash(facts: pa.Table):
    def of(measure: str, entity: str, period: str) -> Decimal:
        mine = pc.and_(pc.equal(facts["measure"], measure), pc.equal(facts["entity"], entity))
        found = facts.filter(
            pc.and_(pc.and_(mine, pc.equal(facts["period"], period)), pc.equal(facts["scenario"], "actual"))
        )
        return pc.sum(found["value"]).as_py()

    for entity, period in (("tarnwick", "2023-11"), ("ostermoor", "2026-10"), ("velanda", "2025-05")):
        moved = of("bank_in", entity, period) - of("bank_out", entity, period)
        assert of("bank_opening", entity, period) + moved == of("bank_closing", entity, period)
        assert of("bank_closing", entity, period) == of("cash", entity, period)


def test_actual_figures_end_with_the_last_complete_month(facts: pa.Table):
    actual = facts.filter(pc.equal(facts["scenario"], "actual"))
    assert pc.max(actual["period"]).as_py() == "2026-10"
    assert pc.max(actual["as_of"]).as_py() <= TODAY


def test_there_are_at_least_eight_outlooks_and_none_covers_its_past(facts: pa.Table):
    outlooks = facts.filter(pc.equal(facts["scenario"], "forecast"))
    pairs = outlooks.group_by(["as_of", "period"]).aggregate([]).to_pylist()
    assert len({row["as_of"] for row in pairs}) >= 8
    assert all(f"{row['as_of']:%Y-%m}" < row["period"] for row in pairs)


@pytest.mark.parametrize(
    ("lags", "low", "high"), [(range(1, 4), 0.04, 0.065), (range(9, 13), 0.09, 0.15)], ids=["near", "far"]
)
def test_outlooks_miss_the_companys_revenue_by_five_percent_near_and_twelve_far(
    months: Months, facts: pa.Table, lags: range, low: float, high: float
):
    missed, whole = _errors(months, facts, "", lags, REVENUE)
    assert low <= missed / whole <= high


@pytest.mark.parametrize("department", ["production", "engineering", "sales", "service", "parts", "office"])
def test_outlooks_miss_a_departments_cost_by_more(months: Months, facts: pa.Table, department: str):
    costs = tuple(name for name in PROFIT_AND_LOSS if name not in REVENUE)
    missed, whole = _errors(months, facts, f"_{department}", range(1, 13), costs)
    assert 0.15 <= missed / whole <= 0.60


def _errors(
    months: Months, facts: pa.Table, ending: str, lags: range, accounts: tuple[str, ...]
) -> tuple[float, float]:
    """Sum of what outlooks missed by and of what came, over all pairs with the given months between them."""
    mine = facts.filter(pc.is_in(facts["measure"], value_set=pa.array(accounts)))
    mine = mine.filter(pc.ends_with(mine["entity"], ending))
    came: Counter[str] = Counter()
    closed = mine.filter(pc.match_substring_regex(mine["source_ref"], r"^ledger_\d"))
    for row in closed.group_by("period").aggregate([("value", "sum")]).to_pylist():
        came[row["period"]] += float(row["value_sum"])
    missed = whole = 0.0
    outlooks = mine.filter(pc.equal(mine["scenario"], "forecast"))
    for row in outlooks.group_by(["as_of", "period"]).aggregate([("value", "sum")]).to_pylist():
        lag = months.keys.index(row["period"]) - months.keys.index(f"{row['as_of']:%Y-%m}")
        if lag in lags and row["period"] in came:
            missed += abs(float(row["value_sum"]) - came[row["period"]])
            whole += abs(came[row["period"]])
    return missed, whole


def test_the_catalogue_reads_without_a_fault(months: Months):
    for with_change in (False, True):
        catalogue, problems = parse_catalogue(catalogue_text(months, with_change=with_change), "company.toml")
        assert problems == ()
        assert catalogue is not None
        assert catalogue.invented
        assert "nvented" in catalogue.notice
        steps = catalogue.measures["on_time_visits"].target.steps
        assert len(steps) == 1 + with_change


def test_the_catalogue_has_the_size_it_was_asked_for(months: Months):
    catalogue, _ = parse_catalogue(catalogue_text(months), "company.toml")
    assert catalogue is not None
    levels = Counter(entity.level for entity in catalogue.entities.values())
    assert levels["site"] == 3
    assert len({name.split("_")[1] for name in TEAMS}) == 6
    assert 25 <= len(catalogue.measures) <= 35
    assert 55 <= len([each for each in catalogue.accounts if not each.startswith("move_")]) <= 65
    assert {measure.perspective for measure in catalogue.measures.values()} == set(catalogue.perspectives)


def test_every_measure_has_a_pair_of_owners_and_two_definitions(months: Months):
    catalogue, _ = parse_catalogue(catalogue_text(months), "company.toml")
    assert catalogue is not None
    for measure in catalogue.measures.values():
        assert catalogue.people[measure.finance_owner].side == "finance", measure.id
        assert catalogue.people[measure.operations_owner].side == "operations", measure.id
        assert re.search(r"\.$", measure.definition), measure.id
        assert measure.finance_definition
        assert measure.source


def test_the_catalogue_says_nothing_twice(months: Months):
    catalogue, _ = parse_catalogue(catalogue_text(months), "company.toml")
    assert catalogue is not None
    definitions = Counter(measure.definition for measure in catalogue.measures.values())
    assert definitions.most_common(1)[0][1] == 1


FINGERPRINTS = """
from datetime import date
from scorecard.ingest.demo.loads import sample_loads
from scorecard.ingest.demo.months import months_through
print([load.sha256 for load in sample_loads(months_through(date(2026, 11, 22), {seed}))])
"""


def fingerprints(seed: int, hash_seed: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", FINGERPRINTS.format(seed=seed)],
        cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": hash_seed}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout


@pytest.mark.slow
def test_same_seed_and_month_give_the_same_bytes_in_every_process():
    first = fingerprints(7, "1")
    assert first == fingerprints(7, "2")
    assert first != fingerprints(8, "1")


@pytest.mark.slow
@pytest.mark.parametrize("today", [date(2026, 1, 15), date(2024, 3, 1), date(2027, 7, 31), date(2026, 12, 31)])
def test_any_day_of_the_year_makes_a_whole_company(today: date):
    months = months_through(today, 7)
    loads = sample_loads(months)
    assert [bool(load.tables) for load in loads] == [True] * 6
    paid, planned = autumn_fair(months)
    assert months.keys[paid][:4] == months.keys[planned][:4]
    actual = loads[0].tables[0]
    assert actual.num_rows > 100_000
