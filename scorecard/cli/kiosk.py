"""Kiosk: the boards of the catalogue and the address of each one's wall."""

import click

from scorecard.cli.saying import say
from scorecard.domain.board_keys import key_of
from scorecard.ingest.opening import open_store
from scorecard.settings import Settings


@click.command("kiosk")
@click.option("--board", default=None, help="Only this board.")
@click.pass_obj
def kiosk(settings: Settings, board: str | None) -> None:
    """Print each board with the address of its wall; with its key where SCORECARD_WALL_SECRET is set."""
    store = open_store(settings.store, settings.book_url, settings.facts_uri)
    boards = store.snapshot("").catalogue.boards if store.revision() else {}
    store.close()
    found = [each for each in boards.values() if board in (None, each.id)]
    for each in found:
        key = key_of(settings.wall_secret, each.id)
        address = f"{settings.app_url}/kiosk?embed=true&board={each.id}{f'&key={key}' if key else ''}"
        say(f"{each.id:<16}{address}  {each.name}")
    if not found:
        named = f"no board “{board}”" if board else "no board yet"
        raise click.ClickException(f"The catalogue names {named}. Boards stand under [[boards]].")
