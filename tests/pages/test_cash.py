"""Cash: the sentence, the fan, the weeks, items behind every amount, what moved, one-offs, and who may see it."""

import re
from decimal import Decimal
from pathlib import Path
from shutil import copytree

import pytest
from streamlit.testing.v1 import AppTest

from scorecard.domain.people import Person
from scorecard.ingest.opening import open_store
from scorecard.ui.person import KEY
from tests.pages.conftest import Open
from tests.pages.test_pages import calm, drawn, sentence
from tests.stclient.workspace import DAY

pytestmark = pytest.mark.slow


def named(app: AppTest, label: str):
    return next(each for each in (*app.text_input, *app.selectbox, *app.date_input) if each.label.startswith(label))


def press(app: AppTest, label: str) -> None:
    next(each for each in app.button if each.label == label).click().run()


def test_the_sentence_comes_first_then_the_fan_and_the_weeks_that_foot(open_page: Open, sample: Path):
    app = open_page(sample, "cash")
    calm(app)
    assert re.match(
        r"We had .* EUR available on 31 Oct; the lowest point is .* on \d+ \w+, .* our floor;", sentence(app)
    )
    assert len(app.get("vega_lite_chart")) == 1
    told = drawn(app)
    for part in ("Cash at start", "Customers, invoices written", "Salaries and wages", "Cash at end", "Lowest day"):
        assert f">{part}</th>" in told
    assert "= end in all 13 weeks and all 91 days" in told
    assert "likely between" in told
    assert "Settle the dispute" in told
    said = re.search(
        r"The forecast by day ends on 30 Jan 2027 with ([\d,.]+) EUR, [^,]* with ([\d,.]+) EUR, ([\d,.]+) more", told
    )
    assert said
    by_day, by_month, more = (Decimal(each.replace(",", "")) for each in said.groups())
    assert by_month - by_day == more
    assert said[0] in drawn(open_page(sample, "outlook", see="months")), "the same beside the month on Outlook"


def test_a_week_opens_into_its_days_and_closes_again(open_page: Open, sample: Path):
    told = drawn(open_page(sample, "cash"))
    week = re.search(r"cash\?week=(2026-11-\d\d)", told)
    assert week
    opened = drawn(open_page(sample, "cash", week=week[1]))
    assert "day by day" in opened
    assert 'aria-expanded="true"' in opened


def test_an_amount_leads_to_the_items_it_is_made_of(open_page: Open, sample: Path):
    told = drawn(open_page(sample, "cash"))
    link = re.search(r'cash\?see=items&amp;line=receivables&amp;since=([\d-]+)&amp;till=([\d-]+)"[^>]*>[\d,]+<', told)
    assert link
    app = open_page(sample, "cash", see="items", line="receivables", since=link[1], till=link[2])
    calm(app)
    assert sentence(app).startswith("Customers, invoices written: ")
    assert "SI-26" in drawn(app)
    assert "Show all days" in drawn(app)


def test_a_site_is_chosen_in_the_strip(open_page: Open, sample: Path):
    app = open_page(sample, "cash", entity="ostermoor")
    calm(app)
    assert sentence(app).startswith("Ostermoor: we had ")
    assert ">Between sites</th>" in drawn(app)
    assert "Our floor" not in drawn(app)


def test_what_moved_is_told_against_the_month_before(open_page: Open, sample: Path):
    app = open_page(sample, "cash", see="moved")
    calm(app)
    assert "than the forecast of 30 Sep 2026 said" in sentence(app)
    assert "to the cent." in drawn(app)
    assert "The days gone by" in " ".join(each.value for each in app.subheader)


def test_an_earlier_forecast_is_chosen_and_says_so(open_page: Open, sample: Path):
    app = open_page(sample, "cash", made="2026-06-30")
    calm(app)
    assert "on 30 Jun" in sentence(app)
    assert any("An earlier forecast is shown" in each.value for each in app.warning)
    assert app.selectbox(key="cash forecast chooser 0").value == "2026-06-30"
    assert len(app.selectbox(key="cash forecast chooser 0").options) == 12


@pytest.mark.parametrize(
    "link",
    [{"see": "<b>x</b>"}, {"made": "9999"}, {"week": "x" * 500}, {"see": "items", "line": "<img>", "start": "-7"},
     {"see": "items", "since": "2026-99-99"}, {"see": "planned", "entry": "0"}],
)  # fmt: skip
def test_what_a_link_says_that_does_not_exist_is_calm(open_page: Open, sample: Path, link: dict[str, str]):
    app = open_page(sample, "cash", **link)
    assert not app.exception
    assert not re.search(r"<(script|img|iframe)", drawn(app))


def test_states_without_a_forecast_have_one_sentence(open_page: Open, sample: Path, hostile: Path, tmp_path: Path):
    assert "has no bank account of its own" in sentence(open_page(sample, "cash", entity="tarnwick_service"))
    assert "does not say what its cash is" in sentence(open_page(hostile, "cash"))
    calm(open_page(tmp_path, "cash"))


def test_who_looks_on_or_administers_does_not_see_it(open_page: Open, sample: Path, tmp_path: Path):
    copytree(sample, tmp_path / "own")
    store = open_store(tmp_path / "own", today=lambda: DAY)
    store.put_person(Person("root", "Root", "admin"), "test")
    roles = {person.role: person.id for person in store.people()}
    store.close()
    app = open_page(tmp_path / "own", "cash")
    for role, sees in (("viewer", False), ("admin", False), ("operations", True)):
        app.session_state[KEY] = roles[role]
        app.run()
        assert ("We had" in sentence(app), 'class="sc-cash' in drawn(app)) == (sees, sees), role


def by_day(outlook: AppTest) -> float:
    """Millions at the low point of the forecast by day, as the outlook's sentence has it."""
    found = re.search(r"by day it falls to ([0-9.]+)", sentence(outlook).replace("\N{NO-BREAK SPACE}", " "))
    assert found is not None
    return float(found[1])


def test_a_one_off_is_scheduled_and_shown_at_once_then_taken_back(open_page: Open, sample: Path, tmp_path: Path):
    copytree(sample, tmp_path / "own")
    ahead = by_day(open_page(tmp_path / "own", "outlook"))
    app = open_page(tmp_path / "own", "cash", see="planned")
    calm(app)
    assert "No one-offs are scheduled" in sentence(app)
    store = open_store(tmp_path / "own", today=lambda: DAY)
    app.session_state[KEY] = next(person.id for person in store.people() if person.role == "finance")
    app.run()
    named(app, "What it is").input("New <b>press</b>")
    named(app, "Whose bank account").select("tarnwick")
    named(app, "Amount in EUR").input("twelve")
    press(app, "Schedule it")
    assert any("is not an amount" in each.value for each in app.warning)
    assert named(app, "What it is").value == "New <b>press</b>", "what was typed stays"
    named(app, "Amount in EUR").input("1,200,000")
    press(app, "Schedule it")
    assert any("It is scheduled" in each.value for each in app.success)
    assert [entry.words.split(" out")[0] for entry in store.planned.entries()] == ["New <b>press</b>, 1,200,000.00"]
    assert "New &lt;b&gt;press" in drawn(app)
    app.query_params["see"] = ""
    app.run()
    assert "One one-off was scheduled" in drawn(app)
    assert ">One-offs</th>" in drawn(app)
    assert "below our floor" in sentence(app)
    assert by_day(open_page(tmp_path / "own", "outlook")) < ahead, "the outlook tells the same low point at once"
    store.close()
