"""A parquet file -> a sheet of typed cells, as the grid gives them: its columns under their names."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO
from typing import Any

from ews_cli.readers.files import DAMAGED, Limits, Refused
from ews_cli.readers.grid import Cell, Sheet

_EXACT = 1e15
"""Whole numbers from here on are not all exact as a float."""


def read_parquet(naam: str, content: bytes, limits: Limits) -> Sheet:
    """The table in a parquet file. Raises Refused where it is damaged, too large, or cannot be read here."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        melding = "dit is een parquet-bestand; installeer ews-jeugdhulp[parquet], of vraag een .csv of .xlsx"
        raise Refused("EWS103", melding) from error
    try:
        file = parquet.ParquetFile(BytesIO(content))
        cells = file.metadata.num_rows * file.metadata.num_columns
        if cells > min(limits.cells, limits.filled):
            raise Refused("EWS106", f"het bestand heeft {cells} cellen; dat is geen jaarrekening")
        return Sheet(naam, [list(file.schema_arrow.names), *_rows(file.read())])
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        raise Refused("EWS105", DAMAGED) from error


def _rows(table: Any) -> Iterator[list[Cell]]:
    columns = [column.to_pylist() for column in table.columns]
    return ([_cell(value) for value in row] for row in zip(*columns, strict=True))


def _cell(value: Any) -> Cell:
    """A value as a cell; what a parquet file may hold beyond a spreadsheet becomes text."""
    if value is None:
        return ""
    if isinstance(value, bool | str) or hasattr(value, "isoformat"):
        return value
    number = float(value) if isinstance(value, int | float | Decimal) else None
    return str(value) if number is None or abs(number) >= _EXACT else number
