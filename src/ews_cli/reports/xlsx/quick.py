"""A sheet that takes a row as a whole: several times as fast as cell by cell, where a report has millions of cells.

For each cell XlsxWriter looks for what it must escape, rewrite or mark; nearly no cell of a report has any of these.
What has goes the usual way; a test holds that the bytes are the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import Enum
from functools import lru_cache
from typing import Any, TextIO

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import CellFormulaTuple, CellStringTuple, Worksheet

from ews_cli.reports.xlsx.content import Cell
from ews_cli.reports.xlsx.looks import MAX_CELL, fits, literal, shown


class Empty(Enum):
    """A cell without a value that keeps its format, to be filled in."""

    CELL = "/>"


Value = Cell | date | Empty
Written = tuple[int, Value, Any, str]
"""A cell of a row: its column, its value, its format or None, and its formula or nothing.

`{r}` in a formula stands for the number of the row. Without value and formula nothing is written.
"""
_NIL, _NO_SUCH_DAY = date(1899, 12, 31), 59
"""The day before that which a spreadsheet numbers 1, and the number after which it counts a 29 February 1900."""
_COLUMNS = [str(xl_col_to_name(column)) for column in range(1000)]


class Sheet(Worksheet):  # type: ignore[misc]  # XlsxWriter has no types
    """A sheet that is written from the top down."""

    previous_row: int
    fh: TextIO

    def line(self, row: int, cells: Iterable[Written]) -> None:
        """Write the cells of a row, from left to right; nothing else can be written in it."""
        if row > self.previous_row:
            self._write_single_row(row)
        self._write_row(row, None, self.row_info.get(row))
        number = str(row + 1)
        made: list[str] = []
        places: list[int] = []
        for column, value, look, formula in cells:
            body = _calculated(formula, value, number) if formula and fits(formula) else _plain(value)
            if body == "":
                continue
            places.append(column)
            if body is None:
                self.fh.write("".join(made))
                made.clear()
                self._write_cell(row, column, _usual(value, look, formula, number))
            else:
                style = "" if look is None else f' s="{look._get_xf_index()}"'
                made.append(f'<c r="{_COLUMNS[column]}{number}"{style}{body}')
        self.fh.write("".join(made) + "</row>")
        for column in places[:1] + places[-1:]:
            self._check_dimensions(row, column)
        self.previous_row = row + 1


def _plain(value: Value) -> str | None:
    """A value from behind its place and its format; empty for nothing, None for one that needs a closer look."""
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, float | int):
        return f"><v>{value:.16G}</v></c>"
    if isinstance(value, date):
        days = (value - _NIL).days
        return f"><v>{days + (days > _NO_SUCH_DAY)}</v></c>"
    return "" if value is None else value.value


@lru_cache(maxsize=10_000)
def _text(value: str) -> str | None:
    if not value:
        return ""
    return f' t="inlineStr"><is><t>{value}</t></is></c>' if _is_plain(value) else None


def _calculated(formula: str, value: Value, number: str) -> str | None:
    """A formula with what it gives, in the same way."""
    kind = ""
    if value is None:
        value = ""
    elif isinstance(value, str) and value:
        if value.startswith("#") or not _is_plain(value):
            return None
        kind = ' t="str"'
    return f"{kind}><f>{_marked_up(formula).replace('{r}', number)}</f><v>{value}</v></c>"


@lru_cache(maxsize=1_000)
def _marked_up(formula: str) -> str:
    return formula.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _is_plain(text: str) -> bool:
    """Whether a text is its own XML: no mark, no escape, no character that is not printed, no space at its ends."""
    marked = "<" in text or "&" in text or ">" in text or "_x" in text
    return not marked and text.isprintable() and text == text.strip() and len(text) <= MAX_CELL


def _usual(value: Any, look: Any, formula: str, number: str) -> Any:
    """A cell as XlsxWriter keeps it until it is written."""
    if formula and fits(formula):
        return CellFormulaTuple(formula.replace("{r}", number), look, shown(value))
    return CellStringTuple(literal(value), look)
