"""What those who lead look at together, on one screen: dials in words, commitments, this week's flags, decisions."""

from collections.abc import Iterator
from pathlib import Path

import streamlit as st

from scorecard.domain.commitments import DIALS
from scorecard.reports.commitments import CommitmentRow
from scorecard.reports.decisions import DecisionRow
from scorecard.reports.sync import SyncReport
from scorecard.reports.sync_dials import Beside, DialRow
from scorecard.reports.sync_matters import MattersReport
from scorecard.reports.why_where import written
from scorecard.reports.work_figures import scope_of
from scorecard.ui import cards, forms, pack, words
from scorecard.ui import flags as flag_list
from scorecard.ui.look import Looking
from scorecard.ui.markup import Markup, element, joined
from scorecard.ui.shell import Page

NOW, TOGETHER = "", "together"
"""What the link says of the two halves: how we stand, and what we are answerable for together."""

HALVES = {NOW: "How we stand", TOGETHER: "Goals, trust and process"}
DECIDED = 4
"""Decisions shown at once."""


def style() -> None:
    """How this page looks: everything on one screen of 1280 × 720, one column on a phone."""
    st.html(f"<style>{Path(__file__).with_name('sync.css').read_text(encoding='utf-8')}</style>")


def see() -> str:
    """Which half the link opens."""
    told = forms.in_link("see")
    return told if told in HALVES else NOW


def ways(page: Page, answer: SyncReport) -> None:
    """The two halves as links, and what is shown."""
    links = [
        element("a", label, class_="sc-view", href=page.address("sync", see=half),
                aria_current="true" if half == see() else None)
        for half, label in HALVES.items()
    ]  # fmt: skip
    invented = " Invented figures." if answer.invented else ""
    told = (
        f"{answer.place}, {answer.period_label}. ",
        element("span", f"Numbers as of {answer.as_of}.{invented} ", class_="sc-sync-state"),
        "For people with a seat only.",
    )
    away = pack.door(page, "sync", see=see()) if page.frame.person.seat else None
    st.html(
        element("nav", *links, element("span", *told, class_="sc-not-offered"), away, class_="sc-views sc-sync-ways",
                aria_label="Halves")
    )  # fmt: skip
    pack.take_sync_away(page, answer.revision)


def unnamed(page: Page, answer: SyncReport) -> None:
    """How dials and commitments come to be named; nothing where there are some."""
    if answer.is_named:
        return
    told = "A catalogue names dials under [[dials]], promises under [[commitments]], joint goals under [[joint_goals]]."
    more = cards.anchor("How they are written", page.address("help", page="catalogue"))
    st.html(element("p", told, " ", more, class_="sc-note"))


def dials(page: Looking, answer: SyncReport) -> None:
    """The dials: name, state in a word and a sign, the number as a link, and one sentence."""
    drawn = (_dial(page, row) for row in answer.dials)
    if answer.dials:
        head = element("h2", "Five dials" if len(answer.dials) == DIALS else "Dials")
        st.html(element("section", head, *drawn, class_="sc-sync", aria_label="Dials"))


def needed(matters: MattersReport) -> None:
    """What stands above the matters: how many need a decision."""
    count = len(matters.open)
    told = f"{count} to decide" if count else "Nothing to decide"
    if matters.seat is not None:
        st.html(element("section", element("h2", "Decisions needed ", element("span", told, class_="sc-tally")),
                        class_="sc-sync"))  # fmt: skip


def _dial(page: Looking, row: DialRow) -> Markup:
    figure = page.anchor(words.unbroken(row.figure), row.page, row.scope, **dict(row.link)) if row.figure else None
    head = element(
        "h3",
        cards.shape(row.mark),
        element("span", row.name, " ", element("b", row.state, class_="sc-status")),
        element("span", figure, element("small", row.of) if row.of and row.figure else None, class_="sc-sync-figure"),
    )
    said = element("p", words.unbroken(row.sentence))
    beside = element("p", *_besides(page, row), class_="sc-sync-beside") if row.beside else None
    return element("article", head, said, beside, class_=f"sc-dial sc-is-{row.mark}")


def _besides(page: Looking, row: DialRow) -> Iterator[Markup]:
    for each in row.beside:
        named = page.anchor(each.label, "measure", row.scope, measure=each.measure)
        yield element("span", cards.shape(each.mark), named, " ", _beside(each))


def _beside(each: Beside) -> str:
    return f"{each.value}, {each.state.lower()}" if each.value else each.state.lower()


def commitments(page: Looking, answer: SyncReport) -> None:
    """What was promised: to whom, how firmly, the room left, and when it is forecast to break."""
    if answer.commitments:
        rows = (_commitment(page, row) for row in answer.commitments)
        head = element("h2", "What we promised")
        st.html(element("section", head, *rows, class_="sc-sync", aria_label="What we promised"))


def _commitment(page: Looking, row: CommitmentRow) -> Markup:
    commitment, number = row.commitment, row.number
    room = page.anchor(words.unbroken(row.room_words), number.page, number.scope, **dict(number.link))
    mark = row.status.value.replace("_", "-")
    head = element(
        "h3",
        cards.shape(mark),
        element("span", commitment.name),
        element("span", room, class_="sc-sync-figure"),
    )
    state = element("b", f"{row.standing.value.capitalize()}: ", class_="sc-status")
    said = words.unbroken(f"{row.promised}, {row.stands}; {row.forecast}. ")
    who = element("span", f"{row.who}, {commitment.bound}.", class_="sc-sync-who")
    return element("article", head, element("p", state, said, who), class_=f"sc-dial sc-promise sc-is-{mark}")


def flags(page: Page, answer: SyncReport) -> None:
    """Flags raised this week, with thanks to who raised them."""
    head = element("h2", "Flags raised this week")
    rows = (
        element("li", cards.anchor(row.label, flag_list.about(page, row)), f": {row.words}") for row in answer.flags
    )
    none = element("p", "Nobody raised a flag this week.", class_="sc-sync-who")
    told = element("ul", *rows, class_="sc-sync-list") if answer.flags else none
    thanks = element("p", answer.thanks, class_="sc-sync-thanks") if answer.thanks else None
    st.html(element("section", head, told, thanks, class_="sc-sync", aria_label="Flags raised this week"))


def decided(page: Looking, answer: SyncReport) -> None:
    """What was decided earlier: what was predicted, and what came."""
    head = element("h2", "Decided earlier: predicted and come")
    rows = [_decision(page, row) for row in answer.decided[:DECIDED]]
    more = len(answer.decided) - len(rows)
    rest = cards.anchor(f"{more} more", page.address("review")) if more > 0 else None
    told = element("ul", *rows, class_="sc-sync-list") if rows else element("p", "Nothing yet.", class_="sc-sync-who")
    st.html(element("section", head, told, rest, class_="sc-sync", aria_label="Decided earlier"))


def _decision(page: Looking, row: DecisionRow) -> Markup:
    check = element("span", row.check_words or "Nothing was predicted.", class_="sc-sync-who")
    moved = element("span", f"Its numbers have moved: now {row.now}.", class_="sc-old") if row.moved else None
    subject, number = row.outcome.subject, None
    if subject is not None and row.now and not row.gone:
        scope = scope_of(page.scope, subject)
        number = page.anchor(row.label, "why", scope, of=subject.name, where=written(subject.where))
    parts = [part for part in (row.words, check, moved, number) if part]
    return element("li", joined(*parts, between=" "))
