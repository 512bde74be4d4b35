"""Closed books: actual figures of closed periods stand; what is closed for now changes with a word, plans are free."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from scorecard.changes.load_catalogue import load_catalogue
from scorecard.changes.undo_load import undo_load
from scorecard.domain.access import LOCAL
from scorecard.store.refusals import CannotUndo
from tests.ingest.workshop import CATALOGUE, PROFILE, SHORT, Workshop

HEADER = "date,amount,dept,account,note\n"
AUGUST = "2026-08-15,100.00,ops,cost,\n"
SEPTEMBER = "2026-09-15,200.00,ops,cost,\n"
OCTOBER = "2026-10-15,300.00,ops,cost,\n"
CLOSED = CATALOGUE + '[closing]\nclosed = "2026-08"\nsoft_closed = "2026-09"\n'
PLAN = PROFILE.replace('"actual"', '"budget"')


def file(*lines: str) -> bytes:
    return (HEADER + "".join(lines)).encode()


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    made = Workshop.at(tmp_path)
    assert made.load(file(AUGUST, SEPTEMBER)).revision == 2
    yield made
    made.store.close()


@pytest.fixture
def closed(workshop: Workshop) -> Workshop:
    assert load_catalogue(workshop.store, LOCAL, CLOSED, "catalogue.toml").revision == 3
    return workshop


def test_a_figure_of_a_closed_period_is_not_changed(closed: Workshop):
    before = closed.fingerprint()
    result = closed.load(file(AUGUST.replace("100", "150"), SEPTEMBER))
    assert [str(problem) for problem in result.problems] == [
        "file.csv: it would change actual figures of Aug 2026, where the books are closed. "
        "Book the correction in a period that is open, or open these again: [closing] in the catalogue."
    ]
    assert (result.revision, closed.fingerprint()) == (None, before)


def test_control_without_a_closing_the_same_file_changes_the_month(workshop: Workshop):
    assert workshop.load(file(AUGUST.replace("100", "150"), SEPTEMBER)).revision == 3


def test_a_file_that_brings_the_closed_months_as_they_are_is_loaded(closed: Workshop):
    result = closed.load(file(AUGUST, SEPTEMBER, OCTOBER), name="to_october.csv")
    assert (result.revision, result.preview.new, result.preview.unchanged) == (4, 1, 2)
    assert result.notes == ()


def test_a_dry_run_refuses_as_the_load_does(closed: Workshop):
    assert "books are closed" in str(closed.load(file(AUGUST, AUGUST), dry_run=True).problems[0])


def test_another_source_may_not_add_to_a_closed_period_either(closed: Workshop):
    said = [str(problem) for problem in closed.load(b"date,amount,dept\n2026-08-20,1.00,ops\n", SHORT).problems]
    assert said[0].startswith("file.csv: it would change actual figures of Aug 2026, where the books are closed.")


def test_what_is_closed_for_now_changes_and_that_is_said(closed: Workshop):
    result = closed.load(file(SEPTEMBER.replace("200", "201"), OCTOBER))
    assert result.revision == 4
    assert result.notes == ("it changes actual figures of Sep 2026, where the books are closed for now",)


def test_a_plan_of_a_closed_period_is_no_actual_figure(closed: Workshop):
    assert closed.load(file(AUGUST), PLAN).revision == 4


def test_a_period_opened_again_takes_its_correction(closed: Workshop):
    again = CLOSED.replace('closed = "2026-08"', 'closed = "2026-07"', 1)
    assert load_catalogue(closed.store, LOCAL, again, "catalogue.toml").revision == 4
    assert closed.load(file(AUGUST.replace("100", "150"), SEPTEMBER)).revision == 5


def test_a_load_of_closed_months_is_not_undone(closed: Workshop):
    before = closed.fingerprint()
    with pytest.raises(CannotUndo, match="actual figures of Aug 2026, where the books are closed"):
        undo_load(closed.store, LOCAL, 2)
    assert closed.fingerprint() == before
    october = closed.load(file(OCTOBER))
    assert undo_load(closed.store, LOCAL, october.import_id or 0).revision == 5


def test_control_without_a_closing_it_is_undone(workshop: Workshop):
    assert undo_load(workshop.store, LOCAL, 2).revision == 3


def test_many_closed_months_are_told_from_the_first_to_the_last(closed: Workshop):
    months = [f"2026-0{month}-15,1.00,ops,cost,\n" for month in (5, 6, 7)]
    said = str(closed.load(file(*months)).problems[0])
    assert "of 3 periods from May 2026 to Jul 2026, where" in said
