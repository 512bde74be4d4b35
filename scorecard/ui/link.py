"""The link of this screen: read on every run, carried from page to page, written when somebody chooses."""

from dataclasses import dataclass

import streamlit as st

from scorecard.domain.scope import FIELDS, LONGEST

_KEY = "link memory"
HOUSE_WIDE = (*FIELDS, "measure")
"""What a link keeps from page to page."""


@dataclass(frozen=True, slots=True)
class Memory:
    """What this session's link said last.

    Attributes:
        page: The page it led to.
        query: Its parameters.
        bare: Pages that were first opened with nothing to say, so that a link without parameters is
            meant there. Elsewhere it is only the navigation's own link, which never says anything.
    """

    page: str
    query: dict[str, str]
    bare: frozenset[str]


def carried(page: str) -> dict[str, str]:
    """The parameters of the link; the page before's, where this link says nothing at all.

    A link that says something means what it says, and the usual for the rest.
    """
    query = st.query_params.to_dict()
    memory = st.session_state.get(_KEY)
    if not isinstance(memory, Memory):
        memory = Memory(page, {}, frozenset() if query else frozenset({page}))
    if memory.page != page:
        whole = query or memory.query
        bare = memory.bare - {page} if whole else memory.bare | {page}
    else:
        whole = query or ({} if page in memory.bare else memory.query)
        bare = memory.bare
    if whole != query:
        st.query_params.update(whole)
    st.session_state[_KEY] = Memory(page, _house_wide(whole), bare)
    return whole


def write(query: dict[str, str]) -> None:
    """Make the link say this; the page stays. Parameters that keep their text are not touched."""
    before = st.query_params.to_dict()
    for name in before.keys() - query.keys():
        del st.query_params[name]
    changed = {name: text for name, text in query.items() if before.get(name) != text}
    if changed:
        st.query_params.update(changed)
    memory = st.session_state.get(_KEY)
    if isinstance(memory, Memory):
        st.session_state[_KEY] = Memory(memory.page, _house_wide(query), memory.bare)


def _house_wide(query: dict[str, str]) -> dict[str, str]:
    return {name: text for name, text in query.items() if name in HOUSE_WIDE and len(text) <= LONGEST}
