"""A statement's rules: exact window sums, the order of lines, which way each moves the result, and how lines foot."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from scorecard.domain.calendar import Calendar
from scorecard.domain.catalogue import Catalogue, Materiality
from scorecard.domain.cells import TICKS, Series
from scorecard.domain.phasing import spread
from scorecard.domain.quotients import incomplete
from scorecard.domain.running import running
from scorecard.domain.vocabulary import Unit

Parts = Mapping[str, int]
"""Leaf accounts of a name with their factors, as one side of the ledger counts them."""


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum over a window.

    Attributes:
        ticks: Ticks in natural sign; None where something due is not reported.
        reason: Why there is no sum.
        due: Whether anything was due in the window.
    """

    ticks: int | None
    reason: str = ""
    due: bool = True

    @property
    def value(self) -> Decimal | None:
        """The sum in units."""
        return None if self.ticks is None else Decimal(self.ticks) / TICKS

    def plus(self, other: "Sum") -> "Sum":
        """Both sums; none where one of them is not reported."""
        if self.ticks is None or other.ticks is None:
            return Sum(None, self.reason or other.reason, self.due or other.due)
        return Sum(self.ticks + other.ticks, "", self.due or other.due)


NOTHING = Sum(0, "", due=False)


@dataclass(frozen=True, slots=True)
class Footing:
    """Whether the lines come to the result.

    Attributes:
        better: Sum of what the better lines add, zero or more.
        worse: Sum of what the worse lines take, zero or less.
        net: The result's own impact.
        lines: How many lines were added up.
        rest: What the lines leave unexplained; zero where they foot.
    """

    better: Decimal
    worse: Decimal
    net: Decimal
    lines: int
    rest: Decimal


def window_sum(
    series: Series, window: range, calendar: Calendar, part: tuple[int, int] | None = None, currency: str = ""
) -> Sum:
    """A flow summed over a window; periods in which nothing was due add nothing.

    Args:
        series: Ticks in natural sign by period.
        window: Indices.
        calendar: Names the period that is not complete.
        part: Working days done and in all, where only that part of the last period counts.
        currency: ISO code, told with what is known of a period that is not complete.

    Source: semantics 2.1 and 2.6.
    """
    sums = running(series)
    if not any(sums.due[window.start : window.stop]):
        return NOTHING
    if sums.gaps[window.stop] != sums.gaps[window.start]:
        at = sums.first_gap(window.start)
        return Sum(None, f"{calendar.periods[at].label}: {incomplete(series, at, Unit.MONEY, currency)}")
    whole = sums.totals[window.stop] - sums.totals[window.start]
    last = sums.values[window.stop - 1]
    return Sum(whole if part is None else whole - last + to_date(last, part))


def to_date(ticks: int, part: tuple[int, int]) -> int:
    """The share of a period's plan up to the working days done, to the tick."""
    done, whole = part
    return spread(ticks, (done, whole - done))[0] if whole else ticks


def tree(catalogue: Catalogue, roots: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """Accounts in the order they are read, parents before children, each with its depth from 0."""
    found: list[tuple[str, int]] = []
    waiting = [(root, 0) for root in reversed(tuple(dict.fromkeys(roots)))]
    while waiting:
        name, level = waiting.pop()
        found.append((name, level))
        waiting.extend((child, level + 1) for child in reversed(catalogue.account_children[name]))
    return tuple(found)


def signs(parts: Mapping[str, Parts], result: str) -> dict[str, int]:
    """Which way each line moves the result: +1 more is better, -1 more is worse, 0 it says nothing.

    A line is judged by the leaves it shares with the result. Lines beside it (tax, below operating
    profit) are judged by the largest subtotal that shares leaves with the result and runs its way.

    Args:
        parts: Leaves of every line and of the result, with the ledger's factors.
        result: What the lines come to; "" judges nothing.
    """
    known = dict(parts.get(result, {}))
    for name in sorted(parts, key=lambda name: -len(parts[name])):
        way = _way(parts[name], known)
        known |= {leaf: way * factor for leaf, factor in parts[name].items() if not known.get(leaf)}
    return {name: _way(own, known) for name, own in parts.items()}


def weights(parts: Mapping[str, Parts], result: str, lines: Iterable[str]) -> dict[str, int]:
    """How often each leaf line counts in the result, in natural signs; leaves that are no part of it are left out."""
    whole = parts.get(result, {})
    return {name: whole[name] * parts[name][name] for name in lines if whole.get(name)}


def rule_of(account: str, catalogue: Catalogue) -> Materiality:
    """When a difference on an account is worth a look: its own rule, its nearest group's, or the workspace's."""
    node = catalogue.accounts.get(account)
    while node is not None:
        if node.materiality is not None:
            return node.materiality
        node = catalogue.accounts.get(node.parent or "")
    return catalogue.materiality


def footing(net: Decimal | None, impacts: Sequence[Decimal | None]) -> Footing | None:
    """Lines added up beside the result's own impact; None where the result has none.

    Args:
        net: The result's difference, plus is better.
        impacts: What each line does to the result; None where a line has no difference.
    """
    if net is None:
        return None
    known = [each for each in impacts if each is not None]
    better = sum((each for each in known if each > 0), Decimal(0))
    worse = sum((each for each in known if each < 0), Decimal(0))
    return Footing(better, worse, net, len(known), net - better - worse)


def _way(own: Parts, known: Parts) -> int:
    ways = {1 if factor * known[leaf] > 0 else -1 for leaf, factor in own.items() if factor and known.get(leaf)}
    return ways.pop() if len(ways) == 1 else 0
