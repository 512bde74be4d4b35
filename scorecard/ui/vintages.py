"""The chooser of a forecast's vintages, each named by the last day of the figures it was made from."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from scorecard.ui import forms


def made() -> str:
    """The vintage the link asks for, as an ISO date; "" for the newest."""
    return forms.in_link("made")


def choose(vintages: Sequence[date], shown: date, key: str, *dropped: str) -> None:
    """Offer the vintages, newest first; what is chosen is written into the link.

    Args:
        vintages: Newest first, at least one.
        shown: The one on the screen.
        key: Of the chooser, one a page.
        dropped: What only fitted the vintage before and leaves the link.
    """
    days, newest = [day.isoformat() for day in vintages], vintages[0].isoformat()
    if st.session_state.get(key) != shown.isoformat():
        st.session_state[key] = shown.isoformat()
    st.selectbox(
        "Forecast",
        days,
        format_func=lambda day: f"Made from figures to {day_words(day)}{' (newest)' if day == newest else ''}",
        key=key,
        on_change=_chosen,
        args=(key, newest, dropped),
        width=340,
        label_visibility="collapsed",
    )


def day_words(day: str) -> str:
    """A day as it is written: "31 Oct 2026"."""
    return f"{date.fromisoformat(day):%d %b %Y}".lstrip("0")


def _chosen(key: str, newest: str, dropped: tuple[str, ...]) -> None:
    day = st.session_state[key]
    forms.say("made", "" if day == newest else day, *dropped)
