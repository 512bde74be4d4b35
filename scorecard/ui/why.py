"""Drawing why a number differs: the way down, what explains it, its parts and its postings."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

import streamlit as st

from scorecard.domain.display import Scale, in_scale, scale_for, short, with_sign
from scorecard.domain.explain_words import rest_words
from scorecard.domain.vocabulary import Unit
from scorecard.domain.wording import named_alone, named_shortly, verdict
from scorecard.domain.work import Subject
from scorecard.reports.why import WhyReport, subjects_report, usual_subject
from scorecard.reports.why_causes import Cause, percent
from scorecard.reports.why_parts import Part
from scorecard.reports.why_spots import Spot
from scorecard.reports.why_where import Where, read, written
from scorecard.reports.work import owners_of
from scorecard.ui import cards, chooser, flag_way, forms, show, words
from scorecard.ui.markup import Markup, element, joined
from scorecard.ui.plain_text import plain
from scorecard.ui.shell import Page


def part_in_link() -> Where:
    """The part of the figures that the link says; what cannot be read is told and left out."""
    where, unread = read(st.query_params.get("where", ""))
    if unread:
        st.warning(plain(unread))
    return where


def with_owners(page: Page, answer: WhyReport) -> WhyReport:
    """The answer with who has which of its causes and parts."""
    owners = page.ask(owners_of)
    causes = tuple(replace(cause, who=_who(owners, cause.spot)) for cause in answer.causes)
    parts = tuple(replace(part, who=_who(owners, part.spot) if part.spot else "") for part in answer.split.parts)
    return replace(answer, causes=causes, split=replace(answer.split, parts=parts), who=_who(owners, answer.spot))


def _who(owners: Mapping[str, str], spot: Spot) -> str:
    return owners.get(Subject(spot.entity, spot.of, spot.where).steady, "")


def way(page: Page, answer: WhyReport) -> None:
    """The chooser of what is looked into, and the way down, each step a link."""
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="why-way"):
        _choose(page, answer.spot.of)
        st.html(down(page, answer))


def down(page: Page, answer: WhyReport) -> Markup:
    """The way down, each step a link, and the way to the steps that changed the same value."""
    groups = [
        element("span", *_steps([cards.anchor(c.label, address(page, c.spot)) for c in group]), class_="sc-way")
        for group in answer.crumbs
        if group
    ]
    steps = element("nav", *groups, class_="sc-crumbs", aria_label="The way down")
    return element("div", steps, _steps_to(page, answer.spot), class_="sc-crumbs")


def _steps_to(page: Page, spot: Spot) -> Markup | None:
    """The steps that changed the same value; nothing where they may not be seen, or of a part that has none."""
    if spot.where or "bridge" not in page.frame.pages:
        return None
    return cards.anchor("What changed it", page.address("bridge", page.scope.with_(entity=spot.entity), of=spot.of))


def _steps(links: Sequence[Markup]) -> Iterator[Markup]:
    for at, link in enumerate(links):
        if at:
            yield element(
                "span", "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}", class_="sc-then", aria_hidden="true"
            )
        yield link


def figure(page: Page, answer: WhyReport) -> None:
    """The value with what it is held against, and why that is another side than the one chosen."""
    against = named_alone(answer.against) or "Compared with"
    cells = [
        (answer.covered, words.number(answer.value, answer.unit, answer.currency, answer.decimals), "sc-main"),
        (against, words.number(answer.reference, answer.unit, answer.currency, answer.decimals), ""),
        ("Difference", answer.difference_words or words.BLANK, f"sc-is-{side(answer.impact)}"),
        ("Who has it", _assign(page, answer), ""),
    ]
    drawn = [
        element("div", element("span", name, class_="sc-of"), element("span", value, class_=f"sc-fact {extra}".strip()))
        for name, value, extra in cells
        if value
    ]
    note = element("p", _sentence(answer.note), class_="sc-note") if answer.note else None
    st.html(joined(element("div", *drawn, class_="sc-figure"), note))


def _assign(page: Page, answer: WhyReport) -> Markup | None:
    """Who has it, or a way to give it to somebody; nothing where work may not be seen."""
    if "work" not in page.frame.pages:
        return None
    spot, label = answer.spot, answer.who or "Give it to somebody"
    scope = page.scope.with_(entity=spot.entity)
    give = cards.anchor(label, page.address("work", scope, new="1", of=spot.of, where=written(spot.where)))
    flag = flag_way.anchor(page, spot.of, written(spot.where), scope)
    return joined(*filter(None, (give, flag)), between=" · ")


BESIDE = "Other large lines"
"""Over lines that are told for their size alone."""


def causes(page: Page, answer: WhyReport) -> None:
    """What explains the difference: each part with its share, and the rest, adding up to the whole."""
    if answer.inseparable:
        st.html(element("p", f"Not separable: {answer.inseparable}.", class_="sc-note"))
        return
    if not answer.difference:
        return
    if not answer.causes:
        st.html(element("p", _sentence(answer.unclear), class_="sc-note"))
        return
    told = max(abs(cause.amount) for cause in answer.causes)
    largest = max(abs(answer.rest), told)
    rows = [_cause(page, answer, cause, largest) for cause in answer.causes if not cause.is_line]
    lines = [_cause(page, answer, cause, largest) for cause in answer.causes if cause.is_line]
    if rows and lines:
        rows = [element("p", "What stands out", class_="sc-kind"), *rows, element("p", BESIDE, class_="sc-kind")]
    rest = element(
        "div",
        element("span", "Spread over smaller parts", class_="sc-label"),
        _bar(answer.rest, largest, "neutral"),
        element("span", _signed(answer, answer.rest), class_="sc-value"),
        element("span", rest_words(answer.rest, answer.difference, told), class_="sc-said"),
        class_="sc-cause sc-rest",
    )
    total = element(
        "div",
        element("span", "Together", class_="sc-label"),
        element("span"),
        element("span", _signed(answer, answer.difference), class_="sc-value"),
        element("span", "the whole difference", class_="sc-said"),
        class_="sc-cause sc-total",
    )
    left_out = element("p", _sentence(answer.left_out), class_="sc-note") if answer.left_out else None
    drawn = element("div", *rows, *lines, rest, total, class_="sc-causes", role="group", aria_label="What explains it")
    st.html(joined(drawn, left_out))


def _cause(page: Page, answer: WhyReport, cause: Cause, largest: Decimal) -> Markup:
    said = ", ".join(filter(None, (side(cause.impact) if cause.impact else "", _share(cause), cause.usual, cause.who)))
    return element(
        "a",
        element("span", cause.name, class_="sc-label"),
        _bar(cause.amount, largest, side(cause.impact)),
        element("span", _signed(answer, cause.amount), class_="sc-value"),
        element("span", said, class_="sc-said"),
        class_=f"sc-cause sc-go sc-is-{side(cause.impact)}",
        href=address(page, cause.spot),
        title=cause.sentence,
    )


def _share(cause: Cause) -> str:
    if cause.share is None:
        return ""
    return "the other way" if cause.share < 0 else f"{percent(cause.share)} of it"


def _bar(amount: Decimal, largest: Decimal, name: str) -> Markup:
    share = float(abs(amount) / largest) * 100 if largest else 0.0
    return element(
        "span", element("span", class_="sc-fill", style=f"width:{share:.1f}%"), class_=f"sc-track sc-is-{name}"
    )


def splits(page: Page, answer: WhyReport) -> None:
    """By what the value can be split, and its parts; a row leads to its part."""
    split = answer.split
    if not split.by:
        st.text("There is nothing finer than this but its postings.")
        return
    links = [
        element("a", f"by {label}", href=address(page, answer.spot, by=dim), class_="sc-view",
                aria_current="true" if dim == split.by else None)
        for dim, label in answer.splits
    ]  # fmt: skip
    if links:
        st.html(element("nav", *links, class_="sc-views", aria_label="Split by"))
    scale = _scale(split.parts)
    unit = f" ({scale.letter} {answer.currency})".replace("( ", "(") if answer.unit is Unit.MONEY else ""
    held = any(part.who for part in split.parts)
    compared = [f"{named_shortly(split.against)}{unit}", "Difference"] if split.against else []
    header = ["Part", f"Actual{unit}", *compared, *(["Who has it"] if held else [])]
    lines = [
        [*_line(page, answer, part, scale, bool(split.against)), *([part.who] if held else [])] for part in split.parts
    ]
    lines += _together(answer, scale, len(header))
    with st.container(key="why-parts"):
        show.rows(header, lines, f"{answer.label} by {dict(answer.splits).get(split.by, 'what it is made of')}")
    st.html(joined(*(element("p", text, class_="sc-note") for text in (split.note, split.foots) if text)))


def _scale(parts: Sequence[Part]) -> Scale:
    """That of the largest value, but fine enough that the largest difference is told in its own."""
    sides = scale_for((*(part.actual for part in parts), *(part.reference for part in parts)))
    differences = [part.amount for part in parts if part.amount]
    finer = scale_for(differences) if differences else sides
    return finer if finer.factor < sides.factor else sides


def _together(answer: WhyReport, scale: Scale, columns: int) -> list[list[object]]:
    """A last row with the sums of parts that are amounts of the whole's own unit; none where they are divided."""
    parts = answer.split.parts
    actual = [part.actual for part in parts if part.actual is not None and part.unit is Unit.MONEY]
    if answer.unit is not Unit.MONEY or answer.inseparable or len(actual) != len(parts) or sum(actual) != answer.value:
        return []
    row: list[object] = [element("b", "Together"), in_scale(sum(actual, Decimal(0)), scale)]
    if answer.split.against:
        other, amounts = [part.reference for part in parts], [part.amount for part in parts]
        for values in (other, amounts):
            whole = None if None in values else sum((each for each in values if each is not None), Decimal(0))
            row.append(words.BLANK if whole is None else in_scale(whole, scale))
    return [[*row, *([""] * (columns - len(row)))]]


def _line(page: Page, answer: WhyReport, part: Part, scale: Scale, compared: bool) -> list[object]:
    name = cards.anchor(part.name, address(page, part.spot)) if part.spot else part.name
    if not compared:
        return [name, _number(answer, part, part.actual, scale)]
    sides = [_number(answer, part, value, scale) for value in (part.actual, part.reference)]
    if part.amount is None:
        return [name, *sides, words.BLANK]
    size = (
        in_scale(part.amount, scale) if part.unit is Unit.MONEY else _signed_by(part.amount, part.unit, answer.decimals)
    )
    word = verdict(part.impact) if part.impact else ""
    difference = element("span", f"{size} ", element("b", word) if word else None, class_=f"sc-is-{side(part.impact)}")
    return [name, *sides, difference]


def _number(answer: WhyReport, part: Part, value: Decimal | None, scale: Scale) -> str:
    if value is not None and part.unit is Unit.MONEY and answer.unit is Unit.MONEY:
        return in_scale(value, scale)
    return words.number(value, part.unit, "", answer.decimals if part.unit is answer.unit else None)


def _signed(answer: WhyReport, amount: Decimal) -> str:
    return _signed_by(amount, answer.unit, answer.decimals)


def _signed_by(amount: Decimal, unit: Unit, decimals: int | None) -> str:
    """A difference with its sign: more is plus, whether that is better or not."""
    return with_sign(amount, short(amount, unit, "", decimals))


def side(impact: Decimal | None) -> str:
    """CSS name and word of which side a difference lies on."""
    return verdict(impact).replace("the same", "neutral") if impact else "neutral"


def address(page: Page, spot: Spot, **more: str) -> str:
    """Where a spot is looked into."""
    scope = page.scope.with_(entity=spot.entity)
    return page.address("why", scope, of=spot.of, where=written(spot.where), **more)


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."


def _choose(page: Page, shown: str) -> None:
    """The chooser of what is looked into, always as a whole: a part of the subject before may be none of it."""
    told = dict(page.ask(subjects_report))
    chooser.select("why chooser", "Looked into", told, shown, lambda name: forms.say("of", name, "where", "by"))


def subject_in_link(page: Page) -> str:
    """What the link asks about: ``of``, or the measure it carries along, else the usual one."""
    named = forms.in_link("of") or forms.in_link("measure")
    return named or page.ask(usual_subject)
