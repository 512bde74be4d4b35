"""The agenda by hand: what weighs how much, what fits, in which order, and what is only counted."""

from dataclasses import replace
from datetime import date
from decimal import Decimal as D

import pytest

from scorecard.domain.agenda import (
    AgendaItem,
    Block,
    Packed,
    Urgency,
    pack,
    score,
    surprise,
    weeks_undiscussed,
    worth_in_money,
)
from scorecard.domain.catalogue import Materiality
from scorecard.domain.presets import EVERY, PRESETS, Preset, preset_of
from scorecard.domain.vocabulary import Unit

RULE = Materiality(D(50_000))
MONDAY = date(2026, 11, 23)


def item(ref: str, weighs: int, block: Block = Block.MONEY, minutes: int = 3, carried: str = "") -> AgendaItem:
    return AgendaItem("line", ref, ref, f"{ref}.", minutes, score=D(weighs), block=block, carried=carried)


def packed_in(found: list[AgendaItem], minutes: int, kind: Preset = PRESETS["weekly"]) -> Packed:
    return pack(found, minutes, kind.parts, kind.fixed)


OPEN, CLOSE = item("opening", 0, Block.OPENING, 2), item("close", 0, Block.CLOSE, 2)


@pytest.mark.parametrize(
    ("impact", "unit", "reference", "weighs"),
    [
        pytest.param(D(-410_000), Unit.MONEY, D(100_000), D(410_000), id="money weighs what it is, better or worse"),
        pytest.param(D("-0.03"), Unit.PERCENT, D("0.95"), D(150_000), id="three points are three thresholds"),
        pytest.param(D(-2), Unit.DAYS, D(40), D(250_000), id="two days on forty are five times one percent of them"),
        pytest.param(D(-109), Unit.COUNT, D(140), D(500_000), id="nothing but money weighs more than ten thresholds"),
        pytest.param(None, Unit.DAYS, D(40), D(50_000), id="without a difference it weighs one threshold"),
        pytest.param(D(-2), Unit.DAYS, None, D(50_000), id="without a limit of its own it weighs one threshold"),
        pytest.param(D(-2), Unit.DAYS, D(0), D(50_000), id="a share of nothing is no limit"),
    ],
)
def test_what_a_difference_weighs(impact, unit, reference, weighs):
    assert worth_in_money(impact, unit, reference, RULE, D(50_000)) == weighs


def test_money_times_surprise_times_weeks():
    assert [surprise(*told) for told in ((False,) * 3, (True, False, False), (True, True, False), (True,) * 3)] == [
        0, 1, 2, 3
    ]  # fmt: skip
    assert surprise(False, True, False) == 2
    assert score(D(410_000), 2, 3) == D(2_460_000)
    assert score(D(410_000), 0, 12) == 0


@pytest.mark.parametrize(
    ("last", "first", "weeks"),
    [
        pytest.param(None, None, 1, id="before the first meeting everything waits one week"),
        pytest.param(date(2026, 11, 23), date(2026, 1, 5), 1, id="talked about today"),
        pytest.param(date(2026, 11, 16), date(2026, 1, 5), 1, id="a week ago"),
        pytest.param(date(2026, 11, 15), date(2026, 1, 5), 2, id="eight days are the second week"),
        pytest.param(None, date(2026, 11, 2), 3, id="never talked about counts from the first meeting"),
        pytest.param(None, date(2026, 1, 5), 12, id="no more than a quarter"),
        pytest.param(date(2026, 12, 1), None, 1, id="a day ahead counts as today"),
    ],
)
def test_weeks_undiscussed(last, first, weeks):
    assert weeks_undiscussed(last, first, MONDAY) == weeks


def test_customers_come_before_money_and_within_a_part_the_heaviest_first():
    found = [CLOSE, item("rent", 5), item("wages", 9), item("otif", 1, Block.OPERATIONS), OPEN]
    assert [each.ref for each in packed_in(found, 45).items] == ["opening", "otif", "wages", "rent", "close"]


def test_what_does_not_fit_is_left_and_a_shorter_one_takes_its_place():
    """10 minutes, 4 of them fixed: 3 for the heaviest, 5 do not fit into the 3 left, 3 do."""
    found = [OPEN, CLOSE, item("a", 9), item("b", 8, minutes=5), item("c", 7), item("d", 6)]
    packed = packed_in(found, 10)
    assert [each.ref for each in packed.items] == ["opening", "a", "c", "close"]
    assert [each.ref for each in packed.left] == ["b", "d"]


def test_what_was_handed_on_comes_first_and_nothing_unusual_is_only_counted():
    found = [item("a", 9), item("b", 0, carried="parked on 16 Nov 2026"), item("c", 0), item("d", 0)]
    packed = packed_in(found, 3)
    assert ([each.ref for each in packed.items], [each.ref for each in packed.left], packed.usual) == (["b"], ["a"], 2)


def test_no_lines_and_no_minutes():
    assert packed_in([], 45).items == ()
    packed = packed_in([OPEN, CLOSE, item("a", 9)], 0)
    assert [each.ref for each in packed.items] == ["opening", "close"]
    assert [each.ref for each in packed.left] == ["a"]


def test_an_item_names_the_number_it_is_about():
    assert replace(OPEN, kind="measure", ref="measure/otif").name == "otif"
    assert replace(OPEN, kind="work", ref="work/3").name == ""


OWN = {
    "weekly": {Block.DECIDED, Block.CASH, Block.WORK},
    "monthly": {Block.STATEMENT, Block.CHANGED, Block.OUTLOOK, Block.LESSONS},
    "quarterly": {Block.TARGETS, Block.WEIGHTS},
    "kickoff": {Block.DRIVERS, Block.OWNERS},
    "daily": {Block.YESTERDAY, Block.TODAY, Block.OBSTACLES, Block.NEXT},
    "crisis": {Block.CASH, Block.SINCE},
}
"""What each kind of meeting is there for."""


@pytest.mark.parametrize("kind", EVERY, ids=lambda kind: kind.id)
def test_a_kind_of_meeting_has_the_parts_it_is_there_for_and_no_other_has_the_same(kind: Preset):
    assert set(kind.parts) >= OWN[kind.id]
    assert set(kind.fixed) <= set(kind.parts)
    assert kind.parts[-1] is Block.CLOSE
    assert len(set(kind.parts)) == len(kind.parts)
    assert all(kind.parts != other.parts for other in EVERY if other is not kind)


def test_what_belongs_to_no_part_of_a_meeting_is_neither_left_nor_counted():
    """A kick-off has no money block: rent neither fits nor is as usual there."""
    packed = packed_in([item("rent", 5), item("wages", 9, Block.DRIVERS)], 60, preset_of("kickoff"))
    assert ([each.ref for each in packed.items], packed.left, packed.usual) == (["wages"], (), 0)


def test_a_crisis_round_hears_cash_before_customers():
    crisis = preset_of("crisis")
    cash = item("cash", 0, Block.CASH)
    told = packed_in([item("otif", 5, Block.OPERATIONS), cash, OPEN, CLOSE], 30, crisis).items
    assert [each.ref for each in told] == ["opening", "cash", "otif", "close"]
    assert (crisis.every, preset_of("weekly").every) == ("every day", "every week")


def test_red_comes_before_amber_and_good_news_last_whatever_they_weigh():
    """Nine minutes for three of eight: the red ones, with nothing agreed before agreed, each by weight.

    Of the two with nothing agreed the one of 2 comes before that of 1, then the agreed one of 3: the other agreed one,
    what is overdue, amber of 5, amber that waits and good news of 9 are left, in this order.
    """
    found = [
        item("good", 9), item("amber waits", 8), item("amber", 5),
        item("red agreed", 3), item("red small agreed", 1), item("red", 2), item("red small", 1), item("overdue", 1),
    ]  # fmt: skip
    urgency = {
        "good": Urgency.GOOD, "amber waits": Urgency.WAITS, "red": Urgency.RED, "red small": Urgency.RED,
        "red agreed": Urgency.RED_WAITS, "red small agreed": Urgency.RED_WAITS, "overdue": Urgency.OVERDUE,
    }  # fmt: skip
    weekly = preset_of("weekly")
    packed = pack(found, 9, weekly.parts, weekly.fixed, urgency)
    assert [each.ref for each in packed.items] == ["red", "red small", "red agreed"]
    assert [each.ref for each in packed.left] == ["red small agreed", "overdue", "amber", "amber waits", "good"]
