"""Accounts with English labels, and other forms that statements take over from English ones."""

from __future__ import annotations

import pytest

from ews_cli.core.jaarrekening import Basis
from ews_cli.readers.labels import names_of

from .test_forms import last, lezing, posts

BALANCE = (
    ("Consolidated statement of financial position (in thousands of euros)",),
    ("As at 31 December", "Note", "2023", "2022"),
    ("Assets",),
    ("Property, plant and equipment", 3, 600, 580),
    ("Intangible assets", 4, 100, 120),
    ("Total non-current assets", "", 700, 700),
    ("Inventories", 5, 50, 40),
    ("Trade and other receivables", 6, 150, 160),
    ("Cash and cash equivalents", 7, 100, 90),
    ("Total current assets", "", 300, 290),
    ("Total assets", "", 1000, 990),
    ("Equity and liabilities",),
    ("Share capital", 8, 100, 100),
    ("Retained earnings", 8, 300, 260),
    ("Total equity", "", 400, 360),
    ("Borrowings", 9, 250, 300),
    ("Total non-current liabilities", "", 250, 300),
    ("Trade and other payables", 10, 350, 330),
    ("Total current liabilities", "", 350, 330),
    ("Total equity and liabilities", "", 1000, 990),
)
RESULT = [
    ("Consolidated income statement (in thousands of euros)",),
    ("", "Note", "2023", "2022"),
    ("Revenue", 11, 2000, 1900),
    ("Cost of sales", 12, -1400, -1350),
    ("Gross profit", "", 600, 550),
    ("Other operating expenses", 13, -530, -500),
    ("Operating result", "", 70, 50),
    ("Net finance costs", 14, -10, -12),
    ("Profit before tax", "", 60, 38),
    ("Income tax expense", 15, -20, -8),
    ("Profit for the year", "", 40, 30),
]


def test_english_accounts_are_read_as_dutch_ones() -> None:
    found = lezing(*BALANCE, more={"Income": RESULT})
    assert posts(found, 2023) == {
        **{"vaste_activa": 700, "voorraden": 50, "vorderingen": 150, "liquide_middelen": 100},
        **{"vlottende_activa": 300, "balanstotaal": 1000, "eigen_vermogen": 400, "kortlopende_schulden": 350},
        **{"opbrengsten": 2000, "netto_omzet": 2000, "bedrijfslasten": 1930, "bedrijfsresultaat": 70},
        **{"resultaat_voor_belasting": 60, "belastingen": 20, "resultaat": 40},
    }
    assert (last(found).eenheid, last(found).basis) == (1000, Basis.GECONSOLIDEERD)


@pytest.mark.parametrize(
    "label", ["Total liabilities", "Total comprehensive income", "Operating income", "Changes in equity"]
)
def test_english_words_that_look_like_a_post_are_none(label: str) -> None:
    assert names_of(label) == ()


def test_a_euro_sign_in_a_cell_of_its_own_stands_under_the_year() -> None:
    found = lezing(
        ("Balans per 31 december",),
        ("", "2023", "", "2022", ""),
        ("Vaste activa", "€", 600, "€", 500),
        ("Vlottende activa", "€", 400, "€", 450),
        ("Totaal activa", "€", 1000, "€", 950),
    )
    assert posts(found, 2023)["balanstotaal"] == 1000
    assert posts(found, 2022)["vlottende_activa"] == 450
    assert last(found).eenheid == 1


def test_a_euro_sign_beside_a_column_of_another_year_moves_nothing() -> None:
    found = lezing(
        ("Balans per 31 december",),
        ("", "2023", "2022"),
        ("Vaste activa", "€", 500),
        ("Totaal activa", "€", 950),
    )
    assert [jaar.boekjaar for jaar in found.jaarrekeningen] == [2022]
