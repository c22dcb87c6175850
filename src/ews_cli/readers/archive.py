"""The parts of a zip, each expanded as far as its bytes really go: the sizes that a zip declares can lie."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from ews_cli.readers.files import DAMAGED, DOCTYPE, PASSWORD, FileKind, Limits, NoWorkbook, Refused, megabytes

_WORKBOOK_PART = {
    "xl/workbook.xml": FileKind.XLSX,
    "xl/workbook.bin": FileKind.XLSB,
    "content.xml": FileKind.ODS,
}
_READ_PARTS = (
    "xl/workbook.",
    "xl/_rels/",
    "xl/sharedStrings.",
    "xl/styles.",
    "xl/worksheets/",
    "content.xml",
)
_SMALL = 10_000_000
"""Bytes up to which no ratio makes a part suspect: an empty form is mostly repetition."""


class Parts:
    """A zip.

    Attributes:
        parts: name of a part -> where it stands.
        tidy: no two parts have the same name, so that every reader sees the same ones.
        locked: a part has a password.
    """

    def __init__(self, content: bytes, limits: Limits) -> None:
        """Raises Refused for a zip that is damaged."""
        self._content, self._limits, self._room = memoryview(content), limits, limits.expanded
        try:
            parts = zipfile.ZipFile(io.BytesIO(content)).infolist()
        except (zipfile.BadZipFile, EOFError, NotImplementedError, ValueError, struct.error) as error:
            raise Refused("EWS105", DAMAGED) from error
        self.parts = {part.filename: part for part in parts}
        self.tidy = len(self.parts) == len(parts)
        self.locked = any(part.flag_bits & 1 for part in parts)

    def head(self, name: str, most: int) -> bytes:
        """The first bytes of a part. Raises Refused when it is damaged."""
        return _inflate(self._raw(name), self.parts[name].compress_type, most - 1)

    def _raw(self, name: str) -> memoryview:
        part = self.parts[name]
        header = self._content[part.header_offset : part.header_offset + 30]
        if len(header) < 30 or bytes(header[:4]) != b"PK\x03\x04":
            raise Refused("EWS105", DAMAGED)
        start = part.header_offset + 30 + sum(struct.unpack("<HH", header[26:]))
        return self._content[start : start + part.compress_size]

    def expand(self, name: str) -> bytes:
        """The bytes of a part. Raises Refused when they go beyond the limits or are damaged."""
        part = self.parts[name]
        if self.locked:
            raise Refused("EWS104", PASSWORD)
        room = min(self._room, max(_SMALL, self._limits.ratio * part.compress_size))
        content = _inflate(self._raw(name), part.compress_type, room)
        if len(content) > room:
            melding = f"het bestand is uitgepakt meer dan {megabytes(room)}; dat is geen jaarrekening"
            raise Refused("EWS106", melding)
        if len(content) != part.file_size or zlib.crc32(content) != part.CRC:
            raise Refused("EWS105", DAMAGED)
        self._room -= len(content)
        return content


class Archive(Parts):
    """A zip with a workbook in it; `soort` is what the workbook is."""

    def __init__(self, content: bytes, limits: Limits) -> None:
        """Raises NoWorkbook for another zip, Refused for one that is damaged or has a password."""
        super().__init__(content, limits)
        kind = next((kind for name, kind in _WORKBOOK_PART.items() if name in self.parts), None)
        if kind is None:
            melding = "dit zip-bestand is geen rekenblad; vraag de jaarrekening als .xlsx, .ods, .xls of .csv"
            raise NoWorkbook(melding, content)
        if self.locked or self._manifest_encrypts():
            raise Refused("EWS104", PASSWORD)
        self.soort = kind

    def _manifest_encrypts(self) -> bool:
        name = "META-INF/manifest.xml"
        return name in self.parts and b"encryption-data" in self.expand(name)

    def check(self) -> None:
        """Expand every part that a reader of the workbook will expand."""
        for name in self.parts:
            if name.startswith(_READ_PARTS):
                self.expand(name)

    def expand(self, name: str) -> bytes:
        """The bytes of a part; no part of a workbook has a DOCTYPE."""
        content = super().expand(name)
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
            raise Refused("EWS105", DOCTYPE)
        return content


def _inflate(raw: memoryview, method: int, room: int) -> bytes:
    """One byte more than the room when the content goes beyond it."""
    if method == zipfile.ZIP_STORED:
        return bytes(raw)
    if method != zipfile.ZIP_DEFLATED:
        raise Refused("EWS105", DAMAGED)
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        return stream.decompress(raw, room + 1)
    except zlib.error as error:
        raise Refused("EWS105", DAMAGED) from error
