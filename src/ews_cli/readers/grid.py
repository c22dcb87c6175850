"""Any workbook or csv -> sheets of typed cells.

Cells are as python-calamine gives them: text, float, bool, date, datetime, time, and `""` for empty. It
gives `""` for an error and for a formula that was never calculated as well, so those are kept apart in
`Sheet.defects`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from ews_cli.readers.files import FileKind, Limits, Refused, look
from ews_cli.readers.xlsx_scan import column_letters, scan

Cell = Any


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; rows may differ in length.

    Attributes:
        naam: the sheet's name; for a csv the file's name without extension.
        zichtbaar: False for a hidden sheet.
        rijen: the cells, counted from A1.
        defects: (row, column) -> what is wrong with the cell (`#REF!`, a formula without a value).
        verborgen_rijen: rows that the file hides.
    """

    naam: str
    rijen: list[list[Cell]]
    zichtbaar: bool = True
    defects: Mapping[tuple[int, int], str] = field(default_factory=dict)
    verborgen_rijen: frozenset[int] = frozenset()

    def cel(self, rij: int, kolom: int) -> str:
        """The address of a cell as a person writes it: `Balans!C25`."""
        return f"{self.naam}!{column_letters(kolom)}{rij + 1}"


@dataclass(frozen=True, slots=True)
class Grid:
    """A file as sheets; `opmerkingen` say in Dutch how a text file was taken apart."""

    soort: FileKind
    sheets: tuple[Sheet, ...]


def open_grid(path: Path, limits: Limits | None = None, wachtwoord: str | None = None) -> Grid:
    """Open a spreadsheet of any kind. Raises Refused with the reason for what cannot be read."""
    limits = limits or Limits()
    try:
        kind = look(path, limits)
    except Refused as refused:
        if refused.code != "EWS104" or wachtwoord is None:
            raise
        from ews_cli.readers.encrypted import decrypted

        with decrypted(path, wachtwoord) as plain:
            return open_grid(plain, limits)
    if kind is FileKind.TEXT:
        return Grid(kind, (_read_text(path),))
    if kind is FileKind.XLSX:
        # Looked through to the last cell above, so that it can be read in this process.
        scans = scan(path, limits)
        sheets = read_workbook(path)
        return Grid(kind, tuple(_with_scan(sheet, scans) for sheet in sheets))
    from ews_cli.readers.isolated import read_isolated

    return Grid(kind, tuple(read_isolated(path, limits)))


def _with_scan(sheet: Sheet, scans: Mapping[str, Any]) -> Sheet:
    found = scans.get(sheet.naam)
    if found is None:
        return sheet
    return Sheet(sheet.naam, sheet.rijen, sheet.zichtbaar, found.defects, frozenset(found.hidden_rows))


def read_workbook(path: Path) -> list[Sheet]:
    """All worksheets of a workbook through python-calamine. Raises Refused, whatever happens in there."""
    try:
        with CalamineWorkbook.from_path(path) as book:
            return [
                Sheet(
                    meta.name,
                    book.get_sheet_by_name(meta.name).to_python(skip_empty_area=False),
                    meta.visible is SheetVisibleEnum.Visible,
                )
                for meta in book.sheets_metadata
                if meta.typ is SheetTypeEnum.WorkSheet
            ]
    except PasswordError as error:
        raise Refused(
            "EWS104", "het bestand is met een wachtwoord beveiligd; sla het op zonder wachtwoord"
        ) from error
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:  # a panic in the Rust library is no Exception
        raise Refused("EWS105", "het bestand is beschadigd of onvolledig; vraag het opnieuw op") from error


def _read_text(path: Path) -> Sheet:
    """A csv or tsv; its separator is the one that gives most rows the same number of columns."""
    import csv  # 4 ms at start-up that a workbook does not need
    import io

    text = _decode(path.read_bytes())
    if text.count("\0"):
        raise Refused("EWS103", "dit is geen rekenblad; vraag de jaarrekening als .xlsx, .ods, .xls of .csv")
    if text.lstrip()[:1] == "<":
        raise Refused("EWS103", "dit is een XML- of HTML-bestand, geen rekenblad")
    delimiter = max(";\t,|", key=lambda mark: _rows_with(text, mark))
    if _rows_with(text, delimiter) < 2:
        raise Refused("EWS103", "dit is een tekstbestand zonder kolommen, geen rekenblad")
    csv.field_size_limit(1_000_000)
    try:
        rows: list[list[Cell]] = [list(row) for row in csv.reader(io.StringIO(text), delimiter=delimiter)]
    except csv.Error as error:
        raise Refused("EWS105", f"het csv-bestand is niet te lezen ({error})") from error
    return Sheet(path.stem, rows)


def _rows_with(text: str, mark: str) -> int:
    return sum(mark in line for line in text.splitlines()[:200])


def _decode(content: bytes) -> str:
    for bom, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(bom):
            return content.decode(encoding, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")
