"""Look before opening: what a file is by its content, and whether it is safe to hand to a reader.

A workbook of 2 kB with one cell at XFD1048576 makes a reader ask for 550 GB, so sizes, expanded sizes and
cell references are looked at first.
"""

from __future__ import annotations

import stat
import zipfile
import zlib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from ews_cli.problems import Problem


class FileKind(StrEnum):
    """What a file is, found from its content."""

    XLSX = "xlsx"
    XLSB = "xlsb"
    XLS = "xls"
    ODS = "ods"
    TEXT = "tekst"


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on what is read; annual accounts stay far below them.

    Attributes:
        size: bytes on disk.
        expanded: bytes of all parts of a zip together.
        ratio: expanded bytes per byte on disk, for parts over a megabyte.
        cells: cells in the rectangle that holds all filled cells of a sheet.
        filled: filled cells of all sheets together; a sheet that goes beyond it is left out and named.
        sheets: number of sheets.
        seconds: for one file.
        memory: bytes for a reader in a process of its own.
    """

    size: int = 50_000_000
    expanded: int = 300_000_000
    ratio: int = 300
    cells: int = 1_000_000
    filled: int = 100_000
    sheets: int = 300
    seconds: float = 15.0
    memory: int = 1_500_000_000


class Refused(Exception):
    """A file that is not read, with the problem that says why."""

    def __init__(self, code: str, melding: str) -> None:
        super().__init__(melding)
        self.code = code
        self.melding = melding

    def problem(self, waar: str) -> Problem:
        """The refusal as a problem at a place."""
        return Problem(self.code, self.melding, waar)


_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PASSWORD = "het bestand is met een wachtwoord beveiligd; sla het op zonder wachtwoord"
_READ_PARTS = (
    "xl/workbook.xml",
    "xl/_rels/",
    "xl/sharedStrings.xml",
    "xl/styles.xml",
    "xl/worksheets/",
    "content.xml",
)


def look(path: Path, limits: Limits) -> FileKind:
    """The kind of a file. Raises Refused for what is no readable, reasonable spreadsheet."""
    try:
        status = path.stat()
    except OSError as error:
        raise Refused("EWS101", unreachable(error)) from error
    except ValueError as error:  # a zero character in the name
        raise Refused("EWS101", "dit is geen bestandsnaam") from error
    if stat.S_ISDIR(status.st_mode):
        raise Refused("EWS101", "dit is een map; noem een bestand")
    if not stat.S_ISREG(status.st_mode):
        raise Refused("EWS101", "dit is geen gewoon bestand")
    if status.st_size == 0:
        raise Refused("EWS102", "het bestand is leeg (0 bytes)")
    if status.st_size > limits.size:
        raise Refused(
            "EWS106",
            f"het bestand is {_mb(status.st_size)} groot; ten hoogste {_mb(limits.size)} wordt gelezen",
        )
    try:
        with path.open("rb") as file:
            head = file.read(8)
        if head.startswith(_OLE2):
            return _ole2(path)
        if head.startswith(b"PK\x03\x04"):
            return _zip(path, limits)
    except OSError as error:
        raise Refused("EWS101", unreachable(error)) from error
    if head.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"{\\rtf", b"PK")):
        raise Refused("EWS103", "dit is geen rekenblad; vraag de jaarrekening als .xlsx, .ods, .xls of .csv")
    return FileKind.TEXT


def unreachable(error: OSError) -> str:
    """Why a file cannot be opened, in Dutch."""
    match error:
        case FileNotFoundError():
            return "bestand niet gevonden; controleer de naam en de map"
        case PermissionError():
            return "geen toegang tot dit bestand"
        case _:
            return f"het bestand is niet te openen ({error.strerror or type(error).__name__})"


def _ole2(path: Path) -> FileKind:
    content = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise Refused("EWS104", PASSWORD)
    if any(name.encode("utf-16-le") in content for name in ("Workbook", "Book")):
        return FileKind.XLS
    raise Refused("EWS103", "dit is geen rekenblad; vraag de jaarrekening als .xlsx, .ods, .xls of .csv")


def _zip(path: Path, limits: Limits) -> FileKind:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            kind = _zip_kind(names)
            _check_parts(archive, limits)
            if kind is FileKind.ODS and "META-INF/manifest.xml" in names and _ods_encrypted(archive):
                raise Refused("EWS104", PASSWORD)
            return kind
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise Refused("EWS105", "het bestand is beschadigd of onvolledig; vraag het opnieuw op") from error


def _zip_kind(names: set[str]) -> FileKind:
    if "xl/workbook.xml" in names:
        return FileKind.XLSX
    if "xl/workbook.bin" in names:
        return FileKind.XLSB
    if "content.xml" in names:
        return FileKind.ODS
    raise Refused(
        "EWS103", "dit zip-bestand is geen rekenblad; vraag de jaarrekening als .xlsx, .ods, .xls of .csv"
    )


def _ods_encrypted(archive: zipfile.ZipFile) -> bool:
    with archive.open("META-INF/manifest.xml") as manifest:
        return b"encryption-data" in manifest.read(1 << 20)


def _check_parts(archive: zipfile.ZipFile, limits: Limits) -> None:
    """Expand every part that a reader will read, in pieces: the sizes that a zip declares can lie."""
    total = 0
    for info in archive.infolist():
        if info.flag_bits & 1:
            raise Refused("EWS104", PASSWORD)
        if not info.filename.startswith(_READ_PARTS):
            continue
        expanded = 0
        with archive.open(info) as part:
            first = part.read(4096)
            if b"<!DOCTYPE" in first or b"<!ENTITY" in first:
                raise Refused("EWS105", "het bestand bevat een DOCTYPE en wordt daarom niet gelezen")
            expanded = len(first)
            while piece := part.read(1 << 20):
                expanded += len(piece)
                if total + expanded > limits.expanded or (
                    expanded > 10 << 20 and expanded > limits.ratio * max(1, info.compress_size)
                ):
                    raise Refused(
                        "EWS106",
                        f"het bestand is uitgepakt meer dan {_mb(total + expanded)}; dat is geen jaarrekening",
                    )
        total += expanded


def _mb(size: int) -> str:
    return f"{size / 1e6:.0f} MB"
