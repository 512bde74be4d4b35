"""Invented postings in any number, the same for the same number."""

from pathlib import Path

import duckdb

from scorecard.domain.catalogue import Account, CalendarRule, Catalogue, Entity
from scorecard.domain.vocabulary import Normal

SITES, ACCOUNTS, CENTRES, MONTHS = 24, 60, 12, 36


def write_postings(path: Path, rows: int) -> None:
    """A Parquet file as an export would give it: by date, not by account."""
    with duckdb.connect(config={"memory_limit": "1GB"}) as connection:
        connection.execute(
            f"""COPY (SELECT 'ledger' AS source,
                IF(hash(i, 0) % 4 = 0, 'budget', 'actual') AS scenario,
                strftime(day, '%Y-%m') AS period, day AS date,
                'site' || (hash(i, 1) % {SITES}) AS entity,
                'account' || (hash(i, 2) % {ACCOUNTS}) AS measure,
                'centre' || (hash(i, 3) % {CENTRES}) AS cost_centre,
                IF(hash(i, 4) % 3 = 0, 'product' || (hash(i, 5) % 200), NULL) AS product,
                IF(hash(i, 4) % 3 = 1, 'customer' || (hash(i, 6) % 800), NULL) AS customer,
                IF(hash(i, 4) % 3 = 2, 'vendor' || (hash(i, 7) % 300), NULL) AS vendor,
                NULL::VARCHAR AS project,
                ((hash(i, 8) % 2000000)::BIGINT / 100 - 10000)::DECIMAL(18, 4) AS value,
                NULL::DECIMAL(18, 4) AS quantity, 'EUR' AS currency, 'reported' AS state,
                NULL::DATE AS as_of, NULL::VARCHAR AS note,
                'postings.parquet' AS source_ref, i AS source_row, 0::BIGINT AS import_id
            FROM (SELECT i, DATE '2023-01-01' + (i * {MONTHS} * 30 // {rows})::INTEGER AS day
                  FROM range({rows}) t(i)))
            TO '{path}' (FORMAT parquet)"""
        )


def catalogue(_text: str = "") -> Catalogue:
    """The accounts and sites that the postings name."""
    sites = {f"site{at}": Entity(f"site{at}", f"Site {at}", parent="company") for at in range(SITES)}
    accounts = {
        f"account{at}": Account(
            f"account{at}",
            f"Account {at}",
            Normal.CREDIT if at < ACCOUNTS // 4 else Normal.DEBIT,
            parent="income" if at < ACCOUNTS // 4 else "costs",
        )
        for at in range(ACCOUNTS)
    }
    groups = {
        "income": Account("income", "Income", Normal.CREDIT),
        "costs": Account("costs", "Costs"),
        "profit": Account("profit", "Profit", Normal.CREDIT, formula=("+income", "-costs")),
    }
    return Catalogue(
        workspace="Postings",
        currency="EUR",
        calendar=CalendarRule(),
        perspectives={},
        entities={"company": Entity("company", "Company")} | sites,
        accounts=groups | accounts,
        readings={},
        objectives={},
        measures={},
        people={},
    )
