"""The open store: two shelves, one revision number."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

import pyarrow as pa
from sqlalchemy import URL

from scorecard.domain.catalogue import Catalogue
from scorecard.domain.people import Person
from scorecard.domain.problems import Problem
from scorecard.domain.vocabulary import Scenario
from scorecard.store import audit, checking, differences, history, people, publishing, staging, undoing
from scorecard.store.backup import backup
from scorecard.store.book import Book
from scorecard.store.differences import Diff
from scorecard.store.facts import Facts
from scorecard.store.kept_leaves import KeptLeaves
from scorecard.store.lines import Question, Where
from scorecard.store.meeting import Meetings
from scorecard.store.notices import NoticesBook
from scorecard.store.planned_cash import PlannedBook
from scorecard.store.publishing import ImportFile, Intent, Published
from scorecard.store.questions import Questions
from scorecard.store.shelves import Shelves, clock, ticking
from scorecard.store.slices import SliceKey
from scorecard.store.snapshots import Snapshot, Snapshots
from scorecard.store.staging import Preview, Staged
from scorecard.store.sync import SyncBook
from scorecard.store.work import Work

KEPT_STATES = 8
"""Revisions whose list of slices is kept: a revision never changes."""

__all__ = ["Diff", "ImportFile", "Person", "Preview", "Published", "Snapshot", "Staged", "Store"]


class Store:
    """Opens the book and the facts; stages, publishes, undoes, and hands out snapshots.

    One store serves all threads of a process; several processes may open the same store.
    """

    today: Callable[[], date]

    def __init__(self, shelves: Shelves, today: Callable[[], date]) -> None:
        self.today = today
        self.work = Work(shelves)
        self.planned = PlannedBook(shelves)
        self.meetings = Meetings(shelves)
        self.sync = SyncBook(shelves)
        self.notices = NoticesBook(shelves)
        self._shelves = shelves
        self._snapshots = Snapshots(shelves, today)
        self._state = lru_cache(maxsize=KEPT_STATES)(self._state_at)
        self._kept = KeptLeaves()

    @classmethod
    def open(
        cls,
        folder: Path,
        book_url: str = "",
        facts_uri: str = "",
        today: Callable[[], date] = date.today,
        *,
        parse_catalogue: Callable[[str], Catalogue],
        wait: float = 60.0,
    ) -> "Store":
        """Open or create the store, and bring its book to this version's shape.

        Args:
            folder: Where the embedded store lies, and work in hand in any case.
            book_url: The book's database; SQLite in ``folder`` if empty.
            facts_uri: The facts' folder or object-store address; inside ``folder`` if empty.
            today: The day that new revisions are dated.
            parse_catalogue: Reads a published catalogue's text.
            wait: Seconds an import waits for another one to finish.

        Raises:
            StoreIsNewer: If a newer version of the application wrote it.
        """
        folder = Path(folder).absolute()
        folder.mkdir(parents=True, exist_ok=True)
        book = Book(book_url or URL.create("sqlite", database=str(folder / "book.db")))
        book.migrate()
        facts = Facts(facts_uri or str(folder / "facts"))
        questions = Questions(folder / "staging" / "overflow")
        shelves = Shelves(folder, book, facts, questions, parse_catalogue, clock(today), wait)
        staging.sweep(shelves.workshop)
        if not facts.exists():
            with book.publishing(wait):
                facts.create()
        return cls(shelves, today)

    def at(self, moment: datetime) -> "Store":
        """The same store from another moment on: what is written through it is dated then, in order."""
        return Store(replace(self._shelves, now=ticking(moment)), moment.date)

    def close(self) -> None:
        """Let go of connections and memory."""
        self._shelves.book.close()
        self._shelves.questions.close()

    def revision(self) -> int:
        """The newest data revision, 0 if none."""
        return self._shelves.book.counters()[0]

    def writes(self) -> int:
        """How many times people wrote something that is not a figure."""
        return self._shelves.book.counters()[1]

    def snapshot(self, as_of: str = "") -> Snapshot:
        """The newest state, revision ``rN``, or what was known on an ISO date.

        Raises:
            NothingPublished: If there is no revision.
            UnknownRevision: If it was never published.
        """
        return self._snapshots.snapshot(as_of)

    def earlier(self, as_of: str, now: Snapshot) -> Snapshot:
        """What was known in another state, by the accounts, places and periods of the one that is shown.

        Raises:
            UnknownRevision: If it was never published.
        """
        return self._snapshots.earlier(as_of, now)

    def stage(
        self, tables: Iterable[pa.Table | pa.RecordBatch], progress: Callable[[int], None] = lambda _rows: None
    ) -> Staged:
        """Take rows of ``FACT_SCHEMA`` in, without publishing them; ``progress`` hears of rows taken.

        Raises:
            ValueError: If rows do not have the shape.
        """
        with self._shelves.book.read() as connection:
            import_id = publishing.next_import(connection)
        return staging.stage(self._shelves, tables, progress, import_id)

    def already_loaded(self, file: ImportFile) -> int | None:
        """The import that brought this very file, if all it brought still stands; else None."""
        with self._shelves.book.read() as connection:
            return publishing.loaded_import(connection, history.state_at(connection), file)

    def publish(
        self,
        who: str,
        why: str,
        kind: str,
        staged: Staged | None = None,
        catalogue_text: str | None = None,
        file: ImportFile | None = None,
        checked: int | None = None,
        gone: Collection[SliceKey] = (),
    ) -> Published:
        """Publish figures and a catalogue together as one revision; nothing changed, no revision.

        ``checked`` is the revision the figures were held against; slices ``gone`` end if they are not brought again.

        Raises:
            PublishingIsBusy: If another import does not finish in time.
            CatalogueNeeded: If figures come before any catalogue.
            CatalogueDoesNotFit: If figures use names or periods that the catalogue does not have.
            Overtaken: If another revision was published since ``checked``.
        """
        return publishing.publish(self._shelves, Intent(who, why, kind, file, checked, gone), staged, catalogue_text)

    def undo(self, import_id: int, who: str, why: str) -> Published:
        """Take an import back as a new revision.

        Raises:
            NoSuchImport: If it never happened.
            CannotUndo: If it changed nothing, was undone before, or a later import built on it.
        """
        return undoing.undo(self._shelves, import_id, who, why)

    def diff(self, old_revision: int, new_revision: int, limit: int = 1000) -> Diff:
        """What differs between two revisions, read from the slices that differ.

        Raises:
            UnknownRevision: If one was never published.
        """
        return differences.diff(self._shelves, old_revision, new_revision, limit)

    def lines(
        self,
        snapshot: Snapshot,
        names: Collection[str],
        entities: Collection[str],
        periods: Sequence[str],
        scenario: Scenario,
        limit: int,
        largest_first: bool = False,
        where: Where = (),
    ) -> pa.Table:
        """Stored rows behind a number; groups and entities are spread to what is below them."""
        return self._question(snapshot, names, entities, periods, scenario, where).lines(limit, largest_first)

    def count_lines(
        self, snapshot: Snapshot, names: Collection[str], entities: Collection[str], periods: Sequence[str],
        scenario: Scenario, where: Where = (),
    ) -> int:  # fmt: skip
        """How many stored rows are behind a number."""
        return self._question(snapshot, names, entities, periods, scenario, where).count()

    def leaves(
        self,
        snapshot: Snapshot,
        names: Collection[str],
        entities: Collection[str],
        periods: Sequence[str],
        scenario: Scenario,
        dims: Sequence[str],
        vintage: date | None = None,
        where: Where = (),
    ) -> pa.Table:
        """Figures added up by dimensions: those, then the sums that ``store.leaves`` tells.

        Raises:
            TooLarge: If a sum leaves the range of 64-bit ticks.
        """
        return self._kept.leaves(self._question(snapshot, names, entities, periods, scenario, where, vintage), dims)

    def revisions(self) -> list[history.Revision]:
        """All revisions, newest first."""
        with self._shelves.book.read() as connection:
            return history.revisions(connection)

    def imports(self, ids: Collection[int] | None = None) -> list[history.Import]:
        """All imports, or those of these ids, newest first."""
        with self._shelves.book.read() as connection:
            return history.imports(connection, ids)

    def slices(self, revision: int) -> list[history.StoredSlice]:
        """The slices as they stood at a revision."""
        with self._shelves.book.read() as connection:
            return sorted(history.state_at(connection, revision).slices.values(), key=lambda found: found.key)

    def catalogue_text(self, revision: int) -> str:
        """The catalogue's text at a revision."""
        with self._shelves.book.read() as connection:
            return history.catalogue_text(connection, history.revision_row(connection, revision).catalogue_id)

    def audit_rows(self, newest: int | None = None) -> list[audit.AuditRow]:
        """The audit trail in order; with ``newest``, only so many rows from its end."""
        with self._shelves.book.read() as connection:
            return audit.rows_of(connection, newest)

    def check(self, progress: Callable[[str], None] = lambda _step: None) -> list[Problem]:
        """Every revision opens, control totals hold, the audit chain is whole."""
        return checking.check(self._shelves, progress)

    def people(self) -> list[Person]:
        """Everybody the book knows, by id."""
        with self._shelves.book.read() as connection:
            return people.people(connection)

    def put_person(self, person: Person, who: str, key: str = "") -> None:
        """Write a person down; counts as one of people's writes.

        Raises:
            Conflict: If somebody else changed the person meanwhile.
        """
        people.put(self._shelves, person, who, key)

    def bring_people(self, found: Sequence[Person], who: str) -> int:
        """Write many people down as one act, if none of them is there yet; returns how many."""
        return people.bring(self._shelves, found, who)

    def backup(self, folder: Path) -> int:
        """Copy the store into an empty folder; returns the newest revision in it.

        Raises:
            BackupExists: If the folder holds something.
            BackupElsewhere: If book or facts are on a server.
        """
        return backup(self._shelves, folder)

    def _question(
        self,
        snapshot: Snapshot,
        names: Collection[str],
        entities: Collection[str],
        periods: Sequence[str],
        scenario: Scenario,
        where: Where = (),
        vintage: date | None = None,
    ) -> Question:
        return Question(
            self._shelves, self._state(snapshot.revision), snapshot.catalogue, snapshot.as_of,
            names, entities, periods, scenario, vintage, where,
        )  # fmt: skip

    def _state_at(self, revision: int) -> history.Published:
        with self._shelves.book.read() as connection:
            return history.state_at(connection, revision)
