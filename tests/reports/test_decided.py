"""The look at an unlikely number, on the small company opened anew, before anybody has looked at any other page."""

from decimal import Decimal as D

import pytest

from scorecard.domain.scope import Scope
from scorecard.domain.work import Subject
from scorecard.reports.decided import doubt_report
from scorecard.reports.scorecard import scorecard_report
from scorecard.store.store import Store

FARTHER = "it lies further from what is now than the number ever was between its lowest and its highest".capitalize()


@pytest.mark.parametrize(
    ("name", "likely", "slip", "told"),
    [
        ("otif", "0.7", "9.6", f"Is 960 % meant? {FARTHER}, and it is 81 % now. Press again if it is."),
        ("wages", "600", "6000", f"Is 6 k EUR meant? {FARTHER}, and it is 550 EUR now. Press again if it is."),
    ],
    ids=["a measure, 81 to 96 %", "a line that is no measure, 500 to 550"],
)
def test_a_slip_is_asked_about_whoever_looked_at_what_before(
    loaded: Store, scope: Scope, name: str, likely: str, slip: str, told: str
):
    """The control: a number as far from now as the range is wide is not asked about."""
    about = Subject("all", name, (), "2026-10")
    for _looked in range(2):
        assert doubt_report(loaded, scope, about, D(slip), None) == told
        assert doubt_report(loaded, scope, about, D(likely), None) == ""
        scorecard_report(loaded, scope)
