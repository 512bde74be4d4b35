"""Packs: what people read before they meet, put together from the answers the screen gives."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TypeVar

from scorecard.domain.errors import ScorecardError
from scorecard.domain.scope import Scope
from scorecard.domain.vocabulary import Perspective, Status, View
from scorecard.reports.agenda import AgendaItem, AgendaReport, agenda_report
from scorecard.reports.asked import open_scope
from scorecard.reports.cash import cash_report
from scorecard.reports.cash_answer import CashReport
from scorecard.reports.cash_table import Table
from scorecard.reports.headline import measure_headline
from scorecard.reports.outlook import OutlookReport, outlook_report
from scorecard.reports.pack_definitions import Definition, definitions_of
from scorecard.reports.pack_last import LastTime, last_time
from scorecard.reports.scorecard import PerspectiveColumn, ScorecardReport, scorecard_report
from scorecard.reports.since import SinceReport, since_report
from scorecard.reports.variance import VarianceReport, variance_report
from scorecard.reports.work import EVERY_ITEM, WorkReport, work_report
from scorecard.store.store import Store

WEEKLY, MONTHLY = "weekly", "monthly"
KINDS: Mapping[str, str] = {WEEKLY: "Weekly pre-read", MONTHLY: "Monthly review"}
"""Packs there are, and their titles."""

EVERY_MEETING = frozenset({"opening", "since", "cash", "close"})
"""Kinds of items on the agenda that are parts of the pack by themselves."""

INVENTED = "All figures are invented."

LEFT_OUT = "cash and outlook, which not everybody may see"

WORK_IS_OF_TODAY = "The day this was made: who has what, until when, and how actions stand."
"""In a pack of an earlier day: its numbers are of then, while items are told as they stand."""

TRIES = 3
"""How often a pack is begun anew because a load or an entry came in between."""

TELLING = (Perspective.CUSTOMER, Perspective.OPERATIONS, Perspective.GROWTH)
"""Perspectives with a sentence of their own; the financial one has those about money."""


Made = TypeVar("Made")


class Unsettled(ScorecardError):
    """Loads or entries came in faster than a pack could be put together."""

    def __init__(self) -> None:
        super().__init__("The numbers are changing at this moment. Take the pack again in a minute.")


STANDING = (
    (Status.ON_TRACK, "on track"),
    (Status.WATCH, "to watch"),
    (Status.OFF_TRACK, "off track"),
    (Status.NOT_REPORTED, "not reported"),
)


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence of the first page and what it is about."""

    about: str
    text: str


@dataclass(frozen=True, slots=True)
class Pack:
    """Everything that stands in a pack; every number is that of the report it comes from.

    Attributes:
        kind: One of ``KINDS``.
        sentences: The first page, in the order of the meeting.
        last: What the meeting of this kind before this one left, as it stands now.
        agenda: What is worth talking about, customers and operations before money.
        year: The statement for the whole fiscal year; None in a weekly pack.
        cash: The weeks ahead; None, like ``outlook``, for somebody who may not see them.
        definitions: What each measure is.
        fingerprint: Twelve signs that differ as soon as anything told here does.
    """

    kind: str
    scope: Scope
    workspace: str
    place: str
    window: str
    against: str
    as_of: str
    revision: int
    currency: str
    invented: bool
    sentences: tuple[Said, ...]
    scorecard: ScorecardReport
    statement: VarianceReport
    year: VarianceReport | None
    cash: CashReport | None
    outlook: OutlookReport | None
    work: WorkReport
    since: SinceReport
    last: LastTime
    agenda: AgendaReport
    definitions: tuple[Definition, ...]
    fingerprint: str = ""

    @property
    def title(self) -> str:
        """What it is, of whom and for when."""
        return f"{KINDS[self.kind]}: {self.place}, {self.window}"

    @property
    def talk(self) -> tuple[AgendaItem, ...]:
        """What the agenda has beside the parts that every meeting has."""
        return tuple(item for item in self.agenda.items if item.kind not in EVERY_MEETING)

    @property
    def weeks(self) -> Table | None:
        """The weeks ahead as a table; None where there is no forecast, or where it is left out."""
        return None if self.cash is None else self.cash.table

    @property
    def statements(self) -> tuple[VarianceReport, ...]:
        """Statements told line by line: of the window and of the whole year in a monthly pack, none in a weekly one."""
        return (self.statement, self.year) if self.year else ()

    @property
    def stamp(self) -> tuple[tuple[str, str], ...]:
        """What is shown: name and value, the same in every file."""
        return (
            ("Workspace", self.workspace),
            ("Place", self.place),
            ("Window", self.window),
            ("Compared with", self.against),
            ("Numbers as of", self.as_of),
            ("Revision", str(self.revision)),
            ("Currency", self.currency),
            *((("Last met", f"{self.last.held:%-d %b %Y}"),) if self.last.held else ()),
            ("Fingerprint", self.fingerprint),
            *((("Left out", LEFT_OUT),) if self.cash is None else ()),
            *((("Invented", "yes"),) if self.invented else ()),
        )


def pack_report(store: Store, scope: Scope, kind: str = WEEKLY, with_cash: bool = True) -> Pack:
    """Answer: what should everybody have read before the meeting? All parts tell the same state of the numbers.

    Args:
        store: The open store.
        scope: Place, period, window, comparison, as-of and words.
        kind: One of ``KINDS``.
        with_cash: Whether who asks may see cash and outlook; without, nothing of them is in it.

    Raises:
        NothingPublished: If there are no figures yet.
        UnknownName: If place or period do not exist.
        Unsettled: If the numbers do not stand still for so long.
    """
    return settled(store, lambda: _pack(store, scope, kind, with_cash))


def settled(store: Store, made: Callable[[], Made]) -> Made:
    """What is put together of several answers while nothing is loaded or written in between.

    Raises:
        Unsettled: If the numbers do not stand still for so long.
    """
    for _ in range(TRIES):
        before = (store.revision(), store.writes())
        found = made()
        if (store.revision(), store.writes()) == before:
            return found
    raise Unsettled


def _pack(store: Store, scope: Scope, kind: str, with_cash: bool) -> Pack:
    asked = open_scope(store, scope)
    scorecard, statement = scorecard_report(store, scope), variance_report(store, scope)
    year = variance_report(store, scope, full_year=True) if kind == MONTHLY else None
    to_date = None if scope.view is View.YEAR_TO_DATE else variance_report(store, scope.with_(view=View.YEAR_TO_DATE))
    found = Pack(
        kind=kind,
        scope=scope,
        workspace=scorecard.workspace,
        place=scorecard.entity_name,
        window=statement.window,
        against=statement.against,
        as_of=scorecard.as_of,
        revision=scorecard.revision,
        currency=scorecard.currency,
        invented=scorecard.invented,
        sentences=(),
        scorecard=scorecard,
        statement=statement,
        year=year,
        cash=cash_report(store, scope) if with_cash else None,
        outlook=outlook_report(store, scope) if with_cash else None,
        work=work_report(store, scope, shown=EVERY_ITEM, with_cash=with_cash),
        since=since_report(store, scope),
        last=last_time(store, asked, kind, with_cash),
        agenda=agenda_report(store, scope, preset=kind, with_cash=with_cash),
        definitions=definitions_of(asked, scorecard.rows),
    )
    told = replace(found, sentences=_sentences(found, to_date))
    return replace(told, fingerprint=sha256(repr(told).encode()).hexdigest()[:12])


def _sentences(pack: Pack, to_date: VarianceReport | None) -> tuple[Said, ...]:
    card = pack.scorecard
    told = [Said("How we stand", card.headline), Said("What changed", pack.since.headline)]
    told += [Said(column.name, _perspective(card, column)) for column in card.columns if column.perspective in TELLING]
    told.append(Said("Result", pack.statement.headline))
    told += [Said("Year so far", to_date.headline)] if to_date else []
    told += [Said("Whole year", pack.year.headline)] if pack.year else []
    told += [Said("Cash", pack.cash.headline)] if pack.cash else []
    told += [Said("Outlook", pack.outlook.headline)] if pack.outlook else []
    told.append(Said("Work", pack.work.headline))
    return (*told, Said("Work as of", WORK_IS_OF_TODAY)) if pack.scope.as_of else tuple(told)


def _perspective(card: ScorecardReport, column: PerspectiveColumn) -> str:
    """How many stand where, and how the weakest stands if it is not on track."""
    counted = [f"{column.counts[status]} {words}" for status, words in STANDING if column.counts[status]]
    counted += [f"{column.not_due} not due yet"] if column.not_due else []
    if not counted:
        return "There is nothing to judge yet."
    weakest = next((row for row in card.rows if row.id == column.worst), None)
    said = f"{', '.join(counted)}."
    if weakest is None or weakest.status is Status.ON_TRACK:
        return said
    named = measure_headline(weakest, card.currency, card.period_label, card.scope.view)
    return f"{said} Weakest is {named}"
