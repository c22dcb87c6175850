"""The wide table of a portfolio as csv, tsv, a workbook or parquet: a row per provider and year.

Nothing from a file is live in it: a text that a spreadsheet would calculate gets an apostrophe before it in a
csv, and is written as text in a workbook.
"""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

from ews_cli.core.thresholds import Thresholds
from ews_cli.reports.clean import clean, safe
from ews_cli.reports.columns import Column, Kind, columns

BOM = "\ufeff"
BATCH = 10_000
"""Rows of a parquet group: what is in memory at a time."""
MAX_CELL = 32_767
"""Characters that a cell of a workbook can hold."""
MAX_ROWS = 1_048_575
"""Rows that a sheet can hold beside its headings."""
MARK = b"resultaat van ews batch"
"""What a workbook of results ends with, so that a later run knows it and does not read it as accounts."""
_NO_DAY = datetime(2000, 1, 1)
"""Of every workbook: with the day of the run in it no two would be the same."""

Cells = list[str]


class TooManyRows(Exception):
    """A sheet cannot hold the rows."""


class Text:
    """The table as text: a heading, and lines.

    Args:
        tabs: tabs between the cells; else commas.
        excel_nl: as a Dutch spreadsheet reads it, with decimal commas and, where there are no tabs, semicolons.
    """

    def __init__(self, policy: Thresholds, tabs: bool, excel_nl: bool) -> None:
        found = columns(policy, files=True)
        self._names = [column.name for column in found]
        self._texts = [place for place, column in enumerate(found) if column.kind is Kind.TEXT]
        self._kinds = [column.kind for column in found]
        decimals = (Kind.RATIO, Kind.EURO) if excel_nl else ()
        self._decimals = [place for place, column in enumerate(found) if column.kind in decimals]
        self._bom = BOM if excel_nl else ""
        self._out = io.StringIO(newline="")
        self._between, self._end = "\t" if tabs else ";" if excel_nl else ",", "\r\n" if excel_nl else "\n"
        self._writer = csv.writer(self._out, delimiter=self._between, lineterminator=self._end)

    def heading(self) -> str:
        """What stands above the lines."""
        return self._bom + self._written([self._names])

    def lines(self, rows: Iterable[Sequence[str]]) -> str:
        """The lines of rows whose cells are in the order of `columns`."""
        return self._written(self._shown(row) for row in rows)

    def cells(self, texts: Sequence[str], column: int) -> list[str]:
        """Cells of one column as they stand between the separators, for `joined`."""
        if self._kinds[column] is Kind.TEXT:
            quoted = (self._written([[safe(text), ""]]) for text in texts)
            return [line[: -len(self._between) - len(self._end)] for line in quoted]
        return [text.replace(".", ",") for text in texts] if column in self._decimals else list(texts)

    def joined(self, rows: Iterable[Sequence[str]]) -> str:
        """The lines of rows of `cells`."""
        return "".join([self._between.join(row) + self._end for row in rows])

    def _shown(self, row: Sequence[str]) -> Cells:
        shown = list(row)
        for place in self._texts:
            if shown[place]:
                shown[place] = safe(shown[place])
        for place in self._decimals:
            shown[place] = shown[place].replace(".", ",")
        return shown

    def _written(self, rows: Iterable[Sequence[str]]) -> str:
        self._writer.writerows(rows)
        written = self._out.getvalue()
        self._out.seek(0)
        self._out.truncate()
        return written


def workbook(file: BinaryIO, policy: Thresholds, rows: Iterable[str]) -> None:
    """Write the table as a workbook with one sheet. Raises OSError and TooManyRows."""
    import xlsxwriter
    from xlsxwriter.exceptions import FileCreateError

    with TemporaryDirectory() as folder:
        # Row by row to disk, and texts never taken for formulas, numbers or links.
        options = {"constant_memory": True, "default_date_format": "dd-mm-yyyy", "tmpdir": folder}
        # A file of its own: when we are interrupted, the archive that is left open cannot reach for ours.
        made = Path(folder, "resultaat.xlsx")
        book = xlsxwriter.Workbook(made, options)
        book.set_properties({"created": _NO_DAY})
        _fill(book, policy, rows)
        try:
            book.close()
        except FileCreateError as error:
            raise error.args[0] from None
        with made.open("rb") as content:
            shutil.copyfileobj(content, file)
    mark_workbook(file)


def _fill(book: Any, policy: Thresholds, rows: Iterable[str]) -> None:
    """Write the one sheet of a workbook."""
    found = columns(policy, files=True)
    sheet = book.add_worksheet("Jaren")
    bold, percent, euro = (
        book.add_format(look) for look in ({"bold": True}, {"num_format": "0.0000"}, {"num_format": "#,##0"})
    )
    looks = {Kind.RATIO: percent, Kind.EURO: euro}
    sheet.freeze_panes(1, 1)
    for number, column in enumerate(found):
        sheet.write_string(0, number, column.name, bold)
    last = 0
    for last, row in enumerate((row for one in rows for row in json.loads(one)), 1):
        if last > MAX_ROWS:
            raise TooManyRows
        for number, (cell, column) in enumerate(zip(row, found, strict=True)):
            if cell == "":
                continue
            match column.kind:
                case Kind.TEXT:
                    sheet.write_string(last, number, clean(cell)[:MAX_CELL])
                case Kind.DAY:
                    sheet.write_datetime(last, number, date.fromisoformat(cell))
                case kind:
                    sheet.write_number(last, number, float(cell), looks.get(kind))
    sheet.autofilter(0, 0, max(last, 1), len(found) - 1)


def mark_workbook(file: BinaryIO) -> None:
    """Say at the end of a workbook that it is a result: the comment of a zip archive is for such things."""
    file.seek(-2, os.SEEK_END)
    file.write(len(MARK).to_bytes(2, "little") + MARK)


def parquet(file: BinaryIO, policy: Thresholds, rows: Iterable[str]) -> None:
    """Write the table as parquet; ratios and amounts are doubles. Raises ImportError without pyarrow."""
    import pyarrow
    from pyarrow.parquet import ParquetWriter

    found = columns(policy, files=True)
    types = {
        Kind.TEXT: pyarrow.string(),
        Kind.WHOLE: pyarrow.int64(),
        Kind.DAY: pyarrow.date32(),
        Kind.RATIO: pyarrow.float64(),
        Kind.EURO: pyarrow.float64(),
    }
    schema = pyarrow.schema([(column.name, types[column.kind]) for column in found])
    each = (row for one in rows for row in json.loads(one))
    with ParquetWriter(file, schema) as writer:
        while batch := list(islice(each, BATCH)):
            writer.write_table(pyarrow.table(_typed(batch, found), schema=schema))


def _typed(batch: Sequence[Cells], found: Sequence[Column]) -> list[list[str | int | float | date | None]]:
    """The columns of some rows, each value of its kind; an empty cell is unknown."""
    turn: dict[Kind, Callable[[str], str | int | float | date]] = {
        Kind.TEXT: clean,
        Kind.WHOLE: int,
        Kind.DAY: date.fromisoformat,
        Kind.RATIO: float,
        Kind.EURO: float,
    }
    return [
        [None if row[number] == "" else turn[column.kind](row[number]) for row in batch]
        for number, column in enumerate(found)
    ]
