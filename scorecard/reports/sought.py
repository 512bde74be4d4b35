"""What is looked into: a measure, an account or a reading, all as a measure; and whether it can be taken apart."""

from decimal import Decimal
from functools import lru_cache
from itertools import chain

from scorecard.domain.catalogue import Account, Catalogue, Measure
from scorecard.domain.errors import UnknownName
from scorecard.domain.terms import Over, is_stored, overs
from scorecard.domain.vocabulary import Kind, Normal, Perspective, Polarity, Unit

STORED_WHOLE = {
    Kind.DISTINCT: "the same ones would be counted in several parts",
    Kind.QUANTILE: "the medians and percentiles of the parts do not make that of the whole",
    Kind.STATE: "a state is not an amount",
}
"""Why kinds that are stored as they are cannot be taken apart."""

NO_PARTS = "it is reported as one figure, without the two parts it is worked out from"


def sought(catalogue: Catalogue, name: str) -> Measure:
    """A measure of the scorecard, or an account or a reading as if it were one; measures come first.

    More income is better and more cost is worse; of balances and readings nothing is known.

    Raises:
        UnknownName: If the catalogue has no such name.
    """
    if name in catalogue.measures:
        return catalogue.measures[name]
    if name in catalogue.accounts:
        return _of_account(catalogue.accounts[name])
    if name in catalogue.readings:
        found = catalogue.readings[name]
        return _plain(found.id, found.name, "", found.kind, found.unit, Polarity.NEUTRAL)
    raise UnknownName("measure or account", name)


def usual_name(catalogue: Catalogue) -> str:
    """What is looked into where nothing is named: what the first statement of the catalogue comes to.

    Else the first amount of money that is held against the plan, the first that adds up over time, the first
    measure or account there is.

    Raises:
        UnknownName: If there is neither.
    """
    money = [each for each in catalogue.measures.values() if each.unit is Unit.MONEY]
    planned = (each.id for each in money if each.target.source == "plan")
    flows = (each.id for each in money if each.kind is Kind.FLOW)
    results = (each.result for each in catalogue.statements if each.result)
    named = next(chain(results, planned, flows, catalogue.measures, catalogue.accounts), "")
    return sought(catalogue, named).id


def whole_reason(measure: Measure, catalogue: Catalogue, periods: int) -> str:
    """Why a measure over so many periods cannot be taken apart; "" where it can."""
    if measure.combine:
        return "it is put together of other measures; look into each of them"
    if measure.growth:
        return "growth is told of the whole; look into what grows"
    if is_stored(measure):
        return STORED_WHOLE.get(measure.kind, NO_PARTS)
    if periods > 1 and any(Over.AVERAGE in side for side in overs(measure, catalogue)):
        return "it is an average over several periods; look at a single one"
    return ""


def _of_account(account: Account) -> Measure:
    flow = {Normal.CREDIT: Polarity.HIGHER, Normal.DEBIT: Polarity.LOWER}[account.normal]
    polarity = flow if account.kind is Kind.FLOW else Polarity.NEUTRAL
    return _plain(account.id, account.name, account.finance_name, account.kind, Unit.MONEY, polarity)


@lru_cache(maxsize=4_096)
def _plain(name: str, label: str, finance: str, kind: Kind, unit: Unit, polarity: Polarity) -> Measure:
    return Measure(
        name, label, finance or label, kind, unit, polarity, Perspective.FINANCIAL, "", (f"+{name}",), weight=Decimal(0)
    )
