"""A file that a command is asked to read: what cannot be opened or read at all, in a sentence."""

from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, TypeVar

import click

from scorecard.cli.saying import DATA, say_problems
from scorecard.domain.problems import Problem, excerpt
from scorecard.ingest.reader_request import MissingColumn, Unreadable

Found = TypeVar("Found")
Problems = tuple[Problem, ...]


def read_file(file: Path, read: Callable[[BinaryIO], tuple[Found | None, Problems]]) -> tuple[Found, Problems]:
    """What is in a file, and what is wrong with it; ends the command where there is nothing in it."""
    try:
        with file.open("rb") as stream:
            found, problems = read(stream)
    except MissingColumn as fault:
        raise click.UsageError(f"{fault.fault.what[:1].upper()}{fault.fault.what[1:]}.") from fault
    except Unreadable as fault:
        found, problems = None, (Problem(file.name, fault.fault.what, fault.fault.remedy),)
    except OSError as fault:
        raise click.UsageError(f"“{excerpt(file, 120)}” cannot be opened.") from fault
    if found is None:
        say_problems(problems)
        raise SystemExit(DATA)
    return found, problems
