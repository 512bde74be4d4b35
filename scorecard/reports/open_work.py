"""What is to do about a number, or was done: told beside it in a meeting and under a matter of those who lead."""

from datetime import date

from scorecard.domain.terms import line_of
from scorecard.domain.work import Subject, WorkState
from scorecard.reports.asked import Asked
from scorecard.reports.work_overlap import same_money
from scorecard.reports.work_rows import Shelf, Stand, WorkRow, row_of, stands_of

TOLD = 3
"""Pieces of work told of one number."""


def open_work(shelf: Shelf, subject: Subject) -> list[WorkRow]:
    """Work that is not verified about a number, at its place or below and in any window, the most urgent first.

    Work under the name of the same money counts; of a slice only what is about that slice or a part of it.
    """
    return [row_of(shelf, stand) for stand in _stands(shelf, subject) if stand.state is not WorkState.VERIFIED]


def done_since(shelf: Shelf, subject: Subject, day: date) -> list[WorkRow]:
    """Work about the same with an action that was verified on a day or after it and still is, the newest first."""
    found = [stand for stand in _stands(shelf, subject) if stand.state is WorkState.VERIFIED and stand.item.action]
    since = [(stand.item.verified, stand.item.id, stand) for stand in found if stand.item.verified]
    return [
        row_of(shelf, stand) for on, _, stand in sorted(since, key=lambda each: each[:2], reverse=True) if on >= day
    ]


def work_told(rows: list[WorkRow]) -> tuple[tuple[int, str], ...]:
    """The first of them by number, each in a few words."""
    return tuple((row.item.id, _words(row)) for row in rows[:TOLD])


def done_told(rows: list[WorkRow]) -> tuple[tuple[int, str], ...]:
    """The first of what was done, by number: when, what and by whom."""
    return tuple(
        (row.item.id, f"Done on {row.item.verified:%-d %b %Y}: {_what(row)} ({row.pair})") for row in rows[:TOLD]
    )


def _stands(shelf: Shelf, subject: Subject) -> list[Stand]:
    catalogue, names = shelf.asked.catalogue, _names(shelf.asked, subject.name)
    places = set(catalogue.subtree(subject.entity)) if subject.entity in catalogue.entities else set[str]()
    about = [
        item
        for item in shelf.items
        if item.subject.name in names
        and item.subject.entity in places
        and set(subject.where) <= set(item.subject.where)
    ]
    return stands_of(shelf, about)


def _names(asked: Asked, name: str) -> set[str]:
    """The number's own name, and those of a measure and the account that are the same amount."""
    line = line_of(asked.catalogue.measures[name]) if name in asked.catalogue.measures else ""
    return {name, *same_money(asked.catalogue, name), *({line} & asked.catalogue.accounts.keys())}


def _words(row: WorkRow) -> str:
    """Who does what until when; that nothing is agreed where it is not."""
    what = _what(row) or "no action agreed yet"
    day = row.item.action_due or row.due
    late = "overdue since" if row.overdue and day == row.due else "due"
    return f"{row.pair}: {what}, {late} {day.day} {day:%b}" if day else f"{row.pair}: {what}"


def _what(row: WorkRow) -> str:
    return " ".join(row.item.action.split()).rstrip(".")
