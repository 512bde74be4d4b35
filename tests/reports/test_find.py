"""Find: near enough is found, the best first, and quickly."""

import time

import pytest

from scorecard.domain.catalogue import Catalogue
from scorecard.reports.find import Hit, Index, _index, _Same, nearest, search


def index(catalogue: Catalogue) -> Index:
    return _index(1, _Same(catalogue))


def first(catalogue: Catalogue, text: str) -> Hit:
    return search(index(catalogue), text)[0]


@pytest.mark.parametrize(
    ("text", "kind", "label"),
    [
        ("revenue", "measure", "Revenue"),
        ("REVENEU", "measure", "Revenue"),
        ("net sales", "measure", "Revenue"),
        ("otif", "measure", "On-time delivery"),
        ("on time delivry", "measure", "On-time delivery"),
        ("delivery on-time", "measure", "On-time delivery"),
        ("nordwerk", "entity", "North works"),
        ("SU\u0308DWERK", "entity", "South works"),
        ("suedwerk", "entity", "South works"),
        ("wages", "account", "Wages"),
        ("glosary", "page", "Glossary & help"),
        ("ebitda", "term", "Profit before depreciation"),
        ("as-of", "term", "Numbers as of"),
        ("carried values", "help", "Carried values"),
        ("SCORECARD_BOOK_URL", "help", "SCORECARD_BOOK_URL"),
    ],
)
def test_what_is_typed_leads_to_what_is_meant(catalogue: Catalogue, text: str, kind: str, label: str):
    hit = first(catalogue, text)
    assert (hit.kind, hit.label) == (kind, label), search(index(catalogue), text)


def test_an_account_leads_to_the_measure_it_is_part_of(catalogue: Catalogue):
    hit = first(catalogue, "wages")
    assert (hit.page, hit.query) == ("measure", {"measure": "costs"})


def test_an_entity_leads_to_its_scorecard(catalogue: Catalogue):
    hit = first(catalogue, "north works")
    assert (hit.page, hit.query) == ("scorecard", {"entity": "north"})


@pytest.mark.parametrize("text", ["", "   ", "\x00", "qzxjv wwqk", "𝕏" * 500])
def test_what_is_nowhere_gives_nothing(catalogue: Catalogue, text: str):
    assert search(index(catalogue), text) == ()


def test_a_place_is_listed_once(catalogue: Catalogue):
    hits = search(index(catalogue), "revenue")
    assert len({(hit.kind, hit.label, hit.page, *hit.query.values()) for hit in hits}) == len(hits)


def test_thousands_of_names_are_searched_in_milliseconds(many: Catalogue):
    found = index(many)
    assert len(found.names) > 6000
    times = []
    for text in ("revenue", "on time delivry", "cost centre 2999", "zzz", "sundry"):
        start = time.process_time()
        search(found, text)
        times.append(time.process_time() - start)
    assert sorted(times)[len(times) // 2] < 0.05


def test_near_names_are_offered_for_an_unknown_one():
    assert nearest({"north": "North works", "south": "South works"}, "noth")[0] == "north"
    assert nearest({"north": "North works"}, "zz") == ()
