"""Splits: by which dimension a value can be split, the parts of the one chosen, and what they add up to."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from scorecard.domain.display import shown
from scorecard.domain.vocabulary import Comparison
from scorecard.domain.wording import named_alone
from scorecard.reports.why_accounts import accounts_below, below
from scorecard.reports.why_apart import Apart, taken_apart
from scorecard.reports.why_causes import cut_anew
from scorecard.reports.why_leaves import Rows
from scorecard.reports.why_parts import Part, members, parts_by
from scorecard.reports.why_where import DIM_WORDS
from scorecard.store.schema import DIMENSIONS
from scorecard.store.store import Store

ORDER = ("entity", "measure", "cost_centre", "vendor", "customer", "product", "project")
"""The way down, from the whole to the posting."""


@dataclass(frozen=True, slots=True)
class Split:
    """A value by one dimension.

    Attributes:
        by: The dimension; "" where nothing is left to split by.
        parts: Its parts, largest difference first.
        against: What the parts are held against; "" where there is nothing.
        note: Why that is another side than the whole's; "" where it is the same.
        foots: What the parts add up to, in a sentence.
    """

    by: str
    parts: tuple[Part, ...]
    against: str
    note: str
    foots: str


def offered(apart: Apart) -> tuple[str, ...]:
    """Dimensions that tell more than one part of the value, in the order of the way down."""
    settled = {dim for dim, _ in apart.spot.where}
    rows = apart.rows.only_actual
    return tuple(dim for dim in ORDER if dim not in settled and _tells(apart, rows, dim))


def not_compared(dim: str) -> str:
    """Why parts by a dimension are held against nothing where its members changed between the two sides."""
    return f"{DIM_WORDS[dim].capitalize()}s were renamed or reorganised; not compared by {DIM_WORDS[dim]}."


def split_by(store: Store, apart: Apart, dims: Sequence[str], chosen: str, value: Decimal | None) -> Split:
    """The value by the dimension chosen, or by the first of those that are offered.

    A dimension that the other side does not keep is told against last year, and says so.
    """
    by = chosen if chosen in dims else next(iter(dims), "")
    if not by:
        return Split("", (), "", "", "")
    if by == "measure":
        parts = accounts_below(
            store, apart.asked, apart.measure, apart.now, apart.against, apart.spot, value is not None
        )
        return Split(by, parts, apart.against.words, "", _accounts_foot(apart, parts, value))
    note = ""
    anew = by in cut_anew(apart.alike.rows)
    if anew:
        note = not_compared(by)
    elif apart.shape.compared and not _keeps(apart, by):
        note = f"{named_alone(apart.against.words)} is not kept by {DIM_WORDS[by]}"
        apart = taken_apart(store, apart.asked, apart.found, apart.spot, Comparison.LAST_YEAR)
        kept = apart.shape.compared and _keeps(apart, by)
        note += ", so the parts are compared with last year." if kept else ", so there is nothing to compare with."
    compared = apart.shape.compared and not anew and _keeps(apart, by)
    shape = apart.shape if compared else apart.shape.alone
    rows = apart.alike.rows if compared else apart.rows.only_actual
    parts = parts_by(rows, by, shape, apart.spot, apart.asked.catalogue, apart.asked.scope.words)
    return Split(by, parts, apart.against.words if compared else "", note, _foots(apart, parts, value))


def _tells(apart: Apart, rows: Rows, dim: str) -> bool:
    if dim == "measure":
        return bool(apart.measure.denominator) or len(below(apart.asked.catalogue, apart.measure)) > 1
    return len(members(rows, dim, apart.asked.catalogue, apart.spot.entity)) > 1


def _keeps(apart: Apart, dim: str) -> bool:
    """Whether both sides tell the dimension; places, if they tell more than one."""
    if dim in DIMENSIONS:
        return dim in apart.alike.dims
    return len(members(apart.alike.rows, dim, apart.asked.catalogue, apart.spot.entity)) > 1


def _foots(apart: Apart, parts: Sequence[Part], value: Decimal | None) -> str:
    if apart.shape.ratio:
        moved = ", and by how much it moves the whole: these add up" if apart.shape.compared else ""
        return f"Each part's own figure{moved}."
    return _added_up(apart, parts, value)


def _accounts_foot(apart: Apart, parts: Sequence[Part], value: Decimal | None) -> str:
    if apart.shape.ratio:
        return "These amounts stand behind the figure; they are divided, not added up."
    return _added_up(apart, parts, value)


def _added_up(apart: Apart, parts: Sequence[Part], value: Decimal | None) -> str:
    if value is None and all(part.actual is None for part in parts):
        return "Nothing is known of its parts."
    total = sum((part.actual for part in parts if part.actual is not None), Decimal(0))
    told = shown(total, apart.measure.unit, apart.asked.catalogue.currency, apart.measure.decimals)
    if value is None:
        return f"What is known so far adds up to {told}."
    if total == value:
        return f"The parts add up to {told}, the figure above."
    rest = shown(value - total, apart.measure.unit, apart.asked.catalogue.currency, apart.measure.decimals)
    return f"The parts add up to {told}; {rest} belongs to none of them."
