"""Load files of figures, and take a load back."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO

import click

from scorecard.changes.load_file import NOTHING, Loaded, load_file
from scorecard.changes.undo_load import undo_load
from scorecard.cli.saying import DATA, FINE, actor, say, say_problems
from scorecard.domain.errors import NothingPublished
from scorecard.domain.problems import Problem, excerpt
from scorecard.ingest.loading import SourceFile
from scorecard.ingest.opening import open_store
from scorecard.ingest.profile import Control, Profile, parse_profile
from scorecard.settings import Settings
from scorecard.store.store import Preview


@click.command("import")
@click.argument("files", nargs=-1, required=True)
@click.option("--profile", "profile_file", required=True, help="The mapping profile (TOML).")
@click.option("--dry-run", is_flag=True, help="Do everything but keep the figures.")
@click.option("--json", "json_wanted", is_flag=True, help="Print the result as JSON.")
@click.option("--why", default="", help="A remark for the history.")
@click.option("--rows", type=click.IntRange(min=0), default=None, help="How many data rows each file must have.")
@click.option("--total", default=None, help="What a column must add up to: Column=1234.56")
@click.pass_obj
def load(
    settings: Settings,
    /,
    files: tuple[str, ...],
    profile_file: str,
    dry_run: bool,
    json_wanted: bool,
    why: str,
    rows: int | None,
    total: str | None,
) -> None:
    """Load FILES through a mapping profile, all of it or nothing."""
    profile, problems = parse_profile(text_of(profile_file), Path(profile_file).name)
    if profile is None:
        _finish(Loaded(None, None, NOTHING, problems=problems), dry_run, json_wanted)
        return
    controls = _controls(rows, total)
    with ExitStack() as stack:
        sources = [SourceFile(stack.enter_context(_opened(name)), name) for name in files]
        result = _load(settings, sources, profile, dry_run, why, controls)
    _finish(result, dry_run, json_wanted)


@click.command("undo")
@click.argument("import_id", type=click.IntRange(min=1))
@click.option("--why", default="", help="A remark for the history.")
@click.pass_obj
def undo(settings: Settings, import_id: int, why: str) -> None:
    """Take the load number IMPORT_ID back."""
    store = open_store(settings.store, settings.book_url, settings.facts_uri)
    done = undo_load(store, actor(), import_id, why)
    say(f"Load {import_id} is undone: {_lines(done.preview)}. Numbers as of revision {done.revision}.")


def _load(
    settings: Settings, sources: list[SourceFile], profile: Profile, dry_run: bool, why: str, controls: list[Control]
) -> Loaded:
    store = open_store(settings.store, settings.book_url, settings.facts_uri)
    try:
        with _progress() as progress:
            return load_file(
                store, actor(), sources, profile, why=why, dry_run=dry_run, controls=controls, progress=progress
            )
    except NothingPublished:
        remedy = "Load one first: python -m scorecard catalogue load FILE."
        problem = Problem("store", "there is no catalogue yet that says what figures mean", remedy)
        return Loaded(None, None, NOTHING, problems=(problem,))
    finally:
        store.close()


def as_json(result: Loaded) -> str:
    """The result in the fixed shape of ``import --json``."""
    preview = result.preview
    return json.dumps(
        {
            "revision": result.revision,
            "new": preview.new,
            "restated": preview.restated,
            "removed": preview.removed,
            "unchanged": preview.unchanged,
            "controls": [
                {"name": each.name, "expected": each.expected, "found": each.found, "holds": each.holds}
                for each in result.controls
            ],
            "problems": [{"where": each.where, "what": each.what, "remedy": each.remedy} for each in result.problems],
        },
        ensure_ascii=True,
    )


def _finish(result: Loaded, dry_run: bool, json_wanted: bool) -> None:
    if json_wanted:
        click.echo(as_json(result))
    else:
        say_problems(result.problems)
        for control in result.controls:
            say(f"control {control.name}: expected {control.expected}, found {control.found}", err=not control.holds)
        for note in result.notes:
            say(f"note: {note}")
        say(_sentence(result, dry_run), err=bool(result.problems))
    raise SystemExit(DATA if result.problems else FINE)


def _sentence(result: Loaded, dry_run: bool) -> str:
    if result.problems:
        return f"Nothing was loaded: {len(result.problems)} problems."
    if result.already:
        return f"Already loaded as load {result.import_id}; nothing changed."
    if dry_run:
        return f"Dry run: {_lines(result.preview)}. Nothing was kept."
    if result.revision is None:
        return f"Load {result.import_id} brings nothing new: {_lines(result.preview)}."
    return f"Load {result.import_id}: {_lines(result.preview)}. Numbers as of revision {result.revision}."


def _lines(preview: Preview) -> str:
    parts = (("new", preview.new), ("restated", preview.restated), ("removed", preview.removed))
    return ", ".join([*(f"{count:,} {word}" for word, count in parts), f"{preview.unchanged:,} unchanged"]) + " lines"


def _controls(rows: int | None, total: str | None) -> list[Control]:
    found = [Control(name="rows", rows=rows)] if rows is not None else []
    if total is not None:
        column, _, amount = total.rpartition("=")
        try:
            found.append(
                Control.model_validate({"name": "total", "column": column.strip(), "expected": amount.strip()})
            )
        except ValueError as fault:
            raise click.BadParameter("write it as Column=1234.56", param_hint="--total") from fault
    return found


def _opened(name: str) -> BinaryIO:
    path = Path(name)
    try:
        if path.is_file():
            return path.open("rb")
    except (OSError, ValueError):
        pass
    raise click.UsageError(f"There is no file “{excerpt(name, 120)}”.")


def text_of(name: str) -> str:
    """The text of a UTF-8 file.

    Raises:
        click.UsageError: If there is no such file, or it is no text.
    """
    with _opened(name) as stream:
        try:
            return str(stream.read(8 << 20).decode("utf-8-sig"))
        except UnicodeDecodeError as fault:
            raise click.UsageError(f"“{excerpt(name, 120)}” is not a UTF-8 text.") from fault


@contextmanager
def _progress() -> Iterator[Callable[[int], None]]:
    """A bar on standard error that counts rows."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("reading"), BarColumn(), TextColumn("{task.completed:,} rows"), TimeElapsedColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("rows", total=None)
        yield lambda rows: bar.advance(task, rows)
