"""The lines a statement leaves out on the screen, summed below their group, so that what is shown foots."""

from collections.abc import Collection, Sequence
from decimal import Decimal

from scorecard.domain.variance import percent
from scorecard.reports.variance_rows import VarianceRow


def with_others(rows: Sequence[VarianceRow], kept: Collection[str]) -> tuple[VarianceRow, ...]:
    """The kept rows in reading order, and below each opened group one row with the sums of what it leaves out.

    A group none of whose lines is kept says it all itself. One line alone takes no more room than its
    sum would, and stands there by name.

    Args:
        rows: All rows, parents before children.
        kept: Ids of the rows that are shown.
    """
    inside: dict[str, list[VarianceRow]] = {}
    for row in rows:
        inside.setdefault(row.parent, []).append(row)
    kept = set(kept)
    others: dict[str, VarianceRow] = {}
    for row in rows:
        below = inside.get(row.id, [])
        hidden = [each for each in below if each.id not in kept]
        if row.id not in kept or len(hidden) == len(below):
            continue
        if len(hidden) == 1:
            kept.add(hidden[0].id)
        elif hidden:
            others[row.id] = _summed(row, hidden)
    return tuple(_placed(rows, kept, others))


def _placed(rows: Sequence[VarianceRow], kept: Collection[str], others: dict[str, VarianceRow]) -> list[VarianceRow]:
    """The others of a group stand after all that is kept of it."""
    found: list[VarianceRow] = []
    opened: list[VarianceRow] = []
    for row in rows:
        while opened and opened[-1].depth >= row.depth:
            found += filter(None, (others.get(opened.pop().id),))
        opened.append(row)
        if row.id in kept:
            found.append(row)
    for row in reversed(opened):
        found += filter(None, (others.get(row.id),))
    return found


def _summed(group: VarianceRow, hidden: Sequence[VarianceRow]) -> VarianceRow:
    ways = [each.sign * group.sign or 1 for each in hidden]

    def total(values: Sequence[Decimal | None], factors: Sequence[int]) -> Decimal | None:
        known = [value * factor for value, factor in zip(values, factors, strict=True) if value is not None]
        return sum(known, Decimal(0)) if len(known) == len(values) else None

    actual = total([each.actual for each in hidden], ways)
    reference = total([each.reference for each in hidden], ways)
    share, plain = percent(actual, reference), [1] * len(hidden)
    return VarianceRow(
        id="",
        label=f"{len(hidden)} other lines",
        shape="others",
        depth=group.depth + 1,
        parent=group.id,
        sign=group.sign,
        actual=actual,
        reference=reference,
        difference=total([each.difference for each in hidden], ways),
        impact=total([each.impact for each in hidden], plain),
        percent=share.value,
        pct_note="" if share.note == "missing" else share.note,
        last_year=total([each.last_year for each in hidden], ways),
        outlook=total([each.outlook for each in hidden], ways),
        year_plan=total([each.year_plan for each in hidden], ways),
        outlook_impact=total([each.outlook_impact for each in hidden], plain),
        pace=total([each.pace for each in hidden], ways),
    )
