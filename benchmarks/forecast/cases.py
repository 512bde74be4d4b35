"""Series whose end is known: drawn by published rules, and months of a city's cash where its files are here."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

SEED = 2026


@dataclass(frozen=True, slots=True)
class Set:
    """Series of one kind, each cut where its forecast begins.

    Attributes:
        name: What they are.
        season: Values in a season.
        known: float64[values] each.
        came: float64[series, horizon].
    """

    name: str
    season: int
    known: tuple[Floats, ...]
    came: Floats

    @property
    def horizon(self) -> int:
        """Steps ahead."""
        return self.came.shape[1]

    @classmethod
    def cut(cls, name: str, season: int, horizon: int, series: list[Floats]) -> "Set":
        """The last ``horizon`` values of each are what came."""
        return cls(
            name, season, tuple(each[:-horizon] for each in series), np.array([each[-horizon:] for each in series])
        )


def drawn(number: int) -> Iterator[Set]:
    """The generated sets, ``number`` series each."""
    draw = np.random.default_rng(SEED)
    for name, season, horizon, longest, rule in (
        ("monthly, growing with a season", 12, 18, 126, growing),
        ("monthly, steady with a season", 12, 18, 126, steady),
        ("monthly, wandering without a season", 12, 18, 126, wandering),
        ("quarterly, growing with a season", 4, 8, 60, growing),
        ("weekly, short", 52, 13, 110, steady),
        ("weekly, long", 52, 13, 700, growing),
        ("daily, by the week", 7, 56, 735, weekly),
    ):
        series = [
            rule(int(draw.integers(longest // 2 + 2 * season // 3, longest)) + horizon, season, draw)
            for _ in range(number)
        ]
        yield Set.cut(name, season, horizon, series)


def growing(steps: int, season: int, draw: np.random.Generator) -> Floats:
    """Growth that changes, a season of factors that changes slowly, errors with tails."""
    part = 12 / season
    growth = np.cumsum(draw.normal(0, 0.0015 * part, steps)) + draw.normal(0.002, 0.003) * part
    level = np.cumsum(np.clip(growth, -0.02 * part, 0.02 * part) + draw.normal(0, 0.015 * part**0.5, steps))
    return 1000 * np.exp(level + _season(steps, season, draw, 0.15) + 0.04 * draw.standard_t(5, steps))


def steady(steps: int, season: int, draw: np.random.Generator) -> Floats:
    """A level that returns, a season of amounts, errors that last a little."""
    return 500 + 100 * _season(steps, season, draw, 0.6) + _lasting(0.7, 25, steps, draw) + draw.normal(0, 30, steps)


def wandering(steps: int, season: int, draw: np.random.Generator) -> Floats:  # noqa: ARG001 - one shape for all
    """A level that wanders, with a drift and errors on top."""
    return 2000 + np.cumsum(draw.normal(draw.normal(0, 4), 25, steps)) + draw.normal(0, 40, steps)


def weekly(steps: int, season: int, draw: np.random.Generator) -> Floats:
    """What machines give out day by day: strong weekdays, a level that moves, idle days."""
    level = np.exp(_lasting(0.98, 0.03, steps, draw) + 2 * _season(steps, season, draw, 0.25))
    return np.where(draw.random(steps) < 0.01, 0.0, 30 * level * draw.lognormal(0, 0.2, steps))


def _season(steps: int, season: int, draw: np.random.Generator, size: float) -> Floats:
    """A pattern of the season's length that changes a little from one to the next."""
    shape = draw.normal(0, size, season)
    smooth = np.convolve(np.tile(shape, 3), np.ones(3) / 3, "same")[season : 2 * season] if season > 7 else shape
    cycles = steps // season + 2
    changes = np.cumsum(draw.normal(0, size / 12, (cycles, season)), axis=0)
    return (smooth + changes).ravel()[:steps]


def _lasting(share: float, size: float, steps: int, draw: np.random.Generator) -> Floats:
    """Errors of which a share lasts from one step to the next."""
    found = draw.normal(0, size, steps)
    for step in range(1, steps):
        found[step] += share * found[step - 1]
    return found


def published(folder: Path) -> Iterator[Set]:
    """Philadelphia's taxes and cash by month: each line's last 18 months; nothing where the files are not here."""
    if not folder.is_dir():
        return
    series: list[Floats] = []
    files = {"city-tax-collections": _by_date, "cash-reports-revenue": _by_report, "cash-reports-spending": _by_report}
    for name, key in files.items():
        series += _lines(folder / f"{name}.csv", key, "total" if key is _by_date else "amount")
    yield Set.cut("Philadelphia's taxes, receipts and payments", 12, 18, series)


Key = Callable[[dict[str, str]], tuple[str, int, int]]


def _by_date(row: dict[str, str]) -> tuple[str, int, int]:
    """Line, month and version of a row."""
    year, month = row["date"].split("-")[:2]
    return f"{row['name']} {row['kind']}", int(year) * 12 + int(month), 0


def _by_report(row: dict[str, str]) -> tuple[str, int, int]:
    month = int(row["fiscal_year"]) * 12 + int(row["fiscal_month"])
    return row["category"], month, int(row["fiscal_year"]) * 4 + int(row["quarter"])


def _lines(file: Path, key: Key, value: str) -> list[Floats]:
    """Lines of at least five years without a gap, each month as last reported."""
    newest: dict[str, dict[int, tuple[int, float]]] = {}
    with file.open(newline="") as rows:
        for row in csv.DictReader(rows):
            line, month, version = key(row)
            months = newest.setdefault(line, {})
            if row[value] and version >= months.get(month, (-1, 0.0))[0]:
                months[month] = (version, float(row[value]))
    found = []
    for months in newest.values():
        values = np.array([months[month][1] for month in sorted(months)])
        if len(values) >= 60 and max(months) - min(months) + 1 == len(values) and np.ptp(values) > 0:
            found.append(values)
    return found
