"""Find: everything whose name is, or nearly is, what was typed."""

from scorecard.reports.find import find_report
from scorecard.ui import forms, places, shell, show

page = shell.page("Find", needs="view:find")
typed = forms.in_link("text")
answer = page.ask(find_report, typed, 40)

show.headline(answer.headline)
forms.search("Name of a measure, account, place, page or word", "text", answer.example)
places.hits(page, answer)
