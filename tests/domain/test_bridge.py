"""Bridges by numbers worked by hand: what each step says, how steps are rounded, and what cannot be told."""

from decimal import Decimal as D
from fractions import Fraction as F

import pytest

from scorecard.domain import bridge
from scorecard.domain.bridge import (
    Bridge,
    Effects,
    Line,
    Part,
    Step,
    apportioned,
    decimals_of,
    driven,
    footing,
    nearest,
)
from scorecard.domain.bridge_ratio import MOST, Share, part_effects, rate_and_mix
from scorecard.domain.bridge_year import timing
from scorecard.domain.vocabulary import Unit


def effects(**lines: Line) -> dict[str, Effects]:
    return bridge.price_volume_mix(lines)


def parts(*amounts: str) -> list[Part]:
    return [Part(f"step {at}", F(amount), f"note {at}") for at, amount in enumerate(amounts)]


class TestSteps:
    def test_a_bridge_that_does_not_reach_its_end_is_refused(self):
        with pytest.raises(ValueError, match="does not lead from its start to its end"):
            Bridge("Broken", D(10), (Step("one", D(5)),), D(16))

    def test_a_bridge_knows_its_difference_and_which_way_is_better(self):
        cost = Bridge("Cost", D(10), (Step("more", D(5)), Step("less", D(-2))), D(13), sign=-1)
        assert cost.difference == 3
        assert [cost.impact(step) for step in cost.steps] == [-5, 2]
        assert Bridge("Neither", D(1), (Step("x", D(1)),), D(2)).impact(Step("x", D(1))) == 0

    def test_the_names_of_the_ends_are_plan_and_actual_unless_told(self):
        found = Bridge("x", D(1), (), D(1))
        assert (found.start_name, found.end_name, found.unit) == ("Plan", "Actual", Unit.MONEY)

    def test_thirds_of_a_euro_are_rounded_so_that_they_foot(self):
        found = footing("Thirds", D(0), parts("1/3", "1/3", "1/3"), D(1), D("0.01"), Unit.MONEY)
        assert [step.amount for step in found.steps] == [D("0.34"), D("0.33"), D("0.33")]
        assert [step.note for step in found.steps] == ["note 0", "note 1", "note 2"]
        assert (found.start, found.end, found.unit, found.title) == (0, 1, Unit.MONEY, "Thirds")

    def test_steps_keep_what_they_are_about(self):
        part = Part("North", F(3), "a note", "rent", "north")
        found = footing("x", D(1), [part], D(4), D("0.01"), Unit.MONEY)
        assert found.steps == (Step("North", D(3), "a note", "rent", "north"),)

    def test_the_largest_remainders_are_rounded_up_first(self):
        found = footing("Cents", D(0), parts("1.004", "1.003", "0.993"), D(3), D("0.01"), Unit.COUNT)
        assert [step.amount for step in found.steps] == [D("1.01"), D("1.00"), D("0.99")]
        assert found.unit is Unit.COUNT

    def test_what_parts_leave_is_named_and_stands_last(self):
        found = footing("Rest", D(100), parts("3", "4"), D(110), D("0.01"), Unit.MONEY)
        assert [(step.name, step.amount) for step in found.steps][-1] == ("Not explained", 3)
        assert found.steps[-1] == Step(bridge.NOT_EXPLAINED, D(3), note="", of="", place="")

    def test_a_step_of_which_nothing_is_told_is_about_nothing(self):
        assert Part("x", F(1)) == Part("x", F(1), note="", of="", place="")
        assert Step("x", D(1)) == Step("x", D(1), note="", of="", place="")

    def test_where_nothing_is_left_no_step_says_so(self):
        found = footing("No rest", D(100), parts("3", "7"), D(110), D("0.01"), Unit.MONEY)
        assert [step.name for step in found.steps] == ["step 0", "step 1"]

    def test_steps_that_come_to_nothing_are_left_out(self):
        found = footing("Zero", D(5), parts("0", "2", "0.001"), D("7.001"), D("0.01"), Unit.MONEY)
        assert [step.name for step in found.steps] == ["step 1"]
        assert found.end == 7

    def test_no_parts_and_no_difference_make_a_bridge_without_steps(self):
        found = footing("Same", D(5), [], D(5), D("0.01"), Unit.MONEY)
        assert (found.steps, found.start, found.end) == ((), 5, 5)

    def test_the_difference_and_not_the_end_is_rounded(self):
        found = footing("Ends", D("0.4"), parts("0.4"), D("0.8"), D(1), Unit.MONEY)
        assert (found.start, found.end, found.steps) == (0, 0, ())
        found = footing("Ends", D("0.6"), parts("0.6"), D("1.2"), D(1), Unit.MONEY)
        assert (found.start, found.end) == (1, 2)


class TestRounding:
    @pytest.mark.parametrize(
        ("number", "whole"), [("0.5", 1), ("-0.5", -1), ("0.49", 0), ("-0.49", 0), ("1.5", 2), ("-2.5", -3), ("3", 3)]
    )
    def test_halves_go_away_from_zero(self, number: str, whole: int):
        assert nearest(F(number)) == whole

    def test_negated_parts_give_negated_numbers(self):
        assert apportioned([F("0.5"), F("0.5"), F("1.25")], 2) == (1, 0, 1)
        assert apportioned([F("-0.5"), F("-0.5"), F("-1.25")], -2) == (-1, 0, -1)

    def test_parts_that_cancel_are_rounded_by_the_way_of_the_first(self):
        assert apportioned([F("0"), F("0.5"), F("-0.5")], 0) == (0, 1, -1)
        assert apportioned([F("0"), F("-0.5"), F("0.5")], 0) == (0, -1, 1)

    def test_equal_remainders_count_from_the_first_whichever_way_it_goes_itself(self):
        """Sum 1.5, to be 2: rounded down −1, 1, 0, two more are due, the first two get them."""
        assert apportioned([F("-0.5"), F("1.5"), F("0.5")], 2) == (0, 2, 0)
        assert apportioned([F("0.5"), F("-1.5"), F("-0.5")], -2) == (0, -2, 0)

    def test_whole_parts_stay(self):
        assert apportioned([F(3), F(-2), F("0.6"), F("0.4")], 2) == (3, -2, 1, 0)

    def test_nothing_is_apportioned_to_nobody(self):
        assert apportioned([], 0) == ()

    @pytest.mark.parametrize("total", [3, 1, -2])
    def test_a_total_that_is_no_rounding_of_the_sum_is_refused(self, total: int):
        with pytest.raises(ValueError, match="no rounding"):
            apportioned([F("1.5"), F("0.5")], total)

    def test_amounts_in_cents_are_told_in_cents_others_in_ticks(self):
        assert bridge.grain_of(D("1.25"), F(3, 4)) == D("0.01")
        assert bridge.grain_of(D("1.25"), D("1.125")) == D("0.0001")


class TestNumbersInFull:
    def test_money_has_cents_at_least_and_counts_only_the_decimals_they_need(self):
        assert decimals_of(Bridge("x", D(1), (Step("a", D("0.5")),), D("1.5"))) == 2
        assert decimals_of(Bridge("x", D(1), (Step("a", D("0.0005")),), D("1.0005"))) == 4
        assert decimals_of(Bridge("x", D("1E+3"), (Step("a", D(2)),), D(1002), Unit.COUNT)) == 0

    def test_shares_have_those_of_their_percent(self):
        assert decimals_of(Bridge("x", D("0.4"), (Step("a", D("0.000125")),), D("0.400125"), Unit.PERCENT)) == 4
        assert decimals_of(Bridge("x", D("0.4"), (Step("a", D("0.05")),), D("0.45"), Unit.PERCENT)) == 0
        assert decimals_of(Bridge("x", D(1), (Step("a", D("-0.5")),), D("0.5"), Unit.PERCENT)) == 0


class TestPriceVolumeMix:
    def test_the_example_of_the_help_page(self):
        found = effects(A=Line(D(5), D(10), D(6), D(12)), B=Line(D(10), D(10), D(10), D(8)))
        assert found["A"] == Effects(price=F(12), volume=F(0), mix=F(10))
        assert found["B"] == Effects(price=F(0), volume=F(0), mix=F(-20))
        assert bridge.added(found.values()) == Effects(price=F(12), mix=F(-10))

    def test_more_of_everything_is_volume_and_no_mix(self):
        found = bridge.added(effects(A=Line(D(5), D(10), D(5), D(15)), B=Line(D(2), D(4), D(2), D(6))).values())
        assert found == Effects(volume=F(29))

    def test_currency_comes_first_and_the_rest_is_at_the_rates_before(self):
        found = effects(A=Line(D(5), D(10), D(6), D(12), rate_before=D("1.1"), rate=D("1.2")))["A"]
        assert found == Effects(price=F("13.2"), volume=F(11), currency=F("7.2"))
        assert found.total == 12 * 6 * F("1.2") - 10 * 5 * F("1.1")

    def test_new_and_dropped_lines_are_at_their_own_rates_too(self):
        found = effects(
            N=Line(D(0), D(0), D(2), D(3), rate_before=D(2), rate=D(3)),
            G=Line(D(4), D(5), D(0), D(0), rate_before=D(2), rate=D(9)),
        )
        assert found["N"] == Effects(new=F(12), currency=F(6))
        assert found["G"] == Effects(gone=F(-40))

    def test_volume_is_told_among_the_lines_there_before_and_now(self):
        """A stayed as it was: what G took with it is gone, what N brought is new, and neither is volume or mix."""
        found = effects(
            A=Line(D(5), D(10), D(5), D(10)), G=Line(D(7), D(10), D(0), D(0)), N=Line(D(0), D(0), D(3), D(4))
        )
        assert found == {"A": Effects(), "G": Effects(gone=F(-70)), "N": Effects(new=F(12))}

    def test_all_effects_are_added_up_line_by_line(self):
        one = Effects(F(1), F(2), F(3), F(4), F(5), F(6))
        assert bridge.added([one, one]) == Effects(F(2), F(4), F(6), F(8), F(10), F(12))
        assert one.total == 21

    def test_a_price_is_an_amount_over_its_quantity(self):
        assert Line.of_amounts(D(50), D(10), D(72), D(12)) == Line(F(5), D(10), F(6), D(12))

    @pytest.mark.parametrize(
        "amounts",
        [(50, 0, 72, 12), (50, 10, 72, 0), (50, -1, 72, 12), (50, 10, 72, -1)],
        ids=["no quantity before", "none now", "fewer than none before", "fewer than none now"],
    )
    def test_an_amount_without_quantity_has_no_price(self, amounts: tuple[int, ...]):
        assert Line.of_amounts(*map(D, amounts)) is None

    def test_a_line_that_was_not_there_is_a_line(self):
        assert Line.of_amounts(D(0), D(0), D(8), D(2)) == Line(F(0), D(0), F(4), D(2))
        assert Line.of_amounts(D(8), D(2), D(0), D(0)) == Line(F(4), D(2), F(0), D(0))


class TestDriven:
    def test_the_part_of_the_volume_is_no_saving(self):
        found = driven(F(8000), F(7300), D(100), D("87.5"))
        assert (found.volume, found.spending, found.impact) == (-1000, 300, -700)

    def test_hours_and_the_cost_of_an_hour(self):
        found = driven(F(47 * 100), F(50 * 120), F(100), F(120))
        assert (found.volume, found.spending) == (20 * 47, 120 * 3)

    def test_half_a_unit_drives_as_well(self):
        found = driven(F(8), F(9), F("0.5"), F("0.25"))
        assert (found.volume, found.spending) == (-4, 5)

    def test_no_work_at_all_explains_the_whole_plan(self):
        found = driven(F(80), F(5), F(10), F(0))
        assert (found.volume, found.spending) == (-80, 5)

    @pytest.mark.parametrize(("before", "now"), [(0, 5), (-1, 5), (5, -1)])
    def test_without_a_driver_before_nothing_can_be_told(self, before: int, now: int):
        assert driven(F(8000), F(7300), F(before), F(now)) is None


class TestTiming:
    @pytest.mark.parametrize(
        ("window", "rest", "moved", "lasting"),
        [
            (165, -165, 165, 0),
            (165, -100, 100, 65),
            (100, -165, 100, 0),
            (-100, 40, -40, -60),
            (-40, 100, -40, 0),
            (100, 40, 0, 100),
            (100, 0, 0, 100),
            (0, 40, 0, 0),
            (-100, -40, 0, -100),
        ],
    )
    def test_what_the_rest_gives_back_only_moved(self, window: int, rest: int, moved: int, lasting: int):
        found = timing(F(window), F(rest))
        assert (found.moved, found.lasting) == (moved, lasting)

    def test_amounts_below_one_are_amounts_too(self):
        assert timing(F("0.5"), F("0.3")).moved == 0
        assert timing(F("0.5"), F("-0.3")).moved == F("0.3")


class TestRatio:
    def test_a_margin_by_revenue_and_cost(self):
        """40 of 100 becomes 50 of 125: cost went up by 15 at 1/100 and 1/125, revenue gave the rest."""
        found = part_effects({"revenue": Share(F(100), F(125), F(100), F(125)), "cost": Share(F(-60), F(-75))})
        assert found["cost"] == -15 * (F(1, 100) + F(1, 125)) / 2
        assert sum(found.values()) == 0
        assert list(found) == ["revenue", "cost"]

    def test_with_an_unchanged_denominator_a_part_is_its_own_change(self):
        found = part_effects(
            {"a": Share(F(10), F(14)), "b": Share(F(5), F(4)), "base": Share(F(0), F(0), F(20), F(20))}
        )
        assert found == {"a": F(4, 20), "b": F(-1, 20), "base": F(0)}

    def test_two_parts_of_a_denominator_by_hand(self):
        """12/(2+4) = 2 becomes 12/(4+8) = 1: halves of both orders are -1/3 and -2/3 … by symmetry of the orders."""
        found = part_effects(
            {"n": Share(F(12), F(12)), "x": Share(F(0), F(0), F(2), F(4)), "y": Share(F(0), F(0), F(4), F(8))}
        )
        first_x, then_x = F(12, 8) - 2, F(12, 12) - F(12, 10)
        assert found["x"] == (first_x + then_x) / 2
        assert found["y"] == -1 - found["x"]
        assert found["n"] == 0

    def test_an_upper_part_between_two_lower_ones_by_hand(self):
        """Six orders of n, x, y: the mean of n's effect over the divisors it meets."""
        found = part_effects(
            {"n": Share(F(6), F(12)), "x": Share(F(0), F(0), F(1), F(2)), "y": Share(F(0), F(0), F(1), F(4))}
        )
        met = [F(1, 2), F(1, 2), F(1, 3), F(1, 5), F(1, 6), F(1, 6)]
        assert found["n"] == 6 * sum(met) / 6
        assert sum(found.values()) == F(12, 6) - F(6, 2)

    def test_two_parts_that_stand_above_and_below_by_hand(self):
        """3/2 becomes 6/5; x first brings 4/4 − 3/2, then y 6/5 − 4/4; y first 5/3 − 3/2, then x 6/5 − 5/3."""
        found = part_effects({"x": Share(F(1), F(2), F(1), F(3)), "y": Share(F(2), F(4), F(1), F(2))})
        assert found == {"x": F(-29, 60), "y": F(11, 60)}

    def test_a_divisor_that_may_not_be_above_zero_is_not_told(self):
        assert part_effects({"a": Share(F(1), F(2), F(0), F(5))}) is None
        assert part_effects({"a": Share(F(1), F(2), F(5), F(0))}) is None
        swap = {"a": Share(F(0), F(0), F(5), F(0)), "b": Share(F(1), F(1), F(0), F(5))}
        assert part_effects(swap) is None

    def test_too_many_changed_parts_below_are_not_told(self):
        many = {f"p{at}": Share(F(1), F(1), F(1), F(2)) for at in range(8)}
        assert MOST == 8
        assert part_effects(many) is not None
        assert part_effects({**many, "more": Share(F(1), F(1), F(1), F(2))}) is None

    def test_any_number_of_parts_that_stand_still_below_is_told(self):
        """Nine stand below and one of them changed: 9/9 becomes 18/10, each upper step at the mean of 1/9 and 1/10."""
        still = {f"p{at}": Share(F(1), F(2), F(1), F(1)) for at in range(8)}
        found = part_effects({**still, "more": Share(F(1), F(2), F(1), F(2))})
        assert {found[name] for name in still} == {(F(1, 9) + F(1, 10)) / 2}
        assert sum(found.values()) == F(18, 10) - 1

    def test_rates_and_mix_by_hand(self):
        """A 8 of 10 to 9 of 10, B 5 of 10 to 15 of 30: A got better, weight moved to the worse B."""
        found = rate_and_mix({"A": Share(F(8), F(9), F(10), F(10)), "B": Share(F(5), F(15), F(10), F(30))})
        whole = (F(13, 20) + F(24, 40)) / 2
        assert found["A"].rate == (F(1, 2) + F(1, 4)) / 2 * F(1, 10)
        assert found["A"].mix == -F(1, 4) * (F(17, 20) - whole)
        assert found["B"].rate == 0
        assert found["B"].mix == F(1, 4) * (F(1, 2) - whole)
        assert sum(each.rate + each.mix for each in found.values()) == F(24, 40) - F(13, 20)

    def test_a_new_segment_has_no_rate_of_its_own_only_weight(self):
        found = rate_and_mix({"old": Share(F(8), F(8), F(10), F(10)), "new": Share(F(0), F(5), F(0), F(10))})
        assert found["new"].rate == 0
        assert found["old"].rate == 0
        assert sum(each.mix for each in found.values()) == F(13, 20) - F(8, 10)
        gone = rate_and_mix({"old": Share(F(8), F(8), F(10), F(10)), "gone": Share(F(5), F(0), F(10), F(0))})
        assert sum(each.rate + each.mix for each in gone.values()) == F(8, 10) - F(13, 20)

    def test_wholes_below_one_are_divided_too(self):
        found = rate_and_mix({"a": Share(F("0.1"), F("0.2"), F("0.5"), F("0.5"))})
        assert found["a"].rate == F("0.2")
        assert part_effects({"a": Share(F(1), F(2), F("0.5"), F("0.5"))}) == {"a": F(2)}

    def test_a_segment_that_never_was_says_nothing(self):
        found = rate_and_mix({"here": Share(F(1), F(2), F(4), F(4)), "never": Share(F(0), F(0))})
        assert list(found) == ["here"]
        assert found["here"].rate == F(1, 4)

    @pytest.mark.parametrize(
        "segments",
        [
            {"a": Share(F(1), F(1), F(0), F(4))},
            {"a": Share(F(1), F(1), F(4), F(0))},
            {"a": Share(F(1), F(1), F(4), F(4)), "b": Share(F(0), F(0), F(-1), F(1))},
            {"a": Share(F(1), F(1), F(4), F(4)), "b": Share(F(0), F(0), F(1), F(-1))},
            {"a": Share(F(1), F(1), F(4), F(4)), "b": Share(F(1), F(0), F(0), F(1))},
            {"a": Share(F(1), F(1), F(4), F(4)), "b": Share(F(0), F(1), F(1), F(0))},
        ],
        ids=[
            "none before",
            "none now",
            "less than none before",
            "less than none now",
            "above only before",
            "above only now",
        ],
    )
    def test_segments_that_cannot_be_divided_are_not_told(self, segments: dict[str, Share]):
        assert rate_and_mix(segments) is None
