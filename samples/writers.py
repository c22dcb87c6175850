"""Write a grid of cells as .xlsx, .xls, .ods or .csv; the same cells always give the same bytes."""

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import xlsxwriter
import xlwt

GETAL = "#,##0;-#,##0;-"
# Someone has to have saved the file at some moment; without a fixed one it would be the moment of this run.
OPGESLAGEN = datetime(2026, 4, 30, 12, 0, 0)


@dataclass(frozen=True, slots=True)
class Formule:
    """A formula with the value that the spreadsheet program stored beside it."""

    tekst: str
    waarde: int


Cel = str | int | date | Formule | None


@dataclass(frozen=True, slots=True)
class Rij:
    """The cells of one row, from column A on."""

    cellen: tuple[Cel, ...] = ()
    vet: bool = False


@dataclass(frozen=True, slots=True)
class Blad:
    """One sheet. The first column is as wide as its labels need."""

    naam: str
    rijen: Sequence[Rij]


def schrijf_xlsx(pad: Path, bladen: Sequence[Blad]) -> None:
    """Write with XlsxWriter, which stores the cached value of a formula and fixed times in the archive."""
    boek = xlsxwriter.Workbook(pad, {"in_memory": True})
    boek.set_properties({"created": OPGESLAGEN, "author": "Fictieve administratie"})
    stijlen = {
        (vet, getal): boek.add_format({"bold": vet} | ({"num_format": getal} if getal else {}))
        for vet in (False, True)
        for getal in (None, GETAL, "d mmmm yyyy")
    }
    for blad in bladen:
        vel = boek.add_worksheet(blad.naam)
        vel.set_column(0, 0, 58)
        vel.set_column(1, 6, 16)
        for r, rij in enumerate(blad.rijen):
            for k, cel in enumerate(rij.cellen):
                match cel:
                    case None:
                        continue
                    case str():
                        vel.write_string(r, k, cel, stijlen[rij.vet, None])
                    case Formule():
                        vel.write_formula(r, k, cel.tekst, stijlen[rij.vet, GETAL], cel.waarde)
                    case date():
                        vel.write_datetime(r, k, cel, stijlen[rij.vet, "d mmmm yyyy"])
                    case int():
                        vel.write_number(r, k, cel, stijlen[rij.vet, GETAL])
    boek.close()


def schrijf_xls(pad: Path, bladen: Sequence[Blad]) -> None:
    """Write the format of Excel 97-2003."""
    boek = xlwt.Workbook()
    stijlen = {vet: xlwt.easyxf(f"font: bold {'on' if vet else 'off'}", GETAL) for vet in (False, True)}
    for blad in bladen:
        vel = boek.add_sheet(blad.naam)
        vel.col(0).width = 256 * 58
        for r, rij in enumerate(blad.rijen):
            for k, cel in enumerate(rij.cellen):
                if cel is not None:
                    vel.write(r, k, cel, stijlen[rij.vet])
    boek.save(str(pad))


def schrijf_csv(pad: Path, bladen: Sequence[Blad]) -> None:
    """Write as a Dutch Excel does: cp1252, semicolons, a decimal comma, CRLF, all sheets under each other."""
    tekst = io.StringIO()
    schrijver = csv.writer(tekst, delimiter=";", lineterminator="\r\n")
    for blad in bladen:
        for rij in blad.rijen:
            schrijver.writerow([f"{cel},00" if isinstance(cel, int) else cel for cel in rij.cellen])
    pad.write_bytes(tekst.getvalue().encode("cp1252"))


ODS_SOORT = "application/vnd.oasis.opendocument.spreadsheet"
ODS_MANIFEST = f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">
<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{ODS_SOORT}"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
</manifest:manifest>
"""
ODS_CONTENT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" \
xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" \
xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.3">
<office:body><office:spreadsheet>
{bladen}
</office:spreadsheet></office:body></office:document-content>
"""


def schrijf_ods(pad: Path, bladen: Sequence[Blad]) -> None:
    """Write the three parts that an OpenDocument spreadsheet must have."""
    inhoud = ODS_CONTENT.format(bladen="\n".join(_ods_blad(blad) for blad in bladen))
    with ZipFile(pad, "w") as archief:
        # The standard wants the kind of file first and uncompressed.
        archief.writestr(ZipInfo("mimetype"), ODS_SOORT, ZIP_STORED)
        archief.writestr(ZipInfo("content.xml"), inhoud, ZIP_DEFLATED)
        archief.writestr(ZipInfo("META-INF/manifest.xml"), ODS_MANIFEST, ZIP_DEFLATED)


def _ods_blad(blad: Blad) -> str:
    rijen = "\n".join(
        f"<table:table-row>{''.join(_ods_cel(c) for c in rij.cellen) or _ods_cel(None)}</table:table-row>"
        for rij in blad.rijen
    )
    return f'<table:table table:name="{escape(blad.naam)}">\n{rijen}\n</table:table>'


def _ods_cel(cel: Cel) -> str:
    if cel is None:
        return "<table:table-cell/>"
    soort = f'"float" office:value="{cel}"' if isinstance(cel, int) else '"string"'
    tekst = f"<text:p>{escape(str(cel))}</text:p>"
    return f"<table:table-cell office:value-type={soort}>{tekst}</table:table-cell>"


SCHRIJVERS: dict[str, Callable[[Path, Sequence[Blad]], None]] = {
    ".xlsx": schrijf_xlsx,
    ".xls": schrijf_xls,
    ".ods": schrijf_ods,
    ".csv": schrijf_csv,
}


def schrijf(pad: Path, bladen: Sequence[Blad]) -> None:
    """Write the sheets in the format that the extension of `pad` names."""
    SCHRIJVERS[pad.suffix](pad, bladen)
