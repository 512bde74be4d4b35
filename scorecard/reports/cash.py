"""Cash: what is available, the thirteen weeks ahead with their lowest point, and how sure that is."""

from datetime import date, timedelta

from scorecard.domain.cash import SOURCE
from scorecard.domain.cash_told import notes_of
from scorecard.domain.cells import to_decimal
from scorecard.domain.scope import Scope
from scorecard.reports.asked import Asked, open_scope, place_of
from scorecard.reports.cash_answer import CashReport, Low, Position
from scorecard.reports.cash_fan import fan_of, moved_by_day
from scorecard.reports.cash_months import cash_by_month
from scorecard.reports.cash_said import cash_headline, limits_of
from scorecard.reports.cash_table import Table, day_columns, week_table, with_past
from scorecard.reports.cash_vintage import CHANCES, LIKELY, Vintage, vintage_of, vintages_of
from scorecard.reports.taken_back import taken_back
from scorecard.store.store import Store

NO_CASH = "This workspace does not say what its cash is; its catalogue needs a section “cash”."
BY_MONTH = "Cash is told by month here, line by line; there are no single items."
NOT_YET = "No forecast has been made yet. `python -m scorecard forecast roll` makes one."
NO_ACCOUNT = "{place} has no bank account of its own, so there is no cash forecast for it."
STALE = timedelta(days=7)
"""Bank lines newer than a forecast by more than this make it an old one."""


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
    if asked.catalogue.cash is not None and asked.catalogue.cash.by == "months":
        return cash_by_month(asked, made)
    found = shown_vintage(store, asked, made)
    if isinstance(found, str):
        return _without(asked, found)
    return _report(store, asked, found, week)


def shown_vintage(store: Store, asked: Asked, made: str) -> Vintage | str:
    """The forecast asked for, on the newest one all one-offs as they stand now; or why there is none, as a sentence."""
    cash = asked.catalogue.cash
    if cash is None or cash.by == "months":
        return BY_MONTH if cash else NO_CASH
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
    position, low = _position(asked, found), low_of(found)
    limits = limits_of(asked, low, {band: _chances(found, band) for band in CHANCES})
    snapshot, today = asked.snapshot, store.today()
    table = week_table(found, asked.catalogue)
    opened = day_columns(found, asked.catalogue, date.fromisoformat(week)) if _is_day(week) else None
    notes = _notes(asked, found)
    if found.made == vintages[0]:
        loaded = newest_line(asked, found)
        table = with_past(table, today, loaded)
        opened = with_past(opened, today, loaded) if opened else None
        notes = (*_gone_by(table, found.made, today, loaded), *notes)
    return CashReport(
        scope=asked.scope,
        headline=cash_headline(asked, position, low, limits, today),
        as_of=snapshot.as_of_label,
        revision=snapshot.revision,
        currency=asked.catalogue.currency,
        place=place_of(asked),
        made=found.made,
        vintages=vintages,
        position=position,
        low=low,
        limits=limits,
        table=table,
        opened=opened,
        fan=fan_of(asked, found),
        notes=notes,
        stale=_stale(store, asked, found, vintages),
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


def low_of(found: Vintage) -> Low:
    """The lowest day of what is expected, the first where there are several."""
    at = int(found.table.closing.argmin())
    likely = None if found.lowest is None else (to_decimal(found.lowest[0]), to_decimal(found.lowest[1]))
    ends = [to_decimal(int(found.bands[name][at])) for name in LIKELY if name in found.bands]
    that_day = (ends[0], ends[1]) if len(ends) == len(LIKELY) else None
    return Low(found.table.ends[at].astype(date), to_decimal(int(found.table.closing[at])), that_day, likely)


def _chances(found: Vintage, band: str) -> tuple[float | None, float | None]:
    """The chance of any day and of the worst week; none once one-offs have moved the balance: they are of the roll."""
    if found.shift.any():
        return None, None
    return found.ever.get(band), max((chance for _, chance in found.chances.get(band, ())), default=None)


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


def _gone_by(table: Table, made: date, today: date, loaded: date) -> tuple[str, ...]:
    """How old the newest forecast is, how many of its weeks are past, and that bank lines since are not there."""
    gone, past = today - made, sum(bool(column.note) for column in table.columns)
    if gone < STALE:
        return ()
    said = [f"the first {past} of these weeks are past" if past > 1 else "the first of these weeks is past"][:past]
    said += ["bank lines since are not loaded yet"] if loaded <= made else []
    return (f"Numbers as of {_full(made)}, {gone.days} days ago; {', '.join(said)}.",) if said else ()


def newest_line(asked: Asked, found: Vintage) -> date:
    """The last day whose bank lines are there; that a forecast was made from where they tell none."""
    return max(moved_by_day(asked, asked.catalogue.root), default=found.made)


def _stale(store: Store, asked: Asked, found: Vintage, vintages: tuple[date, ...]) -> str:
    newest = newest_line(asked, found)
    if found.made != vintages[0]:
        return f"An earlier forecast is shown, made from figures to {_full(found.made)}."
    if undone := taken_back(store, asked.snapshot, SOURCE, found.made):
        return undone
    if newest - found.made > STALE:
        return (
            f"The bank’s lines reach to {_full(newest)}, this forecast was made from figures to {_full(found.made)}. "
            "`python -m scorecard forecast roll` makes a new one."
        )
    return ""


def _full(day: date) -> str:
    return f"{day.day} {day:%b %Y}"
