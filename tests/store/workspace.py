"""A little workspace, and rows written in one line each."""

import calendar
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pyarrow as pa

from scorecard.domain.catalogue import Account, CalendarRule, Catalogue, Entity, Reading
from scorecard.domain.vocabulary import Cadence, Kind, Normal
from scorecard.store.schema import FACT_SCHEMA
from scorecard.store.store import Published, Store

ENTITIES = [
    Entity("company", "Company"),
    Entity("north", "North", parent="company"),
    Entity("shop", "Shop", parent="north"),
    Entity("plant", "Plant", parent="north"),
    Entity("south", "South", parent="company"),
    Entity("old", "Old site", parent="company", closed=date(2026, 1, 31)),
]
ACCOUNTS = [
    Account("income", "Income", Normal.CREDIT),
    Account("sales", "Sales", Normal.CREDIT, parent="income"),
    Account("refunds", "Refunds", Normal.DEBIT, parent="income"),
    Account("costs", "Costs", Normal.DEBIT),
    Account("wages", "Wages", Normal.DEBIT, parent="costs"),
    Account("rent", "Rent", Normal.DEBIT, parent="costs"),
    Account("profit", "Profit", Normal.CREDIT, formula=("+income", "-costs")),
    Account("bank", "Bank", Normal.DEBIT, kind=Kind.BALANCE),
]
READINGS = [
    Reading("visits", "Visits"),
    Reading("staff", "Staff", Kind.BALANCE),
    Reading("survey", "Survey", Kind.SCORE, cadence=Cadence.QUARTERLY),
]


def catalogue(currency: str = "EUR", without: str = "") -> Catalogue:
    return Catalogue(
        workspace="Little",
        currency=currency,
        calendar=CalendarRule(),
        perspectives={},
        entities={found.id: found for found in ENTITIES},
        accounts={found.id: found for found in ACCOUNTS if found.id != without},
        readings={found.id: found for found in READINGS},
        objectives={},
        measures={},
        people={},
    )


def parse(text: str) -> Catalogue:
    """Catalogue texts of these tests: ``little``, ``renamed``, ``without rent``, ``pounds``."""
    if text.startswith("without "):
        return catalogue(without=text.removeprefix("without "))
    return replace(catalogue("GBP" if text == "pounds" else "EUR"), workspace=text)


CATALOGUES = parse


def row(period: str, entity: str, measure: str, value: object, **more: object) -> dict[str, object]:
    """One fact; ``value`` None is a row that says *missing*."""
    year, month = map(int, period.split("-"))
    return {
        "source": "ledger",
        "scenario": "actual",
        "period": period,
        "date": date(year, month, calendar.monthrange(year, month)[1]),
        "entity": entity,
        "measure": measure,
        "value": None if value is None else Decimal(str(value)),
        "state": "missing" if value is None else "reported",
        "source_ref": "book.csv",
        "source_row": 1,
        "import_id": 0,
        **more,
    }


def table(rows: Iterable[dict[str, object]]) -> pa.Table:
    return pa.Table.from_pylist(list(rows), schema=FACT_SCHEMA)


def load(store: Store, *rows: dict[str, object], text: str | None = "little", **more: object) -> Published:
    """Publish rows (and the catalogue) as one revision."""
    with store.stage([table(rows)]) as staged:
        return store.publish("ann", "test", "import", staged, text, **more)  # type: ignore[arg-type]


def held(store: Store, as_of: str = "") -> list[dict[str, object]]:
    """All stored rows of a revision, in a fixed order, without where they came from."""
    version = store.revisions()[0] if not as_of else next(r for r in store.revisions() if f"r{r.id}" == as_of)
    with store._shelves.questions.cursor() as cursor:
        relation = store._shelves.facts.rows(cursor, version.facts_version)
        return (
            cursor.sql(f"SELECT * FROM {relation} ORDER BY ALL").to_arrow_table().select(FACT_SCHEMA.names).to_pylist()
        )
