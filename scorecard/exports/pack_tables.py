"""A pack as texts: its tables and its strip of perspectives, written once and set by every format alike."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from scorecard.domain.display import unbroken
from scorecard.domain.since import period_words
from scorecard.domain.vocabulary import Status
from scorecard.domain.wording import named_alone, verdict
from scorecard.exports.packs import Packed
from scorecard.exports.workbook import clean
from scorecard.reports.cash_written import amount_in, scale_of
from scorecard.reports.pack import INVENTED, Pack
from scorecard.reports.scorecard import PerspectiveColumn
from scorecard.reports.since import SinceRow
from scorecard.reports.standing import MeasureRow
from scorecard.reports.standing_words import STATUS, number, status_label, status_name, why_none
from scorecard.reports.variance import VarianceReport
from scorecard.reports.variance_written import format_of

WEEKS = ("start", "in", "out", "between", "end", "low")
"""Rows of the table of weeks that fit a page, besides the room above the limits."""

WORK_SHOWN = 6
"""Items of work that fit a page."""

SINCE_SHOWN = 4
"""Numbers that moved that fit a page."""

LAST_SHOWN, BESIDE = 5, 3
"""Lines of what the meeting before left that fit a page, beside so many looks back among what to talk about."""

LONGEST, NAMED = 120, 60
"""Signs of what people wrote, and of a name made of it, on printed pages and slides; other files have them whole."""

WRITTEN = frozenset({"decision", "flag", "obstacle"})
"""Kinds of items to talk about that repeat what people wrote."""

SHORTENED = "Words that end in … are whole in HTML and the workbook."

LAST_TIME = "Decided and agreed last time"

NOBODY = "Nobody yet"

ORDER = (Status.OFF_TRACK, Status.WATCH, Status.NOT_REPORTED, Status.ON_TRACK)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as it is read.

    Attributes:
        title: What it is.
        head: A title a column.
        rows: A text a cell.
        marks: A word a row that says how it is set: ``total``, ``group``, ``under`` (room below zero) or "".
        depths: How deep each row stands below those above it, 0 for all where empty.
        right: Places of the columns that hold numbers.
        in_words: Whether it is mainly words: its rows are named by their first cell and can stand as paragraphs.
        note: What is to be known beside it; "" for nothing.
    """

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    marks: tuple[str, ...]
    depths: tuple[int, ...]
    right: frozenset[int] = frozenset()
    in_words: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """A measure of the strip: CSS name and words of how it stands, its name, its value and its difference."""

    mark: str
    status: str
    label: str
    value: str
    second: str


@dataclass(frozen=True, slots=True)
class Strip:
    """A perspective: how many stand where (CSS name, words, count), and its measures, what needs a look first."""

    name: str
    counts: tuple[tuple[str, str, int], ...]
    reported: str
    measures: tuple[Standing, ...]


def stamp_line(pack: Packed) -> str:
    """The stamp as one line."""
    told = "; ".join(f"{name}: {value}" for name, value in pack.stamp if name != "Invented")
    return clean(f"{told}. {INVENTED}" if pack.invented else f"{told}.")


def under(pack: Packed, workspace: str) -> str:
    """The line below a title: whose it is, and which state of the numbers it tells."""
    return f"{workspace}. Numbers as of {dict(pack.stamp)['Numbers as of']}."


def strips(pack: Pack) -> tuple[Strip, ...]:
    """The perspectives, in the catalogue's order."""
    return tuple(_strip(column, pack.currency) for column in pack.scorecard.columns)


def _strip(column: PerspectiveColumn, currency: str) -> Strip:
    rows = sorted((row for group in column.objectives for row in group.rows), key=_urgency)
    counts = [(each.value.replace("_", "-"), STATUS[each].lower(), column.counts[each]) for each in ORDER]
    counts += [("not-due", "not due yet", column.not_due), ("no-target", "no target", column.unjudged)]
    return Strip(
        clean(column.name),
        tuple(entry for entry in counts if entry[2]),
        f"{column.coverage * 100:.0f} % reported",
        tuple(_standing(row, currency) for row in rows),
    )


def _urgency(row: MeasureRow) -> tuple[int, float]:
    return (ORDER.index(row.status) if row.judged else len(ORDER), row.score or 0.0)


def _standing(row: MeasureRow, currency: str) -> Standing:
    value = number(row.value, row.unit, currency, row.decimals)
    second = row.difference_words if row.value is not None else why_none(row.label, row.reason)
    return Standing(status_name(row), status_label(row), clean(row.label), clean(value), clean(second))


def talk_grid(pack: Pack, is_cut: bool = False) -> Grid:
    """What to talk about in the order of the meeting, with the minutes and who has it; what people wrote may be cut."""
    rows = []
    for item in pack.talk:
        name, told = item.label, item.sentence
        if is_cut and item.kind in WRITTEN:
            name, told = shortened(name, NAMED), shortened(told)
        rows.append((name, told, str(item.minutes), item.owners or NOBODY))
    head = ("What", "How it stands", "Minutes", "Who has it")
    return words_grid("To talk about", head, rows, (2,), _noted(pack.agenda.headline, rows))


def last_on_a_page(pack: Pack) -> int:
    """How many lines of what the meeting before left a page has room for: each further look back takes that of one."""
    looks = sum(item.kind in WRITTEN for item in pack.talk)
    return max(1, LAST_SHOWN - max(0, looks - BESIDE))


def last_grid(pack: Pack, shown: int, is_cut: bool = False) -> Grid:
    """What the meeting before left, so many lines of it, their words whole or cut; the rest is counted."""
    rows = [
        (
            ": ".join(
                part for part in (line.kind.value, shortened(line.about, NAMED) if is_cut else line.about) if part
            ),
            shortened(line.text) if is_cut else line.text,
            line.stands,
            "" if line.day is None else f"{line.day:%-d %b %Y}",
            line.who,
        )
        for line in pack.last.lines[:shown]
    ]
    more = len(pack.last.lines) - len(rows)
    note = f"{pack.last.headline} And {more} more in the workbook." if more > 0 else pack.last.headline
    return words_grid(LAST_TIME, ("What", "In words", "How it stands", "Day", "Who"), rows, note=_noted(note, rows))


def since_grid(pack: Pack, shown: int = SINCE_SHOWN) -> Grid:
    """What moved since the meeting before, the biggest first, so many of them."""
    told = [(group.label, row) for group in pack.since.groups for row in group.rows]
    rows = [
        (
            ", ".join(part for part in (row.label, row.place) if part),
            period_words(row),
            _moved(row.before, row, pack.currency),
            _moved(row.after, row, pack.currency),
            kind,
            row.note,
        )
        for kind, row in told[:shown]
    ]
    more = len(told) - len(rows) + pack.since.usual
    note = f"{more} more moved." if more > 0 else ""
    return words_grid("Since we last met", ("What", "Of", "Then", "Now", "Kind", "Why"), rows, note=note)


def _moved(value: Decimal | None, row: SinceRow, currency: str) -> str:
    return number(value, row.unit, currency, row.decimals)


def weeks_grid(pack: Pack) -> Grid | None:
    """The weeks ahead in totals; None where there is no forecast."""
    table = pack.weeks
    if pack.cash is None or table is None:
        return None
    scale, decimals = scale_of(table)
    rows = [row for row in table.rows if row.id in WEEKS or row.kind == "room"]
    words = [(row.name, *(amount_in(value, scale, decimals) for value in row.values)) for row in rows]
    marks = ["under" if _under(row.values, row.kind) else "total" if row.id == "end" else "" for row in rows]
    unit = f"In {scale.letter} {pack.currency}"
    head = (f"{unit}, weeks from" if pack.cash.by == "days" else unit, *(column.label for column in table.columns))
    name = "Cash, week by week" if pack.cash.by == "days" else "Cash, month by month"
    return _grid(name, head, words, marks, range(1, len(head)), table.foots)


def _under(values: Iterable[Decimal | None], kind: str) -> bool:
    return kind == "room" and any(value is not None and value < 0 for value in values)


def work_grid(pack: Pack, shown: int = WORK_SHOWN) -> Grid:
    """What is to be done, the most urgent first, so many of them."""
    rows = [
        (
            row.label,
            row.now_words or row.then_words,
            row.state.value.capitalize(),
            "" if row.due is None else f"{row.due.day} {row.due:%b %Y}",
            row.pair,
        )
        for row in pack.work.rows[:shown]
    ]
    more = len(pack.work.rows) - len(rows)
    note = f"{more} more {'is' if more == 1 else 'are'} in the app and in the workbook." if more > 0 else ""
    head = ("What", "Difference", "State", "Due", "Who has it")
    return words_grid("Work to do", head, rows, note=note)


def statement_grid(answer: VarianceReport) -> Grid:
    """A statement, line by line, in one scale."""
    form = format_of(answer)
    rows, marks = [], []
    for row in answer.rows:
        said = verdict(row.impact) if row.impact is not None else ""
        sides = (form.number(row.actual), form.number(row.reference), form.signed(row.difference))
        rows.append((row.label, *sides, said, row.worth or row.reason or row.note))
        marks.append("total" if row.shape == "subtotal" else "group" if row.shape == "group" else "")
    first = f"In {form.said}" if form.said else "Line"
    other = named_alone(answer.against)
    head = (first, "Outlook" if answer.full_year else "Actual", other, "Difference", "Better or worse", "Worth a look")
    return _grid(
        f"Plan & actual, {answer.window}",
        head,
        rows,
        marks,
        (1, 2, 3),
        answer.foots,
        [row.depth for row in answer.rows],
    )


def definitions_grid(pack: Pack) -> Grid:
    """What each measure is."""
    rows = [(each.label, each.meaning, each.formula, each.source, each.direction) for each in pack.definitions]
    return words_grid("What the measures are", ("Measure", "Meaning", "Formula", "Source", "Good"), rows)


def words_grid(
    title: str, head: Sequence[str], rows: Sequence[Sequence[str]], right: Iterable[int] = (), note: str = ""
) -> Grid:
    """A table that is mainly words, its texts clean."""
    return replace(_grid(title, head, rows, [""] * len(rows), right, note), in_words=True)


def shortened(told: str, longest: int = LONGEST) -> str:
    """A text cut between two words, so that no number is cut in two nor from its unit; a short one as it is."""
    end = len(unbroken(told)[: longest + 1].rsplit(" ", 1)[0][:longest])
    return told if len(told) <= longest else f"{told[:end].rstrip('.,;:')} …"


def _noted(note: str, rows: Sequence[Sequence[str]]) -> str:
    """The note, with where words are whole if some are cut."""
    return f"{note} {SHORTENED}" if any(cell.endswith(" …") for row in rows for cell in row) else note


def _grid(
    title: str,
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    marks: Sequence[str],
    right: Iterable[int] = (),
    note: str = "",
    depths: Sequence[int] = (),
) -> Grid:
    return Grid(
        clean(title),
        tuple(clean(cell) for cell in head),
        tuple(tuple(clean(cell) for cell in row) for row in rows),
        tuple(marks),
        tuple(depths) or (0,) * len(rows),
        frozenset(right),
        note=clean(note),
    )
