"""Work on the screen: filters, items, one item opened with its numbers and its history, and files to take away."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

import streamlit as st

from scorecard.domain.display import short, shown
from scorecard.domain.vocabulary import Unit
from scorecard.domain.wording import span_words
from scorecard.domain.work import Figures, WorkState
from scorecard.reports.why_where import written
from scorecard.reports.work import EVERY, MINE, STATES, WHOSE, WorkReport
from scorecard.reports.work_draft import Draft
from scorecard.reports.work_figures import scope_of
from scorecard.reports.work_rows import Line, WorkRow, both_sides
from scorecard.ui import cards, figure, forms, words
from scorecard.ui.markup import LONGEST, Markup, element, joined
from scorecard.ui.shell import Page

STEPS = tuple(WorkState)
BEGIN = (
    "To begin, choose “nobody yet” at a line of Plan & actual, or “Give it to somebody” at a measure or at what Why "
    "finds. Each item has one owner from finance and one from operations."
)


def asked() -> tuple[str, str]:
    """Whose items and which the link asks for; what it does not know counts as not said."""
    whose, state = forms.in_link("whose"), forms.in_link("state")
    return (whose if whose in WHOSE else EVERY), (state if state in STATES else "")


def number_asked() -> int:
    """The item the link opens, 0 for none."""
    told = forms.in_link("item")
    return int(told) if told.isascii() and told.isdigit() and len(told) < 10 else 0


def filters(page: Page) -> None:
    """Whose items and in which state: links, so that a choice is a step in the browser's history."""
    whose, state = asked()
    by_person = (_choice(label, _address(page, whose=name), name == whose) for name, label in WHOSE.items())
    by_state = (_choice(label, _address(page, state=name), name == state) for name, label in STATES.items())
    rows = (
        element("nav", *by_person, class_="sc-views", aria_label="Whose work"),
        element("nav", *by_state, class_="sc-views", aria_label="State"),
        element("p", cards.anchor("People and their roles", page.address("work", people="1"))),
    )
    st.html(element("div", *rows, class_="sc-filters"))


def _address(page: Page, **more: str) -> str:
    """This page with the filters as the link says them, but for what is said here."""
    whose, state = asked()
    told = {"whose": whose, "state": state, **more}
    return page.address("work", None, **{name: text for name, text in told.items() if text != EVERY or name != "whose"})


def _choice(label: str, address: str, is_chosen: bool) -> Markup:
    return element("a", label, href=address, class_="sc-view", aria_current="true" if is_chosen else None)


def items(page: Page, answer: WorkReport, opened: int = 0) -> None:
    """The items that match, the most urgent first, each leading to itself; how to begin where there is none."""
    if not answer.rows:
        st.text(BEGIN if not answer.ever else _nothing(page))
        return
    drawn = [
        _item(row, answer.currency, _address(page, item=str(row.item.id)), row.item.id == opened) for row in answer.rows
    ]
    rest = f"{answer.more:,} more items match. Choose a place or a state to see fewer, or take them all away as a file."
    st.html(joined(element("div", *drawn, class_="sc-work"), element("p", rest) if answer.more else ""))


def _nothing(page: Page) -> str:
    whose, _ = asked()
    if whose == MINE and page.frame.person.actor.role == "local":
        return "This computer's account owns nothing. Choose a person at the top, or see everybody's items."
    return "No item matches. Choose another state, everybody's items or a place further up."


def _item(row: WorkRow, currency: str, address: str, is_open: bool) -> Markup:
    mark = _shape(row)
    due = _due(row)
    return element(
        "a",
        cards.shape(mark),
        element("span", row.label, class_="sc-label"),
        element("span", row.now_words or row.then_words or "not reported", class_="sc-value-words"),
        element("span", joined(*filter(None, (element("b", _state(row)), due)), between=", "), class_="sc-said"),
        element("span", _small(row), class_="sc-small"),
        _bar(row, currency),
        class_=f"sc-item sc-is-{mark}",
        href=address,
        aria_current="true" if is_open else None,
    )


def _shape(row: WorkRow) -> str:
    if row.state is WorkState.VERIFIED:
        return "on-track"
    if row.overdue:
        return "off-track"
    return "watch" if row.moved else "no-target"


def _state(row: WorkRow) -> str:
    told = row.state.value.capitalize()
    return f"{told} again: numbers have moved" if row.moved and row.item.state is not WorkState.OPEN else told


def _due(row: WorkRow) -> Markup | str:
    if row.due is None:
        return ""
    day = f"due {row.due:%-d %b %Y}"
    late = element("span", f"overdue by {span_words(row.overdue)}", class_="sc-old")
    return joined(late, f", {day}") if row.overdue else day


def _small(row: WorkRow) -> Markup:
    moved = element("span", "numbers have moved since", class_="sc-old") if row.moved else None
    parts = (row.when, row.pair, _open_for(row), row.again, moved)
    return joined(*(part for part in parts if part), between=" · ")


def _open_for(row: WorkRow) -> str:
    if row.state is WorkState.VERIFIED:
        return f"took {span_words(row.age)}" if row.age else "verified on the day it was opened"
    return f"open for {span_words(row.age)}" if row.age else "opened today"


def _since(row: WorkRow) -> str:
    return f"since {row.item.opened:%-d %b %Y}"


def _bar(row: WorkRow, currency: str) -> Markup:
    """How much is explained so far, as a bar with its figure and its words; no bar where nothing is money."""
    told, share = row.explained, row.explained.share
    if share is None:
        return element("span", element("span", told.words, class_="sc-why"), class_="sc-explained")
    width = min(max(float(share), 0.0), 1.0) * 100
    fill = element("span", class_="sc-fill", style=f"width:{width:.1f}%") if width else None
    of = "" if row.impact is None else f" of {short(row.impact, Unit.MONEY, currency)}"
    amount = f": {shown(abs(told.amount), Unit.MONEY)}{of}" if share > 0 else ""
    bar = element("span", fill, class_="sc-track", aria_hidden="true")
    return element("span", bar, element("span", f"{told.words}{amount}", class_="sc-why"), class_="sc-explained")


def opened(page: Page, row: WorkRow | None, currency: str) -> None:
    """One item: how far it has come, its numbers then and now, who has it, and until when."""
    if row is None:
        st.warning("There is no item of this number.")
        return
    parts = (
        element("p", cards.anchor("Back to the list", _address(page))),
        _steps(row),
        _moved(row, currency),
        _facts(row, currency),
    )
    st.html(element("section", *parts, class_="sc-opened", aria_label=row.label))


def told(page: Page, row: WorkRow | None, currency: str) -> None:
    """What was found, agreed and said about an item, and where to look further."""
    if row is not None:
        parts = (_found(row), _history(row.lines, currency), element("p", *_ways(page, row)))
        st.html(element("section", *parts, class_="sc-opened", aria_label="What is known"))


def _steps(row: WorkRow) -> Markup:
    at = STEPS.index(row.state)
    told = [
        element(
            "li", step.value, aria_current="step" if place == at else None, class_="sc-past" if place < at else None
        )
        for place, step in enumerate(STEPS)
    ]
    return element("ol", *told, class_="sc-steps", aria_label="How far it has come")


def _moved(row: WorkRow, currency: str) -> Markup | None:
    if not row.moved or row.now is None:
        return None
    then, now = (_sides(row, each, currency) for each in (row.item.figures, row.now))
    told = f"Numbers have moved since: then {then}, now {now}. What was said about them has to be looked at again."
    return element("p", cards.shape("watch"), " ", told, class_="sc-moved-since")


def _facts(row: WorkRow, currency: str) -> Markup:
    now = _sides(row, row.now, currency) if row.now else "not known in this state of the numbers"
    facts = {
        "Now": joined(row.now_words or words.BLANK, element("span", now, class_="sc-why sc-under")),
        "When it was written": row.then_words or words.BLANK,
        "Explained so far": _bar(row, currency),
        "Who has it": _who(row),
        "Due": _due(row) or words.BLANK,
        "Age": joined(f"{_open_for(row)} ({row.band})", element("span", _since(row), class_="sc-why sc-under")),
    }
    cells = (
        element("div", element("span", name, class_="sc-of"), element("span", told, class_="sc-fact"))
        for name, told in facts.items()
    )
    return element("div", *cells, class_=f"sc-figure sc-is-{_shape(row)}")


def _who(row: WorkRow) -> Markup:
    """Both owners with their side, and who of them answers for the action."""
    pair = f"{row.finance} (finance) & {row.operations} (operations)"
    lead = element("span", f"{row.lead} answers for it", class_="sc-why sc-under") if row.lead else None
    return joined(pair, lead)


def _sides(row: WorkRow, figures: Figures, currency: str) -> str:
    return both_sides(figures, row.unit, row.decimals, currency)


def _found(row: WorkRow) -> Markup | None:
    """Root cause and action, where there are any."""
    item, facts = row.item, {}
    if item.cause:
        again = f" ({row.again})" if row.again else ""
        facts["Kind of cause"] = element("span", f"{item.cause.value}{again}")
        facts["Why"] = joined(*(element("span", why, class_="sc-under") for why in map(whole, item.whys)))
    if item.action:
        until = (
            element("span", f"until {item.action_due:%-d %b %Y}", class_="sc-why sc-under") if item.action_due else ""
        )
        facts["Action"] = joined(whole(item.action), until)
    pairs = [joined(element("dt", name), element("dd", told)) for name, told in facts.items()]
    return element("dl", *pairs, class_="sc-facts") if pairs else None


def _history(lines: Sequence[Line], currency: str) -> Markup:
    told = [_line(line, currency) for line in reversed(lines)]
    first, rest = told[:6], told[6:]
    more = (
        figure.behind(
            "1 earlier entry" if len(rest) == 1 else f"{len(rest)} earlier entries",
            element("ul", *rest, class_="sc-said-list"),
        )
        if rest
        else ""
    )
    return joined(element("h3", "What was said"), element("ul", *first, class_="sc-said-list"), more)


def _line(line: Line, currency: str) -> Markup:
    amount = "" if line.amount is None else f", explains {_part(line.amount, currency)}"
    moved = element("span", "about other numbers: ", line.about, class_="sc-old") if line.moved else None
    return element(
        "li",
        element("span", f"{line.at:%-d %b %Y, %H:%M}, {line.who}: {line.kind.value}{amount}", class_="sc-why"),
        *(element("span", whole(text), class_="sc-under") for text in line.text.split("\n") if text.strip()),
        moved,
    )


def _part(amount: Decimal, currency: str) -> str:
    side = "" if amount == 0 else " better" if amount > 0 else " worse"
    return f"{short(amount, Unit.MONEY, currency)}{side}"


def whole(text: str) -> Markup:
    """A long text uncut: markup cuts single texts short, so it is put together of pieces."""
    return joined(*(text[at : at + LONGEST] for at in range(0, len(text), LONGEST)))


def _ways(page: Page, row: WorkRow) -> Iterable[Markup]:
    """Where to look further, in the item's own scope."""
    subject, there = row.item.subject, scope_of(page.scope, row.item.subject)
    if "why" in page.frame.pages:
        address = page.address("why", there, of=subject.name, where=written(subject.where))
        yield cards.anchor("Why? Look into these numbers", address)


def drafted(page: Page, draft: Draft | None) -> None:
    """What a new item would be about; where somebody has it already, the way there."""
    if draft is None and page.scope.vintage:
        st.warning("Work is held against the latest outlook: choose that one above, then begin again.")
        return
    if draft is None:
        st.warning("There is no such line or measure here; begin from a line, a measure or a reason.")
        return
    held = cards.anchor("Somebody has this already: open it", page.address("work", item=str(draft.held)))
    parts = (
        element("p", cards.anchor("Back to the list", page.address("work"))),
        element("h2", f"Who has it? {draft.label}, {draft.when}"),
        element("p", f"{draft.words or 'nothing to compare with'} ({draft.about})"),
        element("p", held) if draft.held else "",
        *(element("p", cards.anchor(told, page.address("work", item=str(number)))) for number, told in draft.near[:6]),
    )
    st.html(element("section", *parts, class_="sc-opened", aria_label=draft.label))
