"""A forecast by day as the dated rows of its vintage: movements, the balance's bands, chances, and what did not fit."""

from collections.abc import Iterator, Sequence

import numpy as np

from scorecard.domain.cash import DISPUTED, EVER, START, WEEK, CashItems, available
from scorecard.domain.cash_direct import CashPast, Part, by_place
from scorecard.domain.cash_faults import faults_of
from scorecard.domain.cash_lines import Ints, RolledLines
from scorecard.domain.cash_paths import PATHS, Paths, balances, moved_paths
from scorecard.domain.cells import TICKS, to_ticks

Row = tuple[np.datetime64, str, str, str | None, str | None, str, int]
"""Day, place, measure, line, party, note, ticks."""

NOTE = "note"
LIKELY = ("lo80", "hi80")


def told(past: CashPast, roll: Part, root: str, random: np.random.Generator, paths: int = PATHS) -> RolledLines:
    """All rows of a vintage; balances are those of the bank, without credit that is not drawn.

    Args:
        past: What was known.
        roll: What is expected from there on.
        root: The place that stands for all together.
        random: Where simulated paths come from; the same state gives the same rows.
        paths: How many.
    """
    rows = [
        *_movements(past, roll.items),
        *_contested(past, roll.disputed),
        *_balances(past, roll, root, random, paths),
    ]
    rows += [
        (past.ahead.as_of, root, f"{past.cash.closing}@{NOTE}", None, None, str(fault), 0)
        for fault in faults_of(past, roll)
    ]
    return rolled_rows(rows)


def rolled_rows(rows: Sequence[Row]) -> RolledLines:
    """Rows as columns."""
    day, entity, measure, line, party, note, ticks = zip(*rows, strict=True) if rows else ((),) * 7
    return RolledLines(
        np.array(day, dtype="datetime64[D]"), entity, measure, line, party, note, np.array(ticks, dtype=np.int64)
    )


def notes_of(rolled: RolledLines) -> tuple[str, ...]:
    """What did not fit when a vintage was made, a sentence each."""
    told_by = zip(rolled.measure, rolled.note, strict=True)
    return tuple(note for measure, note in told_by if measure and note and measure.endswith(f"@{NOTE}"))


def _movements(past: CashPast, items: CashItems) -> Iterator[Row]:
    last = past.ahead.as_of + past.ahead.days
    for row, ticks in enumerate(items.ticks.tolist()):
        if ticks and past.ahead.as_of < items.day[row] <= last:
            measure = past.cash.inflow if ticks > 0 else past.cash.outflow
            note = f"{items.basis[row]}: {items.name[row]}"
            yield items.day[row], items.entity[row], measure, items.line[row], items.party[row], note, abs(ticks)


def _contested(past: CashPast, items: CashItems) -> Iterator[Row]:
    for row, ticks in enumerate(items.ticks.tolist()):
        measure, note = f"{past.cash.inflow}@{DISPUTED}", f"{items.basis[row]}: {items.name[row]}"
        yield items.day[row], items.entity[row], measure, items.line[row], items.party[row], note, ticks


def _balances(past: CashPast, roll: Part, root: str, random: np.random.Generator, paths: int) -> Iterator[Row]:
    """Start, bands and low point of each place and of all together; chances of all together."""
    ahead = past.ahead
    moved = moved_paths(
        by_place(roll.certain, ahead), roll.uncertain, roll.flows, roll.rest, roll.varying, random, paths
    )
    opening = np.append(past.opening, past.opening.sum())
    expected = by_place(roll.items, ahead)
    expected = np.concatenate([expected, expected.sum(axis=0, keepdims=True)])
    found = list(zip((*ahead.places, root), balances(moved, opening), opening.tolist(), expected, strict=True))
    own = [each for each in found[:-1] if each[0] != root]  # its own account is told with all others
    for place, simulated, start, net in (*own, found[-1]):
        yield ahead.as_of, place, f"{past.cash.closing}@{START}", None, None, "known: balance at the bank", start
        yield from _bands(past, place, simulated, start + np.cumsum(net))
    yield from _chances(past, root, found[-1][1])


def _bands(past: CashPast, place: str, simulated: Paths, expected: Ints) -> Iterator[Row]:
    days = past.ahead.as_of + 1 + np.arange(past.ahead.days)
    for name, band in simulated.bands().items():
        measure = f"{past.cash.closing}@{name}"
        for day, ticks in zip(days, band.tolist(), strict=True):
            yield day, place, measure, None, None, "statistical: simulated balances", ticks
    low, lowest = days[int(np.argmin(expected))], simulated.lowest()
    for name in LIKELY:
        measure = f"{past.cash.closing}@lowest_{name}"
        yield low, place, measure, None, None, "statistical: simulated low points", lowest[name]


def _chances(past: CashPast, root: str, simulated: Paths) -> Iterator[Row]:
    ahead, cash = past.ahead, past.cash
    ends = ahead.as_of + np.minimum(np.arange(WEEK, ahead.days + WEEK, WEEK), ahead.days)
    for name, limit in (("below_floor", cash.floor), ("below_covenant", cash.covenant)):
        if limit is None:
            continue
        floor, note = to_ticks(limit) - available(cash), "statistical: share of simulated paths"
        chances = np.rint(simulated.below(floor) * TICKS).astype(np.int64)
        for day, ticks in zip(ends, chances.tolist(), strict=True):
            yield day, root, f"{cash.closing}@{name}", None, None, note, ticks
        ever = round(simulated.ever_below(floor) * TICKS)
        yield ends[-1], root, f"{cash.closing}@{name}{EVER}", None, None, note, ever
