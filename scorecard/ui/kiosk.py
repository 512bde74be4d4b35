"""The wall: a board's views drawn once, a heartbeat beside them, and nothing that could be pressed."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from hashlib import sha256
from urllib.parse import urlencode, urlsplit

import streamlit as st

from scorecard.domain.boards import SCORECARD, TILED
from scorecard.domain.scope import Scope
from scorecard.reports.kiosk import KioskGroup, KioskReport, KioskTile, KioskView
from scorecard.store.store import Store
from scorecard.ui import cards, words
from scorecard.ui.faults import calm
from scorecard.ui.guard import LOOPBACK
from scorecard.ui.markup import Markup, element, joined
from scorecard.ui.qr import qr
from scorecard.ui.shell import Page
from scorecard.ui.spark import spark

BEAT = 10
"""Seconds between two heartbeats; ``kiosk.js`` knows the number from the heartbeat itself."""

NOWHERE = Scope("", "")
"""A wall has no scope: its board says all there is to say."""

NAMED = 4
"""Measures named in one perspective of the strip."""


Report = Callable[[Store, Scope, str], KioskReport]


def keep_showing(page: Page, report: Report, board: str, first: str) -> None:
    """Draw the board and keep it fresh: every heartbeat asks again, and what has not changed is not sent again.

    Args:
        page: The page.
        report: What it asks.
        board: The board's id as the link says it, "" for the first one.
        first: Place of the view that a phone wants to see first, as the link says it.
    """
    _beating(page, report, board, first)


@st.fragment(run_every=BEAT)
def _beating(page: Page, report: Report, board: str, first: str) -> None:
    with calm():
        st.html(_kept(page, page.ask_in(NOWHERE, report, board), first))
        st.html(element("div", class_="sc-beat", data_beat=f"{datetime.now(UTC):%H:%M:%S.%f}", data_every=BEAT))


def _kept(page: Page, answer: KioskReport, first: str) -> Markup:
    """The board's markup, made once for all screens that show it."""
    here = _here()
    key = ("wall", answer.board, answer.revision, answer.headline, page.frame.workspace.store.today(), here, first)
    return page.frame.workspace.answers.of(key, lambda: board(answer, here, first))


def _here() -> str:
    """Scheme and host as the browser asked for them; "" where it does not tell."""
    parts = urlsplit(st.context.url or "")
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


def board(answer: KioskReport, here: str = "", first: str = "") -> Markup:
    """The whole board: who it is for, its views, what its numbers are as of.

    Args:
        answer: The answer.
        here: Scheme and host for the codes that lead a phone here; "" for none.
        first: Place of the view that stands first, as a link says it.
    """
    turned = _turned(answer.views, first)
    views = joined(*(_view(answer, view, place, here) for place, view in turned))
    said = element("p", f"Numbers as of {answer.as_of}. {answer.notice}".strip(), class_="sc-wall-said")
    inside = joined(_top(answer), element("div", views, class_="sc-wall-views"), said)
    dim = "-".join(map(str, answer.board.dim)) or None
    return element(
        "div",
        inside,
        class_=f"sc-kiosk sc-{answer.board.mode}",
        role="region",
        aria_label=answer.headline,
        data_stamp=sha256(inside.encode()).hexdigest()[:16],
        data_seconds=answer.board.seconds,
        data_dim=dim,
    )


def _turned(views: tuple[KioskView, ...], first: str) -> list[tuple[int, KioskView]]:
    """The views with their places from 1, beginning with the one asked for."""
    listed = list(enumerate(views, 1))
    start = next((at for at, (place, _) in enumerate(listed) if str(place) == first), 0)
    return listed[start:] + listed[:start]


def _top(answer: KioskReport) -> Markup:
    where = " · ".join(dict.fromkeys((answer.board.name, answer.place)))
    return element(
        "header",
        element("h1", where),
        element("span", answer.period_label, class_="sc-wall-when"),
        element("span", class_="sc-wall-clock", aria_hidden="true"),
        class_="sc-wall-top",
    )


def _view(answer: KioskReport, view: KioskView, place: int, here: str) -> Markup:
    if view.kind == TILED:
        many = f"sc-tiles sc-tiles-{len(view.tiles)}"
        drawn = element("div", *(tile(each, answer.currency) for each in view.tiles), class_=many)
    elif view.kind == SCORECARD:
        drawn = element("div", *map(_group, view.groups), class_="sc-stands")
    else:
        drawn = _lines(view, answer.since)
    told = urlencode({"board": answer.board.id, "view": place})
    code = element("div", element("span", _code_words(here)), qr(f"{here}/kiosk?{told}"), class_="sc-code")
    return element(
        "section", element("h2", view.name), drawn, code if here else None, class_="sc-scene", aria_label=view.name
    )


def _code_words(here: str) -> str:
    local = urlsplit(here).hostname in LOOPBACK
    return "This view, on this computer only" if local else "This view on a phone"


def tile(each: KioskTile, currency: str) -> Markup:
    """One measure: name, number, status by shape and word, target, difference, small line and age.

    Over a number that is missing or too old hangs a curtain that says so.
    """
    row, name = each.row, "carried" if each.row.carried_from else words.status_name(each.row)
    if each.curtain:
        known = _number(each, currency) if each.value is not None else None
        curtain = element("p", element("b", _word(each)), " ", each.curtain, class_="sc-curtain")
        drawn = joined(element("h3", row.label), known, curtain, _spark(each, name))
        return element("article", drawn, class_="sc-tile sc-curtained")
    target = words.target(row, "")
    said = (
        element("p", cards.shape(words.status_name(row)), element("b", words.status_label(row)), class_="sc-tile-is"),
        element("p", row.difference_words, class_="sc-tile-said"),
        element("p", f"Target {target} · " if target else "", _age(each), class_="sc-tile-small"),
    )
    drawn = joined(element("h3", row.label), _number(each, currency), _spark(each, name), *said)
    return element("article", drawn, class_=f"sc-tile sc-is-{words.status_name(row)}")


def _age(each: KioskTile) -> str:
    return f"{each.of}, {each.age}" if each.row.carried_from else each.age


def _number(each: KioskTile, currency: str) -> Markup:
    """The number large, its unit smaller beside it."""
    number, _, unit = words.number(each.value, each.row.unit, currency, each.row.decimals).partition(" ")
    return element("p", number, element("small", unit) if unit else None, class_="sc-tile-value")


def _spark(each: KioskTile, name: str) -> Markup:
    row = each.row
    return spark(row.spark, row.spark_goal, cards.spoken(row), name)


def _group(group: KioskGroup) -> Markup:
    """A perspective: how many of its measures are on track, and those that need a look by name."""
    told = f"{group.on_track} of {group.judged}" if group.judged else words.BLANK
    listed = [
        element("li", cards.shape(_name(each)), each.row.label, element("small", _word(each))) for each in group.tiles
    ]
    left = len(listed) - NAMED + 1 if len(listed) > NAMED else 0
    rows = [*listed[: NAMED - 1], element("li", f"and {left} more", class_="sc-stands-more")] if left else listed
    number = element("p", told, element("small", "on track"), class_="sc-tile-value")
    return element("article", element("h3", group.name), number, element("ul", *rows), class_="sc-stand")


def _name(each: KioskTile) -> str:
    return "not-reported" if each.curtain else words.status_name(each.row)


def _word(each: KioskTile) -> str:
    if each.curtain and each.row.value is not None:
        return "Out of date"
    return words.status_label(each.row)


def _lines(view: KioskView, since: str) -> Markup:
    rows: Iterable[Markup] = (
        element("li", cards.shape(status.value.replace("_", "-")), element("span", line))
        for line, status in zip(view.lines, view.statuses, strict=True)
    )
    nothing = None if view.lines else element("p", f"Nothing on this board has changed since {since}.")
    more = element("p", f"and {view.more} more", class_="sc-stands-more") if view.more else None
    return element("div", nothing, element("ul", *rows), more, class_="sc-heard")
