"""What the outlook's steps and levers are called, and its sentences."""

from datetime import date

from scorecard.domain.cells import to_decimal
from scorecard.domain.display import shown
from scorecard.domain.vocabulary import Unit, Words

STEPS = {
    "in": ("Money in", "Receipts", "all lines of money in"),
    "out": ("Money out", "Disbursements", "all lines of money out"),
    "profit": ("Operating profit", "Operating profit (EBIT)", "what is left of sales after all running costs"),
    "noncash": ("Wear, which costs no cash", "Depreciation", "a cost of the profit that no money leaves for"),
    "receivables": ("Customers", "Change in receivables", "as they owe more, cash waits; as they pay, it comes"),
    "inventory": ("Stock", "Change in inventory", "more goods on the shelf tie up cash"),
    "payables": ("Suppliers", "Change in payables", "as we owe them more, cash stays with us"),
    "tax": ("Tax paid", "Income tax paid", "in the months in which it is paid"),
    "capex": ("Machines and vans bought", "Capital expenditure", "bought, not worn out"),
    "debt": ("Loans and interest", "Debt service", "repaid, and what the loan costs"),
    "owners": ("Paid to owners", "Dividends", "as in the same month of both years before"),
    "one_offs": ("One-offs", "One-offs", "large payments and receipts scheduled by hand on the page Cash"),
    "days": (
        "By day",
        "Timing by day",
        "open invoices, bills and pay days bring it in other months than profit",
    ),
    "other": ("Other", "Other, not explained", "what the lines above do not explain"),
}
"""Step to its plain name, its finance name and what is in it."""

LEVERS = {
    "price": ("Prices", "all revenue moves, costs stay; a part of it goes as tax"),
    "volume": ("Volume sold", "revenue and the cost of goods move along, pay and running costs stay"),
    "customers": ("Days until customers pay", "what they owe moves by the sales of so many days"),
    "stock": ("Days goods lie in stock", "stock moves by the goods used in so many days"),
    "suppliers": ("Days until we pay suppliers", "what we owe moves by the goods used in so many days"),
    "people": ("People", "what they cost a month, from the month they start"),
    "capex": ("Investments put off", "each month’s investments come so many months later"),
}
"""Lever to its name and what it does, in the order they are told."""


def step_name(step: str, words: Words) -> str:
    """A step in plain or finance words."""
    plain, finance, _ = STEPS.get(step, (step, step, ""))
    return finance if words is Words.FINANCE else plain


def money(ticks: int, currency: str = "") -> str:
    """An amount as sentences have it, "minus" written out."""
    amount = to_decimal(ticks)
    told = shown(abs(amount), Unit.MONEY, currency)
    return f"minus {told}" if amount < 0 else told


def end_words(lowest: tuple[str, int], end: tuple[str, int], start: tuple[str, int], currency: str) -> str:
    """Where cash is lowest and where it ends: "falls to 1.9 M in Mar 2027 and ends Oct 2027 at 4.2 M".

    Args:
        lowest: Month and ticks of the low point.
        end: Month and ticks at the end.
        start: Month and ticks before the first.
        currency: Told once, with the last amount.
    """
    last = f"{end[0]} at {money(end[1], currency)}"
    if lowest[1] >= start[1]:
        return f"stays above the {money(start[1])} of {start[0]} and ends {last}"
    if lowest == end:
        return f"falls to its lowest at the end, {last}"
    return f"falls to {money(lowest[1])} in {lowest[0]} and ends {last}"


def by_day_words(day: date, ticks: int) -> str:
    """What a forecast by day adds to one by month: "by day it falls to 1.4 M on 10 Dec 2026"."""
    return f"by day it falls to {money(ticks)} on {day.day} {day:%b %Y}"
