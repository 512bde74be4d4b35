"""A meeting on the screen: where it is, one item at a time, and what was written down about it."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import streamlit as st

from scorecard.domain.agenda import AgendaItem, Block
from scorecard.domain.huddle import COLUMN, LINE
from scorecard.domain.meeting import Meeting, Minute, OutcomeKind, undiscussed
from scorecard.domain.minutes import CAPTURED, PARKED
from scorecard.domain.presets import PRESETS, RHYTHMS
from scorecard.domain.scope import Scope
from scorecard.domain.wording import span_words
from scorecard.reports.agenda import AgendaReport, cadence_report
from scorecard.reports.meeting import MeetingsReport, MinutesItem, MinutesReport, unreached_words, when_began
from scorecard.ui import cards, forms, meeting_clock
from scorecard.ui.markup import Markup, element, joined, text
from scorecard.ui.shell import Page

DOES = {
    "reason": "Reason & action",
    "decide": "Decide",
    "action": "Action",
    "park": "Park",
    "flag": "Flag",
    "win": "Win",
    "became": "Became of it",
}
"""What can be written down about an item: what the link says, and the word, whose first letter is its key."""

WHOLE = 10_000
"""Letters of one line of the minutes, which nothing is cut off of."""


def style() -> None:
    """How the screens of a meeting look: larger than others, since they are shared through a video call."""
    st.html(f"<style>{Path(__file__).with_name('meeting.css').read_text(encoding='utf-8')}</style>")


def number_asked() -> int:
    """The meeting that the link opens, 0 for none."""
    return _number("meeting")


def place_asked(answer: MinutesReport) -> int:
    """The item that the link opens, within the agenda; the first where it names none."""
    at = min(max(_number("at"), 1), len(answer.items))
    return next((place for place in turns(answer) if place >= at), at)


def doing(item: AgendaItem) -> str:
    """What the link asks to write down; "" for nothing, or what this item has no number for."""
    told = forms.in_link("do")
    return told if told in offered(item) else ""


def offered(item: AgendaItem) -> tuple[str, ...]:
    """What can be written down about an item."""
    if item.kind in (COLUMN, LINE):
        return ()
    fits = {
        "reason": item.block is Block.REDS,
        "action": bool(item.name) or item.kind == "work",
        "flag": bool(item.name),
        "became": item.kind == "flag",
    }
    return tuple(name for name in DOES if fits.get(name, True))


def _number(name: str) -> int:
    told = forms.in_link(name)
    return int(told) if told.isascii() and told.isdigit() and len(told) < 10 else 0


def preset_asked(page: Page) -> str:
    """The kind of meeting that the link names; the review whose cadence is in force else."""
    told = forms.in_link("preset")
    return told if told in PRESETS else page.ask(cadence_report)


def presets(page: Page, answer: AgendaReport) -> None:
    """The kinds of meeting as links, what the chosen one is for, and the change of cadence in one click."""
    chosen = answer.preset
    links = [
        element("a", f"{each.name}, {each.minutes} min", class_="sc-view",
                href=page.address("review", None, preset=name),
                aria_current="true" if name == chosen.id else None)
        for name, each in PRESETS.items()
    ]  # fmt: skip
    told = (chosen.purpose, answer.rhythm, in_force(answer))
    st.html(
        joined(
            element("nav", *links, class_="sc-views", aria_label="Kind of meeting"),
            element("p", " ".join(filter(None, told)), class_="sc-told-small"),
        )
    )


def in_force(answer: AgendaReport) -> str:
    """What holding a meeting of this kind does to the cadence; "" where nothing changes."""
    now, then = answer.preset, PRESETS[answer.cadence]
    if now.id not in RHYTHMS or now.id == then.id:
        return ""
    return f"Beginning it changes the cadence of reviews from {then.every} to {now.every}."


def address(page: Page, answer: MinutesReport, at: int, do: str = "") -> str:
    """The address of an item: it carries meeting and item, so that everybody sees the same."""
    return page.address("review", _scope(page, answer), **_told(answer, at, do))


def query(page: Page, answer: MinutesReport, at: int, do: str = "") -> dict[str, str]:
    """The same as the parameters of a link."""
    return page.query(_scope(page, answer), **_told(answer, at, do))


def _told(answer: MinutesReport, at: int, do: str) -> dict[str, str]:
    return {"meeting": str(answer.meeting.id), "at": str(at), "do": do}


def _scope(page: Page, answer: MinutesReport) -> Scope:
    return answer.meeting.scope().with_(words=page.scope.words)


def turns(answer: MinutesReport) -> tuple[int, ...]:
    """Places that have a screen of their own: lines of a huddle stand in their columns."""
    return tuple(each.place for each in answer.items if each.item.kind != LINE)


def bar(page: Page, answer: MinutesReport, at: int, seen: Sequence[int]) -> None:
    """Which part it is, item n of m, time against minutes, and the ways on and back; arrow keys follow them."""
    item, places = answer.meeting.item(at), turns(answer)
    nth, last = places.index(at), len(places)
    with st.container(horizontal=True, gap="medium", vertical_alignment="center", key="review-bar"):
        where = (
            element("span", item.block.value, class_="sc-block"),
            element("span", f"item {nth + 1} of {last}"),
            _dots(answer, at, seen),
        )
        st.html(element("div", *where, class_="sc-review"), width="content")
        meeting_clock.told(page, answer.meeting, at)
        ways = (
            _turn(page, answer, places[nth - 1], "\N{LEFTWARDS ARROW} Back", "back") if nth else _no_turn("Back"),
            _turn(page, answer, places[nth + 1], "Next \N{RIGHTWARDS ARROW}", "next")
            if nth + 1 < last
            else _no_turn("Next"),
        )
        st.html(element("nav", *ways, class_="sc-turns", aria_label="Items"), width="content")


def foot(page: Page, answer: MinutesReport) -> None:
    """Which meeting it is, which state of the numbers, who writes, and the way out."""
    told = f"{answer.meeting.name}: {answer.place_name}, {answer.period_label}. Numbers as of {answer.as_of}."
    invented = " Invented figures." if answer.invented else ""
    leave = cards.anchor("Leave the meeting; it goes on", page.address("review"))
    text = f"{told}{invented} {page.frame.person.notice} "
    st.html(element("p", text, leave, class_="sc-told-small sc-foot"))


def _turn(page: Page, answer: MinutesReport, to: int, label: str, name: str) -> Markup:
    return element("a", label, class_="sc-turn-to sc-go", href=address(page, answer, to), data_turn=name)


def _no_turn(label: str) -> Markup:
    return element("span", label, class_="sc-turn-to", aria_hidden="true")


def _dots(answer: MinutesReport, at: int, seen: Sequence[int]) -> Markup:
    dots = (
        element("span", class_="sc-seen" if place in seen else None, aria_current="step" if place == at else None)
        for place in turns(answer)
    )
    return element("span", *dots, class_="sc-dots", aria_hidden="true")


def does(page: Page, answer: MinutesReport, at: int, opened: str) -> None:
    """What can be written down, each a link and a key; the one that is open closes again."""
    links = [
        element("a", element("kbd", DOES[name][0]), DOES[name][1:], class_="sc-do sc-go", data_do=name[0],
                href=address(page, answer, at, "" if name == opened else name),
                aria_current="true" if name == opened else None)
        for name in offered(answer.meeting.item(at))
    ]  # fmt: skip
    st.html(element("nav", *links, class_="sc-dos", aria_label="Write down"))


def captured(answer: MinutesReport, at: int) -> None:
    """What was written down about an item, the newest first."""
    lines = answer.items[at - 1].lines
    if lines and answer.items[at - 1].item.kind != COLUMN:
        st.html(element("ul", *(_line(answer.items[at - 1], line) for line in reversed(lines)), class_="sc-captured"))


def _line(item: MinutesItem, line: Minute, label: str = "") -> Markup:
    """One line; a decision whose numbers have moved since says so."""
    decision = next((each for each in item.decisions if each.outcome.id == line.outcome and line.outcome), None)
    stale = decision is not None and decision.moved
    told = line.text or (PARKED if line.kind == OutcomeKind.PARKED else "")
    moved = f"about other numbers: {decision.about}; now {decision.now}" if decision and stale else None
    parts = (
        element("b", ": ".join(filter(None, (CAPTURED.get(line.kind, line.kind), label)))),
        text(told, WHOLE),
        element("span", moved, class_="sc-old sc-under") if moved else None,
    )
    return element("li", *parts, class_="sc-stale" if stale else None)


def not_reached(answer: MinutesReport, seen: Sequence[int]) -> Markup | None:
    """What goes to the next meeting, as it stands: parked, or not on this screen and nothing said about it."""
    missed = undiscussed(answer.meeting, [*seen, *(item.place for item in answer.items if item.lines)])
    rows = handed_on(answer.next, [answer.meeting.item(place).label for place in missed])
    return joined(element("p", "Goes to the next meeting:", class_="sc-told"), rows) if rows else None


def handed_on(told: Sequence[str], missed: Sequence[str]) -> Markup | None:
    """What is parked line by line, and in one line what nobody came to."""
    rows = element("ul", *(element("li", each) for each in told), class_="sc-captured") if told else None
    rest = element("p", text(unreached_words(missed), WHOLE), class_="sc-told-small") if missed else None
    return joined(rows, rest) if rows or rest else None


def everything(answer: MinutesReport) -> Markup | None:
    """All that was written down so far, item by item, to be read back at the end."""
    lines = [_line(item, line, item.item.label) for item in answer.items for line in item.lines]
    nothing = MinutesItem(0, answer.items[0].item, (), (), is_seen=True)
    lines += [_line(nothing, line) for line in answer.general]
    return element("ul", *lines, class_="sc-captured") if lines else None


def about(item: AgendaItem) -> None:
    """Who has an item, how long nobody spoke of it, and why it was handed on."""
    weeks = f"not talked about for {item.weeks_undiscussed} weeks" if item.weeks_undiscussed > 1 else ""
    told = " · ".join(filter(None, (item.owners, item.carried, weeks)))
    if told:
        st.html(element("p", told, class_="sc-told-small"))


def agenda(answer: AgendaReport) -> None:
    """The agenda, part by part, with the minutes of each item; what did not fit behind one line."""
    drawn: list[Markup] = [element("ol", *_rows(answer.items), class_="sc-agenda", aria_label="Agenda")]
    if answer.left:
        told = "1 more that did not fit" if len(answer.left) == 1 else f"{len(answer.left)} more that did not fit"
        rest = element("ol", *_rows(answer.left), class_="sc-agenda", aria_label=told)
        drawn.append(element("details", element("summary", told), rest, class_="sc-more"))
    st.html(joined(*drawn))


def _rows(items: Sequence[AgendaItem]) -> Iterator[Markup]:
    """One row an item; the part it belongs to is told once."""
    before = None
    for item in items:
        said = " · ".join(filter(None, (item.owners, item.carried)))
        yield element(
            "li",
            element("span", item.block.value if item.block is not before else "", class_="sc-block"),
            element("b", item.label if item.label != item.block.value else ""),
            element("span", item.sentence, element("span", said, class_="sc-also") if said else None),
            element("span", f"{item.minutes} min" if item.minutes else "", class_="sc-min"),
            class_="sc-agenda-item" if item.block is before else "sc-agenda-item sc-begins",
        )
        before = item.block


def _open_for(page: Page, found: Meeting) -> str:
    """That a meeting has been left open, from a day on: " (open for 18 days: finish it)"."""
    days = (page.frame.workspace.store.today() - found.day).days
    return f" (open for {span_words(days)}: finish it)" if days > 0 else ""


def join(page: Page, answer: MeetingsReport) -> None:
    """The ways into the meetings that run at this place."""
    links = [
        cards.anchor(f"Join the {row.meeting.name.lower()} that {row.began_by} began on {when_began(row.meeting)}"
                     f"{_open_for(page, row.meeting)}",
                     page.address("review", row.meeting.scope(), meeting=str(row.meeting.id), at="1"))
        for row in answer.running(page.scope.entity)
    ]  # fmt: skip
    if links:
        st.html(joined(*(element("p", each, class_="sc-told") for each in links)))
