"""The methods a forecast is put together from."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from scorecard.domain.forecast_lags import autoregressed, seasonally_autoregressed
from scorecard.domain.forecast_logs import of_logarithms, on_logarithms
from scorecard.domain.forecast_rows import Floats, Mask, Rows
from scorecard.domain.forecast_seasons import Season, seasonal, seasons
from scorecard.domain.forecast_smooth import PLAIN, SEASONAL, smoothed
from scorecard.domain.forecast_theta import theta

LONGEST_SMOOTHED = 60
"""Steps of a season up to which the season itself is smoothed."""

LONGEST_LEARNED = 26
"""Steps of a season up to which lags and logarithms add something; beyond it few seasons are ever seen."""

RECENT_CYCLES = {True: 5, False: 26}
"""Seasons that count as recent, for seasons of twelve steps or more and for shorter ones."""

YEARLY = 12

Method = Callable[[Rows], Floats]
Finish = Callable[[Floats, Mask], Floats]


@dataclass(frozen=True, slots=True)
class Members:
    """Rows made ready: their season taken out, and theta on all of their values.

    Attributes:
        rows: The series.
        bare: Without season.
        found: The season.
        repeats: bool[rows], which rows are seasonal.
        whole: float64[rows, horizon], theta on all values.
        usual: float64[rows], the usual error of one step.
        season: Steps of a season; 1 for none.
    """

    rows: Rows
    bare: Rows
    found: Season
    repeats: Mask
    whole: Floats
    usual: Floats
    season: int

    @classmethod
    def of(cls, rows: Rows, season: int, horizon: int) -> "Members":
        """Theta on all values of series that move, of at least four values."""
        repeats = seasonal(rows, season)
        found = seasons(rows, season, repeats)
        bare = found.taken_out(rows)
        ahead, squared = theta(bare, horizon)
        whole = found.put_back(ahead, rows.values.shape[1])
        return cls(rows, bare, found, repeats, whole, np.sqrt(squared), season)

    @property
    def horizon(self) -> int:
        """Steps ahead."""
        return int(self.whole.shape[1])

    @property
    def full(self) -> Mask:
        """bool[rows], whose season can be smoothed."""
        found: Mask = (self.rows.lengths > 2 * self.season) & (1 < self.season <= LONGEST_SMOOTHED)
        return found

    @property
    def learned(self) -> Mask:
        """bool[rows], whose season is short enough for all methods."""
        return self.full & (self.season <= LONGEST_LEARNED)

    def made(self) -> Floats:
        """float64[members, rows, horizon], not a number where a method does not apply."""
        return np.stack([self.whole, self.recent(), self.smooth(), self.lags(), self.seasonal_lags(), *self.logs()])

    def recent(self) -> Floats:
        """Theta on recent values, where there are older ones."""
        reach = self.season * RECENT_CYCLES[self.season >= YEARLY]
        steps = self.rows.values.shape[1]
        long = self.rows.lengths > reach
        found = np.full_like(self.whole, np.nan)
        if long.any():
            cut = Rows(self.rows.values[long][:, steps - reach :], np.zeros(int(long.sum()), dtype=np.int64))
            own = seasons(cut, self.season, self.repeats[long] & (reach >= 2 * self.season + 2))
            found[long] = own.put_back(theta(own.taken_out(cut), self.horizon)[0], reach)
        return found

    def smooth(self) -> Floats:
        """Damped smoothing, of rows too short for their season without it."""
        found, full = np.empty_like(self.whole), self.full
        if full.any():
            found[full] = smoothed(self.rows.only(full), self.season, self.horizon, SEASONAL)[0]
        if not full.all():
            plain = smoothed(self.bare.only(~full), 1, self.horizon, PLAIN)[0]
            found[~full] = self._seasoned(plain, ~full)
        return found

    def lags(self) -> Floats:
        """Autoregression of what is left without season."""
        able = ~self.full | self.learned
        return self._of(able, self.bare, lambda rows: autoregressed(rows, self.season, self.horizon), self._seasoned)

    def seasonal_lags(self) -> Floats:
        """Autoregression of the differences from a season before."""
        return self._of(self.learned, self.rows, lambda rows: seasonally_autoregressed(rows, self.season, self.horizon))

    def logs(self) -> Floats:
        """float64[3, rows, horizon], the methods on logarithms; of long seasons smoothing alone."""
        found = np.full((3, *self.whole.shape), np.nan)
        above = self.full & (self.rows.ends[0] > 0)
        if not above.any():
            return found
        rows, repeats = self.rows.only(above), self.repeats[above]
        if self.season <= LONGEST_LEARNED:
            found[:, above] = on_logarithms(rows, lambda each: of_logarithms(each, repeats, self.season, self.horizon))
        else:
            found[1, above] = on_logarithms(rows, lambda each: smoothed(each, self.season, self.horizon, SEASONAL)[0])
        return found

    def _of(self, able: Mask, rows: Rows, method: Method, finish: Finish | None = None) -> Floats:
        """A method on those rows that are able, on logarithms where they are above zero."""
        found = np.full_like(self.whole, np.nan)
        above = rows.ends[0] > 0
        for chosen, logs in ((able & above, True), (able & ~above, False)):
            if chosen.any():
                part = rows.only(chosen)
                ahead = on_logarithms(part, method) if logs else method(part)
                found[chosen] = finish(ahead, chosen) if finish else ahead
        return found

    def _seasoned(self, ahead: Floats, chosen: Mask) -> Floats:
        season = Season(self.found.index[chosen], self.found.factors[chosen])
        return season.put_back(ahead, self.rows.values.shape[1])
