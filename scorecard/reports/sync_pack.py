"""The page of those who lead as a pack: dials, commitments, matters with their log, goals, trust and process."""

from dataclasses import dataclass, replace
from hashlib import sha256

from scorecard.domain.people import SEATS
from scorecard.domain.scope import Scope
from scorecard.domain.sync_message import Message
from scorecard.reports.pack import Said, settled
from scorecard.reports.sync import SyncReport, sync_report
from scorecard.reports.sync_goals import GoalsReport, goals_report
from scorecard.reports.sync_matters import MattersReport, MessageRow, matters_report
from scorecard.store.store import Store

SYNC, FOR_SEATS = "sync", "sync-for-seats"
"""What files are called that anybody may have, and those for people with a seat only."""

PRIVATE = "It holds what the CFO, the COO and the CEO have not decided yet: for people with a seat only."
LEFT_OUT = "What the CFO, the COO and the CEO have to decide is left out: it is for people with a seat only."

WRITTEN_IS_OF_TODAY = "The day this was made: what people wrote, from flags to what was decided."
"""In a pack of an earlier day: its numbers are of then, while what people wrote is told as it stands."""

UNSAID = MessageRow(Message(), "", "", can_write=False, has_ticked=False)
"""A message that is for those who lead alone yet."""


@dataclass(frozen=True, slots=True)
class SyncPack:
    """Everything that stands in it; every number is that of the report it comes from.

    Attributes:
        matters: As anybody with a seat reads them; none while nobody has one, or where they are left out.
        holds_matters: Whether it is for people with a seat only.
        fingerprint: Twelve signs that differ as soon as anything told here does.
    """

    scope: Scope
    sync: SyncReport
    goals: GoalsReport
    matters: MattersReport
    holds_matters: bool = True
    fingerprint: str = ""

    @property
    def kind(self) -> str:
        """What its files are called: those with what is undecided never take the place of those without."""
        return FOR_SEATS if self.holds_matters else SYNC

    @property
    def for_whom(self) -> str:
        """Who it is for, in a sentence."""
        return PRIVATE if self.holds_matters else LEFT_OUT

    @property
    def revision(self) -> int:
        """The state of the numbers."""
        return self.sync.revision

    @property
    def invented(self) -> bool:
        """Whether all figures are."""
        return self.sync.invented

    @property
    def title(self) -> str:
        """What it is, of whom and for when."""
        return f"Sync: {self.sync.place}, {self.sync.period_label}"

    @property
    def sentences(self) -> tuple[Said, ...]:
        """Each half in one sentence, and the message."""
        told = (
            Said("How we stand", self.sync.headline),
            Said("To decide", self.matters.headline if self.holds_matters else ""),
            Said("Together", self.goals.headline),
            Said("One message", self.matters.message.message.text),
            Said("", self.matters.message.words if self.matters.message.message.text else ""),
            Said("Written as of", WRITTEN_IS_OF_TODAY if self.scope.as_of else ""),
        )
        return tuple(each for each in told if each.text)

    @property
    def stamp(self) -> tuple[tuple[str, str], ...]:
        """What is shown: name and value, the same in every file."""
        return (
            ("Workspace", self.sync.workspace),
            ("Place", self.sync.place),
            ("Window", self.sync.period_label),
            ("Numbers as of", self.sync.as_of),
            ("Revision", str(self.revision)),
            ("Currency", self.sync.currency),
            ("Fingerprint", self.fingerprint),
            ("Private", "for people with a seat only") if self.holds_matters else ("Left out", "what is to be decided"),
            *((("Invented", "yes"),) if self.invented else ()),
        )


def sync_pack_report(store: Store, scope: Scope, with_matters: bool = True) -> SyncPack:
    """Answer: what do those who lead look at, decide and say together?

    Who may have it is asked where it is given away: it is told as to the first person who has a seat.

    Args:
        store: The open store.
        scope: Place, period, as-of and words.
        with_matters: Whether who asks has a seat; without, no matter is in it, and the message only once both tick it.

    Raises:
        NothingPublished: If there are no figures yet.
        UnknownName: If place or period do not exist.
        Unsettled: If the numbers do not stand still for so long.
    """
    return settled(store, lambda: _pack(store, scope, with_matters))


def _pack(store: Store, scope: Scope, with_matters: bool) -> SyncPack:
    seated = sorted((SEATS.index(each.seat), each.id) for each in store.people() if each.active and each.seat)
    matters = matters_report(store, scope, seated[0][1] if seated else "")
    if not with_matters:
        said = matters.message if matters.message.message.is_said else UNSAID
        matters = replace(matters, headline=LEFT_OUT, open=(), decided=(), message=said)
    found = SyncPack(scope, sync_report(store, scope), goals_report(store, scope), matters, with_matters)
    return replace(found, fingerprint=sha256(repr(found).encode()).hexdigest()[:12])
