"""A cell that is written here is, byte for byte, the one that XlsxWriter writes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import BytesIO, StringIO
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from ews_cli.reports.xlsx.cells import MAX_CELL, Empty, Value, fits, marked_up, written
from ews_cli.reports.xlsx.looks import calculate, put

TEXTS = (
    "plat",
    "a & b < c > d",
    " voor en na ",
    "regel\neinde\t",
    "_x0041_",
    "\x01\x1f\ufffe",
    "<r><t>x</t></r>",
    "=1+1",
    "#N/A",
    "#REF! is geen fout",
    "'\"",
    "🙂" * 9,
    "\xa0vast",
    "n" * (MAX_CELL + 1),
)


@pytest.fixture(scope="module")
def sheet() -> Iterator[Any]:
    with xlsxwriter.Workbook(BytesIO(), {"constant_memory": True}) as book:
        yield book.add_worksheet()


def usual(sheet: Any, value: str | int | float | date | None, formula: str = "") -> str:
    """The cells of the third row as XlsxWriter writes them, in column B."""
    sheet.previous_row, sheet.fh, before = 2, StringIO(), sheet.fh
    sheet.table.clear()
    if isinstance(value, date):
        sheet.write_datetime(2, 1, value)
    elif formula:
        calculate(sheet, 2, 1, formula, value, None)
    else:
        put(sheet, 2, 1, value, None)
    for column, cell in sheet.table[2].items():
        sheet._write_cell(2, column, cell)
    sheet.table.clear()
    text, sheet.fh = sheet.fh.getvalue(), before
    return str(text)


def ours(value: Value, formula: str = "") -> str:
    return written([("B", "", marked_up(formula))], [value], "3")


@pytest.mark.parametrize("text", TEXTS)
def test_an_odd_text_is_the_same_cell(text: str, sheet: Any) -> None:
    assert ours(text) == usual(sheet, text)
    assert ours(text, "A{r}&B{r}<3") == usual(sheet, text, "A{r}&B{r}<3")


@given(st.text() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.none())
def test_any_value_is_the_same_cell(sheet: Any, value: str | int | float | None) -> None:
    assert ours(value) == usual(sheet, value)
    assert ours(value, "IF(A{r}>1,1,2)") == usual(sheet, value, "IF(A{r}>1,1,2)")


@given(st.dates(date(1900, 1, 1)))
def test_any_day_is_the_same_cell(sheet: Any, day: date) -> None:
    assert ours(day) == usual(sheet, day)


def test_nothing_is_no_cell_and_an_empty_cell_keeps_its_format() -> None:
    assert written([("A", ' s="4"', ""), ("B", ' s="5"', "")], [None, ""], "7") == ""
    assert written([("A", ' s="4"', "")], [Empty.CELL], "7") == '<c r="A7" s="4"/>'


def test_a_formula_fits_as_long_as_it_does_so_in_the_last_row() -> None:
    assert fits("A{r}" + "+1" * 4092)
    assert not fits("A{r}" + "+1" * 4093)
