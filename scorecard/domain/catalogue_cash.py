"""What a workspace says about its cash: which figures it is, what it must not go below, when known payments come."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class DayRule:
    """Days on which something comes; exactly one of the four ways is given, ``months`` narrows it.

    Attributes:
        day: Day of the month, 31 meaning its last; ``roll`` says where one that is no working day goes.
        business_day: 1 is the month's first working day, -1 its last.
        weekday: 0 Monday to 6 Sunday, each week, or only the ``nth`` of the month (-1 the last).
        every_days: Every so many days, counted from ``anchor`` before and after it.
        months: Calendar months 1 to 12; none means all.
        roll: To the working day ``after`` or ``before``, but never into another month; or ``none``.
    """

    day: int | None = None
    business_day: int | None = None
    weekday: int | None = None
    nth: int | None = None
    every_days: int | None = None
    anchor: date | None = None
    months: tuple[int, ...] = ()
    roll: str = "after"


@dataclass(frozen=True, slots=True)
class CashLedger:
    """Which readings tell invoices or bills: when written, when paid, by or to whom.

    ``promised`` and ``disputed`` name readings of promise dates and of disputes; "" where nobody keeps them.
    """

    written: str
    settled: str
    party: str
    promised: str = ""
    disputed: str = ""


@dataclass(frozen=True, slots=True)
class CashLine:
    """A line of the cash forecast that the calendar knows.

    Attributes:
        id: Its id, as forecast rows carry it.
        name: What screens call it.
        direction: ``in`` or ``out``.
        journal: How the note of a bank line begins that belongs to it; "" for none.
        parties: Suppliers or customers whose bills or invoices belong to it rather than to all others'.
        rule: When it comes; None where its days are learned.
        amount: What comes each time; None where it is learned from the bank lines.
        entity: The place that pays; "" where it is learned.
    """

    id: str
    name: str
    direction: str
    journal: str = ""
    parties: tuple[str, ...] = ()
    rule: DayRule | None = None
    amount: Decimal | None = None
    entity: str = ""


@dataclass(frozen=True, slots=True)
class CashDrivers:
    """Accounts that turn profit into cash; "" where the workspace has none.

    ``noncash`` is cost that costs no cash (wear), ``tax_owed`` what of the tax is not yet paid, ``interest`` what
    loans cost, ``owners`` what is paid to them. ``capex`` is either what is spent or the balance it goes into.
    """

    revenue: str = ""
    cost_of_goods: str = ""
    receivables: str = ""
    inventory: str = ""
    payables: str = ""
    capex: str = ""
    tax: str = ""
    debt: str = ""
    profit: str = ""
    noncash: str = ""
    tax_owed: str = ""
    interest: str = ""
    owners: str = ""


@dataclass(frozen=True, slots=True)
class CashOverride:
    """Whose number stands in an outlook in place of the forecast's own.

    Attributes:
        line: A leaf account.
        by: ``plan``, ``driver`` (what it cost per unit of its driver over the last year, times the driver's plan)
            or ``amount``.
        amount: What it comes to in each month, in natural sign.
        since: First month it holds for, as a period's key; "" for all.
        till: Last month; "" for all.
        who: Who decided it.
        why: For what reason.
    """

    line: str
    by: str
    amount: Decimal | None = None
    since: str = ""
    till: str = ""
    who: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Cash:
    """What cash is. Amounts are in the workspace's currency.

    Attributes:
        opening: Reading or account of the balance at a period's start.
        closing: The same at its end.
        inflow: Money in; of bank lines by day, or by month.
        outflow: Money out.
        by: ``days`` or ``months``.
        restricted: Held and not available.
        facility: Agreed credit that is not drawn.
        floor: The company's own minimum.
        covenant: The lender's minimum, with its name.
        weeks: How far the forecast by day reaches.
        months: How far the outlook reaches.
        payment_run: Days on which bills are paid; None where they are paid on any.
        between: How the note of a bank line begins that moves money between places of the same workspace.
        receivables: Invoices, None where the workspace keeps none.
        payables: Bills, likewise.
        lines: Lines the calendar knows.
        drivers: Accounts of the indirect method.
        overrides: Lines of the outlook that somebody decided otherwise than the forecast.
    """

    opening: str
    closing: str
    inflow: str
    outflow: str
    by: str = "days"
    restricted: Decimal = Decimal(0)
    facility: Decimal = Decimal(0)
    floor: Decimal | None = None
    covenant: Decimal | None = None
    covenant_name: str = ""
    weeks: int = 13
    months: int = 18
    payment_run: DayRule | None = None
    between: str = ""
    receivables: CashLedger | None = None
    payables: CashLedger | None = None
    lines: tuple[CashLine, ...] = ()
    drivers: CashDrivers = field(default_factory=CashDrivers)
    overrides: tuple[CashOverride, ...] = ()
