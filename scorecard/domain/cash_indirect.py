"""Operating profit turned into cash: what customers, stock, suppliers, tax, investments and loans take or bring."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from scorecard.domain.bridge import nearest
from scorecard.domain.cells import TICKS, Ints

STEPS = (
    "profit", "noncash", "receivables", "inventory", "payables", "tax", "capex", "debt", "owners", "other",
)  # fmt: skip
"""Ids of the steps from profit to cash, in reading order."""

USES = frozenset({"receivables", "inventory", "capex"})
"""Balances that take cash as they grow; all others bring it."""

CENT = TICKS // 100
"""Ticks in a cent."""

WINDOW = 3
"""Months over which a day of sales or of purchases is measured."""


@dataclass(frozen=True, eq=False)
class CashPath:
    """Cash month by month: ``opening`` + all steps up to a month = ``closing`` of that month, to the tick.

    Attributes:
        opening: Ticks at the start of the first month.
        steps: Step id to int64[month] ticks; what brings cash is above zero.
    """

    opening: int
    steps: Mapping[str, Ints]

    @cached_property
    def change(self) -> Ints:
        """int64[month]: what all steps of a month come to."""
        total: Ints = np.sum(list(self.steps.values()), axis=0, dtype=np.int64)
        return total

    @cached_property
    def closing(self) -> Ints:
        """int64[month]: ticks at each month's end."""
        return self.opening + np.cumsum(self.change, dtype=np.int64)

    @property
    def low(self) -> int:
        """Index of the month that ends lowest, the first of several."""
        return int(np.argmin(self.closing))

    def total(self, step: str) -> int:
        """What a step brings over all months."""
        return int(self.steps[step].sum())


def moved(balance: Ints, step: str) -> Ints:
    """What a balance's changes bring in cash: growth of what is owed to us is a use.

    Args:
        balance: int64[month + 1], ticks in natural sign, beginning with the end of the month before the first.
        step: Which balance.

    Source: semantics 2.9.
    """
    grown = np.diff(balance)
    return -grown if step in USES else grown


def actual_path(cash: Ints, known: Mapping[str, Ints]) -> CashPath:
    """What happened, told by the indirect method; what the steps known do not explain is ``other``.

    Args:
        cash: int64[month + 1], cash at the end of each month, beginning with the month before the first.
        known: Step id to int64[month], what each brought.
    """
    rest = np.diff(cash) - sum(known.values(), np.zeros(len(cash) - 1, dtype=np.int64))
    return CashPath(int(cash[0]), {**known, "other": known.get("other", 0) + rest})


def flow_over(flow: Ints, length: int = WINDOW) -> Ints:
    """A flow added up over each month and those before it: int64[month - length + 1]."""
    return np.convolve(flow, np.ones(length, dtype=np.int64), "valid")


def in_cents(ticks: Fraction) -> int:
    """An exact amount in ticks, rounded to whole cents."""
    return nearest(ticks / CENT) * CENT


def days_of(balance: int, flow: int, days: int) -> Fraction | None:
    """How many days of a flow a balance holds; None where nothing flowed.

    Args:
        balance: Ticks at the end of the window.
        flow: Ticks over the window.
        days: Days of the window.

    Source: semantics 2.9, days = balance ÷ flow × days in the window.
    """
    return Fraction(int(balance) * days, int(flow)) if flow > 0 else None


def balance_of(held: Fraction, flow: Ints, days: Sequence[int]) -> Ints:
    """The balance that so many days of a flow come to, to the nearest cent: int64[month].

    Args:
        held: Days.
        flow: int64[month], the flow over the window that ends with each month.
        days: Days of each of those windows.
    """
    pairs = zip(flow.tolist(), days, strict=True)
    return np.array([in_cents(held * many / length) for many, length in pairs], dtype=np.int64)


def tax_paid(expense: Ints, pays: NDArray[np.bool_], owed: int) -> Ints:
    """Tax that leaves the bank: in a month of payment all that was owed at its start, int64[month].

    Args:
        expense: int64[month], the tax each month's profit brings.
        pays: bool[month], where tax is paid.
        owed: What is owed at the start of the first month.
    """
    paid = np.zeros(len(expense), dtype=np.int64)
    for at, more in enumerate(expense.tolist()):
        if pays[at]:
            paid[at], owed = owed, 0
        owed += more
    return paid


def pays_tax(owed: Ints) -> NDArray[np.bool_]:
    """In which of a year's months what is owed in tax fell: bool[month] of a balance of int64[month + 1]."""
    fell: NDArray[np.bool_] = np.diff(owed) < 0
    return fell


def comes_again(values: Ints, year: int, months: int) -> Ints:
    """What came in the same month of each of the last two years, the smaller of the two; else nothing.

    Repayments and dividends come again; ups and downs without a rhythm do not. With one year known, that year.

    Args:
        values: int64[month] of the past, oldest first.
        year: Months in a year.
        months: How far ahead.
    """
    if len(values) < year:
        return np.zeros(months, dtype=np.int64)
    last = values[-year:]
    before = values[-2 * year : -year] if len(values) >= 2 * year else last
    same = np.sign(last) == np.sign(before)
    yearly = np.where(same, np.sign(last) * np.minimum(np.abs(last), np.abs(before)), 0)
    repeated: Ints = np.resize(yearly, months).astype(np.int64)
    return repeated
