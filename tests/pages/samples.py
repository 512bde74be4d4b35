"""Sample answers in every state, made by hand: what a page must be able to show."""

from decimal import Decimal
from math import sin

from scorecard.domain.scope import Scope
from scorecard.domain.vocabulary import Kind, Perspective, Polarity, State, Status, Unit
from scorecard.reports.moved import Change
from scorecard.reports.scorecard import ObjectiveGroup, PerspectiveColumn, ScorecardReport
from scorecard.reports.standing import MeasureRow

SCOPE = Scope("company", "2026-10")
OFF, WATCH, ON, NONE = Status.OFF_TRACK, Status.WATCH, Status.ON_TRACK, Status.NOT_REPORTED
Told = tuple[str, str, Unit, str | None, str | None, str, Status]

TOLD: dict[Perspective, dict[str, list[Told]]] = {
    Perspective.FINANCIAL: {
        "Grow profitably": [
            ("revenue", "Revenue", Unit.MONEY, "2412000", "2350000", "62 k better than plan", ON),
            ("revenue_growth", "Revenue growth", Unit.PERCENT, "0.061", "0.05", "1.1 points better than plan", ON),
            ("gross_margin", "Gross margin", Unit.PERCENT, "0.312", "0.35", "3.8 points worse than plan", OFF),
            (
                "ebitda",
                "Operating profit before depreciation",
                Unit.MONEY,
                "182000",
                "260000",
                "78 k worse than plan",
                OFF,
            ),
            ("operating_profit", "Operating profit", Unit.MONEY, "121000", "126000", "5 k worse than plan", WATCH),
        ],
        "Keep cash safe": [
            ("cash", "Cash", Unit.MONEY, "1904000", "1500000", "404 k better than plan", ON),
            ("ccc", "Cash conversion cycle", Unit.DAYS, "64", "55", "9 days worse than target", WATCH),
            ("opex", "Operating expenses", Unit.MONEY, "598000", "610000", "12 k better than plan", ON),
        ],
    },
    Perspective.CUSTOMER: {
        "Keep the customers we have": [
            ("retention", "Customers kept", Unit.PERCENT, "0.914", "0.95", "3.6 points worse than target", OFF),
            ("nps", "Would recommend us", Unit.POINTS, "29", "35", "6 points worse than target", WATCH),
            ("satisfaction", "Satisfaction", Unit.SCORE, "4.3", "4.2", "0.1 better than target", ON),
            ("ltv", "Customer lifetime value", Unit.MONEY, "48200", None, "", NONE),
        ],
        "Win new ones": [("market_share", "Market share", Unit.PERCENT, None, "0.12", "", NONE)],
    },
    Perspective.OPERATIONS: {
        "Deliver as promised": [
            ("otif", "On time in full", Unit.PERCENT, "0.887", "0.95", "6.3 points worse than target", OFF),
            ("backlog", "Open service calls", Unit.COUNT, "412", "300", "112 worse than target", OFF),
            ("lead_time", "Lead time", Unit.DAYS, "11.2", "12", "0.8 days better than target", ON),
        ],
        "Right first time": [
            ("fpy", "First-pass yield", Unit.PERCENT, "0.962", "0.97", "0.8 points worse than target", WATCH),
            ("scrap", "Scrap rate", Unit.PERCENT, "0.021", "0.02", "0.1 points worse than target", WATCH),
            ("oee", "Line effectiveness", Unit.PERCENT, "0.71", "0.70", "1.0 points better than target", ON),
        ],
    },
    Perspective.GROWTH: {
        "A team that stays": [
            ("turnover", "Staff turnover", Unit.PERCENT, "0.118", "0.10", "1.8 points worse than target", WATCH),
            ("overtime", "Overtime", Unit.PERCENT, "0.094", "0.05", "4.4 points worse than target", OFF),
            ("training", "Training hours per head", Unit.HOURS, "3.1", "3", "0.1 better than target", ON),
        ],
        "Renew what we sell": [
            (
                "new_products",
                "Share of new products",
                Unit.PERCENT,
                "0.18",
                "0.15",
                "3.0 points better than target",
                ON,
            ),
            ("ideas", "Ideas put to work", Unit.COUNT, None, "10", "", NONE),
        ],
    },
}
NAMES = {
    Perspective.FINANCIAL: "Financial",
    Perspective.CUSTOMER: "Customer",
    Perspective.OPERATIONS: "Operations",
    Perspective.GROWTH: "Learning and growth",
}


def row(told: Told, perspective: Perspective, objective: str = "", **changes: object) -> MeasureRow:
    """One measure of the sample company."""
    name, label, unit, value, target, words, status = told
    number = None if value is None else Decimal(value)
    goal = None if target is None else Decimal(target)
    base = float(number if number is not None else goal or 0)
    line = tuple(None if number is None or place == 4 else base * (1 + 0.05 * sin(place)) for place in range(12))
    fields: dict[str, object] = {
        "id": name, "label": label, "perspective": perspective, "objective": objective, "kind": Kind.FLOW,
        "unit": unit, "polarity": Polarity.HIGHER, "decimals": None, "value": number,
        "state": State.REPORTED if number is not None else State.MISSING,
        "reason": "" if number is not None else "2 of 3 sources reported", "target": goal, "red": None,
        "reference": goal, "difference": None, "difference_pct": None, "pct_note": "", "impact": None,
        "difference_words": words, "material": status is OFF, "status": status,
        "score": {OFF: 12.0, WATCH: 48.0, ON: 82.0}.get(status), "weight": Decimal(1),
        "spark": (*line, None if number is None else base),
        "spark_goal": (None if goal is None else float(goal),) * 13, "finance_owner": "Ines Duval",
        "operations_owner": "Tom Berg", "age_days": 22 if number is not None else 115, "stale": number is None,
        "trust": "restated once" if name == "gross_margin" else "", "status_before": status,
        "judged": goal is not None,
    }  # fmt: skip
    return MeasureRow(**{**fields, **changes})  # type: ignore[arg-type]


def column(perspective: Perspective) -> PerspectiveColumn:
    """One perspective of the sample company."""
    groups = tuple(
        ObjectiveGroup(name, name, 50.0, tuple(row(told, perspective, name) for told in measures))
        for name, measures in TOLD[perspective].items()
    )
    rows = [found for group in groups for found in group.rows]
    counts = {status: sum(r.judged and r.status is status for r in rows) for status in Status}
    worst = min((r for r in rows if r.score is not None), key=lambda r: r.score or 0)
    coverage = sum(r.value is not None for r in rows) / len(rows)
    unjudged = sum(not r.judged for r in rows)
    return PerspectiveColumn(
        perspective, NAMES[perspective], counts, coverage, coverage < 0.8, 54.0, worst.id, worst.label, groups, unjudged
    )


def scorecard(**changes: object) -> ScorecardReport:
    """The whole sample scorecard."""
    moved = (
        Change("gross_margin", "Gross margin", Unit.PERCENT, Decimal("0.331"), Decimal("0.312"), WATCH, OFF, "restated",
               "Gross margin: restated from 33.1 % to 31.2 %, now off track (was watch)."),
        Change("cash", "Cash", Unit.MONEY, None, Decimal(1904000), NONE, ON, "new period",
               "Cash: now reported, 1.9 M EUR."),
    )  # fmt: skip
    fields: dict[str, object] = {
        "scope": SCOPE, "headline": "6 of 24 measures are off track in October 2026; gross margin is the largest.",
        "as_of": "14 Nov 2026, 09:12", "revision": 7, "invented": True, "workspace": "Nordkühl", "currency": "EUR",
        "entity_name": "Nordkühl", "period_label": "October 2026",
        "columns": tuple(column(perspective) for perspective in Perspective), "score": 54.0, "coverage": 0.92,
        "changes": moved, "changes_since": "revision 6, 12 Oct 2026",
    }  # fmt: skip
    return ScorecardReport(**{**fields, **changes})  # type: ignore[arg-type]
