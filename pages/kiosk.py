"""A board on a wall, or the same on a phone: nothing to press, fresh by itself."""

from scorecard.reports.kiosk import kiosk_report
from scorecard.ui import forms, kiosk, shell

page = shell.page("Kiosk", needs="view:kiosk")

kiosk.keep_showing(page, kiosk_report, forms.in_link("board"), forms.in_link("view"), forms.in_link("key"))
