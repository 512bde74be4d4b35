"""A board on the wall: the measures its catalogue lists and no other, how old each is, and what changed among them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from scorecard.domain.boards import CHANGED, HELP, SCORECARD, TILED, TODAY, WINS, Board, BoardView, views_of
from scorecard.domain.catalogue import Catalogue, Measure
from scorecard.domain.display import shown
from scorecard.domain.errors import ScorecardError, UnknownName
from scorecard.domain.scope import Scope
from scorecard.domain.vocabulary import Perspective, Status
from scorecard.domain.wording import age_words, curtain_words, status_words, turned_words, verdict
from scorecard.reports.asked import Asked, open_scope, place_of
from scorecard.reports.evaluated import evaluated
from scorecard.reports.headline import standing_headline
from scorecard.reports.kiosk_days import DayBoard, day_boards
from scorecard.reports.kiosk_wanted import Written, written_about
from scorecard.reports.moved import NEW, Change
from scorecard.reports.scorecard import moved_since
from scorecard.reports.standing import MeasureRow, rows_of
from scorecard.reports.standing_counts import is_not_due
from scorecard.reports.usual import usual_scope
from scorecard.reports.wins import is_back
from scorecard.store.store import Store

SPARK = 6
"""Periods in a tile's small line."""

LINES = 5
"""Sentences that one view can hold."""

BACK = 5
"""States looked back through for the last one in which something on the board was different."""


class NoBoard(ScorecardError):
    """The catalogue names no board at all."""

    def __init__(self) -> None:
        super().__init__("This workspace has no board for a wall yet; its catalogue can name some under [[boards]].")


@dataclass(frozen=True, slots=True)
class KioskTile:
    """One measure on the wall, without the names of its owners.

    Attributes:
        row: How it stands, its small line cut to the last periods.
        value: What stands there: the value of the period, or the last one known.
        of: Label of the period of that value; "" where none is known.
        age: How old it is in words.
        curtain: What hangs over a number that is missing or too old; "" over one that may be read.
        action: What is done about a number that is off track, and until when; "" over any other.
    """

    row: MeasureRow
    value: Decimal | None
    of: str
    age: str
    curtain: str = ""
    action: str = ""


@dataclass(frozen=True, slots=True)
class KioskGroup:
    """The board's measures of one perspective, those that need a look first; how many of the judged are on track.

    ``said`` stands behind these numbers: what they count, and how many measures they leave out.
    """

    name: str
    tiles: tuple[KioskTile, ...]
    on_track: int
    judged: int
    said: str


@dataclass(frozen=True, slots=True)
class KioskView:
    """One view; of tiles, groups, days and lines only what its kind shows is filled.

    ``tiles`` stand beside ``days``, one for each, as ``statuses`` beside ``lines``; ``more`` lines did not fit.
    """

    kind: str
    name: str
    tiles: tuple[KioskTile, ...] = ()
    groups: tuple[KioskGroup, ...] = ()
    days: tuple[DayBoard, ...] = ()
    lines: tuple[str, ...] = ()
    statuses: tuple[Status, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class KioskReport:
    """Everything a board shows; nothing else of the workspace is in it."""

    board: Board
    headline: str
    place: str
    period_label: str
    as_of: str
    revision: int
    notice: str
    currency: str
    since: str
    views: tuple[KioskView, ...]


@dataclass(frozen=True)
class Seen:
    """What the views of one board are made from: its tiles by measure, what moved, and what people wrote."""

    store: Store
    asked: Asked
    tiles: dict[str, KioskTile]
    moved: Sequence[Change]
    written: Written


def boards_report(store: Store, _scope: Scope) -> tuple[Board, ...]:
    """Answer: which boards does the newest catalogue name?"""
    return tuple(store.snapshot("").catalogue.boards.values())


def kiosk_report(store: Store, _scope: Scope, board: str = "") -> KioskReport:
    """Answer: what stands on this board now?

    Args:
        store: The open store.
        _scope: Not heeded: place, period and state of a wall are what its board says, whatever a link does.
        board: The board's id; "" for the first one.

    Raises:
        NoBoard: If the catalogue names none.
        UnknownName: If it names others.
        NothingPublished: If there are no figures yet.
    """
    snapshot = store.snapshot("")
    found = _board(snapshot.catalogue, board)
    place = {"entity": found.entity} if found.entity else {}
    asked = open_scope(store, usual_scope(snapshot, store.today()).with_(**place))
    catalogue = asked.catalogue
    measures = [catalogue.measure(name) for name in found.measures]
    written = written_about(store, asked, found)
    tiles = {tile.row.id: _acted(tile, written) for tile in _tiles(asked, measures)}
    rows = [tile.row for tile in tiles.values()]
    moved, since = _moved(store, asked, rows)
    seen = Seen(store, asked, tiles, moved, written)
    views = tuple(_view(view, seen) for view in views_of(found))
    full = tuple(view for view in views if view.kind not in (WINS, HELP) or view.lines)
    return KioskReport(
        board=found,
        headline=standing_headline(rows, catalogue.currency, asked.period.label, place_of(asked)),
        place=catalogue.entity(asked.scope.entity).name,
        period_label=asked.period.label,
        as_of=snapshot.as_of_label,
        revision=snapshot.revision,
        notice=catalogue.notice or ("All figures here are invented." if catalogue.invented else ""),
        currency=catalogue.currency,
        since=since,
        views=full or views,
    )


def _moved(store: Store, asked: Asked, rows: Sequence[MeasureRow]) -> tuple[tuple[Change, ...], str]:
    """What changed when something on the board last did: a load about something else does not empty the wall."""
    before, found = asked.snapshot.before, moved_since(store, asked, rows, "")
    for _ in range(BACK):
        if found[0] or not before:
            break
        before = store.snapshot(f"r{before}").before
        found = moved_since(store, asked, rows, f"r{before}") if before else found
    return found


def _board(catalogue: Catalogue, name: str) -> Board:
    if not catalogue.boards:
        raise NoBoard
    if name and name not in catalogue.boards:
        raise UnknownName("board", name)
    return catalogue.boards[name] if name else next(iter(catalogue.boards.values()))


def _tiles(asked: Asked, measures: Sequence[Measure]) -> Iterable[KioskTile]:
    for row, measure in zip(rows_of(asked, measures), measures, strict=True):
        at, value = asked.period.label if row.value is not None else "", row.value
        if row.carried_from:
            at = row.carried_from
        elif value is None:
            at, value = _last_known(asked, measure)
        bare = replace(
            row, finance_owner="", operations_owner="", spark=row.spark[-SPARK:], spark_goal=row.spark_goal[-SPARK:]
        )
        hidden = row.stale or row.value is None
        yield KioskTile(
            bare, value, at, age_words(row.age_days, row.stale), curtain_words(at, row.age_days) if hidden else ""
        )


def _last_known(asked: Asked, measure: Measure) -> tuple[str, Decimal | None]:
    """The newest value up to the period asked for, with its period's label; nothing where a year knows none."""
    series = evaluated(asked, measure).series
    known = [at for at in range(asked.index + 1) if series.values[at] is not None]
    return (asked.calendar.periods[known[-1]].label, series.values[known[-1]]) if known else ("", None)


def _acted(tile: KioskTile, written: Written) -> KioskTile:
    """A tile with what is done about it, where it is off track and may be read."""
    is_red = tile.row.judged and tile.row.status is Status.OFF_TRACK and not tile.curtain
    return replace(tile, action=written.action(tile.row)) if is_red else tile


def _view(view: BoardView, seen: Seen) -> KioskView:
    tiles = seen.tiles
    if view.kind == TILED:
        return KioskView(view.kind, view.title, tiles=tuple(tiles[name] for name in view.measures))
    if view.kind == TODAY:
        days = day_boards(seen.store, seen.asked, view)
        return KioskView(view.kind, view.title, tiles=tuple(tiles[each.measure] for each in days), days=days)
    if view.kind == SCORECARD:
        sides = ((side, seen.asked.catalogue.perspectives[side]) for side in Perspective)
        groups = (_group(side, name, tiles.values()) for side, name in sides)
        return KioskView(view.kind, view.title, groups=tuple(group for group in groups if group.tiles))
    told = _told(view.kind, seen)
    lines, statuses = zip(*told, strict=True) if told else ((), ())
    return KioskView(
        view.kind, view.title, lines=lines[:LINES], statuses=statuses[:LINES], more=max(len(lines) - LINES, 0)
    )


def _told(kind: str, seen: Seen) -> list[tuple[str, Status]]:
    """The sentences of a view with a status for each."""
    if kind == CHANGED:
        return _changed(seen.moved, seen.tiles, seen.asked)
    if kind == HELP:
        return seen.written.wanted({name: tile.row for name, tile in seen.tiles.items()})
    return _wins(seen.tiles.values())


def _group(side: Perspective, name: str, tiles: Iterable[KioskTile]) -> KioskGroup:
    """The measures of a perspective, the lowest score first and those without one last."""
    own = [tile for tile in tiles if tile.row.perspective is side]
    own.sort(key=lambda tile: (bool(tile.curtain), tile.row.score is None, tile.row.score or 0.0))
    readable = [tile for tile in own if tile.row.judged and not tile.curtain]
    on_track = sum(tile.row.status is Status.ON_TRACK for tile in readable)
    return KioskGroup(name, tuple(own), on_track, len(readable), _counted(own, len(readable)))


def _counted(tiles: Sequence[KioskTile], judged: int) -> str:
    """As “on track of those reported here, 2 not reported”: nothing behind a curtain is left out in silence."""
    hidden = [tile for tile in tiles if tile.curtain]
    outdated = sum(tile.row.value is not None for tile in hidden)
    not_due = sum(is_not_due(tile.row) for tile in hidden)
    missing = len(hidden) - outdated - not_due
    said = "on track of those reported here" if judged else "nothing on this board to judge"
    counts = ((missing, "not reported"), (not_due, "not due yet"), (outdated, "out of date"))
    return said + "".join(f", {count} {words}" for count, words in counts if count)


def _changed(moved: Sequence[Change], tiles: dict[str, KioskTile], asked: Asked) -> list[tuple[str, Status]]:
    """One sentence each, of what hangs behind no curtain.

    A figure that is new stands beside the one of the period before, if it reads otherwise.
    """
    readable = (change for change in moved if not tiles[change.measure].curtain)
    told = ((_newer(change, tiles[change.measure].row, asked), change) for change in readable)
    return [(said, change.status_after) for said, change in told if said]


def _newer(change: Change, row: MeasureRow, asked: Asked) -> str:
    """As “Overtime: 5.1 % after 5.6 % in Sep 2026, better.”; the change's own sentence where there is no such pair."""
    before = None
    if change.why == NEW and row.value is not None and not row.carried_from and asked.index:
        before = evaluated(asked, asked.catalogue.measure(row.id)).series.values[asked.index - 1]
    if row.value is None or before is None:
        return change.sentence
    now, then = (shown(each, row.unit, asked.catalogue.currency, row.decimals) for each in (row.value, before))
    turned = turned_words(row.status_before, row.status) if row.judged else ""
    judged = f", {verdict((row.value - before) * row.polarity.sign)}" if row.polarity.sign else ""
    period = asked.calendar.periods[asked.index - 1].label
    stands = turned or (f"; {status_words(row.status).lower()}" if row.judged else "")
    return f"{row.label}: {now} after {then} in {period}{judged}{stands}." if now != then or turned else ""


def _wins(tiles: Iterable[KioskTile]) -> list[tuple[str, Status]]:
    """Measures that are back on track, as far as they may be read."""
    turned = (tile.row for tile in tiles if not tile.curtain and is_back(tile.row))
    return [(f"{row.label} is on track again: {row.difference_words}.", row.status) for row in turned]
