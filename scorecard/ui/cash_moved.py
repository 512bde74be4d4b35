"""What moved since the forecast before, on the screen: kinds by week, items one by one, and the days that are over."""

from decimal import Decimal

import streamlit as st

from scorecard.domain.cash_moved import Move
from scorecard.domain.display import SCALES, in_scale, shown, with_sign
from scorecard.domain.vocabulary import Unit
from scorecard.domain.wording import span_words
from scorecard.reports.cash_moved import SHOWN, CashMovedReport, MovedRow, Several
from scorecard.ui import cash, show, words
from scorecard.ui.markup import Markup, element

K = SCALES[1]
SAID = {
    Move.TIMING: "Timing: the same money on other days",
    Move.AMOUNT: "Amount: more or less of it",
    Move.NEW: "New: not expected before",
    Move.LOST: "Lost: no longer expected, and it did not come",
}
"""Kinds as they stand before a reader."""


def draw(answer: CashMovedReport) -> None:
    """The kinds at every end, the items that moved most, and the lines of the days gone by."""
    if not answer.ends:
        return
    st.html(element("div", element("h2", "What it does to cash at the end of"), _kinds(answer),
                    element("p", answer.foots, cash.ROUNDED, class_="sc-note"), class_="sc-cash"))  # fmt: skip
    with st.container(key="cash-moved"):
        st.subheader("Item by item, what moved cash most first", anchor=False)
        heads = ("Item", "With", "What moved", "Before", "Now", f"Cash on {_last(answer)}")
        show.rows(heads, _items(answer), "Items that moved")
        st.subheader(f"The days gone by, {_gone(answer)}", anchor=False)
        show.rows(("Line", "Expected", "Came or went", "Difference"), _closed(answer), "Days gone by")


def _kinds(answer: CashMovedReport) -> Markup:
    heads = [f"{day.day} {day:%b}" for day in answer.ends]
    rows = [(SAID[kind], amounts) for kind, amounts in answer.by_kind]
    rows.append(("All together", answer.together))
    body = [
        element(
            "tr",
            element("th", name, scope="row"),
            *(element("td", with_sign(amount, in_scale(abs(amount), K, 0)), class_="sc-n") for amount in amounts),
            class_="sc-cash-total sc-cash-is-end" if name == "All together" else None,
        )
        for name, amounts in rows
    ]
    first = element("th", f"In k {answer.currency}", scope="col")
    head = element("tr", first, *(element("th", label, scope="col", class_="sc-n") for label in heads))
    label = "What each kind of movement adds to cash"
    drawn = element("table", element("caption", label), element("thead", head), element("tbody", *body),
                    class_="sc-cash-weeks")  # fmt: skip
    return element("div", drawn, class_="sc-scroll", tabindex="0", role="region", aria_label=label)


def _items(answer: CashMovedReport) -> list[tuple[object, ...]]:
    """The items one by one, those too small for that as one, and all together."""
    told: list[tuple[object, ...]] = [_item(row) for row in answer.rows]
    if answer.rest is not None:
        limit = words.unbroken(words.number(answer.limit, Unit.MONEY, answer.currency))
        why = f"each moves cash by less than {limit} at every end" if len(answer.rows) < SHOWN else words.BLANK
        count = answer.rest.count
        told.append((f"{count:,} smaller {'item' if count == 1 else 'items'}", words.BLANK, why, *_sums(answer.rest)))
    if answer.whole is not None:
        told.append(_total("All together", "", "", *_sums(answer.whole)))
    return told


def _sums(several: Several) -> tuple[str, str, str]:
    return _exact(several.then), _exact(several.now), _signed(several.effect)


def _closed(answer: CashMovedReport) -> list[tuple[object, ...]]:
    """Line by line what was expected and what came, and all lines together."""
    told: list[tuple[object, ...]] = [
        (name, _exact(then), _exact(now), _signed(now - then)) for name, then, now in answer.closed
    ]
    if told:
        then, now = answer.gone_by
        told.append(_total("All together", _exact(then), _exact(now), _signed(now - then)))
    return told


def _total(*cells: str) -> tuple[object, ...]:
    return tuple(element("b", cell) for cell in cells)


def _item(row: MovedRow) -> tuple[object, ...]:
    name = element("span", row.name, element("span", row.line, class_="sc-also") if row.line != row.name else None)
    return name, row.party or words.BLANK, _told(row), _exact(row.then), _exact(row.now), _signed(row.effect)


def _told(row: MovedRow) -> str:
    """What happened in words: "6 days later, 4,000.00 less"."""
    if row.kinds == (Move.NEW,):
        return "new"
    if row.kinds == (Move.LOST,):
        return "lost"
    said = []
    if row.later:
        said.append(f"{span_words(abs(row.later))} {'later' if row.later > 0 else 'earlier'}")
    if more := abs(row.now) - abs(row.then):
        said.append(f"{shown(abs(more), Unit.MONEY, '', 2)} {'more' if more > 0 else 'less'}")
    return ", ".join(said) or "on other days"


def _last(answer: CashMovedReport) -> str:
    day = answer.ends[-1]
    return f"{day.day} {day:%b}"


def _gone(answer: CashMovedReport) -> str:
    first, last = answer.before, answer.ends[0]
    return f"from {first.day} {first:%b} to {last.day} {last:%b %Y}" if first else ""


def _exact(amount: Decimal) -> str:
    """In full, money out with a minus as on the list of items."""
    return f"{'−' if amount < 0 else ''}{shown(abs(amount), Unit.MONEY, '', 2)}"


def _signed(amount: Decimal) -> str:
    return with_sign(amount, shown(abs(amount), Unit.MONEY, "", 2)) if amount else "0"
