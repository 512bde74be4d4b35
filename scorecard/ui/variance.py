"""A statement drawn: what is asked, how better and worse offset, the lines, whether they add up, and limits."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial

import streamlit as st

from scorecard.domain.display import shown
from scorecard.domain.scope import Scope
from scorecard.domain.statement import Footing
from scorecard.domain.variance_limits import Reach
from scorecard.domain.work import Subject
from scorecard.reports.variance import LimitRow, VarianceReport, VarianceRow
from scorecard.reports.variance_others import with_others
from scorecard.reports.variance_written import Format, format_of
from scorecard.reports.work import owners_of
from scorecard.ui.markup import Markup, element, joined
from scorecard.ui.shell import Page
from scorecard.ui.variance_lines import AT_MOST, YEAR_TO_PLAN, lines, turn

LEVELS = {"totals": "Totals", "": "Main lines", "all": "All lines"}
REACH = {
    Reach.WITHIN: "within the limit",
    Reach.NEAR: "80 % of the limit passed",
    Reach.OVER: "limit reached",
    Reach.UNKNOWN: "not known",
}
MARK = {Reach.WITHIN: "on-track", Reach.NEAR: "watch", Reach.OVER: "off-track", Reach.UNKNOWN: "not-reported"}


def with_owners(page: Page, answer: VarianceReport) -> VarianceReport:
    """The statement with who has which line."""
    owners = page.ask(owners_of)

    def who(row: VarianceRow) -> str:
        subject = Subject(row.id, answer.of) if answer.by == "places" else Subject(answer.scope.entity, row.id)
        return owners.get(subject.steady, "")

    return replace(answer, rows=tuple(replace(row, who=who(row)) for row in answer.rows)) if owners else answer


def draw(page: Page, answer: VarianceReport, level: str, only: str) -> None:
    """The whole statement as one drawing.

    Args:
        page: Gives the addresses.
        answer: The statement.
        level: One of ``LEVELS``, anything else is the usual one.
        only: "material" for nothing but what is worth a look.
    """
    rows = shown_rows(answer, level, only)
    parts = (
        choices(page, answer, level, only),
        offset(answer),
        *(element("p", note, class_="sc-note") for note in answer.notes),
        _table(page, answer, rows, only),
        element("p", answer.unlike, class_="sc-note sc-unlike") if answer.unlike else None,
        element("p", answer.foots, class_="sc-note sc-foots") if answer.foots else None,
        *(element("p", note, class_="sc-note") for note in (*_cut(answer, rows), *meanings(answer, rows))),
        limits(page, answer) if answer.limits else None,
    )
    st.html(element("div", *parts, class_="sc-statement"))


def shown_rows(answer: VarianceReport, level: str, only: str) -> tuple[VarianceRow, ...]:
    """The rows a level shows, at most ``AT_MOST``: of more, those with the largest differences, in reading order.

    What an opened group leaves out stands below it as one sum, and what a subtotal adds up stands there by name, save
    where only what is worth a look is asked for.
    """
    if only == "material":
        kept = [row for row in answer.rows if row.worth or row.id == answer.result]
    elif level == "all" or answer.by == "places":
        kept = list(answer.rows)
    else:
        worth = [] if level == "totals" else [row.id for row in answer.rows if row.worth or row.stands_out]
        added = [name for row in answer.rows if not row.depth or row.id in worth for _, name in row.terms]
        marked = _with_groups(answer.rows, (*worth, *added))
        kept = [row for row in answer.rows if not row.depth or row.id in marked]
    if len(kept) > AT_MOST:
        large = sorted(kept, key=lambda row: (row.depth > 0, -abs(row.difference or Decimal(0))))[:AT_MOST]
        chosen = {row.id for row in large}
        kept = [row for row in kept if row.id in chosen]
    return tuple(kept) if only == "material" else with_others(answer.rows, [row.id for row in kept])


def _with_groups(rows: Sequence[VarianceRow], names: Sequence[str]) -> set[str]:
    """Lines named, and the groups they belong to."""
    parents = {row.id: row.parent for row in rows}
    found: set[str] = set()
    for each in names:
        name = each
        while name and name not in found:
            found.add(name)
            name = parents.get(name, "")
    return found


def choices(page: Page, answer: VarianceReport, level: str, only: str) -> Markup:
    """Which statement, which window, how many lines: each a link that keeps the rest."""
    said = {"statement": answer.statement, "level": level, "only": only, "full_year": "1" if answer.full_year else ""}

    def chip(label: str, chosen: bool, **change: str) -> Markup:
        address = page.address("variance", None, **(said | change))
        return element("a", label, href=address, class_="sc-view", aria_current="true" if chosen else None)

    rows = []
    if len(answer.statements) > 1:
        rows.append([chip(name, each == answer.statement, statement=each) for each, name in answer.statements])
    if answer.by == "accounts":
        year = (chip("Window chosen above", not answer.full_year, full_year=""),
                chip(f"Whole of {answer.year}, with outlook", answer.full_year, full_year="1"))  # fmt: skip
        rows.append(list(year))
        usual = level if level in LEVELS else ""
        rows.append([chip(name, not only and each == usual, level=each, only="") for each, name in LEVELS.items()])
    rows.append([chip("Only worth a look", only == "material", only="" if only else "material")])
    navs = (element("span", *row, class_="sc-group") for row in rows)
    return element("nav", *navs, class_="sc-views", aria_label="Statement")


def offset(answer: VarianceReport) -> Markup | None:
    """Gross beside net: what better and worse lines come to apart, so that one does not hide the other."""
    found = answer.footing
    if found is None or not (found.better or found.worse):
        return None
    whole = found.better - found.worse
    bars = (
        element("span", class_=f"sc-part sc-is-{name}", style=f"flex-grow:{float(size / whole):.4f}")
        for name, size in (("on-track", found.better), ("off-track", -found.worse))
        if size
    )
    bar = element("div", *bars, class_="sc-bar", aria_hidden="true")
    return element("div", _told(found, format_of(answer)), bar, class_="sc-offset")


def _told(found: Footing, form: Format) -> Markup:
    net = "the same" if not found.net else "better" if found.net > 0 else "worse"
    parts = (
        element("span", turn("better"), " Better lines ", element("b", form.number(found.better))),
        element("span", turn("worse"), " Worse lines ", element("b", form.number(-found.worse))),
        element("span", "Together ", element("b", form.number(abs(found.net)), f" {net}")),
        element("span", f"in {form.said}"),
    )
    return element("p", *parts, class_="sc-legend")


def _table(page: Page, answer: VarianceReport, rows: Sequence[VarianceRow], only: str) -> Markup:
    if not answer.rows:
        return element("p", "There are no figures for this place and time. Load some on the page Data.")
    if only == "material" and not any(row.worth for row in rows):
        return element("p", "No line is worth a look here: all differences are small.", class_="sc-note")

    return lines(answer, rows, partial(_leads, page, answer), partial(_gives, page, answer))


def _leads(page: Page, answer: VarianceReport, name: str) -> str:
    """Where a line leads: to what explains it, of the whole year to the steps up to its outlook, a place to its own.

    What explains a line and who has it know the chosen window only, so the whole year leads to neither.
    What is left out has no name and leads to all lines.
    """
    if answer.by == "places":
        return page.address("variance", _place(page, answer, name), statement=answer.statement)
    if not name:
        year = "1" if answer.full_year else ""
        return page.address("variance", None, statement=answer.statement, full_year=year, level="all")
    if answer.full_year:
        return page.address("bridge", of=name, bridge="outlook")
    return page.address("why", of=name)


def _gives(page: Page, answer: VarianceReport, name: str) -> str:
    """Where a line is given to somebody; "" where work may not be seen, and for the whole year."""
    if "work" not in page.frame.pages or answer.full_year:
        return ""
    if answer.by == "places":
        return page.address("work", _place(page, answer, name), new="1", of=answer.of)
    return page.address("work", new="1", of=name)


def _place(page: Page, answer: VarianceReport, name: str) -> Scope:
    return page.scope if name == answer.result else page.scope.with_(entity=name)


def _cut(answer: VarianceReport, rows: Sequence[VarianceRow]) -> tuple[str, ...]:
    """What a reader must know about the numbers shown: lines left out, sums that differ by rounding."""
    notes = []
    named = sum(bool(row.id) for row in rows)
    if named >= AT_MOST and named < len(answer.rows):
        notes.append(f"{named} of {len(answer.rows):,} lines are drawn, those with the largest differences.")
    if any(row.actual is not None for row in answer.rows):
        notes.append("Totals are worked out from exact figures; rounded lines may differ from them in the last digit.")
    return tuple(notes)


def meanings(answer: VarianceReport, rows: Sequence[VarianceRow]) -> tuple[str, ...]:
    """What the marks and the year's columns mean, where they stand on the screen."""
    told = []
    marked = [row.shape in ("line", "place") for row in rows if row.worth]
    if marked:
        told.append(
            "\N{BLACK DIAMOND} worth a look: at least the amount and the percentage named (“at least 40 k and 5 %”), "
            "or five times the amount at any percentage (“over 5 × 40 k”), or the same way three times in a row."
        )
    if not all(marked):
        told.append(_carried(sum(marked), len(marked)))
    if not answer.full_year and any(None not in (row.outlook, row.year_plan) for row in rows):
        told.append(f"{YEAR_TO_PLAN}: how much better or worse than its plan {answer.year} is expected to end.")
    return tuple(told)


def _carried(lines: int, rows: int) -> str:
    """What the marks on the screen stand at, since the sentence on top counts less."""
    counted = "1 line" if lines == 1 else f"{lines or 'no'} lines"
    others = "1 group or total" if rows - lines == 1 else f"{rows - lines} groups or totals"
    stands = "1 row here carries" if rows == 1 else f"{rows} rows here carry"
    return f"{stands} the mark: {counted} and {others}; the sentence on top counts lines alone."


def limits(page: Page, answer: VarianceReport) -> Markup:
    """Spending against its limits, the fullest first, marked at 80 % and at 100 %."""
    rows = [_limit(page, answer, row) for row in answer.limits]
    return joined(element("h2", f"Limits for {answer.year}"), element("ul", *rows, class_="sc-limits"))


def _limit(page: Page, answer: VarianceReport, row: LimitRow) -> Markup:
    used, name = row.used, MARK[row.used.reach]
    address = page.address("why", answer.scope.with_(entity=row.entity), of=row.account)
    width = 0.0 if used.share is None else min(max(float(used.share), 0.0), 1.25) / 1.25 * 100
    bar = element("span", element("span", class_="sc-fill", style=f"width:{width:.1f}%"), class_="sc-track sc-limit")
    return element(
        "li",
        element("span", class_=f"sc-shape sc-is-{name}", aria_hidden="true"),
        element("a", row.label, element("span", row.place, class_="sc-also"), class_="sc-go", href=address),
        bar,
        element("b", "" if used.share is None else f"{used.share * 100:.0f} %", class_="sc-n"),
        element("span", element("b", REACH[used.reach], class_="sc-status"), _amounts(row), class_="sc-said"),
        class_=f"sc-is-{name}",
    )


def _amounts(row: LimitRow) -> str:
    used = row.used
    if used.spent is None or used.limit is None:
        return f": {row.reason or 'no limit is set for this year'}"
    ordered = f" and {shown(used.committed)} ordered" if used.committed is not None else ""
    left = used.left or Decimal(0)
    rest = f"{shown(left)} left" if left >= 0 else f"{shown(-left)} above it"
    return f": {shown(used.spent)} spent{ordered} of {shown(used.limit)} ({row.set_by}), {rest}"
