"""Who and what the sample company is made of: sites, teams, customers, products and suppliers, all invented."""

from dataclasses import dataclass

import numpy as np

from scorecard.ingest.demo.months import Ints, Months

SITES = ("tarnwick", "ostermoor", "velanda")
TEAMS = (
    "tarnwick_production",
    "tarnwick_engineering",
    "tarnwick_sales",
    "tarnwick_service",
    "tarnwick_parts",
    "tarnwick_office",
    "ostermoor_sales",
    "ostermoor_service",
    "ostermoor_parts",
    "velanda_sales",
    "velanda_service",
)
SITE_OF_TEAM = tuple(SITES.index(team.split("_")[0]) for team in TEAMS)
RENAMED = -14
"""Months before the last one in which “Warehouse” became “Parts and logistics”."""


def team(name: str) -> int:
    """Index of a team."""
    return TEAMS.index(name)


def teams_of(department: str) -> tuple[int, ...]:
    """Indices of the teams of one department, a site each."""
    return tuple(index for index, name in enumerate(TEAMS) if name.endswith("_" + department))


def cost_centres(months: Months) -> tuple[tuple[str, ...], Ints]:
    """Names of cost centres as the ledger writes them, and which of them a team posts to in a month.

    Returns:
        The names, and their indices as int64[team, month]: the warehouses change theirs once.
    """
    names = [name.split("_")[1].capitalize() + " " + name.split("_")[0].capitalize() for name in TEAMS]
    codes = [[index] * months.count for index in range(len(TEAMS))]
    for index in teams_of("parts"):
        old = "Warehouse " + TEAMS[index].split("_")[0].capitalize()
        codes[index] = [len(names) if since < RENAMED else index for since in months.since_last.tolist()]
        names.append(old)
    return tuple(names), np.array(codes, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Product:
    """Something sold: its share of equipment revenue, list price in euro and compressor supplier."""

    name: str
    share: float
    price: float
    supplier: str
    launched: int = -120


DRIFTING = "Kestrel Compressors"
"""The supplier whose quality drifts."""

EQUIPMENT = (
    Product("Nimbus 12 cold room", 0.26, 9_400, "Orbost Compressors"),
    Product("Nimbus 20 cold room", 0.22, 14_800, DRIFTING),
    Product("Tundra wall case", 0.24, 5_200, "Orbost Compressors"),
    Product("Tundra island case", 0.18, 7_600, DRIFTING),
    Product("Glade water chiller", 0.10, 21_500, "Orbost Compressors", launched=-16),
)
SERVICES = ("Comfort contract", "Complete contract")
PARTS = ("Compressor", "Fan set", "Controller", "Door seal", "Refrigerant", "Evaporator")
PROJECTS = ("Round 1", "Round 2", "Round 3", "Round 4", "Emergency", "Retrofit")

LATE_PAYER = "Brackwater Foods"
"""The large customer that starts to pay late."""

KEY_ACCOUNTS = (
    ("Alderholt Stores", LATE_PAYER, "Sennock Dairies", "Pellworm Hotels", "Quarrendon Clinics", "Marlotte Markets",
     "Ivelstone Logistics", "Thornebay Fisheries", "Cawdale Breweries", "Ostrava Lane Catering", "Hollin Data Rooms"),
    ("Nordhaven Stores", "Wexmoor Bakeries", "Fernley Meats", "Skaldvik Seafood", "Rosmere Hospitals", "Tolland Ice",
     "Aldeby Canteens", "Vinterholm Hotels"),
    ("Casavera Markets", "Montfleur Flowers", "Solana Hotels", "Pinarel Wines", "Lagovista Catering"),
)  # fmt: skip
SMALL_CUSTOMERS = (130, 115, 55)
_FIRST = (
    "Amber", "Birch", "Copper", "Dell", "Elder", "Fallow", "Garnet", "Heath", "Indigo", "Juniper", "Kettle", "Linden",
    "Maple", "Nettle", "Orchard", "Poplar", "Quince", "Rowan", "Saffron", "Thistle",
)  # fmt: skip
_TRADE = (
    "Bakery", "Bistro", "Butchers", "Café", "Creamery", "Deli", "Florist", "Grocers", "Inn", "Kitchen", "Market",
    "Patisserie", "Pharmacy", "Pizzeria", "School",
)  # fmt: skip


def customers() -> tuple[tuple[str, ...], tuple[int, ...], tuple[bool, ...]]:
    """Every customer's name, site index and whether it is a key account."""
    key = [(name, site, True) for site, names in enumerate(KEY_ACCOUNTS) for name in names]
    spare = iter(f"{first} {trade}" for trade in _TRADE for first in _FIRST)
    small = [(next(spare), site, False) for site, count in enumerate(SMALL_CUSTOMERS) for _ in range(count)]
    names, sites, is_key = zip(*key, *small, strict=True)
    return names, sites, is_key


VENDORS: tuple[tuple[tuple[str, str], ...], ...] = (
    (
        (DRIFTING, "materials"), ("Orbost Compressors", "materials"), ("Lindqvale Sheet Metal", "materials"),
        ("Perran Insulation", "materials"), ("Coldpath Parts", "parts"), ("Ventria Fans", "parts"),
        ("Hobart & Rusk Haulage", "freight"), ("Tarn Valley Technicians", "contractors"),
        ("Fleetmoor Vans", "vehicles"),
        ("Brightside Media", "marketing"), ("Halls of Trade", "trade_fairs"), ("Tarnwick Estates", "rent"),
        ("Pinebyte Software", "it"), ("Dorrance Advisers", "professional_fees"), ("Academy North", "training"),
        ("Paperlane", "office_costs"), ("Labware Tarn", "engineering_materials"), ("Makers’ Machines", "fixed_assets"),
        ("Second Life Repairs", "warranty"),
    ),
    (
        ("Coldpath Parts", "parts"), ("Ventria Fans", "parts"), ("Northern Haulage Pool", "freight"),
        ("Moorland Technicians", "contractors"), ("Fleetmoor Vans", "vehicles"), ("Ostermoor Estates", "rent"),
        ("Paperlane", "office_costs"),
    ),
    (("Coldpath Parts", "parts"), ("Costa Technicians", "contractors"), ("Velanda Estates", "rent")),
)  # fmt: skip
"""Suppliers of each site and what they are paid for: an account, or ``materials`` and ``parts`` for stock."""
