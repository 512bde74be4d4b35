"""When a digest is due and when quiet hours run, by days and times worked out by hand."""

from dataclasses import replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from scorecard.domain.audiences import DAILY, NEVER, WEEKLY, Audience, digest_due, newest_day, next_day, quiet_until

BOARD = Audience("board", "Board", quiet=(time(19), time(7)), zone="Europe/Berlin")
MONDAY, WEDNESDAY, SUNDAY = date(2026, 11, 23), date(2026, 11, 25), date(2026, 11, 29)


@pytest.mark.parametrize(
    ("every", "last", "today", "is_due"),
    [
        (NEVER, None, MONDAY, False),
        (DAILY, None, MONDAY, True),
        (DAILY, MONDAY, MONDAY, False),
        (DAILY, date(2026, 11, 22), MONDAY, True),
        (WEEKLY, None, WEDNESDAY, True),
        (WEEKLY, MONDAY, SUNDAY, False),
        (WEEKLY, MONDAY, date(2026, 11, 30), True),
        (WEEKLY, SUNDAY, date(2026, 11, 30), True),
        (WEEKLY, date(2026, 11, 22), WEDNESDAY, True),
        (DAILY, date(2026, 11, 24), MONDAY, False),
        (DAILY, date(2027, 11, 23), MONDAY, True),
        (WEEKLY, date(2027, 11, 23), WEDNESDAY, True),
    ],
    ids=[
        "never", "the first daily one", "twice a day", "yesterday's", "the first weekly one on any day",
        "on Sunday, sent on Monday", "a week later", "the day before does not count for the new week",
        "a Monday without a run is made up for on Wednesday",
        "tomorrow's by another time zone", "next year's by a wrong clock", "the same of a weekly one",
    ],
)  # fmt: skip
def test_a_digest_is_due_once_since_its_newest_day(every: str, last: date | None, today: date, is_due: bool):
    assert digest_due(replace(BOARD, digest=every), last, today) is is_due


def test_the_next_digest_is_on_its_own_day():
    friday = replace(BOARD, day="friday")
    assert (newest_day(friday, MONDAY), next_day(friday, MONDAY)) == (date(2026, 11, 20), date(2026, 11, 27))
    assert next_day(replace(BOARD, digest=DAILY), MONDAY) == date(2026, 11, 24)


@pytest.mark.parametrize(
    ("at", "until"),
    [
        ("2026-11-23T18:59", None),
        ("2026-11-23T19:00", "2026-11-24T07:00"),
        ("2026-11-23T23:59", "2026-11-24T07:00"),
        ("2026-11-24T00:00", "2026-11-24T07:00"),
        ("2026-11-24T06:59", "2026-11-24T07:00"),
        ("2026-11-24T07:00", None),
    ],
)
def test_quiet_hours_over_midnight(at: str, until: str | None):
    zone = ZoneInfo("Europe/Berlin")
    ends = quiet_until(BOARD, datetime.fromisoformat(at).replace(tzinfo=zone))
    assert ends == (None if until is None else datetime.fromisoformat(until).replace(tzinfo=zone))


def test_quiet_hours_within_a_day_and_none_at_all():
    noon = replace(BOARD, quiet=(time(12), time(13, 30)))
    assert quiet_until(noon, datetime(2026, 11, 23, 13, 29)) == datetime(2026, 11, 23, 13, 30)
    assert quiet_until(noon, datetime(2026, 11, 23, 13, 30)) is None
    assert quiet_until(replace(BOARD, quiet=()), datetime(2026, 11, 23, 3)) is None


def test_the_clock_is_the_audiences_own_also_where_summer_time_ends():
    """20:00 in Berlin is 18:00 of UTC in summer and 19:00 in winter."""
    zone = ZoneInfo("Europe/Berlin")
    late = replace(BOARD, quiet=(time(20), time(7)))
    utc = [datetime(2026, month, day, 18, 30, tzinfo=ZoneInfo("UTC")) for month, day in ((10, 24), (10, 25))]
    assert [quiet_until(late, each.astimezone(zone)) is not None for each in utc] == [True, False]
