"""A table of a data set, read as a stream: its headings, then its rows with no more than the columns asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple, Protocol

Value = float | str
"""A number, or a text as written; an empty cell is not there."""


class Row(NamedTuple):
    """A row: its number as a spreadsheet shows it, and its filled cells by column, from zero.

    `fout` says why the row cannot be relied upon (Dutch), None when it can.
    """

    nummer: int
    cellen: dict[int, Value]
    fout: str | None = None


class Tabel(Protocol):
    """A table; `rows` may be asked for once, before the next table is."""

    @property
    def naam(self) -> str:
        """The name of its sheet; for a csv that of the file."""

    @property
    def kop(self) -> dict[int, str]:
        """The headings by column: the first row with anything in it."""

    def rows(self, wanted: Collection[int] | None) -> Iterator[Row]:
        """The rows below the headings, with the cells of the columns wanted; None for all."""
