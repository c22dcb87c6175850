"""Any workbook or csv -> sheets of typed cells, and what went wrong in a cell."""

from __future__ import annotations

import sys
import zipfile
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
import xlwt

from ews_cli.readers.files import FileKind, Limits, Refused
from ews_cli.readers.grid import Sheet, open_grid
from ews_cli.readers.isolated import read_isolated
from writers import Blad, Rij, schrijf_csv, schrijf_ods

from . import raw


def cells(path: Path, **limits: Any) -> list[list[list[object]]]:
    """The cells of each sheet, as rows."""
    return [sheet.rijen for sheet in open_grid(path, replace(Limits(), **limits)).sheets]


def write_text(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def test_the_cells_of_an_xlsx_keep_their_place_and_their_kind(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    blad = book.active
    assert blad is not None
    blad["B2"], blad["C2"], blad["B3"], blad["C3"] = "Voorraden", 1485858, date(2023, 12, 31), True
    blad["D3"] = -0.5
    book.save(tmp_path / "a.xlsx")
    assert cells(tmp_path / "a.xlsx") == [
        [["", "", "", ""], ["", "Voorraden", 1485858.0, ""], ["", date(2023, 12, 31), True, -0.5]]
    ] or cells(tmp_path / "a.xlsx")[0][2][1] in (date(2023, 12, 31), datetime(2023, 12, 31))


@pytest.mark.parametrize("name", ["a.xls", "a.ods", "a"])
def test_an_xlsx_under_another_name_gives_the_same_cells(tmp_path: Path, name: str) -> None:
    path = raw.write(tmp_path / name, {"Balans": raw.sheet(raw.rows(("Voorraden", 5)))})
    assert cells(path) == [[["Voorraden", 5.0]]]


def test_a_cell_is_named_as_a_person_writes_it() -> None:
    sheet = Sheet("Balans", [])
    assert [sheet.cel(0, 0), sheet.cel(24, 2), sheet.cel(99, 26), sheet.cel(0, 701), sheet.cel(0, 702)] == [
        *("Balans!A1", "Balans!C25", "Balans!AA100", "Balans!ZZ1", "Balans!AAA1"),
    ]


def test_error_cells_and_formulas_without_a_value_are_defects_and_no_empty_cells(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    blad = book.active
    assert blad is not None
    blad.append(["Voorraden", "=1+1", "#REF!", "#DIV/0!", 5])
    blad["C1"].data_type = blad["D1"].data_type = "e"
    book.save(tmp_path / "a.xlsx")
    (sheet,) = open_grid(tmp_path / "a.xlsx").sheets
    assert sheet.rijen == [["Voorraden", "", "", "", 5.0]]
    assert sheet.defects == {(0, 1): "formule zonder berekende waarde", (0, 2): "#REF!", (0, 3): "#DIV/0!"}


@pytest.mark.parametrize("value", ["<v></v>", "<v/>", ""])
def test_a_formula_without_a_value_is_a_defect_however_it_is_written(tmp_path: Path, value: str) -> None:
    cell = f'<c r="@"><f>SUM(A1)</f>{value}</c>'
    path = raw.write(tmp_path / "a.xlsx", {"Balans": raw.sheet(raw.rows(("Voorraden", cell, 5)))})
    (sheet,) = open_grid(path).sheets
    assert sheet.defects == {(0, 1): "formule zonder berekende waarde"}


def test_a_formula_with_its_stored_value_is_that_value(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        blad = book.add_worksheet("Balans")
        blad.write_formula(0, 0, "=1+1", None, 2)
        blad.write_formula(0, 1, '="tekst"', None, "tekst")
    (sheet,) = open_grid(tmp_path / "a.xlsx").sheets
    assert (sheet.rijen, sheet.defects) == ([[2.0, "tekst"]], {})


def test_hidden_sheets_and_rows_are_known(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        for naam in ("Balans", "Oud", "Heel oud"):
            blad = book.add_worksheet(naam)
            blad.write(0, 0, naam)
            blad.write(1, 0, "rij 2")
            if naam == "Balans":
                blad.set_row(1, None, None, {"hidden": True})
            if naam == "Oud":
                blad.hide()
            if naam == "Heel oud":
                blad.very_hidden()
    found = [(s.naam, s.zichtbaar, s.verborgen_rijen) for s in open_grid(tmp_path / "a.xlsx").sheets]
    assert found == [("Balans", True, {1}), ("Oud", False, frozenset()), ("Heel oud", False, frozenset())]


def test_defects_belong_to_their_own_sheet_whatever_its_name(tmp_path: Path) -> None:
    error = '<c r="@" t="e"><v>#REF!</v></c>'
    sheets = {"W&amp;V": raw.sheet(raw.rows((5,))), "Balans &apos;23": raw.sheet(raw.rows((error,)))}
    found = open_grid(raw.write(tmp_path / "a.xlsx", sheets)).sheets
    assert {s.naam: dict(s.defects) for s in found} == {"W&V": {}, "Balans '23": {(0, 0): "#REF!"}}


def test_a_chart_sheet_is_no_sheet_of_cells(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        blad = book.add_worksheet("Balans")
        blad.write(0, 0, 5)
        grafiek = book.add_chart({"type": "line"})
        grafiek.add_series({"values": "=Balans!$A$1:$A$1"})
        book.add_chartsheet("Grafiek").set_chart(grafiek)
    assert [sheet.naam for sheet in open_grid(tmp_path / "a.xlsx").sheets] == ["Balans"]


def test_an_xls_and_an_ods_give_the_same_cells_as_an_xlsx(tmp_path: Path) -> None:
    old = xlwt.Workbook()
    blad = old.add_sheet("Balans")
    for r, line in enumerate([("", "2023"), ("Voorraden", 17537), ("Totaal", -5)]):
        for c, value in enumerate(line):
            blad.write(r, c, value)
    old.save(str(tmp_path / "a.xls"))
    rijen = [Rij((None, "2023")), Rij(("Voorraden", 17537)), Rij(("Totaal", -5))]
    schrijf_ods(tmp_path / "a.ods", [Blad("Balans", rijen)])
    expected = [[["", "2023"], ["Voorraden", 17537.0], ["Totaal", -5.0]]]
    assert cells(tmp_path / "a.xls") == cells(tmp_path / "a.ods") == expected
    assert [open_grid(tmp_path / name).soort for name in ("a.xls", "a.ods")] == [FileKind.XLS, FileKind.ODS]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("mark", [";", ",", "\t", "|"])
def test_a_text_file_is_read_in_any_encoding_and_with_any_separator(
    tmp_path: Path, encoding: str, mark: str
) -> None:
    text = "\r\n".join(
        mark.join(row) for row in (("", "2023"), ("Materiële vaste activa", "17537"), ("Totaal", "-5"))
    )
    path = write_text(tmp_path / "a.csv", text, encoding)
    assert cells(path) == [[["", "2023"], ["Materiële vaste activa", "17537"], ["Totaal", "-5"]]]
    assert open_grid(path).sheets[0].naam == "a"


@pytest.mark.parametrize(
    "text",
    [
        # A comma in every amount, and titles without the separator.
        "Stichting A, te B\nBalans, in euro's\n;2023;2022\nVoorraden;1.234,00;2.345,00\nTotaal;1.234,00;2.345,00\n",
        # A semicolon in every label.
        "Voorraden; grond,5,6\nVoorraden; hulp,7,8\nTotaal; al,12,14\n",
        "sep=;\nVoorraden;1,5;2,5\nTotaal;1,5;2,5\n",
    ],
)
def test_the_separator_is_the_one_that_gives_the_same_columns(tmp_path: Path, text: str) -> None:
    (rows,) = cells(write_text(tmp_path / "a.csv", text))
    assert {len(row) for row in rows[-2:]} == {3}


def test_a_text_file_keeps_its_empty_rows_and_its_quoted_line_breaks(tmp_path: Path) -> None:
    text = '\n\n"Afschrijvingen\nop activa";5\n\n"Stichting ""De Linde"";";6\n'
    (rows,) = cells(write_text(tmp_path / "a.csv", text))
    assert rows == [[], [], ["Afschrijvingen\nop activa", "5"], [], ['Stichting "De Linde";', "6"]]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_line_ending_ends_a_row(tmp_path: Path, ending: str) -> None:
    (rows,) = cells(write_text(tmp_path / "a.csv", ending.join(("a;1", "b;2", ""))))
    assert rows == [["a", "1"], ["b", "2"]]


def test_numbers_in_a_text_file_stay_text_with_their_leading_zeros(tmp_path: Path) -> None:
    schrijf_csv(tmp_path / "a.csv", [Blad("a", [Rij(("KvK", "01234567")), Rij(("NULL", "None"))])])
    assert cells(tmp_path / "a.csv") == [[["KvK", "01234567"], ["NULL", "None"]]]


def test_characters_that_cannot_be_read_are_said(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"Voorraden \x81\x8d;5\nTotaal;5\n")
    assert [problem.code for problem in open_grid(tmp_path / "a.csv").problemen] == ["EWS108"]
    write_text(tmp_path / "b.csv", "Coördinatie;5\nTotaal;5\n", "cp1252")
    assert open_grid(tmp_path / "b.csv").problemen == ()


def test_a_sheet_that_is_no_part_of_accounts_is_left_out_and_named(tmp_path: Path) -> None:
    ledger = raw.sheet(raw.rows(*[("regel", i) for i in range(60)]))
    path = raw.write(tmp_path / "a.xlsx", {"Balans": raw.sheet(raw.rows(("Totaal", 5))), "Grootboek": ledger})
    grid = open_grid(path, Limits(filled=100))
    assert [sheet.naam for sheet in grid.sheets] == ["Balans"]
    assert [(p.code, p.waar) for p in grid.problemen] == [("EWS106", "Grootboek")]
    assert "120 gevulde cellen" in grid.problemen[0].melding
    assert [sheet.naam for sheet in open_grid(path).sheets] == ["Balans", "Grootboek"]


@pytest.mark.parametrize("name", ["a.xls", "a.ods", "a.csv"])
def test_a_file_of_any_kind_with_too_many_cells_is_refused(tmp_path: Path, name: str) -> None:
    old = xlwt.Workbook()
    blad = old.add_sheet("Balans")
    for r in range(40):
        blad.write(r, 0, "regel")
        blad.write(r, 1, r)
    old.save(str(tmp_path / "a.xls"))
    rijen = [Blad("Balans", [Rij(("regel", r)) for r in range(40)])]
    schrijf_ods(tmp_path / "a.ods", rijen)
    schrijf_csv(tmp_path / "a.csv", rijen)
    with pytest.raises(Refused) as refused:
        open_grid(tmp_path / name, Limits(filled=79))
    assert refused.value.code == "EWS106"
    assert len(open_grid(tmp_path / name, Limits(filled=80)).sheets) == 1


def test_empty_cells_with_a_style_cost_nothing(tmp_path: Path) -> None:
    styled = "".join(f'<row r="{r}"><c r="A{r}" s="1"/><c r="XFD{r}" s="1"/></row>' for r in range(3, 5_000))
    body = '<row r="1"><c r="A1"><v>5</v></c></row>' + styled
    grid = open_grid(raw.write(tmp_path / "a.xlsx", {"Balans": raw.sheet(body)}), Limits(filled=10, cells=10))
    assert [sheet.rijen[0][0] for sheet in grid.sheets] == [5.0]


@pytest.mark.parametrize(
    "cell",
    [
        "<c r='@'><v>5</v></c>",
        '<c r = "@"><v>5</v></c>',
        '<c t="n" r="@"><v>5</v></c>',
        "<c><v>5</v></c>",
        '<x:c xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" r="@"><x:v>5</x:v></x:c>',
    ],
)
def test_a_cell_in_an_unusual_notation_is_read_as_well(tmp_path: Path, cell: str) -> None:
    path = raw.write(tmp_path / "a.xlsx", {"Balans": raw.sheet(raw.rows(("Voorraden", cell)))})
    assert cells(path) == [[["Voorraden", 5.0]]]


def test_a_part_that_stands_twice_in_a_zip_is_not_read_in_this_process(tmp_path: Path) -> None:
    path = raw.write(tmp_path / "a.xlsx", {"Balans": raw.sheet(raw.rows(("Voorraden", 5)))})
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(path, "a") as archive:
        archive.writestr(
            "xl/worksheets/sheet1.xml", raw.sheet('<row r="1"><c r="XFD1048576"><v>1</v></c></row>')
        )
    with pytest.raises(Refused) as refused:
        open_grid(path)
    assert refused.value.code in ("EWS105", "EWS106", "EWS107")


def old_workbook(path: Path, rows: int = 1) -> Path:
    book = xlwt.Workbook()
    blad = book.add_sheet("Balans")
    for r in range(rows):
        blad.write(r, 0, "Voorraden")
    book.save(str(path))
    return path


def test_a_reader_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        open_grid(old_workbook(tmp_path / "a.xls"), Limits(seconds=0.01))
    assert refused.value.code == "EWS107"
    assert "langer dan" in refused.value.melding


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the memory of a process")
def test_a_reader_that_asks_for_too_much_memory_dies_alone(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        open_grid(old_workbook(tmp_path / "a.xls", rows=60_000), Limits(memory=1_000_000))
    assert refused.value.code == "EWS107"


def test_the_reading_process_reads_what_this_process_would(tmp_path: Path) -> None:
    sheets, problems = read_isolated(old_workbook(tmp_path / "a.xls"), Limits())
    assert ([(s.naam, s.rijen) for s in sheets], problems) == ([("Balans", [["Voorraden"]])], [])


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit there")
def test_a_file_that_is_read_in_this_process_leaves_it_no_limit_on_memory() -> None:
    import resource

    before = resource.getrlimit(resource.RLIMIT_AS)
    sample = Path(__file__).parents[2] / "samples" / "portefeuille" / "03-opendocument.ods"
    sheets, problems = read_isolated(sample, Limits(isolate=False))
    assert sheets
    assert problems == []
    assert resource.getrlimit(resource.RLIMIT_AS) == before
