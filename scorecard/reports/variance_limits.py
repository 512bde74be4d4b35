"""Spending limits at a place and below it: spent and committed so far this fiscal year, and the marks passed."""

from dataclasses import dataclass, replace
from decimal import Decimal

from scorecard.domain.catalogue import Limit
from scorecard.domain.statement import Sum
from scorecard.domain.variance_limits import Reach, Used, used
from scorecard.domain.variance_outlook import Segment, fiscal_year
from scorecard.domain.vocabulary import Scenario, View
from scorecard.reports.asked import Asked, label_of
from scorecard.reports.evaluated import stood
from scorecard.reports.sought import sought
from scorecard.reports.variance_columns import Ledger

ORDER = (Reach.OVER, Reach.NEAR, Reach.WITHIN, Reach.UNKNOWN)


@dataclass(frozen=True, slots=True)
class LimitRow:
    """One limit with what is used of it; amounts in the workspace's currency.

    ``set_by`` says where the limit comes from, ``reason`` why spending is not known.
    """

    account: str
    label: str
    entity: str
    place: str
    set_by: str
    used: Used
    reason: str


def limits_of(asked: Asked) -> tuple[LimitRow, ...]:
    """The limits of the place asked for and of those below it: those reached first, the fullest of them on top."""
    below = set(asked.catalogue.subtree(asked.scope.entity))
    found = [_row(asked, limit) for limit in asked.catalogue.limits if limit.entity in below]
    return tuple(sorted(found, key=lambda row: _fullest(row.used)))


def limit_at(asked: Asked, account: str, entity: str) -> LimitRow:
    """The limit of one account at one place; where the catalogue names none, what the year's plan leaves."""
    known = (each for each in asked.catalogue.limits if (each.account, each.entity) == (account, entity))
    return _row(asked, next(known, Limit(account, entity)))


def _fullest(used: Used) -> tuple[int, bool, Decimal]:
    """Sorts limits; one of nothing that is reached has no share and is passed by more than any other."""
    return ORDER.index(used.reach), used.share is not None, -(used.share or Decimal(0))


def _row(asked: Asked, limit: Limit) -> LimitRow:
    there = replace(asked, scope=asked.scope.with_(entity=limit.entity, view=View.YEAR_TO_DATE))
    account, year = asked.catalogue.accounts[limit.account], fiscal_year(asked.calendar, asked.index)
    spent = _sum(there, limit.account, Scenario.ACTUAL, range(year.start, asked.index + 1))
    plan = _sum(there, limit.account, Scenario.BUDGET, year)
    amount = limit.amount if limit.amount is not None else plan.value if plan.due else None
    committed = _committed(there, limit.committed) if limit.committed else None
    return LimitRow(
        account=limit.account,
        label=label_of(account, asked.scope.words),
        entity=limit.entity,
        place=asked.catalogue.entities[limit.entity].name,
        set_by="plan of the year" if limit.amount is None else "set in the catalogue",
        used=used(amount, spent.value if spent.due else None, committed),
        reason=spent.reason or ("" if spent.due else "not reported"),
    )


def _sum(asked: Asked, account: str, scenario: Scenario, window: range) -> Sum:
    return Ledger(asked).sum(account, (Segment(scenario, window),))


def _committed(asked: Asked, name: str) -> Decimal | None:
    found = stood(asked, sought(asked.catalogue, name))
    return found.series.values[found.shown]
