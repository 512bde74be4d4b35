"""Stores in which the small company's numbers come day by day, and what a test asks of what moved between two."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal as D
from pathlib import Path

from scorecard.domain.catalogue import CalendarRule, Catalogue, Materiality, Target
from scorecard.domain.scope import Scope
from scorecard.domain.targets import TargetStep
from scorecard.domain.vocabulary import Polarity, Status, View
from scorecard.reports.scorecard import scorecard_report
from scorecard.reports.since import SinceReport
from scorecard.store.store import Store
from tests.reports.figures import company, ledger, table

OCTOBER = Scope("all", "2026-10")


class Days:
    """``days((day, rows, catalogue, why), …)``: a store with a revision of each day, today being 22 Nov 2026.

    The same loads give the same store, unless it is to be ``written`` to.
    """

    def __init__(self, folder: Callable[[str], Path], catalogue: Catalogue) -> None:
        self._folder, self._texts = folder, texts_of(catalogue)
        self._made: dict[str, Store] = {}
        self._opened: list[Store] = []

    def __call__(self, *loads, written: bool = False) -> Store:
        key = repr(loads)
        if key in self._made and not written:
            return self._made[key]
        store = self._published(loads)
        if not written:
            self._made[key] = store
        return store

    def _published(self, loads) -> Store:
        day = [date(2026, 11, 22)]
        store = Store.open(self._folder("days"), today=lambda: day[0], parse_catalogue=self._texts.__getitem__)
        self._opened.append(store)
        for when, rows, text, why in loads:
            day[0] = when
            if rows:
                with store.stage([table(rows)]) as staged:
                    store.publish("Ada", why, "import", staged, text)
            else:
                store.publish("Ada", why, "catalogue", None, text)
        day[0] = date(2026, 11, 22)
        return store

    def close(self) -> None:
        for store in self._opened:
            store.close()


def texts_of(catalogue: Catalogue) -> dict[str, Catalogue]:
    """Catalogues by name: a target lowered, a measure gone, defined anew, judged otherwise, another fiscal year."""
    measures = catalogue.measures
    lowered = (TargetStep("2024-01", D("0.80"), D("0.75"), who="Bo", why="repairs"),)
    net = replace(measures["costs"], numerator=("+wages",))
    let = replace(net, id="let", name="Rent paid", numerator=("+rent",), target=Target())
    wider = replace(measures["revenue"].target, tolerance=D("0.20"))
    changed = {
        "lowered": {"otif": replace(measures["otif"], target=replace(measures["otif"].target, steps=lowered))},
        "net": {"costs": net},
        "wider": {"revenue": replace(measures["revenue"], target=wider)},
        "two": {"paid": replace(net, id="paid", name="Wages paid"), "let": let},
    }
    strict = replace(catalogue.accounts["costs"], materiality=Materiality(D(20)))
    fewer = {name: each for name, each in measures.items() if name != "costs"}
    return {
        "": catalogue,
        "fewer": replace(catalogue, measures=fewer),
        "strict": replace(catalogue, accounts=catalogue.accounts | {"costs": strict}),
        "july": replace(catalogue, calendar=CalendarRule(start_month=7)),
    } | {name: replace(catalogue, measures=measures | some) for name, some in changed.items()}


TO_SEPTEMBER = [each for each in company() if each["period"] < "2026-10" or each["scenario"] == "budget"]
THE_CLOSE = [each for each in company() if each["period"] == "2026-10" and each["scenario"] == "actual"]
FIRST = (date(2026, 10, 10), TO_SEPTEMBER, "", "books to September")
CLOSE = (date(2026, 11, 10), [*THE_CLOSE, *ledger("2026-09", north=660)], "", "October, September again")
AGAIN = (date(2026, 11, 20), [*ledger("2026-10", north=500, wages=(300, 310))], "", "wages that were forgotten")


def told(report: SinceReport) -> dict[str, list[tuple[str, str]]]:
    return {group.kind.value: [(row.id, row.period) for row in group.rows] for group in report.groups}


def found(report: SinceReport, name: str, period: str = "2026-10", of_target: bool = False):
    (it,) = (each for each in report.rows if (each.id, each.period, each.of_target) == (name, period, of_target))
    return it


def agrees_with_the_scorecard(store: Store, scope: Scope, report: SinceReport) -> int:
    """Hold every row against the scorecard of both states; returns how many were held."""
    kept: dict[Scope, dict] = {}

    def shown(scope: Scope, name: str):
        if scope not in kept:
            kept[scope] = {each.id: each for each in scorecard_report(store, scope).rows}
        return kept[scope].get(name)

    for each in report.rows:
        if each.periods:
            held = [scope.with_(period=period, view=View.PERIOD) for period in each.periods]
            assert each.after == sum(shown(there, each.id).target for there in held), each
            continue
        now = shown(scope.with_(period=each.period or scope.period), each.id)
        before = scope.with_(as_of=report.before_as_of, period=each.before_period or scope.period)
        then = shown(before, each.id) if each.before_period else None
        side = "target" if each.of_target else "value"
        assert each.after == (getattr(now, side) if now else None), each
        assert each.before == (getattr(then, side) if then else None), each
        if now and not each.of_target:
            assert each.status_after is now.status
            assert each.status_before is (then.status if then else Status.NOT_REPORTED)
            sign = 0 if now.polarity is Polarity.BAND else now.polarity.sign
            assert each.impact is None or not sign or each.impact == each.difference * sign, each
    return len(report.rows)


def each_once(report: SinceReport) -> bool:
    keys = [(each.id, each.entity, each.period, each.of_target) for each in report.rows]
    return len(keys) == len(set(keys))
