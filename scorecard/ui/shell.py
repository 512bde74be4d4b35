"""What a page sees of the house: its scope, ``ask`` to read and ``do`` to write."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from inspect import Signature, signature
from typing import Concatenate, ParamSpec, TypeVar

import streamlit as st

from scorecard.domain.access import Actor, may
from scorecard.domain.errors import NotAllowed, NothingPublished, ScorecardError
from scorecard.domain.scope import Scope
from scorecard.reports.agenda import agenda_report, cadence_report
from scorecard.reports.cash import cash_report
from scorecard.reports.cash_acts import cash_acts_report
from scorecard.reports.cash_items import cash_items_report
from scorecard.reports.cash_moved import cash_moved_report
from scorecard.reports.decisions import decisions_report
from scorecard.reports.drivers import drivers_report
from scorecard.reports.flags import flags_report
from scorecard.reports.history import history_report
from scorecard.reports.huddle import huddle_report
from scorecard.reports.item_facts import item_facts_report
from scorecard.reports.kiosk import kiosk_report
from scorecard.reports.lessons import lessons_report
from scorecard.reports.meeting import meetings_report, minutes_report
from scorecard.reports.meeting_last import last_report
from scorecard.reports.outlook import outlook_report
from scorecard.reports.outlook_beyond import beyond_days_of
from scorecard.reports.pack import pack_report
from scorecard.reports.people import people_report
from scorecard.reports.planned_cash import one_offs_report
from scorecard.reports.since import meetings_of, since_report
from scorecard.reports.sync import sync_report
from scorecard.reports.sync_goals import goals_report
from scorecard.reports.sync_matters import matters_report
from scorecard.reports.sync_pack import sync_pack_report
from scorecard.reports.work import item_report, owners_of, work_report
from scorecard.reports.work_draft import draft_report, owners_report
from scorecard.store.store import Store
from scorecard.ui import frame as frames
from scorecard.ui import link
from scorecard.ui.frame import Frame
from scorecard.ui.plain_text import plain

TELL_OF_ACTS: frozenset[Callable[..., object]] = frozenset({history_report})
"""Reports that tell what people did, down to loads that changed nothing."""

TELL_OF_ENTRIES: frozenset[Callable[..., object]] = frozenset(
    {
        *(pack_report, since_report, meetings_of),
        *(work_report, item_report, draft_report, owners_report, owners_of, people_report),
        *(cash_report, cash_items_report, cash_moved_report, cash_acts_report, one_offs_report),
        *(outlook_report, beyond_days_of, kiosk_report),
        *(agenda_report, meetings_report, minutes_report, decisions_report, flags_report, matters_report),
        *(cadence_report, drivers_report, huddle_report, item_facts_report, last_report, lessons_report),
        *(sync_report, goals_report, sync_pack_report),
    }
)
"""Reports that tell what people wrote; all others depend on figures alone, so that no entry flushes them."""

Answer = TypeVar("Answer")
Rest = ParamSpec("Rest")


@dataclass(frozen=True)
class Page:
    """A page that may run: who asks, what is asked, and the two verbs."""

    title: str
    frame: Frame

    @property
    def scope(self) -> Scope:
        """What the scope strip and the link say.

        Raises:
            NothingPublished: If the store has no revision yet.
        """
        if self.frame.scope is None:
            raise NothingPublished
        return self.frame.scope

    @property
    def revision(self) -> int:
        """The newest data revision, 0 before the first."""
        return self.frame.workspace.store.revision()

    def refusal(self, action: str) -> str:
        """The sentence with which an action would be refused to this person; "" where they may."""
        return "" if may(self.frame.person.actor, action) else str(NotAllowed(action))

    def ask(
        self, report: Callable[Concatenate[Store, Scope, Rest], Answer], *args: Rest.args, **kwargs: Rest.kwargs
    ) -> Answer:
        """Read: the report's answer for this page's scope, computed once per revision and scope."""
        return self.ask_in(self.scope, report, *args, **kwargs)

    def ask_in(
        self,
        scope: Scope,
        report: Callable[Concatenate[Store, Scope, Rest], Answer],
        *args: Rest.args,
        **kwargs: Rest.kwargs,
    ) -> Answer:
        """Read in another scope than the strip's: last month beside this one."""
        space = self.frame.workspace
        asked = _signature(report).bind(space.store, scope, *args, **kwargs)
        asked.apply_defaults()
        key = (
            self.frame.person.rights,
            space.store.revision(),
            _told_till(space.store) if report in TELL_OF_ACTS else 0,
            space.store.writes() if report in TELL_OF_ENTRIES else 0,
            space.store.today(),
            f"{report.__module__}.{report.__qualname__}",
            *asked.args[1:],
            *asked.kwargs.items(),
        )
        return space.answers.of(key, lambda: report(space.store, scope, *args, **kwargs))

    def do(
        self,
        change: Callable[Concatenate[Store, Actor, Rest], Answer],
        *args: Rest.args,
        **kwargs: Rest.kwargs,
    ) -> Answer | None:
        """Write: one change in this person's name; a refusal is shown as one calm line and gives None.

        The change itself checks whether the person may.
        """
        try:
            return change(self.frame.workspace.store, self.frame.person.actor, *args, **kwargs)
        except ScorecardError as fault:
            st.warning(plain(fault))
            return None

    def query(self, scope: Scope | None = None, **extra: str) -> dict[str, str]:
        """This screen's scope, or another, and more said beside it, as query parameters; empty texts are left out."""
        usual = self.frame.usual
        told = (scope or self.scope).query(usual) if usual else {}
        return {name: text for name, text in {**link.house_wide(), **told, **extra}.items() if text}

    def address(self, to: str, scope: Scope | None = None, **extra: str) -> str:
        """The address of another page of the house, for drawn links; the browser follows it without loading anew."""
        return self.frame.address(to, self.query(scope, **extra))

    def link(self, to: str, label: str, scope: Scope | None = None, **extra: str) -> None:
        """A link to another page of the house that keeps the scope; nothing where the page is not allowed."""
        if to in self.frame.pages:
            st.page_link(self.frame.pages[to], label=plain(label), query_params=self.query(scope, **extra))

    def go(self, to: str, scope: Scope | None = None, **extra: str) -> None:
        """Leave for another page of the house, keeping the scope."""
        if to in self.frame.pages:
            st.switch_page(self.frame.pages[to], query_params=self.query(scope, **extra))


def _told_till(store: Store) -> int:
    """The newest row of the trail: every load, undo and entry leaves one."""
    rows = store.audit_rows(1)
    return rows[-1].seq if rows else 0


@cache
def _signature(report: Callable[..., object]) -> Signature:
    return signature(report)


def page(title: str, needs: str) -> Page:
    """The first line of every page: checks the right again, whoever ran the script.

    Args:
        title: The page's name.
        needs: The right to see it, such as ``view:measure``.
    """
    frame = frames.current()
    if frame is None or not frame.person.may(needs):
        st.warning(plain(NotAllowed(f"see {title}")))
        st.stop()
    return Page(title, frame)
