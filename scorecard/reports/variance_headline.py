"""The sentence on top of a statement, and the one that says whether its lines add up."""

from collections.abc import Sequence
from decimal import Decimal

from scorecard.domain.display import shown
from scorecard.domain.statement import Footing
from scorecard.domain.wording import FIGURE_KNOWN, none_of, verdict
from scorecard.reports.variance_rows import VarianceRow

NAMED = 3
"""Lines named in the headline before the rest is only counted."""


def headline_of(rows: Sequence[VarianceRow], result: VarianceRow | None, against: str, when: str, place: str) -> str:
    """How the result compares and which lines are worth a look.

    Args:
        rows: All lines.
        result: The line they come to, or the first of them; None where there are no figures.
        against: What the other side is called.
        when: The window inside a sentence: "in Oct 2026".
        place: The entity's name, "" for the whole company.
    """
    if result is None:
        return f"No figures {when}{_at(place)} yet."
    said = _result(result, against, when, place)
    lines = [row for row in rows if row.shape in ("line", "place")]
    marked = sorted((row for row in lines if row.worth), key=lambda row: -abs(row.difference or Decimal(0)))
    if all(row.difference is None for row in lines):
        return f"{said}."
    if not marked:
        return f"{said}; none of {len(lines)} {_kind(lines)} is worth a look."
    named = [_named(row) for row in marked[:NAMED]]
    if len(marked) > NAMED:
        named.append(f"and {len(marked) - NAMED} more")
    verb = "is" if len(marked) == 1 else "are"
    return f"{said}; {len(marked)} of {len(lines)} {_kind(lines)} {verb} worth a look: {'; '.join(named)}."


def footing_words(found: Footing | None, result: VarianceRow | None, missing: int, beside: int, currency: str) -> str:
    """Whether the lines add up to the result, with what is better and what is worse.

    Args:
        found: The lines added up; None where the result has no difference.
        result: The line they come to.
        missing: Lines without a difference.
        beside: Lines that are no part of the result, such as taxes below it.
        currency: ISO code.
    """
    if result is None or found is None:
        return ""
    better, worse = f"{found.better:,.2f}", f"{abs(found.worse):,.2f}"
    net = f"{abs(found.net):,.2f} {currency} {verdict(found.net)}" if found.net else "no difference"
    name = _inside(result.label)
    if found.rest:
        rest = f"{found.rest:,.2f}"
        return f"Lines do not add up to {name}: {rest} {currency} of {net} is in none of them ({missing} not reported)."
    apart = f"; {beside} more {'is' if beside == 1 else 'are'} no part of it" if beside else ""
    return f"Lines add up to {name}: {better} better − {worse} worse = {net}, over {found.lines} lines{apart}."


def _result(row: VarianceRow, against: str, when: str, place: str) -> str:
    name = f"{row.label}{_at(place)}"
    if row.actual is None:
        return f"{name} is not reported {when}: {_why_not(row.reason, when)}"
    if row.difference is None:
        alone = f"there is {none_of(against)} to compare with{_because(row, against)}"
        return f"{name} is {shown(row.actual)} {when}; {alone}"
    if row.difference == 0:
        return f"{name} is the same as {against} {when}"
    size = shown(abs(row.difference))
    if row.impact is None:
        side = "above" if row.difference > 0 else "below"
        return f"{name} is {size} {side} {against} {when}"
    if row.sign > 0 and row.reference is not None and row.actual < 0 and row.reference < 0:
        return f"{name} is a loss {size} {'smaller' if row.impact > 0 else 'larger'} than {against} {when}"
    return f"{name} is {size} {verdict(row.impact)} than {against} {when}"


def _why_not(reason: str, when: str) -> str:
    """Why there is no value; the period asked for is not named twice."""
    period, _, rest = reason.partition(": ")
    return rest if rest and when.endswith(period) else reason or "no figure yet"


def _because(row: VarianceRow, against: str) -> str:
    """Why there is no other side, where more is known than that there is none."""
    said = row.reason.replace(against, "it") if against.startswith(FIGURE_KNOWN) else row.reason
    return "" if said in ("", none_of(against)) else f" ({said})"


def _at(place: str) -> str:
    return f" of {place}" if place else ""


def _kind(rows: Sequence[VarianceRow]) -> str:
    return "places" if rows and rows[0].shape == "place" else "lines"


def _named(row: VarianceRow) -> str:
    """A line with what it adds or takes: names hold commas and some lines offset others."""
    name = row.label if row.shape == "place" else _inside(row.label)
    if not row.difference:
        return name
    side = verdict(row.impact) if row.impact else "above" if row.difference > 0 else "below"
    return f"{name} ({shown(abs(row.difference))} {side})"


def _inside(label: str) -> str:
    """A label inside a sentence: its first letter is small unless the word is an abbreviation."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]
