"""Text from files: one spelling, nothing invisible, nothing that moves a cursor."""

import re
import unicodedata

LONGEST = 10_000
MARKS = re.compile(r"[̀-ͯ҃-҉᪰-᫿᷀-᷿⃐-⃿︠-︯]{9,}")
HIDDEN = re.compile(r"[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
SPACES = re.compile(r"\s+")

PLAIN = r"^[\x20-\x7e]*$"
"""What needs no second look but at its length: printable ASCII."""


def text_fault(text: str) -> str:
    """Why a text cannot be kept, "" if it can."""
    if len(text) > LONGEST:
        return f"the text has {len(text):,} characters"
    if CONTROL.search(text):
        return "the text has control characters in it"
    if HIDDEN.search(text):
        return "the text has invisible characters in it"
    if MARKS.search(text):
        return "the text stacks too many marks on one letter"
    return ""


def one_spelling(text: str) -> str:
    """Composed form (NFC), blanks trimmed."""
    return unicodedata.normalize("NFC", text).strip()


def one_line(text: str) -> str:
    """Line breaks and tabs of a remark as blanks."""
    return SPACES.sub(" ", text).strip()


def matching_key(name: str) -> str:
    """What two spellings of one name have in common: case, blanks and compatibility forms set aside."""
    return SPACES.sub(" ", unicodedata.normalize("NFKC", name).strip()).casefold()


def display_name(name: str) -> str:
    """A file's name safe to show and to store: last part only, printable, at most 120 characters."""
    last = re.split(r"[/\\]", name)[-1]
    shown = "".join(ch for ch in unicodedata.normalize("NFC", last) if ch.isprintable() and not HIDDEN.match(ch))
    return (shown if len(shown) <= 120 else f"{shown[:100]}…{shown[-19:]}") or "file"
