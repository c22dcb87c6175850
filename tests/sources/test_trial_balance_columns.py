"""Which columns and rows of a trial balance are the balances: no opening, no movement, and nothing twice."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

import pytest
from openpyxl import Workbook

from ews_cli.core.posten import Post
from ews_cli.readers import Lezing, ReadOptions, read
from ews_cli.readers.options import Accounts, FileMapping

Row = Sequence[object]
BALANCES = (
    ("0100", "Gebouwen", "BMvaBegVvp", 480_000),
    ("0500", "Algemene reserve", "BEivOvrAlr", -250_000),
    ("1100", "Bank", "BLimBanRba", -40_000),
    ("1300", "Debiteuren", "BVorDebHad", 130_000),
    ("1600", "Crediteuren", "BSchCreHac", -300_000),
    ("4000", "Lonen", "WPerLesLon", 880_000),
    ("8000", "Omzet", "WOmzNodOdh", -900_000),
)
OPENING = {"0100": 500_000, "0500": -250_000, "1100": 20_000, "1300": 50_000, "1600": -320_000}
"""Adds up to nil, as the balances do, and so does what moved between them."""
EXPECTED = {
    Post.BALANSTOTAAL: 610_000,  # 480,000 + 130,000
    Post.EIGEN_VERMOGEN: 270_000,  # 250,000 + 900,000 - 880,000
    Post.KORTLOPENDE_SCHULDEN: 340_000,  # 300,000 and the bank
    Post.OPBRENGSTEN: 900_000,
    Post.RESULTAAT: 20_000,
}
TITLE: list[Row] = [["Saldibalans per 30-06-2026"]]
MAPPED = {
    "0100-0399": Post.VASTE_ACTIVA,
    "0500-0599": Post.EIGEN_VERMOGEN,
    "1100-1199": Post.LIQUIDE_MIDDELEN,
    "1300-1399": Post.VORDERINGEN,
    "1600-1699": Post.KORTLOPENDE_SCHULDEN,
    "4000-4999": Post.BEDRIJFSLASTEN,
    "8000-8999": Post.OPBRENGSTEN,
}


def by_accounts() -> ReadOptions:
    ranges: Mapping[Accounts, Post] = {
        Accounts(*map(int, accounts.split("-"))): post for accounts, post in MAPPED.items()
    }
    return ReadOptions(mapping=FileMapping(rekeningen=MappingProxyType(ranges)))


def sides(amount: int) -> list[object]:
    """An amount under debit and credit."""
    return [amount, ""] if amount > 0 else ["", -amount] if amount else ["", ""]


def book(path: Path, **sheets: Sequence[Row]) -> Path:
    made = Workbook()
    assert made.active
    made.remove(made.active)
    for naam, rows in sheets.items():
        sheet = made.create_sheet(naam)
        for row in rows:
            sheet.append(list(row))
    made.save(path)
    return path


def rows_of(heads: Sequence[str], cells: Callable[[int, int], Sequence[object]], *above: Row) -> list[Row]:
    """The list with `cells(balance, opening)` behind number, name and code of each account."""
    head = ["Rekening", "Omschrijving", "RGS", *heads]
    return [
        *TITLE, *above, head,
        *([n, naam, code, *cells(saldo, OPENING.get(n, 0))] for n, naam, code, saldo in BALANCES),
    ]  # fmt: skip


def held(found: Lezing, *codes: str) -> None:
    """Hold that the closing balances were read, with no other problems than these."""
    assert [problem.code for problem in found.problemen] == list(codes)
    (jaar,) = found.jaarrekeningen
    assert {post: jaar.bedrag(post) for post in EXPECTED} == EXPECTED
    assert (str(jaar.balansdatum), jaar.maanden) == ("2026-06-30", 6)


def refused(found: Lezing, code: str, said: str) -> None:
    assert found.jaarrekeningen == ()
    (problem,) = found.problemen
    assert problem.code == code
    assert said in problem.melding


def all_columns(saldo: int, opening: int) -> list[object]:
    return [opening, *sides(saldo - opening), saldo]


@pytest.mark.parametrize(
    ("heads", "cells"),
    [
        (["Beginsaldo", "Debet", "Credit", "Eindsaldo"], all_columns),
        (["Saldo begin", "Debet", "Credit", "Saldo eind"], all_columns),
        (["Saldo 01-01-2026", "Debet", "Credit", "Saldo 30-06-2026"], all_columns),
        (["Saldo 31-12-2025", "Debet", "Credit", "Saldo 30-06-2026"], all_columns),
        (["Debet", "Credit", "Saldo"], lambda saldo, opening: [*sides(saldo - opening), saldo]),
        (["Debet", "Credit", "Saldo"], lambda saldo, opening: [*sides(saldo), saldo]),
        (["Debet", "Credit", "Saldo"], lambda saldo, opening: [*sides(saldo), abs(saldo)]),
        (
            ["Debet", "Credit", "Saldo", "D/C"],
            lambda saldo, opening: [*sides(saldo - opening), abs(saldo), "D" if saldo > 0 else "C"],
        ),
        (["Beginsaldo", "Debet", "Credit"], lambda saldo, opening: [0, *sides(saldo)]),
        (["Saldo (x € 1.000)"], lambda saldo, opening: [saldo // 1000]),
        (["Debet cumulatief", "Credit cumulatief"], lambda saldo, opening: sides(saldo)),
        (
            ["Beginbalans debet", "Beginbalans credit", "Eindbalans debet", "Eindbalans credit"],
            lambda saldo, opening: [*sides(opening), *sides(saldo)],
        ),
    ],
)
def test_debit_and_credit_of_what_moved_are_no_balances(
    tmp_path: Path, heads: list[str], cells: Callable[[int, int], Sequence[object]]
) -> None:
    held(read(book(tmp_path / "a.xlsx", blad=rows_of(heads, cells))))


def test_a_word_above_the_columns_tells_movements_from_balances(tmp_path: Path) -> None:
    above = ["", "", "", "Beginbalans", "Mutaties", "", "Eindbalans"]
    heads = ["Saldo", "Debet", "Credit", "Saldo"]
    held(read(book(tmp_path / "a.xlsx", blad=rows_of(heads, all_columns, above))))


@pytest.mark.parametrize(
    ("heads", "above", "said"),
    [
        (["Debet", "Credit"], ["", "", "", "Mutaties", ""], "mutaties"),
        (["Debet", "Credit"], ["", "", "", "Beginbalans", ""], "mutaties"),
        (["Debet", "Credit"], ["Overzicht van mutaties"], "mutaties"),
        (["Beginsaldo", "Debet", "Credit"], [], "eindsaldo is er niet"),
        (["Saldo", "Debet", "Credit"], [], "het saldo is niet debet min credit"),
        (["Debet", "Credit"], [], "geen rekening van het eigen vermogen"),
    ],
)
def test_movements_without_closing_balances_are_refused(
    tmp_path: Path, heads: list[str], above: list[str], said: str
) -> None:
    rows = rows_of(
        heads, lambda saldo, opening: [*([opening] * (len(heads) - 2)), *sides(saldo - opening)], above
    )
    refused(read(book(tmp_path / "a.xlsx", blad=rows)), "EWS163", said)


def test_a_list_without_equity_but_the_result_may_be_of_movements(tmp_path: Path) -> None:
    rows: list[Row] = [*TITLE, ["Rekening", "RGS", "Saldo"], ["1100", "BLimBanRba", 20_000]]
    rows += [["0500", "BEivOvrAlr", 0], ["4000", "WPerLesLon", 880_000], ["8000", "WOmzNodOdh", -900_000]]
    refused(read(book(tmp_path / "a.xlsx", blad=rows)), "EWS163", "geen rekening van het eigen vermogen")


def test_a_list_with_fixed_assets_below_nil_may_be_of_movements(tmp_path: Path) -> None:
    rows: list[Row] = [*TITLE, ["Rekening", "RGS", "Debet", "Credit"], ["0100", "BMvaBegVvp", "", 20_000]]
    rows += [["0500", "BEivOvrAlr", "", 1_000], ["1100", "BLimBanRba", 21_000, ""]]
    refused(read(book(tmp_path / "a.xlsx", blad=rows)), "EWS163", "de vaste activa zijn samen negatief")


def test_an_opening_apart_for_debit_and_credit_tells_movements_from_balances(tmp_path: Path) -> None:
    heads = ["Beginbalans debet", "Beginbalans credit", "Debet", "Credit"]
    rows = rows_of(heads, lambda saldo, opening: [*sides(opening), *sides(saldo - opening)])
    refused(read(book(tmp_path / "a.xlsx", blad=rows)), "EWS163", "eindsaldo is er niet")
    rows = rows_of(
        [*heads, "Saldo"], lambda saldo, opening: [*sides(opening), *sides(saldo - opening), saldo]
    )
    held(read(book(tmp_path / "a.xlsx", blad=rows)))


def test_debit_and_credit_that_are_the_movement_beside_them_are_no_balances(tmp_path: Path) -> None:
    heads = ["Debet", "Credit", "Mutatie"]
    rows = rows_of(heads, lambda saldo, opening: [*sides(saldo - opening), saldo - opening])
    refused(read(book(tmp_path / "a.xlsx", blad=rows)), "EWS163", "overal de mutatie")


def test_balances_of_two_accounts_that_are_numbered_alike_are_not_both_of_the_first(tmp_path: Path) -> None:
    rows = rows_of(["Saldo"], lambda saldo, opening: [saldo])
    rows += [["1600", "Lening", "BLasOsg", -50_000], ["1300", "Debiteuren", "BVorDebHad", 50_000]]
    refused(read(book(tmp_path / "a.xlsx", blad=rows)), "EWS164", "1600")


@pytest.mark.parametrize("empty", ["", 0])
def test_a_credit_column_with_minus_signs_is_credit(tmp_path: Path, empty: object) -> None:
    rows = rows_of(
        ["Debet", "Credit"], lambda saldo, opening: [saldo, empty] if saldo > 0 else [empty, saldo]
    )
    held(read(book(tmp_path / "a.xlsx", blad=rows)))


def test_a_credit_column_with_some_minus_signs_is_refused(tmp_path: Path) -> None:
    rows = rows_of(
        ["Debet", "Credit"],
        lambda saldo, opening: [saldo, ""] if saldo > 0 else ["", saldo if saldo != -40_000 else 40_000],
    )
    refused(read(book(tmp_path / "a.xlsx", blad=rows)), "EWS162", "telt niet op tot nul")


def test_a_row_of_a_group_without_a_number_does_not_count_beside_its_accounts(tmp_path: Path) -> None:
    rows: list[Row] = [*TITLE, ["Rekening", "Omschrijving", "RGS", "Saldo"]]
    for number, naam, code, saldo in BALANCES:
        rows += [["", naam, code, saldo], [number, naam, code, saldo]]
    held(read(book(tmp_path / "a.xlsx", blad=rows)), "EWS175")


def test_rows_for_the_whole_balance_and_for_a_class_of_accounts_do_not_count(tmp_path: Path) -> None:
    rows = rows_of(["Saldo"], lambda saldo, opening: [saldo])
    rows += [["", "Balans", "B", 20_000], ["", "Resultaat", "W", -20_000]]
    rows += [["0", "Klasse 0", "", 230_000], ["1", "Klasse 1", "", -210_000]]
    rows += [["4", "Klasse 4", "", 880_000], ["8", "Klasse 8", "", -900_000]]
    held(read(book(tmp_path / "a.xlsx", blad=rows)), "EWS175")


@pytest.mark.parametrize("total_first", [True, False])
def test_groups_that_are_numbered_as_accounts_are_not_counted_twice(
    tmp_path: Path, total_first: bool
) -> None:
    rows: list[Row] = [*TITLE, ["Rekening", "Omschrijving", "Saldo"]]
    for number, naam, _, saldo in BALANCES:
        parts = [[int(number) + 10, naam, saldo - 1], [int(number) + 20, naam, 1]]
        total = [int(number) + (0 if total_first else 90), naam, saldo]
        rows += [total, *parts] if total_first else [*parts, total]
    found = read(book(tmp_path / "a.xlsx", blad=rows), by_accounts())
    refused(found, "EWS163", "elk saldo staat er twee keer")


def test_of_two_sheets_the_newest_balances_count(tmp_path: Path) -> None:
    older: list[Row] = [["Saldibalans per 31-12-2025"], ["Rekening", "Omschrijving", "RGS", "Saldo"]]
    older += [[n, naam, code, OPENING.get(n, 0)] for n, naam, code, _ in BALANCES]
    newer = rows_of(["Saldo"], lambda saldo, opening: [saldo])
    held(read(book(tmp_path / "a.xlsx", oud=older, nieuw=newer)), "EWS118")


def test_a_sheet_that_cannot_be_read_beside_it_is_said(tmp_path: Path) -> None:
    rows = rows_of(["Saldo"], lambda saldo, opening: [saldo])
    undated = rows[1:]
    found = read(book(tmp_path / "a.xlsx", brugstaat=undated, saldi=rows))
    held(found, "EWS118")
    assert found.problemen[0].waar is not None
    assert found.problemen[0].waar.endswith("!brugstaat")
    assert "noemt geen datum" in found.problemen[0].melding


def test_two_sheets_of_one_day_are_refused(tmp_path: Path) -> None:
    rows = rows_of(["Saldo"], lambda saldo, opening: [saldo])
    refused(read(book(tmp_path / "a.xlsx", ene=rows, andere=rows)), "EWS163", "ene en andere")


def test_signs_that_are_all_turned_are_seen_by_the_posts_of_a_mapping(tmp_path: Path) -> None:
    rows = rows_of(["Saldo"], lambda saldo, opening: [-saldo])
    plain = [[*row[:2], *row[3:]] if len(row) > 3 else row for row in rows]
    refused(read(book(tmp_path / "a.xlsx", blad=plain), by_accounts()), "EWS162", "keer alle tekens om")


def test_headings_of_a_second_page_and_what_is_carried_over_are_no_accounts(tmp_path: Path) -> None:
    rows = rows_of(["Debet", "Credit"], lambda saldo, opening: sides(saldo))
    page = [["Transport", "", "", 480_000, 290_000], rows[1], ["Transport", "", "", 480_000, 290_000]]
    held(read(book(tmp_path / "a.xlsx", blad=[*rows[:5], *page, *rows[5:]])))


@pytest.mark.parametrize(
    ("head", "values"),
    [
        ("Administratie", ("Zorg B.V.", "Vastgoed B.V.")),
        ("Periode", (5, 6)),
        ("Boekjaar", (2025, 2026)),
        ("Datum", ("15-01-2026", "16-01-2026")),
    ],
)
def test_balances_of_two_administrations_or_moments_are_not_added_up(
    tmp_path: Path, head: str, values: tuple[object, object]
) -> None:
    rows: list[Row] = [*TITLE, [head, "Rekening", "Omschrijving", "RGS", "Saldo"]]
    rows += [[value, *one] for value in values for one in BALANCES]
    refused(read(book(tmp_path / "a.xlsx", blad=rows)), "EWS163", f"kolom '{head}'")


def test_a_column_of_cost_centres_parts_the_balance_of_an_account(tmp_path: Path) -> None:
    rows: list[Row] = [*TITLE, ["Kostenplaats", "Rekening", "Omschrijving", "RGS", "Saldo"]]
    for *account, saldo in BALANCES:
        rows += [["noord", *account, saldo // 2], ["zuid", *account, saldo // 2]]
    held(read(book(tmp_path / "a.xlsx", blad=rows)))


def test_amounts_under_a_period_are_no_periods(tmp_path: Path) -> None:
    rows = rows_of(["Periode", "Cumulatief"], lambda saldo, opening: [saldo - opening, saldo])
    held(read(book(tmp_path / "a.xlsx", blad=rows)))


def test_two_banks_with_one_code_and_no_number_do_not_pay_for_each_other(tmp_path: Path) -> None:
    rows: list[Row] = [*TITLE, ["RGS", "Omschrijving", "Saldo"]]
    rows += [
        ["BLimBanRba", "De ene bank", 100],
        ["BLimBanRba", "De andere", -60],
        ["BEivOvr", "Reserve", -40],
    ]
    (jaar,) = read(book(tmp_path / "a.xlsx", blad=rows)).jaarrekeningen
    assert jaar.bedrag(Post.LIQUIDE_MIDDELEN) == 100
    assert jaar.bedrag(Post.KORTLOPENDE_SCHULDEN) == 60


def test_a_number_and_a_name_in_one_column_are_an_account(tmp_path: Path) -> None:
    rows: list[Row] = [*TITLE, ["Grootboekrekening", "Saldo"]]
    rows += [[f"{number} {naam}", saldo] for number, naam, _, saldo in BALANCES]
    held(read(book(tmp_path / "a.xlsx", blad=rows), by_accounts()))
