"""Explain: the few slices that carry the difference between two columns of any table."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import click

from scorecard.cli.answers_json import text
from scorecard.cli.asked_file import read_file
from scorecard.cli.saying import say
from scorecard.domain.explain import Explanation, Leaves, explain
from scorecard.domain.explain_words import sentence
from scorecard.domain.problems import excerpt
from scorecard.domain.vocabulary import Unit
from scorecard.ingest.explain import Columns, read_leaves

SHARE_PLACES = 6


@click.command("explain")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--actual", required=True, help="Column of what came about; the numerator of a ratio.")
@click.option("--reference", required=True, help="Column of what it is compared with; the numerator of a ratio.")
@click.option("--actual-base", default="", help="Column of the actual ratio's denominator.")
@click.option("--reference-base", default="", help="Column of the reference ratio's denominator.")
@click.option("--dims", required=True, help="Columns to look for causes in: vendor,account,site.")
@click.option("--top", type=click.IntRange(1, 50), default=5, show_default=True, help="Slices told at most.")
@click.option("--depth", type=click.IntRange(1, 6), default=3, show_default=True, help="Columns a slice may name.")
@click.option("--json", "json_wanted", is_flag=True, help="Print the explanation as JSON.")
def explain_file(
    file: Path,
    actual: str,
    reference: str,
    actual_base: str,
    reference_base: str,
    dims: str,
    top: int,
    depth: int,
    json_wanted: bool,
) -> None:
    """Explain the difference between two columns of a CSV FILE; parts and rest add up to it exactly."""
    columns = _columns(actual, reference, (actual_base, reference_base), dims)
    leaves, _ = read_file(file, lambda stream: read_leaves(stream, file.name, columns))
    found, unit = explain(leaves, top, depth), _unit(leaves)
    if json_wanted:
        click.echo(as_json(found, unit))
        return
    for line in _lines(found, unit):
        say(line)


def as_json(found: Explanation, unit: Unit) -> str:
    """The explanation in the fixed shape of ``explain --json``."""
    slices = [
        {
            "where": dict(each.where),
            "amount": _bare(each.amount),
            "share": None if each.share is None else _bare(round(each.share, SHARE_PLACES)),
            "sentence": sentence(each, unit),
        }
        for each in found.slices
    ]
    return text({"total": _bare(found.total), "rest": _bare(found.rest), "slices": slices})


def _lines(found: Explanation, unit: Unit) -> list[str]:
    rows = [sentence(each, unit) for each in found.slices]
    last = "not explained by few slices" if rows else "no few slices explain it"
    whole = Decimal(100) if unit is Unit.PERCENT else Decimal(1)
    ending = " points" if unit is Unit.PERCENT else ""
    told = [f"{_bare(number * whole):,f}{ending}" for number in (found.total, found.rest)]
    return [f"difference: {told[0]}", *rows, f"{last}: {told[1]}"]


def _columns(actual: str, reference: str, bases: Sequence[str], dims: str) -> Columns:
    """The columns asked for, each with one part to play."""
    named = tuple(dim.strip() for dim in dims.split(",") if dim.strip())
    given = tuple(base for base in bases if base)
    if len(given) == 1:
        raise click.UsageError("A ratio needs both --actual-base and --reference-base.")
    if not named:
        raise click.UsageError("Name at least one column after --dims.")
    asked = (actual, reference, *given, *named)
    twice = next((name for name in asked if asked.count(name) > 1 and name in named), None)
    if twice is not None:
        raise click.UsageError(f"The column “{excerpt(twice)}” is named twice.")
    return Columns(actual, reference, named, given)


def _unit(leaves: Leaves) -> Unit:
    """Percent for ratios that stay within a whole, plain numbers for the rest."""
    if leaves.actual_base is None or leaves.reference_base is None:
        return Unit.COUNT
    sides = ((leaves.actual, leaves.actual_base), (leaves.reference, leaves.reference_base))
    within = all(abs(int(above.sum())) <= abs(int(below.sum())) for above, below in sides)
    return Unit.PERCENT if within else Unit.COUNT


def _bare(number: Decimal) -> Decimal:
    """Without zeros at the end."""
    return number.normalize() if number else Decimal(0)
