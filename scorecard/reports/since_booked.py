"""What was only booked elsewhere between two states: from which lines to which, and the result that stayed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from scorecard.domain.catalogue import Account
from scorecard.domain.cells import to_decimal
from scorecard.domain.display import short
from scorecard.domain.since import SinceKind, SinceRow
from scorecard.domain.vocabulary import Kind, Scenario, Unit, View
from scorecard.reports.asked import Asked, label_of
from scorecard.reports.since_earlier import BACK
from scorecard.reports.since_states import TwoStates
from scorecard.reports.terms import leaves_of, names_of
from scorecard.store.accounts import Accounts
from scorecard.store.cells import RevisionCells

Moved = tuple[SinceKind, SinceRow]
Ticks = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Booked:
    """An amount that left some lines and came to others in the same periods; the result of these is what it was.

    Attributes:
        amount: Over all periods, in the workspace's currency.
        left: Ids of the lines it left, the largest first.
        came: Ids of the lines it came to, the largest first.
        result: The line that stayed.
        periods: Keys of the periods, oldest first.
    """

    amount: Decimal
    left: tuple[str, ...]
    came: tuple[str, ...]
    result: Account
    periods: tuple[str, ...]


def booked_elsewhere(states: TwoStates, before: RevisionCells) -> tuple[Booked, ...]:
    """What moved between lines of one result in the period shown and the twelve before it, the largest amount first.

    Only periods count in which the result is what it was; what is earned and what is spent are told apart, since an
    amount does not go from the one to the other.

    Args:
        states: Both states.
        before: Figures of the earlier one, by the accounts and periods of the later.
    """
    now = states.now
    result = _result(now)
    if result is None or not states.loads.brought(Scenario.ACTUAL):
        return ()
    window = range(max(0, now.index - BACK), now.index + 1)
    keys = [now.calendar.periods[at].key for at in window]
    factors = Accounts(now.catalogue).own(result.id)
    fresh = states.loads.names(Scenario.ACTUAL, keys) & factors.keys()
    steps = {name: step for name in sorted(fresh) if (step := _step(now, before, name, window)).any()}
    stays = _total({name: factors[name] * step for name, step in steps.items()}, len(window)) == 0
    found = []
    for sign in (1, -1):
        group = {name: step for name, step in steps.items() if factors[name] == sign}
        moves = np.any(np.stack([*group.values(), np.zeros(len(window), dtype=np.int64)]) != 0, axis=0)
        here = stays & moves & (_total(group, len(window)) == 0)
        periods = tuple(key for key, is_so in zip(keys, here.tolist(), strict=True) if is_so)
        booked = _booked({name: int(step[here].sum()) for name, step in group.items()}, result, periods)
        found += [booked] if booked else []
    return tuple(sorted(found, key=lambda each: -each.amount))


def booked_words(found: Booked, asked: Asked) -> str:
    """The same in words: "46.3 k EUR moved from Travel to Contractors in Oct 2026; Profit is the same."."""
    size = short(found.amount, Unit.MONEY, asked.catalogue.currency)
    result = label_of(found.result, asked.scope.words)
    return f"{size} {_way(found, asked)} in {asked.calendar.told(found.periods)}; {result} is the same."


def both_sides(moved: list[Moved], found: Booked, asked: Asked) -> list[Moved]:
    """The rows, where one side of what was booked elsewhere is unusual with the other right below it.

    Two numbers are sides of one booking where one is made of lines it left and the other of lines it came to, and
    their amounts moved by the same the other way round: an amount alone would not say so.
    """
    sides = {at: side for at, (kind, row) in enumerate(moved) if (side := _side(kind, row, found, asked))}
    told = list(moved)
    for at, side in sides.items():
        kind, row = moved[at]
        others = (moved[each][1] for each in sides if sides[each] != side)
        leads = [other.id for other in others if other.unusual and _mirrors(other, row)]
        if row.unusual or leads:
            beside = leads[0] if leads and (side == "came" or not row.unusual) else ""
            note = "; ".join(part for part in (_way(found, asked), row.note) if part)
            told[at] = kind, replace(row, note=note, unusual=True, beside=beside)
    return told


def is_of(found: Booked, moved: Moved, asked: Asked) -> bool:
    """Whether a number that is unusual is restated, and made of the lines it left or of those it came to."""
    kind, row = moved
    return row.unusual and bool(_side(kind, row, found, asked))


def _result(asked: Asked) -> Account | None:
    """The line that most accounts end in: what is left below."""
    accounts, ends = asked.catalogue.accounts.values(), Accounts(asked.catalogue)
    results = [each for each in accounts if each.formula and each.kind is Kind.FLOW]
    return max(results, key=lambda each: len(ends.parts(each.id)), default=None)


def _step(asked: Asked, before: RevisionCells, name: str, window: range) -> Ticks:
    """int64[periods] ticks a line moved by, in its own sign."""
    entity = asked.scope.entity
    now, then = (cells.series(name, entity, Scenario.ACTUAL).values for cells in (asked.snapshot.cells, before))
    found: Ticks = now[window.start : window.stop] - then[window.start : window.stop]
    return found


def _total(steps: Mapping[str, Ticks], length: int) -> Ticks:
    return sum(steps.values(), np.zeros(length, dtype=np.int64))


def _booked(totals: Mapping[str, int], result: Account, periods: tuple[str, ...]) -> Booked | None:
    left = sorted((name for name in totals if totals[name] < 0), key=totals.__getitem__)
    came = sorted((name for name in totals if totals[name] > 0), key=lambda name: -totals[name])
    if not left or not came:
        return None
    amount = to_decimal(sum(totals[name] for name in came))
    return Booked(amount, tuple(left), tuple(came), result, periods)


def _side(kind: SinceKind, row: SinceRow, found: Booked, asked: Asked) -> str:
    """Which side of it a restated amount is: "left", "came", "" for neither or both."""
    measure = asked.catalogue.measures.get(row.id)
    is_amount = measure is not None and measure.kind is Kind.FLOW and measure.unit is Unit.MONEY
    elsewhere = asked.scope.view is View.PERIOD and row.period not in found.periods
    if kind is not SinceKind.RESTATED or measure is None or not is_amount or elsewhere or not row.difference:
        return ""
    leaves = leaves_of(names_of(measure, asked.catalogue), asked.catalogue)
    touched = [side for side, names in (("left", found.left), ("came", found.came)) if leaves & set(names)]
    return touched[0] if len(touched) == 1 else ""


def _mirrors(other: SinceRow, row: SinceRow) -> bool:
    opposite = other.difference is not None and row.difference is not None and other.difference == -row.difference
    return opposite and (other.period, other.before_period) == (row.period, row.before_period)


def _way(found: Booked, asked: Asked) -> str:
    return f"moved from {_named(found.left, asked)} to {_named(found.came, asked)}"


def _named(names: tuple[str, ...], asked: Asked) -> str:
    """The largest by name: "Travel", "Travel and 2 other lines"."""
    first, more = label_of(asked.catalogue.accounts[names[0]], asked.scope.words), len(names) - 1
    return f"{first} and {more} other {'line' if more == 1 else 'lines'}" if more else first
