"""Cash by month where the books tell it so: what somebody else forecasts of it, vintage by vintage, line by line."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from scorecard.domain.calendar import Period
from scorecard.domain.catalogue_cash import Cash
from scorecard.domain.cells import Ints, to_decimal
from scorecard.domain.vocabulary import Scenario
from scorecard.reports.asked import Asked, label_of, place_of
from scorecard.reports.cash_answer import CashReport, Low, Position
from scorecard.reports.cash_fan import Fan, FanDay
from scorecard.reports.cash_said import cash_headline, limits_of
from scorecard.reports.cash_table import Column, Row, Table
from scorecard.reports.terms import leaves_of

BEFORE = 18
"""Months of the past shown before a forecast."""

NONE_YET = "There is no forecast of the months ahead here."
OTHER = "Short-term loans, transfers, rounding and figures told anew"
"""What a month's end is beyond its start, its receipts and its payments, as the books print them."""

TREASURER = (
    "This is the forecast of the books’ own treasurer, who tells no ranges; how well it came true stands on the page "
    "Outlook."
)
OVER = "All months it tells are over; the solid line shows what came."


def cash_by_month(asked: Asked, made: str) -> CashReport:
    """What is there and how it goes on, month by month, as the forecast of the books says.

    Args:
        asked: The scope opened; its catalogue says what cash is, by months.
        made: ISO date of the forecast; the newest where empty or unknown.
    """
    cash, snapshot, currency = asked.catalogue.cash, asked.snapshot, asked.catalogue.currency
    vintages = tuple(reversed(_vintages(asked, cash))) if cash else ()
    if cash is None or not vintages:
        return CashReport(asked.scope, NONE_YET, snapshot.as_of_label, snapshot.revision, currency, place_of(asked))
    shown = next((day for day in vintages if day.isoformat() == made), vintages[0])
    start, ahead = _span(asked, cash, shown)
    closing = _forecast(asked, cash.closing, shown)[ahead]
    opening = int(_actual(asked, cash.closing)[start])
    position = Position(asked.calendar.periods[start].end, *_available(asked, cash, opening))
    extra = position.available - position.at_bank
    at = int(np.argmin(closing))
    low = Low(asked.calendar.periods[ahead[at]].end, to_decimal(int(closing[at])) + extra, None, None)
    limits = limits_of(asked, low, {})
    return CashReport(
        scope=asked.scope,
        headline=cash_headline(asked, position, low, limits, asked.day, "months"),
        as_of=snapshot.as_of_label,
        revision=snapshot.revision,
        currency=currency,
        place=place_of(asked),
        made=shown,
        vintages=vintages,
        position=position,
        low=low,
        limits=limits,
        table=_table(asked, cash, shown, start, ahead),
        fan=_fan(asked, cash, shown, start, ahead, extra),
        notes=(*_left_out(asked, cash, shown, ahead), *_over(asked, cash, ahead), TREASURER),
        by="months",
    )  # fmt: skip


def _over(asked: Asked, cash: Cash, ahead: NDArray[np.int64]) -> tuple[str, ...]:
    """That nothing of a forecast lies ahead any more, where that is so."""
    actual = asked.snapshot.cells.series(cash.closing, asked.scope.entity, Scenario.ACTUAL)
    return (OVER,) if bool(np.all(actual.known[ahead] > 0)) else ()


def _vintages(asked: Asked, cash: Cash) -> tuple[date, ...]:
    """When the books forecast at least one month ahead, oldest first."""
    kept = asked.snapshot.cells.worked_out
    if "cash months" not in kept:
        days = asked.snapshot.cells.vintages(Scenario.FORECAST)
        kept["cash months"] = tuple(day for day in days if len(_span(asked, cash, day)[1]))
    told: tuple[date, ...] = kept["cash months"]
    return told


def _span(asked: Asked, cash: Cash, made: date) -> tuple[int, NDArray[np.int64]]:
    """Index of the last month before a forecast, and those of the months it tells, one after the other.

    Each month starts where the one before ended, so a forecast is told up to the first month it leaves out, and none
    whose start is not known.
    """
    told = _told(asked, cash, made)
    start = int(told[0]) - 1 if len(told) else -1
    actual = asked.snapshot.cells.series(cash.closing, asked.scope.entity, Scenario.ACTUAL)
    if start < 0 or not actual.known[start]:
        return -1, told[:0]
    return start, told[told - told[0] == np.arange(len(told))]


def _told(asked: Asked, cash: Cash, made: date) -> NDArray[np.int64]:
    """Indices of all months after a day of which a forecast tells the end and what comes in."""
    known = _known(asked, cash.closing, made) & _known(asked, cash.inflow, made)
    ends = np.array([period.end for period in asked.calendar.periods], dtype="datetime64[D]")
    return np.flatnonzero(known & (ends > np.datetime64(made)))


def _left_out(asked: Asked, cash: Cash, shown: date, ahead: NDArray[np.int64]) -> tuple[str, ...]:
    """Months behind a gap, and forecasts newer than all that can be told."""
    notes, periods, newest = [], asked.calendar.periods, _vintages(asked, cash)[-1]
    for made in asked.snapshot.cells.vintages(Scenario.FORECAST):
        told = _told(asked, cash, made)
        if shown == newest < made and len(told):
            before = f"the balance at the end of {periods[told[0] - 1].label}" if told[0] else "the balance before it"
            notes.append(f"The forecast of {made.day} {made:%b %Y} is not shown: {before} is not known.")
    if len(_told(asked, cash, shown)) > len(ahead):
        notes.append(f"The forecast leaves out {periods[ahead[-1] + 1].label}, so it is shown up to the month before.")
    return tuple(notes)


def _known(asked: Asked, name: str, made: date) -> NDArray[np.bool_]:
    series = asked.snapshot.cells.series(name, asked.scope.entity, Scenario.FORECAST, made)
    return np.asarray(series.known > 0)


def _forecast(asked: Asked, name: str, made: date) -> Ints:
    return asked.snapshot.cells.series(name, asked.scope.entity, Scenario.FORECAST, made).values


def _actual(asked: Asked, name: str) -> Ints:
    return asked.snapshot.cells.series(name, asked.scope.entity, Scenario.ACTUAL).values


def _available(asked: Asked, cash: Cash, opening: int) -> tuple[Decimal, Decimal | None, Decimal | None, Decimal]:
    """At the bank, restricted, undrawn credit, available."""
    at_bank = to_decimal(opening)
    if asked.scope.entity != asked.catalogue.root or not (cash.restricted or cash.facility):
        return at_bank, None, None, at_bank
    return at_bank, cash.restricted, cash.facility, at_bank - cash.restricted + cash.facility


def _table(asked: Asked, cash: Cash, made: date, start: int, ahead: NDArray[np.int64]) -> Table:
    """A column a month; what the printed end is beyond start, in and out stands as a line of its own."""
    closing = _forecast(asked, cash.closing, made)[ahead]
    opening = np.concatenate([[_actual(asked, cash.closing)[start]], closing[:-1]]).astype(np.int64)
    into, out = (_forecast(asked, name, made)[ahead] for name in (cash.inflow, cash.outflow))
    other = closing - opening - into + out
    rows = [
        _row("start", "Cash at start", "total", opening, int(opening[0])),
        *_lines(asked, cash.inflow, "in", made, ahead),
        _row("in", "In", "total", into),
        *_lines(asked, cash.outflow, "out", made, ahead),
        _row("out", "Out", "total", out),
    ]
    if other.any():
        rows.append(_row("other", OTHER, "between", other))
    rows.append(_row("end", "Cash at end", "total", closing, int(closing[-1])))
    last = "" if not other.any() else " + what stands below them"
    said = f"Start + in − out{last} = end in all {len(ahead)} months, and each starts where the one before ended."
    return Table(tuple(_column(asked.calendar.periods[at]) for at in ahead), tuple(rows), said)


def _lines(asked: Asked, name: str, kind: str, made: date, ahead: NDArray[np.int64]) -> Iterator[Row]:
    """The lines below receipts or payments that the forecast tells."""
    for line in sorted(leaves_of((name,), asked.catalogue) - {name}, key=list(asked.catalogue.accounts).index):
        ticks = _forecast(asked, line, made)[ahead]
        if ticks.any():
            yield _row(line, label_of(asked.catalogue.accounts[line], asked.scope.words), kind, ticks)


def _row(name: str, said: str, kind: str, ticks: Ints, total: int | None = None) -> Row:
    whole = int(ticks.sum()) if total is None else total
    return Row(name, said, kind, tuple(to_decimal(each) for each in ticks.tolist()), to_decimal(whole))


def _column(period: Period) -> Column:
    return Column(period.end.isoformat(), period.label, period.start, period.end)


def _fan(asked: Asked, cash: Cash, made: date, start: int, ahead: NDArray[np.int64], extra: Decimal) -> Fan:
    """Month ends: what was, what is expected, and what came since."""
    periods, actual = (
        asked.calendar.periods,
        asked.snapshot.cells.series(cash.closing, asked.scope.entity, Scenario.ACTUAL),
    )
    closing = _forecast(asked, cash.closing, made)

    def at(index: int) -> tuple[date, Decimal]:
        return periods[index].end, to_decimal(int(actual.values[index])) + extra

    was = tuple(at(index) for index in range(max(0, start - BEFORE), start + 1) if actual.known[index])
    came = tuple(at(index) for index in ahead.tolist() if actual.known[index])
    told = tuple(
        FanDay(periods[index].end, to_decimal(int(closing[index])) + extra, None, None) for index in ahead.tolist()
    )
    return Fan(was, told, came, ())
