"""A small company whose every number can be worked out by hand."""

from dataclasses import replace
from datetime import date
from decimal import Decimal as D
from pathlib import Path
from shutil import copytree

import pytest

from scorecard.domain.catalogue import (
    Account,
    CalendarRule,
    Catalogue,
    Entity,
    Materiality,
    Measure,
    Objective,
    PersonName,
    Reading,
    Target,
    TargetStep,
)
from scorecard.domain.scope import Scope
from scorecard.domain.vocabulary import Cadence, Kind, Normal, Perspective, Polarity, Unit
from scorecard.store.store import Published, Store
from tests.reports.days import Days
from tests.reports.figures import company, table
from tests.stclient.workspace import blank

F, C, W, G = Perspective


def measure(name, label: str, kind: Kind, unit: Unit, polarity: Polarity, side: Perspective, top: tuple, **more):
    return Measure(
        name, label, more.pop("finance_name", label), kind, unit, polarity, side, f"{side}_goal", top, **more
    )


PLAN = Target("plan", D("0.05"))
STEPS = Target("steps", steps=(TargetStep("2024-01", D("0.95"), D("0.90"), who="Ada", why="agreed in January"),))


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return Catalogue(
        workspace="Small company",
        currency="EUR",
        calendar=CalendarRule(),
        perspectives={F: "Financial", C: "Customer", W: "Operations", G: "Growth"},
        entities={
            "all": Entity("all", "Small company", level="company"),
            "north": Entity("north", "North works", "all", "site", ("Nordwerk",)),
            "south": Entity("south", "South works", "all", "site", ("Südwerk",)),
        },
        accounts={
            "revenue": Account("revenue", "Revenue", Normal.CREDIT, finance_name="Net sales"),
            "costs": Account("costs", "Costs"),
            "rent": Account("rent", "Rent", parent="costs"),
            "wages": Account("wages", "Wages", parent="costs"),
            "profit": Account("profit", "Profit", Normal.CREDIT, formula=("+revenue", "-costs")),
            "cash": Account("cash", "Cash", kind=Kind.BALANCE),
        },
        readings={
            "lines_due": Reading("lines_due", "Lines due"),
            "lines_good": Reading("lines_good", "Lines on time and complete"),
            "mood": Reading("mood", "Staff mood", Kind.SCORE, Unit.SCORE, Cadence.QUARTERLY),
        },
        objectives={f"{side}_goal": Objective(f"{side}_goal", f"{side} goal", side) for side in Perspective},
        measures={
            m.id: m
            for m in (
                measure("revenue", "Revenue", Kind.FLOW, Unit.MONEY, Polarity.HIGHER, F, ("+revenue",), target=PLAN,
                        finance_name="Net sales", finance_owner="ada", operations_owner="bo"),
                measure("costs", "Costs", Kind.FLOW, Unit.MONEY, Polarity.LOWER, F, ("+costs",), target=PLAN),
                measure("margin", "Margin", Kind.RATIO, Unit.PERCENT, Polarity.HIGHER, F, ("+revenue", "-costs"),
                        denominator=("+revenue",), target=PLAN),
                measure("cash", "Cash", Kind.BALANCE, Unit.MONEY, Polarity.HIGHER, F, ("+cash",)),
                measure("otif", "On-time delivery", Kind.RATIO, Unit.PERCENT, Polarity.HIGHER, C, ("+lines_good",),
                        denominator=("+lines_due",), target=STEPS, finance_name="OTIF", aliases=("delivery service",)),
                measure("mood", "Staff mood", Kind.SCORE, Unit.SCORE, Polarity.HIGHER, G, ("+mood",),
                        cadence=Cadence.QUARTERLY, max_age_days=100,
                        target=Target("steps", steps=(TargetStep("2024-01", D("4.0"), D("3.0")),))),
            )
        },
        people={"ada": PersonName("ada", "Ada", side="finance"), "bo": PersonName("bo", "Bo", side="operations")},
        materiality=Materiality(D(50)),
    )  # fmt: skip


@pytest.fixture
def many(catalogue: Catalogue) -> Catalogue:
    """The same company with thousands of accounts."""
    more = {f"a{n}": Account(f"a{n}", f"Cost centre {n} sundry expenses") for n in range(3000)}
    return replace(catalogue, accounts={**catalogue.accounts, **more})


@pytest.fixture(scope="module")
def first_day() -> date:
    """The day on which a test begins; a module may say another."""
    return date(2026, 11, 22)


@pytest.fixture
def today(first_day: date) -> list[date]:
    """The day it is; a test moves it by changing the one element."""
    return [first_day]


@pytest.fixture
def store(tmp_path, catalogue: Catalogue, today: list[date]):
    """An empty store whose catalogue is always the small company's."""
    opened = Store.open(blank(tmp_path / "store"), today=lambda: today[0], parse_catalogue=lambda _text: catalogue)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def made(request, tmp_path_factory, catalogue: Catalogue, first_day: date) -> Path:
    """The small company with the ``PEOPLE`` of the module, made once and copied for each test."""
    folder = tmp_path_factory.mktemp("made")
    opened = Store.open(folder, today=lambda: first_day, parse_catalogue=lambda _text: catalogue)
    load(opened, company())
    for person in request.module.PEOPLE:
        opened.put_person(person, "test")
    opened.close()
    return folder


@pytest.fixture
def desk(tmp_path, made: Path, catalogue: Catalogue, today: list[date]):
    """A store of the test's own in the folder ``store``: a copy of what its module has ``made``."""
    copytree(made, tmp_path / "store")
    opened = Store.open(tmp_path / "store", today=lambda: today[0], parse_catalogue=lambda _text: catalogue)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def on_days(tmp_path_factory, catalogue: Catalogue):
    """Makes stores of the small company load by load, each on a day of its own; the same ones are made once."""
    days = Days(tmp_path_factory.mktemp, catalogue)
    yield days
    days.close()


@pytest.fixture
def loaded(store: Store) -> Store:
    """The small company's thirteen months, loaded at once."""
    load(store, company())
    return store


@pytest.fixture
def scope() -> Scope:
    return Scope("all", "2026-10")


def load(store: Store, rows, why="first load", **more) -> Published:
    with store.stage([table(rows)]) as staged:
        return store.publish("Ada", why, "import", staged, more.get("catalogue_text", "[workspace]"))
