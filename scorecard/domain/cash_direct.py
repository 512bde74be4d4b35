"""The forecast by day: open documents, what is yet to be written, the calendar and the rest, each euro once."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from scorecard.domain.cash import CashItems, no_items, together
from scorecard.domain.cash_between import is_between, swept
from scorecard.domain.cash_calendar import next_run
from scorecard.domain.cash_collections import habits, known_by
from scorecard.domain.cash_documents import Assembled, assembled
from scorecard.domain.cash_future import Ahead, Floats, FutureFlow, future_flow
from scorecard.domain.cash_lines import DatedLines, Documents, Ints
from scorecard.domain.cash_open import CENT, Uncertain, open_payments, open_receipts
from scorecard.domain.cash_residual import Residual, carried_on
from scorecard.domain.cash_scheduled import SCHEDULE, Varying, belongs, by_line, party_bills, scheduled, summed_by_day
from scorecard.domain.catalogue_cash import Cash


@dataclass(frozen=True, eq=False)
class CashPast:
    """What is known on the last day; lines dated later are never looked at.

    Attributes:
        cash: What the catalogue says.
        ahead: The last known day, the horizon, holidays and places.
        opening: int64[place], bank balance on the last known day, ticks.
        bank: Lines of money in and out.
        invoices: Lines of both readings of receivables; None where none are kept.
        bills: The same of payables.
        promises: Promise dates.
        disputes: Disputes.
        planned: One-offs scheduled by hand.
    """

    cash: Cash
    ahead: Ahead
    opening: Ints
    bank: DatedLines
    invoices: DatedLines | None = None
    bills: DatedLines | None = None
    promises: DatedLines | None = None
    disputes: DatedLines | None = None
    planned: CashItems = field(default_factory=no_items)


@dataclass(frozen=True, eq=False)
class Part:
    """One part of the forecast, or all of them together.

    Attributes:
        certain: Movements whose day is known.
        expected: All others, in whole cents.
        uncertain: Open documents by chance.
        flows: Sign and what is expected of documents not written yet.
        rest: Sign and the rest of the bank lines carried on.
        varying: Lines of the calendar whose amount is learned, by how it varied.
        disputed: Documents that are contested and not counted.
        found: Documents as they were put together, with what did not fit.
        broken: Invoices whose promised day has passed.
        ruleless: Lines of the calendar whose days could not be found.
    """

    certain: CashItems = field(default_factory=no_items)
    expected: CashItems = field(default_factory=no_items)
    uncertain: tuple[Uncertain, ...] = ()
    flows: tuple[tuple[int, FutureFlow], ...] = ()
    rest: tuple[tuple[int, Residual], ...] = ()
    disputed: CashItems = field(default_factory=no_items)
    found: tuple[Assembled, ...] = ()
    broken: tuple[str, ...] = ()
    ruleless: tuple[str, ...] = ()
    varying: tuple[Varying, ...] = ()

    @property
    def items(self) -> CashItems:
        """Every expected movement."""
        return together([self.certain, self.expected])


def direct_roll(past: CashPast) -> Part:
    """Everything that is expected from the day after the last known one on.

    What is known or promised, open documents by habit, lines of the calendar, documents not written yet, and
    the rest of the bank lines carried on. The rest is what the others do not explain, so no euro of history is
    carried on twice.
    """
    known = past.bank.take((past.bank.day <= past.ahead.as_of) & ~past.bank.foreign)
    receipts, payments = _receivables(past), _payables(past)
    billed = set(zip(payments.certain.line, payments.certain.basis, strict=True))
    lines = [line for line in past.cash.lines if line.amount is None or (line.id, SCHEDULE) not in billed]
    by_rule = scheduled(known, lines, past.cash.inflow, past.ahead)
    known_items = together([by_rule.items, past.planned])
    calendar = Part(certain=known_items, ruleless=by_rule.ruleless, varying=by_rule.varying)
    whole = _joined([receipts, payments, calendar, _rest(known, past)])
    return _joined([whole, Part(certain=_between(known, past, whole.items))])


def _joined(parts: Sequence[Part]) -> Part:
    return Part(
        certain=together([part.certain for part in parts]),
        expected=together([part.expected for part in parts]),
        uncertain=tuple(each for part in parts for each in part.uncertain),
        flows=tuple(each for part in parts for each in part.flows),
        rest=tuple(each for part in parts for each in part.rest),
        disputed=together([part.disputed for part in parts]),
        found=tuple(each for part in parts for each in part.found),
        broken=tuple(each for part in parts for each in part.broken),
        ruleless=tuple(each for part in parts for each in part.ruleless),
        varying=tuple(each for part in parts for each in part.varying),
    )


def _receivables(past: CashPast) -> Part:
    ledger, ahead = past.cash.receivables, past.ahead
    if ledger is None or past.invoices is None:
        return Part()
    found = assembled(past.invoices, ledger.written, ledger.settled, ahead.as_of)
    known = _at_places(known_by(found.documents, ahead.as_of), ahead)
    learned = habits(known, ahead.as_of)
    due = open_receipts(known, learned, ahead, past.promises, past.disputes)
    flow = future_flow(known, learned, ahead)
    future = _daily(flow.by_day, ahead, "future_sales", "Invoices not written yet", 1)
    expected = together([due.expected, future])
    return Part(due.certain, expected, (due.uncertain,), ((1, flow),), (), due.disputed, (found,), due.broken)


def _payables(past: CashPast) -> Part:
    ledger, ahead, run = past.cash.payables, past.ahead, past.cash.payment_run
    if ledger is None or past.bills is None:
        return Part()
    found = assembled(past.bills, ledger.written, ledger.settled, ahead.as_of)
    known = _at_places(known_by(found.documents, ahead.as_of), ahead)
    learned = habits(known, ahead.as_of)
    due = open_payments(known, learned, ahead, run)
    line_of: dict[str | None, str] = {party: line.id for line in past.cash.lines for party in line.parties}
    by_rule, left = _own_bills(known, past)
    flow = future_flow(left, learned, ahead, None if run is None else lambda days: next_run(run, days, ahead.holidays))
    future = _daily(flow.by_day, ahead, "future_purchases", "Bills not written yet", -1)
    certain = together([by_line(due.certain, line_of), by_rule])
    expected = together([by_line(due.expected, line_of), future])
    return Part(certain, expected, (due.uncertain,), ((-1, flow),), found=(found,))


def _own_bills(known: Documents, past: CashPast) -> tuple[CashItems, Documents]:
    """Bills to come of suppliers that have a line of their own and a rule, and the documents of all others."""
    items, ruled = [], set()
    for line in past.cash.lines:
        for party in line.parties:
            mine = known.take(np.array([each == party for each in known.party], dtype=bool))
            found = party_bills(mine, line, past.ahead, past.cash.payment_run)
            if len(found):
                items.append(found)
                ruled.add(party)
    return together(items), known.take(np.array([each not in ruled for each in known.party], dtype=bool))


def _at_places(documents: Documents, ahead: Ahead) -> Documents:
    """Documents of places with a bank account."""
    return documents.take(np.array([each in ahead.places for each in documents.entity], dtype=bool))


def unexplained(known: DatedLines, past: CashPast, inward: bool) -> Ints:
    """What documents and the calendar leave of the bank lines, int64[place, day] up to the last known day."""
    cash, ahead = past.cash, past.ahead
    measure = cash.inflow if inward else cash.outflow
    by_rule = is_between(known, cash.between)
    for line in cash.lines:
        by_rule |= belongs(known, line, cash.inflow)
    own = known.take(~by_rule & np.array([each == measure for each in known.measure], dtype=bool))
    first = known.day.min() if len(known) else ahead.as_of
    days = int((ahead.as_of - first).astype(int)) + 1
    left = summed_by_day(own, ahead.places, first, days)
    ledger, lines = (cash.receivables, past.invoices) if inward else (cash.payables, past.bills)
    if ledger is not None and lines is not None:
        paid = ~lines.foreign & np.array([each == ledger.settled for each in lines.measure], dtype=bool)
        left -= summed_by_day(lines.take(paid), ahead.places, first, days)
    return left


def _rest(known: DatedLines, past: CashPast) -> Part:
    ahead = past.ahead
    inward, outward = (
        carried_on(unexplained(known, past, way), ahead.as_of, ahead.days, ahead.holidays) for way in (True, False)
    )
    items = [
        _daily(inward.mean, ahead, "other_in", "Other money in", 1),
        _daily(outward.mean, ahead, "other_out", "Other money out", -1),
    ]
    return Part(expected=together(items), rest=((1, inward), (-1, outward)))


def _daily(ticks: Floats, ahead: Ahead, line: str, name: str, sign: int) -> CashItems:
    """One statistical item a place and day, whole cents; nothing where it comes to less than a cent."""
    cents = np.rint(ticks / CENT).astype(np.int64)
    place, day = np.nonzero(cents)
    count = len(place)
    return CashItems(
        day=ahead.as_of + 1 + day,
        entity=tuple(ahead.places[at] for at in place.tolist()),
        line=(line,) * count,
        party=(None,) * count,
        basis=("statistical",) * count,
        name=(name,) * count,
        ticks=sign * cents[place, day] * CENT,
    )


def _between(known: DatedLines, past: CashPast, items: CashItems) -> CashItems:
    """Money between places, from what is expected of each."""
    ahead = past.ahead
    moves = known.take(is_between(known, past.cash.between))
    net = by_place(items, ahead)
    signs = np.array([1 if each == past.cash.inflow else -1 for each in moves.measure], dtype=np.int64)
    usual = past.opening.copy()
    last = dict(sorted(zip(moves.entity, moves.day.tolist(), strict=True)))  # each place's own last time
    told = zip(known.entity, known.day.tolist(), strict=True)
    after = known.take(np.array([place in last and day > last[place] for place, day in told], dtype=bool))
    flow = np.array([1 if each == past.cash.inflow else -1 for each in after.measure], dtype=np.int64)
    for place, ticks in zip(after.entity, (flow * after.ticks).tolist(), strict=True):
        usual[ahead.places.index(str(place))] -= ticks
    return swept(moves, signs, net, past.opening, usual, ahead)


def by_place(items: CashItems, ahead: Ahead) -> Ints:
    """Net movement, int64[place, day]; items beyond the horizon are left out."""
    total = np.zeros((len(ahead.places), ahead.days), dtype=np.int64)
    at = (items.day - ahead.as_of).astype(np.int64) - 1
    place = np.array([ahead.places.index(each) for each in items.entity], dtype=np.int64)
    inside = (at >= 0) & (at < ahead.days)
    np.add.at(total, (place[inside], at[inside]), items.ticks[inside])
    return total
