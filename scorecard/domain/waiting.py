"""How long things wait until somebody acts: what still waits, and how many days what is done took."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Waiting:
    """One step of how we work, in whole days.

    Attributes:
        waits: How many still wait.
        oldest: Days the oldest of them has waited; None where none does.
        done: How many are done.
        middle: The middle one of the days these took, the later of the two middle ones; None without any.
    """

    waits: int
    oldest: int | None
    done: int
    middle: int | None


def waiting_of(steps: Iterable[tuple[date, date | None]], today: date) -> Waiting:
    """What waits and what took how long.

    Args:
        steps: The day each began to wait and the day it was done; None where it still waits.
        today: The day it is.

    Source: the middle one and not the mean, since one item forgotten for a year says nothing about the others.
    """
    told = list(steps)
    open_for = [max((today - began).days, 0) for began, ended in told if ended is None]
    took = sorted(max((ended - began).days, 0) for began, ended in told if ended is not None)
    return Waiting(
        len(open_for), max(open_for, default=None), len(took), took[len(took) // 2] if took else None
    )  # fmt: skip
