"""Our forecast of money in and out and the company's own in one, where who is right can be seen by eye."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from scorecard.domain.calendar import calendar_from
from scorecard.domain.catalogue import CalendarRule
from scorecard.domain.catalogue_cash import Cash
from scorecard.domain.cells import TICKS
from scorecard.domain.outlook import outlook_of
from scorecard.domain.outlook_past import Past, Told, periods_ahead
from scorecard.domain.outlook_people import OTHER, people_of
from scorecard.domain.outlook_vintage import WEIGHED
from tests.domain.books import book

MONTHS, AHEAD, SAID = 40, 6, 3
CALENDAR = calendar_from(CalendarRule(), date(2023, 1, 1), date(2026, 4, 30))
CUTS = (*range(19, MONTHS, 3), MONTHS)
CATALOGUE = replace(book({}).catalogue, cash=Cash("start", "bank", "into", "out", by="months"))

UPS = [100 + 40 * (7 * at % 5) for at in range(MONTHS + AHEAD)]
"""Comes round every five months, which no calendar tells."""


def known(values: list[float]) -> Told:
    return Told(np.array([round(each * TICKS) for each in values[:MONTHS]]), np.ones(MONTHS, dtype=np.bool_))


def past(into: list[float]) -> Past:
    """Money in as told, 80 out each month, and a note of 50 borrowed and paid back again long ago."""
    bank = np.cumsum(np.array(into[:MONTHS]) - 80) + 1000
    bank[4:9] += 50
    return Past(
        periods=CALENDAR.periods, ahead=periods_ahead(CALENDAR, MONTHS - 1, AHEAD), plan={},
        lines={"into": known(into), "out": known([80.0] * MONTHS)}, balances={"cash": known(bank.tolist())},
        made_of={"in": {"into": 1}, "out": {"out": 1}},
    )  # fmt: skip


def said(into: list[float], notes: float = 0) -> dict[int, dict[str, np.ndarray]]:
    """What people said at each month's end for three months: money in as told, and all of the rest."""
    found = {}
    for cut in CUTS:
        told = {"into": into[cut : cut + SAID], "out": [80.0] * SAID, OTHER: [notes] * SAID}
        found[cut] = {name: np.array([*each, *[np.nan] * (AHEAD - SAID)]) for name, each in told.items()}
    return found


def units(values: np.ndarray) -> list[float]:
    return [each / TICKS for each in values.tolist()]


def test_people_who_knew_what_came_are_believed_as_far_as_they_say():
    found = outlook_of(past(UPS), CATALOGUE, {}, said(UPS))
    alone = outlook_of(past(UPS), CATALOGUE, {}, {})
    assert units(found.lines["into"].used)[:SAID] == pytest.approx(UPS[MONTHS : MONTHS + SAID], abs=0.01)
    assert found.lines["into"].used[SAID:].tolist() == alone.lines["into"].used[SAID:].tolist(), "ours beyond"
    assert found.lines["into"].note == WEIGHED != alone.lines["into"].note


def test_people_who_were_always_wrong_are_not():
    steady = [100.0] * (MONTHS + AHEAD)
    hopeful = [150.0 + at % 2 * 40 for at in range(MONTHS + AHEAD)]
    found = outlook_of(past(steady), CATALOGUE, {}, said(hopeful))
    assert units(found.lines["into"].used) == pytest.approx([100] * AHEAD, abs=0.5)


def test_with_no_forecast_of_theirs_that_came_about_theirs_stands():
    steady = [100.0] * (MONTHS + AHEAD)
    people = {MONTHS: said([150.0] * (MONTHS + AHEAD))[MONTHS]}
    found = outlook_of(past(steady), CATALOGUE, {}, people)
    assert units(found.lines["into"].used) == [150] * SAID + [100] * (AHEAD - SAID)


def test_notes_are_as_people_plan_them_and_cash_adds_up_to_the_tick():
    found = outlook_of(past(UPS), CATALOGUE, {}, said(UPS, notes=12.34))
    path = found.base.path
    assert units(path.steps[OTHER])[:SAID] == [12.34] * SAID
    moved = found.lines["into"].used - found.lines["out"].used + path.steps[OTHER]
    assert path.closing.tolist() == (path.opening + np.cumsum(moved)).tolist()
    assert path.opening == round((1000 + sum(UPS[:MONTHS]) - 80 * MONTHS) * TICKS)


def test_bands_are_as_narrow_as_the_two_together_were_good():
    wide = outlook_of(past(UPS), CATALOGUE, {}, {}).bands
    nearly = [each + 1 - 2 * (at % 2) for at, each in enumerate(UPS)]
    close = outlook_of(past(UPS), CATALOGUE, {}, said(nearly)).bands
    for level in ("80", "95"):
        reach = [(each[f"hi{level}"] - each[f"lo{level}"])[: SAID - 1] for each in (close, wide)]
        assert (reach[0] < reach[1] / 4).all()


def test_where_cash_is_told_by_day_or_nobody_forecasts_it_nothing_is_weighed():
    empty = book({}, first=date(2023, 1, 1))
    by_day = replace(CATALOGUE, cash=Cash("start", "bank", "into", "out"))
    assert people_of(empty, by_day, past(UPS)) == people_of(empty, CATALOGUE, past(UPS)) == {}
