"""Labels over two rows, hidden rows and units of other sheets: the truth or a gap, never another figure."""

from __future__ import annotations

from pathlib import Path

import pytest

from ews_cli.core.posten import Post
from ews_cli.readers.grid import Cell, Sheet
from ews_cli.readers.options import ReadOptions
from ews_cli.readers.statements import read_sheets

from .test_forms import Line, lezing, posts

BALANCE: list[Line] = [
    ("Balans per 31 december 2023 (x € 1.000)",),
    ("", 2023, 2022),
    ("Vaste activa", 600, 500),
    ("Vlottende activa", 400, 400),
    ("Totaal activa", 1000, 900),
]
RESULT: list[Line] = [
    ("Resultatenrekening over 2023 (x € 1.000)",),
    ("", 2023, 2022),
    ("Som der bedrijfsopbrengsten", 900, 800),
    ("Som der bedrijfslasten", 800, 780),
    ("Bedrijfsresultaat", 100, 20),
]


@pytest.mark.parametrize(
    "rows",
    [
        [("Kortlopende schulden en",), ("overlopende passiva", 300, 200)],
        [("Kortlopende schulden en", 300, 200), ("overlopende passiva",)],
        [("KORTLOPENDE SCHULDEN",), ("EN OVERLOPENDE PASSIVA", 300, 200)],
        [("Kortlopende schulden",), ("(ten hoogste 1 jaar)", 300, 200)],
        [("Schulden op ten hoogste",), ("één jaar 42/48", 300, 200)],
    ],
)
def test_a_label_over_two_rows_is_read_as_one(rows: list[Line]) -> None:
    found = posts(lezing(*BALANCE, ("PASSIVA",), ("Eigen vermogen", 700, 700), *rows), 2023)
    assert found["kortlopende_schulden"] == 300
    assert found["eigen_vermogen"] == 700


def test_a_code_may_be_the_second_row_of_a_label() -> None:
    rows: list[Line] = [("", 2023, 2022), ("Totaal van de activa",), ("20/58", 1000, 900)]
    assert posts(lezing(("Balans (in €)",), *rows), 2023) == {"balanstotaal": 1000}


@pytest.mark.parametrize(
    "rows",
    [
        [("Kortlopende schulden",), ("aan leveranciers", 19, 18)],
        [("Schulden min", 19, 18), ("kortlopende schulden",)],
        [("Netto opbrengst van",), ("kortlopende schulden", 19, 18)],
    ],
)
def test_half_a_label_is_another_label(rows: list[Line]) -> None:
    assert "kortlopende_schulden" not in posts(lezing(*BALANCE, ("PASSIVA",), *rows), 2023)


def test_details_in_small_letters_below_a_heading_are_no_label_over_two_rows() -> None:
    rows: list[Line] = [
        ("PASSIVA",),
        ("Eigen vermogen", 700, 700),
        ("Kortlopende schulden",),
        ("leveranciers", 100, 80),
        ("overige schulden", 200, 120),
        ("", 300, 200),
        ("Totaal passiva", 1000, 900),
    ]
    assert posts(lezing(*BALANCE, *rows), 2023)["kortlopende_schulden"] == 300


def test_a_group_result_below_a_share_that_is_not_understood_is_not_the_own_result() -> None:
    # 60 - 30 is not 45: the rows do not explain the step, and the last line still names the own result.
    rows: list[Line] = [
        ("Groepsresultaat", 60, 40),
        ("Minderheidsbelang", 30, 10),
        ("Resultaat na belastingen", 45, 25),
    ]
    assert posts(lezing(*RESULT, *rows), 2023)["resultaat"] == 45


def test_a_group_result_above_an_own_result_over_two_rows_is_not_the_own_result() -> None:
    rows: list[Line] = [
        ("Groepsresultaat", 60, 40),
        ("Aandeel derden in",),
        ("het groepsresultaat", 30, 10),
        ("Resultaat na belastingen",),
        ("toekomende aan aandeelhouders", 30, 30),
    ]
    assert posts(lezing(*RESULT, *rows), 2023)["resultaat"] == 30


def test_revenue_that_looks_like_a_year_is_no_heading() -> None:
    rows: list[Line] = [
        ("Resultatenrekening over 2023 (x € 1.000)",),
        ("", 2023),
        ("Bedrijfsopbrengsten", 2002),
        ("Bedrijfslasten", 1999),
        ("Bedrijfsresultaat", 3),
    ]
    found = lezing(*rows)
    assert [jaar.boekjaar for jaar in found.jaarrekeningen] == [2023]
    assert posts(found, 2023) == {"opbrengsten": 2002, "bedrijfslasten": 1999, "bedrijfsresultaat": 3}


def test_a_hidden_older_total_takes_no_part_in_a_sum_of_what_is_shown() -> None:
    rows: list[list[Cell]] = [
        ["Balans per 31 december 2023 (in €)", ""],
        ["", 2023.0],
        ["PASSIVA", ""],
        ["Eigen vermogen", 700.0],
        ["Kortlopende schulden", ""],
        ["Schulden aan leveranciers", 100.0],
        ["Overige schulden", 200.0],
        ["", 450.0],
        ["", 300.0],
        ["", 1000.0],
    ]
    sheet = Sheet("Blad1", rows, verborgen_rijen=frozenset({7}))
    (jaar,) = read_sheets(Path("a.xlsx"), [sheet], ReadOptions()).jaarrekeningen
    assert {post.value: int(b.waarde) for post, b in jaar.posten.items()}["kortlopende_schulden"] == 300


def test_the_rows_below_the_last_heading_are_no_sum_when_a_total_among_them_does_not_add_up() -> None:
    rows: list[Line] = [
        ("PASSIVA",),
        ("Eigen vermogen", 64, 50),
        ("Kortlopende schulden",),
        ("Schulden aan leveranciers", 10, 20),
        ("Overige schulden", 13, 10),
        ("", 13, 20),  # 23 was meant
        ("", 100, 100),
    ]
    assert "kortlopende_schulden" not in posts(lezing(*BALANCE, *rows), 2023)


UNITLESS: list[Line] = [
    ("Balans per 31 december 2023",),
    ("", 2023, 2022),
    ("Totaal activa", 172981, 160000),
    ("Eigen vermogen", 80000, 70000),
]


def test_key_figures_in_another_unit_do_not_give_a_statement_its_unit() -> None:
    figures: list[Line] = [
        ("Kerncijfers (bedragen x € 1 miljoen)",),
        ("", 2023, 2022),
        ("Totaal activa", 173, 160),
    ]
    found = lezing(*UNITLESS, more={"Kerncijfers": figures})
    assert {jaar.eenheid for jaar in found.jaarrekeningen} == {None}
    assert posts(found, 2023)["balanstotaal"] == 172981
    (told,) = (p.melding for p in found.problemen if p.code == "EWS114")
    assert "blad Kerncijfers telt niet mee" in told


def test_key_figures_that_print_the_same_figures_give_a_statement_its_unit() -> None:
    figures: list[Line] = [
        ("Kerncijfers (bedragen x € 1.000)",),
        ("", 2023, 2022),
        ("Totaal activa", 172981, 160000),
    ]
    found = lezing(*UNITLESS, more={"Kerncijfers": figures})
    assert {jaar.eenheid for jaar in found.jaarrekeningen} == {1000}


def test_key_figures_alone_keep_their_unit_beside_notes_without_one() -> None:
    figures: list[Line] = [
        ("Kerncijfers (bedragen x € 1.000)",),
        ("", 2023, 2022),
        ("Totaal activa", 22000, 21500),
        ("Opbrengsten Jeugdwet", 500, 400),
    ]
    notes: list[Line] = [
        ("Toelichting op de balans",),
        ("", 2023, 2022),
        ("Totaal activa", 173, 160),
        ("Rentelasten", 11, 12),
    ]
    found = lezing(*figures, more={"Toelichting": notes})
    assert {jaar.eenheid for jaar in found.jaarrekeningen} == {1000}
    assert posts(found, 2023) == {"balanstotaal": 22000, "jeugdhulpopbrengsten": 500}
    (told,) = (p.melding for p in found.problemen if p.code == "EWS114")
    assert told == "blad Toelichting noemt geen eenheid en telt niet mee naast de kerncijfers"


def test_notes_that_print_a_detail_do_not_part_key_figures_from_their_statement() -> None:
    figures: list[Line] = [
        ("Kerncijfers (bedragen x € 1.000)",),
        ("", 2023, 2022),
        ("Totaal activa", 172981, 160000),
        ("Liquide middelen", 5100, 4900),
    ]
    notes: list[Line] = [("Toelichting op de balans",), ("", 2023, 2022), ("Liquide middelen", 12, 10)]
    found = lezing(*UNITLESS, more={"Kerncijfers": figures, "Toelichting": notes})
    assert {jaar.eenheid for jaar in found.jaarrekeningen} == {1000}


def test_an_opening_balance_prints_its_totals_among_its_details() -> None:
    found = lezing(
        ("Balans per 31 december 2023 (in €)",),
        ("", "31-12-2023", "", "31-12-2022", "", "1-1-2022", ""),
        ("ACTIVA",),
        ("Vaste activa", "", "", "", "", "", 60),
        ("Materiële vaste activa", 200, "", 190, "", 170, ""),
        ("Financiële vaste activa", 100, "", 90, "", 80, 62),
        ("", "", 300, "", 280, 250, ""),
        ("Vlottende activa", "", "", "", "", "", 74),
        ("Vorderingen", 400, "", 350, "", 310, ""),
        ("Liquide middelen", 300, "", 290, "", 280, ""),
        ("", "", 700, "", 640, 590, ""),
        ("Totaal activa", "", 1000, "", 920, 840, ""),
    )
    for year, fixed, current, total in ((2023, 300, 700, 1000), (2022, 280, 640, 920), (2021, 250, 590, 840)):
        read = posts(found, year)
        assert (read["vaste_activa"], read["vlottende_activa"], read["balanstotaal"]) == (
            fixed,
            current,
            total,
        )


def test_a_column_of_codes_beside_the_figures_holds_no_totals() -> None:
    found = lezing(
        ("Balans per 31 december 2023 (in €)",),
        ("Nr.", "", 2023, "Nr.", "", 2023),
        ("", "ACTIVA", "", "", "PASSIVA", ""),
        ("20/28", "Vaste activa", "", "70", "Eigen vermogen", 700),
        ("", "Immateriële vaste activa", 250, "620", "Kapitaal", 700),
        ("", "Materiële vaste activa", 350, "", "Kortlopende schulden", 300),
        ("", "", 600, "", "", ""),
        ("", "Vlottende activa", 400, "", "", ""),
        ("", "Totaal activa", 1000, "", "Totaal passiva", 1000),
    )
    assert posts(found, 2023)["vaste_activa"] == 600


@pytest.mark.parametrize(
    "cover", ["bedragen x € 1.000", "x € 1.000", "Alle bedragen in dit bestand zijn in duizenden euro's"]
)
def test_a_unit_on_a_sheet_without_figures_is_the_unit_of_the_workbook(cover: str) -> None:
    found = lezing(*UNITLESS, more={"Algemeen": [("Stichting De Proef",), (cover,)]})
    assert {jaar.eenheid for jaar in found.jaarrekeningen} == {1000}
    assert found.jaarrekeningen[-1].posten[Post.BALANSTOTAAL].waarde == 172_981_000
    (told,) = (p.melding for p in found.problemen if p.code == "EWS114")
    assert told == "blad Blad1 noemt geen eenheid; x 1000 aangehouden, zoals elders in het bestand"


@pytest.mark.parametrize(
    "more",
    [
        {"Algemeen": [("Boete € 1.000",)]},
        {"Algemeen": [("bedragen x € 1.000",)], "Toelichting": [("in hele euro's",)]},
        {"Algemeen": [("bedragen x € 1.000",), ("€",)]},
    ],
)
def test_a_unit_on_a_cover_counts_only_as_the_one_unit_of_the_workbook(more: dict[str, list[Line]]) -> None:
    assert {jaar.eenheid for jaar in lezing(*UNITLESS, more=more).jaarrekeningen} == {None}


def test_figures_beside_their_headings_are_refused_with_the_remedy_in_one_line() -> None:
    found = lezing(
        ("Balans per 31 december 2023 (in €)",),
        ("", 2023, 2022, ""),
        ("Vaste activa", 1, 600, 500),
        ("Vlottende activa", 2, 400, 400),
        ("Totaal activa", "", 1000, 900),
    )
    assert found.jaarrekeningen == ()
    (problem,) = found.problemen
    assert str(problem) == (
        "a.xlsx: EWS112 geen kolom met gerealiseerde jaarcijfers; gezien: Blad1!B2 (kolomkoppen en cijfers staan niet "
        "onder elkaar), Blad1!C2 (kolomkoppen en cijfers staan niet onder elkaar); zet elk jaar recht boven zijn "
        "cijfers, of noem de kolommen in een mapping (--mapping-uit, --mapping)"
    )


@pytest.mark.parametrize("heading", ["Vlottende activa", "VLOTTENDE ACTIVA", "vlottende activa"])
def test_a_total_without_a_name_and_the_heading_below_it_are_two_labels(heading: str) -> None:
    rows: list[Line] = [
        ("ACTIVA", 2023),
        ("Vaste activa",),
        ("Gebouwen", 400),
        ("Inventaris", 200),
        ("Totaal", 600),
        (heading,),
        ("Debiteuren", 300),
        ("Liquide middelen", 100),
        ("Totaal", 400),
        ("Totaal activa", 1000),
    ]
    year = posts(lezing(("Balans (in €)",), *rows), 2023)
    assert (year["vaste_activa"], year["vlottende_activa"]) == (600, 400)
