"""What stands in the workbook and how: its sheets, its texts, its charts, and what odd input makes of it."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import column_index_from_string

from core.build import band, criterion, version
from core.build import policy as made
from ews_cli.cli.main import main
from ews_cli.core.posten import Post
from ews_cli.core.ratios import RATIOS
from ews_cli.problems import Problem
from ews_cli.reports.xlsx import book, looks, runs
from ews_cli.reports.xlsx.cells import Empty, Value
from ews_cli.reports.xlsx.content import content, loaded
from ews_cli.reports.xlsx.layout import FIRST_BOUND, Layout
from ews_cli.reports.xlsx.quick import Columns, Sheet
from ews_cli.reports.xlsx.rows import TooManyRows
from provider_accounts import policy

from .cases import PEILDATUM, figures, hard_cases, run_of, two, with_interim, written, year
from .office import formulas, needs_office, recalculated, values
from .sheets import cells_of, columns, rows

ROOT = Path(__file__).parents[2]
SHEETS = ["Overzicht", "Ratio's", "Posten", "Problemen", "Drempels", "Toelichting"]
LIVE = [
    '=HYPERLINK("http://voorbeeld.example","klik")',
    "+31201234567",
    "-2+3",
    "@SUM(A1:A9)",
    "{=1+1}",
    "<r><t>x</t></r>",
    "http://voorbeeld.example",
    "internal:Posten!A1",
    "<script>alert(1)</script>",
    "Stichting 🙂 De Fictieve Emoji",
    "Lang" + " naam" * 59,
    "עמותה בדיונית",
    "_x001B_[31m",
    "#N/A",
    "00012345",
    "WAAR",
    "31-12-2025",
    "'aanhaling'",
    'aanhaling "dubbel" & meer',
]


def opened(run: Any) -> Any:
    return openpyxl.load_workbook(BytesIO(runs.score(run)))


def texts(sheet: Any) -> set[str]:
    return {cell.value for row in sheet.iter_rows() for cell in row if cell.data_type == "s"}


def test_the_sheets_stand_in_their_order_and_the_interim_one_only_where_there_is_anything(
    tmp_path: Path,
) -> None:
    assert opened(run_of([two("een", figures(), figures())], policy())).sheetnames == SHEETS
    path = written(tmp_path / "r.xlsx", run_of(with_interim(), policy()))
    assert openpyxl.load_workbook(path).sheetnames == [*SHEETS[:3], "Tussentijds", *SHEETS[3:]]
    found = {row["aanbieder"]: row for row in rows(path, "Tussentijds", "sleutel")}
    # By hand: 50 / 1000 is below 10 %, and no twelve months can be made of six.
    assert found.keys() == {"naast", "alleen"}
    for row in found.values():
        assert (row["balansdatum"], row["maanden"], row["solvabiliteit"]) == (date(2026, 6, 30), 6, 0.05)
    listed = {row["aanbieder"]: row for row in rows(path, "Overzicht", "nr")}
    assert listed["naast"]["trede"] == 1
    assert listed["alleen"]["trede"] == "1–5"
    assert listed["naast"]["tussentijds"].endswith("per 30 juni 2026")


def test_the_list_has_filters_a_header_in_view_colours_and_charts() -> None:
    found = opened(run_of(hard_cases()[:12], policy()))
    for naam, first in (
        ("Overzicht", "nr"),
        ("Ratio's", "sleutel"),
        ("Posten", "sleutel"),
        ("Problemen", "nr"),
    ):
        sheet = found[naam]
        head = next(row for row in sheet.iter_rows() if row[0].value == first)[0].row
        assert sheet.auto_filter.ref.split(":")[0] == f"A{head}"
        assert sheet.freeze_panes.endswith(str(head + 1))
        assert sheet.print_title_rows == f"${head}:${head}"
    overview = found["Overzicht"]
    ranges = [str(cells.sqref) for cells in overview.conditional_formatting]
    assert len(ranges) >= 4
    assert len(overview._charts) == 2
    assert found["Drempels"].protection.sheet
    bound = found["Drempels"].cell(FIRST_BOUND + 1, 6)
    assert not bound.protection.locked
    assert found["Drempels"].cell(FIRST_BOUND + 1, 3).protection.locked


def test_what_may_be_more_than_trede_1_is_not_coloured_as_trede_1() -> None:
    sheet = opened(run_of(hard_cases()[:12], policy()))["Overzicht"]
    rules = [rule for cells in sheet.conditional_formatting for rule in cells.rules if rule.stopIfTrue]
    first = min(rules, key=lambda rule: rule.priority)
    assert first.formula[0].startswith("AND(")
    assert first.formula[0].endswith(">1)")
    grounds = [rule.dxf.fill.bgColor.rgb for rule in rules]
    assert grounds.count(first.dxf.fill.bgColor.rgb) == 1


def test_a_name_longer_than_its_column_goes_on_on_the_next_line() -> None:
    sheet = opened(run_of([[year("Stichting " + "naam " * 50, 2025, figures())]], policy()))["Overzicht"]
    [cell] = [
        cell for row in sheet.iter_rows(min_row=7) for cell in row if str(cell.value).startswith("Stichting ")
    ]
    assert cell.alignment.wrap_text
    assert sheet.row_dimensions[cell.row].height >= 6 * 15


def test_one_provider_has_a_chart_for_each_criterion_over_its_years(tmp_path: Path) -> None:
    path = written(tmp_path / "r.xlsx", run_of([two("een", figures(), figures(resultaat=None))], policy()))
    with zipfile.ZipFile(path) as archive:
        charts = [archive.read(name).decode() for name in archive.namelist() if "charts/chart" in name]
    assert len(charts) == 3
    assert all("<c:lineChart>" in chart for chart in charts)
    # What is unknown is left out of a line, and not drawn as nil.
    assert all("dispNaAsBlank" in chart for chart in charts)
    assert any(formula.endswith("NA())") for formula in formulas(path).values())


def test_the_list_is_ranked_and_counted() -> None:
    run = run_of(hard_cases(), policy())
    target = BytesIO(runs.score(run))
    sheet: Any = openpyxl.load_workbook(target, data_only=True)["Overzicht"]
    every: list[list[Any]] = [list(row) for row in sheet.iter_rows(values_only=True)]
    head = next(n for n, row in enumerate(every) if row[0] == "nr")
    place = {name: n for n, name in enumerate(every[head])}
    listed = [(row[place["ten minste"]], row[place["ten hoogste"]]) for row in every[head + 1 :] if row[0]]
    assert listed == sorted(listed, reverse=True)
    labels, counts = every[3], every[4]
    counted = {label: count for label, count in zip(labels, counts, strict=True) if label}
    for trede in range(1, 6):
        assert counted[f"trede {trede}"] == listed.count((trede, trede))
    assert counted["ten minste 2"] == sum(1 < low < high for low, high in listed)
    assert counted["niet te bepalen"] == sum(low == 1 < high for low, high in listed)
    assert sum(counted.values()) == len(run.results) > 30


@pytest.mark.parametrize("naam", LIVE)
def test_a_name_is_a_text_and_nothing_else(naam: str) -> None:
    jaar = year(naam, 2025, figures(), kvk="00012345")
    found = opened(run_of([[jaar]], policy(), [Problem("EWS103", naam, naam)]))
    # openpyxl leaves the escape of `_x001B_` as it is; a spreadsheet reads it back as it was.
    kept = naam.strip().replace("_x001B_", "_x005F_x001B_") + (" " if naam.startswith("<r>") else "")
    for sheet in ("Overzicht", "Ratio's", "Posten"):
        assert kept in texts(found[sheet]), sheet
    cells = [cell for sheet in found.worksheets for row in sheet.iter_rows() for cell in row]
    assert not any(cell.hyperlink for cell in cells)
    formulas_in = [str(cell.value) for cell in cells if cell.data_type == "f"]
    assert formulas_in
    assert not any("HYPERLINK" in formula or "SUM(A1" in formula for formula in formulas_in)
    holders = [cell for cell in cells if cell.value == kept]
    # Typed again, as by F2 and Enter, it stays a text.
    assert holders
    assert all(cell.quotePrefix for cell in holders if cell.row > 4)
    kvk = [cell for cell in cells if cell.value == "00012345"]
    assert kvk
    assert all(cell.data_type == "s" for cell in kvk)


def test_labels_reasons_and_problems_are_texts_too() -> None:
    jaar = year("een", 2025, figures(resultaat=None), ontbreekt={Post.RESULTAAT: '=1+1 "en" _x0041_'})
    run = run_of([[jaar]], policy(), [Problem("EWS103", "=cmd|' /C calc'!A0", "=A1.xlsx")])
    found = opened(run)
    assert {"=cmd|' /C calc'!A0", "=A1.xlsx"} <= texts(found["Problemen"])
    assert '=1+1 "en" _x005F_x0041_' in texts(found["Posten"])
    values_of: Any = openpyxl.load_workbook(BytesIO(runs.score(run)), data_only=True)["Ratio's"]
    shown = {cell.value for row in values_of.iter_rows() for cell in row}
    assert any(str(value).startswith('n.t.b.: resultaat: =1+1 "en"') for value in shown)


def test_numbers_are_numbers_and_days_are_days(tmp_path: Path) -> None:
    path = written(tmp_path / "r.xlsx", run_of([two("een", figures(), figures(resultaat="-0.01"))], policy()))
    row = rows(path, "Overzicht", "nr")[0]
    assert row["balansdatum"] == date(2025, 12, 31)
    assert (row["boekjaar"], row["trede"], row["solvabiliteit"]) == (2025, 4, 0.4)
    amounts = [row["bedrag"] for row in rows(path, "Posten", "sleutel")]
    assert -0.01 in amounts
    assert all(isinstance(amount, int | float) for amount in amounts)
    bounds = [
        row[int_of(columns(path, "Drempels", "criterium")["grens"])]
        for row in cells_of(path, "Drempels")[FIRST_BOUND:]
    ]
    assert [value for value in bounds if value is not None] == [
        float(bound.grens)
        for one in policy().criteria.values()
        if (found := one.versie_op(PEILDATUM))
        for bound in found.bands
    ]


def int_of(letters: str) -> int:
    return column_index_from_string(letters) - 1


def test_a_ratio_keeps_the_decimals_that_hold_it_on_its_side_of_a_bound() -> None:
    found = opened(run_of([[year("een", 2025, figures(eigen_vermogen="199.6"))]], policy()))
    formats = {cell.number_format for row in found["Overzicht"].iter_rows() for cell in row}
    # 19.96 % is not shown as 20.0 %.
    assert "#,##0.00%" in formats


def test_the_bytes_are_the_same_for_the_same_run() -> None:
    run = run_of(hard_cases(), policy())
    assert runs.score(run) == runs.score(run)


def test_the_thresholds_say_what_is_official_and_what_is_ours(tmp_path: Path) -> None:
    path = written(tmp_path / "r.xlsx", run_of([[year("een", 2025, figures())]], policy()))
    found = rows(path, "Drempels", "criterium")
    bands = [
        (naam, bound)
        for naam, one in policy().criteria.items()
        if (held := one.versie_op(PEILDATUM))
        for bound in held.bands
    ]
    assert len(found) == len(bands)
    for row, (naam, bound) in zip(found, bands, strict=True):
        assert (row["criterium"], row["trede"], row["jaren"]) == (
            naam.replace("_", " "),
            bound.trede,
            bound.years,
        )
        assert row["officieel of onze lezing"] == ("officieel" if bound.uit_bron else "onze lezing")
        assert row["woorden van de bron"] == bound.quote
        assert (row["onze lezing"] or "") == (bound.reading or "")
    official = {
        (row["criterium"], row["grens"]) for row in found if row["officieel of onze lezing"] == "officieel"
    }
    # The only figures that stand in the draaiboek in digits (domain, 1).
    assert official == {("solvabiliteit", 0.2), ("solvabiliteit", 0.1)}


def test_every_amount_names_its_file_and_cell(tmp_path: Path) -> None:
    path = tmp_path / "r.xlsx"
    sample = "samples/jaarrekening.xlsx"
    assert main(["score", str(ROOT / sample), "--peildatum=2026-11-22", "-q", "-o", str(path)]) == 0
    found = rows(path, "Posten", "sleutel")
    assert len(found) > 30
    for row in found:
        assert row["bestand"] == str(ROOT / sample)
        assert "!" in row["cel"]
        assert row["herkomst"] in ("gelezen", "vergelijkend cijfer")
    [equity] = [row for row in found if (row["boekjaar"], row["post"]) == (2025, "eigen vermogen")]
    # As the sample has it (docs: 3.012 x 1.000 in Balans!C29).
    assert (equity["bedrag"], equity["cel"]) == (3_012_000, "Balans!C29")


NOBODY = made(criterion("solvabiliteit", version(band(3, "below", "20%"))))
EXTREME = {
    "a portfolio of one": [[year("een", 2025, figures())]],
    "nobody": [],
    "all unknown": [[year(f"A{n}", 2025, {"voorraden": "1"})] for n in range(3)],
    "one year only": [[year(f"A{n}", 2025, figures())] for n in range(3)],
    "negative equity": [[year(f"A{n}", 2025, figures(eigen_vermogen=f"-{n}00"))] for n in range(1, 4)],
    "a thousand times apart": [
        two(f"A{n}", figures(eigen_vermogen=str(10**n)), figures(resultaat=str(-(10**n))))
        for n in range(0, 12, 3)
    ],
    "no double is as large": [[year("groot", 2025, figures(balanstotaal="1" + "0" * 400))]],
}


@pytest.mark.parametrize("rules", [policy(), NOBODY], ids=["shipped", "one-criterion"])
@pytest.mark.parametrize("naam", list(EXTREME))
def test_odd_portfolios_make_a_whole_workbook(naam: str, rules: Any, tmp_path: Path) -> None:
    run = run_of(EXTREME[naam], rules)
    path = written(tmp_path / "r.xlsx", run)
    assert openpyxl.load_workbook(path).sheetnames == SHEETS
    assert len([row for row in rows(path, "Overzicht", "nr") if row["nr"]]) == len(EXTREME[naam])


@needs_office
def test_odd_portfolios_recalculate(tmp_path: Path) -> None:
    for number, (naam, providers) in enumerate(list(EXTREME.items())[:6]):
        path = written(tmp_path / f"r{number}.xlsx", run_of(providers, policy()))
        before, after = values(path), values(recalculated(path, tmp_path))
        for where in formulas(path):
            one, other = before.get(where, ""), after.get(where, "")
            assert one == (pytest.approx(other) if isinstance(other, float) else other), (naam, where)


def test_what_lies_on_disk_between_judging_and_writing_is_the_same() -> None:
    import json

    run = run_of(hard_cases(), policy())
    layout = Layout(policy(), PEILDATUM)
    for result in run.results:
        kept = content(result, layout, result.bestanden)
        assert loaded(json.loads(json.dumps(kept))) == kept


def test_more_rows_than_a_sheet_can_hold_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ews_cli.reports.xlsx.rows.MAX_ROWS", 12)
    with pytest.raises(TooManyRows):
        runs.score(run_of(hard_cases()[:9], policy()))


def test_every_ratio_has_a_column_and_every_name_a_formula_uses_exists(tmp_path: Path) -> None:
    path = written(tmp_path / "r.xlsx", run_of([[year("een", 2025, figures())]], policy()))
    heads = columns(path, "Ratio's", "sleutel")
    assert {ratio.tekst for ratio in RATIOS.values()} <= heads.keys()
    assert set(openpyxl.load_workbook(path).defined_names) >= {
        "jaar_sleutel", "posten_sleutel", "posten_bedrag", "posten_reden", "trede_namen",
    }  # fmt: skip
    assert book.About._fields


class Usual(Sheet):
    """A sheet that writes a row of values with nothing but what XlsxWriter offers."""

    def line(
        self, row: int, columns: Columns, values: Iterable[Value], other: Mapping[int, Any] | None = None
    ) -> None:
        for column, (value, formula) in enumerate(zip(values, columns.formulas, strict=True)):
            look = (other or {}).get(column, columns.looks[column])
            if isinstance(value, Empty):
                self.write_blank(row, column, None, look)
            elif isinstance(value, date):
                self.write_datetime(row, column, value, look)
            elif formula:
                looks.calculate(self, row, column, formula, value, look)
            else:
                looks.put(self, row, column, value, look)
        self._write_single_row(row + 1)  # formats are numbered in the order in which rows are written


def test_the_quick_way_to_write_a_row_gives_the_bytes_of_the_usual_way(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    early = [year("vroeg", 1899 + n, figures()) for n in (0, 1, 2)]
    odd = [*([year(naam, 2025, figures())] for naam in LIVE), early, *with_interim()]
    run = run_of([*hard_cases(), *odd], policy())
    quick = runs.score(run)
    monkeypatch.setattr(book, "Sheet", Usual)
    usual = runs.score(run)
    with zipfile.ZipFile(BytesIO(quick)) as one, zipfile.ZipFile(BytesIO(usual)) as other:
        assert one.namelist() == other.namelist()
        for part in one.namelist():
            assert one.read(part) == other.read(part), part


def test_a_policy_with_more_bounds_than_a_formula_can_hold_leaves_the_value(tmp_path: Path) -> None:
    bands = [band(2 + n // 30, "below", f"{40 - n / 10}%") for n in range(100)]
    rules = made(criterion("solvabiliteit", version(*bands)))
    path = written(tmp_path / "r.xlsx", run_of([[year("een", 2025, figures(eigen_vermogen="1"))]], rules))
    assert max(map(len, formulas(path).values())) <= 8_192
    [row] = rows(path, "Ratio's", "sleutel")
    assert row["trede"] == row["solvabiliteit: ten minste"] == 5
