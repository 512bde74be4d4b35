"""Check a catalogue, and load it."""

from pathlib import Path

import click

from scorecard.changes.load_catalogue import load_catalogue
from scorecard.cli.loading import text_of
from scorecard.cli.saying import DATA, FINE, actor, say, say_problems
from scorecard.ingest.catalogue import parse_catalogue
from scorecard.ingest.opening import open_store
from scorecard.settings import Settings


@click.group("catalogue")
def catalogue() -> None:
    """The workspace's own description: entities, accounts, measures, targets, people."""


@catalogue.command("check")
@click.argument("file")
def check(file: str) -> None:
    """Read the catalogue FILE and list every fault; nothing is stored."""
    found, problems = parse_catalogue(text_of(file), Path(file).name)
    say_problems(problems)
    if found is None:
        say(f"{len(problems)} problems.", err=True)
        raise SystemExit(DATA)
    parts = (
        (len(found.entities), "entities"),
        (len(found.accounts), "accounts"),
        (len(found.readings), "readings"),
        (len(found.measures), "measures"),
    )
    say(f"The catalogue of “{found.workspace}” is sound: {', '.join(f'{count} {word}' for count, word in parts)}.")


@catalogue.command("load")
@click.argument("file")
@click.option("--why", default="", help="A remark for the history.")
@click.pass_obj
def load(settings: Settings, file: str, why: str) -> None:
    """Check the catalogue FILE and publish it as a revision."""
    text = text_of(file)
    store = open_store(settings.store, settings.book_url, settings.facts_uri)
    result = load_catalogue(store, actor(), text, Path(file).name, why)
    say_problems(result.problems)
    if result.problems:
        say(f"The catalogue was not loaded: {len(result.problems)} problems.", err=True)
        raise SystemExit(DATA)
    if result.already:
        say("The store holds this very catalogue; nothing changed.")
    else:
        say(f"The catalogue is loaded. Numbers as of revision {result.revision}.")
    raise SystemExit(FINE)
