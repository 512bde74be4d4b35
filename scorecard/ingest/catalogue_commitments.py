"""The ``[[dials]]``, ``[[commitments]]`` and ``[[joint_goals]]`` of a catalogue: shape, faults and values."""

from collections import Counter
from collections.abc import Container, Iterator
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from scorecard.domain.commitments import DIALS, Bound, Commitment, Dial, JointGoal, Over, To
from scorecard.domain.problems import Problem
from scorecard.ingest.catalogue_cash import CashTable
from scorecard.ingest.catalogue_table import EntityId, Id, Name, Number, Table, Weight, Words, given, unknown

ShortName = Annotated[Name, Field(max_length=80)]
LIMITS = ("covenant", "floor")
"""Amounts the cash table tells already; a commitment names them and does not repeat them."""


class DialTable(Table):
    """``[[dials]]``."""

    id: EntityId
    name: Annotated[Name, Field(max_length=40)]
    tells: Literal["cash", "year", "measures"]
    measures: tuple[Id, ...] = Field(default=(), max_length=4)
    promise: EntityId | None = None


class CommitmentTable(Table):
    """``[[commitments]]``."""

    id: EntityId
    name: ShortName
    to: To
    whom: Annotated[Words, Field(max_length=60)] = ""
    bound: Bound
    measure: Id | None = None
    cash: Literal["covenant", "floor", "low_point"] | None = None
    least: Number | None = None
    most: Number | None = None
    over: Over = Over.MONTH
    entity: EntityId | None = None
    little: Annotated[Number, Field(ge=0)] | None = None
    since: date | None = None
    until: date | None = None


class JointGoalTable(Table):
    """``[[joint_goals]]``."""

    measure: Id
    weight: Annotated[Weight, Field(gt=0)] = Decimal(1)


class SyncTables(Table):
    """All three together, as a catalogue holds them."""

    dials: tuple[DialTable, ...] = ()
    commitments: tuple[CommitmentTable, ...] = ()
    joint_goals: tuple[JointGoalTable, ...] = ()


def sync_problems(
    told: SyncTables,
    cash: CashTable | None,
    measures: Container[str],
    yearly: Container[str],
    entities: Container[str],
    name: str,
) -> Iterator[Problem]:
    """Names that do not exist, promises that say nothing or too much, and dials that have nothing to tell.

    Args:
        told: As the file has them.
        cash: The cash table.
        measures: Which measures there are.
        yearly: Those that are the amount of one account and so have a year's outlook.
        entities: Which places there are.
        name: The file's name.
    """
    for row in told.commitments:
        where = f"{name}, commitments “{row.id}”"
        yield from _number(row, cash, measures, yearly, where)
        if row.entity is not None and row.entity not in entities:
            yield unknown(f"{where} entity", "entity", row.entity)
        if row.since and row.until and row.until < row.since:
            yield Problem(f"{where} until", "it ends before it begins", "Correct one of the two dates.")
    if len(told.dials) > DIALS:
        said = f"there are {len(told.dials)}; one glance takes {DIALS}"
        yield Problem(f"{name}, dials", said, "Leave out those that are looked at elsewhere.")
    promises = {row.id: row for row in told.commitments}
    for dial in told.dials:
        yield from _dial(dial, cash, measures, yearly, promises.get(dial.promise or ""), f"{name}, dials “{dial.id}”")
    yield from _goals(told.joint_goals, measures, name)


def _goals(goals: tuple[JointGoalTable, ...], measures: Container[str], name: str) -> Iterator[Problem]:
    for measure, times in Counter(goal.measure for goal in goals).items():
        if measure not in measures:
            yield unknown(f"{name}, joint_goals", "measure", measure)
        if times > 1:
            yield Problem(f"{name}, joint_goals", f"“{measure}” is used more than once", "Name each once.")


def _number(
    row: CommitmentTable, cash: CashTable | None, measures: Container[str], yearly: Container[str], where: str
) -> Iterator[Problem]:
    """Which number a promise is about, and its amount."""
    if (row.measure is None) == (row.cash is None):
        yield Problem(where, "it does not say one number", "Give either measure or cash.")
    elif row.cash is not None:
        yield from _cash(row, cash, where)
    else:
        if row.measure not in measures:
            yield unknown(f"{where} measure", "measure", row.measure or "")
        elif row.over is Over.YEAR and row.measure not in yearly:
            said = f"“{row.measure}” is not the amount of one account, so it has no outlook for a year"
            yield Problem(f"{where} over", said, 'Give over = "month", or another measure.')
        if (row.least is None) == (row.most is None):
            yield Problem(where, "it does not say one amount", "Give either least or most.")


def _cash(row: CommitmentTable, cash: CashTable | None, where: str) -> Iterator[Problem]:
    if cash is None:
        yield Problem(f"{where} cash", "the catalogue does not say what cash is", "Add a section “cash”.")
    if row.most is not None or row.entity is not None or row.over is not Over.MONTH:
        said = "the lowest point of cash is the whole company's, and must not go below something"
        yield Problem(where, said, "Leave out most, entity and over.")
    if row.cash in LIMITS:
        if row.least is not None:
            yield Problem(f"{where} least", f"the amount of the {row.cash} stands under cash", "Leave out least.")
        if cash is not None and getattr(cash, row.cash or "") is None:
            yield Problem(f"{where} cash", f"there is no {row.cash} under cash", f"Give {row.cash} there.")
    elif row.least is None:
        yield Problem(where, "it does not say below what cash must not go", "Give least.")


def _dial(
    row: DialTable,
    cash: CashTable | None,
    measures: Container[str],
    yearly: Container[str],
    promise: CommitmentTable | None,
    where: str,
) -> Iterator[Problem]:
    for each in row.measures:
        if each not in measures:
            yield unknown(f"{where} measures", "measure", each)
    least, most = {"cash": (0, 0), "year": (1, 1), "measures": (1, 4)}[row.tells]
    if not least <= len(row.measures) <= most:
        wanted = {"cash": "no measures", "year": "one measure", "measures": "one to four measures"}[row.tells]
        yield Problem(f"{where} measures", f"it tells “{row.tells}” of {len(row.measures)}", f"Give {wanted}.")
    elif row.tells == "year" and row.measures[0] in measures and row.measures[0] not in yearly:
        said = f"“{row.measures[0]}” is not the amount of one account, so it has no outlook for a year"
        yield Problem(f"{where} measures", said, "Give another measure.")
    if row.tells == "cash" and cash is None:
        yield Problem(f"{where} tells", "the catalogue does not say what cash is", "Add a section “cash”.")
    if row.promise is not None:
        fits = promise is not None and promise.over is Over.YEAR and (promise.measure,) == row.measures
        if row.tells != "year" or not fits:
            said = f"“{row.promise}” is no promise about this measure over a year"
            yield Problem(f"{where} promise", said, "Name a commitment about the same measure with over = “year”.")


def dials_of(tables: tuple[DialTable, ...]) -> tuple[Dial, ...]:
    """The values checked tables become, in the file's order."""
    return tuple(Dial(**given(row)) for row in tables)


def commitments_of(tables: tuple[CommitmentTable, ...]) -> dict[str, Commitment]:
    """The same, by id."""
    return {row.id: Commitment(**given(row)) for row in tables}


def joint_goals_of(tables: tuple[JointGoalTable, ...]) -> tuple[JointGoal, ...]:
    """The same."""
    return tuple(JointGoal(**given(row)) for row in tables)
