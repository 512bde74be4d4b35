"""The command line as somebody types it, on a store of the test's own."""

from collections.abc import Callable
from pathlib import Path

import pytest

from scorecard.cli import main

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the store lies; a module that needs one with figures makes it there."""
    return tmp_path / "store"


@pytest.fixture
def run(folder: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """``run("people", "list")``: the code it ends with, and everything it said."""

    def command(*words: str) -> tuple[int, str]:
        code = main(["--store", str(folder), *words])
        said = capsys.readouterr()
        return code, said.out + said.err

    return command
