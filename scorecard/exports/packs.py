"""Packs as files: which formats there are, what each is called, and how they come to lie in a folder."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from importlib import import_module
from os import replace as put_in_place
from pathlib import Path
from typing import Protocol

from scorecard.domain.scope import Scope
from scorecard.domain.vocabulary import Comparison, View, Words
from scorecard.exports.calendar_file import slug
from scorecard.reports.sync_pack import SYNC


class Packed(Protocol):
    """What every file tells of itself: kind, scope, state of the numbers, title and stamp."""

    @property
    def kind(self) -> str:
        """Which pack."""

    @property
    def scope(self) -> Scope:
        """Place, period, window and words."""

    @property
    def revision(self) -> int:
        """State of the numbers."""

    @property
    def title(self) -> str:
        """What it is, of whom and for when."""

    @property
    def stamp(self) -> tuple[tuple[str, str], ...]:
        """What is shown: name and value."""

    @property
    def invented(self) -> bool:
        """Whether all figures are."""


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: what it is called, its ending, its media type, and the room that makes it."""

    label: str
    ending: str
    media: str
    room: str

    def made(self, pack: Packed) -> bytes:
        """The file; what makes it is imported when it is asked for."""
        make: Callable[[Packed], bytes] = getattr(import_module(f"scorecard.exports.{self.room}"), self.room)
        return make(pack)


OFFICE = "application/vnd.openxmlformats-officedocument."
FORMATS: Mapping[str, Format] = {
    "pdf": Format("PDF", "pdf", "application/pdf", "pack_pdf"),
    "html": Format("HTML", "html", "text/html", "pack_html"),
    "pptx": Format("slides", "pptx", f"{OFFICE}presentationml.presentation", "pack_slides"),
    "xlsx": Format("workbook", "xlsx", f"{OFFICE}spreadsheetml.sheet", "pack_workbook"),
}

SYNC_FORMATS: Mapping[str, Format] = {
    ending: replace(FORMATS[ending], room=room)
    for ending, room in (("pdf", "sync_pdf"), ("html", "sync_html"), ("xlsx", "sync_workbook"))
}
"""Those who lead talk over one screen: there are no slides of it."""


MINUTES_FORMATS: Mapping[str, Format] = {
    ending: replace(FORMATS[ending], room=f"minutes_{ending}") for ending in ("pdf", "html")
}
"""Minutes are read, not shown or reckoned with."""


def formats_of(kind: str) -> Mapping[str, Format]:
    """In which formats there is a pack."""
    return SYNC_FORMATS if kind == SYNC else FORMATS


def name_of(kind: str, scope: Scope, revision: int, form: Format) -> str:
    """The file's name: what it is, where, when, and in which state of the numbers.

    Window, comparison and words where they are not the usual ones.
    """
    view = "" if scope.view is View.PERIOD else scope.view
    against = () if scope.compare is Comparison.PLAN else (scope.compare, scope.known, scope.vintage)
    words = "" if scope.words is Words.PLAIN else scope.words
    parts = (kind, scope.entity, scope.period, view, *against, words, f"r{revision}")
    return f"{'-'.join(slug(str(part)) for part in parts if part)}.{form.ending}"


def write_packs(pack: Packed, folder: Path, formats: Mapping[str, Format] = FORMATS) -> tuple[Path, ...]:
    """Write a pack in several formats; each file is there as a whole or not at all, and replaces an older one.

    Args:
        pack: What stands in it.
        folder: Where to; made if it is not there.
        formats: Which ones.

    Raises:
        OSError: If the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for form in formats.values():
        path = folder / name_of(pack.kind, pack.scope, pack.revision, form)
        beside = path.with_name(f".{path.name}.part")
        beside.write_bytes(form.made(pack))
        put_in_place(beside, path)
        written.append(path)
    return tuple(written)
