"""Levers on the screen: a number to move each, what it does to cash, and the way back to the forecast."""

from decimal import Decimal

import streamlit as st

from scorecard.domain.vocabulary import Unit
from scorecard.reports.bridge import signed
from scorecard.reports.outlook import OutlookReport
from scorecard.reports.outlook_levers import PAY, LeverRow
from scorecard.ui import chooser, forms, show, words
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
WIDTH = 160


def draw(answer: OutlookReport, back: str) -> None:
    """The levers in one row, and below what they do.

    Args:
        answer: The outlook with the levers as the link has them.
        back: Address of the forecast without levers.
    """
    if not answer.levers:
        return
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
    lines = [(row.moved, _amount(row.low), _amount(row.end), row.bound or row.note) for row in moved]
    table = show.table(("Moved", "Lowest point", "At the end", "How it works"), lines, "What levers do to cash")
    order = "Each on top of those above it." if len(moved) > 1 else ""
    link = element("a", "Back to the forecast", href=back, class_="sc-view")
    return element("div", table, element("p", link, " ", order, class_="sc-note"))


def _number(row: LeverRow) -> None:
    step = STEP.get(row.id, 1)
    kind = type(step)
    reach = (kind(row.reach.least), kind(row.reach.most))
    note = plain(row.note[:1].upper() + row.note[1:] + ".")
    _choose_number(row.id, LABELS[row.id], reach, step, kind(row.value), note)


def _people(answer: OutlookReport) -> None:
    """From which month, and what one of them costs."""
    told = dict(answer.starts)
    chooser.select("lever start", "From", told, answer.start, lambda key: forms.say("start", key), WIDTH, bare=False)
    label = f"Cost each a month, {answer.currency}"
    _choose_number("pay", label, (PAY.least, PAY.most), 500, int(answer.pay))


def _choose_number(
    lever: str, label: str, reach: tuple[float, float], step: float, shown: float, note: str | None = None
) -> None:
    def moved(value: float) -> None:
        text = f"{Decimal(str(value)).normalize():f}"
        forms.say(lever, "" if text == "0" and lever != "pay" else text)

    chooser.number(f"lever {lever}", label, reach, step, shown, moved, WIDTH, note)


def _amount(amount: Decimal | None) -> str:
    return words.BLANK if amount is None else signed(amount, Unit.MONEY)
