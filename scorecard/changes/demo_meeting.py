"""The sample company's last two weekly reviews: held on figures as they were then, as invented as the rest."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from scorecard.changes.begin_meeting import begin_meeting
from scorecard.changes.demo_work import open_demo_work
from scorecard.changes.finish_meeting import finish_meeting
from scorecard.changes.progress import agree_action
from scorecard.changes.raise_flag import Warned, raise_flag
from scorecard.changes.record_outcome import decide, note_win, park
from scorecard.changes.root_cause import explain
from scorecard.changes.stating import Stated
from scorecard.domain.access import Actor
from scorecard.domain.agenda import AgendaItem
from scorecard.domain.flags import Confidence, FlagKind
from scorecard.domain.presets import USUAL
from scorecard.domain.scope import Scope
from scorecard.domain.work import NO_FIGURES, Cause, Figures, Subject
from scorecard.store.store import Store

Desk = tuple[Scope, Callable[[], Sequence[AgendaItem]], Callable[[Subject], Figures | None]]
"""What lies before them: the usual scope, what makes its agenda, and what tells the numbers of a subject."""

LEADS, ANSWERS = Actor("priya-sandell", "finance"), Actor("amara-linde", "operations")

WHYS = ("Two products fail their last test.", "Their compressors start too slowly.", "A part was changed unannounced.")
"""Why more units are scrapped, as far as it is known in the second review."""


def hold_demo_meeting(store: Store, actor: Actor, desk: Callable[[Store], Desk]) -> int:
    """Hold the next of the two reviews, from its agenda to its minutes.

    Args:
        store: With the sample company and its people, at the moment the meeting begins.
        actor: Who creates the sample company.
        desk: What lies before them at that moment.

    Returns:
        The meeting's number, 0 where both were held or those who hold them are not there.

    Raises:
        NotAllowed: If the actor may not create the sample company.
    """
    held = store.meetings.meetings()
    if len(held) > 1 or not {LEADS.id, ANSWERS.id} <= {person.id for person in store.people()}:
        return 0
    scope, made, figures = desk(store)
    if not held:
        open_demo_work(store, actor, scope.period, figures, late=False)
    agenda = made()
    number = begin_meeting(store, LEADS, USUAL.id, scope, agenda, USUAL.minutes)
    (_talk_again if held else _talk)(store, number, figures)
    return finish_meeting(store, LEADS, number, 1, range(1, len(agenda) + 1))


def _talk(store: Store, number: int, figures: Callable[[Subject], Figures | None]) -> None:
    today, found = store.today(), store.meetings.meeting(number)
    for place, item in enumerate(found.agenda, 1):
        now = _now(found.subject(place), figures)
        if item.name == "service_backlog":
            text = "Two crews of Velanda help at Ostermoor for four weeks; the oldest jobs first."
            decide(store, LEADS, number, place, text, now, Stated("200", today + timedelta(days=28)))
        if item.name == "nps":
            park(store, LEADS, number, place, "Wait for the answers of the week; then look at the reasons given.", now)
        if item.ref == "since":
            text = "The month was closed without one open question between finance and operations."
            note_win(store, LEADS, number, place, text, "", now)


def _talk_again(store: Store, number: int, figures: Callable[[Subject], Figures | None]) -> None:
    today, found = store.today(), store.meetings.meeting(number)
    for place, item in enumerate(found.agenda, 1):
        now = _now(found.subject(place), figures)
        if item.name == "first_pass_yield":
            text = "No compressor of Kestrel is built in untested from Monday on."
            decide(store, LEADS, number, place, text, now, Stated("94", today + timedelta(days=35), "15,000"))
        if item.name == "overdue_share":
            park(store, LEADS, number, place, "The customer answers on its credit limit next week.", now)
        if item.name == "operating_profit":
            text = "A chain of shops may put its winter order off until after the New Year."
            warned = Warned(FlagKind.CUSTOMER, text, "120000", today + timedelta(days=21), Confidence.LOW)
            sold = found.about("revenue_equipment")
            raise_flag(store, ANSWERS, sold, _now(sold, figures), warned, number, place)
    for work in store.work.items():
        if work.subject.name == "scrap_rate":
            was, day = figures(work.subject) or work.figures, today + timedelta(days=14)
            explain(store, ANSWERS, work.id, work.version, Cause.SUPPLY, WHYS, was)
            told, version = "Send failed parts back within two days, with the record of the test.", work.version + 1
            agree_action(store, LEADS, work.id, version, told, day, was, lead=ANSWERS.id)


def _now(subject: Subject | None, figures: Callable[[Subject], Figures | None]) -> Figures:
    return (figures(subject) if subject else None) or NO_FIGURES
