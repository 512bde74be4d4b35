"""The guard: who may connect, what is never served, what every answer carries."""

import httpx
import pytest
from streamlit import config
from websockets.exceptions import InvalidStatus

from scorecard.ui.guard import refusal_of
from tests.stclient.protocol import Client
from tests.stclient.server import Server, served

pytestmark = pytest.mark.slow


def connects(port: int, **how: str | None) -> bool:
    try:
        with Client(port, **how) as client:  # type: ignore[arg-type]
            return client.run().finished == 0
    except InvalidStatus:
        return False


ORIGINS = [
    ("our own page", "http://127.0.0.1:{port}", "", True),
    ("our own page by the other name", "http://localhost:{port}", "localhost:{port}", True),
    ("no origin at all", None, "", False),
    ("the origin null", "null", "", False),
    ("another site", "http://evil.example", "", False),
    ("another program on this machine", "http://127.0.0.1:9", "", False),
    ("another program under our other name", "http://localhost:9", "localhost:{port}", False),
    ("a name that points here", "http://evil.example:{port}", "evil.example:{port}", False),
    ("our name inside another", "http://127.0.0.1:{port}.evil.example", "", False),
]


@pytest.mark.parametrize(("origin", "host", "passes"), [row[1:] for row in ORIGINS], ids=[row[0] for row in ORIGINS])
def test_a_socket_opens_for_our_own_page_only(door: Server, origin: str | None, host: str, passes: bool):
    how = {"origin": origin and origin.format(port=door.port), "host": host.format(port=door.port)}
    assert connects(door.port, **how) is passes


def test_without_the_guard_another_program_on_this_machine_gets_in(tmp_path):
    script = tmp_path / "naive.py"
    script.write_text("import streamlit as st\nst.text('hello')\n")
    with served(script, tmp_path) as naive:
        assert connects(naive.port, origin="http://localhost:9")
        assert connects(naive.port, origin=None)


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "[", "127.0.0.1:x", "a@127.0.0.1"])
def test_a_foreign_host_reads_nothing(door: Server, host: str):
    answer = httpx.get(door.url, headers={"host": host})
    assert answer.status_code in {400, 403}
    assert "<html" not in answer.text


def test_another_machine_is_told_that_there_is_no_sign_in():
    scope = {"type": "http", "method": "GET", "path": "/", "headers": [(b"host", b"127.0.0.1:8501")]}
    assert refusal_of({**scope, "client": ("192.168.1.20", 4000)})[0] == 403
    assert refusal_of({**scope, "client": ("127.0.0.1", 4000)}) is None


@pytest.mark.parametrize(
    "path", ["/", "/other", "/healthz", "/keys.js", "/root.js", "/_stcore/health", "/media/nothing", "/a/b"]
)
def test_every_answer_carries_the_headers(door: Server, path: str):
    headers = httpx.get(door.url + path).headers
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'self'"
    assert "unsafe" not in policy["script-src"]
    assert policy["frame-ancestors"] == policy["object-src"] == policy["base-uri"] == "'none'"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


def test_downloads_are_not_kept_by_anyone(door: Server):
    assert httpx.get(door.url + "/media/nothing").headers["cache-control"] == "no-store"


def test_nobody_is_told_what_runs_here(door: Server):
    assert "server" not in httpx.get(door.url).headers


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/agent/openapi.json", "/_stcore/agent/interact"])
def test_monitoring_and_agent_addresses_are_not_there(door: Server, path: str):
    assert httpx.get(door.url + path).status_code == 404
    answer = httpx.post(door.url + path, json={}, headers={"origin": door.url})
    assert answer.status_code == 404


def test_a_write_from_another_page_is_refused(door: Server):
    assert httpx.put(door.url + "/_stcore/upload_file/a/b", content=b"x").status_code == 403
    foreign = {"origin": "http://localhost:9"}
    assert httpx.put(door.url + "/_stcore/upload_file/a/b", content=b"x", headers=foreign).status_code == 403


@pytest.mark.parametrize(
    "path",
    [
        "/app/static/../main.py",
        "/app/static/%2e%2e/main.py",
        "/app/static/..%2f..%2fapp.py",
        "/app/static/%2e%2e%2f%2e%2e%2f.streamlit/config.toml",
        "/app/static/..%5c..%5capp.py",
        "/app/static//etc/passwd",
        "/app/static/%2fetc%2fpasswd",
        "/app/static/....//....//app.py",
        "/app/static/plex-sans-latin.woff2/../../guard.py",
        "/app/static/%00",
    ],
)
def test_the_fonts_folder_opens_no_other(app_itself: Server, path: str):
    request = httpx.Request("GET", app_itself.url)
    request.url = request.url.copy_with(raw_path=path.encode())
    with httpx.Client() as client:
        answer = client.send(request)
    for inside in ("import ", "root:", "[server]", "st.App"):
        assert inside not in answer.text


def test_the_fonts_are_served_with_the_app(app_itself: Server):
    answer = httpx.get(app_itself.url + "/app/static/plex-sans-latin.woff2")
    assert answer.status_code == 200
    assert answer.content.startswith(b"wOF2")


def test_health_says_whether_the_store_answers(app_itself: Server):
    answer = httpx.get(app_itself.url + "/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok", "revision": 0})


def test_the_page_names_its_keys_and_nothing_foreign(app_itself: Server):
    page = httpx.get(app_itself.url + "/measure", headers={"accept": "text/html"}).text
    assert '<script src="/keys.js" defer></script>' in page
    assert '<script src="/root.js"></script>' in page, "run before Streamlit's own script, which waits for the page"
    assert "://" not in page.split("<head>")[1].split("</head>")[0].replace("http://www.apache.org", "")


@pytest.mark.parametrize("option", ["runner.postScriptGC", "server.allowedHosts", "server.trustedUserHeaders"])
def test_the_hidden_options_we_rely_on_still_exist(option: str):
    assert option in config._config_options_template
