"""Identities hold, do not hold, or cannot be told."""

from decimal import Decimal

import numpy as np

from scorecard.domain.cells import TICKS, Series
from scorecard.domain.identities import left_over

TERMS = ("+closing", "-opening", "-0.5*moved")


FIGURES = {"closing": (110, 123, 9), "opening": (100, 110, 9), "moved": (20, 20, 0)}


class Book:
    """Three periods: the first holds, the second is off by 3, the third lacks a source."""

    def series(self, name, entity, scenario, vintage=None):
        known = np.array([1, 1, 0 if name == "moved" else 1])
        return Series(np.array(FIGURES[name]) * TICKS, known, np.ones(3, dtype=np.int64))


def test_what_is_left_over_is_told_only_where_all_terms_are_reported():
    assert left_over(TERMS, Book(), "company") == {0: Decimal(0), 1: Decimal(3 * TICKS)}


def test_only_the_periods_asked_for_are_looked_at():
    assert left_over(TERMS, Book(), "company", [1, 2]) == {1: Decimal(3 * TICKS)}
