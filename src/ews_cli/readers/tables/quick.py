"""A quick look, at every workbook, whether it may hold a table: most do not, and need none of the rest."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ews_cli.readers.grid import Cell, Sheet

LOOKED_AT = 25
"""The headings stand in these rows at the top; above them may be a title."""
FEWEST_CELLS = 3

_WHO_OR_WHEN = re.compile(
    r"k\.?v\.?k|koophandel|handelsregister|naam|aanbieder|organisatie|instelling|agentschap|rechtspersoon"
    r"|onderneming|stichting|jaar|year|datum|ultimo",
    re.IGNORECASE,
)


def may_hold_table(sheets: Iterable[Sheet]) -> bool:
    """Whether a sheet has a row of words near its top of which one may name a provider or a year."""
    return any(
        len(words := [cell for cell in row if isinstance(cell, str) and cell]) + _years(row) >= FEWEST_CELLS
        and any(map(_WHO_OR_WHEN.search, words))
        for sheet in sheets
        if sheet.zichtbaar
        for row in sheet.rijen[:LOOKED_AT]
        if len(row) >= FEWEST_CELLS
    )


def _years(row: Iterable[Cell]) -> int:
    """The numbers in a row that may be years, in a second row of headings."""
    return sum(isinstance(cell, float | int) and 1990 <= cell <= 2049 for cell in row)
