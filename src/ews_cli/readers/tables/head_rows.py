"""Headings in two rows, such as years over posts -> one row, as if each column had both words itself."""

from __future__ import annotations

from collections.abc import Sequence

from ews_cli.readers.context import is_budget
from ews_cli.readers.grid import Cell
from ews_cli.readers.headers import heading
from ews_cli.readers.labels import key_of, names_of, plain
from ews_cli.readers.provider_cells import text_of
from ews_cli.readers.tables.columns import Given, role_of

_FEWEST = 2


def joined(top: Sequence[Cell], below: Sequence[Cell], said: Given) -> list[Cell] | None:
    """Two rows as one of headings; None where they are not years, or budget and actual, over posts or under them.

    Words for a group of posts, such as `Balans`, may stand above them, beside what says who a row is about.

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
    years = (_when(up) and _posts(low, said)) or (_posts(up, said) and _when(low))
    groups = not years and _posts(low, said) and not _posts(up, said) and any(cell != "" for cell in up)
    if not years and not (groups and all(isinstance(cell, str) for cell in (*up, *low))):
        return None
    made: list[Cell] = []
    over: Cell = ""
    for k in range(width):
        over = "" if roles[k] else upper[k] if upper[k] != "" else over
        above = upper[k] if lower[k] == "" else "" if groups and not _limits(over) else over
        made.append(_words(above, lower[k]) if not roles[k] else upper[k] if upper[k] != "" else lower[k])
    return made


def _limits(group: Cell) -> bool:
    """Whether words over some columns say of which year or kind they are: `Begroting`, and not `Balans`."""
    return heading(group) is not None or (isinstance(group, str) and is_budget(plain(group)))


def _padded(row: Sequence[Cell], width: int) -> list[Cell]:
    return [*row, *[""] * (width - len(row))]


def _both(one: Cell, other: Cell) -> bool:
    return bool(one != "" and other != "")


def _when(cells: Sequence[Cell]) -> bool:
    """Whether most cells say years and kinds of figures, and so of more than one column, and none is an amount."""
    filled = [cell for cell in cells if cell != ""]
    found = sum(heading(cell) is not None for cell in filled)
    words = all(isinstance(cell, str) or heading(cell) is not None for cell in filled)
    return words and found >= _FEWEST and found * 2 >= len(filled)


def _posts(cells: Sequence[Cell], said: Given) -> bool:
    known = {said.get(key_of(cell)) or names_of(cell) for cell in cells if isinstance(cell, str) and cell}
    return len(known - {()}) >= _FEWEST


def _words(above: Cell, below: Cell) -> Cell:
    if above == "" or below == "":
        return below if above == "" else above
    return f"{text_of(above)} {text_of(below)}"
