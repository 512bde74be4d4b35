"""Packs in a folder: names say what they show, the day of packing leaves no trace, levels of pictures are round."""

import io
import zipfile

import pytest

from scorecard.domain.scope import Scope
from scorecard.domain.vocabulary import Comparison, View, Words
from scorecard.exports.pack_chart import steps
from scorecard.exports.packs import FORMATS, name_of
from scorecard.exports.same_bytes import repacked


def test_a_file_is_named_by_what_it_shows():
    told = name_of("weekly", Scope("../north", "2026-10"), 7, FORMATS["pdf"])
    assert told == "weekly-north-2026-10-r7.pdf"
    to_date = Scope("north", "2026-10", View.YEAR_TO_DATE)
    assert name_of("monthly", to_date, 7, FORMATS["xlsx"]) == "monthly-north-2026-10-ytd-r7.xlsx"
    other = Scope("north", "2026-10", compare=Comparison.KNOWN, known="r3", words=Words.FINANCE)
    assert name_of("weekly", other, 7, FORMATS["pdf"]) == "weekly-north-2026-10-known-r3-finance-r7.pdf"


def test_what_packs_files_forgets_the_day():
    def packed(day: tuple[int, ...]) -> bytes:
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as made:
            made.writestr(zipfile.ZipInfo("a.xml", day), "<a/>")
        return file.getvalue()

    one, other = packed((2026, 11, 23, 9, 0, 0)), packed((2027, 1, 1, 0, 0, 0))
    assert one != other
    assert repacked(one) == repacked(other)


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [(0, 10, [0, 2, 4, 6, 8, 10]), (5.7, 9.6, [6, 7, 8, 9]), (-3e6, 4e6, [-2e6, 0, 2e6, 4e6])],
)
def test_levels_beside_a_picture_are_round(low: float, high: float, told: list[float]):
    assert steps(low, high) == told
