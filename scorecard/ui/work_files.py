"""Work taken away: a workbook of all items that match, and a calendar of what is due."""

import streamlit as st

from scorecard.exports.work import work_calendar, work_workbook
from scorecard.reports.work import EVERY_ITEM, STATES, WHOSE, WorkReport, work_report
from scorecard.ui.shell import Page
from scorecard.ui.work import asked

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def take_away(page: Page, answer: WorkReport) -> None:
    """All items that match as a workbook, and what is due as a calendar; both are made only when asked for."""
    if not answer.rows:
        return
    whose, state = asked()
    person, scope, chosen = page.frame.person.actor.id, page.scope, WHOSE[whose]

    def every() -> WorkReport:
        return page.ask(work_report, whose, person, state, EVERY_ITEM)

    stamp = f"{chosen}, {STATES[state].lower()}"
    name = f"work-{scope.entity}-r{answer.revision}"
    with st.container(horizontal=True, gap="small", key="take-away"):
        st.download_button(
            "Take away as XLSX", lambda: work_workbook(every(), stamp), f"{name}.xlsx", XLSX, on_click="ignore"
        )
        st.download_button(
            "Due dates as ICS", lambda: work_calendar(every()), f"{name}.ics", "text/calendar", on_click="ignore"
        )
