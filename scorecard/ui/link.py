"""The link of this screen: read on every run, carried from page to page, written when somebody chooses."""

from collections.abc import Mapping
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


def choice(name: str, label: str, told: Mapping[str, str], usual: str, width: int = 420) -> str:
    """A chooser whose value stands in the link.

    Args:
        name: The parameter in the link.
        label: What is chosen.
        told: Value to words.
        usual: The value where the link says nothing, or nothing that is among the choices.
        width: In pixels.

    Returns:
        The value, ``usual`` where there is nothing to choose from.
    """
    said, key = st.query_params.get(name, ""), f"choice {name}"
    value = said if said in told else usual
    if st.session_state.get(key) != value:
        st.session_state[key] = value
    chosen = st.selectbox(
        label, list(told), format_func=told.__getitem__, key=key, on_change=_chosen, args=(name, key), width=width
    )
    return chosen if chosen in told else usual


def _chosen(name: str, key: str) -> None:
    others = {other: text for other, text in st.query_params.to_dict().items() if other != name}
    value = st.session_state[key]
    write({**others, name: value} if isinstance(value, str) and value else others)


def _house_wide(query: dict[str, str]) -> dict[str, str]:
    return {name: text for name, text in query.items() if name in HOUSE_WIDE and len(text) <= LONGEST}
