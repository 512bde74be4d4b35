"""Glossary and help: the pages under help/ as text, their headings, and a search over both."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from unicodedata import normalize

from scorecard.domain.glossary import TERMS, Term

FOLDER = Path(__file__).resolve().parents[1] / "help"


@dataclass(frozen=True, slots=True)
class HelpSection:
    """One heading with the text under it."""

    heading: str
    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class HelpPage:
    """One file of help: its title is the first heading, ``text`` is all of it as markdown of our own."""

    name: str
    title: str
    text: str
    sections: tuple[HelpSection, ...]

    @property
    def headings(self) -> tuple[str, ...]:
        """All headings below the title."""
        return tuple(section.heading for section in self.sections)


@dataclass(frozen=True, slots=True)
class HelpHit:
    """A section or a term that contains the words searched; ``term`` is None for sections."""

    page: str
    title: str
    heading: str
    anchor: str
    text: str
    term: Term | None


@dataclass(frozen=True, slots=True)
class HelpReport:
    """All help pages and terms, or what matches a search."""

    headline: str
    text: str
    pages: tuple[HelpPage, ...]
    terms: tuple[Term, ...]
    hits: tuple[HelpHit, ...]

    @property
    def rows(self) -> tuple[HelpHit, ...]:
        """The hits, for the command line; without a search, every section."""
        return self.hits or tuple(_section_hit(page, section) for page in self.pages for section in page.sections)


def help_report(text: str = "") -> HelpReport:
    """Answer: what does this word mean, how does this work?

    Args:
        text: Words to search for; every word must occur. Empty gives all pages and terms.
    """
    words = _fold(text[:80]).split()
    if not words:
        return HelpReport(
            f"{len(help_pages())} pages of help, {len(TERMS)} words explained.", "", help_pages(), TERMS, ()
        )
    terms = tuple(
        term for term in TERMS if _matches(words, " ".join((term.code, term.plain, term.finance, term.meaning)))
    )
    hits = tuple(HelpHit("glossary", "Glossary", t.plain, slug(t.code), t.meaning, t) for t in terms) + tuple(
        _section_hit(page, section)
        for page in help_pages()
        for section in page.sections
        if _matches(words, f"{page.title} {section.heading} {section.text}")
    )
    ranked = tuple(sorted(hits, key=lambda hit: not _matches(words, hit.heading)))
    found = "Nothing in the help speaks of" if not ranked else f"{len(ranked)} places in the help speak of"
    return HelpReport(f"{found} “{text.strip()[:80]}”.", text, help_pages(), terms, ranked)


@lru_cache(maxsize=1)
def help_pages() -> tuple[HelpPage, ...]:
    """Every help page, in the order of their names; read once per process."""
    return tuple(_page(path.stem, path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.md")))


def help_page(name: str) -> HelpPage | None:
    """The page of this name, or None."""
    return next((page for page in help_pages() if page.name == name), None)


def slug(heading: str) -> str:
    """A heading as an anchor: lower case, words joined by hyphens."""
    return re.sub(r"[^\w]+", "-", _fold(heading)).strip("-")


def _page(name: str, text: str) -> HelpPage:
    title, _, body = text.partition("\n")
    parts = re.split(r"^#{2,3} (.+)$", body, flags=re.MULTILINE)
    sections = tuple(
        HelpSection(heading.strip("` "), slug(heading), content.strip())
        for heading, content in zip(parts[1::2], parts[2::2], strict=True)
    )
    return HelpPage(name, title.lstrip("# ").strip(), text, sections)


def _section_hit(page: HelpPage, section: HelpSection) -> HelpHit:
    return HelpHit(page.name, page.title, section.heading, section.anchor, section.text, None)


def _matches(words: list[str], text: str) -> bool:
    folded = _fold(text)
    return all(word in folded for word in words)


def _fold(text: str) -> str:
    return " ".join(normalize("NFC", text).casefold().split())
