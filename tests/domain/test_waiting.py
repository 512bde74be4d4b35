"""How long things wait, by days counted on the fingers."""

from datetime import date

from scorecard.domain.waiting import Waiting, waiting_of

TODAY = date(2026, 11, 23)


def day(number: int) -> date:
    return date(2026, 11, number)


def test_what_waits_is_counted_apart_from_what_is_done():
    steps = [(day(1), day(4)), (day(2), day(3)), (day(10), None), (day(20), None), (day(5), day(15))]
    assert waiting_of(steps, TODAY) == Waiting(waits=2, oldest=13, done=3, middle=3)


def test_of_two_the_later_is_the_middle_and_the_same_day_is_none():
    assert waiting_of([(day(1), day(1)), (day(1), day(9))], TODAY).middle == 8
    assert waiting_of([(day(1), day(1))], TODAY) == Waiting(0, None, 1, 0)


def test_nothing_waits_and_nothing_is_done():
    assert waiting_of([], TODAY) == Waiting(0, None, 0, None)
