"""What the meeting before a running one decided and agreed, as it stands now: the answer that packs tell too."""

from datetime import datetime

from scorecard.domain.scope import Scope
from scorecard.reports.asked import open_scope
from scorecard.reports.pack_last import LastTime, last_time
from scorecard.store.store import Store


def last_report(store: Store, scope: Scope, preset: str, with_cash: bool, began: datetime) -> LastTime:
    """Answer: what did the last finished meeting of a kind leave at this place, and how does it stand?

    Args:
        store: The open store.
        scope: The place, in the state of the numbers in which decisions and actions are held against what came.
        preset: The kind of meeting.
        with_cash: Whether what was said about cash and debts is told.
        began: When the running meeting began; what ended since is not told.
    """
    return last_time(store, open_scope(store, scope), preset, with_cash, began)
