"""The chooser of a forecast's vintages, each named by the last day of the figures it was made from."""

from collections.abc import Sequence
from datetime import date

from scorecard.ui import chooser, forms


def made() -> str:
    """The vintage the link asks for, as an ISO date; "" for the newest."""
    return forms.in_link("made")


def choose(vintages: Sequence[date], shown: date, key: str, *dropped: str) -> None:
    """Offer the vintages, newest first; what is chosen is written into the link.

    Args:
        vintages: Newest first, at least one.
        shown: The one on the screen.
        key: Of the chooser, one a page.
        dropped: What only fitted the vintage before and leaves the link.
    """
    days, newest = [day.isoformat() for day in vintages], vintages[0].isoformat()
    told = {day: f"Made from figures to {day_words(day)}{' (newest)' if day == newest else ''}" for day in days}

    def say(day: str) -> None:
        forms.say("made", "" if day == newest else day, *dropped)

    chooser.select(key, "Forecast", told, shown.isoformat(), say, width=340)


def day_words(day: str) -> str:
    """A day as it is written: "31 Oct 2026"."""
    return f"{date.fromisoformat(day):%-d %b %Y}"
