"""What holds for every outlook: opening and steps make closing, taxes leave whole, levers add up, to the tick."""

from decimal import Decimal as D
from fractions import Fraction

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from scorecard.domain.cash_indirect import STEPS, USES, CashPath, actual_path, moved, tax_paid
from scorecard.domain.cash_levers import Base, Levers, answered, held_for, with_levers
from scorecard.domain.outlook_by_day import with_days

MONTHS = 6
amounts = st.integers(min_value=-(10**12), max_value=10**12)
flows = st.integers(min_value=10**6, max_value=10**12)


def months(each: st.SearchStrategy[int], more: int = 0) -> st.SearchStrategy[np.ndarray]:
    return st.lists(each, min_size=MONTHS + more, max_size=MONTHS + more).map(
        lambda drawn: np.array(drawn, dtype=np.int64)
    )


@st.composite
def bases(draw: st.DrawFn) -> Base:
    balances = {name: draw(months(flows, 1)) for name in ("receivables", "inventory", "payables")}
    steps = {name: draw(months(amounts)) for name in STEPS if name not in balances}
    steps |= {name: moved(balance, name) for name, balance in balances.items()}
    return Base(
        path=CashPath(draw(amounts), steps),
        revenue=draw(months(flows, 2)),
        goods=draw(months(flows, 2)),
        balances=balances,
        days=tuple(draw(st.lists(st.integers(89, 92), min_size=MONTHS, max_size=MONTHS))),
        tax_rate=Fraction(draw(st.integers(0, 50)), 100),
        pays_tax=np.array(draw(st.lists(st.booleans(), min_size=MONTHS, max_size=MONTHS))),
    )


levers = st.builds(
    Levers,
    price=st.decimals(-1, 1, places=3),
    volume=st.decimals(-1, 1, places=3),
    customers=st.decimals(-30, 30, places=1),
    stock=st.decimals(-30, 30, places=1),
    suppliers=st.decimals(-30, 30, places=1),
    people=st.decimals(-9, 9, places=0),
    start=st.integers(0, MONTHS),
    pay=st.decimals(0, 9000, places=2),
    capex=st.integers(-MONTHS, MONTHS),
)


far = st.decimals(-900, 90, places=1)


@settings(max_examples=40)
@given(amounts, months(amounts, 1), st.dictionaries(st.sampled_from(STEPS), months(amounts)))
def test_what_happened_ends_where_cash_did_every_month(start: int, cash: np.ndarray, known: dict[str, np.ndarray]):
    path = actual_path(cash + start, known)
    assert path.opening == cash[0] + start
    assert path.closing.tolist() == (cash + start)[1:].tolist()
    assert path.opening + sum(int(step.sum()) for step in path.steps.values()) == cash[-1] + start


@given(months(amounts), st.lists(st.booleans(), min_size=MONTHS, max_size=MONTHS), amounts)
def test_all_tax_is_paid_or_still_owed(expense: np.ndarray, pays: list[bool], owed: int):
    paid = tax_paid(expense, np.array(pays), owed)
    still = owed + int(expense.sum()) - int(paid.sum())
    later = [at for at, pay in enumerate(pays) if pay]
    assert still == (int(expense[later[-1] :].sum()) if later else owed + int(expense.sum()))
    assert not paid[~np.array(pays)].any()


@settings(max_examples=25)
@given(bases(), levers)
def test_levers_lead_from_the_forecast_to_the_new_path(base: Base, moved_by: Levers):
    answer = answered(base, moved_by)
    assert int(base.path.closing[-1]) + sum(each.end for each in answer.effects) == int(answer.path.closing[-1])
    assert int(base.path.closing.min()) + sum(each.low for each in answer.effects) == int(answer.path.closing.min())
    total = answer.path.opening + sum(int(step.sum()) for step in answer.path.steps.values())
    assert total == int(answer.path.closing[-1])
    assert answer.path.closing.tolist() == with_levers(base, moved_by).closing.tolist()


@settings(max_examples=15)
@given(bases(), st.integers(-9, 9))
def test_levers_at_the_forecast_change_nothing_and_a_day_moves_cash_once(base: Base, tenths: int):
    assert with_levers(base, Levers()).closing.tolist() == base.path.closing.tolist()
    days = D(int(min(held_for(base, "receivables")) * tenths)) / 10
    later = with_levers(base, Levers(customers=days)).closing - base.path.closing
    sooner = with_levers(base, Levers(customers=-days)).closing - base.path.closing
    assert later.tolist() == (-sooner).tolist()


@settings(max_examples=25)
@given(bases(), st.builds(Levers, customers=far, stock=far, suppliers=far, volume=st.decimals("-0.9", "0.9", places=2)))
def test_no_lever_takes_more_from_a_balance_than_there_is(base: Base, moved_by: Levers):
    path = with_levers(base, moved_by)
    for name, held in base.balances.items():
        taken = np.cumsum(path.steps[name]) * (1 if name in USES else -1)
        assert (held[0] - taken >= 0).all()


@settings(max_examples=40)
@given(bases(), st.lists(amounts, max_size=MONTHS), months(amounts))
def test_months_told_by_day_end_there_and_later_ones_where_they_would_but_for_one_offs(
    base: Base, ends: list[int], one_offs: np.ndarray
):
    path = with_days(base, ends, one_offs).path
    told = len(ends)
    assert path.closing[:told].tolist() == ends
    assert path.closing[told:].tolist() == (base.path.closing + np.cumsum(one_offs))[told:].tolist()
    assert (np.diff(path.closing, prepend=path.opening) == sum(path.steps.values())).all()
    assert told == MONTHS or path.total("days") == 0
