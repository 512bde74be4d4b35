"""What stands behind a measure: its meaning, its formula with numbers, its lines, its changes."""

from collections.abc import Sequence

import streamlit as st

from scorecard.domain.display import shown
from scorecard.domain.vocabulary import Words
from scorecard.domain.wording import window_label
from scorecard.reports.measure import FormulaTerm, MeasureReport, TargetChange
from scorecard.reports.sources import Restatement, SourceReport, SourceRow
from scorecard.ui import cards, figure, show, words
from scorecard.ui.markup import Markup, element, joined
from scorecard.ui.shell import Page

DOOR = "Source: files and rows behind this value, and what was restated"


def draw(page: Page, answer: MeasureReport, opened: bool) -> None:
    """Places, meaning, formula, target history and the way to the source, laid out by the browser at once.

    Args:
        page: The page, for its links.
        answer: The measure.
        opened: Whether the source is shown below.
    """
    links = {row.entity: page.address("measure", page.scope.with_(entity=row.entity)) for row in answer.split}
    where = element("section", element("h2", "Place by place"), figure.split(answer, links))
    told = element("h2", "What it means"), meaning(answer), element("h2", "How it is worked out"), formula(answer)
    history = figure.behind("Target history", targets(answer))
    address = page.address("measure", measure=answer.row.id, show="" if opened else "source")
    st.html(
        element("div", where, element("section", *told), history, cards.door(DOOR, address, opened), class_="sc-sheet")
    )


def meaning(answer: MeasureReport) -> Markup:
    """The definition in both languages, the reader's own first."""
    plain = {answer.plain_label: answer.definition}
    finance = {f"{answer.finance_label} (finance words)": answer.finance_definition}
    both = {**finance, **plain} if answer.scope.words is Words.FINANCE else {**plain, **finance}
    told = {**both, "Belongs to": f"{answer.perspective_name}: {answer.objective_name}", "From": answer.source}
    pairs = [joined(element("dt", name), element("dd", text)) for name, text in told.items() if text]
    return element("dl", *pairs, class_="sc-facts")


def formula(answer: MeasureReport) -> Markup:
    """The formula in words, then with this period's own numbers, term by term."""
    when = (
        answer.formula_window
        or answer.row.carried_from
        or window_label(answer.row.kind, answer.scope.view, answer.period_label)
    )
    if len(answer.terms) == 1:
        parts = [element("p", f"Taken as it is reported: {answer.formula_text}.", class_="sc-formula")]
    else:
        parts = [element("p", answer.formula_text, class_="sc-formula")]
        if answer.formula_result:
            parts.append(element("p", f"{when}: {answer.formula_result}", class_="sc-formula sc-result"))
    lines = [
        (joined(_sign(answer, place), " ", term.label), _precise(answer, term))
        for place, term in enumerate(answer.terms)
    ]
    return joined(*parts, show.table(("Part", when), lines, "Parts of the formula with their numbers"))


def _sign(answer: MeasureReport, place: int) -> str:
    """What stands before a part: the first of each side of a quotient, or of a product, has none."""
    term, first = answer.terms[place], place == 0 or answer.terms[place - 1].side != answer.terms[place].side
    sign = "" if first and term.sign in ("+", "×") else term.sign
    return f"÷ {sign}".strip() if first and place else sign


def _precise(answer: MeasureReport, term: FormulaTerm) -> str:
    """A part with the digits it has in the formula's own line."""
    if term.value is None:
        return words.BLANK
    return shown(term.value, term.unit, answer.currency, digits=4)


def source(answer: MeasureReport, found: SourceReport, restated: Sequence[Restatement]) -> None:
    """Stored lines with file and row, then the figures that changed since."""
    parts = (sources(answer, found), element("h2", "Restated figures"), restatements(answer, restated))
    st.html(element("div", *parts, class_="sc-source"))


def sources(answer: MeasureReport, found: SourceReport) -> Markup:
    """Stored lines with file and row, the largest first."""
    if not found.rows:
        return element("p", "No single line stands behind this value in this place; look at the places below it.")
    lines = [(*_stored(row), row.source_ref or row.source, f"{row.source_row:,}", row.import_id) for row in found.rows]
    header = ("What", "Where", "Period", "As stored", "File", "Row", "Load")
    return joined(element("p", found.headline), show.table(header, lines, f"Lines behind {answer.row.label}"))


def restatements(answer: MeasureReport, found: Sequence[Restatement]) -> Markup:
    """Figures that changed after they were first reported."""
    if not found:
        return element("p", "No figure of these periods was changed after it was first reported.")
    lines = [
        (row.period, show.number(answer, row.before), show.number(answer, row.after), row.when, row.why)
        for row in found
    ]
    return show.table(("Period", "First reported", "Now", "Changed on", "Why"), lines, "Restated figures")


def targets(answer: MeasureReport) -> Markup:
    """Every step of the target with who set it and why."""
    if not answer.targets:
        return element("p", "This measure has no target, so it has no status.")
    lines = [(step.since or "Always", *_goal(answer, step), step.who, step.why) for step in answer.targets]
    return show.table(("Since", "Target", "Red flag", "Who", "Why"), lines, "Target history")


def _goal(answer: MeasureReport, step: TargetChange) -> tuple[str, str]:
    """A step's target and its red flag; of a range both edges."""
    if step.band is not None:
        edges = [show.number(answer, edge) for edge in step.band]
        return f"{edges[1]} to {edges[2]}", f"below {edges[0]} or above {edges[3]}"
    if step.goal is None:
        return "the plan", "by its tolerance"
    return show.number(answer, step.goal), show.number(answer, step.red)


def _stored(row: SourceRow) -> tuple[str, str, str, str]:
    """What a stored line says: figure, place, period and amount."""
    return row.name, row.entity, row.period, f"{row.value:,.2f}"
