"""Headings in two rows, years over posts or posts over years -> one row, as if each column had both words itself."""

from __future__ import annotations

from collections.abc import Sequence

from ews_cli.readers.grid import Cell
from ews_cli.readers.headers import heading
from ews_cli.readers.labels import names_of
from ews_cli.readers.provider_cells import text_of
from ews_cli.readers.tables.columns import role_of

_FEWEST = 2


def joined(top: Sequence[Cell], below: Sequence[Cell]) -> list[Cell] | None:
    """Two rows as one of headings; None where they are not years, or budget and actual, over posts or under them.

    A merged cell holds its words in its first column, so words above go on to the right: up to the next, and not
    over a column that says who or when.
    """
    width = max(len(top), len(below))
    upper, lower = _padded(top, width), _padded(below, width)
    roles = [role_of(upper[k]) is not None or role_of(lower[k]) is not None for k in range(width)]
    if not any(roles) or any(_both(upper[k], lower[k]) for k in range(width) if roles[k]):
        return None
    rest = [k for k in range(width) if not roles[k]]
    up, low = [upper[k] for k in rest], [lower[k] for k in rest]
    if not (_when(up) and _posts(low)) and not (_posts(up) and _when(low)):
        return None
    made: list[Cell] = []
    over: Cell = ""
    for k in range(width):
        over = "" if roles[k] else upper[k] if upper[k] != "" else over
        above = upper[k] if lower[k] == "" else over
        made.append(_words(above, lower[k]) if not roles[k] else upper[k] if upper[k] != "" else lower[k])
    return made


def _padded(row: Sequence[Cell], width: int) -> list[Cell]:
    return [*row, *[""] * (width - len(row))]


def _both(one: Cell, other: Cell) -> bool:
    return bool(one != "" and other != "")


def _when(cells: Sequence[Cell]) -> bool:
    """Whether cells say nothing but years and kinds of figures, and so of more than one column."""
    filled = [cell for cell in cells if cell != ""]
    return len(filled) >= _FEWEST and all(heading(cell) is not None for cell in filled)


def _posts(cells: Sequence[Cell]) -> bool:
    return len({names for cell in cells if isinstance(cell, str) and (names := names_of(cell))}) >= _FEWEST


def _words(above: Cell, below: Cell) -> Cell:
    if above == "" or below == "":
        return below if above == "" else above
    return f"{text_of(above)} {text_of(below)}"
