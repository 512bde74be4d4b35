"""A notice leaves as it was written, to its address and nobody else, and no fault of a service repeats the address."""

import json
import logging
import re
import socket
import subprocess
import sys
import warnings
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_string
from email.policy import default

import pytest
from apprise import Apprise

from scorecard.domain.addresses import Address
from scorecard.domain.notice_words import harmless
from scorecard.domain.notices import Notice, NoticeKind, NoticeState
from scorecard.exports.notices import UNREACHED, UNREADABLE, send_notice
from tests.conftest import ROOT
from tests.exports.listeners import Listener, http_listener, mail_listener

SECRET = "t0ps3cret"
TEXT = "OTIF: 93.2 % → 94.1 % (+0.9 points, better)\n\n- a <b>bold</b> & *plain* line :smile:\nhttps://scorecard.example/since?since=r12"
HOSTILE = ("<!channel> <@U1> @everyone", "![b](https://evil.example/x.png) **b** `c`", "<http://evil.example|pay>")
NOTICE = Notice(
    1, "board", NoticeKind.DIGEST, NoticeState.BEGUN, datetime(2026, 11, 23, tzinfo=UTC), 12, "Works: digest", TEXT
)


@pytest.fixture
def heard() -> Iterator[Listener]:
    with http_listener() as found:
        yield found


@pytest.fixture
def contacted(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """Every address this process connects to."""
    found: list[tuple[str, int]] = []
    connect = socket.socket.connect

    def noted(self: socket.socket, address: tuple[str, int]) -> None:
        found.append(address[:2])
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", noted)
    return found


def at(heard: Listener, path: str = SECRET) -> Address:
    return Address("board", f"json://127.0.0.1:{heard.port}/{path}")


def test_a_webhook_takes_title_and_text_as_they_were_written(heard: Listener):
    assert send_notice(NOTICE, at(heard)) == ""
    (told,) = heard.messages
    assert (told["title"], told["message"]) == ("Works: digest", TEXT)
    assert heard.paths == [f"/{SECRET}"]
    assert "github" not in heard.taken[0].lower()


def test_a_mail_is_one_plain_text():
    with mail_listener() as post:
        url = f"mailto://127.0.0.1:{post.port}?from=app@x.example&to=cfo@x.example&mode=insecure"
        assert send_notice(NOTICE, Address("board", url)) == ""
    mail = message_from_string(post.taken[0], policy=default)
    assert (mail["subject"], mail["to"]) == ("Works: digest", "cfo@x.example")
    assert [part.get_content_type() for part in mail.walk()] == ["text/plain"]
    assert mail.get_content().splitlines() == TEXT.splitlines()
    assert "github" not in post.taken[0].lower()


def test_only_the_address_is_contacted(heard: Listener, contacted: list[tuple[str, int]]):
    assert send_notice(NOTICE, at(heard)) == ""
    assert set(contacted) == {("127.0.0.1", heard.port)}


def test_a_redirect_is_not_followed_and_counts_as_not_taken(heard: Listener, contacted: list[tuple[str, int]]):
    with http_listener() as stranger:
        heard.status, heard.headers = 307, {"Location": f"http://127.0.0.1:{stranger.port}/caught"}
        assert send_notice(NOTICE, at(heard)) == UNREACHED
        assert send_notice(NOTICE, at(heard, f"{SECRET}?redirect=yes")) == UNREACHED
        assert stranger.taken == []
        assert ("127.0.0.1", stranger.port) not in contacted
        Apprise.instantiate(at(heard).url).notify("control: the library alone follows it")  # type: ignore[union-attr]
        assert len(stranger.taken) == 1
        assert ("127.0.0.1", stranger.port) in contacted


@pytest.mark.parametrize(
    ("url", "why"),
    [
        (f"json://127.0.0.1:9/{SECRET}", UNREACHED),
        (f"json://127.0.0.1:70000/{SECRET}", UNREACHED),
        (f"jsons://user:{SECRET}@127.0.0.1:9", UNREACHED),
        (f"nonsense://{SECRET}", UNREADABLE),
        (SECRET, UNREADABLE),
        (f"slack://{SECRET}", UNREADABLE),
        (f"mailto://app:{SECRET}@127.0.0.1:9?from=a@y.example&to=x@y.example&mode=insecure", UNREACHED),
    ],
)
def test_a_fault_is_told_without_the_address(
    url: str, why: str, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
):
    caplog.set_level(logging.DEBUG)
    assert send_notice(NOTICE, Address("board", url)) == why
    said = capfd.readouterr()
    assert SECRET not in "".join(
        (why, caplog.text, said.out, said.err, *(repr(each.__dict__) for each in caplog.records))
    )


def test_control_the_library_alone_repeats_the_address_in_its_log(heard: Listener, caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.DEBUG)
    heard.status = 500
    Apprise.instantiate(at(heard).url).notify("control")  # type: ignore[union-attr]
    assert SECRET in caplog.text
    caplog.clear()
    assert send_notice(NOTICE, at(heard)) == UNREACHED
    assert SECRET not in caplog.text


def test_logs_and_warnings_are_as_they_were_afterwards(heard: Listener, caplog: pytest.LogCaptureFixture):
    before = logging.root.manager.disable, list(warnings.filters)
    send_notice(NOTICE, at(heard))
    assert (logging.root.manager.disable, list(warnings.filters)) == before
    logging.getLogger("scorecard").warning("still heard")
    assert "still heard" in caplog.text


@pytest.mark.parametrize(
    ("service", "host", "url"),
    [
        ("slack.NotifySlack", "webhook_url", "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ"),
        ("discord.NotifyDiscord", "notify_url", "discord://4174216298/JHMHI8qBe7bk2ZwO5U711o3dV_js"),
    ],
)
def test_a_chat_service_gets_plain_text_that_mentions_links_and_loads_nothing(
    service: str, host: str, url: str, heard: Listener, monkeypatch: pytest.MonkeyPatch
):
    """The library's own service, whose host alone is this machine's."""
    monkeypatch.setattr(f"apprise.plugins.{service}.{host}", f"http://127.0.0.1:{heard.port}")
    lines = [harmless(text) for text in HOSTILE]
    assert send_notice(replace(NOTICE, title=lines[0], text="\n".join(lines)), Address("board", url)) == ""
    assert send_notice(replace(NOTICE, text="\n".join(HOSTILE)), Address("board", url)) == ""
    told, control = (json.dumps(each, ensure_ascii=False) for each in heard.messages)
    live = re.compile(r"[^＠]@everyone|\]\(|\*\*|http://|github|icon|avatar|image")
    assert heard.messages[0].get("mrkdwn", False) is False
    assert not live.search(told)
    assert "https：//evil.example" in told
    assert live.search(control), "the same names as they were written are live"


def test_what_breaks_inside_a_service_is_not_passed_on(monkeypatch: pytest.MonkeyPatch, heard: Listener):
    def broken(*_told: object, **_named: object) -> bool:
        raise RuntimeError(f"could not post to {SECRET}")

    monkeypatch.setattr("apprise.Apprise.notify", broken)
    assert send_notice(NOTICE, at(heard)) == UNREACHED


WITHOUT_NETWORK = """
import sys
def refuse(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"):
        raise RuntimeError(f"{event} {arguments}")
sys.addaudithook(refuse)
import apprise
from scorecard.domain.addresses import Address
from scorecard.exports.notices import _service
assert _service(Address("board", "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ"))
assert _service(Address("board", "mailto://app:pw@mail.example?to=cfo@x.example"))
"""


@pytest.mark.slow
def test_neither_the_library_nor_an_address_needs_a_network_before_a_message_leaves():
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_NETWORK], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
