"""Text -> amount and unit: every notation that statements print, and nothing else."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ews_cli.readers.amounts import (
    Notation,
    decide_notation,
    from_number,
    notation_of,
    parse_amount,
    unit_of,
    without_unit,
)

from .notation import NOTATIONS, UNITS

FIXED = settings(derandomize=True, deadline=None, max_examples=300)
DUTCH, ENGLISH = Notation.DUTCH, Notation.ENGLISH
PRINTED = {name: print_ for name, print_ in NOTATIONS.items() if name != "number"}


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1.485.858", "1485858"),
        ("1331", "1331"),
        ("0", "0"),
        ("-1.982", "-1982"),
        ("(479.816)", "-479816"),
        ("( 479.816 )", "-479816"),
        ("1.234-", "-1234"),
        ("1.234 -", "-1234"),
        ("-/- 1.234", "-1234"),
        ("1.234 -/-", "-1234"),
        ("-/-1.234", "-1234"),
        ("1.234-/-", "-1234"),
        ("‒ 1", "-1"),
        ("– 1.234", "-1234"),
        ("−1.234", "-1234"),
        ("€ 1.234", "1234"),
        ("€ -1.234", "-1234"),
        ("-€ 1.234", "-1234"),
        ("€ (1.234)", "-1234"),
        ("1.234 EUR", "1234"),
        ("1.234,56", "1234.56"),
        ("0,5", "0.5"),
        ("1.234,-", "1234"),
        ("1.234,--", "1234"),
        ("-1.234,-", "-1234"),
        ("(1.234,-)", "-1234"),
        ("1 234 567", "1234567"),
        ("1\u00a0234\u00a0567", "1234567"),
        ("1'234", "1234"),
        ("1.234 *", "1234"),
        ("+ 1.234", "1234"),
        ("-", "0"),
        ("–", "0"),
        ("€ -", "0"),
        ("nihil", "0"),
        ("2003", "2003"),
    ],
)
def test_a_printed_dutch_amount_is_read(text: str, amount: str) -> None:
    assert parse_amount(text, DUTCH) == Decimal(amount)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "€",
        "12,1%",
        "5%",
        "1 miljoen",
        "1e5",
        "1.2.3",
        "1.234.5",
        "1.234.5678",
        "1,234,567,8",
        "1.23.456",
        "12.34.56",
        "1-2",
        "31-12-2020",
        "2020/2021",
        "--5",
        "-(5)",
        "(5",
        "5)",
        "()",
        "-/- (5)",
        "½",
        "1²",
        "１２",
        "١٢",
        "0123",
        "01234567",
        "000",
        "noot 5",
        "B1",
        "x 1.000",
        "#REF!",
        "nan",
        "inf",
        "Infinity",
        "0x10",
        "1_000",
        "9" * 41,
        "9" * 17,
        "1.234 5",
    ],
)
@pytest.mark.parametrize("notation", [DUTCH, ENGLISH, None])
def test_what_is_not_certainly_an_amount_is_none(text: str, notation: Notation | None) -> None:
    assert parse_amount(text, notation) is None


@pytest.mark.parametrize(
    ("text", "dutch", "english", "open_"),
    [
        # Three decimals are in no account: read as English this would be a factor 1,000.
        ("1.234", "1234", None, None),
        ("1,234", "1.234", "1234", None),
        ("1.234.567", "1234567", None, "1234567"),
        ("1,234,567", None, "1234567", "1234567"),
        ("1.234,56", "1234.56", None, "1234.56"),
        ("1,234.56", None, "1234.56", "1234.56"),
        ("12.34", None, "12.34", "12.34"),
        ("12,34", "12.34", None, "12.34"),
        ("0.123", None, "0.123", "0.123"),
        ("1234.567", None, "1234.567", "1234.567"),
        ("1234", "1234", "1234", "1234"),
        ("1 234", "1234", "1234", "1234"),
    ],
)
def test_a_mark_means_what_the_sheet_decided_or_what_it_proves_itself(
    text: str, dutch: str | None, english: str | None, open_: str | None
) -> None:
    expected = [None if e is None else Decimal(e) for e in (dutch, english, open_)]
    assert [parse_amount(text, notation) for notation in (DUTCH, ENGLISH, None)] == expected


@pytest.mark.parametrize(
    ("texts", "notation"),
    [
        ([], DUTCH),
        (["Balans", "2023"], DUTCH),
        (["1.234", "56.789"], DUTCH),
        (["1.234", "1.234.567"], DUTCH),
        (["1.234", "12,5"], DUTCH),
        (["1,234", "1,234,567"], ENGLISH),
        (["1,234", "12.5"], ENGLISH),
        (["1,234", "56,789"], None),
        (["1,234.50", "1.234", "5.678", "9.012"], ENGLISH),
        (["1,234,567", "0.25", "1.234", "5.678", "9.012", "3.456"], ENGLISH),
        (["0.25", "0.50", "1.234"], ENGLISH),
        (["0.25", "1.234"], ENGLISH),
        (["0,25", "1.234", "1,234,567"], None),
        # A ratio with a point beside amounts of which the points group thousands.
        (["0.25", "1.234", "56.789"], DUTCH),
        (["1.234,50", "1,234.50"], None),
    ],
)
def test_the_amounts_of_a_sheet_decide_its_notation_or_nothing_is_decided(
    texts: list[str], notation: Notation | None
) -> None:
    assert decide_notation(texts) is notation


def test_an_amount_is_at_most_a_thousand_times_the_economy_and_forty_characters() -> None:
    assert parse_amount("1.000.000.000.000.000", DUTCH) == 10**15
    assert parse_amount("1.000.000.000.000.001", DUTCH) is None
    assert parse_amount("-1.000.000.000.000.000", DUTCH) == -(10**15)
    assert from_number(1e15) == 10**15
    assert from_number(-1e15) == -(10**15)
    assert from_number(1.000000000000001e15) is None
    assert parse_amount("1.234".rjust(40), DUTCH) == 1234
    assert parse_amount("1.234".rjust(41), DUTCH) is None


@FIXED
@given(st.text(max_size=60), st.sampled_from([DUTCH, ENGLISH, None]))
@example("1" * 39 + ".", DUTCH)
@example("\u0660.\u0661", DUTCH)
@example("-\u2212-", None)
def test_reading_an_amount_never_raises(text: str, notation: Notation | None) -> None:
    amount = parse_amount(text, notation)
    assert amount is None or (amount.is_finite() and abs(amount) <= 10**15)


@FIXED
@given(st.text("0123456789.,'()+-/ €*", max_size=24), st.sampled_from([DUTCH, ENGLISH, None]))
def test_an_amount_has_the_digits_that_are_printed_and_no_others(
    text: str, notation: Notation | None
) -> None:
    amount = parse_amount(text, notation)
    if amount is not None:
        digits = "".join(c for c in text if c.isdigit())
        assert format(abs(amount), "f").replace(".", "").lstrip("0") == digits.lstrip("0")


@FIXED
@given(st.integers(-(10**12), 10**12), st.sampled_from(sorted(PRINTED)))
def test_a_printed_amount_reads_back_exactly_in_each_notation(amount: int, notation: str) -> None:
    assert parse_amount(str(PRINTED[notation](amount)), DUTCH) == amount


@FIXED
@given(st.integers(-(10**11), 10**11), st.integers(0, 99))
def test_a_printed_amount_with_cents_reads_back_exactly(euro: int, cents: int) -> None:
    sign = "-" if euro < 0 else ""
    text = f"{sign}{abs(euro):,}".replace(",", ".") + f",{cents:02}"
    assert parse_amount(text, DUTCH) == Decimal(f"{sign}{abs(euro)}.{cents:02}")


@FIXED
@given(st.text("0123456789.,-() ", max_size=12), st.sampled_from("abcdefgxyzABKZ%#é"), st.integers(0, 12))
def test_nothing_with_a_letter_or_a_percent_sign_is_an_amount(text: str, mark: str, place: int) -> None:
    assert parse_amount(text[:place] + mark + text[place:], DUTCH) is None


@FIXED
@given(st.floats())
@example(1e308)
@example(float("nan"))
@example(float("-inf"))
@example(5e-324)
def test_a_number_cell_is_a_finite_amount_or_none(number: float) -> None:
    amount = from_number(number)
    assert amount is None or (
        amount.is_finite() and abs(amount - Decimal(number)) <= abs(Decimal(number)) * Decimal("1e-14")
    )


def test_a_number_cell_is_read_as_a_spreadsheet_shows_it() -> None:
    assert from_number(0.1 + 0.2) == Decimal("0.3")
    assert from_number(1485858.0) == Decimal(1485858)
    assert from_number(-479816.5) == Decimal("-479816.5")
    assert [from_number(n) for n in (1e308, float("nan"), float("inf"))] == [None, None, None]


@pytest.mark.parametrize(("unit", "text"), [(unit, text) for unit, texts in UNITS.items() for text in texts])
def test_a_unit_is_read_in_every_form_that_statements_use(unit: int, text: str) -> None:
    assert unit_of(text) == unit
    assert unit_of(text.upper()) == unit
    assert unit_of(f"Balans per 31 december 2023 {text}") == (unit if text != "€" else None)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("x € 1.000.000,-", 1_000_000),
        ("€'000", 1_000),
        ("k€", 1_000),
        ("in mln. euro", 1_000_000),
        ("x EUR 1,000", 1_000),
        ("2021 x € 1.000", 1_000),
        ("Winst-en-verliesrekening (in EUR 1.000)", 1_000),
        ("Winst-en-verliesrekening (in EUR .000)", 1_000),
        ("(in thousands of euros)", 1_000),
        ("in millions of EUR", 1_000_000),
        ("thousands of visitors", None),
        ("bedragen luiden in euro’s", 1),
        ("2023 (€)", 1),
        ("in € 1900", 1),
        ("in € 2099", 1),
        ("in 2023 euro", 1),
        ("in € 1899", None),
        ("in € 2100", None),
        ("x € 2023", None),
        ("x € 1.000" + " " * 191, 1_000),
        ("x € 1.000" + "." * 191, 1_000),
        ("x € 1.000" + "." * 192, None),
        ("per mln", None),
        ("x mln", 1_000_000),
        ("x 1", None),
        ("2023 (euro)", 1),
        # A unit that we do not know is no unit, rather than a wrong one.
        ("x € 100", None),
        ("x € 10.000", None),
        # An amount, not the unit of one.
        ("€ 1.000", None),
        ("1.000", None),
        # Not about money.
        ("in 1.000 uren", None),
        ("aantal x 1.000", None),
        ("in 2020", None),
        ("per 31 december 2023", None),
        ("in het boekjaar", None),
        ("Voorraden", None),
        ("", None),
        ("x € 1.000 " + "x" * 300, None),
    ],
)
def test_a_unit_is_read_only_where_one_is_stated(text: str, unit: int | None) -> None:
    assert unit_of(text) == unit


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("2020 (x € 1.000)", "2020"),
        ("31-12-2020 (bedragen in euro's)", "31-12-2020"),
        ("2020", "2020"),
        ("Realisatie 2020", "realisatie 2020"),
        ("x € 1.000", ""),
        ("2020 x € 1.000" + "." * 186, "2020 " + "." * 186),
        ("2020 x € 1.000" + "." * 187, "2020 x € 1.000" + "." * 187),
    ],
)
def test_a_heading_is_what_remains_without_its_unit(text: str, rest: str) -> None:
    assert without_unit(text) == rest


@FIXED
@given(st.text(max_size=80))
def test_looking_for_a_unit_never_raises(text: str) -> None:
    assert unit_of(text) in (None, 1, 1_000, 1_000_000)
    without_unit(text)
    notation_of(text)
