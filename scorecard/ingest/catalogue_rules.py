"""What must hold between the parts of a catalogue: names that exist, trees without circles, targets that can be met."""

import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from typing import Any

from scorecard.domain.boards import made_of
from scorecard.domain.guarded import guarded
from scorecard.domain.problems import Problem, excerpt
from scorecard.domain.vocabulary import Kind, Polarity, Unit
from scorecard.ingest.catalogue_audiences import audience_problems
from scorecard.ingest.catalogue_boards import board_problems
from scorecard.ingest.catalogue_cash import cash_problems
from scorecard.ingest.catalogue_closing import closing_problems
from scorecard.ingest.catalogue_commitments import sync_problems
from scorecard.ingest.catalogue_shape import AccountTable, CatalogueFile, MeasureTable, StepTable
from scorecard.ingest.catalogue_table import unknown
from scorecard.ingest.catalogue_trees import circles, tree

TERM = re.compile(r"\s*([+-]?)\s*(?:([0-9]+(?:\.[0-9]+)?)\s*\*\s*)?([a-z][a-z0-9_]*)\s*", re.ASCII)

Rule = Callable[[CatalogueFile, str], Iterator[Problem]]


def broken_rules(file: CatalogueFile, name: str) -> tuple[Problem, ...]:
    """Every rule between tables that the file breaks, in the order of the file's tables."""
    return tuple(problem for rule in RULES for problem in rule(file, name))


def _names_once(file: CatalogueFile, name: str) -> Iterator[Problem]:
    groups: tuple[tuple[str, Sequence[Any]], ...] = (
        ("entities", file.entities),
        ("accounts and readings", (*file.accounts, *file.readings)),
        ("objectives", file.objectives),
        ("measures", file.measures),
        ("people", file.people),
        ("statements", file.statements),
        ("boards", file.boards),
        ("dials", file.dials),
        ("commitments", file.commitments),
        ("audiences", file.audiences),
    )
    for group, rows in groups:
        counted = Counter(row.id for row in rows)
        for twice in (key for key, times in counted.items() if times > 1):
            yield Problem(f"{name}, {group}", f"the id “{twice}” is used more than once", "Give each its own id.")
        spoken = Counter(
            alias.casefold() for row in rows for alias in {*getattr(row, "aliases", ()), row.id} if alias != ""
        )
        for twice in (key for key, times in spoken.items() if times > 1 and key not in counted):
            said = f"“{excerpt(twice)}” is an alias of more than one"
            yield Problem(f"{name}, {group}", said, "Keep the alias with one of them.")


def _closing(file: CatalogueFile, name: str) -> Iterator[Problem]:
    yield from closing_problems(file.closing, name, file.calendar.pattern == "months")


def _entity_tree(file: CatalogueFile, name: str) -> Iterator[Problem]:
    parents = {row.id: row.parent for row in file.entities}
    roots = [key for key, parent in parents.items() if parent is None]
    if len(roots) != 1:
        said = f"{len(roots)} entities have no parent ({', '.join(roots[:5])})"
        yield Problem(f"{name}, entities", said, "Let exactly one, the whole, be without a parent.")
    yield from tree(parents, name, "entities")
    for row in file.entities:
        if row.opened and row.closed and row.closed < row.opened:
            where = f"{name}, entities “{row.id}” closed"
            yield Problem(where, "it closed before it opened", "Correct one of the two dates.")


def _account_tree(file: CatalogueFile, name: str) -> Iterator[Problem]:
    rows = {row.id: row for row in file.accounts}
    yield from tree({key: row.parent for key, row in rows.items()}, name, "accounts")
    for row in file.accounts:
        parent = rows.get(row.parent or "")
        where = f"{name}, accounts “{row.id}”"
        if parent and parent.kind != row.kind:
            said = f"it is a {row.kind} below “{parent.id}”, a {parent.kind}"
            yield Problem(where, said, "Keep flows and balances in trees of their own.")
        if parent and parent.formula:
            said = f"its parent “{parent.id}” is a formula"
            yield Problem(where, said, "Put it below a group, or make the parent a group without a formula.")
        yield from _formula(row, rows, where)
    yield from circles({key: _names(row.formula) for key, row in rows.items()}, name, "accounts", "formula")


def _formula(row: AccountTable, rows: Mapping[str, AccountTable], where: str) -> Iterator[Problem]:
    yield from _terms(row.formula, rows, f"{where} formula", "account")
    for other in (rows[term] for term in _names(row.formula) if term in rows):
        if other.kind != row.kind:
            said = f"it is a {row.kind} made of “{other.id}”, a {other.kind}"
            yield Problem(f"{where} formula", said, "Make a formula of flows only or of balances only.")


def _measures_refer(file: CatalogueFile, name: str) -> Iterator[Problem]:
    objectives = {row.id: row for row in file.objectives}
    people = {row.id for row in file.people}
    measures = {row.id for row in file.measures}
    figures = {*(row.id for row in file.accounts), *(row.id for row in file.readings)}
    for row in file.measures:
        where = f"{name}, measures “{row.id}”"
        objective = objectives.get(row.objective)
        if objective is None:
            yield unknown(f"{where} objective", "objective", row.objective)
        elif row.perspective and row.perspective != objective.perspective:
            said = f"it says {row.perspective}, its objective says {objective.perspective}"
            yield Problem(f"{where} perspective", said, "Leave the perspective to the objective.")
        for key in ("finance_owner", "operations_owner"):
            owner = getattr(row, key)
            if owner and owner not in people:
                yield unknown(f"{where} {key}", "person", owner)
        yield from _terms(row.numerator, figures, f"{where} numerator", "account or reading")
        yield from _terms(row.denominator, figures, f"{where} denominator", "account or reading")
        yield from _terms(row.parts, measures, f"{where} parts", "measure")
    yield from circles({row.id: _names(row.parts) for row in file.measures}, name, "measures", "parts")


def _measures_compute(file: CatalogueFile, name: str) -> Iterator[Problem]:
    units = {row.id: Unit.MONEY for row in file.accounts} | {row.id: row.unit for row in file.readings}
    for row in file.measures:
        where = f"{name}, measures “{row.id}”"
        if row.combine and (row.numerator or row.denominator or not row.parts):
            yield Problem(where, "combine needs parts, and no numerator", 'Give parts = ["+measure", …] only.')
        elif not row.combine and (row.parts or not row.numerator):
            yield Problem(where, "it has no numerator", 'Give numerator = ["+account"], or combine and parts.')
        if row.kind is Kind.DAYS and not (row.denominator or row.combine):
            yield Problem(where, "days need a flow to divide by", "Give a denominator.")
        for key in ("numerator", "denominator"):
            yield from _one_unit(getattr(row, key), units, f"{where} {key}")
        yield from _unit_fits(row, units, where)


def _one_unit(terms: Sequence[str], units: Mapping[str, Unit], where: str) -> Iterator[Problem]:
    found = {units[term] for term in _names(terms) if term in units}
    if Unit.MONEY in found and len(found) > 1:
        said = f"money is added to {', '.join(sorted(found - {Unit.MONEY}))}"
        yield Problem(where, said, "Add up terms of one unit.")


def _unit_fits(row: MeasureTable, units: Mapping[str, Unit], where: str) -> Iterator[Problem]:
    plain = row.numerator and not row.denominator and not row.growth and row.factor == 1
    terms = [TERM.fullmatch(term) for term in row.numerator]
    if not plain or any(term is None or term[2] for term in terms):
        return
    found = {units[term[3]] for term in terms if term and term[3] in units}
    if found and (found == {Unit.MONEY}) != (row.unit is Unit.MONEY):
        said = f"its unit is {row.unit}, its figures are {', '.join(sorted(found))}"
        yield Problem(f"{where} unit", said, "Give the measure the unit of its figures.")


def _targets(file: CatalogueFile, name: str) -> Iterator[Problem]:
    for row in file.measures:
        where = f"{name}, measures “{row.id}” target"
        steps = row.target.steps
        if (row.target.source == "steps") != bool(steps):
            yield Problem(where, 'steps and source = "steps" go together', "Give both or neither.")
        if row.target.source == "plan" and row.polarity is Polarity.BAND:
            yield Problem(where, "a band cannot come from the plan", "Give steps with a band.")
        since = [step.since for step in steps]
        if since != sorted(set(since)):
            yield Problem(
                where, "the steps are not in the order of their periods", "List them oldest first, each once."
            )
        for step in steps:
            yield from _step(step, row.polarity, f"{where} since {step.since}")


def _step(step: StepTable, polarity: Polarity, where: str) -> Iterator[Problem]:
    if polarity is Polarity.BAND:
        if step.band is None:
            yield Problem(where, "a band measure needs a band", "Write band = [low_red, low, high, high_red].")
        elif not step.band[0] < step.band[1] <= step.band[2] < step.band[3]:
            said = "the band is not in order"
            yield Problem(where, said, "Write it rising: low_red < low ≤ high < high_red.")
        return
    if step.goal is None:
        yield Problem(where, "goal is missing", "Write goal and red.")
    elif step.red is not None and step.red == step.goal:
        yield Problem(where, "goal and red flag are the same", "Set the red flag apart from the goal.")
    elif step.red is not None and polarity.sign and (step.goal > step.red) != (polarity.sign > 0):
        said = f"the red flag is better than the goal for a measure where {polarity} is good"
        yield Problem(where, said, "Swap them, or correct the polarity.")


def _identities(file: CatalogueFile, name: str) -> Iterator[Problem]:
    figures = {*(row.id for row in file.accounts), *(row.id for row in file.readings)}
    for check in file.checks:
        yield from _terms(check.terms, figures, f"{name}, checks “{excerpt(check.name)}” terms", "account or reading")


def _drivers(file: CatalogueFile, name: str) -> Iterator[Problem]:
    known = {*(row.id for row in file.readings), *(row.id for row in file.measures)}
    for row in file.accounts:
        if row.driver and row.driver not in known:
            yield unknown(f"{name}, accounts “{row.id}” driver", "reading or measure", row.driver)


def _statements(file: CatalogueFile, name: str) -> Iterator[Problem]:
    accounts = {row.id: row for row in file.accounts}
    figures = {*accounts, *(row.id for row in file.readings), *(row.id for row in file.measures)}
    for row in file.statements:
        where = f"{name}, statements “{row.id}”"
        if row.by == "places":
            if row.of is None:
                yield Problem(f"{where} of", "it does not say which figure", 'Give of = "figure".')
            yield from _each_known((row.of, *row.beside), figures, where, "account, reading or measure")
            continue
        yield from _each_known((row.result, *row.lines), accounts, where, "account")
        balances = [each for each in (row.result, *row.lines) if each in accounts and accounts[each].kind != Kind.FLOW]
        if balances:
            said = f"{', '.join(balances[:5])} are balances and have no sum over a window"
            yield Problem(where, said, "List flows only.")


def _limits(file: CatalogueFile, name: str) -> Iterator[Problem]:
    accounts, entities = {row.id: row for row in file.accounts}, {row.id for row in file.entities}
    figures = {*accounts, *(row.id for row in file.readings)}
    for row in file.limits:
        where = f"{name}, limits “{row.account}”"
        yield from _each_known((row.account,), accounts, where, "account")
        yield from _each_known((row.entity,), entities, where, "entity")
        yield from _each_known((row.committed,), figures, where, "account or reading")
        if row.account in accounts and accounts[row.account].kind != Kind.FLOW:
            yield Problem(where, "a balance is not spent", "Give an account that is a flow.")


def _cash(file: CatalogueFile, name: str) -> Iterator[Problem]:
    accounts, readings = {row.id for row in file.accounts}, {row.id for row in file.readings}
    by_month = file.calendar.pattern == "months"
    yield from cash_problems(file.cash, accounts | readings, {row.id for row in file.entities}, name, by_month)


def _boards(file: CatalogueFile, name: str) -> Iterator[Problem]:
    below = {row.id: [*_names(row.formula)] for row in file.accounts}
    for row in file.accounts:
        below.get(row.parent or "", []).append(row.id)
    parts = {row.id: _names(row.parts) for row in file.measures}
    top = {row.id: _names((*row.numerator, *row.denominator)) for row in file.measures}
    made = {key: made_of((term for part in made_of((key,), parts) for term in top.get(part, ())), below) for key in top}
    secret = guarded(file.accounts, file.readings, file.cash)
    yield from board_problems(file.boards, made, {row.id for row in file.entities}, secret, name)


def _audiences(file: CatalogueFile, name: str) -> Iterator[Problem]:
    measures, entities = {row.id for row in file.measures}, {row.id for row in file.entities}
    yield from audience_problems(file.audiences, measures, entities, name)


def _sync(file: CatalogueFile, name: str) -> Iterator[Problem]:
    flows, entities = {row.id for row in file.accounts if row.kind is Kind.FLOW}, {row.id for row in file.entities}
    yearly = {row.id for row in file.measures if _plain_amount(row) and {*_names(row.numerator)} <= flows}
    yield from sync_problems(file, file.cash, {row.id for row in file.measures}, yearly, entities, name)


def _plain_amount(row: MeasureTable) -> bool:
    alone = len(row.numerator) == 1 and not (row.denominator or row.growth or row.combine)
    return alone and row.factor == 1 and re.match(r"[\s+]*[a-z]", row.numerator[0]) is not None


def _each_known(names: Iterable[str | None], known: Container[str], where: str, kind: str) -> Iterator[Problem]:
    for each in names:
        if each is not None and each not in known:
            yield unknown(where, kind, each)


def _terms(terms: Iterable[str], known: Iterable[str], where: str, kind: str) -> Iterator[Problem]:
    names = set(known)
    for term in terms:
        found = TERM.fullmatch(term)
        if found is None:
            said = f"“{excerpt(term)}” is not a term"
            yield Problem(where, said, "Write +name, -name or 0.5*name.")
        elif found[3] not in names:
            yield unknown(where, kind, found[3])


def _names(terms: Iterable[str]) -> tuple[str, ...]:
    return tuple(found[3] for term in terms if (found := TERM.fullmatch(term)))


RULES: tuple[Rule, ...] = (
    _names_once,
    _closing,
    _entity_tree,
    _account_tree,
    _measures_refer,
    _measures_compute,
    _targets,
    _identities,
    _drivers,
    _statements,
    _limits,
    _cash,
    _boards,
    _sync,
    _audiences,
)
