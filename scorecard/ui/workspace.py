"""The one store this process serves, opened once, with what every screen asks of it."""

import os
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from threading import Lock

from scorecard.domain.problems import Problem
from scorecard.ingest.opening import open_store
from scorecard.settings import Settings, settings_from
from scorecard.store.store import Store
from scorecard.ui.answers import Answers

_OPENING = Lock()


@dataclass(frozen=True)
class Workspace:
    """The open store with the settings it was opened by and the answers kept from it.

    ``shown`` is which items of a meeting a person has had on the screen since the process began, by both ids.
    """

    store: Store
    settings: Settings
    problems: tuple[Problem, ...]
    answers: Answers
    shown: dict[tuple[int, str], frozenset[int]] = field(default_factory=dict)


def workspace() -> Workspace:
    """The process's workspace; the first caller opens it, the others wait."""
    with _OPENING:
        return _opened()


@cache
def _opened() -> Workspace:
    settings, problems = settings_from(os.environ)
    store = open_store(settings.store, settings.book_url, settings.facts_uri, date.today)
    return Workspace(store, settings, problems, Answers())
