"""What changed between two states of the numbers, for the same scope: one reason and one sentence each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from scorecard.domain.catalogue import Account, Catalogue, Measure
from scorecard.domain.display import shown
from scorecard.domain.targets import Band
from scorecard.domain.terms import parse_terms
from scorecard.domain.vocabulary import Status, Unit
from scorecard.domain.wording import turned_words
from scorecard.reports.asked import Asked
from scorecard.reports.evaluated import Evaluated, stood
from scorecard.reports.standing import MeasureRow

NEW, RESTATED, PLAN, DEFINITION = "new period", "restated", "plan changed", "definition changed"


@dataclass(frozen=True, slots=True)
class Change:
    """One measure that moved since the other state: value then and now, and why.

    ``why`` is one of "new period", "restated", "plan changed", "definition changed".
    """

    measure: str
    label: str
    unit: Unit
    before: Decimal | None
    after: Decimal | None
    status_before: Status
    status_after: Status
    why: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Stood:
    """How a measure stood in the earlier state; ``carried_from`` and ``band`` as in ``MeasureRow``."""

    value: Decimal | None
    target: Decimal | None
    red: Decimal | None
    status: Status
    found: Evaluated
    carried_from: str = ""
    band: Band | None = None

    @property
    def score(self) -> float:
        """Its score, 0 to 100; 0 where it has none."""
        return min(max(self.found.score(self.found.shown) or 0.0, 0.0), 100.0)


def stood_in(asked: Asked, measures: Iterable[Measure]) -> dict[str, Stood]:
    """Measure id to how it stood at a scope opened in an earlier state."""
    return {measure.id: _stood(asked, stood(asked, measure)) for measure in measures}


def _stood(asked: Asked, found: Evaluated) -> Stood:
    at, goals = found.shown, found.goals
    carried = "" if at == asked.index else asked.calendar.periods[at].label
    value, target, red = found.series.values[at], goals.goals[at], goals.reds[at]
    return Stood(value, target, red, found.status(at), found, carried, goals.bands[at])


def changes(
    before: Mapping[str, Stood], after: Iterable[MeasureRow], then: Catalogue, now: Catalogue
) -> tuple[Change, ...]:
    """Every measure whose value, target or definition differs, biggest first.

    Args:
        before: Rows of the earlier state by measure id; empty where the scope did not exist then.
        after: Rows of the later state.
        then: Catalogue of the earlier state.
        now: Catalogue of the later state.
    """
    found = []
    for row in after:
        old = before.get(row.id)
        why = why_moved(row.id, old, row, then, now)
        if why:
            found.append((_size(old, row), _change(old, row, why, now.currency)))
    return tuple(change for _, change in sorted(found, key=lambda pair: (tuple(-n for n in pair[0]), pair[1].label)))


def why_moved(measure: str, old: Stood | None, row: Stood | MeasureRow, then: Catalogue, now: Catalogue) -> str:
    """Why a measure is another than it was, as in ``Change``; "" where it is not."""
    if old is None:
        return NEW if row.value is not None else ""
    if _formula(then.measures[measure]) != _formula(now.measures[measure]):
        return DEFINITION
    if old.value != row.value:
        anew = definition_of(measure, then) != definition_of(measure, now)
        newer = old.value is None or old.carried_from != row.carried_from
        return DEFINITION if anew else NEW if newer else RESTATED
    return PLAN if (old.target, old.red, old.band) != (row.target, row.red, row.band) else ""


def definition_of(measure: str, catalogue: Catalogue) -> object:
    """What a measure's value is made of: its own formula and those of the accounts and parts below it."""
    found = catalogue.measures.get(measure)
    return found and (_formula(found), tuple(_accounts(found, catalogue)), tuple(_parts(found, catalogue)))


def _formula(m: Measure) -> tuple[object, ...]:
    return (m.kind, m.unit, m.polarity, m.numerator, m.denominator, m.factor, m.growth, m.combine, m.parts, m.cap)


def _parts(measure: Measure, catalogue: Catalogue) -> Iterable[object]:
    return (definition_of(part.name, catalogue) for part in parse_terms(measure.parts) if part.name != measure.id)


def _accounts(measure: Measure, catalogue: Catalogue) -> Iterable[object]:
    waiting = [term.name for term in parse_terms((*measure.numerator, *measure.denominator))]
    seen: set[str] = set()
    while waiting:
        name = waiting.pop()
        account = catalogue.accounts.get(name)
        if name in seen or account is None:
            continue
        seen.add(name)
        yield _shape(account)
        waiting += [*(term.name for term in parse_terms(account.formula)), *catalogue.account_children.get(name, ())]


def _shape(account: Account) -> tuple[object, ...]:
    return (account.id, account.normal, account.kind, account.formula)


def _size(old: Stood | None, row: MeasureRow) -> tuple[float, ...]:
    """Changed status first, then the step in score, then the step in size."""
    if old is None or old.value is None or row.value is None:
        return (float(old is not None and old.status != row.status), 0.0, 0.0)
    step = abs((row.score or 0.0) - old.score)
    largest = max(abs(old.value), abs(row.value))
    share = float(abs(row.value - old.value) / largest) if largest else 0.0
    return (float(old.status != row.status), step, share)


def _change(old: Stood | None, row: MeasureRow, why: str, currency: str) -> Change:
    before = old.value if old else None
    was = old.status if old else Status.NOT_REPORTED
    return Change(
        row.id, row.label, row.unit, before, row.value, was, row.status, why, _sentence(old, row, why, currency)
    )


def _sentence(old: Stood | None, row: MeasureRow, why: str, currency: str) -> str:
    said = _said(old, row, why, currency)
    was = old.status if old else Status.NOT_REPORTED
    turned = turned_words(was, row.status) if row.judged else ""
    return f"{said}{turned}."


def _said(old: Stood | None, row: MeasureRow, why: str, currency: str) -> str:
    def words(value: Decimal | None) -> str:
        return "not reported" if value is None else shown(value, row.unit, currency, row.decimals)

    if why == NEW and old and old.value is not None:
        return f"{row.label}: a newer figure, {words(row.value)} after {words(old.value)}"
    if why == NEW or old is None:
        return f"{row.label}: now reported, {words(row.value)}"
    if why == PLAN:
        return f"{row.label}: target changed from {words(old.target)} to {words(row.target)}"
    if old.value == row.value:
        return f"{row.label}: defined anew, still {words(row.value)}"
    verb = "defined anew" if why == DEFINITION else "restated"
    return f"{row.label}: {verb} from {words(old.value)} to {words(row.value)}"
