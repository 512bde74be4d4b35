"""The figures of a batch: amounts read, scaled and, in wide files, taken from many columns."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from scorecard.domain.problems import excerpt
from scorecard.ingest.amounts import (
    LARGEST,
    VALUE,
    AmountRules,
    amount_fault,
    parse_amount,
    read_amounts,
    simple_amounts,
    without,
)
from scorecard.ingest.faults import SHOWN, Faults
from scorecard.ingest.profile import Profile
from scorecard.ingest.rows import Mask, Rows

ZERO = pa.scalar(Decimal(0), VALUE)


@dataclass(frozen=True)
class Figures:
    """One column of figures: amounts in the file's units, and which rows report none."""

    header: str
    raw: pa.Array
    blank: Mask


class AmountColumns:
    """Reads the amount columns of one file."""

    def __init__(self, profile: Profile, faults: Faults) -> None:
        self._profile, self._faults = profile, faults
        self._rules = AmountRules.of(profile.file)
        empty = set(profile.file.empty) | ({""} if profile.unpivot else set())
        self._empty = pa.array(sorted(empty), pa.string())
        self._simply = self._rules.decimal == "." and all(parse_amount(word, self._rules) is None for word in empty)

    def all(self, rows: Rows) -> Iterator[Figures]:
        """Every column of figures: one, or one for each column of a wide file."""
        sign, wide = self._profile.sign, self._profile.unpivot
        if wide is not None:
            for header in self._wide(rows):
                yield self.column(rows, header, header)
        elif sign.rule == "debit_credit" and sign.debit and sign.credit:
            yield self._debit_credit(rows, sign.debit, sign.credit)
        else:
            yield self.column(rows, self._profile.columns["value"])

    def column(self, rows: Rows, name: str, header: str = "", required: bool = True) -> Figures:
        """One column; cells that are no amount are faults, null in the result."""
        cells = rows.cells[name]
        if self._simply and (simple := simple_amounts(cells)) is not None:
            return Figures(header, simple, nothing(len(rows)))
        if pa.types.is_dictionary(cells.type) or pa.types.is_string(cells.type) or pa.types.is_large_string(cells.type):
            text = pc.utf8_trim(rows.text(name), " ")
            blank = pc.is_in(text, value_set=self._empty)
            some = pc.any(blank).as_py()
            values, bad = read_amounts(pc.if_else(blank, "0", text) if some else text, self._rules)
            values = without(values, blank) if some else values
        else:
            text = cells
            blank = pc.is_null(cells)
            values, bad = read_amounts(cells, self._rules)
            bad = pc.and_not(bad, blank)
            if required and "" not in self._profile.file.empty and self._profile.unpivot is None:
                bad = pc.or_(bad, blank)
        if not required:
            blank = pc.or_(blank, pc.equal(pc.cast(text, pa.string()), ""))
            bad = pc.and_not(bad, blank)
        self._tell(rows, name, text, bad)
        return Figures(header, values, blank.to_numpy(zero_copy_only=False))

    def scaled(self, rows: Rows, figures: Figures) -> pa.Array:
        """Amounts times the profile's scale, exact."""
        scale = self._profile.units.scale
        if scale == 1:
            return figures.raw
        factor = pa.scalar(Decimal(format(scale.normalize(), "f")))
        try:
            return pc.cast(pc.multiply(figures.raw, factor), VALUE)
        except pa.ArrowInvalid:
            return self._scaled_singly(rows, figures, scale)

    def _scaled_singly(self, rows: Rows, figures: Figures, scale: Decimal) -> pa.Array:
        values: list[Decimal | None] = []
        for at, raw in enumerate(figures.raw.to_pylist()):
            value = None if raw is None else raw * scale
            if value is not None and (value != value.quantize(Decimal("0.0001")) or abs(value) > LARGEST):
                said = f"{raw} times {scale} is too large or has more than four decimals"
                self._faults.add(int(rows.numbers[at]), figures.header or "value", said, "Check scale under [units].")
                value = None
            values.append(value)
        return pa.array(values, VALUE)

    def _debit_credit(self, rows: Rows, debit: str, credit: str) -> Figures:
        left, right = self.column(rows, debit, required=False), self.column(rows, credit, required=False)
        debits, credits_ = pc.fill_null(left.raw, ZERO), pc.fill_null(right.raw, ZERO)
        both = pc.and_(pc.not_equal(debits, ZERO), pc.not_equal(credits_, ZERO)).to_numpy(zero_copy_only=False)
        for _, number in rows.marked(both, SHOWN):
            remedy = "Fill in one of them, or correct debit and credit under [sign]."
            self._faults.add(number, debit, f"the row has a debit and a credit (“{excerpt(credit, 40)}”)", remedy)
        return Figures("", pc.cast(pc.subtract(debits, credits_), VALUE), left.blank & right.blank)

    def _tell(self, rows: Rows, name: str, text: pa.Array, bad: pa.Array) -> None:
        mask = bad.to_numpy(zero_copy_only=False)
        count = int(mask.sum())
        for at, number in rows.marked(mask, SHOWN):
            cell = text[at].as_py()
            self._faults.add(number, name, *amount_fault("" if cell is None else str(cell)))
        self._faults.add_many(max(0, count - SHOWN))

    def _wide(self, rows: Rows) -> list[str]:
        wide = self._profile.unpivot
        if wide is None or not isinstance(wide.columns, str):
            return list(wide.columns) if wide else []
        found = [name for name in rows.cells if re.search(wide.columns, name)]
        if not found and len(rows):
            self._faults.add(0, "", f"no column matches “{excerpt(wide.columns)}”", "Correct columns under [unpivot].")
        return found


def nothing(rows: int) -> Mask:
    """A mask of no row."""
    return np.zeros(rows, bool)
