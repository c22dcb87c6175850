"""What a user may say about a file that cannot be read alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from ews_cli.core.jaarrekening import Basis
from ews_cli.core.posten import Post
from ews_cli.readers.files import Limits
from ews_cli.readers.heading import Heading


class CellRef(NamedTuple):
    """A cell that the user named; row and column count from zero.

    Attributes:
        label: what the row must be called; a mapping that is used on another workbook of the same form
            then takes no other row's amount.
        eenheid: euro per unit of this cell; without it as its sheet says, else as the other amounts.
    """

    blad: str
    rij: int
    kolom: int
    label: str | None = None
    eenheid: int | None = None


ONLY_SHEET = "csv"
"""What a mapping calls the sheet of any csv, so that it serves all csv files of one form."""


class Accounts(NamedTuple):
    """General ledger accounts by number, the first and the last included."""

    first: int
    last: int

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}-{self.last}"


@dataclass(frozen=True, slots=True)
class FileMapping:
    """A mapping file: how to read all workbooks of one form.

    Attributes:
        kolommen: sheet -> column (from zero) -> the balansdatum of its figures.
        labels: label as written -> the post that it is.
        koppen: heading of a column of a table -> what the column holds: a post, or a word of `tables.columns`.
        cellen: post and book year -> the cell that holds it.
        rekeningen: accounts of a ledger -> the post that they belong to; before what their codes say.
    """

    naam: str | None = None
    kvk: str | None = None
    eenheid: int | None = None
    basis: Basis | None = None
    kolommen: Mapping[str, Mapping[int, date]] = field(default_factory=lambda: MappingProxyType({}))
    labels: Mapping[str, Post] = field(default_factory=lambda: MappingProxyType({}))
    koppen: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    cellen: Mapping[tuple[Post, int], CellRef] = field(default_factory=lambda: MappingProxyType({}))
    rekeningen: Mapping[Accounts, Post] = field(default_factory=lambda: MappingProxyType({}))

    def of_only_sheet(self, naam: str) -> FileMapping:
        """The mapping for a csv, whose only sheet it calls `csv` and the reader by the name of the file."""
        if ONLY_SHEET not in self.kolommen and all(ref.blad != ONLY_SHEET for ref in self.cellen.values()):
            return self
        kolommen = {naam if blad == ONLY_SHEET else blad: days for blad, days in self.kolommen.items()}
        cellen = {
            key: ref._replace(blad=naam) if ref.blad == ONLY_SHEET else ref
            for key, ref in self.cellen.items()
        }
        return replace(self, kolommen=MappingProxyType(kolommen), cellen=MappingProxyType(cellen))


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How to read a file; what is given here goes before what the mapping says, and that before the file.

    Attributes:
        basis: the basis to choose where a file holds more than one.
        eenheid: euro per unit, where the file does not say.
        jaar: the book year of the newest column, where the file does not say.
        periode: what the figures are of, as a heading would say it, where the file does not.
        wachtwoord: opens an encrypted workbook.
        delen: data set -> the other files of the same one, which are read with it.
    """

    basis: Basis | None = None
    eenheid: int | None = None
    jaar: int | None = None
    periode: Heading | None = None
    naam: str | None = None
    kvk: str | None = None
    wachtwoord: str | None = field(default=None, repr=False)
    mapping: FileMapping = field(default_factory=FileMapping)
    limits: Limits = field(default_factory=Limits)
    delen: Mapping[Path, tuple[Path, ...]] = field(default_factory=lambda: MappingProxyType({}))
