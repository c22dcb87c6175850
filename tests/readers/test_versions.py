"""Two versions of one statement in a workbook: a draft or a tax version counts only where nothing else does."""

from __future__ import annotations

import pytest

from .test_forms import Line, lezing, posts


def balance(equity: int) -> list[Line]:
    return [
        ("Balans per 31 december 2023 (in euro)", 2023),
        ("Vlottende activa", 400),
        ("Totaal activa", 1000),
        ("Eigen vermogen", equity),
        ("Voorzieningen", 600 - equity),
        ("Kortlopende schulden", 400),
        ("Totaal passiva", 1000),
    ]


@pytest.mark.parametrize("naam", ["Balans (concept)", "Fiscale balans", "Balans oud", "balans_concept"])
def test_another_version_of_the_balance_does_not_count_and_is_named(naam: str) -> None:
    found = lezing(("Linde",), more={naam: balance(350), "Balans": balance(300)})
    assert posts(found, 2023)["eigen_vermogen"] == 300
    (melding,) = [p.melding for p in found.problemen if p.code == "EWS119"]
    assert melding == f"blad {naam} is een concept, een oude of een fiscale versie en telt niet mee"


def test_a_draft_alone_counts() -> None:
    found = lezing(("Linde",), more={"Balans (concept)": balance(300)})
    assert posts(found, 2023)["eigen_vermogen"] == 300
