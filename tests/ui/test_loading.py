"""What came of a load, in words."""

from scorecard.ui.loading import new_lines


def test_one_line_is_told_as_one():
    assert [new_lines(count) for count in (0, 1, 2, 2400)] == [
        "0 new lines",
        "1 new line",
        "2 new lines",
        "2,400 new lines",
    ]
