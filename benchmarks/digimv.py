"""A data set as DigiMV is described, at its full size and of nobody: for measuring, and for trying the options.

A sheet with the variables and twenty with rows, 256 columns at most, most cells empty. The names of the balance are
made up: those of the real files are not known here.

    python benchmarks/digimv.py DigiMV2023.ods [--organisaties 6132] [--jaar 2023]
"""

from __future__ import annotations

import argparse
import random
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

SHEETS, WIDTH, DEFINED = 20, 256, 9_365
FILLED = 0.045
"""The share of cells with something in them that makes `content.xml` of 6,132 organisations 300 MB."""
_OPEN = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content '
    + " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    + ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" office:version="1.3">'
    "<office:body><office:spreadsheet>"
)
_CLOSE = "</office:spreadsheet></office:body></office:document-content>"

POSTS = (
    ("qBalVasteActiva", "Balans - Activa - Totaal vaste activa"),
    ("qBalVoorraden", "Balans - Activa - Voorraden"),
    ("qBalVorderingen", "Balans - Activa - Vorderingen"),
    ("qBalLiquideMiddelen", "Balans - Activa - Liquide middelen"),
    ("qBalVlottendeActiva", "Balans - Activa - Totaal vlottende activa"),
    ("qBalTotaalActiva", "Balans - Activa - Totaal activa"),
    ("qBalEigenVermogen", "Balans - Passiva - Totaal eigen vermogen"),
    ("qBalVoorzieningen", "Balans - Passiva - Voorzieningen"),
    ("qBalLangeSchulden", "Balans - Passiva - Langlopende schulden"),
    ("qBalKorteSchulden", "Balans - Passiva - Kortlopende schulden"),
    ("qBalTotaalPassiva", "Balans - Passiva - Totaal passiva"),
    ("qTotaalBaten", "Resultatenrekening - Som der bedrijfsopbrengsten"),
    ("qPersoneelskosten", "Resultatenrekening - Personeelskosten"),
    ("qAfschrijvingen", "Resultatenrekening - Afschrijvingen"),
    ("qTotaalLasten", "Resultatenrekening - Som der bedrijfslasten"),
    ("qBedrijfsresultaat", "Resultatenrekening - Bedrijfsresultaat"),
    ("qResultaatNaBelasting", "Resultatenrekening - Resultaat na belastingen"),
)
_AT = {12: "", 13: "Cons"}
"""Sheet -> the basis whose posts begin on it."""


def accounts(chance: random.Random) -> list[int]:
    """Amounts for the posts that add up."""
    fixed, stock, claims, cash = (chance.randrange(1_000, 9_000_000) for _ in range(4))
    current = stock + claims + cash
    total = fixed + current
    equity = int(total * chance.uniform(-0.1, 0.7))
    provisions, long = (int((total - equity) * chance.uniform(0, 0.3)) for _ in range(2))
    short = total - equity - provisions - long
    revenue = chance.randrange(100_000, 40_000_000)
    staff, wear = int(revenue * chance.uniform(0.6, 0.8)), int(revenue * 0.04)
    costs = int(revenue * chance.uniform(0.93, 1.04))
    result = revenue - costs
    balance = [fixed, stock, claims, cash, current, total, equity, provisions, long, short, total]
    return [*balance, revenue, staff, wear, costs, result, result]


def write(path: Path, organisations: int, jaar: int) -> int:
    """Write a data set; the bytes of its `content.xml`."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", '<?xml version="1.0"?><manifest/>')
        with archive.open("content.xml", "w", force_zip64=True) as stream:
            return sum(_put(stream, piece) for piece in _content(organisations, jaar))


def _put(stream: IO[bytes], text: str) -> int:
    return stream.write(text.encode())


def _content(organisations: int, jaar: int) -> Iterator[str]:
    yield _OPEN
    heads = [_heads(sheet) for sheet in range(SHEETS)]
    yield '<table:table table:name="VariableDefinition"><table:table-column/>'
    yield _row(
        ["Order", "VariableName", "VariableLabel", "DataType", "Format", "ValueLabelKey", "ValueLabelValue"]
    )
    labels = {
        f"{stem}_{back}{end}": label for stem, label in POSTS for back in (0, 1) for end in ("", "Cons")
    }
    number = 0
    for naam in (naam for head in heads for naam in head if naam != "Code"):
        number += 1
        yield _row([number, naam, labels.get(naam, f"Vraag {number} van de vragenlijst"), "Numeric"])
    for more in range(number, DEFINED):
        yield _row([number, "", "", "", "", more % 7, f"keuze {more % 7}"])
    yield "</table:table>"
    for sheet, head in enumerate(heads):
        chance = random.Random(sheet)
        yield f'<table:table table:name="RowData_{sheet + 1:02d}"><table:table-column/>' + _row(head)
        for one in range(organisations):
            yield _row(_cells(sheet, head, one, jaar, chance))
        yield "</table:table>"
    yield _CLOSE


def _heads(sheet: int) -> list[str]:
    head = ["Code"]
    if sheet == 0:
        head += ["Questionnaire", "ExternalOrganizationId", "Name"]
    if sheet in _AT:
        head += [f"{stem}_{back}{_AT[sheet]}" for stem, _ in POSTS for back in (0, 1)]
    return head + [f"qVraag{sheet}x{n}_{n % 2}" for n in range(WIDTH - len(head))]


def _cells(sheet: int, head: list[str], one: int, jaar: int, chance: random.Random) -> list[object]:
    cells: list[object] = [f"{one:08x}-0000-4000-8000-{one * 7919:012x}"]
    if sheet == 0:
        cells += [f"DigiMV{jaar}", f"{10_000_000 + one}", f"Stichting Voorbeeld {one} & Zoon"]
    if sheet in _AT:
        own = random.Random(f"{one} {jaar}")
        now, before = accounts(own), accounts(own)
        empty = _AT[sheet] and one % 3
        cells += [None if empty else amount for pair in zip(now, before, strict=True) for amount in pair]
    for n in range(len(head) - len(cells)):
        drawn = chance.random()
        if drawn > FILLED:
            cells.append(None)
        elif drawn < FILLED / 2:
            cells.append(int(drawn * 1e7))
        else:
            cells.append(("ja", "nee", "niet van toepassing", "zie de toelichting")[n % 4])
    return cells


def _row(cells: list[object] | list[str]) -> str:
    """A row as LibreOffice writes it: empty cells together, and the rest of the row as one."""
    out, empty = ["<table:table-row>"], 0
    for cell in cells:
        if cell is None or cell == "":
            empty += 1
            continue
        if empty:
            out.append(f'<table:table-cell table:number-columns-repeated="{empty}"/>')
            empty = 0
        if isinstance(cell, int):
            kind = f'office:value-type="float" office:value="{cell}" calcext:value-type="float"'
        else:
            kind = 'office:value-type="string" calcext:value-type="string"'
        text = str(cell).replace("&", "&amp;").replace("<", "&lt;")
        out.append(f"<table:table-cell {kind}><text:p>{text}</text:p></table:table-cell>")
    out.append(
        f'<table:table-cell table:number-columns-repeated="{1024 - len(cells) + empty}"/></table:table-row>'
    )
    return "".join(out)


def main() -> None:
    """Write one."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("bestand", type=Path)
    parser.add_argument("--organisaties", type=int, default=6_132)
    parser.add_argument("--jaar", type=int, default=2023)
    asked = parser.parse_args()
    size = write(asked.bestand, asked.organisaties, asked.jaar)
    print(f"{asked.bestand}: {asked.bestand.stat().st_size / 1e6:.0f} MB, content.xml {size / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
