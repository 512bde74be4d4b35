"""One question, one other side: a page that works it out for itself holds the same value against another number."""

from dataclasses import replace
from datetime import date
from decimal import Decimal as D

import pytest

from scorecard.domain.bridge import NOT_EXPLAINED
from scorecard.domain.catalogue import Account
from scorecard.domain.scope import Scope
from scorecard.domain.vocabulary import Comparison, View
from scorecard.reports.bridge import bridge_report
from scorecard.reports.measure import measure_report
from scorecard.reports.usual import usual_scope
from scorecard.reports.variance import variance_report
from scorecard.reports.why import why_report
from scorecard.reports.work_draft import draft_report
from scorecard.reports.work_figures import figured, subject_of
from scorecard.store.store import Store
from tests.reports.conftest import catalogue, load  # noqa: F401 (the small company)
from tests.reports.figures import MONTHS, company, ledger, row
from tests.reports.statements import told

pytestmark = pytest.mark.slow

LINES = ("revenue", "costs", "exchange", "profit")
BEFORE = [each for each in company() if each["period"] != "2026-10"]
SO_FAR = [*ledger("2026-10", north=301, south=199, wages=(97, 120))]
PLANNED = [*ledger("2026-10", "budget", north=601, south=401, wages=(301, 203))]
REST = [each for month in ("2026-11", "2026-12") for each in ledger(month, "budget")]
OUTLOOK = [
    each | {"as_of": date(2026, 8, 31)}
    for month in ("2026-09", "2026-10", "2026-11", "2026-12")
    for each in ledger(month, "forecast", north=523, wages=(311, 207))
]
FIRST = [
    *(each for each in company() if each["period"] < "2026-09"),
    *ledger("2026-09", north=580, wages=(300, 230)),
    *ledger("2026-10", north=290, south=199, wages=(97, 111)),
]
"""What was told of the same months at first: 20 less sold in September and 30 more paid, in October 11 and 9 less."""

EXCHANGE = [row(month, "south", "exchange", 7, line=9) for month in MONTHS]


@pytest.fixture(scope="module")
def days(tmp_path_factory, catalogue) -> dict[int, Store]:  # noqa: F811
    """The small company with half of October 2026 and exchange differences nobody planned, as seen on three days."""
    place = tmp_path_factory.mktemp("one") / "own"
    opened = _store(place, catalogue, 15)
    load(opened, FIRST)
    load(opened, [*BEFORE, *SO_FAR, *PLANNED, *REST, *OUTLOOK, *EXCHANGE])
    return {day: _store(place, catalogue, day) for day in (9, 15, 31)}


def _store(place, small, day: int) -> Store:
    accounts = small.accounts | {"exchange": Account("exchange", "Exchange differences", parent="costs")}
    known = replace(small, accounts=accounts)
    return Store.open(place, today=lambda: date(2026, 10, day), parse_catalogue=lambda _text: known)


def _references(store: Store, scope: Scope, name: str) -> dict[str, D | None]:
    """What every page holds a line against; work knows no outlook but the newest, and says so."""
    bridges = bridge_report(store, scope, name).bridges
    found = {
        "why": why_report(store, scope, name).reference,
        "bridge": next((each.bridge.start for each in bridges if each.kind != "outlook"), None),
    }
    if scope.vintage:
        assert draft_report(store, scope, name) is None
        return found
    return found | {"work": figured(store, scope, subject_of(scope, name)).figures.reference}


@pytest.mark.parametrize("day", [15, 31])
@pytest.mark.parametrize("view", [View.PERIOD, View.YEAR_TO_DATE])
@pytest.mark.parametrize(
    ("compare", "vintage"),
    [
        (Comparison.PLAN, ""),
        (Comparison.LAST_YEAR, ""),
        (Comparison.OUTLOOK, ""),
        (Comparison.OUTLOOK, "2026-08-31"),
        (Comparison.KNOWN, ""),
    ],
)
def test_every_page_holds_a_line_against_the_same_number(days, day, view, compare, vintage):
    store = days[day]
    scope = Scope("all", "2026-10", view, compare, vintage=vintage)
    lines = told(variance_report(store, scope))
    for name in LINES:
        found = _references(store, scope, name)
        assert found == dict.fromkeys(found, lines[name].reference), name
    assert measure_report(store, scope, "revenue").row.reference == lines["revenue"].reference


def test_half_a_month_is_held_against_its_working_days_on_every_page(days):
    """
    Revenue, 15 October: 11 of 22 working days of a plan of 1,002.
    | actual | plan of the month | naive | plan to date | shown |
    |    500 |             1,002 |  -502 |          501 |    -1 |
    """
    scope = Scope("all", "2026-10")
    half, over = days[15], days[31]
    assert set(_references(half, scope, "revenue").values()) == {D(501)}
    assert set(_references(over, scope, "revenue").values()) == {D(1002)}
    assert measure_report(half, scope, "revenue").row.target == D(501)


def test_an_outlook_is_what_had_happened_and_what_it_expected_of_the_rest(days):
    """To the end of August what happened, 1,000 a month; then twice 923 as expected on 31 August.

    The outlook alone knows two of ten months: 1,846.
    """
    scope = Scope("all", "2026-10", View.YEAR_TO_DATE, Comparison.OUTLOOK, vintage="2026-08-31")
    found = _references(days[31], scope, "revenue")
    assert found == dict.fromkeys(found, D(8 * 1000 + 2 * 923))


@pytest.mark.parametrize("known", ["", "r1"])
@pytest.mark.parametrize(
    ("view", "revenue", "costs", "exchange", "profit"),
    [
        (View.PERIOD, 489, 97 + 111 + 200, 0, 489 - 408),
        (View.YEAR_TO_DATE, 8 * 1000 + 980 + 489, 8 * 700 + 730 + 408, 0, 9469 - 6738),
    ],
)
def test_what_was_known_earlier_is_the_same_on_every_page(days, known, view, revenue, costs, exchange, profit):
    """Half of October is posted: it is held against what was posted of it then, and not cut to working days."""
    scope = Scope("all", "2026-10", view, Comparison.KNOWN, known=known)
    for name, reference in {"revenue": revenue, "costs": costs, "exchange": exchange, "profit": profit}.items():
        found = _references(days[15], scope, name)
        assert found == dict.fromkeys(found, D(reference)), name
    assert told(variance_report(days[15], scope))["profit"].reference == profit


def test_a_line_nobody_planned_is_held_against_nothing_and_not_against_last_year(days):
    found = _references(days[31], Scope("all", "2026-10"), "exchange")
    assert found == {"why": 0, "bridge": 0, "work": 0}


def test_parts_of_a_month_cut_leaf_by_leaf_still_add_up(days):
    """A day's plan of every line has fractions of a tick; none of them becomes “not explained”."""
    store, scope = days[9], Scope("all", "2026-10")
    found = why_report(store, scope, "profit", by="entity")
    assert sum((part.amount for part in found.split.parts), D(0)) == found.difference
    assert sum((cause.amount for cause in found.causes), found.rest) == found.difference
    steps = [step.name for told in bridge_report(store, scope, "profit").bridges for step in told.bridge.steps]
    assert NOT_EXPLAINED not in steps


def test_an_open_month_moves_nothing_between_months(days):
    """It counts as expected while the bridge ends at what is posted: the gap would be “not explained”."""
    report = bridge_report(days[15], Scope("all", "2026-10"), "profit")
    assert next(each.reason for each in report.refusals if each.kind == "months") == "the period is still open"


def test_two_outlooks_of_a_year_have_two_names(days):
    scope = Scope("all", "2026-10", View.YEAR_TO_DATE, Comparison.OUTLOOK, vintage="2026-08-31")
    report = bridge_report(days[31], scope, "revenue")
    assert report.told("outlook").bridge.end_name == "Outlook 2026 of 2026-08-31"


@pytest.mark.parametrize(("day", "shown", "is_open"), [(15, "2026-09", True), (31, "2026-10", False)])
def test_a_month_is_over_on_its_last_day_for_every_page(days, day, shown, is_open):
    store = days[day]
    assert usual_scope(store.snapshot(""), date(2026, 10, day)).period == shown
    assert measure_report(store, Scope("all", "2026-10"), "revenue").trend[-1].open is is_open
    assert (variance_report(store, Scope("all", "2026-10")).open is not None) is is_open


@pytest.fixture(scope="module")
def late(tmp_path_factory, catalogue) -> Store:  # noqa: F811
    """Exchange differences planned at 5 a month from January 2026 on; another source posts 7 a month from March on."""
    place = tmp_path_factory.mktemp("late") / "own"
    planned = [row(month, "south", "exchange", 5, scenario="budget", line=9) for month in MONTHS if month >= "2026-01"]
    posted = [row(month, "south", "exchange", 7, "treasury", line=9) for month in MONTHS if month >= "2026-03"]
    load(_store(place, catalogue, 31), [*company(), *planned, *posted])
    return _store(place, catalogue, 31)


@pytest.mark.parametrize("view", [View.YEAR_TO_DATE, View.ROLLING])
def test_a_line_first_posted_in_march_is_held_against_its_plan_from_january_on(late, view):
    """
    | months  | actual | plan | naive plan, from the first posting on |
    | Jan-Feb |      0 |   10 |                                       |
    | Mar-Oct |     56 |   40 |                                    40 |
    """
    scope = Scope("all", "2026-10", view)
    line = told(variance_report(late, scope))["exchange"]
    assert (line.actual, line.reference) == (56, 50)
    assert set(_references(late, scope, "exchange").values()) == {D(50)}
    assert why_report(late, scope, "exchange").value == 56


@pytest.mark.parametrize(("month", "reference"), [("2026-02", 10), ("2026-03", 15)])
def test_before_its_first_posting_a_line_is_held_against_all_that_was_planned(late, month, reference):
    scope = Scope("all", month, View.YEAR_TO_DATE)
    assert told(variance_report(late, scope))["exchange"].reference == reference
    assert {each for each in _references(late, scope, "exchange").values() if each is not None} <= {D(reference)}
