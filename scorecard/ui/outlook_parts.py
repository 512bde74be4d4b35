"""The outlook's tables: month by month, days that money is tied up, what it is made from, and against the bank."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

import streamlit as st

from scorecard.domain.display import SCALES, Scale, in_scale, scale_for, shown, with_sign
from scorecard.domain.vocabulary import Unit
from scorecard.reports.outlook import OutlookReport
from scorecard.reports.outlook_days import DaysRow, DaysTree
from scorecard.reports.outlook_direct import outlook_direct_report
from scorecard.reports.outlook_lines import OutlookLine, outlook_lines_report
from scorecard.ui import cards, outlook, vintages, words
from scorecard.ui.markup import Markup, element, joined
from scorecard.ui.shell import Page

LARGE = 100
"""So many of a scale are told in it with one decimal; fewer in the next smaller scale without."""

WIDE = 10
"""Signs beyond which a cell does not fit beside another on a phone."""

BESIDE = {"theirs": "As people forecast it", "came": "What came"}
"""Further columns of the months, where there is something to tell."""

NOTHING = "There is nothing to show here for this outlook."


def draw(page: Page, answer: OutlookReport, part: str) -> None:
    """One part of the page.

    Args:
        page: Asks further reports and gives addresses.
        answer: The outlook.
        part: One of ``outlook.PARTS`` but the first.
    """
    if part == outlook.MONTHS:
        st.html(months(answer))
    elif part == outlook.DAYS:
        st.html(days(page, answer.cycle, answer.currency) if answer.cycle else _note(NOTHING))
    elif part == outlook.LINES:
        st.html(lines(page, answer.currency))
    else:
        st.html(bank(page))


def alone(page: Page, answer: OutlookReport) -> None:
    """What there is where no outlook is: at a place its days, and the way to the whole company."""
    if answer.cycle is None:
        return
    root = page.frame.usual.entity if page.frame.usual else page.scope.entity
    link = cards.anchor("See the outlook of the whole company", page.address("outlook", page.scope.with_(entity=root)))
    st.html(joined(element("p", link), element("h2", "Days tied up here"), days(page, answer.cycle, answer.currency)))


def months(answer: OutlookReport) -> Markup:
    """Every month ahead with what each step brings, and cash at its end."""
    ahead = [row for row in answer.rows if row.forecast is not None]
    scale = _scale(amount for row in ahead for amount in (*row.steps, row.forecast))
    has = {"theirs": any(row.theirs is not None for row in ahead), "came": any(row.cash is not None for row in ahead)}
    more = [label for name, label in BESIDE.items() if has[name]]
    heads = (*(name for _, name in answer.steps), "All together", "Cash at the end", "Likely between", *more)
    body = []
    for row in ahead:
        end = row.forecast if row.moved is None else row.moved
        between = "" if row.likely is None else " to ".join(_in(each, scale) for each in row.likely)
        steps = [_in(each, scale, sign=True) for each in row.steps]
        also = [_in(each, scale) for name, each in (("theirs", row.theirs), ("came", row.cash)) if has[name]]
        whole = _in(sum(row.steps, Decimal(0)), scale, sign=True)
        body.append((row.label, (*steps, whole, _in(end, scale), between, *also)))
    moved = "With what is moved under “Where cash goes”." if answer.moved is not None else ""
    exact = "Cash at the start and all steps come to cash at the end exactly; rounded numbers may differ by one."
    said = f"{_unit(scale, answer.currency)} + brings cash, − takes it. {moved}"
    notes = (_note(each) for each in (exact, *answer.notes))
    return joined(_note(said), _grid("Month", heads, body, "Month by month"), *notes)


def days(page: Page, cycle: DaysTree, currency: str) -> Markup:
    """The cycle as a tree, what one day is worth, who has it, and the places below."""
    heads = ("Days", "A year ago", "Tied up", "One day is worth", "Finance", "Operations")
    body = [(_branch(page, row), _days_cells(row)) for row in cycle.rows]
    body.append((_branch(page, cycle.whole), _days_cells(cycle.whole)))
    parts = [_grid(f"At the end of {cycle.when}", heads, body, "Days that money is tied up", len(body) - 1)]
    said = f"{cycle.whole.label} = " + " ".join(
        f"{'+' if row.sign > 0 else '−'} {row.label.lower()}" for row in cycle.rows
    )
    parts.append(_note(f"{said.replace('= + ', '= ')}. In {currency}."))
    if cycle.whole.reason:
        parts.append(_note(f"{cycle.whole.reason}: without it the whole is not told."))
    if cycle.places:
        parts += [element("h2", "The price of a day, by place"), _places(page, cycle)]
    return joined(*parts, _note(cycle.note))


def _branch(page: Page, row: DaysRow) -> object:
    name = cards.anchor(row.label, page.address("measure", measure=row.measure)) if row.measure else row.label
    return name if row.sign >= 0 else joined(name, ", taken off")


def _days_cells(row: DaysRow) -> tuple[object, ...]:
    return (
        _days(row.days) if row.days is not None else row.reason or words.BLANK,
        _days(row.before),
        _money(row.held),
        _money(row.price),
        *(each or words.BLANK for each in row.owners),
    )


def _places(page: Page, cycle: DaysTree) -> Markup:
    heads = [text for row in cycle.rows for text in (row.label, "one day")] + ["Together"]
    body = []
    for place in cycle.places:
        pairs = zip(place.days, place.prices, strict=True)
        cells = [text for held, price in pairs for text in (_days(held), _money(price))]
        to = page.address("scorecard", page.scope.with_(entity=place.entity))
        body.append((cards.anchor(place.label, to), (*cells, _days(place.cycle))))
    return _grid("Place", heads, body, "Days and the price of a day by place")


def lines(page: Page, currency: str) -> Markup:
    """Each line: last year, the forecast's own number, and what the outlook is made with."""
    told = page.ask(outlook_lines_report, vintages.made())
    if not told.rows:
        return _note(NOTHING)
    making, rest = ([row for row in told.rows if bool(row.profit) is makes] for makes in (True, False))
    rows = (*making, *([told.total] if told.total else []), *rest)
    scale = _scale(amount for row in rows for amount in (row.year, row.own, row.used))
    ahead = f"next {told.months} months"
    heads = (
        f"Last {told.months} months",
        f"Forecast, {ahead}",
        f"In the outlook, {ahead}",
        "Change",
        "Decided otherwise",
    )
    body = [(_line_name(page, row), _line_cells(row, scale)) for row in rows]
    said = f"{told.headline} {_unit(scale, currency)}"
    total_at = len(making) if told.total else None
    return joined(_note(said), _grid("Line", heads, body, "What the outlook is made from", total_at))


def _line_name(page: Page, row: OutlookLine) -> object:
    return cards.anchor(row.label, page.address("why", of=row.id))


def _line_cells(row: OutlookLine, scale: Scale) -> tuple[object, ...]:
    change = ""
    if row.year:
        share = (row.used - row.year) / abs(row.year)
        change = with_sign(share, shown(abs(share), Unit.PERCENT, decimals=1))
    return _in(row.year, scale), _in(row.own, scale), _in(row.used, scale), change, row.decided


def bank(page: Page) -> Markup:
    """Both ways to tell cash, month by month, with what is left over."""
    told = page.ask(outlook_direct_report, vintages.made())
    if not told.rows:
        return _note(NOTHING)
    scale = _scale(amount for row in told.rows for amount in (row.inflow, row.outflow))
    heads = ("Money in", "Money out", "Through the bank", "From profit", "Left over", "")
    body = [
        (
            f"{row.label}{', expected' if row.expected else ''}",
            (
                _in(row.inflow, scale),
                _in(row.outflow, scale),
                *(_in(each, scale, sign=True) for each in (row.direct, row.indirect, row.left)),
                row.reason,
            ),
        )
        for row in told.rows
    ]
    told_by = (
        "Through the bank is money in less money out. From profit is operating profit with wear, customers, stock, "
        "suppliers, tax, investments, loans and owners."
    )
    left = (
        "Left over is what these steps do not explain: in months that happened, wages owed at month end and the like; "
        "in months ahead, how far the forecast by day, which knows each invoice and bill, is from these steps. “Month "
        "by month” has it as “By day”, beside one-offs; the months end where the days end."
    )
    said = _note(f"{told.headline} {_unit(scale, told.currency)}")
    return joined(said, _grid("Month", heads, body, "The bank and the profit"), _note(told_by), _note(left))


def _note(text: str) -> Markup:
    return element("p", text, class_="sc-note")


def _grid(
    first: str,
    heads: Sequence[str],
    body: Sequence[tuple[object, Sequence[object]]],
    label: str,
    total_at: int | None = None,
) -> Markup:
    """A table of amounts, one row perhaps a total; on a phone each row stands by itself with its names."""
    top = element(
        "tr", element("th", first, scope="col"), *(element("th", each, scope="col", class_="sc-n") for each in heads)
    )
    rows = (
        element(
            "tr",
            element("th", name, scope="row"),
            *(_cell(head, cell) for head, cell in zip(heads, cells, strict=True)),
            class_="sc-of-subtotal" if at == total_at else "sc-of-line",
        )
        for at, (name, cells) in enumerate(body)
    )
    drawn = element(
        "table", element("caption", label), element("thead", top), element("tbody", *rows), class_="sc-table sc-lines"
    )
    return element("div", drawn, class_="sc-scroll", tabindex="0", role="region", aria_label=label)


def _cell(head: str, cell: object) -> Markup:
    """One amount; on a phone a long one has a line of its own."""
    return element("td", cell, class_="sc-n sc-wide" if len(str(cell)) > WIDE else "sc-n", data_label=head)


def _scale(amounts: Iterable[Decimal | None]) -> Scale:
    """One scale for a whole table, in which its numbers have three to five digits."""
    known = [amount for amount in amounts if amount is not None]
    scale = scale_for(known)
    largest = max((abs(amount) for amount in known), default=Decimal(0))
    return scale if largest >= LARGE * scale.factor else SCALES[max(SCALES.index(scale) - 1, 0)]


def _unit(scale: Scale, currency: str = "") -> str:
    """What a table is in: "In k EUR."."""
    told = " ".join(part for part in (scale.letter, currency) if part)
    return f"In {told}." if told else ""


def _in(amount: Decimal | None, scale: Scale, sign: bool = False) -> str:
    if amount is None:
        return words.BLANK
    decimals = 1 if scale.letter in ("M", "bn") else 0
    return with_sign(amount, in_scale(abs(amount), scale, decimals)) if sign else in_scale(amount, scale, decimals)


def _days(value: Decimal | None) -> str:
    return words.BLANK if value is None else f"{value:.1f}"


def _money(amount: Decimal | None) -> str:
    return words.number(amount, Unit.MONEY, "")
