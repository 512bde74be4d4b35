"""The other half of what those who lead look at: joint goals, trust in forecasts, and how long things wait."""

import streamlit as st

from scorecard.reports.sync_goals import GoalRow, GoalsReport, trust_words
from scorecard.ui import cards, show, sync_look
from scorecard.ui.look import Looking
from scorecard.ui.markup import Markup, element
from scorecard.ui.shell import Page


def draw(page: Looking, answer: GoalsReport) -> None:
    """Goals on the left, process below them; trust on the right, or the goal that is looked into."""
    left, right = st.columns([9, 11], gap="medium")
    with left:
        _goals(page, answer)
        _process(answer)
    with right:
        sync_look.panel(page) if page.looks else _trust(page, answer)


def _goals(page: Looking, answer: GoalsReport) -> None:
    rows = [_goal(page, row) for row in answer.goals]
    whole = "" if answer.whole is None else f"{answer.whole:.0f} of 100"
    head = element("h2", "Joint goals", " ", element("span", whole, class_="sc-tally") if whole else None)
    told = element("ul", *rows, class_="sc-goals") if rows else element("p", answer.headline)
    st.html(element("section", head, told, class_="sc-sync", aria_label="Joint goals"))


def _goal(page: Looking, row: GoalRow) -> Markup:
    """Weight, progress as a bar with its number, value and target; the bar is told in words beside it."""
    done = "no score" if row.progress is None else f"{row.progress:.0f} of 100"
    bar = element(
        "span",
        element("span", class_="sc-fill", style=f"width:{row.progress:.1f}%") if row.progress is not None else None,
        class_="sc-track",
        aria_hidden="true",
    )
    target = f" against {row.target}" if row.target else ""
    return element(
        "li",
        cards.shape(row.mark),
        element("span", page.anchor(row.label, "measure", measure=row.measure), class_="sc-label"),
        element("b", done),
        bar,
        element("span", f"{row.state}: {row.value}{target}. Weight {row.share * 100:.0f} %.", class_="sc-sync-who"),
        class_=f"sc-is-{row.mark}",
    )


def _process(answer: GoalsReport) -> None:
    rows = [(row.step, row.words) for row in answer.process]
    st.html(
        element("section", element("h2", "How long things wait"), show.table(("Step", "What the book says"), rows,
                "How long things wait"), class_="sc-sync")
    )  # fmt: skip


def _trust(page: Page, answer: GoalsReport) -> None:
    """Grouped by kind of forecast: the kind is told once, before its first line."""
    head = element("h2", "How far forecasts can be trusted")
    if not answer.trust:
        st.html(element("section", head, element("p", "No forecast has come about yet."), class_="sc-sync"))
        return
    rows, kind = [], ""
    for row in answer.trust:
        rows.append((row.kind if row.kind != kind else "", row.area, *trust_words(row)))
        kind = row.kind
    told = show.table(("Forecast", "Area", "Off by", "Leans", "Better by"), rows, "How far forecasts can be trusted")
    note = (
        "Off by: differences without their signs, as a share of what came. Leans: + too much was forecast, − too "
        "little. Better by: against the better of repeating the last value or the year before."
    )
    more = cards.anchor("The whole record", page.address("outlook", see="record"))
    said = element("p", note, " ", more, class_="sc-sync-who")
    st.html(element("section", head, told, said, class_="sc-sync sc-sync-trust"))
