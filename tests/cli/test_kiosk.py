"""kiosk: the boards with the addresses of their walls, with a key where a secret is set."""

from pathlib import Path

import pytest

from scorecard.domain.board_keys import key_of
from tests.ingest.test_boards import WHOLE

SECRET = "sixteen letters!"


def test_each_board_is_told_with_its_address(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    assert "no board yet" in run("kiosk")[1]
    (tmp_path / "c.toml").write_text(WHOLE)
    assert run("catalogue", "load", str(tmp_path / "c.toml"))[0] == 0
    assert run("kiosk") == (0, "hall            /kiosk?embed=true&board=hall  Hall\n")
    assert "no board “door”" in run("kiosk", "--board", "door")[1]
    monkeypatch.setenv("SCORECARD_APP_URL", "https://scorecard.example.com")
    monkeypatch.setenv("SCORECARD_WALL_SECRET", SECRET)
    told = f"https://scorecard.example.com/kiosk?embed=true&board=hall&key={key_of(SECRET, 'hall')}"
    assert told in run("kiosk", "--board", "hall")[1]


def test_a_secret_that_can_be_guessed_is_refused_without_being_repeated(run, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SCORECARD_WALL_SECRET", "hall2026")
    code, told = run("kiosk")
    assert code == 2
    assert "can be guessed" in told
    assert "hall2026" not in told
