"""Report: the pack of a week, of a month or of those who lead as files, for people and for schedulers."""

from collections.abc import Mapping
from pathlib import Path

import click

from scorecard.cli.ask import scope_of
from scorecard.cli.saying import DATA, USE, say
from scorecard.domain.errors import NothingPublished, ScorecardError
from scorecard.domain.people import seat_of
from scorecard.domain.sync_acts import in_seat
from scorecard.exports.packs import FORMATS, Packed, formats_of, write_packs
from scorecard.ingest.opening import open_store
from scorecard.reports.pack import KINDS, pack_report
from scorecard.reports.sync_pack import SYNC, SyncPack, sync_pack_report
from scorecard.settings import Settings


@click.command("report")
@click.argument("kind", type=click.Choice([*KINDS, SYNC]))
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="Folder to write to.")
@click.option("--entity", default=None, help="Place; the whole company if not given.")
@click.option("--period", default=None, help="Period such as 2026-10; the latest complete one if not given.")
@click.option("--as-of", "as_of", default=None, help="A revision such as r12, or a date; now if not given.")
@click.option(
    "--format", "formats", type=click.Choice(list(FORMATS)), multiple=True, help="Only this; may be repeated."
)
@click.option("--as", "person", default="", help="Of “sync”: for this person, who has a seat.")
@click.pass_obj
def report(
    settings: Settings, /, kind: str, out: Path, formats: tuple[str, ...], person: str, **query: str | None
) -> None:
    """Write a pack as PDF, HTML, PPTX and XLSX, and print the files.

    Of “sync” there are no slides; what those who lead have not decided yet is in it only for one of them (--as).
    """
    if person and kind != SYNC:
        raise click.UsageError(f"--as is of “{SYNC}” alone; “{kind}” is for everybody.")
    chosen = {name: form for name, form in formats_of(kind).items() if not formats or name in formats}
    if not chosen:
        say(f"There is no {' or '.join(formats)} of “{kind}”; it comes as {', '.join(formats_of(kind))}.", err=True)
        raise SystemExit(USE)
    try:
        pack = _pack(settings, kind, person, query)
    except ScorecardError as fault:
        say(str(fault), err=True)
        raise SystemExit(DATA if isinstance(fault, NothingPublished) else USE) from None
    if isinstance(pack, SyncPack):
        say(pack.for_whom if pack.holds_matters else f"{pack.for_whom} Name one of them: --as ID.", err=True)
    try:
        written = write_packs(pack, out, chosen)
    except OSError as fault:
        raise click.ClickException(f"“{out}” cannot be written: {fault.strerror}. Name another folder.") from fault
    for path in written:
        say(str(path))


def _pack(settings: Settings, kind: str, person: str, query: Mapping[str, str | None]) -> Packed:
    store = open_store(settings.store, settings.book_url, settings.facts_uri)
    try:
        scope, _ = scope_of(store, {name: value for name, value in query.items() if value is not None})
        if kind != SYNC:
            return pack_report(store, scope, kind)
        if person:
            in_seat(seat_of(store.people(), person))
        return sync_pack_report(store, scope, with_matters=bool(person))
    finally:
        store.close()
