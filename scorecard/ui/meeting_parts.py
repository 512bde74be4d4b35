"""The parts that only some kinds of meeting have, drawn as on the page each comes from."""

from collections.abc import Callable

import streamlit as st

from scorecard.domain.errors import NotAllowed
from scorecard.reports.bridge import bridge_report
from scorecard.reports.drivers import drivers_report
from scorecard.reports.kept_targets import share_words, targets_report
from scorecard.reports.lessons import lessons_report
from scorecard.reports.meeting import MinutesReport
from scorecard.reports.outlook import outlook_report
from scorecard.reports.variance import variance_report
from scorecard.ui import accuracy, bridge, cards, outlook, show, variance
from scorecard.ui.markup import Markup, element
from scorecard.ui.plain_text import plain
from scorecard.ui.shell import Page

SHOWN = 12
"""Rows of a table that a shared window can show."""


def may(page: Page, right: str, what: str) -> bool:
    """Whether this person may see it; says so where not."""
    if page.frame.person.may(right):
        return True
    st.warning(plain(NotAllowed(f"see {what}")))
    return False


def _statement(page: Page, answer: MinutesReport, _at: int) -> None:
    if may(page, "view:variance", "Plan & actual"):
        found = variance.with_owners(page, page.ask_in(answer.meeting.scope(), variance_report))
        variance.draw(page, found, "", "")


def _changed(page: Page, answer: MinutesReport, at: int) -> None:
    if not may(page, "view:bridge", "What changed it"):
        return
    found = page.ask_in(answer.meeting.scope(), bridge_report, answer.meeting.item(at).ref.partition("/")[2])
    told = found.told("")
    if told is not None:
        bridge.draw(page, found, told)


def _outlook(page: Page, answer: MinutesReport, _at: int) -> None:
    if not may(page, "view:outlook", "Outlook"):
        return
    found = page.ask_in(answer.meeting.scope(), outlook_report)
    st.html(element("p", found.headline, class_="sc-told"))
    if found.rows:
        outlook.draw(found)
        accuracy.beside(page, "outlook")


def _lessons(page: Page, answer: MinutesReport, _at: int) -> None:
    found = page.ask_in(answer.meeting.scope(), lessons_report)
    if found.decisions:
        rows = [(row.label, row.words, row.check_words or "nothing was predicted") for row in found.decisions[:SHOWN]]
        show.rows(("About", "Decision", "Expected and come"), rows, "Decisions whose day has come")
    if found.causes:
        causes = [(row.cause.value, str(row.count), "; ".join(row.again)) for row in found.causes]
        show.rows(("Behind differences", "Times", "Came again"), causes, "Causes")
    if found.verified:
        show.rows(("What worked", "Action and how long it took"), found.verified[:SHOWN], "Actions that worked")


def _targets(page: Page, answer: MinutesReport, _at: int) -> None:
    """Targets that were always or never met first; the others only counted."""
    found = page.ask_in(answer.meeting.scope(), targets_report)
    asked = [row for row in found.rows if "?" in row.record]
    rows = [(_to(page, row.id, row.label), row.perspective, row.target, row.value, row.record) for row in asked[:SHOWN]]
    if rows:
        show.rows(("Measure", "Part", "Target", "Now", "Last 12 periods"), rows, "Targets worth a question")
    others = [row for row in found.rows if row not in asked[:SHOWN] and row.share is not None]
    if others:
        missed = sum(row.met < row.judged for row in others)
        told = f"Of the {len(others)} other targets {missed} were met in some periods and missed in others."
        st.html(element("p", told, class_="sc-told-small"))


def _weights(page: Page, answer: MinutesReport, _at: int) -> None:
    found = page.ask_in(answer.meeting.scope(), targets_report)
    weighed = sorted((row for row in found.rows if row.share), key=lambda row: (-(row.share or 0), row.label))
    rows = [(_to(page, row.id, row.label), row.perspective, share_words(row.share), row.status) for row in weighed]
    show.rows(("Measure", "Part", "Carries of the score", "Stands"), rows[:SHOWN], "Weights")
    told = "Each of the four parts counts the same; within a part objectives and measures count by their weights."
    st.html(element("p", told, class_="sc-told-small"))


def _owners(page: Page, answer: MinutesReport, _at: int) -> None:
    found = page.ask_in(answer.meeting.scope(), drivers_report)
    rows = [
        (_to(page, row.id, row.label), row.words, row.who or cards.anchor("Give it to somebody", _give(page, row.id)))
        for row in found.drivers
    ]
    show.rows(("Driver", "How much", "Who has it"), rows, "Largest drivers")
    lacking = [row for row in found.rows if not (row.finance and row.operations)]
    if lacking:
        sides = [(_to(page, row.id, row.label), row.finance or "nobody", row.operations or "nobody") for row in lacking]
        show.rows(("Measure", "Finance", "Operations"), sides[:SHOWN], "Measures without a pair")


def _to(page: Page, measure: str, label: str) -> Markup:
    return cards.anchor(label, page.address("measure", measure=measure))


def _give(page: Page, name: str) -> str:
    return page.address("work", new="1", of=name)


WIDE = ("statement", "changed", "outlook", "lessons", "targets", "weights", "owners")
"""Parts that need the whole width; what is written down about them stands below."""

DRAWN: dict[str, Callable[[Page, MinutesReport, int], None]] = {
    "statement": _statement,
    "changed": _changed,
    "outlook": _outlook,
    "lessons": _lessons,
    "targets": _targets,
    "weights": _weights,
    "owners": _owners,
}
"""What an item is about to what is drawn."""
