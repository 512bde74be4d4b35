"""A workspace described: entities, accounts, readings, measures, objectives and people."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from scorecard.domain.audiences import Audience
from scorecard.domain.boards import Board
from scorecard.domain.catalogue_cash import Cash
from scorecard.domain.closing import Closing
from scorecard.domain.commitments import Commitment, Dial, JointGoal
from scorecard.domain.errors import UnknownName
from scorecard.domain.vocabulary import Cadence, Kind, Normal, Perspective, Polarity, Unit


@dataclass(frozen=True, slots=True)
class Entity:
    """Where it happens: a node of the entity tree."""

    id: str
    name: str
    parent: str | None = None
    level: str = ""
    aliases: tuple[str, ...] = ()
    opened: date | None = None
    closed: date | None = None


@dataclass(frozen=True, slots=True)
class Materiality:
    """When a difference is worth a look (semantics 2.3)."""

    amount: Decimal | None = None
    share: Decimal = Decimal("0.01")
    percent: Decimal = Decimal("0.05")


@dataclass(frozen=True, slots=True)
class Account:
    """A node of the account tree; a group sums its children in its own normal sign.

    ``formula`` (for subtotals such as gross profit) lists signed terms, ``("+revenue", "-cogs")``,
    in natural sign. Only leaves carry facts. ``driver`` names the reading or measure that moves the
    account; ``materiality`` is the group's own rule, which also holds for what lies below it.
    """

    id: str
    name: str
    normal: Normal = Normal.DEBIT
    parent: str | None = None
    kind: Kind = Kind.FLOW
    formula: tuple[str, ...] = ()
    finance_name: str = ""
    aliases: tuple[str, ...] = ()
    driver: str = ""
    materiality: Materiality | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """Lines told together and what they come to.

    By ``accounts`` it lists the account trees named in ``lines`` and judges them by what they do to
    ``result``. By ``places`` it lists one measure, account or reading, ``of``, for each place below;
    ``beside`` names others that are shown as columns of their own.
    """

    id: str
    name: str
    by: str = "accounts"
    result: str = ""
    lines: tuple[str, ...] = ()
    of: str = ""
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Limit:
    """What a place may spend on an account in a fiscal year; without an amount it is the year's plan.

    ``committed`` names the account or reading that holds what is ordered and not yet posted.
    """

    account: str
    entity: str
    amount: Decimal | None = None
    committed: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure that is not an account: a count, a score, hours, a distinct number."""

    id: str
    name: str
    kind: Kind = Kind.FLOW
    unit: Unit = Unit.COUNT
    cadence: Cadence = Cadence.MONTHLY
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TargetStep:
    """A target that holds from a period on.

    ``goal`` and ``red`` are in the measure's own unit (a fraction for percentages). For band
    measures ``low_red <= low <= high <= high_red`` are given instead.
    """

    since: str
    goal: Decimal | None = None
    red: Decimal | None = None
    stretch: Decimal | None = None
    band: tuple[Decimal, Decimal, Decimal, Decimal] | None = None
    who: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """Where goal and red flag come from.

    ``source`` is ``steps`` (dated values in ``steps``), ``plan`` (the budget evaluated by the
    measure's own formula) or ``none``. ``tolerance`` is the distance from goal to red flag for
    plan targets: a fraction of the plan's size for amounts, ``tolerance_points`` as a fraction
    (0.02 = 2 points) for percentages.
    """

    source: str = "none"
    tolerance: Decimal = Decimal("0.05")
    tolerance_points: Decimal = Decimal("0.02")
    steps: tuple[TargetStep, ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure of the scorecard.

    ``numerator`` and ``denominator`` are signed terms over accounts and readings:
    ``"+revenue"``, ``"-cogs"``, ``"0.5*visits"``. ``denominator`` is empty for plain amounts.
    ``factor`` multiplies the quotient (NPS 100; days are multiplied by the window's days by kind).
    ``growth`` measures compare the window with the same one a year earlier: n / n_before - 1.
    ``combine`` is ``sum`` or ``product`` over the signed measure ids in ``parts`` (cash conversion
    cycle = +dso +dio -dpo; lifetime value = margin per customer x lifetime), else "".
    ``cap`` bounds a quotient from above and stands in for it where the denominator is zero.
    """

    id: str
    name: str
    finance_name: str
    kind: Kind
    unit: Unit
    polarity: Polarity
    perspective: Perspective
    objective: str
    numerator: tuple[str, ...]
    denominator: tuple[str, ...] = ()
    factor: Decimal = Decimal(1)
    growth: bool = False
    combine: str = ""
    parts: tuple[str, ...] = ()
    cap: Decimal | None = None
    target: Target = field(default_factory=Target)
    weight: Decimal = Decimal(1)
    finance_owner: str = ""
    operations_owner: str = ""
    cadence: Cadence = Cadence.MONTHLY
    max_age_days: int = 62
    definition: str = ""
    finance_definition: str = ""
    source: str = ""
    aliases: tuple[str, ...] = ()
    critical: bool = False
    decimals: int | None = None


@dataclass(frozen=True, slots=True)
class Objective:
    """What a perspective tries to achieve; measures belong to one objective."""

    id: str
    name: str
    perspective: Perspective
    weight: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class CalendarRule:
    """The fiscal calendar: see ``calendar.py`` for the patterns.

    ``year_end`` says which week-end weekday closes a year of weeks: ``nearest`` to the end of the
    anchor month, or the ``last`` within it.
    """

    pattern: str = "months"
    start_month: int = 1
    label: str = "ends"
    week_end: int = 5
    anchor_month: int = 1
    extra_week: str = "append"
    holidays: tuple[date, ...] = ()
    year_end: str = "nearest"


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person named as an owner."""

    id: str
    name: str
    role: str = "viewer"
    side: str = ""


@dataclass(frozen=True)
class Catalogue:
    """Everything a workspace says about itself. Mappings keep the file's order."""

    workspace: str
    currency: str
    calendar: CalendarRule
    perspectives: dict[Perspective, str]
    entities: dict[str, Entity]
    accounts: dict[str, Account]
    readings: dict[str, Reading]
    objectives: dict[str, Objective]
    measures: dict[str, Measure]
    people: dict[str, PersonName]
    materiality: Materiality = field(default_factory=Materiality)
    invented: bool = False
    notice: str = ""
    checks: tuple[tuple[str, tuple[str, ...]], ...] = ()
    statements: tuple[Statement, ...] = ()
    limits: tuple[Limit, ...] = ()
    cash: Cash | None = None
    boards: dict[str, Board] = field(default_factory=dict)
    audiences: dict[str, Audience] = field(default_factory=dict)
    dials: tuple[Dial, ...] = ()
    commitments: dict[str, Commitment] = field(default_factory=dict)
    joint_goals: tuple[JointGoal, ...] = ()
    closing: Closing = field(default_factory=Closing)

    @cached_property
    def root(self) -> str:
        """The entity without a parent."""
        return next(entity.id for entity in self.entities.values() if entity.parent is None)

    @cached_property
    def children(self) -> dict[str, tuple[str, ...]]:
        """Entity id to the ids of its direct children, in file order."""
        found: dict[str, list[str]] = {name: [] for name in self.entities}
        for entity in self.entities.values():
            if entity.parent is not None:
                found[entity.parent].append(entity.id)
        return {name: tuple(ids) for name, ids in found.items()}

    @cached_property
    def account_children(self) -> dict[str, tuple[str, ...]]:
        """Account id to the ids of its direct children, in file order."""
        found: dict[str, list[str]] = {name: [] for name in self.accounts}
        for account in self.accounts.values():
            if account.parent is not None:
                found[account.parent].append(account.id)
        return {name: tuple(ids) for name, ids in found.items()}

    def subtree(self, entity: str) -> tuple[str, ...]:
        """The entity and everything below it."""
        return tuple(self._walk(entity))

    def path(self, entity: str) -> tuple[str, ...]:
        """From the root down to the entity."""
        node = self.entity(entity)
        return (*(self.path(node.parent) if node.parent else ()), entity)

    def entity(self, name: str) -> Entity:
        """The entity of this id.

        Raises:
            UnknownName: If there is none.
        """
        if name not in self.entities:
            raise UnknownName("entity", name)
        return self.entities[name]

    def measure(self, name: str) -> Measure:
        """The measure of this id.

        Raises:
            UnknownName: If there is none.
        """
        if name not in self.measures:
            raise UnknownName("measure", name)
        return self.measures[name]

    def _walk(self, entity: str) -> Iterator[str]:
        yield entity
        for child in self.children.get(entity, ()):
            yield from self._walk(child)
