"""Stored figures of a column's segments by chosen dimensions; those of a period told in part add up to that part."""

from collections import defaultdict
from collections.abc import Sequence

import pyarrow as pa

from scorecard.domain.phasing import cut
from scorecard.domain.statement import to_date
from scorecard.domain.variance_outlook import Segment
from scorecard.reports.asked import Asked
from scorecard.reports.reference import Column, adds_up
from scorecard.reports.why_where import Where
from scorecard.store.store import Store


def leaves_of(
    store: Store,
    asked: Asked,
    names: Sequence[str],
    entity: str,
    column: Column,
    dims: tuple[str, ...],
    where: Where = (),
) -> pa.Table:
    """What is stored of names below an entity, as ``Store.leaves`` tells it, over all segments of a column.

    Args:
        store: The open store.
        asked: The question, opened.
        names: Accounts or readings.
        entity: Its whole subtree.
        column: Which periods of which numbers.
        dims: Dimensions to tell by, "measure" among them where a segment is told in part.
        where: Only this part of the figures.
    """
    tables = []
    for segment in column:
        whole, last = _around(segment)
        for periods, part in ((whole, None), (last, segment.part)):
            if periods:
                keys = [asked.calendar.periods[index].key for index in periods]
                found = store.leaves(
                    asked.told_in(segment.known), names, (entity,), keys, segment.scenario, dims, segment.vintage, where
                )
                tables.append(found if part is None else _cut(asked, found, part))
    return pa.concat_tables(tables)


def _around(segment: Segment) -> tuple[range, range]:
    """The periods told in full, and the last where only a part of it counts."""
    window = segment.window
    return (window, range(0)) if segment.part is None else (window[:-1], window[-1:])


def _cut(asked: Asked, found: pa.Table, part: tuple[int, int]) -> pa.Table:
    """Amounts and quantities of what grows day by day, cut account by account."""
    rows: dict[str, list[int]] = defaultdict(list)
    for at, name in enumerate(found["measure"].to_pylist()):
        if adds_up(asked.catalogue, name):
            rows[name].append(at)
    for label in ("value", "quantity"):
        told = found[label].to_pylist()
        for own in rows.values():
            known = [at for at in own if told[at] is not None]
            amounts = [told[at] for at in known]
            for at, ticks in zip(known, cut(amounts, to_date(sum(amounts), part), part), strict=True):
                told[at] = ticks
        place = found.schema.get_field_index(label)
        found = found.set_column(place, found.schema.field(place), pa.array(told, found.schema.field(place).type))
    return found
