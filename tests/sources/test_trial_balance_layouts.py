"""The same balances in any layout that packages export give the same posts, and never other ones."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ews_cli.core.posten import Post
from ews_cli.readers import read

CODES = {
    "0100": "BMvaBegVvp",
    "1100": "BLimBanRba",
    "1200": "BLimBanRbb",
    "1300": "BVorDebHad",
    "1600": "BSchCreHac",
    "4000": "WPerLesLon",
    "8000": "WOmzNodOdh",
}
EQUITY = ("0500", "BEivOvrAlr")
Cells = Callable[[int, int], Sequence[str]]


def dutch(cents: int) -> str:
    text = f"{abs(cents) / 100:,.2f}".replace(",", "_").replace(".", ",").replace("_", ".")
    return f"-{text}" if cents < 0 else text


def pair(cents: int, minus: bool = False) -> list[str]:
    return [dutch(cents), ""] if cents > 0 else ["", dutch(cents if minus else -cents)]


LAYOUTS: dict[str, tuple[list[str], Cells]] = {
    "balance": (["Saldo"], lambda saldo, opening: [dutch(saldo)]),
    "sides": (["Debet", "Credit"], lambda saldo, opening: pair(saldo)),
    "credit with minus": (["Debet", "Credit"], lambda saldo, opening: pair(saldo, minus=True)),
    "letter": (["Saldo", "D/C"], lambda saldo, opening: [dutch(abs(saldo)), "D" if saldo > 0 else "C"]),
    "behind": (["Saldo"], lambda saldo, opening: [f"{dutch(abs(saldo))} {'D' if saldo > 0 else 'C'}"]),
    "trailing": (["Saldo"], lambda saldo, opening: [dutch(abs(saldo)) + ("-" if saldo < 0 else "")]),
    "movements": (
        ["Beginsaldo", "Debet", "Credit", "Eindsaldo"],
        lambda saldo, opening: [dutch(opening), *pair(saldo - opening), dutch(saldo)],
    ),
    "movements and balance": (
        ["Debet", "Credit", "Saldo"],
        lambda saldo, opening: [*pair(saldo - opening), dutch(saldo)],
    ),
    "both": (["Debet", "Credit", "Saldo"], lambda saldo, opening: [*pair(saldo), dutch(saldo)]),
    "two years": (["31-12-2025", "30-06-2026"], lambda saldo, opening: [dutch(opening), dutch(saldo)]),
}
AMOUNTS = st.integers(min_value=100_00, max_value=9_000_000_00)


@st.composite
def ledgers(draw: st.DrawFn) -> tuple[dict[str, int], dict[str, int]]:
    """Balances and opening balances in cents, each adding up to nil by the equity."""

    def balances(numbers: Sequence[str]) -> dict[str, int]:
        found = {n: draw(AMOUNTS) * (-1 if n in ("1600", "8000") else 1) for n in numbers}
        if draw(st.booleans()):
            found["1200"] = -found["1200"]  # an overdrawn bank
        return {**found, EQUITY[0]: -sum(found.values())}

    return balances(list(CODES)), balances([n for n in CODES if CODES[n][0] == "B"])


def posts(balances: dict[str, int]) -> dict[Post, Decimal]:
    """By hand: the second bank on its side, and the result in equity."""
    owed = -min(balances["1200"], 0)
    assets = balances["0100"] + balances["1100"] + max(balances["1200"], 0) + balances["1300"]
    result = -balances["8000"] - balances["4000"]
    cents = {
        Post.BALANSTOTAAL: assets,
        Post.KORTLOPENDE_SCHULDEN: owed - balances["1600"],
        Post.EIGEN_VERMOGEN: result - balances[EQUITY[0]],
        Post.OPBRENGSTEN: -balances["8000"],
        Post.RESULTAAT: result,
    }
    return {post: Decimal(amount) / 100 for post, amount in cents.items()}


@pytest.mark.parametrize("layout", LAYOUTS)
@settings(max_examples=25, deadline=None)
@given(ledger=ledgers())
def test_a_layout_changes_no_post(layout: str, ledger: tuple[dict[str, int], dict[str, int]]) -> None:
    balances, opening = ledger
    heads, cells = LAYOUTS[layout]
    rows = [["Saldibalans per 30-06-2026"], ["Rekening", "RGS", *heads]]
    codes = CODES | dict([EQUITY])
    rows += [[n, codes[n], *cells(balances[n], opening.get(n, 0))] for n in sorted(balances)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        path.write_text("\n".join(";".join(row) for row in rows), encoding="utf-8")
        (jaar,) = read(path).jaarrekeningen
    assert {post: jaar.bedrag(post) for post in posts(balances)} == posts(balances)
