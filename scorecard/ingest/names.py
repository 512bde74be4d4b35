"""Names of files found in the catalogue: by the profile's aliases, by id, by the catalogue's aliases, by name."""

import re
from collections.abc import Callable, Iterable, Mapping

from scorecard.domain.catalogue import Account, Catalogue, Entity, Reading
from scorecard.domain.problems import excerpt
from scorecard.ingest.profile import Profile
from scorecard.ingest.texts import matching_key, one_spelling, text_fault

TOTAL = re.compile(r"(?:(?:grand|sub|net)[\s_-]*)?totals?(?:\s.*|\s*[:=-].*)?", re.IGNORECASE)
SUBTOTAL = re.compile(r"(?:(?:grand|sub)[\s_-]*)?totals?\s*[:=]?", re.IGNORECASE)
DECLARE = "List it under [drop] in the profile, or under aliases if it is a name."

Known = Mapping[str, str | None]
Read = Callable[[str], tuple[str | None, str, str]]


class Names:
    """Finds ids; a name that two things share is not found but told."""

    def __init__(self, profile: Profile, catalogue: Catalogue) -> None:
        self.entities = _book(catalogue.entities.values())
        self.figures = _book([*catalogue.accounts.values(), *catalogue.readings.values()])
        self._aliases: dict[str, dict[str, str]] = {
            field: {matching_key(raw): meant for raw, meant in pairs.items()}
            for field, pairs in profile.aliases.items()
        }
        self._groups = {
            account.id
            for account in catalogue.accounts.values()
            if account.formula or catalogue.account_children.get(account.id)
        }

    def entity(self, word: str) -> tuple[str | None, str, str]:
        """An entity's id; an empty fault with no id means that the catalogue does not have it."""
        return self._find(word, "entity", self.entities)

    def measure(self, word: str) -> tuple[str | None, str, str]:
        """The id of an account that may carry figures, or of a reading."""
        found, what, remedy = self._find(word, "measure", self.figures)
        if found in self._groups:
            said = f"“{excerpt(word)}” is a total of other accounts"
            return None, said, "Load the accounts below it, and drop this row under [drop]."
        return found, what, remedy

    def dimension(self, field: str) -> Read:
        """Reads a free name of a dimension: one spelling, aliases applied; empty becomes null."""
        aliases = self._aliases.get(field, {})

        def read(word: str) -> tuple[str | None, str, str]:
            if fault := text_fault(word):
                return None, fault, "Correct the text."
            name = aliases.get(matching_key(word), one_spelling(word))
            if SUBTOTAL.fullmatch(name) and name == one_spelling(word):
                return None, f"“{excerpt(word)}” looks like a total", DECLARE
            return name or None, "", ""

        return read

    def _find(self, word: str, field: str, book: Known) -> tuple[str | None, str, str]:
        if word == "":
            return None, f"the {field} is empty", "Fill it in."
        if fault := text_fault(word):
            return None, fault, "Correct the name."
        key = matching_key(word)
        if (meant := self._aliases.get(field, {}).get(key)) is not None:
            key = matching_key(meant)
        found = book.get(key, "")
        if found is None:
            said = f"“{excerpt(word)}” names more than one {field}"
            return None, said, f"Say under [aliases.{field}] which one is meant."
        if not found and TOTAL.fullmatch(word):
            return None, f"“{excerpt(word)}” looks like a total", DECLARE
        return found or None, "", ""


def _book(rows: Iterable[Entity | Account | Reading]) -> Known:
    """Every way to say a name, the surest last: names, then aliases, then ids."""
    rows = list(rows)
    book: dict[str, str | None] = {}
    for row in rows:
        key = matching_key(row.name)
        book[key] = row.id if book.get(key, row.id) == row.id else None
    for row in rows:
        book.update({matching_key(alias): row.id for alias in row.aliases})
    book.update({matching_key(row.id): row.id for row in rows})
    return book
