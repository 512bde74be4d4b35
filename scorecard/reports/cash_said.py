"""Cash in one sentence, and how its low point stands to every limit."""

from collections.abc import Mapping
from datetime import date

from scorecard.reports.asked import Asked, place_of
from scorecard.reports.cash_answer import Limit, Low, Position
from scorecard.reports.cash_headline import chance_words, day_words, money, room_words, within
from scorecard.reports.cash_table import LENDERS


def limits_of(asked: Asked, low: Low, chances: Mapping[str, tuple[float | None, float | None]]) -> tuple[Limit, ...]:
    """The limits of the whole workspace; none at a single place.

    Args:
        asked: The scope opened.
        low: The low point.
        chances: ``below_floor`` and ``below_covenant`` to the chances of any day and of the worst week.
    """
    cash = asked.catalogue.cash
    if cash is None or asked.scope.entity != asked.catalogue.root:
        return ()
    told = (
        ("our floor", cash.floor, "below_floor"),
        (within(cash.covenant_name) or LENDERS, cash.covenant, "below_covenant"),
    )
    return tuple(
        Limit(name, amount, low.amount - amount, *chances.get(band, (None, None)))
        for name, amount, band in told
        if amount is not None
    )


def cash_headline(
    asked: Asked, position: Position, low: Low, limits: tuple[Limit, ...], today: date, ahead: str = "weeks"
) -> str:
    """What one would say aloud: what is there, its lowest point, the room left, and how likely it gets tight.

    Args:
        asked: The scope opened.
        position: What is there.
        low: The low point.
        limits: As ``limits_of`` gives them; the first one is told.
        today: The day it is.
        ahead: What the horizon is counted in.
    """
    place, floor = place_of(asked), limits[0] if limits else None
    has, when = ("have", "today") if position.day == today else ("had", f"on {day_words(position.day, today)}")
    where = "at the bank" if position.restricted is None else "available"
    what = f"{money(position.available, asked.catalogue.currency)} {where}"
    said = f"{f'{place}: we' if place else 'We'} {has} {what} {when}"
    if low.amount >= position.available:
        said += f"; it is not expected to fall below that in the {ahead} ahead"
        said += f" and stays {room_words(floor.room, floor.name)}" if floor else ""
    else:
        said += f"; the lowest point is {money(low.amount)} on {day_words(low.day, today)}"
        said += f", {room_words(floor.room, floor.name)}" if floor else ""
    if floor is not None and floor.chance is not None:
        said += f"; a chance of {chance_words(floor.chance)} that we go under it on some day"
    return f"{said}."
