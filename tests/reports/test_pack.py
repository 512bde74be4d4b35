"""A pack tells what the answers of the screen tell, in the order of the meeting; its fingerprint knows any change."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal as D

import pytest

from scorecard.changes.assign import assign
from scorecard.changes.begin_meeting import begin_meeting
from scorecard.changes.finish_meeting import finish_meeting
from scorecard.changes.lead_message import tick, write_message
from scorecard.changes.record_outcome import park
from scorecard.domain.access import Actor
from scorecard.domain.agenda import AgendaItem
from scorecard.domain.errors import NothingPublished, UnknownName
from scorecard.domain.meeting import Outcome, OutcomeKind
from scorecard.domain.people import Person
from scorecard.domain.vocabulary import View
from scorecard.domain.work import NO_FIGURES, Figures, Subject
from scorecard.reports.agenda import agenda_report
from scorecard.reports.agenda_before import since_of
from scorecard.reports.cash import cash_report
from scorecard.reports.cash_guard import CashGuard
from scorecard.reports.meeting_last import last_report
from scorecard.reports.outlook import outlook_report
from scorecard.reports.pack import WORK_IS_OF_TODAY, Unsettled, pack_report
from scorecard.reports.pack_last import stands_words
from scorecard.reports.scorecard import scorecard_report
from scorecard.reports.since import since_report
from scorecard.reports.variance import variance_report
from scorecard.reports.work import work_report
from scorecard.reports.work_draft import draft_report
from tests.reports.conftest import load
from tests.reports.figures import ledger

pytestmark = pytest.mark.slow

ADA = Actor("ada", "finance")
SEATED = (
    Person("ada", "Ada", "finance", "finance", seat="cfo"),
    Person("bo", "Bo", "operations", "operations", seat="coo"),
)


def told(pack) -> dict[str, str]:
    return {said.about: said.text for said in pack.sentences}


def test_sentences_are_the_headlines_of_the_pages_in_the_order_of_the_meeting(loaded, scope):
    pack = told(pack_report(loaded, scope))
    assert [*pack.items()] == [
        ("How we stand", scorecard_report(loaded, scope).headline),
        ("What changed", since_report(loaded, scope).headline),
        ("Customer", pack["Customer"]),
        ("Operations", "There is nothing to judge yet."),
        ("Growth", pack["Growth"]),
        ("Result", variance_report(loaded, scope).headline),
        ("Year so far", variance_report(loaded, scope.with_(view=View.YEAR_TO_DATE)).headline),
        ("Cash", cash_report(loaded, scope).headline),
        ("Outlook", outlook_report(loaded, scope).headline),
        ("Work", work_report(loaded, scope).headline),
    ]


def test_a_perspective_is_told_by_its_counts_and_its_weakest_measure(loaded, scope):
    row = next(row for row in scorecard_report(loaded, scope).rows if row.id == "otif")
    said = told(pack_report(loaded, scope))["Customer"]
    assert said.startswith("1 off track. Weakest is On-time delivery: ")
    assert row.difference_words in said


def test_a_month_also_tells_the_whole_year_and_both_statements(loaded, scope):
    pack = pack_report(loaded, scope, "monthly")
    assert told(pack)["Whole year"] == variance_report(loaded, scope, full_year=True).headline
    assert [answer.full_year for answer in pack.statements] == [False, True]
    assert pack_report(loaded, scope).statements == ()


def test_a_year_to_date_is_not_told_twice(loaded, scope):
    assert "Year so far" not in told(pack_report(loaded, scope.with_(view=View.YEAR_TO_DATE)))


def test_the_talk_list_is_the_agenda_without_the_parts_of_every_meeting(loaded, scope):
    items = agenda_report(loaded, scope).items
    assert pack_report(loaded, scope).talk == tuple(
        item for item in items if item.kind not in ("opening", "since", "cash", "close")
    )


def test_each_measure_is_defined(loaded, scope):
    pack = pack_report(loaded, scope)
    assert [each.id for each in pack.definitions] == [row.id for row in pack.scorecard.rows]
    margin = next(each for each in pack.definitions if each.id == "margin")
    assert margin.formula == "(Revenue − Costs) ÷ Revenue"
    assert margin.direction == "more is better"


def test_the_fingerprint_is_the_same_for_the_same_numbers_and_another_for_others(loaded, scope):
    first = pack_report(loaded, scope)
    assert pack_report(loaded, scope).fingerprint == first.fingerprint
    assert pack_report(loaded, scope, "monthly").fingerprint != first.fingerprint
    load(loaded, ledger("2026-10", south=399), "a correction")
    again = pack_report(loaded, scope)
    assert again.revision == first.revision + 1
    assert again.fingerprint != first.fingerprint
    assert len(again.fingerprint) == 12


def test_who_may_not_see_cash_gets_nothing_of_it_and_the_stamp_says_so(loaded, scope):
    whole, less = pack_report(loaded, scope), pack_report(loaded, scope, with_cash=False)
    assert [about for about in told(whole) if about not in told(less)] == ["Cash", "Outlook"]
    assert (less.cash, less.outlook, less.weeks) == (None, None, None)
    assert dict(less.stamp)["Left out"] == "cash and outlook, which not everybody may see"
    assert "Left out" not in dict(whole.stamp)
    assert less.fingerprint != whole.fingerprint


def meet(store, scope, *said: Outcome, preset: str = "weekly") -> int:
    """A finished meeting about delivery, cash and costs in which these things were said."""
    agenda = [AgendaItem("measure", "measure/otif", "Delivery", "", 3), AgendaItem("cash", "cash", "Cash", "", 3)]
    agenda.append(AgendaItem("measure", "measure/costs", "Costs", "", 3))
    number = begin_meeting(store, ADA, preset, scope, agenda, 45)
    for each in said:
        store.meetings.record(replace(each, meeting=number))
    draft = draft_report(store, scope, "costs")
    assign(store, ADA, draft.subject, draft.figures, "ada", "bo", date(2026, 12, 4), "Fewer shifts", lead="bo")
    finish_meeting(store, ADA, number, 1, [1, 2, 3])
    return number


def test_what_the_last_meeting_of_its_kind_left_is_told_as_it_stands_now(loaded, scope, today):
    """Delivery of October is 81 %, so what was expected of it by 31 October can be held against it at once."""
    loaded.bring_people(SEATED, "boss")
    before = pack_report(loaded, scope)
    assert (before.last.lines, before.last.meeting) == ((), 0)
    assert "Last met" not in dict(before.stamp)
    none, about = Figures(None, None, None, 1), Subject("all", "otif", (), "2026-10")
    said = Outcome(0, 0, 1, loaded.meetings.now(), "bo", OutcomeKind.DECISION, "Ship daily", about, none)
    decided = replace(said, expected=D("0.9"), by=date(2026, 10, 31))
    parked = replace(said, kind=OutcomeKind.PARKED, place=2, text="Ask the bank", subject=None)
    meet(loaded, scope, decided, parked)
    first = pack_report(loaded, scope)
    assert [(line.kind, line.about, line.text, line.stands, line.day, line.who) for line in first.last.lines] == [
        ("Decided", "On-time delivery, Small company", "Ship daily", "Expected 90 % by 31 Oct 2026; it came to 81 %.",
         date(2026, 10, 31), "written down by Bo"),
        ("Action", "Costs, Small company", "Fewer shifts", "Open", date(2026, 12, 4), "Bo (with Ada)"),
        ("Parked", "Cash", "Ask the bank", "Goes on the next agenda", None, ""),
    ]  # fmt: skip
    assert (first.last.lines[0].expected, first.last.lines[0].came) == (D("0.9"), D("0.81"))
    assert first.fingerprint != before.fingerprint
    assert dict(first.stamp)["Last met"] == f"{first.last.held:%-d %b %Y}"
    assert [line.about for line in pack_report(loaded, scope, with_cash=False).last.lines][2:] == []
    assert pack_report(loaded, scope, "monthly").last.lines == ()
    today[0] = date(2026, 12, 7)
    late = pack_report(loaded, scope)
    assert late.last.lines[1].stands == "Late by 3 days"
    assert late.fingerprint != first.fingerprint


def test_without_cash_nothing_is_told_of_what_was_decided_agreed_or_parked_about_it(loaded, scope, today):
    """The bank is decided about under Cash, is due a week later, and is parked there: two meetings, one secret."""
    loaded.bring_people(SEATED, "boss")
    cash = AgendaItem("cash", "cash/cash", "Cash", "", 3)
    first = begin_meeting(loaded, ADA, "weekly", scope, [cash], 45)
    when, about, by = loaded.meetings.now(), Subject("all", "cash", (), "2026-10"), today[0] + timedelta(7)
    text = "Draw 2 M at the bank"
    loaded.meetings.record(Outcome(0, first, 1, when, "bo", OutcomeKind.DECISION, text, about, NO_FIGURES, by=by))
    drafts = [draft_report(loaded, scope, name) for name in ("cash", "costs")]
    for draft, text in zip(drafts, ("Call the bank", "Fewer shifts"), strict=True):
        assign(loaded, ADA, draft.subject, draft.figures, "ada", "bo", date(2026, 12, 4), text, lead="bo")
    finish_meeting(loaded, ADA, first, 1, [1])
    whole, less = pack_report(loaded, scope), pack_report(loaded, scope, with_cash=False)
    assert [line.text for line in whole.last.lines] == ["Draw 2 M at the bank", "Call the bank", "Fewer shifts"]
    assert [line.text for line in less.last.lines] == ["Fewer shifts"]
    assert [row.item.action for row in less.work.rows] == ["Fewer shifts"]
    assert less.work.headline.startswith("1 open item ")
    today[0] += timedelta(7)
    whole, less = pack_report(loaded, scope), pack_report(loaded, scope, with_cash=False)
    assert {"decision/1", "work/1", "work/2"} <= {item.ref for item in whole.talk}
    assert [item.ref for item in whole.talk if item not in less.talk] == ["decision/1", "work/1"]
    (look,) = (item for item in whole.talk if item.ref == "decision/1")
    second = begin_meeting(loaded, ADA, "weekly", scope, [look], 45)
    park(loaded, ADA, second, 1, "The bank wants our forecast")
    finish_meeting(loaded, ADA, second, 1, [1])
    whole, less = pack_report(loaded, scope), pack_report(loaded, scope, with_cash=False)
    assert [line.text for line in whole.last.lines] == ["The bank wants our forecast"]
    assert less.last.lines == ()
    assert not [secret for secret in ("bank", "Bank", "2 M") if secret in f"{less.last}{less.talk}{less.work.rows}"]


@pytest.mark.parametrize(
    ("name", "is_kept"), [("cash", True), ("otif", False), ("costs", False), ("wages", False), ("gone", True)]
)
def test_what_is_kept_from_whom_may_not_see_cash(loaded, name: str, is_kept: bool):
    guard = CashGuard(loaded, loaded.snapshot().catalogue)
    assert guard.keeps(Subject("all", name, (), "2026-10")) == is_kept
    assert not guard.keeps(None)


def test_the_one_message_stands_first_once_both_tick_it(loaded, scope):
    loaded.bring_people(SEATED, "boss")
    write_message(loaded, ADA, "We hold prices.", 0)
    tick(loaded, ADA, 1)
    one = pack_report(loaded, scope)
    assert one.last.lines == ()
    tick(loaded, Actor("bo", "operations"), 1)
    both = pack_report(loaded, scope)
    assert [(line.kind, line.text, line.who) for line in both.last.lines] == [
        ("One message", "We hold prices.", "CFO & COO")
    ]
    assert both.fingerprint != one.fingerprint


def test_a_pack_of_an_earlier_day_tells_of_no_later_meeting_and_of_no_later_message(loaded, scope, today):
    """Two meetings and two messages of one revision, a week apart; the day of each is still that day's to tell."""
    loaded.bring_people(SEATED, "boss")
    for text in ("We hold prices.", "We raise prices."):
        wording = write_message(loaded, ADA, text, loaded.sync.message().wording)
        for who in (ADA, Actor("bo", "operations")):
            tick(loaded, who, wording)
        number = begin_meeting(loaded, ADA, "weekly", scope, [AgendaItem("close", "close", "Close", "", 3)], 45)
        finish_meeting(loaded, ADA, number, 1, [1])
        today[0] += timedelta(7)
    days = {
        day: pack_report(loaded, scope.with_(as_of=day)) for day in ("2026-11-28", "2026-11-29", "2026-11-22", "r1")
    }
    assert {day: (pack.last.meeting, pack.last.lines[0].text) for day, pack in days.items()} == {
        "2026-11-22": (1, "We hold prices."), "2026-11-28": (1, "We hold prices."),
        "2026-11-29": (2, "We raise prices."), "r1": (2, "We raise prices."),
    }  # fmt: skip
    assert dict(days["2026-11-28"].stamp)["Last met"] == "22 Nov 2026"
    assert {told(pack)["Work as of"] for pack in days.values()} == {WORK_IS_OF_TODAY}, "true on the very day, too"
    assert "Work as of" not in told(pack_report(loaded, scope))
    assert [day for day, pack in days.items() if "hold" in pack.agenda.items[0].sentence] == [
        "2026-11-28",
        "2026-11-22",
    ]
    assert [(days[day].agenda.rhythm[:24], days[day].agenda.since) for day in ("2026-11-28", "2026-11-29")] == [
        ("Last held on 22 Nov 2026", "meeting1"), ("Last held on 29 Nov 2026", "meeting2"),
    ]  # fmt: skip
    load(loaded, ledger("2026-10", south=399), "a correction")
    write_message(loaded, ADA, "Wait.", loaded.sync.message().wording)
    assert pack_report(loaded, scope.with_(as_of="r1")).last == days["r1"].last
    before = pack_report(loaded, scope.with_(as_of="2026-11-21"))
    assert (before.last.lines, before.last.meeting, before.agenda.since) == ((), 0, "")
    assert (pack_report(loaded, scope).last.lines, pack_report(loaded, scope).last.meeting) == ((), 2)


def test_beside_a_running_meeting_stands_the_one_before_it_whatever_ended_meanwhile(loaded, scope):
    """A weekly review, a second that still runs, and a crisis round begun and ended meanwhile: a pack tells of that."""
    loaded.bring_people(SEATED, "boss")
    close = [AgendaItem("close", "close", "Close", "", 3)]
    first = begin_meeting(loaded, ADA, "weekly", scope, close, 45)
    finish_meeting(loaded, ADA, first, 1, [1])
    running = begin_meeting(loaded, ADA, "weekly", scope, close, 45)
    round_ = begin_meeting(loaded, ADA, "crisis", scope, close, 45)
    finish_meeting(loaded, ADA, round_, 1, [1])
    began = loaded.meetings.meeting(running).began
    assert last_report(loaded, scope, "weekly", True, began).meeting == first
    assert since_of(loaded, loaded.meetings.meeting(running)) == f"meeting{first}"
    assert pack_report(loaded, scope).last.meeting == round_


@pytest.mark.parametrize(
    ("is_done", "late", "moved", "words"),
    [
        (True, 9, False, "Done"), (False, 0, False, "Open"), (False, -3, True, "Open; its numbers have moved"),
        (False, 1, False, "Late by 1 day"),
    ],
)  # fmt: skip
def test_an_action_is_done_late_or_open(is_done: bool, late: int, moved: bool, words: str):
    assert stands_words(is_done, late, moved) == words


def test_a_load_that_comes_in_between_is_in_all_parts_or_in_none(loaded, scope, monkeypatch):
    """The statement is asked after the scorecard; unguarded, the one would tell 999 and the other 1,000."""
    during = iter([True])

    def late(store, *rest, **more):
        if next(during, False):
            load(store, ledger("2026-10", south=399), "meanwhile")
        return variance_report(store, *rest, **more)

    before = loaded.revision()
    monkeypatch.setattr("scorecard.reports.pack.variance_report", late)
    pack = pack_report(loaded, scope)
    assert {pack.revision, pack.statement.revision, pack.agenda.revision, pack.work.revision} == {before + 1}


def test_numbers_that_never_stand_still_make_no_pack(loaded, scope, monkeypatch):
    wages = iter(range(900, 910))

    def late(store, *rest, **more):
        load(store, ledger("2026-10", south=next(wages)), "again and again")
        return variance_report(store, *rest, **more)

    monkeypatch.setattr("scorecard.reports.pack.variance_report", late)
    with pytest.raises(Unsettled):
        pack_report(loaded, scope)


def test_without_figures_there_is_no_pack(store, scope):
    with pytest.raises(NothingPublished):
        pack_report(store, scope)


def test_a_place_that_is_not_there_has_no_pack(loaded, scope):
    with pytest.raises(UnknownName):
        pack_report(loaded, scope.with_(entity="nowhere"))
