"""Columns of two bases in one table: `Geconsolideerd` and `Enkelvoudig` above or beside their years."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from ews_cli.core.jaarrekening import Basis
from ews_cli.readers.grid import Cell, Sheet
from ews_cli.readers.heading_rows import HeadingRow
from ews_cli.readers.labels import plain

_WORDS = re.compile(
    r"(?P<group>geconsolideerde?|consolidated)|(?P<own>enkelvoudige?|vennootschappelijke?|company|separate)"
)
_BESIDE = re.compile(
    r"[\W\d_]+|(?<![a-z])(?:cijfers|balans|resultatenrekening|in|x|eur|euros?|realisatie|jaar|boekjaar|per|ultimo|stand"
    r"|jan\w*|feb\w*|maart|april|mei|jun\w*|jul\w*|aug\w*|sep\w*|okt\w*|nov\w*|dec\w*)(?![a-z])"
)
"""What may stand beside the basis in the heading of a column."""
_ROWS_ABOVE = 2


def column_bases(sheet: Sheet, heads: HeadingRow) -> Mapping[int, Basis]:
    """The basis of each column of a heading row, where its heading or a row right above says it of all of them.

    A basis above the first of its columns holds up to the next one, as in a merged cell.
    """
    for rij in range(heads.last, max(heads.first - _ROWS_ABOVE, 0) - 1, -1):
        said = {k: basis for k, cell in enumerate(sheet.rijen[rij]) if (basis := _basis(cell)) is not None}
        if said and (found := _spread(said, heads)):
            return found
    return {}


def _spread(said: Mapping[int, Basis], heads: HeadingRow) -> dict[int, Basis]:
    columns = {k: max((s for s in said if s <= k), default=None) for k in heads.cells}
    if None in columns.values() or (len(set(said.values())) == 1 and not heads.cells.keys() <= said.keys()):
        return {}  # one basis above more columns is a title
    return {k: said[s] for k, s in columns.items() if s is not None}


def _basis(cell: Cell) -> Basis | None:
    return _basis_of(cell) if isinstance(cell, str) and cell else None


@lru_cache(maxsize=4096)
def _basis_of(text: str) -> Basis | None:
    words = plain(text)
    match = _WORDS.search(words)
    if match is None or _BESIDE.sub("", words.replace(match[0], " ", 1)):
        return None
    return Basis.GECONSOLIDEERD if match["group"] else Basis.ENKELVOUDIG
