"""What a board shows where it says nothing, and what hangs over a number that is too old."""

import pytest

from scorecard.domain.boards import Board, BoardView, made_of, unnamed, views_of
from scorecard.domain.vocabulary import Status
from scorecard.domain.wording import curtain_words, turned_words

SEVEN = tuple("abcdefg")


def test_a_board_without_views_shows_all_it_may_six_tiles_at_a_time():
    kinds = [(view.kind, view.measures) for view in views_of(Board("hall", "Hall", SEVEN))]
    assert kinds == [("scorecard", ()), ("tiles", tuple("abcdef")), ("tiles", ("g",)), ("changed", ()), ("wins", ())]


def test_a_board_with_views_shows_those():
    view = BoardView("tiles", "Orders", ("a",))
    assert views_of(Board("hall", "Hall", SEVEN, views=(view,))) == (view,)
    assert (view.title, BoardView("changed").title) == ("Orders", "What changed")


def test_what_a_name_is_made_of_is_followed_to_its_end_and_around_circles():
    parts = {"a": ["b", "c"], "b": ["d"], "d": ["a"], "x": ["y"]}
    assert made_of(["a"], parts) == {"a", "b", "c", "d"}
    assert made_of([], parts) == frozenset()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Ask Priya Sandell, then PRIYA-SANDELL.", "Ask a colleague, then a colleague."),
        ("priya has it; Sandell's list", "a colleague has it; a colleague's list"),
        ("Maya and Priyanka stay", "Maya and Priyanka stay"),
        ("May we? It may be al dente", "a colleague we? It may be al dente"),
        ("Al  May signs, Bo too", "a colleague signs, a colleague too"),
        ("pay Kestrel 80,000 EUR, bank has 12 k left", "pay Kestrel an amount, bank has an amount left"),
        ("€1.2m, £ 5, 250k and 3 million euros", "an amount, an amount, an amount and an amount"),
        ("7 of 12 lorries, 20 min, 5 PM on 3 Dec 2026", "7 of 12 lorries, 20 min, 5 PM on 3 Dec 2026"),
        ("a+b (c)", "a+b (c)"),
    ],
)
def test_a_text_on_a_wall_names_nobody_and_no_money(text: str, says: str):
    """“may” is a word and “May” may be a person; “priya” is nobody else."""
    assert unnamed(text, ("Priya Sandell", "priya-sandell", "Al May", "Bo Li", "")) == says


@pytest.mark.parametrize(
    ("last", "age", "says"),
    [
        ("Sep 2026", 54, "last known Sep 2026, 54 days old"),
        ("Sep 2026", 1, "last known Sep 2026, 1 day old"),
        ("May 2026", 176, "last known May 2026, 6 months old"),
        ("", None, "never reported"),
    ],
)
def test_a_curtain_says_when_a_number_was_last_known_and_how_old_it_is(last: str, age: int | None, says: str):
    assert curtain_words(last, age) == says


def test_a_status_that_turned_is_said_and_one_that_did_not_is_not():
    assert turned_words(Status.OFF_TRACK, Status.WATCH) == ", now watch (was off track)"
    assert turned_words(Status.WATCH, Status.WATCH) == turned_words(None, Status.WATCH) == ""
