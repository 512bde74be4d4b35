"""The parts that only some kinds of meeting have, each in the words of the report it shows."""

from collections.abc import Callable, Collection, Iterator, Mapping
from types import MappingProxyType

from scorecard.domain.agenda import AgendaItem, Block
from scorecard.reports.asked import Asked
from scorecard.reports.bridge import bridge_report
from scorecard.reports.drivers import drivers_report
from scorecard.reports.huddle import huddle_items
from scorecard.reports.kept_targets import targets_report
from scorecard.reports.lessons import lessons_report
from scorecard.reports.variance import variance_report
from scorecard.store.store import Store

DRIVER = 5
"""Minutes of one driver."""


def part_items(store: Store, asked: Asked, parts: Collection[Block]) -> Iterator[AgendaItem]:
    """What these parts hold, in no order; parts that every meeting has are left to the agenda itself."""
    for block, items in MADE.items():
        if block in parts:
            yield from items(store, asked)


def _whole(block: Block, minutes: int, told: Callable[[Store, Asked], str]) -> "Made":
    """A part that is one item, which its kind names: ``statement``, ``outlook``."""
    kind = block.name.lower()

    def items(store: Store, asked: Asked) -> Iterator[AgendaItem]:
        yield AgendaItem(kind, kind, block.value, told(store, asked), minutes, block=block)

    return items


def _changed(store: Store, asked: Asked) -> Iterator[AgendaItem]:
    """The steps to the result of the first statement; nothing where they cannot be told apart."""
    result = variance_report(store, asked.scope).result
    found = bridge_report(store, asked.scope, result) if result else None
    if found is not None and found.bridges:
        yield AgendaItem("changed", f"changed/{result}", found.name, found.bridges[0].sentence, 8, block=Block.CHANGED)


def _drivers(store: Store, asked: Asked) -> Iterator[AgendaItem]:
    """The largest lines, each to be given to a pair."""
    for row in drivers_report(store, asked.scope).drivers:
        yield AgendaItem(
            "line", f"line/{row.id}", row.label, row.words, DRIVER, row.who, score=row.size, block=Block.DRIVERS
        )


Made = Callable[[Store, Asked], Iterator[AgendaItem]]

MADE: Mapping[Block, Made] = MappingProxyType({
    Block.STATEMENT: _whole(Block.STATEMENT, 8, lambda store, asked: variance_report(store, asked.scope).headline),
    Block.CHANGED: _changed,
    Block.OUTLOOK: _whole(
        Block.OUTLOOK, 6, lambda _store, _asked: "Where cash and the year go from here, and how good forecasts were."
    ),
    Block.LESSONS: _whole(Block.LESSONS, 6, lambda store, asked: lessons_report(store, asked.scope).headline),
    Block.TARGETS: _whole(Block.TARGETS, 10, lambda store, asked: targets_report(store, asked.scope).headline),
    Block.WEIGHTS: _whole(Block.WEIGHTS, 6, lambda store, asked: targets_report(store, asked.scope).weights),
    Block.YESTERDAY: huddle_items,
    Block.DRIVERS: _drivers,
    Block.OWNERS: _whole(Block.OWNERS, 8, lambda store, asked: drivers_report(store, asked.scope).headline),
})  # fmt: skip
"""A part to its items."""
