"""Our forecast of money in and out and the company's own in one, weighed by what each missed before."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from scorecard.domain.cells import TICKS, Ints
from scorecard.domain.forecast import LEVELS, with_bands
from scorecard.domain.forecast_bands import Paths
from scorecard.domain.forecast_override import Record, weighed
from scorecard.domain.forecast_rows import Floats
from scorecard.domain.outlook_forecast import Ahead, band_ticks, cents
from scorecard.domain.outlook_past import INVESTED, Past
from scorecard.domain.outlook_people import OTHER, Said
from scorecard.domain.outlook_steps import actual, projected

LATELY = 6
"""Past forecasts that the bands learn from: two years, of a treasurer who makes three a year."""

LEAST = 0.01
"""The usual error of a line that was never off, in units of money."""


def together(past: Past, ahead: Ahead, people: Said) -> Ahead:
    """What lines come to, both opinions weighed; ours alone where people said nothing of a line or month.

    Every past forecast is weighed by what was missed before it only, so that the bands learn from forecasts as they
    would have been made.

    Args:
        past: The figures known.
        ahead: Our own forecasts, also as they would have been made when people made theirs.
        people: What people said, of the same months known.

    Returns:
        The same lines and what else moves cash, whose name is ``OTHER``.
    """
    now = len(past.periods)
    own = {cut: _own(past, ahead, cut, now) for cut in people if cut == now or cut in ahead.before}
    came = _came(past)
    names = [name for name in own[now] if name in came]
    made = {name: _one(came[name], {cut: own[cut][name] for cut in own}, people, name, past.year) for name in names}
    before = {
        cut: {**{name: cents(values[cut]) for name, values in made.items()}, INVESTED: own[cut][INVESTED]}
        for cut in sorted(own)
    }
    lately = [cut for cut in before if cut < now][-LATELY:]
    bands = _bands({name: came[name] for name in past.lines}, before, lately, now)
    return replace(ahead, now=before[now], before={cut: before[cut] for cut in lately}, bands={**ahead.bands, **bands})


def _own(past: Past, ahead: Ahead, cut: int, now: int) -> Mapping[str, Ints]:
    """Our own forecast of lines and of what else moves cash."""
    lines = ahead.now if cut == now else ahead.before[cut]
    other = projected(past if cut == now else past.cut(cut), lines, lines[INVESTED]).path.steps[OTHER]
    return {**lines, OTHER: other}


def _came(past: Past) -> dict[str, Floats]:
    """What came of every line and of what else moved cash, in units; not a number where it is not known."""
    done = actual(past)
    other = np.where(done.known, done.path.steps[OTHER] / TICKS, np.nan)
    lines = {name: np.where(each.known, each.values / TICKS, np.nan) for name, each in past.lines.items()}
    return {**lines, OTHER: np.concatenate([[np.nan], other])}


def _one(came: Floats, own: Mapping[int, Ints], people: Said, name: str, year: int) -> dict[int, Floats]:
    """Months known to one line's forecast from two, each weighed by those before it.

    Notes are borrowed and paid back as people decide: there is nothing to weigh.
    """
    found, months = {}, len(next(iter(own.values())))
    step = np.arange(1, months + 1)
    later = np.concatenate([came, np.full(months, np.nan)])
    for cut in own:
        earlier = [each for each in own if each < cut]
        seen = [np.where(each + step <= cut, later[each : each + months], np.nan) for each in earlier]
        record = Record(
            theirs=_rows([row - people[each][name] for each, row in zip(earlier, seen, strict=True)], months),
            ours=_rows([row - own[each] / TICKS for each, row in zip(earlier, seen, strict=True)], months),
            age=_rows([(cut - each - step) / year for each in earlier], months),
        )
        theirs, ours = people[cut][name], own[cut] / TICKS
        both = theirs if name == OTHER else weighed(theirs, ours, record).mean
        found[cut] = np.where(np.isfinite(theirs), both, ours)
    return found


def _rows(rows: Sequence[Floats], months: int) -> Floats:
    return np.array(rows, dtype=np.float64).reshape(len(rows), months)


def _bands(
    came: Mapping[str, Floats], made: Mapping[int, Mapping[str, Ints]], lately: Sequence[int], now: int
) -> dict[str, dict[str, Ints]]:
    """Bands of lines from what their weighed forecasts missed lately."""
    if not lately:
        return {}
    months = len(next(iter(made[now].values())))
    errors = {}
    for name, values in came.items():
        later = np.concatenate([values, np.full(months, np.nan)])
        errors[name] = _rows([later[cut : cut + months] - made[cut][name] / TICKS for cut in lately], months)
    usual = np.array([_usual(each) for each in errors.values()])
    paths = [
        Paths(each, np.full(len(lately), size)) for each, size in zip(errors.values(), usual.tolist(), strict=True)
    ]
    means = np.array([made[now][name] / TICKS for name in came])
    past = [np.nan_to_num(values) for values in came.values()]
    found = with_bands(past, means, usual, paths, LEVELS)
    return {name: band_ticks(each.low, each.high) for name, each in zip(came, found, strict=True)}


def _usual(errors: Floats) -> float:
    known = np.abs(errors[np.isfinite(errors)])
    return max(float(known.mean()), LEAST) if len(known) else LEAST
