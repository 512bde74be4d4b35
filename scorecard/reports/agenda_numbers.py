"""Measures and lines as items of an agenda: how each stands, what it weighs, and how surprising it is."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from scorecard.domain.agenda import AgendaItem, Block, Urgency, score, surprise, worth_in_money
from scorecard.domain.display import short
from scorecard.domain.signals import Rule
from scorecard.domain.variance import limit_of
from scorecard.domain.vocabulary import Perspective, Status, Unit
from scorecard.domain.wording import status_words, verdict
from scorecard.reports.agenda_waits import waits_of
from scorecard.reports.asked import Asked
from scorecard.reports.headline import value_words
from scorecard.reports.standing import MeasureRow, rows_of, turned
from scorecard.reports.terms import leaves_of, names_of
from scorecard.reports.trend import trend_of
from scorecard.reports.variance import VarianceReport, VarianceRow, variance_report
from scorecard.reports.work import owners_of
from scorecard.store.store import Store

SIGNALS: dict[str, str] = {
    Rule.OUTSIDE: "outside its usual range",
    Rule.RUN: "eight periods running on the same side of usual",
    Rule.NEAR: "near the edge of its usual range",
}
"""What is unusual, in the words of an agenda."""

LOOK = (Status.OFF_TRACK, Status.WATCH)


def number_items(store: Store, asked: Asked, minutes: int, threshold: Decimal) -> list[tuple[AgendaItem, Urgency]]:
    """Every measure and every line of the first statement, and how urgent; ``score`` is still money x surprise.

    ``minutes`` is what each is given, ``threshold`` the money from which a difference is worth a look. The same money
    is told once: by the heaviest measure with that very difference whose figures hold the other's, or are held.
    """
    told: list[tuple[Decimal, frozenset[str]]] = []
    items, waits = [], waits_of(store, asked)
    for row, item in sorted(_measures(asked, minutes, threshold), key=lambda each: -each[0].weight):
        names = names_of(asked.catalogue.measures[row.id], asked.catalogue)
        if row.unit is not Unit.MONEY or not _is_told(told, row.impact, item, leaves_of(names, asked.catalogue)):
            is_red = row.judged and row.status is Status.OFF_TRACK
            is_good = (row.impact or 0) > 0 and not (row.judged and row.status in LOOK)
            items.append(_weighed(item, waits.get(row.id, ""), is_red, is_good))
    for line, item in _lines(store, asked, minutes):
        if not _is_told(told, line.impact, item, leaves_of((line.id,), asked.catalogue)):
            items.append(_weighed(item, waits.get(line.id, ""), False, (line.impact or 0) > 0))
    return items


def _weighed(item: AgendaItem, waits: str, is_red: bool, is_good: bool) -> tuple[AgendaItem, Urgency]:
    """An item with what it waits for, and how urgent it is."""
    if waits:
        told = replace(item, sentence=f"{item.sentence.rstrip('.')}; {waits}.")
        return told, Urgency.RED_WAITS if is_red else Urgency.WAITS
    return item, Urgency.RED if is_red else Urgency.GOOD if is_good else Urgency.USUAL


def threshold_of(asked: Asked) -> Decimal:
    """Money from which a difference is worth a look; where it is a share, of the largest plan of the measures."""
    rule = asked.catalogue.materiality
    if rule.amount is not None:
        return rule.amount
    money = [measure for measure in asked.catalogue.measures.values() if measure.unit is Unit.MONEY]
    sizes = (abs(row.reference) for row in rows_of(asked, money) if row.reference is not None)
    return limit_of(rule, Unit.MONEY, max(sizes, default=Decimal(0))) or Decimal(1)


def _measures(asked: Asked, minutes: int, threshold: Decimal) -> Iterator[tuple[MeasureRow, AgendaItem]]:
    measures, rule = asked.catalogue.measures, asked.catalogue.materiality
    for row in rows_of(asked, measures.values()):
        unusual = _signal(asked, row)
        is_new = _is_new(row)
        look = row.value is not None and ((row.judged and row.status in LOOK) or (row.material and not row.judged))
        weighs = worth_in_money(row.impact, row.unit, row.reference, rule, threshold)
        block = Block.MONEY if row.perspective is Perspective.FINANCIAL else Block.OPERATIONS
        told = f"{value_words(row, asked.catalogue.currency)}{_after(row.difference_words)}{_stands(row, unusual)}."
        owners = " & ".join(filter(None, (row.finance_owner, row.operations_owner)))
        weight = Decimal(0) if _is_well(row) else score(weighs, surprise(look, bool(unusual), is_new), 1)
        ref = f"measure/{row.id}"
        yield row, AgendaItem("measure", ref, row.label, told, minutes, owners, block=block, score=weight)


def _is_told(
    told: list[tuple[Decimal, frozenset[str]]], impact: Decimal | None, item: AgendaItem, leaves: frozenset[str]
) -> bool:
    """Whether an item before it tells the same money; else it is noted as told, unless it weighs nothing."""
    if not impact or not item.score:
        return False
    if any(amount == impact and (leaves <= others or others <= leaves) for amount, others in told):
        return True
    told.append((impact, leaves))
    return False


def _signal(asked: Asked, row: MeasureRow) -> str:
    """What is unusual about the newest point, "" for nothing or where none is reported."""
    points = trend_of(asked, asked.catalogue.measures[row.id]).points if row.value is not None else ()
    return SIGNALS.get(points[-1].signal, points[-1].signal) if points else ""


def _is_new(row: MeasureRow) -> bool:
    """Whether its status is another one than a period before."""
    return row.judged and turned(row.status_before, row.status)


def _is_well(row: MeasureRow) -> bool:
    """Whether there is nothing to talk about: no value, or on track and not worse; that is offered as a win instead."""
    return row.value is None or (row.judged and row.status is Status.ON_TRACK and (row.impact or 0) >= 0)


def _after(words: str) -> str:
    return f", {words}" if words else ""


def _stands(row: MeasureRow, unusual: str) -> str:
    status = f"; {status_words(row.status).lower()}" if row.judged and row.value is not None else ""
    was = f" (was {status_words(row.status_before).lower()})" if _is_new(row) and row.status_before else ""
    return f"{status}{was}{f'; {unusual}' if unusual else ''}"


def _lines(store: Store, asked: Asked, minutes: int) -> Iterator[tuple[VarianceRow, AgendaItem]]:
    answer, owners = variance_report(store, asked.scope), owners_of(store, asked.scope)
    for row in answer.rows:
        if row.shape == "line" and row.impact is not None:
            weight = score(abs(row.impact), surprise(bool(row.worth), False, False), 1)
            ref, told = f"line/{row.id}", _line_words(answer, row)
            who = owners.get(row.id, "")
            yield row, AgendaItem("line", ref, row.label, told, minutes, who, block=Block.MONEY, score=weight)


def _line_words(answer: VarianceReport, row: VarianceRow) -> str:
    if not row.impact:
        return f"Same as {answer.against}."
    size = short(row.impact, Unit.MONEY, answer.currency)
    return f"{size} {verdict(row.impact)} than {answer.against} {answer.when}{_why(row.worth)}."


def _why(worth: str) -> str:
    """Why a line is worth a look: "; large (at least 40 k and 5 %)", "; 3 worse running, 183 k together"."""
    if " in a row, " in worth:
        return f"; {worth.replace(' in a row, ', ' running, ')} together"
    return f"; large ({worth})" if worth else ""
