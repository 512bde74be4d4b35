"""Money between places of one workspace: swept on its usual days, so that it nets to nothing over all of them."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from scorecard.domain.cash import BETWEEN, CashItems, no_items
from scorecard.domain.cash_calendar import learned_rule, rule_days
from scorecard.domain.cash_future import Ahead
from scorecard.domain.cash_lines import DatedLines, Ints

Flags = NDArray[np.bool_]
NAME = "Money between places"


def is_between(bank: DatedLines, begins: str) -> Flags:
    """Bank lines whose note begins as the catalogue says of money between places."""
    if not begins:
        return np.zeros(len(bank), dtype=bool)
    return np.array([name.startswith(begins) for name in bank.name], dtype=bool)


def swept(moves: DatedLines, signs: Ints, net: Ints, opening: Ints, usual: Ints, ahead: Ahead) -> CashItems:
    """What each place hands on, or is given, on its usual days, so that it ends at its usual balance.

    Args:
        moves: Bank lines between places, known on the last day.
        signs: int64[move], in +1, out -1.
        net: int64[place, day], expected movement without money between places.
        opening: int64[place], cash on the last known day.
        usual: int64[place], cash after the place's own last time.
        ahead: The horizon.

    Returns:
        Two items for each time and place: one there, one at the place that gathers the money.
    """
    if not len(moves):
        return no_items()
    place = np.array([ahead.places.index(str(each)) for each in moves.entity], dtype=np.int64)
    total = np.zeros(len(ahead.places), dtype=np.int64)
    np.add.at(total, place, signs * moves.ticks)
    gathering = int(np.argmax(total))
    rows: list[tuple[np.datetime64, int, int]] = []
    for at in sorted(set(place.tolist()) - {gathering}):
        rule = learned_rule(moves.day[place == at], ahead.as_of, ahead.holidays)
        if rule is None:
            continue
        held, done = int(opening[at]), 0
        for day in rule_days(rule, ahead.as_of, ahead.as_of + ahead.days, ahead.holidays):
            until = int((day - ahead.as_of).astype(int))
            held += int(net[at, done:until].sum()) - int(usual[at])
            rows += [(day, at, -held), (day, gathering, held)] if held else []
            held, done = int(usual[at]), until
    return _items(rows, ahead.places)


def _items(rows: Sequence[tuple[np.datetime64, int, int]], places: Sequence[str]) -> CashItems:
    return CashItems(
        day=np.array([day for day, _, _ in rows], dtype="datetime64[D]"),
        entity=tuple(places[at] for _, at, _ in rows),
        line=(BETWEEN,) * len(rows),
        party=(None,) * len(rows),
        basis=("schedule",) * len(rows),
        name=(NAME,) * len(rows),
        ticks=np.array([ticks for _, _, ticks in rows], dtype=np.int64),
    )
