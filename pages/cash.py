"""Cash: what is available, the weeks ahead with their lowest point, and everything behind them."""

import streamlit as st

from scorecard.reports.cash import cash_report
from scorecard.ui import cash, cash_weeks, forms, shell, show

page = shell.page("Cash", needs="view:cash")
answer = page.ask(cash_report, cash.made(), forms.in_link("week"))
today = page.frame.workspace.store.today()

show.headline(answer.headline)
if answer.made is None:
    st.stop()

cash.ways(page, answer)
cash.told(answer)
cash.position(answer, today)
cash.draw(answer, today)
cash_weeks.draw(page, answer)
