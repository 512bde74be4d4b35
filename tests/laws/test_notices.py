"""Laws of alerts over random weeks: never too many, never twice, never lost, whatever fails in between."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from scorecard.domain.audiences import AlertKind
from scorecard.domain.notice_words import SIGNS, harmless
from scorecard.domain.notices import (
    WEEK,
    Fact,
    Notice,
    NoticeKind,
    NoticeState,
    known_from,
    planned,
    stood_of,
    told_in_week,
)

BEGAN = datetime(2026, 11, 2, 8, tzinfo=UTC)
STATES = ("on_track", "watch", "off_track")
ENDS = (NoticeState.SENT, NoticeState.SENT, NoticeState.NOT_SENT, NoticeState.BEGUN)

Runs = list[tuple[int, tuple[str, ...], NoticeState, bool]]
runs = st.lists(
    st.tuples(
        st.integers(1, 60), st.tuples(*[st.sampled_from(STATES)] * 4), st.sampled_from(ENDS), st.booleans()
    ),
    min_size=1,
    max_size=30,
)  # fmt: skip


def facts(states: tuple[str, ...]) -> list[Fact]:
    return [
        Fact(f"m{n}", AlertKind.STATUS, f"m{n}", state, "", "", STATES[::-1].index(state), first=state == "off_track")
        for n, state in enumerate(states)
    ]


def lived(weeks: Runs, cap: int) -> list[tuple[Notice, dict[str, str]]]:
    """Each run's notice, with what the audience had heard before it."""
    log: list[Notice] = []
    told, now = [], BEGAN
    for hours, states, end, is_muted in weeks:
        now += timedelta(hours=hours)
        known = known_from(log)
        plan = planned(
            facts(states), known, lambda fact, m=is_muted: m and fact.about == "m0", cap - told_in_week(log, now)
        )
        if plan.stood:
            came = end if plan.told else NoticeState.NOTED
            counts = len(plan.told), len(plan.held)
            log.append(Notice(len(log) + 1, "a", NoticeKind.ALERTS, came, now, 1, "", "", plan.stood, *counts))
            told.append((log[-1], known))
    return told


@settings(max_examples=60)
@given(runs, st.integers(1, 6))
def test_no_seven_days_hold_more_alerts_than_agreed(weeks: Runs, cap: int):
    sent = [notice for notice, _ in lived(weeks, cap) if notice.counts]
    for first in sent:
        window = [each.told for each in sent if first.at <= each.at < first.at + WEEK]
        assert sum(window) <= cap


@settings(max_examples=60)
@given(runs, st.integers(1, 6))
def test_nothing_is_told_that_was_heard_already_and_nothing_twice_in_one_run(weeks: Runs, cap: int):
    for notice, known in lived(weeks, cap):
        keys = [key for key, _ in notice.stood]
        assert len(keys) == len(set(keys))
        assert all(known.get(key) != state for key, state in notice.stood)


@settings(max_examples=60)
@given(runs, st.integers(1, 6))
def test_whatever_failed_one_run_and_digest_that_arrive_leave_nothing_unheard(weeks: Runs, cap: int):
    last = weeks[-1]
    calm = [*weeks, (1, last[1], NoticeState.SENT, False)]
    log = [notice for notice, _ in lived(calm, cap)]
    held = planned(facts(last[1]), known_from(log), lambda _: False, 0).held
    digest = Notice(99, "a", NoticeKind.DIGEST, NoticeState.SENT, log[-1].at, 1, "", "", stood_of(held))
    known = known_from([*log, digest])
    assert all(known.get(fact.key) == fact.state for fact in facts(last[1]))
    again = planned(facts(last[1]), known, lambda _: False, cap)
    assert (again.stood, again.held) == ((), ())


@settings(max_examples=40)
@given(runs, st.integers(1, 3))
def test_without_any_digest_what_waits_is_told_once_the_weeks_have_room(weeks: Runs, cap: int):
    """Four things that stay as they are need four weeks at most where one may be told a week."""
    states = weeks[-1][1]
    calm = [*weeks, *[(24 * 7 + 1, states, NoticeState.SENT, False)] * 5]
    known = known_from(notice for notice, _ in lived(calm, cap))
    assert all(known.get(fact.key) == fact.state for fact in facts(states))


@settings(max_examples=60)
@given(runs)
def test_what_is_told_and_what_waits_are_all_changes_there_are(weeks: Runs):
    """Without mutes or failures, whatever there was room for before; with room for all of them none waits."""
    calm = [(hours, states, NoticeState.SENT, False) for hours, states, _, _ in weeks]
    assert sum(notice.held for notice, _ in lived(calm, 1_000)) == 0
    now = facts(calm[-1][1])
    for _, known in lived(calm, 1):
        plan = planned(now, known, lambda _: False, 1)
        changed = {fact.key for fact in now if known.get(fact.key, fact.usual) != fact.state}
        assert {fact.key for fact in (*plan.told, *plan.held, *plan.noted)} == changed
        assert len(plan.told) <= 1


@settings(max_examples=80)
@given(st.text(max_size=300), st.sampled_from(("", "<!channel>", "[x](http://a)", "\r\n", "@here", "\u202e", "a_b_c")))
def test_no_name_brings_a_sign_that_a_reader_would_take_for_more_than_text(text: str, inside: str):
    told = harmless(text[:100] + inside + text[100:])
    assert len(told.splitlines()) <= 1
    assert not set(told) & set(SIGNS)
    assert "://" not in told
    assert told.replace("\ufffd", "").isprintable()
    assert harmless(told) == told
