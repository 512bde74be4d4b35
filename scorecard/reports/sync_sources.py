"""What other pages say already, asked once for everything that both sides look at together."""

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from scorecard.domain.calendar import Period
from scorecard.domain.commitments import Ahead
from scorecard.domain.scope import Scope
from scorecard.domain.variance_outlook import fiscal_year
from scorecard.domain.vocabulary import Comparison, View
from scorecard.reports.asked import Asked, open_scope
from scorecard.reports.cash import cash_report
from scorecard.reports.cash_answer import CashReport
from scorecard.reports.cash_fan import FanDay
from scorecard.reports.outlook import OutlookReport, outlook_report
from scorecard.reports.outlook_vintage import OutlookVintage, account_months, outlook_vintage, outlooks_of
from scorecard.reports.variance import VarianceReport, variance_report
from scorecard.reports.variance_rows import VarianceRow
from scorecard.store.store import Store


@dataclass(frozen=True, eq=False)
class Sources:
    """The answers of other pages for one scope; each is asked when it is first wanted."""

    store: Store
    asked: Asked
    _years: dict[str, VarianceReport] = field(default_factory=dict)
    _places: dict[str, Asked] = field(default_factory=dict)

    @property
    def root(self) -> str:
        """The whole company."""
        return self.asked.catalogue.root

    @cached_property
    def cash(self) -> CashReport:
        """Cash of the whole company."""
        return cash_report(self.store, self.asked.scope.with_(entity=self.root))

    @cached_property
    def cash_here(self) -> CashReport:
        """Cash of the place asked for."""
        same = self.asked.scope.entity == self.root
        return self.cash if same else cash_report(self.store, self.asked.scope)

    @cached_property
    def outlook(self) -> OutlookReport:
        """Cash over the months ahead."""
        return outlook_report(self.store, self.asked.scope.with_(entity=self.root))

    def at(self, entity: str) -> Asked:
        """The scope asked for at another place, one month at a time."""
        place = entity or self.root
        if place not in self._places:
            self._places[place] = open_scope(self.store, self.asked.scope.with_(entity=place, view=View.PERIOD))
        return self._places[place]

    def year_scope(self, entity: str) -> Scope:
        """The scope of the whole fiscal year against its plan."""
        return self.asked.scope.with_(entity=entity or self.root, view=View.PERIOD, compare=Comparison.PLAN)

    def year(self, entity: str) -> VarianceReport:
        """The statement of the whole fiscal year: closed actuals and the outlook's rest."""
        place = entity or self.root
        if place not in self._years:
            self._years[place] = variance_report(self.store, self.year_scope(place), full_year=True)
        return self._years[place]

    def year_row(self, entity: str, account: str) -> VarianceRow | None:
        """One line of it; None where no statement lists the account."""
        return next((row for row in self.year(entity).rows if row.id == account), None)

    def year_end(self) -> Period:
        """The last period of the fiscal year asked for."""
        return self.asked.calendar.periods[fiscal_year(self.asked.calendar, self.asked.index).stop - 1]

    @property
    def fan(self) -> tuple[FanDay, ...]:
        """The days of the forecast by day that did not come about yet; none without one."""
        told = self.cash.fan
        last = told.came[-1][0] if told is not None and told.came else date.min
        return tuple(each for each in told.ahead if each.day > last) if told is not None else ()

    @property
    def cash_there(self) -> tuple[date, Decimal] | None:
        """The newest day whose figures are actual and what was available at its end; None without a forecast by day."""
        if self.cash.fan is not None and self.cash.fan.came:
            return self.cash.fan.came[-1]
        return None if self.cash.position is None else (self.cash.position.day, self.cash.position.available)

    @cached_property
    def cash_ahead(self) -> tuple[Ahead, ...]:
        """Available cash day by day as far as the forecast by day reaches, then at the end of each month."""
        days = tuple(Ahead(each.day, day_words(each.day), each.expected) for each in self.fan)
        last = days[-1].day if days else date.min
        ends = {period.key: period.end for period in self.months}
        told = ((ends.get(row.period), row) for row in self.outlook.rows if row.forecast is not None)
        later = (Ahead(end, row.label, row.forecast) for end, row in told if end is not None and end > last)
        return (*days, *later)

    @cached_property
    def _rolled(self) -> OutlookVintage | None:
        made = outlooks_of(self.asked)
        return outlook_vintage(self.asked, made[-1]) if made else None

    @property
    def months(self) -> tuple[Period, ...]:
        """The months the newest outlook tells; none without one."""
        return self._rolled.past.ahead if self._rolled is not None else ()

    def account_ahead(self, account: str) -> tuple[Ahead, ...]:
        """An account's months in the newest outlook; none where it does not tell all the account is made of."""
        if self._rolled is None:
            return ()
        return tuple(Ahead(*each) for each in account_months(self._rolled, self.asked.catalogue, account))


def sources_of(store: Store, scope: Scope) -> Sources:
    """Everything closed for a scope, its window a single period.

    Raises:
        UnknownName: If place or period do not exist.
        NothingPublished: If there are no figures yet.
    """
    asked = open_scope(store, scope)
    return Sources(store, replace(asked, scope=asked.scope.with_(view=View.PERIOD)))


def year_link(account: str) -> tuple[tuple[str, str], ...]:
    """What a link says to the steps from an account's plan of the year to its outlook."""
    return (("of", account), ("bridge", "outlook"))


def day_words(day: date) -> str:
    """A day with its year: "9 Dec 2026"."""
    return f"{day.day} {day:%b %Y}"
