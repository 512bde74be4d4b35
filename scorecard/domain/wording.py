"""Sentences about numbers: a difference, a status and an age in words."""

from decimal import Decimal

from scorecard.domain.catalogue import Measure
from scorecard.domain.display import short
from scorecard.domain.glossary import word
from scorecard.domain.targets import Band
from scorecard.domain.vocabulary import Comparison, Polarity, Status, Unit

COMPARED = {Comparison.PLAN: "plan", Comparison.LAST_YEAR: "last year", Comparison.OUTLOOK: "outlook"}
"""What a comparison is called inside a sentence."""

IN_POINTS = (Unit.PERCENT, Unit.POINTS, Unit.SCORE, Unit.TIMES)
"""Units whose differences are told as above or below."""


def difference_words(
    value: Decimal | None,
    reference: Decimal | None,
    measure: Measure,
    impact: Decimal | None,
    against: str,
    band: Band | None = None,
) -> str:
    """A difference in words: "410 k worse than plan", "0.4 points below target, worse"; "" where a side is missing.

    Args:
        value: The measure's value, in its unit.
        reference: The other side.
        measure: Tells unit, decimals and which way is good.
        impact: The difference signed so that plus is better; None where nothing is better.
        against: What the other side is called.
        band: The green band of a band measure: then the distance to it is told.
    """
    if value is not None and band is not None:
        return _band_words(value, band, measure)
    if value is None or reference is None:
        return ""
    step = value - reference
    if step == 0:
        return f"same as {against}"
    size = _size(step, measure)
    if measure.unit is Unit.MONEY and measure.polarity is Polarity.HIGHER and value < 0 and reference < 0:
        return f"loss {size} {'smaller' if step > 0 else 'larger'} than {against}, {verdict(impact)}"
    if measure.unit in IN_POINTS or impact is None:
        side = "above" if step > 0 else "below"
        return f"{size} {side} {against}{_verdict_after(impact)}"
    return f"{size} {verdict(impact)} than {against}"


def verdict(impact: Decimal | None) -> str:
    """Better, worse or the same."""
    if not impact:
        return "the same"
    return "better" if impact > 0 else "worse"


def status_words(status: Status) -> str:
    """A status as screens write it: "On track"."""
    return word(status)


def age_words(age_days: int | None, stale: bool) -> str:
    """An age in words: "22 days old", "out of date, 153 days old", "never reported"."""
    if age_days is None:
        return "never reported"
    days = "1 day old" if age_days == 1 else f"{age_days:,} days old"
    return f"out of date, {days}" if stale else days


def _band_words(value: Decimal, band: Band, measure: Measure) -> str:
    _, low, high, _ = band
    if low <= value <= high:
        return "within its range"
    edge, side = (low, "below") if value < low else (high, "above")
    return f"{_size(value - edge, measure)} {side} its range, worse"


def _size(step: Decimal, measure: Measure) -> str:
    """The size of a difference, money without its currency."""
    return short(step, measure.unit, "", measure.decimals)


def _verdict_after(impact: Decimal | None) -> str:
    return f", {verdict(impact)}" if impact else ""
