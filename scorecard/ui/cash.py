"""Cash on the screen: which part and which forecast is shown, the position, the fan with its low point and events."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

import streamlit as st

from scorecard.charts import cash as charts
from scorecard.domain.display import with_sign
from scorecard.domain.vocabulary import Unit
from scorecard.reports.cash_answer import CashReport, Limit, Low, standing, tight
from scorecard.reports.cash_fan import Event, Fan, FanDay
from scorecard.reports.cash_headline import chance_words, day_words, money, room_words
from scorecard.ui import cards, forms, vintages, words
from scorecard.ui.markup import Markup, element, joined
from scorecard.ui.plain_text import plain
from scorecard.ui.shell import Page

AHEAD, MOVED, ITEMS, PLANNED = "", "moved", "items", "planned"
PARTS = {AHEAD: "The weeks ahead", MOVED: "What moved", ITEMS: "Every item", PLANNED: "One-offs"}
"""What the link can ask for under ``see``, to its words."""

ROUNDED = " Rounded numbers may differ by one."
"""Below a table told in thousands or millions."""

Drawn = TypeVar("Drawn")
PAST = 7
"""Days of the past that one tooltip stands for: each would be one more thing to draw."""

BY_DAY_STEP, BY_MONTH_STEP = 14, 2
"""Places between two labels below the fan."""


def see() -> str:
    """The part of the page the link asks for; what it does not know is the first one."""
    told = forms.in_link("see")
    return told if told in PARTS else AHEAD


def made() -> str:
    """The forecast the link asks for, as the day it was made from; "" for the newest."""
    return vintages.made()


def address(page: Page, **more: str) -> str:
    """This page with the forecast the link names, and what is said here."""
    return page.address("cash", None, **{"made": made(), **more})


def ways(page: Page, answer: CashReport) -> None:
    """The parts of the page as links, the forecasts there are, and what is known against the one shown."""
    here = see()
    offered = {AHEAD: "The months ahead"} if answer.by == "months" else PARTS
    parts = (
        element(
            "a", label, href=address(page, see=name), class_="sc-view", aria_current="true" if name == here else None
        )
        for name, label in offered.items()
    )
    nav = element("nav", *parts, class_="sc-views", aria_label="Part of the page")
    if not answer.vintages:
        st.html(nav)
        return
    with st.container(horizontal=True, gap="small", key="cash-ways", vertical_alignment="center"):
        st.html(nav)
        vintages.choose(answer.vintages, answer.made or answer.vintages[0], "cash forecast chooser", "week")
    if answer.stale:
        st.warning(plain(answer.stale))


def told(answer: CashReport) -> None:
    """What to know before reading on: how old a forecast is, one-offs since, what did not fit."""
    if answer.notes:
        st.html(element("div", *(element("p", note) for note in answer.notes), class_="sc-bridge-note"))


def position(answer: CashReport, today: date) -> None:
    """What is there and what it is made of, the low point, and the room above each limit."""
    st.html(drawn_position(answer, today))


def drawn_position(answer: CashReport, today: date) -> Markup:
    """The position as a row of facts."""
    at, low = answer.position, answer.low
    if at is None or low is None:
        return Markup("")
    name = "Available" if at.restricted is not None else "At the bank"
    made_of = _made_of(at.at_bank, at.restricted, at.facility)
    cells = [_cell(f"{name} on {day_words(at.day, today)}", _money(at.available, answer.currency), made_of, "sc-main")]
    cells.append(_cell(f"Low point, {day_words(low.day, today)}", _money(low.amount, answer.currency), _likely(low)))
    cells += [_limit(limit) for limit in answer.limits]
    return element("div", *cells, class_=f"sc-figure sc-is-{_mark(*answer.limits)}")


def _made_of(at_bank: Decimal, restricted: Decimal | None, facility: Decimal | None) -> str:
    if restricted is None or facility is None:
        return ""
    held = f" − {_money(restricted)} restricted" if restricted else ""
    credit = f" + {_money(facility)} undrawn credit" if facility else ""
    return f"{_money(at_bank)} at the bank{held}{credit}" if held or credit else ""


def _likely(low: Low) -> str:
    """What cash is likely between on the low day, and on the lowest day whichever it is."""
    day, lowest = low.that_day, low.likely
    said = [f"likely between {_money(day[0])} and {_money(day[1])}"] if day and day[0] < day[1] else []
    said += [f"the lowest day, whichever it is, between {_money(lowest[0])} and {_money(lowest[1])}"] if lowest else []
    return "; ".join(said)


def _mark(*limits: Limit) -> str:
    found = standing(limits)
    return "no-target" if found is None else found.value.replace("_", "-")


def _limit(limit: Limit) -> Markup:
    said = [] if limit.chance is None else [f"chance to go under it: {chance_words(limit.chance)}"]
    said += [] if limit.worst is None else [f"in the worst week alone: {chance_words(limit.worst)}"]
    chance = "; ".join(said)
    name = limit.name[:1].upper() + limit.name[1:]
    value = joined(cards.shape(_mark(limit)), " ", room_words(limit.room, "it"))
    return _cell(f"{name}, {_money(limit.amount)}", value, chance)


def _cell(label: str, value: object, under: str = "", extra: str = "") -> Markup:
    below = element("span", words.unbroken(under), class_="sc-why sc-under") if under else None
    return element(
        "div", element("span", label, class_="sc-of"), element("span", value, class_=f"sc-fact {extra}"), below
    )


def _money(amount: Decimal, currency: str = "") -> str:
    return words.unbroken(money(amount, currency))


def kept(page: Page, answer: CashReport, what: str, *shown: str, make: Callable[[], Drawn]) -> Drawn:
    """Something drawn from an answer, made once for all who see the same answer under the same address."""
    space, person = page.frame.workspace, page.frame.person
    of = (answer.scope, answer.made, answer.revision, space.store.writes(), space.store.today())
    return space.answers.of((what, person.rights, *of, *shown), make)


def draw(page: Page, answer: CashReport, today: date) -> None:
    """The fan chart with its legend and its events."""
    if answer.fan is not None and answer.low is not None:
        path = answer.fan
        spec = kept(page, answer, "cash fan", make=lambda: _filled(answer, path))
        st.vega_lite_chart(dict(spec), key="cash fan", alt=answer.headline)
        st.html(legend(answer, today))


def _filled(answer: CashReport, path: Fan) -> charts.Spec:
    by_month = answer.by == "months"
    places = [day for day, _ in path.was] + [each.day for each in path.ahead]
    labels = [f"{day:%b %Y}" if by_month else f"{day.day} {day:%b}" for day in places]
    spec = charts.fan(len(places), BY_MONTH_STEP if by_month else BY_DAY_STEP)
    return charts.filled(spec, labels, rows(answer, path, places))


def rows(answer: CashReport, path: Fan, places: list[date]) -> dict[str, charts.Rows]:
    """What the chart is filled with: numbers as floats, texts written as everywhere else."""
    at = {day: place for place, day in enumerate(places)}
    since = [(day, amount) for day, amount in path.came if day in at]
    now = path.was[-1:]
    corners = {
        "was": path.was,
        "came": (*now, *since) if since else (),
        "expected": (*now, *((each.day, each.expected) for each in path.ahead)),
    }
    lines: charts.Rows = [
        {"name": name, "place": at[day], "height": float(amount)}
        for name, line in corners.items()
        for day, amount in line
    ]
    named = [(float(limit.amount), _named(limit)) for limit in answer.limits]
    days = _days(answer, path, at)
    ends = [each[name] for each in days for name in ("lo80", "hi80", "lo95", "hi95") if name in each]
    heights = [*ends, *(row["height"] for row in lines)]
    return {
        charts.DAYS: days,
        charts.LINES: lines,
        charts.LIMITS: charts.limits(named, lines, len(places)),
        charts.MARKS: _marks(answer, path.events, at, heights),
    }


def _days(answer: CashReport, path: Fan, at: dict[date, int]) -> charts.Rows:
    events = {event.day: "" for event in path.events}
    for event in path.events:
        events[event.day] += f"{', ' if events[event.day] else ''}{event.name} {_signed(event.amount)}"
    came, span = dict(path.came), 1 if answer.by == "months" else PAST
    told = [
        _day(at[day], day, {}, (_exact(amount, answer), "", "", ""), span / 2) for day, amount in path.was[::-1][::span]
    ]
    for each in path.ahead:
        cash = _exact(each.expected, answer) + " expected"
        cash += f", {_exact(came[each.day], answer)} came" if each.day in came else ""
        texts = (cash, _between(each.likely), _between(each.certain), events.get(each.day, ""))
        told.append(_day(at[each.day], each.day, _ends(each), texts))
    return told


def _day(place: int, day: date, ends: dict[str, float], texts: tuple[str, ...], reach: float = 0.5) -> dict[str, Any]:
    told = (f"{day:%a %-d %b %Y}", *texts)
    return {"place": place, "since": max(place - reach, -0.5), "till": place + reach, **ends,
            **dict(zip(charts.TOLD, told, strict=True))}  # fmt: skip


def _ends(day: FanDay) -> dict[str, float]:
    pairs = {"80": day.likely, "95": day.certain}
    return {
        f"{side}{level}": float(pair[end])
        for level, pair in pairs.items()
        if pair is not None
        for end, side in enumerate(("lo", "hi"))
    }


def _between(pair: tuple[Decimal, Decimal] | None) -> str:
    return f"{money(pair[0])} and {money(pair[1])}" if pair else ""


def _exact(amount: Decimal, answer: CashReport) -> str:
    return money(amount, answer.currency)


def _marks(answer: CashReport, events: tuple[Event, ...], at: dict[date, int], heights: Sequence[float]) -> charts.Rows:
    low = answer.low
    told = [
        {
            "place": at[each.day],
            "height": float(each.after),
            "label": "",
            "align": "left",
            "above": False,
            **charts.mark(False),
        }
        for each in events
        if each.day in at
    ]
    if low is not None and low.day in at:
        place = at[low.day]
        side = "right" if place > 0.75 * len(at) else "left" if place < 0.25 * len(at) else "center"
        label = f"{low.day.day} {low.day:%b}, {money(low.amount)}"
        limits = [float(limit.amount) for limit in answer.limits]
        above = charts.is_struck(float(low.amount), limits, heights)
        told.append(
            {"place": place, "height": float(low.amount), "label": label, "align": side, "above": above,
             **charts.mark(True, tight(answer))}
        )  # fmt: skip
    return told


def legend(answer: CashReport, today: date) -> Markup:
    """What the marks of the fan mean, and the events in words."""
    path = answer.fan
    if path is None:
        return Markup("")
    ranges = bool(path.ahead and path.ahead[0].likely)
    keys = [
        element("span", element("span", class_="sc-cash-key sc-is-was", aria_hidden="true"), "what was"),
        element("span", element("span", class_="sc-cash-key sc-is-expected", aria_hidden="true"), "what is expected"),
    ]
    if ranges:
        said = (("likely", "likely between (meant: 4 in 5)"), ("certain", "almost always between (meant: 19 in 20)"))
        keys += [
            element("span", element("span", class_=f"sc-cash-key sc-is-{name}", aria_hidden="true"), label)
            for name, label in said
        ]
    if answer.limits:
        limits = "; ".join(map(_named, answer.limits))
        keys.append(element("span", element("span", class_="sc-key sc-key-red", aria_hidden="true"), limits))
    named = [f"{event.name} {_signed(event.amount)} on {day_words(event.day, today)}" for event in path.events]
    events = element("p", "Large movements: ", "; ".join(map(words.unbroken, named)), ".") if named else None
    return element("div", element("p", *keys, class_="sc-cash-keys"), events, class_="sc-bridge-note")


def _named(limit: Limit) -> str:
    return f"{_capital(limit.name)}, {money(limit.amount)}"


def _signed(amount: Decimal) -> str:
    return with_sign(amount, words.number(abs(amount), Unit.MONEY, ""))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
