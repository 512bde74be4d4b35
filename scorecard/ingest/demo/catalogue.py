"""The sample company's own description, dated to the month its figures run through."""

from importlib.resources import files

from scorecard.ingest.demo.months import Months

LATER = ("{changed}", "{closed}", "{soft_closed}")
"""Lines that only later catalogues have."""

TARGET_CHANGED = -6
"""Months before the last one in which the target for visits on time was lowered."""


KEPT_OPEN = 3
"""Months in which corrections may still be booked; those before are closed for good."""


def catalogue_text(months: Months, *, made: int = 0, with_change: bool = True) -> str:
    """The catalogue as TOML text, its dated places filled in.

    Args:
        months: The company's months.
        made: After the close of which month, counted from the last one.
        with_change: Whether the one target that was changed has its second step yet, and the books are said to be
            closed: both came with the last two closes.

    Returns:
        What a person would have written by hand, ready to be parsed and published.
    """
    text = files("scorecard.ingest.demo").joinpath("company.toml").read_text(encoding="utf-8")
    if not with_change:
        text = "\n".join(line for line in text.split("\n") if not any(mark in line for mark in LATER))
    return (
        text.replace('"{holidays}"', f"[{_holidays(months)}]")
        .replace("{first}", months.keys[0])
        .replace("{changed}", months.keys[months.last + TARGET_CHANGED])
        .replace("{closed}", months.keys[months.last + made - KEPT_OPEN])
        .replace("{soft_closed}", months.keys[months.last + made])
        .replace("{year}", months.keys[months.last][:4])
    )


def _holidays(months: Months) -> str:
    years = sorted({int(key[:4]) for key in months.keys})
    return ", ".join(f"{year}-{day}" for year in years for day in ("01-01", "05-01", "12-25", "12-26"))
