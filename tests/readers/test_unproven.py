"""Posts that may lack the row below them: left out where the balance does not show it."""

from __future__ import annotations

import pytest

from .test_forms import Line, lezing, posts

TOP: list[Line] = [
    ("Balans per 31 december 2023 (in euro)", 2023),
    ("Totaal activa", 1000),
    ("PASSIVA",),
]


def passiva(loan: str) -> list[Line]:
    return [
        ("Eigen vermogen", 400),
        (loan, 250),
        ("Kortlopende schulden", 200),
        ("Overlopende passiva", 150),
        ("Totaal passiva", 1000),
    ]


def test_accruals_below_the_debts_belong_to_them_where_the_passiva_then_close() -> None:
    assert posts(lezing(*TOP, *passiva("Langlopende schulden")), 2023)["kortlopende_schulden"] == 350


def test_debts_above_accruals_are_left_out_where_the_passiva_do_not_close() -> None:
    year = posts(lezing(*TOP, *passiva("Lening van de oprichters")), 2023)
    assert "kortlopende_schulden" not in year
    assert year["eigen_vermogen"] == 400


@pytest.mark.parametrize(("debts", "equity"), [("Kortlopende schulden", 450), ("Schulden op termijn", None)])
def test_equity_above_the_result_needs_a_balance_that_closes(debts: str, equity: int | None) -> None:
    found = lezing(
        *TOP, ("Eigen vermogen", 400), ("Resultaat boekjaar", 50), (debts, 550), ("Totaal passiva", 1000)
    )
    assert posts(found, 2023).get("eigen_vermogen") == equity


def test_ratios_below_the_balance_are_no_posts_of_it() -> None:
    rows: list[Line] = [("Kapitaal", 400), ("Kortlopende schulden", 600), ("Totaal passiva", 1000)]
    assert "eigen_vermogen" not in posts(lezing(*TOP, *rows, ("Eigen vermogen", 40.0)), 2023)


@pytest.mark.parametrize("post", ["Voorzieningen", "Langlopende schulden"])
def test_debts_below_nil_without_a_proof_of_their_sign_are_left_out(post: str) -> None:
    found = lezing(*TOP, ("Eigen vermogen", 400), (post, -250), ("Overig", 850), ("Totaal passiva", 1000))
    assert post.casefold().replace(" ", "_") not in posts(found, 2023)


def test_revenue_below_nil_without_costs_is_left_out() -> None:
    found = lezing(("Resultatenrekening 2023 (in euro)", 2023), ("Netto-omzet", -1000), ("Resultaat", -50))
    assert not found.jaarrekeningen or not {"opbrengsten", "resultaat"} & posts(found, 2023).keys()


def test_figures_past_their_headings_over_an_empty_column_are_refused() -> None:
    found = lezing(
        ("Balans (in euro)", 2023, 2022, "", ""),
        ("Vaste activa", 1, 600, "", 610),
        ("Vlottende activa", 2, 400, "", 390),
        ("Totaal activa", "", 1000, "", 1000),
    )
    assert not found.jaarrekeningen


@pytest.mark.parametrize(("amount", "current"), [(300, None), (290, 200)], ids=["fills the gap", "does not"])
def test_current_assets_beside_an_unknown_row_that_fills_the_gap_are_left_out(
    amount: int, current: int | None
) -> None:
    found = lezing(
        ("Balans per 31 december 2023 (in euro)", 2023),
        ("Vaste activa", 500),
        ("Vlottende activa", 200),
        ("Spaartegoeden", amount),
        ("Totaal activa", 1000),
    )
    assert posts(found, 2023).get("vlottende_activa") == current


@pytest.mark.parametrize(
    ("label", "whole"), [("Afschrijvingen materiële vaste activa", 50), ("Afschrijving gebouwen", None)]
)
def test_depreciation_of_intangible_assets_alone_is_not_all_depreciation(
    label: str, whole: int | None
) -> None:
    found = lezing(
        ("Resultatenrekening 2023 (in euro)", 2023),
        ("Som der bedrijfsopbrengsten", 1000),
        ("Afschrijvingen immateriële vaste activa", 10),
        (label, 40),
        ("Som der bedrijfslasten", 950),
        ("Resultaat", 50),
    )
    assert posts(found, 2023).get("afschrijvingen") == whole
