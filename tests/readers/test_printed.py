"""What accountants print that no model has: each a class of statements, with the answer worked out by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ews_cli.core.posten import Post
from ews_cli.readers.grid import Cell, Sheet
from ews_cli.readers.headers import heading
from ews_cli.readers.heading import Kind
from ews_cli.readers.labels import names_of
from ews_cli.readers.options import ReadOptions
from ews_cli.readers.statements import read_sheets

from .test_forms import last, lezing, posts

BALANCE = ("Balans per 31 december 2023 (x € 1.000)",)


@pytest.mark.parametrize("words", ["Totaal", "Totale", "Som der", "Som van de", "Totaal van", "Subtotaal"])
def test_a_total_word_before_a_post_makes_its_total(words: str) -> None:
    assert names_of(f"{words} vorderingen") == ("vorderingen",)
    assert names_of(f"{words} lasten") == ("bedrijfslasten",)


@pytest.mark.parametrize(
    "label", ["Totaal resultaat", "Totaalresultaat", "Totaal saldo van baten en lasten", "Som der resultaten"]
)
def test_a_total_word_before_a_result_makes_another_result(label: str) -> None:
    assert names_of(label) == ()


def test_funds_raised_are_not_all_revenue() -> None:
    found = lezing(
        ("Staat van baten en lasten (in euro's)", 2023),
        ("Som van de geworven baten", 90),
        ("Overige baten", 10),
        ("Som van de baten", 100),
        ("Som van de lasten", 97),
        ("Saldo van baten en lasten", 3),
    )
    year = posts(found, 2023)
    assert (year["opbrengsten"], year["bedrijfslasten"], year["resultaat"]) == (100, 97, 3)


@pytest.mark.parametrize("label", ["Vorig boekjaar 2022", "Rek. 2022", "JRK 2022", "Real. 2022", "2022 R"])
def test_a_year_with_a_common_word_heads_actual_figures(label: str) -> None:
    found = heading(label)
    assert found is not None
    assert (found.kind, found.balansdatum) == (Kind.ACTUAL, date(2022, 12, 31))


def test_a_total_of_equity_below_the_share_of_others_holds_that_share() -> None:
    found = lezing(
        BALANCE,
        ("Activa", 2023),
        ("Vaste activa", 60),
        ("Vlottende activa", 40),
        ("Totaal activa", 100),
        ("Eigen vermogen",),
        ("Ingehouden winsten", 50),
        ("Minderheidsbelangen", 6),
        ("Totaal eigen vermogen", 56),
        ("Kortlopende schulden", 44),
        ("Totaal passiva", 100),
    )
    year = posts(found, 2023)
    assert (year["eigen_vermogen"], year["aandeel_derden"]) == (50, 6)


def test_equity_between_a_share_of_others_and_the_group_total_is_the_provider_s_own() -> None:
    found = lezing(
        BALANCE,
        ("Activa", 2023),
        ("Totaal activa", 100),
        ("Groepsvermogen",),
        ("Aandeel derden", 6),
        ("Eigen vermogen", 50),
        ("Totaal groepsvermogen", 56),
        ("Kortlopende schulden", 44),
        ("Totaal passiva", 100),
    )
    assert posts(found, 2023)["eigen_vermogen"] == 50


def test_a_result_above_a_share_of_others_is_not_the_last_one() -> None:
    lines = (
        ("Resultatenrekening over 2023 (x € 1.000)",),
        ("", 2023),
        ("Bedrijfsresultaat", 130),
        ("Resultaat na belastingen", 120),
        ("Resultaat aandeel derden", -20),
    )
    assert "resultaat" not in posts(lezing(*lines, ("Resultaat voor de groep na derden", 100)), 2023)
    after = lezing(*lines, ("Netto resultaat na aandeel derden", 100))
    assert posts(after, 2023)["resultaat"] == 100


def test_turnover_above_a_gross_profit_is_the_revenue() -> None:
    found = lezing(
        ("Winst-en-verliesrekening over 2023 (in euro's)",),
        ("", 2023),
        ("Netto-omzet", 2000),
        ("Kostprijs van de omzet", 800),
        ("Bruto-omzetresultaat", 1200),
        ("Personeelskosten", 900),
        ("Afschrijvingen", 100),
        ("Som der kosten", 1000),
        ("Bedrijfsresultaat", 200),
    )
    year = posts(found, 2023)
    assert (year["opbrengsten"], year["bedrijfslasten"], year["bedrijfsresultaat"]) == (2000, 1800, 200)


def test_a_gross_profit_alone_is_no_revenue() -> None:
    found = lezing(
        ("Winst-en-verliesrekening over 2023 (in euro's)",),
        ("", 2023),
        ("Brutomarge", 1200),
        ("Som der bedrijfslasten", 1000),
        ("Bedrijfsresultaat", 200),
    )
    assert "opbrengsten" not in posts(found, 2023)


ACTIVA = (
    BALANCE,
    ("Activa", 2023),
    ("Vaste activa",),
    ("Gebouwen", 300),
    ("Inventaris", 50),
    ("", 350),
    ("Vlottende activa",),
    ("Debiteuren", 70),
    ("Overige vorderingen", 30),
    ("", 100),
)


def test_a_subtotal_above_the_cash_is_not_all_current_assets() -> None:
    found = lezing(*ACTIVA, ("Liquide middelen", 40), ("Totaal activa", 490))
    year = posts(found, 2023)
    assert (year["vaste_activa"], year["vlottende_activa"]) == (350, 140)


def test_a_subtotal_that_does_not_make_the_balance_total_is_left_out() -> None:
    found = lezing(*ACTIVA, ("Saldo betaalrekening", 40), ("Totaal activa", 490))
    assert "vlottende_activa" not in posts(found, 2023)
    assert "maar een deel" in last(found).ontbreekt[Post.VLOTTENDE_ACTIVA]


def test_taxes_may_stand_among_the_short_term_debts_of_a_total_without_a_name() -> None:
    found = lezing(
        BALANCE,
        ("Passiva", 2023),
        ("Eigen vermogen", 100),
        ("Kortlopende schulden",),
        ("Crediteuren", 20),
        ("Belastingen", 10),
        ("Overlopende passiva", 5),
        ("", 35),
        ("Totaal passiva", 135),
    )
    assert posts(found, 2023)["kortlopende_schulden"] == 35


def test_fixed_assets_follow_from_their_kinds_when_all_kinds_make_the_total() -> None:
    kinds = (("Materiële vaste activa", 60), ("Financiële vaste activa", 5), ("Vorderingen", 20))
    whole = lezing(BALANCE, ("Activa", 2023), *kinds, ("Liquide middelen", 15), ("Totaal activa", 100))
    year = posts(whole, 2023)
    assert (year["vaste_activa"], year["vlottende_activa"]) == (65, 35)
    short = lezing(BALANCE, ("Activa", 2023), *kinds, ("Liquide middelen", 15), ("Totaal activa", 101))
    assert "vaste_activa" not in posts(short, 2023)


def test_the_realised_result_of_a_public_body_stands_below_the_movements_of_reserves() -> None:
    found = lezing(
        ("Overzicht van baten en lasten 2023 (x € 1.000)",),
        ("", "Realisatie 2023"),
        ("Totaal baten", 500),
        ("Totaal lasten", 480),
        ("Totaal saldo van baten en lasten", 20),
        ("Onttrekkingen aan reserves", 7),
        ("Gerealiseerd resultaat", 27),
    )
    assert posts(found, 2023)["resultaat"] == 27


def test_a_balance_before_and_a_result_after_the_movements_of_reserves_contradict_each_other() -> None:
    found = lezing(
        ("Overzicht van baten en lasten 2023 (x € 1.000)",),
        ("", "Realisatie 2023"),
        ("Saldo van baten en lasten", 20),
        ("Onttrekkingen aan reserves", 7),
        ("Gerealiseerd resultaat", 27),
    )
    assert "resultaat" not in posts(found, 2023) if found.jaarrekeningen else True
    assert [p.code for p in found.problemen if p.code == "EWS116"]


def test_costs_beside_revenue_under_one_year_are_not_the_figures_of_a_row() -> None:
    found = lezing(
        ("Overzicht van baten en lasten 2023 (x € 1.000)",),
        ("", "Realisatie 2023", "", ""),
        ("Programma", "Lasten", "Baten", "Saldo"),
        ("Jeugd", 100, 20, -80),
        ("Saldo van baten en lasten", 480, 500, 20),
        ("Gerealiseerd resultaat", 480, 507, 27),
    )
    assert not found.jaarrekeningen


def test_accruals_with_the_same_name_on_both_sides_stay_on_their_side() -> None:
    found = lezing(
        ("Balans (in euro)", 2023),
        ("ACTIVA",),
        ("VASTE ACTIVA", 8000),
        ("VLOTTENDE ACTIVA", 2000),
        ("Overlopende rekeningen", 500),
        ("TOTAAL DER ACTIVA", 10000),
        ("PASSIVA",),
        ("EIGEN VERMOGEN", 5000),
        ("Schulden op meer dan één jaar", 2000),
        ("Schulden op ten hoogste één jaar", 2700),
        ("Overlopende rekeningen", 300),
        ("TOTAAL DER PASSIVA", 10000),
    )
    (jaar,) = found.jaarrekeningen
    debts = jaar.posten[Post.KORTLOPENDE_SCHULDEN]
    assert debts.waarde == 3000
    assert debts.cel == "Blad1!B10 +Blad1!B11"


def test_an_equalisation_reserve_within_equity_is_no_account_beside_it() -> None:
    found = lezing(
        BALANCE,
        ("Passiva", 2023),
        ("Eigen vermogen",),
        ("Algemene reserve", 30),
        ("Egalisatiereserve", 10),
        ("Totaal eigen vermogen", 40),
        ("Kortlopende schulden", 60),
        ("Totaal passiva", 100),
    )
    year = posts(found, 2023)
    assert year["eigen_vermogen"] == 40
    assert "egalisatierekening" not in year


def test_interest_paid_is_a_cost_when_it_leads_to_the_next_result() -> None:
    found = lezing(
        ("Winst-en-verliesrekening over 2023 (in euro's)",),
        ("", 2023),
        ("Bedrijfsresultaat", 500),
        ("Rentebaten", 20),
        ("Rentelasten", -120),
        ("Resultaat voor belastingen", 400),
        ("Belastingen", -100),
        ("Resultaat deelnemingen", 30),
        ("Resultaat na belastingen", 330),
    )
    year = posts(found, 2023)
    assert (year["rentebaten"], year["rentelasten"], year["belastingen"]) == (20, 120, 100)


def test_a_row_that_is_one_of_the_parts_below_its_own_heading_is_not_the_total() -> None:
    found = lezing(
        BALANCE,
        ("Passiva", 2023),
        ("Eigen vermogen",),
        ("Stichtingsvermogen", 100),
        ("Bestemmingsreserve huisvesting", 25),
        ("", 125),
        ("Kortlopende schulden",),
        ("Crediteuren", 40),
        ("Schulden op korte termijn", 10),
        ("", 50),
        ("Totaal passiva", 175),
    )
    year = posts(found, 2023)
    assert (year["eigen_vermogen"], year["kortlopende_schulden"]) == (125, 50)


def test_a_part_of_the_revenue_with_the_words_of_its_heading_is_not_all_revenue() -> None:
    found = lezing(
        ("Staat van baten en lasten over 2023 (in euro's)",),
        ("", 2023),
        ("Baten",),
        ("Baten", 510),
        ("Andere inkomsten", 8),
        ("Totaal", 518),
        ("Kosten",),
        ("Personele lasten", 300),
        ("Andere kosten", 200),
        ("Totaal", 500),
        ("Resultaat voor rente", 18),
        ("Rentelasten", 3),
        ("Resultaat", 15),
    )
    year = posts(found, 2023)
    assert (year["opbrengsten"], year["bedrijfslasten"], year["bedrijfsresultaat"]) == (518, 500, 18)


def test_a_row_with_the_words_of_its_heading_is_the_total_when_it_adds_up_the_others() -> None:
    rows = (("Opbrengsten jeugdhulp", "", 400, ""), ("Andere inkomsten", "", 110, ""))
    heads = (("Resultatenrekening over 2023 (in euro's)",), ("", "", 2023, ""), ("Bedrijfsopbrengsten",))
    lasten = (("Bedrijfslasten", "", "", 500), ("Resultaat", "", "", 10))
    below = lezing(*heads, *rows, ("Bedrijfsopbrengsten", "", "", 510), *lasten)
    assert posts(below, 2023)["opbrengsten"] == 510
    part = lezing(*heads, *rows, ("Opbrengsten", "", 120, ""), *lasten)
    assert posts(part, 2023).get("opbrengsten") != 120


def test_a_single_row_below_its_own_heading_is_the_post() -> None:
    found = lezing(
        BALANCE,
        ("Passiva", 2023),
        ("Eigen vermogen",),
        ("Stichtingsvermogen", 100),
        ("Voorzieningen",),
        ("Voorzieningen", 20),
        ("Kortlopende schulden", 55),
        ("Totaal passiva", 175),
    )
    year = posts(found, 2023)
    assert (year["eigen_vermogen"], year["voorzieningen"]) == (100, 20)


def test_a_dated_title_ends_the_key_figures() -> None:
    found = lezing(
        ("Kerncijfers (x € 1 miljoen)",),
        ("", 2023),
        ("Eigen vermogen", 9.1),
        ("Balans per 31 december 2023 (in euro's)",),
        ("", 2023),
        ("Eigen vermogen", 9_100_300),
        ("Totaal passiva", 22_000_300),
    )
    (jaar,) = found.jaarrekeningen
    assert jaar.posten[Post.EIGEN_VERMOGEN].waarde == 9_100_300


def test_a_hidden_older_version_of_a_total_is_no_part_beside_it() -> None:
    rows: list[list[Cell]] = [
        ["Resultatenrekening over 2023 (x € 1.000)", ""],
        ["", 2023.0],
        ["Baten", ""],
        ["Jeugdhulp", 40.0],
        ["Giften", 10.0],
        ["Baten", 70.0],
        ["Baten", 50.0],
        ["Totaal lasten", 45.0],
        ["Resultaat", 5.0],
    ]
    found = read_sheets(Path("a.xlsx"), [Sheet("Blad1", rows, verborgen_rijen=frozenset({5}))], ReadOptions())
    assert posts(found, 2023)["opbrengsten"] == 50


def test_a_subtotal_of_one_kind_of_fixed_assets_is_not_all_of_them() -> None:
    found = lezing(
        BALANCE,
        ("", "", 2023, ""),
        ("Activa",),
        ("Vaste activa",),
        ("Materiële vaste activa",),
        ("Gebouwen", "", 100, ""),
        ("Inventaris", "", 20, ""),
        ("", "", "", 120),
        ("Financiële vaste activa",),
        ("Waarborgsom", "", "", 5),
        ("Vlottende activa",),
        ("Vorderingen", "", "", 60),
        ("Liquide middelen", "", "", 90),
        ("Totaal", "", "", 275),
    )
    year = posts(found, 2023)
    assert (year["vaste_activa"], year["vlottende_activa"]) == (125, 150)


def test_reserves_are_equity_where_they_close_the_passiva() -> None:
    passiva = (
        ("Passiva", 2023),
        ("Reserves",),
        ("Algemene reserve", 60),
        ("Bestemmingsreserve", 40),
        ("", 100),
    )
    closes = lezing(BALANCE, *passiva, ("Kortlopende schulden", 75), ("Totaal passiva", 175))
    assert posts(closes, 2023)["eigen_vermogen"] == 100
    short = lezing(BALANCE, *passiva, ("Kortlopende schulden", 75), ("Totaal passiva", 185))
    assert "eigen_vermogen" not in posts(short, 2023)


LEDGER = (
    ("Winst- en verliesrekening (in euro's)", 2023),
    ("Netto-omzet", -900),
    ("Totaal kosten", 850),
)


def test_revenue_below_nil_beside_costs_is_credit_as_in_a_ledger() -> None:
    year = posts(lezing(*LEDGER, ("Resultaat", -50)), 2023)
    assert (year["opbrengsten"], year["bedrijfslasten"], year["resultaat"]) == (900, 850, 50)


def test_revenue_below_nil_that_the_result_does_not_explain_is_left_out() -> None:
    found = lezing(*LEDGER, ("Resultaat", 70))
    assert posts(found, 2023).keys() == {"bedrijfslasten"}
    assert "teken" in last(found).ontbreekt[Post.RESULTAAT]


def test_liabilities_that_are_the_opposite_of_the_assets_are_credit_as_in_a_ledger() -> None:
    lines = (
        ("Balans (in euro's)", 2023),
        ("Activa",),
        ("Totaal activa", 175),
        ("Passiva",),
        ("Eigen vermogen", -100),
        ("Kortlopende schulden", -75),
    )
    year = posts(lezing(*lines, ("Totaal passiva", -175)), 2023)
    assert (year["eigen_vermogen"], year["kortlopende_schulden"]) == (100, 75)
    assert posts(lezing(*lines), 2023)["eigen_vermogen"] == 100
    assert "eigen_vermogen" not in posts(lezing(*lines[:-1], ("Kortlopende schulden", -70)), 2023)


@pytest.mark.parametrize(("printed", "result"), [(-55, -55), (55, -55)])
def test_the_word_loss_means_a_result_below_nil(printed: int, result: int) -> None:
    found = lezing(
        ("Winst- en verliesrekening (in euro's)", 2023),
        ("Totaal opbrengsten", 900),
        ("Totaal kosten", 950),
        ("Bedrijfsresultaat", -50),
        ("Financiële baten en lasten", -5),
        ("Verlies na belastingen", printed),
    )
    assert posts(found, 2023)["resultaat"] == result


def test_a_loss_without_a_minus_that_no_step_explains_is_left_out() -> None:
    found = lezing(("Winst- en verliesrekening (in euro's)", 2023), ("Omzet", 900), ("Nettoverlies", 55))
    assert "resultaat" not in posts(found, 2023)


@pytest.mark.parametrize(
    ("words", "offset"),
    [
        ("Ultimo boekjaar", 0),
        ("Ultimo vorig boekjaar", 1),
        ("Realisatie vorig jaar", 1),
        ("Stand vorig jaar", 1),
    ],
)
def test_a_year_without_a_number_may_have_a_word_before_it(words: str, offset: int) -> None:
    found = heading(words)
    assert found is not None
    assert (found.kind, found.offset) == (Kind.ACTUAL, offset)


@pytest.mark.parametrize("words", ["Begroting vorig jaar", "Primo boekjaar", "Mutatie boekjaar"])
def test_another_word_before_a_year_without_a_number_heads_no_actual_figures(words: str) -> None:
    found = heading(words)
    assert found is None or found.kind is not Kind.ACTUAL or found.offset is None


def test_a_reconciliation_of_equity_is_no_balance() -> None:
    found = lezing(
        ("Balans per 31 december 2023 (in euro's)",),
        ("", 2023),
        ("Totaal activa", 75),
        ("Groepsvermogen", 50),
        ("Kortlopende schulden", 25),
        ("Totaal passiva", 75),
        ("Aansluiting eigen vermogen",),
        ("", 2023),
        ("Eigen vermogen", 48),
        ("Effect van de deelneming", 2),
    )
    assert posts(found, 2023)["eigen_vermogen"] == 50
