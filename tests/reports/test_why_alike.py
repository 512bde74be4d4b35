"""Both sides told alike: places and dimensions that only one side tells."""

import numpy as np
import pytest

from scorecard.reports.why_alike import told_alike
from scorecard.reports.why_leaves import Rows, added
from scorecard.store.schema import TOLD_BY
from tests.store.workspace import catalogue

LITTLE = catalogue()
ACTUAL, PLAN = 0, 1


def rows(*lines: tuple[int, str, str, str, int]) -> Rows:
    """Rows out of (column, place, account, vendor, amount)."""
    told = {dim: tuple("" for _ in lines) for dim in TOLD_BY}
    told |= {dim: tuple(line[at] for line in lines) for at, dim in ((1, "entity"), (2, "measure"), (3, "vendor"))}
    names = {dim: tuple(sorted(set(words))) for dim, words in told.items()}
    codes = tuple(np.array([names[dim].index(word) for word in told[dim]], np.int64) for dim in TOLD_BY)
    column, ticks = (np.array([line[at] for line in lines], np.int64) for at in (0, 4))
    return Rows(tuple(names[dim] for dim in TOLD_BY), codes, column, ticks)


def alike(*lines: tuple[int, str, str, str, int]) -> dict[tuple[str, str, str], tuple[int, int]]:
    leaves = added(told_alike(rows(*lines), LITTLE, False).rows, ("entity", "measure", "vendor"), False)
    told = zip(*(np.array(leaves.names[at])[leaves.codes[at]] for at in range(3)), strict=True)
    return dict(zip(told, zip(leaves.actual.tolist(), leaves.reference.tolist(), strict=True), strict=True))


def test_a_team_is_told_at_its_site_where_the_plan_is_kept_for_the_site():
    found = alike((ACTUAL, "shop", "rent", "", 5), (ACTUAL, "plant", "rent", "", 7), (PLAN, "north", "rent", "", 10))
    assert found == {("north", "rent", ""): (12, 10)}


def test_a_plan_by_team_is_told_at_the_site_where_postings_are():
    found = alike((ACTUAL, "north", "rent", "", 12), (PLAN, "shop", "rent", "", 4), (PLAN, "plant", "rent", "", 6))
    assert found == {("north", "rent", ""): (12, 10)}


def test_each_side_between_the_others_places_meets_at_the_top():
    found = alike(
        (ACTUAL, "shop", "rent", "", 1), (ACTUAL, "company", "rent", "", 2), (PLAN, "north", "rent", "", 4),
    )  # fmt: skip
    assert found == {("company", "rent", ""): (3, 4)}


def test_places_that_never_meet_stay_where_they_are():
    found = alike((ACTUAL, "shop", "rent", "", 1), (PLAN, "south", "rent", "", 4))
    assert found == {("shop", "rent", ""): (1, 0), ("south", "rent", ""): (0, 4)}


def test_a_vendor_is_told_only_for_accounts_whose_plan_tells_it():
    found = alike(
        (ACTUAL, "shop", "rent", "K", 1), (PLAN, "shop", "rent", "K", 2),
        (ACTUAL, "shop", "wages", "K", 3), (ACTUAL, "shop", "wages", "O", 4), (PLAN, "shop", "wages", "", 5),
    )  # fmt: skip
    assert found == {("shop", "rent", "K"): (1, 2), ("shop", "wages", ""): (7, 5)}


@pytest.mark.parametrize(("planned", "vendor"), [("rent", "K"), ("", "")])
def test_an_account_without_a_plan_is_told_like_the_others(planned: str, vendor: str):
    other = [(ACTUAL, "shop", "rent", "K", 1), (PLAN, "shop", "rent", planned and "K", 2)]
    found = alike(*other, (ACTUAL, "shop", "sales", "K", 9))
    assert found["shop", "sales", vendor] == (9, 0)


def test_what_the_other_side_lacks_is_told_by_neither():
    found = told_alike(rows((ACTUAL, "shop", "rent", "K", 1), (PLAN, "shop", "rent", "", 2)), LITTLE, False)
    assert (found.dims, found.rows.of("vendor")[0].tolist()) == (("entity", "measure"), [0, 0])
    assert found.rows.of("vendor")[1][0] == ""
