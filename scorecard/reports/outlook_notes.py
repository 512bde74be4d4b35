"""What is to be known when reading an outlook, a sentence each."""

from decimal import Decimal

from scorecard.domain.cash import available
from scorecard.domain.catalogue_cash import Cash
from scorecard.domain.cells import to_ticks
from scorecard.domain.outlook_vintage import WEIGHED
from scorecard.domain.vocabulary import Words
from scorecard.reports.asked import Asked
from scorecard.reports.outlook_vintage import OutlookVintage
from scorecard.reports.outlook_words import money


def notes_of(asked: Asked, cash: Cash, found: OutlookVintage) -> tuple[str, ...]:
    """What is available of what is at the bank, whose forecast it is, and by which method."""
    notes = []
    if cash.restricted or cash.facility:
        bank = money(found.base.path.opening)
        parts = [f"{money(found.base.path.opening + available(cash))} is what is available: {bank} at the bank"]
        parts += [f"less {_amount(cash.restricted)} held"] if cash.restricted else []
        parts += [f"plus {_amount(cash.facility)} of credit not drawn"] if cash.facility else []
        notes.append(", ".join(parts) + ".")
    if any(line.note == WEIGHED for line in found.rolled.lines.values()):
        notes.append("Our forecast and the company's own, weighed by how good each was.")
    if asked.scope.words is Words.FINANCE:
        notes.append("Indirect method; days held at the mean of the last three month ends.")
    return tuple(notes)


def _amount(amount: Decimal) -> str:
    return money(to_ticks(amount))
