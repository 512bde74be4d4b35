"""How we stand on the four perspectives."""

from scorecard.reports.history import history_report
from scorecard.reports.scorecard import scorecard_report
from scorecard.ui import forms, pack, shell, show, since, then

page = shell.page("Scorecard", needs="view:scorecard")
state = since.asked(page)
answer = page.ask(scorecard_report, state)

show.headline(answer.headline)
then.line(page)
show.scorecard(page, answer, state, forms.states(page.ask(history_report), state))
pack.take_away(page, answer.revision, since=state)
