"""The sample company's three have their seats and two matters from the start, once, about its real figures."""

from collections.abc import Iterator
from functools import partial

import pytest

from scorecard.changes.demo_sync import MATTERS, SEATS, open_demo_sync
from scorecard.changes.people import bring_people
from scorecard.domain.access import LOCAL, Actor
from scorecard.domain.errors import NotAllowed
from scorecard.domain.people import Seat
from scorecard.domain.sync import MatterState
from scorecard.reports.sync_matters import matters_report, message_of
from scorecard.reports.usual import usual_scope
from scorecard.reports.work_figures import figures_now
from scorecard.store.store import Store
from tests.stclient.workspace import sample_store

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = sample_store(tmp_path_factory.mktemp("to decide") / "store")
    bring_people(opened, LOCAL)
    yield opened
    opened.close()


def begin(store: Store, actor: Actor = LOCAL) -> int:
    scope = usual_scope(store.snapshot(), store.today())
    return open_demo_sync(store, actor, scope.period, partial(figures_now, store, scope))


def test_three_have_seats_two_matters_wait_and_one_stands_by_the_message(sample: Store):
    with pytest.raises(NotAllowed):
        begin(sample, Actor("eve", "viewer"))
    assert begin(sample) == len(MATTERS)
    assert begin(sample) == 0
    assert {each.seat: each.id for each in sample.people() if each.seat} == {**SEATS}
    report = matters_report(sample, usual_scope(sample.snapshot(), sample.today()), SEATS[Seat.CEO])
    assert [row.matter.state for row in report.open] == [MatterState.FOR_CEO, MatterState.OPEN]
    for row in report.open:
        assert [each.agrees for each in row.positions] == [False, True]
        assert (row.moved, row.matter.figures == row.now) == (False, True)
        assert row.now.impact is not None
        assert row.now.impact < 0
        assert row.room.startswith("No room left: ")
    assert (report.message.message.ticks, message_of(sample)) == ((Seat.COO,), "")
    assert sample.check() == []
