"""Answer for a red number in one go: who has it, why it is red, and what is done until when."""

from dataclasses import dataclass
from datetime import date

from scorecard.changes.acting import authorise_entry
from scorecard.changes.assign import assign
from scorecard.changes.progress import agree_action
from scorecard.changes.root_cause import explain
from scorecard.domain.access import Actor
from scorecard.domain.work import Figures, Subject
from scorecard.domain.work_entries import LONGEST_ACTION, cause_entered, day_entered, text_entered, whys_entered
from scorecard.store.store import Store


@dataclass(frozen=True, slots=True)
class RedAnswer:
    """What somebody entered: the kind of cause and why, what is done until when, and by which pair."""

    cause: str
    why: str
    action: str
    until: date
    finance_owner: str
    operations_owner: str


def answer_red(
    store: Store, actor: Actor, subject: Subject, now: Figures, told: RedAnswer, held: int = 0, key: str = ""
) -> int:
    """Give the number to the pair where nobody has it yet, say why it is red, and agree the action.

    Three acts of the work rooms, each one transaction with its own trace; everything is looked at before the first,
    and a second try with the same key goes on where the first one ended.

    Args:
        store: Where.
        actor: Who answers.
        subject: The red number.
        now: Its figures on the screen.
        told: The answer.
        held: The item somebody has about it already, 0 for none.
        key: Kept by the form until a new entry is begun.

    Returns:
        The item's number.

    Raises:
        NotAllowed: If the actor may not assign work, explain or agree actions.
        UnfitEntry: If cause, reason, action or day cannot be kept.
        AlreadyAssigned, NotAPair, UnknownName, Conflict, NotInThisState: As for each act.
    """
    for right in ("assign work", "explain a difference", "agree an action"):
        authorise_entry(store, actor, right)
    cause_entered(told.cause)
    whys_entered([told.why])
    text_entered(told.action, "action", LONGEST_ACTION)
    day_entered(told.until, store.today(), "day of the action")
    number = held or assign(
        store, actor, subject, now, told.finance_owner, told.operations_owner, told.until, "", _step(key, "given")
    )
    version = store.work.item(number).version
    explain(store, actor, number, version, told.cause, [told.why], now, _step(key, "why"))
    version = store.work.item(number).version
    return agree_action(store, actor, number, version, told.action, told.until, now, _step(key, "action"))


def _step(key: str, name: str) -> str:
    return f"{key} {name}" if key else ""
