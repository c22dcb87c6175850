"""The checks of the optional fuzz target, held against texts and numbers of hypothesis."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ews_cli.readers.headers import heading, year_in_title
from ews_cli.readers.labels import plain

from .fuzz import TARGETS, check_amount, check_heading, check_number, one_amount

PRINTED = st.text(alphabet="0123456789.,-/()€ '‒−x*dzmlnk", max_size=45)
HEADED = st.lists(
    st.sampled_from(
        [
            "31",
            "29",
            "-",
            ".",
            "dec",
            "feb",
            "20",
            "2023",
            "19",
            "1990",
            "primo",
            "begroting",
            " ",
            "/",
            "t/m",
        ]
    ),
    max_size=8,
).map("".join)


@given(st.one_of(PRINTED, st.text()))
def test_any_text_is_an_amount_that_reads_again_or_none(text: str) -> None:
    check_amount(text)


@given(st.one_of(HEADED, st.text()))
def test_any_text_heads_a_year_that_can_be_or_none(text: str) -> None:
    check_heading(text)


@given(st.floats())
def test_any_number_is_an_amount_and_a_year_only_when_it_is_one(number: float) -> None:
    check_number(number)


def test_a_check_of_the_fuzz_target_can_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("readers.fuzz.parse_amount", lambda text, notation: None)
    with pytest.raises(AssertionError):
        one_amount(b"\x01" * 8)


@pytest.mark.parametrize("target", TARGETS)
def test_each_target_takes_any_bytes(target: str) -> None:
    for raw in (b"", b"\xff\xfe", b"\0" * 9, b"31-12-2023", "€ 1.234,-".encode()):
        TARGETS[target](raw)


@pytest.mark.parametrize("mark", ["*", ".", "…", "*)", "* ", ". .", "1) ", ": ", "(1) ", "-", "- "])
def test_a_long_row_of_marks_in_a_label_takes_no_time(mark: str) -> None:
    """Found by the fuzzer: `***…** tekst` took a minute for 30 asterisks, and twice as long for each one more."""
    start = process_time()
    for text in (mark * 500 + "tekst", "Kas " + mark * 500 + "tekst", "Kas " + mark * 500):
        plain(text)
    assert process_time() - start < 5


@pytest.mark.parametrize("text", ["1--149101--1982%", "Balans per 31 december 1989", "over 1985", "2049/50"])
def test_a_year_outside_the_years_of_accounts_is_named_by_no_title(text: str) -> None:
    assert year_in_title(text) is None
    assert heading(text) is None


def test_marks_around_a_label_are_no_part_of_it() -> None:
    assert plain("Voorraden ........ *") == plain("Voorraden *)") == plain("* Voorraden: 1)") == "voorraden"
