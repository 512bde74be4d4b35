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
from scorecard.domain.outlook_steps import investments, projected
from scorecard.domain.outlook_vintage import LineAhead

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


def outlook_of(past: Past, catalogue: Catalogue, drivers: Mapping[str, Driver]) -> Outlook:
    """An outlook from the figures known.

    Args:
        past: The figures; cash of their last month must be known.
        catalogue: Says what was decided otherwise.
        drivers: Leaf to what moves it, for lines that follow a driver.
    """
    found = lines_ahead(_series(past), len(past.ahead), past.year)
    rules = {rule.line: rule for rule in (catalogue.cash.overrides if catalogue.cash else ())}
    lines = {name: _line(past, found, name, rules.get(name), drivers.get(name)) for name in past.lines}
    base = projected(past, {name: each.used for name, each in lines.items()}, found.now[INVESTED])
    return Outlook(past, base, lines, closing_bands(past, found, base.path))


def _series(past: Past) -> dict[str, Floats]:
    """Every line and investments in units of money; what is not known is not a number."""
    told = {**past.lines, INVESTED: investments(past)}
    return {name: np.where(each.known, each.values / TICKS, np.nan) for name, each in told.items()}


def _line(past: Past, found: Ahead, name: str, rule: CashOverride | None, driver: Driver | None) -> LineAhead:
    own, bands = found.now[name], found.bands.get(name, {})
    if rule is None:
        return LineAhead(own, own, bands, OWN_PAST)
    return LineAhead(overridden(past, rule, own, driver), own, bands, f"override: {override_words(rule)}")
