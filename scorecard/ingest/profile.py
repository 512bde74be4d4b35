"""A mapping profile: how the columns of one kind of file become facts."""

import datetime
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, ConfigDict, Field, StringConstraints, field_validator, model_validator

from scorecard.domain.problems import Problem
from scorecard.domain.vocabulary import Scenario
from scorecard.ingest.catalogue_table import Id, Name, Number, Table
from scorecard.ingest.toml_file import read_toml
from scorecard.store.schema import TOLD_BY

FIELDS = (
    "date",
    "period",
    "scenario",
    *TOLD_BY,
    "value",
    "quantity",
    "currency",
    "state",
    "as_of",
    "note",
    "source_ref",
)
PARTS = ("fiscal_year", "fiscal_quarter", "fiscal_month", "year", "month")

Column = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Field_ = Literal[
    "date", "period", "scenario", "entity", "measure", "cost_centre", "product", "customer", "vendor", "project",
    "value", "quantity", "currency", "state", "as_of", "note", "source_ref",
]  # fmt: skip
Constant = Literal[
    "period", "scenario", "entity", "measure", "cost_centre", "product", "customer", "vendor", "project", "currency",
    "state", "note", "date", "fiscal_year",
]  # fmt: skip
Part = Literal["fiscal_year", "fiscal_quarter", "fiscal_month", "year", "month"]
Cell = Annotated[str, StringConstraints(max_length=500)]
Rule = dict[Column, tuple[Cell, ...]]
"""Column to the words it may say."""


def _pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error as fault:
        raise ValueError(f"“{text[:40]}” is not a pattern") from fault
    return text


Pattern = Annotated[str, StringConstraints(min_length=1, max_length=200), AfterValidator(_pattern)]


class FileRules(Table):
    """``[file]``: how the bytes become cells."""

    format: Literal["auto", "csv", "xlsx", "parquet"] = "auto"
    encoding: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,20}$")] = "auto"
    delimiter: Literal["auto", ",", ";", "\t", "|"] = "auto"
    decimal: Literal[".", ","] = "."
    thousands: Literal["", ",", ".", " ", "'"] = ""
    date_order: Literal["ymd", "dmy", "mdy"] = "ymd"
    sheet: str = ""
    header_row: int = Field(default=1, ge=1, le=1000)
    empty: tuple[Cell, ...] = ()
    trailing_minus: bool = False
    currency_signs: tuple[Cell, ...] = ()
    percent: bool = False

    @model_validator(mode="after")
    def _signs_differ(self) -> "FileRules":
        if self.decimal == self.thousands:
            raise ValueError("decimal and thousands cannot be the same sign")
        return self


class Unpivot(Table):
    """``[unpivot]``: one column for each month, year, measure or scenario."""

    columns: Pattern | tuple[Column, ...]
    into: Field_ | Part
    value: Literal["value"] = "value"
    map: dict[str, Cell] = Field(default_factory=dict)

    @field_validator("value", mode="before")
    @classmethod
    def _only_values(cls, given: object) -> object:
        if given == "quantity":
            raise ValueError("value, as wide columns give no quantities; bring them in a file with one line a month")
        return given


class ValueMap(Table):
    """``[map.FIELD]``: what a column's words mean; keys besides ``column`` are the words."""

    model_config = ConfigDict(extra="allow", frozen=True, hide_input_in_errors=True)
    __pydantic_extra__: dict[str, Cell] = Field(init=False)
    column: Column

    @property
    def words(self) -> dict[str, str]:
        """Word in the file to value of the field."""
        return dict(self.__pydantic_extra__ or {})


class AsOf(Table):
    """``[as_of]``: which vintage a line belongs to."""

    column: Column | None = None
    date: datetime.date | None = None
    fiscal_year: Column | None = None
    quarter: Column | None = None
    month: Column | None = None

    @model_validator(mode="after")
    def _one_way(self) -> "AsOf":
        if sum(part is not None for part in (self.column, self.date, self.fiscal_year)) != 1:
            raise ValueError("give exactly one of column, date, or fiscal_year with quarter or month")
        if self.fiscal_year and (self.quarter is None) == (self.month is None):
            raise ValueError("fiscal_year needs either quarter or month beside it")
        return self


class ScenarioRule(Table):
    """``[scenario]``: reports that hold actual months and outlook months side by side."""

    up_to_as_of: Scenario = Scenario.ACTUAL
    after_as_of: Scenario = Scenario.FORECAST


class Sign(Table):
    """``[sign]``: how the file writes debits and credits."""

    rule: Literal["as_is", "natural", "negate", "credit_positive", "debit_credit", "indicator"] = "as_is"
    debit: Column | None = None
    credit: Column | None = None
    column: Column | None = None
    negative: tuple[Cell, ...] = ()

    @model_validator(mode="after")
    def _columns(self) -> "Sign":
        if (self.rule == "debit_credit") != (self.debit is not None and self.credit is not None):
            raise ValueError("debit_credit needs the columns debit and credit, other rules have none")
        if (self.rule == "indicator") != (self.column is not None and bool(self.negative)):
            raise ValueError("indicator needs column and negative, other rules have none")
        return self


class Units(Table):
    """``[units]``: what one in the file stands for."""

    scale: Annotated[Number, Field(gt=0)] = Decimal(1)


class ToDate(Table):
    """``[to_date]``: the file holds year-to-date figures."""

    by: Literal["fiscal_year"] = "fiscal_year"


class Absent(Table):
    """``[absent]``: a report lists all there is, so what it does not list is not there then."""

    state: Literal["not_applicable"] = "not_applicable"


class Control(Table):
    """``[[controls]]``: what must hold before anything is kept."""

    name: Name
    file: str = ""
    rows: Annotated[int, Field(ge=0)] | None = None
    column: Column | None = None
    expected: Annotated[Decimal, Field(max_digits=24, decimal_places=8)] | None = None
    group: Column | None = None
    total_row: Cell | None = None
    of: tuple[Cell, ...] = ()
    by: tuple[Column, ...] = ()
    tolerance: Annotated[Number, Field(ge=0)] = Decimal(0)

    @model_validator(mode="after")
    def _one_kind(self) -> "Control":
        kinds = (self.rows is not None, self.expected is not None, self.total_row is not None)
        if sum(kinds) != 1:
            raise ValueError("give exactly one of rows, expected with column, or total_row with group")
        if self.expected is not None and self.column is None:
            raise ValueError("expected needs the column that is added up")
        if self.total_row is not None and self.group is None:
            raise ValueError("total_row needs the group column it stands in")
        return self


class Profile(Table):
    """A whole profile; see help/imports.md for the keys."""

    name: Name
    source: Id
    shares_with: tuple[Id, ...] = ()
    file: FileRules = FileRules()
    columns: dict[Field_, Column] = Field(default_factory=dict)
    constants: dict[Constant, Cell] = Field(default_factory=dict)
    period: dict[Part, Column] = Field(default_factory=dict)
    unpivot: Unpivot | None = None
    map: dict[Field_ | Part, ValueMap] = Field(default_factory=dict)
    where: Rule | Annotated[tuple[Rule, ...], Field(min_length=1)] = Field(default_factory=dict)
    drop: Rule = Field(default_factory=dict)
    as_of: AsOf | None = None
    scenario: ScenarioRule | None = None
    sign: Sign = Sign()
    units: Units = Units()
    to_date: ToDate | None = None
    absent: Absent | None = None
    aliases: dict[
        Literal["entity", "measure", "cost_centre", "product", "customer", "vendor", "project"], dict[str, Cell]
    ] = Field(default_factory=dict)
    controls: tuple[Control, ...] = ()

    @property
    def kept(self) -> tuple[Rule, ...]:
        """``[where]``: a row stays if every column of any one of these says one of its words."""
        return (self.where,) if isinstance(self.where, dict) else self.where

    @property
    def needed(self) -> tuple[str, ...]:
        """Every column of the file this profile reads, by its header, each once."""
        return tuple(dict.fromkeys(column for column in _read_columns(self) if column))

    def gives(self, field: str) -> bool:
        """Whether the profile says where this field comes from."""
        unpivoted = self.unpivot is not None and field in (self.unpivot.into, self.unpivot.value)
        return unpivoted or field in self.columns or field in self.constants or field in self.map


def parse_profile(text: str, name: str) -> tuple[Profile | None, tuple[Problem, ...]]:
    """Read a mapping profile.

    Args:
        text: TOML text.
        name: The file's name, as problems cite it.

    Returns:
        The profile, or None with one problem per fault.
    """
    profile, problems = read_toml(text, name, Profile)
    if profile is None:
        return None, problems
    problems = tuple(_unsaid(profile, name))
    return (None, problems) if problems else (profile, ())


def _unsaid(profile: Profile, name: str) -> Iterator[Problem]:
    has_period = profile.gives("date") or profile.gives("period") or profile.period
    if not has_period and not (profile.unpivot and profile.unpivot.into in PARTS):
        yield Problem(name, "nothing says which period a line belongs to", "Give date, period or [period].")
    for field in ("entity", "measure"):
        if not profile.gives(field):
            yield Problem(name, f"nothing says the {field} of a line", f"Give {field} under [columns] or [constants].")
    if not profile.gives("scenario") and profile.scenario is None:
        remedy = "Give scenario under [columns], [constants] or [map.scenario]."
        yield Problem(name, "nothing says whether lines are actual, budget or forecast", remedy)
    if not profile.gives("value") and profile.sign.rule != "debit_credit":
        yield Problem(name, "nothing says the value of a line", "Give value under [columns].")
    if profile.scenario and not profile.as_of and not profile.gives("as_of"):
        yield Problem(f"{name}, scenario", "it needs to know the vintage", "Give [as_of].")
    yield from _said_twice(profile, name)


def _said_twice(profile: Profile, name: str) -> Iterator[Problem]:
    if profile.unpivot and "value" in profile.columns:
        yield Problem(f"{name}, columns value", "the wide columns of [unpivot] give it too", "Keep one of the two.")
    for field in profile.constants.keys() & (profile.columns.keys() | profile.map.keys()):
        yield Problem(f"{name}, constants {field}", "it is also read from a column", "Keep one of the two.")


def _read_columns(profile: Profile) -> Iterator[str | None]:
    yield from profile.columns.values()
    yield from profile.period.values()
    yield from (each.column for each in profile.map.values())
    yield from (column for rule in profile.kept for column in rule)
    yield from profile.drop
    if profile.as_of:
        yield from (profile.as_of.column, profile.as_of.fiscal_year, profile.as_of.quarter, profile.as_of.month)
    yield from (profile.sign.debit, profile.sign.credit, profile.sign.column)
    if profile.unpivot and not isinstance(profile.unpivot.columns, str):
        yield from profile.unpivot.columns
    for control in profile.controls:
        yield from (control.column, control.group, *control.by)
