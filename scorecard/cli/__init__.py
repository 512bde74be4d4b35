"""The command line: the same acts and answers as the screen, for scripts and for people who type."""

import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import click

from scorecard.cli.saying import DATA, FINE, USE, say, unexpected
from scorecard.domain.errors import ScorecardError
from scorecard.settings import Settings, settings_from

ROOMS = {
    "ask": ("ask", "ask"),
    "catalogue": ("catalogue", "catalogue"),
    "check": ("checking", "check"),
    "demo": ("demo", "demo"),
    "explain": ("explain", "explain_file"),
    "forecast": ("forecast", "forecast"),
    "import": ("loading", "load"),
    "kiosk": ("kiosk", "kiosk"),
    "notify": ("notify", "notify"),
    "people": ("people", "people"),
    "report": ("report", "report"),
    "undo": ("loading", "undo"),
}
"""Command to its room and name; rooms are opened when their command is used."""


class Rooms(click.Group):
    """Commands that are imported when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """All commands, in order."""
        return sorted(ROOMS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """The command of a name, None if there is none."""
        if cmd_name not in ROOMS:
            return None
        room, name = ROOMS[cmd_name]
        found = getattr(import_module(f"scorecard.cli.{room}"), name)
        return found if isinstance(found, click.Command) else None


@click.command("scorecard", cls=Rooms, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--store", type=click.Path(file_okay=False, path_type=Path), default=None, help="Folder of the store.")
@click.pass_context
def scorecard(context: click.Context, store: Path | None) -> None:
    """The balanced scorecard: load figures, ask for reports, check the store."""
    settings, problems = settings_from(os.environ)
    for problem in problems:
        say(str(problem), err=True)
    if problems:
        raise SystemExit(USE)
    context.obj = replace(settings, store=store.expanduser().absolute()) if store else settings


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Returns:
        0 if all is well, 1 for problems in the data, 2 for wrong use.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        scorecard.main(given, prog_name="python -m scorecard", standalone_mode=False)
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else FINE
    except (Exception, KeyboardInterrupt) as fault:
        return _told(fault, given)
    return FINE


def _told(fault: BaseException, given: Sequence[str]) -> int:
    """Say what went wrong in a sentence; the exit code it means."""
    if isinstance(fault, click.UsageError):
        say(fault.format_message(), err=True)
        say(_hint(fault), err=True)
        return USE
    if isinstance(fault, click.ClickException):
        say(fault.format_message(), err=True)
        return USE
    if isinstance(fault, (click.Abort, KeyboardInterrupt)):
        say("Stopped; nothing was half done.", err=True)
    elif isinstance(fault, ScorecardError):
        say(str(fault), err=True)
    else:
        say(unexpected(fault, _store(given)), err=True)
    return DATA


def _hint(fault: click.UsageError) -> str:
    path = fault.ctx.command_path if fault.ctx else "python -m scorecard"
    return f"“{path} --help” says how it is used."


def _store(arguments: Sequence[str]) -> Path:
    """The store's folder, as far as it can be known when something broke."""
    for at, word in enumerate(arguments[:-1]):
        if word == "--store":
            return Path(arguments[at + 1])
    found: Settings = settings_from(os.environ)[0]
    return found.store
