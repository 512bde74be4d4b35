"""What the meeting before decided and agreed, short enough to stand beside the opening of the next one."""

from collections.abc import Sequence
from itertools import accumulate, zip_longest

import streamlit as st

from scorecard.domain.minutes import stopped
from scorecard.exports.pack_tables import LAST_TIME, shortened
from scorecard.reports.meeting import MinutesReport
from scorecard.reports.meeting_last import last_report
from scorecard.reports.pack_last import Left, LeftLine
from scorecard.ui import cards
from scorecard.ui.markup import element
from scorecard.ui.shell import Page

ROWS, SIGNS = 12, 42
"""Rows beside the opening that a shared window shows without scrolling, and signs that surely fit one."""

CAPTURED = 3
"""Rows that something written down at the opening takes from them."""

ABOUT, TEXT = 50, 90
"""Signs of a name and of what people wrote; all of it stands in the minutes."""


def drawn(page: Page, answer: MinutesReport, at: int) -> None:
    """Decisions and actions of the meeting before, by turns, with how each stands now; what does not fit is counted."""
    may_cash = page.frame.person.may("view:cash")
    last = page.ask_in(answer.meeting.scope(), last_report, answer.meeting.preset, may_cash, answer.meeting.began)
    kinds = ([line for line in last.lines if line.kind is kind] for kind in (Left.DECIDED, Left.ACTION))
    told = [_told(line) for both in zip_longest(*kinds) for line in both if line is not None]
    if told and last.held is not None:
        room = ROWS - CAPTURED * len(answer.items[at - 1].lines)
        shown, minutes = fitting(told, room), page.address("review", meeting=str(last.meeting))
        rows = (element("li", element("b", head), f" {rest}") for head, rest in told[:shown])
        more = f"And {len(told) - shown} more in its minutes" if len(told) > shown else "Its minutes"
        heading, way = element("h2", f"{LAST_TIME}, {last.held:%-d %b %Y}"), element("p", cards.anchor(more, minutes))
        st.html(element("section", heading, element("ul", *rows), way, class_="sc-beside", aria_label=LAST_TIME))


def fitting(told: Sequence[tuple[str, str]], room: int) -> int:
    """How many of these texts fit so many rows, one at least."""
    rows = accumulate(-(-len(f"{head} {rest}") // SIGNS) for head, rest in told)
    return max(1, sum(each <= room for each in rows))


def _told(line: LeftLine) -> tuple[str, str]:
    """What it is about, and in one go what was said, how it stands, with whom and by when."""
    by = f"by {line.day:%-d %b %Y}" if line.day else ""
    stands = line.stands or by
    if line.kind is Left.ACTION:
        stands = f"{line.stands}: {', '.join(filter(None, (line.who, by)))}"
    said = stopped(shortened(" ".join(line.text.split()), TEXT))
    after = f"{stands[:1].upper()}{stopped(stands[1:])}" if stands else ""
    return stopped(f"{line.kind.value}: {shortened(line.about, ABOUT)}"), f"{said} {after}".rstrip()
