"""Forecast: what comes next in any table of series, with bands around each step and around the running total."""

from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import BinaryIO

import click
import numpy as np

from scorecard.cli.answers_json import text
from scorecard.cli.asked_file import read_file
from scorecard.cli.saying import DATA, say, say_problems
from scorecard.domain.forecast import LEVELS
from scorecard.domain.forecast_dated import Ahead, forecast_dated
from scorecard.domain.problems import Problem, excerpt
from scorecard.ingest.series import Columns, Series, read_series

LONGEST = 5000
DIGITS = 10
"""Digits a forecast is told with; what a float holds beyond them is noise."""

ROOMS: dict[str, tuple[str, str]] = {"roll": ("forecast_roll", "roll")}
"""Further words after ``forecast``: the room and the name of their command, opened when they are used."""


class FileOrWord(click.Group):
    """``forecast FILE`` and ``forecast WORD``: a word that names a command is one, anything else is a file."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the command for files in front unless another one is named or help is asked for."""
        first = args[0] if args else ""
        if first not in {*self.commands, *ROOMS, *ctx.help_option_names}:
            args = ["file", *args]
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All words, in order."""
        return sorted({*super().list_commands(ctx), *ROOMS})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a word."""
        if cmd_name not in ROOMS:
            return super().get_command(ctx, cmd_name)
        room, name = ROOMS[cmd_name]
        found = getattr(import_module(f"scorecard.cli.{room}"), name)
        return found if isinstance(found, click.Command) else None


@click.group("forecast", cls=FileOrWord)
def forecast() -> None:
    """What comes next: in a FILE of series, or in the company's cash."""


@forecast.command("file")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--series", required=True, help="Column that names the series.")
@click.option("--date", "date_column", required=True, help="Column of the date, the month or a plain number.")
@click.option("--value", required=True, help="Column of the value; an empty cell is not reported.")
@click.option("--horizon", required=True, type=click.IntRange(1, LONGEST), help="Values ahead of each series' last.")
@click.option(
    "--season", type=click.IntRange(1, 1000), default=None, help="Values in a season; by the dates if left out."
)
@click.option("--levels", default=",".join(map(str, LEVELS)), show_default=True, help="Percent of cases a band holds.")
@click.option("--date-order", type=click.Choice(["auto", "ymd", "dmy", "mdy"]), default="auto", show_default=True)
@click.option("--json", "json_wanted", is_flag=True, help="Print the forecasts as JSON.")
def forecast_file(
    file: Path,
    series: str,
    date_column: str,
    value: str,
    horizon: int,
    season: int | None,
    levels: str,
    date_order: str,
    json_wanted: bool,
) -> None:
    """Forecast every series of a CSV FILE, a row for each date and series."""
    wanted = _levels(levels)
    found, problems = _read(file, Columns(series, date_column, value, date_order))
    forecasts = forecast_dated([each.past for each in found], horizon, season, wanted)
    try:
        told = as_json(found, forecasts, problems) if json_wanted else "\n".join(_lines(found, forecasts))
    except OverflowError as fault:
        raise click.UsageError("The horizon reaches beyond the year 9999; ask for fewer values ahead.") from fault
    say(told)
    say_problems(problems)
    if problems:
        raise SystemExit(DATA)


def as_json(series: Sequence[Series], forecasts: Sequence[Ahead], problems: Sequence[Problem]) -> str:
    """The forecasts in the fixed shape of ``forecast FILE --json``."""
    told = {each.name: list(_steps(each, ahead)) for each, ahead in zip(series, forecasts, strict=True)}
    return text({"series": told, "problems": list(problems)} if problems else {"series": told})


def _steps(series: Series, ahead: Ahead) -> Iterator[dict[str, object]]:
    """One a step: the date, the forecast and its bands, then the same of the running total."""
    forecast, columns = ahead.forecast, {"mean": ahead.forecast.mean}
    for level in forecast.low:
        columns |= {f"lo{level}": forecast.low[level], f"hi{level}": forecast.high[level]}
    columns |= {"cum_mean": forecast.cum_mean}
    for level in forecast.low:
        columns |= {f"cum_lo{level}": forecast.cum_low[level], f"cum_hi{level}": forecast.cum_high[level]}
    rounded = [[float(f"{number:.{DIGITS}g}") for number in column.tolist()] for column in columns.values()]
    for day, *numbers in zip(series.calendar.written(ahead.days), *rounded, strict=True):
        yield {"date": day, **dict(zip(columns, numbers, strict=True))}


def _lines(series: Sequence[Series], forecasts: Sequence[Ahead]) -> Iterator[str]:
    """A small table a series."""
    for each, ahead in zip(series, forecasts, strict=True):
        known = int(np.isfinite(each.past.values).sum())
        yield f"{excerpt(each.name) or '(none)'}: {each.past.rhythm.name}, {known:,} values"
        rows = list(_steps(each, ahead))
        heads = list(rows[0])
        cells = [[str(row["date"]), *(f"{row[head]:,.2f}" for head in heads[1:])] for row in rows]
        widths = [max(len(cell) for cell in column) for column in zip(heads, *cells, strict=True)]
        for line in (heads, *cells):
            yield "  " + "  ".join(cell.rjust(width) for cell, width in zip(line, widths, strict=True))


def _levels(given: str) -> tuple[int, ...]:
    """The levels asked for, rising, each once."""
    try:
        levels = sorted({int(each) for each in given.split(",")})
    except ValueError:
        levels = []
    if not levels or levels[0] < 1 or levels[-1] > 99:
        raise click.UsageError("Give --levels as whole percentages between 1 and 99: 80,95.")
    return tuple(levels)


def _read(file: Path, columns: Columns) -> tuple[tuple[Series, ...], tuple[Problem, ...]]:
    """The file's series and problems; ends the command where there are none."""
    if len({columns.series, columns.date, columns.value}) < 3:
        raise click.UsageError("Name three different columns for --series, --date and --value.")

    def read(stream: BinaryIO) -> tuple[tuple[Series, ...] | None, tuple[Problem, ...]]:
        found, problems = read_series(stream, file.name, columns)
        return found or None, problems

    return read_file(file, read)
