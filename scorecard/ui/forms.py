"""What a reader can choose or type on a page; every choice stands in the link."""

from collections.abc import Sequence

import streamlit as st

from scorecard.domain.problems import excerpt
from scorecard.reports.history import HistoryReport, ImportRow, RevisionRow
from scorecard.reports.scorecard import ScorecardReport
from scorecard.ui import chooser, link
from scorecard.ui.plain_text import plain

LONGEST = 80
SHOWN = 60
"""Revisions offered for comparison, newest first."""


def in_link(name: str) -> str:
    """What the link says under a name, cut short; "" where it says nothing."""
    return st.query_params.get(name, "")[:LONGEST]


def states(answer: HistoryReport, chosen: str) -> dict[str, str]:
    """What the link says of an earlier state to compare with, to words: the one before, then any other."""
    told = {"": "the figures before these", **{f"r{row.revision}": revision(row) for row in answer.revisions[1:SHOWN]}}
    told.setdefault(chosen, excerpt(chosen, 40))
    return told


def say(name: str, value: str, *dropped: str) -> None:
    """Write one choice into the link; an empty one is taken out of it, and what only fitted the one before."""
    if (said := link.chosen_on()) is not None:
        link.write({key: text for key, text in {**said, name: value}.items() if text and key not in dropped})


def chosen(answer: ScorecardReport) -> str:
    """The measure the link names; where it names none, or one unknown here, the weakest."""
    told = {row.id for row in answer.rows}
    named = in_link("measure")
    if named in told:
        return named
    if named:
        st.warning(plain(f"There is no measure called “{excerpt(named, 40)}” here; the weakest one is shown."))
    weakest = min((row for row in answer.rows if row.score is not None), key=lambda row: row.score or 0, default=None)
    usual = weakest.id if weakest else next(iter(told), "")
    link.write({**st.query_params.to_dict(), "measure": usual})
    return usual


def measure(answer: ScorecardReport, shown: str) -> None:
    """The chooser of measures in the scorecard's order; what is chosen is written into the link."""
    told = {row.id: row.label for row in answer.rows}
    chooser.select("measure chooser", "Measure", told, shown, lambda name: say("measure", name))


def revision(row: RevisionRow) -> str:
    """A revision as a choice: number, day and reason."""
    return f"revision {row.revision}, {row.when:%-d %b %Y}: {excerpt(row.why, 40)}"


def two_revisions(revisions: Sequence[RevisionRow]) -> tuple[int, int]:
    """Two states to hold against each other, the earlier one first."""
    told = {row.revision: revision(row) for row in revisions[:SHOWN]}
    left, right = st.columns(2)
    newest = list(told)
    usual = next((at for at, row in enumerate(revisions[:SHOWN]) if not row.of_forecast), 0)
    after = right.selectbox("Later state", newest, usual, format_func=told.__getitem__, key="after")
    earlier = [number for number in newest if number < after] or [0]
    before = left.selectbox(
        "Earlier state", earlier, format_func=lambda number: told.get(number, "nothing yet"), key=f"before {after}"
    )
    return before, after


def search(label: str, name: str, example: str) -> str:
    """A box to type into; what was typed stands in the link."""
    link.typed(name)
    typed = st.text_input(
        label, key=name, bind="query-params", type="search", live="250ms", max_chars=LONGEST, placeholder=example
    )
    return (typed or "")[:LONGEST]


def undo(imports: Sequence[ImportRow]) -> tuple[int, str] | None:
    """Which load to undo, confirmed in two steps; None until it is."""
    told = {row.import_id: f"load {row.import_id}: {excerpt(row.file or row.kind, 50)}" for row in imports}
    if not told:
        return None
    with st.form("undo", border=False):
        chosen = st.selectbox("Load to undo", list(told), format_func=told.__getitem__)
        why = st.text_input("Why", max_chars=200, placeholder="For example: wrong file")
        sure = st.checkbox("Yes, take these figures back. A new revision is made; nothing is erased.")
        pressed = st.form_submit_button("Undo this load")
    if pressed and not sure:
        st.warning(plain("Tick the box first: undoing changes the numbers everybody sees."))
    return (chosen, why.strip()) if pressed and sure else None
