"""The scorecard's cards: what is told, in which order, and in words besides colour."""

import re
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scorecard.domain.vocabulary import Perspective, State, Status, Unit
from scorecard.ui import cards, spark, words
from tests.pages import samples

CALM = ("m", "On time", Unit.PERCENT, "0.93", "0.95", "2 points below target, worse", Status.WATCH)


def link(measure: str) -> str:
    return f"/measure?measure={measure}"


def plain(markup: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", markup).split())


def test_a_card_tells_name_value_status_target_difference_owners_and_trust():
    row = samples.row(CALM, Perspective.OPERATIONS, trust="restated once")
    told = plain(cards.card(row, "EUR", link))
    assert told == (
        "On time 93 % Watch , target 95 % 2 points below target, worse "
        "Ines Duval &amp; Tom Berg · 22 days old · restated once"
    )


def test_a_flag_on_a_number_is_one_step_from_its_card_beside_the_card_and_not_in_it():
    told = cards.columns(samples.scorecard(), link, lambda measure: f"/review?of={measure}")
    assert told.count('class="sc-go sc-flag"') == told.count('class="sc-card') > 20
    assert '</a><a class="sc-go sc-flag" href="/review?of=otif" aria-label="Flag: On time in full">Flag</a>' in told
    assert "sc-flag" not in cards.columns(samples.scorecard(), link), "where none can be raised, none is offered"


def test_the_age_is_told_once_for_all_that_share_it_and_at_the_measure_that_does_not():
    row = samples.row(CALM, Perspective.OPERATIONS)
    assert "days old" not in plain(cards.card(row, "EUR", link, usual=22))
    stale = replace(row, age_days=115, stale=True)
    assert "out of date, 4 months old" in plain(cards.card(stale, "EUR", link, usual=22))


@pytest.mark.parametrize(
    ("state", "told"),
    [
        (State.MISSING, "Not reported"),
        (State.NOT_DUE, "Not due yet"),
        (State.NOT_APPLICABLE, "Does not apply"),
        (State.HIDDEN, "Hidden from you"),
    ],
    ids=["missing", "not due", "not applicable", "hidden"],
)
def test_a_value_that_is_not_there_is_a_dash_with_its_reason_never_zero(state: State, told: str):
    row = samples.row(CALM, Perspective.OPERATIONS, value=None, state=state, reason="1 of 2 sites reported",
                      status=Status.NOT_REPORTED, spark=(None,) * 13)  # fmt: skip
    said = plain(cards.card(row, "EUR", link))
    assert f"\N{EM DASH} {told}" in said
    assert "1 of 2 sites reported" in said
    assert "0" not in said.replace("95 %", "").replace("22 days old", "")


def test_why_there_is_no_value_is_not_said_in_the_words_of_the_state_again():
    told = ("m", "Overtime paid", Unit.MONEY, None, "5", "", Status.NOT_REPORTED)
    row = samples.row(told, Perspective.GROWTH, reason="not reported; last reported for Jun 2016")
    assert "Not reported , target 5 last reported for Jun 2016" in plain(cards.card(row, "EUR", link))
    part = replace(row, reason="Overtime paid: 1 of 2 sources reported")
    assert "Not reported , target 5 1 of 2 sources reported" in plain(cards.card(part, "EUR", link))


def test_a_value_carried_over_is_hollow():
    row = samples.row(CALM, Perspective.OPERATIONS, state=State.NOT_DUE, carried_from="Sep 2026")
    assert "sc-hollow" in cards.card(row, "EUR", link)


def test_a_measure_without_target_has_a_value_and_no_status():
    row = samples.row(CALM, Perspective.OPERATIONS, target=None, judged=False, status=Status.NOT_REPORTED)
    drawn = cards.card(row, "EUR", link)
    assert "No target" in drawn
    assert "sc-is-no-target" in drawn
    assert "Not reported" not in drawn


def test_off_track_comes_first_and_measures_lead_to_their_pages():
    drawn = cards.columns(samples.scorecard(), link)
    financial = drawn[: drawn.index('aria-label="Customer"')]
    order = re.findall(r'<a class="sc-card sc-go sc-is-([a-z-]+)" href="/measure\?measure=', financial)
    assert order[0] == "off-track"
    assert order.index("on-track") > order.index("watch")
    assert drawn.count("sc-card sc-go") == len(samples.scorecard().rows)


def test_the_distribution_is_told_in_words_and_counts():
    drawn = cards.distribution(samples.column(Perspective.CUSTOMER))
    assert 'aria-label="Customer: 1 off track, 1 watch, 1 not reported, 1 on track, 1 no target"' in drawn
    assert 'role="img"' in drawn


def test_what_is_not_due_yet_is_counted_apart_from_what_is_not_reported():
    counts = {Status.NOT_REPORTED: 1, Status.ON_TRACK: 1}
    told = replace(samples.column(Perspective.GROWTH), counts=counts, not_due=3, unjudged=0)
    assert 'aria-label="Learning and growth: 1 not reported, 1 on track, 3 not due yet"' in cards.distribution(told)
    assert "3 not due yet" in plain(cards.columns(samples.scorecard(columns=(told,)), link))


def test_a_perspective_without_measures_says_so():
    empty = replace(samples.column(Perspective.GROWTH), objectives=(), counts={}, worst=None, score=None, unjudged=0)
    drawn = cards.columns(samples.scorecard(columns=(empty,)), link)
    assert "no measures" in drawn
    assert "no score" in drawn


def outline(drawn: str, name: str = "l") -> list[str]:
    """The closed pieces of the line or, by ``g``, of its target."""
    return re.findall(r"M[^z]+z", re.findall(rf"--{name}:path\('(.*?)'\)", drawn)[0])


def corners(piece: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r"[ML]([\d.]+) ([\d.]+)", piece)]


def test_the_small_line_breaks_where_nothing_was_reported():
    drawn = spark.spark((1.0, 2.0, None, 4.0), (None,) * 4, "words", "watch")
    first, lonely, mark = outline(drawn)
    assert max(x for x, _ in corners(first)) < 5 + 86 / 3 + 1 < min(x for x, _ in corners(lonely))
    assert corners(lonely) == [(89.8, 3.8), (92.2, 3.8), (92.2, 6.2), (89.8, 6.2)]
    assert mark == "M86.5 5a4.5 4.5 0 0 1 9 0a4.5 4.5 0 0 1-9 0z"
    assert "--g" not in drawn
    assert 'aria-label="words"' in drawn


def test_the_small_line_is_as_thick_where_it_climbs_as_where_it_is_level():
    across, down = 86.0, 16.0
    length = (across**2 + down**2) ** 0.5
    over, _, _, under = corners(outline(spark.spark((0.0, 1.0), (None,) * 2, "words", "watch"))[0])
    assert over == (round(5 - 1.2 * down / length, 1), round(21 - 1.2 * across / length, 1))
    assert under == (round(5 + 1.2 * down / length, 1), round(21 + 1.2 * across / length, 1))


@given(
    st.lists(st.one_of(st.none(), st.floats(-1e6, 1e6)), min_size=1, max_size=13),
    st.sampled_from(["watch", "off-track"]),
)
@settings(max_examples=60)
def test_every_small_line_stays_in_its_box_and_no_piece_cuts_a_hole_into_another(
    values: list[float | None], state: str
):
    drawn = spark.spark(values, (None,) * len(values), "words", state)
    pieces = outline(drawn) if "--l" in drawn else []
    marked = bool(values[-1] is not None)
    for piece in pieces[: len(pieces) - marked]:
        around = corners(piece)
        assert all(0 <= x <= 96 and 0 <= y <= 26 for x, y in around)
        assert sum(x * v - u * y for (x, y), (u, v) in pairwise((*around, around[0]))) > 0
    assert len(pieces) - marked == len(re.findall("v+", "".join(" " if each is None else "v" for each in values)))


def test_off_track_ends_in_a_square_and_nothing_reported_now_in_no_mark():
    assert outline(spark.spark((3.0, 3.0), (None,) * 2, "words", "off-track"))[-1] == "M86.5 16.5h9v9h-9z"
    assert len(outline(spark.spark((3.0, 3.0, None), (None,) * 3, "words", "off-track"))) == 1


def test_the_small_line_of_nothing_is_empty_and_of_equals_is_level():
    assert "path" not in spark.spark((None,) * 13, (5.0,) * 13, "words", "watch")
    drawn = spark.spark((3.0,) * 13, (3.0,) * 13, "words", "watch")
    assert corners(outline(drawn)[0]) == [(5.0, 19.8), (91.0, 19.8), (91.0, 22.2), (5.0, 22.2)]
    assert corners(outline(drawn, "g")[0]) == [(5.0, 20.2), (91.0, 20.2), (91.0, 21.8), (5.0, 21.8)]


def test_what_changed_is_one_sentence_each_with_its_reason():
    drawn = plain(cards.moved(samples.scorecard().changes, "revision 3", link))
    assert drawn.startswith("Gross margin: restated from 33.1 % to 31.2 %, now off track (was watch). restated")


def test_nothing_changed_is_said_with_the_state_it_is_held_against():
    assert plain(cards.moved((), "revision 3", link)) == "Nothing moved since revision 3."
    assert plain(cards.moved((), "", link)) == "Nothing to compare with."


def test_the_states_to_compare_with_lead_to_their_links_and_the_chosen_one_is_marked():
    drawn = cards.states({"": "the state before", "r2": "<b>2</b>"}, "r2", lambda state: f"/?since={state}")
    assert '<a class="sc-go" href="/?since=">the state before</a>' in drawn
    assert '<a class="sc-go" href="/?since=r2" aria-current="true">&lt;b&gt;2&lt;/b&gt;</a>' in drawn


def test_the_overall_score_says_how_much_it_rests_on():
    told = plain(cards.overall(samples.scorecard(score=None, coverage=0.5)))
    assert told == "No overall score, from 50 % of the weight. Each perspective counts the same."


def test_a_missing_number_is_a_dash():
    assert words.number(None, Unit.MONEY, "EUR") == "\N{EM DASH}"
    assert words.number(Decimal(0), Unit.MONEY, "EUR") == "0 EUR"


def test_what_is_now_reported_and_has_no_target_is_not_marked_as_missing():
    (change, *_) = samples.scorecard().changes
    now = replace(change, status_after=Status.NOT_REPORTED, after=Decimal(5))
    assert "sc-is-no-target" in cards.moved([now], "revision 3", link)
    assert "sc-is-not-reported" in cards.moved([replace(now, after=None)], "revision 3", link)


def test_the_age_of_a_perspective_is_that_of_what_is_reported():
    column = samples.scorecard().columns[0]
    (group, *_) = column.objectives
    reported, missing = replace(group.rows[0], value=Decimal(1), age_days=55), replace(group.rows[0], value=None)
    rows = (reported, *(replace(missing, age_days=24),) * 2)
    assert cards.usual_age(replace(column, objectives=(replace(group, rows=rows),))) == 55
    assert cards.usual_age(replace(column, objectives=(replace(group, rows=rows[1:]),))) is None
