"""What every table of a catalogue file is made of: ids, names, numbers and strict keys."""

import unicodedata
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from scorecard.domain.problems import Problem, excerpt

LONGEST_NAME = 200
LONGEST_TEXT = 2_000


def _clean(text: str) -> str:
    """NFC without control characters."""
    if any(unicodedata.category(ch) in ("Cc", "Cs", "Co", "Cn") and ch != "\n" for ch in text):
        raise ValueError("contains characters that cannot be shown")
    return unicodedata.normalize("NFC", text).strip()


EntityId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]{0,63}$")]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,63}$")]
Name = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_NAME), AfterValidator(_clean)]
Words = Annotated[str, StringConstraints(max_length=LONGEST_TEXT), AfterValidator(_clean)]
Number = Annotated[Decimal, Field(max_digits=24, decimal_places=8)]
Share = Annotated[Decimal, Field(ge=0, le=1, max_digits=12, decimal_places=8)]
Weight = Annotated[Decimal, Field(ge=0, le=1000, max_digits=12, decimal_places=6)]
Terms = tuple[Annotated[str, StringConstraints(max_length=120)], ...]
PeriodKey = Annotated[str, StringConstraints(pattern=r"^([0-9]{4}-(0[1-9]|1[0-2])|FY[0-9]{4}-P(0[1-9]|1[0-3]))$")]


class Table(BaseModel):
    """A table of the file: unknown keys are faults."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


def fields_of(row: BaseModel) -> dict[str, Any]:
    """Every key of a table with its value."""
    return {key: getattr(row, key) for key in type(row).model_fields}


def given(row: BaseModel) -> dict[str, Any]:
    """The keys that say something."""
    return {key: value for key, value in fields_of(row).items() if value is not None}


def unknown(where: str, kind: str, name: str) -> Problem:
    """A name that the catalogue does not have."""
    return Problem(where, f"there is no {kind} “{excerpt(name)}”", f"Add the {kind}, or correct the name.")
