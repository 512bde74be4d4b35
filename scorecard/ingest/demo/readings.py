"""Readings: what the teams counted, month by month, kept as counts and never as percentages."""

from dataclasses import dataclass

import numpy as np

from scorecard.ingest.demo.accounts import ACCOUNTS
from scorecard.ingest.demo.company import EQUIPMENT, TEAMS, team, teams_of
from scorecard.ingest.demo.economy import Economy
from scorecard.ingest.demo.ledger import Ledger
from scorecard.ingest.demo.months import HISTORY, Floats, Ints, Months
from scorecard.ingest.demo.order_days import order_days
from scorecard.ingest.demo.production import rounded_in_turn
from scorecard.ingest.demo.story import Story

COMPANY = len(TEAMS) + 3
"""Entity code of the whole company, after the teams and sites."""
HEADS = np.array([62.0, 24.0, 14.0, 6.0, 15.0, 27.0, 8.0, 5.0, 10.0, 5.0, 3.0])
"""People of each team, technicians not counted."""
HOURS_A_DAY, FACTORY_OVERTIME = 7.1, 0.021
"""Hours of a day in the factory, and overtime there as a share of them."""
LINES_DUE = np.array([[430.0], [265.0]])
"""Order lines due in a usual month, by warehouse."""

NOT_SENT = "velanda_sales"
"""The team that has not sent its quotes of the last month yet."""


@dataclass(frozen=True)
class Reading:
    """One reading of some entities: ``values`` is float64[entity, month], in its own unit.

    ``products`` names the product of each row where a reading is kept by product; ``by_day`` is what it comes to on
    each day, float64[entity, month, day], where it is kept by day.
    """

    source: str
    name: str
    entities: tuple[int, ...]
    values: Floats
    products: tuple[int, ...] = ()
    money: bool = False
    by_day: Floats | None = None


def reading_months(months: Months, story: Story, economy: Economy, ledger: Ledger) -> list[Reading]:
    """Everything the teams count.

    Args:
        months: The company's months.
        story: What is planted.
        economy: The drivers.
        ledger: For sales of new products, which are read off the postings.

    Returns:
        Readings over all months; only the months of the history are meant to be loaded.
    """
    return [
        *_customer_system(months, story, economy),
        *_surveys(months, story, economy),
        *_service(economy),
        *_time_records(months, economy, story),
        *_factory(economy),
        *_warehouse(months, story),
        *_people(months, story, economy),
        _new_products(months, ledger),
        *_market(months, economy),
    ]


def _customer_system(months: Months, story: Story, economy: Economy) -> list[Reading]:
    crew, sellers = teams_of("service"), teams_of("sales")
    service = economy.service
    made = np.round(np.array([[52.0], [31.0], [19.0]]) * (1 + story.noise(months, "quotes", (3, months.count), 0.08)))
    rate = 0.312 + story.noise(months, "quotes won", (3, months.count), 0.02)
    made[sellers.index(team(NOT_SENT)), months.last] = np.nan
    return [
        Reading("crm", "contracts_due", crew, service.due),
        Reading("crm", "contracts_renewed", crew, service.renewed),
        Reading("crm", "customer_months", crew, service.contracts),
        Reading("crm", "quotes_made", sellers, made),
        Reading("crm", "quotes_won", sellers, np.round(made * rate)),
    ]


def _surveys(months: Months, story: Story, economy: Economy) -> list[Reading]:
    """Satisfaction follows punctuality at once, recommendation a month later."""
    crew, service = teams_of("service"), economy.service
    late = np.maximum(0.955 - service.on_time, 0.0)
    felt = np.concatenate([late[:, :1], late[:, :-1]], axis=1)
    shape = late.shape
    answers = np.round(service.jobs_done * 0.13)
    mean = 4.48 - 2.6 * late + story.noise(months, "satisfaction", shape, 0.03)
    asked = np.round(service.jobs_done * 0.07)
    promoters = 0.535 - 0.8 * felt + story.noise(months, "promoters", shape, 0.015)
    detractors = 0.125 + 0.7 * felt + story.noise(months, "detractors", shape, 0.01)
    return [
        Reading("surveys", "satisfaction_points", crew, np.round(answers * np.minimum(mean, 5.0))),
        Reading("surveys", "satisfaction_answers", crew, answers),
        Reading("surveys", "nps_promoters", crew, np.round(asked * promoters)),
        Reading("surveys", "nps_detractors", crew, np.round(asked * detractors)),
        Reading("surveys", "nps_answers", crew, asked),
    ]


def _service(economy: Economy) -> list[Reading]:
    crew, service = teams_of("service"), economy.service
    due = np.round(service.demand * 0.97)
    return [
        Reading("service", "service_jobs", crew, np.round(service.demand)),
        Reading("service", "visits_due", crew, due),
        Reading("service", "visits_on_time", crew, np.round(due * service.on_time)),
        Reading("service", "open_jobs", crew, np.round(service.open_jobs)),
        Reading("service", "hours_available", crew, np.round(service.available)),
        Reading("service", "hours_on_jobs", crew, np.round(service.on_jobs)),
        Reading("service", "contractor_hours", crew, np.round(service.contractors)),
    ]


def _time_records(months: Months, economy: Economy, story: Story) -> list[Reading]:
    service = economy.service
    hours = np.round(HEADS[0] * months.working_days * HOURS_A_DAY)
    extra = np.round(hours * (FACTORY_OVERTIME + story.noise(months, "factory overtime", (months.count,), 0.003)))
    where = (*teams_of("service"), team("tarnwick_production"))
    worked = np.vstack([np.round(service.available + service.overtime), hours + extra])
    return [
        Reading("time", "hours_worked", where, worked),
        Reading("time", "overtime_hours", where, np.vstack([np.round(service.overtime), extra])),
    ]


def _factory(economy: Economy) -> list[Reading]:
    made, products = economy.production, tuple(range(len(EQUIPMENT)))
    where = (team("tarnwick_production"),) * len(EQUIPMENT)
    return [
        Reading("factory", "units_started", where, made.started, products),
        Reading("factory", "units_right_first_time", where, made.right_first_time, products),
        Reading("factory", "units_scrapped", where, made.scrapped, products),
        Reading("factory", "units_shipped", where, made.shipped, products),
        Reading("factory", "units_returned", where, made.returned, products),
    ]


def _warehouse(months: Months, story: Story) -> list[Reading]:
    where = teams_of("parts")
    shape = (2, months.count)
    due = np.round(LINES_DUE * (1 + story.noise(months, "order lines", shape, 0.05)))
    rate = 0.947 + story.noise(months, "on time in full", shape, 0.006) + 0.004 * story.stock
    good = np.round(due * rate)
    due_days, good_days = order_days(months, story, due, good)
    return [
        Reading("warehouse", "lines_due", where, due, by_day=due_days),
        Reading("warehouse", "lines_on_time_in_full", where, good, by_day=good_days),
    ]


def _people(months: Months, story: Story, economy: Economy) -> list[Reading]:
    everyone = tuple(range(len(TEAMS)))
    heads = HEADS[:, None] * np.ones(months.count)
    crew = list(teams_of("service"))
    heads[crew] += economy.service.technicians
    heads = np.round(heads)
    rate = np.full(heads.shape, 0.0075)
    rate[crew] += 0.017 * story.leaving
    return [
        Reading("people", "staff_months", everyone, heads),
        Reading("people", "leavers", everyone, rounded_in_turn(heads * rate)),
    ]


def _new_products(months: Months, ledger: Ledger) -> Reading:
    """Sales of products launched less than 24 months ago, added up from the ledger's own lines."""
    lines, sellers = ledger.lines, teams_of("sales")
    cents = np.zeros((len(TEAMS), months.count))
    launched = np.array([each.launched for each in EQUIPMENT])
    sold = lines.take(lines.account == ACCOUNTS["revenue_equipment"])
    age = months.since_last[sold.month] - launched[sold.product]
    new = sold.take((age >= 0) & (age < 24))
    np.add.at(cents, (new.entity, new.month), -new.cents)
    return Reading("sales analysis", "new_product_sales", sellers, cents[list(sellers)] / 100, money=True)


def _market(months: Months, economy: Economy) -> list[Reading]:
    """Units by quarter; months that end no quarter stay empty."""
    shipped = economy.production.shipped.sum(axis=0)
    running = np.cumsum(shipped)
    quarter = running - np.concatenate([np.zeros(3), running[:-3]])
    ends = (months.of_year % 3 == 0) & (np.arange(months.count) >= 2)
    share = 0.0815 + 0.0045 * np.arange(months.count) / (HISTORY - 1)
    own = np.where(ends, quarter, np.nan)
    return [
        Reading("market", "own_units", (COMPANY,), own[None]),
        Reading("market", "market_units", (COMPANY,), np.where(ends, np.round(quarter / share), np.nan)[None]),
    ]


def in_ticks(values: Floats) -> Ints:
    """Values in ten-thousandths."""
    return np.round(np.nan_to_num(values) * 10_000).astype(np.int64)
