"""A portfolio in counts: every provider and every file is counted once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from ews_cli.problems import CODES, Problem
from ews_cli.reports.standing import Standing


class Tally(NamedTuple):
    """The counts of a portfolio.

    Attributes:
        bestanden: the files; `mislukt` of them gave no provider.
        aanbieders: the providers; each is in `zeker`, `ten_minste`, `onbepaald` or `zonder_cijfers`.
        zeker: trede -> the providers that certainly stand on it.
        ten_minste: trede from 2 -> the providers that stand on it or higher.
        onbepaald: those with a figure of which no trede can be told.
        zonder_cijfers: those without a figure to judge by.
        stijgt, daalt, gelijk, onvergelijkbaar: against the book year before; they count every provider.
        codes: code -> the providers and files that have the problem, in the order of the codes.
    """

    bestanden: int
    mislukt: int
    aanbieders: int
    zeker: dict[int, int]
    ten_minste: dict[int, int]
    onbepaald: int
    zonder_cijfers: int
    stijgt: int
    daalt: int
    gelijk: int
    onvergelijkbaar: int
    codes: dict[str, int]


class Counting:
    """Counts the providers of a portfolio, one by one."""

    def __init__(self) -> None:
        self._certain, self._least = Counter[int](), Counter[int]()
        self._moves, self._codes = Counter[int | None](), Counter[str]()
        self._count = self._judged = 0

    def add(self, standing: Standing) -> None:
        """The next provider."""
        self._count += 1
        self._moves[standing.beweging] += 1
        for code in standing.codes:
            self._codes[code] += 1
        if not standing.beoordeeld:
            return
        self._judged += 1
        if (trede := standing.trede) is None:
            self._least[standing.ten_minste] += 1
        else:
            self._certain[trede] += 1

    def tally(self, bestanden: int, mislukt: int, problemen: Iterable[Problem]) -> Tally:
        """The counts; `problemen` are those of files and providers that have no standing."""
        certain, least, moves, codes = self._certain, self._least, self._moves, self._codes.copy()
        codes.update(code for code, _ in dict.fromkeys((p.code, p.waar) for p in problemen))
        return Tally(
            bestanden=bestanden,
            mislukt=mislukt,
            aanbieders=self._count,
            zeker={trede: certain[trede] for trede in sorted(certain)},
            ten_minste={trede: least[trede] for trede in sorted(least) if trede > 1},
            onbepaald=least[1],
            zonder_cijfers=self._count - self._judged,
            stijgt=moves[1],
            daalt=moves[-1],
            gelijk=moves[0],
            onvergelijkbaar=moves[None],
            codes={code: codes[code] for code in CODES if code in codes},
        )
