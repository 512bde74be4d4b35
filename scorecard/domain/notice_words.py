"""Words of a notice: names from files made harmless wherever they are read, and lines put together."""

import unicodedata
from collections.abc import Sequence

SIGNS = "*_~`[]<>|#@\\"
"""What chat services take for bold, links, mentions and headings."""

WIDE = {ord(sign): chr(ord(sign) + 0xFEE0) for sign in SIGNS}
"""Each of them to the sign that looks alike and means nothing."""

UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
SHOWN = 8
"""Lines of one kind that are told; how many more there are is said."""


LONGEST = 400
"""Signs of a line of a message."""


def harmless(text: str, longest: int = 200) -> str:
    """A name in one line that no reader's program takes for a link, a mention or a format.

    Args:
        text: A name of a measure, a place, a part or a person, as files or people wrote it.
        longest: Signs that are kept.
    """
    spaced = " ".join(text.split())
    seen = "".join("\N{REPLACEMENT CHARACTER}" if unicodedata.category(sign) in UNSEEN else sign for sign in spaced)
    cut = seen if len(seen) <= longest else seen[:longest] + "…"
    return cut.translate(WIDE).replace("://", "\N{FULLWIDTH COLON}//")


def listed(lines: Sequence[str], more: str = "more") -> tuple[str, ...]:
    """Lines with a dash before each; those beyond what is shown are one count."""
    told = [f"- {line}" for line in lines[:SHOWN]]
    left = len(lines) - SHOWN
    return (*told, f"- and {left} {more}") if left > 0 else tuple(told)


def counted(count: int, one: str, many: str = "") -> str:
    """A count with its word: "1 alert", "3 alerts"."""
    return f"{count:,} {one if count == 1 else many or f'{one}s'}"


def held_words(held: int, muted: int, a_week: int) -> str:
    """What is not told yet: "3 more wait (at most 10 a week); 1 is muted."; "" where there is none."""
    said = [f"{held:,} more {'waits' if held == 1 else 'wait'} (at most {a_week:,} a week)"] if held else []
    said += [f"{muted:,} {'is' if muted == 1 else 'are'} muted"] if muted else []
    return f"{'; '.join(said)}." if said else ""
