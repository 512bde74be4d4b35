"""Find: near enough is found, the best first, and quickly."""

import time
from datetime import date

import pytest

from scorecard.domain.catalogue import Catalogue
from scorecard.domain.scope import Scope
from scorecard.domain.vocabulary import Words
from scorecard.ingest.catalogue import parse_catalogue
from scorecard.ingest.demo.catalogue import catalogue_text
from scorecard.ingest.demo.months import months_through
from scorecard.reports.find import COVERS, _headline, find_report, nearest, search, unread
from scorecard.reports.find_index import Hit, Index, _index, _Same, fold
from scorecard.reports.sought import sought
from scorecard.store.store import Store


def index(catalogue: Catalogue) -> Index:
    return _index(1, _Same(catalogue), Words.PLAIN)


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


def test_an_account_leads_to_its_own_number_and_says_so(catalogue: Catalogue):
    hit = first(catalogue, "wages")
    assert (hit.page, hit.query, hit.hint) == ("why", {"of": "wages"}, "Account, on Why")


def test_what_a_hit_leads_to_is_what_it_is_called(sample: Index, company: Catalogue):
    for hit in sample.hits:
        if "of" in hit.query:
            assert sought(company, hit.query["of"]).name == hit.label
        elif hit.page == "measure" and hit.kind != "measure":
            assert f"part of the measure {company.measures[hit.query['measure']].name}" in hit.hint


@pytest.mark.parametrize(
    ("text", "plain", "finance"),
    [
        ("EBITDA margin", "Profit before wear, interest and tax", "EBITDA"),
        ("margin EBITDA", "Profit before wear, interest and tax", "EBITDA"),
        ("profit before wear", "Profit before wear, interest and tax", "EBITDA"),
        ("cost of goods sold", "Cost of what was sold", "Cost of goods sold"),
        ("red-flag threshold", "Red flag", "Red-flag threshold"),
        ("NPS", "Would customers recommend us?", "Net promoter score"),
        ("overtime hours", "Overtime hours", "Overtime hours"),
    ],
)
def test_names_of_both_words_are_found_and_told_in_those_chosen(
    company: Catalogue, text: str, plain: str, finance: str
):
    for words, label in ((Words.PLAIN, plain), (Words.FINANCE, finance)):
        assert search(_index(1, _Same(company), words), text)[0].label == label


def test_headline_and_example_are_in_the_words_chosen(loaded: Store, scope: Scope):
    report = find_report(loaded, scope.with_(words=Words.FINANCE), "revenue")
    assert report.headline == "1 place for “revenue”, the nearest is Net sales."
    assert report.example == "For example: Cash, North works"


def test_a_reading_whose_id_a_measure_has_says_that_it_is_part_of_it(sample: Index):
    hit = next(hit for hit in search(sample, "quotes won") if hit.kind == "reading")
    assert hit.query == {"measure": "quotes_won"}
    assert hit.hint == "Reading, part of the measure Quotes won, on the page of that"


def test_an_account_that_a_measure_tells_is_found_as_that_measure(sample: Index):
    found = [(hit.kind, hit.label) for hit in search(sample, "cash at bank")]
    assert found[0] == ("measure", "Cash at bank")
    assert ("account", "Cash at bank") not in found


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("overtime", "Measure, Operations, on its own page"),
        ("overtime hours", "Reading, on Why"),
        ("ostermoor", "Site, on Scorecard"),
        ("what changed it", "Page: Steps from plan to actual: volume, price, mix"),
        ("red flag", "Glossary: The value beyond which a measure is off track; it is not the goal."),
        ("Typing errors", "Help, Find"),
    ],
)
def test_every_hit_says_where_it_leads(sample: Index, text: str, hint: str):
    assert search(sample, text)[0].hint == hint


def test_an_entity_leads_to_its_scorecard(catalogue: Catalogue):
    hit = first(catalogue, "north works")
    assert (hit.page, hit.query) == ("scorecard", {"entity": "north"})


@pytest.mark.parametrize("text", ["", "   ", "\x00", "qzxjv wwqk", "𝕏" * 500])
def test_what_is_nowhere_gives_nothing(catalogue: Catalogue, text: str):
    assert search(index(catalogue), text) == ()


@pytest.fixture(scope="module")
def company() -> Catalogue:
    """The sample company."""
    catalogue, problems = parse_catalogue(catalogue_text(months_through(date(2026, 11, 22), 7)), "company.toml")
    assert catalogue is not None, problems
    return catalogue


@pytest.fixture(scope="module")
def sample(company: Catalogue) -> Index:
    """Every name of the sample company, and those the application brings."""
    return index(company)


@pytest.mark.parametrize(
    "text",
    [
        "Lindqvale", "Moorland", "Ines", "Ines Halvorsen", "Planck", "Marina", "Zanzibar", "Kowalski", "Bridgestone",
        "Dana", "Carl", "Beck", "Acme Ltd", "why is Lindqvale above plan", "r13",
    ],
)  # fmt: skip
def test_what_resembles_no_name_of_the_sample_company_gives_nothing(sample: Index, text: str):
    assert search(sample, text) == ()


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("ebitad", "Profit before wear, interest and tax"),
        ("overtme", "Overtime"),
        ("vertime", "Overtime"),
        ("over time", "Overtime"),
        ("otfi", "Orders on time and complete"),
        ("cahs", "Cash at bank"),
        ("scrp", "Scrap"),
        ("delvry", "Orders on time and complete"),
        ("qoutes", "Quotes won"),
        ("complants", "Complaints answered in five days"),
        ("contarctors", "Contractors"),
        ("tarnwck works", "Tarnwick Works"),
        ("ostermor", "Ostermoor"),
        ("plan & actual", "Plan & actual"),
        ("what if", "What if"),
        ("how are we doing on complaints", "Complaints answered in five days"),
        ("why did cash fall", "Cash at bank"),
    ],
)
def test_wrong_letters_and_questions_lead_to_a_name_of_the_sample_company(sample: Index, text: str, label: str):
    assert search(sample, text)[0].label == label


def test_a_question_finds_measure_account_and_reading_of_what_it_names_and_nothing_else(sample: Index):
    found = [(hit.kind, hit.label) for hit in search(sample, "Why is overtime above plan?")]
    assert found == [("measure", "Overtime"), ("account", "Overtime pay"), ("reading", "Overtime hours")]


@pytest.mark.parametrize(
    ("text", "kind", "label"),
    [
        ("overtime plant 2 last 6 weeks vs plan", "measure", "Overtime"),
        ("overtime compared with budget at the Marina branch for Zanzibar customers", "measure", "Overtime"),
        ("freight Zanzibar Lindqvale Kowalski Holdings", "account", "Freight"),
        ("complaints Zanzibar Lindqvale Kowalski last 6 weeks", "measure", "Complaints answered in five days"),
    ],
)
def test_words_that_name_nothing_do_not_hide_those_that_do(sample: Index, text: str, kind: str, label: str):
    hit = search(sample, text)[0]
    assert (hit.kind, hit.label) == (kind, label)
    assert "entity" not in hit.query


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("overtime", ""),
        ("over time", ""),
        ("why is overtme above plan", ""),
        ("overtime plant 2 last 6 weeks vs plan", "plant 2 last 6 weeks"),
        ("overtime last 6 weeks", "last 6 weeks"),
        ("overtime at Ostermoor", ""),
    ],
)
def test_what_of_a_question_is_not_read_is_told(sample: Index, text: str, left: str):
    assert unread(sample, fold(text), search(sample, text)[0]) == left


def test_a_place_named_beside_a_figure_leads_there_and_says_so(sample: Index):
    hit = search(sample, "overtime north branch vs plan")[0]
    assert (hit.label, hit.query) == ("Overtime", {"measure": "overtime", "entity": "ostermoor"})
    assert hit.hint.endswith(", at Ostermoor")


@pytest.mark.parametrize(
    "text", ["overtime Velanda vs Ostermoor", "overtime", "Sales, Ostermoor", "Ostermoor last month"]
)
def test_of_two_places_or_a_place_alone_no_figure_leads_to_one(sample: Index, text: str):
    assert not [hit for hit in search(sample, text) if hit.kind == "measure" and "entity" in hit.query]


def test_what_is_not_read_stands_in_the_headline(loaded: Store, scope: Scope):
    said = "1 place for “wages zanzibar”, the nearest is Wages. Not read: zanzibar."
    assert find_report(loaded, scope, "wages zanzibar").headline == said


@pytest.mark.parametrize(
    "text", ["sick leave", "cash flow forecast", "decisions", "Leaves kept slice by slice", "How notices leave"]
)
def test_how_this_was_built_is_sought_in_the_help_alone(sample: Index, text: str):
    assert not [hit for hit in search(sample, text, 40) if hit.query.get("topic") == "decisions"]


@pytest.mark.parametrize(
    ("text", "page"),
    [("cash flow forecast", "cash"), ("cash flow", "cash"), ("since", "since"), ("agenda", "review")],
)
def test_pages_of_money_and_meetings_are_found(sample: Index, text: str, page: str):
    assert (search(sample, text)[0].kind, search(sample, text)[0].page) == ("page", page)


def test_a_name_that_is_a_question_ends_the_sentence(sample: Index):
    hits = search(sample, "NPS", 1)
    assert _headline("NPS", hits, "") == "1 place for “NPS”, the nearest is Would customers recommend us?"


def test_nothing_found_is_said_with_what_find_covers(loaded: Store, scope: Scope):
    report = find_report(loaded, scope, " Lindqvale ")
    assert (report.hits, report.headline, report.note) == ((), "Nothing is called “Lindqvale”.", COVERS)
    assert (find_report(loaded, scope, "revenue").note, find_report(loaded, scope, " ").note) == ("", "")


def test_the_example_names_a_measure_and_a_place_of_this_catalogue(loaded: Store, scope: Scope):
    assert find_report(loaded, scope, "").example == "For example: Cash, North works"


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
