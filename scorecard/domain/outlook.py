"""The rolling outlook: every profit line forecast, decided otherwise where somebody did, and turned into cash."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from scorecard.domain.cash_levers import Base
from scorecard.domain.catalogue import Catalogue
from scorecard.domain.catalogue_cash import CashOverride
from scorecard.domain.cells import TICKS, Ints
from scorecard.domain.forecast_rows import Floats
from scorecard.domain.outlook_bands import closing_bands
from scorecard.domain.outlook_forecast import Ahead, lines_ahead
from scorecard.domain.outlook_overrides import Driver, overridden, override_words
from scorecard.domain.outlook_past import INVESTED, Past
from scorecard.domain.outlook_people import OTHER, Said
from scorecard.domain.outlook_steps import investments, projected
from scorecard.domain.outlook_vintage import WEIGHED, LineAhead
from scorecard.domain.outlook_weighed import together

OWN_PAST = "statistical: from its own past"


@dataclass(frozen=True, eq=False)
class Outlook:
    """The months ahead: lines, what is invested, the path of cash they make and how far it may be off.

    ``bands`` of month-end cash come from past errors of whole paths, cumulated, never from adding up interval ends.
    """

    past: Past
    base: Base
    lines: Mapping[str, LineAhead]
    bands: Mapping[str, Ints]


def outlook_of(past: Past, catalogue: Catalogue, drivers: Mapping[str, Driver], people: Said) -> Outlook:
    """An outlook from the figures known.

    Args:
        past: The figures; cash of their last month must be known.
        catalogue: Says what was decided otherwise.
        drivers: Leaf to what moves it, for lines that follow a driver.
        people: The company's own forecasts, where they count beside ours.
    """
    found = lines_ahead(_series(past), len(past.ahead), past.year, people)
    if people:
        found = together(past, found, people)
    rules = {rule.line: rule for rule in (catalogue.cash.overrides if catalogue.cash else ())}
    note = WEIGHED if people else OWN_PAST
    lines = {name: _line(past, found, name, rules.get(name), drivers.get(name), note) for name in past.lines}
    beside = {OTHER: found.now[OTHER]} if people else {}
    base = projected(past, {name: each.used for name, each in lines.items()} | beside, found.now[INVESTED])
    return Outlook(past, base, lines, closing_bands(past, found, base.path))


def _series(past: Past) -> dict[str, Floats]:
    """Every line and investments in units of money; what is not known is not a number."""
    told = {**past.lines, INVESTED: investments(past)}
    return {name: np.where(each.known, each.values / TICKS, np.nan) for name, each in told.items()}


def _line(
    past: Past, found: Ahead, name: str, rule: CashOverride | None, driver: Driver | None, note: str
) -> LineAhead:
    own, bands = found.now[name], found.bands.get(name, {})
    if rule is None:
        return LineAhead(own, own, bands, note)
    return LineAhead(overridden(past, rule, own, driver), own, bands, f"override: {override_words(rule)}")
