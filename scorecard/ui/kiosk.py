"""The wall: a board's views drawn once, a heartbeat beside them, and nothing that could be pressed."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from hashlib import sha256
from urllib.parse import urlencode, urlsplit

import streamlit as st

from scorecard.domain.board_keys import key_of, require_key
from scorecard.domain.boards import CHANGED, SCORECARD, TILED, TODAY
from scorecard.domain.scope import Scope
from scorecard.reports.kiosk import KioskGroup, KioskReport, KioskView
from scorecard.store.store import Store
from scorecard.ui import cards, kiosk_days, words
from scorecard.ui.faults import calm
from scorecard.ui.guard import LOOPBACK
from scorecard.ui.kiosk_tile import shape_name, status_word, tile
from scorecard.ui.markup import Markup, element, joined
from scorecard.ui.qr import qr
from scorecard.ui.shell import Page

BEAT = 10
"""Seconds between two heartbeats; ``kiosk.js`` knows the number from the heartbeat itself."""

NOWHERE = Scope("", "")
"""A wall has no scope: its board says all there is to say."""

NOTHING = "There is nothing to tell at the moment."
"""Stands on a board that has no other view than one with nothing in it."""

NAMED = 4
"""Measures named in one perspective of the strip."""


Report = Callable[[Store, Scope, str], KioskReport]


def keep_showing(page: Page, report: Report, board: str, first: str, key: str) -> None:
    """Draw the board and keep it fresh: every heartbeat asks again, and what has not changed is not sent again.

    Args:
        page: The page.
        report: What it asks.
        board: The board's id as the link says it, "" for the first one.
        first: Place of the view that a phone wants to see first, as the link says it.
        key: The board's key as the link says it; needed where a secret is set, at every heartbeat.
    """
    _beating(page, report, board, first, key)


@st.fragment(run_every=BEAT)
def _beating(page: Page, report: Report, board: str, first: str, key: str) -> None:
    with calm():
        require_key(page.frame.workspace.settings.wall_secret, board, key)
        st.html(_kept(page, page.ask_in(NOWHERE, report, board), first))
        st.html(element("div", class_="sc-beat", data_beat=f"{datetime.now(UTC):%H:%M:%S.%f}", data_every=BEAT))


def _kept(page: Page, answer: KioskReport, first: str) -> Markup:
    """The board's markup, made once for all screens that show it."""
    here = _here()
    space = page.frame.workspace
    first = first if first in {str(place) for place in range(1, len(answer.views) + 1)} else ""
    told = (answer.board, answer.revision, answer.headline, space.store.writes(), space.store.today())
    key = key_of(space.settings.wall_secret, answer.board.id)
    return space.answers.of(("wall", *told, here, first), lambda: board(answer, here, first, key))


def _here() -> str:
    """Scheme and host as the browser asked for them; "" where it does not tell."""
    parts = urlsplit(st.context.url or "")
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


def board(answer: KioskReport, here: str = "", first: str = "", key: str = "") -> Markup:
    """The whole board: who it is for, its views, what its numbers are as of.

    Args:
        answer: The answer.
        here: Scheme and host for the codes that lead a phone here; "" for none.
        first: Place of the view that stands first, as a link says it.
        key: The board's key, for the codes; "" where no secret is set.
    """
    turned = _turned(answer.views, first)
    views = joined(*(_view(answer, view, _code(answer.board.id, place, here, key)) for place, view in turned))
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
        data_board=answer.board.id,
        data_revision=answer.revision,
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


def _view(answer: KioskReport, view: KioskView, code: Markup | None) -> Markup:
    if view.kind == TILED:
        many = f"sc-tiles sc-tiles-{len(view.tiles)}"
        drawn = element("div", *(tile(each, answer.currency) for each in view.tiles), class_=many)
    elif view.kind == SCORECARD:
        drawn = element("div", *map(_group, view.groups), class_="sc-stands")
    elif view.kind == TODAY:
        drawn = kiosk_days.squares(view, answer.currency)
    else:
        drawn = _lines(view, answer.since)
    named = element("h2", view.name, kiosk_days.month_of(view))
    return element("section", named, drawn, code, class_="sc-scene", aria_label=view.name)


def _code(board: str, place: int, here: str, key: str) -> Markup | None:
    """The code that leads a phone to one view; none on an address that no phone can reach."""
    if not here or urlsplit(here).hostname in LOOPBACK:
        return None
    told = urlencode({"board": board, "view": place} | ({"key": key} if key else {}))
    return element("div", element("span", "This view on a phone"), qr(f"{here}/kiosk?{told}"), class_="sc-code")


def _group(group: KioskGroup) -> Markup:
    """A perspective: how many of its measures are on track, and those that need a look by name."""
    told = f"{group.on_track} of {group.judged}" if group.judged else words.BLANK
    listed = [
        element("li", cards.shape(shape_name(each)), each.row.label, element("small", status_word(each)))
        for each in group.tiles
    ]
    left = len(listed) - NAMED + 1 if len(listed) > NAMED else 0
    rows = [*listed[: NAMED - 1], element("li", f"and {left} more", class_="sc-stands-more")] if left else listed
    counted = element("p", told, element("small", group.said), class_="sc-tile-value")
    return element("article", element("h3", group.name), counted, element("ul", *rows), class_="sc-stand")


def _lines(view: KioskView, since: str) -> Markup:
    rows: Iterable[Markup] = (
        element("li", cards.shape(status.value.replace("_", "-")), element("span", line))
        for line, status in zip(view.lines, view.statuses, strict=True)
    )
    quiet = {CHANGED: f"Nothing on this board has changed since {since}."}.get(view.kind, NOTHING)
    nothing = None if view.lines else element("p", quiet)
    more = element("p", f"and {view.more} more", class_="sc-stands-more") if view.more else None
    return element("div", nothing, element("ul", *rows), more, class_="sc-heard")
