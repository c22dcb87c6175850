"""How a ratio is spread over a portfolio, and where one provider stands in it.

The values are floats: they describe, and are never held against a threshold.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from fractions import Fraction
from math import floor, fsum
from typing import NamedTuple

KLEINSTE_VOOR_DECIELEN = 10
"""Fewer values have no deciles: each would be one provider or lie between two."""


class Spreiding(NamedTuple):
    """The spread of a ratio.

    Attributes:
        waarden: all known values, lowest first; at least one.
        decielen: the nine values between the ten equal parts; None where there are fewer than ten values.
    """

    waarden: tuple[float, ...]
    mediaan: float
    decielen: tuple[float, ...] | None


class Plaats(NamedTuple):
    """Where a value stands: how many others are lower, equal and higher."""

    lager: int
    gelijk: int
    hoger: int

    @property
    def percentiel(self) -> Fraction:
        """100 × (lager + (gelijk + 1) / 2) / aantal

        The percentile rank: those below it, and half of those equal to it, itself among them.
        """
        aantal = self.lager + self.gelijk + self.hoger + 1
        return Fraction(100 * (2 * self.lager + self.gelijk + 1), 2 * aantal)


def kwantiel(waarden: Sequence[float], deel: Fraction) -> float:
    """The value under which a part of the values lies, on a straight line between its two neighbours.

    Place 1 + (n - 1) × deel in the order of size: the method of PERCENTIEL.INC in a spreadsheet (type 7 of
    Hyndman and Fan, 1996). The values are in order and at least one; `deel` lies between 0 and 1.
    """
    plaats = (len(waarden) - 1) * deel
    onder = floor(plaats)
    rest = float(plaats - onder)
    if not rest:
        return waarden[onder]
    return waarden[onder] + rest * (waarden[onder + 1] - waarden[onder])


def spreiding(waarden: Sequence[float]) -> Spreiding | None:
    """The spread of the known values of a ratio, in any order; None without any."""
    if not waarden:
        return None
    reeks = tuple(sorted(waarden))
    decielen = None
    if len(reeks) >= KLEINSTE_VOOR_DECIELEN:
        decielen = tuple(kwantiel(reeks, Fraction(n, 10)) for n in range(1, 10))
    return Spreiding(reeks, kwantiel(reeks, Fraction(1, 2)), decielen)


def plaats(spread: Spreiding, waarde: float) -> Plaats:
    """Where one of the values stands among the others."""
    onder, boven = bisect_left(spread.waarden, waarde), bisect_right(spread.waarden, waarde)
    return Plaats(onder, boven - onder - 1, len(spread.waarden) - boven)


def per_klasse(waarden: Sequence[float], grenzen: Sequence[Fraction]) -> tuple[int, ...]:
    """How many values lie in each class between ascending bounds; a value on a bound is above it."""
    tellingen = [0] * (len(grenzen) + 1)
    limits = [float(grens) for grens in grenzen]
    for waarde in waarden:
        tellingen[bisect_right(limits, waarde)] += 1
    return tuple(tellingen)


def ratio_van_totalen(delen: Sequence[tuple[float, float]]) -> float | None:
    """som van de tellers / som van de noemers

    The average as CBS has it, in which a large provider counts for more; None without a positive denominator.
    """
    noemer = fsum(n for _, n in delen)
    return fsum(t for t, _ in delen) / noemer if noemer > 0 else None
