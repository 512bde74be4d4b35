"""Ask: any report as a table or as JSON, for a scope given on the command line."""

import os
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from datetime import date

import click
from rich.console import Console

from scorecard.cli.answers_json import as_json
from scorecard.cli.answers_table import Answer, table_of
from scorecard.domain.errors import NothingPublished, ScorecardError
from scorecard.domain.presets import PRESETS, USUAL
from scorecard.domain.problems import excerpt
from scorecard.domain.scope import Scope, parse_scope
from scorecard.domain.vocabulary import Comparison, View, Words
from scorecard.ingest.opening import open_store
from scorecard.reports.accuracy import KINDS, AccuracyReport, accuracy_report
from scorecard.reports.agenda import agenda_report
from scorecard.reports.bridge import bridge_report
from scorecard.reports.cash import cash_report
from scorecard.reports.cash_answer import CashReport
from scorecard.reports.cash_items import CashItemsReport, cash_items_report
from scorecard.reports.cash_moved import CashMovedReport, cash_moved_report
from scorecard.reports.find import find_report, nearest
from scorecard.reports.help import help_report
from scorecard.reports.history import history_report
from scorecard.reports.measure import measure_report
from scorecard.reports.meeting import MinutesReport, minutes_report
from scorecard.reports.outlook import outlook_report
from scorecard.reports.postings import PostingsReport, postings_report
from scorecard.reports.scorecard import scorecard_report
from scorecard.reports.since import since_report
from scorecard.reports.statements import statements_of
from scorecard.reports.sync import SyncReport, sync_report
from scorecard.reports.sync_goals import GoalsReport, goals_report
from scorecard.reports.usual import usual_scope
from scorecard.reports.variance import variance_report
from scorecard.reports.why import WhyReport, usual_subject, why_report
from scorecard.reports.why_where import DIMS, read
from scorecard.reports.work import EVERY_ITEM, STATES, work_report
from scorecard.settings import Settings, settings_from
from scorecard.store.refusals import NoSuchMeeting
from scorecard.store.store import Snapshot, Store

REPORTS = (
    "scorecard", "since", "variance", "bridge", "drill", "measure", "history", "cash", "outlook", "accuracy", "work",
    "agenda", "minutes", "sync", "find", "help",
)  # fmt: skip
FINE, DATA, USE = 0, 1, 2

_OPTIONS = {"known": "earlier state"}
"""What an option names, where that is not its own name."""

WIDE = 160
"""Columns of a table that is piped."""


class WrongUse(ScorecardError):
    """Something was asked that does not exist; the sentence offers what comes near."""

    def __init__(self, kind: str, name: str, near: Iterable[str]) -> None:
        offered = " or ".join(near)
        more = f" Did you mean {offered}?" if offered else ""
        super().__init__(f"There is no {kind} called “{excerpt(name)}”.{more}")


class MeasureNotNamed(WrongUse):
    """The measure report was asked for without saying which."""

    def __init__(self) -> None:
        ScorecardError.__init__(self, "Name the measure: ask measure --measure NAME.")


class NoMinutesYet(ScorecardError):
    """The last minutes were asked for where no meeting was finished."""

    def __init__(self) -> None:
        super().__init__("No meeting was finished at this place yet.")


@click.command("ask")
@click.argument("report", type=click.Choice(REPORTS))
@click.argument("text", nargs=-1)
@click.option("--measure", default="", help="Measure of the report “measure”, or line of “accuracy”.")
@click.option("--entity", default=None, help="Place; the whole company if not given.")
@click.option("--period", default=None, help="Period such as 2026-10; the latest complete one if not given.")
@click.option("--view", type=click.Choice([str(view) for view in View]), default=None, help="Window of time.")
@click.option(
    "--compare", type=click.Choice([str(side) for side in Comparison]), default=None, help="What to compare with."
)
@click.option("--as-of", "as_of", default=None, help="A revision such as r12, or a date; now if not given.")
@click.option("--vintage", default=None, help="Date of the outlook to compare with; the latest if not given.")
@click.option("--known", default=None, help="With --compare known: a revision or a date; the one before if not given.")
@click.option(
    "--words", type=click.Choice([str(words) for words in Words]), default=None, help="Plain or finance words."
)
@click.option("--full-year", is_flag=True, help="The report “variance” for the year: closed actuals and the outlook.")
@click.option("--by", default=None, help="Dimension the report “drill” splits by, or “posting”.")
@click.option("--where", default=None, help="Part the report “drill” looks into: DIM:VALUE|DIM:VALUE.")
@click.option("--json", "json_wanted", is_flag=True, help="Print the answer as JSON.")
@click.pass_context
def ask(
    context: click.Context,
    /,
    report: str,
    text: tuple[str, ...],
    measure: str,
    full_year: bool,
    json_wanted: bool,
    **query: str | None,
) -> None:
    """Print a report.

    One of scorecard, since [rN|DATE|meetingN], variance, bridge NAME, drill NAME, measure, history,
    cash [items|moved], outlook, accuracy [cash|outlook|people], work [STATE],
    agenda [weekly|monthly|daily], minutes [NUMBER], sync [goals], find or help.
    """
    try:
        answer = _answer(_settings(context), report, " ".join(text), measure, full_year, query)
    except ScorecardError as fault:
        click.echo(str(fault), err=True)
        sys.exit(DATA if isinstance(fault, NothingPublished) else USE)
    if json_wanted:
        click.echo(as_json(answer, as_of=None, revision=None))
    else:
        Console(highlight=False, width=None if sys.stdout.isatty() else WIDE).print(table_of(answer))
    sys.exit(DATA if getattr(answer, "problems", ()) else FINE)


def _settings(context: click.Context) -> Settings:
    return context.find_object(Settings) or settings_from(os.environ)[0]


def _answer(
    settings: Settings, report: str, text: str, measure: str, full_year: bool, query: Mapping[str, str | None]
) -> Answer:
    if report == "help":
        return help_report(text)
    store = open_store(settings.store, settings.book_url, settings.facts_uri)
    scope, snapshot = scope_of(store, {name: value for name, value in query.items() if value is not None})
    made: dict[str, Callable[[], Answer]] = {
        "scorecard": lambda: scorecard_report(store, scope),
        "since": lambda: since_report(store, scope, text),
        "variance": lambda: variance_report(store, scope, _statement(snapshot, text), full_year),
        "bridge": lambda: bridge_report(store, scope, measure or text),
        "drill": lambda: _drill(store, scope, measure or text or usual_subject(store, scope), query),
        "measure": lambda: measure_report(store, scope, _measure(snapshot, measure or text)),
        "history": lambda: history_report(store, scope),
        "cash": lambda: _cash(store, scope, text),
        "outlook": lambda: outlook_report(store, scope, scope.vintage),
        "accuracy": lambda: _accuracy(store, scope, text, measure),
        "work": lambda: work_report(store, scope, state=_state(text), shown=EVERY_ITEM),
        "agenda": lambda: agenda_report(store, scope, preset=_preset(text)),
        "minutes": lambda: _minutes(store, scope, text),
        "sync": lambda: _sync(store, scope, text),
        "find": lambda: find_report(store, scope, text),
    }
    return made[report]()


def _drill(store: Store, scope: Scope, of: str, query: Mapping[str, str | None]) -> WhyReport | PostingsReport:
    """A number taken apart, or the postings behind it."""
    where, unread = read(query.get("where") or "")
    if unread:
        raise WrongUse("part of the figures", query.get("where") or "", ("vendor:NAME", "cost_centre:NAME"))
    by = query.get("by") or ""
    if by == "posting":
        return postings_report(store, scope, of, where)
    if by not in ("", *DIMS):
        raise WrongUse("dimension", by, nearest({dim: dim for dim in DIMS}, by))
    return why_report(store, scope, of, where, by)


def _cash(store: Store, scope: Scope, text: str) -> CashReport | CashItemsReport | CashMovedReport:
    """The weeks ahead, every item of them, or what moved since the forecast before."""
    if text == "items":
        return cash_items_report(store, scope, scope.vintage, shown=EVERY_ITEM)
    if text == "moved":
        return cash_moved_report(store, scope, scope.vintage, shown=EVERY_ITEM)
    if text:
        raise WrongUse("part of the cash forecast", text, ("items", "moved"))
    return cash_report(store, scope, scope.vintage)


def _sync(store: Store, scope: Scope, text: str) -> SyncReport | GoalsReport:
    """Dials and commitments, or the joint goals; of what is not decided nothing."""
    if text not in ("", "goals"):
        raise WrongUse("part of sync", text, ("goals",))
    return goals_report(store, scope) if text else sync_report(store, scope)


def _accuracy(store: Store, scope: Scope, text: str, line: str) -> AccuracyReport:
    """How good forecasts were: of the first kind there is, or of the one named; of a line that --measure names."""
    if text not in ("", *KINDS):
        raise WrongUse("kind of forecast", text, tuple(KINDS))
    return accuracy_report(store, scope, text, line)


def _preset(text: str) -> str:
    if text not in ("", *PRESETS):
        raise WrongUse("kind of meeting", text, tuple(PRESETS))
    return text or USUAL.id


def _minutes(store: Store, scope: Scope, text: str) -> MinutesReport:
    """The minutes of the last meeting at the place, or of the one named by its number."""
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
    found = minutes_report(store, scope, number) if number or not text else None
    if found is None:
        raise NoSuchMeeting(text) if text else NoMinutesYet
    return found


def _state(text: str) -> str:
    if text not in STATES:
        raise WrongUse("state of work", text, nearest({name: name for name in STATES if name}, text))
    return text


def scope_of(store: Store, query: Mapping[str, str]) -> tuple[Scope, Snapshot]:
    """The scope of the options given, the rest as usual.

    Raises:
        WrongUse: If an option names what does not exist.
    """
    as_of = query.get("as_of", "")
    snapshot = store.snapshot(as_of if _reads(as_of) else "")
    catalogue, periods = snapshot.catalogue, {p.key: p.label for p in snapshot.calendar.periods}
    scope, problems = parse_scope(query, usual_scope(snapshot, store.today()), catalogue, tuple(periods))
    names = {"entity": {e.id: e.name for e in catalogue.entities.values()}, "period": periods}
    for problem in problems:
        option = problem.where.rpartition(" ")[2]
        raise WrongUse(
            _OPTIONS.get(option, option.replace("_", "-")), query[option], nearest(names.get(option, {}), query[option])
        )
    return scope, snapshot


def _reads(as_of: str) -> bool:
    if not as_of or re.fullmatch(r"r[0-9]{1,9}", as_of, re.ASCII):
        return True
    try:
        return bool(date.fromisoformat(as_of))
    except ValueError:
        return False


def _statement(snapshot: Snapshot, name: str) -> str:
    known = {each.id: each.name for each in statements_of(snapshot.catalogue)}
    if name and name not in known:
        raise WrongUse("statement", name, nearest(known, name))
    return name


def _measure(snapshot: Snapshot, name: str) -> str:
    measures = snapshot.catalogue.measures
    if not name:
        raise MeasureNotNamed
    if name not in measures:
        raise WrongUse("measure", name, nearest({m.id: m.name for m in measures.values()}, name))
    return name
