"""What moved since we last met: the chooser of the state, then the numbers by why they moved."""

from collections.abc import Collection, Iterator
from datetime import date

import streamlit as st

from scorecard.domain.problems import excerpt
from scorecard.domain.scope import names_state
from scorecard.domain.since import period_words, step_words
from scorecard.domain.vocabulary import Comparison
from scorecard.reports.history import history_report
from scorecard.reports.since import SinceGroup, SinceKind, SinceReport, SinceRow, meetings_of, not_since
from scorecard.ui import cards, chooser, forms, words
from scorecard.ui.markup import Markup, element, joined
from scorecard.ui.plain_text import plain
from scorecard.ui.shell import Page

AT_ONCE = 60
"""Rows of a group drawn at once: the biggest."""

ALL = "all"
"""What the link says where usual ones are told too."""


def asked(page: Page, meetings: Collection[str] = ()) -> str:
    """The state the link names; where it names none, or one that never was, the usual one.

    Args:
        page: The page.
        meetings: What the link may say beside revisions and days.
    """
    named = forms.in_link("since")
    if not named or named in meetings:
        return named
    fault = f"“{excerpt(named, 40)}” is neither a revision such as r12 nor a date such as 2026-11-13."
    if names_state(named):
        fault = page.ask(not_since, named)
        if not fault:
            return named
    st.warning(plain(f"{fault} The usual state is compared with instead."))
    return ""


def choose(page: Page, answer: SinceReport, state: str) -> None:
    """The state to compare with, among meetings and revisions or by its day; what is chosen stands in the link."""
    meetings = page.ask(meetings_of)
    every = meetings | forms.states(page.ask(history_report), state)
    offered = {"": ""} | {name: f"since {told}" for name, told in (every | meetings).items()}
    usual = f": {answer.since}" if answer.since and not state else ""
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="since-state"):
        offered[""] = f"since {'we last met' if meetings else 'before the last week’s loads'}{usual}"
        chooser.select("since chooser", "Since", offered, state, lambda name: forms.say("since", name), 480)
        key = f"since day {state}"
        st.html(element("span", "or since the day"))
        st.date_input(
            "Or since the day", None, key=key, on_change=_on_day, args=(key,), width=170, format="YYYY-MM-DD",
            label_visibility="collapsed",
        )  # fmt: skip


def _on_day(key: str) -> None:
    """Write a day into the link; the box is empty again, since the chooser beside it says what is chosen."""
    day = st.session_state.get(key)
    if isinstance(day, date):
        forms.say("since", day.isoformat())


def draw(page: Page, answer: SinceReport, state: str) -> None:
    """The groups, and how many numbers moved without anything unusual about them."""
    groups = (_group(page, answer, group) for group in answer.groups)
    st.html(element("div", *groups, _rest(page, answer, state), class_="sc-since"))


def _group(page: Page, answer: SinceReport, group: SinceGroup) -> Markup:
    rows = (_row(page, answer, group.kind, row) for row in group.rows[:AT_ONCE])
    more = len(group.rows) - AT_ONCE
    left = element("p", f"{more:,} smaller ones are not shown.", class_="sc-why") if more > 0 else None
    head = element("h2", group.label, element("span", f"{len(group.rows):,}", class_="sc-tally"))
    return element("section", head, element("ul", *rows, class_="sc-steps-since"), left)


def _row(page: Page, answer: SinceReport, kind: SinceKind, row: SinceRow) -> Markup:
    name = "not-reported" if row.after is None else row.status_after.value.replace("_", "-")
    sides = joined(*_sides(answer, row), between=" → ")
    return element(
        "li",
        cards.shape(name if kind is not SinceKind.WORDS_STALE else "no-target"),
        element("span", cards.anchor(_label(row), _address(page, answer, kind, row)), class_="sc-label"),
        element("span", sides, class_="sc-value-words"),
        element("span", _step(row), class_="sc-said"),
        element("span", joined(*_small(page, row), between=" · "), class_="sc-small"),
        class_=f"sc-step sc-is-{name}",
    )


def _label(row: SinceRow) -> str:
    return ", ".join(part for part in (row.label, row.place) if part)


def _sides(answer: SinceReport, row: SinceRow) -> tuple[str, str]:
    before, after = (words.number(side, row.unit, answer.currency, row.decimals) for side in (row.before, row.after))
    return words.unbroken(before), words.unbroken(after)


def _step(row: SinceRow) -> Markup | str:
    told = words.unbroken(step_words(row))
    if not row.impact:
        return told
    worse = "" if row.impact > 0 else " sc-is-worse"
    return joined(element("span", class_=f"sc-turn{worse}", aria_hidden="true"), " ", told)


def _small(page: Page, row: SinceRow) -> Iterator[object]:
    """The periods, why, and the way to the work whose words are out of date."""
    yield period_words(row)
    if row.note:
        yield row.note[:1].upper() + row.note[1:]
    if row.item:
        yield cards.anchor("See the work", page.address("work", item=str(row.item)))


def _address(page: Page, answer: SinceReport, kind: SinceKind, row: SinceRow) -> str:
    """Where a row is explained: a restatement on Why against the earlier state, words on their work, the rest below."""
    scope = page.scope.with_(entity=row.entity, period=row.period or page.scope.period)
    if kind is SinceKind.WORDS_STALE:
        return page.address("work", item=str(row.item))
    if kind is SinceKind.RESTATED and row.after is not None:
        then = scope.with_(compare=Comparison.KNOWN, known=answer.before_as_of)
        return page.address("why", then, of=row.id, measure=row.id)
    if row.after is None and row.note and kind in (SinceKind.DEFINITION_CHANGED, SinceKind.RESTATED):
        scope = scope.with_(as_of=answer.before_as_of)
    return page.address("measure", scope, measure=row.id)


def _rest(page: Page, answer: SinceReport, state: str) -> Markup | None:
    """How many moved as they usually do, with the way to see them; or the way back."""
    if forms.in_link(ALL) == "1":
        return element("p", cards.anchor("Show only what is unusual", page.address("since", since=state)))
    if not answer.usual:
        return None
    one = "1 other number moved" if answer.usual == 1 else f"{answer.usual:,} other numbers moved"
    there = page.address("since", since=state, all="1")
    return element("p", f"{one}, nothing unusual. ", cards.anchor("Show them too", there))
