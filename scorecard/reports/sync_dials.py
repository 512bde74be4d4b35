"""Dials in words: what both sides look at first, each from an answer the house gives already."""

from collections.abc import Sequence
from dataclasses import dataclass

from scorecard.domain.commitments import Commitment, Dial, Standing
from scorecard.domain.display import short, shown
from scorecard.domain.scope import Scope
from scorecard.domain.vocabulary import Status, Unit
from scorecard.domain.wording import difference_words, status_words, verdict
from scorecard.reports.asked import label_of, place_of
from scorecard.reports.cash_answer import standing
from scorecard.reports.cash_headline import money
from scorecard.reports.commitments import CommitmentRow, commitment_of
from scorecard.reports.headline import measure_headline, value_words
from scorecard.reports.reference import account_of
from scorecard.reports.standing import MeasureRow, row_of
from scorecard.reports.standing_words import status_label, status_name
from scorecard.reports.sync_sources import Sources, day_words, year_link
from scorecard.reports.variance_rows import VarianceRow
from scorecard.reports.year_outlook import another

NONE = "no-target"
"""Sign of what is not judged."""

URGENT = (Status.OFF_TRACK, Status.WATCH, Status.ON_TRACK, Status.NOT_REPORTED)
"""A measure that is not reported speaks for a dial only where no other does; it is told beside it in any case."""


@dataclass(frozen=True, slots=True)
class Beside:
    """Another number told beside a dial: its name, its value and its state in words, its sign, and its measure."""

    label: str
    value: str
    state: str
    mark: str
    measure: str


@dataclass(frozen=True, slots=True)
class DialRow:
    """One dial.

    Attributes:
        figure: The number it is about, in words; ``of`` says which one where the name does not.
        sentence: How it stands, in one sentence.
        state: The same in a word; ``mark`` is the CSS name of its sign: a status, or ``no-target``.
        beside: The dial's other numbers.
        page: Where the number can be read, with what the link says and its scope.
    """

    id: str
    name: str
    figure: str
    of: str
    sentence: str
    state: str
    mark: str
    beside: tuple[Beside, ...]
    page: str
    link: tuple[tuple[str, str], ...]
    scope: Scope


def dials_of(found: Sources) -> tuple[DialRow, ...]:
    """The catalogue's dials at the place asked for, in its order."""
    tells = {"cash": _cash, "year": _year, "measures": _measures}
    return tuple(tells[dial.tells](found, dial) for dial in found.asked.catalogue.dials)


def dials_headline(rows: Sequence[DialRow]) -> str:
    """How many need a look."""
    if not rows:
        return "No dial is named yet."
    red, watch = (sum(row.mark == status.replace("_", "-") for row in rows) for status in URGENT[:2])
    every = "1 dial" if len(rows) == 1 else f"{len(rows)} dials"
    if not red and not watch:
        return f"{every}, none needs a look."
    told = ", ".join(f"{count} {words}" for count, words in ((red, "off track"), (watch, "to watch")) if count)
    return f"{every}: {told}."


def _marked(status: Status) -> tuple[str, str]:
    """A state in words, and its sign."""
    return status_words(status), status.value.replace("_", "-")


def _cash(found: Sources, dial: Dial) -> DialRow:
    """The lowest point of cash and the room above its limits, as the page Cash says."""
    told = found.cash_here
    stands = standing(told.limits)
    state, mark = _marked(stands) if stands is not None else ("No limit", NONE)
    if told.low is None:
        state, mark = _marked(Status.NOT_REPORTED)
    figure = "" if told.low is None else money(told.low.amount, told.currency)
    of = "" if told.low is None else f"lowest, on {day_words(told.low.day)}"
    return DialRow(
        dial.id, dial.name, figure, of, told.headline, state, mark, (), "cash", (), found.asked.scope
    )  # fmt: skip


def _year(found: Sources, dial: Dial) -> DialRow:
    """The year's outlook of an account against what was promised, else against its plan."""
    asked, promised = found.asked, found.asked.catalogue.commitments.get(dial.promise)
    measure, entity = asked.catalogue.measure(dial.measures[0]), asked.scope.entity
    account = account_of(measure, asked.catalogue)
    row, told = found.year_row(entity, account), found.year(entity)
    promise = _promise(found, promised, entity)
    name, currency = label_of(measure, asked.scope.words), asked.catalogue.currency
    place = f", {place_of(asked)}" if place_of(asked) else ""
    if row is None or row.actual is None:
        state, mark = _marked(Status.NOT_REPORTED)
        sentence = f"{name}{place}: there is no outlook for {told.year}."
    else:
        state, mark = _marked(promise.status if promise is not None else _against_plan(row))
        plan = difference_words(row.actual, row.reference, measure, row.impact, told.against, currency=currency)
        sentence = f"{name}{place} {told.when}: {shown(row.actual, Unit.MONEY, currency)} expected"
        sentence += f", {plan}" if plan else ""
        sentence += f"{_against(promise, currency)}. {another(asked, row.actual, account)}".rstrip()
    figure = "" if row is None or row.actual is None else shown(row.actual, Unit.MONEY, currency)
    scope = found.year_scope(entity)
    return DialRow(
        dial.id, dial.name, figure, f"outlook for {told.year}", sentence, state, mark, (), "bridge",
        year_link(account), scope,
    )  # fmt: skip


def _promise(found: Sources, promised: Commitment | None, entity: str) -> CommitmentRow | None:
    """The promise a dial is held against: about this very place, and in force for the year that is told."""
    if promised is None or (promised.entity or found.root) != entity:
        return None
    row = commitment_of(found, promised)
    return None if row.standing in (Standing.LATER, Standing.OVER) else row


def _against(promise: CommitmentRow | None, currency: str) -> str:
    """What was promised beside what is expected: "; 50 k EUR better than what we promised the board"."""
    if promise is None or promise.room is None:
        return ""
    size = short(promise.room, promise.number.unit, currency, promise.number.decimals)
    return f"; {size} {verdict(promise.room)} than what we promised the {promise.commitment.to}"


def _against_plan(row: VarianceRow) -> Status:
    """On track where it is not worse than plan; off track where the difference is worth a look."""
    if row.impact is None:
        return Status.NOT_REPORTED
    if row.impact >= 0:
        return Status.ON_TRACK
    return Status.OFF_TRACK if row.worth else Status.WATCH


def _measures(found: Sources, dial: Dial) -> DialRow:
    """Measures of the scorecard: the one that needs a look first speaks, the others stand beside it."""
    asked = found.asked
    rows = [row_of(asked, asked.catalogue.measure(name)) for name in dial.measures]
    first = min(rows, key=_urgency)
    currency, place = asked.catalogue.currency, place_of(asked)
    return DialRow(
        id=dial.id,
        name=dial.name,
        figure="" if first.value is None else value_words(first, currency),
        of=first.label,
        sentence=measure_headline(first, currency, asked.period.label, place=place),
        state=status_label(first),
        mark=status_name(first),
        beside=tuple(_beside(row, currency) for row in rows if row is not first),
        page="measure",
        link=(("measure", first.id),),
        scope=asked.scope,
    )


def _urgency(row: MeasureRow) -> tuple[int, float]:
    at = URGENT.index(row.status) if row.judged or row.value is None else len(URGENT) - 1
    return at, row.score if row.score is not None else 100.0


def _beside(row: MeasureRow, currency: str) -> Beside:
    value = "" if row.value is None else value_words(row, currency)
    return Beside(row.label, value, status_label(row), status_name(row), row.id)
