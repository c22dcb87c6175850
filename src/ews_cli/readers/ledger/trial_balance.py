"""A trial balance in a spreadsheet or csv -> a Ledger: a table of accounts or RGS codes with their balances.

It is known by its headings: one for the RGS code (or, with accounts in the mapping, one for the account number), and
one for the balance or two for debit and credit.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from ews_cli.problems import Ernst, Problem
from ews_cli.readers.amounts import Notation, decide_notation
from ews_cli.readers.cells import amount_of, at
from ews_cli.readers.files import Refused
from ews_cli.readers.grid import Cell, Sheet
from ews_cli.readers.ledger.balance_columns import Columns, columns_of, side_of, without_side
from ews_cli.readers.ledger.balance_day import balansdatum, refuse_budget, unit
from ews_cli.readers.ledger.books import LARGEST_SLIP, Account, Balance, Ledger
from ews_cli.readers.ledger.placing import side
from ews_cli.readers.ledger.rgs import code_in, scheme
from ews_cli.readers.options import ReadOptions

_TOP = 25
"""Rows in which the headings stand."""
_TOTAL = re.compile(r"^(?:eind|sub)?totaal|^totalen|^saldo|^resultaat", re.IGNORECASE)


def find_trial_balance(sheets: Sequence[Sheet], options: ReadOptions) -> tuple[Sheet, Columns] | None:
    """The first sheet that is a trial balance; None when there is none."""
    for sheet in sheets:
        for rij in range(min(_TOP, len(sheet.rijen))):
            columns = columns_of(sheet, rij)
            by_code = columns is not None and columns.rgs is not None
            by_account = columns is not None and columns.rekening is not None and options.mapping.rekeningen
            if columns is not None and (by_code or by_account):
                return sheet, columns
    return None


def read_trial_balance(sheet: Sheet, columns: Columns, options: ReadOptions) -> Ledger:
    """The ledger in a trial balance. Raises Refused for one that gives no certain balance."""
    refuse_budget(sheet, columns)
    dag, per_unit = balansdatum(sheet, columns, options), unit(sheet, columns, options)
    places = [c for c in (columns.saldo, columns.debet, columns.credit) if c is not None]
    rows = sheet.rijen[columns.rij + 1 :]
    texts = [cell for row in rows for place in places if isinstance(cell := at(row, place), str) and cell]
    notation = decide_notation(without_side(text)[0] for text in texts)
    if notation is None:
        raise Refused(
            "EWS122", "een bedrag als 1,234 kan hier 1234 of 1,234 zijn; schrijf bedragen als getal"
        )
    lines = [
        Line(account, amount, _kant(sheet, rij, row, columns, amount))
        for rij, row in enumerate(rows, columns.rij + 1)
        if (account := _account(row, columns)) is not None
        and (amount := _amount(sheet, rij, row, columns, notation)) is not None
    ]
    if not lines:
        raise Refused("EWS111", f"blad {sheet.naam} heeft de koppen van een saldibalans en geen enkel saldo")
    lines, totals = without_totals(signed(lines))
    saldi: dict[str, Decimal] = defaultdict(Decimal)
    accounts: dict[str, Account] = {}
    for account, amount, _ in lines:
        accounts.setdefault(account.nummer, account)
        saldi[account.nummer] += amount
    rest = sum(saldi.values(), Decimal(0))
    if abs(rest) >= LARGEST_SLIP:
        melding = f"de saldibalans telt niet op tot nul maar tot {rest:.2f}".replace(".", ",")
        raise Refused(
            "EWS162", f"{melding}; er ontbreken rekeningen, of debet en credit zijn niet te onderscheiden"
        )
    _refuse_turned(lines)
    euro = {n: saldi[n] * per_unit for n in sorted(saldi)}
    balances = {n: Balance(accounts[n], saldo, saldo, saldo != 0) for n, saldo in euro.items()}
    problemen = (*_older(sheet, columns), *_totals(sheet, totals))
    return Ledger(None, None, None, dag, balances, problemen)


class Line(NamedTuple):
    """A row: its account, its balance as written, and the side that a column beside it names."""

    account: Account
    amount: Decimal
    kant: int | None = None


def signed(lines: list[Line]) -> list[Line]:
    """Debit positive and credit negative, where a column names the sides of balances without a sign.

    Such a column may also say on which side an account usually stands, beside balances that have their sign: the one
    of both that adds up to nil is right.
    """
    if all(line.kant is None for line in lines):
        return lines
    turned = [line._replace(amount=line.amount * (line.kant or 1)) for line in lines]
    plain = all(line.amount >= 0 for line in lines)
    return turned if plain or (not _closes(lines) and _closes(turned)) else lines


def _refuse_turned(lines: Sequence[Line]) -> None:
    """Raise Refused where assets and costs are credit, and debts and revenue debit: all signs are the other way."""
    sides = ((line.amount, scheme().rubriek(line.account.code)) for line in lines if line.account.code)
    if sum((side(rubriek) * amount for amount, rubriek in sides if rubriek is not None), Decimal(0)) < 0:
        melding = "bezittingen en kosten staan credit, en schulden en opbrengsten debet; keer alle tekens om"
        raise Refused("EWS162", melding)


def _closes(lines: list[Line]) -> bool:
    return abs(sum((line.amount for line in lines), Decimal(0))) < LARGEST_SLIP


def without_totals(lines: list[Line]) -> tuple[list[Line], list[str]]:
    """The accounts, and the codes of rows that are the sum of the codes below them: those would count twice."""
    own: dict[str, Decimal] = defaultdict(Decimal)
    for line in lines:
        if line.account.code:
            own[line.account.code] += line.amount
    codes = sorted(own)
    below = {code: [other for other in codes if other != code and other.startswith(code)] for code in codes}
    sums = {
        code: sum((own[other] for other in found if not below[other]), Decimal(0))
        for code, found in below.items()
        if found
    }
    totals = [code for code, amount in sums.items() if own[code] and abs(own[code] - amount) < LARGEST_SLIP]
    kept = [line for line in lines if line.account.code not in totals]
    return (kept, totals) if totals and _closes(kept) else (lines, [])


def _totals(sheet: Sheet, totals: list[str]) -> Iterator[Problem]:
    if totals:
        named = ", ".join(totals[:6]) + (f" en nog {len(totals) - 6}" if len(totals) > 6 else "")
        melding = f"regels zijn een optelling van de rekeningen eronder en tellen niet mee: {named}"
        yield Problem("EWS175", melding, sheet.naam, Ernst.OPMERKING)


def _older(sheet: Sheet, columns: Columns) -> Iterator[Problem]:
    if columns.ouder:
        named = ", ".join(f"{day:%d-%m-%Y}" for day in columns.ouder)
        yield Problem("EWS118", f"alleen de nieuwste saldi zijn gelezen, niet die per {named}", sheet.naam)


def _account(row: list[Cell], columns: Columns) -> Account | None:
    """The account of a row; None for an empty row and for a total."""
    nummer, code, naam = (_text(row, c) for c in (columns.rekening, columns.rgs, columns.naam))
    if not nummer and not code:
        return None
    if _TOTAL.match(nummer) or (not nummer and _TOTAL.match(code)):
        return None
    return Account(nummer or code, naam, code_in(code), None)


def _text(row: list[Cell], kolom: int | None) -> str:
    cell = at(row, kolom) if kolom is not None else ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def _amount(sheet: Sheet, rij: int, row: list[Cell], columns: Columns, notation: Notation) -> Decimal | None:
    """The balance in a row, debit positive; None when its cells are empty. Raises Refused for what is no amount."""
    signed = ((columns.saldo, 1), (columns.debet, 1), (columns.credit, -1))
    amounts = []
    for kolom, sign in signed:
        if kolom is None:
            continue
        cell = at(row, kolom)
        text, own = without_side(cell) if isinstance(cell, str) else (cell, None)
        amount = amount_of(text, notation)
        wrong = sheet.defects.get((rij, kolom))
        if wrong is not None or (amount is None and str(cell).strip() not in ("", "-")):
            what = wrong or f"'{str(cell)[:30]}'"
            raise Refused("EWS163", f"{sheet.cel(rij, kolom)} bevat {what} en geen saldo; vul het bedrag in")
        if amount is not None and own is not None and amount < 0:
            raise Refused(
                "EWS163", f"{sheet.cel(rij, kolom)} heeft een min en een kant; laat een van beide weg"
            )
        if amount is not None:
            amounts.append((own or sign) * amount)
    return sum(amounts, Decimal(0)) if amounts else None


def _kant(sheet: Sheet, rij: int, row: list[Cell], columns: Columns, amount: Decimal) -> int | None:
    """The side that a column beside the balance names. Raises Refused for a balance without one."""
    if columns.kant is None:
        return None
    text = str(at(row, columns.kant))
    found = side_of(text)
    if found is None and amount:
        what = f"'{text[:30]}'" if text.strip() else "niets"
        raise Refused(
            "EWS163",
            f"{sheet.cel(rij, columns.kant)} bevat {what} en geen D of C; vul de kant van het saldo in",
        )
    return found
