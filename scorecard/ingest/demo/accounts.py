"""The codes the ledger's columns hold, and the names behind them."""

import numpy as np

from scorecard.ingest.demo.company import (
    EQUIPMENT,
    PARTS,
    PROJECTS,
    SERVICES,
    SITE_OF_TEAM,
    SITES,
    TEAMS,
    VENDORS,
    customers,
)  # fmt: skip

REVENUE = ("revenue_equipment", "revenue_installation", "revenue_contracts", "revenue_callouts", "revenue_parts")
COST_OF_SALES = (
    "materials_equipment", "materials_parts", "wages_production", "wages_technicians", "overtime_pay", "contractors",
    "freight", "vehicles", "scrap", "warranty",
)  # fmt: skip
OPERATING_EXPENSES = (
    "salaries_sales", "salaries_engineering", "salaries_logistics", "salaries_office", "marketing", "trade_fairs",
    "travel", "rent", "it", "professional_fees", "training", "office_costs", "engineering_materials",
    "exchange_differences", "depreciation",
)  # fmt: skip
PROFIT_AND_LOSS = (*REVENUE, *COST_OF_SALES, *OPERATING_EXPENSES, "interest", "income_tax")
BALANCES = (
    "cash", "receivables", "stock_materials", "stock_parts", "fixed_assets", "between_sites", "payables", "accruals",
    "tax_payable", "bank_loan", "retained_earnings", "share_capital",
)  # fmt: skip
MOVEMENT = {
    **{name: f"move_{name}" for name in BALANCES[:8]},
    "tax_payable": "move_tax",
    "bank_loan": "move_loan",
    "retained_earnings": "move_equity",
}
"""Balance account to the account that bears its changes; profits kept also grow by the month's result."""

ACCOUNT_NAMES = (*PROFIT_AND_LOSS, *MOVEMENT.values())
ACCOUNTS = {name: code for code, name in enumerate(ACCOUNT_NAMES)}
EARNINGS = len(PROFIT_AND_LOSS)
"""Codes below this one are profit and loss."""

ENTITIES = (*TEAMS, *SITES)
SITE_OF = np.array([*SITE_OF_TEAM, *range(len(SITES))], dtype=np.int64)
"""Site index of each entity code."""

PRODUCTS = (*(each.name for each in EQUIPMENT), *SERVICES, *PARTS)
PROJECT_NAMES = PROJECTS
CUSTOMERS, CUSTOMER_SITE, IS_KEY = customers()
VENDOR_NAMES = tuple(dict.fromkeys(name for site in VENDORS for name, _ in site))


def ledger_sign(account: str) -> int:
    """-1 for revenue, 1 for costs: natural sign to ledger sign."""
    return -1 if account in REVENUE else 1
