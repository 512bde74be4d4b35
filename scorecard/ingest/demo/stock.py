"""Stock: what is taken out, what is bought in, and how scheduling the rounds lowers the parts that must lie ready."""

from dataclasses import dataclass

import numpy as np

from scorecard.ingest.demo.company import SITES
from scorecard.ingest.demo.economy import Economy, site_rows
from scorecard.ingest.demo.months import Floats, Ints, Months
from scorecard.ingest.demo.postings import cents_of
from scorecard.ingest.demo.story import Story

MONTHS_OF_MATERIALS = 1.25
MONTHS_OF_PARTS = 2.7
JOINT_WIN = np.array([0.30, 0.33, 0.0])
"""Share of the parts stock that scheduling frees, by site."""


@dataclass(frozen=True)
class Stock:
    """Cents by site and month: bought, and lying in stock at the end; ``opening`` before the first month."""

    bought: dict[str, Ints]
    closing: dict[str, Ints]
    opening: dict[str, Ints]


def stock_months(months: Months, story: Story, economy: Economy) -> Stock:
    """Buy what is used and what is wanted in stock, half of any gap each month."""
    amounts = economy.amounts
    used = {
        "materials": cents_of(site_rows(amounts["materials_equipment"])) + cents_of(site_rows(amounts["scrap"])),
        "parts": _site_cents(amounts["materials_parts"]),
    }
    wanted = {
        "materials": np.full((len(SITES), months.count), MONTHS_OF_MATERIALS),
        "parts": MONTHS_OF_PARTS * (1 - JOINT_WIN[:, None] * story.stock[None, :]),
    }
    bought, closing, opening = {}, {}, {}
    for shelf, out in used.items():
        usual = (out + np.roll(out, 1, axis=1) + np.roll(out, 2, axis=1)) / 3
        usual[:, :2] = out[:, :2]
        target = np.round(usual * wanted[shelf]).astype(np.int64)
        opening[shelf] = target[:, 0].copy()
        bought[shelf], closing[shelf] = _bought(out, target)
    return Stock(bought, closing, opening)


def _bought(used: Ints, target: Ints) -> tuple[Ints, Ints]:
    bought, closing = np.zeros_like(used), np.zeros_like(used)
    lying = target[:, 0].copy()
    for month in range(used.shape[1]):
        bought[:, month] = np.maximum(used[:, month] + (target[:, month] - lying) // 2, 0)
        lying = lying + bought[:, month] - used[:, month]
        closing[:, month] = lying
    return bought, closing


def _site_cents(euros: Floats) -> Ints:
    return site_rows(cents_of(euros).astype(np.float64)).astype(np.int64)
