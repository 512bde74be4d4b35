"""Roll the forecast: a new vintage from what is known on a day, published once, and safe to repeat."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from scorecard.changes.cash_known import cash_known, last_closed
from scorecard.domain.access import Actor, authorise
from scorecard.domain.cash import SOURCE
from scorecard.domain.cash_direct import direct_roll
from scorecard.domain.cash_lines import RolledLines
from scorecard.domain.cash_told import notes_of, told
from scorecard.domain.errors import ScorecardError
from scorecard.domain.outlook_rows import SOURCE as OUTLOOK
from scorecard.domain.outlook_rows import outlook_lines
from scorecard.domain.planned_cash import PlannedCash
from scorecard.domain.vocabulary import Scenario
from scorecard.store.accounts import Accounts
from scorecard.store.history import FORECAST
from scorecard.store.publishing import fingerprint
from scorecard.store.rolled_rows import rolled_table
from scorecard.store.slices import SliceKey
from scorecard.store.store import ImportFile, Snapshot, Store

RIGHT = "roll the forecast"
PROFILE = "forecast roll"
SEED = 20_261_123
"""What simulated paths start from, together with the vintage's day: the same figures give the same rows."""


class NoCash(ScorecardError):
    """The catalogue does not say what cash is."""

    def __init__(self) -> None:
        super().__init__(
            "The catalogue does not say what cash is. Add a [cash] table; the help on catalogues shows it."
        )


@dataclass(frozen=True, slots=True)
class Rolled:
    """What came of it.

    Attributes:
        vintages: The last days of the figures they were made from.
        revision: The new revision; None where nothing changed.
        lines: Rows of all vintages.
        notes: What did not fit, a sentence each, of the last vintage.
    """

    vintages: tuple[date, ...]
    revision: int | None
    lines: int
    notes: tuple[str, ...]

    @property
    def already(self) -> bool:
        """Whether the very same forecast was there before."""
        return self.revision is None


def roll_forecast(store: Store, actor: Actor, days: Sequence[date | None] = (None,), why: str = "") -> Rolled:
    """Make a vintage for each day and publish them together.

    Args:
        store: With figures and a catalogue that says what cash is.
        actor: Who does it.
        days: The last days of actual figures to be used; None for the newest there is.
        why: A remark for the history.

    Raises:
        NotAllowed: If the actor may not roll the forecast.
        NoCash: If the catalogue does not say what cash is.
        NothingKnown: If no balance is known by then.
        NotThatFar: If the figures do not reach a day.
    """
    authorise(actor, RIGHT)
    now = store.snapshot()
    if now.catalogue.cash is None:
        raise NoCash
    made = [each for asked in days for each in _made(now, asked, _one_offs(store, asked))]
    tables = [rolled_table(each.rows, each.source, each.vintage, now.catalogue) for each in made if len(each.rows)]
    vintages = tuple(sorted({each.vintage for each in made}))
    lines = sum(table.num_rows for table in tables)
    file = ImportFile(f"forecast as of {vintages[-1]}", fingerprint(tables), profile=PROFILE)
    notes = tuple(note for each in made if each.vintage == vintages[-1] for note in notes_of(each.rows))
    if store.already_loaded(file) is not None:
        return Rolled(vintages, None, lines, notes)
    with store.stage(tables) as staged:
        told_why = why or f"Forecast from figures to {vintages[-1]:%-d %b %Y}"
        done = store.publish(
            actor.id, told_why, FORECAST, staged, file=file, checked=now.revision, gone=_held(store, now, made)
        )
    return Rolled(vintages, done.revision, lines, notes)


def _one_offs(store: Store, asked: date | None) -> tuple[PlannedCash, ...]:
    """One-offs that are expected; for an earlier day those known then, as they were then."""
    entries = store.planned.entries() if asked is None else store.planned.known_on(asked)
    return tuple(each for each in entries if each.is_expected)


def _held(store: Store, now: Snapshot, made: Sequence["_Made"]) -> list[SliceKey]:
    """What is there of the same vintages: a shorter forecast leaves no month of the longer one behind."""
    again = {(each.source, each.vintage) for each in made}
    slices = (each.key for each in store.slices(now.revision))
    return [key for key in slices if key.scenario == Scenario.ROLLED and (key.source, key.day) in again]


@dataclass(frozen=True, slots=True)
class _Made:
    """Rows of one source, and the last day of the figures they were made from."""

    source: str
    vintage: date
    rows: RolledLines


def _made(now: Snapshot, asked: date | None, planned: Sequence[PlannedCash]) -> Iterator[_Made]:
    """By day where the catalogue says so, and by month always; an earlier day knows nothing restated after it."""
    now = now if asked is None else now.known_of(asked)
    cash = now.catalogue.cash
    if cash is None:
        raise NoCash
    closed = last_closed(now, cash, asked)
    if cash.by == "days":
        past = cash_known(now, cash, closed, asked, planned)
        day: date = past.ahead.as_of.astype(date)
        random = np.random.Generator(np.random.PCG64([SEED, day.toordinal()]))
        yield _Made(SOURCE, day, told(past, direct_roll(past), now.catalogue.root, random))
    rows = outlook_lines(now.cells, now.catalogue, now.calendar, closed, Accounts(now.catalogue).own)
    yield _Made(OUTLOOK, now.calendar.periods[closed].end, rows)
