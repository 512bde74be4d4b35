"""Cash: what is available, the thirteen weeks ahead with their lowest point, and how sure that is."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from scorecard.domain.cash import SOURCE
from scorecard.domain.cash_told import notes_of
from scorecard.domain.cells import to_decimal, to_ticks
from scorecard.domain.scope import Scope
from scorecard.reports.asked import Asked, open_scope, place_of
from scorecard.reports.cash_fan import Fan, fan_of, moved_by_day
from scorecard.reports.cash_headline import chance_in_a_week, day_words, money, room_words
from scorecard.reports.cash_table import Table, day_columns, week_table
from scorecard.reports.cash_vintage import Vintage, vintage_of, vintages_of
from scorecard.store.store import Store

NO_CASH = "This workspace does not say what its cash is; its catalogue needs a section “cash”."
NOT_YET = "No forecast has been made yet. `python -m scorecard forecast roll` makes one."
NO_ACCOUNT = "{place} has no bank account of its own, so there is no cash forecast for it."
STALE = timedelta(days=7)
"""Bank lines newer than a forecast by more than this make it an old one."""


@dataclass(frozen=True, slots=True)
class Position:
    """What is there on the last day of actual figures, and what of it can be used.

    Attributes:
        day: That day; all figures up to it are actual.
        at_bank: By the bank's own figures.
        restricted: Held and not available; None at a single site, where neither is told.
        facility: Agreed credit that is not drawn.
        available: At the bank less restricted plus facility; at a single site what is at the bank.
    """

    day: date
    at_bank: Decimal
    restricted: Decimal | None
    facility: Decimal | None
    available: Decimal


@dataclass(frozen=True, slots=True)
class Limit:
    """A minimum: its name in a sentence, its amount, the room above it at the low point, and the chance to fall under.

    ``chance`` is that of the worst week, None where the roll tells none.
    """

    name: str
    amount: Decimal
    room: Decimal
    chance: float | None


@dataclass(frozen=True, slots=True)
class Low:
    """The lowest point: its day, its amount, and what it is likely between."""

    day: date
    amount: Decimal
    likely: tuple[Decimal, Decimal] | None


@dataclass(frozen=True, slots=True)
class CashReport:
    """Everything the page shows first; without a forecast only headline and place are there.

    Attributes:
        made: The vintage that is shown; None where there is none.
        vintages: All there are, the newest first.
        notes: Sentences to know when reading it.
        stale: Why the forecast is an old one, "" where it is not.
        opened: The table of the days of one week, None where none was asked for.
        by: ``days`` or ``months``.
    """

    scope: Scope
    headline: str
    as_of: str
    revision: int
    currency: str
    place: str
    made: date | None = None
    vintages: tuple[date, ...] = ()
    position: Position | None = None
    low: Low | None = None
    limits: tuple[Limit, ...] = ()
    table: Table | None = None
    opened: Table | None = None
    fan: Fan | None = None
    notes: tuple[str, ...] = ()
    stale: str = ""
    by: str = "days"

    @property
    def is_newest(self) -> bool:
        """Whether the newest forecast is shown, on top of which one-offs are told as they stand now."""
        return bool(self.vintages) and self.made == self.vintages[0]


def cash_report(store: Store, scope: Scope, made: str = "", week: str = "") -> CashReport:
    """Answer: what is available, how low does it get in the coming weeks, when, and how sure is that?

    Args:
        store: The open store.
        scope: Place and state of the numbers; its period plays no part.
        made: ISO date of the forecast to show; the newest where empty or unknown.
        week: ISO date of the last day of a week whose days are wanted.

    Raises:
        UnknownName: If the place does not exist.
        NothingPublished: If there are no figures yet.
    """
    asked = open_scope(store, scope)
    found = shown_vintage(store, asked, made)
    if isinstance(found, str):
        return _without(asked, found)
    return _report(store, asked, found, week)


def shown_vintage(store: Store, asked: Asked, made: str) -> Vintage | str:
    """The forecast asked for, on the newest one all one-offs as they stand now; or why there is none, as a sentence."""
    if asked.catalogue.cash is None:
        return NO_CASH
    vintages = vintages_of(asked)
    if not vintages:
        return NOT_YET
    shown = next((day for day in vintages if day.isoformat() == made), vintages[-1])
    planned = store.planned.entries() if shown == vintages[-1] and not asked.scope.as_of else ()
    found = vintage_of(asked, shown, planned)
    return found or NO_ACCOUNT.format(place=asked.catalogue.entity(asked.scope.entity).name)


def _without(asked: Asked, headline: str) -> CashReport:
    snapshot = asked.snapshot
    currency, place = asked.catalogue.currency, place_of(asked)
    return CashReport(asked.scope, headline, snapshot.as_of_label, snapshot.revision, currency, place)


def _report(store: Store, asked: Asked, found: Vintage, week: str) -> CashReport:
    vintages = tuple(reversed(vintages_of(asked)))
    position, low = _position(asked, found), _low(found)
    limits = _limits(asked, found, low)
    snapshot, today = asked.snapshot, store.today()
    return CashReport(
        scope=asked.scope,
        headline=_headline(asked, position, low, limits, today),
        as_of=snapshot.as_of_label,
        revision=snapshot.revision,
        currency=asked.catalogue.currency,
        place=place_of(asked),
        made=found.made,
        vintages=vintages,
        position=position,
        low=low,
        limits=limits,
        table=week_table(found, asked.catalogue),
        opened=day_columns(found, asked.catalogue, date.fromisoformat(week)) if _is_day(week) else None,
        fan=fan_of(asked, found),
        notes=_notes(asked, found),
        stale=_stale(asked, found, vintages),
    )


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def _position(asked: Asked, found: Vintage) -> Position:
    cash = asked.catalogue.cash if found.entity == asked.catalogue.root else None
    return Position(
        found.made,
        to_decimal(found.at_bank),
        cash.restricted if cash else None,
        cash.facility if cash else None,
        to_decimal(found.at_bank + found.extra),
    )


def _low(found: Vintage) -> Low:
    at = int(found.table.closing.argmin())
    likely = None if found.lowest is None else (to_decimal(found.lowest[0]), to_decimal(found.lowest[1]))
    return Low(found.table.ends[at].astype(date), to_decimal(int(found.table.closing[at])), likely)


def _limits(asked: Asked, found: Vintage, low: Low) -> tuple[Limit, ...]:
    """The limits of the whole workspace; chances are of the roll, so none once one-offs have moved the balance."""
    cash = asked.catalogue.cash
    if cash is None or found.entity != asked.catalogue.root:
        return ()
    told = (("our floor", cash.floor, "below_floor"),
            (cash.covenant_name or "the lender’s minimum", cash.covenant, "below_covenant"))  # fmt: skip
    return tuple(
        Limit(name, amount, low.amount - amount, _chance(found, band))
        for name, amount, band in told
        if amount is not None
    )


def _chance(found: Vintage, band: str) -> float | None:
    chances = [chance for _, chance in found.chances.get(band, ())]
    return max(chances) if chances and not found.shift.any() else None


def _headline(asked: Asked, position: Position, low: Low, limits: tuple[Limit, ...], today: date) -> str:
    place = place_of(asked)
    has = "have" if position.day == today else "had"
    when = "today" if position.day == today else f"on {day_words(position.day, today)}"
    what = f"{money(position.available, asked.catalogue.currency)} {'at the bank' if place else 'available'}"
    said = f"{f'{place}: we' if place else 'We'} {has} {what} {when}"
    floor = limits[0] if limits else None
    if low.amount >= position.available:
        said += "; it does not fall below that in the weeks ahead"
        said += f" and stays {room_words(floor.room, floor.name)}" if floor else ""
    else:
        said += f"; the lowest point is {money(low.amount)} on {day_words(low.day, today)}"
        said += f", {room_words(floor.room, floor.name)}" if floor else ""
    if floor is not None and floor.chance is not None:
        said += f"; {chance_in_a_week(floor.chance)} that we go under it"
    return f"{said}."


def _notes(asked: Asked, found: Vintage) -> tuple[str, ...]:
    """One-offs since, and what did not fit when the forecast was made."""
    notes = []
    if found.since:
        count = len(found.since)
        one = "One one-off was" if count == 1 else f"{count} one-offs were"
        notes.append(
            f"{one} scheduled, changed or withdrawn since this forecast was made. The amounts and ranges here have "
            "moved with them; how likely we go under a limit is told again by the next forecast."
        )
    return (*notes, *notes_of(asked.snapshot.rolled(SOURCE, found.made)))


def _stale(asked: Asked, found: Vintage, vintages: tuple[date, ...]) -> str:
    newest = max(moved_by_day(asked, asked.catalogue.root), default=found.made)
    if found.made != vintages[0]:
        return f"An earlier forecast is shown, made from figures to {_full(found.made)}."
    if newest - found.made > STALE:
        return (
            f"The bank’s lines reach to {_full(newest)}, this forecast was made from figures to {_full(found.made)}. "
            "`python -m scorecard forecast roll` makes a new one."
        )
    return ""


def _full(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


def tight(report: CashReport) -> bool:
    """Whether the low point lies under a limit."""
    return any(to_ticks(limit.room) < 0 for limit in report.limits)
