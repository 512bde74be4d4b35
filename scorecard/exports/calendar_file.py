"""ICS: due dates as all-day entries that a calendar takes in again without doubling them."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event, vText

PRODUCT = "-//Scorecard//Work//EN"
LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Due:
    """One entry of the calendar.

    Attributes:
        id: The same for the same thing in every file: a calendar replaces the entry it has.
        day: The day it is due.
        title: What is due, in one line.
        text: What else to know; several lines.
        changed: When it was last written to, with its zone; a calendar takes the later one for true.
        version: Counts the changes, from 0.
    """

    id: str
    day: date
    title: str
    text: str
    changed: datetime
    version: int = 0


def calendar_file(name: str, entries: Iterable[Due]) -> bytes:
    """The file, with one entry each that blocks nobody's day; same entries, same bytes.

    Args:
        name: What the calendar is called; also keeps the entries of several workspaces apart.
        entries: What is due.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", vText(one_line(name)))
    for entry in entries:
        calendar.add_component(_event(entry, slug(name)))
    return bytes(calendar.to_ical())


def _event(entry: Due, house: str) -> Event:
    event = Event()
    event.add("uid", f"{entry.id}@{house}.scorecard.invalid")
    event.add("dtstamp", entry.changed)
    event.add("last-modified", entry.changed)
    event.add("sequence", entry.version)
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + timedelta(days=1))
    event.add("summary", one_line(entry.title))
    event.add("description", clean(entry.text))
    event.add("transp", "TRANSPARENT")
    event.add("status", "CONFIRMED")
    return event


def slug(name: str) -> str:
    """A name as part of an address: letters a to z, digits and hyphens, never empty."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60] or "workspace"


def one_line(text: str) -> str:
    """The same without line ends."""
    return " ".join(clean(text).split())


def clean(text: str) -> str:
    """Text without control signs but line ends, cut short; the library escapes what has a meaning."""
    shown = text.replace("\r\n", "\n").replace("\r", "\n")
    shown = "".join(sign if sign.isprintable() or sign == "\n" else " " for sign in shown)
    return shown if len(shown) <= LONGEST else shown[:LONGEST] + "…"
