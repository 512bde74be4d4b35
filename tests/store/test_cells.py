"""What the cells say: totals, signs, what was known of them, vintages and currencies."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.domain.calendar import calendar_from
from scorecard.domain.catalogue import CalendarRule
from scorecard.domain.errors import UnknownName
from scorecard.domain.vocabulary import Scenario
from scorecard.store.cells import RevisionCells
from scorecard.store.cube import cube_of
from scorecard.store.refusals import MixedCurrencies, TooLarge
from scorecard.store.store import Store
from tests.store.workspace import catalogue, load, row

pytestmark = pytest.mark.slow

ACTUAL, FORECAST = Scenario.ACTUAL, Scenario.FORECAST


def units(series) -> list[int]:
    return [int(ticks) // 10_000 for ticks in series.values]


def coverage(series) -> list[tuple[int, int]]:
    return list(zip(series.known.tolist(), series.expected.tolist(), strict=True))


def test_ledger_signs_become_natural_signs(store: Store):
    load(store, row("2026-01", "shop", "sales", -100), row("2026-01", "shop", "wages", 60))
    cells = store.snapshot().cells
    assert units(cells.series("sales", "company", ACTUAL)) == [100]
    assert units(cells.series("wages", "company", ACTUAL)) == [60]


def test_a_group_sums_its_children_in_its_own_sign(store: Store):
    load(store, row("2026-01", "shop", "sales", -100), row("2026-01", "shop", "refunds", 15))
    assert units(store.snapshot().cells.series("income", "shop", ACTUAL)) == [85]


def test_a_subtotal_follows_its_formula(store: Store):
    load(
        store,
        row("2026-01", "shop", "sales", -100),
        row("2026-01", "shop", "refunds", 15),
        row("2026-01", "plant", "wages", 40),
        row("2026-01", "plant", "rent", 5),
    )
    assert units(store.snapshot().cells.series("profit", "company", ACTUAL)) == [40]


def test_an_entity_adds_up_what_is_below_it(store: Store):
    load(
        store,
        row("2026-01", "shop", "sales", -1),
        row("2026-01", "plant", "sales", -10),
        row("2026-01", "south", "sales", -100),
        row("2026-01", "north", "sales", -1000),
    )
    cells = store.snapshot().cells
    assert units(cells.series("sales", "company", ACTUAL)) == [1111]
    assert units(cells.series("sales", "north", ACTUAL)) == [1011]
    assert units(cells.stored("sales", "north", ACTUAL)) == [1000]
    assert units(cells.stored("sales", "company", ACTUAL)) == [0]


def test_cents_are_exact(store: Store):
    load(store, *(row("2026-01", "shop", "wages", "0.1", source_row=at) for at in range(1000)))
    assert store.snapshot().cells.series("wages", "shop", ACTUAL).values.tolist() == [1_000_000]


def test_large_amounts_keep_their_last_digit(store: Store):
    load(store, row("2026-01", "shop", "wages", "90071992547409.93"))
    assert store.snapshot().cells.series("wages", "shop", ACTUAL).values.tolist() == [900719925474099300]


def test_a_sum_beyond_exact_integers_is_refused(store: Store):
    huge = "99999999999999.9999"
    load(store, *(row("2026-01", entity, "wages", huge) for entity in ("shop", "plant", "south", "north", "company")))
    with pytest.raises(TooLarge):
        store.snapshot().cells.series("wages", "company", ACTUAL)


def test_a_balance_of_one_site_missing_is_incomplete_not_smaller(store: Store):
    """The vector semi_additive: B is missing in February, so 1,500 is known of 1 of 2."""
    load(
        store,
        *(row(period, "shop", "staff", value) for period, value in zip(MONTHS, (1000, 1500, 1200), strict=True)),
        row("2026-01", "plant", "staff", 2000),
        row("2026-03", "plant", "staff", 2600),
    )
    series = store.snapshot().cells.series("staff", "company", ACTUAL)
    assert units(series) == [3000, 1500, 3800]
    assert coverage(series) == [(2, 2), (1, 2), (2, 2)]


MONTHS = ("2026-01", "2026-02", "2026-03")


def test_an_account_without_lines_in_a_posted_month_is_a_true_zero(store: Store):
    load(
        store,
        row("2026-01", "shop", "wages", 10),
        row("2026-02", "shop", "rent", 3),
        row("2026-03", "shop", "wages", 10),
    )
    series = store.snapshot().cells.series("wages", "shop", ACTUAL)
    assert units(series) == [10, 0, 10]
    assert coverage(series) == [(1, 1), (1, 1), (1, 1)]


def test_an_unposted_month_is_missing_not_zero(store: Store):
    load(
        store,
        row("2026-01", "shop", "wages", 10),
        row("2026-03", "shop", "wages", 10),
        *(row(period, "plant", "wages", 1) for period in MONTHS),
    )
    cells = store.snapshot().cells
    assert coverage(cells.series("wages", "shop", ACTUAL)) == [(1, 1), (0, 1), (1, 1)]
    assert coverage(cells.series("wages", "company", ACTUAL)) == [(2, 2), (1, 2), (2, 2)]


def test_a_total_waits_only_for_entities_that_ever_brought_it(store: Store):
    load(
        store,
        *(row(period, "shop", "sales", -10) for period in MONTHS),
        row("2026-01", "plant", "wages", 1),
        row("2026-03", "plant", "wages", 1),
    )
    cells = store.snapshot().cells
    assert coverage(cells.series("sales", "company", ACTUAL)) == [(1, 1)] * 3
    assert coverage(cells.series("profit", "company", ACTUAL)) == [(2, 2), (1, 2), (2, 2)]


def test_where_nobody_ever_brought_an_account_a_posted_month_is_a_true_zero(store: Store):
    load(store, *(row(period, "shop", "sales", -10) for period in MONTHS), row("2026-01", "plant", "wages", 1))
    series = store.snapshot().cells.series("sales", "plant", ACTUAL)
    assert units(series) == [0, 0, 0]
    assert coverage(series) == [(1, 1), (0, 1), (0, 1)]


def test_two_sources_of_one_account_are_awaited_apart(store: Store):
    load(
        store,
        row("2026-01", "shop", "wages", 10),
        row("2026-01", "shop", "wages", 5, source="payroll"),
        row("2026-02", "shop", "wages", 10),
    )
    series = store.snapshot().cells.series("wages", "shop", ACTUAL)
    assert coverage(series) == [(2, 2), (1, 2)]


def test_nothing_is_due_before_the_first_report_or_after_the_last(store: Store):
    load(
        store,
        row("2026-02", "plant", "visits", 5),
        *(row(period, "shop", "visits", 1) for period in MONTHS),
        row("2026-06", "shop", "visits", 1, scenario="budget"),
    )
    cells = store.snapshot().cells
    assert coverage(cells.series("visits", "plant", ACTUAL)) == [(0, 0), (1, 1), (0, 1), (0, 0), (0, 0), (0, 0)]
    assert cells.data_through(ACTUAL) == 2
    assert cells.data_through(Scenario.BUDGET) == 5
    assert cells.data_through(Scenario.OPTION) == -1


def test_a_closed_site_is_not_awaited(store: Store):
    load(store, row("2026-01", "old", "visits", 5), row("2026-03", "shop", "visits", 1))
    assert coverage(store.snapshot().cells.series("visits", "old", ACTUAL)) == [(1, 1), (0, 0), (0, 0)]


def test_a_quarterly_reading_is_due_at_the_end_of_a_quarter(store: Store):
    load(
        store,
        row("2026-03", "shop", "survey", 70),
        row("2026-06", "shop", "survey", 72),
        row("2026-09", "shop", "visits", 1),
    )
    found = coverage(store.snapshot().cells.series("survey", "shop", ACTUAL))
    assert found == [(1, 1), (0, 0), (0, 0), (1, 1), (0, 0), (0, 0), (0, 1)]


def test_a_line_that_says_missing_is_not_known_and_not_applicable_is_not_due(store: Store):
    load(
        store,
        *(row(period, "shop", "wages", 10) for period in MONTHS),
        row("2026-01", "shop", "rent", 1),
        row("2026-02", "shop", "rent", None),
        row("2026-03", "shop", "rent", None, state="not_applicable"),
    )
    assert coverage(store.snapshot().cells.series("rent", "shop", ACTUAL)) == [(1, 1), (0, 1), (0, 0)]


def test_a_reading_is_known_whichever_system_brings_it(store: Store):
    load(
        store,
        row("2026-01", "shop", "visits", 5, source="old_system"),
        row("2026-02", "shop", "visits", 6, source="new_system"),
        row("2026-01", "plant", "visits", 1, source="old_system"),
    )
    series = store.snapshot().cells.series("visits", "company", ACTUAL)
    assert units(series) == [6, 6]
    assert coverage(series) == [(2, 2), (1, 2)]


def test_a_place_that_said_not_applicable_is_awaited_again_once_it_reports_again(store: Store):
    load(
        store,
        row("2026-01", "shop", "visits", 5),
        row("2026-02", "shop", "visits", None, state="not_applicable"),
        row("2026-04", "shop", "visits", 7),
        *(row(f"2026-0{month}", "plant", "visits", 1) for month in range(1, 6)),
    )
    found = coverage(store.snapshot().cells.series("visits", "shop", ACTUAL))
    assert found == [(1, 1), (0, 0), (0, 0), (1, 1), (0, 1)]


def test_a_line_that_says_missing_is_due_even_if_nothing_ever_came(store: Store):
    load(store, row("2026-01", "shop", "rent", None), row("2026-01", "shop", "visits", None))
    cells = store.snapshot().cells
    for name in ("rent", "visits"):
        series = cells.series(name, "shop", ACTUAL)
        assert (units(series), coverage(series)) == ([0], [(0, 1)])


def test_a_name_without_any_figures_is_neither_known_nor_due(store: Store):
    load(store, row("2026-01", "shop", "wages", 10))
    series = store.snapshot().cells.series("visits", "company", ACTUAL)
    assert (units(series), coverage(series)) == ([0], [(0, 0)])


def test_unknown_names_are_refused(store: Store):
    load(store, row("2026-01", "shop", "wages", 10))
    cells = store.snapshot().cells
    with pytest.raises(UnknownName):
        cells.series("nonsense", "shop", ACTUAL)
    with pytest.raises(UnknownName):
        cells.series("wages", "nowhere", ACTUAL)


def forecast(as_of: date | None, *values: tuple[str, int]) -> list[dict[str, object]]:
    return [row(period, "shop", "wages", value, scenario="forecast", as_of=as_of) for period, value in values]


def test_the_latest_vintage_speaks_whole_slice_at_a_time(store: Store):
    january, february = date(2026, 1, 31), date(2026, 2, 28)
    load(
        store,
        *forecast(None, ("2026-03", 1)),
        *forecast(january, ("2026-03", 10), ("2026-04", 20)),
        *forecast(february, ("2026-03", 11), ("2026-04", 21), ("2026-05", 31)),
        row("2026-03", "plant", "wages", 5, scenario="forecast", as_of=january),
    )
    cells = store.snapshot().cells
    assert units(cells.series("wages", "company", FORECAST)) == [11, 21, 31]
    assert units(cells.series("wages", "company", FORECAST, january)) == [15, 20, 0]
    assert cells.vintages(FORECAST) == (january, february)
    assert units(store.snapshot("2026-02-10").cells.series("wages", "company", FORECAST)) == [15, 20, 0]
    assert units(store.snapshot("2026-01-10").cells.series("wages", "company", FORECAST)) == [1, 0, 0]
    assert store.snapshot("2026-02-10").cells.vintages(FORECAST) == (january,)


def test_only_figures_that_were_first_reported_otherwise_are_restated(store: Store):
    for day, wages in ((date(2026, 2, 5), 10), (date(2026, 3, 5), 12)):
        load(store, row("2026-01", "shop", "wages", wages, as_of=day), row("2026-01", "shop", "rent", 5, as_of=day))
    cells = store.snapshot().cells
    assert [cells.was_restated(name, "shop") for name in ("wages", "rent")] == [True, False]


def test_mixed_currencies_are_refused_never_added(store: Store):
    load(store, row("2026-01", "shop", "wages", 1, currency="EUR"), row("2026-01", "plant", "wages", 1, currency="USD"))
    with pytest.raises(MixedCurrencies, match="EUR, USD"):
        store.snapshot().cells.series("wages", "company", ACTUAL)


def test_one_foreign_currency_is_refused_too(store: Store):
    load(store, row("2026-01", "shop", "wages", 1, currency="EUR"), row("2026-01", "shop", "visits", 1))
    assert units(store.snapshot().cells.series("costs", "company", ACTUAL)) == [1]
    store.publish("ann", "now in pounds", "catalogue", catalogue_text="pounds")
    cells = store.snapshot().cells
    assert units(cells.series("visits", "company", ACTUAL)) == [1]
    with pytest.raises(MixedCurrencies):
        cells.series("costs", "company", ACTUAL)


def test_cost_centres_add_up_to_the_series(store: Store):
    load(
        store,
        row("2026-01", "shop", "sales", -7, cost_centre="a"),
        row("2026-01", "plant", "sales", -3, cost_centre="b"),
        row("2026-02", "plant", "sales", -2),
    )
    found = store.snapshot().cells.by_centre("income", "company", ACTUAL)
    assert {label: (values // 10_000).tolist() for label, values in found.items()} == {
        "a": [7, 0],
        "b": [3, 0],
        None: [0, 2],
    }


def test_what_is_shared_cannot_be_changed(store: Store):
    load(store, row("2026-01", "shop", "wages", 10))
    series = store.snapshot().cells.series("wages", "shop", ACTUAL)
    for array in (series.values, series.known, series.expected):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 1


FACTS = st.lists(
    st.tuples(
        st.sampled_from(MONTHS),
        st.sampled_from(["shop", "plant", "south", "north", "company"]),
        st.sampled_from(["sales", "refunds", "wages", "rent"]),
        st.integers(-(10**12), 10**12),
    ),
    max_size=40,
)


@given(FACTS)
def test_a_group_is_the_sum_of_its_entities_and_profit_of_its_parts(facts):
    cells = cells_of(facts)
    for period in range(3):
        below = sum(int(cells.series("profit", name, ACTUAL).values[period]) for name in ("north", "south", "old"))
        own = int(cells.stored("profit", "company", ACTUAL).values[period])
        total = int(cells.series("profit", "company", ACTUAL).values[period])
        assert total == below + own == -sum(ticks for when, _, _, ticks in facts if when == MONTHS[period])


@given(FACTS)
def test_never_more_known_than_expected(facts):
    cells = cells_of(facts)
    for name in ("sales", "income", "profit"):
        for entity in ("company", "north", "shop"):
            series = cells.series(name, entity, ACTUAL)
            assert (series.known <= series.expected).all()


def cells_of(facts) -> RevisionCells:
    import pyarrow as pa

    shape = pa.schema(
        [(name, pa.string()) for name in ("measure", "scenario", "source", "period")]
        + [("as_of", pa.date32())]
        + [(name, pa.string()) for name in ("entity", "cost_centre", "currency", "state")]
        + [(name, pa.int64()) for name in ("ticks", "lines")]
    )
    rows = [
        dict(
            zip(
                shape.names,
                (name, "actual", "ledger", period, None, entity, None, "EUR", "reported", ticks, 1),
                strict=True,
            )
        )
        for period, entity, name, ticks in facts
    ]
    calendar = calendar_from(CalendarRule(), date(2026, 1, 1), date(2026, 3, 31))
    return RevisionCells(cube_of(pa.Table.from_pylist(rows, schema=shape)), catalogue(), calendar)
