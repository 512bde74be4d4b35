"""Boards are read with the catalogue, and every fault in them is told at once."""

import pytest

from scorecard.domain.boards import BoardView
from scorecard.ingest.catalogue import parse_catalogue
from tests.ingest.workshop import CATALOGUE

MEASURES = """
[[accounts]]
id = "bank"
name = "Bank"
kind = "balance"
[[accounts]]
id = "till"
name = "Till"
kind = "balance"
parent = "bank"
[[objectives]]
id = "grow"
name = "Grow"
perspective = "financial"
"""
ONE = """
[[measures]]
id = "{id}"
name = "{id}"
kind = "{kind}"
unit = "{unit}"
objective = "grow"
{of}
"""
LISTED = MEASURES + "".join(
    ONE.format(id=name, kind=kind, unit=unit, of=of)
    for name, kind, unit, of in (
        ("sales", "flow", "money", 'numerator = ["+revenue"]'),
        ("spent", "flow", "money", 'numerator = ["+cost"]'),
        ("seen", "flow", "count", 'numerator = ["+visits"]'),
        ("money", "balance", "money", 'numerator = ["+bank"]'),
        ("sales_a_coin", "ratio", "times", 'numerator = ["+revenue"]\ndenominator = ["+till"]'),
        ("both", "flow", "times", 'combine = "sum"\nparts = ["+sales_a_coin"]'),
    )
)
BOARD = """
[[boards]]
id = "hall"
name = "Hall"
entity = "ops"
measures = ["sales", "seen"]
seconds = 30
dim = [20, 6]
[[boards.views]]
kind = "tiles"
name = "Orders"
measures = ["seen"]
[[boards.views]]
kind = "changed"
"""
WHOLE = CATALOGUE + LISTED + BOARD


def problems(text: str) -> list[str]:
    found, told = parse_catalogue(text, "catalogue.toml")
    assert found is None
    return [str(problem) for problem in told]


def test_a_sound_board_becomes_a_value():
    found, told = parse_catalogue(WHOLE, "catalogue.toml")
    assert told == ()
    assert found is not None
    board = found.boards["hall"]
    assert (board.entity, board.measures, board.seconds, board.dim) == ("ops", ("sales", "seen"), 30, (20, 6))
    assert board.views == (BoardView("tiles", "Orders", ("seen",)), BoardView("changed"))
    assert board.mode == "dark"


def test_squares_stand_in_the_order_of_their_sides():
    squares = 'kind = "today"\nsquares = { cost = "sales", safety = "seen" }'
    found, told = parse_catalogue(WHOLE.replace('kind = "changed"', squares), "catalogue.toml")
    assert told == ()
    assert found is not None
    assert found.boards["hall"].views[1].squares == (("safety", "seen"), ("cost", "sales"))


FAULTS = {
    "a measure that is not there": ('"sales", "seen"]', '"sales", "seem", "seen"]', "there is no measure “seem”"),
    "a measure named twice": ('["sales", "seen"]', '["seen", "seen"]', "“seen” is named more than once"),
    "no measure": ('["sales", "seen"]', "[]", "measures"),
    "a place that is not there": ('entity = "ops"\nmeasures', 'entity = "opx"\nmeasures', "there is no entity “opx”"),
    "a view of what the board may not": ('measures = ["seen"]', 'measures = ["spent"]', "“spent” is not among"),
    "tiles without measures": ('measures = ["seen"]', "", "measures and kind = “tiles” go together"),
    "measures without tiles": ('kind = "tiles"', 'kind = "wins"', "measures and kind = “tiles” go together"),
    "a kind of view nobody knows": ('kind = "changed"', 'kind = "slides"', "is not one of"),
    "days without squares": ('kind = "changed"', 'kind = "today"', "squares and kind = “today” go together"),
    "squares without days": (
        'kind = "changed"', 'kind = "changed"\nsquares = { cost = "seen" }', "squares and kind = “today” go together"
    ),
    "a square of what the board may not": (
        'kind = "changed"', 'kind = "today"\nsquares = { cost = "spent" }', "“spent” is not among"
    ),
    "a side that is none": ('kind = "changed"', 'kind = "today"\nsquares = { people = "seen" }', "is not one of"),
    "dimmed for no time": ("dim = [20, 6]", "dim = [6, 6]", "does not say from and until which hour"),
    "dimmed from one hour": ("dim = [20, 6]", "dim = [6]", "does not say from and until which hour"),
    "an hour that no clock has": ("dim = [20, 6]", "dim = [20, 26]", "dim"),
    "views that flash by": ("seconds = 30", "seconds = 1", "seconds"),
    "allowed and not shown": ("seconds = 30", 'allow = ["money"]', "“money” is allowed and not among"),
    "an id used twice": (
        '[[boards.views]]\nkind = "changed"', '[[boards]]\nid = "hall"\nname = "H"\nmeasures = ["seen"]',
        "the id “hall” is used more than once",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "says"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_told_with_the_board_and_a_remedy(old: str, new: str, says: str):
    assert old in WHOLE
    told = problems(WHOLE.replace(old, new, 1))
    assert any(says in each for each in told), told
    assert all(each.startswith("catalogue.toml, boards") for each in told)


@pytest.mark.parametrize("name", ["money", "sales_a_coin", "both"])
def test_what_is_owned_and_owed_is_refused_until_it_is_allowed_by_name(name: str):
    """A balance below the line, within a group or within a part of a part is found all the same."""
    named = WHOLE.replace('"sales", "seen"]', f'"sales", "seen", "{name}"]')
    (told,) = problems(named)
    assert f"“{name}” tells of what is owned and owed" in told
    found, _ = parse_catalogue(named.replace("seconds = 30", f'allow = ["{name}"]'), "catalogue.toml")
    assert found is not None


@pytest.mark.parametrize(
    ("kind", "fits"), [("flow", True), ("balance", False), ("average", False), ("quantile", False)]
)
def test_money_that_is_no_flow_is_guarded_whatever_it_is_counted_as(kind: str, fits: bool):
    text = (
        WHOLE
        + f'''
[[readings]]
id = "held"
name = "Average cash at bank"
kind = "{kind}"
unit = "money"
'''
        + ONE.format(id="held_up", kind=kind, unit="money", of='numerator = ["+held"]')
    )
    told = problems(text.replace('"sales", "seen"]', '"sales", "seen", "held_up"]')) if not fits else []
    assert any("“held_up” tells of what is owned and owed" in each for each in told) is not fits
    if fits:
        assert parse_catalogue(text.replace('"sales", "seen"]', '"sales", "seen", "held_up"]'), "c.toml")[1] == ()


def test_readings_that_the_cash_table_names_are_guarded_though_they_are_flows():
    cash = '\n[cash]\nopening = "bank"\nclosing = "bank"\ninflow = "visits"\noutflow = "visits"\n'
    (told,) = problems(WHOLE + cash)
    assert "“seen” tells of what is owned and owed" in told


def test_more_tiles_than_can_be_read_are_refused():
    many = "".join(ONE.format(id=f"m{n}", kind="flow", unit="count", of='numerator = ["+visits"]') for n in range(7))
    listed = ", ".join(f'"m{n}"' for n in range(7))
    text = CATALOGUE + LISTED + many + BOARD.replace('"sales", "seen"', listed).replace('["seen"]', f"[{listed}]")
    (told,) = problems(text)
    assert "it has 7 tiles; from three metres 6 can be read" in told


def test_all_faults_of_a_board_are_told_in_one_pass():
    broken = WHOLE.replace('"sales", "seen"]', '"money", "seem", "seen"]').replace("dim = [20, 6]", "dim = [6]")
    assert len(problems(broken.replace('measures = ["seen"]', 'measures = ["spent"]'))) == 4


def test_the_sample_company_has_boards_that_tell_of_no_money_at_the_bank():
    from datetime import date

    from scorecard.ingest.demo.catalogue import catalogue_text
    from scorecard.ingest.demo.months import Months

    found, told = parse_catalogue(catalogue_text(Months(date(2026, 10, 1), 1)), "sample")
    assert told == ()
    assert found is not None
    assert set(found.boards) == {"hall", "service"}
    assert not {"cash", "dso", "overdue_share"} & {name for board in found.boards.values() for name in board.measures}
    assert not any(board.allow for board in found.boards.values())
