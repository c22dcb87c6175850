"""Whose accounts these are: name, KvK and AGB number, as far as the file says so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from ews_cli.core.jaarrekening import Aanbieder
from ews_cli.readers.grid import Cell, Sheet
from ews_cli.readers.labels import names_of, section_of

_KVK = re.compile(r"\bk\.?v\.?k\b|kamer van koophandel|handelsregister", re.IGNORECASE)
_AGB = re.compile(r"\bagb\b", re.IGNORECASE)
_EIGHT = re.compile(r"(?<![\d.,])(\d{8})(?![\d.,]*\d)")
_NAME_LABEL = re.compile(
    r"^(?:statutaire naam"
    r"|naam(?: (?:van de )?(?:aanbieder|instelling|organisatie|stichting|rechtspersoon|zorgaanbieder))?"
    r"|aanbieder|jeugdhulpaanbieder|zorgaanbieder|rechtspersoon|organisatie|instelling)\s*:?$",
    re.IGNORECASE,
)
_LEGAL_FORM = re.compile(
    r"^(?:stichting|co[oö]peratie|co[oö]peratieve|vereniging)\s+\S|\b(?:b\.?v\.?|n\.?v\.?|u\.a\.|v\.?o\.?f\.?)\s*(?:,|$)",
    re.IGNORECASE,
)
_TOP_ROWS = 12
_LONGEST_NAME = 120


def find_aanbieder(sheets: Sequence[Sheet], path: Path) -> tuple[Aanbieder, list[str]]:
    """The provider that a workbook names, and all KvK numbers in it (more than one is doubtful).

    The name comes from a cell that says so, else from a legal form in the first rows, else from the file.
    """
    kvk = _numbers(sheets, _KVK)
    agb = _numbers(sheets, _AGB)
    naam = _labelled_name(sheets) or _legal_name(sheets) or path.stem
    return Aanbieder(naam, kvk[0] if len(kvk) == 1 else None, agb[0] if len(agb) == 1 else None), kvk


def _numbers(sheets: Sequence[Sheet], label: re.Pattern[str]) -> list[str]:
    """The numbers of eight digits behind a label, in the same cell or in the next filled one."""
    found: dict[str, None] = {}
    for row in _top(sheets, rows=40):
        for kolom, cell in enumerate(row):
            if isinstance(cell, str) and (match := label.search(cell)):
                number = _EIGHT.search(cell[match.start() :]) or _EIGHT.search(_next(row, kolom))
                if number:
                    found.setdefault(number[1])
    return list(found)


def _top(sheets: Sequence[Sheet], rows: int) -> Iterable[list[Cell]]:
    return (row for sheet in sheets for row in sheet.rijen[:rows])


def _next(row: list[Cell], kolom: int) -> str:
    """The next filled cell as text; a KvK number that a spreadsheet keeps as a number has lost its zeros."""
    cell = next((c for c in row[kolom + 1 :] if c != ""), "")
    if isinstance(cell, float) and cell == int(cell):
        return f"{int(cell):08d}"
    return str(cell).strip()


def _labelled_name(sheets: Sequence[Sheet]) -> str | None:
    for row in _top(sheets, rows=40):
        for kolom, cell in enumerate(row):
            if not isinstance(cell, str):
                continue
            before, colon, after = cell.partition(":")
            if colon and _NAME_LABEL.match(before.strip()) and after.strip():
                return after.strip()[:_LONGEST_NAME]
            if _NAME_LABEL.match(cell.strip()) and _WORDS.search(_next(row, kolom)):
                return _next(row, kolom)[:_LONGEST_NAME]
    return None


_WORDS = re.compile(r"[^\W\d_]{2,}")


def _legal_name(sheets: Sequence[Sheet]) -> str | None:
    for row in _top(sheets, _TOP_ROWS):
        for cell in row:
            if not isinstance(cell, str) or len(cell) > _LONGEST_NAME or not _LEGAL_FORM.search(cell.strip()):
                continue
            naam = re.split(
                r"\s[-–—|]\s|,? (?:te|gevestigd) |\(kvk|,? kvk", cell.strip(), maxsplit=1, flags=re.IGNORECASE
            )[0]
            if section_of(naam) is None and not names_of(naam):
                return naam.strip(" ,;:")
    return None
