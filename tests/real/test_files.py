"""The published files are here; where they are not, this is the one line that says so."""

from pathlib import Path

from tests.real.philadelphia.load import FILES


def test_the_files_of_the_city_are_here(files: Path) -> None:
    assert [name for name in FILES.values() if not (files / name).is_file()] == []
    assert (files / "LICENSE").read_text("utf-8").startswith("MIT License")
