"""Leaves: figures added up by chosen dimensions, from the files of the periods asked, exact and in natural sign."""

from collections.abc import Sequence

import duckdb
import pyarrow as pa

from scorecard.domain.cells import TICKS
from scorecard.store.lines import SPLIT_BY, Question
from scorecard.store.refusals import TooLarge

ADDED_UP = ", ".join(
    (
        f"(sum(value * {{sign}}) * {TICKS})::BIGINT AS value",
        f"(sum(quantity) * {TICKS})::BIGINT AS quantity",
        "count(*) AS lines",
        "count(quantity) AS counted",
    )
)
"""SQL of the sums of a leaf."""


def leaves(question: Question, dims: Sequence[str]) -> pa.Table:
    """Reported figures added up, one row per combination of the dimensions that occurs, in no fixed order.

    Args:
        question: Which lines.
        dims: Columns to tell apart, out of ``SPLIT_BY``; none gives one row, or no row where there are no figures.

    Returns:
        The dimensions (text; null where a line does not tell one), ``value`` (int64 ticks in the natural sign of
        the names asked for), ``quantity`` (int64 ticks as stored; null where no line has one), ``lines`` and
        ``counted`` (int64, how many lines, and how many of them tell a quantity).

    Raises:
        ValueError: If a dimension is none of ``SPLIT_BY``.
        TooLarge: If a sum leaves the range of 64-bit ticks.
    """
    refuse_unknown(dims)
    summed = ", ".join((*dims, ADDED_UP))
    grouped = f"GROUP BY {', '.join(dims)}" if dims else "HAVING count(*) > 0"
    try:
        return question.asked(f"SELECT {summed} FROM {{rows}} WHERE {{where}} AND state = 'reported' {grouped}")
    except duckdb.ConversionException as error:
        raise TooLarge(", ".join(question.names)) from error


def refuse_unknown(dims: Sequence[str]) -> None:
    """Only columns that figures can be told apart by.

    Raises:
        ValueError: If a dimension is none of ``SPLIT_BY``.
    """
    unknown = [dim for dim in dims if dim not in SPLIT_BY]
    if unknown:
        raise ValueError(f"{', '.join(unknown)}: not among {', '.join(SPLIT_BY)}")
