"""What the cells of a sheet are, asked once a cell: which head a column, which are labels, and where those stand.

Headings, columns and lines are all found from these, so that none of them goes over all cells again.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from ews_cli.readers.amounts import DIGIT
from ews_cli.readers.cells import is_label
from ews_cli.readers.grid import Sheet
from ews_cli.readers.headers import heading
from ews_cli.readers.heading import FIRST_YEAR, LAST_YEAR, Heading

_YEARS = frozenset(range(FIRST_YEAR, LAST_YEAR + 1))
_FEWEST_LABELS = 2
"""One text in a column of figures is a remark; two make it a column of labels."""


@dataclass(slots=True)
class Facts:
    """The facts about the cells of one sheet.

    Attributes:
        headings: row -> column -> the heading that the cell is; only rows with one.
        labels: row -> column -> the label in the cell; only rows with one.
        labelled: column -> its rows with a label, from top to bottom.
        numerals: row, column and text of each text with a digit in it.
    """

    sheet: Sheet
    headings: dict[int, dict[int, Heading]] = field(default_factory=dict)
    labels: dict[int, dict[int, str]] = field(default_factory=dict)
    labelled: dict[int, list[int]] = field(default_factory=dict)
    numerals: list[tuple[int, int, str]] = field(default_factory=list)

    def holds_labels(self, kolom: int, first: int, last: int) -> bool:
        """Whether a column holds labels from one row up to another: a date or title above it heads no figures."""
        return sum(first <= rij < last for rij in self.labelled.get(kolom, ())) >= _FEWEST_LABELS


class _Text(NamedTuple):
    heading: Heading | None
    label: bool
    numeral: bool


@lru_cache(maxsize=8192)
def _of_text(text: str) -> _Text:
    return _Text(heading(text), is_label(text), bool(DIGIT.search(text)))


def facts_of(sheet: Sheet) -> Facts:
    """Go over all cells of a sheet."""
    facts = Facts(sheet)
    for rij, row in enumerate(sheet.rijen):
        headings: dict[int, Heading] = {}
        labels: dict[int, str] = {}
        for kolom, cell in enumerate(row):
            if cell == "":
                continue
            if isinstance(cell, str):
                head, label, numeral = _of_text(cell)
                if label:
                    labels[kolom] = cell
                    facts.labelled.setdefault(kolom, []).append(rij)
                if numeral:
                    facts.numerals.append((rij, kolom, cell))
            elif isinstance(cell, float) and cell not in _YEARS:
                continue  # most cells: a number that is no year
            else:
                head = heading(cell)
            if head is not None:
                headings[kolom] = head
        if headings:
            facts.headings[rij] = headings
        if labels:
            facts.labels[rij] = labels
    return facts
