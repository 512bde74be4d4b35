"""The scorecard as cards: four perspectives, each measure by shape, word and colour."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from scorecard.domain.vocabulary import Status
from scorecard.domain.wording import age_words
from scorecard.reports.moved import Change
from scorecard.reports.scorecard import PerspectiveColumn, ScorecardReport
from scorecard.reports.standing import MeasureRow
from scorecard.ui import words
from scorecard.ui.markup import Markup, element, joined
from scorecard.ui.spark import spark

Link = Callable[[str], str]
"""From a measure's id to the address of its page."""

ORDER = (Status.OFF_TRACK, Status.WATCH, Status.NOT_REPORTED, Status.ON_TRACK)
"""What needs a look comes first."""


def columns(report: ScorecardReport, link: Link, flag: Link | None = None) -> Markup:
    """The four perspectives: how each stands side by side, then their measures, what needs a look first.

    Args:
        report: The answer.
        link: Where a measure leads.
        flag: Where a flag on a measure is raised; None where none can be.
    """
    parts = (_perspective(column, report.currency, link, flag) for column in report.columns)
    return element("div", *parts, class_="sc-columns")


def _perspective(column: PerspectiveColumn, currency: str, link: Link, flag: Link | None) -> Markup:
    groups, usual = [], usual_age(column)
    for group in sorted(column.objectives, key=lambda group: min(map(_urgency, group.rows), default=(9, 0.0))):
        rows = sorted(group.rows, key=_urgency)
        drawn = (_flagged(card(row, currency, link, usual), row, flag) for row in rows)
        kept = f"--n:{len(rows)}"
        groups.append(element("section", element("h3", group.name), *drawn, class_="sc-objective", style=kept))
    name = element("div", column.name, class_="sc-name", aria_hidden="true")
    body = element("div", element("div", name, *groups, class_="sc-body"), class_="sc-frame")
    return element("section", _head(column, link), body, class_="sc-column", aria_label=column.name)


def _flagged(drawn: Markup, row: MeasureRow, flag: Link | None) -> Markup:
    """A card with the way to a flag on its number beside it: a link cannot hold another one."""
    if flag is None:
        return drawn
    way = element("a", "Flag", class_="sc-go sc-flag", href=flag(row.id), aria_label=f"Flag: {row.label}")
    return element("div", drawn, way, class_="sc-with-flag")


def _urgency(row: MeasureRow) -> tuple[int, float]:
    """Off track before watch before not reported before on track; within them the lowest score first."""
    return (ORDER.index(row.status) if row.judged else len(ORDER), row.score or 0.0)


def usual_age(column: PerspectiveColumn) -> int | None:
    """The age in days most measures of a perspective share; it is told once, above them."""
    ages = Counter(
        row.age_days
        for group in column.objectives
        for row in group.rows
        if row.age_days is not None and row.value is not None
    )
    return ages.most_common(1)[0][0] if ages else None


def _head(column: PerspectiveColumn, link: Link) -> Markup:
    return element(
        "header",
        element("h2", column.name, _score(column)),
        distribution(column),
        element("p", *_counted(column), class_="sc-counts"),
        _weakest(column, link),
        element("p", _coverage(column), class_="sc-coverage"),
        class_="sc-head",
    )


def _present(column: PerspectiveColumn) -> list[tuple[str, str, int]]:
    """CSS name, words and count of what occurs in a perspective, worst first."""
    found = [(s.value.replace("_", "-"), words.STATUS[s].lower(), column.counts.get(s, 0)) for s in ORDER]
    found += [("not-due", "not due yet", column.not_due), ("no-target", "no target", column.unjudged)]
    return [entry for entry in found if entry[2]]


def distribution(column: PerspectiveColumn) -> Markup:
    """A bar of how many measures stand where, each part with its own pattern."""
    told = ", ".join(f"{count} {label}" for _, label, count in _present(column)) or "no measures"
    parts = (
        element("span", class_=f"sc-part sc-is-{name}", style=f"flex-grow:{count}")
        for name, _, count in _present(column)
    )
    return element("div", *parts, class_="sc-bar", role="img", aria_label=f"{column.name}: {told}")


def _counted(column: PerspectiveColumn) -> list[Markup]:
    return [
        element("span", shape(name), element("b", str(count)), f" {label}", class_="sc-count")
        for name, label, count in _present(column)
    ]


def _coverage(column: PerspectiveColumn) -> str:
    age = usual_age(column)
    return f"{column.coverage * 100:.0f} % reported" + ("" if age is None else f", {age_words(age, stale=False)}")


def _score(column: PerspectiveColumn) -> Markup:
    """The roll-up, small beside the name; in italics where too little is reported to lean on it."""
    score = "no score" if column.score is None else f"score {column.score:.0f}"
    return element("span", score, class_=f"sc-score{' sc-grey' if column.grey else ''}")


def _weakest(column: PerspectiveColumn, link: Link) -> Markup | None:
    if column.worst is None:
        return None
    return element("p", "Weakest: ", anchor(column.worst_label, link(column.worst)), class_="sc-weakest")


def card(row: MeasureRow, currency: str, link: Link, usual: int | None = None) -> Markup:
    """One measure: name, value, status, target, difference, small line, owners and trust; CSS adds the shape.

    The age is told where it is not the usual one.
    """
    name = words.status_name(row)
    return element(
        "a",
        element("span", row.label, class_="sc-label"),
        element("span", words.number(row.value, row.unit, currency, row.decimals), class_="sc-value"),
        element("span", *_said(row), class_="sc-said"),
        element("span", _small(row, usual), class_="sc-small"),
        spark(row.spark, row.spark_goal, spoken(row), "carried" if row.carried_from else name),
        class_=f"sc-card sc-go sc-is-{name}{' sc-hollow' if row.carried_from else ''}",
        href=link(row.id),
    )


def _said(row: MeasureRow) -> tuple[object, ...]:
    """Status and target, then the difference or why there is no value."""
    target = words.target(row, "")
    second = row.difference_words if row.value is not None else words.why_none(row.label, row.reason)
    return (
        element("b", words.status_label(row), class_="sc-status"),
        f", target {target}" if target else "",
        element("span", second, class_="sc-line-of") if second else None,
    )


def _small(row: MeasureRow, usual: int | None) -> Markup:
    age = words.age(row) if row.stale or row.age_days != usual else ""
    aged = element("span", age, class_="sc-old" if row.stale else None) if age else None
    return joined(*(part for part in (words.owners(row), aged, row.trust) if part), between=" · ")


def spoken(row: MeasureRow) -> str:
    """The small line for those who hear it."""
    known = [value for value in row.spark if value is not None]
    if not known:
        return f"nothing reported in {len(row.spark)} periods"
    return f"{len(known)} of {len(row.spark)} periods reported"


def shape(name: str) -> Markup:
    """The status as a shape: circle, triangle, square or ring; the word stands beside it."""
    return element("span", class_=f"sc-shape sc-is-{name}", aria_hidden="true")


def anchor(label: object, address: str) -> Markup:
    """A link inside the house that does not load the page anew."""
    return element("a", label, class_="sc-go", href=address)


def door(label: str, address: str, opened: bool) -> Markup:
    """The way to what has to be asked for: a link, so that it can be sent, and drawn at no cost."""
    return element("a", label, href=address, class_="sc-more sc-door", aria_expanded="true" if opened else "false")


def moved(changes: Sequence[Change], since: str, link: Link) -> Markup:
    """What is different from another state, biggest first; each leads to its measure.

    Args:
        changes: One sentence each.
        since: The other state in words; "" where there is none.
        link: Where a measure leads.
    """
    if not changes:
        return element("p", f"Nothing moved since {since}." if since else "Nothing to compare with.")
    rows = [
        element(
            "li",
            shape(_stands(change)),
            anchor(change.sentence, link(change.measure)),
            element("span", change.why, class_="sc-why"),
        )
        for change in changes
    ]
    return element("ul", *rows, class_="sc-moved")


def _stands(change: Change) -> str:
    """The mark of how a measure stands after a change; one that has a figure and no target is not missing."""
    if change.status_after is Status.NOT_REPORTED and change.after is not None:
        return "no-target"
    return change.status_after.value.replace("_", "-")


def states(offered: Mapping[str, str], chosen: str, link: Link) -> Markup:
    """The states to compare with.

    Args:
        offered: What the link says to words, the usual first.
        chosen: What the link says.
        link: From what the link is to say to its address.
    """
    rows = []
    for state, label in offered.items():
        here = "true" if state == chosen else None
        rows.append(element("li", element("a", label, class_="sc-go", href=link(state), aria_current=here)))
    return element("ul", *rows, class_="sc-moved")


def overall(report: ScorecardReport) -> Markup:
    """The one score over everything: last on the page, since it hides more than it tells."""
    score = "No overall score" if report.score is None else f"Overall score {report.score:.0f} of 100"
    return element("p", f"{score}, from {report.coverage * 100:.0f} % of the weight. Each perspective counts the same.")
