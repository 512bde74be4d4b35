"""The path of cash as a picture of lines, the same in print and on the screen, with words instead of a legend."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from math import ceil, floor, log10

from scorecard.charts import theme
from scorecard.charts.theme import Colour
from scorecard.domain.display import shown, unbroken
from scorecard.domain.markup import Markup, element, text
from scorecard.exports.workbook import clean
from scorecard.reports.cash_answer import CashReport, tight
from scorecard.reports.cash_fan import Fan

WIDTH, HEIGHT = 720, 230
LEFT, RIGHT, TOP, BOTTOM = 58, 14, 14, 26
TICKS = 5
SMALL, FONT = 13, "IBM Plex Sans, Plex Sans, sans-serif"

Paint = Callable[[Colour], str]
Point = tuple[date, Decimal]


def on_paper(colour: Colour) -> str:
    """A colour as it is printed."""
    return colour.light


def on_screen(colour: Colour) -> str:
    """A colour that follows the reader's light or dark."""
    return colour.css


@dataclass(frozen=True, slots=True)
class Field:
    """Where days and amounts lie on the picture."""

    first: date
    days: int
    low: float
    high: float

    def x(self, day: date) -> float:
        """Pixels from the left."""
        return round(LEFT + (day - self.first).days / self.days * (WIDTH - LEFT - RIGHT), 1)

    def y(self, amount: Decimal | float) -> float:
        """Pixels from the top."""
        share = (float(amount) - self.low) / (self.high - self.low)
        return round(HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM), 1)


def cash_chart(answer: CashReport, paint: Paint) -> Markup:
    """The balance as it was and as it is expected, its likely range, limits and low point; "" without a forecast.

    Args:
        answer: The cash report.
        paint: How a colour is told.
    """
    fan = answer.fan
    if fan is None or not fan.ahead:
        return Markup("")
    start = fan.was[-1:]
    ahead: list[Point] = [*start, *((each.day, each.expected) for each in fan.ahead)]
    field = _field(answer, fan, ahead)
    parts = [
        *_axes(field, paint),
        *_range(fan, field, paint),
        *(_limit(limit.amount, field, paint) for limit in answer.limits),
        _line(fan.was, field, paint, "none"),
        _line(ahead, field, paint, "6 4"),
        *(_limit_name(limit.name, limit.amount, field, paint) for limit in answer.limits),
        *_low(answer, field, paint),
    ]
    return element(
        "svg",
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        role="img",
        aria_label=text(answer.headline, 2_000),
    )


def _field(answer: CashReport, fan: Fan, ahead: Sequence[Point]) -> Field:
    ends = [amount for each in fan.ahead if each.likely for amount in each.likely]
    levels = [float(amount) for _, amount in (*fan.was, *ahead)] + [float(each) for each in ends]
    levels += [float(limit.amount) for limit in answer.limits]
    days = [day for day, _ in (*fan.was, *ahead)]
    low, high = min(levels), max(levels)
    edge = (high - low or abs(high) or 1.0) * 0.08
    return Field(days[0], max((days[-1] - days[0]).days, 1), low - edge, high + edge)


def _axes(field: Field, paint: Paint) -> list[Markup]:
    drawn = []
    for level in steps(field.low, field.high):
        at = field.y(level)
        drawn.append(_rule(LEFT, at, WIDTH - RIGHT, at, f"stroke:{paint(theme.LINE)};stroke-width:1"))
        drawn.append(_words(shown(Decimal(repr(level))), LEFT - 8, at + 4, paint(theme.QUIET), "end"))
    days = (field.first + timedelta(days=each) for each in range(field.days + 1))
    months = [day for day in days if day.day == 1]
    every = max(1, ceil(len(months) / 8))
    for day in months[::every]:
        at = field.x(day)
        anchor = "end" if at > WIDTH - 60 else "start"
        drawn.append(_rule(at, HEIGHT - BOTTOM, at, HEIGHT - BOTTOM + 5, f"stroke:{paint(theme.LINE)};stroke-width:1"))
        drawn.append(_words(f"{day:%b %Y}", at, HEIGHT - 6, paint(theme.QUIET), anchor))
    return drawn


def steps(low: float, high: float) -> list[float]:
    """Round levels between two amounts, a handful of them."""
    rough = (high - low) / TICKS
    size = 10.0 ** floor(log10(rough))
    step = next(size * each for each in (1, 2, 2.5, 5, 10) if size * each >= rough)
    first = ceil(low / step)
    return [round(each * step, 6) for each in range(first, floor(high / step) + 1)]


def _range(fan: Fan, field: Field, paint: Paint) -> list[Markup]:
    known = [(each.day, each.likely) for each in fan.ahead if each.likely]
    if not known:
        return []
    over = [f"{field.x(day)} {field.y(ends[1])}" for day, ends in known]
    under = [f"{field.x(day)} {field.y(ends[0])}" for day, ends in reversed(known)]
    style = f"fill:{paint(theme.BETTER)};fill-opacity:0.16;stroke:none"
    return [element("path", d=Markup(f"M{'L'.join((*over, *under))}z"), style=style)]


def _line(points: Sequence[Point], field: Field, paint: Paint, dashes: str) -> Markup | None:
    if not points:
        return None
    corners = "L".join(f"{field.x(day)} {field.y(amount)}" for day, amount in points)
    return element(
        "path",
        d=Markup(f"M{corners}"),
        style=f"fill:none;stroke:{paint(theme.INK)};stroke-width:2.5;stroke-dasharray:{dashes}",
    )


def _limit(amount: Decimal, field: Field, paint: Paint) -> Markup:
    at = field.y(amount)
    return _rule(LEFT, at, WIDTH - RIGHT, at, f"stroke:{paint(theme.WORSE)};stroke-width:1.5;stroke-dasharray:2 3")


def _limit_name(name: str, amount: Decimal, field: Field, paint: Paint) -> Markup:
    said = f"{name[:1].upper()}{name[1:]}, {shown(amount)}"
    return _words(said, LEFT + 4, field.y(amount) - 5, paint(theme.WORSE_TEXT), "start", _halo(paint))


def _low(answer: CashReport, field: Field, paint: Paint) -> list[Markup]:
    low = answer.low
    if low is None:
        return []
    x, y = field.x(low.day), field.y(low.amount)
    colour = paint(theme.WORSE if tight(answer) else theme.INK)
    mark = f"M{x} {round(y - 7, 1)}L{round(x + 7, 1)} {y}L{x} {round(y + 7, 1)}L{round(x - 7, 1)} {y}z"
    said = f"Low point {low.day.day} {low.day:%b}, {shown(low.amount)}"
    return [
        element("path", d=mark, style=f"fill:{colour};stroke:{paint(theme.PAPER)};stroke-width:1.5"),
        _words(
            said, x, y + 22, paint(theme.INK), "end" if x > WIDTH * 0.7 else "middle", f"font-weight:600;{_halo(paint)}"
        ),
    ]


def _rule(x1: float, y1: float, x2: float, y2: float, style: str) -> Markup:
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, style=style)


def _halo(paint: Paint) -> str:
    """Drawn behind a name, so that lines do not strike it out."""
    return f"paint-order:stroke;stroke:{paint(theme.PAPER)};stroke-width:4px;stroke-linejoin:round"


def _words(said: str, x: float, y: float, colour: str, anchor: str, more: str = "") -> Markup:
    style = f"fill:{colour};font-size:{SMALL}px;font-family:{FONT};text-anchor:{anchor};{more}"
    return element("text", unbroken(clean(said)), x=round(x, 1), y=round(y, 1), style=style)
