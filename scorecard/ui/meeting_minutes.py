"""What meetings leave behind: the list of them, the minutes of one, and what was decided earlier."""

import streamlit as st

from scorecard.domain.wording import span_words
from scorecard.reports.decisions import DecisionsReport
from scorecard.reports.meeting import MeetingsReport, MinutesReport, when_began
from scorecard.ui import cards, meeting, show
from scorecard.ui.markup import element
from scorecard.ui.shell import Page

SHOWN = 12
"""Earlier meetings and decisions shown at once."""


def listed(page: Page, answer: MeetingsReport) -> None:
    """Meetings that were held, each leading to its minutes."""
    rows = [row for row in answer.rows if not row.meeting.is_running][:SHOWN]
    if not rows:
        return
    st.subheader("Earlier meetings", anchor=False)
    lines = [
        (
            cards.anchor(
                f"{row.meeting.name}, {row.meeting.day:%d %b %Y}",
                page.address("review", row.meeting.scope(), meeting=str(row.meeting.id)),
            ),
            row.place_name,
            row.words,
        )
        for row in rows
    ]
    show.rows(("Minutes", "Where", "What came of it"), lines, "Earlier meetings")


def decided(answer: DecisionsReport) -> None:
    """What was decided: expected and come; a decision whose numbers have moved says so."""
    if not answer.rows:
        return
    st.subheader("Decided earlier", anchor=False)
    lines = []
    for row in answer.rows[:SHOWN]:
        now = f"about {row.about}; now {row.now}" if row.moved else ""
        stale = element("span", f"Numbers have moved since: {now}", class_="sc-old sc-under") if row.moved else None
        lines.append((row.label, element("span", row.words, stale), row.check_words, row.who))
    show.rows(("About", "Decision", "Expected and come", "Written down by"), lines, "Decided earlier")


def drawn(page: Page, answer: MinutesReport) -> None:
    """The minutes: what was said, item by item; what goes to the next meeting; which state of the numbers it was."""
    taken = span_minutes(answer.taken)
    facts = f"{answer.place_name}, {answer.period_label}. Begun by {answer.began_by} on {when_began(answer.meeting)}"
    ended = f", ended by {answer.ended_by} after {taken}" if answer.ended_by else ""
    parts: list[object] = [
        element("p", f"{facts}{ended}. Numbers as of {answer.as_of}.", class_="sc-told-small"),
        element("p", cards.anchor("Back to the agenda", page.address("review"))),
    ]
    said = meeting.everything(answer)
    parts += [element("h2", "What was said"), said or element("p", "Nothing was written down.", class_="sc-told")]
    checks = [row.check_words for item in answer.items for row in item.decisions if row.check_words]
    if checks:
        parts += [element("h2", "Expected and come"), *(element("p", each, class_="sc-told") for each in checks)]
    if answer.next:
        told = element("ul", *(element("li", each) for each in answer.next), class_="sc-captured")
        parts += [element("h2", "Goes to the next meeting"), told]
    seen = ", ".join(item.item.label for item in answer.items if item.is_seen)
    parts += [element("h2", "Talked about"), element("p", seen or "Nothing.", class_="sc-told")]
    st.html(element("section", *parts, class_="sc-minutes", aria_label="Minutes"))


def span_minutes(taken: int | None) -> str:
    """A meeting's length in words: "1 minute", "44 minutes", from two days on the days."""
    if taken is None:
        return ""
    if taken >= 2 * 24 * 60:
        return span_words(taken // (24 * 60))
    return "1 minute" if taken == 1 else f"{taken} minutes"
