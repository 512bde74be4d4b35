"""The sample company's history of loads: what was published, in which order and why."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from scorecard.ingest.demo import actuals, forecasts, plans, promises, readings
from scorecard.ingest.demo.catalogue import catalogue_text
from scorecard.ingest.demo.economy import economy_months
from scorecard.ingest.demo.facts import month_ends
from scorecard.ingest.demo.ledger import ledger_months
from scorecard.ingest.demo.months import Months
from scorecard.ingest.demo.postings import Days, Postings
from scorecard.ingest.demo.restating import EARLY_DRAFT, RESTATED, STALE, as_first_closed, early_draft
from scorecard.ingest.demo.story import autumn_fair, foreseen, planted
from scorecard.store.publishing import fingerprint


@dataclass(frozen=True)
class Load:
    """One publication: what for, which figures, and the catalogue where it changes."""

    name: str
    why: str
    tables: tuple[pa.Table, ...] = ()
    catalogue: str | None = None
    sha256: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "sha256", fingerprint(self.tables, self.catalogue or ""))


def sample_loads(months: Months) -> tuple[Load, ...]:
    """Everything that is published, in order.

    Args:
        months: The company's months; their seed and last month decide every byte.

    Returns:
        The opening load, corrections to older months, an early draft sent too late, the closes of
        the last two months with their outlooks, and a last correction.
    """
    figures = sample_figures(months)
    keys, last = months.keys, months.last
    older = [last + since for since in RESTATED if since < -1]
    recent = [last + since for since in RESTATED if since >= -1]
    stem = f"sample company to {keys[last]}"
    return (
        Load(
            f"{stem}, opening", f"Three years of closed books to {keys[last - 2]}, plans and outlooks",
            (*figures.closed(range(last - 1)), *figures.plan, *figures.outlooks(range(last - 1))),
            catalogue_text(months, with_change=False),
        ),
        Load(
            f"{stem}, recoding", "Contractor bills booked as travel moved to contractors: "
            + ", ".join(keys[index] for index in older),
            figures.restated(older),
        ),
        Load(
            f"{stem}, early draft",
            f"Early draft of {keys[last + STALE]}, sent again by mistake; the later close stands",
            (figures.draft,),
        ),
        Load(
            f"{stem}, {keys[last - 1]}", f"Close of {keys[last - 1]} and outlook; target for visits on time lowered",
            (*figures.closed([last - 1]), *figures.outlooks([last - 1])), catalogue_text(months, made=-1),
        ),
        Load(
            f"{stem}, {keys[last]}", f"Close of {keys[last]} and outlook",
            (*figures.closed([last]), *figures.outlooks([last])), catalogue_text(months),
        ),
        Load(
            f"{stem}, correction", "Contractor bills booked as travel moved to contractors: "
            + ", ".join(keys[index] for index in recent),
            figures.restated(recent),
        ),
    )  # fmt: skip


@dataclass(frozen=True)
class SampleFigures:
    """All facts of the sample company, ready to be cut into loads.

    ``first`` is the ledger as first closed, ``final`` as it reads after every correction; ``others``
    are the remaining actual figures; ``made`` maps a month's index to the outlook made at its end.
    """

    months: Months
    first: pa.Table
    final: pa.Table
    others: tuple[pa.Table, ...]
    plan: tuple[pa.Table, ...]
    draft: pa.Table
    made: dict[int, pa.Table]

    def closed(self, which: range | list[int]) -> tuple[pa.Table, ...]:
        """Actual figures of these months as they were first closed."""
        return tuple(_of_months(self.months, table, which) for table in (self.first, *self.others))

    def restated(self, which: list[int]) -> tuple[pa.Table, ...]:
        """The corrected ledger of these months."""
        return (_of_months(self.months, self.final, which),)

    def outlooks(self, which: range | list[int]) -> Iterator[pa.Table]:
        """The outlooks made at the end of these months."""
        return (self.made[index] for index in which if index in self.made)


def sample_figures(months: Months) -> SampleFigures:
    """Run the company and turn what happened, was planned and was expected into facts."""
    story, (paid, planned_for) = planted(months), autumn_fair(months)
    economy = economy_months(months, story, paid)
    planned = economy_months(months, foreseen(months), planned_for)
    ledger = ledger_months(months, story, economy)
    counted = readings.reading_months(months, story, economy, ledger)
    restated_on = months.first_days[1:]
    made = range(months.last + 1 - forecasts.VINTAGES, months.last + 1)
    first = as_first_closed(months, ledger.lines)
    others = (
        actuals.balance_facts(months, ledger),
        *actuals.reading_facts(months, counted),
        actuals.item_facts(months, ledger),
        actuals.bank_facts(months, ledger),
        promises.promise_facts(months, ledger, actuals.PLACES),
    )

    def posted(lines: Postings, as_of: Days, file: str) -> pa.Table:
        return actuals.ledger_facts(months, lines, ledger.journals, as_of, file)

    return SampleFigures(
        months,
        posted(first, month_ends(months), "ledger"),
        posted(ledger.lines, restated_on, "ledger_corrected"),
        others,
        tuple(plans.plan_facts(months, planned, ledger)),
        _noted(posted(early_draft(months, first), month_ends(months) - 2, "ledger_draft")),
        {index: forecasts.forecast_facts(months, economy, index) for index in made},
    )


def _noted(table: pa.Table) -> pa.Table:
    note = pa.array(np.full(table.num_rows, EARLY_DRAFT), pa.string())
    return table.set_column(table.schema.get_field_index("note"), table.schema.field("note"), note)


def _of_months(months: Months, table: pa.Table, which: range | list[int]) -> pa.Table:
    keys = pa.array([months.keys[index] for index in which], pa.string())
    return table.filter(pc.is_in(table["period"], value_set=keys))
