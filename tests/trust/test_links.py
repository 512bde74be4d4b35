"""Hostile links: nothing fails, nothing is written, and what a link says is a value on an allow-list or nothing."""

import string
from collections.abc import Iterator
from pathlib import Path
from random import Random
from urllib.parse import quote

import pytest

from tests.stclient.protocol import Client, Screen, chosen
from tests.stclient.server import Server, door_around, served
from tests.stclient.workspace import small_store

pytestmark = pytest.mark.slow

SCOPED = """
import streamlit as st
from scorecard.ui import shell
page = shell.page("Home", needs="view:scorecard")
s = page.scope
st.text(f"{s.entity}|{s.period}|{s.view}|{s.compare}|{s.as_of}|{s.words}|{s.vintage}|{s.known}")
"""
USUAL = "all|2026-10|period|plan||plain||"
NAMED = [
    "dept=theirs", "entity=theirs", "entity=e1&entity=e2", "lim=1e400", "lim=-1", "period=2026-02-30", "period=2026-13",
    "period=" + "9" * 5000, "tile=../../", "q=" + "A" * 100_000, "entity=" + "A" * 100_000, "%00", "entity=%00",
    "entity=e1%00", "role=admin", "approve=17", "entity=%c0%ae", "entity=%c0%ae%c0%ae%2f", "as_of=r0", "as_of=r-1",
    "as_of=r999999999", "as_of=r9999999999", "as_of=2026-02-30", "as_of=0001-01-01", "as_of=9999-12-31", "as_of=now",
    "as_of=r1;DROP TABLE revision", "view=PERIOD", "view=__class__", "compare=plan'--", "words=%F0%9F%92%A9",
    "vintage=2026-13-01", "vintage=r1", "=", "&", "&&&", "a&b=&=c", "entity", "entity=", "period=", "as_of=",
    "embed=true", "embed=true&embed_options=show_toolbar", "entity[]=e1", "entity[0]=e1", "ENTITY=e1",
    "&".join(f"k{n}={n}" for n in range(2000)), "entity=" + "%25" * 500, "entity=<script>alert(1)</script>",
    "entity=![b](http://127.0.0.1:8799/x.png)", "period=%0d%0aSet-Cookie:x=1", "entity=%E2%80%AEe1", "entity=e1%20",
    "period=２０２６-10", "as_of=r１", "period=2026-10&period=2026-09", "scope=1", "frame=1", "scope entity=e1",
    "find typed=x", "link drawn=1", "compare=known&known=r0", "compare=known&known=r99999999999",
    "compare=known&known=", "compare=known&known=0001-01-01", "compare=known&known=9999-12-31",
    "compare=known&known=2026-02-30", "compare=known&known=r1'--&as_of=r1", "compare=known&as_of=r1", "known=<b>",
]  # fmt: skip


def hostile_links(count: int = 200) -> list[str]:
    """The named ones, then invented ones, the same each time."""
    dice = Random(118)
    names = ["entity", "period", "view", "compare", "as_of", "words", "vintage", "known", "measure", "since", "x"]
    signs = string.printable + "é\u202e\u0000💥%&=;'\"<>"
    links = list(NAMED)
    while len(links) < count:
        texts = ["".join(dice.choices(signs, k=dice.randrange(40))) for _ in range(dice.randrange(1, 5))]
        pairs = [f"{dice.choice(names)}={quote(text, safe=dice.choice(['', '%']))}" for text in texts]
        links.append("&".join(pairs))
    return links


@pytest.fixture(scope="module")
def scoped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Path]]:
    folder = tmp_path_factory.mktemp("links")
    small_store(folder / "store").close()
    app = door_around(folder / "app", {"home": SCOPED, "other": SCOPED})
    with served(app, folder, {"SCORECARD_STORE": str(folder / "store")}, ready="/healthz") as server:
        yield server, folder / "store"


def scope_on(screen: Screen) -> str:
    return next(text for text in screen.texts() if text.count("|") == 7)


def is_known(scope: str) -> bool:
    entity, period, view, compare, as_of, words, vintage, known = scope.split("|")
    return (
        (entity == "all" or entity in {f"e{place}" for place in range(20)})
        and (period, period[:5]) == (period, "2026-")
        and view in {"period", "qtd", "ytd", "r12"}
        and compare in {"plan", "last_year", "outlook", "known"}
        and words in {"plain", "finance"}
        and all(sign in string.digits + "r-" for sign in as_of + vintage + known)
    )


def written(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix not in {".db-wal", ".db-shm", ".lock"}
    }


def test_two_hundred_hostile_links_fail_nowhere_and_write_nothing(scoped: tuple[Server, Path]):
    server, store = scoped
    before, logged = written(store), len(server.logged())
    links = hostile_links()
    assert len(links) == 200
    with Client(server.port) as client:
        for link in links:
            screen = client.run(query=link)
            assert screen.finished == 0, link
            assert not screen.exceptions(), link
            assert not screen.says("could not be shown"), link
            assert is_known(scope_on(screen)), link
    assert written(store) == before
    assert "Traceback" not in server.logged()[logged:]


@pytest.mark.parametrize("link", NAMED[::4], ids=lambda link: link[:40])
def test_a_hostile_link_may_also_be_the_first_thing_a_session_says(scoped: tuple[Server, Path], link: str):
    with Client(scoped[0].port) as client:
        assert is_known(scope_on(client.run(query=link)))


@pytest.mark.parametrize(
    ("link", "scope"),
    [
        ("", USUAL),
        ("entity=e3&period=2026-08&view=ytd", "e3|2026-08|ytd|plan||plain||"),
        ("as_of=r1&words=finance&compare=last_year", "all|2026-10|period|last_year|r1|finance||"),
        ("as_of=r77", USUAL),
        ("compare=known&known=r1", "all|2026-10|period|known||plain||r1"),
        ("compare=known&known=r77", "all|2026-10|period|known||plain||"),
        ("known=r1", USUAL),
        ("entity=nobody&view=ytd", "all|2026-10|ytd|plan||plain||"),
    ],
)
def test_a_link_opens_what_it_says(scoped: tuple[Server, Path], link: str, scope: str):
    with Client(scoped[0].port) as client:
        assert scope_on(client.run(query=link)) == scope


def test_a_part_that_cannot_be_read_is_told_in_one_line(scoped: tuple[Server, Path]):
    with Client(scoped[0].port) as client:
        screen = client.run(query="entity=nobody")
        assert screen.says("link, entity: “nobody” is not known here. The usual choice is shown instead.")


def test_the_row_of_pages_carries_the_scope(scoped: tuple[Server, Path]):
    with Client(scoped[0].port) as client:
        pages = next(
            drawn.body
            for drawn in client.run(query="entity=e3&view=ytd&x=1").elements("html")
            if "sc-pages" in drawn.body
        )
        assert 'href="/other?entity=e3&amp;view=ytd"' in pages
        assert 'href="/?entity=e3&amp;view=ytd"' in pages


def test_a_link_without_words_is_the_usual_scope_also_later_in_a_session(scoped: tuple[Server, Path]):
    with Client(scoped[0].port) as client:
        client.run(query="entity=e3&view=ytd")
        screen = client.run(page="other", query="")
        assert (scope_on(screen), screen.query) == (USUAL, None)


@pytest.mark.parametrize("label", ["Somewhere else", "", "<script>", "all", "e1\x00", "A" * 100_000])
def test_a_choice_that_was_not_offered_changes_nothing(scoped: tuple[Server, Path], label: str):
    with Client(scoped[0].port) as client:
        screen = client.run()
        screen = client.run(widgets=[chosen(screen.widget("selectbox", "Where"), label)])
        assert scope_on(screen) == USUAL
        assert not screen.exceptions()


def window(screen: Screen, label: str):
    return chosen(screen.widget("selectbox", "Window"), label)


def test_a_choice_is_written_into_the_link_of_the_screen_it_was_made_on(scoped: tuple[Server, Path]):
    with Client(scoped[0].port) as client:
        screen = client.run(query="measure=m1&view=qtd")
        screen = client.run(query="measure=m1&view=qtd", widgets=[window(screen, "Year to date")])
        assert (screen.query, scope_on(screen)) == ("measure=m1&view=ytd", "all|2026-10|ytd|plan||plain||")


def test_a_chooser_left_over_from_the_screen_before_is_no_choice(scoped: tuple[Server, Path]):
    with Client(scoped[0].port) as client:
        screen = client.run(query="entity=e1&view=qtd")
        left_over = window(screen, "Quarter to date")
        client.run(query="entity=e2&view=ytd", widgets=[left_over])
        screen = client.run(query="entity=e1", widgets=[left_over])
        assert (screen.query, screen.says("e1|2026-10|period|")) == (None, True)


def test_the_second_of_two_choices_in_a_hurry_keeps_the_first(scoped: tuple[Server, Path]):
    with Client(scoped[0].port) as client:
        screen = client.run(query="entity=e1")
        later, compared = (
            window(screen, "Year to date"),
            chosen(screen.widget("selectbox", "Compared with"), "vs last year"),
        )
        client.run(query="entity=e1", widgets=[later])
        screen = client.run(query="entity=e1", widgets=[later, compared])
        assert screen.says("e1|2026-10|ytd|last_year|")
        assert "view=ytd" in str(screen.query)


def test_a_chooser_is_told_its_value_where_it_is_made(scoped: tuple[Server, Path]):
    """A browser that has not drawn it yet sends what it was made with; that must be what the link says.

    One that is there already keeps what it shows, whatever it is told: another link has another chooser.
    """
    made = []
    with Client(scoped[0].port) as client:
        for query in (
            "period=2026-09&view=ytd",
            "period=2026-09&view=qtd",
            "period=2026-08",
            "period=2026-09&view=ytd",
        ):
            when = client.run(query=query).widget("selectbox", "When")
            made.append(when.id)
            made_with = when.options[when.default]
            assert (made_with[:3], when.set_value) == ({"09": "Sep", "08": "Aug"}[query[12:14]], False)
            screen = client.run(page="other", query=query, widgets=[chosen(when, made_with)])
            assert (screen.query, scope_on(screen).split("|")[1]) == (None, query[7:14])
    assert made[0] == made[1]
    assert len(set(made[1:])) == 3


def test_what_a_chooser_held_before_the_link_changed_is_no_choice(scoped: tuple[Server, Path]):
    """Gone back, and on at once: the browser still holds what was chosen on the screen in between."""
    with Client(scoped[0].port) as client:
        screen = client.run(query="entity=e1")
        held = window(screen, "Year to date")
        client.run(query="entity=e1", widgets=[held])
        client.run(query="entity=e1", widgets=[held])
        screen = client.run(page="other", query="entity=e1", widgets=[held])
        assert (screen.query, screen.says("e1|2026-10|period|")) == (None, True)


TOLD_AFTERWARDS = """
import streamlit as st
offered, shown = ["Oct 2026", "Sep 2026"], st.query_params.get("period", "Oct 2026")
def changed():
    st.query_params["period"] = st.session_state.when
if st.session_state.get("when") != shown:
    st.session_state.when = shown
st.selectbox("When", offered, key="when", on_change=changed)
"""


def test_control_a_chooser_told_its_value_afterwards_takes_the_link_along(tmp_path: Path):
    script = tmp_path / "naive.py"
    script.write_text(TOLD_AFTERWARDS)
    with served(script, tmp_path) as naive, Client(naive.port) as client:
        when = client.run(query="period=Sep 2026").widget("selectbox", "When")
        assert when.options[when.default] == "Oct 2026"
        screen = client.run(query="period=Sep 2026", widgets=[chosen(when, when.options[when.default])])
        assert "Oct" in str(screen.query)
