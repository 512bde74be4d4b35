"""What both sides read together of what people wrote: this week's flags with thanks, and how long items waited."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from scorecard.changes.assign import assign
from scorecard.changes.raise_flag import Warned, raise_flag
from scorecard.changes.root_cause import explain
from scorecard.domain.access import Actor
from scorecard.domain.people import Person
from scorecard.domain.scope import Scope
from scorecard.domain.work import Cause
from scorecard.reports.sync import sync_report
from scorecard.reports.sync_goals import goals_report
from scorecard.reports.work_figures import figures_now, subject_of
from scorecard.store.store import Store
from tests.reports.conftest import load
from tests.reports.figures import company

ADA, BO = Actor("ada", "finance"), Actor("bo", "operations")
FIRST = date(2026, 11, 16)


class Days:
    """A day that can be moved on."""

    def __init__(self) -> None:
        self.today = FIRST

    def __call__(self) -> date:
        return self.today


@pytest.fixture
def days() -> Days:
    return Days()


@pytest.fixture
def book(tmp_path: Path, catalogue, days: Days):
    store = Store.open(tmp_path / "store", today=days, parse_catalogue=lambda _text: catalogue)
    load(store, company())
    store.put_person(Person("ada", "Ada", "finance", "finance"), "test")
    store.put_person(Person("bo", "Bo", "operations", "operations"), "test")
    yield store
    store.close()


def test_flags_of_seven_days_are_told_with_thanks_and_older_ones_are_not(book: Store, days: Days, scope: Scope):
    subject = subject_of(scope, "otif")
    now = figures_now(book, scope, subject)
    warned = Warned("overrun", "Two machines stand", "", FIRST + timedelta(days=20), "likely")
    for number, who in enumerate((ADA, BO, ADA)):
        raise_flag(book, who, subject, now, warned, key=str(number))
    days.today = FIRST + timedelta(days=6)
    report = sync_report(book, scope)
    assert len(report.flags) == 3
    assert report.thanks == "Thank you, Ada and Bo: we heard of it before it came."
    days.today = FIRST + timedelta(days=7)
    assert (sync_report(book, scope).flags, sync_report(book, scope).thanks) == ((), "")


def test_items_wait_until_they_are_explained(book: Store, days: Days, scope: Scope):
    """Two items are opened; five days later one is explained and the other still waits."""
    items = []
    for name in ("otif", "costs"):
        subject = subject_of(scope, name)
        items.append((subject, assign(book, ADA, subject, figures_now(book, scope, subject), "ada", "bo", FIRST)))
    days.today = FIRST + timedelta(days=5)
    subject, item = items[0]
    explain(book, BO, item, book.work.item(item).version, Cause.PROCESS, ("One late lorry.",),
            figures_now(book, scope, subject))  # fmt: skip
    process = {row.step: row for row in goals_report(book, scope).process}
    waited = process["Explaining a difference"].waiting
    assert waited is not None
    assert (waited.waits, waited.oldest, waited.done) == (1, 5, 1)
    assert process["Explaining a difference"].words.endswith("1 waiting, the oldest for 5 days.")
    assert process["Seeing that it worked"].words == "Nothing has come this far yet."
