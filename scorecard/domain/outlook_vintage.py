"""A vintage of the outlook as its dated rows have it; read without anything that forecasts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from scorecard.domain.calendar import Period
from scorecard.domain.cash_indirect import USES, CashPath
from scorecard.domain.cash_lines import RolledLines
from scorecard.domain.catalogue import Catalogue
from scorecard.domain.cells import Ints

SOURCE = "outlook forecast"
"""Source of the vintages in the store."""

STEP, BALANCE, OWN = "@step", "@balance", "@own"
"""Behind the id of closing cash: its steps and the balances behind them; behind a line's: the forecast's own number
where something else was decided."""

WEIGHED = "weighed: ours and the company's own forecast, by how good each was"
"""Note of a line that both opinions went into."""


@dataclass(frozen=True, eq=False)
class LineAhead:
    """One line's months ahead, ticks in its natural sign.

    Attributes:
        used: int64[month], what the outlook is made with.
        own: int64[month], the forecast's own number.
        bands: Band name such as ``lo80`` to int64[month], around the forecast's own.
        note: ``basis: what it follows``.
    """

    used: Ints
    own: Ints
    bands: Mapping[str, Ints]
    note: str


@dataclass(frozen=True, eq=False)
class Rolled:
    """A vintage read back.

    Attributes:
        path: Profit to cash as it was forecast.
        lines: Leaf to its months, in natural sign.
        balances: Balance id to int64[1 + month], the last known one first.
        bands: Band name to int64[month] of month-end cash.
    """

    path: CashPath
    lines: Mapping[str, LineAhead]
    balances: Mapping[str, Ints]
    bands: Mapping[str, Ints]


def read_back(lines: RolledLines, periods: Sequence[Period], catalogue: Catalogue, closing: str) -> Rolled | None:
    """A vintage's rows as an outlook again; None where it holds no cash.

    Args:
        lines: The rows.
        periods: The months they are about.
        catalogue: Tells the sign of accounts.
        closing: Id of closing cash.
    """
    table = _by_name(lines, periods)
    cash = {name: values for (name, line), values in table.items() if line is None and name.startswith(closing)}
    if closing not in cash:
        return None
    steps = {line: values for (name, line), values in table.items() if name == closing + STEP and line}
    ends = {line: values for (name, line), values in table.items() if name == closing + BALANCE and line}
    balances = {name: _with_start(values, steps[name], name) for name, values in ends.items() if name in steps}
    opening = int(cash[closing][0]) - sum(int(values[0]) for values in steps.values())
    bands = {name.partition("@")[2]: values for name, values in cash.items() if "@" in name}
    notes = {name: note for name, note in zip(lines.measure, lines.note, strict=True) if name and note}
    found = {}
    for (name, line), values in table.items():
        if line is None and "@" not in name and name != closing:
            own = {each.partition("@")[2]: many for (each, _), many in table.items() if each.startswith(name + "@")}
            found[name] = _line(catalogue, name, values, own, notes.get(name, ""))
    return Rolled(CashPath(opening, steps), found, balances, bands)


def _with_start(ends: Ints, step: Ints, name: str) -> Ints:
    """A balance with what it was before the first month, which its first step tells."""
    first = ends[:1] + step[:1] if name in USES else ends[:1] - step[:1]
    return np.concatenate([first, ends])


def _line(catalogue: Catalogue, name: str, used: Ints, own: Mapping[str, Ints], note: str) -> LineAhead:
    sign = sign_of(catalogue, name)
    bands = {band: sign * values for band, values in own.items() if band != OWN[1:]}
    return LineAhead(sign * used, sign * own.get(OWN[1:], used), bands, note)


def _by_name(lines: RolledLines, periods: Sequence[Period]) -> dict[tuple[str, str | None], Ints]:
    place = {np.datetime64(period.end): at for at, period in enumerate(periods)}
    found: dict[tuple[str, str | None], Ints] = {}
    for day, name, line, ticks in zip(lines.day, lines.measure, lines.line, lines.ticks.tolist(), strict=True):
        at = place.get(day)
        if name is not None and at is not None:
            found.setdefault((name, line), np.zeros(len(periods), dtype=np.int64))[at] = ticks
    return found


def sign_of(catalogue: Catalogue, name: str) -> int:
    """From the ledger's sign of an account to its natural one, and back."""
    return catalogue.accounts[name].normal.sign if name in catalogue.accounts else 1
