"""The terms of the draaiboek -> days. Weeks are seven days; a month ends on the same day of the month, or on its last.

The draaiboek counts in weeks and months from the start of a trede, or from another term, and moves no day because
of a weekend or a holiday (§2.2, treden 3, 4 and 5).
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple


class Termijn(NamedTuple):
    """One term.

    Attributes:
        naam: its key within its trede.
        wat: what must be there on the last day (Dutch).
        rollen: the keys of the roles whose diary it stands in.
        weken, maanden: how long; one of both is zero.
        na: the term after which it begins; None where it begins at the start of the trede.
        lezing: how we read the source where it leaves the first day open (Dutch).
    """

    naam: str
    wat: str
    rollen: tuple[str, ...]
    weken: int = 0
    maanden: int = 0
    na: str | None = None
    lezing: str | None = None

    @property
    def duur(self) -> str:
        """How long it is, in words: `4 weken`, `6 maanden`."""
        if self.maanden:
            return f"{self.maanden} maanden" if self.maanden > 1 else "1 maand"
        return f"{self.weken} weken" if self.weken > 1 else "1 week"


def na_maanden(dag: date, maanden: int) -> date:
    """The same day of the month so many months later, or the last day of a month that is too short."""
    jaar, maand = divmod(12 * dag.year + dag.month - 1 + maanden, 12)
    return date(jaar, maand + 1, min(dag.day, calendar.monthrange(jaar, maand + 1)[1]))


def laatste_dagen(termijnen: Iterable[Termijn], start: date) -> dict[str, date]:
    """The last day of each term by its name, for a trede that begins on `start`.

    A term that follows another stands after it in `termijnen`.
    """
    dagen: dict[str, date] = {}
    for termijn in termijnen:
        begin = start if termijn.na is None else dagen[termijn.na]
        dagen[termijn.naam] = na_maanden(begin, termijn.maanden) + timedelta(weeks=termijn.weken)
    return dagen
