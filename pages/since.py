"""Since we last met: every number that moved, by why it moved, the biggest first."""

from scorecard.reports.since import meetings_of, since_report
from scorecard.ui import forms, shell, show, since, then

page = shell.page("Since", needs="view:since")
state = since.asked(page, page.ask(meetings_of))
answer = page.ask(since_report, state, forms.in_link(since.ALL) == "1")

show.headline(answer.headline)
then.line(page)
since.choose(page, answer, state)
since.draw(page, answer, state)
