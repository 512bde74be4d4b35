"""People: list those in the book, add somebody, change a role, a side or a seat, say that somebody has left."""

from dataclasses import replace

import click

from scorecard.changes.people import put_person
from scorecard.cli.saying import actor, say
from scorecard.domain.people import ROLES, SEATS, SIDES, Person, Seat
from scorecard.ingest.opening import open_store
from scorecard.settings import Settings

SIDE_NAMES = tuple(side or "neither" for side in SIDES)
SEAT_NAMES = tuple(seat or "none" for seat in SEATS)


@click.group("people")
def people() -> None:
    """Who the book knows, and what they may do."""


@people.command("list")
@click.pass_obj
def listed(settings: Settings) -> None:
    """List everybody: id, role, side, seat and name."""
    store = open_store(settings.store, settings.book_url, settings.facts_uri)
    found = store.people()
    for person in found:
        side, left = person.side or "neither", "" if person.active else "  (has left)"
        say(f"{person.id:<24}{person.role:<12}{side:<12}{person.name}{_sits(person)}{left}")
    if not found:
        say("Nobody is in the book yet. Load a catalogue with people, or add somebody with “people put”.")


@people.command("put")
@click.argument("name")
@click.option("--name", "shown", default=None, help="The name that screens show; the id for somebody new.")
@click.option("--role", type=click.Choice(ROLES), default=None, help="What they may do; viewer for somebody new.")
@click.option("--side", type=click.Choice(SIDE_NAMES), default=None, help="Whom they speak for.")
@click.option("--seat", type=click.Choice(SEAT_NAMES), default=None, help="Whose seat they take; one person a seat.")
@click.option("--left/--here", default=None, help="Whether they have left.")
@click.pass_obj
def put(
    settings: Settings,
    name: str,
    shown: str | None,
    role: str | None,
    side: str | None,
    seat: str | None,
    left: bool | None,
) -> None:
    """Add the person with the id NAME, or change what is given."""
    store = open_store(settings.store, settings.book_url, settings.facts_uri)
    before = next((each for each in store.people() if each.id == name), Person(name, name))
    after = replace(
        before,
        name=shown or before.name,
        role=role or before.role,
        side=before.side if side is None else side.replace("neither", ""),
        seat=before.seat if seat is None else seat.replace("none", ""),
        active=before.active if left is None else int(not left),
    )
    if after == before and before.version:
        say(f"{before.name} is in the book like this already; nothing changed.")
        return
    put_person(store, actor(), after)
    say(f"{after.name} is in the book as {after.role}{_sits(after)}{', has left' if not after.active else ''}.")


def _sits(person: Person) -> str:
    return f", {Seat(person.seat).label}" if person.seat else ""
