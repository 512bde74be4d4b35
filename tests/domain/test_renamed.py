"""A renamed member is told from one that was closed, from one that grew and from an ordinary year."""

import pytest

from scorecard.domain.renamed import renamed


@pytest.mark.parametrize(
    ("actual", "reference", "expected"),
    [
        pytest.param((0, 284, 500), (270, 0, 480), True, id="one gone, a new one as large"),
        pytest.param((0, 395, 500), (270, 111, 480), True, id="renamed midway: both names last year"),
        pytest.param((270, 0, 500), (0, 284, 480), True, id="the other way round"),
        pytest.param((0, 0, 500), (270, 0, 480), False, id="closed, nothing in its place"),
        pytest.param((0, 100, 500), (270, 0, 480), False, id="a new one, but much smaller"),
        pytest.param((300, 284, 500), (270, 100, 480), False, id="one grew, none is gone"),
        pytest.param((0, 5, 990), (5, 0, 980), False, id="too small to matter"),
        pytest.param((0, 750, 500), (270, 480, 480), False, id="a large one that took it over is a successor to none"),
        pytest.param((), (), False, id="nothing told"),
    ],
)
def test_members_are_renamed_where_one_goes_and_as_much_comes(actual, reference, expected):
    assert renamed(actual, reference) is expected
