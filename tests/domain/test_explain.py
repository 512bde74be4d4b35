"""Explanations: the slices that carry a difference, worked by hand, and what is left apart."""

from dataclasses import replace
from decimal import Decimal as D
from itertools import product

import numpy as np
import pytest

from scorecard.domain.explain import Leaves, NoRatio, Slice, explain
from scorecard.domain.explain_words import sentence
from scorecard.domain.vocabulary import Unit

SITES = ("East", "North", "South", "West")
VENDORS = tuple(f"Vendor {letter}" for letter in "ABCDEFGHIJ")
GRID = tuple(product(SITES, VENDORS))


def grid(actual, reference=lambda site, vendor: 100, **more) -> Leaves:
    """One leaf per site and vendor, amounts in whole units."""
    ticks = [np.array([round(side(*leaf) * 10_000) for leaf in GRID], np.int64) for side in (actual, reference)]
    codes = tuple(
        np.array([names.index(leaf[at]) for leaf in GRID], np.int64) for at, names in ((0, SITES), (1, VENDORS))
    )
    return Leaves(("site", "vendor"), codes, (SITES, VENDORS), *ticks, **more)


def ordinary(site, vendor):
    """A little more here, a little less there: 1 % up and down in turn, 0 over every site."""
    return 101 if VENDORS.index(vendor) % 2 else 99


def test_a_vendor_that_cost_half_more_at_every_site_is_the_one_cause():
    found = explain(grid(lambda site, vendor: 150 if vendor == "Vendor C" else ordinary(site, vendor)))
    assert found.total == 4 * 51
    assert found.slices == (Slice((("vendor", "Vendor C"),), D(600), D(400), D(200), D(200) / 204),)
    assert found.rest == 4


def test_what_happened_at_one_site_and_vendor_is_told_by_both():
    at = ("West", "Vendor D")
    found = explain(grid(lambda *leaf: 30 if leaf == at else ordinary(*leaf)))
    assert [(each.where, each.amount) for each in found.slices] == [((("site", "West"), ("vendor", "Vendor D")), -70)]
    assert found.rest == found.total + 70 == -1


def test_of_overlapping_slices_each_leaf_is_counted_in_the_smaller():
    def actual(site, vendor):
        return 200 if (site, vendor) == ("West", "Vendor D") else 80 if site == "West" else ordinary(site, vendor)

    found = explain(grid(actual))
    assert [(each.where, each.amount, each.apart) for each in found.slices] == [
        ((("site", "West"),), D(-180), True),
        ((("site", "West"), ("vendor", "Vendor D")), D(100), False),
    ]
    assert found.rest == 0
    assert found.total == -80


def test_two_causes_that_cancel_out_are_both_told_without_a_share():
    moved = {"Vendor B": 160, "Vendor F": 40}
    found = explain(grid(lambda site, vendor: moved.get(vendor, 100)))
    assert found.total == found.rest == 0
    assert {(each.where[0][1], each.amount, each.share) for each in found.slices} == {
        ("Vendor B", D(240), None),
        ("Vendor F", D(-240), None),
    }


@pytest.mark.parametrize("factor", [D("0.9"), D("1.3")])
def test_what_moves_everything_alike_has_no_slice_to_blame(factor):
    found = explain(grid(lambda *leaf: 100 * factor))
    assert found.slices == ()
    assert found.rest == found.total == 4000 * (factor - 1)


def test_where_nothing_differs_nothing_is_told():
    found = explain(grid(lambda *leaf: 100))
    assert (found.total, found.rest, found.slices) == (0, 0, ())


def test_a_slice_below_a_fiftieth_of_the_difference_is_not_told():
    moved = {"Vendor A": 20_000, "Vendor E": 170}
    found = explain(grid(lambda site, vendor: moved.get(vendor, 100)))
    assert [each.where[0][1] for each in found.slices] == ["Vendor A"]
    assert found.rest == 280


def test_new_and_gone_vendors_count_in_full():
    found = explain(
        grid(
            lambda site, vendor: 0 if vendor == "Vendor B" else 100,
            lambda site, vendor: 0 if vendor == "Vendor H" else 100,
        )
    )
    told = {each.where[0][1]: (each.actual, each.reference, each.amount) for each in found.slices}
    assert told == {"Vendor B": (0, 400, -400), "Vendor H": (400, 0, 400)}


def test_lines_of_one_leaf_are_added_up_and_their_order_is_nothing():
    leaves = grid(lambda site, vendor: 150 if vendor == "Vendor C" else ordinary(site, vendor))
    twice = np.random.default_rng(4).permutation(np.tile(np.arange(40), 2))
    half = replace(
        leaves,
        codes=tuple(code[twice] for code in leaves.codes),
        actual=leaves.actual[twice] // 2,
        reference=leaves.reference[twice] // 2,
    )
    assert explain(half) == explain(leaves)


def test_the_top_and_the_depth_are_kept():
    def actual(site, vendor):
        moved = {"Vendor A": 300, "Vendor B": 200}
        return 20 if (site, vendor) == ("East", "Vendor J") else moved.get(vendor, 100)

    assert [each.amount for each in explain(grid(actual)).slices] == [800, 400, -80]
    assert [each.where for each in explain(grid(actual), top=1).slices] == [(("vendor", "Vendor A"),)]
    assert all(len(each.where) == 1 for each in explain(grid(actual), depth=1).slices)
    assert explain(grid(actual), top=0).slices == explain(grid(actual), depth=0).slices == ()


def test_without_lines_or_dimensions_all_is_rest():
    none = np.array([], np.int64)
    assert explain(Leaves(("site",), (none,), ((),), none, none)).total == 0
    bare = explain(Leaves((), (), (), np.array([70_000]), np.array([20_000])))
    assert (bare.total, bare.rest, bare.slices) == (5, 5, ())


def rates(actual, weight=lambda *leaf: 1000, planned=lambda *leaf: 20) -> Leaves:
    """Returns over deliveries, 1,000 planned everywhere."""
    bases = [np.array([side(*leaf) * 10_000 for leaf in GRID]) for side in (weight, lambda *leaf: 1000)]
    return grid(actual, planned, actual_base=bases[0], reference_base=bases[1])


def test_a_ratio_is_told_in_its_own_points():
    found = explain(rates(lambda site, vendor: 60 if vendor == "Vendor G" else 20))
    assert found.total == D("0.004")
    assert found.slices == (Slice((("vendor", "Vendor G"),), D("0.06"), D("0.02"), D("0.004"), D(1)),)
    assert found.rest == 0


def test_a_shift_between_leaves_of_other_rates_stays_in_the_rest():
    def planned(site, vendor):
        return 80 if site == "West" else 20

    def weight(site, vendor):
        return 2000 if site == "West" else 1000

    found = explain(rates(lambda *leaf: planned(*leaf) * weight(*leaf) // 1000, weight, planned))
    assert found.total == found.rest == D("0.044") - D("0.035")
    assert found.slices == ()


def test_a_leaf_without_a_planned_rate_is_held_against_the_whole_one():
    leaves = rates(lambda site, vendor: 90 if site == "West" else 20)
    west = leaves.codes[0] == SITES.index("West")
    new = replace(
        leaves,
        reference=np.where(west, 0, leaves.reference),
        reference_base=np.where(west, 0, leaves.reference_base),
    )
    assert explain(new).slices == (Slice((("site", "West"),), D("0.09"), D("0.02"), D("0.0175"), D(1)),)


def test_a_ratio_over_nothing_is_refused_in_a_sentence():
    with pytest.raises(NoRatio, match="denominators of one side add up to zero"):
        explain(rates(lambda *leaf: 20, weight=lambda *leaf: 0))


def test_surprise_is_counted_in_usual_spreads_of_the_slices_own_past():
    leaves = grid(lambda site, vendor: 150 if vendor == "Vendor C" else ordinary(site, vendor))
    past = np.zeros((40, 6), np.int64)
    past[leaves.codes[1] == 2] = np.array([20, 0, 20, 0, 20, 0]) * 10_000
    surprise = explain(replace(leaves, past=past)).slices[0].surprise
    assert surprise == pytest.approx((200 - 40) / (80 * 2.66 / 3))
    assert explain(replace(leaves, past=past[:, :5])).slices[0].surprise is None
    assert explain(replace(leaves, past=past * 0)).slices[0].surprise is None


def told(amount="48200", share="0.62", actual="148200", reference="100000", apart=False) -> Slice:
    where = (("vendor", "Kestrel"), ("site", ""))
    return Slice(where, D(actual), D(reference), D(amount), None if share is None else D(share), apart=apart)


@pytest.mark.parametrize(
    ("found", "unit", "text"),
    [
        (told(), Unit.COUNT, "48.2 k more than planned (62 % of the difference)"),
        (told("-48200", "-0.1"), Unit.COUNT, "48.2 k less than planned (the other way, 10 % of the difference)"),
        (told(share=None, apart=True), Unit.COUNT, "48.2 k more than planned, without what is told apart"),
        (
            told(actual="48200", reference="0"),
            Unit.COUNT,
            "new, 48.2 k more than planned (62 % of the difference)",
        ),
        (
            told("-48200", actual="0", reference="48200"),
            Unit.COUNT,
            "gone, 48.2 k less than planned (62 % of the difference)",
        ),
        (
            told("0.004", actual="0.06", reference="0.02"),
            Unit.PERCENT,
            "0.4 points more than planned (62 % of the difference)",
        ),
    ],
)
def test_the_sentence_tells_size_side_and_share(found: Slice, unit: Unit, text: str):
    assert sentence(found, unit) == f"vendor Kestrel, site (none): {text}"
