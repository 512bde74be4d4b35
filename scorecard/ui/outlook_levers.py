"""Levers on the screen: a number to move each, what it does to cash, and the way back to the forecast."""

from decimal import Decimal

import streamlit as st

from scorecard.domain.vocabulary import Unit
from scorecard.reports.bridge import signed
from scorecard.reports.outlook import OutlookReport
from scorecard.reports.outlook_levers import PAY, LeverRow
from scorecard.ui import forms, show, words
from scorecard.ui.markup import Markup, element
from scorecard.ui.plain_text import plain

LINK = ("price", "volume", "customers", "stock", "suppliers", "people", "start", "pay", "capex")
"""What of the link moves levers."""

LABELS = {
    "price": "Prices, %",
    "volume": "Volume sold, %",
    "customers": "Customers pay later, days",
    "stock": "Goods lie longer, days",
    "suppliers": "We pay later, days",
    "people": "People hired",
    "capex": "Investments put off, months",
}
"""Lever to its label; below zero is the other way."""

STEP = {"price": 0.5, "volume": 1.0}
WIDTH = 168


def draw(answer: OutlookReport, back: str) -> None:
    """The levers, and below what they do.

    Args:
        answer: The outlook with the levers as the link has them.
        back: Address of the forecast without levers.
    """
    if not answer.levers:
        return
    st.html(element("h2", "What if"))
    with st.container(horizontal=True, gap="small", key="levers", vertical_alignment="bottom"):
        for row in answer.levers:
            _number(row)
            if row.id == "people" and row.value:
                _people(answer)
    st.html(drawn(answer, back))


def drawn(answer: OutlookReport, back: str) -> Markup:
    """What each lever moved does to cash, and the way back."""
    moved = [row for row in answer.levers if row.end is not None]
    if not moved:
        said = "Move a number to see what it does to cash; below zero is the other way: sooner, less, fewer. "
        return element("p", said + "The forecast itself stays as it is.", class_="sc-note")
    lines = [(row.moved, _amount(row.low), _amount(row.end), row.note) for row in moved]
    table = show.table(("Moved", "Lowest point", "At the end", "How it works"), lines, "What levers do to cash")
    order = "Each on top of those above it." if len(moved) > 1 else ""
    link = element("a", "Back to the forecast", href=back, class_="sc-view")
    return element("div", table, element("p", link, " ", order, class_="sc-note"))


def _number(row: LeverRow) -> None:
    key, step = f"lever {row.id}", STEP.get(row.id)
    value = int(row.value) if step is None else float(row.value)
    if st.session_state.get(key) != value:
        st.session_state[key] = value
    least, most = (
        (int(row.reach.least), int(row.reach.most)) if step is None else (row.reach.least * 1.0, row.reach.most * 1.0)
    )
    st.number_input(
        LABELS[row.id],
        min_value=least,
        max_value=most,
        step=1 if step is None else step,
        format=None if step is None else "%0.1f",
        key=key,
        on_change=_moved,
        args=(row.id,),
        width=WIDTH,
        help=plain(row.note[:1].upper() + row.note[1:] + "."),
    )


def _people(answer: OutlookReport) -> None:
    """From which month, and what one of them costs."""
    told = dict(answer.starts)
    if st.session_state.get("lever start") != answer.start:
        st.session_state["lever start"] = answer.start
    st.selectbox(
        "From", list(told), format_func=lambda key: told.get(key, key), key="lever start", on_change=_moved,
        args=("start",), width=WIDTH,
    )  # fmt: skip
    if st.session_state.get("lever pay") != int(answer.pay):
        st.session_state["lever pay"] = int(answer.pay)
    st.number_input(
        f"Cost each a month, {answer.currency}", min_value=PAY.least, max_value=PAY.most, step=500, key="lever pay",
        on_change=_moved, args=("pay",), width=WIDTH,
    )  # fmt: skip


def _moved(lever: str) -> None:
    value = st.session_state[f"lever {lever}"]
    text = value if isinstance(value, str) else f"{Decimal(str(value)).normalize():f}"
    forms.say(lever, "" if text == "0" and lever != "pay" else text)


def _amount(amount: Decimal | None) -> str:
    return words.BLANK if amount is None else signed(amount, Unit.MONEY)
