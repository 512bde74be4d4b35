"""What lines of one load add up to, and which of them may not be added up."""

from decimal import Decimal
from pathlib import Path

import pytest

from tests.ingest.workshop import CATALOGUE, PROFILE, Workshop

pytestmark = pytest.mark.slow

HEADER = b"date,amount,dept,account,note\n"
BALANCES = CATALOGUE + (
    '[[accounts]]\nid = "cash"\nname = "Cash"\nkind = "balance"\n'
    '[[readings]]\nid = "heads"\nname = "Heads"\nkind = "balance"\n'
    '[[readings]]\nid = "staff"\nname = "Average staff"\nkind = "average"\n'
)


@pytest.fixture
def workshop(tmp_path: Path):
    made = Workshop.at(tmp_path, BALANCES)
    yield made
    made.store.close()


def lines(*said: str) -> bytes:
    """Lines of day, amount, place and measure."""
    return HEADER + b"".join(f"2026-{line},\n".encode() for line in said)


def test_a_balance_is_told_on_one_day_of_a_period(workshop: Workshop):
    """10 heads on the 7th, 10 on the 14th and 11 on the 28th would be 31 in February; there are 11."""
    said = ("02-07,10,ops,heads", "02-14,10,ops,heads", "02-28,11,ops,heads", "02-28,5,ops,cost")
    refused = workshop.load(lines(*said))
    assert [str(problem) for problem in refused.problems] == [
        "file.csv, row 3: “heads” of ops in 2026-02 is told on 3 days, and a balance cannot be added up. "
        "Keep the lines of the period's last day."
    ]
    assert workshop.load(lines(*said[2:])).problems == ()
    assert [int(row["value"]) for row in workshop.rows()] == [11, 5]  # type: ignore[call-overload]


def test_balances_of_accounts_and_averages_are_told_on_one_day_too(workshop: Workshop):
    """Cash of 100 and 130 is 130 at the end, an average of 10 and of 12 is neither 22 nor one of them."""
    refused = workshop.load(
        lines("02-07,100,ops,cash", "02-28,130,ops,cash", "02-14,10,ops,staff", "02-28,12,ops,staff")
    )
    assert [(problem.where, problem.what, problem.remedy) for problem in refused.problems] == [
        (
            "file.csv, row 3",
            "“cash” of ops in 2026-02 is told on 2 days, and a balance cannot be added up",
            "Keep the lines of the period's last day.",
        ),
        (
            "file.csv, row 5",
            "“staff” of ops in 2026-02 is told on 2 days, and an average cannot be added up",
            "Give the period's average, on one day.",
        ),
    ]


def test_two_files_of_a_load_tell_a_balance_on_one_day(workshop: Workshop):
    first, second = ("a.csv", lines("02-07,10,ops,heads")), ("b.csv", lines("02-28,11,ops,heads"))
    refused = workshop.load_all([first, second])
    assert [problem.where for problem in refused.problems] == ["b.csv, row 2"]
    assert "is told on 2 days" in refused.problems[0].what
    assert workshop.load(second[1]).problems == ()


def test_a_balance_split_by_customer_adds_up_on_its_day(workshop: Workshop):
    """70 and 30 owed by two customers on the 28th are 100; each month, place and scenario has a day of its own."""
    text = PROFILE.replace('note = "note"', 'customer = "note"').replace('[constants]\nscenario = "actual"\n', "")
    text = text.replace('value = "amount"', 'value = "amount"\nscenario = "set"')
    content = (
        b"date,amount,dept,account,note,set\n"
        b"2026-02-28,70,ops,cash,Almond,actual\n2026-02-28,30,ops,cash,Birch,actual\n2026-03-31,5,ops,cash,,actual\n"
        b"2026-02-27,8,fin,cash,,actual\n2026-02-01,90,ops,cash,,budget\n2026-02-03,1,ops,cost,,actual\n"
    )
    assert workshop.load(content, text).problems == ()
    of_ops = [row["value"] for row in workshop.rows() if (row["entity"], row["period"]) == ("ops", "2026-02")]
    assert of_ops == [Decimal("70"), Decimal("30"), Decimal("1")]


def test_a_day_without_a_figure_is_not_a_second_day(workshop: Workshop):
    text = PROFILE.replace('note = "note"', 'state = "note"') + '[file]\nempty = [""]\n'
    content = HEADER + b"2026-02-07,,ops,heads,not_applicable\n2026-02-28,11,ops,heads,\n"
    assert workshop.load(content, text).problems == ()


def test_many_balances_of_several_days_are_capped_and_the_rest_counted(tmp_path: Path):
    """205 places with two days each: 200 are told, 5 are counted."""
    places = "".join(f'[[entities]]\nid = "p{at}"\nname = "P {at}"\nparent = "all"\n' for at in range(205))
    made = Workshop.at(tmp_path, BALANCES + places)
    refused = made.load(lines(*(f"02-{day},1,p{at},heads" for day in ("07", "28") for at in range(205))))
    assert len(refused.problems) == 201
    assert refused.problems[-1].what == "5 more figures are told on several days of a period"
    made.store.close()


def test_a_score_split_by_product_is_not_added_up(workshop: Workshop):
    """80 for one product and 82 for another are no score of 162."""
    text = PROFILE.replace('note = "note"', 'note = "note"\nproduct = "product"')
    rows = b"date,amount,dept,account,note,product\n2026-05-31,80,ops,nps,,pumps\n2026-05-31,82,ops,nps,,fans\n"
    assert [str(problem) for problem in workshop.load(rows, text).problems] == [
        "file.csv, row 3: “nps” of ops in 2026-05 stands in row 2 of file.csv already, and cannot be added up. "
        "Keep one of the two rows."
    ]
    assert workshop.load(rows.replace(b"nps", b"cost"), text).problems == ()
