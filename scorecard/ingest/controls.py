"""Controls: what must hold of a file before any of it is kept."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa

from scorecard.ingest.profile import Control
from scorecard.ingest.words import Words, together
from scorecard.store.schema import AMOUNT


@dataclass(frozen=True, slots=True)
class ControlResult:
    """One control: what was expected, what was found, in the file's own units."""

    name: str
    expected: str
    found: str
    holds: bool


class ControlSums:
    """Adds up what the controls of one file need."""

    def __init__(self, controls: tuple[Control, ...]) -> None:
        self._controls = controls
        self.rows = 0
        self._sums: list[dict[tuple[str, ...], Decimal]] = [defaultdict(Decimal) for _ in controls]
        self._totals: list[dict[tuple[str, ...], Decimal]] = [defaultdict(Decimal) for _ in controls]

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns that are added up besides the profile's values."""
        return tuple(control.column for control in self._controls if control.column)

    @property
    def vouch(self) -> bool:
        """Whether one of them would notice a file cut within its last line: a total of all rows, not their number."""
        return any(control.expected is not None and not control.by for control in self._controls)

    def feed(
        self,
        words: Mapping[str, Words],
        amounts: Mapping[str, pa.Array],
        loaded: "np.ndarray[Any, np.dtype[np.bool_]]",
        header: str = "",
    ) -> None:
        """Take in one batch.

        Args:
            words: Columns of words by name, all rows that [where] kept.
            amounts: Columns of amounts by name; "" is what the profile loads.
            loaded: Which of those rows are loaded, not dropped as totals.
            header: Which column of a wide file the loaded amounts are; each is controlled by itself.
        """
        for at, control in enumerate(self._controls):
            values = amounts.get(control.column or "")
            if values is None:
                continue
            by = [words[column] for column in control.by]
            if header:
                by.append(Words.same(header, len(loaded), header))
            if control.expected is not None:
                _add(self._sums[at], by, values, loaded)
            elif control.total_row is not None and control.group is not None:
                marked = words[control.group].among((control.total_row,))
                parts = loaded & words[control.group].among(control.of) if control.of else loaded & ~marked
                _add(self._sums[at], by, values, parts)
                _add(self._totals[at], by, values, marked)

    def results(self) -> tuple[ControlResult, ...]:
        """Every control, once the file is read; one line for each group that fails, or one for all."""
        found: list[ControlResult] = []
        for at, control in enumerate(self._controls):
            if control.rows is not None:
                holds = control.rows == self.rows
                found.append(ControlResult(control.name, str(control.rows), str(self.rows), holds))
            else:
                found += self._groups(at, control)
        return tuple(found)

    def _groups(self, at: int, control: Control) -> list[ControlResult]:
        sums, totals = self._sums[at], self._totals[at]
        if control.expected is not None:
            groups = dict.fromkeys(sums, control.expected) or {(): control.expected}
        else:
            groups = totals
        failing = [
            _result(control, key, expected, sums.get(key, Decimal(0)))
            for key, expected in groups.items()
            if abs(expected - sums.get(key, Decimal(0))) > control.tolerance
        ]
        if failing:
            return failing
        expected, total = (
            sum(groups.values(), Decimal(0)),
            sum((sums.get(key, Decimal(0)) for key in groups), Decimal(0)),
        )
        holds = bool(groups)
        return [ControlResult(control.name, plain(expected), plain(total) if holds else "no such row", holds)]


def _result(control: Control, key: tuple[str, ...], expected: Decimal, found: Decimal) -> ControlResult:
    name = f"{control.name}, {', '.join(key)}" if key else control.name
    return ControlResult(name, plain(expected), plain(found), holds=False)


def _add(
    sums: dict[tuple[str, ...], Decimal],
    by: list[Words],
    values: pa.Array,
    mask: "np.ndarray[Any, np.dtype[np.bool_]]",
) -> None:
    if not mask.any():
        return
    codes, keys = together(by) if by else (np.zeros(len(mask), np.int64), [()])
    table = pa.table({"group": codes, "value": values.cast(AMOUNT)}).filter(pa.array(mask))
    summed = table.group_by("group").aggregate([("value", "sum")])
    for group, total in zip(summed["group"].to_pylist(), summed["value_sum"].to_pylist(), strict=True):
        sums[keys[group]] += total or Decimal(0)


def plain(amount: Decimal) -> str:
    """An amount without needless zeros."""
    text = format(amount, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
