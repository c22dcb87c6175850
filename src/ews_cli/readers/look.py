"""Look before opening: what a file is by its content, and whether it is a file that can be read at all."""

from __future__ import annotations

import stat
from pathlib import Path

from ews_cli.readers.digimv.recognise import is_data_set
from ews_cli.readers.files import (
    NO_WORKBOOK,
    PASSWORD,
    DataSet,
    FileKind,
    Limits,
    NoWorkbook,
    Refused,
    too_large,
    unreachable,
)

_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HEAD = 65_536
"""Bytes within which a file shows what it is."""
_PARQUET = b"PAR1"
_OTHER_FILES = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"{\\rtf", b"PK")


def look(path: Path, limits: Limits) -> tuple[FileKind | None, bytes]:
    """The kind of a file and its bytes; no kind for a zip, whose parts tell.

    Raises Refused for what is no spreadsheet.
    """
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise Refused("EWS101", "dit is een map; noem een bestand")
        if not stat.S_ISREG(status.st_mode):
            raise Refused("EWS101", "dit is geen gewoon bestand")
        if status.st_size == 0:
            raise Refused("EWS102", "het bestand is leeg (0 bytes)")
        if status.st_size > limits.size:
            if is_data_set(path):
                raise DataSet
            raise _large(path, status.st_size, limits)
        content = path.read_bytes()
    except OSError as error:
        raise Refused("EWS101", unreachable(error)) from error
    except ValueError as error:  # a zero character in the name
        raise Refused("EWS101", "dit is geen bestandsnaam") from error
    if content.startswith(b"PK\x03\x04"):
        return None, content
    if content.startswith(_OTHER_FILES):
        raise Refused("EWS103", NO_WORKBOOK)
    if content.startswith(_PARQUET):
        return FileKind.PARQUET, content
    if content.startswith(_OLE2):
        return _ole2(content), content
    return FileKind.XML if _is_xml(content) else FileKind.TEXT, content


def _large(path: Path, size: int, limits: Limits) -> Refused:
    """What becomes of a file that is too large to hold: XML may be a source that is read in pieces."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    if _is_xml(head) and size <= limits.streamed:
        return NoWorkbook("dit is een XML-bestand, geen rekenblad", head, whole=False)
    return too_large(size, limits.size)


def is_text(head: bytes) -> bool:
    """Whether a file that begins so is a text of no other kind: a csv, if it is anything to us."""
    return not (head.startswith((*_OTHER_FILES, _PARQUET, _OLE2)) or _is_xml(head))


def _is_xml(content: bytes) -> bool:
    """Whether a text begins with `<`, in UTF-16 too."""
    return content[:200].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<")


def _ole2(content: bytes) -> FileKind:
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise Refused("EWS104", PASSWORD)
    if any(name.encode("utf-16-le") in content for name in ("Workbook", "Book")):
        return FileKind.XLS
    raise Refused("EWS103", NO_WORKBOOK)
