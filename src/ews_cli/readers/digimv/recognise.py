"""Whether a file is a data set of DigiMV, by its content and before anything reads it whole."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

HEAD = 1 << 20
"""Bytes that are looked at: a sheet before the first one that tells may hold a note to the reader."""
SHEET_PARTS = ("xl/workbook.xml", "content.xml")
"""The parts of a workbook that name its sheets."""
_SHEET = re.compile(rb'\bname="(?:VariableDefinition|RowData_?\d+)"')
"""As names.yaml has them; here in bytes, because every workbook is asked this and few need that file."""
_SMALL = 1_000_000
"""Bytes up to which a file whose name says nothing is not looked into for being a part of a data set."""


def names_sheets(xml: bytes) -> bool:
    """Whether the part of a workbook that names its sheets begins with those of a data set."""
    return bool(_SHEET.search(xml))


def text_is_data_set(start: bytes) -> bool:
    """Whether a text begins with the headings of a table of a data set."""
    if b"Code" not in start[:64] and b"VariableName" not in start[:1024]:
        return False
    from ews_cli.readers.digimv.stacked import opens_so

    return opens_so(start)


def is_data_set(path: Path) -> bool:
    """Whether a file is a data set; False for what cannot be opened."""
    try:
        with path.open("rb") as file:
            start = file.read(1 << 16)
        if not start.startswith(b"PK\x03\x04"):
            return text_is_data_set(start)
        with zipfile.ZipFile(path) as archive:
            return any(_names_sheets(archive, part) for part in SHEET_PARTS if part in archive.NameToInfo)
    except (OSError, ValueError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        return False


def _names_sheets(archive: zipfile.ZipFile, part: str) -> bool:
    with archive.open(part) as stream:
        return names_sheets(stream.read(HEAD))


def together(paths: Iterable[Path]) -> tuple[list[Path], Mapping[Path, tuple[Path, ...]]]:
    """The paths without the parts that are read with another one, and for each data set its other parts.

    The files of one folder that are data sets of the same year, as their names say it, are one data set.
    """
    kept: list[Path] = []
    leaders: dict[tuple[Path, int | None], Path] = {}
    parts: dict[Path, tuple[Path, ...]] = {}
    for path in paths:
        if not _may_be_part(path) or not is_data_set(path):
            kept.append(path)
            continue
        from ews_cli.readers.digimv.reading import year_of

        leader = leaders.setdefault((path.parent, year_of(path)), path)
        if leader == path:
            kept.append(path)
            parts[leader] = ()
        else:
            parts[leader] = (*parts[leader], path)
    return kept, MappingProxyType(parts)


def _may_be_part(path: Path) -> bool:
    """A quick look, for folders with a hundred thousand files."""
    if "digimv" in path.name.casefold():
        return True
    try:
        return path.is_file() and path.stat().st_size > _SMALL
    except (OSError, ValueError):
        return False
