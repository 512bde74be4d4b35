"""Write the one message of the CFO and the COO, and stand by its words, or not."""

from scorecard.changes.sync_acting import seated
from scorecard.domain.access import Actor
from scorecard.domain.errors import Conflict
from scorecard.domain.people import Seat
from scorecard.domain.sync import TWO
from scorecard.domain.sync_acts import in_seat
from scorecard.domain.sync_message import Message, MessageEntry, NothingToTick, Spoken
from scorecard.domain.work_entries import LONGEST_ACTION, text_entered
from scorecard.store.store import Store

WHAT = "The message"


def write_message(store: Store, actor: Actor, text: str, wording: int, key: str = "") -> int:
    """Word the message anew; ticks on the old words count no longer.

    Args:
        store: Where.
        actor: The CFO or the COO.
        text: The new words; empty to say nothing any more.
        wording: Number of the words that were read, 0 for none.
        key: Kept by the form until a new entry is begun.

    Returns:
        Number of the new words.

    Raises:
        NobodyChosen, NoSeat: If the actor does not speak here.
        Conflict: If somebody else worded it meanwhile.
        UnfitEntry: If the text cannot be kept.
    """
    told = text_entered(text, "message", LONGEST_ACTION, needed=False)
    return _speak(store, actor, Spoken.WORDED, told, wording, key)


def tick(store: Store, actor: Actor, wording: int, stands: bool = True, key: str = "") -> int:
    """Stand by the very words that were read, or no longer.

    Raises:
        NobodyChosen, NoSeat: If the actor does not speak here.
        Conflict: If they were changed meanwhile.
        NothingToTick: If there are none.
    """
    return _speak(store, actor, Spoken.TICKED if stands else Spoken.TAKEN_OFF, "", wording, key)


def _speak(store: Store, actor: Actor, kind: Spoken, text: str, wording: int, key: str) -> int:
    seat = in_seat(seated(store, actor), TWO)
    read = next((each.text for each in store.sync.spoken() if each.id == wording), "")

    def decide(message: Message, holds: Seat | None) -> Seat:
        if message.wording != wording:
            raise Conflict(WHAT, text if kind is Spoken.WORDED else read, message.text)
        if kind is not Spoken.WORDED and not message.text:
            raise NothingToTick
        return in_seat(holds, TWO)

    about = 0 if kind is Spoken.WORDED else wording
    return store.sync.speak(MessageEntry(0, store.sync.now(), actor.id, seat, kind, text, about), decide, key)
