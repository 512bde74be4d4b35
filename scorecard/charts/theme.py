"""Colours and marks, said once: better is blue, worse is orange, and never by colour alone."""

from collections.abc import Mapping
from dataclasses import dataclass

from scorecard.domain.vocabulary import Status


@dataclass(frozen=True, slots=True)
class Colour:
    """One meaning as two hex colours: on the light and on the dark background."""

    light: str
    dark: str

    @property
    def css(self) -> str:
        """A CSS colour that follows the reader's theme; charts and cards use the same text."""
        return f"light-dark({self.light}, {self.dark})"


INK = Colour("#16202B", "#EDF2F7")
QUIET = Colour("#4A5763", "#B9C4CF")
PAPER = Colour("#FFFFFF", "#10171F")
PANEL = Colour("#F2F5F8", "#1B2530")
LINE = Colour("#C9D3DD", "#3A4754")
LINK = Colour("#0B5CAD", "#7DB8F0")
BUTTON = Colour("#0B5CAD", "#2A77C6")
"""Behind the white words of a form's button; the theme's own blue is too light for them at night."""

BETTER = Colour("#0B5CAD", "#6FB1F0")
WORSE = Colour("#B84E00", "#F5A15B")
WATCH = Colour("#8A6100", "#E8C25A")
NEUTRAL = Colour("#55626F", "#A9B5C1")

BETTER_TEXT = Colour("#0B5CAD", "#8CC2F5")
WORSE_TEXT = Colour("#A34500", "#F7B27A")
WATCH_TEXT = Colour("#7A5600", "#EDCF7C")

BETTER_SOFT = Colour("#E6F0FA", "#16304A")
WORSE_SOFT = Colour("#FDEFE3", "#43290F")
WATCH_SOFT = Colour("#FBF4DD", "#3B3214")
NEUTRAL_SOFT = Colour("#EEF1F4", "#232E39")

NAMED: Mapping[str, Colour] = {
    "ink": INK,
    "quiet": QUIET,
    "paper": PAPER,
    "panel": PANEL,
    "line": LINE,
    "link": LINK,
    "button": BUTTON,
    "better": BETTER,
    "worse": WORSE,
    "watch": WATCH,
    "neutral": NEUTRAL,
    "better-text": BETTER_TEXT,
    "worse-text": WORSE_TEXT,
    "watch-text": WATCH_TEXT,
    "better-soft": BETTER_SOFT,
    "worse-soft": WORSE_SOFT,
    "watch-soft": WATCH_SOFT,
    "neutral-soft": NEUTRAL_SOFT,
}
"""Colour name to colour; cards use them as CSS variables ``--sc-…``."""

STATUS_COLOUR: Mapping[Status, Colour] = {
    Status.ON_TRACK: BETTER,
    Status.WATCH: WATCH,
    Status.OFF_TRACK: WORSE,
    Status.NOT_REPORTED: NEUTRAL,
}

SOLID = [1, 0]
DASHED = [6, 4]
DOTTED = [2, 3]
"""Dashes: what happened is solid, what is expected is dashed, a limit is dotted."""


def variables() -> str:
    """The colours as CSS declarations."""
    return "".join(f"--sc-{name}:{colour.css};" for name, colour in NAMED.items())


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two hex colours, 1..21 (WCAG 2.2, relative luminance)."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
