"""How good forecasts were, on the screen: by line, horizon, place and vintage, and since when an amount was known."""

from collections.abc import Sequence
from decimal import Decimal

import streamlit as st

from scorecard.domain.display import shown, with_sign
from scorecard.domain.vocabulary import Unit
from scorecard.reports.accuracy import AccuracyReport, AccuracyRow, Knew, accuracy_report, record_of
from scorecard.reports.outlook import OutlookReport
from scorecard.ui import cards, forms, outlook, show, vintages, words
from scorecard.ui.markup import Markup, element, joined
from scorecard.ui.shell import Page

KIND, LINE = "judged", "line"
"""What the link says: which forecasts, and which of their lines."""

WHAT_IT_MEANS = (
    "Off by: the differences added up without their signs, as a share of what came. Leans: + too much was forecast, "
    "− too little.",
    "Last value and year before: how far off it would have been to repeat those. Better by: how much the forecast "
    "took away of the smaller of those two errors.",
    "Likely and certain: how often it came inside the ranges that should hold 80 and 95 of 100 times.",
)


def draw(page: Page, _: OutlookReport) -> None:
    """The record of every kind of forecast there is."""
    told = page.ask(accuracy_report, forms.in_link(KIND), forms.in_link(LINE))
    st.html(element("p", told.headline, class_="sc-note"))
    if told.whole is None:
        return
    with st.container(key="accuracy"):
        st.html(_kinds(page, told))
        st.html(_table("Line", told.by_line, told, [_line(page, told, row) for row in told.by_line]))
        _part(told, "How far ahead", "Ahead", told.by_horizon)
        _part(told, "By place", "Place", told.by_place)
        if told.knew is not None:
            st.subheader(f"Since when it was known: {told.knew.label}", anchor=False)
            st.html(_knew(told.knew, told.currency))
        _part(told, "By forecast, named by the last day of the figures it was made from", "Made from", told.by_vintage)
        st.html(joined(*(element("p", each, class_="sc-note") for each in WHAT_IT_MEANS)))


def _part(told: AccuracyReport, heading: str, first: str, rows: Sequence[AccuracyRow]) -> None:
    """One more table about the line shown."""
    if rows and told.whole is not None:
        st.subheader(f"{heading}: {told.whole.name}", anchor=False)
        st.html(_table(first, rows, told, [row.name for row in rows]))


def _kinds(page: Page, told: AccuracyReport) -> Markup:
    """Which forecasts can be judged."""
    chips = [
        element(
            "a",
            name,
            href=outlook.address(page, see=outlook.RECORD, judged=kind),
            class_="sc-view",
            aria_current="true" if kind == told.kind else None,
        )
        for kind, name in told.kinds
    ]
    return element("nav", element("span", *chips, class_="sc-group"), class_="sc-views", aria_label="Which forecasts")


def _line(page: Page, told: AccuracyReport, row: AccuracyRow) -> object:
    """A line's name; another one's leads to its own record."""
    name = {label: line for line, label in told.lines}.get(row.name, "")
    if not name or name == told.line:
        return row.name
    return cards.anchor(row.name, outlook.address(page, see=outlook.RECORD, judged=told.kind, line=name))


def _table(first: str, rows: Sequence[AccuracyRow], told: AccuracyReport, names: Sequence[object]) -> Markup:
    held = [f"{'Likely' if level < 90 else 'Certain'}: inside {level} %" for level in told.levels]
    heads = (first, "Amounts", "Off by", "Leans", "Last value", "Year before", "Better by", *held)
    body = [(name, *_cells(row)) for name, row in zip(names, rows, strict=True)]
    return show.table(heads, body, f"How good forecasts were: {first.lower()}")


def _cells(row: AccuracyRow) -> tuple[str, ...]:
    others = map(_share, (row.naive, row.seasonal))
    return f"{row.count:,}", _share(row.error), _side(row.bias), *others, _side(row.added), *map(_share, row.held)


def _knew(knew: Knew, currency: str) -> Markup:
    """What every vintage said of one amount, and what came."""
    came = f"It came to {_amount(knew.came, currency)}. "
    said = came + "Even the last forecast was further off than 5 %."
    if knew.since is not None:
        day = vintages.day_words(knew.since.isoformat())
        said = f"{came}Every forecast from the one made from figures to {day} on was within 5 % of it."
    rows = [
        (
            vintages.day_words(each.made.isoformat()),
            _amount(each.amount, currency),
            with_sign(each.off, _amount(abs(each.off), currency)),
            _side(each.share),
        )
        for each in knew.said
    ]
    heads = ("Made from figures to", "It said", "Too much or too little", "Share")
    return joined(element("p", said, class_="sc-note"), show.table(heads, rows, "What each forecast said"))


def _share(share: Decimal | None) -> str:
    return words.BLANK if share is None else shown(share, Unit.PERCENT, decimals=1)


def _side(share: Decimal | None) -> str:
    """A share that says to which side."""
    return words.BLANK if share is None else with_sign(share, _share(abs(share)))


def _amount(amount: Decimal, currency: str) -> str:
    return words.number(amount, Unit.MONEY, currency)


def beside(page: Page, kind: str) -> None:
    """The record of a kind of forecast, one line beside the forecast itself; nothing where there is none yet.

    Args:
        page: Asks the report and gives addresses.
        kind: One of ``reports.accuracy.KINDS``.
    """
    said = page.ask(record_of, kind)
    if said:
        to = page.address("outlook", see=outlook.RECORD, judged=kind)
        more = cards.anchor("How good forecasts were", to) if "outlook" in page.frame.pages else None
        st.html(element("p", said, " ", more, class_="sc-note"))
