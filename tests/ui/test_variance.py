"""A statement as it stands on the screen: one scale, signs, words beside colours, few enough lines, own units."""

import re
from dataclasses import replace
from decimal import Decimal as D

import pytest

from scorecard.domain.scope import Scope
from scorecard.domain.statement import Footing
from scorecard.domain.vocabulary import Unit
from scorecard.reports.variance import OpenPeriod, VarianceReport, VarianceRow
from scorecard.reports.variance_drivers import Driver
from scorecard.reports.variance_places import Beside
from scorecard.reports.variance_written import format_of
from scorecard.ui.variance import meanings, offset, shown_rows
from scorecard.ui.variance_lines import AT_MOST, lines


def row(name="rent", actual="120", reference="100", sign=-1, **more) -> VarianceRow:
    left, right = (None if side is None else D(side) for side in (actual, reference))
    gap = None if left is None or right is None else left - right
    told = {
        "actual": left, "reference": right, "difference": gap, "sign": sign,
        "impact": None if gap is None or not sign else gap * sign,
        "percent": gap / right if gap is not None and right else None,
    }  # fmt: skip
    return VarianceRow(id=name, label=name.capitalize(), **(told | more))


def report(*rows: VarianceRow, **more) -> VarianceReport:
    given = {
        "headline": "", "scope": Scope("all", "2026-10"), "statement": "pl", "statements": (), "by": "accounts",
        "of": "", "rows": rows, "result": "profit", "footing": None, "foots": "", "against": "plan",
        "window": "Oct 2026",
        "when": "in Oct 2026", "year": "2026", "full_year": False, "open": None, "limits": (), "beside": (),
        "unit": Unit.MONEY, "decimals": None, "currency": "EUR", "as_of": "now", "revision": 1, "notes": (),
    }  # fmt: skip
    return VarianceReport(**(given | more))


def drawn(*rows: VarianceRow, give=lambda _name: "", **more) -> str:
    return lines(report(*rows, **more), rows, lambda name: f"/why?of={name}", give)


def cells(markup: str) -> dict[str, str]:
    found = re.findall(r'<td[^>]*data-label="([^"]*)"[^>]*>(.*?)</td>', markup)
    return {name or "verdict": re.sub(r"<[^>]+>", "", text) for name, text in found}


@pytest.mark.parametrize(
    ("actual", "reference", "sign", "difference", "verdict", "percent"),
    [
        ("120", "100", -1, "+20", " worse", "+20.0 %"),
        ("80", "100", -1, "−20", " better", "−20.0 %"),
        ("120", "100", 1, "+20", " better", "+20.0 %"),
        ("100", "100", 1, "0", "the same", "0.0 %"),
        ("2000", "100", 1, "+1,900", " better", "+&gt; 999 %"),
        ("120", "100", 0, "+20", None, "+20.0 %"),
    ],
    ids=["more cost", "less cost", "more income", "no difference", "a percentage beyond reading", "nothing is better"],
)
def test_a_difference_has_a_sign_a_word_and_a_percentage(actual, reference, sign, difference, verdict, percent):
    found = cells(drawn(row("rent", actual, reference, sign)))
    assert (found["Difference"], found.get("verdict"), found["%"]) == (difference, verdict, percent)


def test_better_and_worse_have_shapes_of_their_own():
    markup = drawn(row("rent"), row("sales", sign=1))
    assert 'class="sc-turn sc-is-worse"' in markup
    assert 'class="sc-turn sc-is-better"' in markup


def test_bars_of_lines_and_totals_have_one_scale():
    markup = drawn(row("fairs", "140", "100"), row("profit", "50", "130", sign=1, shape="subtotal"))
    assert re.findall(r"width:([0-9.]+)%", markup) == ["25.0", "50.0"]
    small = drawn(row("fairs", "180", "100"), row("profit", "80", "100", sign=1, shape="subtotal"))
    assert re.findall(r"width:([0-9.]+)%", small) == ["50.0", "12.5"]


@pytest.mark.parametrize(
    ("largest", "said", "written"),
    [("950", "EUR", "120"), ("45000", "EUR", "120"), ("4400000", "k EUR", "0.1"), ("450000000", "k EUR", "0"),
     ("4500000000", "M EUR", "0.0")],
)  # fmt: skip
def test_a_table_has_one_scale_fine_enough_for_its_small_lines(largest, said, written):
    answer = report(row("sales", largest, largest), row("rent"))
    form = format_of(answer)
    assert (form.said, form.number(D(120))) == (said, written)


def test_what_is_not_reported_is_a_dash_with_its_reason_and_never_a_zero():
    markup = drawn(row("rent", actual=None, reason="Oct 2026: not reported"))
    found = cells(markup)
    assert (found["Actual"], found["Difference"]) == ("—", "—")
    assert "Oct 2026: not reported" in markup


def test_a_reason_all_lines_share_is_told_once_by_the_sentence_on_top():
    same = {"actual": None, "reason": "no figures after Oct 2026"}
    assert "no figures after" not in drawn(row("rent", **same), row("profit", **same))


def test_a_percentage_without_meaning_says_why():
    markup = drawn(row("fines", "70", "0", percent=None, pct_note="n/m (zero base)"))
    assert 'title="n/m (zero base)"' in markup


def test_columns_with_nothing_to_say_are_left_out_and_those_of_the_comparison_stay():
    assert set(cells(drawn(row(actual=None, reference=None)))) == {"Actual", "Plan", "Difference"}
    assert "Last year" in cells(drawn(row(last_year=D(5))))
    assert "Needed a day" in cells(drawn(row(pace=D(5)), open=OpenPeriod("Nov 2026", 15, 21)))
    assert "Plan to date" in cells(drawn(row(), open=OpenPeriod("Nov 2026", 15, 21)))


def test_further_figures_of_places_keep_their_own_unit():
    found = cells(
        drawn(
            row("north", "5000000", "5000000", shape="place", beside=(D(42), D("0.5"))),
            by="places", beside=(Beside("People", Unit.COUNT, None), Beside("Margin", Unit.PERCENT, 1)),
        )
    )  # fmt: skip
    assert (found["Actual"], found["People"], found["Margin"]) == ("5,000.0", "42", "50.0 %")


def test_the_year_says_better_or_worse_than_its_plan_also_without_colour():
    found = cells(drawn(row(outlook=D(1300), year_plan=D(1200), outlook_impact=D(-100))))
    assert (found["Outlook 2026"], found["Year to plan"]) == ("1,300", " 100 worse")


@pytest.mark.parametrize(
    ("value", "reference", "told"),
    [("3576", "1811", "Contractor hours: 3,576 h, plan 1,811 h (+1,765 h)"),
     ("50", "50", "Contractor hours: 50 h, plan 50 h (0 h)"),
     ("50", None, "Contractor hours: 50 h"), (None, None, "Contractor hours: not reported")],
)  # fmt: skip
def test_a_driver_is_told_in_its_own_unit(value, reference, told):
    number = {"value": value and D(value), "reference": reference and D(reference)}
    driver = Driver("h", "Contractor hours", Unit.HOURS, None, **number, words="", reason="not reported")
    assert f'<span class="sc-also">{told}</span>' in drawn(row(driver=driver))


def test_a_marked_line_says_who_has_it_or_leads_to_giving_it():
    def give(name: str) -> str:
        return f"/work?new=1&of={name}"

    marked = row("rent", worth="over 5 × 40 k")
    assert 'href="/work?new=1&amp;of=rent"' in drawn(marked, give=give)
    assert "nobody yet" not in drawn(marked)
    assert "nobody yet" not in drawn(row("rent"), give=give)
    held = drawn(replace(marked, who="Ada & Bo"), give=give)
    assert "nobody yet" not in held
    assert "Who has it: Ada &amp; Bo" in held


def test_marks_and_the_years_column_are_explained_where_they_stand_and_nowhere_else():
    marked = row(worth="over 5 × 40 k")
    ahead = row(outlook=D(1300), year_plan=D(1200), outlook_impact=D(-100))
    assert ["five times the amount" in told for told in meanings(report(marked), (marked,))] == [True]
    whole = row("costs", worth="over", shape="group")
    assert meanings(report(marked, whole), (marked, whole))[1:] == (
        "2 rows here carry the mark: 1 line and 1 group or total; the sentence on top counts lines alone.",
    )
    assert [told.split(":")[0] for told in meanings(report(ahead), (ahead,))] == ["Year to plan"]
    assert meanings(report(ahead, full_year=True), (ahead,)) == ()
    assert meanings(report(row()), (row(),)) == ()


TREE = (
    row("sales", sign=1),
    row("costs", shape="group"),
    row("pay", depth=1, parent="costs", worth="over"),
    row("rent", depth=1, parent="costs"),
    row("power", "30", "20", depth=1, parent="costs"),
    row("profit", shape="subtotal"),
)


@pytest.mark.parametrize(
    ("level", "only", "names"),
    [
        ("totals", "", "sales costs profit"),
        ("", "", "sales costs pay 2_other_lines profit"),
        ("nonsense", "", "sales costs pay 2_other_lines profit"),
        ("all", "", "sales costs pay rent power profit"),
        ("all", "material", "pay profit"),
    ],
)
def test_the_level_decides_which_lines_stand_there(level, only, names):
    shown = shown_rows(report(*TREE), level, only)
    assert " ".join(each.id or each.label.replace(" ", "_") for each in shown) == names


WEAR = (
    row("sales", "100", "90", sign=1),
    row("costs", "70", "66", shape="group"),
    row("pay", "40", "38", depth=1, parent="costs"),
    row("rent", "20", "18", depth=1, parent="costs"),
    row("wear", "10", "10", depth=1, parent="costs"),
    row("ebitda", "40", "34", sign=1, shape="subtotal", terms=((1, "sales"), (-1, "costs"), (1, "wear"))),
    row("profit", "30", "24", sign=1, shape="subtotal", terms=((1, "sales"), (-1, "costs"))),
)


@pytest.mark.parametrize(
    ("level", "names"),
    [
        ("totals", "sales costs wear 2_other_lines ebitda profit"),
        ("", "sales costs wear 2_other_lines ebitda profit"),
        ("all", "sales costs pay rent wear ebitda profit"),
    ],
)
def test_every_subtotal_shown_foots_from_rows_shown(level, names):
    """100 − 70 + 10 of wear are 40; without the 10 nobody sees why it is not 30."""
    shown = shown_rows(report(*WEAR), level, "")
    assert " ".join(each.id or each.label.replace(" ", "_") for each in shown) == names
    there = {each.id: each for each in shown}
    for each in (each for each in shown if each.terms):
        for side in ("actual", "reference"):
            assert sum(times * getattr(there[name], side) for times, name in each.terms) == getattr(each, side)


def test_a_line_far_off_in_the_year_is_not_among_the_others():
    rows = [replace(each, stands_out=True) if each.id == "rent" else each for each in TREE]
    assert [each.id for each in shown_rows(report(*rows), "", "")] == [each.id for each in TREE]


def test_of_ten_thousand_lines_the_largest_differences_stand_there_in_reading_order():
    many = [row(f"a{number}", str(100 + number), "100", depth=1, parent="costs") for number in range(10_000)]
    shown = shown_rows(report(TREE[0], *many, TREE[-1]), "all", "")
    assert len(shown) == AT_MOST
    names = [each.id for each in shown]
    assert (names[0], names[-1]) == ("sales", "profit")
    assert names[1:-1] == [f"a{number}" for number in range(10_000 - AT_MOST + 2, 10_000)]


def test_one_line_and_none_are_drawn_too():
    assert drawn(row()).count("<tr") == 2
    assert shown_rows(report(), "all", "") == ()


def test_gains_and_losses_stand_apart():
    told = offset(report(footing=Footing(D(400), D(-405), D(-5), 7, D(0))))
    text = re.sub(r"<[^>]+>", "", told)
    assert "Better lines 400" in text
    assert "Worse lines 405" in text
    assert "Together 5 worse" in text
    assert offset(report()) is None


def test_an_earlier_state_is_named_in_full_over_its_column_and_shortly_on_a_phone():
    markup = drawn(row(), against="the figure known on 5 Nov 2026 (revision 3)")
    assert '<th scope="col" class="sc-n">Known on 5 Nov 2026 (revision 3)</th>' in markup
    assert 'data-label="Known then">100<' in markup
