"""What a value covers, as a label."""

import pytest

from scorecard.domain.vocabulary import Kind, View
from scorecard.domain.wording import named_alone, named_shortly, none_of, window_label


@pytest.mark.parametrize(
    ("kind", "view", "label"),
    [
        pytest.param(Kind.FLOW, View.PERIOD, "Oct 2026", id="a month is its own label"),
        pytest.param(Kind.FLOW, View.YEAR_TO_DATE, "Year to Oct 2026", id="a sum to date is not read as one month's"),
        pytest.param(Kind.RATIO, View.ROLLING, "Rolling year to Oct 2026", id="a rolling share says so"),
        pytest.param(Kind.BALANCE, View.YEAR_TO_DATE, "Oct 2026", id="a balance holds at the period's end"),
    ],
)
def test_a_label_says_what_the_value_covers(kind, view, label):
    assert window_label(kind, view, "Oct 2026") == label


@pytest.mark.parametrize(
    ("against", "alone", "shortly", "none"),
    [
        ("plan", "Plan", "Plan", "no plan"),
        ("last year", "Last year", "Last year", "no last year"),
        (
            "the figure known on 5 Nov 2026 (revision 3)",
            "Known on 5 Nov 2026 (revision 3)",
            "Known then",
            "no figure known on 5 Nov 2026 (revision 3)",
        ),
    ],
)
def test_the_other_side_is_named_in_a_sentence_and_over_a_column(against, alone, shortly, none):
    assert (named_alone(against), named_shortly(against), none_of(against)) == (alone, shortly, none)
