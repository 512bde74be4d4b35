"""One-offs of cash on both kinds of book: numbered without gaps, changed by version, kept for good, and traced."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from scorecard.domain.errors import Conflict
from scorecard.domain.planned_cash import PlannedCash, PlannedState
from scorecard.store import planned_cash
from scorecard.store.store import Store

DAY = date(2026, 8, 20)
PRESS = PlannedCash(0, "shop", "out", DAY, Decimal("70.0001"), "Press", "", date(2026, 8, 10), "ann")
THREADS, EACH = 4, 5


def test_it_comes_back_exactly_and_a_change_needs_the_version_that_was_read(any_store: Store):
    number = any_store.planned.schedule(PRESS)
    held = any_store.planned.entry(number)
    assert held == replace(PRESS, id=1, version=1)
    gone = replace(held, state=PlannedState.WITHDRAWN)
    any_store.planned.change(gone, "bea", lambda found: replace(found, state=PlannedState.WITHDRAWN))
    with pytest.raises(Conflict):
        any_store.planned.change(held, "ann", lambda found: found)
    assert any_store.planned.entries() == (replace(gone, version=2),)
    assert any_store.check() == []


def test_people_who_schedule_at_the_same_time_get_numbers_of_their_own(any_store: Store):
    def schedule(_: int) -> list[int]:
        return [any_store.planned.schedule(PRESS) for _ in range(EACH)]

    with ThreadPoolExecutor(THREADS) as pool:
        found = [number for numbers in pool.map(schedule, range(THREADS)) for number in numbers]
    assert sorted(found) == list(range(1, THREADS * EACH + 1))
    assert any_store.check() == []


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM planned_cash",
        "UPDATE planned_cash SET id = 9",
        "UPDATE planned_cash SET opened = '2026-01-01'",
        "UPDATE planned_cash SET amount = -1",
        "UPDATE planned_cash SET direction = 'up'",
        "UPDATE planned_cash SET state = 'gone'",
    ],
)
def test_the_book_refuses_to_forget_and_to_hold_what_cannot_be(any_store: Store, statement: str):
    any_store.planned.schedule(PRESS)
    with pytest.raises(DBAPIError), any_store._shelves.book.write() as connection:
        connection.execute(text(statement))
    assert [each.amount for each in any_store.planned.entries()] == [Decimal("70.0001")]


def test_what_is_changed_behind_the_trail_is_told(any_store: Store):
    any_store.planned.schedule(PRESS)
    with any_store._shelves.book.write() as connection:
        connection.execute(text("UPDATE planned_cash SET amount = amount + 1"))
        told = planned_cash.untraced(connection)
    assert [(problem.where, problem.what) for problem in told] == [("one-off 1", "it is not what was entered")]
