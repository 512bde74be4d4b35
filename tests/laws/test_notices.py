"""Laws of alerts over random weeks: never too many, never twice, never lost, whatever fails in between."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from scorecard.domain.audiences import AlertKind
from scorecard.domain.notice_words import SIGNS, harmless
from scorecard.domain.notices import WEEK, Fact, Notice, NoticeKind, NoticeState, known_from, planned, told_in_week

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
def test_whatever_failed_one_run_that_arrives_leaves_nothing_unheard(weeks: Runs, cap: int):
    last = weeks[-1]
    calm = [*weeks, (1, last[1], NoticeState.SENT, False)]
    log = [notice for notice, _ in lived(calm, cap)]
    known = known_from(log)
    assert all(known.get(fact.key) == fact.state for fact in facts(last[1]))
    again = planned(facts(last[1]), known, lambda _: False, cap)
    assert again.stood == ()


@settings(max_examples=60)
@given(runs)
def test_told_and_held_back_are_all_changes_there_were(weeks: Runs):
    """Without mutes or failures: what is kept is every change, once; with room for all of them none is held back."""
    calm = [(hours, states, NoticeState.SENT, False) for hours, states, _, _ in weeks]
    narrow, wide = lived(calm, 1), lived(calm, 1_000)
    assert [notice.stood and dict(notice.stood) for notice, _ in narrow] == [dict(notice.stood) for notice, _ in wide]
    assert sum(notice.held for notice, _ in wide) == 0
    assert all(n.told + n.held == w.told for (n, _), (w, _) in zip(narrow, wide, strict=True))


@settings(max_examples=80)
@given(st.text(max_size=300), st.sampled_from(("", "<!channel>", "[x](http://a)", "\r\n", "@here", "\u202e", "a_b_c")))
def test_no_name_brings_a_sign_that_a_reader_would_take_for_more_than_text(text: str, inside: str):
    told = harmless(text[:100] + inside + text[100:])
    assert len(told.splitlines()) <= 1
    assert not set(told) & set(SIGNS)
    assert "://" not in told
    assert told.replace("\ufffd", "").isprintable()
    assert harmless(told) == told
