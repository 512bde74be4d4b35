"""A value taken apart: its two sides, told alike, and how their sums become values."""

from dataclasses import dataclass, replace

from scorecard.domain.catalogue import Measure
from scorecard.domain.vocabulary import Comparison, State
from scorecard.reports.asked import Asked
from scorecard.reports.evaluated import Evaluated
from scorecard.reports.why_against import Against, Window, against_of, window_of
from scorecard.reports.why_alike import Alike, told_alike
from scorecard.reports.why_before import known_before
from scorecard.reports.why_leaves import Rows, rows_between
from scorecard.reports.why_parts import Shape
from scorecard.reports.why_spots import Spot
from scorecard.store.store import Store

NOTHING_TOLD = "nothing is posted for this part"


@dataclass(frozen=True)
class Apart:
    """A value taken apart.

    Attributes:
        asked: The question, opened.
        found: The measure around the period asked for.
        spot: Where the reader is.
        now: The actual figures' window.
        against: The other side; nothing where the value is not reported in full.
        rows: Both sides as they are kept.
        alike: Both sides told alike.
        shape: How sums become values.
    """

    asked: Asked
    found: Evaluated
    spot: Spot
    now: Window
    against: Against
    rows: Rows
    alike: Alike
    shape: Shape

    @property
    def measure(self) -> Measure:
        """What is taken apart."""
        return self.found.measure

    @property
    def missing(self) -> str:
        """Why there is no value: something due was not reported, or nothing tells this part; "" where there is one."""
        if self.found.series.states[self.found.shown] is not State.REPORTED:
            return self.found.series.reasons[self.found.shown]
        return NOTHING_TOLD if self.spot.where and not len(self.rows.ticks) else ""


def taken_apart(store: Store, asked: Asked, found: Evaluated, spot: Spot, compare: Comparison | None = None) -> Apart:
    """The sides of a value that can be taken apart; with ``compare`` held against another side than the scope's."""
    now = window_of(asked, found)
    there = asked if compare is None else replace(asked, scope=asked.scope.with_(compare=compare))
    reported = found.series.states[found.shown] is State.REPORTED
    against = against_of(store, there, found, spot.where) if reported else Against()
    before = known_before(asked, found.measure, now, against) if compare is None else ()
    rows = rows_between(store, asked, found.measure, now, against, spot.where, before)
    shape = Shape(found.measure, rows.places, against.window is not None or against.rate is not None)
    alike = told_alike(rows, asked.catalogue, shape.ratio)
    return Apart(asked, found, spot, now, against, rows.now, alike, shape)
