"""The way from any number to a flag on it: the form with the number filled in."""

from scorecard.domain.scope import Scope
from scorecard.ui import cards
from scorecard.ui.markup import Markup
from scorecard.ui.shell import Page


def link(page: Page) -> cards.Link | None:
    """From a measure to the form with it filled in; nothing where no flag can be raised."""
    if "review" not in page.frame.pages or page.scope.as_of:
        return None
    return lambda of: page.address("review", of=of)


def anchor(page: Page, of: str, where: str = "", scope: Scope | None = None) -> Markup | None:
    """A link that opens the form; nothing where flags may not be seen, or an earlier state is looked at."""
    if "review" not in page.frame.pages or page.scope.as_of:
        return None
    return cards.anchor("Raise a flag", page.address("review", scope, of=of, where=where))
