"""The rows of a large csv, split as they are asked for: only its bytes and where each row begins are kept."""

from __future__ import annotations

import csv
import io
from array import array
from collections.abc import Iterator, Sequence
from typing import overload

from ews_cli.readers.files import Refused
from ews_cli.readers.text_table import csv_text


class TextRows(Sequence[list[str]]):
    """Rows of texts, counted from zero. Raises Refused, in the making, for what is no table."""

    def __init__(self, content: bytes) -> None:
        text, self._delimiter, self.lost = csv_text(content)
        self._content = text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "surrogatepass")
        self._starts = array("q", [0])
        csv.field_size_limit(1_000_000)
        try:
            for _ in csv.reader(self._lines(), delimiter=self._delimiter):
                self._starts.append(self._read)
        except csv.Error as error:
            raise Refused("EWS105", f"het csv-bestand is niet te lezen ({error})") from error

    def _lines(self) -> Iterator[str]:
        """The lines from the first on, noting how far they were read."""
        self._read = 0
        for line in io.BytesIO(self._content):
            self._read += len(line)
            yield line.decode("utf-8", "surrogatepass")

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __iter__(self) -> Iterator[list[str]]:
        yield from csv.reader(self._lines(), delimiter=self._delimiter)

    @overload
    def __getitem__(self, place: int) -> list[str]: ...
    @overload
    def __getitem__(self, place: slice) -> list[list[str]]: ...
    def __getitem__(self, place: int | slice) -> list[str] | list[list[str]]:
        if isinstance(place, slice):
            return [self[rij] for rij in range(*place.indices(len(self)))]
        if place < 0:
            place += len(self)
        record = self._content[self._starts[place] : self._starts[place + 1]].decode("utf-8", "surrogatepass")
        return next(csv.reader(io.StringIO(record, newline=""), delimiter=self._delimiter), [])
