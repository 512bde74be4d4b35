"""What the CFO and the COO have to decide, where each stands, what was decided, and their one message.

Only who has a seat is told of what is not decided.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from scorecard.domain.people import Seat, seat_of
from scorecard.domain.scope import Scope
from scorecard.domain.sync import MatterState
from scorecard.domain.sync_acts import in_seat
from scorecard.domain.sync_message import Message, message_from
from scorecard.reports.asked import open_scope
from scorecard.reports.sync_matter_rows import Desk, LogLine, MatterRow, MessageRow, PositionRow
from scorecard.reports.work_rows import names_of
from scorecard.store.store import Store

__all__ = ["LogLine", "MatterRow", "MattersReport", "MessageRow", "PositionRow", "matters_report", "message_of"]

HOW_TO = "Nobody has a seat yet. Name them: people put ID --seat cfo, then coo and ceo."


@dataclass(frozen=True, slots=True)
class MattersReport:
    """What needs a decision, what was decided and the message.

    Attributes:
        seat: The seat of the person who asks; None where nobody has one yet.
        open: Matters that need a decision, the oldest day to decide by first.
        decided: Matters that are decided, the newest first.
    """

    scope: Scope
    headline: str
    as_of: str
    revision: int
    currency: str
    seat: Seat | None
    open: tuple[MatterRow, ...]
    decided: tuple[MatterRow, ...]
    message: MessageRow

    @property
    def rows(self) -> tuple[MatterRow, ...]:
        """All matters, for files."""
        return (*self.open, *self.decided)


def matters_report(store: Store, scope: Scope, person_id: str) -> MattersReport:
    """Answer: what do the CFO and the COO have to decide, and where does each of them stand?

    Args:
        store: The open store.
        scope: In which state of the numbers and in which words; matters are those of the whole company.
        person_id: Who asks; "" for the computer's account, which is told how seats are named, while nobody has one.

    Raises:
        NoSeat: If the person has no seat.
    """
    asked, people = open_scope(store, scope), store.people()
    nobody = not person_id and not any(each.seat and each.active for each in people)
    seat = None if nobody else in_seat(seat_of(people, person_id))
    desk = Desk(store, asked, names_of(store, asked.catalogue), seat, store.today())
    held = [each for each in store.sync.matters() if each.state is not MatterState.WITHDRAWN] if seat else []
    needed = sorted((each for each in held if each.is_open), key=lambda each: (each.clock or each.decide_by, each.id))
    done = sorted((each for each in held if not each.is_open), key=lambda each: (each.decided, each.id), reverse=True)
    rows = tuple(desk.row(each) for each in needed)
    return MattersReport(
        scope, HOW_TO if nobody else _headline(rows), asked.snapshot.as_of_label, asked.snapshot.revision,
        asked.catalogue.currency, seat, rows, tuple(desk.row(each) for each in done),
        desk.message(store.sync.message() if seat else Message()),
    )  # fmt: skip


def message_of(store: Store, is_told: Callable[[datetime], bool] = lambda _moment: True) -> str:
    """The one message as the team hears it, by what was said at told moments; "" while not both stand by it."""
    found = message_from(each for each in store.sync.spoken() if is_told(each.at))
    return found.text if found.is_said else ""


def _headline(rows: Sequence[MatterRow]) -> str:
    if not rows:
        return "Nothing needs a decision of the two."
    late, sent = sum(bool(row.overdue) for row in rows), sum(row.matter.state is MatterState.FOR_CEO for row in rows)
    told = "1 matter needs a decision" if len(rows) == 1 else f"{len(rows)} matters need a decision"
    parts = [told, *([f"{sent} with the CEO"] if sent else []), *([f"{late} past the day"] if late else [])]
    return f"{', '.join(parts)}."
