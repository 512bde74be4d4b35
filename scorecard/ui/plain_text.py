"""Foreign text made harmless: every sign that markdown could read is shown as it is."""

import re

_SIGNS = re.compile(r"([!-/:-@\[-`{-~])")
_ADDRESS = re.compile(r"(?i)(?<=https)(?=://)|(?<=http)(?=://)|(?<=www)(?=\.)|(?=@)")
_UNSEEN = "\N{WORD JOINER}"


def plain(text: object) -> str:
    """The text as markdown that shows exactly this text, on one line.

    No link, picture, badge, formula or icon can come out of it. Addresses are held apart by an unseen
    sign, since they would become links in spite of every escape.
    """
    line = " ".join(str(text).split())
    return _SIGNS.sub(r"\\\1", _ADDRESS.sub(_UNSEEN, line))
