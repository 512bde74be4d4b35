"""The city's cash forecast at each report's date is at least as good as the treasurer's own in the same report."""

from pathlib import Path

import numpy as np
import pytest

from tests.real.philadelphia import cash_walk
from tests.real.philadelphia.cash_walk import QUANTITIES, Forecast, covered, errors


@pytest.fixture(scope="module")
def walked(files: Path) -> list[Forecast]:
    return cash_walk.walk(files)


def size(walked: list[Forecast], way: str, quantity: str) -> float:
    return float(np.abs(errors(walked, way, quantity)).mean())


@pytest.mark.slow
@pytest.mark.parametrize("quantity", QUANTITIES)
class TestFromTheReportsDates:
    def test_is_off_by_no_more_than_the_treasurer(self, walked: list[Forecast], quantity: str) -> None:
        assert size(walked, "together", quantity) <= size(walked, "theirs", quantity)

    def test_is_off_by_less_than_the_same_month_last_year(self, walked: list[Forecast], quantity: str) -> None:
        assert size(walked, "together", quantity) < 0.75 * size(walked, "last year", quantity)

    def test_leans_to_no_side_by_more_than_a_quarter_of_its_error(self, walked: list[Forecast], quantity: str) -> None:
        assert abs(errors(walked, "together", quantity).mean()) <= size(walked, "together", quantity) / 4

    def test_bands_hold_what_they_say(self, walked: list[Forecast], quantity: str) -> None:
        assert 0.75 <= covered(walked, quantity, 80) <= 0.85
        assert 0.92 <= covered(walked, quantity, 95) <= 0.98


@pytest.mark.slow
def test_opening_and_flows_and_notes_come_to_the_closing_balance(files: Path, walked: list[Forecast]) -> None:
    books = cash_walk.printed(files)
    for each in walked:
        notes = cash_walk.ahead(books["net"], "TRAN", each.at)
        for way in cash_walk.WAYS:
            said = each.said[way]
            steps = np.diff(said["closing"]) - said["receipts"][1:] + said["disbursements"][1:] - notes[1:]
            assert np.abs(steps).max(initial=0) < 1e-9


@pytest.mark.slow
def test_every_report_but_the_repeated_one_is_judged_to_the_end_of_its_year(walked: list[Forecast]) -> None:
    assert len(walked) == 29
    assert sum(len(each.came["net"]) for each in walked) == 29 // 3 * (9 + 6 + 3) + 9 + 6
    assert {each.at for each in walked} & {cash_walk.REPEATED} == set()


@pytest.mark.slow
def test_a_report_learns_nothing_from_later_ones(files: Path, tmp_path: Path, walked: list[Forecast]) -> None:
    for name in cash_walk.FILES.values():
        rows = (files / name).read_text("utf-8").splitlines()
        places = {word: at for at, word in enumerate(rows[0].split(","))}
        kept = [rows[0]] + [_changed(row, places) for row in rows[1:]]
        (tmp_path / name).write_text("\n".join(kept), "utf-8")
    again = cash_walk.walk(tmp_path)
    for one, other in zip(walked, again, strict=True):
        if one.at < (2015, 1):
            for quantity in QUANTITIES:
                assert one.said["together"][quantity] == pytest.approx(other.said["together"][quantity], abs=1e-9)
                assert one.half[quantity] == pytest.approx(other.half[quantity], abs=1e-9)


def _changed(row: str, places: dict[str, int]) -> str:
    """The row with ten times its amount where a report of FY2015 or later says it."""
    *front, back = row.rsplit('"', 1) if '"' in row else ("", row)
    cells = back.split(",")
    late = int(cells[places["fiscal_year"] - len(places)]) >= 2015
    amount = places["amount"] - len(places)
    if late and cells[amount]:
        cells[amount] = str(10 * float(cells[amount]))
    return '"'.join([*front, ",".join(cells)]) if front != [""] else ",".join(cells)
