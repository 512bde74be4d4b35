"""Since we last met, and links that keep their numbers: what a reader sees in every state."""

import re
from dataclasses import replace
from decimal import Decimal as D
from pathlib import Path
from types import SimpleNamespace

import pytest

from scorecard.domain.scope import Scope
from scorecard.domain.since import LABELS, SinceGroup, SinceKind, SinceRow
from scorecard.domain.vocabulary import Status, Unit
from scorecard.reports.since import SinceReport
from scorecard.ui import since
from tests.pages.conftest import Open
from tests.pages.test_pages import calm, drawn, sentence

pytestmark = pytest.mark.slow

ROW = SinceRow(
    "costs", "all", "", "Running costs", D(750), D(810), D(60), D(-60), Unit.MONEY, "load 3: <b>late</b> wages",
    period="2026-10", period_label="Oct 2026", before_period="2026-10", before_label="Oct 2026",
    status_before=Status.WATCH, status_after=Status.OFF_TRACK,
)  # fmt: skip


def answer(*groups: tuple[SinceKind, list[SinceRow]], usual: int = 0) -> SinceReport:
    told = tuple(SinceGroup(kind, LABELS[kind], tuple(rows)) for kind, rows in groups)
    moved = sum(len(group.rows) for group in told) + usual
    return SinceReport(
        Scope("all", "2026-10"), "", "", 3, True, "", "EUR", "13 Nov 2026 (revision 2)", 2, "r2", "2026-10", told,
        moved, usual,
    )  # fmt: skip


def shown(monkeypatch: pytest.MonkeyPatch, told: SinceReport, **link: str) -> str:
    """What is drawn of an answer, without a server."""
    page = SimpleNamespace(
        scope=told.scope,
        address=lambda to, scope=None, **more: f"/{to}?{(scope or told.scope).known}&{more}",
    )
    said: list[str] = []
    monkeypatch.setattr("scorecard.ui.since.st.html", said.append)
    monkeypatch.setattr("scorecard.ui.since.forms.in_link", lambda name: link.get(name, ""))
    since.draw(page, told, "")  # type: ignore[arg-type]
    return said[0].replace("\N{NO-BREAK SPACE}", " ")


def test_a_row_names_the_number_both_sides_the_step_in_words_why_and_leads_to_its_explanation(monkeypatch):
    told = shown(monkeypatch, answer((SinceKind.RESTATED, [ROW])))
    assert "750 EUR → 810 EUR" in told
    assert "+60, worse" in told
    assert "Load 3: &lt;b&gt;late&lt;/b&gt; wages" in told
    assert 'href="/why?r2&amp;' in told
    assert '<span class="sc-turn sc-is-worse" aria-hidden="true">' in told


def test_each_kind_leads_to_where_it_is_told(monkeypatch):
    rows = {
        SinceKind.WORDS_STALE: replace(ROW, item=7),
        SinceKind.PLAN_CHANGED: ROW,
        SinceKind.RESTATED: replace(ROW, after=None, difference=None, impact=None),
    }
    told = shown(monkeypatch, answer(*((kind, [row]) for kind, row in rows.items())))
    first, *_ = re.findall(r'href="(/\w+)', told.split("Words now")[1])
    assert first == "/work"
    assert "/measure" in told.split("Plan changed")[1].split("Restated")[0]
    assert re.findall(r'href="(/\w+)', told.split("Restated<")[1]) == ["/measure"]


def test_thousands_are_drawn_as_the_biggest_and_a_count(monkeypatch):
    rows = [replace(ROW, id=f"m{n}") for n in range(3000)]
    told = shown(monkeypatch, answer((SinceKind.NEW_PERIOD, rows), usual=1234))
    assert told.count("<li") == since.AT_ONCE
    assert "2,940 smaller ones are not shown." in told
    assert "1,234 other numbers moved, nothing unusual." in told
    assert "1 other number moved, nothing unusual." in shown(monkeypatch, answer(usual=1))


def test_nothing_that_moved_is_one_sentence_and_nothing_below(monkeypatch):
    assert shown(monkeypatch, answer()) == '<div class="sc-since"></div>'


def test_the_link_chooses_the_state_and_all_of_it(open_page: Open, sample: Path):
    usual = open_page(sample, "since")
    calm(usual)
    assert re.fullmatch(
        r"46\.3 k EUR moved from Travel to Contractors in Sep 2026 and Oct 2026; Net profit is the same\. "
        r"4 unusual of 10 that moved since .* \(revision 5\): 4 restated\.",
        sentence(usual),
    )
    rows = re.findall(r'<li class="sc-step.*?</li>', drawn(usual))
    sides = ["Contractors" if ">Contractors<" in row else "Running costs" for row in rows]
    assert sides == ["Running costs", "Contractors", "Contractors", "Running costs"], "the sides stand together"
    every = open_page(sample, "since", all="1")
    assert drawn(every).count('<li class="sc-step') == 10
    first = open_page(sample, "since", since="r1")
    calm(first)
    assert "(revision 1)" in sentence(first)
    assert "Lowered until the four technicians" in drawn(first)
    assert sentence(open_page(sample, "since", since="r7")).startswith("Nothing moved since")


@pytest.mark.parametrize("state", ["r99", "yesterday", "<b>r1</b>", "2026-13-40"])
def test_a_state_nobody_knows_is_said_and_the_usual_one_is_compared_with(open_page: Open, sample: Path, state: str):
    app = open_page(sample, "since", since=state)
    calm(app)
    assert app.warning[0].value.replace("\\", "").endswith("The usual state is compared with instead.")
    assert "(revision 5)" in sentence(app)


def test_a_state_later_than_the_one_shown_is_refused_and_time_never_runs_backwards(open_page: Open, sample: Path):
    app = open_page(sample, "since", since="r6", as_of="r5")
    calm(app)
    assert "is later than the numbers shown" in app.warning[0].value
    assert "(revision 6)" not in sentence(app)


def test_every_page_offers_a_link_that_keeps_its_numbers(open_page: Open, sample: Path):
    told = drawn(open_page(sample, "measure", measure="operating_expenses"))
    (address,) = re.findall(r'href="([^"]*)">Link to these numbers', told.replace(' class="sc-go"', ""))
    assert re.search(r"as_of=r7", address)
    assert "period=2026-" in address
    assert "measure=operating_expenses" in address


def test_a_page_opened_with_an_old_state_says_then_now_and_why(open_page: Open, sample: Path):
    at = re.search(r"period=(2\d\d\d-\d\d)", drawn(open_page(sample, "scorecard")))
    assert at
    old = {"as_of": "r5", "period": at[1]}
    whole = drawn(open_page(sample, "scorecard", **old))
    assert re.search(r"As of .* \(revision 5\): 5 of \d+ numbers are different today: 5 restated\.", whole)
    one = drawn(open_page(sample, "measure", measure="operating_expenses", **old))
    assert re.search(r"On .* \(revision 5\) this was 1\.31 M EUR; now it is 1\.29 M EUR: restated \(load 6: ", one)
    assert "See them as they are today" in one
    assert 'class="sc-then-now' not in drawn(open_page(sample, "measure", measure="operating_expenses"))
