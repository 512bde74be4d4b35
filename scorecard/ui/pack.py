"""Packs taken away: a quiet line that opens into files, each of which is made only when it is asked for."""

import streamlit as st

from scorecard.exports.packs import FORMATS, Format, name_of
from scorecard.reports.pack import KINDS, pack_report
from scorecard.ui import cards, forms
from scorecard.ui.markup import element
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
    is_open = forms.in_link(TAKE) == "1"
    to = page.address("scorecard", None, **kept, **({} if is_open else {TAKE: "1"}))
    st.html(element("div", cards.door("Take away", to, is_open), class_="sc-changed"))
    if not is_open:
        return
    for kind, title in KINDS.items():
        with st.container(horizontal=True, gap="small", key=f"take-away-{kind}"):
            for form in FORMATS.values():
                _button(page, kind, f"{title}, {form.label}", form, revision)


def _button(page: Page, kind: str, label: str, form: Format, revision: int) -> None:
    st.download_button(
        label,
        lambda: form.made(page.ask(pack_report, kind, all(map(page.frame.person.may, SENSITIVE)))),
        name_of(kind, page.scope, revision, form),
        form.media,
        key=f"take-{kind}-{form.ending}",
        on_click="ignore",
    )
