"""Packs taken away: a quiet line that opens into files, each of which is made only when it is asked for."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from scorecard.exports.packs import FORMATS, Format, Packed, formats_of, name_of
from scorecard.reports.pack import KINDS, pack_report
from scorecard.reports.sync_pack import FOR_SEATS, PRIVATE, SYNC, sync_pack_report
from scorecard.ui import cards, forms
from scorecard.ui.markup import Markup, element
from scorecard.ui.person import SENSITIVE
from scorecard.ui.shell import Page

TAKE = "take"
"""What the link says where the files are asked for."""


def take_away(page: Page, revision: int, **kept: str) -> None:
    """A line that asks for the files; once it is asked, one button for each.

    Args:
        page: The page it stands on; the pack is of its scope.
        revision: State of the numbers that is shown.
        kept: What else the link says.
    """
    st.html(element("div", door(page, "scorecard", **kept), class_="sc-changed"))
    if not is_asked():
        return
    for kind, title in KINDS.items():
        with st.container(horizontal=True, gap="small", key=f"take-away-{kind}"):
            for form in FORMATS.values():
                made = partial(page.ask, pack_report, kind, all(map(page.frame.person.may, SENSITIVE)))
                _button(page, kind, f"{title}, {form.label}", form, revision, made)


def take_sync_away(page: Page, revision: int) -> None:
    """The files of what those who lead look at, once they are asked for; nothing for whoever has no seat."""
    if not page.frame.person.seat or not is_asked():
        return
    st.text(PRIVATE)
    with st.container(horizontal=True, gap="small", key="take-away-sync"):
        for form in formats_of(SYNC).values():
            _button(page, FOR_SEATS, f"Sync, {form.label}", form, revision, partial(page.ask, sync_pack_report))


def is_asked() -> bool:
    """Whether the link asks for the files."""
    return forms.in_link(TAKE) == "1"


def door(page: Page, name: str, **kept: str) -> Markup:
    """The line that asks for the files of a page, or closes them again."""
    to = page.address(name, None, **kept, **({} if is_asked() else {TAKE: "1"}))
    return cards.door("Take away", to, is_asked())


def _button(page: Page, kind: str, label: str, form: Format, revision: int, made: Callable[[], Packed]) -> None:
    st.download_button(
        label,
        lambda: form.made(made()),
        name_of(kind, page.scope, revision, form),
        form.media,
        key=f"take-{kind}-{form.ending}",
        on_click="ignore",
    )
