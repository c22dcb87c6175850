"""The sheets of a workbook as rows by heading."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from openpyxl.utils import get_column_letter
from python_calamine import CalamineWorkbook

Row = dict[str, Any]


Cells = list[list[Any]]


@cache
def _sheets(path: Path, _: int) -> dict[str, Cells]:
    with CalamineWorkbook.from_path(path) as book:
        return {
            naam: [
                [None if cell == "" else _whole(cell) for cell in row]
                for row in book.get_sheet_by_name(naam).to_python(skip_empty_area=False)
            ]
            for naam in book.sheet_names
        }


def _whole(cell: Any) -> Any:
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell


def cells_of(path: Path, sheet: str) -> Cells:
    """The cells of a sheet, from A1."""
    return _sheets(path, path.stat().st_mtime_ns)[sheet]


def _begin(path: Path, sheet: str, first: str) -> int:
    return next(n for n, row in enumerate(cells_of(path, sheet)) if row and row[0] == first)


def rows(path: Path, sheet: str, first: str) -> list[Row]:
    """The rows under the headings that begin with `first`, each as heading -> value.

    Under the headings of a criterion, which return for each, the name of the criterion stands before the heading.
    """
    every, at = cells_of(path, sheet), _begin(path, sheet, first)
    group, heads = "", []
    for head, above in zip(every[at], every[at - 1], strict=True):
        group = str(above) if above else group
        own = sheet == "Ratio's" and group not in ("", *_GROUPS)
        heads.append(f"{group}: {head}" if own else str(head))
    return [
        dict(zip(heads, row, strict=True)) for row in every[at + 1 :] if any(cell is not None for cell in row)
    ]


_GROUPS = ("jaarrekening", "bedragen van Posten", "ratio's", "eerder", "samen")


def columns(path: Path, sheet: str, first: str) -> dict[str, str]:
    """Heading -> the letters of its column, and `""` -> the number of the first row below the headings."""
    at = _begin(path, sheet, first)
    heads = cells_of(path, sheet)[at]
    return {str(head): get_column_letter(n) for n, head in enumerate(heads, 1)} | {"": str(at + 2)}


def at(path: Path, sheet: str, first: str, head: str, **where: Any) -> tuple[str, str]:
    """Sheet and address of the cell under a heading, in the only row where other headings hold these values."""
    every, begin = cells_of(path, sheet), _begin(path, sheet, first)
    place = {str(named): n for n, named in enumerate(every[begin])}
    found = [
        number
        for number, row in enumerate(every[begin + 1 :], begin + 2)
        if all(row[place[named]] == value for named, value in where.items())
    ]
    assert len(found) == 1, found
    return sheet, f"{get_column_letter(place[head] + 1)}{found[0]}"
