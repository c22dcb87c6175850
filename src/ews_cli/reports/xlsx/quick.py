"""A sheet that takes a row as a whole: several times as fast as cell by cell, where a report has millions of cells.

For each cell XlsxWriter looks for what it must escape, rewrite or mark; nearly no cell of a report has any of these.
What has goes the usual way; a test holds that the bytes are the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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
_NIL, _NO_SUCH_DAY = date(1899, 12, 31), 59
"""The day before that which a spreadsheet numbers 1, and the number after which it counts a 29 February 1900."""


class Columns:
    """What the columns of a sheet have in every row.

    Attributes:
        looks: the format of each, None for none.
        formulas: the formula of each, or nothing; `{r}` stands for the number of the row.
        parts: of each the letters, the format and the formula as they are written.
    """

    def __init__(self, looks: Sequence[Any], formulas: Sequence[str] = ()) -> None:
        self.looks = looks
        # A spreadsheet takes no longer formula; the value is left alone.
        self.formulas = [one if fits(one) else "" for one in formulas or [""] * len(looks)]
        self.parts = [
            (xl_col_to_name(n), _style(look), _marked_up(formula))
            for n, (look, formula) in enumerate(zip(looks, self.formulas, strict=True))
        ]


class Sheet(Worksheet):  # type: ignore[misc]  # XlsxWriter has no types
    """A sheet that is written from the top down."""

    previous_row: int
    fh: TextIO

    def line(
        self, row: int, columns: Columns, values: Iterable[Value], other: Mapping[int, Any] | None = None
    ) -> None:
        """Write a row, a value for each column; where a column has neither value nor formula nothing is written.

        Nothing else can be written in the row. `other` are the formats of columns that have another in this row.
        """
        if row > self.previous_row:
            self._write_single_row(row)
        self._write_row(row, None, self.row_info.get(row))
        number, made, last = str(row + 1), [""], 0
        for n, ((letters, style, formula), value) in enumerate(zip(columns.parts, values, strict=True)):
            if not formula and (value is None or value == ""):
                continue
            body, last = _calculated(formula, value, number) if formula else _plain(value), n
            if other and n in other:
                style = _style(other[n])
            if body is not None:
                made.append(f'<c r="{letters}{number}"{style}{body}')
                continue
            self.fh.write("".join(made))
            made.clear()
            look = other[n] if other and n in other else columns.looks[n]
            self._write_cell(row, n, _usual(value, look, columns.formulas[n], number))
        self.fh.write("".join(made) + "</row>")
        self._check_dimensions(row, last)
        self.previous_row = row + 1


def _style(look: Any) -> str:
    return "" if look is None else f' s="{look._get_xf_index()}"'


def _plain(value: Value) -> str | None:
    """A value from behind its place and its format; None for one that needs a closer look."""
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, float | int):
        return f"><v>{value:.16G}</v></c>"
    if isinstance(value, date):
        days = (value - _NIL).days
        return f"><v>{days + (days > _NO_SUCH_DAY)}</v></c>"
    return Empty.CELL.value


@lru_cache(maxsize=10_000)
def _text(value: str) -> str | None:
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
    return f"{kind}><f>{formula.replace('{r}', number)}</f><v>{value}</v></c>"


def _marked_up(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _is_plain(text: str) -> bool:
    """Whether a text is its own XML: no mark, no escape, no character that is not printed, no space at its ends."""
    marked = "<" in text or "&" in text or ">" in text or "_x" in text
    return not marked and text.isprintable() and text == text.strip() and len(text) <= MAX_CELL


def _usual(value: Any, look: Any, formula: str, number: str) -> Any:
    """A cell as XlsxWriter keeps it until it is written."""
    if formula:
        return CellFormulaTuple(formula.replace("{r}", number), look, shown(value))
    return CellStringTuple(literal(value), look)
