"""Units and rounding for people: what is shown never stands on the wrong side of a bound."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ews_cli.core.ratios import Eenheid
from ews_cli.core.thresholds import Band, Vergelijking
from ews_cli.reports.rows import (
    age_text,
    bound_text,
    change_text,
    date_text,
    euro_text,
    in_unit_text,
    months_between,
    plain_decimal,
    plain_quotient,
    plain_quotients,
    ratio_text,
    rounded,
    unit_text,
)

TWENTY = [Fraction(1, 5)]
UNITS = st.sampled_from(list(Eenheid))
FRACTIONS = st.fractions(min_value=-1000, max_value=1000, max_denominator=10**9)
# Bounds are written in a policy with a few decimals: 20%, 0.5%, 0.75.
BOUNDS = st.lists(st.decimals(-100, 100, places=4).map(Fraction), max_size=6)


def side(value: Fraction, bound: Fraction) -> int:
    return (value > bound) - (value < bound)


def read_back(text: str, unit: Eenheid) -> Fraction:
    """The exact number that a person reads in a text."""
    number = text.removesuffix("%").removesuffix(" dagen").replace(".", "").replace(",", ".")
    return Fraction(number) / (100 if unit is Eenheid.PERCENT else 1)


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        ("0.1", Eenheid.PERCENT, "10,0%"),
        ("-0.01234", Eenheid.PERCENT, "-1,2%"),
        ("0.4206789", Eenheid.PERCENT, "42,1%"),
        ("1.1509", Eenheid.RATIO, "1,15"),
        ("0", Eenheid.PERCENT, "0,0%"),
        ("44.6", Eenheid.DAGEN, "45 dagen"),
        ("1234.5", Eenheid.RATIO, "1.234,50"),
        ("0.00005", Eenheid.PERCENT, "0,01%"),  # a little profit is not shown as none
        ("-0.00004", Eenheid.PERCENT, "-0,004%"),
    ],
)
def test_a_ratio_is_shown_in_its_own_unit(value: str, unit: Eenheid, text: str) -> None:
    assert ratio_text(Fraction(value), unit) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("0.20", "20,0%"),
        ("0.1996", "19,96%"),
        ("0.19999", "19,999%"),
        ("0.2004", "20,04%"),
        ("0.1994", "19,9%"),
        ("0.1995", "19,95%"),
        ("0.2006", "20,1%"),
    ],
)
def test_a_ratio_near_a_bound_keeps_the_decimals_that_show_its_side(value: str, text: str) -> None:
    assert ratio_text(Fraction(value), Eenheid.PERCENT, TWENTY) == text


def test_a_bound_between_two_shown_decimals_is_respected() -> None:
    bound = [Fraction("0.1225")]
    assert ratio_text(Fraction("0.1225"), Eenheid.PERCENT, bound) == "12,25%"
    assert ratio_text(Fraction("0.12251"), Eenheid.PERCENT, bound) == "12,3%"
    assert ratio_text(Fraction("0.12249"), Eenheid.PERCENT, bound) == "12,2%"


@given(FRACTIONS, BOUNDS, UNITS)
def test_the_shown_number_is_on_the_same_side_of_every_bound_as_the_exact_one(
    value: Fraction, bounds: list[Fraction], unit: Eenheid
) -> None:
    shown = read_back(ratio_text(value, unit, bounds), unit)
    assert [side(shown, bound) for bound in bounds] == [side(value, bound) for bound in bounds]
    assert side(shown, Fraction(0)) == side(value, Fraction(0))


@given(st.decimals(-100, 100, places=4).map(Fraction), UNITS)
def test_a_value_on_a_bound_is_shown_on_it(bound: Fraction, unit: Eenheid) -> None:
    assert read_back(ratio_text(bound, unit, [bound]), unit) == bound


@given(FRACTIONS, st.integers(0, 6))
def test_without_a_bound_nearby_rounding_is_to_the_nearest(value: Fraction, places: int) -> None:
    shown = Fraction(rounded(value, places))
    if shown.denominator <= 10**places and shown:
        assert abs(shown - value) <= Fraction(1, 2 * 10**places)


def test_rounding_is_half_up_on_both_sides_of_zero() -> None:
    assert ratio_text(Fraction("0.1225"), Eenheid.PERCENT) == "12,3%"
    assert ratio_text(Fraction("-0.1225"), Eenheid.PERCENT) == "-12,3%"


def test_a_value_that_no_decimals_can_say_ends_all_the_same() -> None:
    assert ratio_text(Fraction(1, 3), Eenheid.RATIO, [Fraction(1, 3)]).startswith("0,3333")


@pytest.mark.parametrize(
    ("change", "unit", "text"),
    [
        ("-0.012", Eenheid.PERCENT, "-1,2 procentpunt"),
        ("0.005", Eenheid.PERCENT, "+0,5 procentpunt"),
        ("0", Eenheid.RATIO, "0,00"),
        ("0.05", Eenheid.RATIO, "+0,05"),
        ("-3", Eenheid.DAGEN, "-3 dagen"),
    ],
)
def test_a_change_has_its_sign_and_counts_points(change: str, unit: Eenheid, text: str) -> None:
    assert change_text(Fraction(change), unit) == text


def test_a_drop_just_short_of_its_bound_is_not_shown_as_the_bound() -> None:
    drop = [Fraction(-2, 100)]
    assert change_text(Fraction("-0.01999"), Eenheid.PERCENT, drop) == "-1,999 procentpunt"
    assert change_text(Fraction("-0.02"), Eenheid.PERCENT, drop) == "-2,0 procentpunt"
    assert change_text(Fraction("-0.02001"), Eenheid.PERCENT, drop) == "-2,001 procentpunt"


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("1234567", "€ 1.234.567"),
        ("-412000", "€ -412.000"),
        ("956222.22", "€ 956.222"),
        ("0.4", "€ 0,40"),
        ("0", "€ 0"),
    ],
)
def test_an_amount_is_in_whole_euros_but_never_rounds_to_nothing(amount: str, text: str) -> None:
    assert euro_text(Decimal(amount)) == text


def test_an_amount_in_an_unknown_unit_has_no_euro_sign() -> None:
    assert euro_text(Decimal(412), unit_known=False) == "412"


@pytest.mark.parametrize(
    ("amount", "unit", "text"),
    [
        ("411232000", 1000, "411.232"),
        ("-411232500", 1000, "-411.232,5"),
        ("1234.56", 1, "1.234,56"),
        ("-1234.5", 1, "-1.234,50"),
        ("1500000", 1_000_000, "1,5"),
        ("0", 1000, "0"),
        ("1E+6", 1, "1.000.000"),
    ],
)
def test_an_amount_in_the_unit_of_its_file_is_what_the_file_prints(amount: str, unit: int, text: str) -> None:
    assert in_unit_text(Decimal(amount), unit) == text


def test_the_unit_of_a_file_is_said_in_words() -> None:
    assert [unit_text(unit) for unit in (1, 1000, None)] == ["in euro", "x € 1.000", "eenheid onbekend"]


def band(how: Vergelijking, literal: str, years: int = 1) -> Band:
    return Band(3, how, Fraction(0), literal, "woorden", None, years)


@pytest.mark.parametrize(
    ("how", "literal", "years", "unit", "text"),
    [
        (Vergelijking.BELOW, "20%", 1, Eenheid.PERCENT, "onder 20%"),
        (Vergelijking.BELOW, "0%", 2, Eenheid.PERCENT, "onder 0%, 2 jaar achter elkaar"),
        (Vergelijking.DROPS_AT_LEAST, "2pp", 1, Eenheid.PERCENT, "daling van ten minste 2 procentpunt"),
        (Vergelijking.AT_MOST, "0.75", 1, Eenheid.RATIO, "ten hoogste 0,75"),
        (Vergelijking.ABOVE, "7.5%", 1, Eenheid.PERCENT, "boven 7,5%"),
        (Vergelijking.AT_LEAST, "30", 1, Eenheid.DAGEN, "ten minste 30 dagen"),
    ],
)
def test_a_bound_is_said_in_dutch(
    how: Vergelijking, literal: str, years: int, unit: Eenheid, text: str
) -> None:
    assert bound_text(band(how, literal, years), unit) == text


def test_a_date_is_said_in_dutch() -> None:
    assert date_text(date(2025, 12, 31)) == "31 december 2025"
    assert date_text(date(2026, 3, 1)) == "1 maart 2026"


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        (date(2025, 12, 31), date(2026, 11, 22), 10),
        (date(2025, 12, 31), date(2026, 11, 29), 10),
        (date(2025, 12, 31), date(2026, 11, 30), 11),  # the last day of November completes the month
        (date(2025, 12, 31), date(2025, 12, 31), 0),
        (date(2025, 12, 31), date(2026, 2, 28), 2),
        (date(2024, 2, 29), date(2025, 2, 28), 12),
        (date(2025, 6, 15), date(2026, 6, 14), 11),
        (date(2025, 6, 15), date(2026, 6, 15), 12),
    ],
)
def test_the_age_of_figures_counts_whole_months(start: date, end: date, months: int) -> None:
    assert months_between(start, end) == months


def test_the_age_of_figures_is_said_in_words() -> None:
    day = date(2025, 12, 31)
    assert age_text(day, date(2026, 11, 22)) == "10 maanden oud"
    assert age_text(day, date(2026, 1, 31)) == "1 maand oud"
    assert age_text(day, day + timedelta(days=3)) == "minder dan een maand oud"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("411232000.00"), "411232000"),
        (Decimal("1E+3"), "1000"),
        (Decimal("-0.0"), "0"),
        (Decimal("12345678901234567890123456789012.5"), "12345678901234567890123456789012.5"),
        (Fraction(1, 8), "0.125"),
        (Fraction(-1, 3), "-0.3333333333333333333333333333"),
        (Fraction(1, 10**12), "0.000000000001"),
        (Fraction(0), "0"),
    ],
)
def test_a_number_for_a_machine_is_plain_and_exact(value: Decimal | Fraction, text: str) -> None:
    assert plain_decimal(value) == text


@given(FRACTIONS)
def test_a_number_for_a_machine_has_no_exponent_and_28_digits_of_truth(value: Fraction) -> None:
    text = plain_decimal(value)
    assert re.fullmatch(r"-?\d+(\.\d*[1-9])?", text)
    assert abs(Fraction(text) - value) <= abs(value) / 10**27


@given(
    parts=st.lists(
        st.tuples(st.integers(-(10**15), 10**15), st.integers(1, 10**15) | st.integers(-(10**15), -1)),
        max_size=20,
    )
)
def test_many_quotients_are_written_as_each_of_them(parts: list[tuple[int, int]]) -> None:
    written = plain_quotients([teller for teller, _ in parts], [noemer for _, noemer in parts])
    assert written == [plain_quotient(teller, noemer) for teller, noemer in parts]


def test_quotients_lose_their_zeros_and_their_exponent() -> None:
    # By hand.
    assert plain_quotients([1, 10, 0, -5, 1, 3], [4, 1, 7, 2, 10**9, 3]) == [
        "0.25",
        "10",
        "0",
        "-2.5",
        "0.000000001",
        "1",
    ]
