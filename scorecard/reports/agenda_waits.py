"""Numbers about which something is settled whose day has not come: they wait for it."""

from scorecard.domain.huddle import answer_to
from scorecard.domain.meeting import OutcomeKind
from scorecard.domain.work import Item
from scorecard.domain.work_states import is_taken_on
from scorecard.reports.asked import Asked
from scorecard.reports.work_overlap import same_money
from scorecard.store.store import Store


def waits_of(store: Store, asked: Asked) -> dict[str, str]:
    """Measure or line at the scope's own place to what it waits for: "action agreed until 23 Dec 2026"."""
    entity, today = asked.scope.entity, store.today()
    told: dict[str, str] = {}
    for outcome in store.meetings.outcomes():
        subject = outcome.subject
        is_open = outcome.kind is OutcomeKind.DECISION and outcome.by is not None and outcome.by >= today
        if is_open and subject is not None and subject.entity == entity and outcome.by is not None:
            told[subject.name] = f"decided on {outcome.at:%-d %b %Y}, by {outcome.by:%-d %b %Y}"
    items: dict[str, list[Item]] = {}
    for item in store.work.items():
        if item.subject.entity == entity and not item.subject.where:
            items.setdefault(item.subject.name, []).append(item)
    for name, about in items.items():
        runs = answer_to(entity, (name,), about, today)
        runs = runs or next((each for each in reversed(about) if is_taken_on(each, today)), None)
        if runs is not None:
            told[name] = f"action agreed until {runs.action_due:%-d %b %Y}"
    return {alike: said for name, said in told.items() for alike in same_money(asked.catalogue, name)} | told
