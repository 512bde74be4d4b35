"""A bridge on the screen: its bars with names and verdicts, its numbers as a table, and what else can be asked."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from textwrap import wrap
from typing import Any

import pyarrow as pa
import streamlit as st

from scorecard.charts import bridge as charts
from scorecard.domain.bridge import Bridge, Step, decimals_of
from scorecard.domain.vocabulary import Comparison
from scorecard.domain.wording import verdict
from scorecard.reports.bridge import BridgeReport, Told, signed
from scorecard.ui import cards, chooser, forms, show, words
from scorecard.ui.markup import Markup, element
from scorecard.ui.shell import Page

_WRAPPED = 16
"""Signs of a name on one line beside its bar, where two lines are enough for it."""

_LINES = 2
"""Lines of a name that a bar has room for."""

_NARROW = Decimal("0.25")
"""Steps that span less of the start than this get a scale of their own, which does not begin at zero."""

_CUT_AT = 0.06
"""Where on the scale a bar that is not shown whole is broken, from the end that is missing."""

_ROOM = 0.5
"""Share of the scale kept free behind the bars for their texts."""

CUT = "The scale does not begin at zero, so that the steps can be seen."

_TEXTS = ("label", "fill", "stroke", "ink", *charts.TOLD)
_FLOATS = ("place", "top", "foot", "head", "base", "next", "lower", "upper", "after", "left", "right", "cut")
SHAPE = pa.schema([*((name, pa.float64()) for name in _FLOATS), *((name, pa.string()) for name in _TEXTS)])


def draw(page: Page, answer: BridgeReport, told: Told) -> None:
    """The bars, a word on their scale, the numbers and what is not separable."""
    st.html(kinds(page, answer, told))
    data = {charts.BARS: table(told, answer.currency)}
    names = {"name": charts.NAMES, "value": [_in_two_lines(name) for name in _names(told.bridge)]}
    spec = charts.waterfall(len(names["value"]))
    st.vega_lite_chart({**spec, "params": [names], "datasets": data}, key="bridge", alt=told.sentence)
    st.html(element("div", *(element("p", said) for said in _said(told)), class_="sc-bridge-note"))
    lines = numbers(told.bridge, answer.currency, lambda step: link(page, answer, step))
    show.rows(("Step", "Amount", "", "What is in it"), lines, told.label)
    refusals(page, answer)


def _in_two_lines(name: str) -> str:
    """A name broken for a narrow screen; two lines at most, for a bar has no room beside it for three."""
    widths = range(_WRAPPED, len(name) + 1)
    lines = next((broken for broken in (wrap(name, width) for width in widths) if len(broken) <= _LINES), [name])
    return "\n".join(lines)


def link(page: Page, answer: BridgeReport, step: Step) -> str:
    """Where a step is looked into: its account or its place; "" where it is neither."""
    if not step.of and not step.place:
        return ""
    scope = page.scope.with_(entity=step.place) if step.place else page.scope
    return page.address("why", scope, of=step.of or answer.of)


def refusals(page: Page, answer: BridgeReport) -> None:
    """What cannot be told apart here, each with its reason; where it is everything, what else to compare with."""
    if answer.refusals:
        lines = [element("li", element("b", f"{each.label}: "), each.reason) for each in answer.refusals]
        st.html(element("div", "Not separable:", element("ul", *lines), class_="sc-bridge-note"))
    if not answer.bridges and page.scope.compare is Comparison.PLAN:
        to = page.address("bridge", page.scope.with_(compare=Comparison.LAST_YEAR), of=answer.of)
        st.html(element("p", cards.anchor("Compare with last year", to)))


def kinds(page: Page, answer: BridgeReport, told: Told) -> Markup:
    """The bridges there are, each as a link; the one shown is marked."""
    offered = [
        element(
            "a",
            each.label,
            href=page.address("bridge", of=answer.of, bridge=each.kind),
            class_="sc-view",
            aria_current="true" if each.kind == told.kind else None,
        )
        for each in answer.bridges
    ]
    return element("nav", *offered, class_="sc-views", aria_label="Kind of bridge")


def choose(subjects: Sequence[tuple[str, str]], shown: str) -> None:
    """The chooser of what is looked at; what is chosen is written into the link."""
    told = {shown: shown} | dict(subjects)
    chooser.select("bridge chooser", "Line or measure", told, shown, lambda name: forms.say("of", name))


def table(told: Told, currency: str) -> pa.Table:
    """One row a bar in reading order, numbers as floats for the chart, texts written as everywhere else."""
    shown = told.bridge
    standing = _standing(shown)
    left, edge, right = scale(shown)
    cut = left + (edge - left) * _CUT_AT if left > 0 else edge - (edge - left) * _CUT_AT
    rows = [_total(shown.start_name, shown.start, told, currency)]
    rows += [_step(told, step, before, currency) for step, before in zip(shown.steps, standing, strict=False)]
    rows.append(_total(shown.end_name, shown.end, told, currency))
    for place, row in enumerate(rows):
        row |= {"place": place, "top": place - 0.5, "foot": place + 0.5, "head": place - 0.32, "base": place + 0.32}
        row |= {"next": min(place + 1, len(rows) - 1), "left": left, "right": right}
        is_cut = row["lower"] < left or row["upper"] > edge
        row |= {"lower": max(row["lower"], left), "upper": min(row["upper"], edge), "cut": cut if is_cut else None}
    return pa.Table.from_pylist(rows, SHAPE)


def scale(shown: Bridge) -> tuple[float, float, float]:
    """The scale of amounts: where it begins, how far bars may reach, where it ends behind their texts.

    It takes in zero, but where the steps would be too small to see it lies close around them.
    """
    standing = _standing(shown)
    low, high = min(standing), max(standing)
    span = high - low
    if low > 0 and span < _NARROW * high:
        low -= span / 2 or low
    elif high < 0 and span < -_NARROW * low:
        high += span / 2 or -high
    else:
        low, high = min(low, Decimal(0)), max(high, Decimal(0))
    return float(low), float(high), float(high) + (float(high - low) or 1.0) * _ROOM


def _standing(shown: Bridge) -> list[Decimal]:
    """Where the amount stands before each step, and at the end."""
    found = [shown.start]
    for step in shown.steps:
        found.append(found[-1] + step.amount)
    return found


def _total(name: str, amount: Decimal, told: Told, currency: str) -> dict[str, Any]:
    text = words.number(amount, told.bridge.unit, currency, told.decimals)
    ends = sorted((0.0, float(amount)))
    return {
        "lower": ends[0], "upper": ends[1], "after": float(amount), "label": text,
        **charts.marks(0, is_total=True), **dict(zip(charts.TOLD, (name, text, text, ""), strict=True)),
    }  # fmt: skip


def _step(told: Told, step: Step, before: Decimal, currency: str) -> dict[str, Any]:
    after = before + step.amount
    impact, unit = told.bridge.impact(step), told.bridge.unit
    text = signed(step.amount, unit, told.decimals)
    so_far = words.number(after, unit, currency, told.decimals)
    return {
        "lower": float(min(before, after)), "upper": float(max(before, after)), "after": float(after),
        "label": f"{text} {verdict(impact)}" if impact else text,
        **charts.marks(int(impact.compare(Decimal(0)))),
        **dict(zip(charts.TOLD, (step.name, text, so_far, step.note), strict=True)),
    }  # fmt: skip


def _names(shown: Bridge) -> list[str]:
    return [shown.start_name, *(step.name for step in shown.steps), shown.end_name]


def _said(told: Told) -> list[str]:
    """What to know when reading the bars, one sentence or two each."""
    left, edge, _ = scale(told.bridge)
    return [*told.notes, *([] if left <= 0 <= edge else [CUT])]


def numbers(bridge: Bridge, currency: str, link: Callable[[Step], str] = lambda _step: "") -> list[tuple[object, ...]]:
    """Start, every step and the end in full, with as many decimals as it takes to add them up."""
    decimals = decimals_of(bridge)
    ends = [words.number(amount, bridge.unit, currency, decimals) for amount in (bridge.start, bridge.end)]
    rows: list[tuple[object, ...]] = [(bridge.start_name, ends[0], "", "")]
    for step in bridge.steps:
        impact, to = bridge.impact(step), link(step)
        name = cards.anchor(step.name, to) if to else step.name
        rows.append((name, signed(step.amount, bridge.unit, decimals), verdict(impact) if impact else "", step.note))
    return [*rows, (bridge.end_name, ends[1], "", "")]
