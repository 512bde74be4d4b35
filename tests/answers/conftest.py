"""The sample company as it lies in a store, opened once for the whole answer key."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from scorecard.changes.create_demo import SEED
from scorecard.domain.vocabulary import Scenario
from scorecard.store.store import Snapshot, Store
from tests.stclient.workspace import DAY, sample_store

KEY = tomllib.loads((Path(__file__).parent / "causes.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Company:
    """The store, its newest snapshot, and the index of the last complete month."""

    store: Store
    snapshot: Snapshot
    last: int

    def key(self, since_last: int) -> str:
        return self.snapshot.calendar.periods[self.last + since_last].key

    def keys(self, window: list[int]) -> list[str]:
        return [self.key(since) for since in range(window[0], window[1] + 1)]

    def lines(self, names: list[str], entity: str, window: list[int]) -> list[dict[str, Any]]:
        found: pa.Table = self.store.lines(
            self.snapshot, names, [entity], self.keys(window), Scenario.ACTUAL, limit=1_000_000
        )
        return found.to_pylist()


@pytest.fixture(scope="session")
def company(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Company]:
    assert (KEY["today"], KEY["seed"]) == (DAY, SEED)
    store = sample_store(tmp_path_factory.mktemp("sample"))
    snapshot = store.snapshot()
    yield Company(store, snapshot, snapshot.cells.data_through(Scenario.ACTUAL))
    store.close()
