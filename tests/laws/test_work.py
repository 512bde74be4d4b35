"""Whatever people do in whatever order: ages never fall, histories only grow, and no action is closed by its author."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal as D

from hypothesis import given, settings
from hypothesis import strategies as st

from scorecard.domain.catalogue import Materiality
from scorecard.domain.errors import ScorecardError
from scorecard.domain.work import Cause, Figures, Item, Subject, WorkState
from scorecard.domain.work_ageing import age_band, days_open, days_overdue, due_next
from scorecard.domain.work_entries import amount_entered, text_entered
from scorecard.domain.work_explained import explained_so_far
from scorecard.domain.work_states import agreed, explained, is_stale, met, reopened, state_now, verified

START = date(2026, 1, 5)
money = st.decimals(min_value=-(10**9), max_value=10**9, places=4)
figures = st.builds(Figures, st.none() | money, st.none() | money, st.none() | money)
texts = st.text(max_size=12)
where = st.lists(st.tuples(texts, texts), max_size=3).map(tuple)
subjects = st.builds(Subject, texts, texts, where, texts)
people = st.sampled_from(["fay", "olu", "zoe"])
RULE = Materiality(amount=D(1_000))
ACTS = {
    "explain": lambda item, who, day, now: explained(item, Cause.DATA, ("why",), now),
    "agree": lambda item, who, day, now: agreed(item, who, "act", day),
    "verify": lambda item, who, day, now: verified(item, who, day),
    "reopen": lambda item, who, day, now: reopened(item, now),
    "hand over": lambda item, who, day, now: replace(item, due=day),
}


@settings(max_examples=60)
@given(st.lists(st.tuples(st.sampled_from(sorted(ACTS)), people, st.integers(0, 40), figures), max_size=12))
def test_along_any_history_the_rules_hold(history):
    item = Item(1, Subject("all", "cost"), START, "fay", "fay", "olu", START, Figures(D(0), D(0), D(0)))
    day, age = START, 0
    for act, who, later, now in history:
        day += timedelta(later)
        found = met(item, is_stale(item.figures, now, RULE), now)
        try:
            item = ACTS[act](found, who, day, now)
        except ScorecardError:
            continue
        assert item.opened == START
        assert days_open(item, item.state, day) == (day - START).days >= age
        due = due_next(item, item.state)
        assert days_overdue(item, item.state, day) == (0 if due is None else max(0, (day - due).days))
        assert (due is None) == (item.state is WorkState.VERIFIED)
        age = days_open(item, item.state, day)
        if item.state is WorkState.VERIFIED:
            assert item.verified_by not in ("", item.agreed_by)
            assert not is_stale(item.figures, now, RULE)
        else:
            assert (item.verified, item.verified_by) == (None, "")
        if item.state in (WorkState.AGREED, WorkState.VERIFIED):
            assert item.cause is not None
            assert item.action


@settings(max_examples=80)
@given(subjects, subjects)
def test_two_subjects_share_a_key_only_if_they_are_the_same(one: Subject, other: Subject):
    same = replace(one, where=tuple(sorted(one.where))) == replace(other, where=tuple(sorted(other.where)))
    assert (one.key == other.key) == same
    assert one.key.startswith(one.steady)


@given(figures, figures)
def test_the_fingerprint_tells_the_numbers_apart(one: Figures, other: Figures):
    assert (one.fingerprint == other.fingerprint) == (one == other)
    assert is_stale(one, other, RULE) == is_stale(one, replace(other, revision=9), RULE)
    assert not is_stale(one, one, RULE)


@given(figures, figures, st.sampled_from([D(0), D("0.0001"), D(1_000)]))
def test_a_stricter_amount_never_finds_less(then: Figures, now: Figures, stricter: D):
    if is_stale(then, now, RULE):
        assert is_stale(then, now, replace(RULE, amount=stricter))


@given(money, st.lists(money, max_size=5))
def test_explained_and_rest_are_the_whole(impact: D, amounts: list[D]):
    found = explained_so_far(impact, amounts)
    assert found.amount + found.rest == impact
    mirrored = explained_so_far(-impact, [-amount for amount in amounts])
    assert (mirrored.share, mirrored.words) == (found.share, found.words)
    assert found.words != "100 % explained"


@given(st.integers(0, 5_000), st.integers(0, 5_000))
def test_older_is_never_in_a_younger_band(one: int, other: int):
    bands = ["0 to 30 days", "31 to 60 days", "61 to 90 days", "over 90 days"]
    young, old = sorted((one, other))
    assert bands.index(age_band(young)) <= bands.index(age_band(old))


@given(money)
def test_an_amount_written_out_is_read_back(amount: D):
    assert amount_entered(f"{amount:,.4f}") == amount_entered(amount) == amount


@given(st.text(max_size=60))
def test_a_text_is_refused_or_kept_for_good(text: str):
    try:
        kept = text_entered(text, "comment")
    except ScorecardError:
        return
    assert kept
    assert text_entered(kept, "comment") == kept
    assert all(sign == "\n" or sign >= " " for sign in kept)


@given(st.sampled_from(list(WorkState)), st.booleans())
def test_a_moved_number_is_an_open_one(state: WorkState, stale: bool):
    item = Item(1, Subject("a", "b"), START, "x", "f", "o", START, Figures(None, None, None), state)
    assert (state_now(item, stale) is WorkState.OPEN) == (stale or state is WorkState.OPEN)
