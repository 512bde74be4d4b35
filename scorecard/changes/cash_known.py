"""What is known about cash on a day: balances, bank lines, documents, promises, disputes and one-offs."""

from collections.abc import Sequence
from datetime import date

import numpy as np

from scorecard.domain.cash import WEEK
from scorecard.domain.cash_calendar import holidays_of
from scorecard.domain.cash_direct import CashPast
from scorecard.domain.cash_future import Ahead
from scorecard.domain.cash_lines import DatedLines, Ints
from scorecard.domain.catalogue_cash import Cash, CashLedger
from scorecard.domain.errors import ScorecardError
from scorecard.domain.planned_cash import PlannedCash, planned_items
from scorecard.domain.vocabulary import Scenario
from scorecard.store.store import Snapshot


class NothingKnown(ScorecardError):
    """No balance is known on or before the day asked for."""

    def __init__(self, day: date | None) -> None:
        when = "" if day is None else f" on {day:%-d %b %Y} or before"
        super().__init__(f"No balance of cash is known{when}. Load the balances first.")


class NotThatFar(ScorecardError):
    """A day is asked for that the figures do not reach: nothing is known of the days up to it."""

    def __init__(self, day: date, newest: date) -> None:
        super().__init__(
            f"The figures reach to {newest:%-d %b %Y}, so no forecast can be made from figures to {day:%-d %b %Y}. "
            "Ask for that day or an earlier one."
        )


def last_closed(now: Snapshot, cash: Cash, asked: date | None) -> int:
    """Index of the last period whose closing cash is known and that has ended by the day asked for.

    Raises:
        NothingKnown: If there is none.
    """
    series = now.cells.series(cash.closing, now.catalogue.root, Scenario.ACTUAL)
    whole = np.flatnonzero((series.known > 0) & (series.known >= series.expected))
    ended = [at for at in whole.tolist() if asked is None or now.calendar.periods[at].end <= asked]
    if not ended:
        raise NothingKnown(asked)
    return int(ended[-1])


def cash_known(now: Snapshot, cash: Cash, closed: int, asked: date | None, planned: Sequence[PlannedCash]) -> CashPast:
    """Everything a forecast by day is made from.

    Args:
        now: The figures.
        cash: What the catalogue says.
        closed: Index of the last closed period.
        asked: The last day to be known; None for the newest day with a balance or a bank line.
        planned: One-offs that are expected, as they were known on the day asked for.

    Raises:
        NotThatFar: If neither a balance nor a bank line is known of the day asked for or a later one.
    """
    bank = now.dated((cash.inflow, cash.outflow))
    newest = _newest(now, bank, closed)
    if asked is not None and asked > newest:
        raise NotThatFar(asked, newest)
    as_of = np.datetime64(asked or newest, "D")
    places = _places(now, cash, bank, closed)
    ahead = Ahead(as_of, WEEK * cash.weeks, holidays_of(now.catalogue.calendar.holidays), places)
    return CashPast(
        cash=cash,
        ahead=ahead,
        opening=_opening(now, cash, bank, ahead, closed),
        bank=bank,
        invoices=_documents(now, cash.receivables),
        bills=_documents(now, cash.payables),
        promises=_told(now, cash.receivables, "promised"),
        disputes=_told(now, cash.receivables, "disputed"),
        planned=planned_items(_coming(planned, ahead)),
    )


def _places(now: Snapshot, cash: Cash, bank: DatedLines, closed: int) -> tuple[str, ...]:
    """Places with an account: those with bank lines, and those whose balance is known though nothing moves."""
    moving = {str(each) for each in bank.entity}

    def has_balance(place: str) -> bool:
        return bool(now.cells.stored(cash.closing, place, Scenario.ACTUAL).known[: closed + 1].any())

    return tuple(each for each in now.catalogue.subtree(now.catalogue.root) if each in moving or has_balance(each))


def _newest(now: Snapshot, bank: DatedLines, closed: int) -> date:
    end = now.calendar.periods[closed].end
    newest: date = bank.day.max().astype(date) if len(bank) else end
    return max(end, newest)


def _opening(now: Snapshot, cash: Cash, bank: DatedLines, ahead: Ahead, closed: int) -> Ints:
    """Bank balance of each place's own account on the last known day: its last closing balance and what moved since.

    An account without any balance begins with nothing at the last close, so that all together are what was reported.
    """
    found = np.zeros(len(ahead.places), dtype=np.int64)
    sign = np.array([1 if each == cash.inflow else -1 for each in bank.measure], dtype=np.int64)
    for at, place in enumerate(ahead.places):
        series = now.cells.stored(cash.closing, place, Scenario.ACTUAL)
        known = np.flatnonzero(series.known[: closed + 1] > 0)
        last = int(known[-1]) if len(known) else closed
        here = np.array([each == place for each in bank.entity], dtype=bool)
        after = np.datetime64(now.calendar.periods[last].end, "D")
        since = here & ~bank.foreign & (bank.day > after) & (bank.day <= ahead.as_of)
        found[at] = int(series.values[last]) + int((sign[since] * bank.ticks[since]).sum())
    return found


def _documents(now: Snapshot, ledger: CashLedger | None) -> DatedLines | None:
    return None if ledger is None else now.dated((ledger.written, ledger.settled), ledger.party)


def _told(now: Snapshot, ledger: CashLedger | None, what: str) -> DatedLines | None:
    name = "" if ledger is None else str(getattr(ledger, what))
    return now.dated((name,), ledger.party) if ledger is not None and name else None


def _coming(planned: Sequence[PlannedCash], ahead: Ahead) -> list[PlannedCash]:
    """One-offs of days to come, at places with an account."""
    as_of: date = ahead.as_of.astype(date)
    return [each for each in planned if each.day > as_of and each.entity in ahead.places]
