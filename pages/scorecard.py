"""How we stand on the four perspectives."""

from scorecard.reports.history import history_report
from scorecard.reports.scorecard import scorecard_report
from scorecard.ui import forms, shell, show

page = shell.page("Scorecard", needs="view:scorecard")
since = forms.in_link("since")
answer = page.ask(scorecard_report, since)

show.headline(answer.headline)
show.scorecard(page, answer, since, forms.states(page.ask(history_report), since))
