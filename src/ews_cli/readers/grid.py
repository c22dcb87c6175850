"""Any workbook or csv -> sheets of typed cells.

Cells are as python-calamine gives them: text, float, bool, date, datetime, time, and `""` for empty. It
gives `""` for an error and for a formula that was never calculated as well, so those are kept apart in
`Sheet.defects`.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from ews_cli.problems import Ernst, Problem
from ews_cli.readers.archive import Archive
from ews_cli.readers.digimv.recognise import HEAD, SHEET_PARTS, names_sheets, text_is_data_set
from ews_cli.readers.files import (
    DAMAGED,
    PASSWORD,
    DataSet,
    FileKind,
    Limits,
    NoWorkbook,
    Refused,
    unreachable,
)
from ews_cli.readers.look import look
from ews_cli.readers.xlsx_scan import SheetScan, column_letters, scan

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
    """A file as sheets.

    Attributes:
        soort: what the file is.
        sheets: the sheets that are read.
        problemen: sheets that were left out and characters that were lost; `waar` is the sheet.
    """

    soort: FileKind
    sheets: tuple[Sheet, ...]
    problemen: tuple[Problem, ...] = ()


def open_grid(path: Path, limits: Limits | None = None, wachtwoord: str | None = None) -> Grid:
    """Open a spreadsheet of any kind. Raises Refused with the reason for what cannot be read."""
    limits = limits or Limits()
    try:
        return _open(path, limits)
    except Refused as refused:
        if refused.code != "EWS104" or wachtwoord is None:
            raise
    except OSError as error:
        raise Refused("EWS101", unreachable(error)) from error
    except MemoryError as error:
        raise Refused(
            "EWS106", "het bestand vraagt meer geheugen dan er is; dat is geen jaarrekening"
        ) from error
    from ews_cli.readers.encrypted import decrypted

    with decrypted(path, wachtwoord) as plain:
        return open_grid(plain, limits)


def _open(path: Path, limits: Limits) -> Grid:
    kind, content = look(path, limits)
    if kind is FileKind.TEXT:
        if text_is_data_set(content[:HEAD]):
            raise DataSet
        return _open_text(path.stem, content, limits)
    if kind is FileKind.PARQUET:
        from ews_cli.readers.parquet import read_parquet  # needs a library of its own

        return Grid(kind, (read_parquet(path.stem, content, limits),))
    if kind is FileKind.XML:
        raise NoWorkbook("dit is een XML- of HTML-bestand, geen rekenblad", content)
    if kind is not None:
        return _open_isolated(path, kind, limits)
    archive = Archive(content, limits)
    if any(names_sheets(archive.head(part, HEAD)) for part in SHEET_PARTS if part in archive.parts):
        raise DataSet
    if archive.soort is not FileKind.XLSX:
        archive.check()
        return _open_isolated(path, archive.soort, limits)
    found = scan(archive, limits)
    if not found.plain:
        return _open_isolated(path, FileKind.XLSX, limits, found.sheets)
    # The scan has seen through it to its last cell: it can be read in this process.
    problemen = _too_large(((name, s.filled, s.rows, s.columns) for name, s in found.sheets.items()), limits)
    sheets = read_workbook(BytesIO(content), {problem.waar for problem in problemen})
    return _scanned(FileKind.XLSX, sheets, found.sheets, problemen)


def _open_isolated(
    path: Path, kind: FileKind, limits: Limits, scans: Mapping[str, SheetScan] | None = None
) -> Grid:
    from ews_cli.readers.isolated import read_isolated

    sheets, problemen = read_isolated(path, limits)
    return _scanned(kind, sheets, scans or {}, problemen)


def _grid(kind: FileKind, sheets: list[Sheet], problemen: list[Problem]) -> Grid:
    if not sheets and problemen:
        raise Refused(problemen[0].code, problemen[0].melding)
    return Grid(kind, tuple(sheets), tuple(problemen))


def _too_large(sizes: Iterable[tuple[str, int, int, int]], limits: Limits) -> list[Problem]:
    """The sheets that are no part of annual accounts, out of each one's name, filled cells, rows and columns."""
    room = limits.filled
    problemen = []
    for naam, filled, rows, columns in sizes:
        if rows * columns > limits.cells:
            reach = f"reikt tot rij {rows} en kolom {column_letters(columns - 1)}"
        elif filled > room:
            reach = f"heeft {filled} gevulde cellen"
        else:
            room -= filled
            continue
        melding = f"blad {naam} {reach} en is niet gelezen; verwijder wat niet bij de jaarrekening hoort"
        problemen.append(Problem("EWS106", melding, naam, Ernst.WAARSCHUWING))
    return problemen


def within(sheets: list[Sheet], limits: Limits) -> tuple[list[Sheet], list[Problem]]:
    """The sheets that are small enough to be annual accounts, and the problem of each that is not."""
    sizes = (
        (
            s.naam,
            sum(cell != "" for rij in s.rijen for cell in rij),
            len(s.rijen),
            max(map(len, s.rijen), default=0),
        )
        for s in sheets
    )
    problemen = _too_large(sizes, limits)
    left_out = {problem.waar for problem in problemen}
    return [sheet for sheet in sheets if sheet.naam not in left_out], problemen


def _scanned(
    kind: FileKind, sheets: list[Sheet], scans: Mapping[str, SheetScan], problemen: list[Problem]
) -> Grid:
    """The sheets with what the scan knows of them."""
    for sheet in sheets:
        if (found := scans.get(sheet.naam)) is not None and _as_shown(sheet, found):
            melding = "de opmaak toont bedragen gedeeld door duizend of miljoen; gelezen zoals zij er staan"
            problemen.append(Problem("EWS114", melding, sheet.naam))
    return _grid(kind, [_with_scan(sheet, scans) for sheet in sheets], problemen)


def _as_shown(sheet: Sheet, found: SheetScan) -> bool:
    """Divide the numbers that the sheet shows divided: the unit above them is that of what a person reads."""
    divided = False
    for (rij, kolom), divisor in found.divisors.items():
        row = sheet.rijen[rij] if rij < len(sheet.rijen) else []
        if kolom < len(row) and isinstance(row[kolom], float):
            row[kolom] /= divisor
            divided = True
    return divided


def _with_scan(sheet: Sheet, scans: Mapping[str, SheetScan]) -> Sheet:
    found = scans.get(sheet.naam)
    if found is None or not (found.defects or found.hidden_rows):
        return sheet
    return replace(sheet, defects=found.defects, verborgen_rijen=frozenset(found.hidden_rows))


def read_workbook(source: Path | BytesIO, left_out: Container[str | None] = ()) -> list[Sheet]:
    """The worksheets of a workbook through python-calamine, but for those left out by name.

    Raises Refused, whatever happens in there.
    """
    try:
        with CalamineWorkbook.from_object(source) as book:
            return [
                Sheet(
                    meta.name,
                    book.get_sheet_by_name(meta.name).to_python(skip_empty_area=False),
                    meta.visible is SheetVisibleEnum.Visible,
                )
                for meta in book.sheets_metadata
                if meta.typ is SheetTypeEnum.WorkSheet and meta.name not in left_out
            ]
    except PasswordError as error:
        raise Refused("EWS104", PASSWORD) from error
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:  # a panic in the Rust library is no Exception
        raise Refused("EWS105", DAMAGED) from error


def _open_text(naam: str, content: bytes, limits: Limits) -> Grid:
    from ews_cli.readers.text_table import read_text  # a workbook needs no csv reader

    rows, lost = read_text(content, limits.cells)
    sheets, problemen = within([Sheet(naam, rows)], limits)
    if lost:
        melding = "tekens van dit bestand zijn niet te lezen; sla het op als csv met codering UTF-8"
        problemen.append(Problem("EWS108", melding, naam))
    return _grid(FileKind.TEXT, sheets, problemen)
