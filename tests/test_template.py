"""`ews template`: what is filled in comes back without loss, what is not filled in is never a figure."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from ews_cli.cli.main import main
from ews_cli.core.jaarrekening import Aanbieder, Basis, Jaarrekening, Resultaatbestemming
from ews_cli.core.posten import Post
from ews_cli.problems import Ernst
from ews_cli.readers import read
from ews_cli.readers.amounts import unit_of
from ews_cli.template import portfolio_table, provider_template

Amounts = Mapping[str, Decimal]
"""Label of a row -> amount, in the unit of the workbook."""

ROWS: dict[Post, str] = {
    Post.VASTE_ACTIVA: "Totaal vaste activa",
    Post.VOORRADEN: "Voorraden",
    Post.ONDERHANDEN_WERK: "Onderhanden werk",
    Post.VORDERINGEN: "Vorderingen en overlopende activa",
    Post.EFFECTEN: "Effecten",
    Post.LIQUIDE_MIDDELEN: "Liquide middelen",
    Post.VLOTTENDE_ACTIVA: "Totaal vlottende activa",
    Post.BALANSTOTAAL: "Totaal activa",
    Post.EIGEN_VERMOGEN: "Totaal eigen vermogen",
    Post.AANDEEL_DERDEN: "Aandeel van derden in het groepsvermogen",
    Post.BESTEMMINGSFONDSEN: "Bestemmingsfondsen",
    Post.ACHTERGESTELDE_LENINGEN: "Achtergestelde leningen",
    Post.EGALISATIEREKENING: "Egalisatierekening",
    Post.VOORZIENINGEN: "Voorzieningen",
    Post.LANGLOPENDE_SCHULDEN: "Totaal langlopende schulden",
    Post.KORTLOPENDE_SCHULDEN: "Kortlopende schulden en overlopende passiva",
    Post.OPBRENGSTEN: "Som der bedrijfsopbrengsten",
    Post.NETTO_OMZET: "Netto-omzet",
    Post.JEUGDHULPOPBRENGSTEN: "Opbrengsten Jeugdwet",
    Post.PERSONEELSKOSTEN: "Totaal personeelskosten",
    Post.PERSONEEL_NIET_IN_LOONDIENST: "Personeel niet in loondienst",
    Post.AFSCHRIJVINGEN: "Afschrijvingen op immateriële en materiële vaste activa",
    Post.BEDRIJFSLASTEN: "Som der bedrijfslasten",
    Post.BEDRIJFSRESULTAAT: "Bedrijfsresultaat",
    Post.RENTEBATEN: "Rentebaten en soortgelijke opbrengsten",
    Post.RENTELASTEN: "Rentelasten en soortgelijke kosten",
    Post.RESULTAAT_VOOR_BELASTING: "Resultaat voor belastingen",
    Post.BELASTINGEN: "Belastingen",
    Post.RESULTAAT: "Resultaat boekjaar",
    Post.INCIDENTELE_BATEN: "Incidentele baten",
    Post.INCIDENTELE_LASTEN: "Incidentele lasten",
}
OPTIONAL = (
    "Onverdeeld resultaat",
    "Aandeel van derden in het groepsvermogen",
    "Egalisatierekening",
    "Resultaat uit deelnemingen",
    "Aandeel van derden in het groepsresultaat",
    "Incidentele baten",
    "Incidentele lasten",
)
RESERVES = "Algemene en overige reserves"

# A small foundation, in thousands of euros; both sides are 10,000 and the result is -130, by hand.
FOUNDATION: dict[str, Decimal] = {
    label: Decimal(amount)
    for label, amount in (
        ("Immateriële vaste activa", 12),
        ("Materiële vaste activa", 4800),
        ("Financiële vaste activa", 0),
        ("Voorraden", 0),
        ("Onderhanden werk", 310),
        ("Vorderingen en overlopende activa", 2890),
        ("Effecten", 0),
        ("Liquide middelen", 1988),
        ("Kapitaal", 1),
        ("Bestemmingsreserves", 500),
        ("Bestemmingsfondsen", 250),
        (RESERVES, 2149),
        ("Voorzieningen", 700),
        ("Achtergestelde leningen", 300),
        ("Overige langlopende schulden", 2100),
        ("Kortlopende schulden en overlopende passiva", 4000),
        ("Opbrengsten Jeugdwet", 18000),
        ("Opbrengsten overige zorg en ondersteuning", 2500),
        ("Subsidieopbrengsten", 300),
        ("Andere opbrengsten", 200),
        ("Personeel in loondienst", 14000),
        ("Personeel niet in loondienst", 2100),
        ("Afschrijvingen op immateriële en materiële vaste activa", 600),
        ("Bijzondere waardeverminderingen van vaste activa", 0),
        ("Overige bedrijfskosten", 4350),
        ("Rentebaten en soortgelijke opbrengsten", 5),
        ("Rentelasten en soortgelijke kosten", 85),
        ("Belastingen", 0),
    )
}
GROUP = FOUNDATION | {
    "Onverdeeld resultaat": Decimal("-2.75"),
    RESERVES: Decimal("1999.5"),
    "Aandeel van derden in het groepsvermogen": Decimal("112.25"),
    "Egalisatierekening": Decimal(40),
    "Belastingen": Decimal(-7),
    "Resultaat uit deelnemingen": Decimal(33),
    "Aandeel van derden in het groepsresultaat": Decimal("-4.5"),
    "Incidentele baten": Decimal(120),
    "Incidentele lasten": Decimal(15),
}


def with_totals(a: Amounts) -> dict[str, Decimal]:
    """The filled-in amounts and every total that the statements have, added up by hand."""
    t = dict(a)
    nil = Decimal(0)
    t["Totaal vaste activa"] = (
        a["Immateriële vaste activa"] + a["Materiële vaste activa"] + a["Financiële vaste activa"]
    )
    t["Totaal vlottende activa"] = (
        a["Voorraden"]
        + a["Onderhanden werk"]
        + a["Vorderingen en overlopende activa"]
        + a["Effecten"]
        + a["Liquide middelen"]
    )
    t["Totaal activa"] = t["Totaal vaste activa"] + t["Totaal vlottende activa"]
    t["Totaal eigen vermogen"] = (
        a["Kapitaal"]
        + a["Bestemmingsreserves"]
        + a["Bestemmingsfondsen"]
        + a[RESERVES]
        + a.get("Onverdeeld resultaat", nil)
    )
    t["Totaal langlopende schulden"] = a["Achtergestelde leningen"] + a["Overige langlopende schulden"]
    t["Totaal passiva"] = (
        t["Totaal eigen vermogen"]
        + a.get("Aandeel van derden in het groepsvermogen", nil)
        + a.get("Egalisatierekening", nil)
        + a["Voorzieningen"]
        + t["Totaal langlopende schulden"]
        + a["Kortlopende schulden en overlopende passiva"]
    )
    t["Netto-omzet"] = a["Opbrengsten Jeugdwet"] + a["Opbrengsten overige zorg en ondersteuning"]
    t["Som der bedrijfsopbrengsten"] = t["Netto-omzet"] + a["Subsidieopbrengsten"] + a["Andere opbrengsten"]
    t["Totaal personeelskosten"] = a["Personeel in loondienst"] + a["Personeel niet in loondienst"]
    t["Som der bedrijfslasten"] = (
        t["Totaal personeelskosten"]
        + a["Afschrijvingen op immateriële en materiële vaste activa"]
        + a["Bijzondere waardeverminderingen van vaste activa"]
        + a["Overige bedrijfskosten"]
    )
    t["Bedrijfsresultaat"] = t["Som der bedrijfsopbrengsten"] - t["Som der bedrijfslasten"]
    t["Resultaat voor belastingen"] = (
        t["Bedrijfsresultaat"]
        + a["Rentebaten en soortgelijke opbrengsten"]
        - a["Rentelasten en soortgelijke kosten"]
        + a.get("Resultaat uit deelnemingen", nil)
    )
    t["Resultaat boekjaar"] = (
        t["Resultaat voor belastingen"]
        - a["Belastingen"]
        - a.get("Aandeel van derden in het groepsresultaat", nil)
    )
    return t


@dataclass(frozen=True)
class Details:
    """What is filled in on the sheet Gegevens."""

    naam: str = "Stichting De Zonnewijzer"
    kvk: str = "01234567"
    agb: str = "98000123"
    basis: str = "Enkelvoudig"
    eenheid: str = "x € 1.000"
    bestemming: str = "na resultaatbestemming"
    balansdatum: date = date(2025, 12, 31)


def fill(details: Details, years: Sequence[Amounts], calculated: bool) -> bytes:
    """Fill in a template as a person does; when calculated, also write what its formulas would give."""
    book = openpyxl.load_workbook(io.BytesIO(provider_template(2025)))
    fields: dict[str, str | date] = {
        "Naam aanbieder": details.naam,
        "KvK-nummer": details.kvk,
        "AGB-code": details.agb,
        "Basis": details.basis,
        "Eenheid": details.eenheid,
        "Resultaatbestemming": details.bestemming,
        "Laatste balansdatum": details.balansdatum,
    }
    for row in book["Gegevens"].iter_rows(min_col=2, max_col=3):
        if isinstance(row[0].value, str) and row[0].value in fields:
            row[1].value = fields.pop(row[0].value)
    assert not fields
    left = {label for amounts in years for label in amounts}
    for name in ("Balans", "Resultatenrekening"):
        sheet = book[name]
        for row in sheet.iter_rows(min_row=7, min_col=2, max_col=2 + len(years)):
            for cell, amounts in zip(row[1:], years, strict=True):
                amount = (with_totals(amounts) if calculated and amounts else amounts).get(str(row[0].value))
                if amount is not None:
                    cell.value = float(amount)
                    left.discard(str(row[0].value))
        if calculated:
            _calculate(sheet, details)
    assert not left
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _calculate(sheet: Worksheet, details: Details) -> None:
    """What the formulas above the amounts give; a total without amounts gives an empty text."""
    sheet["B2"] = f"{details.basis}, {details.bestemming}" if sheet.title == "Balans" else details.basis
    for ago, column in enumerate("CDE"):
        day = details.balansdatum.replace(year=details.balansdatum.year - ago)
        sheet[f"{column}4"] = day if sheet.title == "Balans" else day.year
        sheet[f"{column}5"] = details.eenheid
        sheet[f"{column}6"] = "sluit" if sheet.title == "Balans" else "volledig"
        for row in range(7, sheet.max_row + 1):
            if str(sheet[f"{column}{row}"].value).startswith("="):
                sheet[f"{column}{row}"] = ""


def assert_reads_back(path: Path, details: Details, years: Sequence[Amounts]) -> None:
    """Hold everything that was filled in against what the reader gives."""
    reading = read(path)
    wanted = {details.balansdatum.year - ago: amounts for ago, amounts in enumerate(years) if amounts}
    found = {jaar.boekjaar: jaar for jaar in reading.jaarrekeningen}
    assert found.keys() == wanted.keys(), reading.problemen
    unit = {"x € 1": 1, "x € 1.000": 1000}[details.eenheid]
    for boekjaar, amounts in wanted.items():
        jaar = found[boekjaar]
        assert jaar.aanbieder == Aanbieder(details.naam, details.kvk, details.agb)
        assert jaar.balansdatum == details.balansdatum.replace(year=boekjaar)
        assert jaar.basis is Basis(details.basis.lower())
        assert jaar.resultaatbestemming is Resultaatbestemming(details.bestemming.split()[0])
        assert jaar.eenheid == unit
        totals = with_totals(amounts)
        expected = {post: totals[label] * unit for post, label in ROWS.items() if label in totals}
        assert _amounts(jaar) == expected
        assert jaar.totaal_passiva is not None
        assert jaar.totaal_passiva.waarde == totals["Totaal passiva"] * unit
    assert not [problem for problem in reading.problemen if problem.weegt is Ernst.FOUT]


def _amounts(jaar: Jaarrekening) -> dict[Post, Decimal]:
    return {post: bedrag.waarde for post, bedrag in jaar.posten.items()}


def put(folder: Path, content: bytes, name: str = "ingevuld.xlsx") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


# What a template holds


def test_every_post_has_a_row_in_the_template() -> None:
    book = openpyxl.load_workbook(io.BytesIO(provider_template(2025)))
    labels = {
        str(cell.value) for name in ("Balans", "Resultatenrekening") for cell in book[name]["B"] if cell.value
    }
    assert ROWS.keys() == set(Post)
    assert set(ROWS.values()) <= labels


def test_the_years_go_back_from_the_one_that_was_asked_for() -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(provider_template(2021)))
    balans, resultaat = (book.get_sheet_by_name(n).to_python() for n in ("Balans", "Resultatenrekening"))
    years = [date(2021, 12, 31), date(2020, 12, 31), date(2019, 12, 31)]
    assert [cell for cell in _row_with(balans, years[0]) if cell] == years
    assert [cell for cell in _row_with(resultaat, 2021) if cell] == [2021, 2020, 2019]


def _row_with(rows: list[list[Any]], value: object) -> list[Any]:
    """The row that holds a value, dates without a time."""
    plain = [[c.date() if isinstance(c, datetime) else c for c in row] for row in rows]
    return next(row for row in plain if value in row)


def test_the_same_year_gives_the_same_bytes() -> None:
    assert provider_template(2025) == provider_template(2025)
    assert portfolio_table() == portfolio_table()


def test_only_cells_to_fill_in_can_be_changed_and_no_password_guards_the_rest() -> None:
    book = openpyxl.load_workbook(io.BytesIO(provider_template(2025)))
    for sheet in book.worksheets:
        assert sheet.protection.sheet, sheet.title
        assert sheet.protection.password is None
    free = {
        (sheet.title, str(sheet[f"B{cell.row}"].value))
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if not cell.protection.locked
    }
    filled_in = {label for title, label in free if title in ("Balans", "Resultatenrekening")}
    assert filled_in == {*FOUNDATION, *OPTIONAL}
    assert {label for title, label in free if title == "Gegevens"} == {
        "Naam aanbieder",
        "KvK-nummer",
        "AGB-code",
        "Basis",
        "Eenheid",
        "Resultaatbestemming",
        "Laatste balansdatum",
    }


def test_every_choice_in_a_list_is_one_that_the_reader_knows() -> None:
    book = openpyxl.load_workbook(io.BytesIO(provider_template(2025)))
    sheet = book["Gegevens"]
    lists = {
        str(sheet.cell(cells.min_row, 2).value): str(rule.formula1).strip('"').split(",")
        for rule in sheet.data_validations.dataValidation
        if rule.type == "list"
        for cells in rule.sqref.ranges
    }
    assert [unit_of(option) for option in lists["Eenheid"]] == [1, 1000]
    assert [Basis(option.lower()) for option in lists["Basis"]] == [Basis.ENKELVOUDIG, Basis.GECONSOLIDEERD]
    assert [option.split()[0] for option in lists["Resultaatbestemming"]] == ["voor", "na"]


def test_every_amount_takes_only_numbers() -> None:
    book = openpyxl.load_workbook(io.BytesIO(provider_template(2025)))
    for name in ("Balans", "Resultatenrekening"):
        sheet = book[name]
        guarded = {
            cell
            for rule in sheet.data_validations.dataValidation
            if rule.type == "decimal"
            for cells in rule.sqref.ranges
            for row in cells.rows
            for cell in row
        }
        free = {
            (cell.row, cell.column) for row in sheet.iter_rows() for cell in row if not cell.protection.locked
        }
        assert guarded == free


@pytest.mark.parametrize("content", [provider_template(2025), portfolio_table()], ids=["aanbieder", "tabel"])
def test_no_message_is_longer_than_a_spreadsheet_program_takes(content: bytes) -> None:
    # Excel repairs a file with longer ones by throwing the validations away.
    for sheet in openpyxl.load_workbook(io.BytesIO(content)).worksheets:
        for rule in sheet.data_validations.dataValidation:
            assert len(rule.errorTitle or "") <= 32
            assert len(rule.error or "") <= 225
            assert len(rule.prompt or "") <= 255
            assert len(str(rule.formula1)) <= 255


# What the reader makes of it


def test_an_empty_template_is_refused_in_one_line(tmp_path: Path) -> None:
    reading = read(put(tmp_path, provider_template(2025)))
    assert reading.jaarrekeningen == ()
    [problem] = reading.problemen
    assert problem.weegt is Ernst.FOUT
    assert problem.melding == "de kolommen 2025, 2024, 2023 zijn leeg; vul de bedragen in"


def test_a_template_without_amounts_is_refused_however_well_its_details_are_filled_in(tmp_path: Path) -> None:
    reading = read(put(tmp_path, fill(Details(), [{}, {}, {}], calculated=True)))
    assert reading.jaarrekeningen == ()
    assert reading.problemen


def test_a_template_that_was_never_calculated_gives_no_figures(tmp_path: Path) -> None:
    reading = read(put(tmp_path, fill(Details(), [FOUNDATION, {}, {}], calculated=False)))
    assert reading.jaarrekeningen == ()
    assert "formule zonder berekende waarde" in reading.problemen[0].melding


def test_a_name_that_was_left_out_is_no_hint_beside_it(tmp_path: Path) -> None:
    content = fill(Details(naam=""), [FOUNDATION, {}, {}], calculated=True)
    reading = read(put(tmp_path, content, "zonder naam.xlsx"))
    assert [jaar.aanbieder.naam for jaar in reading.jaarrekeningen] == ["zonder naam"]


@pytest.mark.parametrize("bestemming", ["voor resultaatbestemming", "na resultaatbestemming"])
@pytest.mark.parametrize("basis", ["Enkelvoudig", "Geconsolideerd"])
@pytest.mark.parametrize("eenheid", ["x € 1", "x € 1.000"])
def test_a_filled_template_reads_back_without_loss(
    tmp_path: Path, eenheid: str, basis: str, bestemming: str
) -> None:
    details = Details(eenheid=eenheid, basis=basis, bestemming=bestemming)
    years = [GROUP if basis == "Geconsolideerd" else FOUNDATION, FOUNDATION, GROUP]
    assert_reads_back(put(tmp_path, fill(details, years, calculated=True)), details, years)


def test_a_year_without_figures_is_no_year(tmp_path: Path) -> None:
    years: list[Amounts] = [FOUNDATION, {}, GROUP]
    assert_reads_back(put(tmp_path, fill(Details(), years, calculated=True)), Details(), years)


def test_accounts_that_do_not_balance_read_back_as_they_are(tmp_path: Path) -> None:
    years: list[Amounts] = [FOUNDATION | {"Liquide middelen": Decimal(2988)}, {}, {}]
    assert_reads_back(put(tmp_path, fill(Details(), years, calculated=True)), Details(), years)


CENTS = st.integers(0, 10**11).map(lambda cents: Decimal(cents) / 100)
SIGNED = st.integers(-(10**11), 10**11).map(lambda cents: Decimal(cents) / 100)
COSTS = (
    "Personeel in loondienst",
    "Personeel niet in loondienst",
    "Afschrijvingen op immateriële en materiële vaste activa",
    "Bijzondere waardeverminderingen van vaste activa",
    "Overige bedrijfskosten",
    "Rentelasten en soortgelijke kosten",
    "Incidentele lasten",
)


@st.composite
def accounts(draw: Callable[[st.SearchStrategy[Any]], Any]) -> dict[str, Decimal]:
    """The amounts of a year whose reserves close the balance, be it below nil."""
    labels = [*FOUNDATION, *(label for label in OPTIONAL if draw(st.booleans()))]
    signed = (RESERVES, "Belastingen", *(label for label in OPTIONAL if label not in COSTS))
    nil = st.just(Decimal(0))
    amounts = {label: draw(nil | (SIGNED if label in signed else CENTS)) for label in labels}
    # A tax that a share in the result may cancel out has a sign that no figure proves: the reader leaves it out.
    tax, others, owned = (
        amounts.get(label) or Decimal(0)
        for label in (
            "Belastingen",
            "Aandeel van derden in het groepsresultaat",
            "Resultaat uit deelnemingen",
        )
    )
    ways = (abs(2 * tax + a * others + b * owned) for a in range(-2, 3) for b in range(-1, 2))
    assume(not tax or min(ways) > 4)
    totals = with_totals(amounts)
    amounts[RESERVES] += totals["Totaal activa"] - totals["Totaal passiva"]
    return amounts


@settings(max_examples=25, deadline=None)
@given(year=accounts(), before=accounts())
def test_any_amounts_read_back_without_loss(
    tmp_path_factory: pytest.TempPathFactory, year: dict[str, Decimal], before: dict[str, Decimal]
) -> None:
    details = Details(eenheid="x € 1")
    path = put(tmp_path_factory.mktemp("ingevuld"), fill(details, [year, before, {}], calculated=True))
    assert_reads_back(path, details, [year, before, {}])


# In a spreadsheet program

BROKEN = Details(
    naam="Jeugdhulp Oost B.V.",
    kvk="87654321",
    basis="Geconsolideerd",
    eenheid="x € 1",
    bestemming="voor resultaatbestemming",
    balansdatum=date(2024, 6, 30),
)
UNBALANCED = FOUNDATION | {"Liquide middelen": Decimal(2000)}
UNFINISHED = {label: amount for label, amount in FOUNDATION.items() if label != "Liquide middelen"}
NEGATIVE_COSTS = FOUNDATION | {"Overige bedrijfskosten": Decimal(-4350)}
BOOKS = {
    "stichting": fill(Details(), [FOUNDATION, FOUNDATION, {}], calculated=False),
    "groep": fill(BROKEN, [GROUP, FOUNDATION, GROUP], calculated=False),
    "fouten": fill(Details(), [UNBALANCED, UNFINISHED, NEGATIVE_COSTS], calculated=False),
}


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The filled templates as LibreOffice saves them, as .xlsx and as .ods."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("libreoffice")
    (folder / "in").mkdir()
    paths = [str(put(folder / "in", content, f"{name}.xlsx")) for name, content in BOOKS.items()]
    for kind in ("xlsx", "ods"):
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        target = ["--headless", "--convert-to", kind, "--outdir", str(folder / "out")]
        subprocess.run([office, profile, *target, *paths], check=True, capture_output=True, timeout=180)
    return folder / "out"


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_what_libreoffice_calculates_and_saves_reads_back_without_loss(saved: Path, kind: str) -> None:
    assert_reads_back(saved / f"stichting.{kind}", Details(), [FOUNDATION, FOUNDATION, {}])
    assert_reads_back(saved / f"groep.{kind}", BROKEN, [GROUP, FOUNDATION, GROUP])


def _column_values(path: Path, sheet: str, label: str) -> list[Any]:
    rows = CalamineWorkbook.from_path(path).get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    return next(row[2:5] for row in rows if row[1] == label)


def test_the_verdict_over_a_column_says_what_is_wrong_with_it(saved: Path) -> None:
    wrong, good = saved / "fouten.xlsx", saved / "stichting.xlsx"
    assert _column_values(good, "Balans", "Controle") == ["sluit", "sluit", ""]
    assert _column_values(good, "Resultatenrekening", "Controle") == ["volledig", "volledig", ""]
    assert _column_values(wrong, "Balans", "Controle") == ["activa ≠ passiva", "onvolledig", "sluit"]
    assert _column_values(wrong, "Resultatenrekening", "Controle") == [
        "volledig",
        "volledig",
        "lasten negatief",
    ]


def test_a_difference_between_the_sides_is_shown(saved: Path) -> None:
    # 2,000 is 12 more than the 1,988 with which the balance closes.
    assert _column_values(saved / "fouten.xlsx", "Balans", "Verschil tussen activa en passiva")[0] == 12


def test_a_change_in_equity_is_held_against_the_result(saved: Path) -> None:
    # The same equity in both years and a loss of 130: 130 is not explained. The last year has none before it.
    label = "Verschil tussen mutatie eigen vermogen en resultaat"
    assert _column_values(saved / "stichting.xlsx", "Balans", label) == [130, "", ""]


def test_an_amount_that_was_left_out_is_no_nil_in_a_total(saved: Path) -> None:
    path = saved / "fouten.xlsx"
    assert _column_values(path, "Balans", "Totaal vlottende activa") == [5200, "", 5188]
    assert _column_values(path, "Balans", "Totaal activa")[1] == ""
    unfinished = next(jaar for jaar in read(path).jaarrekeningen if jaar.boekjaar == 2024)
    assert not {Post.LIQUIDE_MIDDELEN, Post.VLOTTENDE_ACTIVA} & unfinished.posten.keys()


@pytest.mark.parametrize(
    ("sheet", "cell", "said"),
    [
        ("Balans", "C6", "activa ≠ passiva"),
        ("Resultatenrekening", "E6", "lasten negatief"),
        ("Balans", "D6", "geen getal"),
    ],
)
def test_a_verdict_that_something_is_wrong_is_red(sheet: str, cell: str, said: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(provider_template(2025)))
    formats = book[sheet].conditional_formatting
    rules = [rule for found in formats if cell in found.sqref for rule in found.rules]
    # Every rule before the last one asks for words of its own; the last one is for all others.
    *own, other = sorted(rules, key=lambda rule: rule.priority)
    assert not any(said in rule.formula[0] for rule in own)
    assert other.formula == [f'{cell}<>""']
    assert other.dxf is not None
    assert other.dxf.fill.bgColor.rgb == "00F6B8B8"


# The portfolio table


def test_the_table_has_a_column_for_each_detail_and_each_post() -> None:
    book = openpyxl.load_workbook(io.BytesIO(portfolio_table()))
    header = [cell.value for cell in book.worksheets[0][1]]
    assert header == ["kvk", "agb", "naam", "boekjaar", "basis", "eenheid", *(post.value for post in Post)]


def test_every_column_of_the_table_is_explained_in_dutch() -> None:
    book = openpyxl.load_workbook(io.BytesIO(portfolio_table()))
    for cell in book.worksheets[0][1]:
        assert cell.comment is not None, cell.value
        assert cell.comment.text.endswith(".")


def test_a_filled_table_is_read_by_a_data_tool_as_it_was_filled_in(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(portfolio_table()))
    sheet = book.worksheets[0]
    typed: dict[str, str | float] = {
        "kvk": "01234567",
        "naam": "Stichting De Zonnewijzer",
        "boekjaar": 2025,
        "eigen_vermogen": -12.5,
    }
    sheet.append([typed.get(str(cell.value)) for cell in sheet[1]])
    book.save(tmp_path / "tabel.xlsx")
    frame = pd.read_excel(tmp_path / "tabel.xlsx", dtype={"kvk": str}, engine="calamine")
    assert len(frame) == 1
    assert frame.loc[0, list(typed)].to_dict() == typed
    assert frame["resultaat"].isna().all()


def test_an_empty_table_is_refused_in_one_line(tmp_path: Path) -> None:
    reading = read(put(tmp_path, portfolio_table()))
    assert reading.jaarrekeningen == ()
    assert len(reading.problemen) == 1


# The command


def ews(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """A fresh process in a folder of its own."""
    command = [sys.executable, "-m", "ews_cli", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", timeout=60)


def test_the_command_writes_the_last_three_full_years(tmp_path: Path) -> None:
    done = ews("template", folder=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    assert [path.name for path in tmp_path.iterdir()] == ["sjabloon-jaarrekening.xlsx"]
    latest = date.today().year - 1
    assert (tmp_path / "sjabloon-jaarrekening.xlsx").read_bytes() == provider_template(latest)
    assert f"{latest}, {latest - 1} en {latest - 2}" in done.stderr


def test_the_command_writes_a_table_for_a_portfolio(tmp_path: Path) -> None:
    assert ews("template", "--tabel", "-q", folder=tmp_path).stderr == ""
    assert (tmp_path / "sjabloon-portefeuille.xlsx").read_bytes() == portfolio_table()


def test_a_template_for_another_year_has_that_year(tmp_path: Path) -> None:
    target = tmp_path / "oud.xlsx"
    assert main(["template", "--jaar", "2019", "-o", str(target)]) == 0
    assert target.read_bytes() == provider_template(2019)


def test_an_existing_file_is_only_overwritten_when_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "ingevuld.xlsx"
    target.write_bytes(b"drie uur werk")
    assert main(["template", "-o", str(target)]) == 2
    assert target.read_bytes() == b"drie uur werk"
    assert f"{target}: EWS402 dit bestand bestaat al" in capsys.readouterr().err
    assert main(["template", "-o", str(target), "--force"]) == 0
    assert target.read_bytes().startswith(b"PK")
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-o", "sjabloon.ods"], "EWS403 -o sjabloon.ods heeft geen bekende extensie; kies .xlsx"),
        (["-o", ""], "EWS403 -o . heeft geen bekende extensie"),
        (["-o", "weg/sjabloon.xlsx"], "EWS402 de map weg bestaat niet"),
        (["--jaar", "1991"], "EWS403 --jaar: '1991' kan niet; kies een jaar van 1992 tot en met 2049"),
        (["--jaar", "2050"], "EWS403 --jaar: '2050' kan niet"),
        (["--jaar", "vorig"], "EWS403 --jaar: 'vorig' kan niet"),
        (["--tabel", "--jaar", "2024"], "EWS403 --jaar hoort niet bij --tabel"),
    ],
)
def test_wrong_options_write_nothing(
    arguments: list[str],
    said: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["template", *arguments]) == 2
    assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("jaar", [1992, 2049])
def test_the_first_and_the_last_possible_year_read_back(tmp_path: Path, jaar: int) -> None:
    target = tmp_path / "grens.xlsx"
    assert main(["template", "--jaar", str(jaar), "-o", str(target), "-q"]) == 0
    details = Details(balansdatum=date(jaar, 12, 31))
    years = [FOUNDATION, GROUP, FOUNDATION]
    assert_reads_back(put(tmp_path, fill(details, years, calculated=True)), details, years)


def test_all_that_is_wrong_with_the_options_is_said_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["template", "-o", str(tmp_path / "a.txt"), "--jaar", "0"]) == 2
    assert capsys.readouterr().err.count("EWS403") == 2


def test_the_help_of_the_command_is_dutch(tmp_path: Path) -> None:
    done = ews("template", "--help", folder=tmp_path)
    assert done.returncode == 0
    assert done.stdout.startswith("Gebruik: ews template [OPTIES]")
    assert "Overschrijf een bestand dat er al is." in done.stdout


def test_help_loads_no_spreadsheet_library() -> None:
    code = (
        "import sys; from ews_cli.cli.main import main; main(['template', '--help']); "
        "import ews_cli.template; sys.exit('openpyxl' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=60).returncode == 0
