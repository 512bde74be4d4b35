"""What lines of cash are called, in which order a treasurer reads them, and why a movement is expected."""

from scorecard.domain.cash import BETWEEN
from scorecard.domain.catalogue import Catalogue

NAMES = {
    "receivables": "Customers, invoices written",
    "future_sales": "Customers, invoices to come",
    "other_in": "Other receipts",
    "payables": "Suppliers, bills received",
    "future_purchases": "Suppliers, bills to come",
    "payroll": "Salaries and wages",
    "tax": "Taxes",
    "rent": "Rent",
    "debt": "Loans and interest",
    "capex": "Machines and buildings",
    "one_off": "One-offs",
    "other_out": "Other payments",
    BETWEEN: "Between sites",
}
"""Cash line to what it is called where the catalogue does not say, in their order."""

DOCUMENTS = ("receivables", "future_sales", "other_in", "payables", "future_purchases")
"""Lines that stand before those of the catalogue."""

WHY = {
    "known": "known amount and day",
    "promise": "promised by the other side",
    "habit": "by how this one pays",
    "due": "by its due date",
    "schedule": "by the calendar",
    "one-off": "scheduled by hand",
    "statistical": "by the past pattern",
    "override": "decided by hand",
}
"""Why a movement is expected, in words."""


def name_of(catalogue: Catalogue, line: str) -> str:
    """What a cash line is called."""
    said = {each.id: each.name for each in catalogue.cash.lines} if catalogue.cash else {}
    return said.get(line) or NAMES.get(line) or line.replace("_", " ").capitalize() or "Not told"


def order_of(catalogue: Catalogue, line: str) -> tuple[int, int, str]:
    """Where a cash line stands: documents first, then the catalogue's own lines as it lists them, then all others."""
    own = [each.id for each in catalogue.cash.lines] if catalogue.cash else []
    usual = list(NAMES)
    if line in own:
        return 1, own.index(line), line
    rank = usual.index(line) if line in usual else len(usual)
    return (0 if line in DOCUMENTS else 2), rank, line


def why_expected(basis: str) -> str:
    """Why a movement is expected, in words."""
    return WHY.get(basis, basis or "not told")
