"""Exploitatierekeningen in two columns that the result makes equal: the result is no cost and no revenue."""

from __future__ import annotations

import pytest

from .test_forms import Line, last, lezing, posts

TITLE: list[Line] = [
    ("Exploitatierekening 2023 (in euro)",),
    ("LASTEN", 2023, "BATEN", 2023),
]


def test_a_profit_among_the_costs_is_no_cost() -> None:
    found = lezing(
        *TITLE,
        ("Personeelskosten", 700, "Opbrengsten Jeugdwet", 900),
        ("Overige kosten", 250, "Overige baten", 100),
        ("Positief resultaat", 50, "", ""),
        ("Totaal lasten", 1000, "Totaal baten", 1000),
    )
    year = posts(found, 2023)
    assert (year["opbrengsten"], year["resultaat"]) == (1000, 50)
    assert not {"bedrijfslasten", "bedrijfsresultaat"} & year.keys()
    reasons = {p.value: why for p, why in last(found).ontbreekt.items()}
    assert reasons["bedrijfslasten"] == "het resultaat (rij 5) zit in dit totaal (Blad1!B6)"


@pytest.mark.parametrize(("label", "result"), [("Nadelig resultaat", -50), ("Resultaat", None)])
def test_a_loss_among_the_revenue_is_no_revenue(label: str, result: int | None) -> None:
    found = lezing(
        *TITLE,
        ("Personeelskosten", 700, "Opbrengsten Jeugdwet", 850),
        ("Overige kosten", 300, "Overige baten", 100),
        ("", "", label, 50),
        ("Totaal lasten", 1000, "Totaal baten", 1000),
    )
    year = posts(found, 2023)
    assert year.get("resultaat") == result
    assert year["bedrijfslasten"] == 1000
    assert "opbrengsten" not in year


def test_the_same_total_on_both_sides_without_a_result_is_read() -> None:
    found = lezing(
        *TITLE,
        ("Personeelskosten", 700, "Opbrengsten Jeugdwet", 900),
        ("Overige kosten", 300, "Overige baten", 100),
        ("Totaal lasten", 1000, "Totaal baten", 1000),
    )
    assert (posts(found, 2023)["opbrengsten"], posts(found, 2023)["bedrijfslasten"]) == (1000, 1000)
