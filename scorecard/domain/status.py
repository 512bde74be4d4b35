"""Where a value stands against its target, from the exact value and never from a rounded score."""

from decimal import Decimal

from scorecard.domain.targets import Band
from scorecard.domain.vocabulary import Polarity, Status


def status_of(
    value: Decimal | None, goal: Decimal | None, red: Decimal | None, band: Band | None, polarity: Polarity
) -> Status:
    """On track, on watch or off track; the better side includes the threshold itself.

    Args:
        value: The exact value; None is not reported.
        goal: At the goal is on track.
        red: At the red flag is still on watch; without a red flag nothing is off track.
        band: low_red, low, high, high_red for band measures.
        polarity: Which direction is good; neutral measures have no status.

    Returns:
        ``NOT_REPORTED`` where there is no value, no target or no direction.

    Source: semantics 2.11.
    """
    if value is None:
        return Status.NOT_REPORTED
    if polarity is Polarity.BAND:
        return _in_band(value, band)
    if polarity is Polarity.NEUTRAL or goal is None:
        return Status.NOT_REPORTED
    sign = polarity.sign
    if (value - goal) * sign >= 0:
        return Status.ON_TRACK
    return Status.OFF_TRACK if red is not None and (value - red) * sign < 0 else Status.WATCH


def _in_band(value: Decimal, band: Band | None) -> Status:
    if band is None:
        return Status.NOT_REPORTED
    low_red, low, high, high_red = band
    if low <= value <= high:
        return Status.ON_TRACK
    return Status.WATCH if low_red <= value <= high_red else Status.OFF_TRACK
