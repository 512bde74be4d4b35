"""What people said since an audience's last digest: the one message, decisions, actions and flags; and how cash stands.

Who may see cash and hears of every measure reads decisions and actions in their words; anybody else only what they are
about. Of a flag nobody reads more than what it is about, its size and its day. The one message is for everybody.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from scorecard.domain.access import sees_cash
from scorecard.domain.audiences import AlertKind
from scorecard.domain.flags import warning_words
from scorecard.domain.meeting import Meeting
from scorecard.domain.notice_words import LONGEST, harmless, listed
from scorecard.domain.notices import Notice
from scorecard.domain.sync_message import Spoken
from scorecard.reports.cash import cash_report
from scorecard.reports.decisions import DecisionRow, decisions_report
from scorecard.reports.flags import flag_rows
from scorecard.reports.notice_ears import Ears
from scorecard.reports.pack_last import actions_of
from scorecard.reports.work_rows import shelf_of
from scorecard.store.store import Store

BEFORE_THE_FIRST = timedelta(days=7)
"""How far the first digest looks back."""

IN_THE_MAKING = timedelta(minutes=1)
"""A digest is dated when it leaves, and what was said while it was made is not in it."""

Line = tuple[datetime | None, str]
"""When something was said, None where only its day is known, and how it is told."""


def cash_lines(store: Store, ears: Ears) -> list[str]:
    """The sentence of the page Cash, for who may see it and is alerted to it; nothing where there is no forecast."""
    if not sees_cash(ears.audience.role) or AlertKind.CASH not in ears.audience.alerts:
        return []
    answer = cash_report(store, ears.asked.scope)
    return [] if answer.low is None else [answer.headline]


def said_lines(store: Store, ears: Ears, last: Notice | None) -> list[str]:
    """What was said since the last digest, each kind under its own line; nothing where nothing was.

    Args:
        store: The open store.
        ears: Who hears it.
        last: The digest before; None for the first one, which looks a week back.
    """
    since = last.at - IN_THE_MAKING if last else store.notices.now() - BEFORE_THE_FIRST
    met = [each for each in store.meetings.meetings() if each.ended and each.ended > since]
    parts = {
        "Decided since:": [*_decisions(store, ears, met, since)],
        "Actions agreed since:": [*_actions(store, ears, met)],
        "Early flags raised since:": [*_flags(store, ears, since)],
    }
    new = {head: [line for at, line in lines if _is_new(at, line, last)] for head, lines in parts.items()}
    told = [line for head, lines in new.items() if lines for line in (head, *listed(lines))]
    return [*(line for at, line in _message(store, since) if _is_new(at, line, last)), *told]


def _is_new(at: datetime | None, line: str, last: Notice | None) -> bool:
    """Whether the last digest does not have it: said before that one left, or on that day, it may stand there."""
    if last is None or (at is not None and at > last.at):
        return True
    return not {harmless(line, LONGEST), harmless(f"- {line}", LONGEST)} & {*last.text.splitlines()}


def _message(store: Store, since: datetime) -> Iterator[Line]:
    """The one message, once both stand by it."""
    found = store.sync.message()
    ticked = [each.at for each in store.sync.spoken() if (each.wording, each.kind) == (found.wording, Spoken.TICKED)]
    if found.is_said and max(ticked) > since:
        yield max(ticked), f"From the CFO and the COO: {found.text}"


def _decisions(store: Store, ears: Ears, met: Sequence[Meeting], since: datetime) -> Iterator[Line]:
    """Those of meetings that ended since, and matters that the CFO and the COO or the CEO decided since."""
    ended = {each.id: each.ended for each in met}
    for row in decisions_report(store, ears.asked.scope).rows:
        outcome = row.outcome
        at = ended.get(outcome.meeting) if outcome.meeting else outcome.at
        if at and at > since and (outcome.subject is None or ears.hears(outcome.subject.name)):
            yield at, _decision(row, _reads_words(ears))


def _decision(row: DecisionRow, in_words: bool) -> str:
    outcome = row.outcome
    about = f" about {row.label}" if outcome.subject else ""
    until = f" Until {outcome.by:%-d %b %Y}." if outcome.by else ""
    told = f"Decision of {outcome.at:%-d %b %Y}{about}"
    if not in_words:
        return f"{told}.{until}"
    said = " ".join(filter(None, (f"{outcome.text.rstrip('.')}.", row.cost_words, row.check_words or until.strip())))
    return f"{told}: {said}"


def _actions(store: Store, ears: Ears, met: Sequence[Meeting]) -> Iterator[Line]:
    """Actions agreed in meetings that ended since, about numbers that the audience hears of."""
    shelf, below = shelf_of(store, ears.asked), set(ears.asked.catalogue.subtree(ears.asked.scope.entity))
    for meeting in met:
        for item, line in actions_of(shelf, meeting, store.meetings.heard(meeting.id).given):
            if item.subject.entity in below and ears.hears(item.subject.name):
                words = f": {line.text.rstrip('.')}" if _reads_words(ears) else ""
                yield meeting.ended, f"Item {item.id}, {line.about}{words}, by {line.day:%-d %b %Y} ({line.who})."


def _flags(store: Store, ears: Ears, since: datetime) -> Iterator[Line]:
    """Flags raised on that day or since, about numbers that the audience hears of; a flag is dated by its day."""
    for row in flag_rows(store, ears.asked):
        if row.flag.opened >= since.date() and ears.hears(row.flag.subject.name):
            yield None, f"{row.label}: {warning_words(row.flag, ears.asked.catalogue.currency)}."


def _reads_words(ears: Ears) -> bool:
    """Whether it reads what people wrote: who may see cash and hears of every measure."""
    return sees_cash(ears.audience.role) and ears.reach is None
