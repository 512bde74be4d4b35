"""A measure's formula in words, and the same formula with this window's own numbers."""

from dataclasses import dataclass, replace
from decimal import Decimal

from scorecard.domain.catalogue import Catalogue, Measure
from scorecard.domain.display import shown
from scorecard.domain.measures import MeasureSeries, measure_series
from scorecard.domain.terms import name_of, parse_term, unit_of
from scorecard.domain.vocabulary import Kind, Unit, View, Words
from scorecard.reports.asked import Asked, label_of
from scorecard.reports.standing import MeasureRow


@dataclass(frozen=True, slots=True)
class FormulaTerm:
    """One term of the formula with this window's own number.

    ``side`` is numerator, denominator or part; ``sign`` is "+", "−", a factor such as "+0.5 ×", or "×" in a product.
    """

    side: str
    sign: str
    id: str
    label: str
    value: Decimal | None
    unit: Unit = Unit.COUNT


@dataclass(frozen=True, slots=True)
class Formula:
    """The formula with words and with numbers; ``result`` is "" where a term is not reported.

    ``window`` is what a single period's numbers cover where that is more than the period: "Aug 2026 to Oct 2026".
    """

    text: str
    result: str
    terms: tuple[FormulaTerm, ...]
    window: str = ""


def formula_of(asked: Asked, measure: Measure, row: MeasureRow) -> Formula:
    """The formula of a measure in the window whose value the row shows."""
    index = _index(asked, row)
    value = row.value
    terms = tuple(_terms(asked, measure, index))
    text = _sentence(measure, [(t, t.label) for t in terms], "days")
    if value is None or any(term.value is None for term in terms):
        return Formula(text, "", terms)
    if measure.growth:
        return Formula(text, _growth(asked, measure, index, value), terms)
    numbers = [(t, _number(t.value, t.unit)) for t in terms]
    length = _series(asked, measure, index).window_lengths[index]
    covered = range(index - length + 1, index + 1)
    result = _sentence(measure, numbers, f"{asked.calendar.days(covered)} days")
    window = _window(asked, measure, covered)
    return Formula(text, f"{result} = {_whole(asked, measure, value)}", terms, window)


def _window(asked: Asked, measure: Measure, covered: range) -> str:
    """From the first to the last period of what a month's value looks back over; "" where that is the month alone."""
    if asked.scope.view is not View.PERIOD or measure.combine or measure.kind is Kind.BALANCE or len(covered) < 2:
        return ""
    return f"{asked.calendar.periods[covered[0]].label} to {asked.calendar.periods[covered[-1]].label}"


def _index(asked: Asked, row: MeasureRow) -> int:
    """Where the row's value stands: the period asked for, or the one it is carried over from."""
    labels = [period.label for period in asked.calendar.periods]
    return labels.index(row.carried_from) if row.carried_from else asked.index


def _growth(asked: Asked, measure: Measure, index: int, value: Decimal) -> str:
    found = _series(asked, measure, index)
    unit = Unit.MONEY if measure.numerator[0].lstrip("+-") in asked.catalogue.accounts else Unit.COUNT
    now, before = (_number(part[index], unit) for part in (found.numerator, found.denominator))
    return f"{now} ÷ {before} − 1 = {_whole(asked, measure, value)}"


def _number(value: Decimal | None, unit: Unit) -> str:
    return "not reported" if value is None else shown(value, unit, digits=4)


def _whole(asked: Asked, measure: Measure, value: Decimal) -> str:
    return shown(value, measure.unit, asked.catalogue.currency, measure.decimals)


def _terms(asked: Asked, measure: Measure, index: int) -> list[FormulaTerm]:
    if measure.combine:
        parts = [parse_term(part) for part in measure.parts]
        signs = ["×" if measure.combine == "product" else _sign(part.coefficient) for part in parts]
        named = [asked.catalogue.measure(part.name) for part in parts]
        return [_part(asked, part, sign, index) for part, sign in zip(named, signs, strict=True)]
    sides = (("numerator", measure.numerator), ("denominator", measure.denominator))
    return [_term(asked, measure, side, term, index) for side, terms in sides for term in terms]


def _part(asked: Asked, part: Measure, sign: str, index: int) -> FormulaTerm:
    value = _series(asked, part, index).values[index]
    return FormulaTerm("part", sign, part.id, label_of(part, asked.scope.words), value, part.unit)


def _term(asked: Asked, measure: Measure, side: str, text: str, index: int) -> FormulaTerm:
    """The term alone in the measure's place, so that it covers the very window the measure does."""
    term = parse_term(text)
    plain = replace(measure, factor=Decimal(1), growth=False, cap=None)
    if side == "numerator":
        found = _series(asked, replace(plain, numerator=(f"+{term.name}",)), index)
        value = (found.numerator if measure.denominator else found.values)[index]
    else:
        value = _series(asked, replace(plain, denominator=(f"+{term.name}",)), index).denominator[index]
    catalogue = asked.catalogue
    label = _label(catalogue, term.name, asked.scope.words)
    return FormulaTerm(side, _sign(term.coefficient), term.name, label, value, unit_of(term.name, catalogue))


def _label(catalogue: Catalogue, name: str, words: Words) -> str:
    account = catalogue.accounts.get(name)
    return (account.finance_name if account and words is Words.FINANCE else "") or name_of(name, catalogue)


def _series(asked: Asked, measure: Measure, index: int) -> MeasureSeries:
    return measure_series(
        measure, asked.catalogue, asked.calendar, asked.snapshot.cells, asked.scope.entity,
        view=asked.scope.view, only=(index,),
    )  # fmt: skip


def _sign(coefficient: Decimal) -> str:
    sign, size = ("−" if coefficient < 0 else "+"), abs(coefficient)
    return sign if size == 1 else f"{sign} {size.normalize():f} ×"


def _sentence(measure: Measure, words: list[tuple[FormulaTerm, str]], days: str) -> str:
    if measure.combine:
        return _joined(words, " × " if measure.combine == "product" else "")
    top = [pair for pair in words if pair[0].side == "numerator"]
    bottom = [pair for pair in words if pair[0].side == "denominator"]
    said = _joined(top)
    if bottom:
        said = f"{_grouped(said, top)} ÷ {_grouped(_joined(bottom), bottom)}"
    if measure.kind is Kind.DAYS:
        said += f" × {days}"
    if measure.factor != 1:
        said = f"{said} × {measure.factor.normalize():f}"
    return f"{_grouped(said, words)} ÷ the same a year before − 1" if measure.growth else said


def _joined(words: list[tuple[FormulaTerm, str]], between: str = "") -> str:
    if between:
        return between.join(text for _, text in words)
    said = " ".join(f"{term.sign} {text}" for term, text in words)
    return said.removeprefix("+ ")


def _grouped(said: str, words: list[tuple[FormulaTerm, str]]) -> str:
    return f"({said})" if len(words) > 1 else said
