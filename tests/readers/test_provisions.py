"""Provisions among long-term and short-term liabilities, as IFRS prints them: their sum, and debts without them."""

from __future__ import annotations

import pytest

from ews_cli.core.jaarrekening import Herkomst
from ews_cli.core.posten import Post

from .test_forms import Line, lezing, posts

TOP: list[Line] = [
    ("Balans per 31 december 2023 (in €)",),
    ("", 2023, 2022),
    ("Totaal activa", 1000, 980),
    ("PASSIVA",),
    ("Totaal eigen vermogen", 500, 480),
]


def liabilities(long: str, short: str, total: int = 1000) -> list[Line]:
    """Long-term 150 + 30, short-term 100 + 20 + 200; the year before 160 + 25 and 110 + 15 + 190."""
    return [
        (f"Langlopende {long}",),
        ("Leningen", 150, 160),
        ("Voorzieningen", 30, 25),
        (f"Totaal langlopende {long}", 180, 185),
        (f"Kortlopende {short}",),
        ("Bankschulden", 100, 110),
        ("Voorzieningen", 20, 15),
        ("Handelsschulden", 200, 190),
        (f"Totaal kortlopende {short}", 320, 315),
        ("Totaal passiva", total, 980),
    ]


@pytest.mark.parametrize("words", ["verplichtingen", "schulden"])
def test_provisions_of_both_terms_are_added_up_and_taken_out_of_the_debts(words: str) -> None:
    found = lezing(*TOP, *liabilities(words, words))
    for year, provisions, long, short in ((2023, 50, 150, 300), (2022, 40, 160, 300)):
        read = posts(found, year)
        assert read["voorzieningen"] == provisions
        assert (read["langlopende_schulden"], read["kortlopende_schulden"]) == (long, short)
    bedrag = found.jaarrekeningen[-1].posten[Post.VOORZIENINGEN]
    assert bedrag.herkomst is Herkomst.AFGELEID
    assert bedrag.cel == "Blad1!B8 +Blad1!B12"


def test_provisions_may_have_their_term_in_their_name() -> None:
    rows: list[Line] = [
        ("Langlopende voorzieningen", 30, 25),
        ("Langlopende schulden", 150, 160),
        ("Kortlopende voorzieningen", 20, 15),
        ("Kortlopende schulden", 300, 300),
        ("Totaal passiva", 1000, 980),
    ]
    read = posts(lezing(*TOP, *rows), 2023)
    assert (read["voorzieningen"], read["langlopende_schulden"], read["kortlopende_schulden"]) == (
        50,
        150,
        300,
    )


def test_provisions_of_the_short_term_alone_are_no_debts() -> None:
    rows = [row for row in liabilities("schulden", "schulden") if row[1:] != (30, 25)]
    rows[2] = ("Totaal langlopende schulden", 180, 185)
    read = posts(lezing(*TOP, *rows), 2023)
    assert (read["voorzieningen"], read["langlopende_schulden"], read["kortlopende_schulden"]) == (
        20,
        180,
        300,
    )


def test_provisions_that_the_passiva_contradict_are_left_out_with_the_debts_they_may_be_in() -> None:
    found = lezing(*TOP, *liabilities("schulden", "schulden", total=1007))
    jaar = found.jaarrekeningen[-1]
    for post in (Post.VOORZIENINGEN, Post.LANGLOPENDE_SCHULDEN, Post.KORTLOPENDE_SCHULDEN):
        assert post not in jaar.posten
        assert "Blad1!B8 en Blad1!B12" in jaar.ontbreekt[post]


@pytest.mark.parametrize("short", [30, 20])
def test_provisions_above_the_totals_of_their_terms_are_told_apart_without_headings(short: int) -> None:
    read = posts(
        lezing(
            *TOP,
            ("Loans and borrowings", 150, 160),
            ("Provisions", 30, 25),
            ("Total non-current liabilities", 180, 185),
            ("Trade payables", 320 - short, 300),
            ("Provisions", short, 15),
            ("Total current liabilities", 320, 315),
            ("Totaal passiva", 1000, 980),
        ),
        2023,
    )
    assert (read["voorzieningen"], read["kortlopende_schulden"]) == (30 + short, 320 - short)
