"""The link of this screen: read on every run, written when somebody chooses.

The link is the truth. A choice counts only if it was made on the screen that the link shows: somebody who goes
back twice in a hurry sends the choosers of the screen in between along, and those are not choices.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

import streamlit as st
from streamlit.errors import StreamlitAPIException

from scorecard.domain.scope import LONGEST

_KEY = "link drawn"
_TYPED = "link typed"
HOUSE_WIDE = ("measure",)
"""What a link keeps from page to page beside the scope."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """What this session's choosers were last drawn for.

    Attributes:
        query: The parameters they show.
        before: What the link said before the last choice: a browser may not have heard of the choice yet when
            the next one is made.
        written: Whether the choice was made in the run that is drawing now.
    """

    query: dict[str, str]
    before: dict[str, str] | None = None
    written: bool = False


def read() -> dict[str, str]:
    """The parameters of the link, noted as what the choosers are drawn for."""
    query = st.query_params.to_dict()
    drawn = _drawn()
    if drawn is None or drawn.query != query:
        st.session_state[_KEY] = Drawn(query)
    else:
        st.session_state[_KEY] = replace(drawn, before=drawn.before if drawn.written else None, written=False)
    return query


def chosen_on() -> dict[str, str] | None:
    """What the link says on the screen a choice was made on; None where the reader has left that screen."""
    query, drawn = st.query_params.to_dict(), _drawn()
    if drawn is None or _untyped(query) == _untyped(drawn.query):
        return query
    return drawn.query if query == drawn.before else None


def write(query: dict[str, str], usual: Mapping[str, str] = MappingProxyType({})) -> None:
    """Make the link say this; the page stays, and the screen before is one step back.

    Args:
        query: All that the link is to say.
        usual: What a name says that is left out; beside a search it is written in full where leaving it out would
            take a step of its own.
    """
    before = st.query_params.to_dict()
    try:
        if query != before:
            st.query_params.from_dict(query)
    except StreamlitAPIException:  # a search box holds on to its own word, so that only the others can be said anew
        _write_beside(query, before, usual)
    st.session_state[_KEY] = Drawn(st.query_params.to_dict(), before, written=True)


def _write_beside(query: dict[str, str], before: dict[str, str], usual: Mapping[str, str]) -> None:
    changed = {name: text for name, text in query.items() if before.get(name) != text}
    gone = before.keys() - query.keys()
    if changed or len(gone) > 1:
        changed |= {name: usual[name] for name in gone if name in usual}
    for name in gone - changed.keys():
        del st.query_params[name]
    if changed:
        st.query_params.update(changed)


def house_wide() -> dict[str, str]:
    """What the link says beside the scope and every page understands."""
    query = st.query_params.to_dict()
    return {name: query[name] for name in HOUSE_WIDE if 0 < len(query.get(name, "")) <= LONGEST}


def typed(name: str) -> None:
    """Note that a search box writes this into the link by itself, so that no choice is made on it."""
    st.session_state[_TYPED] = _typed() | {name}


def _typed() -> frozenset[str]:
    noted = st.session_state.get(_TYPED)
    return noted if isinstance(noted, frozenset) else frozenset()


def _untyped(query: dict[str, str]) -> dict[str, str]:
    """Without what a search box wrote: a run may begin before it has."""
    noted = _typed()
    return {name: text for name, text in query.items() if name not in noted}


def _drawn() -> Drawn | None:
    drawn = st.session_state.get(_KEY)
    return drawn if isinstance(drawn, Drawn) else None
