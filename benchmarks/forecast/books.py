"""Cash books: generated ones by working day thirteen weeks ahead, and a city's by month beside its treasurer."""

from collections.abc import Iterator

import numpy as np

from benchmarks.bars import Bar
from benchmarks.forecast.accuracy import FILES
from benchmarks.forecast.daybook import Daybook, daybook
from benchmarks.forecast.philadelphia import table
from scorecard.domain.forecast_dated import Ahead, Past, forecast_dated
from scorecard.domain.forecast_rhythm import rhythm_of

SEEDS = (11, 12, 13)
ORIGINS, APART = 3, 130
HORIZON = 63
"""Working days in thirteen weeks, a holiday or two among them."""

WEEKS = 12
WORST = {"payments": 0.08, "receipts": 0.12}
"""Share of a week's amount that a forecast may be off."""


def bars() -> Iterator[Bar]:
    """Weekly error of payments and receipts, what the range of the balance holds, and the city beside its treasurer."""
    missed: dict[str, list[tuple[float, float]]] = {"payments": [], "receipts": []}
    held: list[bool] = []
    for seed in SEEDS:
        book = daybook(seed)
        for origin in range(ORIGINS):
            known = len(book.days) - HORIZON - 5 - APART * origin
            _judge(book, known, missed, held)
    for side, pairs in missed.items():
        off, whole = np.array(pairs).sum(axis=0)
        told = f"{len(SEEDS)} books of 33 lines, {ORIGINS} dates each, {WEEKS} weeks"
        yield Bar(f"daily book, {side} by week: off by", float(off / whole), "of one", WORST[side], told)
    told = f"{len(held)} balances, {HORIZON} working days ahead; too few for a bound"
    yield Bar("daily book, balances within the 80 % band", 100 * float(np.mean(held)), "%", None, told)
    if FILES.is_dir():
        yield from _city()


def _judge(book: Daybook, known: int, missed: dict[str, list[tuple[float, float]]], held: list[bool]) -> None:
    """Forecast the lines and what they leave, and hold them against what came."""
    sign = np.where(book.paid, -1.0, 1.0)
    lines = np.vstack([book.values, sign @ book.values])
    days = book.days.astype(np.int64)
    made = forecast_dated(_past(days[:known], lines[:, :known]), HORIZON)
    came = _came(days, lines, made[0])
    week = (made[0].days - days[known - 1] - 1) // 7
    told = np.array([each.forecast.mean for each in made])
    for side, chosen in (("payments", book.paid), ("receipts", ~book.paid)):
        both = [side_of[:-1][chosen].sum(axis=0) for side_of in (told, came)]
        ahead, actual = (np.array([each[week == at].sum() for at in range(WEEKS)]) for each in both)
        missed[side].append((float(np.abs(ahead - actual).sum()), float(actual.sum())))
    left = made[-1].forecast
    held.append(bool(left.cum_low[80][-1] <= came[-1].sum() <= left.cum_high[80][-1]))


def _past(days: np.ndarray, lines: np.ndarray) -> list[Past]:
    rhythm = rhythm_of(days)
    places = rhythm.places(days)[0]
    whole = np.full((len(lines), int(places[-1] - places[0]) + 1), np.nan)
    whole[:, places - places[0]] = lines
    return [Past(rhythm, int(places[0]), each) for each in whole]


def _came(days: np.ndarray, lines: np.ndarray, ahead: Ahead) -> np.ndarray:
    """float64[lines, horizon], what came on the days asked for; nothing on days that were closed."""
    at = np.minimum(np.searchsorted(days, ahead.days), len(days) - 1)
    return np.where(days[at] == ahead.days, lines[:, at], 0.0)


def _city() -> Iterator[Bar]:
    """The city's error against its treasurer's."""
    for quantity, each in table(FILES).items():
        assert isinstance(each, dict)
        held = " / ".join(f"{level} %: {share:.1%}" for level, share in each["covered"].items())
        told = f"bias {each['bias']['together']:+.1f}; within {held}; ours alone {each['error']['ours']:.1f}"
        yield Bar(f"city, {quantity}: off by", each["error"]["together"], "US$ m", each["error"]["theirs"], told)
