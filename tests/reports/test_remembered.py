"""What is remembered of a measure is what would be evaluated anew."""

from concurrent.futures import ThreadPoolExecutor

from scorecard.domain.measures import measure_series
from scorecard.domain.targets import goal_series
from scorecard.domain.vocabulary import View
from scorecard.reports import remembered
from scorecard.reports.asked import open_scope
from scorecard.reports.remembered import goals_of, series_of


def test_asked_bit_by_bit_it_is_the_same_as_asked_at_once(loaded, scope, catalogue):
    for view in View:
        asked = open_scope(loaded, scope.with_(view=view))
        for measure in catalogue.measures.values():
            for only in ((12,), (3, 12), range(13)):
                series, goals = series_of(asked, measure, only), goals_of(asked, measure, only)
            parts = (measure, catalogue, asked.calendar, asked.snapshot.cells, "all")
            anew, targets = measure_series(*parts, view=view), goal_series(*parts, view)
            assert (series.values, series.states, series.reasons) == (anew.values, anew.states, anew.reasons)
            assert (goals.goals, goals.reds) == (targets.goals, targets.reds)


def test_many_threads_get_the_same_answer(loaded, scope, catalogue):
    asked = open_scope(loaded, scope)
    measure = catalogue.measures["margin"]
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda at: series_of(asked, measure, (at % 13,)).values[at % 13], range(104)))
    anew = measure_series(measure, catalogue, asked.calendar, asked.snapshot.cells, "all").values
    assert found == [anew[at % 13] for at in range(104)]


def test_what_is_kept_is_bounded(loaded, scope, catalogue, monkeypatch):
    monkeypatch.setattr(remembered, "KEPT", 3)
    asked = open_scope(loaded, scope)
    for measure in catalogue.measures.values():
        series_of(asked, measure, (12,))
    assert 0 < len(asked.snapshot.cells.worked_out) <= 3 < len(catalogue.measures)
