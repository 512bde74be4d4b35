"""A measure's own figure: value, target, difference and status; its windows; its places."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from scorecard.domain.display import short
from scorecard.domain.vocabulary import State, View
from scorecard.domain.wording import COMPARED, window_label
from scorecard.reports.measure import MeasureReport
from scorecard.reports.split import SplitRow
from scorecard.ui import cards, words
from scorecard.ui.markup import Markup, element, joined

AT_ONCE = 12
"""Places shown before the rest is asked for."""


def drawn(answer: MeasureReport, why: str, give: Markup) -> Markup:
    """The value in large, with what it is held against.

    Args:
        answer: The measure.
        why: Address of what explains its difference.
        give: A link to the work on it, or to giving it to somebody.
    """
    row = answer.row
    name = words.status_name(row)
    target = ", ".join(part for part in (words.target(row, answer.currency), words.red_flag(row)) if part)
    alone = words.BLANK if row.value is None else f"No {COMPARED[answer.scope.compare]} to compare with"
    second = row.difference_words or words.why_none(row.label, row.reason) or alone
    covered = window_label(row.kind, answer.scope.view, answer.period_label)
    when = f"{row.carried_from}, carried over" if row.carried_from else covered
    parts = [
        _cell(when, words.number(row.value, row.unit, answer.currency, row.decimals), "sc-main"),
        _cell("Status", joined(cards.shape(name), " ", element("b", words.status_label(row), class_="sc-status"))),
        _cell("Difference", joined(second, " ", cards.anchor("Why?", why))),
        _cell("Target", words.unbroken(target) or "None set"),
        _cell("Owners of the measure", words.owners(row)),
        _cell("Work on it", give),
        _cell("Newest figure", "; ".join(part for part in (words.age(row), row.trust) if part) or words.BLANK),
    ]
    return element("div", *parts, class_=f"sc-figure sc-is-{name}{' sc-hollow' if row.carried_from else ''}")


def _cell(label: str, value: object, extra: str = "") -> Markup:
    return element("div", element("span", label, class_="sc-of"), element("span", value, class_=f"sc-fact {extra}"))


def views(answer: MeasureReport, chosen: View, links: Mapping[View, str], labels: Mapping[str, str]) -> Markup:
    """The windows valid for this kind of measure; the others with the reason they are not offered."""
    offered = [
        element("a", labels[view], href=links[view], class_="sc-view", aria_current="true" if view == chosen else None)
        for view in View
        if view in answer.views
    ]
    notes = [element("span", note, class_="sc-not-offered") for note in answer.view_notes]
    return element("nav", *offered, *notes, class_="sc-views", aria_label="Window")


def ordered(split: Sequence[SplitRow]) -> tuple[list[SplitRow], list[SplitRow], list[SplitRow]]:
    """The places to show at once, those that wait behind them, and those where this is not measured.

    A few places keep the order of the tree; of many the largest come first.
    """
    elsewhere = [row for row in split if row.value is None and row.state is State.NOT_APPLICABLE]
    measured = [row for row in split if row not in elsewhere]
    if len(measured) > AT_ONCE:
        measured.sort(key=lambda row: -abs(row.value if row.value is not None else row.reference or Decimal(0)))
    return measured[:AT_ONCE], measured[AT_ONCE:], elsewhere


def split(answer: MeasureReport, links: Mapping[str, str]) -> Markup:
    """The measure place by place, whether the places add up, and the rest of them behind one line."""
    if not answer.split:
        return element("p", "There is no place below this one.")
    first, rest, elsewhere = ordered(answer.split)
    parts = [places(answer, first, links), element("p", answer.split_foots)] if first else []
    if rest:
        label = "The other 1 place" if len(rest) == 1 else f"The other {len(rest)} places"
        parts.append(behind(label, places(answer, rest, links)))
    if elsewhere:
        parts.append(element("p", not_measured(len(elsewhere), bool(first))))
    return joined(*parts)


def behind(label: str, content: Markup) -> Markup:
    """What opens when its line is chosen; for what is on the screen already, so that nothing is asked for."""
    return element("details", element("summary", label), content, class_="sc-more")


def not_measured(count: int, others: bool) -> str:
    """How many places do not measure this, in a sentence."""
    if not others:
        return "This is measured for the whole only, not place by place."
    return f"{'1 other place does' if count == 1 else f'{count} other places do'} not measure this."


def places(answer: MeasureReport, shown: Sequence[SplitRow], links: Mapping[str, str]) -> Markup:
    """One row per place: name, bar with its reference as a mark, value and difference; a row leads to its place."""
    sizes = [abs(value) for row in answer.split for value in (row.value, row.reference) if value is not None]
    largest = max(sizes, default=Decimal(0))
    rows = [_place(answer, row, largest, links[row.entity]) for row in shown]
    return element("div", *rows, class_="sc-places")


def _place(answer: MeasureReport, row: SplitRow, largest: Decimal, link: str) -> Markup:
    name = row.status.value.replace("_", "-")
    value = words.number(row.value, answer.row.unit, answer.currency, answer.row.decimals)
    judged = words.STATUS[row.status] if answer.row.judged else ""
    label = words.STATE[row.state] if row.value is None else judged
    return element(
        "a",
        cards.shape(name if label else "no-target"),
        element("span", row.name, class_="sc-label"),
        element("span", _bar(row.value, largest, "fill"), _bar(row.reference, largest, "mark"), class_="sc-track"),
        element("span", value, class_="sc-value"),
        element("span", element("b", label, class_="sc-status"), _difference(answer, row), class_="sc-said"),
        class_=f"sc-place sc-is-{name}",
        href=link,
    )


def _difference(answer: MeasureReport, row: SplitRow) -> str:
    if row.value is None:
        told = words.why_none(answer.row.label, row.reason)
        return f", {told}" if told else ""
    if row.difference is None or row.impact is None:
        return ""
    size = short(row.difference, answer.row.unit, "", answer.row.decimals)
    side = "as expected" if row.difference == 0 else f"{size} {'better' if row.impact > 0 else 'worse'}"
    return f", {side}" if row.impact or row.difference == 0 else f", {size} difference"


def _bar(value: Decimal | None, largest: Decimal, name: str) -> Markup | None:
    if value is None or not largest:
        return None
    share = float(abs(value) / largest) * 100
    return element("span", class_=f"sc-{name}", style=f"{'width' if name == 'fill' else 'left'}:{share:.1f}%")
