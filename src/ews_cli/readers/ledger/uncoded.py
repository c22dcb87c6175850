"""A trial balance whose accounts nobody placed: no statement, though its accounts are named as posts are."""

from __future__ import annotations

from decimal import Decimal

from ews_cli.readers.amounts import Notation, decide_notation
from ews_cli.readers.cells import amount_of, at
from ews_cli.readers.grid import Cell, Sheet
from ews_cli.readers.ledger.balance_columns import meanings
from ews_cli.readers.ledger.books import LARGEST_SLIP

_TOP = 25
_FEWEST = 5
"""Accounts; of fewer amounts that add up to nil that may be chance."""
_NUMBER = range(3, 11)
"""Digits of an account number."""

UNCODED = (
    "dit is een saldibalans zonder RGS-codes, en van geen rekening is bekend welke post zij is; "
    "vul de codes aan, of noem de rekeningen in een mapping"
)

UNNAMED = "dit is een saldibalans, en geen kolom heet naar de eindsaldi; noem die Saldo, of Debet en Credit"


def is_uncoded(sheet: Sheet) -> bool:
    """Whether a sheet lists account numbers with amounts of which debit and credit are equal."""
    return any(_lists_accounts(sheet, rij) for rij in range(min(_TOP, len(sheet.rijen))))


def _lists_accounts(sheet: Sheet, rij: int) -> bool:
    found = meanings(sheet.rijen[rij])
    if "rekening" not in found:
        return False
    kolom = found["rekening"][0]
    rows = [row for row in sheet.rijen[rij + 1 :] if _is_number(at(row, kolom))]
    if len(rows) < _FEWEST:
        return False
    width = max(map(len, rows))
    pairs = zip(found["debet"], found["credit"], strict=False)
    return any(_closes(_amounts(rows, k)) for k in range(width) if k != kolom) or any(
        _closes([*_amounts(rows, left), *(-amount for amount in _amounts(rows, right))])
        for left, right in pairs
    )


def _is_number(cell: Cell) -> bool:
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()
    return text.isascii() and text.isdigit() and len(text) in _NUMBER


def _amounts(rows: list[list[Cell]], kolom: int) -> list[Decimal]:
    cells = [at(row, kolom) for row in rows]
    notation = decide_notation(cell for cell in cells if isinstance(cell, str)) or Notation.DUTCH
    return [amount for cell in cells if (amount := amount_of(cell, notation))]


def _closes(amounts: list[Decimal]) -> bool:
    return len(amounts) >= _FEWEST and abs(sum(amounts, Decimal(0))) < LARGEST_SLIP
