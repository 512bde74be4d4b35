"""Wide files: what the name of a column says, and that no two columns of one file mean the same."""

import re

from scorecard.domain.problems import excerpt
from scorecard.ingest.faults import Faults
from scorecard.ingest.periods import Periods
from scorecard.ingest.profile import PARTS, Unpivot

ANY_YEAR = "2026"


class WideColumns:
    """The columns that ``[unpivot]`` takes, each met once in a batch."""

    def __init__(self, rule: Unpivot, periods: Periods, faults: Faults) -> None:
        self._rule, self._periods, self._faults = rule, periods, faults
        self.into: str = rule.into
        self._meant: dict[str, str] = {}

    def word(self, header: str) -> str:
        """What a column's name says: its word of ``map``, the pattern's first group, or the whole name."""
        rule = self._rule
        if header in rule.map:
            return rule.map[header]
        return _group_word(rule.columns, header) if isinstance(rule.columns, str) else header

    def tell_twins(self, header: str) -> None:
        """Note a fault if an earlier column means the same: their figures would be added up unsaid.

        Columns under ``map`` are meant as they are written there.
        """
        if header in self._meant or header in self._rule.map:
            return
        meant = self._meaning(self.word(header))
        twin = next((name for name, other in self._meant.items() if other == meant), None)
        self._meant[header] = meant
        if twin is not None:
            said = f"it means the same as the column “{excerpt(twin, 40)}”"
            remedy = "Take only one of them by columns under [unpivot], or say under its map what each of them means."
            self._faults.add(0, header, said, remedy)

    def _meaning(self, word: str) -> str:
        """The day or period a word names, however it is written; else the word."""
        if self.into == "date":
            day = self._periods.of_date(word)[0]
            return day[0].isoformat() if day else word
        if self.into == "period":
            period = self._periods.of_key(word)[0]
        elif self.into in PARTS:
            period = self._periods.of_parts({"fiscal_year": ANY_YEAR, self.into: word})[0]
        else:
            period = None
        return period.key if period else word.strip(" ").lower()


def _group_word(pattern: str, header: str) -> str:
    found = re.search(pattern, header)
    return found.group(1) if found and found.re.groups and found.group(1) else header
