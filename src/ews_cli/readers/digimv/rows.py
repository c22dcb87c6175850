"""The rows of a data set -> what each organisation filled in, joined on its code.

The rows of one organisation stand in many sheets, far apart. What is kept of each row goes to a file without a
name; in memory stays where in it the rows of each organisation are.
"""

from __future__ import annotations

import json
import tempfile
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, NamedTuple

from ews_cli.readers.amounts import Notation, decide_notation
from ews_cli.readers.digimv.tabel import Value
from ews_cli.readers.digimv.variables import Column

_MOST_TEXTS = 5_000
"""Amounts as text with a comma or point, looked at to decide what separates the decimals."""


class Found(NamedTuple):
    """What an organisation filled in for a variable, and in which cell."""

    column: Column
    waarde: Value
    cel: str


class Place(NamedTuple):
    """A table that is read: the name by which cells are called, and its columns."""

    naam: str
    columns: tuple[Column, ...]


@dataclass(slots=True)
class Organisations:
    """What all organisations filled in.

    Attributes:
        places: the tables that rows were kept of.
        texts: amounts as text that show what separates the decimals.
        zonder_sleutel: rows with values and no code.
    """

    places: list[Place] = field(default_factory=list)
    texts: set[str] = field(default_factory=set)
    zonder_sleutel: int = 0
    _file: IO[bytes] = field(default_factory=tempfile.TemporaryFile)
    _end: int = 0
    _rows: dict[str, array[int]] = field(default_factory=dict)

    def add(self, code: str, place: int, rij: int, values: list[tuple[int, Value]], fout: str | None) -> None:
        """Keep the values of a row, each with the number of its column in the place."""
        line = json.dumps([place, rij, values, fout]).encode() + b"\n"
        self._file.write(line)
        self._rows.setdefault(code, array("q")).append(self._end)
        self._end += len(line)
        if len(self.texts) < _MOST_TEXTS:
            columns = self.places[place].columns
            self.texts.update(
                value
                for number, value in values
                if isinstance(value, str)
                and ("," in value or "." in value)
                and columns[number].variable.namen
            )

    @property
    def notation(self) -> Notation | None:
        """What separates the decimals in amounts as text; None when they contradict each other."""
        return decide_notation(sorted(self.texts))

    def __len__(self) -> int:
        return len(self._rows)

    def each(self) -> Iterator[tuple[str, list[Found], str | None]]:
        """Of each organisation its code, what it filled in, and why that cannot be relied upon (Dutch)."""
        for code, offsets in self._rows.items():
            yield code, *self._joined(offsets)

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def _joined(self, offsets: array[int]) -> tuple[list[Found], str | None]:
        """The rows of one organisation as one; a variable that they give twice must be the same."""
        found: dict[str, Found] = {}
        wrong: str | None = None
        seen: dict[int, int] = {}
        for offset in offsets:
            self._file.seek(offset)
            place, rij, values, fout = json.loads(self._file.readline())
            naam, columns = self.places[place]
            wrong = wrong or (fout and f"regel {rij} van {naam} heeft {fout}")
            twice = seen.setdefault(place, rij)
            for number, value in values:
                one = Found(columns[number], value, columns[number].cel(naam, rij))
                first = found.setdefault(columns[number].variable.naam, one)
                if first.waarde != value and wrong is None:
                    where = (
                        f"regel {twice} en {rij} van {naam}" if twice != rij else f"{first.cel} en {one.cel}"
                    )
                    wrong = f"{where} geven {columns[number].variable.naam} verschillend"
        return list(found.values()), wrong
