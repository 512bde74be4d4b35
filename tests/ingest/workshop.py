"""A small workspace with a store, and files to load into it."""

import hashlib
import io
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from scorecard.changes.load_catalogue import load_catalogue
from scorecard.changes.load_file import Loaded, load_file
from scorecard.domain.access import LOCAL
from scorecard.ingest.loading import SourceFile
from scorecard.ingest.opening import open_store
from scorecard.ingest.profile import Profile, parse_profile
from scorecard.store.store import Store
from tests.stclient.workspace import blank

TODAY = date(2026, 11, 22)

CATALOGUE = """
[workspace]
name = "Workshop"
currency = "EUR"
[calendar]
start_month = 7
[[entities]]
id = "all"
name = "All"
[[entities]]
id = "ops"
name = "Operations"
parent = "all"
aliases = ["Café"]
[[entities]]
id = "fin"
name = "Finance"
parent = "all"
[[accounts]]
id = "profit"
name = "Profit"
normal = "credit"
formula = ["+revenue", "-cost"]
[[accounts]]
id = "revenue"
name = "Revenue"
normal = "credit"
[[accounts]]
id = "cost"
name = "Cost"
[[readings]]
id = "visits"
name = "Visits"
[[readings]]
id = "nps"
name = "Recommendation"
kind = "score"
unit = "score"
"""

PROFILE = """
name = "postings"
source = "ledger"
[columns]
date = "date"
value = "amount"
entity = "dept"
measure = "account"
note = "note"
[constants]
scenario = "actual"
"""

SHORT = """
name = "short"
source = "short"
shares_with = ["ledger"]
[columns]
date = "date"
value = "amount"
entity = "dept"
[constants]
scenario = "actual"
measure = "cost"
"""


def profile(text: str = PROFILE) -> Profile:
    """A profile that must read."""
    found, problems = parse_profile(text, "profile.toml")
    assert found is not None, problems
    return found


@dataclass
class Workshop:
    """A store in a folder, and what can be done with it."""

    folder: Path
    store: Store

    @classmethod
    def at(cls, folder: Path, catalogue: str = CATALOGUE) -> "Workshop":
        store = open_store(blank(folder / "store"), today=lambda: TODAY)
        loaded = load_catalogue(store, LOCAL, catalogue, "catalogue.toml")
        assert loaded.revision, loaded.problems
        return cls(folder, store)

    def load(self, content: bytes, text: str = PROFILE, name: str = "file.csv", **given: object) -> Loaded:
        """Load one file's bytes."""
        return self.load_all([(name, content)], text, **given)

    def load_all(self, files: list[tuple[str, bytes]], text: str = PROFILE, **given: object) -> Loaded:
        streams = []
        for at, (name, content) in enumerate(files):
            path = self.folder / f"upload-{at}"
            path.write_bytes(content)
            streams.append(SourceFile(path.open("rb"), name))
        try:
            return load_file(self.store, LOCAL, streams, profile(text), **given)  # type: ignore[arg-type]
        finally:
            for each in streams:
                each.stream.close()

    def rows(self) -> list[dict[str, object]]:
        """All facts of the newest revision that speak for the actual figures."""
        return self.facts("actual")

    def facts(self, scenario: str) -> list[dict[str, object]]:
        from scorecard.domain.vocabulary import Scenario

        snapshot = self.store.snapshot()
        names = [*(n for n, a in snapshot.catalogue.accounts.items() if not a.formula), *snapshot.catalogue.readings]
        found = self.store.lines(
            snapshot, names, [snapshot.catalogue.root], snapshot.cells.periods, Scenario(scenario), 10_000
        )
        return sorted(
            found.to_pylist(), key=lambda row: (row["source_ref"], row["source_row"], row["period"], row["measure"])
        )

    def fingerprint(self) -> str:
        """A hash of everything the store holds."""
        digest = hashlib.sha256()
        facts = self.folder / "store" / "facts"
        for path in sorted(facts.rglob("*")):
            if path.is_file():
                digest.update(str(path.relative_to(facts)).encode() + path.read_bytes())
        for rows in (self.store.revisions(), self.store.imports(), self.store.audit_rows()):
            digest.update(repr(rows).encode())
        return digest.hexdigest()


def xlsx(rows: list[list[object]], **sheets: list[list[object]]) -> bytes:
    """A workbook with one sheet of rows, and others by name."""
    import openpyxl

    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.active.append(row)
    for name, more in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in more:
            sheet.append(row)
    target = io.BytesIO()
    workbook.save(target)
    return target.getvalue()
