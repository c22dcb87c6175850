"""What stands beside the statements and beside the short-term debts: in the balance or not, as it closes."""

from __future__ import annotations

from datetime import date

import pytest

from ews_cli.core.jaarrekening import Soort
from ews_cli.readers.headers import year_in_title

from .test_forms import Line, last, lezing, posts

PASSIVA: tuple[Line, ...] = (("Balans (in euro)", 2023), ("PASSIVA",), ("Eigen vermogen", 500))


@pytest.mark.parametrize(
    ("rows", "debts"),
    [
        ((("Crediteuren", 100), ("Kortlopende schulden", 400)), 500),
        ((("Crediteuren", 100), ("Kortlopende schulden", 300), ("Overlopende passiva", 100)), 500),
        ((("Kortlopende schulden", 500), ("Crediteuren", 100), ("Overige", 400)), 500),
        ((("Kortlopende schulden", 400), ("Lening oprichter", 100)), 400),
    ],
)
def test_creditors_beside_the_short_term_debts_belong_to_them_where_the_passiva_then_close(
    rows: tuple[Line, ...], debts: int
) -> None:
    found = lezing(*PASSIVA, *rows, ("Totaal passiva", 1000))
    assert posts(found, 2023)["kortlopende_schulden"] == debts


def test_provisions_of_a_sheet_without_a_title_do_not_join_a_balance_that_closes_without_them() -> None:
    found = lezing(
        *PASSIVA,
        ("Kortlopende schulden", 500),
        ("Totaal passiva", 1000),
        more={"Blad2": [("", 2023), ("Voorzieningen", 50)]},
    )
    assert "voorzieningen" not in posts(found, 2023)
    assert (
        "die zonder dit bedrag sluit"
        in {p.value: w for p, w in last(found).ontbreekt.items()}["voorzieningen"]
    )


def test_a_sheet_of_one_column_has_the_year_of_its_name() -> None:
    rows: list[Line] = [
        ("Balans (in euro)",),
        ("Vaste activa", 500),
        ("Vlottende activa", 600),
        ("Totaal activa", 1100),
    ]
    found = lezing(("Inhoud",), more={"2023": rows, "Balans 2022": rows})
    assert [jaar.boekjaar for jaar in found.jaarrekeningen] == [2022, 2023]


@pytest.mark.parametrize(
    ("title", "day"),
    [
        ("Resultatenrekening over de periode 1 juli 2022 t/m 31 december 2023", date(2023, 12, 31)),
        ("Balans per 31 december 2023 en 31 december 2022", date(2023, 12, 31)),
        ("Jaarrekening 2023 en begroting 2024", None),
    ],
)
def test_a_title_with_two_days_names_the_last_of_them(title: str, day: date | None) -> None:
    assert year_in_title(title) == day


@pytest.mark.parametrize(
    "title",
    [
        *(
            "Balans in procenten",
            "Balans (% van het balanstotaal)",
            "Kerncijfers (index 2020 = 100)",
            "Mutaties 2023",
        ),
        *(
            "Benchmark jeugdzorg",
            "Sectorgemiddelden",
            "Verschillenanalyse",
            "Resultatenrekening in % van de omzet",
        ),
    ],
)
def test_a_table_of_shares_differences_or_others_holds_no_amounts_of_the_provider(title: str) -> None:
    found = lezing((title,), ("", 2023, 2022), ("Eigen vermogen", 30, 31), ("Totaal activa", 100, 100))
    assert found.jaarrekeningen == ()


@pytest.mark.parametrize(
    "title",
    [
        "Resultaat eerste kwartaal 2023",
        "Exploitatie 1e halfjaar 2023",
        "Cijfers t/m juni 2023",
        "Omzet Q1 2023",
    ],
)
def test_a_title_of_figures_that_names_a_part_of_a_year_heads_no_annual_figures(title: str) -> None:
    found = lezing((title,), ("(in euro)",), ("", 2023), ("Totaal baten", 100), ("Totaal lasten", 90))
    assert Soort.JAARREKENING not in {jaar.soort for jaar in found.jaarrekeningen}


@pytest.mark.parametrize("title", ["Resultaat 2023", "Exploitatie januari t/m december 2023"])
def test_a_title_of_figures_of_a_whole_year_heads_annual_figures(title: str) -> None:
    found = lezing((title,), ("(in euro)",), ("", 2023), ("Totaal baten", 100), ("Totaal lasten", 90))
    assert {jaar.soort for jaar in found.jaarrekeningen} == {Soort.JAARREKENING}


def test_the_heading_of_a_column_of_shares_says_nothing_of_the_table() -> None:
    found = lezing(
        ("Resultatenrekening (in euro)",),
        ("", "Realisatie 2023", "Begroting 2023", "Verschil", "Realisatie 2022", "% van omzet"),
        ("Som der bedrijfsopbrengsten", 1000, 990, 10, 900, 100),
        ("Som der bedrijfslasten", 950, 960, -10, 880, 95),
        ("Resultaat", 50, 30, 20, 20, 5),
    )
    assert (posts(found, 2023)["opbrengsten"], posts(found, 2022)["resultaat"]) == (1000, 20)


def test_the_years_under_a_merged_budget_are_budgets() -> None:
    found = lezing(
        ("Resultatenrekening (in euro)",),
        ("", "Realisatie", "", "Begroting", ""),
        ("", 2023, 2022, 2023, 2024),
        ("Som der bedrijfsopbrengsten", 1000, 900, 990, 1100),
        ("Som der bedrijfslasten", 950, 880, 960, 1050),
        ("Resultaat", 50, 20, 30, 50),
    )
    assert [(j.boekjaar, posts(found, j.boekjaar)["resultaat"]) for j in found.jaarrekeningen] == [
        (2022, 20),
        (2023, 50),
    ]


@pytest.mark.parametrize("first", ["Realisatie", ""])
def test_a_year_beside_a_budget_that_is_not_merged_is_actual(first: str) -> None:
    found = lezing(
        ("Resultatenrekening (in euro)",),
        ("", first, "Begroting", ""),
        ("", 2023, 2023, 2022),
        ("Som der bedrijfsopbrengsten", 1000, 990, 900),
        ("Som der bedrijfslasten", 950, 960, 880),
        ("Resultaat", 50, 30, 20),
    )
    assert (posts(found, 2023)["resultaat"], posts(found, 2022)["resultaat"]) == (50, 20)


def test_a_year_that_is_merged_over_its_budget_and_its_actual_figures_holds_for_both() -> None:
    found = lezing(
        ("Resultatenrekening (in euro)",),
        ("", 2023, "", 2022, ""),
        ("", "Begroting", "Realisatie", "Begroting", "Realisatie"),
        ("Som der bedrijfsopbrengsten", 990, 1000, 890, 900),
        ("Som der bedrijfslasten", 960, 950, 870, 880),
        ("Resultaat", 30, 50, 20, 20),
    )
    assert (posts(found, 2023)["opbrengsten"], posts(found, 2022)["opbrengsten"]) == (1000, 900)


def test_a_column_of_pages_of_the_notes_does_not_make_notes_of_the_table() -> None:
    found = lezing(
        ("Balans (in euro)", "Toelichting op pagina", "31-12-2023", "31-12-2022"),
        ("Vaste activa", 112, 600, 610),
        ("Vlottende activa", 114, 400, 390),
        ("Totaal activa", "", 1000, 1000),
        ("Eigen vermogen", 116, 1000, 1000),
    )
    assert (posts(found, 2023)["vaste_activa"], posts(found, 2023)["eigen_vermogen"]) == (600, 1000)


def test_a_side_of_the_balance_whose_figures_stand_past_their_headings_is_refused() -> None:
    found = lezing(
        ("Balans per 31 december 2023 (in euro)",),
        ("ACTIVA", 2023, 2022, "", "PASSIVA", 2023, 2022, ""),
        ("Vaste activa", 600, 610, "", "Eigen vermogen", "", 500, 490),
        ("Vlottende activa", 400, 390, "", "Langlopende schulden", "", 300, 310),
        ("", "", "", "", "Kortlopende schulden", "", 200, 200),
        ("Totaal activa", 1000, 1000, "", "Totaal passiva", "", 1000, 1000),
    )
    for year in (2023, 2022):
        assert not {"eigen_vermogen", "kortlopende_schulden"} & posts(found, year).keys()
    assert any("staan niet onder elkaar" in problem.melding for problem in found.problemen)
