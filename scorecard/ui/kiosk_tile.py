"""One measure on the wall: its tile, and the curtain over a number that is missing or too old."""

from scorecard.reports.kiosk import KioskTile
from scorecard.ui import cards, words
from scorecard.ui.markup import Markup, element, joined
from scorecard.ui.spark import spark


def tile(each: KioskTile, currency: str) -> Markup:
    """One measure: name, number, status by shape and word, target, difference, small line and age.

    One that is off track says what is done about it; over a number that is missing or too old hangs a curtain.
    """
    row, name = each.row, "carried" if each.row.carried_from else words.status_name(each.row)
    line = spark(row.spark, row.spark_goal, cards.spoken(row), name)
    if each.curtain:
        known = number(each, currency) if each.value is not None else None
        drawn = joined(element("h3", row.label), known, curtain(each), line)
        return element("article", drawn, class_="sc-tile sc-curtained")
    drawn = joined(element("h3", row.label), number(each, currency), line, standing(each), told(each))
    return element("article", drawn, class_=f"sc-tile sc-is-{words.status_name(row)}")


def told(each: KioskTile) -> Markup:
    """How far it is from its target, what is done about it, the target itself and the age."""
    target = words.target(each.row, "")
    return joined(
        element("p", each.row.difference_words, class_="sc-tile-said"),
        element("p", each.action, class_="sc-tile-act") if each.action else None,
        element("p", f"Target {target} · " if target else "", age(each), class_="sc-tile-small"),
    )


def number(each: KioskTile, currency: str) -> Markup:
    """The number large, its unit smaller beside it."""
    size, _, unit = words.number(each.value, each.row.unit, currency, each.row.decimals).partition(" ")
    return element("p", size, element("small", unit) if unit else None, class_="sc-tile-value")


def standing(each: KioskTile) -> Markup:
    """Its status by shape and word."""
    name, label = words.status_name(each.row), words.status_label(each.row)
    return element("p", cards.shape(name), element("b", label), class_="sc-tile-is")


def curtain(each: KioskTile) -> Markup:
    """What hangs over a number that may not be read as today's."""
    return element("p", element("b", status_word(each)), " ", each.curtain, class_="sc-curtain")


def shape_name(each: KioskTile) -> str:
    """The shape beside its name in a list."""
    return "not-reported" if each.curtain else words.status_name(each.row)


def status_word(each: KioskTile) -> str:
    """Its status in a word or two; behind a curtain that it is out of date."""
    return "Out of date" if each.curtain and each.row.value is not None else words.status_label(each.row)


def age(each: KioskTile) -> str:
    """How old it is; of a value carried over, also which period's it is."""
    return f"{each.of}, {each.age}" if each.row.carried_from else each.age
