"""HTML: the pack as one file that opens without a network, in light and dark, and prints."""

from base64 import b64encode
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from scorecard.charts.theme import variables
from scorecard.domain.display import unbroken
from scorecard.domain.markup import Markup, element, text
from scorecard.exports import pack_tables as tables
from scorecard.exports.pack_chart import cash_chart, on_screen
from scorecard.exports.pack_tables import Grid, Standing, Strip
from scorecard.exports.packs import Packed
from scorecard.exports.workbook import clean
from scorecard.reports.pack import INVENTED, Pack, Said

HERE = Path(__file__).parent

LONGEST = 4_000
"""Letters of one sentence."""

FONTS = ((400, "plex-sans-regular.ttf"), (600, "plex-sans-semibold.ttf"))

POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; base-uri 'none'; form-action 'none'"
)
"""Whatever stood in the file, a browser would load nothing and run nothing."""


def pack_html(pack: Pack) -> bytes:
    """The file: sentences, perspectives, talk list, cash, work, statements and definitions; same pack, same bytes."""
    return document(pack.title, _body(pack))


def document(title: str, body: Iterable[Markup]) -> bytes:
    """One file that opens without a network: a title and what stands in it."""
    head = element(
        "head",
        Markup('<meta charset="utf-8">'),
        Markup(f'<meta http-equiv="Content-Security-Policy" content="{text(POLICY)}">'),
        Markup('<meta name="viewport" content="width=device-width, initial-scale=1">'),
        Markup('<meta name="color-scheme" content="light dark">'),
        element("title", said(title)),
        element("style", _style()),
    )
    page = element("html", head, element("body", element("main", *body)), lang="en")
    return f"<!doctype html>\n{page}\n".encode()


def told_and_tables(pack: Packed, workspace: str, bold: str, told: Iterable[Said], grids: Iterable[Grid]) -> bytes:
    """One file of sentences and tables.

    Args:
        pack: Its title and stamp.
        workspace: Whose it is.
        bold: What is said below the title in bold; "" for nothing.
        told: The sentences.
        grids: The tables.
    """
    marks = (element("strong", each) for each in (bold, INVENTED if pack.invented else "") if each)
    below = element(
        "p", said(tables.under(pack, workspace)), *(part for mark in marks for part in (" ", mark)), class_="under"
    )
    parts = (part for grid in grids for part in table(grid))
    footer = element("footer", said(tables.stamp_line(pack)))
    return document(pack.title, (element("h1", said(pack.title)), below, sentences(told), *parts, footer))


def _body(pack: Pack) -> Iterable[Markup]:
    yield element("h1", said(pack.title))
    invented = element("strong", INVENTED) if pack.invented else None
    under = said(f"{pack.workspace}. Compared with {pack.against}. Numbers as of {pack.as_of}.")
    yield element("p", under, " ", invented, class_="under")
    yield sentences(pack.sentences)
    yield element("h2", "How we stand")
    yield element("div", *map(_strip, tables.strips(pack)), class_="strips")
    yield from table(tables.since_grid(pack, shown=len(pack.since.rows)))
    yield from table(tables.last_grid(pack, shown=len(pack.last.lines)))
    yield from table(tables.talk_grid(pack))
    weeks = tables.weeks_grid(pack)
    if pack.cash is not None and weeks is not None:
        picture = element("figure", cash_chart(pack.cash, on_screen))
        yield from table(weeks, _scrolls(picture, "Path of cash"))
    yield from table(tables.work_grid(pack, shown=len(pack.work.rows)))
    for answer in pack.statements:
        yield from table(tables.statement_grid(answer))
    yield from table(tables.definitions_grid(pack))
    yield element("footer", said(tables.stamp_line(pack)))


def sentences(told: Iterable[Said]) -> Markup:
    """What each sentence is about, and the sentence."""
    pairs = (Markup(element("dt", said(each.about)) + element("dd", said(each.text))) for each in told)
    return element("dl", *pairs, class_="said")


def _strip(strip: Strip) -> Markup:
    bar = (element("span", class_=f"part is-{name}", style=f"flex-grow:{count}") for name, _, count in strip.counts)
    counted = ", ".join(f"{count} {words}" for _, words, count in strip.counts)
    return element(
        "section",
        element("h3", strip.name),
        element("div", *bar, class_="bar", aria_hidden="true"),
        element("p", f"{strip.reported}: {counted}", class_="quiet"),
        element("ul", *map(_standing, strip.measures)),
    )


def _standing(each: Standing) -> Markup:
    return element(
        "li",
        element("span", class_=f"shape is-{each.mark}", role="img", aria_label=each.status),
        element("span", each.label, class_="label"),
        element("b", said(each.value)),
        element("span", said(each.second), class_="quiet second") if each.second else None,
    )


def table(grid: Grid, above: Markup | None = None) -> Iterable[Markup]:
    """A heading, what stands above, the table in a box that scrolls by itself, and the note; nothing without rows."""
    if not grid.rows:
        return
    yield element("h2", grid.title)
    if above:
        yield above
    heads = (element("th", said(each), scope="col", class_=_class(grid, at)) for at, each in enumerate(grid.head))
    rows = (_row(grid, line) for line in range(len(grid.rows)))
    head = element("thead", element("tr", *heads))
    drawn = element("table", head, element("tbody", *rows), class_="words" if grid.in_words else None)
    yield _scrolls(drawn, grid.title)
    if grid.note:
        yield element("p", said(grid.note), class_="quiet")


def _scrolls(wide: Markup, label: str) -> Markup:
    """What may be wider than a phone, in a box that scrolls by itself and can be reached by key."""
    return element("div", wide, class_="scroll", tabindex="0", role="region", aria_label=label)


def _row(grid: Grid, line: int) -> Markup:
    first, *rest = grid.rows[line]
    inwards = f"padding-left:{0.5 + grid.depths[line]}rem" if grid.depths[line] else None
    name = element("th", said(first), scope="row", style=inwards)
    cells = (
        element("td", said(each), class_=_class(grid, at), data_label=grid.head[at]) for at, each in enumerate(rest, 1)
    )
    return element("tr", name, *cells, class_=f"is-{grid.marks[line]}" if grid.marks[line] else None)


def _class(grid: Grid, at: int) -> str | None:
    return "n" if at in grid.right else None


def said(words: str) -> Markup:
    """Any text, escaped, each number on one line with its unit."""
    return text(unbroken(clean(words)), LONGEST)


@cache
def _style() -> Markup:
    """The style with the app's letters inside, as ready CSS."""
    faces = "".join(
        f"@font-face{{font-family:'Plex Sans';font-weight:{weight};src:url(data:font/ttf;base64,{_letters(name)})}}"
        for weight, name in FONTS
    )
    return Markup(f"{faces}:root{{{variables()}}}{(HERE / 'pack.css').read_text(encoding='utf-8')}")


def _letters(name: str) -> str:
    return b64encode((HERE / "fonts" / name).read_bytes()).decode()
