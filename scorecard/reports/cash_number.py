"""Which number of the books the cash of the bank is."""

from scorecard.domain.catalogue import Catalogue
from scorecard.domain.terms import parse_terms


def cash_number(catalogue: Catalogue) -> str:
    """The line that a check holds against the balance at the bank, else that balance itself; "" without cash."""
    if catalogue.cash is None:
        return ""
    closing = catalogue.cash.closing
    for _, terms in catalogue.checks:
        signs = {term.name: term.coefficient for term in parse_terms(terms)}
        if len(signs) == 2 and closing in signs and sum(signs.values()) == 0:
            return next(name for name in signs if name != closing)
    return closing
