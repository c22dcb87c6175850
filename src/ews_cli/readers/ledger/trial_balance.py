"""A trial balance in a spreadsheet or csv -> a Ledger: a table of accounts or RGS codes with their balances.

It is known by its headings: one for the RGS code (or, with accounts in the mapping, one for the account number), and
one for the balance or two for debit and credit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from ews_cli.core.posten import Post
from ews_cli.problems import Ernst, Problem
from ews_cli.readers.files import Refused
from ews_cli.readers.grid import Sheet
from ews_cli.readers.ledger.balance_amounts import lines_of
from ews_cli.readers.ledger.balance_columns import Columns, columns_of
from ews_cli.readers.ledger.balance_day import covered, refuse_plan, unit
from ews_cli.readers.ledger.balance_rows import refuse_mixed, rows_of
from ews_cli.readers.ledger.balance_totals import Line, without_totals
from ews_cli.readers.ledger.books import LARGEST_SLIP, Account, Balance, Ledger
from ews_cli.readers.ledger.mapped import mapped_by
from ews_cli.readers.ledger.placing import of_income, side, turned_around
from ews_cli.readers.ledger.rgs import scheme
from ews_cli.readers.options import ReadOptions

_TOP = 25
"""Rows in which the headings stand."""


_EQUITY = (Post.EIGEN_VERMOGEN, Post.BESTEMMINGSFONDSEN, Post.AANDEEL_DERDEN)


class Found(NamedTuple):
    """A sheet with a trial balance."""

    sheet: Sheet
    columns: Columns


def find_trial_balances(sheets: Sequence[Sheet], options: ReadOptions) -> list[Found]:
    """The sheets that are a trial balance."""
    found = (_found(sheet, options) for sheet in sheets)
    return [one for one in found if one is not None]


def _found(sheet: Sheet, options: ReadOptions) -> Found | None:
    for rij in range(min(_TOP, len(sheet.rijen))):
        columns = columns_of(sheet, rij)
        by_code = columns is not None and columns.rgs is not None
        by_account = columns is not None and columns.rekening is not None and options.mapping.rekeningen
        if columns is not None and (by_code or by_account):
            return Found(sheet, columns)
    return None


def read_newest(found: Sequence[Found], options: ReadOptions) -> tuple[Sheet, Columns, Ledger]:
    """Of the sheets that are a trial balance the one with the newest balances, and what is said of the others.

    Raises Refused where none can be read, and where two are of one day: of two administrations, perhaps.
    """
    read: list[tuple[Found, Ledger]] = []
    failed: list[tuple[Found, Refused]] = []
    for one in found:
        try:
            read.append((one, read_trial_balance(one, options)))
        except Refused as error:
            failed.append((one, error))
    if not read:
        raise failed[0][1]
    newest = max(ledger.balansdatum for _, ledger in read)
    chosen = [(one, ledger) for one, ledger in read if ledger.balansdatum == newest]
    if len(chosen) > 1:
        named = " en ".join(one.sheet.naam for one, _ in chosen[:4])
        melding = f"de bladen {named} zijn elk een saldibalans per {newest:%d-%m-%Y}; laat er een staan"
        raise Refused("EWS163", melding)
    one, ledger = chosen[0]
    beside = [
        Problem(
            "EWS118",
            f"saldibalans per {ledger.balansdatum:%d-%m-%Y} niet gelezen, alleen de nieuwste",
            other.sheet.naam,
        )
        for other, ledger in read
        if other is not one
    ]
    beside += [
        Problem("EWS118", f"niet gelezen: {error.melding}", other.sheet.naam)
        for other, error in failed
        if error.code != "EWS111"
    ]
    return one.sheet, one.columns, replace(ledger, problemen=(*beside, *ledger.problemen))


def read_trial_balance(found: Found, options: ReadOptions) -> Ledger:
    """The ledger in a trial balance. Raises Refused for one that gives no certain balance."""
    sheet, columns = found
    refuse_plan(sheet, columns)
    (dag, begin), per_unit = covered(sheet, columns, options), unit(sheet, columns, options)
    rows = rows_of(sheet, columns)
    refuse_mixed(sheet, columns, rows)
    lines = lines_of(sheet, rows, columns)
    if not lines:
        raise Refused("EWS111", f"blad {sheet.naam} heeft de koppen van een saldibalans en geen enkel saldo")
    lines, totals = without_totals(lines)
    saldi: dict[str, Decimal] = defaultdict(Decimal)
    for line in lines:
        saldi[line.account.nummer] += line.amount
    rest = sum(saldi.values(), Decimal(0))
    if abs(rest) >= LARGEST_SLIP:
        melding = f"de saldibalans telt niet op tot nul maar tot {rest:.2f}".replace(".", ",")
        raise Refused(
            "EWS162", f"{melding}; er ontbreken rekeningen, of debet en credit zijn niet te onderscheiden"
        )
    accounts = _accounts(lines)
    _refuse_unlikely(lines, options)
    euro = {n: saldi[n] * per_unit for n in sorted(saldi)}
    balances = {n: Balance(accounts[n], saldo, saldo, saldo != 0) for n, saldo in euro.items()}
    problemen = (*_older(sheet, columns), *_totals(sheet, totals))
    return Ledger(None, None, begin, dag, balances, problemen)


def _accounts(lines: Sequence[Line]) -> dict[str, Account]:
    """Account by number; one with two codes has none that is certain."""
    accounts: dict[str, Account] = {}
    unsure = set()
    for line in lines:
        known = accounts.setdefault(line.account.nummer, line.account)
        if line.account.code and known.code and line.account.code != known.code:
            unsure.add(line.account.nummer)
    return {n: account._replace(code=None) if n in unsure else account for n, account in accounts.items()}


def _refuse_unlikely(lines: Sequence[Line], options: ReadOptions) -> None:
    """Raise Refused where the balances together stand on the other sides than those that they belong on, and where
    there is no equity but the result: so it is in a list of what moved.

    With costs and revenue in the list it is theirs that tell the sides: who is insolvent may have equity and banks
    turned.
    """
    mapped = mapped_by(options.mapping.rekeningen)
    sums: dict[str, Decimal] = defaultdict(Decimal)
    equity = False
    for line in lines:
        code = line.account.code
        rubriek = mapped(line.account.nummer) or (scheme().rubriek(code) if code else None)
        if rubriek is not None:
            sums[rubriek] += side(rubriek) * line.amount
            equity |= rubriek in _EQUITY and bool(line.amount)
    of_result = [amount for rubriek, amount in sums.items() if of_income(rubriek)]
    if sum(of_result or sums.values(), Decimal(0)) < 0:
        raise turned_around()
    if not equity and any(sums.values()):
        melding = "geen rekening van het eigen vermogen heeft een saldo, als bij mutaties en niet bij saldi"
        raise Refused("EWS163", f"{melding}; exporteer de eindsaldi")


def _totals(sheet: Sheet, totals: list[str]) -> Iterator[Problem]:
    if totals:
        named = ", ".join(totals[:6]) + (f" en nog {len(totals) - 6}" if len(totals) > 6 else "")
        melding = f"regels zijn een optelling van de rekeningen eronder en tellen niet mee: {named}"
        yield Problem("EWS175", melding, sheet.naam, Ernst.OPMERKING)


def _older(sheet: Sheet, columns: Columns) -> Iterator[Problem]:
    if columns.ouder:
        named = ", ".join(f"{day:%d-%m-%Y}" for day in columns.ouder)
        yield Problem("EWS118", f"alleen de nieuwste saldi zijn gelezen, niet die per {named}", sheet.naam)
