"""The parts of a frame: an error bound that always holds, rows sorted without loss, figures that stay exact."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.build import PEILDATUM, band, criterion, policy, version
from ews_cli import score_frame
from ews_cli.core.posten import Post
from ews_cli.core.ratios import Eenheid, Ratio
from ews_cli.frame.alike import Alike
from ews_cli.frame.amounts import Amounts, amounts
from ews_cli.frame.estimate import NO, OPEN, UNKNOWN, YES, Estimate, States
from ews_cli.frame.judge import figures
from ews_cli.frame.rows import rows

from .reference import amount

numbers = (
    st.integers(-(10**20), 10**20)
    | st.integers(-100, 100)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.floats(-1e6, 1e6)
    | st.decimals(-(10**9), 10**9, places=2)
    | st.decimals(allow_nan=False, allow_infinity=False, min_value=-1, max_value=1, places=30)
)


def read(*given: Any, dtype: str | None = "object") -> Amounts:
    def refuse(row: int, what: str) -> ValueError:
        return ValueError(f"{row}: {what}")

    return amounts(pd.Series(list(given), dtype=dtype), refuse)


def off(exact: Fraction, value: float, error: float) -> bool:
    """Whether an exact number lies further from a float than its error says."""
    return not math.isinf(error) and abs(exact - Fraction(value)) > Fraction(error) * Fraction(
        1_000_001, 1_000_000
    )


# --- amounts


@given(st.lists(numbers, min_size=1))
def test_no_amount_is_further_from_its_float_than_its_error(given: list[Any]) -> None:
    found = read(*given)
    near = Estimate.of(found.values, found.errors, [])
    for row, value in enumerate(given):
        assert found.exact(row) == amount(value)
        assert not off(Fraction(amount(value) or 0), near.value[row], near.error[row])


@pytest.mark.parametrize("dtype", ["int64", "Int64", "float64", "Float64"])
@given(given=st.lists(st.integers(-(2**62), 2**62), min_size=1))
def test_nor_in_a_column_of_one_type(dtype: str, given: list[int]) -> None:
    found = read(*given, dtype=dtype)
    for row, value in enumerate(given):
        exact = Fraction(found.exact(row) or 0)
        assert exact == (value if dtype in ("int64", "Int64") else Fraction(float(value)))
        assert not off(exact, found.values[row], found.errors[row])


def test_whole_numbers_that_a_float_holds_have_no_error() -> None:
    assert read(1, -7.0, Decimal("0.0"), 2**53 - 1).errors.tolist() == [0, 0, 0, 0]
    assert read(1, -7, 2**53 - 1, dtype="int64").errors.tolist() == [0, 0, 0]
    assert (read(2**53 + 1, 0.5, Decimal("0.1")).errors > 0).all()
    assert (read(2**53 + 1, -(2**53) - 1, dtype="int64").errors >= 1).all()


# --- estimates

near = st.tuples(
    st.floats(-1e9, 1e9) | st.integers(-9, 9).map(float) | st.sampled_from([1e-200, 1e200, -1e-99, 1e99]),
    st.sampled_from([0.0, 1e-9, 0.5, 3.0]),
    st.fractions(-1, 1),
)
"""A float, its error, and where within that error the exact number lies."""


def estimate(value: float, error: float, asked: list[States]) -> Estimate:
    return Estimate.of(np.array([value]), np.array([error]), asked)


def exact_of(value: float, error: float, where: Fraction) -> Fraction:
    return Fraction(value) + Fraction(error) * where


@pytest.mark.parametrize("operation", [operator.add, operator.sub, operator.truediv])
@given(a=near, b=near)
def test_an_operation_never_ends_further_from_the_exact_result_than_it_says(
    operation: Callable[[Any, Any], Any], a: tuple[float, float, Fraction], b: tuple[float, float, Fraction]
) -> None:
    if operation is operator.truediv and exact_of(*b) == 0:
        return
    found = operation(estimate(a[0], a[1], []), estimate(b[0], b[1], []))
    exact = operation(exact_of(*a), exact_of(*b))
    assert math.isinf(found.error[0]) or not off(exact, found.value[0], found.error[0])


@given(near, st.integers(1, 1000) | st.integers(-1000, -1))
def test_nor_does_a_multiple(a: tuple[float, float, Fraction], factor: int) -> None:
    found = estimate(a[0], a[1], []) * factor
    assert not off(exact_of(*a) * factor, found.value[0], found.error[0])


@pytest.mark.parametrize("compare", [operator.lt, operator.le, operator.gt, operator.ge])
@given(a=near, bound=st.fractions(-9, 9, max_denominator=1000) | st.integers(-9, 9), there=st.booleans())
def test_a_comparison_is_right_or_open(
    compare: Callable[[Any, Any], Any], a: tuple[float, float, Fraction], bound: Fraction | int, there: bool
) -> None:
    value, error, where = (float(bound), a[1], a[2]) if there else a
    found = compare(estimate(value, error, []), bound).states[0]
    assert found in (OPEN, YES if compare(exact_of(value, error, where), bound) else NO)


def test_a_comparison_of_exact_numbers_is_never_open() -> None:
    for value, says in ((0.0, YES), (-0.0, YES), (0.1, NO), (-1.0, YES)):
        assert (estimate(value, 0.0, []) <= 0).states.tolist() == [says]


def test_nothing_is_known_of_what_is_unknown() -> None:
    unknown = estimate(math.nan, 0.0, [])
    assert (unknown < 1).states.tolist() == [UNKNOWN]
    assert ((unknown - estimate(1.0, 0.0, [])) >= Fraction(1, 50)).states.tolist() == [UNKNOWN]


# --- rows that are alike


@example([[0] * 80, [1] + [0] * 79, [0] * 79 + [1]])
@given(st.lists(st.lists(st.integers(0, 1), min_size=80, max_size=80), min_size=1, max_size=8))
def test_rows_are_of_one_kind_exactly_when_they_are_alike_in_everything(looks: list[list[int]]) -> None:
    # 2 ** 80 kinds do not fit in a number of 64 bits.
    table = np.array(looks)
    alike = Alike(len(table))
    for column in table.T:
        alike.add(column, 2)
    kinds, firsts = alike.kinds()
    for i, one in enumerate(looks):
        for j, other in enumerate(looks):
            assert (kinds[i] == kinds[j]) == (one == other)
        assert firsts[kinds[i]] == looks.index(one)


# --- figures


def test_a_difference_that_nearly_vanishes_is_computed_exactly() -> None:
    # 1,000,000,000,000,000.1 - 1,000,000,000,000,000 - 0.1 is nothing; with floats it is 0.025.
    row = {
        "naam": "A", "boekjaar": 2024, "kortlopende_schulden": 1, "onderhanden_werk": Decimal("0.1"),
        "vlottende_activa": Decimal("1000000000000000.1"), "voorraden": 10**15,
    }  # fmt: skip
    assert 1000000000000000.1 - 10**15 - 0.1 != 0
    assert score_frame(pd.DataFrame([row]), peildatum=PEILDATUM)["quick_ratio"].tolist() == [0.0]


def test_a_denominator_that_vanishes_exactly_is_refused_beside_rows_where_it_does_not() -> None:
    frame = pd.DataFrame(
        {
            "naam": ["A", "B", "C"],
            "boekjaar": [2024, 2024, 2024],
            "liquide_middelen": [1, 1, 1],
            "bedrijfslasten": [Decimal("0.5"), Decimal("0.3"), Decimal("0.3") + Decimal("1E-20")],
            "afschrijvingen": [Decimal("0.3"), Decimal("0.3"), Decimal("0.3")],
        }
    )
    found = score_frame(frame, peildatum=PEILDATUM)["liquiditeit_in_dagen"]
    assert found.isna().tolist() == [False, True, False]
    assert (found.iloc[0], found.iloc[2]) == (pytest.approx(1825, rel=1e-12), 3.65e22)


def test_a_float_with_more_noise_than_a_quotient_counts_as_a_workbook_shows_it() -> None:
    # To 15 digits 435 / 2,175 is 20 %; as it stands it is six roundings below.
    noisy = 434.9999999999997
    assert noisy / 2175 < 0.2 - 2 * 2.0**-53 * 0.2
    row = {"naam": "A", "boekjaar": 2024, "eigen_vermogen": noisy, "balanstotaal": 2175.0}
    found = score_frame(pd.DataFrame([row]), peildatum=PEILDATUM)
    assert found["solvabiliteit_ten_minste"].tolist() == [1]


def test_a_drop_between_ratios_too_large_for_a_float_is_a_drop() -> None:
    big = {
        "naam": ["A", "A"],
        "boekjaar": [2023, 2024],
        "eigen_vermogen": [1e308, 9e307],
        "balanstotaal": 1e-50,
    }
    bands = version(band(3, "drops_at_least", "2pp"))
    found = score_frame(pd.DataFrame(big), policy(criterion("solvabiliteit", bands)), PEILDATUM)
    assert found["ten_minste"].tolist() == [1, 3]
    assert found["solvabiliteit"].tolist() == [math.inf, math.inf]


def test_two_providers_that_differ_only_in_the_basis_of_the_last_year_are_judged_apart() -> None:
    frame = pd.DataFrame(
        {
            "naam": ["A", "A", "B", "B"],
            "boekjaar": [2023, 2024, 2023, 2024],
            "basis": ["geconsolideerd", "geconsolideerd", "geconsolideerd", "enkelvoudig"],
            "eigen_vermogen": [40, 40, 40, 40],
            "balanstotaal": [100, 100, 100, 100],
        }
    )
    vorig = score_frame(frame, peildatum=PEILDATUM)["solvabiliteit_vorig"]
    assert vorig.iloc[1] == 0.4
    assert vorig.isna().tolist() == [True, False, True, True]


def test_a_ratio_that_answers_where_others_refuse_is_still_right() -> None:
    def per(resultaat: Any, opbrengsten: Any) -> Any:
        return resultaat if opbrengsten <= 0 else resultaat / opbrengsten

    odd = Ratio("per", per, Eenheid.RATIO, True, "", (Post.RESULTAAT, Post.OPBRENGSTEN))
    frame = pd.DataFrame(
        {"naam": ["A", "B"], "boekjaar": [2024, 2024], "resultaat": [6, 6], "opbrengsten": [-2, 4]}
    )
    assert figures(rows(frame, PEILDATUM), odd).value.tolist() == [6.0, 1.5]
