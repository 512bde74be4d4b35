"""What moved between two forecasts of cash: timing, amount, new and lost, item by item, adding up to the last tick."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

import numpy as np

from scorecard.domain.cash_lines import Ints

Key = TypeVar("Key", bound=Hashable)


class Move(StrEnum):
    """What happened to an item; the words are those of the screen."""

    TIMING = "timing"
    AMOUNT = "amount"
    NEW = "new"
    LOST = "lost"


@dataclass(frozen=True, eq=False)
class Moved(Generic[Key]):
    """One item in both forecasts, stretch by stretch.

    Attributes:
        then: int64[stretch] ticks the earlier one expected, in +, out −.
        now: int64[stretch] ticks that came or are expected now.
        parts: Kind to what it adds to the balance at the end of each stretch: int64[stretch]. Together they are
            the difference of the two balances as far as this item makes it.
    """

    key: Key
    then: Ints
    now: Ints
    parts: Mapping[Move, Ints]

    @property
    def effect(self) -> Ints:
        """What the item adds to the balance at the end of each stretch: int64[stretch]."""
        effect: Ints = np.cumsum(self.now - self.then)
        return effect

    @property
    def size(self) -> int:
        """The most it moves the balance anywhere: for the order of a list."""
        return int(np.abs(self.effect).max(initial=0))


def moved(then: Mapping[Key, Ints], now: Mapping[Key, Ints]) -> tuple[Moved[Key], ...]:
    """Both forecasts held against each other, the items that moved the balance most first.

    An item only now expected is *new*, one no longer expected and not come either is *lost*. Of one in both, what is
    expected more or less of it altogether is *amount*, placed where the item now lies; all else is *timing*: the same
    money in another stretch. Timing therefore comes to nothing at the end where an item only moved within it.

    Args:
        then: Item to int64[stretch] ticks; the last stretch holds what lies beyond the others.
        now: The same of the later forecast, with what came meanwhile in the stretches that are over.

    Returns:
        Items whose stretches differ.

    Source:
        The split practised in thirteen-week forecasting: timing against permanent differences, per item.
    """
    found = []
    blank = np.zeros(len(next(iter([*then.values(), *now.values()]), ())), np.int64)
    for key in dict.fromkeys([*then, *now]):
        one, other = then.get(key, blank), now.get(key, blank)
        if not np.array_equal(one, other):
            found.append(Moved(key, one, other, _split(one, other)))
    return tuple(sorted(found, key=lambda each: -each.size))


def totals(found: tuple[Moved[Key], ...], stretches: int) -> dict[Move, Ints]:
    """Kind to what all items add to the balance at the end of each stretch: int64[stretch]."""
    told = {kind: np.zeros(stretches, np.int64) for kind in Move}
    for each in found:
        for kind, part in each.parts.items():
            told[kind] += part
    return told


def _split(then: Ints, now: Ints) -> dict[Move, Ints]:
    effect: Ints = np.cumsum(now - then)
    if not then.any():
        return {Move.NEW: effect}
    if not now.any():
        return {Move.LOST: effect}
    more, total, so_far = int(now.sum() - then.sum()), int(now.sum()), np.cumsum(now)
    amount = np.array([_share(more, int(part), total) for part in so_far], np.int64)
    parts = {Move.TIMING: effect - amount, Move.AMOUNT: amount}
    return {kind: part for kind, part in parts.items() if part.any()}


def _share(more: int, part: int, total: int) -> int:
    """``more`` × ``part`` ÷ ``total`` in whole ticks; all of it where the parts come to nothing."""
    return more if total == 0 else more * part // total


def days_later(then: Ints, now: Ints, middles: Ints) -> int | None:
    """By how many days the middle of an item moved; None where one side has nothing.

    Args:
        then: int64[stretch] ticks.
        now: The same.
        middles: int64[stretch], the middle day of each stretch, counted from any day.
    """
    if then.sum() == 0 or now.sum() == 0:
        return None
    one, other = (int((each * middles).sum()) / int(each.sum()) for each in (then, now))
    return round(other - one)
