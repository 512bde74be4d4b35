"""The page of those who lead as a pack: dials, commitments, matters with their log, goals, trust and process."""

from dataclasses import dataclass, replace
from hashlib import sha256

from scorecard.domain.people import SEATS
from scorecard.domain.scope import Scope
from scorecard.reports.pack import Said, settled
from scorecard.reports.sync import SyncReport, sync_report
from scorecard.reports.sync_goals import GoalsReport, goals_report
from scorecard.reports.sync_matters import MattersReport, matters_report
from scorecard.store.store import Store

SYNC = "sync"
PRIVATE = "It holds what the CFO, the COO and the CEO have not decided yet: for people with a seat only."


@dataclass(frozen=True, slots=True)
class SyncPack:
    """Everything that stands in it; every number is that of the report it comes from.

    Attributes:
        matters: As anybody with a seat reads them; none while nobody has one.
        fingerprint: Twelve signs that differ as soon as anything told here does.
    """

    scope: Scope
    sync: SyncReport
    goals: GoalsReport
    matters: MattersReport
    fingerprint: str = ""
    kind: str = SYNC

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
            Said("To decide", self.matters.headline),
            Said("Together", self.goals.headline),
            Said("One message", self.matters.message.message.text),
            Said("", self.matters.message.words if self.matters.message.message.text else ""),
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
            ("Private", "for people with a seat only"),
            *((("Invented", "yes"),) if self.invented else ()),
        )


def sync_pack_report(store: Store, scope: Scope) -> SyncPack:
    """Answer: what do those who lead look at, decide and say together?

    Who may have it is asked where it is given away: it is told as to the first person who has a seat.

    Args:
        store: The open store.
        scope: Place, period, as-of and words.

    Raises:
        NothingPublished: If there are no figures yet.
        UnknownName: If place or period do not exist.
        Unsettled: If the numbers do not stand still for so long.
    """
    return settled(store, lambda: _pack(store, scope))


def _pack(store: Store, scope: Scope) -> SyncPack:
    seated = sorted((SEATS.index(each.seat), each.id) for each in store.people() if each.active and each.seat)
    matters = matters_report(store, scope, seated[0][1] if seated else "")
    found = SyncPack(scope, sync_report(store, scope), goals_report(store, scope), matters)
    return replace(found, fingerprint=sha256(repr(found).encode()).hexdigest()[:12])
