"""The year behind a window: what only moves between months, and what changes the year."""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Timing:
    """A window's difference in two: ``moved`` is given back in the rest of the year, ``lasting`` stays."""

    moved: Fraction
    lasting: Fraction


def timing(window: Fraction, rest: Fraction) -> Timing:
    """Split one line's difference in a window by what the rest of its fiscal year is expected to do.

    What the rest makes up for only lies in another month; it is never more than the difference itself. A rest
    that goes the same way makes up for nothing.

    Args:
        window: Actual less plan in the window.
        rest: Actual or outlook less plan in all other periods of the year.

    Returns:
        Parts that add up to the window's difference.
    """
    if window * rest >= 0:
        return Timing(Fraction(0), window)
    size = min(abs(window), abs(rest))
    moved = size if window > 0 else -size
    return Timing(moved, window - moved)
