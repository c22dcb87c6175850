"""The rows of a trial balance -> accounts, and whether they are all of one administration at one moment."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from ews_cli.readers.cells import at
from ews_cli.readers.files import Refused
from ews_cli.readers.grid import Cell, Sheet
from ews_cli.readers.ledger.balance_columns import Columns
from ews_cli.readers.ledger.books import Account
from ews_cli.readers.ledger.rgs import code_in

_TOTAL = re.compile(
    r"^(?:eind|sub)?totaal|^totalen|^saldo|^resultaat|^transport|^over te brengen", re.IGNORECASE
)
_NUMBER_AND_NAME = re.compile(r"(\d{3,12})\s*[-\u2013:]?\s+(\D.*)", re.ASCII)
_OF_WHOM = re.compile(
    r"(?:code |naam )?(?:administratie|bedrijf|entiteit|vennootschap|onderneming|werkmaatschappij|company)"
    r"(?: ?code| ?naam| ?nr)?",
    re.IGNORECASE,
)
_OF_PERIOD = re.compile(r"(?:boek)?jaar|(?:boek)?periode|maand|kwartaal", re.IGNORECASE)
_PERIOD = re.compile(
    r"(?:[a-z]{1,9}\.? ?)?\d{1,2}|[a-z]{3,9}\.?|(?:20\d\d\W?)?\d{1,2}|(?:\d{1,2}\W?)?20\d\d", re.IGNORECASE
)
_OF_BOOKINGS = re.compile(r"(?:boek|mutatie)?datum|dagboek|journaal|boekstuk\W*(?:nr|nummer)?", re.IGNORECASE)


class Row(NamedTuple):
    """A row of the table: its place, its cells, its account, and whether that has a number."""

    rij: int
    cells: list[Cell]
    account: Account
    genummerd: bool


def rows_of(sheet: Sheet, columns: Columns) -> list[Row]:
    """The rows of accounts: no empty row, no total, and not the headings once more on a new page.

    Two rows with one code and without a number are two accounts, as two banks are.
    """
    heads = [str(cell) for cell in sheet.rijen[columns.rij]]
    rows: list[Row] = []
    seen: Counter[str] = Counter()
    for rij, cells in enumerate(sheet.rijen[columns.rij + 1 :], columns.rij + 1):
        nummer, code, naam = (_text(cells, c) for c in (columns.rekening, columns.rgs, columns.naam))
        if (not nummer and not code) or [str(cell) for cell in cells] == heads:
            continue
        if _TOTAL.match(nummer) or (not nummer and _TOTAL.match(code)):
            continue
        if columns.naam is None and (both := _NUMBER_AND_NAME.fullmatch(nummer)):
            nummer, naam = both.groups()
        seen[code] += not nummer
        own = nummer or (code if seen[code] == 1 else f"{code} ({seen[code]})")
        rows.append(Row(rij, cells, Account(own, naam, code_in(code), None), bool(nummer)))
    return rows


def refuse_mixed(sheet: Sheet, columns: Columns, rows: Sequence[Row]) -> None:
    """Raise Refused for the balances of two administrations, and for those of more moments or single bookings.

    A column of cost centres or projects only parts the balance of an account, and is fine.
    """
    for kolom, cell in enumerate(sheet.rijen[columns.rij]):
        head = str(cell).strip()
        kinds = (_OF_WHOM, _OF_PERIOD, _OF_BOOKINGS)
        kind = next((kind for kind in kinds if kind.fullmatch(head)), None)
        if kind is None:
            continue
        values = dict.fromkeys(text for row in rows if (text := _text(row.cells, kolom)))
        if len(values) > 1 and (kind is not _OF_PERIOD or all(map(_PERIOD.fullmatch, values))):
            shown = ", ".join(value[:30] for value in list(values)[:3])
            what = "administraties" if kind is _OF_WHOM else "momenten of losse boekingen"
            melding = f"kolom '{head[:30]}' noemt meer {what} ({shown})"
            raise Refused("EWS163", f"{melding}; laat de saldi van één administratie op één dag staan")


def _text(row: list[Cell], kolom: int | None) -> str:
    cell = at(row, kolom) if kolom is not None else ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
