"""The wide table of a portfolio as csv, tsv or parquet: a row per provider and year.

Nothing from a file is live in it: a text that a spreadsheet would calculate gets an apostrophe before it in a
csv.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import islice
from typing import BinaryIO

from ews_cli.core.thresholds import Thresholds
from ews_cli.reports.clean import clean, safe
from ews_cli.reports.columns import Column, Kind, columns

BOM = "\ufeff"
BATCH = 10_000
"""Rows of a parquet group: what is in memory at a time."""
Cells = list[str]


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
