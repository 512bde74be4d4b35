"""From a number to its parts and its postings, beside the engine on the bare file."""

from pathlib import Path

from benchmarks.bars import Bar
from benchmarks.store.scanning import bare, timed
from scorecard.domain.vocabulary import Scenario
from scorecard.store.store import Store

DIMS = ("entity", "measure", "cost_centre", "vendor")
BOUNDS = {1: 1.2, 6: 2.0}
"""Months of the window to what its contributions may cost, as a multiple of the bare scan."""


def drill(store: Store, file: Path) -> list[Bar]:
    snapshot = store.snapshot("r1")
    months = [f"2025-{month:02d}" for month in range(1, 7)]
    query = (
        f"SELECT * FROM lines WHERE measure = 'account20' AND scenario = 'actual' AND period IN ({_listed(months)}) "
        "ORDER BY abs(value) DESC, date, entity, measure, source_ref, source_row LIMIT 200"
    )
    with bare(file) as connection:
        scanned = timed(lambda: connection.sql(query).to_arrow_table())
    found = timed(lambda: store.lines(snapshot, ["account20"], ["company"], months, Scenario.ACTUAL, 200, True))
    told = f"{found * 1000:.0f} ms / {scanned * 1000:.0f} ms, largest 200 of a half year"
    return [
        Bar("a drill / bare Parquet", found / scanned, "×", 1.0, told),
        Bar("a drill to postings", found * 1000, "ms", 300.0, told),
    ]


def contributions(store: Store, file: Path) -> list[Bar]:
    """Actual and plan of all costs by four dimensions, for a month and for half a year."""
    snapshot, costs = store.snapshot("r1"), store.snapshot("r1").catalogue.account_children["costs"]
    found = []
    for months, bound in BOUNDS.items():
        periods = [f"2025-{month:02d}" for month in range(7 - months, 7)]
        query = (
            f"SELECT {', '.join(DIMS)}, sum(value) FILTER (scenario = 'actual'), "
            "sum(value) FILTER (scenario = 'budget') "
            f"FROM lines WHERE measure IN ({_listed(costs)}) AND period IN ({_listed(periods)}) GROUP BY ALL"
        )

        def ours(periods: list[str] = periods) -> None:
            for scenario in (Scenario.ACTUAL, Scenario.BUDGET):
                store.leaves(snapshot, ["costs"], ["company"], periods, scenario, DIMS)

        with bare(file) as connection:
            scanned = timed(lambda query=query: connection.sql(query).to_arrow_table())  # type: ignore[misc]
        mine = timed(ours)
        told = f"{mine * 1000:.0f} ms / {scanned * 1000:.0f} ms, {len(DIMS)} dimensions"
        found.append(Bar(f"contributions over {months} months / bare Parquet", mine / scanned, "×", bound, told))
    return found


def _listed(names: list[str] | tuple[str, ...]) -> str:
    return ", ".join(f"'{name}'" for name in names)
