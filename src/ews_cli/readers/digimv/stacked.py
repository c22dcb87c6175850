"""The tables of a csv in which several stand under each other, each with headings of its own; streamed."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Collection, Generator, Iterator
from pathlib import Path

from ews_cli.readers.digimv.names import names
from ews_cli.readers.digimv.tabel import Row, Value
from ews_cli.readers.files import DAMAGED, Refused

_CHUNK = 1 << 20
_LONGEST_CELL = 1_000_000


def opens_so(start: bytes) -> bool:
    """Whether a text begins as a table of a data set: headings that begin with the key, or those of variables."""
    line = start.removeprefix(codecs.BOM_UTF8).split(b"\n", 1)[0].decode("utf-8", "replace").strip()
    words = [word.strip().strip('"') for word in line.replace(";", ",").replace("\t", ",").split(",")]
    return len(words) > 2 and _is_kop(words)


def _is_kop(cells: list[str]) -> bool:
    known = names()
    return bool(cells) and (cells[0] == known.sleutel or {known.variabele, known.label} <= set(cells))


def tables(path: Path) -> Generator[Table, None, None]:
    """Each table in its order."""
    encoding = "utf-8-sig" if _is_utf8(path) else "cp1252"
    csv.field_size_limit(_LONGEST_CELL)
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        mark = next((m for m in file.readline() if m in ",;\t"), ",")
        file.seek(0)
        stack = _Stack(csv.reader(file, delimiter=mark), path.stem)
        while (kop := stack.to_kop()) is not None:
            yield Table(stack, kop)


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                decoder.decode(chunk)
    except UnicodeDecodeError:
        return False
    return True


class _Stack:
    """The rows of the file, with the headings that end a table kept for the next."""

    def __init__(self, rows: Iterator[list[str]], naam: str) -> None:
        self._rows, self.naam = rows, naam
        self.nummer = 0
        self._kop: list[str] | None = None

    def to_kop(self) -> list[str] | None:
        """The next headings, past the rows before them."""
        for _ in self.data():
            pass
        kop, self._kop = self._kop, None
        return kop

    def data(self) -> Iterator[list[str]]:
        """The rows up to the next headings."""
        if self._kop is not None:
            return
        try:
            for cells in self._rows:
                self.nummer += 1
                cells[0:1] = [cells[0].strip()] if cells else []
                if _is_kop(cells):
                    self._kop = cells
                    return
                yield cells
        except csv.Error as error:
            raise Refused("EWS105", DAMAGED) from error


class Table:
    """One table of the stack."""

    def __init__(self, stack: _Stack, kop: list[str]) -> None:
        self._stack, self._width = stack, len(kop)
        self.naam = stack.naam
        self.kop = {kolom: cell.strip() for kolom, cell in enumerate(kop) if cell.strip()}

    def rows(self, wanted: Collection[int] | None) -> Iterator[Row]:
        """The rows below the headings; one with more cells than headings has them in the wrong columns."""
        for cells in self._stack.data():
            keep = range(min(len(cells), self._width)) if wanted is None else wanted
            found: dict[int, Value] = {k: text for k in keep if k < len(cells) and (text := cells[k].strip())}
            if found:
                count = len(cells)
                wrong = count > self._width and any(cell.strip() for cell in cells[self._width :])
                short = 1 < count < self._width
                fout = f"{count} cellen onder {self._width} koppen" if wrong or short else None
                yield Row(self._stack.nummer, found, fout)
