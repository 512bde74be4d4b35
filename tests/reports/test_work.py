"""Work as it is answered: who has what, how much is explained, and whether the numbers moved, by hand."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal as D
from types import SimpleNamespace

import pytest

from scorecard.changes.assign import assign
from scorecard.changes.comment import comment
from scorecard.changes.progress import agree_action, verify
from scorecard.changes.root_cause import explain
from scorecard.domain.access import Actor
from scorecard.domain.catalogue import Materiality
from scorecard.domain.people import Person
from scorecard.domain.vocabulary import Comparison, Kind, Unit, View
from scorecard.domain.work import Figures, Subject, WorkState
from scorecard.domain.work_states import NumbersMoved
from scorecard.exports.work import work_calendar
from scorecard.reports.asked import open_scope
from scorecard.reports.item_facts import ItemFacts, item_facts_report, largest
from scorecard.reports.why import why_report
from scorecard.reports.work import SHOWN, item_report, owners_of, work_report
from scorecard.reports.work_draft import draft_report, owners_report, suggested
from scorecard.reports.work_figures import figured, read_together, subject_of
from scorecard.reports.work_overlap import Overlap, same_money
from scorecard.store.store import Store
from tests.reports.conftest import load
from tests.reports.figures import MONTHS, company, row

pytestmark = pytest.mark.slow

ADA, BO, CY = Actor("ada", "finance"), Actor("bo", "operations"), Actor("cy", "approver")


TODAY = date(2026, 11, 22)
PEOPLE = (
    Person("ada", "Ada", "finance", "finance"),
    Person("bo", "Bo", "operations", "operations"),
    Person("cy", "Cy", "approver", "finance"),
    Person("dee", "Dee", "operations", "operations"),
    Person("eve", "Eve", "viewer", "finance"),
)


def given(store: Store, scope, name="wages", due=date(2026, 12, 1), owners=("ada", "bo"), where=()) -> int:
    subject = subject_of(scope, name, where)
    found = figured(store, scope, subject)
    assert found is not None
    return assign(store, ADA, subject, found.figures, *owners, due)


def closed(store: Store, number: int) -> None:
    now = store.work.item(number).figures
    explain(store, ADA, number, store.work.item(number).version, "supply", ["Two people left"], now)
    agree_action(store, ADA, number, store.work.item(number).version, "Hire", store.today(), now)
    verify(store, CY, number, store.work.item(number).version, now)


def restated(store: Store, paid: int) -> None:
    """South's wages of October become another amount."""
    october = ("actual", MONTHS[-1], "ledger")
    rows = [each for each in company() if (each["scenario"], each["period"], each["source"]) == october]
    for each in rows:
        if (each["entity"], each["measure"]) == ("south", "wages"):
            each["value"] = D(paid)
    load(store, rows, "restated")


def test_beside_a_number_stand_its_marks_its_largest_parts_its_work_and_what_was_said(desk: Store, scope):
    """Wages of October: 550 against 500 planned, all of it South's; work that is verified is not told."""
    closed(desk, given(desk, scope, "rent"))
    number = given(desk, scope)
    comment(desk, BO, number, "Extra shifts", desk.work.item(number).figures)
    now = desk.work.item(number).figures
    agree_action(desk, ADA, number, 1, "Hire two.", date(2026, 12, 7), now, lead="bo", ahead=True)
    found = item_facts_report(desk, scope, "wages")
    assert found.marks == (("Oct 2026", "550 EUR"), ("Plan", "500 EUR"), ("Sep 2026", "500 EUR"))
    assert found.work == ((number, "Bo (with Ada): Hire two, due 7 Dec"),)
    assert found.said == ("Bo, 22 Nov", "Extra shifts")
    assert item_facts_report(desk, scope, "rent").work == ()
    assert item_facts_report(desk, scope, "nobody knows") == ItemFacts()
    told = largest(why_report(desk, scope, "wages"))
    assert [part.sentence for part in told] == ["South works: 50 worse than plan, 100 % of the difference."]


def test_the_parts_told_go_the_way_of_the_difference_and_then_one_that_offsets_it():
    """Of −60 in all: −50, −20, −10, −5 and −5 along, +25 and +5 against."""
    amounts = (25, -5, -50, 5, -10, -20, -5)
    causes = [SimpleNamespace(amount=D(amount)) for amount in amounts]
    found = largest(SimpleNamespace(causes=causes, difference=D(-60)))  # type: ignore[arg-type]
    assert [int(part.amount) for part in found] == [-50, -20, -10, 25]


def test_before_anybody_has_work_the_page_says_so(desk: Store, scope):
    answer = work_report(desk, scope)
    assert answer.headline == "Nobody has been given any work yet."
    assert answer.rows == ()


def test_the_headline_counts_money_overdue_days_and_what_is_explained(desk: Store, scope):
    late = given(desk, scope, "wages", date(2026, 11, 22))
    given(desk, scope, "revenue")
    comment(desk, BO, late, "Extra shifts", desk.work.item(late).figures, "-30")
    assert work_report(desk, scope).headline == "2 open items about 150 EUR; none is overdue; 20 % explained."
    desk.today = lambda: date(2026, 11, 25)
    assert work_report(desk, scope).headline == ("2 open items about 150 EUR; 1 is overdue, by 3 days; 20 % explained.")
    desk.today = lambda: date(2027, 1, 6)
    assert work_report(desk, scope).headline == (
        "2 open items about 150 EUR; 2 are overdue, the oldest by 45 days; 20 % explained."
    )


def test_more_than_all_of_one_item_explains_nothing_of_another(desk: Store, scope):
    wages = given(desk, scope, "wages")
    given(desk, scope, "revenue")
    comment(desk, BO, wages, "Too much", desk.work.item(wages).figures, "-500")
    assert work_report(desk, scope).headline.endswith("33 % explained.")


def test_an_item_says_what_where_when_and_both_numbers(desk: Store, scope):
    given(desk, scope)
    (row_,) = work_report(desk, scope).rows
    assert (row_.label, row_.when) == ("Wages, Small company", "in Oct 2026, against plan")
    assert row_.now == Figures(D(550), D(500), D(-50), desk.revision())
    assert row_.now_words == "50 worse than plan"
    assert (row_.finance, row_.operations) == ("Ada", "Bo")
    assert row_.explained.words == "nothing explained yet"
    assert not row_.moved


def test_overdue_items_come_first_then_the_next_due(desk: Store, scope):
    numbers = [
        given(desk, scope, name, desk.today() + timedelta(days=days))
        for name, days in (("wages", 9), ("revenue", 1), ("rent", 5))
    ]
    desk.today = lambda: date(2026, 11, 24)
    assert [each.item.id for each in work_report(desk, scope).rows] == [numbers[1], numbers[2], numbers[0]]
    assert [each.overdue for each in work_report(desk, scope).rows] == [1, 0, 0]


def test_mine_is_what_i_own_and_my_area_what_my_measures_are_made_of(desk: Store, scope):
    given(desk, scope, "wages", owners=("cy", "dee"))
    given(desk, scope, "revenue", owners=("cy", "dee"))
    given(desk, scope, "rent")
    for whose, found in (("mine", ["rent"]), ("area", ["revenue", "rent"]), ("all", ["wages", "revenue", "rent"])):
        rows = work_report(desk, scope, whose, "ada").rows
        assert sorted(each.item.subject.name for each in rows) == sorted(found), whose
    assert work_report(desk, scope, "mine", "eve").headline == "Nothing is open here."


def test_the_place_is_a_filter_and_the_period_is_none(desk: Store, scope):
    given(desk, scope.with_(entity="south"))
    assert len(work_report(desk, scope).rows) == 1
    assert len(work_report(desk, scope.with_(entity="south", period="2026-03")).rows) == 1
    assert work_report(desk, scope.with_(entity="north")).rows == ()


def test_states_are_filters_and_verified_items_are_not_to_do(desk: Store, scope):
    done, to_do = given(desk, scope, "wages"), given(desk, scope, "rent")
    closed(desk, done)
    told = {state: [each.item.id for each in work_report(desk, scope, state=state).rows]
            for state in ("", "open", "explained", "agreed", "verified", "overdue", "all")}  # fmt: skip
    assert told == {"": [to_do], "open": [to_do], "explained": [], "agreed": [], "verified": [done], "overdue": [],
                    "all": [to_do, done]}  # fmt: skip


def test_numbers_that_moved_mark_the_item_and_open_it_again(desk: Store, scope):
    number = given(desk, scope)
    comment(desk, BO, number, "Extra shifts", desk.work.item(number).figures, "-50")
    closed(desk, number)
    restated(desk, 310)
    found = item_report(desk, scope, number)
    assert found is not None
    assert found.moved
    assert found.state is WorkState.OPEN
    assert (found.then_words, found.now_words) == ("50 worse than plan", "110 worse than plan")
    assert all(line.moved for line in found.lines)
    assert found.lines[0].about == "550 EUR against 500 EUR"
    assert [each.item.id for each in work_report(desk, scope).rows] == [number]


def test_verified_about_numbers_that_moved_it_is_somebodys_again_with_its_age_and_its_day(desk: Store, scope):
    """Opened on 22 November, due on 1 December and verified at once; on 11 December the numbers move."""
    number = given(desk, scope)
    closed(desk, number)
    later = given(desk, scope, "rent", date(2026, 12, 5))
    desk.today = lambda: date(2026, 12, 11)
    assert ("wages" in owners_of(desk, scope), draft_report(desk, scope, "wages").held) == (False, 0)
    restated(desk, 310)
    answer = work_report(desk, scope)
    first = answer.rows[0]
    assert [each.item.id for each in answer.rows] == [number, later]
    assert (first.state, first.due, first.overdue, first.age) == (WorkState.OPEN, date(2026, 12, 1), 10, 19)
    assert answer.headline.startswith("2 open items about 110 EUR; 2 are overdue, the oldest by 10 days")
    assert owners_of(desk, scope)["wages"] == "Ada & Bo"
    assert draft_report(desk, scope, "wages").held == number
    assert b"DTSTART;VALUE=DATE:20261201" in work_calendar(answer)


def test_on_a_line_with_its_own_rule_that_rule_says_what_moved(desk: Store, scope, catalogue):
    """South's wages move by 40: less than the company's 50, more than the 30 and 5 % set for this line."""
    number = given(desk, scope)
    explain(desk, ADA, number, 1, "supply", ["Two people left"], desk.work.item(number).figures)
    usual = catalogue.accounts["wages"]
    restated(desk, 290)
    assert not item_report(desk, scope, number).moved
    catalogue.accounts["wages"] = replace(usual, materiality=Materiality(D(30)))
    try:
        found = item_report(desk, scope, number)
        with pytest.raises(NumbersMoved):
            agree_action(desk, ADA, number, desk.work.item(number).version, "Hire", desk.today(), found.now)
    finally:
        catalogue.accounts["wages"] = usual
    assert (found.moved, found.state, {line.moved for line in found.lines}) == (True, WorkState.OPEN, {True})


def test_numbers_do_not_move_backwards_in_time(desk: Store, scope):
    """Explained about numbers of today, an item is not open again for who looks at the state before."""
    before = desk.revision()
    restated(desk, 310)
    number = given(desk, scope)
    explain(desk, ADA, number, 1, "supply", ["Two people left"], desk.work.item(number).figures)
    earlier = item_report(desk, scope.with_(as_of=f"r{before}"), number)
    assert (earlier.now.actual, earlier.item.figures.actual) == (D(550), D(610))
    assert (earlier.moved, earlier.state) == (False, WorkState.EXPLAINED)
    assert not any(line.moved for line in earlier.lines)


def test_a_small_movement_leaves_an_item_as_it_is(desk: Store, scope):
    number = given(desk, scope)
    closed(desk, number)
    restated(desk, 270)
    found = item_report(desk, scope, number)
    assert found is not None
    assert not found.moved
    assert found.state is WorkState.VERIFIED


def test_an_earlier_state_of_the_numbers_is_held_against_its_own(desk: Store, scope):
    number = given(desk, scope)
    before = desk.revision()
    restated(desk, 310)
    then, now = (item_report(desk, scope.with_(as_of=state), number) for state in (f"r{before}", ""))
    assert then is not None
    assert now is not None
    assert (then.moved, now.moved) == (False, True)


def test_the_same_cause_before_is_said(desk: Store, scope):
    earlier = given(desk, scope.with_(period="2026-03"))
    later = given(desk, scope)
    for number in (earlier, later):
        item = desk.work.item(number)
        explain(desk, ADA, number, item.version, "supply", ["They left"], item.figures)
    again = {each.item.id: each.again for each in work_report(desk, scope).rows}
    assert again == {earlier: "", later: "same cause, Mar 2026"}


def test_a_slice_has_the_numbers_of_its_part(desk: Store, scope):
    found = figured(desk, scope, subject_of(scope, "wages", (("entity", "south"),)))
    assert found is not None
    assert (found.figures.actual, found.figures.reference, found.figures.impact) == (D(250), D(200), D(-50))


def test_a_slice_of_a_quotient_has_its_own_quotient(desk: Store, scope):
    found = figured(desk, scope, subject_of(scope, "margin", (("entity", "south"),)))
    assert found is not None
    assert found.figures.actual == (D(400) - 350) / 400
    assert found.figures.reference == (D(400) - 300) / 400


NO_NUMBERS = (None, None, None)


@pytest.mark.parametrize("name", ["grown", "typical", "together", "cash", "none"])
def test_a_part_has_no_numbers_where_it_has_none_when_looked_into(desk: Store, scope, catalogue, name: str):
    """Growth, medians and what is put together are told of the whole; of cash, South's is due and missing."""
    own = catalogue.measures
    more = {
        "grown": replace(own["revenue"], id="grown", growth=True, unit=Unit.PERCENT),
        "typical": replace(own["mood"], id="typical", kind=Kind.QUANTILE),
        "together": replace(own["revenue"], id="together", combine="sum", parts=("+margin", "+otif"), numerator=()),
        "none": replace(own["revenue"], id="none"),
    }
    own.update(more)
    where = (("entity", "all" if name == "none" else "north"),)
    try:
        found, looked = figured(desk, scope, subject_of(scope, name, where)), why_report(desk, scope, name, where)
        draft = draft_report(desk, scope, name, where)
    finally:
        for each in more:
            del own[each]
    assert (looked.value, looked.reference, looked.impact) == NO_NUMBERS
    for figures in (found and found.figures, draft and draft.figures):
        assert figures is not None
        assert (figures.actual, figures.reference, figures.impact) == NO_NUMBERS


def test_a_part_has_the_numbers_it_has_when_looked_into(desk: Store, scope):
    for name, where in (("wages", "south"), ("margin", "south"), ("otif", "all")):
        for each in (scope, scope.with_(view=View.YEAR_TO_DATE), scope.with_(compare=Comparison.LAST_YEAR)):
            found = figured(desk, each, subject_of(each, name, (("entity", where),)))
            looked = why_report(desk, each, name, (("entity", where),))
            assert found is not None
            assert found.figures.actual is not None
            assert replace(found.figures, revision=0) == Figures(looked.value, looked.reference, looked.impact)


def test_what_holds_as_of_a_day_is_worked_out_again_on_another(desk: Store, scope):
    """Targets and what is due hold as of a day, so what is kept belongs to its day."""
    subject = subject_of(scope.with_(period="2026-10"), "cash")
    first = figured(desk, scope, subject)
    assert figured(desk, scope, subject) is first
    desk.today = lambda: TODAY + timedelta(days=1)
    assert figured(desk, scope, subject) is not first


def test_of_more_subjects_than_are_kept_the_oldest_is_forgotten_and_not_all(desk: Store, scope, monkeypatch):
    monkeypatch.setattr("scorecard.reports.work_figures.KEPT", 2)
    wages, rent, revenue = (subject_of(scope, name) for name in ("wages", "rent", "revenue"))
    first, second = figured(desk, scope, wages), figured(desk, scope, rent)
    figured(desk, scope, revenue)
    assert figured(desk, scope, rent) is second
    assert figured(desk, scope, wages) is not first


def test_parts_of_one_line_are_read_together_and_have_the_numbers_they_have_alone(desk: Store, scope, monkeypatch):
    """Six vendors' and two places' parts of the wages, one of nobody's, and a part of what has no parts."""
    rows = [{**row("2026-10", "north", "wages", 100 + 7 * n, "invoices", line=n), "vendor": f"V{n}"} for n in range(6)]
    load(desk, [*rows, *({**each, "period": "2025-10", "date": date(2025, 10, 31)} for each in rows[:4])], "bought")
    wheres = [*((("vendor", f"V{n}"),) for n in range(7)), (("vendor", ""),), (("entity", "north"),)]
    subjects = [subject_of(scope, "wages", where) for where in wheres] + [subject_of(scope, "gone", wheres[0])]
    alone = [figured(desk, scope, subject) for subject in subjects]
    assert [each.figures.actual for each in alone[:7]] == [*(D(100 + 7 * n) for n in range(6)), None]
    reads, leaves = [], desk.leaves
    monkeypatch.setattr(desk, "leaves", lambda *args, **more: reads.append(args) or leaves(*args, **more))
    desk.today = lambda: TODAY + timedelta(days=1)
    read_together(desk, desk.snapshot(), scope, subjects)
    together = len(reads)
    assert [figured(desk, scope, subject) for subject in subjects[:8]] == alone[:8]
    assert len(reads) == together
    desk.today = lambda: TODAY + timedelta(days=2)
    assert [figured(desk, scope, subject) for subject in subjects] == alone
    assert len(reads) - together > 3 * together


@pytest.mark.parametrize("change", [{"entity": "gone"}, {"name": "gone"}, {"period": "1999-01"}])
def test_what_this_state_does_not_know_has_no_numbers(desk: Store, scope, change):
    subject = Subject(**{"entity": "all", "name": "wages", "period": "2026-10", **change})
    assert figured(desk, scope, subject) is None


def test_a_draft_is_about_the_line_and_proposes_the_measures_owners(desk: Store, scope):
    draft = draft_report(desk, scope, "revenue")
    assert draft is not None
    assert (draft.label, draft.words, draft.about) == (
        "Revenue, Small company", "100 worse than plan", "900 EUR against 1 k EUR",
    )  # fmt: skip
    assert (draft.finance, draft.operations) == ("ada", "bo")
    assert draft.due == date(2026, 12, 6)
    assert draft.held == 0
    number = given(desk, scope, "revenue")
    held = draft_report(desk, scope, "revenue")
    assert held is not None
    assert held.held == number
    assert [each.headline for each in (draft, held)] == [
        f"Revenue, Small company: 100 worse than plan in Oct 2026; {has}."
        for has in ("no work on it yet", "it is worked on already")
    ]
    assert draft_report(desk, scope, "no such line") is None


def test_only_people_who_may_write_can_own_work(desk: Store, scope):
    desk.put_person(Person("gone", "Gone", "finance", "finance", active=0), "test")
    pairs = owners_report(desk, scope)
    assert pairs.finance == (("ada", "Ada"), ("cy", "Cy"))
    assert pairs.operations == (("bo", "Bo"), ("dee", "Dee"))


def test_a_line_falls_to_the_measure_made_of_the_fewest_figures(catalogue):
    assert suggested(catalogue, "revenue") == ("ada", "bo")
    assert suggested(catalogue, "cash") == ("", "")


def test_who_has_a_line_is_told_for_the_place_and_for_every_part(desk: Store, scope):
    given(desk, scope, "wages")
    given(desk, scope, "rent", owners=("cy", "dee"), where=(("entity", "south"),))
    closed(desk, given(desk, scope, "revenue"))
    told = owners_of(desk, scope)
    assert told["wages"] == "Ada & Bo"
    assert told[subject_of(scope, "rent", (("entity", "south"),)).steady] == "Cy & Dee"
    assert "rent" not in told
    assert told[subject_of(scope, "rent").steady] == "partly with Cy & Dee"
    assert "revenue" not in told
    assert subject_of(scope, "revenue").steady not in told
    assert "wages" not in owners_of(desk, scope.with_(entity="north"))


def test_who_has_a_line_has_the_measure_that_is_this_line_under_another_name(catalogue):
    pay = replace(catalogue.measures["costs"], id="pay", numerator=("+wages",))
    share = replace(catalogue.measures["margin"], id="pay_share", numerator=("+wages",))
    known = replace(catalogue, measures={**catalogue.measures, "pay": pay, "pay_share": share})
    assert [same_money(known, line) for line in ("wages", "rent", "costs")] == [("pay",), (), ("costs",)]


def test_an_item_within_another_is_not_added_again(desk: Store, scope):
    """The company's wages are 50 worse, all of it South's: that is not 100."""
    south = scope.with_(entity="south")
    inner = given(desk, south)
    alone = work_report(desk, scope).headline
    outer = given(desk, scope)
    assert alone == "1 open item about 50 EUR; none is overdue; nothing explained yet."
    assert work_report(desk, scope).headline == "2 open items about 50 EUR; none is overdue; nothing explained yet."
    assert work_report(desk, south).headline == alone
    told = owners_of(desk, scope)
    assert told[subject_of(scope, "wages").steady] == "Ada & Bo"
    closed(desk, outer)
    assert work_report(desk, scope).headline == alone
    assert owners_of(desk, scope)[subject_of(scope, "wages").steady] == "partly with Ada & Bo"
    assert inner < outer


def test_a_draft_names_who_has_a_part_of_the_same_money(desk: Store, scope):
    south = scope.with_(entity="south")
    part = given(desk, south)
    assert draft_report(desk, scope, "wages").near == (
        (part, "A part of this is with Ada & Bo already: Wages, South works"),
    )
    assert draft_report(desk, scope, "rent").near == ()
    whole = given(desk, scope, owners=("cy", "dee"))
    told = draft_report(desk, south, "wages").near
    assert told == ((whole, "This and more is with Cy & Dee already: Wages, Small company"),)


@pytest.mark.parametrize(
    ("inner", "outer", "expected"),
    [
        ({"entity": "south"}, {}, True),
        ({}, {"entity": "south"}, False),
        ({"period": "2026-09"}, {"view": View.YEAR_TO_DATE}, True),
        ({"view": View.YEAR_TO_DATE}, {"period": "2026-09"}, False),
        ({"period": "2026-09"}, {}, False),
        ({"compare": Comparison.LAST_YEAR}, {}, False),
        ({"where": (("vendor", "v"),)}, {}, True),
        ({"name": "rent"}, {}, False),
        ({"period": "unheard of"}, {}, False),
        ({"entity": "unheard of"}, {}, False),
    ],
)
def test_within_is_place_line_slice_window_and_side(
    desk: Store, scope, inner: dict[str, object], outer: dict[str, object], expected: bool
):
    wages, overlap = subject_of(scope, "wages"), Overlap(open_scope(desk, scope))
    assert overlap.is_within(replace(wages, **inner), replace(wages, **outer)) is expected


def test_fifty_items_are_shown_and_the_rest_is_counted(desk: Store, scope):
    for name in ("wages", "rent", "revenue"):
        given(desk, scope, name)
    answer = work_report(desk, scope, shown=2)
    assert (len(answer.rows), answer.more, answer.ever) == (2, 1, 3)
    assert answer.headline.startswith("3 open items")
    assert SHOWN == 50


def test_an_item_nobody_knows_is_none(desk: Store, scope):
    assert item_report(desk, scope, 99) is None
