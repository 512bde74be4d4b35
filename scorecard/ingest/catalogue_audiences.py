"""The ``[[audiences]]`` of a catalogue: their shape, what must hold in them, and the values they become."""

from collections.abc import Container, Iterator
from datetime import time
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import Field, StringConstraints

from scorecard.domain.access import sees_cash
from scorecard.domain.audiences import AlertKind, Audience
from scorecard.domain.problems import Problem, excerpt
from scorecard.domain.vocabulary import Perspective
from scorecard.ingest.catalogue_table import EntityId, Id, Table, Words, fields_of, unknown

Clock = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]


class AudienceTable(Table):
    """``[[audiences]]``."""

    id: Id
    name: Annotated[Words, Field(min_length=1, max_length=60)]
    role: Literal["viewer", "operations", "finance", "approver", "admin"] = "viewer"
    entity: EntityId | None = None
    perspectives: tuple[Perspective, ...] = ()
    measures: tuple[Id, ...] = ()
    digest: Literal["never", "daily", "weekly"] = "weekly"
    day: Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] = "monday"
    alerts: tuple[AlertKind, ...] | None = None
    a_week: int = Field(default=10, ge=1, le=200)
    quiet: Annotated[tuple[Clock, ...], Field(max_length=2)] = ()
    zone: Annotated[Words, Field(min_length=1, max_length=60)] = "UTC"


def audience_problems(
    audiences: tuple[AudienceTable, ...], measures: Container[str], entities: Container[str], name: str
) -> Iterator[Problem]:
    """Names that do not exist, quiet hours that say nothing, and alerts about what an audience may not see."""
    for row in audiences:
        where = f"{name}, audiences “{row.id}”"
        if row.entity is not None and row.entity not in entities:
            yield unknown(f"{where} entity", "entity", row.entity)
        for each in (each for each in row.measures if each not in measures):
            yield unknown(f"{where} measures", "measure", each)
        yield from _alerts(row, where)
        yield from _clock(row, where)


def _alerts(row: AudienceTable, where: str) -> Iterator[Problem]:
    if AlertKind.CASH in (row.alerts or ()) and not sees_cash(row.role):
        said = f"the role “{row.role}” does not see cash"
        yield Problem(f"{where} alerts", said, "Take cash out, or give the audience a role that sees it.")


def _clock(row: AudienceTable, where: str) -> Iterator[Problem]:
    if row.quiet and len(set(row.quiet)) == 1:
        said = "it does not say from and until when"
        yield Problem(f"{where} quiet", said, 'Give two times that differ, such as ["19:00", "07:00"].')
    try:
        ZoneInfo(row.zone)
    except (OSError, ValueError, KeyError):
        said = f"there is no time zone “{excerpt(row.zone)}”"
        yield Problem(f"{where} zone", said, "Write one such as Europe/Berlin.")


def audiences_of(tables: tuple[AudienceTable, ...]) -> dict[str, Audience]:
    """The values checked tables become, by id; one that does not say hears of all that its role may see."""
    return {row.id: _audience(row) for row in tables}


def _audience(row: AudienceTable) -> Audience:
    quiet = tuple(time.fromisoformat(each) for each in row.quiet)
    return Audience(**(fields_of(row) | {"entity": row.entity or "", "alerts": _heard(row), "quiet": quiet}))


def _heard(row: AudienceTable) -> tuple[AlertKind, ...]:
    if row.alerts is not None:
        return row.alerts
    return tuple(kind for kind in AlertKind if kind is not AlertKind.CASH or sees_cash(row.role))
