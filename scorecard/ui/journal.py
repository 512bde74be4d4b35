"""The Data page's tables: freshness, loads, states of the numbers and their differences."""

from decimal import Decimal

import streamlit as st

from scorecard.domain.wording import span_words
from scorecard.reports.freshness import FreshnessRow
from scorecard.reports.history import DiffReport, HistoryReport
from scorecard.store.store import Published
from scorecard.ui import cards, show, words
from scorecard.ui.markup import Markup, element, joined
from scorecard.ui.shell import Page

COUNTED = (
    "A load that tells a month again counts all its lines as new, also those it only books elsewhere; what differs "
    "in the figures that count stands under States and differences."
)
"""What the counts of a load cannot tell apart."""


def freshness(page: Page, answer: HistoryReport) -> None:
    """Every measure's newest period against how often it is due, the late ones first."""
    if answer.books:
        st.text(answer.books)
    ordered = sorted(answer.freshness, key=lambda row: (not row.stale, row.age_days is not None, row.label))
    lines = [
        (
            cards.anchor(row.label, page.address("measure", measure=row.measure)),
            row.newest_label or "never reported",
            _age(row),
            words.CADENCE[row.cadence],
            span_words(row.max_age_days),
            row.source,
        )
        for row in ordered
    ]
    header = ("Measure", "Newest period", "How old", "Reported", "Allowed age", "From")
    show.rows(header, lines, "Freshness of every measure")


def _age(row: FreshnessRow) -> Markup:
    state = "off-track" if row.stale else "not-reported" if row.age_days is None else "on-track"
    return element("span", joined(cards.shape(state), row.words, between=" "), class_="sc-nowrap")


def loads(answer: HistoryReport) -> None:
    """Every load with what it brought."""
    lines = [
        (
            row.import_id,
            f"{row.when:%-d %b %Y %H:%M}",
            row.who,
            joined(row.file or row.kind, " (undone)" if row.undone else ""),
            f"{row.new:,}",
            f"{row.restated:,}",
            f"{row.removed:,}",
            f"{row.unchanged:,}",
            row.why,
        )
        for row in answer.imports
    ]
    header = ("Load", "When", "Who", "File", "New", "Restated", "Removed", "Unchanged", "Why")
    show.rows(header, lines, "Loads, newest first")
    st.html(element("p", COUNTED, class_="sc-note"))


def states(answer: HistoryReport) -> None:
    """Every published state of the numbers."""
    lines = [
        (row.revision, f"{row.when:%-d %b %Y %H:%M}", row.who, row.kind, row.why, row.import_id or "")
        for row in answer.revisions
    ]
    show.rows(("Revision", "When", "Who", "What", "Why", "Load"), lines, "States of the numbers, newest first")


def difference(answer: DiffReport) -> None:
    """What a step changed: counts in the sentence, examples of lines below, those that moved last."""
    st.text(answer.headline)
    lines = [
        (line.change, line.period, line.entity, line.name, line.scenario, _amount(line.before), _amount(line.after))
        for line in answer.lines
    ]
    if lines:
        show.rows(("Change", "Period", "Where", "What", "Set", "Before", "After"), lines, "Lines that differ")


def said(done: Published | None) -> None:
    """What came of an undo."""
    if done is not None:
        st.success(f"Taken back. The numbers now stand at revision {done.revision}.")


def _amount(value: Decimal | None) -> str:
    return words.BLANK if value is None else f"{value:,.2f}"
