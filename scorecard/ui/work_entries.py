"""What a session keeps of an entry in hand, so that a second click is the same act and a conflict is never missed."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Concatenate, ParamSpec

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from scorecard.domain.access import Actor
from scorecard.domain.errors import Conflict
from scorecard.domain.work import Figures
from scorecard.store.store import Store
from scorecard.ui.plain_text import plain
from scorecard.ui.shell import Page

Rest = ParamSpec("Rest")


@dataclass(frozen=True, slots=True)
class Entry:
    """One form on one thing, from its first drawing until "New entry" is pressed.

    Attributes:
        name: The form's name.
        thing: The item's number, or the subject of a new one.
        key: The same for every click; the names of the form's widgets end in it.
        version: The thing's version that was on the screen when the entry was begun.
        who: Id of the person in whose name it was begun.
        result: What came of it; None until it is written.
    """

    name: str
    thing: str
    key: str
    version: int
    who: str
    result: int | None = None

    def widget(self, part: str) -> str:
        """The key of one of its widgets."""
        return f"{self.name} {part} {self.key}"


def begun(page: Page, name: str, thing: object, version: int = 0) -> Entry:
    """The entry in hand, or a new one about the version that is on the screen; what somebody else wrote is put away."""
    kept, who = st.session_state.get(_place(name, thing)), page.frame.person.actor.id
    if isinstance(kept, Entry) and (kept.result is None or kept.who == who):
        return kept
    return _keep(Entry(name, str(thing), secrets.token_hex(8), version, who))


def fresh(entry: Entry) -> None:
    """Put the entry away; the next one is empty and has a key of its own."""
    st.session_state.pop(_place(entry.name, entry.thing), None)


def is_done(entry: Entry, said: str, again: str) -> bool:
    """After an entry is written: say so, and begin another only when asked to."""
    if entry.result is None:
        return False
    st.success(plain(said))
    if st.button(again, key=entry.widget("again")):
        fresh(entry)
        st.rerun()
    return True


def moved_since_drawn(entry: Entry, now: Figures, words: str) -> str:
    """What to say where the numbers are others than when the form was last drawn: a button is pressed on what was seen.

    Args:
        entry: The entry in hand.
        now: The number as it is.
        words: The same in words.

    Returns:
        Both values in one sentence; "" where nothing moved.
    """
    place = entry.widget("numbers")
    seen, told = st.session_state.get(place, (now.fingerprint, words))
    st.session_state[place] = (now.fingerprint, words)
    if seen == now.fingerprint:
        return ""
    both = f" You saw {told}; now it is {words}." if words or told else ""
    return plain(f"The numbers moved while the form was open.{both} What you typed is kept. Press again.")


def stands(note: DeltaGenerator, is_pressed: bool, entry: Entry, now: Figures, words: str) -> bool:
    """Whether a form is pressed upon the numbers it was drawn with; else it is said in ``note`` that they moved."""
    warned = moved_since_drawn(entry, now, words)
    if is_pressed and warned:
        note.warning(warned)
    return is_pressed and not warned


def send(
    page: Page,
    entry: Entry,
    seen: int,
    bumps: bool,
    change: Callable[Concatenate[Store, Actor, Rest], int],
    *args: Rest.args,
    **kwargs: Rest.kwargs,
) -> int | None:
    """Do what was entered; what was typed stays if it is refused.

    Args:
        page: Whose door is used.
        entry: The entry in hand.
        seen: The thing's version that is on the screen now: after a conflict was shown, the next try is about it.
        bumps: Whether the change makes a new version.
        change: What to do.
        args: What it takes beside the store and the person.
        kwargs: The same by name.

    Returns:
        What the change gave; None if it was refused.
    """
    lost = False

    def told(store: Store, actor: Actor) -> int:
        nonlocal lost
        try:
            return change(store, actor, *args, **kwargs)
        except Conflict:
            lost = True
            raise

    result = page.do(told)
    if result is not None:
        _keep(replace(entry, who=page.frame.person.actor.id, result=result))
        if bumps:
            _carry_on(entry.thing, entry.version or seen)
    elif lost:
        _keep(replace(entry, version=seen))
    return result


def _carry_on(thing: str, version: int) -> None:
    """Other forms in hand that were begun about this version go on about the one just made."""
    for kept in list(st.session_state.values()):
        if isinstance(kept, Entry) and (kept.thing, kept.version, kept.result) == (thing, version, None):
            _keep(replace(kept, version=version + 1))


def _keep(entry: Entry) -> Entry:
    st.session_state[_place(entry.name, entry.thing)] = entry
    return entry


def _place(name: str, thing: object) -> str:
    return f"entry {name} {thing}"
