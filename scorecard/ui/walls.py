"""The walls as somebody who administers sees them: each board with its address, and when its screens last painted."""

from datetime import UTC, datetime
from urllib.parse import urlencode

import streamlit as st

from scorecard.domain.access import may
from scorecard.domain.board_keys import key_of
from scorecard.domain.boards import Board
from scorecard.reports.kiosk import boards_report
from scorecard.ui import cards, show
from scorecard.ui.markup import Markup, element, joined
from scorecard.ui.shell import Page
from scorecard.ui.wall_screens import SCREENS, Painted

TAB = "Walls"
HEADER = ("Board", "Screen", "Last painted", "How it is", "View", "Numbers")


def tabs(page: Page) -> tuple[str, ...]:
    """The tab for those who administer; none for others."""
    return (TAB,) if may(page.frame.person.actor, "change people") else ()


def drawn(page: Page) -> None:
    """Every board, its screens, and its address with the key where a secret is set."""
    boards, screens = page.ask(boards_report), SCREENS.listed()
    now, since = SCREENS.now(), _when(SCREENS.since)
    if not boards:
        st.text("The catalogue names no board for a wall yet; it can name some under [[boards]].")
        return
    st.text(f"What screens said of themselves since the server started on {since:%-d %b %Y at %H:%M}.")
    lines = [line for board in boards for line in _lines(board, screens, now)]
    show.rows(HEADER, lines, "Walls and when they last painted")
    secret = page.frame.workspace.settings.wall_secret
    show.rows(("Board", "Address of its wall"), [(each.name, address(each.id, secret)) for each in boards], "Addresses")


def address(board: str, secret: str) -> str:
    """Path and parameters of a board's wall."""
    key = key_of(secret, board)
    return f"/kiosk?{urlencode({'embed': 'true', 'board': board} | ({'key': key} if key else {}))}"


def _lines(board: Board, screens: tuple[Painted, ...], now: float) -> list[tuple[object, ...]]:
    own = [each for each in screens if each.board == board.id]
    if not own:
        return [(board.name, "", "", _state("not-reported", "No screen has shown it"), "", "")]
    return [
        (
            board.name,
            each.size.replace("x", " × "),
            f"{_when(each.at):%-d %b %H:%M:%S}",
            _state("off-track", f"Silent for {_span(now - each.at)}")
            if each.is_silent(now)
            else _state("on-track", "Alive"),
            each.view,
            f"revision {each.revision}",
        )
        for each in own
    ]


def _when(seconds: float) -> datetime:
    """By the server's own clock, as its loads are."""
    return datetime.fromtimestamp(seconds, UTC).astimezone()


def _state(name: str, words: str) -> Markup:
    return element("span", joined(cards.shape(name), words, between=" "), class_="sc-nowrap")


def _span(seconds: float) -> str:
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 120 else f"{minutes // 60} h"
