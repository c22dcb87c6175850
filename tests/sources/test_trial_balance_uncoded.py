"""A trial balance without codes and without a mapping is no statement, whatever its accounts are called."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from ews_cli.core.posten import Post
from ews_cli.readers import Lezing, read
from ews_cli.readers.options import Accounts, FileMapping, ReadOptions

BALANCES = (
    ("0100", "Materi\u00eble vaste activa", 480_000),
    ("0500", "Eigen vermogen", -250_000),
    ("1100", "Liquide middelen", -40_000),
    ("1300", "Vorderingen", 130_000),
    ("1600", "Kortlopende schulden", -300_000),
    ("4000", "Personeelskosten", 880_000),
    ("8000", "Netto-omzet", -900_000),
)


def listed(folder: Path, head: str, sides: bool = False, options: ReadOptions | None = None) -> Lezing:
    path = folder / "a.csv"
    rows = [
        f"{number};{naam};{max(saldo, 0)};{max(-saldo, 0)}" if sides else f"{number};{naam};{saldo}"
        for number, naam, saldo in BALANCES
    ]
    path.write_text("\n".join([head, *rows]), encoding="utf-8")
    return read(path, options)


@pytest.mark.parametrize(
    ("head", "sides"),
    [
        ("Rekening;Omschrijving;2025", False),
        ("Grootboekrekening;Naam;31-12-2025", False),
        ("Rekeningnummer;Omschrijving;Boekjaar 2025", False),
        ("Rekening;Omschrijving;Debet;Credit", True),
    ],
)
def test_its_accounts_are_no_posts(tmp_path: Path, head: str, sides: bool) -> None:
    found = listed(tmp_path, head, sides)
    assert found.jaarrekeningen == ()
    assert [problem.code for problem in found.problemen] == ["EWS164"]
    assert "noem de rekeningen in een mapping" in found.problemen[0].melding


def test_codes_without_a_column_of_balances_are_said(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    codes = ("BMvaBegVvp", "BEivOvrAlr", "BLimBanRba", "BVorDebHad", "BSchCreHac", "WPerLesLon", "WOmzNodOdh")
    rows = [f"{number};{code};{saldo}" for (number, _, saldo), code in zip(BALANCES, codes, strict=True)]
    path.write_text("\n".join(["Rekening;RGS;Kolom 7", *rows]), encoding="utf-8")
    found = read(path)
    assert [problem.code for problem in found.problemen] == ["EWS163"]
    assert "noem die Saldo" in found.problemen[0].melding


def test_with_a_mapping_it_is_read(tmp_path: Path) -> None:
    posts = {
        Accounts(100, 199): Post.VASTE_ACTIVA,
        Accounts(500, 599): Post.EIGEN_VERMOGEN,
        Accounts(1100, 1199): Post.LIQUIDE_MIDDELEN,
        Accounts(1300, 1399): Post.VORDERINGEN,
        Accounts(1600, 1699): Post.KORTLOPENDE_SCHULDEN,
        Accounts(4000, 4999): Post.BEDRIJFSLASTEN,
        Accounts(8000, 8999): Post.OPBRENGSTEN,
    }
    options = ReadOptions(mapping=FileMapping(rekeningen=posts), jaar=2025)
    (jaar,) = listed(tmp_path, "Rekening;Omschrijving;Saldo", options=options).jaarrekeningen
    assert jaar.bedrag(Post.KORTLOPENDE_SCHULDEN) == 340_000  # 300,000 and the bank


def test_accounts_beside_it_are_read_as_before(tmp_path: Path) -> None:
    book = Workbook()
    balance = book.active
    assert balance is not None
    balance.title = "Balans"
    for row in (
        ["Balans (in euro)", 2025],
        ["Vaste activa", 480_000],
        ["Vlottende activa", 130_000],
        ["Totaal activa", 610_000],
        ["Eigen vermogen", 270_000],
        ["Kortlopende schulden", 340_000],
        ["Totaal passiva", 610_000],
    ):
        balance.append(row)
    ledger = book.create_sheet("Saldi")
    ledger.append(["Rekening", "Omschrijving", 2025])
    for one in BALANCES:
        ledger.append(list(one))
    book.save(tmp_path / "a.xlsx")
    found = read(tmp_path / "a.xlsx")
    (jaar,) = found.jaarrekeningen
    assert jaar.bedrag(Post.EIGEN_VERMOGEN) == 270_000
    assert jaar.bedrag(Post.LIQUIDE_MIDDELEN) is None
    assert [problem.code for problem in found.problemen if problem.code == "EWS164"] == ["EWS164"]


def test_a_statement_with_the_numbers_of_its_accounts_is_a_statement(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = ["Rekening;Balans in euro;2025", "0100;Vaste activa;480000", "1000;Vlottende activa;130000"]
    rows += ["1999;Totaal activa;610000", "0500;Eigen vermogen;270000", "1600;Kortlopende schulden;340000"]
    path.write_text("\n".join([*rows, "1998;Totaal passiva;610000"]), encoding="utf-8")
    (jaar,) = read(path).jaarrekeningen
    assert jaar.bedrag(Post.EIGEN_VERMOGEN) == 270_000
