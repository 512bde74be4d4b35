"""Cash: what is available, the weeks ahead with their lowest point, and everything behind them."""

import streamlit as st

from scorecard.reports.cash import cash_report
from scorecard.reports.cash_acts import cash_acts_report
from scorecard.reports.cash_items import cash_items_report
from scorecard.reports.cash_moved import cash_moved_report
from scorecard.reports.planned_cash import one_offs_report
from scorecard.ui import (
    accuracy,
    cash,
    cash_acts,
    cash_forms,
    cash_items,
    cash_moved,
    cash_weeks,
    forms,
    shell,
    show,
    then,
)

page = shell.page("Cash", needs="view:cash")
answer = page.ask(cash_report, cash.made(), forms.in_link("week"))
today = page.frame.workspace.store.today()

if answer.made is None:
    show.headline(answer.headline)
    then.line(page)
    st.stop()

if cash.see() == cash.ITEMS:
    items = page.ask(cash_items_report, cash.made(), cash_items.asking())
    show.headline(items.headline)
    then.line(page)
    cash.ways(page, answer)
    cash_items.draw(page, items, today)
    st.stop()

if cash.see() == cash.MOVED:
    moved = page.ask(cash_moved_report, cash.made())
    show.headline(moved.headline)
    then.line(page)
    cash.ways(page, answer)
    cash_moved.draw(moved)
    st.stop()

if cash.see() == cash.PLANNED:
    one_offs = page.ask(one_offs_report)
    show.headline(one_offs.headline)
    then.line(page)
    cash.ways(page, answer)
    cash_forms.draw(page, one_offs)
    st.stop()

show.headline(answer.headline)
then.line(page)
cash.ways(page, answer)
cash.told(answer)
cash.position(answer, today)
cash.draw(page, answer, today)
accuracy.beside(page, "cash")
cash_weeks.draw(page, answer)
cash_acts.draw(page, page.ask(cash_acts_report, cash.made()), today)
