"""What stands behind a measure: its meaning, its formula with numbers, its lines, its changes."""

from collections.abc import Sequence

import streamlit as st

from scorecard.domain.vocabulary import Words
from scorecard.reports.measure import MeasureReport
from scorecard.reports.sources import Restatement, SourceReport
from scorecard.ui import show, words
from scorecard.ui.markup import element, joined


def meaning(answer: MeasureReport) -> None:
    """The definition in both languages, the reader's own first."""
    plain = {answer.plain_label: answer.definition}
    finance = {f"{answer.finance_label} (finance words)": answer.finance_definition}
    both = {**finance, **plain} if answer.scope.words is Words.FINANCE else {**plain, **finance}
    show.facts({**both, "Belongs to": f"{answer.perspective_name}: {answer.objective_name}", "From": answer.source})


def formula(answer: MeasureReport) -> None:
    """The formula in words, then with this period's own numbers, term by term."""
    parts = [element("p", answer.formula_text, class_="sc-formula")]
    if answer.formula_result:
        parts.append(element("p", f"{answer.period_label}: {answer.formula_result}", class_="sc-formula sc-result"))
    st.html(joined(*parts))
    lines = [
        (joined(term.sign, " ", term.label), words.number(term.value, term.unit, answer.currency))
        for term in answer.terms
    ]
    show.rows(("Part", answer.period_label), lines, "Parts of the formula with their numbers")


def sources(answer: MeasureReport, found: SourceReport) -> None:
    """Stored lines with file and row, the largest first."""
    if not found.rows:
        st.text("No single line stands behind this value in this place; look at the places below it.")
        return
    st.text(found.headline)
    lines = [
        (row.name, row.period, f"{row.value:,.2f}", row.source_ref or row.source, f"{row.source_row:,}", row.import_id)
        for row in found.rows
    ]
    header = ("What", "Period", "As stored", "File", "Row", "Load")
    show.rows(header, lines, f"Lines behind {answer.row.label}")


def restatements(answer: MeasureReport, found: Sequence[Restatement]) -> None:
    """Figures that changed after they were first reported."""
    if not found:
        st.text("No figure of these periods was changed after it was first reported.")
        return
    lines = [
        (row.period, show.number(answer, row.before), show.number(answer, row.after), row.when, row.why)
        for row in found
    ]
    show.rows(("Period", "First reported", "Now", "Changed on", "Why"), lines, "Restated figures")


def targets(answer: MeasureReport) -> None:
    """Every step of the target with who set it and why."""
    if not answer.targets:
        st.text("This measure has no target, so it has no status.")
        return
    lines = [
        (step.since, show.number(answer, step.goal), show.number(answer, step.red), step.who, step.why)
        for step in answer.targets
    ]
    show.rows(("Since", "Target", "Red flag", "Who", "Why"), lines, "Target history")
