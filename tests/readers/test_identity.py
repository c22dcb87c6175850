"""The name of a provider in a title: the same in every year, whatever else the title says."""

from __future__ import annotations

from pathlib import Path

import pytest

from ews_cli.readers.grid import Sheet
from ews_cli.readers.identity import find_aanbieder


def name_in(title: str) -> str:
    return find_aanbieder([Sheet("Balans", [[title]])], Path("bestand.xlsx"))[0].naam


@pytest.mark.parametrize(
    "title",
    [
        "Stichting Beta",
        "Stichting Beta te Utrecht",
        "Stichting Beta - Balans per 31 december 2024",
        "Stichting Beta Jaarrekening 2024",
        "Stichting Beta, jaarcijfers 2023",
        "Stichting Beta (geconsolideerd)",
        "Stichting Beta 2024",
        "Stichting Beta over 2024",
        "Stichting Beta tussentijdse cijfers per 30 juni 2026 (in €)",
        "Jaarrekening 2024 Stichting Beta",
        "Geconsolideerde jaarrekening over 2023 van Stichting Beta",
        "Stichting Beta (KvK 12345678)",
    ],
)
def test_a_name_is_the_same_in_every_title(title: str) -> None:
    assert name_in(title) == "Stichting Beta"


@pytest.mark.parametrize(
    ("title", "naam"),
    [
        ("Beta Jeugdzorg B.V. jaarcijfers 2023", "Beta Jeugdzorg B.V."),
        ("Coöperatie Beta U.A., jaarstukken 2022", "Coöperatie Beta U.A."),
        ("Stichting Jaarverslag", "Stichting Jaarverslag"),
        ("Stichting Jeugdhulp 2000", "Stichting Jeugdhulp 2000"),
        ("Stichting 2 Samen", "Stichting 2 Samen"),
        ("Balans per 31 december 2024", "bestand"),
    ],
)
def test_no_word_of_a_name_is_taken_for_a_title(title: str, naam: str) -> None:
    assert name_in(title) == naam
