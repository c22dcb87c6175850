"""The tables of an .xlsx, streamed: a sheet that nobody asks for is not even expanded."""

from __future__ import annotations

import re
import tempfile
import zipfile
from array import array
from collections.abc import Callable, Collection, Generator, Iterator
from contextlib import closing
from typing import IO
from xml.parsers import expat

from ews_cli.readers.digimv.tabel import Row, Value
from ews_cli.readers.files import DAMAGED, DOCTYPE, Refused

WORKBOOK = "xl/workbook.xml"
_RELATIONS, _STRINGS = "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml"
_CHUNK, _FIRST_PIECE = 1 << 20, 1 << 14
_MOST_SMALL = 10_000_000
_COLUMN = re.compile(r"([A-Z]{1,3})\d+", re.ASCII)


def tables(file: zipfile.ZipFile) -> Generator[Sheet, None, None]:
    """Each sheet in its order; one that was passed is closed."""
    with closing(SharedStrings(file)) as strings:
        for naam, part in _sheets(file):
            with closing(Sheet(naam, file, part, strings)) as sheet:
                yield sheet


def _sheets(file: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """The names of the sheets, each with its part."""
    targets = {
        found["Id"]: found["Target"]
        for found in _elements(file, _RELATIONS, "Relationship")
        if "Target" in found
    }
    for found in _elements(file, WORKBOOK, "sheet"):
        relation = next((value for name, value in found.items() if name.rpartition(":")[2] == "id"), "")
        target = targets.get(relation, "")
        part = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
        if part in file.namelist():
            yield found.get("name", ""), part


def _elements(file: zipfile.ZipFile, part: str, wanted: str) -> list[dict[str, str]]:
    """The attributes of the elements with a local name in a small part."""
    found: list[dict[str, str]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] == wanted:
            found.append(attributes)

    parser = _parser(start)
    try:
        with file.open(part) as stream:
            parser.Parse(stream.read(_MOST_SMALL), True)
    except (expat.ExpatError, KeyError) as error:
        raise Refused("EWS105", DAMAGED) from error
    return found


def _parser(start: Callable[[str, dict[str, str]], None]) -> expat.XMLParserType:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.buffer_size = 1 << 16
    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = _refuse
    return parser


def _refuse(*_: object) -> None:
    raise Refused("EWS105", DOCTYPE)


def _pieces(stream: IO[bytes], first: int) -> Iterator[bytes]:
    """A part in pieces, small ones first, and an empty one at its end."""
    size = first
    while True:
        piece = stream.read(size)
        yield piece
        if not piece:
            return
        size = min(size * 4, _CHUNK)


class SharedStrings:
    """The texts of a workbook by number, kept in a file without a name; read when the first is asked for."""

    def __init__(self, file: zipfile.ZipFile) -> None:
        self._file = file
        self._texts: IO[bytes] | None = None
        self._places = array("q", [0])

    def get(self, number: str) -> str:
        """A text. Raises Refused for a number that there is none of."""
        if self._texts is None:
            self._texts = self._load()
        if not (number.isascii() and number.isdigit() and int(number) < len(self._places) - 1):
            raise Refused("EWS105", DAMAGED)
        start, end = self._places[int(number)], self._places[int(number) + 1]
        self._texts.seek(start)
        return self._texts.read(end - start).decode()

    def close(self) -> None:
        """Let go of the file."""
        if self._texts is not None:
            self._texts.close()

    def _load(self) -> IO[bytes]:
        texts = tempfile.TemporaryFile()  # noqa: SIM115 - open as long as the workbook is read
        words: list[str] = []
        phonetic = False

        def start(name: str, attributes: dict[str, str]) -> None:
            nonlocal phonetic
            local = name.rpartition(":")[2]
            phonetic = phonetic or local == "rPh"
            parser.CharacterDataHandler = words.append if local == "t" and not phonetic else None

        def stop(name: str) -> None:
            nonlocal phonetic
            local = name.rpartition(":")[2]
            parser.CharacterDataHandler = None
            if local == "rPh":
                phonetic = False
            elif local == "si":
                self._places.append(self._places[-1] + texts.write("".join(words).encode("utf-8", "replace")))
                words.clear()

        parser = _parser(start)
        parser.EndElementHandler = stop
        if _STRINGS in self._file.namelist():
            try:
                with self._file.open(_STRINGS) as stream:
                    for piece in _pieces(stream, _CHUNK):
                        parser.Parse(piece, not piece)
            except expat.ExpatError as error:
                raise Refused("EWS105", DAMAGED) from error
        return texts


class Sheet:
    """One sheet, opened when its headings are asked for."""

    def __init__(self, naam: str, file: zipfile.ZipFile, part: str, strings: SharedStrings) -> None:
        self.naam = naam
        self._file, self._part, self._strings = file, part, strings
        self._rows: Generator[list[Row], None, None] | None = None
        self._parse: _Rows | None = None
        self._ready: list[Row] = []
        self._kop: dict[int, str] | None = None

    @property
    def kop(self) -> dict[int, str]:
        """The headings by column."""
        if self._kop is None:
            self._parse = _Rows(self._strings)
            self._rows = self._stream(self._parse)
            for ready in self._rows:
                if ready:
                    self._ready = ready
                    break
            first = self._ready.pop(0) if self._ready else Row(0, {})
            self._kop = {kolom: str(value).strip() for kolom, value in first.cellen.items()}
        return self._kop

    def rows(self, wanted: Collection[int] | None) -> Iterator[Row]:
        """The rows below the headings."""
        _ = self.kop
        assert self._parse is not None
        assert self._rows is not None
        keep = None if wanted is None else frozenset(wanted)
        self._parse.wanted = keep
        for row in self._ready:
            cells = row.cellen if keep is None else {k: v for k, v in row.cellen.items() if k in keep}
            if cells:
                yield Row(row.nummer, cells)
        for ready in self._rows:
            yield from ready

    def close(self) -> None:
        """Let go of the part, read or not."""
        if self._rows is not None:
            self._rows.close()

    def _stream(self, rows: _Rows) -> Generator[list[Row], None, None]:
        with self._file.open(self._part) as stream:
            for piece in _pieces(stream, _FIRST_PIECE):
                try:
                    rows.parser.Parse(piece, not piece)
                except expat.ExpatError as error:
                    raise Refused("EWS105", DAMAGED) from error
                done, rows.done = rows.done, []
                yield done


class _Rows:
    """The handlers of the parser: they put the cells of each row together."""

    def __init__(self, strings: SharedStrings) -> None:
        self._strings = strings
        self.wanted: frozenset[int] | None = None
        self.done: list[Row] = []
        self.parser = _parser(self._start)
        self.parser.EndElementHandler = self._stop
        self._rij, self._kolom, self._kind, self._kept = 0, -1, "", False
        self._cells: dict[int, Value] = {}
        self._text: list[str] = []
        self._prefix: str | None = None
        self._c, self._v, self._t, self._row = "c", "v", "t", "row"

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == self._c:
            place = _COLUMN.fullmatch(attributes.get("r", ""))
            self._kolom = _column(place[1]) if place else self._kolom + 1
            self._kept = self.wanted is None or self._kolom in self.wanted
            self._kind = attributes.get("t", "n")
        elif name == self._v or name == self._t:
            if self._kept:
                self.parser.CharacterDataHandler = self._text.append
        elif name == self._row:
            number = attributes.get("r", "")
            self._rij = (
                int(number) if number.isascii() and number.isdigit() and len(number) < 9 else self._rij + 1
            )
            self._kolom, self._cells = -1, {}
        elif self._prefix is None:
            self._prefix = name.rpartition(":")[0]
            if self._prefix:
                names = (f"{self._prefix}:{local}" for local in ("c", "v", "t", "row"))
                self._c, self._v, self._t, self._row = names

    def _stop(self, name: str) -> None:
        if name == self._c:
            if self._text:
                self._close()
        elif name == self._v or name == self._t:
            self.parser.CharacterDataHandler = None
        elif name == self._row and self._cells:
            self.done.append(Row(self._rij, self._cells))

    def _close(self) -> None:
        text = "".join(self._text)
        self._text.clear()
        value: Value = text.strip()
        if self._kind == "s":
            value = self._strings.get(text.strip()).strip()
        elif self._kind == "n":
            try:
                value = float(text)
            except ValueError as error:
                raise Refused("EWS105", DAMAGED) from error
        if value != "":
            self._cells[self._kolom] = value


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
