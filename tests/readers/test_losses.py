"""Losses: by their words, and printed in red without a sign in the cell."""

from __future__ import annotations

import pytest

from .test_forms import Line, last, lezing, posts


def statement(label: str, amount: int) -> list[Line]:
    return [
        ("Exploitatierekening over 2023 (in euro)", 2023),
        ("Totaal baten", 1000),
        ("Totaal lasten", 1200 if amount else 1000),
        (label, amount),
    ]


@pytest.mark.parametrize(
    "label", ["Verlies", "Nadelig saldo", "Nadelig resultaat", "Exploitatietekort", "Exploitatieverlies"]
)
@pytest.mark.parametrize("amount", [200, -200])
def test_a_loss_by_its_words_is_below_nil_with_and_without_a_sign(label: str, amount: int) -> None:
    assert posts(lezing(*statement(label, amount)), 2023)["resultaat"] == -200


@pytest.mark.parametrize("label", ["Batig saldo", "Voordelig saldo", "Voordelig resultaat"])
def test_a_profit_by_its_words_is_a_result(label: str) -> None:
    found = lezing(
        ("Exploitatierekening (in euro)", 2023), ("Totaal baten", 1200), ("Totaal lasten", 1000), (label, 200)
    )
    assert posts(found, 2023)["resultaat"] == 200


def test_a_loss_that_is_only_printed_in_red_is_left_out() -> None:
    found = lezing(*statement("Resultaat", 200))
    assert "resultaat" not in posts(found, 2023)
    assert posts(found, 2023)["bedrijfsresultaat"] == -200
    assert "als verlies" in {p.value: why for p, why in last(found).ontbreekt.items()}["resultaat"]


def test_a_loss_with_its_sign_is_read() -> None:
    assert posts(lezing(*statement("Resultaat", -200)), 2023)["resultaat"] == -200


def test_a_loss_in_red_below_interest_and_an_operating_loss_in_red_is_left_out() -> None:
    found = lezing(
        ("Resultatenrekening over 2023 (in euro)", 2023),
        ("Som der bedrijfsopbrengsten", 1000),
        ("Som der bedrijfslasten", 1200),
        ("Bedrijfsresultaat", 200),
        ("Financiële baten en lasten", 30),
        ("Resultaat boekjaar", 230),
    )
    assert not {"resultaat", "bedrijfsresultaat"} & posts(found, 2023).keys()


def test_a_loss_in_red_below_interest_is_left_out_without_an_operating_result() -> None:
    found = lezing(
        ("Staat van baten en lasten over 2023 (in euro)", 2023),
        ("Totaal baten", 1000),
        ("Totaal lasten", 1200),
        ("Financiële baten en lasten", 30),
        ("Saldo van baten en lasten", 230),
    )
    assert "resultaat" not in posts(found, 2023)


def test_a_loss_in_red_after_tax_is_left_out_as_the_one_before_it() -> None:
    found = lezing(
        ("Resultatenrekening over 2023 (in euro)", 2023),
        ("Som der bedrijfsopbrengsten", 1000),
        ("Som der bedrijfslasten", 1200),
        ("Bedrijfsresultaat", 200),
        ("Rentelasten", 30),
        ("Resultaat voor belastingen", 230),
        ("Belastingen", 20),
        ("Resultaat na belastingen", 210),
    )
    assert not {"resultaat", "resultaat_voor_belasting"} & posts(found, 2023).keys()


def test_a_profit_of_interest_alone_is_read() -> None:
    found = lezing(
        ("Staat van baten en lasten over 2023 (in euro)", 2023),
        ("Totaal baten", 1200),
        ("Totaal lasten", 1200),
        ("Financiële baten en lasten", 30),
        ("Saldo van baten en lasten", 30),
    )
    assert posts(found, 2023)["resultaat"] == 30


def test_a_profit_in_credit_below_interest_has_its_sign_by_the_sum() -> None:
    found = lezing(
        ("Winst & verlies 2023 (in euro)", 2023),
        ("Totaal opbrengsten", -1000),
        ("Totaal kosten", 900),
        ("Financiële baten en lasten", 30),
        ("Resultaat", -70),
    )
    assert (posts(found, 2023)["opbrengsten"], posts(found, 2023)["resultaat"]) == (1000, 70)
