"""Write down that a notice is about to leave and what became of it, or what was taken note of without one.

A notice is written down before it leaves and again after: a run that is stopped between the two leaves it begun, and
the next run sends what still holds once more, saying so. So an audience hears of everything at least once.
"""

from scorecard.domain.access import Actor, authorise
from scorecard.domain.notices import Notice, NoticeState
from scorecard.store.store import Store

RIGHT = "send notices"


def begin_notice(store: Store, actor: Actor, notice: Notice) -> int:
    """Write down a notice that is about to leave, or one that only takes note.

    Returns:
        Its number.

    Raises:
        NotAllowed: If the actor may not send notices.
    """
    authorise(actor, RIGHT)
    return store.notices.begin(notice, actor.id)


def end_notice(store: Store, actor: Actor, number: int, was_sent: bool) -> None:
    """Write down whether a notice was sent.

    Raises:
        NotAllowed: If the actor may not send notices.
        NoticeOver: If that is written down already.
    """
    authorise(actor, RIGHT)
    store.notices.end(number, actor.id, NoticeState.SENT if was_sent else NoticeState.NOT_SENT)
