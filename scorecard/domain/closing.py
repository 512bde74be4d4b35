"""How far the books are closed (semantics 2.6): for good, for now, or not yet."""

from collections.abc import Mapping
from dataclasses import dataclass

from scorecard.domain.vocabulary import CloseState

REOPEN = "Book the correction in a period that is open, or open these again: [closing] in the catalogue."
"""The remedy where a change is refused."""

NOT_CLOSED = "not closed yet"
"""What is said of a period that has ended and whose books are open."""


@dataclass(frozen=True, slots=True)
class Closing:
    """The last period closed for good and the last one closed for now, by their keys; "" where none is.

    Up to ``closed`` actual figures stand: what would change them is refused. Up to ``soft_closed`` they may
    still be corrected, and who does so is told. Keys of one calendar sort by time.
    """

    closed: str = ""
    soft_closed: str = ""

    def state(self, period: str) -> CloseState | None:
        """How a period stands; None where the workspace does not say how far its books are closed."""
        if not self.closed and not self.soft_closed:
            return None
        if period <= self.closed:
            return CloseState.CLOSED
        return CloseState.SOFT_CLOSED if period <= self.soft_closed else CloseState.OPEN

    def told(self, labels: Mapping[str, str]) -> str:
        """How far the books are closed, in a sentence, by labels of periods; "" where that is not said."""
        parts = [f"up to {labels.get(self.closed, self.closed)}"] if self.closed else []
        if self.soft_closed > self.closed:
            parts.append(f"for now up to {labels.get(self.soft_closed, self.soft_closed)}")
        return f"The books are closed {', and '.join(parts)}." if parts else ""
