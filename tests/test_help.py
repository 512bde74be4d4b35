"""Help is complete: every page, setting, measure kind, term and command has its heading."""

import re
from dataclasses import fields

import pytest

from scorecard.domain.flags import FlagState
from scorecard.domain.glossary import TERMS, by_code, word
from scorecard.domain.meeting import OutcomeKind
from scorecard.domain.vocabulary import Kind, Scenario, State, Status
from scorecard.domain.work import WorkState
from scorecard.reports.help import help_page, help_pages, help_report, slug
from scorecard.settings import Settings
from scorecard.ui.words import STATUS
from tests.conftest import ROOT

PAGES = sorted(path.stem for path in (ROOT / "pages").glob("*.py") if path.stem != "__init__")
COMMANDS = ("demo", "catalogue load", "catalogue check", "import", "undo", "ask", "check")


def headings(name: str) -> tuple[str, ...]:
    page = help_page(name)
    assert page is not None, f"scorecard/help/{name}.md is missing"
    return page.headings


@pytest.mark.parametrize("name", [*PAGES, "scorecard", "measure", "data", "help"])
def test_every_page_has_its_help(name: str):
    assert headings(name)


@pytest.mark.parametrize("setting", [field.name for field in fields(Settings)])
def test_every_setting_has_its_heading(setting: str):
    assert f"SCORECARD_{setting.upper()}" in headings("settings")


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_of_measure_has_its_heading(kind: Kind):
    assert kind in headings("kinds")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_its_heading(command: str):
    assert command in headings("commands")


def test_every_command_there_is_is_told():
    from scorecard.cli import ROOMS

    told = {heading.split()[0] for heading in headings("commands")}
    assert set(ROOMS) <= told


@pytest.mark.parametrize("code", [*Kind, *Scenario, *Status, *(s for s in State if s not in ("reported", "hidden"))])
def test_every_word_a_reader_meets_is_a_term(code: str):
    assert code in by_code()


def test_a_term_is_said_once_and_whole():
    assert len(by_code()) == len(TERMS)
    for term in TERMS:
        assert term.code == term.code.lower()
        assert term.plain
        assert term.finance
        assert term.example
        assert re.search(r"[.!]$", term.meaning), term.code


STATES = (*STATUS.values(), *WorkState, *OutcomeKind, FlagState.CAME, FlagState.PASSED)


@pytest.mark.parametrize("told", STATES)
def test_a_state_stands_in_the_glossary_as_the_screen_says_it(told: str):
    assert any(told.casefold() in f"{term.plain}. {term.meaning}".casefold() for term in TERMS)


def test_words_switch_between_plain_and_finance():
    assert word("budget") == "Plan"
    assert word("budget", finance=True) == "Budget"
    assert word("no such word") == "no such word"


def test_headings_of_a_page_have_different_anchors():
    for page in help_pages():
        anchors = [section.anchor for section in page.sections]
        assert len(anchors) == len(set(anchors)), page.name


def test_a_decision_is_dated_and_has_five_lines_at_most():
    page = help_page("decisions")
    assert page is not None
    for section in page.sections:
        assert re.match(r"\d{4}-\d\d-\d\d ", section.heading)
        entries = re.findall(r"^\*(\w+).*:\*", section.text, re.MULTILINE)
        assert entries[0] == "Decided"
        assert 3 <= len(entries) <= 5, section.heading


def test_a_search_finds_sections_that_hold_every_word():
    report = help_report("maximum AGE carried")
    assert "carried-values" in {hit.anchor for hit in report.hits}
    assert help_report("zzqy").hits == ()
    assert "Nothing" in help_report("zzqy").headline


def test_a_term_comes_with_its_page_of_help():
    report = help_report("percentage points")
    assert [term.code for term in report.terms] == ["points"]


def test_anchors_survive_signs_and_accents():
    assert slug("Glossary & help") == "glossary-help"
    assert slug("Où en est-on ?") == "où-en-est-on"
