"""Details and their totals: the year above the totals, and rows with a bullet below a heading without a total."""

from __future__ import annotations

from .test_forms import lezing, posts

LEFT = (
    ("Balans per 31 december 2023 (in euro)",),
    ("", "", "2023", "", "2022"),
    ("Vorderingen",),
    ("Handelsdebiteuren", 150, "", 140, ""),
    ("Nog te ontvangen", 50, "", 30, ""),
    ("", "", 200, "", 170),
    ("Liquide middelen", "", 300, "", 330),
    ("Totaal activa", "", 500, "", 500),
    ("Eigen vermogen",),
    ("Kapitaal", 100, "", 100, ""),
    ("Reserve", 160, "", 140, ""),
    ("", "", 260, "", 240),
    ("Kortlopende schulden", "", 240, "", 260),
    ("Totaal passiva", "", 500, "", 500),
)


def test_a_year_above_the_totals_heads_the_details_left_of_them_too() -> None:
    found = lezing(*LEFT)
    for year, receivables, equity in ((2023, 200, 260), (2022, 170, 240)):
        read = posts(found, year)
        assert (read["vorderingen"], read["eigen_vermogen"], read["balanstotaal"]) == (
            receivables,
            equity,
            500,
        )


def test_notes_beside_the_first_year_are_no_details() -> None:
    found = lezing(
        ("Balans per 31 december 2023 (in euro)",),
        ("", "", "2023", "2022"),
        ("Vorderingen", 101, 200, 170),
        ("Liquide middelen", 102, 300, 330),
        ("Totaal activa", "", 500, 500),
    )
    assert (posts(found, 2023)["vorderingen"], posts(found, 2022)["vorderingen"]) == (200, 170)


def test_totals_right_of_each_year_stay_with_that_year() -> None:
    found = lezing(
        ("Balans per 31 december 2023 (in euro)",),
        ("", "5.1", "2023", "", "2022", ""),
        ("Vorderingen",),
        ("Handelsdebiteuren", "5.2", 150, "", 140, ""),
        ("Nog te ontvangen", "", 50, "", 30, ""),
        ("", "", "", 200, "", 170),
        ("Liquide middelen", "5.3", "", 300, "", 330),
        ("Totaal activa", "", "", 500, "", 500),
    )
    assert (posts(found, 2023)["vorderingen"], posts(found, 2022)["vorderingen"]) == (200, 170)
    assert posts(found, 2023)["balanstotaal"] == 500


MUNICIPAL = (
    ("Balans per 31 december 2023 (bedragen x € 1.000)",),
    ("PASSIVA", "Ultimo 2023", "Ultimo 2022"),
    ("Vaste passiva",),
    ("Eigen vermogen",),
    ("- Algemene reserve", 300, 280),
    ("- Bestemmingsreserves", 200, 210),
    ("- Gerealiseerd resultaat", -20, 10),
    ("Voorzieningen",),
    ("- Voorzieningen voor verplichtingen, verliezen en risico's", 40, 30),
    ("- Egalisatievoorzieningen", 60, 50),
    ("Vaste schulden met een rentetypische looptijd van één jaar of langer",),
    ("- Onderhandse leningen", 500, 520),
    ("- Waarborgsommen", 20, 20),
)


def test_rows_with_a_bullet_are_added_up_where_the_total_of_all_of_them_holds() -> None:
    found = lezing(*MUNICIPAL, ("Totaal vaste passiva", 1100, 1120))
    year = posts(found, 2023)
    assert (year["eigen_vermogen"], year["voorzieningen"], year["langlopende_schulden"]) == (480, 100, 520)
    assert posts(found, 2022)["eigen_vermogen"] == 500


def test_rows_with_a_bullet_are_added_up_to_nothing_where_no_total_holds() -> None:
    found = lezing(*MUNICIPAL, ("Totaal vaste passiva", 1170, 1190))
    assert "eigen_vermogen" not in posts(found, 2023)


def test_a_row_without_a_bullet_is_no_part_of_the_heading_above() -> None:
    found = lezing(
        ("Balans per 31 december 2023 (in euro)",),
        ("ACTIVA", 2023, 2022),
        ("Vorderingen",),
        ("- Debiteuren", 100, 90),
        ("- Nog te ontvangen", 50, 60),
        ("Rekening-courant Rijk", 80, 70),
        ("Totaal vlottende activa", 230, 220),
    )
    assert posts(found, 2023)["vorderingen"] == 150


def test_deferred_tax_stands_between_the_result_before_and_after_tax() -> None:
    found = lezing(
        ("Resultatenrekening (in euro)", 2023),
        ("Winst (Verlies) van het boekjaar vóór belasting", 900),
        ("Onttrekking aan de uitgestelde belastingen", 80),
        ("Belastingen op het resultaat", 40),
        ("Winst (Verlies) van het boekjaar", 940),
    )
    assert posts(found, 2023)["belastingen"] == 40


def test_rows_with_a_bullet_and_the_words_of_another_post_are_not_added_to_the_heading_above() -> None:
    rows = [row for row in MUNICIPAL if row[0] != "Voorzieningen"]
    found = lezing(*rows, ("Totaal vaste passiva", 1100, 1120))
    assert "eigen_vermogen" not in posts(found, 2023)
    assert posts(found, 2023)["langlopende_schulden"] == 520


def test_a_sheet_that_does_not_say_what_it_is_gives_no_costs_beside_the_resultatenrekening() -> None:
    found = lezing(
        ("Resultatenrekening over 2023 (in euro)", 2023),
        ("Som der bedrijfsopbrengsten", 1000),
        ("Loonkosten", 700),
        ("Som der bedrijfslasten", 950),
        ("Bedrijfsresultaat", 50),
        ("Resultaat boekjaar", 50),
        more={"Bestuurders": [("", 2023), ("Personeelskosten", 150), ("Rentelasten", 12)]},
    )
    year = posts(found, 2023)
    assert "personeelskosten" not in year
    assert year["rentelasten"] == 12
