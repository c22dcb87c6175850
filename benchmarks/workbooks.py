"""Workbooks to measure with: annual accounts of invented providers, each of 3 sheets and about 80 rows."""

import os
from pathlib import Path

import xlsxwriter

from reading import BALANS, RESULTAAT, TOELICHTING, Row

TABLES = (("Balans", BALANS), ("Resultatenrekening", RESULTAAT), ("Toelichting", TOELICHTING))


def portfolio(folder: Path, count: int) -> list[Path]:
    """Write the accounts of `count` providers; no two have the same figures."""
    folder.mkdir(parents=True, exist_ok=True)
    return [_accounts(folder / f"{number:05}.xlsx", number) for number in range(count)]


def links(folder: Path, sources: list[Path], count: int) -> None:
    """`count` files as hard links to some workbooks, a thousand in a folder."""
    for number in range(count):
        below = folder / f"{number // 1000:03}"
        if number % 1000 == 0:
            below.mkdir(parents=True)
        os.link(sources[number % len(sources)], below / f"{number:06}.xlsx")


def _accounts(path: Path, number: int) -> Path:
    with xlsxwriter.Workbook(path) as book:
        amounts: dict[str, int] = {}
        for naam, table in TABLES:
            sheet = book.add_worksheet(naam)
            sheet.write_row(
                0, 0, [f"{naam} per 31 december 2025", "", f"Stichting Verzonnen Aanbieder {number}"]
            )
            sheet.write_row(1, 0, ["(bedragen x € 1.000)", "", f"KvK-nummer {number:08}"])
            sheet.write_row(2, 0, ["", "Ref.", 2025, 2024])
            for rij, row in enumerate(table, start=3):
                sheet.write_row(rij, 0, _cells(row, rij, number, amounts))
    return path


def _cells(row: Row, rij: int, number: int, amounts: dict[str, int]) -> list[str | int]:
    """A row with amounts of this provider: every detail a little larger than the provider before."""
    label, value = row
    if not value:
        return [label]
    own = value * (1000 + number) // 1000 if isinstance(value, int) else sum(amounts[part] for part in value)
    amounts[label] = own
    return [label, "" if isinstance(value, tuple) else rij, own, 2 * own]
