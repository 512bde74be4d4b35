"""Demo: create the sample company in an empty store."""

import os
import sys
from datetime import datetime

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn

from scorecard.changes.begin_demo import begin_demo
from scorecard.changes.create_demo import SEED
from scorecard.changes.people import bring_people
from scorecard.domain.access import Actor
from scorecard.domain.errors import ScorecardError
from scorecard.ingest.opening import open_store
from scorecard.reports.usual_desk import usual_desk
from scorecard.settings import Settings, settings_from

DATA = 1


@click.command("demo")
@click.option("--seed", type=click.IntRange(0, 2**31), default=SEED, show_default=True, help="Same seed, same bytes.")
@click.option(
    "--today",
    type=click.DateTime(["%Y-%m-%d"]),
    default=None,
    help="The day it is; figures run through the month before. Today if not given.",
)
@click.option("--actor", default="demo", show_default=True, help="Who does it, for the audit trail.")
@click.option("--if-empty", is_flag=True, help="Load nothing where the store holds any figures already.")
@click.pass_context
def demo(context: click.Context, seed: int, today: datetime | None, actor: str, if_empty: bool) -> None:
    """Create the sample company, an invented maker and servicer of commercial cooling."""
    settings = context.find_object(Settings) or settings_from(os.environ)[0]
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed}/{task.total}"),
    )
    try:
        store = open_store(settings.store, settings.book_url, settings.facts_uri)
        if if_empty and store.revision():
            bring_people(store, Actor(actor, "local"))
            return
        day = today.date() if today else store.today()
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task("Inventing three years of figures", total=None)
            made = begin_demo(
                store,
                Actor(actor, "local"),
                day,
                usual_desk,
                seed,
                lambda why, done, of: bar.update(task, description=why, completed=done, total=of),
            )
    except ScorecardError as fault:
        click.echo(str(fault), err=True)
        sys.exit(DATA)
    if made.already:
        click.echo(f"The sample company is already there, at revision {made.revision}. Nothing was changed.")
    else:
        click.echo(
            f"The sample company is there: {made.lines:,} lines, revision {made.revision}. All of it is invented."
        )
