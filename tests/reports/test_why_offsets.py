"""Why, where parts offset each other, where large lines stand beside it, where centres were renamed."""

from decimal import Decimal as D

import numpy as np
import pytest

from scorecard.domain.explain import Leaves, Slice
from scorecard.domain.explain_words import offset, rest_words
from scorecard.domain.scope import Scope
from scorecard.domain.vocabulary import Comparison
from scorecard.reports.large_lines import large_lines
from scorecard.reports.why import why_report
from scorecard.store.store import Store
from tests.reports.conftest import load
from tests.reports.figures import ledger, row


def test_parts_that_offset_each_other_are_told_in_money_and_not_in_shares(store: Store, scope: Scope):
    actual = ledger("2026-10", north=1400, south=0, wages=(900, 0))
    load(store, [*actual, *ledger("2026-10", "budget", north=1000, south=0, wages=(300, 0))])
    found = why_report(store, scope, "profit")
    assert found.difference == D(-200)
    assert {cause.name: (cause.amount, cause.share) for cause in found.causes} == {
        "Wages at North works": (D(-600), None), "Revenue at North works": (D(400), None),
    }  # fmt: skip
    assert found.headline.endswith("; 600 worse (Wages at North works), offset by 400 better (Revenue at North works).")
    assert not any("%" in cause.sentence for cause in found.causes)


def centres(*told: tuple[str, float, float]) -> list[dict[str, object]]:
    return [
        {**row(month, "north", "wages", value, line=line), "cost_centre": name}
        for line, (name, *both) in enumerate(told)
        for month, value in zip(("2026-10", "2025-10"), both, strict=True)
        if value
    ]


SAID = "Cost centres were renamed or reorganised; not compared by cost centre."


@pytest.mark.parametrize(
    ("gone", "came", "said"),
    [(300, 320, SAID), pytest.param(300, 0, "", id="control: closed, and told as a cause")],
)
def test_a_renamed_cost_centre_is_no_cause(store: Store, scope: Scope, gone: int, came: int, said: str):
    load(store, centres(("Warehouse", 0, gone), ("Parts", came, 0), ("Office", 510, 500), ("Shop", 205, 200)))
    found = why_report(store, scope.with_(compare=Comparison.LAST_YEAR), "wages", by="cost_centre")
    told = any(dim == "cost_centre" for cause in found.causes for dim, _ in cause.spot.where)
    assert (found.left_out, told) == (said, not said)
    assert (found.split.note, found.split.against) == ((said, "") if said else ("", "last year"))


def lines(*told: tuple[str, str, int, int]) -> Leaves:
    accounts, places = (tuple(dict.fromkeys(each[at] for each in told)) for at in (0, 1))
    codes = (np.array([accounts.index(each[0]) for each in told]), np.array([places.index(each[1]) for each in told]))
    actual, reference = (np.array([each[at] for each in told], np.int64) for at in (2, 3))
    return Leaves(("measure", "entity"), codes, (accounts, places), actual, reference, places=0)


def test_what_is_left_of_an_account_is_told_where_it_is_a_quarter_of_the_difference():
    leaves = lines(
        ("calls", "north", 180, 100), ("calls", "south", 150, 120), ("sold", "north", 900, 960),
        ("vans", "north", 100, 101),
    )  # fmt: skip
    told = (Slice((("measure", "calls"), ("entity", "north")), D(180), D(100), D(80), None),)
    found = [(each.where, each.amount, each.apart) for each in large_lines(leaves, told)]
    assert found == [((("measure", "sold"),), D(-60), False), ((("measure", "calls"),), D(30), True)]
    assert large_lines(leaves, ()) == []


@pytest.mark.parametrize(
    ("shares", "expected"),
    [(("0.85", "0.77", "-0.6"), True), (("0.6", "0.4"), False), (("0.9", "-0.2"), False), ((None,), False)],
)
def test_shares_say_nothing_once_they_come_to_more_than_all(shares, expected: bool):
    assert offset(None if each is None else D(each) for each in shares) is expected


@pytest.mark.parametrize(
    ("rest", "start"),
    [
        (0, "nothing"),
        (510, "as large as the difference"),
        (190, "larger than any part"),
        (60, "smaller"),
        (9, "small "),
    ],
)
def test_the_rest_is_called_by_its_size(rest: int, start: str):
    assert rest_words(D(rest), D(-208), D(-178)).startswith(start)
