"""How concentrated a region is: shares, the largest, and the index, each calculated by hand."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ews_cli.core.concentratie import aandelen, even_grote, grootste, hhi, hhi_tekst


def shares(*omzetten: int) -> tuple[Fraction, ...]:
    return aandelen([Decimal(omzet) for omzet in omzetten])


def test_a_share_is_turnover_over_the_total() -> None:
    assert shares(50, 30, 20) == (Fraction(1, 2), Fraction(3, 10), Fraction(1, 5))


def test_there_is_nothing_to_share_without_turnover() -> None:
    assert shares() == ()
    assert shares(0, 0) == ()


def test_the_largest_three_have_their_shares_together() -> None:
    assert grootste(shares(10, 40, 20, 30), 1) == Fraction(4, 10)
    assert grootste(shares(10, 40, 20, 30), 3) == Fraction(9, 10)
    assert grootste(shares(60, 40), 3) == 1


def test_the_index_is_the_sum_of_the_squared_percentages() -> None:
    # 50 * 50 + 30 * 30 + 20 * 20 = 2,500 + 900 + 400
    assert hhi(shares(50, 30, 20)) == 3_800


def test_one_provider_alone_is_ten_thousand_and_four_equal_ones_are_a_quarter_of_it() -> None:
    assert hhi(shares(7)) == 10_000
    assert hhi(shares(5, 5, 5, 5)) == 2_500
    assert even_grote(hhi(shares(5, 5, 5, 5))) == 4


@pytest.mark.parametrize(
    ("index", "words"),
    [
        (Fraction(999_999, 1000), "onder 1.000"),
        (Fraction(1000), "van 1.000 tot en met 2.000"),
        (Fraction(2000), "van 1.000 tot en met 2.000"),
        (Fraction(2_000_001, 1000), "boven 2.000"),
    ],
)
def test_the_words_change_on_the_bounds_of_the_guidelines(index: Fraction, words: str) -> None:
    assert hhi_tekst(index).startswith(f"{words}:")


@given(st.lists(st.decimals(min_value=0, max_value=10**12, places=2), max_size=30))
def test_shares_add_up_to_one_and_the_index_lies_between_equal_and_alone(omzetten: list[Decimal]) -> None:
    delen = aandelen(omzetten)
    if not any(omzetten):
        assert delen == ()
        return
    assert sum(delen) == 1
    assert Fraction(10_000, len(delen)) <= hhi(delen) <= 10_000
    assert max(delen) == grootste(delen, 1) <= grootste(delen, 3) <= 1
    assert hhi(delen) == hhi(tuple(reversed(delen)))
