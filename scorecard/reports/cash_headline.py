"""What one would say aloud about cash: what is there, its lowest point, the room left, and how likely it gets tight."""

from datetime import date
from decimal import Decimal

from scorecard.domain.display import shown
from scorecard.domain.vocabulary import Unit


def money(amount: Decimal, currency: str = "") -> str:
    """An amount as sentences have it: "1.4 M", without parentheses."""
    return shown(abs(amount), Unit.MONEY, currency) if amount >= 0 else f"minus {shown(-amount, Unit.MONEY, currency)}"


def day_words(day: date, today: date) -> str:
    """A day, with its year only where it is another one than today's: "18 Dec", "8 Jan 2027"."""
    return f"{day.day} {day:%b}" if day.year == today.year else f"{day.day} {day:%b %Y}"


def chance_words(chance: float) -> str:
    """A chance as people count: "6 in 100", "less than 1 in 100"."""
    in_hundred = round(chance * 100)
    if in_hundred == 0:
        return "less than 1 in 100"
    return "more than 99 in 100" if in_hundred == 100 else f"{in_hundred} in 100"


def within(name: str) -> str:
    """A limit's name inside a sentence: "Least cash" as "least cash"; names and abbreviations stay."""
    return name[:1].lower() + name[1:] if name[1:2].islower() and not name.istitle() else name


def room_words(room: Decimal, limit: str) -> str:
    """How far above or below a limit: "1.4 M above our floor"."""
    if room == 0:
        return f"just at {limit}"
    return f"{money(abs(room))} {'above' if room > 0 else 'below'} {limit}"
