"""The outlook's answer for a company whose every month is the same: sentence, states, levers, lines and the bank."""

import calendar
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal as D

import pytest

from scorecard.changes.schedule_cash import Movement, schedule_cash
from scorecard.domain.access import LOCAL
from scorecard.domain.cash import SOURCE as DAYS
from scorecard.domain.cash_lines import RolledLines
from scorecard.domain.catalogue import Account, Catalogue, Reading
from scorecard.domain.catalogue_cash import Cash, CashDrivers, CashOverride
from scorecard.domain.cells import to_decimal
from scorecard.domain.outlook_rows import outlook_lines
from scorecard.domain.outlook_vintage import SOURCE
from scorecard.domain.scope import Scope
from scorecard.domain.vocabulary import Kind, Unit, Words
from scorecard.reports.cash import cash_report
from scorecard.reports.outlook import OutlookReport, outlook_report
from scorecard.reports.outlook_beyond import beyond_days_of
from scorecard.reports.outlook_direct import outlook_direct_report
from scorecard.reports.outlook_lines import outlook_lines_report
from scorecard.store.accounts import Accounts
from scorecard.store.store import Store
from tests.reports.conftest import load
from tests.reports.figures import row

MONTHS = [f"{2024 + at // 12}-{at % 12 + 1:02}" for at in range(34)]
"""2024-01 to 2026-10."""

CASH = Cash(
    opening="bank_opening", closing="bank_closing", inflow="bank_in", outflow="bank_out", months=18,
    restricted=D(20), facility=D(50), floor=D(700), covenant=D(400), covenant_name="the bank’s minimum",
    drivers=CashDrivers(profit="profit", revenue="revenue", receivables="owed", owners="owners"),
    overrides=(CashOverride("rent", "amount", amount=D(90), who="Ada", why="a new lease"),),
)  # fmt: skip


pytestmark = pytest.mark.slow

Make = Callable[[Iterable[dict[str, object]], Sequence[str]], Store]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue) -> Iterator[Make]:
    """A store of the small company, which now says what its cash is, with vintages made after some months."""
    accounts = {
        **catalogue.accounts,
        "owed": Account("owed", "Owed by customers", kind=Kind.BALANCE),
        "owners": Account("owners", "Paid to owners"),
    }
    names = {"bank_opening": Kind.BALANCE, "bank_in": Kind.FLOW, "bank_out": Kind.FLOW, "bank_closing": Kind.BALANCE}
    readings = {name: Reading(name, name.replace("_", " "), kind, Unit.MONEY) for name, kind in names.items()}
    told = replace(catalogue, accounts=accounts, readings={**catalogue.readings, **readings}, cash=CASH)
    opened: list[Store] = []

    def make(rows: Iterable[dict[str, object]], closed: Sequence[str]) -> Store:
        folder = tmp_path_factory.mktemp("outlook")
        store = Store.open(folder, today=lambda: date(2026, 11, 22), parse_catalogue=lambda _text: told)
        opened.append(store)
        load(store, rows)
        for month in closed:
            roll(store, month)
        return store

    yield make
    for store in opened:
        store.close()


@pytest.fixture(scope="module")
def rolled(made: Make) -> Store:
    """Thirty-four months with an outlook made in June and one in October."""
    return made(months(), ("2026-06", "2026-10"))


def months():
    """Sales of 1,000, rent of 100 and wages of 800: 100 a month into the bank, but for 400 to owners each June."""
    balance = 1000
    for month in MONTHS:
        to_owners = 400 if month[5:] == "06" else 0
        yield row(month, "all", "revenue", -1000)
        yield row(month, "all", "rent", 100)
        yield row(month, "all", "wages", 800)
        yield row(month, "all", "owners", to_owners)
        yield row(month, "all", "owed", 1000, "balances")
        yield row(month, "all", "bank_opening", balance, "bank")
        yield row(month, "all", "bank_in", 1000, "bank")
        yield row(month, "all", "bank_out", 900 + to_owners, "bank")
        balance += 100 - to_owners
        yield row(month, "all", "bank_closing", balance, "bank")


def roll(store: Store, closed: str) -> None:
    """Make a vintage as the roll does, from the figures up to a month."""
    now = store.snapshot()
    lines = outlook_lines(
        now.cells, now.catalogue, now.calendar, now.calendar.index(closed), Accounts(now.catalogue).own
    )
    load(store, rows_of(lines, closed), f"roll {closed}")


def rows_of(lines: RolledLines, closed: str):
    year, month = int(closed[:4]), int(closed[5:])
    made = date(year, month, calendar.monthrange(year, month)[1])
    for at, day in enumerate(lines.day.tolist()):
        found = row(
            f"{day:%Y-%m}", "all", lines.measure[at], to_decimal(int(lines.ticks[at])), SOURCE, "rolled", made, at
        )
        yield found | {"date": day, "project": lines.line[at], "note": lines.note[at]}


SCOPE = Scope("all", "2026-10")


def test_the_sentence_tells_the_low_point_the_end_profit_and_the_price_of_a_day(rolled: Store):
    """1,000 + 34 × 100 − 3 × 400 = 3,200 at the bank, 30 more available. With the new lease profit is 110 a month,
    owners get 400 in June 2027. Customers hold 30.67 days; over the 90 days to April 2028 that is 1,022.22, so 22.22
    wait. A day of sales is 3,000 ÷ 92 = 32.6."""
    answer = outlook_report(rolled, SCOPE)
    assert answer.headline == (
        "Cash at month end stays above the 3.23 k of Oct 2026 and ends Apr 2028 at 4.79 k EUR; profit brings 1.98 k, "
        "one day of customers paying sooner is worth 32.6."
    )
    assert answer.low is not None
    assert (answer.low.label, answer.low.amount) == ("Nov 2026", D("3230") + 110 - D("10.99"))
    assert answer.bridge is not None
    told = {step.name: step.amount for step in answer.bridge.steps}
    assert told == {"Operating profit": 1980, "Customers": D("-22.22"), "Paid to owners": -400}
    assert (answer.bridge.start, answer.bridge.end) == (3230, D("4787.78"))


def test_a_path_that_falls_names_its_lowest_month(rolled: Store):
    answer = outlook_report(rolled, SCOPE, levers=(("people", "3"), ("pay", "200")))
    assert answer.headline == (
        "With what is moved here, cash at month end falls to its lowest at the end, Apr 2028 at minus 6.01 k EUR "
        "instead of 4.79 k."
    )


def test_months_before_are_what_the_bank_had_and_months_ahead_end_where_the_next_begin(rolled: Store):
    answer = outlook_report(rolled, SCOPE)
    before = [each for each in answer.rows if each.forecast is None]
    ahead = [each for each in answer.rows if each.forecast is not None]
    assert [before[0].label, before[-1].label, len(ahead)] == ["Nov 2025", "Oct 2026", 18]
    assert before[-1].cash == 3230
    start = before[-1].cash
    for each in ahead:
        assert start + sum(each.steps) == each.forecast
        assert each.likely is not None
        assert each.likely[0] <= each.forecast <= each.likely[1]
        start = each.forecast


@pytest.mark.parametrize(("asked", "shown"), [(12, 12), (15, 15), (18, 18), (0, 18), (7, 18)])
def test_it_looks_12_15_or_18_months_ahead(rolled: Store, asked: int, shown: int):
    answer = outlook_report(rolled, SCOPE, months=asked)
    assert answer.months == shown
    assert len(answer.rows) == 12 + shown
    assert answer.bridge is not None
    assert answer.bridge.end == answer.rows[-1].forecast


def test_an_older_outlook_stays_as_it_was_made_and_stands_beside_what_came(rolled: Store):
    answer = outlook_report(rolled, SCOPE, "2026-06-30")
    assert answer.made == date(2026, 6, 30)
    assert answer.vintages == (date(2026, 10, 31), date(2026, 6, 30))
    came = {each.label: (each.forecast, each.cash) for each in answer.rows if each.forecast is not None}
    assert came["Jul 2026"] == (D(2830) + 110 + D("14.49"), 2930), "30.22 days over the 92 days to July are 985.51"
    assert came["Nov 2026"][1] is None


def test_seen_from_a_day_before_it_was_made_it_is_not_there(rolled: Store):
    assert outlook_report(rolled, SCOPE.with_(as_of="2026-09-30")).made == date(2026, 6, 30)
    assert outlook_report(rolled, SCOPE.with_(as_of="2026-05-31")).headline.startswith("No forecast has been made yet.")


def test_without_an_outlook_it_says_how_to_make_one(made: Make):
    answer = outlook_report(made(months(), ()), SCOPE)
    assert answer.headline == "No forecast has been made yet. `python -m scorecard forecast roll` makes one."
    assert not answer.rows


def test_a_catalogue_without_cash_says_so(rolled: Store, monkeypatch: pytest.MonkeyPatch):
    now = rolled.snapshot()
    bare = replace(now, catalogue=replace(now.catalogue, cash=None))
    monkeypatch.setattr(rolled, "snapshot", lambda _as_of="": bare)
    assert "needs a section “cash”" in outlook_report(rolled, SCOPE).headline


def test_a_place_has_no_outlook_of_its_own(rolled: Store):
    answer = outlook_report(rolled, SCOPE.with_(entity="north"))
    assert answer.headline == "The outlook is made for the whole company; North works has none of its own."
    assert not answer.rows


def test_levers_lead_from_the_forecast_to_what_is_moved(rolled: Store):
    """Two days sooner at 3,000 ÷ 90 a day free 66.67; one person for 50 from January 2028 costs four months."""
    moved = (("customers", "-2"), ("people", "1"), ("pay", "50"), ("start", "2028-01"))
    answer = outlook_report(rolled, SCOPE, levers=moved)
    assert answer.moved is not None
    assert [(step.name, step.amount) for step in answer.moved.steps] == [
        ("Days until customers pay, −2 days", D("66.67")), ("People, +1", D(-200)),
    ]  # fmt: skip
    assert (answer.moved.start, answer.moved.end) == (D("4787.78"), D("4654.45"))
    assert answer.rows[-1].moved == D("4654.45")
    assert answer.rows[-1].likely is not None
    assert answer.rows[-1].likely[0] <= D("4654.45") <= answer.rows[-1].likely[1], "the range moves along"
    assert answer.low is not None
    assert answer.moved_low is not None
    assert answer.moved_low.amount - answer.low.amount == D("65.93"), "3,000 ÷ 91 a day in November"


@pytest.mark.parametrize(
    "moved",
    [("customers", "soon"), ("customers", "1e9"), ("customers", "NaN"), ("volume", "-95"), ("capex", "99"), ("x", "1")],
    ids=["a word", "too many days", "no number", "less than nothing sold", "too far", "no lever"],
)
def test_what_a_link_cannot_mean_moves_nothing(rolled: Store, moved: tuple[str, str]):
    assert outlook_report(rolled, SCOPE, levers=(moved,)).moved is None


def test_a_lever_moved_further_than_there_is_says_so_and_stops_there(rolled: Store):
    """In April customers owe 1,022.22, which is all that can be freed; running costs without goods are 890 a month."""
    far = outlook_report(rolled, SCOPE, levers=(("customers", "-90"),))
    told = {each.id: each for each in far.levers}["customers"]
    assert told.bound == "Customers owe us 30.7 days at most, so more than that moves nothing."
    assert told.end == D("1022.22")
    near = outlook_report(rolled, SCOPE, levers=(("customers", "-30"),))
    assert {each.bound for each in near.levers} == {""}
    people = outlook_report(rolled, SCOPE, levers=(("people", "-9999"),))
    gone = {each.id: each for each in people.levers}["people"]
    assert gone.bound == "All running costs come to 890 a month at most; people who go save no more."
    assert gone.end == 18 * 890


def test_levers_of_balances_nobody_keeps_are_not_offered(rolled: Store):
    told = [each.id for each in outlook_report(rolled, SCOPE).levers]
    assert told == ["price", "volume", "customers", "people", "capex"]


def test_finance_words_name_the_steps(rolled: Store):
    answer = outlook_report(rolled, SCOPE.with_(words=Words.FINANCE))
    assert dict(answer.steps)["receivables"] == "Change in receivables"


def test_each_line_shows_its_own_forecast_beside_what_was_decided(rolled: Store):
    told = outlook_lines_report(rolled, SCOPE)
    assert told.headline == "3 of 4 lines are forecast from their own past; 1 follows what was decided."
    rows = {each.id: (each.year, each.own, each.used, each.decided) for each in told.rows}
    assert rows["rent"] == (1200, 1200, 1080, "a fixed amount, Ada: a new lease")
    assert rows["wages"] == (9600, 9600, 9600, "")
    assert told.total is not None
    assert (told.total.year, told.total.own, told.total.used) == (1200, 1200, 1320)


def test_eight_months_of_books_are_no_year_of_profit_either(made: Make):
    young = [each for each in months() if each["period"] >= "2026-03"]
    told = outlook_lines_report(made(young, ("2026-10",)), SCOPE)
    assert told.total is not None
    assert {each.year for each in (*told.rows, told.total)} == {None}


def test_the_bank_and_the_profit_tell_the_same_months(rolled: Store):
    told = outlook_direct_report(rolled, SCOPE)
    assert len(told.rows) == 12
    june = next(each for each in told.rows if each.label == "Jun 2026")
    assert (june.inflow, june.outflow, june.direct, june.indirect, june.left) == (1000, 1300, -300, -300, 0)
    assert (
        told.headline == "Over the last 12 months, profit and its steps explain all but 0.0 % of the bank’s movements."
    )


def test_a_month_of_which_the_ledger_is_missing_is_not_compared(made: Make):
    gap = (each for each in months() if (each["period"], each["source"]) != ("2026-08", "ledger"))
    store = made(gap, ("2026-10",))
    rows = {each.label: each for each in outlook_direct_report(store, SCOPE).rows}
    assert (rows["Aug 2026"].direct, rows["Aug 2026"].indirect, rows["Aug 2026"].left) == (100, None, None)
    assert rows["Aug 2026"].reason == "not reported"
    assert rows["Sep 2026"].left == 0


def test_the_cycle_has_its_parts_and_says_what_is_missing(rolled: Store):
    cycle = outlook_report(rolled, SCOPE).cycle
    assert cycle is not None
    customers = cycle.rows[0]
    assert (customers.days, customers.held) == (D(1000) * 92 / 3000, 1000)
    assert cycle.whole.days is None
    assert cycle.whole.reason.startswith("Days goods lie in stock: ")


def days(made: date):
    """A forecast by day: 100 less in November, 200 more in December, a one-off of 60 in January, up to 30 January."""
    moves = (
        ("2026-10-31", "bank_closing@start", 3200, "known: balance", None),
        ("2026-11-12", "bank_in", 1000, "habit: I1", "receivables"),
        ("2026-11-20", "bank_out", 1100, "due: B1", "payables"),
        ("2026-12-10", "bank_in", 1000, "habit: I2", "receivables"),
        ("2026-12-20", "bank_out", 800, "due: B2", "payables"),
        ("2027-01-05", "bank_out", 60, "one-off: entry 1, Press", "one_off"),
        ("2027-01-30", "bank_in", 5, "habit: I3", "receivables"),
    )
    for at, (day, measure, amount, note, line) in enumerate(moves):
        found = row(day[:7], "all", measure, amount, DAYS, "rolled", made, at)
        yield found | {"date": date.fromisoformat(day), "project": line, "note": note}


def test_months_that_days_tell_whole_end_as_the_page_cash_has_them_and_what_is_left_comes_back(made: Make):
    """Without days November ends at 3,329.01 and December at 3,450; with them at 3,130 and 3,330, 30 of it credit.

    What days tell otherwise, −199.01 and +79.01, comes back in January with +120; the press of 60 does not, nor does
    the van of 40 that is scheduled for May, beyond the thirteen weeks.
    """
    store = made(months(), ("2026-06", "2026-10"))
    bare = {each.label: each for each in outlook_report(store, SCOPE).rows}
    load(store, days(date(2026, 10, 31)))
    for name, day, amount in (("Press", date(2027, 1, 5), "60"), ("Van", date(2027, 5, 3), "40")):
        schedule_cash(store, LOCAL, Movement("all", "out", day, amount, name))
    answer = outlook_report(store, SCOPE)
    told = {each.label: each for each in answer.rows}
    steps = [name for name, _ in answer.steps]
    by_step = {label: dict(zip(steps, each.steps, strict=False)) for label, each in told.items()}
    assert [bare[label].forecast for label in ("Nov 2026", "Dec 2026")] == [D("3329.01"), 3450]
    assert [told[label].forecast for label in ("Nov 2026", "Dec 2026")] == [3130, 3330]
    assert told["Jan 2027"].forecast == bare["Jan 2027"].forecast - 60
    assert told["Apr 2028"].forecast == bare["Apr 2028"].forecast - 60 - 40
    assert [by_step[label]["days"] for label in ("Nov 2026", "Dec 2026", "Jan 2027", "Feb 2027")] == [
        D("-199.01"), D("79.01"), 120, 0,
    ]  # fmt: skip
    assert {label: each["one_offs"] for label, each in by_step.items() if each and each["one_offs"]} == {
        "Jan 2027": -60, "May 2027": -40,
    }  # fmt: skip
    by_page = cash_report(store, SCOPE).table
    assert by_page is not None
    ends = dict(zip((each.last for each in by_page.columns), by_page.rows[-4].values, strict=True))
    assert ends[date(2026, 12, 5)] == told["Nov 2026"].forecast, "nothing moves from 1 to 5 December"
    twice = {each.label: each for each in outlook_direct_report(store, SCOPE).rows if each.expected}
    november = twice["Nov 2026"]
    assert (november.inflow, november.outflow, november.direct) == (1000, 1100, -100)
    assert (november.indirect, november.left) == (D("99.01"), D("-199.01")), "the remainder stands in the bridge"
    assert twice["Jan 2027"].reason == "the forecast by day ends on 30 Jan 2027"
    assert "by day" not in " ".join(outlook_report(store, SCOPE, "2026-06-30").notes)
    assert "Nov 2026 and Dec 2026 end as the forecast by day on the page Cash has them" in answer.notes[-2]
    assert "comes back in Jan 2027" in answer.notes[-2]
    _the_end_of_days_and_the_month_end_after_it_are_told_apart(store, answer, by_page.rows[-4].total)


def _the_end_of_days_and_the_month_end_after_it_are_told_apart(
    store: Store, answer: OutlookReport, at_end: D | None
) -> None:
    """Days leave 3,330 − 60 + 5 = 3,275; of the 225 more in January 120 come back and 110 of profit stand for the 5."""
    january = next(row for row in answer.rows if row.label == "Jan 2027")
    assert (at_end, january.forecast) == (3275, 3500)
    assert answer.notes[-1] == (
        "The forecast by day ends on 30 Jan 2027 with 3,275.00 EUR, the outlook ends Jan 2027 with 3,500.00 EUR, "
        "225.00 more: it also counts 31 Jan, and works out that whole month from profit and its steps, since "
        "the forecast by day does not reach its end."
    )
    assert beyond_days_of(store, SCOPE, "2026-10-31") == answer.notes[-1:]
    assert beyond_days_of(store, SCOPE, "2026-06-30") == ()
    moved = outlook_report(store, SCOPE, levers=(("price", "1"),))
    assert (moved.notes, moved.moved is None) == (answer.notes[:-1], False), "a month that is moved is another one"
