"""The fields of a line besides its figure: when, where, what, by whom said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from scorecard.domain.catalogue import Catalogue
from scorecard.domain.problems import excerpt
from scorecard.domain.vocabulary import Scenario, State, Unit
from scorecard.ingest.dates import date_fault, parse_date
from scorecard.ingest.faults import Faults
from scorecard.ingest.names import Names
from scorecard.ingest.periods import Periods
from scorecard.ingest.profile import PARTS, Profile
from scorecard.ingest.rows import Mask, Rows
from scorecard.ingest.texts import one_line, one_spelling, text_fault
from scorecard.ingest.when import When
from scorecard.ingest.wide import WideColumns
from scorecard.ingest.words import TOLD, Read, Reader, Words, is_plain, together
from scorecard.store.schema import AMOUNT, DIMENSIONS

JOIN = "\x1f"
WITHIN = ("fiscal_quarter", "fiscal_month", "month")
"""Parts that say which period of a year is meant."""
NOUGHT = pa.scalar(Decimal(0), AMOUNT)


@dataclass(frozen=True)
class Measures(Words):
    """The measure column with the id of each word."""

    ids: list[str | None]


class FieldReaders:
    """Reads the fields of one file; each distinct word once."""

    def __init__(self, profile: Profile, catalogue: Catalogue, faults: Faults) -> None:
        self._profile, self._catalogue, self._faults = profile, catalogue, faults
        self._periods = Periods(catalogue.calendar, profile.file.date_order)
        self._wide = WideColumns(profile.unpivot, self._periods, faults) if profile.unpivot else None
        names = Names(profile, catalogue)
        self._entity = Reader(names.entity, faults, "entity")
        self._measure = Reader(names.measure, faults, "measure")
        self._dimensions = {name: Reader(names.dimension(name), faults) for name in DIMENSIONS}
        self._dates = Reader(self._periods.of_date, faults)
        self._keys = Reader(self._periods.of_key, faults)
        self._parts = Reader(self._from_parts, faults)
        self._vintages = Reader(self._vintage, faults)
        self._quarters = Reader(self._quarter, faults)
        self._scenario = Reader(_scenario, faults)
        self._state = Reader(_state, faults)
        self._currency = Reader(self._own_currency, faults)
        self._maps: dict[str, Reader] = {
            field: Reader(_translation(field, each.words), faults) for field, each in profile.map.items()
        }
        self.when_column = profile.columns.get("date") or profile.columns.get("period") or ""

    def words(self, field: str, rows: Rows, header: str = "") -> Words | None:
        """What the file says for a field, translated; None if the profile says nothing."""
        profile = self._profile
        if self._wide is not None and self._wide.into == field:
            return Words.same(self._wide.word(header), len(rows), header)
        if field in profile.map:
            column = rows.words(profile.map[field].column)
            return Words(
                column.codes,
                [TOLD if each is None else each for each in self._maps[field].values(column, rows.numbers)],
                column.column,
            )
        if (named := profile.columns.get(field)) is not None:  # type: ignore[call-overload]
            return rows.words(named)
        constant = profile.constants.get(field)  # type: ignore[call-overload]
        return None if constant is None else Words.same(constant, len(rows), f"{field} under [constants]")

    def when(self, rows: Rows, header: str) -> When:
        """The day and the period of each row."""
        if self._wide is not None:
            self._wide.tell_twins(header)
        days = self.words("date", rows, header)
        keys = self.words("period", rows, header)
        if days is not None:
            found = self._dates.values(days, rows.numbers)
            dates = days.spread([each and each[0] for each in found], pa.date32())
            periods = [each and each[1] for each in found]
            if keys is None:
                return When.of(days, periods, dates, dates)
            named = self._keys.values(keys, rows.numbers)
            return When.of(keys, named, dates, dates)
        if keys is None:
            keys, reader = self._part_words(rows, header), self._parts
        else:
            reader = self._keys
        periods = reader.values(keys, rows.numbers)
        return When.of(keys, periods, keys.spread([each and each.end for each in periods], pa.date32()), None)

    def entities(self, rows: Rows, header: str) -> pa.Array:
        """Entity ids."""
        words = self.words("entity", rows, header) or Words.same("", len(rows), "entity")
        return words.coded(self._entity.values(words, rows.numbers))

    def measures(self, rows: Rows, header: str) -> Measures:
        """Ids of accounts and readings."""
        words = self.words("measure", rows, header) or Words.same("", len(rows), "measure")
        return Measures(words.codes, words.words, words.column, self._measure.values(words, rows.numbers))

    def dimension(self, name: str, rows: Rows, header: str) -> pa.Array:
        """Free names of a dimension."""
        words = self.words(name, rows, header)
        if words is None:
            return pa.nulls(len(rows), pa.string())
        return words.coded(self._dimensions[name].values(words, rows.numbers))

    def as_of(self, rows: Rows) -> pa.Array:
        """Vintages."""
        rule = self._profile.as_of
        column = self._profile.columns.get("as_of") or (rule.column if rule else None)
        if column is not None:
            words = rows.words(column)
            return words.spread(self._vintages.values(words, rows.numbers), pa.date32())
        if rule is None:
            return pa.nulls(len(rows), pa.date32())
        if rule.date is not None:
            return pa.repeat(pa.scalar(rule.date, pa.date32()), len(rows))
        words = _joined([rows.words(each) for each in (rule.fiscal_year, rule.quarter or rule.month) if each])
        return words.spread(self._quarters.values(words, rows.numbers), pa.date32())

    def scenarios(self, rows: Rows, header: str, when: When, as_of: pa.Array) -> pa.Array:
        """Actual, budget, forecast or option."""
        if (rule := self._profile.scenario) is not None:
            reported = pc.fill_null(pc.less_equal(when.ends, as_of), True)
            return pc.if_else(reported, rule.up_to_as_of.value, rule.after_as_of.value)
        words = self.words("scenario", rows, header) or Words.same("", len(rows), "scenario")
        return words.coded(self._scenario.values(words, rows.numbers))

    def states(self, rows: Rows) -> tuple[Sequence[str | None], Any]:
        """State of each word, and codes into them."""
        words = self.words("state", rows)
        if words is None:
            return [State.REPORTED.value], np.zeros(len(rows), np.int64)
        return self._state.values(words, rows.numbers), words.codes

    def state_column(self, rows: Rows) -> pa.Array:
        """States, one a row."""
        values, codes = self.states(rows)
        return Words(codes, [], "").coded(values)

    def signed(self, rows: Rows, values: pa.Array, measures: Measures) -> pa.Array:
        """Values in ledger sign."""
        sign, accounts = self._profile.sign, self._catalogue.accounts
        if sign.rule in ("as_is", "debit_credit"):
            return values
        if sign.rule == "indicator" and sign.column:
            minus = rows.words(sign.column).among(sign.negative)
        elif sign.rule == "natural":
            minus = self._credits(measures)
        elif sign.rule == "credit_positive":
            minus = _flags([name in accounts for name in measures.ids])[measures.codes]
        else:
            minus = np.ones(len(rows), bool)
        return pc.if_else(pa.array(minus), pc.negate(pc.cast(values, AMOUNT)), values)

    def counted(self, rows: Rows, quantities: pa.Array, values: pa.Array, measures: Measures) -> pa.Array:
        """Quantities, minus where the file turns a row against its account's own sense; values in ledger sign."""
        sign = self._profile.sign
        if sign.rule == "indicator" and sign.column:
            against = rows.words(sign.column).among(sign.negative) ^ self._credits(measures)
        elif sign.rule == "debit_credit":
            side = pc.if_else(pa.array(self._credits(measures)), pc.greater(values, NOUGHT), pc.less(values, NOUGHT))
            against = pc.fill_null(side, False).to_numpy(zero_copy_only=False)
        else:
            return quantities
        return pc.if_else(pa.array(against), pc.negate(pc.abs(pc.cast(quantities, AMOUNT))), quantities)

    def _credits(self, measures: Measures) -> Mask:
        accounts = self._catalogue.accounts
        flags = (name in accounts and accounts[name].normal.sign < 0 for name in measures.ids)
        return np.fromiter(flags, bool).take(measures.codes)

    def currencies(self, rows: Rows, header: str, measures: Measures) -> pa.Array:
        """The workspace's currency for money, nothing for other figures."""
        words = self.words("currency", rows, header)
        if words is not None:
            self._currency.values(words, rows.numbers)
        own = self._catalogue.currency
        return measures.coded([own if self._is_money(name) else None for name in measures.ids])

    def text(self, field: str, rows: Rows, fold: bool = False) -> pa.Array:
        """Free text; line breaks of remarks become blanks."""
        column = self._profile.columns.get(field)  # type: ignore[call-overload]
        if column is None:
            return pa.nulls(len(rows), pa.string())
        cells = rows.text(column)
        if not is_plain(cells):
            cells = self._looked_over(cells, column, rows, fold)
        return pc.if_else(pc.equal(cells, ""), pa.scalar(None, pa.string()), cells)

    def source_ref(self, rows: Rows) -> pa.Array:
        """Where a row came from: the file's own reference, or the file."""
        if "source_ref" not in self._profile.columns:
            return Words.same("", len(rows), "").coded([self._faults.file])
        return pc.fill_null(self.text("source_ref", rows), self._faults.file)

    def _looked_over(self, cells: pa.Array, column: str, rows: Rows, fold: bool) -> pa.Array:
        kept: list[str] = []
        for at, cell in enumerate(cells.to_pylist()):
            text = one_spelling(one_line(cell) if fold else cell)
            if fault := text_fault(text):
                self._faults.add(int(rows.numbers[at]), column, fault, "Correct the text.")
            kept.append(text)
        return pa.array(kept, pa.string())

    def _part_words(self, rows: Rows, header: str) -> Words:
        parts: list[Words] = []
        for part in PARTS:
            words = self.words(part, rows, header)
            named = self._profile.period.get(part)  # type: ignore[call-overload]
            if words is None and named is not None:
                words = rows.words(named)
            parts.append(words or Words.same("", len(rows), ""))
        return _joined(parts)

    def _from_parts(self, joined: str) -> tuple[Any, str, str]:
        given = {name: word for name, word in zip(PARTS, joined.split(JOIN), strict=True) if word}
        within = [name for name in self._profile.period if name in WITHIN]
        if within and not any(name in given for name in WITHIN):
            said = f"the {' and the '.join(name.replace('_', ' ') for name in within)} of a row is empty"
            return None, said, "Fill it in; a row of the whole year needs a profile without it."
        return self._periods.of_parts(given)

    def _vintage(self, word: str) -> tuple[date | None, str, str]:
        day = parse_date(word, self._profile.file.date_order)
        return (day, "", "") if day else (None, *date_fault(word, self._profile.file.date_order))

    def _quarter(self, joined: str) -> tuple[date | None, str, str]:
        year, part = joined.split(JOIN)
        if self._profile.as_of and self._profile.as_of.month:
            period, what, remedy = self._periods.of_parts({"fiscal_year": year, "fiscal_month": part})
            return period.end if period else None, what, remedy
        return self._periods.quarter_end(year, part)

    def _own_currency(self, word: str) -> tuple[str, str, str]:
        own = self._catalogue.currency
        if word.upper() in ("", own):
            return own, "", ""
        said = f"“{excerpt(word, 20)}” is not the workspace's currency, {own}"
        return own, said, "Translate the figures before loading them; nothing is converted silently."

    def _is_money(self, name: str | None) -> bool:
        if name in self._catalogue.accounts:
            return True
        reading = self._catalogue.readings.get(name or "")
        return reading is not None and reading.unit is Unit.MONEY


def _joined(parts: Sequence[Words]) -> Words:
    codes, combinations = together(parts)
    column = ", ".join(part.column for part in parts if part.column)
    return Words(codes, [JOIN.join(each) for each in combinations], column)


def _flags(flags: Sequence[bool]) -> Mask:
    return np.array(flags, bool)


def _scenario(word: str) -> tuple[str | None, str, str]:
    known = {each.value for each in Scenario if each is not Scenario.ROLLED}
    if word.lower() in known:
        return word.lower(), "", ""
    said = f"“{excerpt(word, 40)}” is not a scenario" if word else "the scenario is empty"
    return None, said, "Write actual, budget, forecast or option, or translate it under [map.scenario]."


def _state(word: str) -> tuple[str | None, str, str]:
    if word == "" or word.lower() in {each.value for each in State}:
        return word.lower() or State.REPORTED.value, "", ""
    return None, f"“{excerpt(word, 40)}” is not a state", f"Write one of {', '.join(State)}."


def _translation(field: str, words: dict[str, str]) -> Read:
    known = {key.strip(" "): meant for key, meant in words.items()}

    def read(word: str) -> tuple[str | None, str, str]:
        if word in known:
            return known[word], "", ""
        said = f"“{excerpt(word, 40)}” is not listed under [map.{field}]"
        return None, said, "List it there, or leave its rows out with [where] or [drop]."

    return read
