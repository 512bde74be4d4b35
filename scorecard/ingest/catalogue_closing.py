"""``[closing]`` of a catalogue: how far its books are closed."""

from collections.abc import Iterator

from scorecard.domain.problems import Problem
from scorecard.ingest.catalogue_table import PeriodKey, Table


class ClosingTable(Table):
    """``[closing]``: the last period closed for good, and the last one closed for now."""

    closed: PeriodKey | None = None
    soft_closed: PeriodKey | None = None


def closing_problems(closing: ClosingTable, name: str, by_month: bool) -> Iterator[Problem]:
    """What is wrong with it.

    Args:
        closing: The table.
        name: The file's name, as problems cite it.
        by_month: Whether the calendar's periods are months.
    """
    told = {"closed": closing.closed or "", "soft_closed": closing.soft_closed or ""}
    for key, period in told.items():
        if period and period.startswith("FY") == by_month:
            remedy = "Write it as 2026-11." if by_month else "Write it as FY2026-P11."
            yield Problem(f"{name}, closing {key}", f"the calendar has no period “{period}”", remedy)
    if told["soft_closed"] and told["soft_closed"] < told["closed"]:
        said = "what is closed for now ends before what is closed for good"
        yield Problem(f"{name}, closing soft_closed", said, "Let it be the later period, or leave it out.")
