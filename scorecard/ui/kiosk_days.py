"""The month on the wall: a calendar of squares for each of safety, quality, delivery and cost."""

from scorecard.domain.board_days import DaySquare
from scorecard.reports.kiosk import KioskTile, KioskView
from scorecard.reports.kiosk_days import DayBoard
from scorecard.ui import cards
from scorecard.ui.kiosk_tile import age, curtain, number, standing, told
from scorecard.ui.markup import Markup, element

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")


def squares(view: KioskView, currency: str) -> Markup:
    """Every side beside the others, each with its month's number and its days."""
    sides = (_side(days, each, currency) for days, each in zip(view.days, view.tiles, strict=True))
    return element("div", *sides, class_=f"sc-days sc-days-{len(view.days)}")


def month_of(view: KioskView) -> Markup | None:
    """The month of the squares in full, for the view's title: nobody takes it for this month."""
    first = next((days.days[0].day for days in view.days if days.days), None)
    return None if first is None else element("b", f" {first:%B %Y}")


def _side(days: DayBoard, each: KioskTile, currency: str) -> Markup:
    known = number(each, currency) if each.value is not None else None
    below = curtain(each) if each.curtain else standing(each)
    label = element("p", each.row.label, class_="sc-day-label")
    drawn = (
        _calendar(days.days) if days.days else element("div", None if each.curtain else told(each), class_="sc-told")
    )
    said = element("p", f"{days.said} {age(each).capitalize()}." if days.days else days.said, class_="sc-day-said")
    return element("article", element("h3", days.side.capitalize()), label, known, below, drawn, said, class_="sc-day")


def _calendar(days: tuple[DaySquare, ...]) -> Markup:
    """Weeks from Monday; what it shows is counted in words below it."""
    empty = [element("i", class_="sc-square sc-no-day") for _ in range(days[0].day.weekday())]
    names = [element("b", name) for name in DAYS]
    return element("div", *names, *empty, *map(_square, days), class_="sc-calendar", aria_hidden="true")


def _square(each: DaySquare) -> Markup:
    """A day by its number, with the status as a shape; empty where nothing was counted on it."""
    if each.status is None:
        return element("i", each.day.day, class_="sc-square sc-no-figure")
    name = each.status.value.replace("_", "-")
    return element("i", each.day.day, cards.shape(name), class_=f"sc-square sc-is-{name}")
