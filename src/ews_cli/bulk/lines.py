"""The lines of a csv in blocks, read from the file as they are asked for: never all of it in memory."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from ews_cli.readers.digimv.recognise import is_data_set
from ews_cli.readers.files import Refused
from ews_cli.readers.look import HEAD, is_text
from ews_cli.readers.text_table import WIDEST, separator

BLOCK = 10_000
"""Rows of a block."""
_PIECE = 1 << 20
_UNDEFINED = b"\x81\x8d\x8f\x90\x9d"
"""Bytes that no character of Windows-1252 has."""

Row = list[str]


@dataclass(frozen=True, slots=True)
class Lines:
    """A csv as it can be read from the start, any number of times.

    Attributes:
        top: its first rows, by which its columns are known.
    """

    path: Path
    encoding: str
    delimiter: str
    top: list[Row]

    def blocks(self) -> Iterator[tuple[int, list[Row]]]:
        """The rows in blocks, each with the number of its first row. Raises csv.Error and OSError."""
        number = 0
        with self.path.open(encoding=self.encoding) as file:  # all kinds of line ends become one
            reader = csv.reader(file, delimiter=self.delimiter)
            while block := list(islice(reader, BLOCK)):
                yield number, block
                number += len(block)


def lines_of(path: Path, rows: int) -> Lines | None:
    """The lines of a csv, with so many of its first rows; None for what another reader must look at."""
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
        if not is_text(head) or is_data_set(path) or (encoding := _encoding(path)) is None:
            return None
        with path.open(encoding=encoding) as file:
            delimiter = separator(file.read(WIDEST))
        csv.field_size_limit(1_000_000)
        found = Lines(path, encoding, delimiter, [])
        first = next(found.blocks(), (0, []))[1]
    except (Refused, csv.Error, OSError, ValueError):
        return None
    return Lines(path, encoding, delimiter, first[:rows])


def _encoding(path: Path) -> str | None:
    """UTF-8 or else Windows-1252, as the whole file shows; None for another, and where characters are lost."""
    decoder, utf8, western, mark = codecs.getincrementaldecoder("utf-8")(), True, True, False
    with path.open("rb") as file:
        piece = file.read(_PIECE)
        if piece.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return None
        mark = piece.startswith(codecs.BOM_UTF8)
        while piece:
            if b"\0" in piece:
                return None
            western = western and not any(byte in piece for byte in _UNDEFINED)
            if utf8:
                try:
                    decoder.decode(piece)
                except UnicodeDecodeError:
                    utf8 = False
            piece = file.read(_PIECE)
    try:
        decoder.decode(b"", True)
    except UnicodeDecodeError:
        utf8 = False
    if utf8:
        return "utf-8-sig" if mark else "utf-8"
    return "cp1252" if western and not mark else None
