"""What a sheet is taken apart into: lines, each with a label, its figures and its context."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from ews_cli.readers.columns import Column
from ews_cli.readers.context import Context
from ews_cli.readers.grid import Sheet


class Figure(NamedTuple):
    """One cell of a line: an amount in the unit as printed, or what is wrong with the cell.

    Attributes:
        outer: it stands in the column for totals beside the column for details.
    """

    kolom: Column
    cel: str
    bedrag: Decimal | None
    defect: str | None = None
    outer: bool = False

    @property
    def is_text(self) -> bool:
        """Whether the cell holds words where an amount could stand."""
        return self.defect is not None and self.defect.startswith(NO_AMOUNT)


class Line(NamedTuple):
    """One row under a heading row: its label, the posts that the label may be, and its figures.

    Attributes:
        years: the book years of the columns above it.
        groep: the columns that it stands in, where activa and passiva stand side by side.
    """

    sheet: Sheet
    rij: int
    label: str
    names: tuple[str, ...]
    figures: tuple[Figure, ...]
    context: Context
    years: tuple[int, ...]
    groep: int = 0

    @property
    def is_heading(self) -> bool:
        """Whether the row has a label and no figures."""
        return only_words(self.figures)


def only_words(figures: Sequence[Figure]) -> bool:
    """Whether no cell holds an amount, or a defect where one stood; a loop, since every row is asked this often."""
    for figure in figures:  # noqa: SIM110
        if figure.defect is None or not figure.defect.startswith(NO_AMOUNT):
            return False
    return True


NO_AMOUNT = "geen leesbaar bedrag"
"""How the defect of a cell that holds words begins."""


NAMELESS = frozenset({"", "totaal", "subtotaal", "totalen"})
"""What a row of figures is called that says no more than that it is a total."""
