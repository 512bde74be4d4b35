"""What moved, by hand: the order of numbers, the words of a step, and the sentence on top."""

from decimal import Decimal as D

from scorecard.domain.catalogue import Materiality
from scorecard.domain.since import (
    SinceKind,
    SinceRow,
    grouped,
    is_unusual,
    lead_words,
    period_words,
    since_headline,
    step_words,
)
from scorecard.domain.vocabulary import Status, Unit

OCT = {"before_period": "2026-10", "before_label": "Oct 2026", "period": "2026-10", "period_label": "Oct 2026"}


def row(name: str, before, after, impact=None, **more) -> SinceRow:
    step = None if before is None or after is None else D(after) - D(before)
    more = {"place": ""} | OCT | more
    before, after = (None if side is None else D(side) for side in (before, after))
    return SinceRow(
        id=name, entity="all", label=name, before=before, after=after, difference=step, impact=impact,
        unit=Unit.MONEY, note="", **more,
    )  # fmt: skip


def test_what_turned_comes_first_then_what_moved_furthest_and_the_usual_last():
    turned = {"status_before": Status.WATCH, "status_after": Status.OFF_TRACK}
    moved = [
        (SinceKind.NEW_PERIOD, row("huge", 1, 2, size=90.0)),
        (SinceKind.RESTATED, row("usual", 1, 2, size=99.0, unusual=False)),
        (SinceKind.RESTATED, row("small, turned", 1, 2, size=0.1, **turned)),
        (SinceKind.NEW_PERIOD, row("big", 1, 2, size=7.0)),
        (SinceKind.RESTATED, row("medium", 1, 2, size=3.0)),
    ]
    told = [(group.kind.value, [each.id for each in group.rows]) for group in grouped(moved, everything=True)]
    assert told == [("restated", ["small, turned", "medium", "usual"]), ("new_period", ["huge", "big"])]
    assert [len(group.rows) for group in grouped(moved)] == [2, 2]


def test_the_other_side_stands_right_below_whatever_lies_between_them_in_size():
    moved = [
        (SinceKind.RESTATED, row("travel", 50, 30, 20, size=9.0)),
        (SinceKind.RESTATED, row("rent", 1, 2, size=5.0)),
        (SinceKind.RESTATED, row("contractors", 20, 40, -20, size=0.4, beside="travel")),
    ]
    (group,) = grouped(moved)
    assert [each.id for each in group.rows] == ["travel", "contractors", "rent"]


def test_a_side_whose_number_is_told_elsewhere_keeps_its_own_place():
    (group,) = grouped([(SinceKind.RESTATED, row("contractors", 20, 40, -20, size=0.4, beside="travel"))])
    assert [each.id for each in group.rows] == ["contractors"]


def test_a_number_off_track_that_doubled_or_halved_is_worth_a_look_however_small_it_is():
    def worth(before, after, status=Status.OFF_TRACK) -> bool:
        return is_unusual(D(before), D(after), Materiality(D(50)), Unit.MONEY, status)

    assert worth(20, 40)
    assert worth(40, 20)
    assert not worth(20, 39)
    assert not worth(20, 40, Status.WATCH), "only what is off track already"
    assert not worth(0, 5), "of nothing there is no double"
    assert not worth(20, 20)


def test_a_step_is_written_with_its_sign_and_what_it_is_worth():
    assert step_words(row("costs", 750, 810, D(-60))) == "+60, worse"
    assert step_words(row("costs", 810, 750, D(60))) == "−60, better"
    assert step_words(row("heads", 81, 90)) == "+9", "nothing is better"
    assert step_words(row("costs", 750, 750)) == "the same"
    assert step_words(row("costs", 750, None)) == ""


def test_the_number_on_top_names_its_month_both_sides_and_the_step():
    assert lead_words(row("Costs", 750, 810, D(-60)), "EUR") == "Costs, Oct 2026: 750 EUR → 810 EUR (+60, worse)."
    assert lead_words(row("Costs", 750, None), "EUR") == "Costs, Oct 2026: 750 EUR → not reported."
    older = {"before_period": "2026-09", "before_label": "Sep 2026", "place": "North"}
    assert lead_words(row("Costs", 1, 2, **older), "EUR") == "Costs, North, Sep 2026 → Oct 2026: 1 EUR → 2 EUR (+1)."


def test_a_target_of_several_months_names_the_first_and_the_last():
    several = {"before_label": "Nov 2026 to Dec 2026", "period_label": "Nov 2026 to Dec 2026", "of_target": True}
    assert period_words(row("Revenue", 2000, 2600, **several)) == "Target, Nov 2026 to Dec 2026"


def test_the_sentence_counts_by_kind_in_the_order_of_the_groups():
    moved = [
        (SinceKind.RESTATED, row("a", 1, 2, size=9.0)),
        (SinceKind.RESTATED, row("b", 1, 2, size=8.0)),
        (SinceKind.PLAN_CHANGED, row("c", 1, 2, size=7.0)),
        (SinceKind.NEW_PERIOD, row("d", 1, 2, unusual=False)),
    ]
    assert since_headline(grouped(moved, everything=True), 4, "13 Nov 2026") == (
        "3 unusual of 4 that moved since 13 Nov 2026: 2 restated, 1 plan change."
    )
    assert since_headline((), 0, "13 Nov 2026") == "Nothing moved since 13 Nov 2026."
    assert since_headline((), 0, "") == "This is the first state of the numbers: there is none before it."
