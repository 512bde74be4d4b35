"""Load files of figures through a mapping profile: all of it or nothing, and the same file only once."""

import hashlib
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from scorecard.domain.access import Actor, authorise
from scorecard.domain.calendar import calendar_from
from scorecard.domain.catalogue import Catalogue
from scorecard.domain.problems import Problem
from scorecard.ingest.adding_up import alone
from scorecard.ingest.checks import OtherSources, closed_books, cut_off, older_vintages
from scorecard.ingest.controls import ControlResult
from scorecard.ingest.dates import FIRST, LAST
from scorecard.ingest.loading import FilesLoading, Findings, SourceFile
from scorecard.ingest.profile import Control, Profile
from scorecard.ingest.texts import display_name
from scorecard.store.refusals import Overtaken
from scorecard.store.staging import Staged
from scorecard.store.store import ImportFile, Preview, Snapshot, Store

KIND = "load"
ATTEMPTS = 5
"""How often a load is read again because somebody else published meanwhile."""

NOTHING = Preview(0, 0, 0, 0, 0, 0)

Fingerprints = list[tuple[str, int]]
"""Sha-256 and size of each file of a load."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of a load.

    Attributes:
        revision: The new revision, None if nothing changed, on a dry run, or with problems.
        import_id: The load's number, for undo; None if nothing was recorded.
        preview: Lines new, restated, removed and unchanged against what was there.
        controls: Every control with what it expected and found.
        problems: Everything wrong with the files; with any, nothing was kept.
        notes: What a careful reader wants to know besides.
        already: Whether the store holds the very same files already.
    """

    revision: int | None
    import_id: int | None
    preview: Preview
    controls: tuple[ControlResult, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    already: bool = False


def load_file(
    store: Store,
    actor: Actor,
    files: Sequence[SourceFile],
    profile: Profile,
    *,
    why: str = "",
    dry_run: bool = False,
    controls: Sequence[Control] = (),
    progress: Callable[[int], None] = lambda _rows: None,
) -> Loaded:
    """Read, map, check and publish files as one load.

    Args:
        store: Where to.
        actor: Who loads.
        files: The files of one load; together they bring complete slices.
        profile: How their columns become facts.
        why: A remark for the history; the files' names if empty.
        dry_run: Do everything but keep the figures.
        controls: Controls besides the profile's own.
        progress: Hears of rows read.

    Returns:
        The result; data at fault are problems in it, not errors.

    Raises:
        NotAllowed: If the actor may not load.
        NothingPublished: If there is no catalogue yet.
        Overtaken: If others kept publishing while the files were read, time and again.
    """
    authorise(actor, "load figures")
    asked = _Load(actor, files, profile, why, dry_run, controls, progress)
    for _ in range(ATTEMPTS - 1):
        try:
            return _attempt(store, asked)
        except Overtaken:
            continue  # what was checked is no longer what is there: read and check again
    return _attempt(store, asked)


@dataclass(frozen=True, slots=True)
class _Load:
    """What was asked for, so that it can be done again."""

    actor: Actor
    files: Sequence[SourceFile]
    profile: Profile
    why: str
    dry_run: bool
    controls: Sequence[Control]
    progress: Callable[[int], None]


def _attempt(store: Store, asked: _Load) -> Loaded:
    """Read, check against the newest revision, and publish if it still is the newest."""
    newest = store.snapshot()
    loading = FilesLoading(asked.profile, newest.catalogue, store.today(), asked.controls, asked.progress)
    with loading.begun(asked.files[0]), ThreadPoolExecutor(1, "fingerprint") as aside:
        prints = aside.submit(_fingerprints, asked.files)
        if twice := _named_twice(asked.files, prints):
            return Loaded(None, None, NOTHING, problems=twice)
        if not asked.controls and _may_be_there(store, asked.files):
            held = store.already_loaded(_import_file(asked, newest.catalogue, prints.result()))
            if held is not None:
                return Loaded(None, held, _unchanged(store, held), already=True)
        return _loaded(store, asked, newest, loading, prints)


def _fingerprints(files: Sequence[SourceFile]) -> Fingerprints:
    return [file.fingerprint() for file in files]


def _named_twice(files: Sequence[SourceFile], prints: "Future[Fingerprints]") -> tuple[Problem, ...]:
    """A problem for each file that is another one's bytes again; fingerprints are waited for only if sizes agree."""
    if len({file.size for file in files}) == len(files):
        return ()
    first: dict[tuple[str, int], int] = {}
    firsts = [first.setdefault(each, at) for at, each in enumerate(prints.result())]
    return tuple(
        Problem(file.shown, f"it is the same file as {files[before].shown}, byte for byte", "Name it once.")
        for at, (file, before) in enumerate(zip(files, firsts, strict=True))
        if before != at
    )


def _may_be_there(store: Store, files: Sequence[SourceFile]) -> bool:
    """Whether something of this size was loaded before, so that it is worth waiting for the fingerprint."""
    size = sum(file.size for file in files)
    return any(each.file_bytes == size for each in store.imports())


def _loaded(
    store: Store, asked: _Load, newest: Snapshot, loading: FilesLoading, prints: "Future[Fingerprints]"
) -> Loaded:
    files, profile, revision = asked.files, asked.profile, newest.revision
    name = _shown(files)
    slices = [each.key for each in store.slices(revision)]
    others = OtherSources.of(slices, profile.source, profile.shares_with, alone(newest.catalogue))
    with store.stage(others.watch(loading.facts(files))) as staged:
        problems = _problems(store, loading.findings, others, name) or _held_against(
            store, staged, asked, newest, loading
        )
        if problems:
            return Loaded(
                None, None, NOTHING, tuple(loading.findings.controls), problems, tuple(loading.findings.notes)
            )
        notes = (*loading.findings.notes, *older_vintages(store, list(staged.figures)))
        if asked.dry_run:
            return Loaded(None, None, staged.preview(), tuple(loading.findings.controls), (), notes)
        file = _import_file(asked, newest.catalogue, prints.result())
        done = store.publish(asked.actor.id, asked.why or name, KIND, staged=staged, file=file, checked=revision)
        held_to = tuple(loading.findings.controls)
        return Loaded(done.revision, done.import_id, done.preview, held_to, (), notes, done.already)


def _held_against(
    store: Store, staged: Staged, asked: _Load, newest: Snapshot, loading: FilesLoading
) -> tuple[Problem, ...]:
    """What speaks against the figures now that they are all there; what only needs saying goes to the notes."""
    name, calendar = _shown(asked.files), calendar_from(newest.catalogue.calendar, FIRST, LAST)
    side_by_side = asked.profile.scenario is not None
    if asked.profile.to_date is not None and (
        cut := cut_off(store, calendar, list(staged.figures), name, side_by_side)
    ):
        return cut
    problems, told = closed_books(staged, newest.catalogue.closing, calendar, name)
    loading.findings.notes += told
    return problems


def _problems(store: Store, findings: Findings, others: OtherSources, name: str) -> tuple[Problem, ...]:
    if findings.problems or not others.met:
        return tuple(findings.problems)
    return others.problems(store.snapshot(), name)


def _import_file(asked: _Load, catalogue: Catalogue, fingerprints: Fingerprints) -> ImportFile:
    """The files by their bytes, and how they are read: by the profile, and by what the catalogue calls and signs."""
    prints, profile = sorted(fingerprints), asked.profile
    sha256 = (
        prints[0][0] if len(prints) == 1 else hashlib.sha256("".join(sha for sha, _ in prints).encode()).hexdigest()
    )
    c = catalogue
    meaning = repr((profile.model_dump_json(), c.currency, c.calendar, c.entities, c.accounts, c.readings))
    read_by = hashlib.sha256(meaning.encode()).hexdigest()[:12]
    return ImportFile(_shown(asked.files), sha256, sum(size for _, size in prints), f"{profile.name} ({read_by})")


def _shown(files: Sequence[SourceFile]) -> str:
    """The files' names as people see them."""
    return display_name(", ".join(file.shown for file in files))


def _unchanged(store: Store, import_id: int) -> Preview:
    rows = next((each.rows for each in store.imports() if each.id == import_id), 0)
    return Preview(0, 0, 0, rows, 0, 0)
