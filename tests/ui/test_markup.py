"""Every text becomes harmless where it becomes markup: the one function that escapes, against hostile names."""

from html.parser import HTMLParser

import pytest

from scorecard.domain.vocabulary import Perspective, Status, Unit
from scorecard.ui import cards, words
from scorecard.ui.markup import LONGEST, Markup, element, joined, text
from tests.pages import samples
from tests.stclient.workspace import HOSTILE

WORSE = (
    *HOSTILE,
    "<img src=x onerror=alert(1)>",
    "</a></div><script>alert(1)</script>",
    '" onmouseover="alert(1)" x="',
    "' style='position:fixed;inset:0",
    "&lt;b&gt;already escaped&lt;/b&gt;",
    "left \u202eright\u202c to left \u2066isolated\u2069",
    "zero\u200bwidth\u2060\ufeff",
    "nul\x00 bell\x07 escape\x1b[31m line\u2028break\r\n",
    "lone surrogate \ud800",
    "x" * 300 + "<b>",
    "<" * 5000,
    "\U000e0041 tag \U000f0000 private",
)


class Seen(HTMLParser):
    """What a browser would see: elements, attributes, text."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.names: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.told = ""
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.told += data


@pytest.mark.parametrize("hostile", WORSE, ids=range(len(WORSE)))
def test_a_hostile_text_stays_text_in_an_element_and_in_an_attribute(hostile: str):
    seen = Seen(element("p", hostile, title=hostile, class_="sc-x"))
    assert seen.names == ["p"]
    assert [name for name, _ in seen.attributes] == ["title", "class"]
    assert not set(seen.told) & set(
        "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\u200e\u200f\x00\x1b\n"
    )
    assert len(seen.told) <= LONGEST + 1


@pytest.mark.parametrize("hostile", WORSE, ids=range(len(WORSE)))
def test_a_card_with_hostile_words_everywhere_has_the_elements_of_any_card(hostile: str):
    told = ("m", hostile, Unit.MONEY, "1", "2", hostile, Status.OFF_TRACK)
    calm = ("m", "Calm", Unit.MONEY, "1", "2", "worse", Status.OFF_TRACK)
    more = {"finance_owner": hostile, "operations_owner": hostile, "trust": hostile, "stale": True}
    less = {"finance_owner": "A", "operations_owner": "B", "trust": "restated", "stale": True}
    address = words.address("/measure", {"measure": hostile.encode("utf-8", "replace").decode()})
    drawn = Seen(cards.card(samples.row(told, Perspective.FINANCIAL, **more), "EUR", lambda _: address))
    usual = Seen(cards.card(samples.row(calm, Perspective.FINANCIAL, **less), "EUR", lambda _: "/measure?measure=m"))
    assert drawn.names == usual.names
    assert [name for name, _ in drawn.attributes] == [name for name, _ in usual.attributes]


def test_control_without_the_escape_a_name_becomes_an_element():
    assert Seen(f"<p>{WORSE[len(HOSTILE)]}</p>").names == ["p", "img"]


def test_what_was_made_here_is_kept_and_plain_text_beside_it_is_not():
    assert joined(element("b", "a<b"), " & ", None, "") == "<b>a&lt;b</b> &amp; "
    assert isinstance(joined("a"), Markup)
    assert text(text("<")) == "&lt;"
    assert element("br") == "<br>"


def test_ordinary_names_are_shown_as_they_are():
    for name in ("Müller & Söhne", "Ő Ž 東京 عربى", "5 € · 3 %", "naïve — “quoted”"):
        assert Seen(element("p", name)).told == name
