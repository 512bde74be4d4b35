"""Room and breach of promises, and dials, in little companies whose every number is worked out by hand."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal as D
from pathlib import Path

import pytest

from scorecard.domain.catalogue import Account, Reading
from scorecard.domain.commitments import Bound, Commitment, Dial, JointGoal, Over, Standing, To
from scorecard.domain.vocabulary import Kind, Status, Unit
from scorecard.reports.asked import open_scope
from scorecard.reports.cash import cash_report
from scorecard.reports.commitments import CommitmentRow, commitments_report
from scorecard.reports.outlook import outlook_report
from scorecard.reports.outlook_lines import outlook_lines_report
from scorecard.reports.scorecard import scorecard_report
from scorecard.reports.sync import NOTHING, sync_report
from scorecard.reports.sync_goals import NO_GOALS, goals_report
from scorecard.reports.variance import variance_report
from scorecard.reports.year_outlook import ANOTHER, FROM_BOOKS, another
from scorecard.store.store import Store
from tests.reports import cash_desk
from tests.reports.cash_desk import SCOPE, actual, newest, put
from tests.reports.conftest import load
from tests.reports.figures import company, ledger
from tests.reports.statements import described, opened
from tests.reports.test_outlook import CASH, months, roll
from tests.reports.test_variance_year import dated
from tests.store.workspace import row

TODAY = date(2026, 4, 1)


def promised(name: str, **said: object) -> Commitment:
    """A promise to a lender, hard, unless something else is said."""
    return Commitment(**({"id": name, "name": name, "to": To.LENDER, "bound": Bound.HARD} | said))  # type: ignore[arg-type]


LENT = (
    promised("covenant", cash="covenant"),
    promised("floor", cash="floor", to=To.BOARD, bound=Bound.FREE),
    promised("more", cash="low_point", least=D(1200)),
    promised("until the fifth", cash="low_point", least=D(1200), until=date(2026, 4, 5)),
    promised("since the eleventh", cash="low_point", least=D(960), since=date(2026, 4, 11)),
    promised("over", cash="low_point", least=D(5000), until=date(2026, 3, 31)),
    promised("short already", cash="low_point", least=D(1500)),
    promised("short later", cash="low_point", least=D(1500), since=date(2026, 4, 7)),
)


@pytest.fixture(scope="module")
def lent(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Two weeks of cash: 1,400 available, 900 on 6 April, 1,000 on the 9th, 950 from the 10th on."""

    def parse(text: str):
        dials = (Dial("cash", "Cash", "cash"),)
        return replace(cash_desk.parse(text), commitments={each.id: each for each in LENT}, dials=dials)

    store = Store.open(tmp_path_factory.mktemp("lent"), today=lambda: TODAY, parse_catalogue=parse)
    yield put(store, *actual(), *newest())
    store.close()


def told(rows: tuple[CommitmentRow, ...]) -> dict[str, CommitmentRow]:
    return {row.commitment.id: row for row in rows}


def test_room_is_that_of_the_lowest_point_and_the_one_the_page_cash_tells(lent: Store):
    rows = told(commitments_report(lent, SCOPE).rows)
    assert (rows["covenant"].room, rows["floor"].room) == (700, 400)
    shown = {limit.amount: limit.room for limit in cash_report(lent, SCOPE).limits}
    assert shown == {D(200): 700, D(500): 400}
    assert rows["floor"].stands == "expected 900 EUR on 6 Apr 2026"


def test_what_the_forecast_of_the_weeks_breaks_is_told_with_its_day(lent: Store):
    row = told(commitments_report(lent, SCOPE).rows)["more"]
    assert row.breach is not None
    assert (row.room, row.standing, row.breach.day) == (-300, Standing.BREAKS, date(2026, 4, 6))
    assert row.forecast == "forecast to break on 6 Apr 2026, at 900 EUR"
    assert row.room_words == "300 EUR short of it"


def test_a_promise_breaks_only_while_it_is_in_force(lent: Store):
    rows = told(commitments_report(lent, SCOPE).rows)
    early, late, over = rows["until the fifth"], rows["since the eleventh"], rows["over"]
    assert (early.breach, early.room, early.number.at) == (None, 200, "on 1 Apr 2026")
    assert late.breach is not None
    assert late.room == -10
    assert (late.standing, late.breach.day, late.breach.value) == (Standing.BREAKS, date(2026, 4, 11), 950)
    assert (over.standing, over.status) == (Standing.OVER, Status.NOT_REPORTED)


def test_cash_that_is_short_already_is_broken_and_does_not_wait_for_its_lowest_point(lent: Store):
    """1,400 are available on 31 March; a promise that begins on 7 April is not held against that day."""
    rows = told(commitments_report(lent, SCOPE).rows)
    now, later = rows["short already"], rows["short later"]
    assert (now.standing, now.room, now.stands) == (Standing.BROKEN, -100, "now 1.4 k EUR on 31 Mar 2026")
    assert (later.standing, later.stands) == (Standing.BREAKS, "expected 900 EUR on 7 Apr 2026")


@pytest.mark.parametrize(
    ("last", "tells", "stands"),
    [
        (8, "expected 950 EUR on 10 Apr 2026", Standing.LITTLE),
        (14, "now 1.3 k EUR on 14 Apr 2026", Standing.KEPT),
    ],
    ids=["some days still lie ahead", "all of it came"],
)
def test_days_that_came_are_told_as_they_came_and_break_nothing_as_they_were_forecast(
    tmp_path: Path, last: int, tells: str, stands: Standing
):
    """The bank paid nothing out but 100 up to the last day, so that 1,300 were left where 900 had been expected."""
    promises = (
        promised("at 950", cash="low_point", least=D(950)),
        promised("at 1,350", cash="low_point", least=D(1350)),
    )

    def parse(text: str):
        return replace(cash_desk.parse(text), commitments={each.id: each for each in promises})

    store = Store.open(tmp_path / "came", today=lambda: date(2026, 4, 15), parse_catalogue=parse)
    paid = row("2026-04", "shop", "b_out", 100, date=date(2026, 4, last), note="PY-1")
    rows = told(commitments_report(put(store, *actual(), *newest(), paid), SCOPE).rows)
    store.close()
    kept, broken = rows["at 950"], rows["at 1,350"]
    assert (kept.breach, kept.stands, kept.standing) == (None, tells, stands)
    assert (broken.stands, broken.standing) == (f"now 1.3 k EUR on {last} Apr 2026", Standing.BROKEN)


def test_a_promise_about_cash_tells_on_which_days_of_the_last_twelve_months_it_was_broken(tmp_path: Path):
    """1,400 on 31 March: 200 came on the 26th, 300 on 20 February; 600 went on the 17th, 1,000 came on 2 April 2025.

    So 500 on 1 April 2025, the first of those days, then 1,500 to 16 February, 900 to the 19th, 1,200 to 25 March.
    """
    this_year = {"cash": "low_point", "since": date(2026, 1, 1)}
    promises = (
        promised("600", cash="low_point", least=D(600)),
        promised("1,000", cash="low_point", least=D(1000)),
        promised("1,000 this year", **this_year, least=D(1000)),
        promised("1,000 from the 19th", **(this_year | {"since": date(2026, 2, 19)}), least=D(1000)),
        promised("1,000 from the 20th", **(this_year | {"since": date(2026, 2, 20)}), least=D(1000)),
        promised("1,300 this year", **this_year, least=D(1300)),
        promised("broken", cash="low_point", least=D(1500)),
    )

    def parse(text: str):
        return replace(cash_desk.parse(text), commitments={each.id: each for each in promises})

    store = Store.open(tmp_path / "was", today=lambda: TODAY, parse_catalogue=parse)
    days = (("b_in", 1, (2025, 3, 1)), ("b_in", 1000, (2025, 4, 2)), ("b_out", 600, (2026, 2, 17)),
            ("b_in", 300, (2026, 2, 20)))  # fmt: skip
    lines = [row(f"{date(*day):%Y-%m}", "shop", name, value, date=date(*day)) for name, value, day in days]
    rows = told(commitments_report(put(store, *actual(), *newest(), *lines), SCOPE).rows)
    store.close()
    was = {name: row.forecast.partition("; ")[0] for name, row in rows.items()}
    assert was["600"] == "was under it on 1 Apr 2025 (500 EUR)"
    assert was["1,000"] == "was under it on 4 days, last on 19 Feb 2026 (lowest 500 EUR)"
    assert was["1,000 this year"] == "was under it on 3 days, last on 19 Feb 2026 (lowest 900 EUR)"
    assert was["1,000 from the 19th"] == "was under it on 19 Feb 2026 (900 EUR)"
    assert was["1,000 from the 20th"] == "forecast to break on 6 Apr 2026, at 900 EUR"
    assert was["1,300 this year"] == "was under it on 37 days, last on 25 Mar 2026 (lowest 900 EUR)"
    assert (rows["broken"].standing, was["broken"]) == (
        Standing.BROKEN,
        "forecast to break on 1 Apr 2026, at 1.4 k EUR",
    )


def test_a_chance_is_told_only_of_a_promise_in_force_on_all_days_it_is_of(lent: Store):
    rows = told(commitments_report(lent, SCOPE).rows)
    assert (rows["floor"].number.chance, rows["short later"].number.chance) == (0.08, None)


def test_a_chance_below_one_in_ten_leaves_room_and_is_told(lent: Store):
    row = told(commitments_report(lent, SCOPE).rows)["floor"]
    assert row.number.chance == 0.08
    assert row.standing is Standing.KEPT
    assert row.forecast == (
        "no breach forecast to 14 Apr 2026; a chance of 8 in 100 that it breaks in the weeks told by day"
    )


def test_what_needs_a_look_comes_first_and_is_counted(lent: Store):
    report = commitments_report(lent, SCOPE)
    assert [row.standing for row in report.rows[:2]] == [Standing.BROKEN, Standing.BREAKS]
    assert report.rows[-1].standing is Standing.OVER
    assert report.headline == "8 commitments: 1 broken, 3 forecast to break."


def test_the_dial_of_cash_says_what_the_page_cash_says(lent: Store):
    (dial,), cash = sync_report(lent, SCOPE).dials, cash_report(lent, SCOPE)
    assert (dial.sentence, dial.figure, dial.state, dial.mark) == (cash.headline, "900 EUR", "On track", "on-track")
    assert (dial.page, dial.of) == ("cash", "lowest, on 6 Apr 2026")


YEAR = {"measure": "revenue", "over": Over.YEAR, "since": date(2026, 1, 1), "until": date(2026, 12, 31)}
MADE = (
    promised("kept year", **YEAR, least=D(11000)),
    promised("missed year", **YEAR, least=D(12100)),
    promised("capped year", **YEAR, most=D(12000), to=To.CUSTOMER),
    promised("north's year", **(YEAR | {"entity": "north"}), least=D(7000)),
    promised("delivery", measure="otif", least=D("0.80")),
    promised("broken delivery", measure="otif", least=D("0.90")),
    promised("mood", measure="mood", least=D("4.0")),
    promised("nowhere", measure="otif", least=D("0.5"), entity="north"),
    promised("next year", measure="otif", least=D("0.90"), since=date(2027, 1, 1)),
    promised("since today", measure="otif", least=D("0.90"), since=date(2026, 11, 1)),
    promised("last year", measure="revenue", over=Over.YEAR, least=D(13000), until=date(2025, 12, 31)),
    promised("at most", measure="revenue", most=D(950)),
    promised("at most since August", measure="revenue", most=D(950), since=date(2026, 8, 1)),
    promised("to mid December", **(YEAR | {"until": date(2026, 12, 15)}), least=D(12100)),
)
DIALS = (
    Dial("sales", "Sales", "year", ("revenue",), "missed year"),
    Dial("plan", "Sales by plan", "year", ("revenue",)),
    Dial("place", "Sales of the north", "year", ("revenue",), "north's year"),
    Dial("past", "Sales as promised once", "year", ("revenue",), "last year"),
    Dial("people", "People and delivery", "measures", ("mood", "otif")),
)
GOALS = (JointGoal("otif", D(3)), JointGoal("revenue", D(1)), JointGoal("margin", D(1)))


@pytest.fixture(scope="module")
def sold(tmp_path_factory: pytest.TempPathFactory, catalogue) -> Iterator[Store]:
    """Revenue of 2026: nine months of 1,000, October 900, and an outlook of 1,080 for November and December."""
    named = replace(catalogue, commitments={each.id: each for each in MADE}, dials=DIALS, joint_goals=GOALS)
    plan = [*ledger("2026-11", "budget"), *ledger("2026-12", "budget")]
    rest = [*ledger("2026-11", "forecast", north=680), *ledger("2026-12", "forecast", north=680)]
    rows = [*company(), *plan, *dated(rest, date(2026, 10, 31))]
    store = opened(tmp_path_factory.mktemp("sold"), named, rows)
    yield store
    store.close()


def test_a_year_is_judged_by_its_outlook_and_breaks_at_its_end(sold: Store, scope):
    rows = told(commitments_report(sold, scope).rows)
    expected = 9 * 1000 + 900 + 2 * 1080
    kept, missed, capped = rows["kept year"], rows["missed year"], rows["capped year"]
    assert (kept.number.value, kept.room, kept.standing) == (expected, 1060, Standing.KEPT)
    assert kept.forecast == "kept by the year's outlook"
    assert missed.breach is not None
    assert (missed.room, missed.standing, missed.breach.day) == (-40, Standing.BREAKS, date(2026, 12, 31))
    assert missed.forecast == "forecast to break at the end of Dec 2026, at 12.1 k EUR"
    assert (capped.room, capped.room_words) == (-60, "60 EUR too much")
    year = {row.id: row.actual for row in variance_report(sold, scope, full_year=True).rows}
    assert year["revenue"] == expected


def test_a_place_has_the_year_of_its_own(sold: Store, scope):
    row = told(commitments_report(sold, scope).rows)["north's year"]
    assert row.number.value == 9 * 600 + 500 + 2 * 680
    assert (row.room, row.number.scope.entity) == (260, "north")


def test_a_measure_nobody_forecasts_says_so(sold: Store, scope):
    rows = told(commitments_report(sold, scope).rows)
    assert (rows["delivery"].room, rows["delivery"].forecast) == (D("0.01"), "not forecast")
    assert rows["delivery"].standing is Standing.LITTLE
    assert (rows["broken delivery"].room, rows["broken delivery"].standing) == (D("-0.09"), Standing.BROKEN)
    assert rows["broken delivery"].room_words == "9 points short of it"
    assert rows["next year"].standing is Standing.LATER


def test_a_promise_of_each_month_tells_in_which_of_the_last_twelve_it_was_broken(sold: Store, scope):
    """900 in October is kept; each of the eleven months before had 1,000, two of them since the promise of August."""
    rows = told(commitments_report(sold, scope).rows)
    always, since = rows["at most"], rows["at most since August"]
    assert (always.standing, always.room) == (Standing.KEPT, 50)
    was = "was above it in 11 months, last in Sep 2026 (highest 1 k EUR)"
    assert always.forecast == f"{was}; not forecast"
    assert was in always.words
    assert since.forecast == "was above it in Aug 2026 and Sep 2026 (highest 1 k EUR); not forecast"
    assert rows["broken delivery"].forecast == "not forecast", "what is broken now needs no past"


def test_a_promise_is_not_broken_by_a_month_before_it_began(sold: Store, scope):
    row = told(commitments_report(sold, scope).rows)["since today"]
    assert (row.stands, row.standing, row.status) == ("now 81 % in Oct 2026", Standing.LATER, Status.NOT_REPORTED)


def test_a_promise_about_a_year_that_ends_within_it_breaks_by_the_years_outlook(sold: Store, scope):
    row = told(commitments_report(sold, scope).rows)["to mid December"]
    assert (row.room, row.standing) == (-40, Standing.BREAKS)


def test_what_is_not_reported_has_no_room_and_is_not_broken(sold: Store, scope):
    row = told(commitments_report(sold, scope).rows)["nowhere"]
    assert (row.room, row.standing, row.stands) == (None, Standing.UNKNOWN, "not reported in Oct 2026")
    assert row.room_words == "room not known"


def test_a_value_carried_over_is_told_with_its_own_month(sold: Store, scope):
    row = told(commitments_report(sold, scope).rows)["mood"]
    assert (row.stands, row.room) == ("now 4.2 in Sep 2026", D("0.2"))


def test_dials_say_what_their_pages_say(sold: Store, scope):
    sales, plan, _, _, people = sync_report(sold, scope).dials
    assert sales.sentence == (
        "Revenue for the whole of 2026: 12.1 k EUR expected, 60 EUR better than plan; "
        "40 EUR worse than what we promised the lender."
    )
    assert (sales.mark, plan.mark, plan.state) == ("off-track", "on-track", "On track")
    card = {row.id: row for row in scorecard_report(sold, scope).rows}
    assert card["otif"].status is Status.OFF_TRACK
    assert (people.figure, people.state, people.page) == ("81 %", "Off track", "measure")
    assert [(each.label, each.state) for each in people.beside] == [("Staff mood", "On track")]


def test_a_dial_is_held_against_a_promise_about_its_own_place_and_year_only(sold: Store, scope):
    """The north promised 7,000 and comes to 7,260; the company's 12,060 are no answer to that, nor to last year's."""
    _, plan, place, past, _ = sync_report(sold, scope).dials
    assert (place.sentence, place.mark) == (past.sentence, past.mark) == (plan.sentence, plan.mark)
    there = sync_report(sold, scope.with_(entity="north")).dials[2]
    assert there.sentence.endswith("260 EUR better than what we promised the lender.")


def test_joint_goals_carry_the_scorecards_own_scores(sold: Store, scope):
    report = goals_report(sold, scope)
    card = {row.id: row for row in scorecard_report(sold, scope).rows}
    assert [goal.progress for goal in report.goals] == [card[goal.measure].score for goal in report.goals]
    weighted = [(goal.weight, goal.progress) for goal in report.goals if goal.progress is not None]
    whole = float(sum(weight * D(repr(score)) for weight, score in weighted) / sum(weight for weight, _ in weighted))
    assert report.whole == pytest.approx(whole)
    assert [goal.share for goal in report.goals] == [D("0.6"), D("0.2"), D("0.2")]


def test_what_nobody_records_is_said(sold: Store, scope):
    process = {row.step: row.words for row in goals_report(sold, scope).process}
    assert process["Approving a purchase"].startswith("Not recorded")
    assert process["Explaining a difference"] == "Nothing has come this far yet."


def test_a_catalogue_that_names_nothing_says_how(loaded: Store, scope):
    report = sync_report(loaded, scope)
    assert (report.headline, report.is_named, report.dials, report.rows) == (NOTHING, False, (), ())
    assert goals_report(loaded, scope).headline == NO_GOALS


AHEAD = (
    promised("costs", measure="costs", least=D(895)),
    promised("sales", measure="revenue", most=D(1001)),
    promised("one place", measure="costs", least=D(895), entity="north"),
    promised("delivery", measure="otif", least=D("0.5")),
    promised("soon", cash="low_point", least=D(3500)),
    promised("far", cash="low_point", least=D(3000)),
)


@pytest.fixture(scope="module")
def rolled(tmp_path_factory: pytest.TempPathFactory, catalogue) -> Iterator[Store]:
    """Sales of 1,000, wages of 800 and rent of 100 each month; the outlook has a new rent of 90 from November on."""
    more = (Account("owed", "Owed", kind=Kind.BALANCE), Account("owners", "Paid to owners"))
    kinds = {"bank_opening": Kind.BALANCE, "bank_in": Kind.FLOW, "bank_out": Kind.FLOW, "bank_closing": Kind.BALANCE}
    bank = {name: Reading(name, name, kind, Unit.MONEY) for name, kind in kinds.items()}
    named = replace(
        catalogue,
        accounts=catalogue.accounts | {each.id: each for each in more},
        readings=catalogue.readings | bank,
        cash=CASH,
        commitments={each.id: each for each in AHEAD},
    )
    store = described(tmp_path_factory.mktemp("ahead"), named)
    load(store, [*months(), *ledger("2026-12", "budget")])
    roll(store, "2026-10")
    yield store
    store.close()


@pytest.mark.slow
def test_months_ahead_are_those_of_the_outlook(rolled: Store, scope):
    rows = told(commitments_report(rolled, scope).rows)
    costs, sales = rows["costs"], rows["sales"]
    assert costs.breach is not None
    assert (costs.room, costs.standing) == (5, Standing.BREAKS)
    assert (costs.breach.day, costs.breach.value) == (date(2026, 11, 30), 890)
    assert costs.forecast == "forecast to break in Nov 2026, at 890 EUR"
    assert (sales.room, sales.forecast) == (1, "no breach forecast to Apr 2028")
    lines = outlook_lines_report(rolled, scope)
    assert sum(row.used for row in lines.rows if row.id in ("rent", "wages")) == 12 * 890
    assert rows["one place"].forecast == rows["delivery"].forecast == "not forecast"


@pytest.mark.slow
def test_another_outlook_of_the_year_is_told_of_what_the_page_outlook_has_and_only_there(rolled: Store, scope):
    """Of the whole company's profit in a year that is not over: sales of 12,000, costs of 10 × 900 and 2 × 890."""
    here = open_scope(rolled, scope)
    assert another(here, D(1_300)) == f"{FROM_BOOKS} Profit at 1.22 k EUR, 80 EUR less."
    assert another(here, D(1_220), "profit") == f"{FROM_BOOKS} 1.22 k EUR, the same."
    assert another(here, D(10_000), "costs") == f"{FROM_BOOKS} 10.8 k EUR, 780 EUR more."
    assert another(here, D(1), "owed") == ""
    assert another(here, None, "costs") == ANOTHER
    assert another(open_scope(rolled, scope.with_(entity="north")), D(1)) == ""
    assert another(open_scope(rolled, scope.with_(period="2025-10")), D(1)) == ""


@pytest.mark.slow
def test_where_no_week_is_forecast_cash_breaks_at_a_month_end(rolled: Store, scope):
    """Cash of 3,230 is available; the page Outlook's first month end lies below 3,500 and above 3,000."""
    rows = told(commitments_report(rolled, scope).rows)
    soon, far = rows["soon"], rows["far"]
    first = next(row for row in outlook_report(rolled, scope).rows if row.forecast is not None)
    assert soon.breach is not None
    assert (soon.room, soon.standing) == (None, Standing.BREAKS)
    assert (soon.breach.label, soon.breach.value) == (first.label, first.forecast) == ("Nov 2026", soon.breach.value)
    assert (far.breach, far.standing) == (None, Standing.UNKNOWN)
