"""Drawing an answer: its sentence, its cards, its tables; foreign text is never read as markup."""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

import streamlit as st

from scorecard.charts.theme import variables
from scorecard.domain.problems import Problem
from scorecard.domain.vocabulary import View
from scorecard.reports.measure import MeasureReport
from scorecard.reports.scorecard import ScorecardReport
from scorecard.reports.work import owners_of
from scorecard.ui import cards, figure, flag_way, words
from scorecard.ui.choices import views as views_of
from scorecard.ui.markup import Markup, element, joined
from scorecard.ui.plain_text import plain
from scorecard.ui.shell import Page


@cache
def _style() -> str:
    return f"<style>:root{{{variables()}}}{Path(__file__).with_name('cards.css').read_text(encoding='utf-8')}</style>"


def style() -> None:
    """How everything drawn by hand looks, once on every screen."""
    st.html(_style())


def headline(sentence: str) -> None:
    """The answer in one sentence, first on every page; a number and its unit stay on one line."""
    st.title(words.unbroken(plain(sentence)), anchor=False)


def scorecard(page: Page, answer: ScorecardReport, since: str, states: Mapping[str, str]) -> None:
    """The four perspectives with their measures, what changed since another state, and the overall score last.

    One block, since a browser lays each piece out by itself.
    """

    def to(measure: str) -> str:
        return page.address("measure", measure=measure)

    others = cards.states(states, since, lambda state: page.address("scorecard", since=state))
    changed = (
        element("h2", "What changed"),
        figure.behind(f"Since {states[since]}. Choose another", others),
        cards.moved(answer.changes, answer.changes_since, to),
        element("p", cards.anchor("Everything since we last met, by why it moved", page.address("since", since=since))),
        cards.overall(answer),
    )
    drawn = cards.columns(answer, to, flag_way.link(page))
    st.html(joined(drawn, element("section", *changed, class_="sc-changed")))


def measure(page: Page, answer: MeasureReport) -> None:
    """The value beside its target, difference and status."""
    st.html(figure.drawn(answer, page.address("why", of=answer.row.id), _give(page, answer.row.id)))


def _give(page: Page, measure: str) -> Markup:
    """Who has a measure at this place, and the way to their work or to giving it to somebody; and to a flag on it."""
    if pair := page.ask(owners_of).get(measure):
        work = cards.anchor(f"With {pair}: see the work on it", page.address("work"))
    else:
        work = cards.anchor("Give it to somebody", page.address("work", new="1", of=measure))
    return joined(*filter(None, (work, flag_way.anchor(page, measure))), between=" · ")


def views(page: Page, answer: MeasureReport) -> None:
    """The windows the measure can be seen in, and why not in the others."""
    links = {view: page.address("measure", page.scope.with_(view=view)) for view in View}
    labels = views_of(page.frame.workspace.store.snapshot(page.scope.as_of))
    st.html(figure.views(answer, page.scope.view, links, labels))


def rows(header: Iterable[str], lines: Iterable[Iterable[object]], label: str) -> None:
    """A small table by itself."""
    st.html(table(header, lines, label))


def table(header: Iterable[str], lines: Iterable[Iterable[object]], label: str) -> Markup:
    """A small table; numbers are written out already, so that screen and file show the same text."""
    names = tuple(header)
    body = [_line(names, line) for line in lines]
    head = element("thead", element("tr", *(element("th", name, scope="col") for name in names), role="row"))
    parts = element("caption", label), head, element("tbody", *body)
    drawn = element("table", *parts, class_="sc-table", role="table")
    return element("div", drawn, class_="sc-scroll", tabindex="0", role="region", aria_label=label)


def _line(names: Iterable[str], line: Iterable[object]) -> Markup:
    """One row; each cell carries its column's name, since on a phone the cells stand below one another."""
    cells = (element("td", cell, data_label=name, role="cell") for name, cell in zip(names, line, strict=True))
    return element("tr", *cells, role="row")


def problems(found: Iterable[Problem]) -> None:
    """Every fault with where it is and what to do about it."""
    listed = [(problem.where, problem.what, problem.remedy) for problem in found]
    if listed:
        rows(("Where", "What is wrong", "What to do"), listed, "Problems")
    else:
        st.text("No problems found.")


def number(answer: MeasureReport, value: object) -> str:
    """A value of this measure, written as on its card."""
    return words.number(value, answer.row.unit, answer.currency, answer.row.decimals)  # type: ignore[arg-type]
