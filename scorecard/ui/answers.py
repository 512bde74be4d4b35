"""Answers kept: one frozen answer per rights, revision, scope and question, least used forgotten first."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

KEPT = 512
Answer = TypeVar("Answer")


class Answers:
    """A bounded memory of frozen answers, shared by all sessions.

    Two sessions that ask the same at once wait for one computation. Faults are not kept.
    """

    def __init__(self, kept: int = KEPT) -> None:
        self.kept = kept
        self._answers: OrderedDict[Hashable, Any] = OrderedDict()
        self._turns: dict[Hashable, Lock] = {}
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._answers)

    def of(self, key: Hashable, compute: Callable[[], Answer]) -> Answer:
        """The kept answer, or the one computed now."""
        with self._lock:
            if key in self._answers:
                self._answers.move_to_end(key)
                kept: Answer = self._answers[key]
                return kept
            turn = self._turns.setdefault(key, Lock())
        with turn:
            return self._after_waiting(key, compute)

    def _after_waiting(self, key: Hashable, compute: Callable[[], Answer]) -> Answer:
        with self._lock:
            if key in self._answers:
                kept: Answer = self._answers[key]
                return kept
        try:
            answer = compute()
            with self._lock:
                self._answers[key] = answer
                while len(self._answers) > self.kept:
                    self._answers.popitem(last=False)
            return answer
        finally:
            with self._lock:
                self._turns.pop(key, None)
