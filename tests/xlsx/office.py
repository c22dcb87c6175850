"""A workbook as a spreadsheet program sees it: recalculated by headless LibreOffice, changed, and read back.

The XML is changed as text and cells are read by python-calamine: openpyxl takes ten times as long.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from openpyxl.utils import get_column_letter
from python_calamine import CalamineWorkbook

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
needs_office = pytest.mark.skipif(SOFFICE is None, reason="no LibreOffice on this machine")
_ALWAYS_CALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
_FORMULA = re.compile(r'<c r="([A-Z]+\d+)"[^>]*><f>(.*?)</f>')
_VALUE_OF_FORMULA = re.compile(r"(</f>)<v>[^<]*</v>")
Where = tuple[str, str]
"""Sheet and address of a cell."""


def converted(path: Path, form: str, folder: Path) -> Path:
    """The file in another form, every formula calculated anew, in a profile of its own."""
    assert SOFFICE is not None
    profile = folder / "profile"
    user = profile / "user"
    user.mkdir(parents=True, exist_ok=True)
    (user / "registrymodifications.xcu").write_text(_ALWAYS_CALCULATE, encoding="utf-8")
    out = folder / "out"
    start = [SOFFICE, "--headless", f"-env:UserInstallation={profile.as_uri()}"]
    subprocess.run(
        [*start, "--convert-to", form, "--outdir", str(out), str(path)],
        check=True,
        capture_output=True,
        timeout=400,
    )
    return out / f"{path.stem}.{form.partition(':')[0]}"


def recalculated(path: Path, folder: Path) -> Path:
    """The workbook as LibreOffice saves it after calculating all of it."""
    return converted(path, "xlsx:Calc MS Excel 2007 XML", folder)


def values(path: Path) -> dict[Where, Any]:
    """What stands in the cells, of a formula what it gave when the file was saved; an error and nothing are absent."""
    found = {}
    with CalamineWorkbook.from_path(path) as book:
        for naam in book.sheet_names:
            for row, cells in enumerate(book.get_sheet_by_name(naam).to_python(skip_empty_area=False), 1):
                for column, cell in enumerate(cells, 1):
                    if cell != "":
                        found[naam, f"{get_column_letter(column)}{row}"] = cell
    return found


def _parts(path: Path) -> dict[str, str]:
    """Sheet -> the part of the archive that holds it; a workbook of ours numbers them in their order."""
    with CalamineWorkbook.from_path(path) as book:
        return {naam: f"xl/worksheets/sheet{n}.xml" for n, naam in enumerate(book.sheet_names, 1)}


def formulas(path: Path) -> dict[Where, str]:
    """The formulas of a workbook of ours."""
    with zipfile.ZipFile(path) as archive:
        return {
            (naam, address): formula
            for naam, part in _parts(path).items()
            for address, formula in _FORMULA.findall(archive.read(part).decode())
        }


def _rewritten(path: Path, target: Path, edit: Callable[[str, str], str]) -> Path:
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as after:
        for part in before.namelist():
            content = before.read(part)
            if part.startswith("xl/worksheets/sheet"):
                content = edit(part, content.decode()).encode()
            after.writestr(part, content)
    return target


def without_values(path: Path, target: Path) -> Path:
    """A copy of a workbook of ours in which no formula has a value."""
    return _rewritten(path, target, lambda _, content: _VALUE_OF_FORMULA.sub(r"\1", content))


def changed(path: Path, target: Path, cells: Mapping[Where, float | str | None]) -> Path:
    """A copy of a workbook of ours, without values of formulas, with other values in some cells; None empties one."""
    parts = _parts(path)

    def edit(part: str, content: str) -> str:
        for (sheet, address), value in cells.items():
            if parts[sheet] == part:
                cell = re.compile(rf'<c r="{address}"( s="\d+")?[^>]*?(?:/>|>.*?</c>)')
                content, times = cell.subn(rf'<c r="{address}"\1{_written(value)}', content, count=1)
                assert times == 1, (sheet, address)
        return _VALUE_OF_FORMULA.sub(r"\1", content)

    return _rewritten(path, target, edit)


def _written(value: float | str | None) -> str:
    if value is None:
        return "/>"
    return (
        f' t="inlineStr"><is><t>{value}</t></is></c>' if isinstance(value, str) else f"><v>{value!r}</v></c>"
    )
