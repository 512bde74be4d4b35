"""Sentences about numbers: a difference, a status and an age in words."""

from decimal import Decimal

from scorecard.domain.catalogue import Measure
from scorecard.domain.display import scale_of, short
from scorecard.domain.glossary import word
from scorecard.domain.targets import Band
from scorecard.domain.vocabulary import Comparison, Kind, Polarity, Status, Unit, View

COMPARED = {
    Comparison.PLAN: "plan",
    Comparison.LAST_YEAR: "last year",
    Comparison.OUTLOOK: "outlook",
    Comparison.KNOWN: "earlier state",
}
"""What a comparison is called inside a sentence."""

FIGURE_KNOWN = "the figure known on "
"""Before the day and the revision of an earlier state: what it is called inside a sentence."""

WINDOW = {
    View.PERIOD: "in",
    View.QUARTER_TO_DATE: "from the start of the quarter to",
    View.YEAR_TO_DATE: "from the start of the year to",
    View.ROLLING: "over the rolling year to",
}
"""What stands before a period's label, so that a sum to date is never read as one month's."""

UP_TO = {
    View.PERIOD: "",
    View.QUARTER_TO_DATE: "Quarter to ",
    View.YEAR_TO_DATE: "Year to ",
    View.ROLLING: "Rolling year to ",
}
"""What stands before a period's label where a value stands alone."""

DAYS_TOLD = 100
"""Stretches shorter than this are told in days."""

DAYS_A_MONTH, DAYS_A_YEAR = 30.44, 365.25

IN_POINTS = (Unit.PERCENT, Unit.POINTS, Unit.SCORE, Unit.TIMES)
"""Units whose differences are told as above or below."""


def difference_words(
    value: Decimal | None,
    reference: Decimal | None,
    measure: Measure,
    impact: Decimal | None,
    against: str,
    band: Band | None = None,
    currency: str = "",
) -> str:
    """A difference in words: "410 k worse than plan", "0.4 points below target, worse"; "" where a side is missing.

    Beside "5.23 k EUR" a difference of another scale names its currency: "62.8 EUR worse than plan".

    Args:
        value: The measure's value, in its unit.
        reference: The other side.
        measure: Tells unit, decimals and which way is good.
        impact: The difference signed so that plus is better; None where nothing is better.
        against: What the other side is called.
        band: The green band of a band measure: then the distance to it is told.
        currency: ISO code, told where the value is written in another scale than the difference; "" never.
    """
    if value is not None and band is not None:
        return _band_words(value, band, measure, currency)
    if value is None or reference is None:
        return ""
    step = value - reference
    if step == 0:
        return f"same as {against}"
    size = _size(step, value, measure, currency)
    if measure.unit is Unit.MONEY and measure.polarity is Polarity.HIGHER and value < 0 and reference < 0:
        return f"loss {size} {'smaller' if step > 0 else 'larger'} than {against}, {verdict(impact)}"
    if measure.unit in IN_POINTS or impact is None:
        side = "above" if step > 0 else "below"
        return f"{size} {side} {against}{_verdict_after(impact)}"
    return f"{size} {verdict(impact)} than {against}"


def named_alone(against: str) -> str:
    """What the other side is called over a column: "Plan", "Known on 5 Nov 2026 (revision 3)"."""
    told = against.removeprefix("the figure ")
    return told[:1].upper() + told[1:]


def named_shortly(against: str) -> str:
    """The same where room is scarce and the day stands nearby: "Plan", "Known then"."""
    return "Known then" if against.startswith(FIGURE_KNOWN) else named_alone(against)


def none_of(against: str) -> str:
    """That the other side is not there: "no plan", "no figure known on 5 Nov 2026 (revision 3)"."""
    return f"no {against.removeprefix('the ')}"


def verdict(impact: Decimal | None) -> str:
    """Better, worse or the same."""
    if not impact:
        return "the same"
    return "better" if impact > 0 else "worse"


def status_words(status: Status) -> str:
    """A status as screens write it: "On track"."""
    return word(status)


def turned_words(was: Status | None, now: Status) -> str:
    """What a status became: ", now watch (was off track)"; "" where it is the same or was none."""
    return "" if was in (None, now) else f", now {word(now).lower()} (was {word(was or now).lower()})"


def age_words(age_days: int | None, stale: bool) -> str:
    """An age in words: "22 days old", "out of date, 5 months old", "never reported"."""
    if age_days is None:
        return "never reported"
    old = f"{span_words(age_days)} old"
    return f"out of date, {old}" if stale else old


def curtain_words(last: str, age_days: int | None) -> str:
    """What hangs over a number that is too old: "last known Aug 2026, 84 days old".

    Args:
        last: Label of the period it was last known for; "" if it never was.
        age_days: Days since that period's end; None if it never was.
    """
    if not last or age_days is None:
        return "never reported"
    return f"last known {last}, {span_words(age_days)} old"


def span_words(days: int) -> str:
    """A stretch of days as people say it: "22 days", from 100 days on "5 months", from two years on "7 years"."""
    if days < DAYS_TOLD:
        return "1 day" if days == 1 else f"{days} days"
    if days < 2 * DAYS_A_YEAR:
        return f"{round(days / DAYS_A_MONTH)} months"
    return f"{int(days / DAYS_A_YEAR)} years"


def when_words(kind: Kind, view: View, period: str) -> str:
    """When a value holds, inside a sentence: "in Oct 2026", "from the start of the year to Oct 2026".

    A balance holds "at the end of Oct 2026", whatever the window.
    """
    return f"{'at the end of' if kind is Kind.BALANCE else WINDOW[view]} {period}"


def window_label(kind: Kind, view: View, period: str) -> str:
    """What a value covers, as a label: "Oct 2026", "Year to Oct 2026"; a balance holds at the period's end."""
    return period if kind is Kind.BALANCE else f"{UP_TO[view]}{period}"


def _band_words(value: Decimal, band: Band, measure: Measure, currency: str) -> str:
    _, low, high, _ = band
    if low <= value <= high:
        return "within its range"
    edge, side = (low, "below") if value < low else (high, "above")
    return f"{_size(value - edge, value, measure, currency)} {side} its range, worse"


def _size(step: Decimal, value: Decimal, measure: Measure, currency: str) -> str:
    """The size of a difference; money names its currency only where its scale is not that of the value beside it."""
    is_scaled = measure.unit is Unit.MONEY and measure.decimals is None
    differs = is_scaled and scale_of(abs(step)) != scale_of(abs(value))
    return short(step, measure.unit, currency if differs else "", measure.decimals)


def _verdict_after(impact: Decimal | None) -> str:
    return f", {verdict(impact)}" if impact else ""
