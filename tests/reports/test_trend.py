"""The trend's points: where a value to date begins anew, and the range a measure should stay in."""

from dataclasses import replace
from decimal import Decimal as D

from scorecard.domain.catalogue import Target, TargetStep
from scorecard.domain.vocabulary import Polarity, View
from scorecard.reports.measure import measure_report
from scorecard.store.store import Store
from tests.reports.conftest import load
from tests.reports.figures import company

BEGUN = {
    ("revenue", View.YEAR_TO_DATE): ["2026-01"],
    ("margin", View.YEAR_TO_DATE): ["2026-01"],
    ("revenue", View.QUARTER_TO_DATE): ["2026-01", "2026-04", "2026-07", "2026-10"],
    ("revenue", View.PERIOD): [],
    ("revenue", View.ROLLING): [],
    ("cash", View.YEAR_TO_DATE): [],
    ("mood", View.YEAR_TO_DATE): ["2026-03"],
    ("mood", View.QUARTER_TO_DATE): [],
    ("mood", View.PERIOD): [],
}
"""October 2025 to October 2026, the fiscal year from January; the mood is asked for once a quarter."""


def test_a_value_to_date_begins_anew_with_its_year_or_quarter(loaded, scope):
    def begun(measure: str, view: View) -> list[str]:
        trend = measure_report(loaded, scope.with_(view=view), measure).trend
        return [point.period for point in trend if point.begins]

    assert {asked: begun(*asked) for asked in BEGUN} == BEGUN


def test_the_range_to_stay_in_follows_its_steps(tmp_path, catalogue, today, scope):
    wide, narrow = tuple(map(D, ("0.80", "0.85", "0.97", "0.99"))), tuple(map(D, ("0.85", "0.90", "0.95", "0.99")))
    steps = (TargetStep("2024-01", band=wide), TargetStep("2026-04", band=narrow))
    kept = replace(catalogue.measures["otif"], polarity=Polarity.BAND, target=Target("steps", steps=steps))
    ranged = replace(catalogue, measures={**catalogue.measures, "otif": kept})
    store = Store.open(tmp_path / "store", today=lambda: today[0], parse_catalogue=lambda _text: ranged)
    load(store, company())
    trend = measure_report(store, scope, "otif").trend
    others = measure_report(store, scope, "revenue").trend
    store.close()
    assert {point.period: point.band for point in trend if point.period in ("2026-03", "2026-04")} == {
        "2026-03": wide,
        "2026-04": narrow,
    }
    assert {point.red for point in trend} == {None}
    assert {point.band for point in others} == {None}
