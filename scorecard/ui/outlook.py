"""The outlook on the screen: its parts, the path of cash with its low point, and the steps from profit to cash."""

from datetime import date
from decimal import Decimal
from typing import Any

import streamlit as st

from scorecard.charts import bridge as bars
from scorecard.charts import cash as fan
from scorecard.charts import outlook as charts
from scorecard.domain.bridge import Bridge
from scorecard.domain.vocabulary import Unit
from scorecard.reports.bridge import Told
from scorecard.reports.outlook import HORIZONS, OutlookReport
from scorecard.reports.outlook_months import LowMonth, OutlookMonth
from scorecard.ui import bridge, cards, forms, show, vintages, words
from scorecard.ui.markup import Markup, element, joined
from scorecard.ui.outlook_levers import LINK
from scorecard.ui.plain_text import plain
from scorecard.ui.shell import Page

PATH, MOVE, MONTHS, DAYS, LINES, BANK, RECORD = "", "move", "months", "days", "lines", "bank", "record"
PARTS = {
    PATH: "Where cash goes",
    MOVE: "What if",
    MONTHS: "Month by month",
    DAYS: "Days tied up",
    LINES: "What it is made from",
    BANK: "Against the bank",
    RECORD: "How good forecasts were",
}
"""What the link can ask for under ``see``, to its words."""

CLOSE = 0.08
"""Share of the scale below which two limits lie too close for a name each."""

RIGHT_OF = 0.6
"""Share of the width from which on the low point's name stands left of it."""

LABEL_STEP = 3
"""Months between two labels below the path."""


def see() -> str:
    """The part of the page the link asks for; what it does not know is the first one."""
    told = forms.in_link("see")
    return told if told in PARTS else PATH


def months() -> int:
    """How far the link looks ahead, 0 where it does not say."""
    told = forms.in_link("months")
    return int(told) if told.isdecimal() and int(told) in HORIZONS else 0


def moved() -> tuple[tuple[str, str], ...]:
    """The levers the link moves, name and text."""
    return tuple((name, text) for name in LINK if (text := forms.in_link(name)))


def address(page: Page, **more: str) -> str:
    """This page with what the link says, and what is said here."""
    said = {"made": vintages.made(), "months": forms.in_link("months"), "see": forms.in_link("see"), **dict(moved())}
    return page.address("outlook", None, **{**said, **more})


def unmoved(page: Page) -> str:
    """This page without any lever."""
    return address(page, **dict.fromkeys(LINK, ""))


def ways(page: Page, answer: OutlookReport) -> None:
    """The parts of the page, how far to look, the outlooks there are, and what is known against the one shown."""
    if answer.made is None:
        return
    here, offered = see(), {MOVE: bool(answer.levers), DAYS: answer.cycle is not None, BANK: answer.from_profit}
    told = {name: label for name, label in PARTS.items() if offered.get(name, True)}
    parts = [_chip(label, address(page, see=name), name == here) for name, label in told.items()]
    unit = {each: f"{each} months" for each in answer.horizons[-1:]}
    far = [
        _chip(unit.get(each, str(each)), address(page, months=str(each)), each == answer.months)
        for each in answer.horizons
    ]
    with st.container(horizontal=True, gap="small", key="outlook-ways", vertical_alignment="center"):
        st.html(element("nav", *parts, class_="sc-views", aria_label="Part of the page"))
        st.html(element("nav", "Look ahead", *far, class_="sc-views", aria_label="How far to look"))
        vintages.choose(answer.vintages, answer.made, "outlook chooser")
    if answer.stale:
        st.warning(plain(answer.stale))


def _chip(label: str, to: str, chosen: bool) -> Markup:
    return element("a", label, href=to, class_="sc-view", aria_current="true" if chosen else None)


def draw(answer: OutlookReport) -> None:
    """Where cash stands and goes, as facts and as a path."""
    st.html(facts(answer))
    labels = [row.label for row in answer.rows]
    spec = charts.path(len(labels), LABEL_STEP, bool(_beside(answer)))
    st.vega_lite_chart(fan.filled(spec, labels, rows(answer)), key="outlook path", alt=answer.headline)
    st.html(joined(legend(answer), *(element("p", note, class_="sc-note") for note in answer.notes)))


def facts(answer: OutlookReport) -> Markup:
    """Cash now, its low point, its end, and the room above the first limit, where levers moved them beside before."""
    low, end = answer.moved_low or answer.low, answer.rows[-1]
    cells = []
    now = [row.cash for row in answer.rows if row.forecast is None]
    if now and now[-1] is not None:
        cells.append(
            _cell(f"At the start, {answer.rows[len(now) - 1].label}", _money(now[-1], answer.currency), "", "sc-main")
        )
    if low is not None:
        cells.append(_cell(f"Lowest month end, {low.label}", _money(low.amount), _under(answer, low)))
        cells += [_room(answer, low, name, amount) for name, amount in answer.limits[:1]]
    last = end.forecast if end.moved is None else end.moved
    if last is not None:
        was = f"forecast {_money(end.forecast)}" if end.moved is not None else ""
        cells.append(_cell(f"At the end, {end.label}", _money(last), was or _likely(end.likely)))
    return element("div", *cells, class_="sc-figure")


def _under(answer: OutlookReport, low: LowMonth) -> str:
    if answer.moved_low is None or answer.low is None:
        return _likely(low.likely)
    return f"forecast {_money(answer.low.amount)} in {answer.low.label}"


def _likely(ends: tuple[Decimal, Decimal] | None) -> str:
    return "" if ends is None else f"likely between {_money(ends[0])} and {_money(ends[1])}"


def _room(answer: OutlookReport, low: LowMonth, name: str, limit: Decimal) -> Markup:
    """How far the lowest month end is from a limit, how far the lowest likely one, and how far the lowest day."""
    room, day = low.amount - limit, answer.by_day
    worst = min((row.likely[0], row.label) for row in answer.rows if row.likely) if low.likely else None
    under = [] if worst is None else [f"at the lower likely end {_side(worst[0] - limit)} it in {worst[1]}"]
    under += [] if day is None else [f"by day {_side(day.amount - limit)} it on {_day(day.day)}"]
    if day is not None and day.that_day is not None:
        under[-1] += f", at the lower likely end {_side(day.that_day[0] - limit)} it"
    expected = [room] if day is None else [room, day.amount - limit]
    likely = [ends[0] - limit for ends in (low.likely, day and day.that_day) if ends]
    mark = "off-track" if min(expected) < 0 else "watch" if min([*likely, room]) < 0 else "on-track"
    value = joined(cards.shape(mark), " ", f"{_side(room)} it at month end")
    return _cell(f"{_capital(name)}, {_money(limit)}", value, "; ".join(under))


def _day(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


def _side(room: Decimal) -> str:
    return f"{_money(abs(room))} {'below' if room < 0 else 'above'}"


def _cell(label: str, value: object, under: str = "", extra: str = "") -> Markup:
    below = element("span", words.unbroken(under), class_="sc-why sc-under") if under else None
    return element(
        "div", element("span", label, class_="sc-of"), element("span", value, class_=f"sc-fact {extra}"), below
    )


def rows(answer: OutlookReport) -> dict[str, fan.Rows]:
    """What the chart is filled with: numbers as floats, texts written as everywhere else."""
    told = list(enumerate(answer.rows))
    was = [(at, row.cash) for at, row in told if row.forecast is None]
    came = [(at, row.cash) for at, row in told if row.forecast is not None and row.cash is not None]
    ahead = [(at, row.forecast if row.moved is None else row.moved) for at, row in told if row.forecast is not None]
    corners = {"was": was, "came": [*was[-1:], *came] if came else [], "expected": [*was[-1:], *ahead]}
    lines: fan.Rows = [{"name": name, **corner} for name, line in corners.items() for corner in _corners(line)]
    found = {
        fan.DAYS: [_place(at, row) for at, row in told],
        fan.LINES: lines,
        fan.LIMITS: fan.limits(_limits(answer), lines, len(told)),
        fan.MARKS: [_mark(answer, at) for at, row in told if _is_low(answer, row)],
    }
    beside = _beside(answer)
    return found | ({charts.BASE: _corners([*was[-1:], *beside])} if beside else {})


def _beside(answer: OutlookReport) -> list[tuple[int, Decimal | None]]:
    """What is drawn beside: the forecast where levers moved it, else what people forecast, where they did."""
    if answer.moved is not None:
        return [(at, row.forecast) for at, row in enumerate(answer.rows) if row.moved is not None]
    return [(at, row.theirs) for at, row in enumerate(answer.rows) if row.theirs is not None]


def _limits(answer: OutlookReport) -> list[tuple[float, str]]:
    """The minimum lines with their names; where they lie too close for two names, the upper one names both."""
    heights = [float(row.forecast or row.cash or 0) for row in answer.rows]
    close = [float(amount) for _, amount in answer.limits]
    apart = len(close) < 2 or abs(close[0] - close[1]) > CLOSE * (max(heights) - min(*heights, *close))
    names = [name for _, name in _named(answer)]
    return list(zip(close, names if apart else ["; ".join(names), ""], strict=True))


def _named(answer: OutlookReport) -> list[tuple[float, str]]:
    """Each minimum with its name and amount: "Our floor, 7 M"."""
    return [(float(amount), f"{_capital(name)}, {_money(amount)}") for name, amount in answer.limits]


def _corners(line: list[tuple[int, Decimal | None]]) -> fan.Rows:
    return [{"place": at, "height": float(amount)} for at, amount in line if amount is not None]


def _place(at: int, row: OutlookMonth) -> dict[str, Any]:
    ends = dict(zip(("lo80", "hi80", "lo95", "hi95"), (*(row.likely or ()), *(row.certain or ())), strict=False))
    amount = row.cash if row.forecast is None else row.forecast if row.moved is None else row.moved
    cash = words.number(amount, Unit.MONEY, "") + ("" if row.forecast is None else " expected")
    cash += f", {_money(row.cash)} came" if row.forecast is not None and row.cash is not None else ""
    between = [f"{_money(each[0])} to {_money(each[1])}" if each else "" for each in (row.likely, row.certain)]
    told = zip(fan.TOLD, (row.label, cash, *between, ""), strict=True)
    return {
        "place": at, "since": at - 0.5, "till": at + 0.5,
        **{name: float(end) for name, end in ends.items()}, **dict(told),
    }  # fmt: skip


def _is_low(answer: OutlookReport, row: OutlookMonth) -> bool:
    low = answer.moved_low or answer.low
    return low is not None and row.forecast is not None and row.label == low.label


def _mark(answer: OutlookReport, at: int) -> dict[str, Any]:
    low = answer.moved_low or answer.low
    amount = Decimal(0) if low is None else low.amount
    tight = any(amount < limit for _, limit in answer.limits)
    side = "right" if at > len(answer.rows) * RIGHT_OF else "left"
    label = "" if low is None else f"Lowest {low.label}, {_money(low.amount)}"
    return {"place": at, "height": float(amount), "label": label, "align": side, **fan.mark(True, tight)}


def legend(answer: OutlookReport) -> Markup:
    """The marks that occur, each with its word."""
    entries = [_entry("value", "Cash at month end"), _entry("outlook", "As moved" if answer.moved else "Expected")]
    if _beside(answer):
        told = "Forecast before anything was moved" if answer.moved else "As people forecast it then"
        entries.append(_entry("plan-line", told))
    if any(row.likely for row in answer.rows):
        told = "Likely between (meant: 4 in 5), almost always between (meant: 19 in 20)"
        entries.append(_entry("target-range", told))
    if answer.limits:
        entries.append(_entry("red", "; ".join(name for _, name in _named(answer))))
    return element("p", *entries, class_="sc-legend")


def _entry(name: str, label: str) -> Markup:
    return element("span", element("span", class_=f"sc-key sc-key-{name}", aria_hidden="true"), label)


def came_of_it(answer: OutlookReport) -> None:
    """What the levers moved come to, as bars with the numbers in full below."""
    if answer.moved is not None:
        _bars(answer.moved, answer.currency, "What is moved", "outlook moved", answer.headline)


def steps(answer: OutlookReport) -> None:
    """How profit becomes cash, as bars with the numbers in full below."""
    if answer.bridge is not None:
        start, end = (_money(each) for each in (answer.bridge.start, answer.bridge.end))
        heading = "From profit to cash" if answer.from_profit else "What comes in and goes out"
        said = f"{heading} over {answer.months} months: from {start} to {end}."
        _bars(answer.bridge, answer.currency, heading, "outlook steps", said)


def _bars(told: Bridge, currency: str, heading: str, key: str, sentence: str) -> None:
    shown = Told(key, heading, sentence, told)
    names = {"name": bars.NAMES, "value": [told.start_name, *(each.name for each in told.steps), told.end_name]}
    st.html(element("h2", heading))
    data = {bars.BARS: bridge.table(shown, currency)}
    spec = bars.waterfall(len(names["value"]))
    st.vega_lite_chart({**spec, "params": [names], "datasets": data}, key=key, alt=sentence)
    with st.expander("Every number in full"):
        show.rows(("Step", "Amount", "", "What is in it"), bridge.numbers(told, currency), heading)


def _money(amount: Decimal | None, currency: str = "") -> str:
    return words.unbroken(words.number(amount, Unit.MONEY, currency))


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]
