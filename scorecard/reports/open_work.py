"""What is still to do about a number, in words: told beside it in a meeting and under a matter of those who lead."""

from scorecard.domain.terms import line_of
from scorecard.domain.work import Subject, WorkState
from scorecard.reports.asked import Asked
from scorecard.reports.work_overlap import same_money
from scorecard.reports.work_rows import Shelf, WorkRow, row_of, stands_of

TOLD = 3
"""Pieces of work told of one number."""


def open_work(shelf: Shelf, subject: Subject) -> list[WorkRow]:
    """Work that is not verified about a number, at its place or below and in any window, the most urgent first.

    Work under the name of the same money counts; of a slice only what is about that slice or a part of it.
    """
    catalogue, names = shelf.asked.catalogue, _names(shelf.asked, subject.name)
    places = set(catalogue.subtree(subject.entity)) if subject.entity in catalogue.entities else set[str]()
    about = [
        item
        for item in shelf.items
        if item.subject.name in names
        and item.subject.entity in places
        and set(subject.where) <= set(item.subject.where)
    ]
    return [row_of(shelf, stand) for stand in stands_of(shelf, about) if stand.state is not WorkState.VERIFIED]


def work_told(rows: list[WorkRow]) -> tuple[tuple[int, str], ...]:
    """The first of them by number, each in a few words."""
    return tuple((row.item.id, _words(row)) for row in rows[:TOLD])


def _names(asked: Asked, name: str) -> set[str]:
    """The number's own name, and those of a measure and the account that are the same amount."""
    line = line_of(asked.catalogue.measures[name]) if name in asked.catalogue.measures else ""
    return {name, *same_money(asked.catalogue, name), *({line} & asked.catalogue.accounts.keys())}


def _words(row: WorkRow) -> str:
    """Who does what until when; that nothing is agreed where it is not."""
    what = " ".join(row.item.action.split()).rstrip(".") or "no action agreed yet"
    day = row.item.action_due or row.due
    late = "overdue since" if row.overdue and day == row.due else "due"
    return f"{row.pair}: {what}, {late} {day.day} {day:%b}" if day else f"{row.pair}: {what}"
