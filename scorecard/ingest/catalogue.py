"""A workspace's own description: TOML text becomes a catalogue, or every fault in it at once."""

from scorecard.domain.catalogue import (
    Account,
    CalendarRule,
    Catalogue,
    Entity,
    Limit,
    Materiality,
    Measure,
    Objective,
    PersonName,
    Reading,
    Statement,
    Target,
    TargetStep,
)
from scorecard.domain.closing import Closing
from scorecard.domain.problems import Problem
from scorecard.domain.vocabulary import Perspective
from scorecard.ingest.catalogue_audiences import audiences_of
from scorecard.ingest.catalogue_boards import boards_of
from scorecard.ingest.catalogue_cash import cash_of
from scorecard.ingest.catalogue_commitments import commitments_of, dials_of, joint_goals_of
from scorecard.ingest.catalogue_rules import broken_rules
from scorecard.ingest.catalogue_shape import AccountTable, CatalogueFile, MeasureTable, TargetTable
from scorecard.ingest.catalogue_table import fields_of, given
from scorecard.ingest.toml_file import read_toml


def parse_catalogue(text: str, name: str) -> tuple[Catalogue | None, tuple[Problem, ...]]:
    """Read a catalogue.

    Args:
        text: TOML text.
        name: The file's name, as problems cite it.

    Returns:
        The catalogue, or None with one problem per fault, all found in one pass.
    """
    file, problems = read_toml(text, name, CatalogueFile)
    if file is None:
        return None, problems
    problems = broken_rules(file, name)
    return (None, problems) if problems else (_catalogue(file), ())


def _catalogue(file: CatalogueFile) -> Catalogue:
    objectives = {row.id: Objective(**fields_of(row)) for row in file.objectives}
    return Catalogue(
        workspace=file.workspace.name,
        currency=file.workspace.currency,
        calendar=CalendarRule(**fields_of(file.calendar)),
        perspectives={each: file.perspectives.get(each, each.value.capitalize()) for each in Perspective},
        entities={row.id: Entity(**fields_of(row)) for row in file.entities},
        accounts={row.id: _account(row) for row in file.accounts},
        readings={row.id: Reading(**fields_of(row)) for row in file.readings},
        objectives=objectives,
        measures={row.id: _measure(row, objectives[row.objective]) for row in file.measures},
        people={row.id: PersonName(**fields_of(row)) for row in file.people},
        materiality=Materiality(**fields_of(file.materiality)),
        invented=file.workspace.invented,
        notice=file.workspace.notice,
        checks=tuple((row.name, row.terms) for row in file.checks),
        statements=tuple(Statement(**given(row)) for row in file.statements),
        limits=tuple(Limit(**given(row)) for row in file.limits),
        cash=cash_of(file.cash),
        boards=boards_of(file.boards),
        audiences=audiences_of(file.audiences),
        dials=dials_of(file.dials),
        commitments=commitments_of(file.commitments),
        joint_goals=joint_goals_of(file.joint_goals),
        closing=Closing(**given(file.closing)),
    )


def _account(row: AccountTable) -> Account:
    own = {"materiality": Materiality(**fields_of(row.materiality))} if row.materiality else {}
    return Account(**(given(row) | own))


def _measure(row: MeasureTable, objective: Objective) -> Measure:
    given = fields_of(row) | {
        "perspective": objective.perspective,
        "target": _target(row.target),
        "finance_name": row.finance_name or row.name,
    }
    return Measure(**given)


def _target(row: TargetTable) -> Target:
    return Target(**(fields_of(row) | {"steps": tuple(TargetStep(**fields_of(step)) for step in row.steps)}))
