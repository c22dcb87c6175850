"""A sheet that takes a row as a whole, with its cells as they stand in the file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TextIO

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from ews_cli.reports.xlsx import cells
from ews_cli.reports.xlsx.cells import Value, fits, marked_up, written


class Columns:
    """What the columns of a sheet have in every row.

    Attributes:
        looks: the format of each, None for none.
        formulas: the formula of each, or nothing; `{r}` stands for the number of the row.
    """

    def __init__(self, looks: Sequence[Any], formulas: Sequence[str] = ()) -> None:
        self.looks = looks
        # A spreadsheet takes no longer formula; the value is left alone.
        self.formulas = [one if fits(one) else "" for one in formulas or [""] * len(looks)]
        self._cells = [
            (xl_col_to_name(n), style(look), marked_up(formula))
            for n, (look, formula) in enumerate(zip(looks, self.formulas, strict=True))
        ]

    def cells(self, other: Mapping[int, Any]) -> list[cells.Column]:
        """The columns as they are written, some with another format."""
        if not other:
            return self._cells
        found = list(self._cells)
        for n, look in other.items():
            letters, _, formula = found[n]
            found[n] = letters, style(look), formula
        return found


def style(look: Any) -> str:
    """A format as it stands in a cell."""
    return "" if look is None else f' s="{look._get_xf_index()}"'


class Sheet(Worksheet):  # type: ignore[misc]  # XlsxWriter has no types
    """A sheet that is written from the top down."""

    previous_row: int
    fh: TextIO

    def line(
        self, row: int, columns: Columns, values: Iterable[Value], other: Mapping[int, Any] | None = None
    ) -> None:
        """Write a row, a value for each column; `other` are the formats of columns that have another in this row.

        Nothing else can be written in the row.
        """
        self._reach(row)
        self._write_row(row, None, self.row_info.get(row))
        self.fh.write(f"{written(columns.cells(other or {}), values, str(row + 1))}</row>")
        self.previous_row = row + 1

    def ready(self, row: int, rows: Sequence[str]) -> None:
        """Write rows of which the cells are made, and that are as high as others."""
        self._reach(row)
        self.fh.write("".join([f'<row r="{number}">{one}</row>' for number, one in enumerate(rows, row + 1)]))
        self._check_dimensions(row + len(rows) - 1, 0)
        self.previous_row = row + len(rows)

    def _reach(self, row: int) -> None:
        """Write what comes before a row; the headings are as wide as any."""
        if row > self.previous_row:
            self._write_single_row(row)
        self._check_dimensions(row, 0)
