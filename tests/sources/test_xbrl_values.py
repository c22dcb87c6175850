"""Amounts of inline XBRL: transformation, scale and sign. Expected values are those of the registries' own rules."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ews_cli.readers.xbrl.values import NoAmount, agree, amount, decimals_of

AMOUNTS = st.decimals(min_value=0, max_value=10**14, places=2, allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize(
    ("text", "form", "expected"),
    [
        ("1234.5", None, "1234.5"),
        (" -12 ", None, "-12"),
        ("1,234.50", "ixt:num-dot-decimal", "1234.50"),
        ("1 234.50", "ixt:num-dot-decimal", "1234.50"),
        ("1.234,50", "ixt:num-comma-decimal", "1234.50"),
        ("1\u00a0234,50", "ixt:num-comma-decimal", "1234.50"),
        ("1,234.50", "ixt1:numcommadot", "1234.50"),
        ("1.234,50", "ixt1:numdotcomma", "1234.50"),
        ("1.234,50", "ixt3:numcommadecimal", "1234.50"),
        ("1'234.50", "ixt5:num-dot-decimal-apos", "1234.50"),
        ("-", "ixt3:zerodash", "0"),
        ("–", "ixt2:zerodash", "0"),
        ("nihil", "ixt4:fixed-zero", "0"),
    ],
)
def test_a_text_is_the_amount_of_its_form(text: str, form: str | None, expected: str) -> None:
    assert amount(text, form) == Decimal(expected)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("1,234", None),
        ("1e3", None),
        ("NaN", None),
        ("", None),
        ("-5", "ixt:num-dot-decimal"),
        ("(5)", "ixt:num-dot-decimal"),
        ("1.2.3", "ixt:num-dot-decimal"),
        ("1,2,3", "ixt:num-comma-decimal"),
        ("5", "ixt:zerodash"),
        ("", "ixt:zerodash"),
        ("", "ixt:fixed-empty"),
        ("vijf", "ixt-sec:numwordsen"),
        ("9" * 100, None),
    ],
)
def test_what_is_no_amount_in_its_form_is_none(text: str, form: str | None) -> None:
    with pytest.raises(NoAmount):
        amount(text, form)


@pytest.mark.parametrize(
    ("scale", "sign"), [("x", None), ("999999999", None), ("-999999999", None), ("0", "+")]
)
def test_a_scale_or_sign_beyond_use_gives_no_amount(scale: str, sign: str | None) -> None:
    with pytest.raises(NoAmount):
        amount("1", None, scale, sign)


@given(AMOUNTS, st.integers(-6, 9), st.booleans())
def test_scale_is_a_power_of_ten_and_sign_the_opposite(value: Decimal, scale: int, negative: bool) -> None:
    read = amount(f"{value:f}", None, str(scale), "-" if negative else None)
    assert read == value * Decimal(10) ** scale * (-1 if negative else 1)
    assert "E+" not in str(read)


@given(AMOUNTS)
def test_comma_and_point_change_places(value: Decimal) -> None:
    dutch = f"{value:,f}".translate(str.maketrans(",.", ".,"))
    assert amount(dutch, "ixt:num-comma-decimal") == amount(f"{value:,f}", "ixt:num-dot-decimal") == value


@given(st.integers(-(10**12), 10**12), st.integers(-6, -1))
def test_an_amount_agrees_with_its_rounding_and_not_with_another(value: int, decimals: int) -> None:
    exact, step = Decimal(value), Decimal(10) ** -decimals
    rounded = (exact / step).to_integral_value() * step
    assert agree([(rounded, decimals), (exact, None)]) == exact
    assert (
        agree([(rounded + step, decimals), (exact, None)]) is None or abs(rounded + step - exact) * 2 <= step
    )


def test_decimals_that_are_none_make_an_amount_exact() -> None:
    assert [decimals_of(text) for text in ("INF", None, "x", "999999999", "-3", "2")] == [
        None,
        None,
        None,
        None,
        -3,
        2,
    ]
