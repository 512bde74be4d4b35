"""Packs against the screen: no number of any format is another than the one a page shows."""

import io
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from math import ceil
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pptx import Presentation
from pptx.shapes.graphfrm import GraphicFrame
from pptx.util import Inches

from scorecard.changes.assign import assign
from scorecard.changes.begin_meeting import begin_meeting
from scorecard.changes.finish_meeting import finish_meeting
from scorecard.domain.access import Actor
from scorecard.domain.agenda import AgendaItem, Block
from scorecard.domain.decided import Cost
from scorecard.domain.meeting import Outcome, OutcomeKind
from scorecard.exports.pack_tables import LAST_SHOWN, SHORTENED, last_grid, shortened
from scorecard.exports.packs import FORMATS
from scorecard.ingest.opening import open_store
from scorecard.reports.pack import Pack, pack_report
from scorecard.reports.pack_last import Left, LeftLine
from scorecard.reports.usual import usual_scope
from scorecard.reports.work_draft import draft_report
from tests.exports.packs import Page, measures, numbers, pdf_pages, sheet, slide_charts, slide_rows, slide_texts
from tests.pages.conftest import Open
from tests.pages.test_pages import calm, drawn, sentence
from tests.stclient.workspace import DAY, sample_store

pytestmark = pytest.mark.slow

KINDS = ("weekly", "monthly")


@pytest.fixture(scope="module")
def packs(sample: Path) -> dict[str, Pack]:
    store = open_store(sample, today=lambda: DAY)
    scope = usual_scope(store.snapshot(), store.today())
    made = {kind: pack_report(store, scope, kind) for kind in KINDS}
    store.close()
    return made


@pytest.fixture(scope="module")
def page(packs: dict[str, Pack]) -> str:
    """The monthly pack as HTML, which has everything."""
    return FORMATS["html"].made(packs["monthly"]).decode()


def lines(made: str) -> list[tuple[str, ...]]:
    return [tuple(" ".join(cell.split()) for cell in row) for row in Page(made).rows]


def test_sentences_are_those_on_top_of_the_pages(open_page: Open, sample: Path, packs: dict[str, Pack]):
    told = {said.about: said.text for said in packs["monthly"].sentences}
    asked = {
        "How we stand": ("scorecard", {}),
        "What changed": ("since", {}),
        "Result": ("variance", {}),
        "Year so far": ("variance", {"view": "ytd"}),
        "Whole year": ("variance", {"full_year": "1"}),
        "Cash": ("cash", {}),
        "Outlook": ("outlook", {}),
        "Work": ("work", {}),
    }
    assert {about: sentence(open_page(sample, name, **link)) for about, (name, link) in asked.items()} == {
        about: text for about, text in told.items() if about in asked
    }


def test_measures_have_the_values_of_their_cards(open_page: Open, sample: Path, page: str):
    cards = measures(drawn(open_page(sample, "scorecard")), "sc-label", "sc-value")
    assert len(cards) > 30
    assert measures(page, 'class="label"', "<b") == cards


def test_lines_have_the_numbers_of_plan_and_actual(open_page: Open, sample: Path, page: str):
    for link in ({}, {"full_year": "1"}):
        shown = [row for row in lines(drawn(open_page(sample, "variance", level="all", **link))) if len(row) > 4]
        head, *rows = shown
        first = "Outlook" if link else "Actual"
        places = [head.index(name) for name in (first, "Plan", "Difference", "Better or worse")]
        screen = [tuple(row[place] for place in places) for row in rows if len(row) == len(head)]
        every = lines(page)
        start = next(at for at, row in enumerate(every) if row[1:3] == (first, "Plan"))
        ours = [row[1:5] for row in every[start + 1 : start + 1 + len(screen)]]
        assert len(screen) > 30
        assert ours == screen


def test_weeks_have_the_numbers_of_cash(open_page: Open, sample: Path, page: str):
    screen = {row[0]: row[1:14] for row in lines(drawn(open_page(sample, "cash")))}
    every = lines(page)
    start = next(at for at, row in enumerate(every) if row[0].endswith("weeks from"))
    ours = {row[0]: row[1:14] for row in every[start : start + 8]}
    assert len(ours) == 8
    # the page also says below a week's day that it is past
    assert ours == {name: tuple(cell.split(" past")[0] for cell in screen[name]) for name in ours}


@pytest.mark.parametrize("kind", KINDS)
def test_pdf_and_slides_have_no_number_that_the_one_page_has_not(packs: dict[str, Pack], kind: str):
    pack = packs[kind]
    whole = set(numbers(Page(FORMATS["html"].made(pack).decode()).text))
    pages = [re.sub(r"\d+ / \d+", "", told) for told in pdf_pages(FORMATS["pdf"].made(pack))]
    slides = set(numbers(" ".join(slide_texts(FORMATS["pptx"].made(pack)))))
    left_out = {str(len(pack.since.rows) - 3 + pack.since.usual), str(pack.since.usual)}
    assert set(numbers(" ".join(pages))) - whole <= left_out
    assert slides - whole <= left_out


@pytest.mark.parametrize("kind", KINDS)
def test_rows_of_slides_and_of_the_printed_weeks_are_those_of_the_one_page(packs: dict[str, Pack], kind: str):
    """Whole rows, so that no number can have changed places: what moved, the talk list, statements, work, weeks."""
    pack = packs[kind]
    every = lines(FORMATS["html"].made(pack).decode())
    rows = slide_rows(FORMATS["pptx"].made(pack))
    assert len(rows) > 10
    assert [row for row in rows if row not in every] == []
    told = " ".join(pdf_pages(FORMATS["pdf"].made(pack)))
    start = next(at for at, row in enumerate(every) if row[0].endswith("weeks from"))
    weeks = [" ".join(row[1:]) for row in every[start + 1 :] if len(row) == len(every[start])]
    assert len(weeks) > 5
    assert [row for row in weeks if row not in told] == []


def test_pages_and_slides_have_all_that_matters(packs: dict[str, Pack], page: str):
    rows = [row for row in lines(page) if len(row) == 6]
    told = " ".join(pdf_pages(FORMATS["pdf"].made(packs["monthly"])))
    cells = set(slide_texts(FORMATS["pptx"].made(packs["monthly"])))
    assert len(rows) > 60
    for row in rows:
        assert " ".join(row[1:4]) in told
        assert set(row[1:4]) <= {cell.replace("\N{NO-BREAK SPACE}", " ") for cell in cells}


def test_a_weekly_pre_read_has_two_pages(packs: dict[str, Pack]):
    assert len(pdf_pages(FORMATS["pdf"].made(packs["weekly"]))) == 2
    assert len(packs["weekly"].sentences) == 10


def test_the_workbook_has_exactly_the_values_of_the_reports(packs: dict[str, Pack]):
    pack = packs["monthly"]
    made = FORMATS["xlsx"].made(pack)

    def exact(value: Decimal | None) -> object:
        return None if value is None else pytest.approx(float(value), rel=1e-14, abs=0)

    rows = sheet(made, "Scorecard")
    assert [(row["Value"], row["Target"], row["Difference"], row["Better (worse)"]) for row in rows] == [
        tuple(map(exact, (row.value, row.target, row.difference, row.impact))) for row in pack.scorecard.rows
    ]
    for name, answer in (("Plan & actual", pack.statement), ("Whole year", pack.year)):
        first = "Outlook" if name == "Whole year" else "Actual, EUR"
        assert [(row[first], row["Plan"], row["Difference"]) for row in sheet(made, name)] == [
            tuple(map(exact, (row.actual, row.reference, row.difference))) for row in answer.rows
        ]
    weeks = [list(row.values())[2:] for row in sheet(made, "Cash")]
    assert weeks == [[*map(exact, row.values), exact(row.total)] for row in pack.cash.table.rows]
    months = [list(row.values())[1:] for row in sheet(made, "Outlook")]
    ahead = [row for row in pack.outlook.rows if row.forecast is not None]
    assert months == [[*map(exact, row.steps), exact(row.forecast), *map(exact, row.likely)] for row in ahead]
    assert [row["How it stands"] for row in sheet(made, "To talk about")] == [item.sentence for item in pack.talk]
    assert len(sheet(made, "Definitions")) == len(pack.scorecard.rows)


def test_charts_of_the_slides_have_the_values_of_the_reports(packs: dict[str, Pack]):
    pack = packs["weekly"]
    standing, differences, cash = slide_charts(FORMATS["pptx"].made(pack))
    assert {name: sum(filter(None, values)) for name, values in standing[1].items()}["Off track"] == sum(
        column.counts["off_track"] for column in pack.scorecard.columns
    )
    impacts = {row.label: row.impact for row in pack.statement.rows if row.impact is not None}
    for values in differences[1].values():
        assert all(
            value is None or value == float(impacts[name]) for name, value in zip(differences[0], values, strict=True)
        )
    end = next(row for row in pack.cash.table.rows if row.id == "end")
    assert cash[1][end.name] == tuple(map(float, end.values))


def test_what_moved_is_told_as_on_since(open_page: Open, sample: Path, packs: dict[str, Pack], page: str):
    """Each number with its place, the period or the target that moved, and both sides."""
    told = " ".join(drawn(open_page(sample, "since")).replace("\N{NO-BREAK SPACE}", " ").split())
    every = lines(page)
    start = next(at for at, row in enumerate(every) if row[:4] == ("What", "Of", "Then", "Now"))
    ours = every[start + 1 : start + 1 + len(packs["monthly"].since.rows)]
    assert ours
    for what, of, then, now, *_ in ours:
        rows = [rest[:700] for rest in told.split(f">{what}<")[1:]]
        assert any(f"{then} → {now}" in beside and of in beside for beside in rows), (what, rows)
    moved = sheet(FORMATS["xlsx"].made(packs["monthly"]), "Since we last met")
    assert [(row["What"], row["Period now"], row["Then as written"]) for row in moved] == [
        (row.label, row.period_label, then)
        for row, (_, _, then, *_) in zip(packs["monthly"].since.rows, ours, strict=True)
    ]


@pytest.fixture
def met(tmp_path: Path) -> Path:
    """The sample company after a weekly review with six decisions, an action and something parked."""
    store, who = sample_store(tmp_path / "met"), Actor("priya-sandell", "finance")
    scope = usual_scope(store.snapshot(), DAY)
    draft = draft_report(store, scope, "contractors")
    agenda = (AgendaItem("measure", "measure/contractors", "Contractors", "", 5),)
    number = begin_meeting(store, who, "weekly", scope, agenda, 45)
    said = Outcome(
        0, number, 1, store.meetings.now(), who.id, OutcomeKind.DECISION, "", draft.subject, draft.figures
    )  # fmt: skip
    for place in range(6):
        expected, day = Decimal(40_000 + 1_234 * place), date(2026, 10 + place % 3, 28)
        words, cost = f"At most {place + 2} fitters a week", Cost(Decimal(1_000 * (place + 1)), is_monthly=place == 1)
        store.meetings.record(replace(said, text=words, expected=expected, by=day, cost=cost))
    store.meetings.record(replace(said, kind=OutcomeKind.PARKED, text="The rates wait for 3 offers"))
    assign(store, who, draft.subject, draft.figures, who.id, "tom-brandvik", DAY, "Ask for 3 offers", lead=who.id)
    finish_meeting(store, who, number, 1, [1])
    store.close()
    return tmp_path / "met"


def test_what_was_left_last_time_has_the_words_and_numbers_of_its_minutes(open_page: Open, met: Path):
    """Every row of it in every format, against the minutes on the screen; the workbook has the exact amounts."""
    store = open_store(met, today=lambda: DAY)
    pack = pack_report(store, usual_scope(store.snapshot(), DAY))
    store.close()
    screen = " ".join(Page(drawn(open_page(met, "review", meeting=str(pack.last.meeting)))).text.split())
    rows = last_grid(pack, shown=99).rows
    assert {row[0].split(":")[0] for row in rows} >= {"Decided", "Action", "Parked"}
    assert [row for row in rows if row[1].rstrip(".") not in screen] == []
    decided = [row for row in rows if row[0].startswith("Decided")]
    assert [row for row in decided if row[2].partition(". ")[2] not in screen] == []
    assert [row[2].partition(".")[0] for row in decided][:2] == [
        "Costs at most 1 k EUR", "Costs at most 2 k EUR a month",
    ]  # fmt: skip
    assert [row for row in decided if row[2].partition(".")[0].lower() not in screen.lower()] == []
    assert [row for row in rows if set(numbers(row[1] + row[3])) - set(numbers(screen))] == []
    assert set(rows) <= {*lines(FORMATS["html"].made(pack).decode())} & {*slide_rows(FORMATS["pptx"].made(pack))}
    pages = pdf_pages(FORMATS["pdf"].made(pack))
    assert (len(pages), len(rows)) == (2, 8)
    assert [row for row in rows[:LAST_SHOWN] if row[1] not in pages[1] or row[3] not in pages[1]] == []
    assert f"And {8 - LAST_SHOWN} more in the workbook." in pages[1]
    book = sheet(FORMATS["xlsx"].made(pack), "Last time")
    costs = [(row["Costs at most (brings)"], row["How often"]) for row in book]
    assert costs[:2] + costs[-1:] == [(1_000, "once"), (2_000, "every month"), (None, None)]
    assert [(row["In words"], row["Day"] and row["Day"].date(), row["Expected"]) for row in book] == [
        (line.text, line.day, None if line.expected is None else pytest.approx(float(line.expected)))
        for line in pack.last.lines
    ]


def test_a_viewer_takes_nothing_away_that_no_page_shows_to_viewers(
    open_page: Open, sample: Path, monkeypatch: pytest.MonkeyPatch, packs: dict[str, Pack]
):
    """The files are made by what stands behind the buttons; for the computer's account they hold cash."""
    made: list[Callable[[], bytes]] = []
    monkeypatch.setattr("scorecard.ui.pack.st.download_button", lambda _label, file, *_rest, **_more: made.append(file))
    cash = packs["weekly"].cash.headline
    for who, holds in (("elio-marsh", False), ("", True)):
        made.clear()
        app = open_page(sample, "scorecard", take="1")
        app.session_state["person"] = who
        made.clear()
        app.run()
        pdf, html, pptx, xlsx, *_ = [file() for file in made]
        texts = (" ".join(pdf_pages(pdf)), Page(html.decode()).text, " ".join(slide_texts(pptx)))
        assert ["lowest point" in text for text in texts] == [holds] * 3, who
        assert ("Cash" in load_workbook(io.BytesIO(xlsx)).sheetnames) is holds
        assert (cash in texts[1]) is holds


def test_files_are_offered_where_the_link_asks_for_them(open_page: Open, sample: Path):
    quiet = open_page(sample, "scorecard")
    calm(quiet)
    assert quiet.get("download_button") == []
    assert "Take away" in drawn(quiet)
    asked = open_page(sample, "scorecard", take="1")
    calm(asked)
    assert [button.label for button in asked.get("download_button")][:2] == [
        "Weekly pre-read, PDF",
        "Weekly pre-read, HTML",
    ]
    assert len(asked.get("download_button")) == 8


def test_long_decisions_are_cut_on_pages_and_slides_and_whole_in_the_other_files(packs: dict[str, Pack]):
    """Five decisions of 900 signs and the look back at one: two pages still, and no slide has more than fits it."""
    pack, words = packs["weekly"], ("Two crews help at 7.05 M EUR " * 32)[:900].strip()
    stands = "Costs at most 40 k EUR. Expected 90 % by 31 Oct 2026; it came to 81 %."
    line = LeftLine(Left.DECIDED, words, words, stands, DAY, "Priya Sandell & Tom Brandvik")
    look = AgendaItem("decision", "decision/1", words, words, 2, block=Block.DECIDED)
    last, agenda = replace(pack.last, lines=(line,) * 5), replace(pack.agenda, items=(*pack.agenda.items[:-3], look))
    long = replace(pack, last=last, agenda=agenda)
    pages = pdf_pages(FORMATS["pdf"].made(long))
    assert len(pages) == 2
    cut = f"{'Two crews help at 7.05 M EUR ' * 4}Two …"
    assert f"{cut} Costs at most" in pages[1]
    assert pages[1].count(SHORTENED) == 2
    slides = FORMATS["pptx"].made(long)
    assert [row[1] for row in slide_rows(slides)].count(cut) == 6
    shapes = (shape for slide in Presentation(io.BytesIO(slides)).slides for shape in slide.shapes if shape.has_table)
    assert [high for high in map(grown, shapes) if high > Inches(5.35)] == []
    assert [row[1] for row in lines(FORMATS["html"].made(long).decode())].count(words) == 6
    made = FORMATS["xlsx"].made(long)
    assert [row["In words"] for row in sheet(made, "Last time")] == [words] * 5
    assert sheet(made, "To talk about")[-1]["How it stands"] == words


@pytest.mark.parametrize(("looks", "more"), [(3, 0), (4, 1), (5, 2), (7, 4)])
def test_looks_back_take_the_room_of_what_the_last_meeting_left_and_the_pre_read_has_two_pages(
    packs: dict[str, Pack], looks: int, more: int
):
    """A week after five decisions each of them may be looked back at, beside nine other items."""
    pack, words = packs["weekly"], ("Two crews help at 7.05 M EUR " * 32)[:900].strip()
    stands = "Costs at most 40 k EUR. Expected 90 % by 31 Oct 2026; it came to 81 %."
    line = LeftLine(Left.DECIDED, words, words, stands, DAY, "Priya Sandell & Tom Brandvik")
    fixed = [item for item in pack.agenda.items if item not in pack.talk]
    back = [AgendaItem("decision", f"decision/{at}", words, words, 2, block=Block.DECIDED) for at in range(looks)]
    agenda = replace(pack.agenda, items=(*fixed, *pack.talk[:9], *back))
    long = replace(pack, last=replace(pack.last, lines=(line,) * 5), agenda=agenda)
    pages = pdf_pages(FORMATS["pdf"].made(long))
    assert len(pages) == 2
    assert (f"And {more} more in the workbook." in pages[1]) is (more > 0)


def grown(shape: GraphicFrame) -> int:
    """How high a table is once its words are in it, twelve signs an inch, five lines an inch."""
    columns = [column.width / Inches(1) * 12 for column in shape.table.columns]
    rows = [[ceil(len(cell.text) / columns[at]) for at, cell in enumerate(row.cells)] for row in shape.table.rows]
    return sum(max(Inches(0.4), Inches(0.06 + max(told) / 5)) for told in rows)


@pytest.mark.parametrize(
    ("told", "cut"),
    [("short", "short"), ("abc de fg", "abc de …"), ("at 4 k EUR", "at …"), ("abcdefg", "abcdef …")],
)  # fmt: skip
def test_a_text_is_cut_between_words_and_never_inside_an_amount(told: str, cut: str):
    assert shortened(told, 6) == cut
