"""What people wrote about a board's measures, as far as a wall may tell it: help wanted, and what is done about red."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from scorecard.domain.agenda import Block
from scorecard.domain.boards import HELP, Board, unnamed
from scorecard.domain.flags import Flag, FlagState
from scorecard.domain.huddle import Line, age_words
from scorecard.domain.vocabulary import Status
from scorecard.domain.wording import span_words, when_words
from scorecard.domain.work import Subject, WorkState
from scorecard.domain.work_ageing import due_next
from scorecard.reports.asked import Asked
from scorecard.reports.huddle import lines_left
from scorecard.reports.standing import MeasureRow
from scorecard.reports.work_rows import Shelf, Stand, figures_words, period_label, place_of, shelf_of, stands_of
from scorecard.store.store import Store

LONGEST = 120
"""Letters of what somebody wrote; more cannot be read from three metres."""

ON_A_TILE = 54
"""Letters of an action on a tile: its day has to fit behind it."""

NO_ACTION, AN_ACTION = "No action agreed yet.", "An action is agreed"


@dataclass(frozen=True)
class Written:
    """Obstacles, work and flags that belong on one board: about its measures, at its place or below.

    What is about a slice, such as one supplier or one customer, is left out: a board allows measures and no names.
    """

    shelf: Shelf
    board: Board
    obstacles: tuple[Line, ...]
    flags: tuple[Flag, ...]
    stands: tuple[Stand, ...]

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset((*self.shelf.names, *self.shelf.names.values()))

    @cached_property
    def _tells_words(self) -> bool:
        return any(view.kind == HELP for view in self.board.views)

    def action(self, row: MeasureRow) -> str:
        """What is done about a measure that is off track, and until when, its reason known or not; never who does it.

        In its own words only on a board that names help wanted; on others that there is one, and its day.
        """
        agreed = [each for each in self.stands if each.item.subject.name == row.id and each.item.action]
        here = [each for each in agreed if each.item.subject.entity == self.shelf.asked.scope.entity] or agreed
        if not here:
            return NO_ACTION
        newest = max(here, key=lambda each: each.item.id)
        told = self._text(newest.item.action, ON_A_TILE) if self._tells_words else AN_ACTION
        return f"{told}, {_until(newest.item.action_due, self.shelf.today)}."

    def wanted(self, rows: Mapping[str, MeasureRow]) -> list[tuple[str, Status]]:
        """One sentence for what waits for somebody: obstacles, work with the late first, flags that stand."""
        told = [(self._obstacle(each, about, rows), about.name) for each in self.obstacles if (about := each.subject)]
        told += [(self._work(each, rows), each.item.subject.name) for each in self.stands if _waits(each)]
        told += [(self._flag(each, rows), each.subject.name) for each in reversed(self.flags)]
        return [(sentence, rows[name].status) for sentence, name in told]

    def _work(self, stand: Stand, rows: Mapping[str, MeasureRow]) -> str:
        about = self._about(stand.item.subject, rows)
        if stand.state is WorkState.AGREED:
            return f"{about}: {self._text(stand.item.action)}, {self._due(stand)}."
        wanted = "an action" if stand.state is WorkState.EXPLAINED else "a reason"
        stands = self._stands(stand, rows)
        return f"{about}: {f'{stands}; ' if stands else ''}{wanted} is wanted, {self._due(stand)}."

    def _stands(self, stand: Stand, rows: Mapping[str, MeasureRow]) -> str:
        """How its number stands, as its tile says it; of a place below, with the window the work is about."""
        subject, asked = stand.item.subject, self.shelf.asked
        if subject.entity == asked.scope.entity:
            return rows[subject.name].difference_words
        if stand.found is None or not (told := figures_words(stand.found.figures, stand.found)):
            return ""
        return f"{told} {when_words(stand.found.measure.kind, subject.view, period_label(asked, subject.period))}"

    def _obstacle(self, line: Line, about: Subject, rows: Mapping[str, MeasureRow]) -> str:
        age = age_words(line, self.shelf.today)
        return f"{self._about(about, rows)}: {self._text(line.text)}{f' ({age})' if age else ''}."

    def _flag(self, flag: Flag, rows: Mapping[str, MeasureRow]) -> str:
        """Not how much it is about: an amount is a number that the board does not allow."""
        when = f"from {flag.earliest:%-d %b %Y}, {flag.confidence.value}"
        return f"{self._about(flag.subject, rows)}: {self._text(flag.text)} ({when})."

    def _about(self, subject: Subject, rows: Mapping[str, MeasureRow]) -> str:
        label, asked = rows[subject.name].label, self.shelf.asked
        is_here = subject.entity == asked.scope.entity
        return label if is_here else f"{label}, {place_of(asked.catalogue, subject.entity)}"

    def _due(self, stand: Stand) -> str:
        return _until(due_next(stand.item, stand.state), self.shelf.today)

    def _text(self, text: str, longest: int = LONGEST) -> str:
        said = unnamed(" ".join(text.split()), self._names).rstrip(".")
        return said if len(said) <= longest else f"{said[:longest].rsplit(' ', 1)[0].rstrip(',')} …"


def written_about(store: Store, asked: Asked, board: Board) -> Written:
    """What the book holds about a board's measures; numbers of nothing else are read.

    Args:
        store: The open store.
        asked: The board's own scope, opened.
        board: Tells which measures.
    """
    shelf = shelf_of(store, asked)
    below = frozenset(asked.catalogue.subtree(asked.scope.entity))

    def belongs(subject: Subject) -> bool:
        return subject.name in board.measures and subject.entity in below and not subject.where

    items = [item for item in shelf.items if belongs(item.subject)]
    flags = (flag for flag in store.meetings.flags() if flag.state is FlagState.OPEN and belongs(flag.subject))
    left = lines_left(store, asked.scope.entity)
    obstacles = (line for line in left if line.column is Block.OBSTACLES and line.subject and belongs(line.subject))
    return Written(shelf, board, tuple(obstacles), tuple(flags), tuple(_open(stands_of(shelf, items))))


def _until(due: date | None, today: date) -> str:
    late = (today - due).days if due else 0
    return f"due {due:%-d %b %Y}{f', {span_words(late)} late' if late > 0 else ''}" if due else "due on no day yet"


def _open(stands: Iterable[Stand]) -> Iterator[Stand]:
    return (each for each in stands if each.state is not WorkState.VERIFIED)


def _waits(stand: Stand) -> bool:
    """Whether somebody is asked for: no reason yet, no action yet, or the action is late."""
    return stand.state is not WorkState.AGREED or stand.overdue > 0
