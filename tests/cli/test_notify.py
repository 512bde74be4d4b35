"""notify: what it sends and says, where addresses come from and where they never go, and what a killed run leaves."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest

from scorecard.domain.notices import NoticeState
from scorecard.ingest.catalogue import parse_catalogue
from scorecard.ingest.opening import open_store
from scorecard.reports.notices import AGAIN
from scorecard.settings import addresses_from, settings_from
from tests.cli.conftest import Run
from tests.conftest import ROOT
from tests.exports.listeners import Listener, http_listener
from tests.reports.figures import company, table
from tests.reports.test_ask import CATALOGUE

SECRET = "t0ps3cret"
LATER = (date.today() + timedelta(days=60)).isoformat()
DAY = f"{date.fromisoformat(LATER):%-d %b %Y}"
AUDIENCES = """
[[audiences]]
id = "board"
name = "Board"
role = "finance"
digest = "daily"
[[audiences]]
id = "night_shift"
name = "Night shift"
digest = "never"
"""


@pytest.fixture
def folder(folder: Path) -> Path:
    store = open_store(folder)
    with store.stage([table(company())]) as staged:
        store.publish("Ada", "first load", "import", staged, CATALOGUE + AUDIENCES)
    store.close()
    return folder


@pytest.fixture
def heard() -> Iterator[Listener]:
    with http_listener() as found:
        yield found


@pytest.fixture
def run(run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command notify, which knows no secrets file of this machine."""
    monkeypatch.setattr("scorecard.settings.addresses_from.__defaults__", ((),))
    return partial(run, "notify")


def address(heard: Listener) -> str:
    return f"json://127.0.0.1:{heard.port}/{SECRET}"


def texts_in(folder: Path, words: str) -> list[str]:
    return [str(path) for path in folder.rglob("*") if path.is_file() and words.encode() in path.read_bytes()]


@pytest.mark.slow
def test_what_the_dry_run_prints_is_what_arrives_and_the_address_is_nowhere(
    run: Run, folder: Path, heard: Listener, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("SCORECARD_NOTIFY_BOARD", address(heard))
    monkeypatch.setenv("SCORECARD_APP_URL", "https://scorecard.example.com")
    code, dry = run("--dry-run", "--to", "board")
    assert (code, heard.taken) == (0, [])
    code, said = run("--to", "board")
    assert code == 0, said
    alerts, digest = heard.messages
    for message in (alerts, digest):
        assert f"{message['title']}\n\n{message['message']}\n" in dry
        assert "https://scorecard.example.com/" in message["message"]
    assert dry.count("=== ") == 2
    assert "=== digest to Board (board)" in dry
    assert run("--to", "board")[1].count("nothing to tell") == 2
    assert len(heard.taken) == 2
    assert SECRET not in dry + said
    assert texts_in(folder, SECRET) == []
    run("mute", "late", "--until", LATER, "--reason", f"control {SECRET}")
    assert texts_in(folder, SECRET), "control: what the store holds is found"


@pytest.mark.slow
def test_a_send_that_fails_is_one_sentence_and_the_next_run_tries_again(
    run: Run, folder: Path, heard: Listener, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("SCORECARD_NOTIFY_BOARD", address(heard))
    heard.status = 503
    code, said = run("--alerts", "--to", "board")
    assert code == 1
    assert said.splitlines()[1:] == [
        "The alerts for Board were not sent: its service did not take the message, or could not be reached. "
        "The next run tries again."
    ]
    assert SECRET not in said
    heard.status = 200
    assert run("--alerts", "--to", "board")[0] == 0
    assert heard.taken[0] == heard.taken[1]
    store = open_store(folder)
    assert [each.state for each in store.notices.notices()] == [NoticeState.NOT_SENT, NoticeState.SENT]
    assert store.check() == []
    store.close()


@pytest.mark.slow
def test_who_has_no_address_is_told_which_setting_to_write_and_the_others_are_served(
    run: Run, heard: Listener, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("SCORECARD_NOTIFY_NIGHT_SHIFT", address(heard))
    code, said = run("--alerts")
    assert code == 1
    assert "Board has no address: set SCORECARD_NOTIFY_BOARD, or board under [notify] in the secrets file." in said
    assert len(heard.taken) == 1
    assert run("--to", "nobody") == (2, "There is no audience called “nobody” in this workspace.\n")


@pytest.mark.slow
def test_mutes_are_written_listed_and_taken_back(run: Run):
    assert run("mutes")[1] == "Nothing is muted.\n"
    code, said = run("mute", "revenue", "--until", LATER, "--reason", "Stock\ncount", "--to", "board")
    assert (code, said) == (
        0, f"Mute 1: no alerts about revenue through {DAY}. They are counted in digests.\n"
    )  # fmt: skip
    assert re.fullmatch(rf"1 +measure:revenue +board +until {DAY}  \S+: Stock count\n", run("mutes")[1])
    assert "Revenue" not in run("--dry-run", "--alerts", "--to", "board")[1]
    assert run("unmute", "1") == (0, "Mute 1 is taken back.\n")
    assert run("unmute", "1") == (1, "There is no mute 1 that stands.\n")
    assert run("mute", "nonsense", "--until", LATER, "--reason", "x")[0] == 2


@pytest.mark.slow
def test_a_run_killed_between_sending_and_writing_it_down_is_made_up_for_by_the_next(
    run: Run, folder: Path, heard: Listener, monkeypatch: pytest.MonkeyPatch
):
    """The service has the message and the process dies before it hears so: told at least once, and said so."""
    environ = os.environ | {"SCORECARD_NOTIFY_BOARD": address(heard)}
    command = [sys.executable, "-m", "scorecard", "--store", str(folder), "notify", "--alerts", "--to", "board"]
    heard.on_post = lambda: os.kill(running.pid, signal.SIGKILL)
    running = subprocess.Popen(command, cwd=ROOT, env=environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    assert running.wait(60) == -signal.SIGKILL
    assert len(heard.taken) == 1
    heard.on_post = lambda: None
    monkeypatch.setenv("SCORECARD_NOTIFY_BOARD", address(heard))
    assert run("--alerts", "--to", "board")[0] == 0
    first, again = heard.messages
    assert AGAIN not in first["message"]
    assert again["message"].replace(f"\n{AGAIN}", "") == first["message"] != again["message"]
    assert run("--alerts", "--to", "board")[0] == 0
    assert len(heard.taken) == 2
    store = open_store(folder)
    assert [each.state for each in store.notices.notices()] == [NoticeState.BEGUN, NoticeState.SENT]
    assert store.check() == []
    store.close()


def test_addresses_come_from_the_secrets_files_and_the_environment_wins(tmp_path: Path):
    home, here = tmp_path / "home.toml", tmp_path / "here.toml"
    home.write_text('[notify]\nboard = "json://home"\nnight_shift = "json://home"\n')
    here.write_text('[notify]\nnight_shift = "json://here"\nodd = 7\n[auth]\ncookie_secret = "x"\n')
    environ = {"SCORECARD_NOTIFY_BOARD": " json://environment ", "SCORECARD_STORE": "x", "SCORECARD_NOTIFY_EMPTY": " "}
    found, problems = addresses_from(environ, (home, here, tmp_path / "absent.toml"))
    assert {name: each.url for name, each in found.items()} == {
        "board": "json://environment", "night_shift": "json://here"
    }  # fmt: skip
    assert problems == ()


@pytest.mark.parametrize(
    "text", [f'[notify]\nboard = "json://{SECRET}', f'notify = "{SECRET}"', f"[notify]\nb = {SECRET}"]
)
def test_a_secrets_file_that_cannot_be_read_is_told_without_what_is_in_it(tmp_path: Path, text: str):
    file = tmp_path / "secrets.toml"
    file.write_text(text)
    found, (problem,) = addresses_from({}, (file,))
    assert found == {}
    assert SECRET not in str(problem)
    assert "cannot be read" in str(problem)


@pytest.mark.parametrize(
    ("url", "is_fine"),
    [
        ("https://scorecard.example.com", True), ("http://10.0.0.7:8501/finance/", True), ("", True),
        ("scorecard.example.com", False), ("javascript:alert(1)", False), ("https://x.example/?a=b", False),
        ("https://user:pw@x.example", False), ("https://x.example/a b", False),
    ],
)  # fmt: skip
def test_the_apps_address_is_an_address(url: str, is_fine: bool):
    settings, problems = settings_from({"SCORECARD_APP_URL": url})
    assert (settings.app_url, bool(problems)) == ((url, False) if is_fine else ("", True))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('entity = "moon"', "there is no entity “moon”"),
        ('measures = ["moon"]', "there is no measure “moon”"),
        ('role = "kiosk"', "“kiosk” is not one of the choices"),
        ('alerts = ["cash"]', "the role “viewer” does not see cash"),
        ('quiet = ["07:00", "07:00"]', "does not say from and until when"),
        ('quiet = ["7", "19:00"]', "“7” is not written as it must be"),
        ('quiet = ["07:00"]', "from and until when"),
        ('zone = "Mars/Base"', "there is no time zone “Mars/Base”"),
        ('zone = "../etc/passwd"', "there is no time zone"),
        ("a_week = 0", "a_week"),
        ('url = "json://x"', "is not a key that exists here"),
    ],
)
def test_faults_of_an_audience_are_told_where_they_stand(line: str, said: str):
    found, problems = parse_catalogue(f'{CATALOGUE}\n[[audiences]]\nid = "floor"\nname = "Floor"\n{line}\n', "c.toml")
    assert found is None
    assert said in str(problems[0])
    assert "floor" in str(problems[0])


def test_an_audience_hears_of_all_its_role_may_see_where_it_does_not_say():
    found, _ = parse_catalogue(CATALOGUE + AUDIENCES, "c.toml")
    assert found is not None
    board, night = found.audiences.values()
    assert [str(kind) for kind in board.alerts] == ["cash", "status", "late", "due"]
    assert [str(kind) for kind in night.alerts] == ["status", "late", "due"]
    assert (night.digest, night.quiet, night.zone, night.entity) == ("never", (), "UTC", "")
