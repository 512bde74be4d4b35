"""Foreign text made harmless: every sign that markdown could read is shown as it is."""

import re

_SIGNS = re.compile(r"([!-/:-@\[-`{-~])")


def plain(text: object) -> str:
    """The text as markdown that shows exactly this text, on one line.

    No link, picture, badge, formula or icon can come out of it.
    """
    line = " ".join(str(text).split())
    return _SIGNS.sub(r"\\\1", line)
