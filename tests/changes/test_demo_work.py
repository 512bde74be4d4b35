"""The sample company's people have work in hand from the start, once, and about its real figures."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from scorecard.changes.demo_work import ITEMS, open_demo_work
from scorecard.domain.access import LOCAL, Actor
from scorecard.domain.errors import NotAllowed
from scorecard.domain.work import WorkState
from scorecard.reports.usual import usual_scope
from scorecard.reports.work import work_report
from scorecard.reports.work_figures import figures_now
from scorecard.store.store import Store
from tests.stclient.workspace import sample_store

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = sample_store(tmp_path_factory.mktemp("in hand") / "store")
    yield opened
    opened.close()


def begin(store: Store, actor: Actor = LOCAL) -> int:
    scope = usual_scope(store.snapshot(), store.today())
    return open_demo_work(store, actor, scope.period, partial(figures_now, store, scope))


def test_every_item_is_opened_once_about_numbers_that_are_there(sample: Store, tmp_path: Path):
    assert begin(sample) == len(ITEMS)
    assert begin(sample) == 0
    items = sample.work.items()
    assert {each.subject.name for each in items} == {told.name for told in ITEMS}
    assert all(each.figures.impact is not None and each.figures.impact < 0 for each in items)
    assert {each.state for each in items} == {WorkState.OPEN, WorkState.EXPLAINED, WorkState.AGREED}
    assert sample.check() == []


def test_the_page_begins_with_work_and_none_of_it_is_stale(sample: Store):
    begin(sample)
    report = work_report(sample, usual_scope(sample.snapshot(), sample.today()), "all", "")
    assert report.headline.startswith(f"{len(ITEMS)} open items")
    assert [row.moved for row in report.rows] == [False] * len(ITEMS)


def test_a_viewer_opens_none(sample: Store):
    with pytest.raises(NotAllowed):
        begin(sample, Actor("eve", "viewer"))
