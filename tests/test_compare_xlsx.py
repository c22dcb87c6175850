"""The workbook of `ews compare`: what the other forms say, as numbers to sort and filter, and nothing in it live."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ews_cli.cli.main import main
from ews_cli.reports.comparison import Comparison
from ews_cli.reports.xlsx import comparison
from ews_cli.reports.xlsx.rows import TooManyRows
from test_compare import HOSTILE, held, provider, put, ratio, result, several


def opened(found: Comparison) -> Any:
    return openpyxl.load_workbook(BytesIO(comparison.workbook(found)))


def rows(found: Comparison) -> list[dict[str, Any]]:
    """The rows of the first sheet, by heading; what is empty is left out."""
    heads, *lines = opened(found)["Verschuivingen"].iter_rows(min_row=5, values_only=True)
    pairs = (zip(heads, line, strict=True) for line in lines)
    return [{head: value for head, value in line if value is not None} for line in pairs]


def test_each_figure_of_both_results_is_a_number() -> None:
    old = provider("A", 2, ratios={"rentabiliteit": ratio("0.004", 2, grens="below 0.5%")})
    new = provider("A", 4, ratios={"rentabiliteit": ratio("-0.0085", 4, grens="below 0%")}, kvk="00000001")
    [row] = rows(held(result(old), result(new)))
    # By hand: -0.85 % less 0.4 % is -1.25 percentage points.
    assert row == {
        "beweging": "gestegen",
        "aanbieder": "A",
        "KvK": "00000001",
        "trede oud": 2,
        "trede nieuw": 4,
        "waardoor": "rentabiliteit 0,4% → -0,9% (-1,3 procentpunt): trede 2 (onder 0,5%, onze lezing) → trede 4 "
        "(onder 0%, onze lezing)",
        "rentabiliteit oud": 0.004,
        "rentabiliteit nieuw": -0.0085,
        "rentabiliteit verschil": -1.25,
        "boekjaar oud": 2024,
        "boekjaar nieuw": 2024,
        "ten minste oud": 2,
        "ten minste nieuw": 4,
        "ten hoogste oud": 2,
        "ten hoogste nieuw": 4,
        "gekoppeld op": "naam",
    }


def test_a_figure_is_shown_on_its_own_side_of_a_bound() -> None:
    figures = {"rentabiliteit": ratio("0.00496", 3, grens="below 0.5%")}
    sheet = opened(held(result(provider("A", 3, ratios=figures)), result(provider("A", 3, ratios=figures))))
    formats = {cell.value: cell.number_format for cell in sheet["Verschuivingen"][6]}
    # With one decimal 0.496 % would be 0.5 %, and with two 0.50 %.
    assert formats[0.00496] == "#,##0.000%"


def test_who_is_new_gone_or_uncertain_has_its_row_and_no_figure_that_is_not_there() -> None:
    listed = rows(several())
    assert [row["beweging"] for row in listed].count("niet gekoppeld") == 3
    found = {(row["aanbieder"], row["beweging"]): row for row in listed}
    assert len(listed) == 9
    assert found["Misschien", "onzeker"]["trede nieuw"] == "3–5"
    new, gone = found["Nieuw", "nieuw"], found["Weg", "verdwenen"]
    assert {head for head in new if head.endswith(" oud")} == set()
    assert {head for head in gone if head.endswith(("nieuw", "verschil"))} == set()
    assert (gone["trede oud"], gone["ten hoogste oud"]) == (5, 5)


def test_an_unknown_ratio_is_no_number_and_has_no_difference() -> None:
    old = provider("A", 1, 5, ratios={"rentabiliteit": ratio(None, 1, 5, reden="opbrengsten ontbreekt")})
    new = provider("A", 1, ratios={"rentabiliteit": ratio("0.01", 1)})
    [row] = rows(held(result(old), result(new)))
    assert row["rentabiliteit oud"] == "n.t.b."
    assert row["rentabiliteit nieuw"] == 0.01
    assert "rentabiliteit verschil" not in row
    assert row["trede oud"] == "1–5"


@pytest.mark.parametrize(
    "name", [*HOSTILE, "+31201234567", "<script>alert(1)</script>", "Zorg 🙂", "n" * 300]
)
def test_no_text_of_a_result_is_a_formula_or_a_link(name: str) -> None:
    evil = {name: ratio("0.1", 4, grens="below 20%", reden=name)}
    problem = {"code": "EWS105", "ernst": "fout", "waar": name, "melding": name}
    book = opened(
        held(result(provider(name, 3), problemen=[problem]), result(provider(name, 4, ratios=evil)))
    )
    for sheet in book:
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.value is not None):
            assert cell.data_type in "sn"
            assert cell.hyperlink is None
            assert "\x1b" not in str(cell.value)


def test_the_headings_stay_in_view_and_every_column_has_a_filter() -> None:
    sheet = opened(several())["Verschuivingen"]
    assert sheet.freeze_panes == "C6"
    assert sheet.auto_filter.ref == f"A5:{sheet.cell(5, sheet.max_column).column_letter}14"


def test_what_else_differs_and_what_was_not_read_is_on_the_second_sheet() -> None:
    cells = opened(several())["Toelichting"].iter_rows(values_only=True)
    texts = [str(cell) for row in cells for cell in row if cell]
    assert any("EWS999" in text for text in texts)
    assert any("beleid 1.0.0" in text for text in texts)


def test_the_same_results_give_the_same_bytes_and_a_run_over_them_leaves_the_workbook_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one = put(str(tmp_path / "een.json"), result(provider("A", 3)))
    outputs = [tmp_path / "a.xlsx", tmp_path / "b.xlsx"]
    for path in outputs:
        assert main(["compare", one, one, "-q", "-o", str(path)]) == 0
    assert outputs[0].read_bytes() == outputs[1].read_bytes()
    assert main(["batch", str(tmp_path), "-q"]) == 2
    assert "EWS401" in capsys.readouterr().err


def test_more_providers_than_a_sheet_has_rows_are_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(comparison, "MAX_ROWS", 6)
    with pytest.raises(TooManyRows):
        comparison.workbook(several())
    many = put(str(tmp_path / "veel.json"), result(*(provider(f"A{n}", 3) for n in range(9))))
    assert main(["compare", many, many, "-q", "-o", str(tmp_path / "uit.xlsx")]) == 2
    assert "EWS402" in capsys.readouterr().err
    assert not (tmp_path / "uit.xlsx").exists()
