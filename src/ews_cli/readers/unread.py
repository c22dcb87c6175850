"""What a workbook holds that means nothing to the reader, so that a user can say what it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ews_cli.readers.amounts import Notation
from ews_cli.readers.cells import amount_of, at, is_label
from ews_cli.readers.grid import Sheet
from ews_cli.readers.labels import key_of, names_of

FEWEST_AMOUNTS = 3
"""A column with fewer amounts is no column of a statement."""

MOST_LABELS = 60


def unread_columns(sheets: Iterable[Sheet]) -> Iterator[tuple[Sheet, int, str]]:
    """The columns of amounts of each sheet, with the first text in them or the first amount."""
    for sheet in sheets:
        for kolom in range(max((len(row) for row in sheet.rijen), default=0)):
            cells = [cell for row in sheet.rijen if (cell := at(row, kolom)) != ""]
            if sum(amount_of(cell, Notation.DUTCH) is not None for cell in cells) >= FEWEST_AMOUNTS:
                yield sheet, kolom, str(cells[0])[:40]


def unread_labels(sheets: Iterable[Sheet]) -> list[str]:
    """The labels, in order and each once, of rows with an amount that are no post and no helper row."""
    found: dict[str, str] = {}
    for row in (row for sheet in sheets for row in sheet.rijen):
        label = next((cell.strip() for cell in row if is_label(cell)), None)
        if label and not names_of(label) and any(amount_of(cell, Notation.DUTCH) is not None for cell in row):
            found.setdefault(key_of(label), label)
    return [label for key, label in found.items() if key][:MOST_LABELS]
