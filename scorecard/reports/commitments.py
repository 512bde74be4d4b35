"""Commitments as a reader sees them: what was promised to whom, the room today, and the forecast day of its breach."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from scorecard.domain.commitments import (
    Ahead,
    Commitment,
    Over,
    Standing,
    To,
    first_breach,
    headroom,
    standing_of,
    status_of,
)
from scorecard.domain.scope import Scope
from scorecard.domain.variance_outlook import fiscal_year
from scorecard.domain.vocabulary import Status, Unit
from scorecard.reports.asked import label_of
from scorecard.reports.cash_answer import LIKELY_UNDER, Limit
from scorecard.reports.commitment_past import cash_past, measure_past
from scorecard.reports.commitment_words import Number, amount_words, forecast_words, room_words, was_words
from scorecard.reports.reference import account_of
from scorecard.reports.standing import row_of
from scorecard.reports.sync_sources import Sources, day_words, sources_of, year_link
from scorecard.store.store import Store

TO = {To.BOARD: "Board", To.LENDER: "Lender", To.CUSTOMER: "Customer"}
ORDER = (
    Standing.BROKEN,
    Standing.BREAKS,
    Standing.LITTLE,
    Standing.UNKNOWN,
    Standing.KEPT,
    Standing.LATER,
    Standing.OVER,
)
"""What needs a look comes first."""


@dataclass(frozen=True, slots=True)
class CommitmentRow:
    """One commitment with its number, its room and its forecast.

    Attributes:
        who: Who holds us to it: "Lender, Bank of Ostermoor".
        room: How far the number may still move; below zero it is broken by so much.
        breach: Where a forecast breaks it first; None where none does.
        promised: The amount in words: "at least 7 M EUR".
        stands: The number in words: "expected 7.20 M EUR on 10 Dec 2026".
        room_words: The room in words: "197 k EUR of room".
        forecast: When it breaks, that it does not as far as is forecast, or that nobody forecasts it; before it, where
            it is not broken now, when it was in the last twelve months.
        words: All of it in one sentence.
    """

    commitment: Commitment
    number: Number
    who: str
    room: Decimal | None
    standing: Standing
    breach: Ahead | None
    promised: str
    stands: str
    room_words: str
    forecast: str
    words: str

    @property
    def status(self) -> Status:
        """The sign of how it stands."""
        return status_of(self.standing)


@dataclass(frozen=True, slots=True)
class CommitmentsReport:
    """Every commitment, those that need a look first."""

    scope: Scope
    headline: str
    as_of: str
    revision: int
    rows: tuple[CommitmentRow, ...]


def commitments_report(store: Store, scope: Scope) -> CommitmentsReport:
    """Answer: what did we promise the board, lenders and customers, and how much room is left?

    Args:
        store: The open store.
        scope: Period, state of the numbers and words; each commitment has a place of its own.

    Raises:
        UnknownName: If place or period do not exist.
        NothingPublished: If there are no figures yet.
    """
    found = sources_of(store, scope)
    rows, snapshot = commitments_of(found), found.asked.snapshot
    return CommitmentsReport(scope, commitments_headline(rows), snapshot.as_of_label, snapshot.revision, rows)


def commitments_of(found: Sources) -> tuple[CommitmentRow, ...]:
    """The commitments of the catalogue."""
    rows = [commitment_of(found, each) for each in found.asked.catalogue.commitments.values()]
    return tuple(sorted(rows, key=lambda row: ORDER.index(row.standing)))


def commitments_headline(rows: Sequence[CommitmentRow]) -> str:
    """How many there are and how many need a look."""
    if not rows:
        return "No commitment is named yet."
    told = [
        f"{count} {words}"
        for standing, words in (
            (Standing.BROKEN, "broken"),
            (Standing.BREAKS, "forecast to break"),
            (Standing.LITTLE, "with little room"),
            (Standing.UNKNOWN, "not reported"),
        )
        if (count := sum(row.standing is standing for row in rows))
    ]
    every = "1 commitment" if len(rows) == 1 else f"{len(rows)} commitments"
    return f"{every}: {', '.join(told)}." if told else f"{every}, with room in each."


def commitment_of(found: Sources, commitment: Commitment) -> CommitmentRow:
    """One commitment as it stands."""
    number = _number(found, commitment)
    room = headroom(number.value, number.least, number.most)
    breach = first_breach(commitment, number.ahead, number.least, number.most)
    likely = (number.chance or 0) >= LIKELY_UNDER
    today = found.store.today()
    standing = standing_of(commitment, number.amount, room, breach, today, number.is_ahead, likely, number.day)
    currency = found.asked.catalogue.currency
    who = f"{TO[commitment.to]}, {commitment.whom}" if commitment.whom else TO[commitment.to]
    stands = f"not reported {number.at}"
    if number.value is not None:
        stands = f"{number.when} {amount_words(number, number.value, currency)} {number.at}"
    side = "at least" if number.least is not None else "at most"
    promised = "" if number.amount is None else f"{side} {amount_words(number, number.amount, currency)}"
    left, told = room_words(number, room, currency), forecast_words(commitment, number, breach, currency)
    was = "" if standing is Standing.BROKEN else was_words(commitment, number, currency)
    told = f"{was}; {told}" if was else told
    said = f"{commitment.name} ({who}, {commitment.bound}): {promised}"
    said += f", {stands.strip()} ({number.label}), {left}; {told}."
    return CommitmentRow(commitment, number, who, room, standing, breach, promised, stands.strip(), left, told, said)


def _number(found: Sources, commitment: Commitment) -> Number:
    if commitment.cash:
        return _there_already(found, commitment, _cash(found, commitment))
    return _year(found, commitment) if commitment.over is Over.YEAR else _month(found, commitment)


def _cash(found: Sources, commitment: Commitment) -> Number:
    """The lowest point of the forecast by day, of the days on which the promise is in force."""
    cash, low = found.asked.catalogue.cash, _lowest(found, commitment)
    kept = {"covenant": cash.covenant, "floor": cash.floor} if cash is not None else {}
    least = kept.get(commitment.cash, commitment.least)
    limit: Limit | None = next((each for each in found.cash.limits if each.amount == least), None)
    held = all(commitment.in_force(each.day) for each in found.fan)
    return Number(
        label="Lowest cash",
        at="" if low is None else f"on {low.label}",
        value=None if low is None else low.value,
        least=least,
        most=None,
        unit=Unit.MONEY,
        decimals=None,
        ahead=found.cash_ahead,
        is_ahead=True,
        page="cash",
        link=(),
        scope=found.asked.scope.with_(entity=found.root),
        chance=limit.chance if limit is not None and held else None,
        was=cash_past(found),
    )


def _there_already(found: Sources, commitment: Commitment, lowest: Number) -> Number:
    """What is there already, where that is less than was promised or nothing lies ahead any more."""
    if found.cash_there is None or lowest.least is None:
        return lowest
    day, available = found.cash_there
    if (lowest.value is not None and available >= lowest.least) or not commitment.in_force(day):
        return lowest
    at = f"on {day_words(day)}"
    return replace(lowest, label="Cash available", at=at, value=available, is_ahead=False, day=day)


def _lowest(found: Sources, commitment: Commitment) -> Ahead | None:
    """The first of the lowest days in force; of all days where it is in force on none of them."""
    days = found.fan
    held = [each for each in days if commitment.in_force(each.day)] or days
    low = min(held, key=lambda each: each.expected, default=None)
    return None if low is None else Ahead(low.day, day_words(low.day), low.expected)


def _year(found: Sources, commitment: Commitment) -> Number:
    """The year's outlook of an account, as the statement of the whole year tells it."""
    measure = found.asked.catalogue.measure(commitment.measure)
    account = account_of(measure, found.asked.catalogue)
    row = found.year_row(commitment.entity, account)
    end, value = found.year_end(), None if row is None else row.actual
    is_ahead, last = end.end >= found.store.today(), _last_day(found, commitment, end.end)
    return Number(
        label=f"{label_of(measure, found.asked.scope.words)}{_place(found, commitment)}",
        at=f"for {found.year('').year}",
        value=value,
        least=commitment.least,
        most=commitment.most,
        unit=measure.unit,
        decimals=measure.decimals,
        ahead=(Ahead(last, end.label, value),) if is_ahead and value is not None else (),
        is_ahead=is_ahead,
        page="bridge",
        link=year_link(account),
        scope=found.year_scope(commitment.entity),
        day=last,
    )


def _last_day(found: Sources, commitment: Commitment, end: date) -> date:
    """The day a year is judged on: its last one, or the promise's where that ends within the year."""
    start = found.asked.calendar.periods[fiscal_year(found.asked.calendar, found.asked.index).start].start
    ends_within = commitment.until is not None and start <= commitment.until < end
    return commitment.until if commitment.until is not None and ends_within else end


def _month(found: Sources, commitment: Commitment) -> Number:
    """A measure in the period asked for; the months ahead where the outlook tells them."""
    there = found.at(commitment.entity)
    measure = there.catalogue.measure(commitment.measure)
    row, account = row_of(there, measure), account_of(measure, there.catalogue)
    is_whole = there.scope.entity == found.root
    ahead = found.account_ahead(account) if account and is_whole else ()
    of = next((each for each in there.calendar.periods if each.label == row.carried_from), there.period)
    return Number(
        label=f"{row.label}{_place(found, commitment)}",
        at=f"in {row.carried_from or there.period.label}",
        value=row.value,
        least=commitment.least,
        most=commitment.most,
        unit=row.unit,
        decimals=row.decimals,
        ahead=tuple(each for each in ahead if each.day > there.period.end),
        is_ahead=False,
        page="measure",
        link=(("measure", measure.id),),
        scope=there.scope,
        day=of.end,
        was=measure_past(there, measure.id, there.calendar.periods.index(of)),
    )


def _place(found: Sources, commitment: Commitment) -> str:
    at = commitment.entity
    return f", {found.asked.catalogue.entity(at).name}" if at and at != found.root else ""
