"""Calendar files: one entry for each due date, the same one every time, and text that stays text."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar

from scorecard.exports.calendar_file import Due, calendar_file, slug

WHEN = datetime(2026, 11, 14, 9, 12, tzinfo=UTC)
DUE = Due("work-7", date(2026, 12, 5), "Contractors, Ostermoor", "165 k worse than plan\nAda & Bo", WHEN, 2)


def events(made: bytes):
    return Calendar.from_ical(made).walk("VEVENT")


def test_an_item_is_one_entry_on_its_day():
    (event,) = events(calendar_file("Tarnwick", [DUE]))
    assert event.decoded("dtstart") == date(2026, 12, 5)
    assert event.decoded("dtend") == date(2026, 12, 6)
    assert event["summary"] == "Contractors, Ostermoor"
    assert event["description"] == "165 k worse than plan\nAda & Bo"
    assert event.decoded("sequence") == 2
    assert event["transp"] == "TRANSPARENT"


def test_a_later_file_replaces_the_entry_and_does_not_double_it():
    (before,), (after,) = (
        events(calendar_file("Tarnwick", [each])) for each in (DUE, replace(DUE, day=date(2027, 1, 9), version=3))
    )
    assert before["uid"] == after["uid"]
    assert after.decoded("sequence") > before.decoded("sequence")


def test_workspaces_and_items_keep_apart():
    uids = [
        event["uid"]
        for name in ("Tarnwick", "Ostermoor")
        for event in events(calendar_file(name, [DUE, replace(DUE, id="work-8")]))
    ]
    assert len(set(uids)) == 4


def test_the_same_entries_make_the_same_bytes():
    assert calendar_file("Tarnwick", [DUE]) == calendar_file("Tarnwick", [DUE])


@pytest.mark.parametrize(
    "text",
    [
        "a;b,c\\d",
        "END:VEVENT\r\nEND:VCALENDAR\r\nBEGIN:VEVENT",
        "x\nATTACH:file:///etc/passwd",
        "BEGIN:VALARM\x00\x1b",
        "ü" * 400,
    ],
)
def test_text_cannot_leave_its_line(text: str):
    made = calendar_file(text, [replace(DUE, title=text, text=text)])
    (event,) = events(made)
    assert set(event) == {
        "UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "TRANSP", "STATUS",
    }  # fmt: skip
    assert not event.subcomponents
    assert all(len(line) <= 75 for line in made.split(b"\r\n"))


def test_put_together_by_hand_such_text_would_add_an_entry():
    text = "a\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:b"
    by_hand = f"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:{text}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    assert len(events(by_hand.encode())) == 2


def test_nothing_due_is_a_calendar_all_the_same():
    assert events(calendar_file("Tarnwick", [])) == []


@pytest.mark.parametrize(
    ("name", "told"), [("Tarnwick Cooling", "tarnwick-cooling"), ("Nordkühl", "nordkuhl"), ("会社", "workspace")]
)
def test_a_name_becomes_part_of_an_address(name: str, told: str):
    assert slug(name) == told
