"""Small books for tests: figures by entity and period, as the store would hand them out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

import numpy as np

from scorecard.domain.calendar import Calendar, calendar_from
from scorecard.domain.catalogue import Account, CalendarRule, Catalogue, Entity, Measure, Objective, Reading
from scorecard.domain.cells import Series, to_ticks
from scorecard.domain.vocabulary import Cadence, Kind, Perspective, Polarity, Scenario, Unit

Figures = Mapping[str, Sequence[object]]
"""Entity to one figure per period; None where not reported."""


@dataclass
class Book:
    """Figures of leaves; a group entity adds up its children.

    A place is expected from its first figure to its last, when its cadence makes it due.
    """

    catalogue: Catalogue
    calendar: Calendar
    figures: dict[tuple[Scenario, str], Figures] = field(default_factory=dict)
    asked: int = 0

    @property
    def periods(self) -> Sequence[str]:
        return [period.key for period in self.calendar.periods]

    def series(self, name: str, entity: str, scenario: Scenario, vintage: date | None = None) -> Series:
        self.asked += 1
        return self._sum(name, self.catalogue.subtree(entity), scenario)

    def stored(self, name: str, entity: str, scenario: Scenario) -> Series:
        return self._sum(name, (entity,), scenario)

    def data_through(self, scenario: Scenario) -> int:
        return len(self.periods) - 1

    def vintages(self, scenario: Scenario) -> Sequence[date]:
        return ()

    def _sum(self, name: str, places: Iterable[str], scenario: Scenario) -> Series:
        count = len(self.calendar.periods)
        values, known, expected = (np.zeros(count, dtype=np.int64) for _ in range(3))
        rows = self.figures.get((scenario, name), {})
        for place in places:
            row = rows.get(place)
            if row is None:
                continue
            given = [index for index, figure in enumerate(row) if figure is not None]
            for index in given:
                values[index] += to_ticks(Decimal(str(row[index])))
                known[index] += 1
            if given:
                expected[given[0] : len(row)] += 1
        cadence = self.catalogue.readings[name].cadence if name in self.catalogue.readings else Cadence.MONTHLY
        expected *= self.calendar.due(cadence)
        return Series(values, known, np.maximum(expected, known))


def book(
    figures: Mapping[str, Figures | Sequence[object]],
    plan: Mapping[str, Figures | Sequence[object]] | None = None,
    first: date = date(2026, 1, 1),
    periods: int = 12,
    rule: CalendarRule | None = None,
    kinds: Mapping[str, Kind] | None = None,
    cadences: Mapping[str, Cadence] | None = None,
) -> Book:
    """A company with sites a and b; a bare list of figures is the company's own.

    Names starting with ``r_`` are readings, all others are accounts.
    """
    kinds, cadences, plan = kinds or {}, cadences or {}, plan or {}
    names = dict.fromkeys((*figures, *plan))
    catalogue = Catalogue(
        workspace="Test", currency="EUR", calendar=rule or CalendarRule(),
        perspectives={Perspective.FINANCIAL: "Financial"},
        entities={n: Entity(n, n.upper(), None if n == "all" else "all") for n in ("all", "a", "b")},
        accounts={n: Account(n, n.capitalize(), kind=kinds.get(n, Kind.FLOW)) for n in names if not n.startswith("r_")},
        readings={
            n: Reading(n, n, kind=kinds.get(n, Kind.FLOW), cadence=cadences.get(n, Cadence.MONTHLY))
            for n in names if n.startswith("r_")
        },
        objectives={"o": Objective("o", "Objective", Perspective.FINANCIAL)}, measures={}, people={},
    )  # fmt: skip
    last = date(first.year + (first.month + periods - 2) // 12, (first.month + periods - 2) % 12 + 1, 1)
    calendar = calendar_from(catalogue.calendar, first, last)
    rows = {(Scenario.ACTUAL, name): _by_place(value) for name, value in figures.items()}
    rows |= {(Scenario.BUDGET, name): _by_place(value) for name, value in plan.items()}
    return Book(catalogue, calendar, rows)


def measure(kind: Kind = Kind.FLOW, numerator: Sequence[str] = ("+sales",), **parts: object) -> Measure:
    """A measure with the least said about it."""
    given: dict[str, object] = {
        "id": "m", "name": "M", "finance_name": "M", "unit": Unit.MONEY, "polarity": Polarity.HIGHER,
        "perspective": Perspective.FINANCIAL, "objective": "o",
    } | parts  # fmt: skip
    return Measure(kind=kind, numerator=tuple(numerator), **given)  # type: ignore[arg-type]


def _by_place(value: Figures | Sequence[object]) -> Figures:
    return value if isinstance(value, Mapping) else {"all": value}
