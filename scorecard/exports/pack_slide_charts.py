"""The charts of the slides: native ones whose numbers lie in a sheet of typed cells that people can edit."""

import io
from collections.abc import Iterable, Sequence
from decimal import Decimal

import xlsxwriter
from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.chart.series import BarSeries
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
from pptx.enum.dml import MSO_LINE
from pptx.slide import Slide
from pptx.util import Inches, Pt

from scorecard.charts import theme
from scorecard.charts.theme import Colour
from scorecard.domain.display import scale_for
from scorecard.exports.pack_chart import steps
from scorecard.exports.pack_tables import Strip
from scorecard.exports.workbook import OPTIONS, SAME_FOR_ALL, clean
from scorecard.reports.cash_answer import CashReport
from scorecard.reports.pack import Pack

PLACE = (0.5, 1.5, 12.3, 5.3)
"""Left, top, width and height in inches."""

STATUS_PAINT: dict[str, tuple[str, Colour]] = {
    "off-track": ("Off track", theme.WORSE),
    "watch": ("Watch", theme.WATCH),
    "not-reported": ("Not reported", theme.LINE),
    "not-due": ("Not due yet", theme.NEUTRAL),
    "no-target": ("No target", theme.PANEL),
    "on-track": ("On track", theme.BETTER),
}
PALE = ("not-reported", "no-target")
"""Statuses whose number is written dark."""

MOST = 10
"""Lines in the chart of differences."""

Series = tuple[str, Sequence[Decimal | None]]


def standing_slide(slide: Slide, strips: Sequence[Strip]) -> None:
    """How many measures stand where, perspective by perspective, as stacked bars."""
    counts = [{name: count for name, _, count in strip.counts} for strip in strips]
    used = [name for name in STATUS_PAINT if any(each.get(name) for each in counts)]
    series: list[Series] = [(STATUS_PAINT[name][0], [_count(each.get(name)) for each in counts]) for name in used]
    chart = _chart(slide, XL_CHART_TYPE.BAR_STACKED_100, [strip.name for strip in strips], series, "0")
    _readable(chart, reverse=True)
    for each, name in zip(chart.plots[0].series, used, strict=True):
        _fill(each, STATUS_PAINT[name][1])
    chart.plots[0].gap_width = 50
    _labels(chart, "0", (theme.INK if name in PALE else theme.PAPER for name in used))


def _count(count: int | None) -> Decimal | None:
    return None if count is None else Decimal(count)


def differences_slide(slide: Slide, pack: Pack) -> None:
    """The lines with the largest differences, better to the right."""
    lines = [row for row in pack.statement.rows if row.shape in ("line", "place") and row.impact]
    lines = sorted(lines, key=lambda row: (-abs(row.impact or Decimal(0)), row.label))[:MOST]
    impacts = [row.impact for row in lines]
    better = [each if each and each > 0 else None for each in impacts]
    worse = [each if each and each < 0 else None for each in impacts]
    scale = scale_for(impacts)
    series: list[Series] = [(f"Better than {pack.against}", better), (f"Worse than {pack.against}", worse)]
    form = _form(scale.letter)
    chart = _chart(slide, XL_CHART_TYPE.BAR_STACKED, [row.label for row in lines], series, form)
    _readable(chart, reverse=True, form=form)
    for each, colour in zip(chart.plots[0].series, (theme.BETTER, theme.WORSE), strict=True):
        _fill(each, colour)
        each.invert_if_negative = False
    chart.plots[0].gap_width = 40


def cash_slide(slide: Slide, answer: CashReport) -> None:
    """Cash at the end of each week and its lowest day, with the limits as lines."""
    if answer.table is None:
        return
    rows = {row.id: row for row in answer.table.rows}
    places = len(answer.table.columns)
    series: list[Series] = [(rows[name].name, rows[name].values) for name in ("end", "low") if name in rows]
    series += [(limit.name[:1].upper() + limit.name[1:], [limit.amount] * places) for limit in answer.limits]
    labels = [column.label for column in answer.table.columns]
    form = _form(scale_for(value for _, values in series for value in values).letter)
    chart = _chart(slide, XL_CHART_TYPE.LINE, labels, series, form)
    _readable(chart, form=form)
    paints = [theme.INK, theme.BETTER, *[theme.WORSE] * len(answer.limits)]
    for each, colour in zip(chart.plots[0].series, paints, strict=False):
        each.smooth = False
        each.format.line.color.rgb = _rgb(colour)
    dashes = (MSO_LINE.ROUND_DOT, MSO_LINE.DASH)
    for at, each in enumerate(list(chart.plots[0].series)[len(series) - len(answer.limits) :]):
        each.format.line.dash_style = dashes[at % len(dashes)]
    chart.value_axis.minimum_scale = _ground(series)


def _chart(slide: Slide, kind: XL_CHART_TYPE, names: Sequence[str], series: Sequence[Series], form: str) -> Chart:
    """A chart of its data, whose sheet is written by us: the library's own would make formulas of names."""
    told = CategoryChartData(number_format=form)
    told.categories = [clean(name) for name in names] or [""]
    for name, values in series:
        told.add_series(clean(name), [None if value is None else float(value) for value in values])
    chart = slide.shapes.add_chart(kind, *map(Inches, PLACE), told).chart
    chart.part.chart_workbook.update_from_xlsx_blob(_sheet(names, series, form))
    return chart


def _sheet(names: Sequence[str], series: Sequence[Series], form: str) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, OPTIONS) as book:
        book.set_properties({"created": SAME_FOR_ALL.replace(tzinfo=None)})
        page, told = book.add_worksheet("Sheet1"), book.add_format({"num_format": form})
        for line, name in enumerate(names, 1):
            page.write_string(line, 0, clean(name))
        for at, (name, values) in enumerate(series, 1):
            page.write_string(0, at, clean(name))
            for line, value in enumerate(values, 1):
                if value is not None:
                    page.write_number(line, at, float(value), told)
    return file.getvalue()


def _form(letter: str) -> str:
    """How a chart's numbers are written, in the scale of its largest."""
    commas = {"": "", "k": ",", "M": ",,", "bn": ",,,"}[letter]
    places = "0" if letter in ("", "k") else "0.0"
    return f'#,##{places}{commas}" {letter}"' if letter else "#,##0"


def _readable(chart: Chart, reverse: bool = False, form: str = "") -> None:
    chart.font.size = Pt(14)
    chart.font.color.rgb = _rgb(theme.INK)
    chart.has_title = False
    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    chart.category_axis.reverse_order = reverse
    chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    chart.category_axis.format.line.color.rgb = _rgb(theme.LINE)
    chart.value_axis.major_gridlines.format.line.color.rgb = _rgb(theme.LINE)
    chart.value_axis.format.line.fill.background()
    if form:
        chart.value_axis.tick_labels.number_format, chart.value_axis.tick_labels.number_format_is_linked = form, False
    else:
        chart.value_axis.visible = False
        chart.value_axis.has_major_gridlines = False


def _labels(chart: Chart, form: str, colours: Iterable[Colour]) -> None:
    for each, colour in zip(chart.plots[0].series, colours, strict=True):
        labels = each.data_labels
        labels.show_value, labels.number_format, labels.number_format_is_linked = True, form, False
        labels.font.color.rgb, labels.font.bold = _rgb(colour), True


def _ground(series: Sequence[Series]) -> float:
    """A round level below all amounts; lines need no zero, and would lie flat above it."""
    levels = [float(value) for _, values in series for value in values if value is not None]
    low, high = min(levels), max(levels)
    if low == high:
        return low - abs(low)
    between = steps(low, high)
    return between[0] - (between[1] - between[0])


def _fill(series: BarSeries, colour: Colour) -> None:
    series.format.fill.solid()
    series.format.fill.fore_color.rgb = _rgb(colour)


def _rgb(colour: Colour) -> RGBColor:
    return RGBColor.from_string(colour.light.removeprefix("#"))
