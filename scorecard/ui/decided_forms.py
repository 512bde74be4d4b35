"""What forms of decisions share: what the number will be then, what it costs, and a look before it is written."""

from datetime import date
from decimal import Decimal

import streamlit as st

from scorecard.changes.stating import UNSTATED, Stated, cost_entered, number_entered
from scorecard.domain.errors import ScorecardError
from scorecard.domain.scope import Scope
from scorecard.domain.work import Subject
from scorecard.reports.decided import doubt_report
from scorecard.ui.plain_text import plain
from scorecard.ui.shell import Page
from scorecard.ui.work_entries import Entry

KINDS = {False: "Costs at most", True: "Brings at least"}
OFTEN = {False: "once", True: "a month"}
DAY_COUNTS = "By when (its month counts)"


def stated(entry: Entry, label: str, currency: str, day: date | None, held: Stated = UNSTATED) -> Stated:
    """The boxes beside a decision, inside a form: what stands in them is what is meant.

    Args:
        entry: The entry in hand.
        label: What the number will be then; "" where the decision is about none.
        currency: ISO code of the amount.
        day: By when, unless somebody says otherwise; None where no day is asked for.
        held: What stands in the boxes at first.
    """
    left, right = st.columns(2)
    typed = left.text_input(label, str(held.expected), key=entry.widget("expected"), max_chars=40) if label else ""
    by, offered = None, held.by or day
    if label and offered is not None:
        by = right.date_input(DAY_COUNTS, offered, key=entry.widget("by"), format="YYYY-MM-DD")
    kind, amount, often = st.columns(3)
    brings = kind.selectbox("Money", list(KINDS), int(held.brings), KINDS.__getitem__, key=entry.widget("brings"))
    costs = amount.text_input(f"Amount in {currency}", str(held.cost), key=entry.widget("cost"), max_chars=40)
    monthly = often.selectbox(
        "How often", list(OFTEN), int(held.is_monthly), OFTEN.__getitem__,
        key=entry.widget("monthly"),
    )  # fmt: skip
    return Stated(typed, by, costs, bool(brings), bool(monthly), offered if by else None)


def doubt(
    page: Page, entry: Entry, scope: Scope, subject: Subject | None, said: Stated, held: Decimal | None = None
) -> str:
    """What is asked once before an unlikely number is written down; "" the second time, and where nothing is odd.

    Of a number that is ``held`` already nothing is asked: whoever wrote it was.
    """
    place, store = entry.widget("doubt"), page.frame.workspace.store
    if subject is None or st.session_state.get(place) == said:
        return ""
    try:
        expected, cost = number_entered(store, subject, said.expected), cost_entered(said)
    except ScorecardError:
        return ""
    asked = page.ask_in(scope, doubt_report, subject, expected, cost) if expected not in (None, held) else ""
    st.session_state[place] = said
    return plain(asked)
