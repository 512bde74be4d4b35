"""The scorecard's cards: what is told, in which order, and in words besides colour."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest

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


def test_a_perspective_without_measures_says_so():
    empty = replace(samples.column(Perspective.GROWTH), objectives=(), counts={}, worst=None, score=None, unjudged=0)
    drawn = cards.columns(samples.scorecard(columns=(empty,)), link)
    assert "no measures" in drawn
    assert "no score" in drawn


def test_the_small_line_breaks_where_nothing_was_reported():
    drawn = spark.spark((1.0, 2.0, None, 4.0), (None,) * 4, "words", "watch")
    path = re.findall(r"d=%27(.*?)%27", drawn)[0]
    assert path.count("M") == 2
    assert path.endswith("h1")
    assert 'aria-label="words"' in drawn


def test_the_small_line_of_nothing_is_empty_and_of_equals_is_level():
    assert "sc-line" not in spark.spark((None,) * 13, (5.0,) * 13, "words", "watch")
    level = re.findall(r"d=%27(.*?)%27", spark.spark((3.0, 3.0), (None, None), "words", "watch"))[0]
    assert len(set(re.findall(r"[ML][\d.]+ ([\d.]+)", level))) == 1


def test_what_changed_is_one_sentence_each_with_its_reason():
    drawn = plain(cards.moved(samples.scorecard().changes, link))
    assert drawn.startswith("Gross margin: restated from 33.1 % to 31.2 %, now off track (was watch). restated")


def test_a_missing_number_is_a_dash():
    assert words.number(None, Unit.MONEY, "EUR") == "\N{EM DASH}"
    assert words.number(Decimal(0), Unit.MONEY, "EUR") == "0 EUR"
