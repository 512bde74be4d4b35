"""The strip on every screen: entity, period, view, comparison, as-of and words, all of it in the link.

The link is the truth: each run reads it, the choosers only show it and write it.
"""

from dataclasses import dataclass, replace
from functools import partial

import streamlit as st

from scorecard.domain.closing import NOT_CLOSED
from scorecard.domain.errors import ScorecardError
from scorecard.domain.phasing import is_open
from scorecard.domain.problems import Problem
from scorecard.domain.scope import FIELDS, Scope, parse_scope
from scorecard.domain.vocabulary import CloseState
from scorecard.reports.asked import known_in, open_scope
from scorecard.reports.reference import part_of
from scorecard.reports.usual import usual_scope
from scorecard.store.store import Snapshot
from scorecard.ui import chooser, find_box, link, then
from scorecard.ui import frame as frames
from scorecard.ui.choices import Choices, choices_of
from scorecard.ui.frame import Frame
from scorecard.ui.markup import element, joined
from scorecard.ui.plain_text import plain
from scorecard.ui.workspace import Workspace

_WIDTHS = {
    "entity": 190,
    "period": 130,
    "view": 150,
    "compare": 130,
    "vintage": 160,
    "known": 160,
    "as_of": 170,
    "words": 140,
}
_LABELS = {
    "entity": "Where",
    "period": "When",
    "view": "Window",
    "compare": "Compared with",
    "vintage": "Outlook made on",
    "known": "Earlier state",
    "as_of": "Numbers as of",
    "words": "Words",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the link asks for: the frame with its scope, the snapshot it opens and what could not be read.

    No snapshot while nothing is published.
    """

    frame: Frame
    snapshot: Snapshot | None = None
    problems: tuple[Problem, ...] = ()


def asked(frame: Frame) -> Asked:
    """Read the link; the frame's scope stays None while nothing is published."""
    query = link.read()
    if frame.workspace.store.revision() == 0:
        return Asked(frame)
    scope, usual, snapshot, problems = read(frame.workspace, query)
    return Asked(replace(frame, scope=scope, usual=usual), snapshot, problems)


def draw(asked: Asked, here: str) -> None:
    """Draw the choosers for what is asked on the page that is shown; nothing while nothing is published."""
    frame, snapshot = asked.frame, asked.snapshot
    if frame.scope is None or snapshot is None:
        return
    with st.container(gap="xsmall"):
        with st.container(horizontal=True, gap="xsmall", key="scope-strip", vertical_alignment="center"):
            _draw_choosers(frame.scope, choices_of(frame.workspace, snapshot, frame.scope))
            find_box.draw()
        _draw_state(frame, frame.scope, snapshot, here)
    for problem in frame.workspace.problems:
        st.warning(plain(problem))
    if asked.problems:
        st.warning("  \n".join(map(plain, asked.problems)))


def read(space: Workspace, query: dict[str, str]) -> tuple[Scope, Scope, Snapshot, tuple[Problem, ...]]:
    """The scope a link asks for, the usual one beside it, the snapshot it opens and what could not be read.

    A link to an unknown revision shows the newest one, and compares with the state before.
    """
    newest = space.store.snapshot("")
    then = newest
    asked, problems = _parsed(space, query, newest)
    if asked.as_of:
        try:
            then = space.store.snapshot(asked.as_of)
            asked, problems = _parsed(space, query, then)
        except ScorecardError as fault:
            asked = asked.with_(as_of="")
            problems = (*problems, _unknown("as_of", fault, "The newest numbers are shown instead."))
    try:
        if known := known_in(then, asked):
            space.store.earlier(known, then)
    except ScorecardError as fault:
        asked, told = asked.with_(known=""), "The state before is compared with instead."
        problems = (*problems, _unknown("known", fault, told))
    return asked, _usual(space, then), then, problems


def _unknown(part: str, fault: ScorecardError, remedy: str) -> Problem:
    return Problem(f"link, {part}", str(fault).rstrip("."), remedy)


def _parsed(space: Workspace, query: dict[str, str], snapshot: Snapshot) -> tuple[Scope, tuple[Problem, ...]]:
    keys = [period.key for period in snapshot.calendar.periods]
    return parse_scope(query, _usual(space, snapshot), snapshot.catalogue, keys)


def _usual(space: Workspace, snapshot: Snapshot) -> Scope:
    today = space.store.today()
    key = ("usual", snapshot.revision, snapshot.as_of, today)
    return space.answers.of(key, lambda: usual_scope(snapshot, today))


def _draw_choosers(scope: Scope, choices: Choices) -> None:
    for name, labels in choices.items():
        chooser.select(
            f"scope {name}", _LABELS[name], labels, str(getattr(scope, name)), partial(_chosen, name), _WIDTHS[name]
        )


def _chosen(name: str, value: str) -> None:
    """Write what was chosen into the link; everything else in the link stays."""
    frame, said = frames.current(), link.chosen_on()
    if frame is None or frame.scope is None or frame.usual is None or said is None:
        return
    scope = frame.scope.with_(**{name: value}).settled()
    told = scope.query(frame.usual)
    if name == "as_of":
        told["period"] = scope.period
    usual = {field: str(getattr(frame.usual, field)) for field in FIELDS}
    link.write({key: text for key, text in said.items() if key not in FIELDS} | told, usual)


def _draw_state(frame: Frame, scope: Scope, snapshot: Snapshot, here: str) -> None:
    said = [f"Numbers as of {snapshot.as_of_label}."]
    if snapshot.catalogue.invented:
        said.append(snapshot.catalogue.notice or "All figures on this screen are invented.")
    said += how_far(frame, scope, snapshot)
    said.append(frame.person.notice)
    st.html(element("p", joined(*said, between=" "), " ", then.link(frame, scope, snapshot, here), class_="sc-state"))


def how_far(frame: Frame, scope: Scope, snapshot: Snapshot) -> list[str]:
    """How far a period is: its working days while it is open, then that its books are not closed where that is said."""
    asked = open_scope(frame.workspace.store, scope)
    part, period = part_of(asked), asked.period
    if part is not None:
        done, whole = part
        day = f"{asked.counted_to:%-d %b}"
        return [f"{period.label} is open: plan and last year count {done} of its {whole} working days, to {day}."]
    if snapshot.catalogue.closing.state(period.key) is not CloseState.OPEN or is_open(period, asked.day):
        return []
    return [f"{period.label} is {NOT_CLOSED}."]
