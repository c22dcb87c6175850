"""A workbook -> bytes: the same workbook always the same bytes, and every formula with the value that it has.

openpyxl writes formulas without a value. A program that does not calculate, such as a mail preview or a
spreadsheet program in protected view, would then show no years and no units.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from datetime import date
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook

Values = Mapping[tuple[str, str], date | int | str]
"""(sheet, cell) -> what its formula gives in the template as it is made."""

_FORMULA = re.compile(rb'<c r="([A-Z]+\d+)"((?: s="\d+")?)><f>(.*?)</f><v ?(?:/>|></v>)</c>', re.DOTALL)
_MOMENTS = re.compile(rb"<dcterms:(created|modified)\b.*?</dcterms:\1>", re.DOTALL)
_DAY_ZERO = date(1899, 12, 30)


def pack(book: Workbook, values: Values) -> bytes:
    """The workbook as an .xlsx file, without the moment at which it was made."""
    plain, packed = io.BytesIO(), io.BytesIO()
    book.save(plain)
    sheets = {f"xl/worksheets/sheet{n}.xml": name for n, name in enumerate(book.sheetnames, 1)}
    with ZipFile(plain) as source, ZipFile(packed, "w") as target:
        for part in source.namelist():
            content = source.read(part)
            if part in sheets:
                content = _with_values(content, sheets[part], values)
            elif part == "docProps/core.xml":
                content = _MOMENTS.sub(b"", content)
            # A ZipInfo of its own has the zip format's first day as its moment.
            target.writestr(ZipInfo(part), content, ZIP_DEFLATED)
    return packed.getvalue()


def _with_values(xml: bytes, sheet: str, values: Values) -> bytes:
    def fill(match: re.Match[bytes]) -> bytes:
        cell, style, formula = match.groups()
        value = values[sheet, cell.decode()]
        kind = b' t="str"' if isinstance(value, str) else b""
        shown = (value - _DAY_ZERO).days if isinstance(value, date) else value
        return b'<c r="%b"%b%b><f>%b</f><v>%b</v></c>' % (
            cell,
            style,
            kind,
            formula,
            escape(str(shown)).encode(),
        )

    return _FORMULA.sub(fill, xml)
