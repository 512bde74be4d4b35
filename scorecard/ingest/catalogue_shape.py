"""The shape of a catalogue file: which keys there are, and what each may say."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from scorecard.domain.vocabulary import Cadence, Kind, Normal, Perspective, Polarity, Unit
from scorecard.ingest.catalogue_audiences import AudienceTable
from scorecard.ingest.catalogue_boards import BoardTable
from scorecard.ingest.catalogue_cash import CashTable
from scorecard.ingest.catalogue_closing import ClosingTable
from scorecard.ingest.catalogue_commitments import SyncTables
from scorecard.ingest.catalogue_table import EntityId, Id, Name, Number, PeriodKey, Share, Table, Terms, Weight, Words


class WorkspaceTable(Table):
    """``[workspace]``."""

    name: Name
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
    invented: bool = False
    notice: Words = ""


class CalendarTable(Table):
    """``[calendar]``."""

    pattern: Literal["months", "4-4-5", "4-5-4", "5-4-4", "13x4"] = "months"
    start_month: int = Field(default=1, ge=1, le=12)
    label: Literal["ends", "starts"] = "ends"
    week_end: int = Field(default=5, ge=0, le=6)
    anchor_month: int = Field(default=1, ge=1, le=12)
    extra_week: Literal["append", "restate"] = "append"
    year_end: Literal["nearest", "last"] = "nearest"
    holidays: tuple[date, ...] = ()


class MaterialityTable(Table):
    """``[materiality]``."""

    amount: Annotated[Number, Field(ge=0)] | None = None
    share: Share = Decimal("0.01")
    percent: Share = Decimal("0.05")


class EntityTable(Table):
    """``[[entities]]``."""

    id: EntityId
    name: Name
    parent: EntityId | None = None
    level: Words = ""
    aliases: tuple[Name, ...] = ()
    opened: date | None = None
    closed: date | None = None


class AccountTable(Table):
    """``[[accounts]]``."""

    id: Id
    name: Name
    normal: Normal = Normal.DEBIT
    parent: Id | None = None
    kind: Literal[Kind.FLOW, Kind.BALANCE] = Kind.FLOW
    formula: Terms = ()
    finance_name: Words = ""
    aliases: tuple[Name, ...] = ()
    driver: Id | None = None
    materiality: MaterialityTable | None = None


class StatementTable(Table):
    """``[[statements]]``: lines told together and what they come to."""

    id: Id
    name: Name
    by: Literal["accounts", "places"] = "accounts"
    result: Id | None = None
    lines: tuple[Id, ...] = ()
    of: Id | None = None
    beside: tuple[Id, ...] = ()


class LimitTable(Table):
    """``[[limits]]``: what a place may spend on an account in a year; the year's plan without an amount."""

    account: Id
    entity: EntityId
    amount: Annotated[Number, Field(gt=0)] | None = None
    committed: Id | None = None


class ReadingTable(Table):
    """``[[readings]]``."""

    id: Id
    name: Name
    kind: Kind = Kind.FLOW
    unit: Unit = Unit.COUNT
    cadence: Cadence = Cadence.MONTHLY
    aliases: tuple[Name, ...] = ()


class ObjectiveTable(Table):
    """``[[objectives]]``."""

    id: Id
    name: Name
    perspective: Perspective
    weight: Weight = Decimal(1)


class StepTable(Table):
    """One dated value of a target."""

    since: PeriodKey
    goal: Number | None = None
    red: Number | None = None
    stretch: Number | None = None
    band: tuple[Number, Number, Number, Number] | None = None
    who: Words = ""
    why: Words = ""


class TargetTable(Table):
    """``target`` of a measure."""

    source: Literal["none", "plan", "steps"] = "none"
    tolerance: Annotated[Share, Field(gt=0)] = Decimal("0.05")
    tolerance_points: Annotated[Share, Field(gt=0)] = Decimal("0.02")
    steps: tuple[StepTable, ...] = ()


class MeasureTable(Table):
    """``[[measures]]``."""

    id: Id
    name: Name
    finance_name: Words = ""
    kind: Kind
    unit: Unit
    polarity: Polarity = Polarity.NEUTRAL
    perspective: Perspective | None = None
    objective: Id
    numerator: Terms = ()
    denominator: Terms = ()
    factor: Number = Decimal(1)
    growth: bool = False
    combine: Literal["", "sum", "product"] = ""
    parts: Terms = ()
    cap: Number | None = None
    target: TargetTable = TargetTable()
    weight: Weight = Decimal(1)
    finance_owner: Words = ""
    operations_owner: Words = ""
    cadence: Cadence = Cadence.MONTHLY
    max_age_days: int = Field(default=62, ge=1, le=1500)
    definition: Words = ""
    finance_definition: Words = ""
    source: Words = ""
    aliases: tuple[Name, ...] = ()
    critical: bool = False
    decimals: Annotated[int, Field(ge=0, le=4)] | None = None


class PersonTable(Table):
    """``[[people]]``."""

    id: EntityId
    name: Name
    role: Literal["viewer", "operations", "finance", "approver", "admin", "kiosk"] = "viewer"
    side: Literal["", "finance", "operations"] = ""


class CheckTable(Table):
    """``[[checks]]``: an identity that must be zero for each entity and period."""

    name: Name
    terms: Terms = Field(min_length=1)


class CatalogueFile(SyncTables):
    """The whole file."""

    workspace: WorkspaceTable
    calendar: CalendarTable = CalendarTable()
    closing: ClosingTable = ClosingTable()
    perspectives: dict[Perspective, Name] = Field(default_factory=dict)
    materiality: MaterialityTable = MaterialityTable()
    entities: tuple[EntityTable, ...] = Field(min_length=1)
    accounts: tuple[AccountTable, ...] = ()
    readings: tuple[ReadingTable, ...] = ()
    objectives: tuple[ObjectiveTable, ...] = ()
    measures: tuple[MeasureTable, ...] = ()
    people: tuple[PersonTable, ...] = ()
    checks: tuple[CheckTable, ...] = ()
    statements: tuple[StatementTable, ...] = ()
    limits: tuple[LimitTable, ...] = ()
    cash: CashTable | None = None
    boards: tuple[BoardTable, ...] = ()
    audiences: tuple[AudienceTable, ...] = ()
