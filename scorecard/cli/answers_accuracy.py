"""How good forecasts were, as columns and rows for the terminal."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from scorecard.domain.display import BLANKS, shown, with_sign
from scorecard.domain.vocabulary import State, Unit
from scorecard.reports.accuracy import AccuracyReport, AccuracyRow

Rows = tuple[Sequence[str], Iterable[Sequence[object]]]

DIGITS = 9
"""Signs of a share."""


def accuracy(answer: AccuracyReport) -> Rows:
    """Every group of forecasts in one table: lines first, then one line by horizon, place and vintage."""
    heads = ("Off by", "Leans", "Last value", "Year before", "Added", *(f"Held {each} %" for each in answer.levels))
    return ("By", "Forecast", "Amounts", *(f"{head:>{DIGITS}}" for head in heads)), _rows(answer)


def _rows(answer: AccuracyReport) -> Iterator[Sequence[object]]:
    groups = {
        "line": answer.by_line,
        "horizon": answer.by_horizon,
        "place": answer.by_place,
        "vintage": answer.by_vintage,
    }
    for name, rows in groups.items():
        yield from ((name, row.name, row.count, *_shares(row)) for row in rows)


def _shares(row: AccuracyRow) -> Iterator[str]:
    for share, sign in ((row.error, False), (row.bias, True), (row.naive, False), (row.seasonal, False),
                        (row.added, True), *((each, False) for each in row.held)):  # fmt: skip
        yield f"{share_words(share, sign):>{DIGITS}}"


def share_words(share: Decimal | None, sign: bool = False) -> str:
    """A share in percent with one decimal, with its sign where it says to which side."""
    if share is None:
        return BLANKS[State.MISSING]
    told = shown(abs(share), Unit.PERCENT, decimals=1)
    return with_sign(share, told) if sign else told
