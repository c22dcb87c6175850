"""A trial balance in a spreadsheet or csv -> a Ledger: a table of accounts or RGS codes with their balances.

It is known by its headings: one for the RGS code (or, with accounts in the mapping, one for the account number), and
one for the balance or two for debit and credit.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from ews_cli.problems import Problem
from ews_cli.readers.amounts import Notation, decide_notation
from ews_cli.readers.cells import amount_of, at
from ews_cli.readers.files import Refused
from ews_cli.readers.grid import Cell, Sheet
from ews_cli.readers.headers import Kind, heading, year_in_title
from ews_cli.readers.ledger.books import LARGEST_SLIP, Account, Balance, Ledger
from ews_cli.readers.ledger.rgs import code_in
from ews_cli.readers.options import ReadOptions

_HEADINGS = {
    "rgs": frozenset({"rgs", "rgs code", "rgscode", "referentiecode", "rgs referentiecode", "code rgs"}),
    "rekening": frozenset(
        {
            "rekening", "rekeningnummer", "rekeningnr", "grootboek", "grootboekrekening", "grootboeknummer",
            "grootboekrekeningnummer", "nummer", "nr", "rek", "code",
        }
    ),
    "naam": frozenset({"omschrijving", "naam", "rekeningnaam", "rekeningomschrijving", "grootboekomschrijving"}),
    "saldo": frozenset({"saldo", "eindsaldo", "bedrag", "balans", "saldo eur", "saldo euro"}),
    "debet": frozenset({"debet", "debit", "saldo debet", "debet saldo", "eindsaldo debet"}),
    "credit": frozenset({"credit", "saldo credit", "credit saldo", "eindsaldo credit"}),
}  # fmt: skip
_TOP = 25
"""Rows in which the headings stand."""
_TOTAL = re.compile(r"^(?:eind|sub)?totaal|^totalen|^saldo|^resultaat", re.IGNORECASE)
_NO_KEY = re.compile(r"[^a-z0-9]+")


class Columns(NamedTuple):
    """Where the headings of a trial balance stand: the row, and each column by its meaning.

    Attributes:
        dag: the day that the heading of the balances names.
        ouder: the days of older balances beside them.
    """

    rij: int
    rgs: int | None
    rekening: int | None
    naam: int | None
    saldo: int | None
    debet: int | None
    credit: int | None
    dag: date | None = None
    ouder: tuple[date, ...] = ()


def find_trial_balance(sheets: Sequence[Sheet], options: ReadOptions) -> tuple[Sheet, Columns] | None:
    """The first sheet that is a trial balance; None when there is none."""
    for sheet in sheets:
        for rij, row in enumerate(sheet.rijen[:_TOP]):
            columns = _columns(rij, row)
            by_code = columns is not None and columns.rgs is not None
            by_account = columns is not None and columns.rekening is not None and options.mapping.rekeningen
            if columns is not None and (by_code or by_account):
                return sheet, columns
    return None


def read_trial_balance(sheet: Sheet, columns: Columns, options: ReadOptions) -> Ledger:
    """The ledger in a trial balance. Raises Refused for one that gives no certain balance."""
    balansdatum = _balansdatum(sheet, columns, options)
    places = [c for c in (columns.saldo, columns.debet, columns.credit) if c is not None]
    rows = sheet.rijen[columns.rij + 1 :]
    texts = [cell for row in rows for place in places if isinstance(cell := at(row, place), str) and cell]
    notation = decide_notation(texts)
    if notation is None:
        raise Refused(
            "EWS122", "een bedrag als 1,234 kan hier 1234 of 1,234 zijn; schrijf bedragen als getal"
        )
    saldi: dict[str, Decimal] = defaultdict(Decimal)
    accounts: dict[str, Account] = {}
    for rij, row in enumerate(rows, columns.rij + 1):
        if (account := _account(row, columns)) is None:
            continue
        amount = _amount(sheet, rij, row, columns, notation)
        if amount is not None:
            accounts.setdefault(account.nummer, account)
            saldi[account.nummer] += amount
    rest = sum(saldi.values(), Decimal(0))
    if not saldi:
        raise Refused("EWS111", f"blad {sheet.naam} heeft de koppen van een saldibalans en geen enkel saldo")
    if abs(rest) >= LARGEST_SLIP:
        melding = f"de saldibalans telt niet op tot nul maar tot {rest:.2f}".replace(".", ",")
        raise Refused(
            "EWS162", f"{melding}; er ontbreken rekeningen, of debet en credit zijn niet te onderscheiden"
        )
    balances = {n: Balance(accounts[n], saldi[n], saldi[n], saldi[n] != 0) for n in sorted(saldi)}
    return Ledger(None, None, None, balansdatum, balances, tuple(_older(sheet, columns)))


def _older(sheet: Sheet, columns: Columns) -> Iterator[Problem]:
    if columns.ouder:
        named = ", ".join(f"{day:%d-%m-%Y}" for day in columns.ouder)
        yield Problem("EWS118", f"alleen de nieuwste saldi zijn gelezen, niet die per {named}", sheet.naam)


def _columns(rij: int, row: Sequence[Cell]) -> Columns | None:
    """The columns of a heading row; None when it is none. Raises Refused when a meaning stands there twice."""
    found: dict[str, list[int]] = defaultdict(list)
    for kolom, cell in enumerate(row):
        key = _NO_KEY.sub(" ", cell.casefold()).strip() if isinstance(cell, str) and len(cell) < 40 else ""
        for meaning, words in _HEADINGS.items():
            if key in words:
                found[meaning].append(kolom)
    sides = ("debet" in found and "credit" in found) or "saldo" in found
    days = {} if sides or "rgs" not in found else _dated(row)
    if days:
        found["saldo"] = [days[max(days)]]
    if not (sides or days) or not ("rgs" in found or "rekening" in found):
        return None
    if "debet" in found and "credit" in found:
        found.pop("saldo", None)  # the difference of both
    else:
        found.pop("debet", None)
        found.pop("credit", None)
    if double := [meaning for meaning in ("rgs", "saldo", "debet", "credit") if len(found[meaning]) > 1]:
        if "rgs" not in found and "rgs" not in double:
            return None
        melding = (
            f"de kop '{double[0]}' staat er {len(found[double[0]])} keer; laat alleen de eindsaldi staan"
        )
        raise Refused("EWS163", melding)
    first = {meaning: places[0] for meaning, places in found.items() if places}
    newest = max(days, default=None)
    return Columns(
        rij,
        rgs=first.get("rgs"),
        rekening=first.get("rekening"),
        naam=first.get("naam"),
        saldo=first.get("saldo"),
        debet=first.get("debet"),
        credit=first.get("credit"),
        dag=newest,
        ouder=tuple(sorted(day for day in days if day != newest)),
    )


def _dated(row: Sequence[Cell]) -> dict[date, int]:
    """Day -> the column whose heading names it; of two columns with one day neither."""
    found: dict[date, list[int]] = defaultdict(list)
    for kolom, cell in enumerate(row):
        known = heading(cell) if cell != "" else None
        if known is not None and known.kind is Kind.ACTUAL and known.balansdatum is not None:
            found[known.balansdatum].append(kolom)
    return {day: places[0] for day, places in found.items() if len(places) == 1}


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
        amount = amount_of(cell, notation)
        wrong = sheet.defects.get((rij, kolom))
        if wrong is not None or (amount is None and str(cell).strip() not in ("", "-")):
            what = wrong or f"'{str(cell)[:30]}'"
            raise Refused("EWS163", f"{sheet.cel(rij, kolom)} bevat {what} en geen saldo; vul het bedrag in")
        if amount is not None:
            amounts.append(sign * amount)
    return sum(amounts, Decimal(0)) if amounts else None


def _balansdatum(sheet: Sheet, columns: Columns, options: ReadOptions) -> date:
    """The day that the lines above the table name, else the end of the year that the user gives."""
    if columns.dag is not None:
        return columns.dag
    days = {day for text in _above(sheet, columns) if (day := year_in_title(text)) is not None}
    if len(days) == 1:
        return days.pop()
    if options.jaar is not None:
        return date(options.jaar, 12, 31)
    seen = "noemt geen datum" if not days else "noemt meer dan één datum"
    raise Refused(
        "EWS112", f"de saldibalans {seen}; zet er 'per 30-06-2026' boven, of geef het jaar met --jaar"
    )


def _above(sheet: Sheet, columns: Columns) -> Iterator[str]:
    for row in sheet.rijen[: columns.rij + 1]:
        yield from (cell for cell in row if isinstance(cell, str) and cell)
        yield from (f"{cell:%d-%m-%Y}" for cell in row if isinstance(cell, date))
    yield sheet.naam.replace("_", " ").replace("-", " ")
