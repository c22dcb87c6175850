"""Workbooks written part by part, for what no program would write."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
STRICT = 'xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)


def rows(*lines: tuple[str | int, ...]) -> str:
    """Rows of XML from A1 on: text, numbers, or cells as XML in which `@` stands for their place."""
    xml = []
    for r, line in enumerate(lines, start=1):
        cells = []
        for c, value in zip("ABCDEFGH", line, strict=False):
            if isinstance(value, int):
                cells.append(f'<c r="{c}{r}"><v>{value}</v></c>')
            elif value.startswith("<"):
                cells.append(value.replace("@", f"{c}{r}"))
            elif value:
                cells.append(f'<c r="{c}{r}" t="inlineStr"><is><t>{value}</t></is></c>')
        xml.append(f'<row r="{r}">{"".join(cells)}</row>')
    return "".join(xml)


def sheet(body: str, before: str = "", after: str = "", namespace: str = MAIN) -> str:
    """The XML of a sheet around its rows."""
    return f"<worksheet {namespace}>{before}<sheetData>{body}</sheetData>{after}</worksheet>"


def write(
    path: Path,
    sheets: Mapping[str, str],
    *,
    namespace: str = MAIN,
    folder: str = "worksheets",
    texts: str = "",
    more: Mapping[str, str] | None = None,
    compression: int = zipfile.ZIP_DEFLATED,
) -> Path:
    """An .xlsx of sheet name -> XML; `more` are further parts, by name."""
    numbers = range(1, len(sheets) + 1)
    listed = "".join(
        f'<sheet name="{n}" sheetId="{i}" r:id="rId{i}"/>' for i, n in zip(numbers, sheets, strict=True)
    )
    linked = "".join(
        f'<Relationship Id="rId{i}" Type="{_OFFICE}/worksheet" Target="{folder}/sheet{i}.xml"/>'
        for i in numbers
    )
    linked += f'<Relationship Id="rId0" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {namespace} xmlns:r="{_OFFICE}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{linked}</Relationships>',
        **{f"xl/{folder}/sheet{i}.xml": xml for i, xml in zip(numbers, sheets.values(), strict=True)},
        **({"xl/sharedStrings.xml": texts} if texts else {}),
        **(more or {}),
    }
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


STATEMENT: tuple[tuple[str | int, ...], ...] = (
    ("Balans per 31 december 2023 (x € 1.000)",),
    ("", "2023", "2022"),
    ("Totaal vaste activa", 600, 500),
    ("Totaal vlottende activa", 400, 350),
    ("Totaal activa", 1000, 850),
    ("Totaal eigen vermogen", 300, 250),
    ("Voorzieningen", 100, 100),
    ("Langlopende schulden", 200, 200),
    ("Totaal kortlopende schulden", 400, 300),
    ("Totaal passiva", 1000, 850),
    ("Resultatenrekening over 2023",),
    ("", "2023", "2022"),
    ("Som der bedrijfsopbrengsten", 2000, 1900),
    ("Som der bedrijfslasten", 1950, 1880),
    ("Bedrijfsresultaat", 50, 20),
    ("Resultaat boekjaar", 50, 20),
)
"""A statement in thousands of euros of which every figure is known."""
