"""What the command line says: plain sentences, safe for a terminal, and three exit codes."""

import getpass
import secrets
import traceback
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import click

from scorecard.domain.access import Actor
from scorecard.domain.problems import Problem

FINE, DATA, USE = 0, 1, 2


def safe(text: str) -> str:
    """Text without anything that moves a cursor, changes colours or forges a line."""
    return "".join(ch if ch.isprintable() or ch == "\n" else "\N{REPLACEMENT CHARACTER}" for ch in text)


def say(text: str, err: bool = False) -> None:
    """Print a sentence."""
    click.echo(safe(text), err=err)


def say_problems(problems: Iterable[Problem]) -> None:
    """Print problems, one a line, each told as one."""
    for problem in problems:
        say(str(problem).replace("\n", " "), err=True)


def actor() -> Actor:
    """The person at this computer, with every right over a store of their own."""
    try:
        name = getpass.getuser()
    except (OSError, KeyError):
        name = "local"
    return Actor(name, "local")


def unexpected(fault: BaseException, folder: Path) -> str:
    """Put an unexpected fault into the log; the sentence that names where to find it."""
    reference = secrets.token_hex(4)
    told = "".join(traceback.format_exception(fault))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / "faults.log").open("a", encoding="utf-8") as log:
            log.write(f"--- {reference} {datetime.now(UTC).isoformat(timespec='seconds')}\n{safe(told)}\n")
    except OSError:
        return f"Something unexpected happened (reference {reference}), and the log could not be written."
    return f"Something unexpected happened. The details are in faults.log of the store, under {reference}."
