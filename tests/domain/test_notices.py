"""What of the changes is told, held back, muted or only noted, by examples worked out by hand."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal as D

import pytest

from scorecard.domain.addresses import Address
from scorecard.domain.audiences import AlertKind
from scorecard.domain.notice_words import harmless, held_words, listed
from scorecard.domain.notices import (
    Fact,
    Mute,
    Notice,
    NoticeKind,
    NoticeState,
    Planned,
    cash_state,
    known_from,
    planned,
    stood_of,
    told_in_week,
)

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
RED = Fact("status/all/otif", AlertKind.STATUS, "otif", "off_track", "", "OTIF is off track.", 1)
GREEN = Fact("status/all/otif", AlertKind.STATUS, "otif", "on_track", "", "OTIF is on track.", 4, first=False)
CASH = Fact("cash/all/our floor", AlertKind.CASH, "", "under", "above", "Cash is short.")
CALLED_CASH = Fact("status/all/cash", AlertKind.STATUS, "cash", "off_track", "", "Cash at bank is off track.", 1)
ITEM = Fact("due/item7/2026-11-20", AlertKind.DUE, "item7", "passed", "awaited", "Item 7 was due.", 3)
LATE = Fact("late/all/mood", AlertKind.LATE, "mood", "late", "in time", "Mood is late.", 2)
BACK = Fact("late/all/mood", AlertKind.LATE, "mood", "in time", "in time", "", 2, tells=False)


def sent(number: int, *stood: Fact, state: NoticeState = NoticeState.SENT, at: datetime = NOW, held: int = 0) -> Notice:
    told = tuple((fact.key, fact.state) for fact in stood)
    return Notice(number, "board", NoticeKind.ALERTS, state, at, 1, "", "", told, len(told), held)


def plan(*facts: Fact, known: dict[str, str] | None = None, muted: tuple[Fact, ...] = (), room: int = 9) -> Planned:
    return planned(facts, known or {}, lambda fact: fact in muted, room)


def test_the_first_look_tells_what_is_bad_and_notes_the_rest():
    found = plan(GREEN, CASH, LATE)
    assert (found.told, found.noted) == ((CASH, LATE), (GREEN,))
    assert plan(RED).told == (RED,)


def test_a_change_is_told_once_and_again_only_after_it_has_changed_again():
    log = [sent(1, GREEN)]
    assert plan(RED, known=known_from(log)).told == (RED,)
    log.append(sent(2, RED))
    assert plan(RED, known=known_from(log)) == Planned()
    assert plan(GREEN, known=known_from(log)).told == (GREEN,)
    log.append(sent(3, GREEN))
    assert plan(RED, known=known_from(log)).told == (RED,)


def test_data_that_came_is_noted_so_that_the_next_time_it_is_late_is_told():
    log = [sent(1, LATE)]
    found = plan(BACK, known=known_from(log))
    assert (found.told, found.noted, found.stood) == ((), (BACK,), ((BACK.key, "in time"),))
    log.append(sent(2, BACK, state=NoticeState.NOTED))
    assert plan(LATE, known=known_from(log)).told == (LATE,)
    assert plan(BACK, known={}) == Planned()


@pytest.mark.parametrize("state", [NoticeState.NOT_SENT, NoticeState.BEGUN])
def test_what_did_not_arrive_is_told_again(state: NoticeState):
    log = [sent(1, RED, state=state)]
    assert plan(RED, known=known_from(log)).told == (RED,)
    assert told_in_week(log, NOW) == 0


def test_the_most_urgent_are_told_and_the_rest_waits_for_room_or_a_digest():
    found = plan(LATE, RED, CASH, room=2)
    assert (found.told, found.held) == ((CASH, RED), (LATE,))
    known = dict(found.stood)
    assert plan(LATE, RED, CASH, known=known, room=0) == Planned(held=(LATE,))
    assert plan(LATE, RED, CASH, known=known, room=1) == Planned(told=(LATE,))
    assert plan(BACK, RED, CASH, known=known) == Planned(), "what has passed meanwhile is not told"
    assert plan(LATE, RED, CASH, known=known | dict(stood_of(found.held))) == Planned()
    assert plan(LATE, RED, CASH, room=-3).held == (CASH, RED, LATE)


@pytest.mark.parametrize(
    ("room", "chance", "state"),
    [
        (D(-1), 0.99, "below"), (D(0), None, ""), (D(0), 0.0, "above"), (D(197_000), 0.49, "at risk"),
        (D(197_000), 0.10, "at risk"),
        (D(197_000), 0.099, "above"), (D(0), 0.5, "at risk"), (D(-1), None, "below"),
    ],
)  # fmt: skip
def test_cash_is_at_risk_from_one_in_ten_on(room: D, chance: float | None, state: str):
    assert cash_state(room, chance, 0.1) == state


def test_what_is_muted_waits_and_takes_no_room():
    found = plan(LATE, RED, CASH, muted=(CASH,), room=1)
    assert (found.told, found.held, found.muted) == ((RED,), (LATE,), (CASH,))
    assert CASH.key not in dict(found.stood)


def test_a_week_is_seven_days_to_the_minute():
    log = [
        sent(1, RED, CASH, at=NOW - timedelta(days=7)),
        sent(2, LATE, at=NOW - timedelta(days=7) + timedelta(minutes=1)),
    ]
    assert told_in_week(log, NOW) == 1


def test_alerts_of_a_clock_that_was_ahead_take_no_room_once_it_is_right_again():
    ahead = [sent(1, RED, CASH, at=NOW + timedelta(days=365)), sent(2, LATE, at=NOW + timedelta(minutes=1))]
    assert told_in_week(ahead, NOW) == 1, "only the minute that a clock goes back now and then counts"


@pytest.mark.parametrize(
    ("what", "fact", "covers"),
    [
        ("otif", RED, True), ("mood", RED, False), ("status", RED, True), ("late", RED, False),
        ("everything", CASH, True), ("cash", CASH, True), ("mood", LATE, True),
        ("kind:status", RED, True), ("measure:otif", RED, True), ("measure:status", RED, False),
        ("kind:cash", CASH, True), ("measure:cash", CASH, False),
        ("measure:cash", CALLED_CASH, True), ("kind:cash", CALLED_CASH, False), ("cash", CALLED_CASH, True),
        ("item7", ITEM, True), ("measure:item7", ITEM, False),
    ],
)  # fmt: skip
def test_what_a_mute_covers(what: str, fact: Fact, covers: bool):
    assert Mute(1, what, "", date(2026, 12, 1), "stock count", NOW.date(), "ada").covers(fact) is covers


def test_a_mute_holds_through_its_last_day_for_its_audience():
    last = date(2026, 12, 1)
    mute = Mute(1, "otif", "board", last, "stock count", NOW.date(), "ada")
    days = (last - timedelta(days=1), last, last + timedelta(days=1))
    assert [mute.holds("board", day) for day in days] == [True, True, False]
    assert not mute.holds("floor", last)


def test_a_name_becomes_no_link_no_mention_and_no_second_line():
    assert harmless("<!channel> @all\r\n2026 admin approved") == "＜!channel＞ ＠all 2026 admin approved"
    assert harmless("[pay](https://x.example) *b* _i_ `c`") == "［pay］(https：//x.example) ＊b＊ ＿i＿ ｀c｀"
    assert harmless("a\x1b[31mb\u202ec\x00") == "a\ufffd［31mb\ufffdc\ufffd"
    assert harmless("x" * 300) == "x" * 200 + "…"
    assert (
        harmless("Overtime: 12.3 k → 14.9 k (+2.6 k, worse), 3.1 %")
        == "Overtime: 12.3 k → 14.9 k (+2.6 k, worse), 3.1 %"
    )


def test_lines_beyond_what_is_shown_are_counted():
    assert listed(["a", "b"]) == ("- a", "- b")
    assert listed([str(n) for n in range(11)])[-1] == "- and 3 more"
    assert held_words(3, 1, 10) == "3 more wait (at most 10 a week); 1 is muted."
    assert held_words(1, 0, 10) == "1 more waits (at most 10 a week)."
    assert held_words(0, 0, 10) == ""


def test_an_address_shows_whose_it_is_and_no_more():
    address = Address("board", "slack://T1/A1/s3cret")
    for told in (repr(address), str(address), f"{address}", repr([address]), repr({"a": address})):
        assert "s3cret" not in told
        assert "board" in told
