"""Then and now: what a link that names an earlier state showed, what stands there today, and why it differs."""

from collections.abc import Sequence
from dataclasses import dataclass

from scorecard.domain.display import shown
from scorecard.domain.errors import UnknownName
from scorecard.domain.scope import Scope
from scorecard.domain.since import SinceKind, SinceRow
from scorecard.reports.asked import open_scope
from scorecard.reports.loads_behind import LoadsBehind
from scorecard.reports.since_rows import Moved, moved_of
from scorecard.reports.since_states import TwoStates, standing_numbers
from scorecard.store.store import Store

SAID = {
    SinceKind.RESTATED: "restated",
    SinceKind.PLAN_CHANGED: "the plan changed",
    SinceKind.DEFINITION_CHANGED: "the definition or target changed",
    SinceKind.NEW_PERIOD: "reported since",
    SinceKind.STATUS_CHANGED: "reported since",
    SinceKind.LATE_DATA: "out of date since",
}
"""Why a number is another than in the link, inside a sentence."""


@dataclass(frozen=True, slots=True)
class ThenNow:
    """A link of an earlier state beside the newest one.

    Attributes:
        sentence: Then, now and why, in one line; "" where the link shows the newest state.
        differ: How many of the numbers it is about are others now.
        numbers: How many it is about.
    """

    sentence: str
    differ: int = 0
    numbers: int = 0


NOTHING = ThenNow("")


def then_and_now(store: Store, scope: Scope, measure: str = "") -> ThenNow:
    """Answer: is what this link shows still so?

    Args:
        store: The open store.
        scope: What the link asks for; only one that names a state has a then.
        measure: The one number it is about; "" for the whole scorecard.

    Raises:
        UnknownRevision: If it names a state that never was.
    """
    if not scope.as_of:
        return NOTHING
    then = open_scope(store, scope)
    if then.snapshot.as_of is None and then.snapshot.revision == store.revision():
        return NOTHING
    label, numbers = then.snapshot.as_of_label, (measure,) if measure else tuple(then.catalogue.measures)
    try:
        now = open_scope(store, scope.with_(as_of="", known=""))
    except UnknownName:
        return ThenNow(f"As of {label}. This place or period is not known today.", len(numbers), len(numbers))
    states = TwoStates(now, then, LoadsBehind(store, now, then.snapshot.revision))
    standing = standing_numbers(now, numbers)
    if measure and not standing:
        return ThenNow(f"As of {label}. Today this is measured no more.", 1, 1)
    every = {name: tuple(filter(_differs, moved_of(states, row))) for name, row in standing.items()}
    moved = {name: rows for name, rows in every.items() if rows}
    if measure and moved:
        return ThenNow(_one(moved[measure], label, now.catalogue.currency), 1, 1)
    gone = len(numbers) - len(standing)
    told = _count([rows[0][0] for rows in moved.values()], len(numbers), gone, label, measure)
    return ThenNow(told, len(moved) + gone, len(numbers))


def _differs(moved: Moved) -> bool:
    """Whether it is another number; one that only grew old is not."""
    kind, row = moved
    return kind is not SinceKind.LATE_DATA or row.before != row.after


def _one(moved: Sequence[Moved], label: str, currency: str) -> str:
    """One number: "On 13 Nov 2026 (revision 5) this was 1.31 M EUR; now it is 1.29 M EUR: restated (load 6: ...)."."""
    said = [_side(kind, row, currency) for kind, row in moved]
    of_target = "the target of this" if moved[0][1].of_target else "this"
    return " Its target ".join([f"On {label} {of_target} {said[0]}", *said[1:]])


def _side(kind: SinceKind, row: SinceRow, currency: str) -> str:
    before, after = (
        "not reported" if value is None else shown(value, row.unit, currency, row.decimals)
        for value in (row.before, row.after)
    )
    why = f"{SAID[kind]} ({row.note})" if row.note else SAID[kind]
    if row.before == row.after:
        return f"was {before}, as it is now, but {why}."
    return f"was {before}; now it is {after}: {why}."


def _count(kinds: Sequence[SinceKind], numbers: int, gone: int, label: str, measure: str) -> str:
    """How many are others now and why; a number that only grew old is none of them, one measured no more is."""
    if not kinds and not gone:
        same = "this number stands" if measure else f"all {numbers} numbers stand"
        return f"As of {label}: {same} the same today."
    told = [f"{kinds.count(kind)} {SAID[kind]}" for kind in SAID if kind in kinds]
    told += [f"{gone} measured no more"] if gone else []
    verb = "is different" if len(kinds) + gone == 1 else "are different"
    return f"As of {label}: {len(kinds) + gone} of {numbers} numbers {verb} today: {', '.join(told)}."
