"""The ``[[boards]]`` of a catalogue: their shape, what must hold in them, and the values they become."""

from collections import Counter
from collections.abc import Container, Iterator, Mapping
from typing import Annotated, Literal

from pydantic import Field

from scorecard.domain.boards import SIDES, TILED, TILES, TODAY, Board, BoardView
from scorecard.domain.problems import Problem
from scorecard.ingest.catalogue_table import EntityId, Id, Table, Words, fields_of, given, unknown

Hour = Annotated[int, Field(ge=0, le=23)]
ShortName = Annotated[Words, Field(max_length=60)]


class BoardViewTable(Table):
    """``[[boards.views]]``."""

    kind: Literal["scorecard", "tiles", "today", "changed", "wins", "help"]
    name: ShortName = ""
    measures: tuple[Id, ...] = ()
    squares: dict[Literal["safety", "quality", "delivery", "cost"], Id] = Field(default_factory=dict)


class BoardTable(Table):
    """``[[boards]]``."""

    id: EntityId
    name: Annotated[Words, Field(min_length=1, max_length=60)]
    measures: tuple[Id, ...] = Field(min_length=1)
    allow: tuple[Id, ...] = ()
    entity: EntityId | None = None
    seconds: int = Field(default=20, ge=2, le=600)
    mode: Literal["dark", "light"] = "dark"
    dim: Annotated[tuple[Hour, ...], Field(max_length=2)] = ()
    views: tuple[BoardViewTable, ...] = ()


def board_problems(
    boards: tuple[BoardTable, ...],
    measures: Mapping[str, frozenset[str]],
    entities: Container[str],
    guarded: frozenset[str],
    name: str,
) -> Iterator[Problem]:
    """Names that do not exist, views that show what the board may not, and what is guarded and not allowed by name.

    Args:
        boards: As the file has them.
        measures: Measure id to every account and reading it is made of.
        entities: Which places there are.
        guarded: Accounts and readings that tell of money at the bank and of debts.
        name: The file's name.
    """
    for board in boards:
        where = f"{name}, boards “{board.id}”"
        if board.entity is not None and board.entity not in entities:
            yield unknown(f"{where} entity", "entity", board.entity)
        if board.dim and len(set(board.dim)) == 1:
            said = "it does not say from and until which hour"
            yield Problem(f"{where} dim", said, "Give two hours that differ, such as [20, 6], or leave it out.")
        yield from _listed(board.measures, measures, f"{where} measures")
        yield from _allowed(board, measures, guarded, where)
        for place, view in enumerate(board.views, 1):
            yield from _view(view, board, f"{where} view {place}")


def _listed(names: tuple[str, ...], measures: Mapping[str, frozenset[str]], where: str) -> Iterator[Problem]:
    for each, times in Counter(names).items():
        if each not in measures:
            yield unknown(where, "measure", each)
        if times > 1:
            yield Problem(where, f"“{each}” is named more than once", "Name each measure once.")


def _allowed(
    board: BoardTable, measures: Mapping[str, frozenset[str]], guarded: frozenset[str], where: str
) -> Iterator[Problem]:
    for each in dict.fromkeys(board.measures):
        if each not in board.allow and measures.get(each, frozenset()) & guarded:
            said = f"“{each}” tells of what is owned and owed, and everybody who passes reads it"
            yield Problem(f"{where} measures", said, "Name it under allow too, or take it off the board.")
    for each in board.allow:
        if each not in board.measures:
            said = f"“{each}” is allowed and not among the board's measures"
            yield Problem(f"{where} allow", said, "Name it under measures too, or take it out of allow.")


def _view(view: BoardViewTable, board: BoardTable, where: str) -> Iterator[Problem]:
    if (view.kind == TILED) != bool(view.measures):
        yield Problem(where, "measures and kind = “tiles” go together", "Give both or neither.")
    if (view.kind == TODAY) != bool(view.squares):
        yield Problem(where, "squares and kind = “today” go together", "Give both or neither.")
    if len(view.measures) > TILES:
        said = f"it has {len(view.measures)} tiles; from three metres {TILES} can be read"
        yield Problem(where, said, "Spread them over more views.")
    for each, times in Counter((*view.measures, *view.squares.values())).items():
        if each not in board.measures:
            yield Problem(where, f"“{each}” is not among the board's measures", "Name it there, or leave it out here.")
        if times > 1:
            yield Problem(where, f"“{each}” is named more than once", "Name each measure once.")


def boards_of(tables: tuple[BoardTable, ...]) -> dict[str, Board]:
    """The values checked tables become, by id."""
    return {row.id: Board(**(given(row) | {"views": tuple(map(_view_of, row.views))})) for row in tables}


def _view_of(view: BoardViewTable) -> BoardView:
    squares = tuple((side, measure) for side in SIDES for told, measure in view.squares.items() if told == side)
    return BoardView(**(fields_of(view) | {"squares": squares}))
