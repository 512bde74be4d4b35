"""What an audience would be sent: by the small company's numbers, worked out by hand, as days go by."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal as D
from pathlib import Path
from shutil import copytree

import pytest

from scorecard.changes.assign import assign
from scorecard.changes.begin_meeting import begin_meeting
from scorecard.changes.comment import comment
from scorecard.changes.finish_meeting import finish_meeting
from scorecard.changes.lead_message import tick, write_message
from scorecard.changes.mute import mute, unmute
from scorecard.changes.raise_flag import Warned, raise_flag
from scorecard.changes.raise_matter import Needed, raise_matter
from scorecard.changes.schedule_cash import Movement, schedule_cash, withdraw_cash
from scorecard.changes.take_position import take_position
from scorecard.domain.access import Actor, sees_cash
from scorecard.domain.agenda import AgendaItem
from scorecard.domain.audiences import LISTENERS, AlertKind, Audience
from scorecard.domain.catalogue import Catalogue
from scorecard.domain.decided import Cost
from scorecard.domain.errors import NotAllowed, UnknownName
from scorecard.domain.meeting import Outcome, OutcomeKind
from scorecard.domain.notices import NoticeKind, NoticeState
from scorecard.domain.people import Person
from scorecard.domain.scope import Scope
from scorecard.domain.vocabulary import Perspective
from scorecard.domain.work import Figures, Subject
from scorecard.domain.work_entries import UnfitEntry
from scorecard.reports.decisions import decisions_report
from scorecard.reports.notice_ears import ears_of
from scorecard.reports.notices import AGAIN, NoAudience, NoticesReport, notices_report
from scorecard.reports.scorecard import scorecard_report
from scorecard.reports.since import since_report
from scorecard.reports.usual import usual_scope
from scorecard.store.meeting import Meetings
from scorecard.store.notices import NoticesBook
from scorecard.store.refusals import NoSuchMute, NoticeOver, SendingIsBusy
from scorecard.store.store import Store
from scorecard.store.sync import SyncBook
from scorecard.store.work import Work
from tests.reports.cash_desk import actual, before, newest, put
from tests.reports.cash_desk import parse as cash_parse
from tests.reports.conftest import load
from tests.reports.figures import company, ledger, row

pytestmark = pytest.mark.slow

ALERTS, DIGEST = {NoticeKind.ALERTS}, {NoticeKind.DIGEST}
LOCAL, FAY = Actor("machine", "local"), Actor("fay", "finance")
EVERY = Audience("board", "Board", "finance", alerts=tuple(AlertKind), a_week=3)
FLOOR = Audience("floor", "Shop floor", "viewer", measures=("otif", "cash"), alerts=(AlertKind.STATUS, AlertKind.DUE))
WIDE = replace(EVERY, id="wide", a_week=50)
QUIET = replace(EVERY, id="night", quiet=(time(18), time(7)), zone="Europe/Berlin")


@dataclass
class Desk:
    """The small company with audiences, and a clock that a test sets."""

    store: Store
    clock: list[datetime]

    def on(self, day: str, hour: int = 12) -> "Desk":
        self.clock[0] = datetime.combine(date.fromisoformat(day), time(hour), UTC)
        return self

    def asks(self, audience: str = "board", kinds=frozenset(NoticeKind), link: str = "") -> NoticesReport:
        return notices_report(self.store, audience, kinds, link)

    def sends(self, audience: str = "board", kinds=frozenset(NoticeKind), to=NoticeState.SENT) -> list[str]:
        """As the command does it, but for the sending: every message's text."""
        found = []
        for kind in (each for each in (NoticeKind.ALERTS, NoticeKind.DIGEST) if each in kinds):
            report = self.asks(audience, {kind})
            if report.noted:
                self.store.notices.begin(report.noted, "machine")
            for notice in report.notices:
                number = self.store.notices.begin(notice, "machine")
                if to is not NoticeState.BEGUN:
                    self.store.notices.end(number, "machine", to)
                found.append(notice.text)
        return found

    def month(self, month: str, good: float = 96, **more: object) -> None:
        rows = [*ledger(month, "budget"), *ledger(month, **more), row(month, "all", "lines_due", 100, "ops")]
        load(self.store, [*rows, row(month, "all", "lines_good", good, "ops")], month)


@pytest.fixture(scope="module")
def named(catalogue: Catalogue) -> Catalogue:
    return replace(catalogue, audiences={each.id: each for each in (EVERY, FLOOR, QUIET, WIDE)})


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, named: Catalogue) -> Path:
    """The small company with its audiences, made once and copied for each test."""
    folder = tmp_path_factory.mktemp("made")
    store = Store.open(folder, today=lambda: date(2026, 11, 22), parse_catalogue=lambda _text: named)
    load(store, company())
    store.close()
    return folder


@pytest.fixture
def desk(tmp_path: Path, made: Path, named: Catalogue) -> Iterator[Desk]:
    clock = [datetime(2026, 11, 22, 12, tzinfo=UTC)]

    def today() -> date:
        return clock[0].date()

    copytree(made, tmp_path / "s")
    store = Store.open(tmp_path / "s", today=today, parse_catalogue=lambda _text: named)
    store.notices = NoticesBook(replace(store._shelves, now=lambda: clock[0]))
    yield Desk(store, clock)
    store.close()


def alerts(text: str) -> list[str]:
    return [line[2:] for line in text.splitlines() if line.startswith("- ")]


def test_the_first_look_tells_the_most_urgent_and_the_digest_what_there_was_no_room_for(desk: Desk):
    """Revenue 900 against 1,000, costs 750 against 700, margin 16.7 % against 30 %, delivery 81 % against 95 %."""
    report = desk.asks(link="https://scorecard.example.com/")
    assert report.headline == "Board: 3 alerts and the digest. 1 more waits (at most 3 a week)."
    first, digest = report.notices
    assert alerts(first.text) == [
        "Costs: 750 EUR in Oct 2026, 50 worse than plan; off track.",
        "Margin: 16.7 % in Oct 2026, 13.3 points below plan, worse; off track.",
        "On-time delivery: 81 % in Oct 2026, 14 points below target, worse; off track.",
    ]
    assert first.text.splitlines()[-3:] == [
        "",
        "Numbers as of 22 Nov 2026 (revision 1).",
        "https://scorecard.example.com/",
    ]
    assert first.text.splitlines()[4] == "1 more waits (at most 3 a week)."
    revenue = "- Revenue: 900 EUR in Oct 2026, 100 worse than plan; off track."
    assert f"Alerts there was no room for:\n{revenue}\n" in digest.text
    assert digest.text.startswith(
        "Oct 2026. 1 of 6 measures is on track, 4 off track, 1 not reported; furthest from its target is Margin"
    )
    assert digest.text.endswith("https://scorecard.example.com/since?as_of=r1")


def test_a_dry_run_says_what_is_sent_word_by_word_and_writes_nothing(desk: Desk):
    rows, writes = len(desk.store.audit_rows()), desk.store.writes()
    asked = [notice.text for notice in desk.asks().notices]
    assert (len(desk.store.audit_rows()), desk.store.writes()) == (rows, writes)
    assert desk.sends() == asked
    assert len(desk.store.audit_rows()) == rows + 4
    assert desk.store.check() == []


def test_each_change_is_told_once_and_what_it_was_beside_it(desk: Desk):
    desk.sends()
    assert desk.asks().headline == "Board: nothing to tell. The next digest is due on 23 Nov 2026."
    desk.sends("floor", ALERTS)
    desk.on("2026-12-05")
    desk.month("2026-11", 95.5)
    assert desk.sends("floor", ALERTS) == [], "half a point above in one month alone is no change that stays"
    desk.on("2027-01-05")
    desk.month("2026-12", 95.5)
    (text,) = desk.sends("floor", ALERTS)
    assert alerts(text) == [
        "On-time delivery: 95.5 % in Dec 2026, 0.5 points above target, better; on track (was off track)."
    ]
    assert desk.sends("floor", ALERTS) == []


def test_a_small_slip_is_told_when_it_has_stood_for_two_periods(desk: Desk):
    """94.5 % against 95 % is half a point, and what is worth a look begins at one point."""
    desk.sends("floor", ALERTS)
    for month, day in (("2026-11", "2026-12-05"), ("2026-12", "2027-01-05")):
        desk.on(day)
        desk.month(month, 97)
        desk.sends("floor", ALERTS)
    desk.on("2027-02-05")
    desk.month("2027-01", 94.5)
    assert desk.sends("floor", ALERTS) == []
    desk.on("2027-03-05")
    desk.month("2027-02", 94.5)
    (text,) = desk.sends("floor", ALERTS)
    assert alerts(text) == [
        "On-time delivery: 94.5 % in Feb 2027, 0.5 points below target, worse; watch (was on track)."
    ]


def test_what_is_late_is_told_and_again_after_it_came(desk: Desk):
    """Staff mood of September may be 100 days old: it is late from 9 January on."""
    told = "Staff mood: last reported for Sep 2026, out of date, 3 months old."
    desk.sends("wide", ALERTS)
    desk.on("2027-01-08")
    assert not any("mood" in text for text in desk.sends("wide", ALERTS))
    desk.on("2027-01-09")
    (text,) = desk.sends("wide", ALERTS)
    assert alerts(text) == [told]
    assert desk.sends("wide", ALERTS) == []
    desk.on("2027-01-10")
    load(desk.store, [row("2026-12", "all", "mood", "4.1", "survey")], "survey")
    assert desk.sends("wide", ALERTS) == [], "that it came is noted without a word"
    desk.on("2027-04-11")
    assert any("Staff mood: last reported for Dec 2026" in text for text in desk.sends("wide", ALERTS))


def test_a_week_has_room_for_three(desk: Desk):
    desk.sends(kinds=ALERTS)
    desk.on("2026-11-29", 11)
    assert desk.asks(kinds=ALERTS).headline.startswith("Board: nothing to tell.")
    log = desk.store.notices.notices("board")
    assert [(each.told, each.held) for each in log] == [(3, 1)], "and nothing is noted while it waits"


def test_what_a_digest_told_is_told_by_no_alert_and_no_later_digest(desk: Desk):
    texts = desk.sends()
    assert "Revenue: 900 EUR" in texts[1]
    desk.on("2026-11-30")
    assert desk.asks(kinds=ALERTS).headline.startswith("Board: nothing to tell.")
    (second,) = desk.sends(kinds=DIGEST)
    assert "no room" not in second
    assert "Nothing moved since 22 Nov 2026 (revision 1)." in second
    assert desk.sends(kinds=DIGEST) == []


def test_without_a_digest_what_there_was_no_room_for_is_an_alert_once_there_is(desk: Desk):
    """A digest that did not arrive has told nothing, so the alert that waits goes when the week has room again."""
    desk.sends(kinds=ALERTS)
    desk.sends(kinds=DIGEST, to=NoticeState.NOT_SENT)
    desk.on("2026-11-28")
    assert desk.sends(kinds=ALERTS) == []
    desk.on("2026-11-29", 13)
    (text,) = desk.sends(kinds=ALERTS)
    assert alerts(text) == ["Revenue: 900 EUR in Oct 2026, 100 worse than plan; off track."]


def test_a_digest_tells_what_moved_since_the_one_before_it(desk: Desk):
    desk.sends()
    desk.on("2026-12-05")
    desk.month("2026-11", 97, north=700)
    (text,) = desk.sends(kinds=DIGEST)
    assert "that moved since 22 Nov 2026 (revision 1)" in text
    assert desk.store.notices.notices("board")[-1].revision == 2
    told = "On-time delivery, Oct 2026 → Nov 2026: 81 % → 97 % (+16 points, better), now on track (was off track)"
    assert f"- New status in a new period: {told}" in text


def test_for_who_hears_of_everything_the_digest_says_what_the_pages_say(desk: Desk):
    desk.sends("wide")
    desk.on("2026-12-05")
    desk.month("2026-11", 97, north=700)
    load(desk.store, ledger("2026-10", north=620), "late invoices")
    text = desk.asks("wide", DIGEST).notices[0].text
    scope = usual_scope(desk.store.snapshot(), desk.store.today())
    page = since_report(desk.store, scope, "r1")
    assert any(page.headline.endswith(line) for line in text.splitlines() if "that moved since" in line)
    assert f"Nov 2026. {scorecard_report(desk.store, scope).headline}" in text
    assert len(page.rows) == sum(line.startswith("- ") for line in text.splitlines()) > 2
    assert all(row.label in text for row in page.rows)


def test_nothing_is_sent_in_quiet_hours_and_it_is_sent_after_them(desk: Desk):
    """18:00 in Berlin is 17:00 of UTC in November."""
    desk.on("2026-11-22", 17)
    report = desk.asks("night")
    assert (report.notices, report.noted, report.waiting) == ((), None, ())
    waiting = notices_report(desk.store, "night", waiting=True).waiting
    assert [each.kind for each in waiting] == [NoticeKind.ALERTS, NoticeKind.DIGEST]
    assert report.headline == "Board: quiet hours until 07:00 (Europe/Berlin); 3 alerts and the digest wait."
    assert desk.sends("night") == []
    assert desk.store.notices.notices() == ()
    desk.on("2026-11-23", 6)
    assert len(desk.sends("night")) == 2


def test_what_failed_is_kept_as_not_sent_and_tried_again(desk: Desk):
    failed = desk.sends(to=NoticeState.NOT_SENT)
    sent = desk.sends()
    assert (sent[0], len(sent)) == (failed[0], 2)
    states = [each.state for each in desk.store.notices.notices()]
    assert states == [NoticeState.NOT_SENT] * 2 + [NoticeState.SENT] * 2
    assert desk.store.check() == []


def test_a_run_that_was_stopped_while_sending_is_told_of_by_the_next_one(desk: Desk):
    desk.sends(kinds=ALERTS, to=NoticeState.BEGUN)
    (again,) = desk.sends(kinds=ALERTS, to=NoticeState.NOT_SENT)
    assert AGAIN in again
    (once_more,) = desk.sends(kinds=ALERTS)
    assert AGAIN in once_more
    desk.on("2026-12-05")
    desk.month("2026-11", 50)
    desk.on("2027-01-05")
    desk.month("2026-12", 97)
    assert all(AGAIN not in text for text in desk.sends())


def test_only_one_run_sends_at_a_time(desk: Desk, catalogue: Catalogue):
    other = Store.open(desk.store._shelves.folder, parse_catalogue=lambda _text: catalogue)
    with desk.store.notices.alone(), pytest.raises(SendingIsBusy, match="nothing is sent twice"), other.notices.alone():
        pass
    with other.notices.alone():
        other.close()


def item(desk: Desk, name: str = "otif", **more: object) -> int:
    desk.store.bring_people(
        [Person("fay", "Fay <!here>", "finance", "finance"), Person("olu", "Olu", "operations", "operations")], "boss"
    )
    subject, figures = Subject("all", name, (), "2026-10"), Figures(None, None, None, 1)
    made = assign(
        desk.store, FAY, subject, figures, "fay", "olu", desk.clock[0].date() + timedelta(days=2), "secret opening"
    )
    comment(desk.store, FAY, made, "a private word @all", figures)
    return made


def test_days_gone_by_are_told_with_owners_and_without_what_people_wrote(desk: Desk):
    desk.sends("floor")
    item(desk)
    desk.on("2026-11-25")
    alert, digest = (
        desk.asks("floor", ALERTS).notices[0].text,
        desk.on("2026-11-30").asks("floor", DIGEST).notices[0].text,
    )
    told = "Item 1, On-time delivery, Small company: due 24 Nov 2026, 1 day ago (Fay ＜!here＞ and Olu)."
    assert alerts(alert) == [told]
    assert "Due: 1 item overdue." in digest
    assert told.replace("1 day", "6 days") in digest
    assert "private" not in alert + digest
    assert "secret" not in alert + digest


def test_who_may_not_see_cash_hears_of_no_balance_and_of_no_work_on_one(desk: Desk):
    """All of them name cash among their measures; the same item of work is about it."""
    item(desk, "cash")
    desk.on("2026-11-30")
    named = desk.store.snapshot().catalogue.audiences
    for role in LISTENERS:
        named["one"] = replace(FLOOR, id="one", role=role)
        text = "\n".join(each.text for each in desk.asks("one").notices)
        assert ("Item 1, Cash, Small company" in text, "ash" in text) == (sees_cash(role), sees_cash(role)), role
        measures = 2 if sees_cash(role) else 1
        assert len(ears_of(desk.store, named["one"]).measures) == measures
    assert [role for role in LISTENERS if not sees_cash(role)] == ["viewer", "admin"]


def test_no_audience_hears_of_what_leadership_has_not_decided(desk: Desk):
    """A matter about delivery, whose day to decide has gone by."""
    desk.store.bring_people([Person("fay", "Fay", "finance", "finance", seat="cfo")], "boss")
    needed = Needed("Close the south works", date(2026, 11, 24), "if volumes fall", "the north warehouse")
    raise_matter(desk.store, FAY, needed, Subject("all", "otif", (), "2026-10"))
    desk.on("2026-12-01")
    assert [each.title for each in desk.store.sync.matters()] == ["Close the south works"]
    for audience in ("board", "wide", "floor"):
        text = "\n".join(each.title + each.text for each in desk.asks(audience).notices)
        assert text
        assert not any(words in text.lower() for words in ("close the", "volumes", "warehouse", "matter", "decision"))


def test_a_decision_of_the_cfo_and_the_coo_can_be_muted_by_the_name_it_is_told_under(desk: Desk):
    """Entry 3 of its log decides the matter; an entry that decides nothing cannot be named."""
    seats = [Person("fay", "Fay", "finance", "finance", seat="cfo"), Person("moe", "Moe", "operations", seat="coo")]
    desk.store.bring_people(seats, "boss")
    needed, by = Needed("Second shift", date(2026, 11, 24)), date(2026, 12, 1)
    raise_matter(desk.store, FAY, needed)
    take_position(desk.store, FAY, 1, 1, True)
    with pytest.raises(UnknownName):
        mute(desk.store, LOCAL, "decision-2", by, "why")
    take_position(desk.store, Actor("moe", "operations"), 1, 2, True)
    (found,) = decisions_report(desk.store, Scope("all", "2026-10")).rows
    mute(desk.store, LOCAL, f"decision{found.outcome.id}", by, "It is looked back at elsewhere.")


def test_what_the_catalogue_has_no_more_is_not_told(desk: Desk):
    item(desk, "rent")
    desk.on("2026-11-30")
    assert "Item 1, Rent" in desk.asks("board", DIGEST).notices[0].text
    assert "Item" not in desk.asks("floor", DIGEST).notices[0].text, "rent is not part of delivery"
    ears = ears_of(desk.store, EVERY)
    assert (ears.hears("rent"), ears.hears("gone"), ears.hears("otif")) == (True, False, True)


def test_an_audience_hears_of_its_perspectives_and_place_only(desk: Desk, catalogue: Catalogue):
    narrow = replace(EVERY, id="north", entity="north", perspectives=(Perspective.FINANCIAL,), a_week=9)
    named = replace(catalogue, audiences={"north": narrow})
    desk.store.snapshot().catalogue.audiences["north"] = named.audiences["north"]
    text = "\n".join(each.text for each in desk.asks("north", link="http://h:1").notices)
    assert "North works: " in text
    assert "delivery" not in text
    assert "http://h:1/since?entity=north&as_of=r1" in text


def test_mutes_are_counted_and_told_when_they_end(desk: Desk):
    number = mute(desk.store, LOCAL, "otif", date(2026, 11, 24), "The scales are repaired.")
    alert, digest = desk.sends()
    assert "delivery" not in alert
    assert "Alerts: 1 is muted." in digest
    assert "repaired" not in alert + digest
    desk.on("2026-11-24")
    assert desk.sends(kinds=ALERTS) == []
    desk.on("2026-11-29", 13)
    (after,) = desk.sends(kinds=ALERTS)
    assert alerts(after) == ["On-time delivery: 81 % in Oct 2026, 14 points below target, worse; off track."]
    unmute(desk.store, LOCAL, number)
    with pytest.raises(NoSuchMute):
        unmute(desk.store, LOCAL, number)
    assert desk.store.check() == []


@pytest.mark.parametrize(
    ("what", "until", "reason", "whom", "fault"),
    [
        ("nonsense", date(2026, 12, 1), "why", "", UnknownName),
        ("item7", date(2026, 12, 1), "why", "", UnknownName),
        ("otif", date(2026, 12, 1), "why", "nobody", UnknownName),
        ("otif", date(2026, 11, 21), "why", "", UnfitEntry),
        ("otif", date(2026, 12, 1), "  ", "", UnfitEntry),
        ("cash", date(2026, 12, 1), "why", "", UnfitEntry),
    ],
)
def test_a_mute_needs_a_thing_a_day_ahead_and_a_reason(desk: Desk, what, until, reason, whom, fault):
    rows = len(desk.store.audit_rows())
    with pytest.raises(fault):
        mute(desk.store, LOCAL, what, until, reason, whom)
    with pytest.raises(NotAllowed):
        mute(desk.store, Actor("vi", "viewer"), "otif", date(2026, 12, 1), "why")
    assert len(desk.store.audit_rows()) == rows


def test_a_measure_called_as_a_kind_of_alert_is_muted_apart_from_it(desk: Desk):
    with pytest.raises(UnfitEntry, match="Write measure:cash or kind:cash"):
        mute(desk.store, LOCAL, "cash", date(2026, 12, 1), "why")
    for what in ("measure:cash", "kind:cash", "otif", "late", "everything"):
        mute(desk.store, LOCAL, what, date(2026, 12, 1), "why")
    kept = [each.what for each in desk.store.notices.mutes()]
    assert kept == ["measure:cash", "kind:cash", "measure:otif", "kind:late", "everything"]
    assert desk.store.check() == []


def test_the_book_keeps_what_was_sent_and_nobody_changes_it(desk: Desk):
    desk.sends(kinds=ALERTS)
    kept = desk.store.notices.notices("board")[0]
    assert (kept.told, kept.held, kept.state, kept.revision) == (3, 1, NoticeState.SENT, 1)
    assert [each.action for each in desk.store.audit_rows()[-2:]] == ["notice.begun", "notice.sent"]
    assert "delivery" not in desk.store.audit_rows()[-2].body
    with pytest.raises(NoticeOver):
        desk.store.notices.end(kept.id, "machine", NoticeState.NOT_SENT)
    with desk.store._shelves.book.write() as connection, pytest.raises(Exception, match="keeps what it says"):
        connection.exec_driver_sql("UPDATE notice SET text = 'never said'")


def test_a_message_forged_in_the_book_is_found(desk: Desk):
    desk.sends(kinds=ALERTS)
    with desk.store._shelves.book.write() as connection:
        connection.exec_driver_sql("DROP TRIGGER notice_fixed")
        connection.exec_driver_sql("UPDATE notice SET text = 'never said'")
    assert [problem.where for problem in desk.store.check()] == ["notice 1"]


@pytest.fixture
def treasury(tmp_path: Path) -> Iterator[Desk]:
    """A company whose cash is lowest on 6 April with 900, 400 above its floor of 500."""
    blind = replace(EVERY, id="blind", role="viewer")
    parsed = replace(cash_parse("with"), audiences={"board": EVERY, "blind": blind})
    store = Store.open(tmp_path / "s", today=lambda: date(2026, 4, 1), parse_catalogue=lambda _text: parsed)
    put(store, *actual(), *newest(), *before())
    yield Desk(store, [datetime(2026, 4, 1, 12, tzinfo=UTC)])
    store.close()


def test_cash_under_its_floor_is_told_once_and_again_when_it_is_back(treasury: Desk):
    store = treasury.store
    assert treasury.sends(kinds=ALERTS) == []
    number = schedule_cash(store, LOCAL, Movement("shop", "out", date(2026, 4, 3), "450", "New press"))
    (text,) = treasury.sends(kinds=ALERTS)
    assert alerts(text) == ["Cash is expected at its lowest on 6 Apr 2026: 450 EUR, 50 below our floor."]
    assert treasury.sends(kinds=ALERTS) == []
    assert treasury.asks("blind").headline.startswith("Board: the digest.")
    assert all("ash" not in notice.text for notice in treasury.asks("blind").notices)
    withdraw_cash(store, LOCAL, number, 1)
    (text,) = treasury.sends(kinds=ALERTS)
    assert alerts(text) == ["Cash is expected at its lowest on 6 Apr 2026: 900 EUR, 400 above our floor (was below)."]


def test_cash_at_risk_is_told_from_one_in_ten_on_and_only_once(tmp_path: Path):
    """The low point stays 200 above the floor of 500, and the chance of some day under it goes from 8 to 12 in 100."""
    blind = replace(EVERY, id="blind", role="viewer")
    parsed = replace(cash_parse("with"), audiences={"board": EVERY, "blind": blind})
    store = Store.open(tmp_path / "s", today=lambda: date(2026, 4, 1), parse_catalogue=lambda _text: parsed)
    desk = Desk(store, [datetime(2026, 4, 1, 12, tzinfo=UTC)])
    put(store, *actual(), *newest())
    assert desk.sends(kinds=ALERTS) == []
    ever = {"measure": "b_close@below_floor_ever", "value": D("0.12")}
    put(store, *(each | ever if each["measure"] == ever["measure"] else each for each in newest()))
    (text,) = desk.sends(kinds=ALERTS)
    (told,) = alerts(text)
    assert told.startswith("Cash may go under our floor: 12 in 100 on some day until 14 Apr 2026; expected at its ")
    assert "12 in 100" in desk.asks(kinds=DIGEST).notices[0].text, "the digest has the page's sentence"
    assert desk.sends(kinds=ALERTS) == []
    number = schedule_cash(store, LOCAL, Movement("shop", "out", date(2026, 4, 3), "50", "New press"))
    assert desk.sends(kinds=ALERTS) == [], "no chance is known now, and that is no all-clear"
    withdraw_cash(store, LOCAL, number, 1)
    assert all("ash" not in notice.text for notice in desk.asks("blind").notices)
    store.close()


def met(desk: Desk) -> None:
    """A weekly review with a decision, an action, a flag and something parked; then the one message, with one tick."""
    fay = Person("fay", "Fay", "finance", "finance", seat="cfo")
    desk.store.bring_people([fay, Person("moe", "Moe", "operations", "operations", seat="coo")], "boss")
    moe, store = Actor("moe", "operations"), desk.store
    agenda = tuple(AgendaItem("measure", f"measure/{name}", name, "", 3) for name in ("otif", "costs"))
    number = begin_meeting(store, FAY, "weekly", Scope("all", "2026-10"), agenda, 45)
    about, none = Subject("all", "otif", (), "2026-10"), Figures(None, None, None, 1)
    decided = Outcome(0, number, 1, store.meetings.now(), "moe", OutcomeKind.DECISION, "A second van <b>", about, none)
    store.meetings.record(replace(decided, expected=D("0.95"), by=date(2026, 12, 31), cost=Cost(D(250_000))))
    store.meetings.record(replace(decided, kind=OutcomeKind.PARKED, place=2, text="The bank", subject=None))
    assign(store, FAY, about, none, "fay", "moe", date(2026, 12, 4), "Hire a driver", lead="moe")
    raise_flag(store, moe, about, none, Warned("overrun", "Rents may rise", "80k", date(2026, 12, 8), "likely"))
    finish_meeting(store, FAY, number, 1, [1, 2])
    write_message(store, FAY, "We hold prices.", 0)
    tick(store, FAY, 1)


def test_a_digest_tells_what_was_said_since_the_last_one_and_each_audience_what_it_may_hear(desk: Desk):
    """All dates are those of the desk's clock: told by the digest of 22 Nov, no longer by that of 30 Nov."""
    moved = replace(desk.store._shelves, now=lambda: desk.clock[0])
    desk.store.meetings, desk.store.work, desk.store.sync = Meetings(moved), Work(moved), SyncBook(moved)
    met(desk)
    board, floor = (desk.asks(whom, DIGEST).notices[0].text for whom in ("board", "floor"))
    decided = "Decision of 22 Nov 2026 about On-time delivery, Small company"
    assert (
        f"- {decided}: A second van ＜b＞. Costs at most 250 k EUR. Expected 95 % by 31 Dec 2026; not known yet.\n"
        in board
    )
    assert f"- {decided}. Until 31 Dec 2026.\n" in floor
    assert "- Item 1, On-time delivery, Small company: Hire a driver, by 4 Dec 2026 (Moe (with Fay)).\n" in board
    assert "- Item 1, On-time delivery, Small company, by 4 Dec 2026 (Moe (with Fay)).\n" in floor
    flag = "- On-time delivery, Small company: overrun, about 80 k EUR, from 8 Dec 2026, likely.\n"
    assert (flag in board, flag in floor) == (True, True)
    assert not [words for words in ("van", "driver", "Rents", "prices") if words in floor]
    assert "Rents" not in board
    assert "prices" not in board, "only one of the two stands by it"
    tick(desk.store, Actor("moe", "operations"), 1)
    message = "From the CFO and the COO: We hold prices.\n"
    assert all(message in desk.asks(whom, DIGEST).notices[0].text for whom in ("wide", "floor"))
    desk.sends()
    about = Subject("all", "costs", (), "2026-10")
    warned = Warned("market", "Later that day", "30k", date(2026, 12, 8), "could be")
    raise_flag(desk.store, FAY, about, Figures(None, None, None, 1), warned)
    text = desk.on("2026-11-30").asks(kinds=DIGEST).notices[0].text
    assert "- Costs, Small company: market, about 30 k EUR, from 8 Dec 2026, could be.\n" in text
    assert not [words for words in ("van", "driver", "80 k", "prices") if words in text]


def test_a_workspace_without_audiences_says_so(loaded: Store):
    with pytest.raises(NoAudience, match=r"\[\[audiences\]\]"):
        notices_report(loaded, "board")
