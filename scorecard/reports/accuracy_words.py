"""How a record is told: against the better of two simple forecasts, and ranges that held too seldom."""

from fractions import Fraction

from scorecard.domain.accuracy import LEVELS, Score

NEARLY = Fraction(5, 100)
"""Ranges that held so much less often than they are meant to are still told as they are meant."""


def too_narrow(told: Score) -> str:
    """That ranges held less often than they are meant to, as a sentence to follow another; "" where they did not."""
    found = [(held, level) for held, level in zip(told.held, LEVELS, strict=True) if held is not None]
    if all(Fraction(level, 100) - held <= NEARLY for held, level in found):
        return ""
    words = [f"{round(held * 100)} of 100 times instead of {level}" for held, level in found]
    return f" Its ranges were too narrow: they held {' and '.join(words)}."


def against_simplest(told: Score) -> tuple[Fraction | None, str]:
    """What was added to the better of both simple forecasts, and which one that is; to beat the worse is no merit.

    The share is None where that one was never off, and both are empty where neither could be tried.
    """
    tried = [
        (each, added, name)
        for each, added, name in (
            (told.seasonal, told.added, "the year before repeated"),
            (told.naive, told.added_naive, "the last value repeated"),
        )
        if each is not None
    ]
    _, share, name = min(tried, key=lambda each: each[0], default=(None, None, ""))
    return share, name
