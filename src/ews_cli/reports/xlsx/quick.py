"""A sheet that is written in half the time: what is plain is written as it is.

For each cell XlsxWriter looks for what it must escape, rewrite or mark, and each formula is looked through for thirty
newer functions. Nearly no cell of a report has any of these. What has goes the usual way; a test holds that the bytes
are the same.
"""

from __future__ import annotations

from typing import Any

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import CellFormulaTuple, Worksheet

_COLUMNS = [str(xl_col_to_name(column)) for column in range(1000)]


class Sheet(Worksheet):  # type: ignore[misc]  # XlsxWriter has no types
    """A sheet whose formulas have no function that is younger than the form of the file."""

    # Rows and columns are always numbers here: nothing need be read as an address.
    write_string = Worksheet._write_string
    write_number = Worksheet._write_number

    def write_formula(
        self, row: int, col: int, formula: str, cell_format: Any = None, value: float | str = 0
    ) -> int:
        """Write a formula, as the method that this replaces."""
        if self._check_dimensions(row, col):
            return -1
        if self.constant_memory and row > self.previous_row:
            self._write_single_row(row)
        self.table[row][col] = CellFormulaTuple(formula, cell_format, value)
        return 0

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        return formula.removeprefix("=")

    def _write_cell(self, row: int, col: int, cell: Any) -> None:
        written = None
        if cell.format is not None and col < len(_COLUMNS):
            written = _plain(type(cell).__name__, cell)
        if written is None:
            super()._write_cell(row, col, cell)
        else:
            self.fh.write(f'<c r="{_COLUMNS[col]}{row + 1}" s="{cell.format._get_xf_index()}"{written}</c>')


def _plain(kind: str, cell: Any) -> str | None:
    """A cell from behind its place and its format; None for one that needs a closer look."""
    if kind == "Number":
        return f"><v>{cell.number:.16G}</v>"
    if kind == "String":
        text = cell.string
        return f' t="inlineStr"><is><t>{text}</t></is>' if _is_plain(text) else None
    if kind == "Formula" and type(cell.value) in (int, float):
        formula = cell.formula.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        return f"><f>{formula}</f><v>{cell.value}</v>"
    return None


def _is_plain(text: str) -> bool:
    """Whether a text is its own XML: no mark, no escape, no character that is not printed, no space at its ends."""
    marked = "<" in text or "&" in text or ">" in text or "_x" in text
    return not marked and text.isprintable() and text == text.strip()
