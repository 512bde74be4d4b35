"""The log cannot be made to say what did not happen."""

import logging

from scorecard.ui.service_log import OneRecord


def written(message: str, *args: object) -> str:
    return OneRecord().format(logging.LogRecord("scorecard", logging.ERROR, "", 0, message, args, None))


def test_text_from_outside_never_begins_a_line():
    lines = written("file %s", "x\r\n2026-11-22 10:00:00 INFO scorecard: admin approved").split("\n")
    assert len(lines) == 2
    assert lines[1].startswith("    2026")
    assert "\r" not in lines[0]


def test_text_from_outside_does_not_steer_the_terminal():
    assert "\x1b" not in written("name %s", "\x1b[31mroot\x1b[0m")
    assert "\\x1b[31mroot" in written("name %s", "\x1b[31mroot\x1b[0m")


def test_words_of_any_script_are_kept():
    assert written("Müller 売上").endswith("Müller 売上")
