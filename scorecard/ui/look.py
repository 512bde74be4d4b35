"""Looking into a number without leaving the page it stands on: what the link says of it, and addresses that stay."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from zlib import crc32

import streamlit as st

from scorecard.domain.problems import Problem
from scorecard.domain.scope import FIELDS, Scope, parse_scope
from scorecard.ui.markup import Markup, element
from scorecard.ui.shell import Page


@dataclass(frozen=True, slots=True)
class Kind:
    """A page whose answer can be looked into on another.

    Attributes:
        title: The page's own.
        named: What its link calls the thing that is looked into; "" where there is only one.
        more: What else its link may say that is heeded where it is looked into.
    """

    title: str
    named: str = ""
    more: frozenset[str] = frozenset()


KINDS: Mapping[str, Kind] = {
    "why": Kind("Why", "of", frozenset({"where", "by", "rows"})),
    "measure": Kind("Measure", "measure"),
    "bridge": Kind("What changed it", "of", frozenset({"bridge"})),
    "cash": Kind("Cash", more=frozenset({"made", "week"})),
}
"""Pages by name."""

LOOK, WHAT, AT = "look", "what", "at_"
"""What the link says: the page looked into, the thing, and before a part of the scope where it is another one there."""

HELD = ("as_of", "words")
"""Parts of the scope that what is looked into shares with its page."""

OWN = frozenset({LOOK, WHAT, *(AT + name for name in FIELDS), *(name for each in KINDS.values() for name in each.more)})
LONGEST = 80


@dataclass(frozen=True)
class Looking(Page):
    """A page on which numbers are looked into: an address of another page's answer stays, as far as it is shown here.

    Attributes:
        here: The page's name.
        base: Its own scope; that of what is looked into is ``scope``.
        kept: What the link says beside what is looked into.
        opened: What is looked into, a page of ``KINDS`` or "", and the thing's name.
        unread: What the link says of the other scope and cannot be read.
    """

    here: str
    base: Scope
    kept: tuple[tuple[str, str], ...]
    opened: tuple[str, str] = ("", "")
    unread: tuple[Problem, ...] = ()

    @property
    def closed(self) -> str:
        """The address of the page with nothing looked into; whatever else it shows stays as it is."""
        return self.frame.address(self.here, dict(self.kept))

    @property
    def looks(self) -> bool:
        """Whether anything is looked into."""
        return bool(self.opened[0])

    @property
    def spot(self) -> str:
        """A short name of what is looked into, in which part and scope; the same however much of it is shown."""
        names = (LOOK, WHAT, "where", *(AT + name for name in FIELDS))
        said = [st.query_params.get(name, "") for name in names]
        return f"{crc32(repr(said).encode(errors='replace')):x}"

    def address(self, to: str, scope: Scope | None = None, **extra: str) -> str:
        """The address of another page of the house; of one whose answer can be shown here, this page with it."""
        query = self._staying(to, scope, extra)
        return self.frame.address(self.here, query) if query else super().address(to, scope, **extra)

    def anchor(self, label: object, to: str, scope: Scope | None = None, **extra: str) -> Markup:
        """A number as a link, marked where it is what is looked into; alone where its page may not be opened."""
        if to not in self.frame.pages:
            return element("b", label)
        shown = "true" if self.looks and self._staying(to, scope, extra) == st.query_params.to_dict() else None
        return element("a", label, class_="sc-go", href=self.address(to, scope, **extra), aria_current=shown)

    def _staying(self, to: str, scope: Scope | None, extra: Mapping[str, str]) -> dict[str, str]:
        """What the link of this page says to show another's answer; empty where that has to be left for."""
        kind, said = KINDS.get(to), {name: text for name, text in extra.items() if text}
        what = said.pop(kind.named, "") if kind else ""
        if kind is None or to not in self.frame.pages or bool(kind.named) != bool(what) or not said.keys() <= kind.more:
            return {}
        told = (scope or self.scope).query(self.base)
        other = {AT + name: text for name, text in told.items() if name not in HELD}
        return {**dict(self.kept), LOOK: to, **({WHAT: what} if what else {}), **said, **other}

    def leaving(self) -> str:
        """The address of what is looked into on its own page."""
        to, what = self.opened
        kind, query = KINDS[to], st.query_params.to_dict()
        said = {name: query[name] for name in kind.more if query.get(name)}
        return super().address(to, None, **({kind.named: what} if what else {}), **said)


def on(page: Page, here: str) -> Looking:
    """The page as one on which numbers are looked into."""
    query = st.query_params.to_dict()
    kept = tuple((name, text) for name, text in query.items() if name not in OWN and text)
    to = query.get(LOOK, "")
    opened = (to, query.get(WHAT, "")[:LONGEST]) if to in KINDS else ("", "")
    return Looking(page.title, page.frame, here, page.scope, kept, opened)


def into(page: Looking) -> Looking:
    """The same in the scope of what is looked into: where the link says another place or window, that one."""
    query, base = st.query_params.to_dict(), page.base
    said = {name: query[AT + name] for name in FIELDS if AT + name in query and name not in HELD}
    snapshot = page.frame.workspace.store.snapshot(base.as_of)
    keys = [period.key for period in snapshot.calendar.periods]
    scope, unread = parse_scope(said, base, snapshot.catalogue, keys)
    return replace(page, frame=replace(page.frame, scope=scope), unread=unread)
