"""Any answer as JSON: exact numbers, null for what was not reported, plain text for the rest."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum

ALWAYS = ("headline", "as_of", "revision", "rows")


def as_json(answer: object, **more: object) -> str:
    """One line of JSON with the answer's fields, and headline, as_of, revision and rows in any case.

    Args:
        answer: A report: a frozen dataclass.
        more: Fields the report does not have.
    """
    shown = {name: getattr(answer, name) for name in (*ALWAYS, *names(answer)) if hasattr(answer, name)}
    return text({**more, **shown})


def names(answer: object) -> tuple[str, ...]:
    """The field names of a dataclass."""
    return tuple(field.name for field in fields(answer)) if is_dataclass(answer) else ()


def text(value: object) -> str:
    """A value as JSON. Decimals keep every digit; what is neither number nor text becomes its text."""
    if isinstance(value, Enum):
        return text(value.value)
    if isinstance(value, (str, bool, int, float, type(None))):
        return json.dumps(value, allow_nan=False)
    if isinstance(value, Decimal):
        return format(value, "f") if value.is_finite() else "null"
    if isinstance(value, (date, datetime)):
        return json.dumps(value.isoformat())
    return _nested(value)


def _nested(value: object) -> str:
    if is_dataclass(value) and not isinstance(value, type):
        value = {name: getattr(value, name) for name in names(value)}
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{json.dumps(str(key))}: {text(item)}" for key, item in value.items()) + "}"
    if isinstance(value, Iterable):
        return "[" + ", ".join(text(item) for item in value) + "]"
    return json.dumps(str(value))
