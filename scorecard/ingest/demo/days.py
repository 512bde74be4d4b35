"""The days of the sample company's history: when each load would have come, and when its people met."""

from datetime import date

import numpy as np

from scorecard.ingest.demo.months import Months

CLOSED = 3
"""Working days after a month's first one until the month before is closed."""

RECODED, DRAFTED = 5, 9
"""Working days after the opening load until older months were corrected, and until a draft came by mistake."""

ON_TUESDAY = 1


def load_days(months: Months, today: date) -> tuple[date, ...]:
    """The day of each load, and at the end that of our own forecasts; never after today, and in order.

    Args:
        months: The company's months.
        today: The day the company is created.

    Returns:
        As many days as there are loads and one more: each close a few working days after its month, the last
        correction and the forecasts on the last working day before today.
    """
    opened, before_last, last = (_working_day(months, since) for since in (-1, 0, 1))
    before = np.busday_offset(np.datetime64(today), -1, roll="forward")
    days = [
        opened, np.busday_offset(opened, RECODED), np.busday_offset(opened, DRAFTED), before_last, last, before, before,
    ]  # fmt: skip
    told = np.minimum(np.maximum.accumulate(np.array(days)), np.datetime64(today))
    return tuple(day.astype(date) for day in told)


def meeting_days(today: date) -> tuple[date, ...]:
    """The Tuesdays of the two weeks before this one."""
    monday = np.busday_offset(np.datetime64(today), 0, roll="backward", weekmask="1000000")
    return tuple((monday + ON_TUESDAY - 7 * weeks).astype(date) for weeks in (2, 1))


def _working_day(months: Months, since: int) -> np.datetime64:
    """The day on which a month is closed that ends where the one so many months after the last begins."""
    day: np.datetime64 = np.busday_offset(months.first_days[months.last + since], CLOSED, roll="forward")
    return day
