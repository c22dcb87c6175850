"""Small data sets by hand, written in each of the forms in which DigiMV comes."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

import xlsxwriter

Cell = str | int | float | None
Rows = Sequence[Sequence[Cell]]
HEAD = ("Order", "VariableName", "VariableLabel", "DataType", "ValueLabelKey")
_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)
_CALC = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'


class DataSet(NamedTuple):
    """The variables, each with its label (and with `True` when its values are choices), and the sheets with rows.

    The first row of a sheet holds the headings.
    """

    labels: Sequence[tuple[str, str] | tuple[str, str, bool]]
    sheets: Sequence[Rows]
    first: int = 1

    def tables(self) -> list[tuple[str, Rows]]:
        """All sheets with their names; without labels there is none for them."""
        named = [(f"RowData_{n:02d}", rows) for n, rows in enumerate(self.sheets, self.first)]
        rows: list[tuple[Cell, ...]] = [HEAD]
        for n, (naam, label, *choice) in enumerate(self.labels, 1):
            rows.append((n, naam, label, "Numeric", "1" if choice and choice[0] else None))
        return [("VariableDefinition", rows), *named] if self.labels else named


def ods_table(naam: str, rows: Rows) -> str:
    """One sheet of `content.xml`."""
    return f'<table:table table:name="{naam}">{"".join(map(_ods_row, rows))}</table:table>'


def _ods_row(cells: Sequence[Cell]) -> str:
    out = []
    for cell in cells:
        if cell is None:
            out.append("<table:table-cell/>")
        elif isinstance(cell, str):
            out.append(
                f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p></table:table-cell>'
            )
        else:
            kind = f'office:value-type="float" office:value="{cell!r}"'
            out.append(f"<table:table-cell {kind}><text:p>{cell}</text:p></table:table-cell>")
    return f'<table:table-row>{"".join(out)}<table:table-cell table:number-columns-repeated="900"/></table:table-row>'


def write_content(
    path: Path, tables: str, close: str = "</office:spreadsheet></office:body></office:document-content>"
) -> Path:
    """An .ods with these sheets."""
    root = f"<office:document-content {_SPACES} {_CALC}>"
    head = f'<?xml version="1.0" encoding="UTF-8"?>{root}<office:body><office:spreadsheet>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        archive.writestr("content.xml", head + tables + close)
    return path


def write_ods(path: Path, data: DataSet) -> Path:
    """The data set as .ods."""
    return write_content(path, "".join(ods_table(naam, rows) for naam, rows in data.tables()))


def write_xlsx(path: Path, data: DataSet) -> Path:
    """The data set as .xlsx."""
    with xlsxwriter.Workbook(str(path)) as book:
        for naam, rows in data.tables():
            sheet = book.add_worksheet(naam)
            for rij, cells in enumerate(rows):
                for kolom, cell in enumerate(cells):
                    if isinstance(cell, str):
                        sheet.write_string(rij, kolom, cell)
                    elif cell is not None:
                        sheet.write_number(rij, kolom, cell)
    return path


def write_csv(path: Path, data: DataSet, delimiter: str = ",") -> Path:
    """The data set as one .csv, its tables under each other."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=delimiter)
        for _, rows in data.tables():
            writer.writerows(["" if cell is None else cell for cell in row] for row in rows)
    return path


WRITERS = {".ods": write_ods, ".xlsx": write_xlsx, ".csv": write_csv}

WHO = ("Code", "Questionnaire", "ExternalOrganizationId", "Name")
POSTS = {
    "qActiva": ("Totaal activa", 1000),
    "qVlottend": ("Totaal vlottende activa", 400),
    "qVermogen": ("Totaal eigen vermogen", 350),
    "qKort": ("Kortlopende schulden", 200),
    "qBaten": ("Som der bedrijfsopbrengsten", 2000),
    "qResultaat": ("Resultaat na belastingen", 30),
}
"""Stem of a variable -> its label, and its amount in the book year of the organisation of `simple`."""


def labels(ends: Iterable[str] = ("_0", "_1")) -> list[tuple[str, str]]:
    """The variables of `POSTS` with these ends."""
    return [(stem + end, label) for stem, (label, _) in POSTS.items() for end in ends]


def simple(**changed: Cell) -> DataSet:
    """One organisation in two sheets, with the amounts of `POSTS`; the year before has ten more of each.

    `changed` gives a variable another value.
    """
    values: dict[str, Cell] = {f"{stem}_0": amount for stem, (_, amount) in POSTS.items()}
    values |= {f"{stem}_1": amount + 10 for stem, (_, amount) in POSTS.items()}
    who: dict[str, Cell] = {
        "Questionnaire": "DigiMV2023",
        "ExternalOrganizationId": "01234567",
        "Name": "Stichting A",
    }
    who |= {name: value for name, value in changed.items() if name in who}
    values |= {name: value for name, value in changed.items() if name not in who}
    return DataSet(
        labels(),
        [
            [WHO, ("a-1", *(who[name] for name in WHO[1:]))],
            [("Code", *values), ("a-1", *values.values())],
        ],
    )
