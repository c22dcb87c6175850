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
