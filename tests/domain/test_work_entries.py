"""What people may enter about a number: kept exactly, or refused in one sentence."""

from datetime import date
from decimal import Decimal as D

import pytest

from scorecard.domain.problems import excerpt
from scorecard.domain.work import Cause
from scorecard.domain.work_entries import (
    LONGEST_ACTION,
    UnfitEntry,
    amount_entered,
    cause_entered,
    day_entered,
    text_entered,
    whys_entered,
)


def refused(act, *given: object) -> str:
    with pytest.raises(UnfitEntry) as error:
        act(*given)
    return str(error.value)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  late parts \n", "late parts"),
        ("one\r\ntwo\rthree\tfour", "one\ntwo\nthree four"),
        ("Cafe\u0301", "Café"),
        ("<script>alert(1)</script> ![x](y) =1+1", "<script>alert(1)</script> ![x](y) =1+1"),
        ("'; DROP TABLE item;--", "'; DROP TABLE item;--"),
        ("👩‍🔧 שלום", "👩‍🔧 שלום"),
        ("x" * 4_000, "x" * 4_000),
    ],
)
def test_texts_are_kept_as_they_are_but_for_blanks(typed: str, kept: str):
    assert text_entered(typed, "comment") == kept


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "The comment is empty. Write it first."),
        (" \n\t ", "The comment is empty. Write it first."),
        ("x" * 4_001, "The comment has 4,001 characters; up to 4,000 can be kept. Shorten it."),
        ("a\x00b", "The comment holds a sign that cannot be seen, at place 2. Remove it."),
        ("\x1b[31mroot", "The comment holds a sign that cannot be seen, at place 1. Remove it."),
        ("ab\u202ecd", "The comment holds a sign that cannot be seen, at place 3. Remove it."),
        ("ab\u2069", "The comment holds a sign that cannot be seen, at place 3. Remove it."),
        ("a\ud800", "The comment holds a sign that cannot be seen, at place 2. Remove it."),
    ],
)
def test_what_cannot_be_kept_is_refused_in_one_sentence(typed: str, sentence: str):
    assert refused(text_entered, typed, "comment") == sentence


def test_a_remark_may_be_empty_and_lengths_differ():
    assert text_entered(" ", "remark", needed=False) == ""
    assert refused(text_entered, "abcd", "name", 3) == "The name has 4 characters; up to 3 can be kept. Shorten it."


def test_an_action_may_have_a_thousand_characters():
    assert text_entered("x" * 1_000, "action", LONGEST_ACTION) == "x" * 1_000
    assert refused(text_entered, "x" * 1_001, "action", LONGEST_ACTION).startswith(
        "The action has 1,001 characters; up to 1,000"
    )


def test_one_to_five_whys_without_gaps():
    assert whys_entered(["late", " customs ", "", ""]) == ("late", "customs")
    assert whys_entered(list("abcde")) == tuple("abcde")
    assert whys_entered([*"abcde", " "]) == tuple("abcde")
    assert refused(whys_entered, []) == "Answer at least the first why."
    assert refused(whys_entered, ["", " "]) == "Answer at least the first why."
    assert refused(whys_entered, list("abcdef")) == "There are 6 whys; up to 5 can be kept."
    assert refused(whys_entered, ["a", "", "c"]) == "Why number 2 is empty. Answer it, or leave out those after it."
    assert refused(whys_entered, ["x" * 501]).startswith("The answer to a why has 501 characters; up to 500")


def test_a_cause_is_one_of_seven_kinds():
    assert cause_entered("one-off") is Cause.ONE_OFF
    assert refused(cause_entered, "") == "Choose the kind of cause first."
    told = refused(cause_entered, "person")
    assert refused(cause_entered, "x" * 41).startswith(f"“{'x' * 40}…” is no kind")
    assert told == (
        "“person” is no kind of cause; choose one of process, data, demand, supply, price, policy, one-off."
    )


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("-120,000.50", "-120000.5000"), ("120000", "120000"), ("+5", "5"), ("\N{MINUS SIGN}7.1234", "-7.1234"),
        (" 1,234,567 ", "1234567"), ("0.10000", "0.1"), ("-0.00", "0"), (D("-5.5"), "-5.5"), (D("-0"), "0"),
        ("99999999999999.9999", "99999999999999.9999"), (D("1E+3"), "1000"),
        ("250k", "250000"), ("250 K", "250000"), ("250\N{NO-BREAK SPACE}k", "250000"), ("0.25 M", "250000"),
        ("1.2m", "1200000"), ("-1,250.5 k", "-1250500"), ("1.5 bn", "1500000000"), ("0.1234567k", "123.4567"),
    ],
)  # fmt: skip
def test_amounts_are_exact(typed: str | D, kept: str):
    found = amount_entered(typed)
    assert found == D(kept)
    assert found.as_tuple().exponent == -4
    assert not (found == 0 and found.is_signed())


def test_no_amount_is_none_and_not_zero():
    assert amount_entered(None) is None
    assert amount_entered("  ") is None


@pytest.mark.parametrize("typed", ["0.00001", D("1.00005"), "0.00000001k", f"1.{'0' * 32}1k"])
def test_more_than_four_decimals_are_not_rounded_away(typed: str | D):
    assert refused(amount_entered, typed) == "The amount has more than 4 decimals. Round it."


@pytest.mark.parametrize("typed", ["100,000,000,000,000", D("-1E+14"), D("1E+400"), "9" * 40, "100,000 bn"])
def test_what_does_not_fit_the_book_is_refused(typed: str | D):
    assert refused(amount_entered, typed) == "The amount is too large; it must stay below 100,000,000,000,000."


@pytest.mark.parametrize("typed", [D("NaN"), D("-Infinity"), D("sNaN")])
def test_what_is_no_number_is_refused(typed: D):
    assert refused(amount_entered, typed) == "The amount is not a number."


@pytest.mark.parametrize(
    "typed",
    [
        "1e3",
        "nan",
        "--5",
        "(5)",
        "k",
        "12  k",
        "12 kk",
        "12 k M",
        "1.2 mio",
        "12 \N{KELVIN SIGN}",
        "1,23",
        "1.234,56",
        "1_000",
        "١٢٣",
        "0x10",
        ".5",
        "5.",
        "=1+1",
        "9" * 41,
        "5 €",
    ],
)
def test_what_is_no_amount_is_refused(typed: str):
    assert refused(amount_entered, typed) == (
        f"“{excerpt(typed, 40)}” is not an amount. Write it in digits, such as 120,000.50."
    )


def test_days_lie_ahead_but_not_too_far():
    today = date(2026, 4, 10)
    assert day_entered(today, today, "due date") == today
    assert day_entered(date(2031, 12, 31), today, "due date") == date(2031, 12, 31)
    assert refused(day_entered, date(2026, 4, 9), today, "due date") == (
        "The due date 9 Apr 2026 lies before 10 Apr 2026. Choose a later day."
    )
    assert refused(day_entered, date(2032, 1, 1), today, "due date") == (
        "The due date 1 Jan 2032 is more than 5 years ahead. Choose an earlier day."
    )
