"""Faults in data, as values: where, what and the remedy."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault in a file, a catalogue or a link, told so that a person can mend it.

    Attributes:
        where: File, sheet, row and column, or the key in a catalogue.
        what: What is wrong, in one clause, with the offending text cut short.
        remedy: What to do about it, in one sentence.
    """

    where: str
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}. {self.remedy}"


def excerpt(text: object, longest: int = 60) -> str:
    """Show foreign text safely inside a sentence: printable, one line, cut short."""
    shown = "".join(ch if ch.isprintable() else "\N{REPLACEMENT CHARACTER}" for ch in str(text)[: longest + 1])
    return shown if len(shown) <= longest else shown[:longest] + "…"
