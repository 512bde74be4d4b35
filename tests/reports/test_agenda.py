"""Agenda and minutes of the small company, by hand: what weighs what, what is handed on, what became of a decision."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal as D
from pathlib import Path

import pytest

from scorecard.changes.answer_red import RedAnswer, answer_red
from scorecard.changes.assign import assign
from scorecard.changes.begin_meeting import begin_meeting
from scorecard.changes.finish_meeting import finish_meeting
from scorecard.changes.lead_message import tick, write_message
from scorecard.changes.raise_flag import Warned, close_flag, raise_flag
from scorecard.changes.record_outcome import decide, note_line, park
from scorecard.changes.stating import Stated
from scorecard.domain.access import Actor
from scorecard.domain.agenda import Block
from scorecard.domain.errors import UnknownName
from scorecard.domain.flags import AreaCandour
from scorecard.domain.huddle import RedIsSilent
from scorecard.domain.people import Person
from scorecard.domain.scope import Scope
from scorecard.domain.vocabulary import Comparison
from scorecard.domain.work import Figures, Subject
from scorecard.domain.work_states import is_taken_on
from scorecard.reports.agenda import AgendaReport, agenda_report, cadence_report
from scorecard.reports.agenda_waits import waits_of
from scorecard.reports.asked import open_scope
from scorecard.reports.bridge import bridge_report
from scorecard.reports.decisions import decisions_report
from scorecard.reports.flags import flags_report, red_words
from scorecard.reports.huddle import huddle_report
from scorecard.reports.kept_targets import targets_report
from scorecard.reports.measure import measure_report
from scorecard.reports.meeting import meetings_report, minutes_report
from scorecard.reports.scorecard import scorecard_report
from scorecard.reports.variance import variance_report
from scorecard.reports.wins import wins_report
from scorecard.reports.work_draft import draft_report
from scorecard.reports.work_figures import figured
from scorecard.store.store import Store
from tests.reports.conftest import load
from tests.reports.figures import MONTHS, company, ledger, row

pytestmark = pytest.mark.slow

ADA, BO = Actor("ada", "finance"), Actor("bo", "operations")
SCOPE = Scope("all", "2026-10")
PEOPLE = (Person("ada", "Ada", "finance", "finance"), Person("bo", "Bo", "operations", "operations"))


@pytest.fixture(scope="module")
def first_day() -> date:
    return date(2026, 11, 2)


def refs(answer: AgendaReport) -> list[str]:
    return [item.ref for item in answer.items]


def held(desk: Store, seen: list[str], minutes: int = 45) -> int:
    """A meeting that came to these items and ended."""
    answer = agenda_report(desk, SCOPE, minutes)
    number = begin_meeting(desk, ADA, "weekly", SCOPE, answer.items, minutes)
    finish_meeting(desk, ADA, number, 1, [refs(answer).index(ref) + 1 for ref in seen])
    return number


def test_what_weighs_what(desk: Store):
    """October sold 100 less than planned, wages were 50 more, 81 of 100 lines came in full: worth a look from 50 on.

    All turned red and lie outside what was usual: surprise 3. Revenue 100 x 3, costs 50 x 3. Delivery misses its
    goal by 14 points and the margin its plan by 13.3, each point a threshold, ten at most: 10 x 50 x 3. The line
    wages differs by exactly what costs do, and is the same money.
    """
    answer = agenda_report(desk, SCOPE)
    told = {item.ref: (int(item.score), item.block) for item in answer.items if item.score}
    assert told == {
        "measure/otif": (1500, Block.OPERATIONS), "measure/margin": (1500, Block.MONEY),
        "measure/revenue": (300, Block.MONEY), "measure/costs": (150, Block.MONEY),
    }  # fmt: skip
    assert refs(answer) == [
        "opening", "since", "measure/otif", "measure/margin", "measure/revenue", "measure/costs", "close"
    ]  # fmt: skip
    assert answer.headline == "To talk about: On-time delivery and 3 more, in 19 of 45 minutes."
    assert (answer.minutes, answer.collapsed, answer.left) == (19, 3, ())
    assert answer.items[4].sentence == (
        "900 EUR, 100 worse than plan; off track (was on track); outside its usual range."
    )
    assert answer.items[4].owners == "Ada & Bo"


def test_a_short_meeting_takes_the_heaviest_and_says_what_is_left(desk: Store):
    answer = agenda_report(desk, SCOPE, 13)
    assert refs(answer)[2:-1] == ["measure/otif", "measure/margin", "measure/revenue"]
    assert [item.ref for item in answer.left] == ["measure/costs"]
    assert "; 1 did not fit" in answer.headline


def test_a_month_as_planned_has_no_topics(desk: Store):
    answer = agenda_report(desk, SCOPE.with_(period="2026-09"))
    assert [item.ref for item in answer.items if item.score] == []
    assert answer.headline.startswith("Nothing unusual to talk about; ")


def test_what_nobody_came_to_comes_first_and_weighs_more_each_week(desk: Store, today: list[date]):
    held(desk, ["measure/otif", "measure/margin", "measure/revenue"])
    today[0] = date(2026, 11, 16)
    answer = agenda_report(desk, SCOPE, 6)
    assert refs(answer) == ["opening", "since", "measure/costs", "close"]
    (costs,) = [item for item in answer.items if item.kind == "measure"]
    assert (costs.carried, costs.weeks_undiscussed, costs.score) == ("not reached on 2 Nov 2026", 2, D(300))


def test_what_is_parked_stays_on_the_agenda_until_it_is_talked_about(desk: Store, today: list[date]):
    answer = agenda_report(desk, SCOPE)
    number = begin_meeting(desk, ADA, "weekly", SCOPE, answer.items, 45)
    park(desk, BO, number, 3, "the carrier comes on Friday")
    finish_meeting(desk, ADA, number, 1, range(1, 8))
    told = minutes_report(desk, SCOPE, number)
    assert told is not None
    assert told.next == ("On-time delivery (parked: the carrier comes on Friday)",)
    today[0] = date(2026, 11, 9)
    (parked,) = [item for item in agenda_report(desk, SCOPE).items if item.carried]
    assert (parked.ref, parked.carried) == ("measure/otif", "parked on 2 Nov 2026")
    held(desk, refs(agenda_report(desk, SCOPE)))
    assert [item.ref for item in agenda_report(desk, SCOPE).items if item.carried] == []


def test_a_meeting_of_another_place_leaves_nothing_here(desk: Store):
    scope = SCOPE.with_(entity="north")
    number = begin_meeting(desk, ADA, "weekly", scope, agenda_report(desk, scope).items, 45)
    finish_meeting(desk, ADA, number, 1, [])
    assert [item.carried for item in agenda_report(desk, SCOPE).items if item.carried] == []
    assert [row.meeting.id for row in meetings_report(desk, SCOPE).rows] == [number]
    assert minutes_report(desk, SCOPE) is None


def decided(desk: Store, expected: str, by: date) -> int:
    """A decision about revenue, about the numbers of now."""
    answer = agenda_report(desk, SCOPE)
    number = begin_meeting(desk, ADA, "weekly", SCOPE, answer.items, 45)
    found = figured(desk, SCOPE, Subject("all", "revenue", (), "2026-10"))
    assert found is not None
    at = refs(answer).index("measure/revenue") + 1
    decide(desk, BO, number, at, "Sell again", found.figures, Stated(expected, by))
    finish_meeting(desk, ADA, number, 1, range(1, 8))
    return number


def november(north: int, south: int):
    yield from ledger("2026-11", north=north, south=south)
    yield from ledger("2026-11", "budget")


def test_what_was_expected_stands_beside_what_came(desk: Store, today: list[date]):
    """Expected 950 in November; 600 + 330 = 930 came. Until the month is over nothing is known."""
    decided(desk, "950", date(2026, 11, 20))
    (row_,) = decisions_report(desk, SCOPE).rows
    assert (row_.realised, row_.is_due) == (None, False)
    assert row_.check_words == "Expected 950 EUR by 20 Nov 2026; not known yet."
    load(desk, november(600, 330))
    today[0] = date(2026, 12, 7)
    (row_,) = decisions_report(desk, SCOPE).rows
    assert (row_.realised, row_.is_due, row_.moved) == (D(930), True, False)
    assert row_.check_words == "Expected 950 EUR by 20 Nov 2026 (Nov 2026 counts); it came to 930 EUR."
    answer = agenda_report(desk, SCOPE)
    (look,) = [item for item in answer.items if item.kind == "decision"]
    assert look.block is Block.DECIDED
    held(desk, refs(answer))
    assert [item.kind for item in agenda_report(desk, SCOPE).items if item.kind == "decision"] == []


def test_a_decision_is_looked_back_at_once_its_number_is_known_and_not_before(desk: Store, today: list[date]):
    """950 by 20 Nov: on that day and in early December nothing is known; then 700 comes, and is on the agenda."""
    decided(desk, "950", date(2026, 11, 20))
    for day in (date(2026, 11, 23), date(2026, 12, 2)):
        today[0] = day
        assert "decision/1" not in held_refs(desk)
    load(desk, november(400, 300))
    assert "decision/1" in held_refs(desk)
    assert "decision/1" not in held_refs(desk)


def held_refs(desk: Store) -> list[str]:
    """What the next agenda has; the meeting is held and comes to all of it."""
    told = refs(agenda_report(desk, SCOPE))
    held(desk, told)
    return told


def test_a_decision_that_was_parked_is_looked_back_at_in_the_next_meeting(desk: Store, today: list[date]):
    decided(desk, "950", date(2026, 11, 20))
    load(desk, november(600, 330))
    today[0] = date(2026, 12, 7)
    answer = agenda_report(desk, SCOPE)
    number = begin_meeting(desk, ADA, "weekly", SCOPE, answer.items, 45)
    park(desk, BO, number, refs(answer).index("decision/1") + 1, "November is not closed")
    finish_meeting(desk, ADA, number, 1, range(1, len(answer.items) + 1))
    (look,) = [item for item in agenda_report(desk, SCOPE).items if item.kind == "decision"]
    assert (look.ref, look.carried) == ("decision/1", "parked on 7 Dec 2026")


def test_a_decision_goes_stale_when_its_number_moves_and_minutes_stay_as_written(desk: Store):
    number = decided(desk, "950", date(2026, 11, 20))
    before = minutes_report(desk, SCOPE, number)
    restated = [each for month in MONTHS[-1:] for each in ledger(month, north=300, wages=(300, 250))]
    rest = [each for each in company() if not (each["period"] == MONTHS[-1] and each["source"] == "ledger"
                                               and each["scenario"] == "actual")]  # fmt: skip
    load(desk, [*rest, *restated])
    after = minutes_report(desk, SCOPE, number)
    assert before is not None
    assert after is not None
    (old,), (new,) = ([row for item in each.items for row in item.decisions] for each in (before, after))
    assert (old.moved, new.moved) == (False, True)
    assert (new.about, new.now) == (
        "900 EUR against 1 k EUR in Oct 2026, against plan",
        "700 EUR against 1 k EUR",
    )
    assert after.meeting.record == before.meeting.record
    assert (after.as_of, after.revision) == (before.as_of, 1)
    assert scorecard_report(desk, SCOPE).revision == 2


def test_flags_never_change_a_score_and_areas_are_told(desk: Store, today: list[date]):
    """Flagged on 2 Nov, when revenue was red already; in November it still is, so nothing turned red since."""
    before = scorecard_report(desk, SCOPE)
    subject = Subject("all", "revenue", (), "2026-10")
    warned = Warned("market", "Prices fall", "400", date(2026, 11, 9), "likely")
    number = raise_flag(desk, BO, subject, Figures(None, None, None), warned)
    assert scorecard_report(desk, SCOPE) == before
    report = flags_report(desk, SCOPE)
    assert (report.headline, report.areas) == ("1 early flag stands.", ())
    (flag,) = [item for item in agenda_report(desk, SCOPE).items if item.kind == "flag"]
    assert (flag.score, flag.block, flag.owners) == (D(400), Block.FLAGS, "Bo")
    load(desk, [*november(600, 330), *(row("2026-11", "all", name, 50, "ops") for name in ("lines_due", "lines_good"))])
    today[0] = date(2026, 12, 7)
    report = flags_report(desk, SCOPE.with_(period="2026-11"))
    assert report.areas == ()
    close_flag(desk, ADA, number, 1, "came true")
    assert [item.kind for item in agenda_report(desk, SCOPE).items if item.kind == "flag"] == []


def test_what_turned_red_since_the_first_flag_is_counted_by_area(desk: Store, today: list[date]):
    """Flagged in September, on revenue alone; in October revenue, costs and margin turned red, and delivery."""
    today[0] = date(2026, 9, 20)
    raise_flag(desk, BO, Subject("all", "revenue", (), "2026-09"), Figures(None, None, None),
               Warned("market", "Prices fall", "", date(2026, 10, 1), "could be"))  # fmt: skip
    today[0] = date(2026, 11, 2)
    report = flags_report(desk, SCOPE)
    assert report.areas == (AreaCandour("Financial", 1, 2, 41), AreaCandour("Customer", 0, 1, None))
    assert report.headline == "1 early flag stands; of 4 numbers that turned red, 1 was flagged before."


def test_wins_thank_the_other_side(desk: Store, today: list[date]):
    """In November all is as planned again: revenue is back on track, and operations is thanked for it."""
    today[0] = date(2026, 12, 7)
    load(desk, [*ledger("2026-11"), *ledger("2026-11", "budget")])
    wins = {win.measure: win for win in wins_report(desk, SCOPE.with_(period="2026-11"))}
    assert wins["revenue"].words == "Revenue: back on track (was off track in Oct 2026); 1 k EUR, same as plan."
    assert (wins["revenue"].credit, wins["revenue"].credit_name) == ("operations", "Bo")
    assert wins_report(desk, SCOPE) == ()


def test_each_kind_of_meeting_hears_the_reports_it_is_there_for(desk: Store):
    """Monthly the statement and the steps to it; quarterly targets; a kick-off the lines that are largest in the plan.

    Sales of 1,000 are all income; wages 500 of 700 costs and rent 200. Nothing is held twice: an agenda says what the
    report says.
    """
    monthly = {item.kind: item for item in agenda_report(desk, SCOPE, preset="monthly").items}
    statement = variance_report(desk, SCOPE)
    assert monthly["statement"].sentence == statement.headline
    assert monthly["changed"].sentence == bridge_report(desk, SCOPE, statement.result).bridges[0].sentence
    assert monthly["lessons"].sentence == "There is nothing to look back at yet."
    quarterly = {item.kind: item for item in agenda_report(desk, SCOPE, preset="quarterly").items}
    assert quarterly["targets"].sentence == targets_report(desk, SCOPE).headline
    assert quarterly["weights"].sentence.startswith("The heaviest 3 measures carry ")
    assert "statement" not in quarterly
    kickoff = agenda_report(desk, SCOPE, preset="kickoff")
    drivers = [(item.label, item.sentence) for item in kickoff.items if item.block is Block.DRIVERS]
    assert drivers == [
        ("Revenue", "1 k EUR (plan, Oct 2026), 100 % of all income."),
        ("Wages", "500 EUR (plan, Oct 2026), 71 % of all costs."),
        ("Rent", "200 EUR (plan, Oct 2026), 29 % of all costs."),
    ]
    with pytest.raises(UnknownName):
        agenda_report(desk, SCOPE, preset="yearly")


def test_a_crisis_changes_the_cadence_and_every_round_keeps_its_own_state(desk: Store, today: list[date]):
    """Two rounds on one day around a load: the second tells what moved since the first, and each minutes its state."""
    assert cadence_report(desk, SCOPE) == "weekly"
    first = begin_meeting(desk, ADA, "crisis", SCOPE, agenda_report(desk, SCOPE, preset="crisis").items, 30)
    assert cadence_report(desk, SCOPE) == "crisis"
    finish_meeting(desk, ADA, first, 1, [1])
    load(desk, november(600, 330))
    second = agenda_report(desk, SCOPE, preset="crisis")
    assert second.since == "meeting1"
    assert second.rhythm == "Last held on 2 Nov 2026; the next is due on 3 Nov 2026."
    number = begin_meeting(desk, ADA, "crisis", SCOPE, second.items, 30)
    finish_meeting(desk, ADA, number, 1, [1])
    assert [minutes_report(desk, SCOPE, each).revision for each in (first, number)] == [1, 2]
    weekly = begin_meeting(desk, ADA, "weekly", SCOPE, agenda_report(desk, SCOPE).items, 45)
    assert cadence_report(desk, SCOPE) == "weekly"
    assert agenda_report(desk, SCOPE).since == "meeting2"
    finish_meeting(desk, ADA, weekly, 1, [1])


def test_what_was_red_all_along_is_no_surprise_whatever_was_opened_before(desk: Store, today: list[date]):
    """Delivery at 60 % in every month: it never turned, neither in a fresh store nor after its page was opened."""
    load(desk, [row(month, "all", "lines_good", 60, "ops") for month in MONTHS])
    today[0] = date(2026, 3, 5)
    raise_flag(desk, BO, Subject("all", "otif", (), "2026-02"), Figures(None, None, None),
               Warned("customer feedback", "late again", "", date(2026, 4, 1), "likely"))  # fmt: skip
    today[0] = date(2026, 11, 2)
    fresh = flags_report(desk, SCOPE)
    measure_report(desk, SCOPE, "otif")
    assert flags_report(desk, SCOPE) == fresh
    assert "Customer" not in [area.area for area in fresh.areas]


def test_one_number_that_turned_red_is_told_as_one():
    assert red_words(0, 0) == ""
    assert red_words(1, 0) == "; 1 number turned red, and was flagged before"
    assert red_words(0, 1) == "; 1 number turned red, without a flag before it"
    assert red_words(0, 3) == "; of 3 numbers that turned red, none were flagged before"
    assert red_words(1, 3) == "; of 4 numbers that turned red, 1 was flagged before"


def test_a_decision_outlives_the_measure_it_is_about(desk: Store, today: list[date], catalogue, tmp_path: Path):
    """Delivery is to be 94 % in November; the measure is taken out, and everything still answers, in percent."""
    number = begin_meeting(desk, ADA, "weekly", SCOPE, agenda_report(desk, SCOPE).items, 45)
    at = refs(agenda_report(desk, SCOPE)).index("measure/otif") + 1
    figures = figured(desk, SCOPE, Subject("all", "otif", (), "2026-10"))
    assert figures is not None
    decide(desk, ADA, number, at, "A second dock", figures.figures, Stated("94", date(2026, 11, 20)))
    finish_meeting(desk, ADA, number, 1, [at])
    fewer = replace(catalogue, measures={name: each for name, each in catalogue.measures.items() if name != "otif"})
    desk.close()
    today[0] = date(2026, 12, 7)
    texts = {"[workspace]": catalogue, "fewer": fewer}
    opened = Store.open(tmp_path / "store", today=lambda: today[0], parse_catalogue=texts.__getitem__)
    opened.publish("Ada", "fewer measures", "catalogue", None, "fewer")
    (decision,) = decisions_report(opened, SCOPE).rows
    assert decision.check_words == "Expected 94 % by 20 Nov 2026; not known yet."
    assert minutes_report(opened, SCOPE, number) is not None
    assert "decision/1" in refs(agenda_report(opened, SCOPE))
    opened.close()


def test_the_same_amount_of_something_else_keeps_its_place(desk: Store):
    """Rent is 50 above its 200 as wages are: costs are 100 worse. Wages and rent are neither one another's money.

    The first measure with 100 is costs; each line of 50 stays, since the one holds nothing of the other.
    """
    dear = {("rent", "south"): D(150)}
    booked = ledger("2026-10", north=500, wages=(300, 250))
    load(desk, [each | {"value": dear.get((each["measure"], each["entity"]), each["value"])} for each in booked])
    answer = agenda_report(desk, SCOPE)
    told = {item.ref for item in (*answer.items, *answer.left)}
    assert {"line/wages", "line/rent", "measure/costs"} <= told
    assert "line/revenue" not in told, "revenue is told by its measure"
    answered(desk, "otif")
    tight = agenda_report(desk, SCOPE, 19)
    red = {item.name for item in tight.items if item.name}
    assert red == {"margin", "costs", "revenue", "otif"}, "off track, though its action is agreed, before any line"


def test_a_streak_is_counted_beyond_the_year_of_the_small_line(desk: Store, today: list[date], catalogue):
    """Costs as planned from October 2025 on for eighteen months: a win again after the twelfth and the eighteenth."""
    more = [f"2026-{n:02}" for n in (10, 11, 12)] + ["2027-01", "2027-02", "2027-03"]
    load(desk, [each for month in more for scenario in ("actual", "budget") for each in ledger(month, scenario)])
    today[0] = date(2027, 4, 10)
    won = {win.measure: win.words for win in wins_report(desk, SCOPE.with_(period="2027-03"))}
    assert won["costs"].startswith("Costs: on track for the 18th period in a row; ")
    assert "costs" not in {win.measure for win in wins_report(desk, SCOPE.with_(period="2027-02"))}


def test_a_huddle_carries_its_lines_and_asks_of_every_red(desk: Store, today: list[date]):
    """Four measures are off track in October, delivery first. A line stands four days later, four days old."""
    answer = agenda_report(desk, SCOPE, preset="daily")
    assert [item.block.value for item in answer.items[:4]] == ["Yesterday", "Today", "Obstacles", "Next"]
    assert [item.name for item in answer.items if item.block is Block.REDS] == ["otif", "revenue", "costs", "margin"]
    first = begin_meeting(desk, ADA, "daily", SCOPE, answer.items, 15)
    note_line(desk, BO, first, 3, "The dock is blocked", Subject("all", "otif", (), "2026-10"))
    note_line(desk, BO, first, 1, "Two trucks were late")
    with pytest.raises(RedIsSilent):
        finish_meeting(desk, ADA, first, 1, [1])
    board = huddle_report(desk, SCOPE, first)
    assert board.headline == "1 obstacle; 4 of 4 red numbers without a reason and an action."
    answered(desk, "otif")
    for place in places(answer, "margin", "revenue", "costs"):
        park(desk, BO, first, place, "until the month is closed")
    finish_meeting(desk, ADA, first, 1, [1, 2, 3, 4])
    assert minutes_report(desk, SCOPE, first).next[-1] == "Obstacles: The dock is blocked"
    noted = desk.meetings.now().date()
    today[0] = noted + timedelta(days=4)
    second = agenda_report(desk, SCOPE, preset="daily")
    (line,) = [item for item in second.items if item.kind == "carried"]
    assert (line.label, line.block, line.minutes, line.carried) == (
        "The dock is blocked", Block.OBSTACLES, 0, f"since {noted:%-d %b}, 4 days",
    )  # fmt: skip
    assert second.since == "meeting1"
    today[0] = date(2026, 11, 19)
    red = next(item for item in agenda_report(desk, SCOPE, preset="daily").items if item.name == "otif")
    assert red.sentence.endswith("off track; process: one dock; A second dock, until 20 Nov 2026.")


def test_an_obstacle_that_a_week_of_huddles_did_not_clear_comes_to_the_weekly_review(desk: Store, today: list[date]):
    number = begin_meeting(desk, ADA, "daily", SCOPE, agenda_report(desk, SCOPE, preset="daily").items[:4], 15)
    note_line(desk, BO, number, 3, "The dock is blocked", Subject("all", "otif", (), "2026-10"))
    finish_meeting(desk, ADA, number, 1, [1])
    assert "obstacle/1" not in refs(agenda_report(desk, SCOPE))
    today[0] = desk.meetings.now().date() + timedelta(days=5)
    (item,) = [each for each in agenda_report(desk, SCOPE).items if each.kind == "obstacle"]
    assert (item.label, item.sentence) == ("The dock is blocked", "In the way for 5 days, from the daily huddle.")


def answered(desk: Store, name: str) -> None:
    subject = Subject("all", name, (), "2026-10")
    figures = figured(desk, SCOPE, subject)
    assert figures is not None
    told = RedAnswer("process", "one dock", "A second dock", date(2026, 11, 20), "ada", "bo")
    assert {answer_red(desk, BO, subject, figures.figures, told, 0, "k") for _ in range(2)} == {1}


def places(answer: AgendaReport, *names: str) -> list[int]:
    return [at for at, item in enumerate(answer.items, 1) if item.name in names]


def test_what_has_an_agreed_action_or_a_running_decision_waits_for_its_day(desk: Store):
    """Ten minutes are left for three of four red ones: delivery, the heaviest, has its action and says so."""
    answered(desk, "otif")
    answer = agenda_report(desk, SCOPE, 16)
    (waits,) = [item for item in answer.left if item.name == "otif"]
    assert waits.sentence.endswith("; action agreed until 20 Nov 2026.")
    decided(desk, "950", date(2026, 11, 20))
    later = agenda_report(desk, SCOPE)
    (revenue,) = [item for item in (*later.items, *later.left) if item.ref == "measure/revenue"]
    assert ", by 20 Nov 2026." in revenue.sentence


def test_an_action_agreed_in_a_meeting_before_its_cause_is_known_waits_for_its_day_too(desk: Store, today: list[date]):
    draft = draft_report(desk, SCOPE, "otif")
    assert draft is not None
    item = assign(desk, ADA, draft.subject, draft.figures, "ada", "bo", date(2026, 11, 20), "Two vans", lead="bo")
    assert waits_of(desk, open_scope(desk, SCOPE)) == {"otif": "action agreed until 20 Nov 2026"}
    today[0] = date(2026, 11, 21)
    assert waits_of(desk, open_scope(desk, SCOPE)) == {}
    today[0] = date(2026, 11, 9)
    held = desk.work.item(item)
    assert is_taken_on(held, today[0])
    assert not is_taken_on(replace(held, agreed_by="ada"), today[0])
    assert not is_taken_on(replace(held, lead=""), today[0])


def test_no_win_for_what_was_only_booked_anew_nor_for_what_is_made_of_a_trouble(desk: Store, today: list[date]):
    """November: wages first 550, so costs are off track; 50 are booked away again, and costs are as planned.

    Revenue is back on its plan. Costs are too, but only since the booking; and the margin is made of both.
    """
    load(desk, [*ledger("2026-11", wages=(300, 250)), *ledger("2026-11", "budget")])
    today[0] = date(2026, 12, 7)
    scope = SCOPE.with_(period="2026-11")
    assert [win.measure for win in wins_report(desk, scope)] == ["revenue"]
    load(desk, list(ledger("2026-11")))
    assert [win.measure for win in wins_report(desk, scope)] == ["revenue"]


def test_the_message_of_those_who_lead_opens_the_review_once_both_stand_by_it(desk: Store):
    desk.put_person(Person("ada", "Ada", "finance", "finance", version=1, seat="cfo"), "test")
    desk.put_person(Person("bo", "Bo", "operations", "operations", version=1, seat="coo"), "test")
    wording = write_message(desk, ADA, "Service first.", 0)
    tick(desk, ADA, wording)
    assert "Service first" not in agenda_report(desk, SCOPE).items[0].sentence
    tick(desk, BO, wording)
    for kind in ("weekly", "crisis"):
        opening = agenda_report(desk, SCOPE, preset=kind).items[0]
        assert opening.sentence == "From the CFO and the COO: “Service first.” Nobody has been given any work yet."


def test_a_meeting_keeps_what_it_compares_with(desk: Store):
    """Begun against the figures known at r1, 900, it is held against them after another load too: 970 are 70 more."""
    load(desk, list(ledger("2026-10", north=560, wages=(300, 250))))
    scope = SCOPE.with_(compare=Comparison.KNOWN)
    agenda = agenda_report(desk, scope)
    assert agenda.scope.known == "r1"
    number = begin_meeting(desk, ADA, "weekly", agenda.scope, agenda.items, 45)
    load(desk, list(ledger("2026-10", north=570, wages=(300, 250))))
    meeting = desk.meetings.meeting(number)
    assert meeting.scope() == agenda.scope
    found = figured(desk, meeting.scope(), meeting.about("revenue"))
    assert found is not None
    assert (found.figures.reference, found.figures.impact) == (D(900), D(70))
    assert desk.check() == []


def test_overdue_work_comes_before_what_is_only_worth_a_look_and_after_what_is_off_track(
    desk: Store, today: list[date]
):
    """Seven minutes are fixed and four numbers are off track: of 21, two are left for work about 50 or a flag of 9000.

    The work was due on 5 November. On that day the flag, which weighs more, takes them; four days later the work does.
    """
    draft = draft_report(desk, SCOPE, "wages")
    assert draft is not None
    assign(desk, ADA, draft.subject, draft.figures, "ada", "bo", date(2026, 11, 5), "Two vans", lead="bo")
    warned = Warned("market", "A chain may wait", "9000", date(2026, 12, 1), "could be")
    raise_flag(desk, BO, Subject("all", "revenue", (), "2026-10"), Figures(None, None, None), warned)
    reds = ["measure/otif", "measure/margin", "measure/revenue", "measure/costs"]
    for day, taken in ((date(2026, 11, 5), "flag/1"), (date(2026, 11, 9), "work/1")):
        today[0] = day
        told = refs(agenda_report(desk, SCOPE, 21))
        assert [ref for ref in told if "/" in ref] == [*reds, taken]
    (work,) = [item for item in agenda_report(desk, SCOPE, 21).items if item.kind == "work"]
    assert work.sentence.endswith("; overdue by 4 days.")
