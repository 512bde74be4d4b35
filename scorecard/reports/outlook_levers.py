"""Levers as a link holds them: read within their limits, and what each did to cash."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from scorecard.domain.bridge import Bridge, Step
from scorecard.domain.calendar import Period
from scorecard.domain.cash_levers import Answer, Base, Levers, held_for, running_costs
from scorecard.domain.cells import to_decimal
from scorecard.domain.display import with_sign
from scorecard.reports.outlook_words import LEVERS, money

HUNDRED = Decimal(100)

HOLDS = {"customers": "Customers owe us", "stock": "Goods lie in stock for", "suppliers": "We owe suppliers"}
"""Lever of days to what is held so long."""


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a lever goes, and in which steps: ``unit`` is what it is counted in."""

    least: int
    most: int
    unit: str


REACH = {
    "price": Reach(-50, 50, "%"),
    "volume": Reach(-90, 90, "%"),
    "customers": Reach(-90, 90, "days"),
    "stock": Reach(-90, 90, "days"),
    "suppliers": Reach(-90, 90, "days"),
    "people": Reach(-9_999, 9_999, "people"),
    "capex": Reach(-12, 12, "months"),
}
PAY = Reach(0, 1_000_000, "a month each")
USUAL_PAY = Decimal(5000)
"""What somebody costs a month where the link does not say."""


@dataclass(frozen=True, slots=True)
class LeverRow:
    """One lever: where it stands and what it does to cash at its lowest and at the end; None where it is not moved.

    ``bound`` says where it is moved further than there is anything to move, "" where it is not.
    """

    id: str
    name: str
    note: str
    reach: Reach
    value: Decimal
    low: Decimal | None
    end: Decimal | None
    bound: str = ""

    @property
    def moved(self) -> str:
        """Its name and how far it is moved: "Prices, +1 %"."""
        size = f"{abs(self.value).normalize():f}"
        unit = "" if self.reach.unit == "people" else f" {self.reach.unit}"
        return f"{self.name}, {with_sign(self.value, size)}{unit}"


def levers_of(query: Mapping[str, str], periods: Sequence[Period]) -> Levers:
    """The levers a link moves; what cannot be read stays where the forecast has it."""
    moved = {name: _number(query.get(name, ""), reach) for name, reach in REACH.items()}
    keys = [period.key for period in periods]
    start = query.get("start", "")
    return Levers(
        price=moved["price"] / HUNDRED,
        volume=moved["volume"] / HUNDRED,
        customers=moved["customers"],
        stock=moved["stock"],
        suppliers=moved["suppliers"],
        people=moved["people"],
        start=keys.index(start) if start in keys else 0,
        pay=_number(query["pay"], PAY) if query.get("pay") else USUAL_PAY,
        capex=int(moved["capex"]),
    )


def lever_rows(levers: Levers, answer: Answer, base: Base) -> tuple[LeverRow, ...]:
    """Every lever that can be moved here, in the order they are told."""
    effects = {each.lever: each for each in answer.effects}
    rows = []
    for name, (label, note) in LEVERS.items():
        if name in HOLDS and _balance(name) not in base.balances:
            continue
        found, value = effects.get(name), Decimal(getattr(levers, name))
        rows.append(
            LeverRow(
                id=name,
                name=label,
                note=note,
                reach=REACH[name],
                value=value * HUNDRED if REACH[name].unit == "%" else value,
                low=None if found is None else to_decimal(found.low),
                end=None if found is None else to_decimal(found.end),
                bound=_bound(base, levers, name),
            )
        )
    return tuple(rows)


def _bound(base: Base, levers: Levers, name: str) -> str:
    """Why a lever does less than its number says; "" where it does not."""
    if name in HOLDS and _balance(name) in base.balances:
        held = held_for(base, _balance(name))
        if held and -getattr(levers, name) > min(held):
            return f"{HOLDS[name]} {float(max(held)):.1f} days at most, so more than that moves nothing."
    if name == "people" and levers.people < 0:
        costs = running_costs(base)[levers.start :].tolist()
        if costs and -levers.people * levers.pay > to_decimal(min(costs)):
            return f"All running costs come to {money(max(costs))} a month at most; people who go save no more."
    return ""


def lever_bridge(base: Base, answer: Answer, rows: Sequence[LeverRow], extra: int, at: str) -> Bridge | None:
    """From the forecast's cash at the end over each lever to the new one; None where nothing is moved."""
    if not answer.effects:
        return None
    steps = tuple(Step(row.moved, row.end, row.note) for row in rows if row.end is not None)
    ends = [to_decimal(int(path.closing[-1]) + extra) for path in (base.path, answer.path)]
    return Bridge("levers", ends[0], steps, ends[1], sign=1, start_name=f"Forecast, {at}", end_name=f"As moved, {at}")


def _balance(lever: str) -> str:
    return {"customers": "receivables", "stock": "inventory", "suppliers": "payables"}[lever]


def _number(text: str, reach: Reach) -> Decimal:
    try:
        found = Decimal(text)
    except InvalidOperation:
        return Decimal(0)
    if not found.is_finite() or not reach.least <= found <= reach.most:
        return Decimal(0)
    return round(found, 2)
