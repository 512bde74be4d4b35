"""Matters in words, by hand on the small company: numbers then and now, room, days; and who is told nothing of them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

from scorecard.changes.assign import assign
from scorecard.changes.begin_meeting import begin_meeting
from scorecard.changes.comment import comment
from scorecard.changes.finish_meeting import finish_meeting
from scorecard.changes.lead_message import tick, write_message
from scorecard.changes.progress import agree_action, reopen, verify
from scorecard.changes.raise_matter import Needed, raise_matter, reword_matter
from scorecard.changes.root_cause import explain
from scorecard.changes.settle_matter import reopen_matter, send_to_ceo, settle
from scorecard.changes.stating import Stated, as_typed
from scorecard.changes.take_position import take_position
from scorecard.domain.access import Actor
from scorecard.domain.catalogue import Account, Catalogue, Entity
from scorecard.domain.decided import Verdict
from scorecard.domain.people import Person, Seat
from scorecard.domain.scope import Scope
from scorecard.domain.sync import Said
from scorecard.domain.sync_acts import NoSeat
from scorecard.domain.vocabulary import View
from scorecard.domain.work import Figures, Subject
from scorecard.reports.agenda import agenda_report
from scorecard.reports.decisions import decisions_report
from scorecard.reports.find import find_report
from scorecard.reports.flags import flags_report
from scorecard.reports.history import history_report
from scorecard.reports.meeting import meetings_report
from scorecard.reports.pack import pack_report
from scorecard.reports.scorecard import scorecard_report
from scorecard.reports.since import since_report
from scorecard.reports.sync_matters import MatterRow, matters_report, message_of
from scorecard.reports.work import work_report
from scorecard.reports.work_figures import figured
from scorecard.store.store import Store
from tests.reports.conftest import load
from tests.reports.figures import MONTHS, company, ledger, table

pytestmark = pytest.mark.slow

CFO, COO, CEO = Actor("ada", "finance"), Actor("bo", "operations"), Actor("cy", "approver")
PEOPLE = (
    Person("ada", "Ada", "finance", "finance", seat="cfo"),
    Person("bo", "Bo", "operations", "operations", seat="coo"),
    Person("cy", "Cy", "approver", seat="ceo"),
    Person("dee", "Dee", "finance", "finance"),
    Person("eve", "Eve", "viewer"),
)
SCOPE, DAY = Scope("all", "2026-10"), date(2026, 11, 9)
WAGES = Subject("all", "wages", (), "2026-10", View.PERIOD)
HIRE = Needed("Zanzibar hire", DAY, "agency ends", "the van")


@pytest.fixture(scope="module")
def first_day() -> date:
    return date(2026, 11, 2)


def figures(desk: Store, subject: Subject = WAGES) -> Figures:
    found = figured(desk, SCOPE, subject)
    assert found is not None
    return found.figures


def raised(desk: Store, needed: Needed = HIRE, subject: Subject | None = WAGES) -> int:
    now = figures(desk, subject) if subject else Figures(None, None, None)
    return raise_matter(desk, COO, needed, subject, now)


def row(desk: Store, who: str = "ada") -> MatterRow:
    return matters_report(desk, SCOPE, who).rows[0]


def dearer() -> list[dict[str, object]]:
    """October's ledger again, with wages of 700 instead of 550."""
    again = ("ledger", "actual", MONTHS[-1])
    kept = [each for each in company() if (each["source"], each["scenario"], each["period"]) != again]
    return [*kept, *ledger(MONTHS[-1], north=500, wages=(400, 300))]


def decide(desk: Store) -> None:
    for actor in (CFO, COO):
        take_position(desk, actor, 1, row(desk).matter.version, True, "Zanzibar reason", figures(desk))


def test_a_matter_in_words(desk: Store, today: list[date]):
    """Wages were 550 in October, 50 more than planned; ten months took 5,050, and 5,000 are planned for this year."""
    raised(desk)
    told = row(desk)
    assert (told.label, told.about) == ("Wages, Small company", "50 worse than plan in Oct 2026")
    assert told.room == "No room left: 50 EUR over 5 k EUR (plan of the year)."
    assert (told.due, told.overdue, told.waits, told.raised_by) == ("Decide by 9 Nov 2026, in 7 days", 0, 0, "Bo")
    assert [each.words for each in told.positions] == ["CFO: not said yet.", "COO: not said yet."]
    today[0] = date(2026, 11, 12)
    assert (row(desk).due, row(desk).overdue, row(desk).waits) == ("Decide by 9 Nov 2026, 3 days ago", 3, 10)
    assert matters_report(desk, SCOPE, "ada").headline == "1 matter needs a decision, 1 past the day."


def test_what_each_seat_can_say(desk: Store):
    raised(desk)
    both = {Said.AGREES, Said.DIFFERS, Said.REWORDED}
    assert (set(row(desk).can), set(row(desk, "bo").can), set(row(desk, "cy").can)) == (
        both, both | {Said.WITHDRAWN}, set()
    )  # fmt: skip
    take_position(desk, CFO, 1, 1, False, "too dear", figures(desk))
    send_to_ceo(desk, CFO, 1, 2, DAY)
    assert (set(row(desk).can), set(row(desk, "cy").can)) == (both, {Said.DECIDED})
    assert row(desk).due == "CEO settles it by 9 Nov 2026, in 7 days"
    past = matters_report(desk, SCOPE.with_(as_of="r1"), "bo")
    assert [each.can for each in past.open] == [()]


def test_a_measure_and_income_have_no_room_of_a_plan(desk: Store):
    for name in ("otif", "revenue"):
        raised(desk, Needed(name, DAY), Subject("all", name, (), "2026-10"))
    raised(desk, Needed("about nothing", DAY), None)
    assert [each.room for each in matters_report(desk, SCOPE, "ada").open] == ["", "", ""]


def test_a_matter_of_a_site_that_an_earlier_state_did_not_have_is_told_there_without_room(
    tmp_path: Path, made: Path, catalogue
):
    wider = replace(catalogue, entities=catalogue.entities | {"west": Entity("west", "West works", "all", "site")})
    copytree(made, tmp_path / "wider")
    store = Store.open(
        tmp_path / "wider",
        today=lambda: date(2026, 11, 2),
        parse_catalogue=lambda text: wider if text == "west" else catalogue,
    )
    with store.stage([table(company())]) as staged:
        store.publish("Ada", "a new site", "import", staged, "west")
    raised_at = replace(WAGES, entity="west")
    raise_matter(store, COO, HIRE, raised_at, Figures(None, None, None))
    assert row(store).label == "Wages, West works"
    (then,) = matters_report(store, SCOPE.with_(as_of="r1"), "ada").open
    store.close()
    assert (then.label, then.room) == ("Wages, west", "")


def given(desk: Store, name: str, place: str, month: str = "2026-10") -> int:
    about = Subject(place, name, (), month, View.PERIOD)
    return assign(desk, CFO, about, figures(desk, about), "ada", "bo", date(2026, 11, 23))


def test_under_an_open_matter_stands_the_work_on_its_number_there_and_below(desk: Store):
    """Wages of the South in September count for the matter on wages of all; rent does not."""
    raised(desk)
    assert row(desk).work == ()
    given(desk, "rent", "all")
    number = given(desk, "wages", "south", "2026-09")
    comment(desk, COO, number, "Extra shifts", desk.work.item(number).figures)
    agree_action(desk, CFO, number, 1, "Four for Ostermoor.", date(2026, 12, 23), desk.work.item(number).figures,
                 ahead=True)  # fmt: skip
    assert row(desk).work == ((number, "Ada & Bo: Four for Ostermoor, due 23 Dec"),)
    assert matters_report(desk, SCOPE, "cy").rows[0].work == row(desk).work
    decide(desk)
    assert (row(desk).work, row(desk).is_nobodys) == (((number, "Ada & Bo: Four for Ostermoor, due 23 Dec"),), False)


def test_what_is_decided_says_its_terms_and_that_nobody_carries_it_out_until_somebody_has_an_action(desk: Store):
    """Open it says neither; work without an action carries nothing out, and is told as such."""
    raised(desk, replace(HIRE, displaced="The van.", stated=Stated("320", date(2026, 12, 31), "1,500")))
    assert (row(desk).terms, row(desk).is_nobodys) == ("", False)
    decide(desk)
    told = row(desk)
    assert told.terms == "Displaces: The van. Expected: 320 EUR by 31 Dec 2026. Costs at most 1.5 k EUR."
    assert (told.is_nobodys, told.work) == (True, ())
    number = given(desk, "wages", "all")
    assert (row(desk).is_nobodys, [each for each, _ in row(desk).work]) == (True, [number])
    agree_action(desk, CFO, number, 1, "Hire two", date(2026, 12, 23), desk.work.item(number).figures, ahead=True)
    assert not row(desk).is_nobodys


def carried_out(desk: Store) -> int:
    """Two were hired on the wages of all: explained, agreed by the CFO, verified by the CEO."""
    number = given(desk, "wages", "all")
    held = desk.work.item(number).figures
    explain(desk, CFO, number, 1, "demand", ["more orders"], held)
    agree_action(desk, CFO, number, 2, "Hire two.", date(2026, 11, 23), held)
    verify(desk, CEO, number, 3, held)
    return number


def test_what_is_carried_out_since_the_decision_is_done_with_its_day_and_not_nobodys(desk: Store, today: list[date]):
    """Decided on 2 November, done on the 20th; opened again it is open work without an action."""
    raised(desk)
    decide(desk)
    assert row(desk).is_nobodys
    today[0] = date(2026, 11, 20)
    number = carried_out(desk)
    assert (row(desk).is_nobodys, row(desk).work) == (False, ((number, "Done on 20 Nov 2026: Hire two (Ada & Bo)"),))
    reopen(desk, CFO, number, 4, "not enough", desk.work.item(number).figures)
    assert "Done" not in repr(row(desk).work)


def test_what_was_done_on_the_day_of_the_decision_counts_and_the_day_before_not(desk: Store, today: list[date]):
    raised(desk)
    carried_out(desk)
    decide(desk)
    assert (row(desk).is_nobodys, [told[:18] for _, told in row(desk).work]) == (False, ["Done on 2 Nov 2026"])
    today[0] = date(2026, 11, 3)
    load(desk, dearer())
    reopen_matter(desk, CFO, 1, row(desk).matter.version, DAY, "dearer", figures(desk))
    load(desk, company())
    decide(desk)
    assert (row(desk).is_nobodys, row(desk).work) == (True, ())


def test_the_log_tells_what_was_predicted_and_what_it_costs_as_it_was_each_time(desk: Store):
    raised(desk, replace(HIRE, stated=Stated("320", date(2026, 12, 31), "1,500", is_monthly=True)))
    reword_matter(desk, CFO, 1, 1, "one", "", DAY, figures(desk), Stated("300", DAY, "20", brings=True))
    told = row(desk)
    assert (told.expected, told.cost) == ("300 EUR by 9 Nov 2026", "Brings at least 20 EUR")
    assert [line.words for line in told.log] == [
        "Raised: agency ends · the van · by 9 Nov 2026 · expected 320 EUR by 31 Dec 2026 · "
        "costs at most 1.5 k EUR a month",
        "Changed the terms: one · by 9 Nov 2026 · expected 300 EUR by 9 Nov 2026 · brings at least 20 EUR",
    ]


def test_a_decision_on_what_left_the_catalogue_stays_as_no_longer_measured(
    tmp_path: Path, made: Path, catalogue: Catalogue
):
    """The control: as long as the catalogue has the place and the line, nothing is said of it."""
    west, energy = Entity("west", "West works", "all", "site"), Account("energy", "Energy", parent="costs")
    wider = replace(
        catalogue, entities=catalogue.entities | {"west": west}, accounts=catalogue.accounts | {"energy": energy}
    )
    copytree(made, tmp_path / "wider")
    store = Store.open(
        tmp_path / "wider",
        today=lambda: date(2026, 11, 2),
        parse_catalogue=lambda text: wider if text == "wider" else catalogue,
    )
    load(store, ledger(MONTHS[-1]), catalogue_text="wider")
    for number, subject in enumerate((replace(WAGES, entity="west"), replace(WAGES, name="energy")), 1):
        now = figures(store, subject)
        raise_matter(store, COO, replace(HIRE, stated=Stated(cost="1,500")), subject, now)
        for version, actor in enumerate((CFO, COO), 1):
            take_position(store, actor, number, version, True, "", now)
    for is_gone in (False, True):
        assert [
            (told.gone, told.now == "no longer measured", told.words.endswith("The number is no longer measured."))
            for told in decisions_report(store, SCOPE).rows
            if told.cost_words == "Costs at most 1.5 k EUR." and not told.moved
        ] == [(is_gone, is_gone, is_gone)] * 2
        if not is_gone:
            load(store, ledger(MONTHS[-1]), catalogue_text="small")
    store.close()


def test_the_oldest_day_to_decide_by_comes_first_and_what_is_decided_the_newest(desk: Store):
    for title, day in (("late", 20), ("soon", 5), ("sent", 25)):
        raised(desk, Needed(title, date(2026, 11, day)), None)
    take_position(desk, CFO, 3, 1, False, "no")
    send_to_ceo(desk, CFO, 3, 2, date(2026, 11, 3))
    told = matters_report(desk, SCOPE, "ada")
    assert [each.matter.title for each in told.open] == ["sent", "soon", "late"]
    settle(desk, CEO, 3, 3, Verdict.NO, "not now")
    for actor in (CFO, COO):
        take_position(desk, actor, 2, next(each.matter.version for each in told.open if each.matter.id == 2)
                      + (actor is COO), True)  # fmt: skip
    assert [each.matter.title for each in matters_report(desk, SCOPE, "ada").decided] == ["soon", "sent"]


def test_numbers_that_moved_are_said_and_open_it_again(desk: Store):
    """The control: before they moved it is not offered."""
    raised(desk)
    decide(desk)
    assert (row(desk).moved, row(desk).can) == (False, ())
    load(desk, dearer())
    told = row(desk)
    assert (told.moved, told.now_words, told.can) == (True, "200 worse than plan", (Said.REOPENED,))
    assert told.decision == "Zanzibar hire? Yes, if agency ends."
    reopen_matter(desk, CFO, 1, told.matter.version, DAY, "dearer", told.now)
    (again,) = matters_report(desk, SCOPE, "ada").open
    assert (again.matter.round, again.moved, again.about) == (2, False, "200 worse than plan in Oct 2026")
    assert again.room == "No room left: 200 EUR over 5 k EUR (plan of the year)."


EVERYBODY: dict[str, Callable[[Store], object]] = {
    "agenda": lambda store: agenda_report(store, SCOPE),
    "decisions": lambda store: decisions_report(store, SCOPE),
    "find": lambda store: find_report(store, SCOPE, "Zanzibar").rows,
    "flags": lambda store: flags_report(store, SCOPE),
    "history": lambda store: history_report(store, SCOPE),
    "meetings": lambda store: meetings_report(store, SCOPE),
    "message": message_of,
    "pack": lambda store: pack_report(store, SCOPE, "weekly"),
    "scorecard": lambda store: scorecard_report(store, SCOPE),
    "since": lambda store: since_report(store, SCOPE),
    "work": lambda store: work_report(store, SCOPE),
}


def heard(desk: Store) -> set[str]:
    """Reports for everybody that say a word of it."""
    return {name for name, report in EVERYBODY.items() if "Zanzibar" in repr(report(desk))}


def test_nothing_of_an_undecided_matter_or_message_is_told_to_everybody(desk: Store):
    """The control: once it is decided, and the message is said by both, everybody is told."""
    raised(desk)
    begin_meeting(desk, CFO, "weekly", SCOPE, agenda_report(desk, SCOPE).items, 45)
    take_position(desk, CFO, 1, 1, False, "Zanzibar is dear", figures(desk))
    send_to_ceo(desk, CFO, 1, 2, DAY, "Zanzibar or not?")
    number = write_message(desk, COO, "Zanzibar first.", 0)
    tick(desk, COO, number)
    assert heard(desk) == set()
    settle(desk, CEO, 1, 3, Verdict.TERMS, "the pool pays", figures(desk), "half")
    tick(desk, CFO, number)
    assert {"decisions", "message"} <= heard(desk)


@pytest.mark.parametrize("who", ["", "dee", "eve", "local", "nobody"])
def test_without_a_seat_the_report_says_nothing_at_all(desk: Store, who: str):
    raised(desk)
    with pytest.raises(NoSeat):
        matters_report(desk, SCOPE, who)
    assert "Zanzibar" in repr(matters_report(desk, SCOPE, "cy"))


def test_while_nobody_has_a_seat_the_computers_account_is_told_how_to_name_them(desk: Store):
    raised(desk)
    for person in desk.people():
        desk.put_person(Person(person.id, person.name, person.role, person.side, 1, person.version), "test")
    told = matters_report(desk, SCOPE, "")
    assert (told.seat, told.rows, told.message.message.text) == (None, (), "")
    assert "people put ID --seat cfo" in told.headline
    with pytest.raises(NoSeat):
        matters_report(desk, SCOPE, "dee")


def test_a_decision_stands_among_those_of_the_meetings_in_the_same_words_for_all(desk: Store):
    raised(desk, Needed("Hire two", DAY, "agency ends", "", Stated("320", date(2026, 12, 31), "1,500")))
    decide(desk)
    (told,) = decisions_report(desk, SCOPE).rows
    assert told.words == "Decided on 2 Nov 2026: Hire two? Yes, if agency ends. Costs at most 1.5 k EUR."
    assert (told.label, told.who) == ("Wages, Small company", "CFO and COO")
    assert told.check_words == "Expected 320 EUR by 31 Dec 2026; not known yet."
    assert decisions_report(desk, SCOPE.with_(entity="north")).rows == ()
    assert row(desk).decision == "Hire two? Yes, if agency ends."


def test_what_was_predicted_if_both_agree_is_no_prediction_of_what_the_ceo_decided(desk: Store):
    """The control is the test above: agreed by both, it is told."""
    raised(desk, Needed("Hire two", DAY, "agency ends", "", Stated("320", date(2026, 12, 31), "1,500")))
    take_position(desk, CFO, 1, 1, False, "too dear", figures(desk))
    send_to_ceo(desk, CFO, 1, 2, DAY)
    settle(desk, CEO, 1, 3, Verdict.NO, "too dear", figures(desk))
    (told,) = decisions_report(desk, SCOPE).rows
    assert (told.check_words, told.is_due, told.who) == ("", False, "CEO")
    assert (row(desk).terms, row(desk).is_nobodys) == ("", False), "a no asks nobody for anything"


def test_other_terms_of_the_ceo_keep_the_percentage_and_the_cost_that_stood_in_the_boxes(desk: Store):
    about = Subject("all", "otif", (), "2026-10")
    raised(desk, Needed("Second packer", DAY, "", "", Stated("95", date(2026, 12, 22), "15,000")), about)
    take_position(desk, CFO, 1, 1, False, "too dear", figures(desk, about))
    send_to_ceo(desk, CFO, 1, 2, DAY)
    boxes = as_typed(desk, about, row(desk).matter.predicted)
    assert (boxes.expected, boxes.by, boxes.cost) == ("95", date(2026, 12, 22), "15000")
    settle(desk, CEO, 1, 3, Verdict.TERMS, "cash", figures(desk, about), "only line one", boxes)
    (told,) = decisions_report(desk, SCOPE).rows
    assert told.words.endswith("Second packer? On other terms: only line one. Why: cash. Costs at most 15 k EUR.")
    assert told.check_words == "Expected 95 % by 22 Dec 2026; not known yet."
    assert (row(desk).terms, row(desk).is_nobodys) == ("Expected: 95 % by 22 Dec 2026. Costs at most 15 k EUR.", True)


def test_the_review_looks_back_at_what_both_decided_until_it_has(desk: Store, today: list[date]):
    """Wages of 600 were expected in November, and came to 610."""
    raised(desk, Needed("Hire two", DAY, "agency ends", "", Stated("600", date(2026, 11, 20))))
    decide(desk)
    assert [item.ref for item in agenda_report(desk, SCOPE).items if item.kind == "decision"] == []
    load(desk, [*ledger("2026-11", wages=(400, 210)), *ledger("2026-11", "budget")])
    today[0] = date(2026, 12, 7)
    answer = agenda_report(desk, SCOPE)
    (told,) = [item for item in answer.items if item.kind == "decision"]
    assert "Expected 600 EUR by 20 Nov 2026 (Nov 2026 counts); it came to 610 EUR." in told.sentence
    number = begin_meeting(desk, CFO, "weekly", SCOPE, answer.items, 45)
    finish_meeting(desk, CFO, number, 1, range(1, len(answer.items) + 1))
    assert [item.ref for item in agenda_report(desk, SCOPE).items if item.kind == "decision"] == []


def test_what_was_decided_anew_says_so(desk: Store):
    raised(desk)
    decide(desk)
    load(desk, dearer())
    reopen_matter(desk, CFO, 1, row(desk).matter.version, DAY, "dearer", figures(desk))
    assert len(decisions_report(desk, SCOPE).rows) == 1
    take_position(desk, CFO, 1, row(desk).matter.version, False, "no", figures(desk))
    send_to_ceo(desk, CFO, 1, row(desk).matter.version, DAY)
    settle(desk, CEO, 1, row(desk).matter.version, Verdict.NO, "too dear now", figures(desk))
    told = decisions_report(desk, SCOPE).rows
    assert [each.who for each in told] == ["CEO", "CFO and COO"]
    assert told[0].words.endswith("Zanzibar hire? No. Why: too dear now.")
    assert told[1].words.endswith("It was decided anew since.")


def test_the_message_says_who_stands_by_it(desk: Store):
    assert matters_report(desk, SCOPE, "ada").message.words == "There is no message."
    number = write_message(desk, CFO, "Service first.", 0)
    assert matters_report(desk, SCOPE, "ada").message.words == "Nobody stands by it yet."
    tick(desk, COO, number)
    told = matters_report(desk, SCOPE, "ada").message
    assert (told.words, told.has_ticked, told.can_write) == ("The COO stands by it; the CFO not yet.", False, True)
    assert not matters_report(desk, SCOPE, "cy").message.can_write
    tick(desk, CFO, number)
    assert message_of(desk) == "Service first."
    assert matters_report(desk, SCOPE, "bo").seat is Seat.COO
