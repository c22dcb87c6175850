"""How a workbook that `ews` wrote is known: a later run does not read it as accounts that lie in a folder."""

from __future__ import annotations

import os
from datetime import datetime
from typing import BinaryIO

MARK = b"resultaat van ews batch"
"""What such a workbook ends with: the comment of a zip archive is for such things."""
NO_DAY = datetime(2000, 1, 1)
"""The day of every workbook: with the day of the run in it no two would be the same."""


def mark_workbook(file: BinaryIO) -> None:
    """Say at the end of a workbook that it is a result."""
    file.seek(-2, os.SEEK_END)
    file.write(len(MARK).to_bytes(2, "little") + MARK)
