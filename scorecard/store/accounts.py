"""Accounts: what a group or subtotal is made of, as whole multiples of the accounts that carry figures."""

import re

from scorecard.domain.catalogue import Account, Catalogue
from scorecard.domain.errors import UnknownName
from scorecard.store.refusals import CatalogueDoesNotFit

TERM = re.compile(r"(?P<sign>[+-]?)(?:(?P<times>\d+)\*)?(?P<name>[^+\-*].*)")


class Accounts:
    """Flattens names; a group sums its leaves in its own normal sign, a subtotal follows its formula."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._found: dict[str, dict[str, int]] = {}

    def parts(self, name: str) -> dict[str, int]:
        """Leaf accounts and readings behind a name, with the factor from stored to natural sign.

        A subtotal with a formula is never added into the group above it: its terms are already there.

        Raises:
            UnknownName: If the name is neither account nor reading.
        """
        if name not in self._found:
            self._found[name] = self._flattened(name)
        return self._found[name]

    def own(self, name: str) -> dict[str, int]:
        """Leaf accounts and readings behind a name, with the factor from each one's own natural sign to the name's.

        Raises:
            UnknownName: If the name is neither account nor reading.
        """
        return {leaf: times * self.parts(leaf)[leaf] for leaf, times in self.parts(name).items()}

    def terms(self, name: str) -> tuple[tuple[int, str], ...]:
        """Factors and names that a subtotal's formula adds; none of anything else."""
        account = self._catalogue.accounts.get(name)
        return () if account is None else tuple(_read(term, account.id) for term in account.formula)

    def _flattened(self, name: str) -> dict[str, int]:
        if name in self._catalogue.readings:
            return {name: 1}
        account = self._catalogue.accounts.get(name)
        if account is None:
            raise UnknownName("figure", name)
        if account.formula:
            return self._by_formula(account)
        return dict.fromkeys(self._leaves(name), account.normal.sign)

    def _by_formula(self, account: Account) -> dict[str, int]:
        total: dict[str, int] = {}
        for factor, name in self.terms(account.id):
            for leaf, times in self.parts(name).items():
                total[leaf] = total.get(leaf, 0) + factor * times
        return total

    def _leaves(self, name: str) -> list[str]:
        children = self._catalogue.account_children.get(name, ())
        if not children:
            return [name]
        plain = [child for child in children if not self._catalogue.accounts[child].formula]
        return [leaf for child in plain for leaf in self._leaves(child)]


def _read(term: str, account: str) -> tuple[int, str]:
    found = TERM.fullmatch(term.replace(" ", ""))
    if found is None:
        raise CatalogueDoesNotFit(f"the formula of {account} holds “{term}”, which is not a whole multiple of a name.")
    return (-1 if found["sign"] == "-" else 1) * int(found["times"] or 1), found["name"]
