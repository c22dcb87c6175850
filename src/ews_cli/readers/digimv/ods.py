"""The tables of an .ods, streamed: a sheet that nobody asks for is not even parsed.

`content.xml` of a data set is up to 1.5 GB. Sheets are found by their tag in the bytes, which stands nowhere but
in markup: `<` in a text is always written `&lt;`. What may hold it otherwise (a comment, CDATA, a DOCTYPE) is
refused where it would be passed over.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import IO
from xml.parsers import expat

from ews_cli.readers.digimv.tabel import Row, Value
from ews_cli.readers.files import DAMAGED, Refused

PART = "content.xml"
TABLE = re.compile(rb"<table:table[\s>]")
_END = b"</office:document-content>"
_CHUNK, _FIRST_PIECE = 1 << 20, 1 << 14
_MOST_REPEATED = 1024
"""An empty cell repeats up to the edge of the sheet; a filled one that does is no data."""
_LONGEST_TAG = 1 << 16


class Content:
    """The bytes of `content.xml`, looked at from one table to the next."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._buffer = b""

    def tables(self) -> Iterator[Sheet]:
        """Each table in its order. Raises Refused for a part that ends before its end."""
        while self._to_table():
            yield Sheet(self)

    def _to_table(self) -> bool:
        """Pass over what comes before the next table."""
        while True:
            found = TABLE.search(self._buffer)
            passed = self._buffer[: found.start()] if found else self._buffer
            if b"<!" in passed:
                raise Refused(
                    "EWS105", "het bestand bevat opmerkingen of een DOCTYPE in de XML; sla het opnieuw op"
                )
            if found:
                self._buffer = self._buffer[found.start() :]
                return True
            tail, chunk = self._buffer[-64:], self._stream.read(_CHUNK)
            if not chunk:
                if _END not in tail:
                    raise Refused("EWS105", DAMAGED)
                return False
            self._buffer = tail + chunk

    def take(self, most: int) -> bytes:
        """The next bytes, at least one. Raises Refused at the end: a table is still open."""
        if not self._buffer:
            self._buffer = self._stream.read(_CHUNK)
        if not self._buffer:
            raise Refused("EWS105", DAMAGED)
        piece, self._buffer = self._buffer[:most], self._buffer[most:]
        return piece

    def give_back(self, piece: bytes) -> None:
        """Bytes that belong to what comes after the table."""
        self._buffer = piece + self._buffer


class Sheet:
    """One table of `content.xml`: a parser of its own, from its tag to its end."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self._rows = _Rows()
        self._fed = 0
        self._piece = b""
        while self._rows.naam is None:
            self._feed(256)
            if self._fed > _LONGEST_TAG:
                raise Refused("EWS105", DAMAGED)
        self.naam = self._rows.naam
        self._kop: dict[int, str] | None = None

    @property
    def kop(self) -> dict[int, str]:
        """The headings by column."""
        if self._kop is None:
            while not self._rows.done and not self._rows.ended:
                self._feed(_FIRST_PIECE)
            first = self._rows.done.pop(0) if self._rows.done else Row(0, {})
            self._kop = {kolom: str(value).strip() for kolom, value in first.cellen.items()}
        return self._kop

    def rows(self, wanted: Collection[int] | None) -> Iterator[Row]:
        """The rows below the headings."""
        _ = self.kop
        keep = None if wanted is None else frozenset(wanted)
        if keep is not None:
            self._rows.want(keep)
        while True:
            done, self._rows.done = self._rows.done, []
            for row in done:
                cells = row.cellen if keep is None else {k: v for k, v in row.cellen.items() if k in keep}
                if cells:
                    yield Row(row.nummer, cells)
            if self._rows.ended:
                return
            self._feed(_CHUNK)

    def _feed(self, most: int) -> None:
        piece = self._content.take(most)
        parser = self._rows.parser
        try:
            parser.Parse(piece, False)
        except expat.ExpatError as error:
            if not self._rows.ended:
                raise Refused("EWS105", DAMAGED) from error
        end = self._rows.end - self._fed if self._rows.ended else len(piece)
        if TABLE.search(piece, 1 if self._fed == 0 else 0, max(end, 0)):
            raise Refused("EWS105", "een tabel in een cel van een andere tabel; dat wordt niet gelezen")
        if self._rows.ended:
            self._content.give_back(piece[end:])
        self._fed += len(piece)


class _Rows:
    """The handlers of the parser: they put the cells of each row together.

    Attributes:
        wanted: the columns whose values are kept; None for all.
        done: the rows that are whole and not empty.
        ended: the table is closed, and `end` is where in its bytes.
    """

    def __init__(self) -> None:
        self.naam: str | None = None
        self.wanted: frozenset[int] | None = None
        self._last = 1 << 30
        self.done: list[Row] = []
        self.ended, self.end = False, 0
        self.parser = expat.ParserCreate("utf-8")
        self.parser.buffer_text = True
        self.parser.buffer_size = 1 << 16
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._stop
        self._depth = self._aside = 0
        self._rij, self._repeated = 0, 1
        self._kolom, self._width = 0, 1
        self._cells: dict[int, Value] = {}
        self._kept = False
        self._text: list[str] = []
        self._value: Value | None = None

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "table:table-cell" or name == "table:covered-table-cell":
            self._kolom += self._width
            self._width = 1
            if "table:number-columns-repeated" in attributes:
                self._width = _count(attributes["table:number-columns-repeated"])
            if "office:value-type" in attributes and (
                self.wanted is None or self._kolom in self.wanted or self._width > 1
            ):
                self._kept = True
                self._open(attributes)
        elif name == "text:p":
            if self._kept and self._value is None and not self._aside:
                if self._text:
                    self._text.append("\n")
                self.parser.CharacterDataHandler = self._text.append
        elif name == "table:table-row":
            self._repeated = _count(attributes.get("table:number-rows-repeated", "1"))
            self._kolom = self._width = 0
            self._cells = {}
        elif name == "table:table":
            self._depth += 1
            if self.naam is None:
                self.naam = attributes.get("table:name", "")
        elif name == "office:annotation":
            self._aside += 1
        elif name == "text:s" and self._kept and not self._aside:
            self._text.append(" " * min(_count(attributes.get("text:c", "1")), _MOST_REPEATED))

    def _open(self, attributes: dict[str, str]) -> None:
        """The value of a cell, where an attribute holds it; a text has it inside."""
        self._text.clear()
        number = attributes.get("office:value")
        self._value = attributes.get("office:string-value")
        if number is not None and attributes.get("calcext:value-type") != "error":
            try:
                self._value = float(number)
            except ValueError:
                self._value = number

    def _stop(self, name: str) -> None:
        if name == "table:table-cell" or name == "table:covered-table-cell":
            if self._kept:
                self._close()
            if self._kolom + self._width > self._last:
                # Most of a row stands behind the last column that anybody wants.
                self.parser.StartElementHandler = None
                self.parser.EndElementHandler = self._stop_row
        elif name == "text:p":
            if self._value is None:
                self.parser.CharacterDataHandler = None
        elif name == "table:table-row":
            self._rij += 1
            if self._cells:
                repeats = range(min(self._repeated, _MOST_REPEATED))
                self.done.extend(Row(self._rij + n, self._cells) for n in repeats)
            self._rij += self._repeated - 1
        elif name == "office:annotation":
            self._aside -= 1
        elif name == "table:table":
            self._depth -= 1
            if not self._depth:
                self.ended, self.end = True, self.parser.CurrentByteIndex

    def _stop_row(self, name: str) -> None:
        if name == "table:table-row":
            self.parser.StartElementHandler = self._start
            self.parser.EndElementHandler = self._stop
            self._stop(name)

    def want(self, wanted: frozenset[int]) -> None:
        """Keep no more than the values of these columns from here on."""
        self.wanted, self._last = wanted, max(wanted, default=-1)

    def _close(self) -> None:
        value = self._value if self._value is not None else "".join(self._text).strip()
        self._kept = False
        if value != "":
            for kolom in range(self._kolom, self._kolom + min(self._width, _MOST_REPEATED)):
                self._cells[kolom] = value


def _count(text: str) -> int:
    """How often a cell or row is repeated. Raises Refused for no number."""
    if not (text.isascii() and text.isdigit() and len(text) < 9):
        raise Refused("EWS105", DAMAGED)
    return int(text)
