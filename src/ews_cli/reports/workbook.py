"""What every workbook that `ews` writes has: no day of its own in it, and a mark that it is a result.

A text is written with `write_string`, so that nothing from a file becomes a formula.
"""

from __future__ import annotations

from io import BytesIO

import xlsxwriter

from ews_cli.reports.mark import NO_DAY, mark_workbook

DAY = "[$-413]ddd d mmm yyyy"
"""A date with the day of the week in Dutch, as a format of a cell."""


def new_workbook(target: BytesIO) -> xlsxwriter.Workbook:
    """An empty workbook in memory."""
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    book.set_properties({"created": NO_DAY})
    return book


def saved(book: xlsxwriter.Workbook, target: BytesIO) -> bytes:
    """The bytes of the workbook, marked as a result."""
    book.close()
    mark_workbook(target)
    return target.getvalue()
