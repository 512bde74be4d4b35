"""The lines of a statement: both sides, the difference, which way it moves the result, and whether it counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from scorecard.domain.display import shown
from scorecard.domain.statement import rule_of, tree
from scorecard.domain.variance import LARGE, Worth, difference, limit_of, percent, worth
from scorecard.domain.vocabulary import Comparison, Unit
from scorecard.domain.wording import verdict
from scorecard.reports.asked import Asked, label_of
from scorecard.reports.reference import Column
from scorecard.reports.variance_columns import Columns, Ledger, lacking
from scorecard.reports.variance_drivers import Driver, driver_of
from scorecard.store.accounts import Accounts

_SILENT = {Comparison.LAST_YEAR: "nothing last year", Comparison.KNOWN: "nothing posted then"}
"""Why the other side of a line is zero; of plan and outlook that it is not in them."""


@dataclass(frozen=True, slots=True)
class VarianceRow:
    """One line of a statement. Amounts are exact, in natural sign: income and cost are both positive.

    ``shape`` is line, group, subtotal or place; ``depth`` counts from 0. ``difference`` is arithmetic, ``impact`` is
    signed so that plus is better, None where nothing is better. ``percent`` is a fraction of the other side, with
    ``pct_note`` where it has no meaning. ``reason`` says why there is no value, ``note`` what is special about it,
    ``worth`` why it is worth a look ("" where it is not). ``counted`` is how often the line counts in the result.
    ``terms`` are what a subtotal adds up: factors and ids. ``outlook`` and ``year_plan`` are the fiscal year's;
    ``stands_out`` where their difference is too large to be left out of what is shown. ``pace`` is what each working
    day left of an open period must bring to reach the other side. ``beside`` are further figures of the place.
    """

    id: str
    label: str
    shape: str = "line"
    depth: int = 0
    parent: str = ""
    sign: int = 0
    counted: int = 0
    terms: tuple[tuple[int, str], ...] = ()
    actual: Decimal | None = None
    reference: Decimal | None = None
    difference: Decimal | None = None
    impact: Decimal | None = None
    percent: Decimal | None = None
    pct_note: str = ""
    last_year: Decimal | None = None
    outlook: Decimal | None = None
    year_plan: Decimal | None = None
    outlook_impact: Decimal | None = None
    stands_out: bool = False
    reason: str = ""
    note: str = ""
    worth: str = ""
    pace: Decimal | None = None
    driver: Driver | None = None
    who: str = ""
    beside: tuple[Decimal | None, ...] = ()


@dataclass(frozen=True, eq=False)
class Told:
    """A statement being written: figures, columns, which way lines move the result, and what each belongs to."""

    asked: Asked
    accounts: Accounts
    ledger: Ledger
    columns: Columns
    result: str
    signs: Mapping[str, int]
    counted: Mapping[str, int]
    wholes: Mapping[str, str]
    full_year: bool

    def side(self, name: str, column: Column, called: str = "") -> tuple[Decimal | None, str]:
        """A line's sum in a column, or why there is none.

        A line nobody ever posted or planned is zero where the whole it belongs to is covered.
        """
        reason = lacking(self.ledger, self.wholes[name], column, called)
        found = self.ledger.sum(name, column)
        if found.reason and called:
            reason = reason or f"{called}: {found.reason}"
        return (None, reason) if reason else (found.value, found.reason)

    def is_silent(self, name: str) -> bool:
        """Whether no column has anything to say about a line."""
        columns = self.columns
        every = (columns.actual, columns.reference, columns.last_year, columns.year_plan)
        return not any(self.ledger.due(name, column) for column in every)


def rows_of(told: Told, names: Sequence[str]) -> tuple[VarianceRow, ...]:
    """One row per account of the trees named, in the tree's order; lines with nothing to say are left out."""
    catalogue = told.asked.catalogue
    rows = (_row(told, name, depth) for name, depth in tree(catalogue, names) if not told.is_silent(name))
    found = [row for row in rows if row.id == told.result or not _is_nothing(row)]
    sizes = [abs(side) for row in found if not row.depth for side in (row.actual, row.reference) if side is not None]
    size = max(sizes, default=None)
    return tuple(replace(row, worth=_worth(told, row, size), stands_out=_stands_out(told, row)) for row in found)


def _row(told: Told, name: str, depth: int) -> VarianceRow:
    account, columns = told.asked.catalogue.accounts[name], told.columns
    actual, reason = told.side(name, columns.actual, "outlook" if told.full_year else "")
    reference, lacks = told.side(name, columns.reference, columns.against)
    gap, sign = difference(actual, reference), told.signs[name]
    share = percent(actual, reference)
    outlook, _ = told.side(name, columns.outlook, "outlook")
    year_plan, _ = told.side(name, columns.year_plan, "plan")
    ahead = difference(outlook, year_plan)
    children = told.asked.catalogue.account_children[name]
    return VarianceRow(
        id=name,
        label=label_of(account, told.asked.scope.words),
        shape="subtotal" if account.formula else "group" if children else "line",
        depth=depth,
        parent=account.parent or "",
        sign=sign,
        counted=told.counted.get(name, 0),
        terms=told.accounts.terms(name),
        actual=actual,
        reference=reference,
        difference=gap,
        impact=None if gap is None or not sign else gap * sign + 0,
        percent=share.value,
        pct_note="" if share.note == "missing" else share.note,
        last_year=told.side(name, columns.last_year, "last year")[0],
        outlook=outlook,
        year_plan=year_plan,
        outlook_impact=None if ahead is None or not sign else ahead * sign + 0,
        reason=reason or (lacks if columns.reference else ""),
        note="; ".join(filter(None, (_note(told, name), _added_back(told, name)))),
        pace=_pace(told, name, actual),
        driver=None if told.full_year else driver_of(told.asked, name),
    )


def _is_nothing(row: VarianceRow) -> bool:
    """Whether all a line says is zero."""
    sides = (row.actual, row.reference, row.last_year, row.outlook, row.year_plan)
    return not row.reason and not any(sides)


def _note(told: Told, name: str) -> str:
    """That one side is zero because nobody ever said anything, where the whole it belongs to is covered."""
    columns, whole = told.columns, told.wholes[name]
    if not told.ledger.due(name, columns.actual) and not lacking(told.ledger, whole, columns.actual):
        return "nothing posted"
    silent = columns.reference and not told.ledger.due(name, columns.reference)
    if silent and not lacking(told.ledger, whole, columns.reference, columns.against):
        return _SILENT.get(told.asked.scope.compare, f"not in the {columns.against}")
    return ""


def _added_back(told: Told, name: str) -> str:
    """Which lines a subtotal leaves out of the groups it is made of: "Depreciation added back"."""
    catalogue, accounts = told.asked.catalogue, told.accounts
    whole = accounts.parts(name)
    left_out = [
        label_of(catalogue.accounts[term], told.asked.scope.words)
        for factor, term in accounts.terms(name)
        if factor > 0 and term in catalogue.accounts and not any(whole[leaf] for leaf in accounts.parts(term))
    ]
    return f"{' and '.join(left_out)} added back" if left_out else ""


def _pace(told: Told, name: str, actual: Decimal | None) -> Decimal | None:
    """What each working day left must bring to reach the whole open period's other side."""
    part = told.columns.part
    if part is None or part[0] >= part[1] or actual is None:
        return None
    whole = tuple(replace(segment, part=None) for segment in told.columns.reference)
    aim, _ = told.side(name, whole, told.columns.against)
    return None if aim is None else (aim - actual) / (part[1] - part[0])


def _worth(told: Told, row: VarianceRow, size: Decimal | None) -> str:
    """Why a line is worth a look, in words; "" where it is not."""
    rule = rule_of(row.id, told.asked.catalogue)
    limit = limit_of(rule, Unit.MONEY, size)
    felt = row.difference if row.impact is None else row.impact
    steps = _steps(told, row)
    return worth_words(worth(felt, row.percent, limit, rule.percent, steps=steps), felt, limit, rule.percent, steps)


def _stands_out(told: Told, row: VarianceRow) -> bool:
    """Whether the year is expected so far off its plan that the amount alone is worth a look."""
    rule = rule_of(row.id, told.asked.catalogue)
    sides = [abs(side) for side in (row.outlook, row.year_plan) if side is not None]
    limit = limit_of(rule, Unit.MONEY, max(sides, default=None))
    return worth(row.outlook_impact, None, limit, rule.percent) is Worth.LARGE


def _steps(told: Told, row: VarianceRow) -> tuple[Decimal | None, ...]:
    sign = row.sign or 1
    found = []
    for actual, reference in told.columns.steps:
        gap = difference(told.ledger.sum(row.id, actual).value, told.ledger.sum(row.id, reference).value)
        found.append(None if gap is None else gap * sign)
    return tuple(found)


def worth_words(
    why: Worth | None,
    felt: Decimal | None,
    limit: Decimal | None,
    share: Decimal,
    steps: Sequence[Decimal | None] = (),
) -> str:
    """The rule that makes a difference worth a look, in words."""
    if why is None or felt is None:
        return ""
    amount = "" if limit is None else shown(limit)
    percent_words = f"{(share * 100).normalize():f} %"
    if why is Worth.LARGE:
        return f"over {LARGE} × {amount}"
    if why is Worth.PERSISTENT:
        known = [step for step in steps if step is not None]
        together = shown(abs(sum(known, Decimal(0))))
        return f"{len(known)} {verdict(known[-1])} in a row, {together}"
    return f"at least {amount} and {percent_words}" if amount else f"at least {percent_words}"
