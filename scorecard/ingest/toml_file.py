"""TOML text becomes a checked table of values; every fault names its key and its remedy."""

import tomllib
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from scorecard.domain.problems import Problem, excerpt

LARGEST = 4_000_000
"""Characters; a catalogue or profile beyond this is not one."""

Shape = TypeVar("Shape", bound=BaseModel)

WORDS: Mapping[str, tuple[str, str]] = {
    "extra_forbidden": ("is not a key that exists here", "Remove it, or check its spelling."),
    "missing": ("is missing", "Write it."),
    "string_pattern_mismatch": ("“{input}” is not written as it must be", "Match {pattern}."),
    "string_type": ("“{input}” is not text", "Write it in quotes."),
    "string_too_long": ("is longer than {max_length} characters", "Shorten it."),
    "string_too_short": ("is empty", "Write something."),
    "decimal_max_digits": ("“{input}” has too many digits", "Write at most {max_digits} digits."),
    "decimal_max_places": ("“{input}” has too many decimals", "Write at most {decimal_places} decimals."),
    "decimal_type": ("“{input}” is not a number", "Write a number without quotes."),
    "decimal_parsing": ("“{input}” is not a number", "Write a number without quotes."),
    "finite_number": ("“{input}” is not a number", "Write digits."),
    "too_short": ("has nothing in it", "Give at least one."),
}


def read_toml(text: str, name: str, shape: type[Shape]) -> tuple[Shape | None, tuple[Problem, ...]]:
    """Read TOML text into a shape, numbers exact.

    Args:
        text: The file's text.
        name: The file's name, as problems cite it.
        shape: Which tables and keys there are.

    Returns:
        The checked values, or None with one problem per fault.
    """
    if len(text) > LARGEST:
        return None, (Problem(name, f"the file has more than {LARGEST:,} characters", "Name the right file."),)
    try:
        table = tomllib.loads(text, parse_float=_exact)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as fault:
        what = f"the file is not TOML: {excerpt(fault, 120)}"
        return None, (Problem(name, what, "Mend the text at that line; strings need quotes, tables need brackets."),)
    try:
        return shape.model_validate(table), ()
    except ValidationError as fault:
        return None, tuple(_problem(name, table, dict(error)) for error in fault.errors(include_url=False))


def key_path(table: object, location: Sequence[object]) -> str:
    """A key path a person finds in the file: rows of a list by their id or name where they have one."""
    words: list[str] = []
    here: Any = table
    for part in location:
        here = _step(here, part)
        if isinstance(part, int):
            label = (here.get("id") or here.get("name")) if isinstance(here, Mapping) else None
            words.append(f"“{excerpt(label, 40)}”" if label else f"no. {part + 1}")
        else:
            words.append(excerpt(part, 40))
    return " ".join(words)


def _step(here: object, part: object) -> object:
    if isinstance(here, Mapping):
        return here.get(part)
    if isinstance(here, Sequence) and isinstance(part, int) and part < len(here):
        return here[part]
    return None


def _exact(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation as fault:
        raise ValueError(f"“{text[:20]}” is not a number") from fault


def _problem(name: str, table: object, error: Mapping[str, Any]) -> Problem:
    location = tuple(error["loc"])
    where = f"{name}, {key_path(table, location)}"
    given = table
    for part in location:
        given = _step(given, part)
    facts = {"input": excerpt(given, 40), **error.get("ctx", {})}
    if error["type"] in WORDS:
        what, remedy = WORDS[error["type"]]
        return Problem(where, what.format(**facts), remedy.format(**facts))
    if expected := error.get("ctx", {}).get("expected"):
        return Problem(where, f"“{facts['input']}” is not one of the choices", f"Write {expected}.")
    must = error["msg"].removeprefix("Value error, ")
    return Problem(where, f"“{facts['input']}” does not fit", f"It must be: {excerpt(must, 160)}.")
