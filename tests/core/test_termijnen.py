"""Terms in weeks and months -> last days, by hand from a calendar."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ews_cli.core.termijnen import Termijn, laatste_dagen, na_maanden

DAYS = st.dates(date(2021, 7, 1), date(2100, 12, 31))
ROLES = ("aanbieder",)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 8, 3), 6, date(2027, 2, 3)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
        (date(2026, 6, 30), 6, date(2026, 12, 30)),
        (date(2026, 8, 3), 0, date(2026, 8, 3)),
    ],
)
def test_a_month_ends_on_the_same_day_or_on_its_last(day: date, months: int, expected: date) -> None:
    assert na_maanden(day, months) == expected


def test_four_weeks_and_then_two_are_counted_from_each_other() -> None:
    """3 August 2026 is a Monday; four weeks on is Monday 31 August, two more is Monday 14 September."""
    terms = (
        Termijn("voorleggen", "plan", ROLES, weken=4),
        Termijn("antwoord", "antwoord", ROLES, weken=2, na="voorleggen"),
    )
    assert laatste_dagen(terms, date(2026, 8, 3)) == {
        "voorleggen": date(2026, 8, 31),
        "antwoord": date(2026, 9, 14),
    }


@given(DAYS, st.integers(0, 60), st.integers(0, 24))
def test_a_last_day_is_never_before_its_start(day: date, weeks: int, months: int) -> None:
    terms = (
        Termijn("a", "", ROLES, weken=weeks, maanden=months),
        Termijn("b", "", ROLES, weken=weeks, na="a"),
    )
    found = laatste_dagen(terms, day)
    assert day <= found["a"] <= found["b"]


@given(DAYS, DAYS, st.integers(0, 24))
def test_who_starts_later_never_ends_earlier(one: date, other: date, months: int) -> None:
    early, late = sorted((one, other))
    assert na_maanden(early, months) <= na_maanden(late, months)


@pytest.mark.parametrize(
    ("term", "words"),
    [
        (Termijn("a", "", ROLES, weken=4), "4 weken"),
        (Termijn("a", "", ROLES, weken=1), "1 week"),
        (Termijn("a", "", ROLES, maanden=6), "6 maanden"),
        (Termijn("a", "", ROLES, maanden=1), "1 maand"),
    ],
)
def test_a_term_says_how_long_it_is(term: Termijn, words: str) -> None:
    assert term.duur == words
