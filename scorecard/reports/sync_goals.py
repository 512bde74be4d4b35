"""What both sides are answerable for together: joint goals, how far forecasts can be trusted, how long things wait."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from scorecard.domain.commitments import JointGoal
from scorecard.domain.display import shown, with_sign
from scorecard.domain.scope import Scope
from scorecard.domain.scoring import Child, roll_up
from scorecard.domain.vocabulary import Unit
from scorecard.domain.waiting import Waiting, waiting_of
from scorecard.domain.wording import span_words
from scorecard.domain.work import Item, Said
from scorecard.reports.accuracy import KINDS, AccuracyRow, accuracy_report
from scorecard.reports.accuracy_rows import monthly_lines
from scorecard.reports.asked import Asked, open_scope
from scorecard.reports.flags import flags_report
from scorecard.reports.headline import value_words
from scorecard.reports.standing import MeasureRow, row_of
from scorecard.reports.standing_words import status_label, status_name, target
from scorecard.reports.work import EVERY, EVERY_ITEM, work_report
from scorecard.store.store import Store

NO_GOALS = "No joint goal is named yet."
NOT_RECORDED = (
    ("Approving a purchase", "Not recorded: purchases are not asked for in this app."),
    ("Spending approved only afterwards", "Not recorded: what is spent is known once it is posted, not when agreed."),
)
"""What belongs here and the book knows nothing of."""


@dataclass(frozen=True, slots=True)
class GoalRow:
    """One joint goal.

    Attributes:
        weight: Its weight among the others; ``share`` the same as a share of all, 0 to 1.
        progress: Its score on the scorecard, 0 to 100; None where it is not reported or has no target.
        value: In words; ``target`` likewise.
        mark: CSS name of the sign of its state; ``state`` the state in words.
    """

    measure: str
    label: str
    weight: Decimal
    share: Decimal
    progress: float | None
    value: str
    target: str
    state: str
    mark: str


@dataclass(frozen=True, slots=True)
class TrustRow:
    """How far forecasts of one area can be trusted.

    Attributes:
        kind: Which forecasts, in words.
        area: Which line or place.
        count: Amounts that came about.
        error: Mean absolute difference as a share of what came; ``bias`` the same with its sign.
        added: How much better than the better of two simple forecasts; below zero worse.
    """

    kind: str
    area: str
    count: int
    error: Decimal | None
    bias: Decimal | None
    added: Decimal | None


@dataclass(frozen=True, slots=True)
class ProcessRow:
    """One step of how we work: what waits, and how long it took; ``words`` says it, also that nobody records it."""

    step: str
    words: str
    waiting: Waiting | None = None


@dataclass(frozen=True, slots=True)
class GoalsReport:
    """The second half of what both sides look at together.

    Attributes:
        whole: The goals' progress by weight, 0 to 100; None where nothing of it is reported.
        coverage: The share of weight that is reported, 0 to 1.
    """

    scope: Scope
    headline: str
    as_of: str
    revision: int
    goals: tuple[GoalRow, ...]
    whole: float | None
    coverage: float
    trust: tuple[TrustRow, ...]
    process: tuple[ProcessRow, ...]

    @property
    def rows(self) -> tuple[GoalRow, ...]:
        """The goals."""
        return self.goals


def goals_report(store: Store, scope: Scope) -> GoalsReport:
    """Answer: how far are our joint goals, which forecasts can be trusted, and how long do things wait?

    Args:
        store: The open store.
        scope: Place, period, window, state of the numbers and words.

    Raises:
        UnknownName: If place or period do not exist.
        NothingPublished: If there are no figures yet.
    """
    asked = open_scope(store, scope)
    named = asked.catalogue.joint_goals
    rows = [row_of(asked, asked.catalogue.measure(each.measure)) for each in named]
    children = [Child(goal.weight, row.score if row.judged else None) for goal, row in zip(named, rows, strict=True)]
    whole = roll_up(children)
    total = sum((goal.weight for goal in named), Decimal(0))
    goals = tuple(_goal(goal, row, total, asked.catalogue.currency) for goal, row in zip(named, rows, strict=True))
    process = tuple(_process(store, scope))
    return GoalsReport(
        scope=scope,
        headline=_headline(goals, whole.score, whole.coverage),
        as_of=asked.snapshot.as_of_label,
        revision=asked.snapshot.revision,
        goals=goals,
        whole=whole.score,
        coverage=whole.coverage,
        trust=tuple(_trust(store, asked)),
        process=process,
    )


def _headline(goals: Sequence[GoalRow], whole: float | None, coverage: float) -> str:
    if not goals:
        return NO_GOALS
    every = "1 joint goal" if len(goals) == 1 else f"{len(goals)} joint goals"
    if whole is None:
        return f"{every}: none of them can be judged yet."
    behind = min((goal for goal in goals if goal.progress is not None), key=lambda goal: goal.progress or 0.0)
    known = "" if coverage == 1 else f" from {coverage * 100:.0f} % of the weight"
    return f"{every} at {whole:.0f} of 100{known}; furthest behind is {behind.label} ({behind.value})."


def _goal(goal: JointGoal, row: MeasureRow, total: Decimal, currency: str) -> GoalRow:
    progress = row.score if row.judged else None
    value = row.reason or "not reported" if row.value is None else value_words(row, currency)
    return GoalRow(
        row.id, row.label, goal.weight, goal.weight / total, progress, value, target(row, currency),
        status_label(row), status_name(row),
    )  # fmt: skip


def _trust(store: Store, asked: Asked) -> Iterator[TrustRow]:
    """Every kind of forecast that has come about, by line and, where it is made by place, by place."""
    named = set(monthly_lines(asked))
    for kind, (title, _) in KINDS.items():
        told = accuracy_report(store, asked.scope, kind)
        if told.kind != kind or told.whole is None:
            continue
        labels = {label for line, label in told.lines if line in named} or {label for _, label in told.lines}
        places = (row for row in told.by_place if row.name != asked.catalogue.entity(asked.catalogue.root).name)
        own = (row for row in told.by_line if row.name in labels or kind == next(iter(KINDS)))
        yield from (_trusted(title, row.name, row) for row in own)
        yield from (_trusted(title, f"{told.whole.name}, {row.name}", row) for row in places)


def _trusted(kind: str, area: str, row: AccuracyRow) -> TrustRow:
    return TrustRow(kind, area, row.count, row.error, row.bias, row.added)


def trust_words(row: TrustRow) -> tuple[str, str, str]:
    """Off by, leans and better by, as the page of the record writes them; "" where there is nothing to tell."""
    sides = ((row.bias, True), (row.added, True))
    return (_share(row.error, False), *(_share(share, sign) for share, sign in sides))  # type: ignore[return-value]


def _share(share: Decimal | None, sign: bool) -> str:
    if share is None:
        return ""
    told = shown(abs(share), Unit.PERCENT, decimals=1)
    return with_sign(share, told) if sign else told


def _process(store: Store, scope: Scope) -> Iterator[ProcessRow]:
    """What the book records of how long things wait, then what it does not."""
    today, items = store.today(), [row.item for row in work_report(store, scope, state=EVERY, shown=EVERY_ITEM).rows]
    for step, kind in (("Explaining a difference", Said.EXPLAINED), ("Agreeing what to do", Said.AGREED)):
        yield _waited(step, waiting_of(_steps(store, items, kind), today))
    yield _waited("Seeing that it worked", waiting_of(_verified(store, items), today))
    areas = flags_report(store, scope).areas
    warned, surprises = sum(area.warned for area in areas), sum(area.surprises for area in areas)
    said = f"{warned} of {warned + surprises} numbers that turned red were flagged before."
    yield ProcessRow("Warning early", said if areas else "Nothing turned red since the first flag.")
    yield from (ProcessRow(step, words) for step, words in NOT_RECORDED)


def _steps(store: Store, items: Iterable[Item], kind: Said) -> Iterator[tuple[date, date | None]]:
    """From the day an item was opened to the first day it was said to be this far."""
    first: dict[int, date] = {}
    for comment in store.work.comments():
        if comment.kind is kind:
            first.setdefault(comment.item, comment.at.date())
    yield from ((item.opened, first.get(item.id)) for item in items)


def _verified(store: Store, items: Iterable[Item]) -> Iterator[tuple[date, date | None]]:
    """From the day an action was agreed to the day it was verified; items without an action do not wait for it."""
    agreed = {each.item: each.at.date() for each in store.work.comments() if each.kind is Said.AGREED}
    yield from ((agreed[item.id], item.verified) for item in items if item.id in agreed)


def _waited(step: str, told: Waiting) -> ProcessRow:
    if not told.waits and not told.done:
        return ProcessRow(step, "Nothing has come this far yet.", told)
    took = "" if told.middle is None else f"within {span_words(told.middle)}" if told.middle else "on the same day"
    done = f"{_times(told.done)}, usually {took}" if took else ""
    since = f"for {span_words(told.oldest)}" if told.oldest else "since today"
    waits = f"{told.waits} waiting, the oldest {since}" if told.waits else ""
    return ProcessRow(step, f"{'; '.join(filter(None, (done, waits)))}.", told)


def _times(count: int) -> str:
    return "Done once" if count == 1 else f"Done {count} times"
