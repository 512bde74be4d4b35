"""Profit and loss of every team, month by month, in euro before it is split into postings."""

from dataclasses import dataclass

import numpy as np

from scorecard.ingest.demo.company import EQUIPMENT, SITE_OF_TEAM, TEAMS, team, teams_of
from scorecard.ingest.demo.months import Floats, Months
from scorecard.ingest.demo.production import Production, production_months
from scorecard.ingest.demo.service import Service, service_months
from scorecard.ingest.demo.story import Story

SPRING = np.array([0.92, 0.95, 1.04, 1.08, 1.09, 1.06, 1.00, 0.95, 0.99, 1.00, 0.98, 0.94])
LEAP_OF_PRICES = 1.021
PAY_RISE = 1.028
CALL_OUT_SHARE = 0.62
"""Share of the service jobs that are charged one by one."""
FAIRS = {3: 38_000.0}
"""Trade fairs in euro by calendar month; the autumn fair is in ``story``."""
RENT = {"tarnwick_office": 74_000.0, "ostermoor_service": 21_000.0, "velanda_service": 9_500.0}
WEAR = {
    "tarnwick_production": 64_000.0, "tarnwick_service": 15_000.0, "ostermoor_service": 12_000.0,
    "velanda_service": 6_000.0,
}  # fmt: skip

Amounts = dict[str, Floats]
"""Account id to euro, natural sign, float64[team, month]."""


@dataclass(frozen=True)
class Economy:
    """The drivers and the profit and loss they make.

    ``equipment`` is equipment revenue in euro, float64[sales team, product, month].
    """

    service: Service
    production: Production
    equipment: Floats
    amounts: Amounts


def economy_months(months: Months, story: Story, autumn_fair: int) -> Economy:
    """Run the company.

    Args:
        months: The company's months.
        story: What is planted, or what was foreseen.
        autumn_fair: Index of the month that bears the autumn trade fair.

    Returns:
        Every team's profit and loss, income tax excepted.
    """
    service = service_months(months, story)
    equipment = _equipment(months, story)
    production = production_months(months, story, equipment.sum(axis=0))
    amounts: Amounts = {}
    _revenue(amounts, months, service, equipment)
    _cost_of_sales(amounts, months, service, production)
    _salaries(amounts, months)
    _other_costs(amounts, months, story, autumn_fair)
    for account in PRUDENT if not story.happens else ():
        amounts[account] = amounts[account] * PRUDENCE
    for account, values in amounts.items():
        noise = story.noise(months, account, values.shape, SPREAD.get(account, 0.02))
        amounts[account] = np.round(values * (1 + noise), 2)
    return Economy(service, production, equipment, amounts)


SPREAD = {
    "revenue_equipment": 0.0, "revenue_contracts": 0.004, "salaries_office": 0.006, "salaries_sales": 0.01,
    "rent": 0.004,
    "depreciation": 0.0, "interest": 0.0, "travel": 0.09, "marketing": 0.12, "professional_fees": 0.15,
    "engineering_materials": 0.12, "training": 0.10, "office_costs": 0.06, "exchange_differences": 0.0,
}  # fmt: skip

PRUDENT = ("it", "professional_fees", "office_costs", "travel", "training", "engineering_materials", "marketing")
PRUDENCE = 1.05
"""What a careful planner adds to the costs that are easiest to cut."""


def _years(months: Months) -> Floats:
    return np.arange(months.count) / 12


def _equipment(months: Months, story: Story) -> Floats:
    base = np.array([1_150_000.0, 530_000.0, 330_000.0])
    growth = 1.035 ** _years(months) * LEAP_OF_PRICES ** _years(months) * SPRING[months.of_year - 1]
    shares = np.array([each.share for each in EQUIPMENT])[:, None] * np.ones(months.count)
    launched = np.array([each.launched for each in EQUIPMENT])[:, None]
    age = months.since_last[None, :] - launched
    shares *= np.where(age < 0, 0.0, np.clip((age + 2) / 10, 0, 1) * np.where(launched > -100, 1.9, 1.0))
    shares /= shares.sum(axis=0)
    noise = 1 + story.noise(months, "equipment", (3, len(EQUIPMENT), months.count), 0.045)
    common = 1 + story.noise(months, "market", (1, 1, months.count), 0.015)
    soft = 1 - 0.03 * story.quality
    euros: Floats = base[:, None, None] * shares[None] * growth * soft * noise * common
    return np.round(euros, 2)


def _blank(months: Months) -> Floats:
    return np.zeros((len(TEAMS), months.count))


def _at(months: Months, euros: dict[str, float]) -> Floats:
    """A table of all teams with the same amount each month in the rows of the teams named."""
    table = _blank(months)
    for name, amount in euros.items():
        table[team(name)] = amount
    return table


def _by(months: Months, department: str, values: Floats) -> Floats:
    """A table of all teams with the values of one department's teams in their rows."""
    table = _blank(months)
    table[list(teams_of(department))] = values
    return table


def _revenue(amounts: Amounts, months: Months, service: Service, equipment: Floats) -> None:
    price = LEAP_OF_PRICES ** _years(months)
    by_site = equipment.sum(axis=1)
    amounts["revenue_equipment"] = _by(months, "sales", by_site)
    amounts["revenue_installation"] = _by(months, "service", 0.118 * by_site)
    amounts["revenue_contracts"] = _by(months, "service", service.contracts * 1_850 * price)
    amounts["revenue_callouts"] = _by(months, "service", service.jobs_done * CALL_OUT_SHARE * 430 * price)
    parts = _by(months, "service", service.jobs_done * 165 * price)
    season = SPRING[months.of_year - 1] * 1.03 ** _years(months)
    parts[list(teams_of("parts"))] = np.array([165_000.0, 105_000.0])[:, None] * season * price
    amounts["revenue_parts"] = parts


def _cost_of_sales(amounts: Amounts, months: Months, service: Service, made: Production) -> None:
    price, pay = LEAP_OF_PRICES ** _years(months), PAY_RISE ** _years(months)
    factory = np.zeros((len(TEAMS), 1))
    factory[team("tarnwick_production")] = 1.0
    amounts["materials_equipment"] = factory * 0.535 * amounts["revenue_equipment"].sum(axis=0)
    used = 0.50 * amounts["revenue_parts"] + _by(months, "service", service.jobs_done * 42 * price)
    amounts["materials_parts"] = used
    amounts["wages_production"] = factory * 415_000 * pay * (0.9 + 0.1 * SPRING[months.of_year - 1])
    amounts["wages_technicians"] = _by(months, "service", service.technicians * 6_700 * pay)
    amounts["overtime_pay"] = _by(months, "service", service.overtime * 47 * pay)
    amounts["contractors"] = _by(months, "service", service.contractors * 86 * price)
    freight = 0.024 * amounts["revenue_equipment"].sum(axis=0) + 0.03 * amounts["revenue_parts"].sum(axis=0)
    amounts["freight"] = _by(months, "parts", np.array([0.66, 0.34])[:, None] * freight)
    amounts["vehicles"] = _by(months, "service", service.technicians * 980 * price)
    amounts["scrap"] = factory * made.scrapped.sum(axis=0) * 4_600 * price
    returned = np.array([0.5, 0.3, 0.2])[:, None] * made.returned.sum(axis=0)
    amounts["warranty"] = _by(months, "service", 6_000 * price + returned * 3_900 * price)


def _salaries(amounts: Amounts, months: Months) -> None:
    pay = PAY_RISE ** _years(months)
    amounts["salaries_sales"] = _by(months, "sales", np.array([118_000.0, 66_000.0, 42_000.0])[:, None] * pay)
    amounts["salaries_engineering"] = _by(months, "engineering", 208_000 * pay)
    amounts["salaries_logistics"] = _by(months, "parts", np.array([58_000.0, 39_000.0])[:, None] * pay)
    amounts["salaries_office"] = _by(months, "office", 196_000 * pay)


def _other_costs(amounts: Amounts, months: Months, story: Story, autumn_fair: int) -> None:
    price = LEAP_OF_PRICES ** _years(months)
    amounts["marketing"] = _by(months, "sales", np.array([31_000.0, 14_000.0, 9_000.0])[:, None] * price)
    fairs = np.array([FAIRS.get(int(month), 0.0) for month in months.of_year])
    fairs[autumn_fair % 12 :: 12] += 165_000.0 * price[autumn_fair % 12 :: 12]
    amounts["trade_fairs"] = _blank(months)
    amounts["trade_fairs"][team("tarnwick_sales")] = fairs
    heads = np.array([3.0, 7.0, 12.0, 9.0, 2.0, 6.0, 8.0, 7.0, 1.5, 5.0, 3.5])[:, None]
    amounts["travel"] = heads * 640 * price
    amounts["training"] = heads * 290 * price
    amounts["office_costs"] = heads * 340 * price
    amounts["rent"] = _at(months, RENT) * price
    amounts["it"] = _by(months, "office", 61_000 * price)
    amounts["professional_fees"] = _by(months, "office", 33_000 * price)
    amounts["engineering_materials"] = _by(months, "engineering", 41_000 * price)
    swing = story.noise(months, "currency", (months.count,), 4_500.0)
    amounts["exchange_differences"] = _by(months, "office", swing + 148_000 * story.exchange)
    amounts["depreciation"] = _at(months, WEAR)
    amounts["interest"] = _by(months, "office", 9_800 - 720 * _years(months))


def site_rows(values: Floats) -> Floats:
    """Team rows added up to their sites."""
    table = np.zeros((max(SITE_OF_TEAM) + 1, values.shape[1]))
    np.add.at(table, list(SITE_OF_TEAM), values)
    return table
