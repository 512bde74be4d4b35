"""Work as the book's rows: items and entries to columns of plain text and whole numbers, and back."""

import json
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Row

from scorecard.domain.cells import TICKS
from scorecard.domain.vocabulary import Comparison, View
from scorecard.domain.work import Cause, Comment, Figures, Item, Said, Subject, WorkState


def item_of(row: Row[Any]) -> Item:
    """An item from its row."""
    return Item(
        id=row.id,
        subject=subject_of(row),
        opened=date.fromisoformat(row.opened),
        opened_by=row.opened_by,
        finance_owner=row.finance_owner,
        operations_owner=row.operations_owner,
        due=date.fromisoformat(row.due),
        figures=figures_of(row),
        state=WorkState(row.state),
        cause=None if row.cause is None else Cause(row.cause),
        whys=tuple(json.loads(row.whys)),
        action=row.action,
        action_due=_day(row.action_due),
        agreed_by=row.agreed_by,
        verified_by=row.verified_by,
        verified=_day(row.verified),
        version=row.version,
        lead=row.lead,
    )


def row_of(item: Item) -> dict[str, object]:
    """An item as a row; its subject also as the one text by which it is looked up."""
    return {
        "id": item.id,
        "subject": item.subject.key,
        **subject_row(item.subject),
        "opened": item.opened.isoformat(),
        "opened_by": item.opened_by,
        "finance_owner": item.finance_owner,
        "operations_owner": item.operations_owner,
        "due": item.due.isoformat(),
        **figures_row(item.figures),
        "state": item.state.value,
        "cause": item.cause.value if item.cause is not None else None,
        "whys": json.dumps(item.whys, ensure_ascii=False),
        "action": item.action,
        "action_due": item.action_due.isoformat() if item.action_due else None,
        "agreed_by": item.agreed_by,
        "verified_by": item.verified_by,
        "verified": item.verified.isoformat() if item.verified else None,
        "version": item.version,
        "lead": item.lead,
    }


def subject_of(row: Row[Any]) -> Subject:
    """A subject from the columns it is kept in."""
    slice_ = tuple((dim, value) for dim, value in json.loads(row.slice))
    compare, _, known = row.compare.partition(":")
    return Subject(row.entity, row.name, slice_, row.period, View(row.view), Comparison(compare), known)


def subject_row(subject: Subject) -> dict[str, object]:
    """A subject as columns, without the one text by which it is looked up."""
    return {
        "entity": subject.entity,
        "name": subject.name,
        "slice": json.dumps(subject.where, ensure_ascii=False),
        "period": subject.period,
        "view": subject.view.value,
        "compare": subject.held,
    }


def comment_of(row: Row[Any]) -> Comment:
    """An entry from its row; amounts are kept in ticks."""
    amount = None if row.amount is None else Decimal(row.amount) / TICKS
    at = datetime.fromisoformat(row.at)
    return Comment(row.id, row.item, at, row.who, Said(row.kind), row.text, amount, figures_of(row))


def figures_of(row: Row[Any]) -> Figures:
    """Figures from the columns they are kept in."""
    actual, reference, impact = (
        None if text is None else Decimal(text) for text in (row.actual, row.reference, row.impact)
    )
    return Figures(actual, reference, impact, row.revision)


def figures_row(figures: Figures) -> dict[str, object]:
    """Figures as columns: exact text, empty where not reported."""
    numbers = {name: getattr(figures, name) for name in ("actual", "reference", "impact")}
    told = {name: None if number is None else str(number) for name, number in numbers.items()}
    return {**told, "revision": figures.revision}


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
