"""What a ledger holds, whatever file it came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from ews_cli.problems import Problem

LARGEST_SLIP = Decimal(1)
"""Euro by which debit and credit may differ: software that rounds, and no line that is missing."""

_MONTH = 365.25 / 12


class Account(NamedTuple):
    """A general ledger account; `resultaat` is whether the file calls it one of the income statement."""

    nummer: str
    naam: str
    code: str | None
    resultaat: bool | None


class Balance(NamedTuple):
    """What stands on an account, in euro, debit positive.

    Attributes:
        saldo: at the balansdatum.
        mutatie: of it, what was booked since the beginning of the book year.
        geboekt: whether anything was booked in the book year at all.
    """

    account: Account
    saldo: Decimal
    mutatie: Decimal
    geboekt: bool


@dataclass(frozen=True, slots=True)
class Ledger:
    """One administration at one balansdatum.

    Attributes:
        naam, kvk: the provider as the file names it, if it does.
        begin: the first day of the book year; None when the file does not say.
        balances: each account that is in use, by number.
        problemen: what was chosen or left out while reading.
    """

    naam: str | None
    kvk: str | None
    begin: date | None
    balansdatum: date
    balances: Mapping[str, Balance]
    problemen: tuple[Problem, ...] = ()

    @property
    def maanden(self) -> int:
        """The months of the book year up to the balansdatum; a book year is taken to begin in January."""
        begin = self.begin or date(self.balansdatum.year, 1, 1)
        return max(1, round(((self.balansdatum - begin).days + 1) / _MONTH))


def months(first: date, last: date) -> int:
    """The calendar months from a first day to a last, both counted: January to February is 2."""
    return (last.year - first.year) * 12 + last.month - first.month + 1
