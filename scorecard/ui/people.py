"""People on the screen: who is in the book, with which role, and a form for those who may change that."""

from collections.abc import Sequence

import streamlit as st

from scorecard.changes.people import put_person
from scorecard.domain.access import Actor, may
from scorecard.domain.people import FINANCE, LONGEST_NAME, OPERATIONS, ROLES, SEATS, Person, Seat
from scorecard.reports.help import slug
from scorecard.store.store import Store
from scorecard.ui import cards, show, work_entries
from scorecard.ui.markup import element
from scorecard.ui.person import ROLE
from scorecard.ui.shell import Page
from scorecard.ui.work_entries import Entry

SOMEBODY_NEW = Person("", "", OPERATIONS, OPERATIONS)
SEAT_NAMES = {seat: Seat(seat).label if seat else "none" for seat in reversed(SEATS)}
SIDES = {FINANCE: "finance", OPERATIONS: "operations", "": "neither"}


def draw(page: Page, people: Sequence[Person]) -> None:
    """Everybody with role and side; below, for administrators, one form to add somebody or change them."""
    st.html(element("p", cards.anchor("Back to the list", page.address("work"))))
    lines = [
        (
            each.name,
            ROLE.get(each.role, each.role),
            SIDES.get(each.side, each.side),
            Seat(each.seat).label if each.seat else "",
            "yes" if each.active else "left",
        )
        for each in people
    ]
    show.rows(("Name", "Role", "Speaks for", "Seat", "Still here"), lines, "People in the book")
    if not may(page.frame.person.actor, "change people"):
        st.text("Administrators change people; so does this computer's account.")
        return
    told = {"": "Somebody new", **{each.id: each.name for each in people}}
    chosen = st.selectbox(
        "Add or change", list(told), format_func=lambda key: told.get(key, key), key="person to change"
    )
    _form(page, next((each for each in people if each.id == chosen), SOMEBODY_NEW))


def _form(page: Page, person: Person) -> None:
    entry = work_entries.begun(page, "people", person.id, person.version)
    if work_entries.is_done(entry, "Written down.", "New entry"):
        return
    with st.form(entry.widget("form"), border=False):
        name = st.text_input("Name", person.name, max_chars=LONGEST_NAME, key=entry.widget("name"))
        role, side, seat = _role_side_and_seat(person, entry)
        here = st.checkbox("Is here; somebody who left cannot be chosen or own work", bool(person.active),
                           key=entry.widget("here"))  # fmt: skip
        pressed = st.form_submit_button("Write down", type="primary")
    if pressed:
        wanted = Person(person.id or slug(name), name, role, side, int(here), entry.version, seat)
        if work_entries.send(page, entry, person.version, True, _put, wanted, entry.key) is not None:
            st.rerun()


def _role_side_and_seat(person: Person, entry: Entry) -> tuple[str, str, str]:
    left, right, last = st.columns(3)
    with left:
        role = st.selectbox(
            "Role", ROLES, ROLES.index(person.role), format_func=lambda each: ROLE.get(each, each),
            key=entry.widget("role"),
        )  # fmt: skip
    with right:
        sides = list(SIDES)
        side = st.selectbox(
            "Speaks for", sides, sides.index(person.side), format_func=SIDES.__getitem__, key=entry.widget("side")
        )
    with last:
        seats = list(SEAT_NAMES)
        seat = st.selectbox(
            "Seat", seats, seats.index(person.seat), format_func=SEAT_NAMES.__getitem__, key=entry.widget("seat")
        )
    return role, side, seat


def _put(store: Store, actor: Actor, person: Person, key: str) -> int:
    put_person(store, actor, person, key)
    return 1
