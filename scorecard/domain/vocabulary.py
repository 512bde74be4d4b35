"""The words every floor shares: scenarios, kinds, polarity, states and status."""

from enum import StrEnum


class Perspective(StrEnum):
    """The four perspectives of the scorecard; ids are fixed, names are the catalogue's."""

    FINANCIAL = "financial"
    CUSTOMER = "customer"
    OPERATIONS = "operations"
    GROWTH = "growth"


class Scenario(StrEnum):
    """Which set of numbers a fact belongs to."""

    ACTUAL = "actual"
    BUDGET = "budget"
    FORECAST = "forecast"
    OPTION = "option"
    ROLLED = "rolled"


class CloseState(StrEnum):
    """How far the books of a period are closed (semantics 2.6)."""

    OPEN = "open"
    SOFT_CLOSED = "soft_closed"
    CLOSED = "closed"


class Kind(StrEnum):
    """How a measure adds up over time and over entities (semantics 2.1)."""

    FLOW = "flow"
    BALANCE = "balance"
    AVERAGE = "average"
    RATIO = "ratio"
    DAYS = "days"
    SCORE = "score"
    DISTINCT = "distinct"
    QUANTILE = "quantile"
    STATE = "state"


class Polarity(StrEnum):
    """Which direction is good; neutral measures carry no colour."""

    HIGHER = "higher"
    LOWER = "lower"
    BAND = "band"
    NEUTRAL = "neutral"

    @property
    def sign(self) -> int:
        """+1 where more is better, -1 where less is better, 0 otherwise."""
        return {Polarity.HIGHER: 1, Polarity.LOWER: -1}.get(self, 0)


class Unit(StrEnum):
    """What a value is counted in; decides format and whether currency applies."""

    MONEY = "money"
    PERCENT = "percent"
    POINTS = "points"
    DAYS = "days"
    HOURS = "hours"
    COUNT = "count"
    TIMES = "times"
    SCORE = "score"


class State(StrEnum):
    """The five states a cell can be in; only a reported cell has a value."""

    REPORTED = "reported"
    MISSING = "missing"
    NOT_DUE = "not_due"
    NOT_APPLICABLE = "not_applicable"
    HIDDEN = "hidden"


class Status(StrEnum):
    """Where a measure stands against its target."""

    ON_TRACK = "on_track"
    WATCH = "watch"
    OFF_TRACK = "off_track"
    NOT_REPORTED = "not_reported"


class View(StrEnum):
    """The window of time a number covers."""

    PERIOD = "period"
    QUARTER_TO_DATE = "qtd"
    YEAR_TO_DATE = "ytd"
    ROLLING = "r12"


class Comparison(StrEnum):
    """The other side of a comparison."""

    PLAN = "plan"
    LAST_YEAR = "last_year"
    OUTLOOK = "outlook"
    KNOWN = "known"


class Words(StrEnum):
    """Whose words label the numbers."""

    PLAIN = "plain"
    FINANCE = "finance"


class Cadence(StrEnum):
    """How often a figure is due."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    YEARLY = "yearly"


class Normal(StrEnum):
    """An account's normal side; ledger facts are stored debit +, credit -."""

    DEBIT = "debit"
    CREDIT = "credit"

    @property
    def sign(self) -> int:
        """Factor from ledger sign to natural sign."""
        return 1 if self is Normal.DEBIT else -1
