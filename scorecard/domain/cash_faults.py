"""What of the figures did not fit when cash was forecast: told with a remedy, the rest is forecast all the same."""

from collections.abc import Iterator, Sequence

from scorecard.domain.cash_collections import WINDOW
from scorecard.domain.cash_direct import CashPast, Part
from scorecard.domain.cash_documents import Assembled
from scorecard.domain.cash_lines import DatedLines
from scorecard.domain.problems import Problem, excerpt

NAMED = 3


def faults_of(past: CashPast, roll: Part) -> tuple[Problem, ...]:
    """Everything that could not be taken as it stands, documents first."""
    found: list[Problem] = []
    both = ((past.cash.receivables, past.invoices), (past.cash.payables, past.bills))
    kept = [(ledger.written, lines) for ledger, lines in both if ledger is not None and lines is not None]
    for (written, lines), documents in zip(kept, roll.found, strict=True):
        found += _of_documents(written, documents, lines, past)
    found += _of_bank(past)
    if roll.broken:
        said = f"the promised day has passed ({len(roll.broken):,}): {_some(roll.broken)}"
        found.append(Problem("promises", said, "Ask for a new day; until then the customer's habit is used."))
    for line in roll.ruleless:
        said = "its past days follow no rule, so nothing is expected on it"
        found.append(Problem(f"cash line {line}", said, "Give it a rule in the catalogue."))
    return tuple(found)


def _of_documents(written: str, found: Assembled, lines: DatedLines, past: CashPast) -> Iterator[Problem]:
    late = [lines.name[row] for row in found.strays.tolist() if lines.day[row] > past.ahead.as_of - WINDOW]
    elsewhere = sorted({str(each) for each in found.documents.entity} - set(past.ahead.places))
    named: tuple[tuple[Sequence[str], str, str], ...] = (
        (
            found.early,
            "paid before they were written",
            "Correct the dates; they count as paid the day they were written.",
        ),
        (found.overpaid, "paid with more than they ask for", "Look for a payment booked to the wrong document."),
        (found.termless, "open without a due day", "Give the days of terms as quantity; the usual terms are taken."),
        (late, "paid, but not there under that name, place and party", "Load them, or correct the payments' notes."),
    )
    for names, what, remedy in named:
        if names:
            yield Problem(written, f"{what} ({len(names):,}): {_some(names)}", remedy)
    counted = (
        (found.unnamed, "lines that name no document and are no items", "Give the document's name in the note."),
        (found.foreign, "lines in another currency, left out", "Load them in the workspace's currency."),
    )
    for count, what, remedy in counted:
        if count:
            yield Problem(written, f"{what} ({count:,})", remedy)
    if elsewhere:
        said = f"documents of {_some(elsewhere)} are left out: there is no bank account"
        yield Problem(written, said, "Book them where the money comes in, or load that place's bank lines.")


def _of_bank(past: CashPast) -> Iterator[Problem]:
    foreign = int(past.bank.foreign.sum())
    if foreign:
        said = f"bank lines in another currency, left out ({foreign:,})"
        yield Problem(past.cash.inflow, said, "Load them in the workspace's currency.")


def _some(names: Sequence[str]) -> str:
    listed = ", ".join(excerpt(name, 40) for name in names[:NAMED])
    return listed + (f" and {len(names) - NAMED:,} more" if len(names) > NAMED else "")
