"""Figures held against what was known of them earlier: by revision, by day, by the state before."""

from dataclasses import replace
from datetime import date
from decimal import Decimal as D

import pytest

from scorecard.changes.assign import assign
from scorecard.domain.access import Actor
from scorecard.domain.catalogue import Account
from scorecard.domain.errors import UnknownRevision
from scorecard.domain.people import Person
from scorecard.domain.scope import Scope
from scorecard.domain.vocabulary import Comparison, View
from scorecard.domain.work_entries import UnfitEntry
from scorecard.reports.bridge import bridge_report
from scorecard.reports.variance import variance_report
from scorecard.reports.why import why_report
from scorecard.reports.work import item_report
from scorecard.reports.work_draft import draft_report
from scorecard.store.store import Store
from tests.reports.conftest import load
from tests.reports.figures import company, ledger, row
from tests.reports.statements import opened, told

pytestmark = pytest.mark.slow

KNOWN = Scope("all", "2026-10", compare=Comparison.KNOWN)
DAY = "22 Nov 2026"


@pytest.fixture(scope="module")
def restated(tmp_path_factory, catalogue) -> Store:
    """Three states: October as in the small company; then 40 of its wages were rent, and September sold 10 more;
    then September was put back."""
    store = opened(tmp_path_factory.mktemp("restated"), catalogue, company())
    moved = [row("2026-10", "south", "rent", 140, line=3), row("2026-10", "south", "wages", 210, line=4)]
    kept = [each for each in ledger("2026-10", north=500, wages=(300, 250)) if _is_other(each)]
    load(store, [*kept, *moved, *ledger("2026-09", north=610)], "wages that were rent")
    load(store, list(ledger("2026-09")), "September put back")
    return store


def _is_other(line) -> bool:
    return (line["entity"], line["measure"]) not in {("south", "rent"), ("south", "wages")}


def test_a_statement_shows_what_was_restated_and_foots(restated):
    report = variance_report(restated, KNOWN.with_(known="r1"))
    lines = told(report)
    assert (lines["rent"].reference, lines["rent"].difference, lines["rent"].impact) == (200, 40, -40)
    assert (lines["wages"].reference, lines["wages"].difference, lines["wages"].impact) == (550, -40, 40)
    assert (lines["profit"].actual, lines["profit"].reference, lines["profit"].difference) == (150, 150, 0)
    assert (report.footing.better, report.footing.worse, report.footing.rest) == (40, -40, 0)
    assert report.against == f"the figure known on {DAY} (revision 1)"
    assert report.headline.startswith(f"Profit is the same as {report.against} in Oct 2026")
    assert report.notes[0].startswith(f"Known on {DAY} (revision 1): the same periods as the figures stood then")


def test_the_state_before_is_what_nobody_names(restated):
    september = KNOWN.with_(period="2026-09")
    assert told(variance_report(restated, september))["revenue"].reference == 1010
    assert told(variance_report(restated, september.with_(known="r2")))["revenue"].difference == -10
    assert told(variance_report(restated, september.with_(known="r1")))["revenue"].difference == 0
    assert told(variance_report(restated, september.with_(as_of="r2")))["revenue"].reference == 1000


def test_the_state_itself_differs_nowhere(restated):
    lines = told(variance_report(restated, KNOWN.with_(known="r3", view=View.YEAR_TO_DATE)))
    assert {line.difference for line in lines.values()} == {0}


def test_before_the_first_revision_nothing_was_known(restated):
    report = variance_report(restated, KNOWN.with_(as_of="r1"))
    assert report.headline == "Profit is 150 in Oct 2026; there is no earlier state to compare with."
    assert why_report(restated, KNOWN.with_(as_of="r1"), "revenue").reference == 1000, "last year stands in"
    headline = bridge_report(restated, KNOWN.with_(as_of="r1"), "revenue").headline
    assert headline == "Revenue: no steps can be told in Oct 2026, since there is no state before revision 1."


def test_a_revision_that_never_was_is_refused_in_one_sentence(restated):
    with pytest.raises(UnknownRevision, match="There is no revision 99"):
        variance_report(restated, KNOWN.with_(known="r99"))


def test_a_window_that_was_not_known_to_its_end_is_not_held_against_less(tmp_path, catalogue):
    store = opened(tmp_path, catalogue, [each for each in company() if each["period"] < "2026-10"])
    load(store, list(ledger("2026-10")))
    report = variance_report(store, KNOWN.with_(view=View.YEAR_TO_DATE))
    assert told(report)["profit"].difference is None
    assert report.headline.endswith(
        f"there is no figure known on {DAY} (revision 1) to compare with (it covers 9 of 10 periods)."
    )
    month = variance_report(store, KNOWN)
    assert month.headline.endswith(f"there is no figure known on {DAY} (revision 1) to compare with.")


@pytest.mark.parametrize(
    ("day", "revenue"), [("2026-10-31", 1000), ("2026-11-08", 1000), ("2026-11-09", 1030), ("2026-10-30", None)]
)
def test_within_one_revision_a_day_tells_what_was_known_by_then(tmp_path, catalogue, day, revenue):
    first = [each | {"as_of": date(2026, 10, 31)} for each in ledger("2026-10")]
    later = [each | {"as_of": date(2026, 11, 9)} for each in ledger("2026-10", north=630)]
    store = opened(tmp_path, catalogue, [*first, *later])
    line = told(variance_report(store, KNOWN.with_(known=day)))["revenue"]
    assert (line.actual, line.reference) == (1030, revenue)


def test_a_year_is_held_against_what_was_expected_then(tmp_path, catalogue):
    """Two months to go, expected at 1,000 each; then October is 90 short and 20 more are expected of December."""
    rest = [each for month in ("2026-10", "2026-11", "2026-12") for each in ledger(month, "forecast")]
    plan = [each for month in ("2026-11", "2026-12") for each in ledger(month, "budget")]
    store = opened(tmp_path, catalogue, [*(e for e in company() if e["period"] < "2026-10"), *rest, *plan])
    load(store, [*ledger("2026-10", north=510), *ledger("2026-12", "forecast", north=620)])
    report = variance_report(store, KNOWN, full_year=True)
    assert report.notes[-1].startswith(f"Known on {DAY} (revision 1): the year as it was expected then")
    revenue = told(report)["revenue"]
    assert (revenue.actual, revenue.reference) == (9 * 1000 + 910 + 1000 + 1020, 12 * 1000)


def test_earlier_figures_are_told_by_the_accounts_shown(tmp_path, catalogue):
    """Rent moves out of costs into profit by itself: the figures are the same, so nothing was restated."""
    moved = {
        **catalogue.accounts,
        "rent": Account("rent", "Rent"),
        "profit": replace(catalogue.accounts["profit"], formula=("+revenue", "-costs", "-rent")),
    }
    texts = {"old": catalogue, "new": replace(catalogue, accounts=moved)}
    store = Store.open(tmp_path / "own", today=lambda: date(2026, 11, 22), parse_catalogue=texts.__getitem__)
    load(store, list(company()), catalogue_text="old")
    load(store, list(ledger("2026-09", north=601)), catalogue_text="new")
    lines = told(variance_report(store, KNOWN))
    assert (lines["costs"].reference, lines["costs"].actual, lines["rent"].difference) == (550, 550, 0)
    assert told(variance_report(store, Scope("all", "2026-10", as_of="r1")))["costs"].actual == 750


def test_what_explains_a_restatement_adds_up_and_has_no_usual(restated):
    found = why_report(restated, KNOWN.with_(known="r1"), "wages", by="entity")
    assert (found.value, found.reference, found.difference) == (510, 550, -40)
    assert sum((cause.amount for cause in found.causes), found.rest) == -40
    assert [(part.name, part.amount) for part in found.split.parts] == [("South works", -40), ("North works", 0)]
    assert {cause.surprise for cause in found.causes} == {None}


def test_steps_lead_from_what_was_known_to_what_is(restated):
    report = bridge_report(restated, KNOWN.with_(known="r1"), "costs")
    lines = report.told("lines").bridge
    assert (lines.start_name, lines.start, lines.end) == (f"Known on {DAY} (revision 1)", 750, 750)
    assert {step.name: step.amount for step in lines.steps} == {"Rent": 40, "Wages": -40}
    assert {each.kind: each.reason for each in report.refusals}["outlook"].endswith("compare with plan instead")


def test_work_about_a_restatement_names_the_revision_and_stays_about_it(restated):
    draft = draft_report(restated, KNOWN.with_(period="2026-09"), "revenue")
    assert (draft.subject.compare, draft.subject.known, draft.subject.held) == (Comparison.KNOWN, "r2", "known:r2")
    assert draft.figures.reference == 1010
    assert draft.words == f"10 worse than the figure known on {DAY} (revision 2)"
    other = replace(draft.subject, known="r1")
    assert other.key != draft.subject.key
    assert D(10) == draft.figures.reference - draft.figures.actual


def test_an_item_about_a_restatement_is_read_back_as_it_was_written(tmp_path, catalogue):
    """40 sold less than first told, and later 30 less than that: the item is against the first state all the while."""
    store = opened(tmp_path, catalogue, company())
    for each in (Person("ada", "Ada", "finance", "finance"), Person("bo", "Bo", "operations", "operations")):
        store.put_person(each, "desk")
    load(store, list(ledger("2026-09", north=560)))
    scope = KNOWN.with_(period="2026-09")
    draft = draft_report(store, scope, "revenue")
    for known, fault in (
        ("r99", UnknownRevision),
        ("<b>", UnknownRevision),
        ("r1; --", UnknownRevision),
        ("", UnfitEntry),
    ):
        wrong = replace(draft.subject, known=known)
        with pytest.raises(fault):
            assign(store, Actor("ada", "finance"), wrong, draft.figures, "ada", "bo", date(2026, 12, 1))
    number = assign(store, Actor("ada", "finance"), draft.subject, draft.figures, "ada", "bo", date(2026, 12, 1))
    assert store.work.item(number).subject == draft.subject
    assert draft_report(store, scope, "revenue").held == number
    load(store, list(ledger("2026-09", north=530)))
    row = item_report(store, Scope("all", "2026-10"), number)
    assert row.when == f"in Sep 2026, against the figure known on {DAY} (revision 1)"
    assert (row.then_words, row.now_words) == tuple(
        f"{size} worse than the figure known on {DAY} (revision 1)" for size in (40, 70)
    )
    assert draft_report(store, scope, "revenue").held == 0, "the state before is another one now"
