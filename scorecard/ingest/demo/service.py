"""Service, month by month: demand outgrows technicians, visits come late, and customers leave."""

from dataclasses import dataclass

import numpy as np

from scorecard.ingest.demo.company import SITES
from scorecard.ingest.demo.months import Floats, Months
from scorecard.ingest.demo.story import Story

HOURS_PER_JOB = 3.1
SEASON = np.array([0.95, 0.94, 0.97, 0.99, 1.02, 1.07, 1.10, 1.08, 1.01, 0.98, 0.95, 0.94])
JOBS = np.array([680.0, 575.0, 285.0])
TECHNICIANS = np.array([19.0, 16.0, 8.0])
CONTRACTS = np.array([150.0, 125.0, 55.0])


@dataclass(frozen=True)
class Service:
    """Readings of the service teams, each float64[site, month].

    ``on_time`` is the share of visits made in the agreed time; ``renewals`` that of contracts kept.
    """

    demand: Floats
    jobs_done: Floats
    open_jobs: Floats
    technicians: Floats
    available: Floats
    on_jobs: Floats
    overtime: Floats
    contractors: Floats
    on_time: Floats
    renewals: Floats
    contracts: Floats
    due: Floats
    renewed: Floats


def service_months(months: Months, story: Story) -> Service:
    """Run the service teams through all months.

    Args:
        months: The company's months.
        story: What is planted; ``foreseen`` gives the year as it was planned.

    Returns:
        The readings; hours in hours, jobs and contracts as counts before rounding.
    """
    demand = _demand(months, story)
    technicians = TECHNICIANS[:, None] * 1.022 ** (np.arange(months.count) / 12)
    technicians = np.round(technicians * (1.0 - 0.04 * story.leaving[None, :]), 0)
    available = technicians * months.working_days * 6.6
    need, on_jobs, overtime, contractors, waiting = _work(demand * HOURS_PER_JOB, available)
    load = need / available
    noise = story.noise(months, "visits", (len(SITES), months.count), 0.005)
    on_time = np.clip(0.966 - 0.40 * np.maximum(load - 0.86, 0.0) + noise, 0.6, 0.99)
    renewals, contracts, due, renewed = _contracts(months, story, on_time)
    done = (on_jobs + overtime + contractors) / HOURS_PER_JOB
    waiting_jobs = waiting / HOURS_PER_JOB + 0.8 * (1 - on_time) * demand
    return Service(
        demand, done, waiting_jobs, technicians, available, on_jobs, overtime, contractors, on_time,
        renewals, contracts, due, renewed,
    )  # fmt: skip


def _demand(months: Months, story: Story) -> Floats:
    growth = 1.03 ** (np.arange(months.count) / 12)
    noise = 1 + story.noise(months, "demand", (len(SITES), months.count), 0.018)
    surge = 1 + np.array([0.13, 0.31, 0.08])[:, None] * story.demand[None, :]
    days = months.working_days / 21.0
    demand: Floats = JOBS[:, None] * growth * SEASON[months.of_year - 1] * days * surge * noise
    return demand


def _work(asked: Floats, available: Floats) -> tuple[Floats, Floats, Floats, Floats, Floats]:
    """Hours needed, worked on jobs in normal time, in overtime, by contractors, and left waiting."""
    shape = asked.shape
    need, normal, overtime, contractors, waiting = (np.zeros(shape) for _ in range(5))
    left = 0.075 * asked[:, 0]
    for month in range(shape[1]):
        room = available[:, month]
        need[:, month] = asked[:, month] + 0.3 * left
        normal[:, month] = np.minimum(need[:, month], 0.92 * room)
        beyond = np.maximum(need[:, month] - 0.82 * room, 0.0)
        overtime[:, month] = np.minimum(0.025 * room + 0.38 * beyond, 0.15 * room)
        contractors[:, month] = np.minimum(0.02 * room + 0.25 * beyond, 0.22 * room)
        normal[:, month] = np.minimum(normal[:, month], need[:, month] - overtime[:, month] - contractors[:, month])
        normal[:, month] = np.minimum(normal[:, month], 0.93 * room)
        done = normal[:, month] + overtime[:, month] + contractors[:, month]
        left = np.maximum(left + asked[:, month] - done, 0.035 * asked[:, month])
        waiting[:, month] = left
    return need, normal, overtime, contractors, waiting


def _contracts(months: Months, story: Story, on_time: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    """Renewal rate, customers on contract, contracts due and renewed; lateness is felt two months later."""
    shape = on_time.shape
    felt = np.concatenate([on_time[:, :1], on_time[:, :1], on_time[:, :-2]], axis=1)
    noise = story.noise(months, "renewals", shape, 0.010)
    rate = np.clip(0.83 - 0.95 * np.maximum(0.955 - felt, 0.0) + noise, 0.5, 0.98)
    contracts, due, renewed = (np.zeros(shape) for _ in range(3))
    customers = CONTRACTS.copy()
    for month in range(shape[1]):
        contracts[:, month] = np.round(customers)
        due[:, month] = np.round(contracts[:, month] / 12 * (1 + 0.1 * np.sin(month + np.arange(3))))
        renewed[:, month] = np.minimum(np.round(due[:, month] * rate[:, month]), due[:, month])
        customers = customers - due[:, month] * (1 - rate[:, month]) + 0.185 * contracts[:, 0] / 12
    return rate, contracts, due, renewed
