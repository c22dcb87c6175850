"""Where one provider of a portfolio stands: little enough to keep for each of a hundred thousand.

Its texts are made from exact figures. Its floats are for order, distributions and totals only: none of them
is ever held against a bound.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Figure(NamedTuple):
    """One criterion of a provider.

    Attributes:
        waarde: the ratio of the judged year as a fraction; None when unknown.
        teller, noemer: what it divides, in euro; None when unknown or in an unknown unit.
        tekst: the ratio as a person reads it; `n.t.b.` when unknown.
        verandering: the change against the year before, with its sign; empty when unknown.
        ten_minste, ten_hoogste: the range of the trede.
        grens: the strictest bound that is met, in words and with `bron` or `lezing`; empty when none is.
    """

    waarde: float | None
    teller: float | None
    noemer: float | None
    tekst: str
    verandering: str
    ten_minste: int
    ten_hoogste: int
    grens: str


class Room(NamedTuple):
    """The least that must change for a higher trede: euro, what changes, and the criterion."""

    trede: int
    bedrag: float
    wat: str
    criterium: str


class Standing(NamedTuple):
    """One provider on its last year.

    Attributes:
        cijfers: criterion -> its figure, in the order of the threshold file.
        ten_minste, ten_hoogste: the range of the trede.
        vorige: that range a book year earlier; None when there is no comparable year.
        bepalend: the criteria that make `ten_minste`.
        beoordeeld: at least one criterion has a figure.
        ruimte: the nearest bound of a higher trede; None when unknown or on the highest.
        opbrengsten: euro; None when unknown.
        codes: the codes of its problems, each once, in order.
        bestanden: its files, as the user named them.
    """

    naam: str
    kvk: str | None
    boekjaar: int
    balansdatum: date
    cijfers: dict[str, Figure]
    ten_minste: int
    ten_hoogste: int
    vorige: tuple[int, int] | None
    bepalend: tuple[str, ...]
    beoordeeld: bool
    ruimte: Room | None
    opbrengsten: float | None
    codes: tuple[str, ...]
    bestanden: tuple[str, ...]

    @property
    def trede(self) -> int | None:
        """The trede where it is certain, else None."""
        return self.ten_minste if self.ten_minste == self.ten_hoogste else None

    @property
    def beweging(self) -> int | None:
        """1 when it certainly rose to a higher trede, -1 when it fell, 0 when it stayed; None when uncertain."""
        if self.vorige is None:
            return None
        if self.ten_minste > self.vorige[1]:
            return 1
        if self.ten_hoogste < self.vorige[0]:
            return -1
        return 0 if self.trede is not None and self.vorige == (self.ten_minste, self.ten_hoogste) else None


def rank(standing: Standing) -> tuple[int, int, str, str, date, tuple[str, ...]]:
    """The order of a portfolio: the highest trede first, then by name; the same whatever the order of the input."""
    return (
        -standing.ten_minste,
        -standing.ten_hoogste,
        standing.naam.casefold(),
        standing.kvk or "",
        standing.balansdatum,
        standing.bestanden,
    )
