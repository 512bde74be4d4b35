"""A pack tells what the answers of the screen tell, in the order of the meeting; its fingerprint knows any change."""

import pytest

from scorecard.domain.errors import NothingPublished, UnknownName
from scorecard.domain.vocabulary import View
from scorecard.reports.agenda import agenda_report
from scorecard.reports.cash import cash_report
from scorecard.reports.outlook import outlook_report
from scorecard.reports.pack import Unsettled, pack_report
from scorecard.reports.scorecard import scorecard_report
from scorecard.reports.since import since_report
from scorecard.reports.variance import variance_report
from scorecard.reports.work import work_report
from tests.reports.conftest import load
from tests.reports.figures import ledger


def told(pack) -> dict[str, str]:
    return {said.about: said.text for said in pack.sentences}


def test_sentences_are_the_headlines_of_the_pages_in_the_order_of_the_meeting(loaded, scope):
    pack = told(pack_report(loaded, scope))
    assert [*pack.items()] == [
        ("How we stand", scorecard_report(loaded, scope).headline),
        ("What changed", since_report(loaded, scope).headline),
        ("Customer", pack["Customer"]),
        ("Operations", "There is nothing to judge yet."),
        ("Growth", pack["Growth"]),
        ("Result", variance_report(loaded, scope).headline),
        ("Year so far", variance_report(loaded, scope.with_(view=View.YEAR_TO_DATE)).headline),
        ("Cash", cash_report(loaded, scope).headline),
        ("Outlook", outlook_report(loaded, scope).headline),
        ("Work", work_report(loaded, scope).headline),
    ]


def test_a_perspective_is_told_by_its_counts_and_its_weakest_measure(loaded, scope):
    row = next(row for row in scorecard_report(loaded, scope).rows if row.id == "otif")
    said = told(pack_report(loaded, scope))["Customer"]
    assert said.startswith("1 off track. Weakest is On-time delivery: ")
    assert row.difference_words in said


def test_a_month_also_tells_the_whole_year_and_both_statements(loaded, scope):
    pack = pack_report(loaded, scope, "monthly")
    assert told(pack)["Whole year"] == variance_report(loaded, scope, full_year=True).headline
    assert [answer.full_year for answer in pack.statements] == [False, True]
    assert pack_report(loaded, scope).statements == ()


def test_a_year_to_date_is_not_told_twice(loaded, scope):
    assert "Year so far" not in told(pack_report(loaded, scope.with_(view=View.YEAR_TO_DATE)))


def test_the_talk_list_is_the_agenda_without_the_parts_of_every_meeting(loaded, scope):
    items = agenda_report(loaded, scope).items
    assert pack_report(loaded, scope).talk == tuple(
        item for item in items if item.kind not in ("opening", "since", "cash", "close")
    )


def test_each_measure_is_defined(loaded, scope):
    pack = pack_report(loaded, scope)
    assert [each.id for each in pack.definitions] == [row.id for row in pack.scorecard.rows]
    margin = next(each for each in pack.definitions if each.id == "margin")
    assert margin.formula == "(Revenue − Costs) ÷ Revenue"
    assert margin.direction == "more is better"


def test_the_fingerprint_is_the_same_for_the_same_numbers_and_another_for_others(loaded, scope):
    first = pack_report(loaded, scope)
    assert pack_report(loaded, scope).fingerprint == first.fingerprint
    assert pack_report(loaded, scope, "monthly").fingerprint != first.fingerprint
    load(loaded, ledger("2026-10", south=399), "a correction")
    again = pack_report(loaded, scope)
    assert again.revision == first.revision + 1
    assert again.fingerprint != first.fingerprint
    assert len(again.fingerprint) == 12


def test_who_may_not_see_cash_gets_nothing_of_it_and_the_stamp_says_so(loaded, scope):
    whole, less = pack_report(loaded, scope), pack_report(loaded, scope, with_cash=False)
    assert [about for about in told(whole) if about not in told(less)] == ["Cash", "Outlook"]
    assert (less.cash, less.outlook, less.weeks) == (None, None, None)
    assert dict(less.stamp)["Left out"] == "cash and outlook, which not everybody may see"
    assert "Left out" not in dict(whole.stamp)
    assert less.fingerprint != whole.fingerprint


def test_a_load_that_comes_in_between_is_in_all_parts_or_in_none(loaded, scope, monkeypatch):
    """The statement is asked after the scorecard; unguarded, the one would tell 999 and the other 1,000."""
    during = iter([True])

    def late(store, *rest, **more):
        if next(during, False):
            load(store, ledger("2026-10", south=399), "meanwhile")
        return variance_report(store, *rest, **more)

    before = loaded.revision()
    monkeypatch.setattr("scorecard.reports.pack.variance_report", late)
    pack = pack_report(loaded, scope)
    assert {pack.revision, pack.statement.revision, pack.agenda.revision, pack.work.revision} == {before + 1}


def test_numbers_that_never_stand_still_make_no_pack(loaded, scope, monkeypatch):
    wages = iter(range(900, 910))

    def late(store, *rest, **more):
        load(store, ledger("2026-10", south=next(wages)), "again and again")
        return variance_report(store, *rest, **more)

    monkeypatch.setattr("scorecard.reports.pack.variance_report", late)
    with pytest.raises(Unsettled):
        pack_report(loaded, scope)


def test_without_figures_there_is_no_pack(store, scope):
    with pytest.raises(NothingPublished):
        pack_report(store, scope)


def test_a_place_that_is_not_there_has_no_pack(loaded, scope):
    with pytest.raises(UnknownName):
        pack_report(loaded, scope.with_(entity="nowhere"))
