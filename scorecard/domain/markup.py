"""HTML made of parts: the one place where text becomes markup, and every text is escaped here."""

from html import escape
from unicodedata import category

LONGEST = 300
_VOID = frozenset({"br", "hr", "img"})


class Markup(str):
    """Markup this module made; any other text given to it is escaped."""

    __slots__ = ()


def element(name: str, *children: object, **attributes: object) -> Markup:
    """One HTML element.

    Args:
        name: Tag name, written in code, never from data.
        children: Markup is kept, anything else is escaped as text; None and "" are left out.
        attributes: Attribute values, escaped unless they are markup; None leaves one out. A trailing underscore
            is dropped and underscores become hyphens (``class_``, ``aria_label``).
    """
    told = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{text(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    if name in _VOID:
        return Markup(f"<{name}{told}>")
    return Markup(f"<{name}{told}>{joined(*children)}</{name}>")


def joined(*children: object, between: str = "") -> Markup:
    """Several parts side by side; what is not markup is escaped."""
    parts = [child if isinstance(child, Markup) else text(child) for child in children if child not in (None, "")]
    return Markup(text(between).join(parts))


def text(value: object, longest: int = LONGEST) -> Markup:
    """Any text as harmless markup: escaped, one line, cut short, without signs that hide or turn letters."""
    return value if isinstance(value, Markup) else Markup(_escaped(value, longest))


def _escaped(value: object, longest: int) -> str:
    shown = str(value)
    if len(shown) > longest:
        shown = shown[:longest] + "…"
    if not shown.isprintable():
        shown = "".join(map(_visible, shown))
    return escape(shown, quote=True)


def _visible(sign: str) -> str:
    """Spaces stay as they are; controls, bidi turns, surrogates and unassigned code points do not."""
    if sign.isspace():
        return "\N{NO-BREAK SPACE}" if sign == "\N{NO-BREAK SPACE}" else " "
    if category(sign) == "Cf":
        return ""
    return sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}"
