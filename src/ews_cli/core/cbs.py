"""The classes in which Statistics Netherlands (CBS) counts care institutions by their ratios.

Facts, beside which a portfolio may be held; they decide nothing. Each number is the lower bound of a class and
belongs to it ("0 tot 10%", "35% of meer"); below the first is a class as well.
"""

from __future__ import annotations

from fractions import Fraction
from types import MappingProxyType

CBS_BRON = "CBS StatLine 83670NED en 82802NED, financiële kengetallen van zorginstellingen"
CBS_KLASSEN = MappingProxyType(
    {
        "solvabiliteit": tuple(Fraction(n, 100) for n in (0, 10, 20, 35)),
        "rentabiliteit": tuple(Fraction(n, 100) for n in (0, 2, 4)),
        "liquiditeit": tuple(Fraction(n, 100) for n in (30, 70, 130)),
        "weerstandsvermogen": tuple(Fraction(n, 100) for n in (0, 10, 15, 20, 30)),
    }
)
"""Ratio -> the bounds between its classes, as fractions or plain ratios."""
