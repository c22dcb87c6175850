"""Short-term debts without a heading and without a total, as small balances print them."""

from __future__ import annotations

import pytest

from ews_cli.core.jaarrekening import Herkomst
from ews_cli.core.posten import Post

from .test_forms import Line, last, lezing, posts

TOP: list[Line] = [
    ("Balans per 31 december 2023 (in euro)",),
    ("ACTIVA", 2023, 2022),
    ("Totaal activa", 1000, 980),
    ("PASSIVA", 2023, 2022),
    ("Eigen vermogen", 400, 390),
    ("Voorzieningen", 50, 50),
]
LOAN: Line = ("Langlopende schulden", 250, 260)
SHORT: list[Line] = [
    ("Crediteuren", 120, 110),
    ("Belastingen en premies", 90, 80),
    ("Overlopende passiva", 90, 90),
]
END: Line = ("Totaal passiva", 1000, 980)


def test_rows_of_short_term_debts_that_close_the_passiva_are_added_up() -> None:
    found = lezing(*TOP, LOAN, *SHORT, END)
    assert posts(found, 2023)["kortlopende_schulden"] == 300
    assert posts(found, 2022)["kortlopende_schulden"] == 280
    bedrag = last(found).posten[Post.KORTLOPENDE_SCHULDEN]
    assert bedrag.herkomst is Herkomst.AFGELEID
    assert (bedrag.cel, bedrag.som) == (
        "Blad1!B8 + Blad1!B9 + Blad1!B10",
        "som van 3 regels vanaf 'Crediteuren'",
    )


@pytest.mark.parametrize(
    "rows",
    [
        [("Lening bank", 250, 260), *SHORT, END],
        [LOAN, ("Rekening-courant bestuurder", 120, 110), *SHORT[1:], END],
        [LOAN, ("Crediteuren", 100, 110), *SHORT[1:], END],
        [("Crediteuren", 120, 110), ("Overige schulden", 430, 430), END],
    ],
    ids=["a loan without its term", "a row that may be long", "passiva that do not close", "other debts"],
)
def test_rows_that_may_be_other_debts_are_not_added_up(rows: list[Line]) -> None:
    assert "kortlopende_schulden" not in posts(lezing(*TOP, *rows), 2023)
