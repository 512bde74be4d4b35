"""Check the store: every revision opens, control totals hold, the audit chain is whole, identities hold."""

from contextlib import suppress

import click

from scorecard.cli.saying import DATA, safe, say, say_problems
from scorecard.domain.errors import NothingPublished
from scorecard.ingest.identities import broken_identities
from scorecard.ingest.opening import open_store
from scorecard.settings import Settings


@click.command("check")
@click.pass_obj
def check(settings: Settings) -> None:
    """Check that everything ever published can be opened and adds up."""
    from rich.console import Console

    store = open_store(settings.store, settings.book_url, settings.facts_uri)
    with Console(stderr=True).status("checking") as status:
        problems = store.check(lambda step: status.update(safe(step).replace("[", "(")))
        with suppress(NothingPublished):
            problems += broken_identities(store.snapshot())
    say_problems(problems)
    if problems:
        say(f"{len(problems)} problems.", err=True)
        raise SystemExit(DATA)
    say(f"All is well: {len(store.revisions())} revisions open and add up, the audit trail is whole.")
