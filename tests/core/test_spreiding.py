"""The spread of values: quantiles by hand, places among others, and classes with what lies on a bound above it."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ews_cli.core.cbs import CBS_KLASSEN
from ews_cli.core.spreiding import Plaats, kwantiel, per_klasse, plaats, ratio_van_totalen, spreiding

VALUES = st.lists(st.floats(-10, 10).map(lambda x: round(x, 3)), min_size=1, max_size=60)


def test_a_decile_lies_on_a_straight_line_between_its_neighbours() -> None:
    # Eleven values have ten steps: each decile is a value. Twelve: the first lies at 1 + 11 / 10 = 2.1.
    found = spreiding([float(n) for n in range(11)])
    assert found is not None
    assert found.decielen == (1, 2, 3, 4, 5, 6, 7, 8, 9)
    twelve = spreiding([float(n) for n in range(12)])
    assert twelve is not None
    assert twelve.decielen == pytest.approx((1.1, 2.2, 3.3, 4.4, 5.5, 6.6, 7.7, 8.8, 9.9))


def test_the_median_of_an_even_number_lies_half_way() -> None:
    assert kwantiel((1.0, 2.0, 4.0, 8.0), Fraction(1, 2)) == 3
    assert kwantiel((1.0, 2.0, 4.0), Fraction(1, 2)) == 2


def test_ten_values_have_deciles_and_nine_have_none() -> None:
    ten, nine = spreiding([1.0] * 10), spreiding([1.0] * 9)
    assert ten is not None
    assert nine is not None
    assert ten.decielen == (1.0,) * 9
    assert nine.decielen is None


def test_nothing_has_no_spread() -> None:
    assert spreiding([]) is None


def test_a_place_counts_the_others_below_equal_and_above() -> None:
    found = spreiding([3.0, 1.0, 2.0, 2.0, 5.0])
    assert found is not None
    assert plaats(found, 2.0) == Plaats(lager=1, gelijk=1, hoger=2)
    # One below and half of two equal, of five: (1 + 1) / 5.
    assert plaats(found, 2.0).percentiel == 40
    assert plaats(found, 5.0).percentiel == 90


def test_a_value_on_a_bound_is_in_the_class_above_it() -> None:
    bounds = CBS_KLASSEN["solvabiliteit"]
    values = [-0.001, 0.0, 0.0999, 0.1, 0.1999, 0.2, 0.3499, 0.35, 0.9]
    assert per_klasse(values, bounds) == (1, 2, 2, 2, 2)


@pytest.mark.parametrize("naam", sorted(CBS_KLASSEN))
def test_every_bound_of_cbs_is_exact_where_a_ratio_hits_it(naam: str) -> None:
    for number, bound in enumerate(CBS_KLASSEN[naam]):
        exact = float(Fraction(bound.numerator * 7_919, bound.denominator * 7_919))
        below = float(bound - Fraction(1, 10**12))
        assert per_klasse([exact], CBS_KLASSEN[naam])[number + 1] == 1
        assert per_klasse([below], CBS_KLASSEN[naam])[number] == 1


def test_the_classes_are_those_of_cbs() -> None:
    assert {naam: [str(float(bound)) for bound in bounds] for naam, bounds in CBS_KLASSEN.items()} == {
        "solvabiliteit": ["0.0", "0.1", "0.2", "0.35"],
        "rentabiliteit": ["0.0", "0.02", "0.04"],
        "liquiditeit": ["0.3", "0.7", "1.3"],
        "weerstandsvermogen": ["0.0", "0.1", "0.15", "0.2", "0.3"],
    }


def test_the_ratio_of_totals_weighs_by_size_and_is_not_the_mean_of_ratios() -> None:
    # 10 / 100 and 90 / 300: 100 / 400 is 25 %; the mean of 10 % and 30 % is 20 %.
    assert ratio_van_totalen([(10.0, 100.0), (90.0, 300.0)]) == 0.25


def test_without_a_denominator_there_is_no_ratio_of_totals() -> None:
    assert ratio_van_totalen([]) is None
    assert ratio_van_totalen([(1.0, 0.0)]) is None


@given(VALUES)
def test_the_order_of_the_values_decides_nothing_and_quantiles_ascend(values: list[float]) -> None:
    found = spreiding(values)
    assert found == spreiding(list(reversed(values)))
    assert found is not None
    low, high = found.waarden[0], found.waarden[-1]
    steps = [low, *(found.decielen or (found.mediaan,)), high]
    assert all(one <= other + 1e-12 for one, other in pairwise(steps))


@given(VALUES)
def test_every_value_is_in_one_class_and_places_count_everyone(values: list[float]) -> None:
    assert sum(per_klasse(values, CBS_KLASSEN["rentabiliteit"])) == len(values)
    found = spreiding(values)
    assert found is not None
    for value in values:
        where = plaats(found, value)
        assert sum(where) == len(values) - 1
        assert 0 < where.percentiel < 100
