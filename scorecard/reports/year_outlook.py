"""Whose numbers the year's outlook is made of, and which page has another: two numbers are never left unexplained."""

from collections.abc import Sequence

from scorecard.domain.variance_outlook import Segment, closed_by, fiscal_year
from scorecard.domain.vocabulary import Scenario
from scorecard.reports.asked import Asked
from scorecard.reports.outlook_vintage import outlooks_of
from scorecard.store.accounts import Accounts

ANOTHER = "The page Outlook has another, calculated from the books."


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
    return " ".join(filter(None, (said, another(asked, account))))


def another(asked: Asked, account: str = "") -> str:
    """That the page Outlook has a number of its own; "" where it has none of this account, place and year.

    Args:
        asked: The scope opened.
        account: An account; "" for a whole statement.
    """
    cash, accounts = asked.catalogue.cash, Accounts(asked.catalogue)
    if cash is None or not cash.drivers.profit or asked.scope.entity != asked.catalogue.root:
        return ""
    if closed_by(asked.calendar, asked.day, asked.through) + 1 >= fiscal_year(asked.calendar, asked.index).stop:
        return ""
    told = not account or accounts.parts(account).keys() <= accounts.parts(cash.drivers.profit).keys()
    return ANOTHER if told and outlooks_of(asked) else ""
