"""Packing the parts of a workbook: in less than half the time that XlsxWriter takes, and a fifth larger."""

from __future__ import annotations

import os
import time
from io import BytesIO
from typing import Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile

import xlsxwriter
from xlsxwriter.packager import Packager

LEVEL = 3
"""How hard to press. Of 330 MB of rows 1 makes 39 MB, 3 makes 33 and 6, the usual, 27 in 2.7 times the time of 3."""
_DAY = time.mktime((1980, 1, 31, 0, 0, 0, 0, 0, -1))
"""Of every part, so that the same figures give the same bytes; an archive knows no earlier year."""


class Book(xlsxwriter.Workbook):  # type: ignore[misc]  # XlsxWriter has no types
    """A workbook that is written to disk row by row, and packed into a file when it is closed."""

    def __init__(self, target: BinaryIO, folder: str, options: dict[str, Any]) -> None:
        self._packed = target
        # What XlsxWriter packs itself is nothing.
        super().__init__(BytesIO(), {"constant_memory": True, "tmpdir": folder, **options})

    def _get_packager(self) -> _Packer:
        return _Packer(self._packed)


class _Packer(Packager):  # type: ignore[misc]
    def __init__(self, target: BinaryIO) -> None:
        super().__init__()
        self._target = target

    def _create_package(self) -> list[Any]:
        """Pack the parts, and leave none to XlsxWriter."""
        with ZipFile(self._target, "w", ZIP_DEFLATED, compresslevel=LEVEL) as archive:
            for path, name, _ in super()._create_package():
                os.utime(path, (_DAY, _DAY))
                archive.write(path, name)
        return []
