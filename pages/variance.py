"""Plan and actual: one statement, line by line, with what is worth a look."""

from scorecard.reports.variance import variance_report
from scorecard.ui import forms, shell, show, then, variance

page = shell.page("Plan & actual", needs="view:variance")
told = page.ask(variance_report, forms.in_link("statement"), forms.in_link("full_year") == "1")
answer = variance.with_owners(page, told)

show.headline(answer.headline)
then.line(page)
variance.draw(page, answer, forms.in_link("level"), forms.in_link("only"))
