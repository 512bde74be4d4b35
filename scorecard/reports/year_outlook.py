"""Whose numbers the year's outlook is made of, and which page has another: two numbers are never left unexplained."""

from collections.abc import Sequence
from decimal import Decimal

from scorecard.domain.display import shown
from scorecard.domain.variance_outlook import Segment, closed_by, fiscal_year
from scorecard.domain.vocabulary import Scenario, Unit
from scorecard.reports.asked import Asked, label_of
from scorecard.reports.cash_headline import within
from scorecard.reports.outlook_vintage import account_months, outlook_vintage, outlooks_of
from scorecard.reports.variance_columns import Ledger
from scorecard.store.accounts import Accounts

ANOTHER = "The page Outlook has another, calculated from the books."
"""Where the other amount cannot be held beside this one."""

FROM_BOOKS = "The page Outlook, calculated from the books, has"


def made_of(asked: Asked, outlook: Sequence[Segment], account: str = "") -> str:
    """How the year's outlook is made up, and whether there is another; "" where nothing of it is expected.

    Args:
        asked: The scope opened.
        outlook: The year, closed and expected parts.
        account: What it is told of; "" for a whole statement.
    """
    ahead = next((part for part in outlook if part.scenario is Scenario.FORECAST), None)
    if ahead is None:
        return ""
    periods, gone = asked.calendar.periods, outlook[0].window
    upto = f"closed actuals to {periods[gone.stop - 1].label} and " if outlook[0] is not ahead else ""
    which = "the newest forecast that was loaded"
    if ahead.vintage is not None:
        which = f"the forecast of {ahead.vintage.day} {ahead.vintage:%b %Y}"
    said = f"The year’s outlook is {upto}{which} from {periods[ahead.window.start].label} on."
    return " ".join(filter(None, (said, another(asked, _sum(asked, account or _profit(asked), outlook), account))))


def another(asked: Asked, expected: Decimal | None, account: str = "") -> str:
    """The number that the page Outlook has, and the gap; "" where it has none of this account, place and year.

    Args:
        asked: The scope opened.
        expected: The year's amount it is told beside.
        account: An account; "" for a whole statement, then profit is told.
    """
    catalogue, accounts, profit = asked.catalogue, Accounts(asked.catalogue), _profit(asked)
    if not profit or asked.scope.entity != catalogue.root:
        return ""
    closed, year = closed_by(asked.calendar, asked.day, asked.through), fiscal_year(asked.calendar, asked.index)
    if closed + 1 >= year.stop or not outlooks_of(asked):
        return ""
    if account and not accounts.parts(account).keys() <= accounts.parts(profit).keys():
        return ""
    told = _from_books(asked, account or profit, year, closed)
    if told is None or expected is None:
        return ANOTHER
    currency, gap = catalogue.currency, told - expected
    of = "" if account else f"{within(label_of(catalogue.accounts[profit], asked.scope.words))} at "
    apart = f"{shown(abs(gap), Unit.MONEY, currency)} {'more' if gap > 0 else 'less'}" if gap else "the same"
    return f"{FROM_BOOKS} {of}{shown(told, Unit.MONEY, currency)}, {apart}."


def _from_books(asked: Asked, account: str, year: range, closed: int) -> Decimal | None:
    """What is closed of a year and what the newest outlook has for its other months; None where it lacks one."""
    found, periods = outlook_vintage(asked, outlooks_of(asked)[-1]), asked.calendar.periods
    ends = {periods[at].end for at in year if at > closed}
    months = [] if found is None else account_months(found, asked.catalogue, account)
    ahead = [amount for end, _, amount in months if end in ends]
    gone = _sum(asked, account, (Segment(Scenario.ACTUAL, range(year.start, max(closed + 1, year.start))),))
    return gone + sum(ahead, Decimal(0)) if gone is not None and len(ahead) == len(ends) else None


def _sum(asked: Asked, account: str, column: Sequence[Segment]) -> Decimal | None:
    return Ledger(asked).sum(account, tuple(column)).value if account else None


def _profit(asked: Asked) -> str:
    cash = asked.catalogue.cash
    return cash.drivers.profit if cash is not None else ""
