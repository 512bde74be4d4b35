"""Every independently worked number is met; none of the file is left untested."""

import json
from datetime import date
from decimal import Decimal as D
from pathlib import Path

import numpy as np
import pytest

from scorecard.domain import bridge, currency, formulas, phasing, scoring, status, variance, weeks
from scorecard.domain.calendar import calendar_from
from scorecard.domain.catalogue import CalendarRule
from scorecard.domain.measures import measure_series
from scorecard.domain.signals import xmr
from scorecard.domain.vocabulary import Kind, Polarity, State, Status, Unit, View
from tests.domain.books import book, measure

VECTORS = json.loads(Path(__file__).with_name("vectors.json").read_text(encoding="utf-8"), parse_float=D, parse_int=D)
COLOUR = {Status.ON_TRACK: "green", Status.WATCH: "amber", Status.OFF_TRACK: "red"}


def vector(name):
    return VECTORS[name]


def near(value, wanted, places=6):
    return float(value) == pytest.approx(float(wanted), abs=0.51 * 10**-places)


def polarity_of(goal, red):
    return Polarity.HIGHER if goal > red else Polarity.LOWER


def one(of, what, at, **more):
    found = measure_series(what, of.catalogue, of.calendar, of, "all", only=[at], **more)
    return found.values[at], found.states[at], found.reasons[at]


@pytest.mark.parametrize("row", VECTORS["score_band"], ids=lambda row: f"{row['value']} of {row['red']}..{row['goal']}")
def test_score_band(row):
    ask = (row["value"], row["goal"], row["red"], None, polarity_of(row["goal"], row["red"]))
    assert near(scoring.score_of(*ask), row["score"])
    assert COLOUR[status.status_of(*ask)] == row["status"]


def test_linear():
    (row,) = vector("linear")
    assert scoring.linear_share(row["value"], row["min"], row["max"]) * 100 == row["maximise"]
    assert scoring.linear_share(row["value"], row["max"], row["min"]) * 100 == row["minimise"]
    assert scoring.linear_share(row["value"], row["baseline"], row["target"]) * 100 == row["progress"]


@pytest.mark.parametrize("row", VECTORS["score_on_target"], ids=lambda row: f"{row['v']} in its band")
def test_score_on_target(row):
    assert near(scoring.score_of(row["v"], None, None, tuple(row["bands"]), Polarity.BAND), row["score"])


def test_rollup():
    row = vector("rollup")
    scores = [(child["w"], None if child["s"] is None else float(child["s"])) for child in row["children"]]
    rolled = scoring.roll_up(scoring.Child(weight, score) for weight, score in scores)
    assert (rolled.score, rolled.coverage, rolled.worst) == (row["score"], row["coverage"], row["worst"])
    naive = sum(weight * D(score or 0) for weight, score in scores) / sum(weight for weight, _ in scores)
    assert naive == row["naive_missing_as_zero"] != rolled.score


def test_favourable():
    row = vector("favourable")
    impacts = []
    for line in row["lines"]:
        polarity = Polarity.HIGHER if line["kind"] == "income" else Polarity.LOWER
        assert variance.difference(line["actual"], line["plan"]) == line["difference"]
        impacts.append(variance.impact(line["actual"], line["plan"], polarity))
        assert impacts[-1] == line["impact"]
    assert sum(impacts) == row["profit_difference"] == row["profit_actual"] - row["profit_plan"]
    assert sum(line["difference"] for line in row["lines"]) == -40


def test_income_in_ledger_sign():
    row = vector("erpnext_income_defect")
    assert variance.impact(row["credit_posted"], row["budget"], Polarity.HIGHER) == row["correct_impact"]
    assert row["budget"] - row["actual_debit_minus_credit"] == row["variance_shown"]


def test_ratio_to_date():
    row = vector("ratio_ytd")
    of = book({"gp": [month["gp"] for month in row["months"]], "rev": [month["rev"] for month in row["months"]]})
    what = measure(Kind.RATIO, ("+gp",), denominator=("+rev",), unit=Unit.PERCENT)
    assert one(of, what, 1, view=View.YEAR_TO_DATE)[0] == row["right"]
    assert sum(month["gp"] / month["rev"] for month in row["months"]) / 2 == row["wrong_mean"]


def test_balances_over_time_and_places():
    row = vector("semi_additive")
    months = row["balances"].values()
    of = book({"cash": {site.lower(): [month.get(site) for month in months] for site in "AB"}}, periods=3)
    what = measure(Kind.BALANCE, ("+cash",))
    assert one(of, what, 2, view=View.QUARTER_TO_DATE)[0] == row["quarter_close"]
    assert one(of, what, 1) == (None, State.MISSING, "1 of 2 sources reported (1.5 k EUR known)")
    wrong = sum(sum(month.values()) for month in months)
    assert wrong == row["wrong_sum"]


@pytest.mark.parametrize("row", VECTORS["pct"], ids=lambda row: f"{row['actual']} against {row['base']}")
def test_percent(row):
    found = variance.percent(row["actual"], row["base"])
    wanted = row["pct"]
    assert (found.note if found.value is None else found.value * 100) == wanted
    assert variance.impact(row["actual"], row["base"], Polarity.HIGHER) == row["impact_higher_better"]


def test_points():
    row = vector("pp")
    step = variance.difference(row["actual"], row["plan"])
    assert (variance.points(step), variance.basis_points(step)) == (row["pp"], row["bps"])
    assert variance.difference_pct(row["actual"], row["plan"], Unit.PERCENT).value is None
    assert near(step / row["plan"] * 100, row["wrong_relative_pct"], 4)


def test_price_volume_mix():
    row = vector("pvm")
    lines = {
        name: bridge.Line(*(line[key] for key in ("p0", "q0", "p1", "q1"))) for name, line in row["products"].items()
    }
    found = bridge.price_volume_mix(lines)
    for name, wanted in row["by_product"].items():
        assert all(near(getattr(found[name], effect), size, 12) for effect, size in wanted.items())
    whole = bridge.added(found.values())
    assert all(near(getattr(whole, effect), size, 12) for effect, size in row["effects"].items())
    assert near(whole.total, row["R1"] - row["R0"], 18)


def test_flexed_budget():
    row = vector("flex")
    found = bridge.flexed(row["actual"], row["static_budget"], row["flex_budget"])
    assert found == bridge.Flexed(row["volume_impact"], row["spend_impact"])
    assert found.impact == row["static_impact"]


def test_months_at_differing_rates():
    row = vector("fx_pnl")
    local, rates = zip(*row["months"].values(), strict=True)
    assert sum(currency.translated_flows(local, rates)) == row["reported_ytd"]
    assert near(sum(local) * sum(rates) / 2, row["wrong_ytd_local_x_mean_rate"])
    found = currency.fx_split(local, rates, row["plan"], D("1.12"))
    assert (found.reported, found.total) == (row["reported_ytd"], row["total_diff"])
    assert near(found.at_plan_rates, row["at_plan_rate"])
    assert near(found.operational, row["operational"])
    assert near(found.fx, row["fx"])


def test_cash_in_a_foreign_currency():
    row = vector("fx_cash")
    rate = row["move_at_avg"] / row["move_local"]
    found = currency.translation(
        row["open_local"],
        [row["move_local"]],
        row["open"] / row["open_local"],
        [rate],
        row["close"] / row["close_local"],
    )
    assert (found.opening, found.movement, found.closing) == (row["open"], row["move_at_avg"], row["close"])
    assert found.difference == row["fx_on_cash"]


def test_cash_conversion():
    row = vector("ccc")
    days = int(row["days"])
    parts = {
        "dso": formulas.days_of(row["ar"], row["revenue_q"], days),
        "dio": formulas.days_of(row["inv"], row["cogs_q"], days),
        "dpo": formulas.days_of(row["ap"], row["cogs_q"], days),
    }
    assert all(near(value, row[name]) for name, value in parts.items())
    assert near(formulas.cash_conversion(**parts), row["ccc"])
    assert near(formulas.cash_conversion(**parts) / days * 365, row["wrong_using_365"])
    assert near(
        formulas.days_of(formulas.without_tax(row["ar"], D("0.2")), row["revenue_q"], days), row["vat20_trap_dso_net"]
    )
    assert near(formulas.price_of_a_day(row["revenue_q"], days), row["cash_per_dso_day"])


def test_retention():
    row = vector("retention")
    found = formulas.retention(row["start"], row["expansion"], row["contraction"], row["churn"])
    assert (found.gross, found.net) == (row["grr"], row["nrr"])
    end = row["start"] + row["expansion"] - row["contraction"] - row["churn"] + row["new"]
    assert end / row["start"] == row["wrong_end_over_start"]


def test_promoters():
    row = vector("nps")
    found = formulas.net_promoters(int(row["promoters"]), int(row["detractors"]), int(row["responses"]))
    assert near(found.score, row["nps"])
    assert near(found.margin, row["moe95"], 4)


def test_lifetime_value():
    row = vector("ltv")
    assert formulas.lifetime_value(row["arpa_month"], row["gm"], row["monthly_churn"]) == row["ltv"]
    assert row["zero_churn"].endswith("(60 months) -> 9000.0")
    assert formulas.lifetime_value(row["arpa_month"], row["gm"], D(0)) == 9000


def test_equipment():
    row = vector("oee")
    machines = [
        formulas.Machine(*(line[key] for key in ("planned", "run", "ideal", "total", "good"))) for line in row["lines"]
    ]
    for machine, line in zip(machines, row["lines"], strict=True):
        found = formulas.oee(machine)
        factors = (found.availability, found.performance, found.quality, found.oee)
        assert all(near(value, line[key], 12) for value, key in zip(factors, ("A", "P", "Q", "OEE"), strict=True))
    assert near(formulas.plant_oee(machines), row["plant"], 12)
    assert near(sum(formulas.oee(machine).oee for machine in machines) / 2, row["wrong_mean"], 12)


def test_rolled_yield():
    row = vector("rty")
    assert formulas.rolled_yield(row["fpy"]) == row["rty"]
    assert near(sum(row["fpy"]) / 3, row["wrong_mean"])


def test_on_time_in_full():
    row = vector("otif")
    assert formulas.share(row["otif"] * row["orders_due"], row["orders_due"]) == row["otif"]
    assert row["ot"] * row["inf"] == row["wrong_product"]


def test_usual_range():
    row = vector("xmr")
    found = xmr(row["values"], int(row["baseline"]))
    assert (found.mean, found.baseline) == (row["mean"], row["baseline"])
    assert near(found.mean_range, row["avg_mr"], 12)
    assert near(found.upper, row["unpl"], 12)
    assert near(found.lower, row["lnpl"], 12)
    assert near(found.range_limit, row["url"], 12)
    assert [signal.index for signal in found.signals] == row["signals"]


def test_forecast_error():
    row = vector("forecast")
    found = formulas.forecast_error(row["actual"], row["forecast"])
    assert near(found.wape, row["wape"], 12)
    assert near(found.bias, row["bias"], 12)
    assert 0 in row["actual"]


def test_spread():
    row = vector("spread")
    total = int(row["total_cents"])
    assert list(phasing.spread(total, [1] * 12)) == row["even"]
    days = [int(day) for day in row["working_days_2026"]["days"]]
    assert list(phasing.spread(total, days)) == row["working_days_2026"]["cents"]
    calendar = calendar_from(CalendarRule(), date(2026, 1, 1), date(2026, 12, 31))
    assert [calendar.working_days(period.start, period.end) for period in calendar.periods] == days


def test_part_month():
    row = vector("partial")
    calendar = calendar_from(CalendarRule(), date(2026, 11, 1), date(2026, 11, 30))
    found = phasing.plan_to_date(row["plan"], calendar, calendar.periods[0], date.fromisoformat(row["as_of"]))
    assert (found.working_days, found.working_days_done) == (row["wd_total"], row["wd_done"])
    assert found.plan_to_date == row["plan_to_date"]
    assert calendar.periods[0].key == row["month"]


@pytest.mark.parametrize("row", VECTORS["fiscal_apr"], ids=lambda row: row["d"])
def test_year_from_april(row):
    calendar = calendar_from(CalendarRule(start_month=4), date(2026, 1, 1), date(2027, 12, 31))
    found = calendar.containing(date.fromisoformat(row["d"]))
    assert (found.fiscal_year, found.number, found.quarter) == (row["fy"], row["period"], row["quarter"])


def test_retail_years():
    row = vector("retail_454")
    rule = CalendarRule(pattern="4-5-4", label="starts")
    assert {year: weeks.year_end(rule, int(year)).isoformat() for year in row["year_end"]} == row["year_end"]
    assert {year: weeks.weeks_in(rule, int(year)) for year in row["weeks"]} == row["weeks"]
    assert [int(year) for year in row["weeks"] if weeks.weeks_in(rule, int(year)) == 53] == row["fifty_three"]


def test_weeks_to_periods():
    rule = CalendarRule(pattern="4-4-5", label="starts")
    calendar = calendar_from(rule, weeks.year_end(rule, 2022), weeks.year_end(rule, 2023))
    year = [period for period in calendar.periods if period.fiscal_year == 2023]
    found = np.repeat([period.number for period in year], [period.days // 7 for period in year])
    assert found.tolist() == vector("weeks_to_period_445")


def test_every_part_of_the_file_is_tested():
    text = Path(__file__).read_text(encoding="utf-8")
    named = {name for name in VECTORS if f'vector("{name}")' in text or f'VECTORS["{name}"]' in text}
    assert named == set(VECTORS)
