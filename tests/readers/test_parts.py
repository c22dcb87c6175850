"""Parts that look like the whole: what an unknown word for a total must not make of the rows around it.

The amounts are made up and add up by hand; each statement calls one total by a word that no vocabulary has.
"""

from __future__ import annotations

import pytest

from ews_cli.core.jaarrekening import Herkomst
from ews_cli.core.posten import Post

from .test_forms import Line, last, lezing, posts

RESULT = ("Resultatenrekening over 2023 (in euro)", 2023, 2022)
COSTS: tuple[Line, ...] = (
    ("Personeelskosten", 700, 650),
    ("Overige bedrijfskosten", 250, 240),
)


def reason(found: object, post: str) -> str:
    return {p.value: why for p, why in last(found).ontbreekt.items()}.get(post, "")  # type: ignore[arg-type]


def test_a_subtotal_of_the_revenue_is_not_the_revenue_where_the_total_has_an_unknown_name() -> None:
    found = lezing(
        RESULT,
        ("Opbrengsten Wmo", 400, 380),
        ("Opbrengsten Jeugdwet", 500, 470),
        ("Totaal opbrengsten", 900, 850),
        ("Subsidies", 100, 90),
        ("Alles bij elkaar", 1000, 940),
        *COSTS,
        ("Som der bedrijfslasten", 950, 890),
        ("Resultaat", 50, 50),
    )
    assert "opbrengsten" not in posts(found, 2023)
    assert "bedrijfsresultaat" not in posts(found, 2023)
    assert (
        reason(found, "opbrengsten")
        == "Blad1!B4 is een deel van rij 6 ('Alles bij elkaar'), een onbekende naam"
    )


def test_of_two_totals_of_the_revenue_the_one_that_holds_the_other_counts() -> None:
    found = lezing(
        RESULT,
        ("Opbrengsten Wmo", 400, 380),
        ("Opbrengsten Jeugdwet", 500, 470),
        ("Totaal opbrengsten", 900, 850),
        ("Subsidies", 100, 90),
        ("Som der bedrijfsopbrengsten", 1000, 940),
        *COSTS,
        ("Som der bedrijfslasten", 950, 890),
        ("Resultaat", 50, 50),
    )
    year = posts(found, 2023)
    assert (year["opbrengsten"], year["bedrijfslasten"], year["bedrijfsresultaat"]) == (1000, 950, 50)


def test_turnover_above_a_row_that_may_be_revenue_is_not_all_revenue() -> None:
    found = lezing(
        RESULT,
        ("Netto-omzet", 900, 850),
        ("Mutatie voorraad gereed product", 100, 90),
        ("Alles bij elkaar", 1000, 940),
        *COSTS,
        ("Resultaat", 50, 50),
    )
    assert posts(found, 2023)["netto_omzet"] == 900
    assert "opbrengsten" not in posts(found, 2023)
    assert "rij 3 ('Mutatie voorraad gereed product') kan ook opbrengst zijn" in reason(found, "opbrengsten")


def test_turnover_right_above_the_costs_is_the_revenue() -> None:
    found = lezing(RESULT, ("Netto-omzet", 1000, 940), ("Inkopen en onderaanneming", 300, 280), *COSTS)
    assert posts(found, 2023)["opbrengsten"] == 1000


def test_costs_below_a_gross_profit_are_not_all_costs() -> None:
    found = lezing(
        RESULT,
        ("Netto-omzet", 1000, 940),
        ("Kostprijs van de omzet", 300, 280),
        ("Bruto-omzetresultaat", 700, 660),
        ("Overige bedrijfskosten", 600, 590),
        ("Som der bedrijfslasten", 600, 590),
        ("Wat overblijft", 100, 70),
        ("Rentelasten", 20, 20),
        ("Resultaat", 80, 50),
    )
    year = posts(found, 2023)
    assert year["resultaat"] == 80
    assert "bedrijfslasten" not in year
    assert "bedrijfsresultaat" not in year
    assert reason(found, "bedrijfslasten") == "de kostprijs van de omzet kan er buiten staan (Blad1!B6)"


def test_the_result_before_amortisation_is_not_the_operating_result() -> None:
    found = lezing(
        RESULT,
        ("Netto-omzet", 1000, 940),
        ("Netto-omzetresultaat", 100, 70),
        ("Goodwill", -30, -30),
        ("Wat overblijft", 70, 40),
        ("Financiële baten en lasten", -20, -20),
        ("Resultaat na belastingen", 50, 20),
    )
    assert "bedrijfsresultaat" not in posts(found, 2023)
    assert "rij 4" in reason(found, "bedrijfsresultaat")


def test_no_operating_result_is_made_of_revenue_and_costs_that_do_not_lead_to_the_result() -> None:
    found = lezing(
        RESULT,
        ("Totaal baten", 1300, 940),
        ("Totaal lasten", 950, 890),
        ("Saldo van baten en lasten", 50, 50),
    )
    assert posts(found, 2022)["bedrijfsresultaat"] == 50
    assert "bedrijfsresultaat" not in posts(found, 2023)
    assert posts(found, 2023)["resultaat"] == 50
    assert "is niet het resultaat" in reason(found, "bedrijfsresultaat")


@pytest.mark.parametrize(
    ("rows", "post"),
    [
        ((("Schulden op korte termijn", 300), ("Crediteuren", 100), ("", 400)), "kortlopende_schulden"),
        ((("Langlopende leningen", 300), ("Waarborgsommen", 100), ("", 400)), "langlopende_schulden"),
        ((("Personeelskosten", 300), ("Bedrijfskosten", 100), ("", 400)), "bedrijfslasten"),
    ],
)
def test_a_row_that_a_total_without_a_name_adds_to_others_is_a_part(
    rows: tuple[Line, ...], post: str
) -> None:
    found = lezing(
        ("Balans en resultatenrekening (in euro)", 2023),
        ("Algemene reserve", 100),
        ("Resultaat", 150),
        ("Voorzieningen", 50),
        *rows,
        ("Totaal passiva", 700),
    )
    assert post not in posts(found, 2023)


def test_a_post_beside_unknown_rows_in_the_balance_total_is_still_that_post() -> None:
    found = lezing(
        ("Balans (in euro)", 2023),
        ("Totaal activa", 700),
        ("PASSIVA",),
        ("Eigen vermogen", 500),
        ("Schuld aan oprichter", 120),
        ("Nog te betalen", 80),
        ("", 700),
    )
    assert posts(found, 2023)["eigen_vermogen"] == 500


def test_receivables_among_the_fixed_assets_are_no_current_receivables() -> None:
    found = lezing(
        ("Balans (in euro)", 2023),
        ("Vaste activa",),
        ("Gebouwen", 400),
        ("Vorderingen", 100),
        ("Totaal vaste activa", 500),
        ("Vlottende activa",),
        ("Nog te ontvangen bedragen", 60),
        ("Liquide middelen", 140),
        ("Totaal vlottende activa", 200),
        ("Totaal activa", 700),
    )
    year = posts(found, 2023)
    assert "vorderingen" not in year
    assert (year["vaste_activa"], year["vlottende_activa"], year["liquide_middelen"]) == (500, 200, 140)


def test_a_subtotal_below_the_heading_of_a_side_is_not_the_balance_total() -> None:
    found = lezing(
        ("Balans (in euro)", 2023, 2022),
        ("ACTIVA",),
        ("Gebouwen", 400, 410),
        ("Leningen", 100, 90),
        ("", 500, 500),
        ("Vlottende activa",),
        ("Vorderingen", 60, 50),
        ("Liquide middelen", 140, 150),
        ("", 200, 200),
        ("Eindtelling", 700, 700),
    )
    assert posts(found, 2023).get("balanstotaal") in (None, 700)


@pytest.mark.parametrize(
    "title", ["Balans: passiva", "Passiva (x € 1)", "Balans per 31 december 2023 - passiva"]
)
def test_a_title_that_names_a_side_of_the_balance_is_that_side(title: str) -> None:
    found = lezing(
        ("Balans: activa", 2023),
        ("VASTE ACTIVA", 8000),
        ("VLOTTENDE ACTIVA", 2000),
        ("TOTAAL DER ACTIVA", 10000),
        more={
            "Blad2": [
                (title, "2023"),
                ("EIGEN VERMOGEN", 5000),
                ("Schulden op meer dan één jaar", 2000),
                ("Schulden op ten hoogste één jaar", 2700),
                ("Overlopende rekeningen", 300),
                ("TOTAAL DER PASSIVA", 10000),
            ]
        },
    )
    assert posts(found, 2023)["kortlopende_schulden"] == 3000


def test_financial_costs_with_details_are_not_the_interest() -> None:
    found = lezing(
        ("Resultatenrekening (in euro)", 2023),
        ("Bedrijfswinst (Bedrijfsverlies)", 500),
        ("Financiële kosten", 90),
        ("Intresten op leningen", 60),
        ("Bankkosten", 30),
        ("Winst (Verlies) van het boekjaar vóór belasting", 410),
    )
    assert "rentelasten" not in posts(found, 2023)
    assert "meer dan rente" in reason(found, "rentelasten")


def test_a_part_of_the_revenue_is_left_out_where_the_printed_operating_result_contradicts_it() -> None:
    found = lezing(
        RESULT,
        ("Opbrengsten", 100, 90),
        ("Bijdragen van gemeenten", 900, 850),
        *COSTS,
        ("Som der bedrijfslasten", 950, 890),
        ("Bedrijfsresultaat", 50, 50),
        ("Resultaat", 50, 50),
    )
    year = posts(found, 2023)
    assert "opbrengsten" not in year
    assert (year["bedrijfslasten"], year["bedrijfsresultaat"]) == (950, 50)


def test_depreciation_in_two_rows_comes_before_that_of_the_cash_flow_table() -> None:
    found = lezing(
        RESULT,
        ("Totaal baten", 1000, 940),
        ("Afschrijvingen immateriële vaste activa", 20, 20),
        ("Afschrijvingen materiële vaste activa", 80, 70),
        ("Totaal lasten", 950, 890),
        ("Saldo van baten en lasten", 50, 50),
        more={"Kasstroom": [("Kasstroomoverzicht (in euro)", 2023, 2022), ("Afschrijvingen", 130, 95)]},
    )
    assert posts(found, 2023)["afschrijvingen"] == 100


def test_turnover_and_other_income_without_a_total_are_the_revenue_where_the_costs_lead_to_the_result() -> (
    None
):
    found = lezing(
        RESULT,
        ("Netto-omzet", 900, 850),
        ("Overige opbrengsten", 100, 90),
        *COSTS,
        ("Bedrijfsresultaat", 50, 50),
    )
    year = posts(found, 2023)
    assert (year["opbrengsten"], year["bedrijfslasten"]) == (1000, 950)
    bedrag = last(found).posten[Post.OPBRENGSTEN]
    assert bedrag.herkomst is Herkomst.AFGELEID
    assert (bedrag.cel, bedrag.som) == ("Blad1!B2 + Blad1!B3", "som van 2 regels vanaf 'Netto-omzet'")


@pytest.mark.parametrize(
    ("label", "amount"),
    [("Mutatie voorraad", 100), ("Overige opbrengsten", 120)],
    ids=["a row that may be anything", "a sum that misses"],
)
def test_turnover_and_other_rows_that_prove_nothing_are_no_revenue(label: str, amount: int) -> None:
    found = lezing(
        RESULT, ("Netto-omzet", 900, 850), (label, amount, 90), *COSTS, ("Bedrijfsresultaat", 50, 50)
    )
    assert "opbrengsten" not in posts(found, 2023)
