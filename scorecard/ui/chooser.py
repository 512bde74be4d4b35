"""A chooser of what the link says: it shows the link's value, and hands on only what was chosen on it.

A browser sends what its choosers hold with every run, also one that has not yet drawn what it was told last. So a
chooser is told its value where it is made, never afterwards, and one that must show something else than was chosen
on it is made anew under another key: what an older one still holds is nobody's choice.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st


@dataclass(frozen=True, slots=True)
class _Made:
    """How often this session has made a chooser, and what it showed last."""

    times: int
    shown: str | int | float


def select(
    name: str,
    label: str,
    offered: Mapping[str, str],
    shown: str,
    chosen: Callable[[str], None],
    width: int = 330,
    bare: bool = True,
) -> None:
    """One among many.

    Args:
        name: Of the chooser, one a screen.
        label: What is chosen; read out, and written above where it isn't bare.
        offered: What the link says to words, in order; ``shown`` is offered too where it is missing.
        shown: What the link says now.
        chosen: Told of a choice; it is to write it into the link.
        width: In pixels.
        bare: Whether the label is only read out.
    """
    options = told_apart({**offered, shown: offered.get(shown, shown)})
    key = _key(name, shown)
    st.selectbox(
        label,
        list(options),
        index=list(options).index(shown),
        format_func=lambda each: options.get(each, each),
        key=key,
        on_change=_hand_on,
        args=(name, key, chosen),
        width=width,
        label_visibility="collapsed" if bare else "visible",
    )


def number(
    name: str,
    label: str,
    reach: tuple[float, float],
    step: float,
    shown: float,
    chosen: Callable[[float], None],
    width: int,
    note: str | None = None,
) -> None:
    """A number within reach, both ends counted; a whole step takes whole numbers only.

    Args:
        name: Of the chooser, one a screen.
        label: What is chosen, written above.
        reach: Least and most.
        step: What one press adds.
        shown: What the link says now.
        chosen: Told of a choice; it is to write it into the link.
        width: In pixels.
        note: How it works, behind a question mark.
    """
    key = _key(name, shown)
    st.number_input(
        label,
        min_value=reach[0],
        max_value=reach[1],
        value=shown,
        step=step,
        format=None if isinstance(step, int) else "%0.1f",
        key=key,
        on_change=_hand_on,
        args=(name, key, chosen),
        width=width,
        help=note,
    )


def told_apart(offered: Mapping[str, str]) -> dict[str, str]:
    """What is offered with no two words alike: a browser tells what was chosen by its words, not by its place."""
    times = Counter(offered.values())
    return {name: words if times[words] == 1 else f"{words} ({name})" for name, words in offered.items()}


def _key(name: str, shown: str | float) -> str:
    """The key of the chooser that shows this: the last one's where it does so already, else a new one's."""
    place = f"{name} made"
    made: _Made = st.session_state.get(place, _Made(0, shown))
    held = st.session_state.get(f"{name} {made.times}", made.shown)
    times = made.times + (held != shown)
    st.session_state[place] = _Made(times, shown)
    return f"{name} {times}"


def _hand_on(name: str, key: str, chosen: Callable[[Any], None]) -> None:
    """Tell of a choice; what an older chooser still held is none."""
    if key == f"{name} {st.session_state[f'{name} made'].times}":
        chosen(st.session_state[key])
