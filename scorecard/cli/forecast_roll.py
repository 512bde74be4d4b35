"""Forecast roll: a new vintage of the company's own forecast from the newest figures."""

from datetime import datetime

import click

from scorecard.changes.roll_forecast import roll_forecast
from scorecard.cli.saying import actor, say
from scorecard.ingest.opening import open_store
from scorecard.settings import Settings


@click.command("roll")
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    default=None,
    help="The last day of figures to be used; the newest there is if not given.",
)
@click.option("--why", default="", help="A remark for the history.")
@click.pass_obj
def roll(settings: Settings, as_of: datetime | None, why: str) -> None:
    """Forecast cash by day and by month from what is known, and keep it as a vintage."""
    store = open_store(settings.store, settings.book_url, settings.facts_uri)
    try:
        done = roll_forecast(store, actor(), (as_of.date() if as_of else None,), why)
    finally:
        store.close()
    for note in done.notes:
        say(f"note: {note}")
    made = done.vintages[-1]
    if done.already:
        say(f"The forecast made from figures to {made:%-d %b %Y} is already there; nothing changed.")
    else:
        say(f"Forecast made from figures to {made:%-d %b %Y}: {done.lines:,} lines. Revision {done.revision}.")
