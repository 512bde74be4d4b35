"""The finest lines of a value and of what it is held against, told by the dimensions that both sides keep."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from scorecard.domain.catalogue import Measure
from scorecard.domain.cells import Ints
from scorecard.domain.explain import PLACES, Leaves
from scorecard.domain.grouping import grouped
from scorecard.domain.terms import Over, Term, overs, parse_terms
from scorecard.domain.vocabulary import Kind
from scorecard.reports.asked import Asked
from scorecard.reports.reference_leaves import leaves_of
from scorecard.reports.why_against import Against, Window
from scorecard.reports.why_where import Where
from scorecard.store.accounts import Accounts
from scorecard.store.refusals import TooLarge
from scorecard.store.schema import DIMENSIONS, TOLD_BY
from scorecard.store.store import Store

COLUMNS = ("actual", "reference", "actual_base", "reference_base")
PAST = len(COLUMNS)
"""From this column on rows belong to periods before: actual and reference by turns, the oldest period first."""

SAFE = float(2**62)


@dataclass(frozen=True, eq=False)
class Rows:
    """Figures of both sides, one row per leaf and column, before rows of the same leaf are added up.

    ``codes`` are int64[rows] per dimension of ``TOLD_BY``, positions in ``names`` ("" for what is not told);
    ``column`` int64[rows] says which of ``COLUMNS`` a row belongs to, or from ``PAST`` on which side of an earlier
    period; ``ticks`` int64[rows].
    """

    names: tuple[tuple[str, ...], ...]
    codes: tuple[Ints, ...]
    column: Ints
    ticks: Ints
    places: int = PLACES

    def of(self, dim: str) -> tuple[Ints, tuple[str, ...]]:
        """Codes and names of a dimension."""
        at = TOLD_BY.index(dim)
        return self.codes[at], self.names[at]

    @property
    def only_actual(self) -> "Rows":
        """The actual side alone."""
        return self._chosen(np.isin(self.column, (0, 2)))

    @property
    def now(self) -> "Rows":
        """The figures of the window asked for."""
        return self._chosen(self.column < PAST)

    @property
    def before(self) -> "Rows":
        """The figures of earlier periods."""
        return self._chosen(self.column >= PAST)

    def within(self, where: Where) -> "Rows":
        """Only a part of the figures, as if it alone had been read."""
        own = np.ones(len(self.ticks), np.bool_)
        for dim, value in where:
            codes, names = self.of(dim)
            own &= codes == (names.index(value) if value in names else -1)
        return self._chosen(own)

    def _chosen(self, own: NDArray[np.bool_]) -> "Rows":
        codes = tuple(each[own] for each in self.codes)
        return replace(self, codes=codes, column=self.column[own], ticks=self.ticks[own])


@dataclass(frozen=True, slots=True)
class Wanted:
    """One term read over one window into one column, as whole multiples; ``before`` says so many periods back."""

    column: int
    name: str
    window: Window
    over: Over
    times: int
    before: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """How a measure's sides are read: what to ask for, and how many decimals whole multiples have."""

    wanted: tuple[Wanted, ...]
    places: int


def rows_between(
    store: Store,
    asked: Asked,
    measure: Measure,
    now: Window,
    against: Against,
    where: Where,
    before: tuple[int, ...] = (),
) -> Rows:
    """All figures behind a measure's value and behind its other side.

    Args:
        store: The open store.
        asked: The question, opened.
        measure: What is taken apart; it must be one that can be.
        now: The actual figures.
        against: The other side.
        where: Only this part of them.
        before: Earlier periods that are told too: how many back, oldest first.

    Raises:
        TooLarge: If the figures cannot be added up as 64-bit ticks.
    """
    plan = _plan(asked, measure, now, against)
    tables = list(_asked_for(store, asked, plan.wanted, where, TOLD_BY))
    if before:
        other = [table for each, table in tables if each.column == 1]
        told = (dim for dim in DIMENSIONS if any(table[dim].null_count < len(table) for table in other))
        dims = ("entity", "measure", *told)
        earlier = [replace(each, before=before) for each in plan.wanted]
        tables += _asked_for(store, asked, earlier, where, dims)
    if against.rate is not None:
        below = [(each, table) for each, table in tables if each.column == 2]
        tables += [(each, _into(table, 3)) for each, table in below]
        tables += [(replace(each, times=int(each.times * against.rate)), _into(table, 1)) for each, table in below]
    return _stacked(tables, plan.places, measure.id)


def _plan(asked: Asked, measure: Measure, now: Window, against: Against) -> Plan:
    """Terms with whole multiples: factor, coefficients, days and target brought to one power of ten."""
    above, below = parse_terms(measure.numerator), parse_terms(measure.denominator)
    over_above, over_below = overs(measure, asked.catalogue)
    rate = [] if against.rate is None else [against.rate]
    decimals = max((_decimals(c) for c in (*(t.coefficient for t in (*above, *below)), measure.factor)), default=0)
    shift = 10 ** (2 * decimals + sum(map(_decimals, rate)))
    sides = ((0, now), (1, against.window)) if against.window else ((0, now),)
    wanted: list[Wanted] = []
    for column, window in sides:
        days = _days(asked, window) if measure.kind is Kind.DAYS else 1
        factor = measure.factor * days * shift
        wanted += _terms(column, window, above, over_above, factor)
        wanted += _terms(column + 2, window, below, over_below, Decimal(shift))
    return Plan(tuple(wanted), PLACES + (len(str(shift)) - 1))


def _terms(
    column: int, window: Window, terms: Iterable[Term], over: Iterable[Over], factor: Decimal
) -> Iterator[Wanted]:
    for term, each in zip(terms, over, strict=True):
        yield Wanted(column, term.name, window, each, int(term.coefficient * factor))


def _decimals(number: Decimal) -> int:
    exponent = number.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _days(asked: Asked, window: Window) -> int:
    return asked.calendar.days(window.periods(Over.SUM))


def _asked_for(
    store: Store, asked: Asked, wanted: Iterable[Wanted], where: Where, dims: tuple[str, ...]
) -> Iterator[tuple[Wanted, pa.Table]]:
    """Per term the dimensions of ``TOLD_BY``, those not asked for empty, ``value``, ``sign`` and ``column``.

    Terms of the same periods are read together, account by account.
    """
    together: dict[tuple[Window, tuple[int, ...]], list[Wanted]] = {}
    for each in wanted:
        places = tuple(each.window.at - back for back in each.before) or tuple(each.window.periods(each.over))
        together.setdefault((each.window, places), []).append(each)
    accounts = Accounts(asked.catalogue)
    for (window, places), terms in together.items():
        names = dict.fromkeys(leaf for each in terms for leaf in accounts.parts(each.name))
        keys = [asked.calendar.periods[index].key for index in places]
        entity, over = asked.scope.entity, terms[0].over
        if terms[0].before:
            found = store.leaves(
                asked.snapshot, tuple(names), (entity,), keys, window.scenario, (*dims, "period"), window.vintage, where
            )
        else:
            found = leaves_of(store, asked, tuple(names), entity, window.segments(over), dims, where)
        for dim in TOLD_BY:
            if dim not in dims:
                found = found.append_column(dim, pa.nulls(len(found), pa.string()))
        for each in terms:
            yield each, _of_term(found, accounts.own(each.name), each, keys)


def _of_term(found: pa.Table, signs: Mapping[str, int], wanted: Wanted, keys: Sequence[str]) -> pa.Table:
    """A term's own lines of those read together."""
    names, code = _coded(found["measure"])
    is_own = np.array([name in signs for name in names], np.bool_)[code]
    own = found if is_own.all() else found.filter(pa.array(is_own))
    sign = np.array([signs.get(name, 0) for name in names], np.int64)[code[is_own]]
    column = np.full(len(own), wanted.column)
    if wanted.before:
        told, period = _coded(own["period"])
        column = np.array([PAST + 2 * keys.index(key) + wanted.column for key in told], np.int64)[period]
    own = own.append_column("sign", pa.array(sign, pa.int64()))
    return own.append_column("column", pa.array(column, pa.int64()))


def _into(table: pa.Table, column: int) -> pa.Table:
    """The same figures for another column."""
    at = table.schema.get_field_index("column")
    return table.set_column(at, "column", pa.repeat(pa.scalar(column, pa.int64()), len(table)))


def _stacked(tables: Sequence[tuple[Wanted, pa.Table]], places: int, name: str) -> Rows:
    ticks = np.concatenate([np.zeros(0, np.int64), *(_ticks(table, each.times, name) for each, table in tables)])
    together = pa.concat_tables([table.select((*TOLD_BY, "column")) for _, table in tables])
    coded = [_coded(together[dim]) for dim in TOLD_BY]
    column = together["column"].to_numpy()
    return Rows(tuple(names for names, _ in coded), tuple(codes for _, codes in coded), column, ticks, places)


def _ticks(table: pa.Table, times: int, name: str) -> Ints:
    found: Ints = table["value"].to_numpy()
    signs: Ints = table["sign"].to_numpy()
    if float(np.abs(found.astype(np.float64) * signs).sum()) * abs(times) > SAFE:
        raise TooLarge(name)
    return found * signs * times


def _coded(column: pa.ChunkedArray) -> tuple[tuple[str, ...], Ints]:
    """Names in order and each row's place among them; what is not told is ""."""
    array = column.combine_chunks().dictionary_encode(null_encoding="encode")
    if isinstance(array, pa.ChunkedArray):
        array = array.combine_chunks()
    words = [word or "" for word in array.dictionary.to_pylist()]
    names = tuple(sorted(set(words)))
    rank = {name: at for at, name in enumerate(names)}
    place = np.array([rank[word] for word in words], np.int64)
    return names, place[array.indices.to_numpy(zero_copy_only=False)] if words else np.zeros(0, np.int64)


def added(rows: Rows, dims: Sequence[str], ratio: bool, before: Rows | None = None) -> Leaves:
    """Rows of the same members added up; with the differences of earlier periods where those are given."""
    parts = [rows.of(dim) for dim in dims]
    sizes = [len(names) for _, names in parts]
    earlier = [before.of(dim)[0] for dim in dims] if before else []
    codes = [
        np.concatenate([own, *then]) for (own, _), *then in zip(parts, *([earlier] if before else []), strict=True)
    ]
    count = len(rows.ticks)
    keys, index = grouped(codes, sizes, count + (len(before.ticks) if before else 0))
    size = len(keys[0]) if keys else min(1, len(index))
    sums = np.zeros((len(COLUMNS), size), np.int64)
    np.add.at(sums, (rows.column, index[:count]), rows.ticks)
    kept = np.bincount(index[:count], minlength=size) > 0
    told = Leaves(
        tuple(dims), tuple(key[kept] for key in keys), tuple(names for _, names in parts), sums[0][kept],
        sums[1][kept], past=_past(before, index[count:], size, kept), places=rows.places,
    )  # fmt: skip
    return replace(told, actual_base=sums[2][kept], reference_base=sums[3][kept]) if ratio else told


def _past(before: Rows | None, index: Ints, size: int, kept: NDArray[np.bool_]) -> Ints | None:
    """int64[leaves, periods]: the differences of earlier periods, oldest first."""
    if before is None or not len(before.ticks):
        return None
    period, side = np.divmod(before.column - PAST, 2)
    found = np.zeros((size, int(period.max()) + 1), np.int64)
    np.add.at(found, (index, period), np.where(side == 0, before.ticks, -before.ticks))
    return found[kept]
