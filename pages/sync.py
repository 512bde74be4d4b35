"""Sync: what those who lead look at together, decide, and say with one voice."""

import streamlit as st

from scorecard.reports.sync import sync_report
from scorecard.reports.sync_goals import goals_report
from scorecard.reports.sync_matters import matters_report
from scorecard.ui import look, shell, show, sync, sync_goals, sync_look, sync_matters, sync_message

page = look.on(shell.page("Sync", needs="view:sync"), "sync")
sync.style()
answer = page.ask(sync_report)

if sync.see() == sync.TOGETHER:
    goals = page.ask(goals_report)
    show.headline(goals.headline)
    sync.ways(page, answer)
    sync_goals.draw(page, goals)
    st.stop()

matters = page.ask(matters_report, page.frame.person.seated)
show.headline(answer.headline)
sync.ways(page, answer)
sync.unnamed(page, answer)
left, middle, right = st.columns([12, 11, 11], gap="small")
with left, st.container(key="sync-stand"):
    sync.dials(page, answer)
with middle:
    with st.container(key="sync-matters"):
        sync.needed(matters)
        sync_matters.matters(page, matters)
        sync_matters.decided(page, matters)
    sync_look.panel(page)
if not page.looks:
    with right, st.container(key="sync-promised"):
        sync.commitments(page, answer)
        sync.flags(page, answer)
        sync.decided(page, answer)
sync_message.message(page, matters)
