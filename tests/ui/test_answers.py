"""Answers kept between sessions: computed once, bounded, never a fault."""

import threading
import time

import pytest

from scorecard.ui.answers import Answers


def test_an_answer_is_computed_once():
    answers, calls = Answers(), []
    for _ in range(3):
        assert answers.of(("scope", 1), lambda: calls.append(1) or "answer") == "answer"
    assert calls == [1]


def test_another_revision_is_another_answer():
    answers = Answers()
    assert [answers.of(("scope", revision), lambda r=revision: r) for revision in (1, 2, 1)] == [1, 2, 1]


def test_the_least_used_is_forgotten_first():
    answers, calls = Answers(kept=2), []
    for key in ("a", "b", "a", "c", "a", "b"):
        answers.of(key, lambda k=key: calls.append(k))
    assert calls == ["a", "b", "c", "b"]
    assert len(answers) == 2


def test_many_who_ask_at_once_wait_for_one_computation():
    answers, calls, found = Answers(), [], []

    def slow() -> str:
        calls.append(1)
        time.sleep(0.05)
        return "answer"

    threads = [threading.Thread(target=lambda: found.append(answers.of("key", slow))) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(calls), found) == (1, ["answer"] * 20)


def test_a_fault_is_told_and_not_kept():
    answers = Answers()
    with pytest.raises(ZeroDivisionError):
        answers.of("key", lambda: 1 / 0)
    assert answers.of("key", lambda: "well again") == "well again"


def test_one_question_does_not_hold_up_another():
    answers, going = Answers(), threading.Event()
    waiting = threading.Thread(target=lambda: answers.of("slow", lambda: going.wait(5)))
    waiting.start()
    assert answers.of("quick", lambda: 1) == 1
    going.set()
    waiting.join()
