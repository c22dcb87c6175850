"""Where the parts of a chart stand: plain geometry, so that the templates only draw.

Coordinates are whole tenths in the units of the drawing's viewBox. A chart shows what a table beside it says;
nothing is read off a chart alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple

from ews_cli.core.thresholds import Band, Vergelijking

Value = Fraction | float


class Scale(NamedTuple):
    """Values between `low` and `high` -> places between `start` and `end`; what lies outside stands at the edge."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: Value) -> float:
        share = (min(max(float(value), self.low), self.high) - self.low) / (self.high - self.low)
        return round(self.start + share * (self.end - self.start), 1)

    def holds(self, value: Value) -> bool:
        """Whether a value lies within."""
        return self.low <= float(value) <= self.high


class Bound(NamedTuple):
    """A bound of a trede on an axis."""

    trede: int
    value: float
    band: Band


def bounds(bands: Iterable[Band]) -> list[Bound]:
    """The bounds that a value itself is held against in one year, the strictest first."""
    found = [
        Bound(band.trede, float(band.grens), band)
        for band in bands
        if band.vergelijking is not Vergelijking.DROPS_AT_LEAST and band.years == 1
    ]
    return sorted(found, key=lambda bound: -bound.trede)


def scale(values: Sequence[Value], marks: Sequence[float], start: float, end: float) -> Scale:
    """A scale that holds all values, and those marks that lie near them."""
    known = [float(value) for value in values]
    low, high = min(known), max(known)
    width = max(high - low, max((abs(mark) for mark in marks), default=0.1) / 2, 1e-9)
    near = [mark for mark in marks if low - width <= mark <= high + width]
    low, high = min([low, *near]), max([high, *near])
    room = (high - low or width) * 0.12
    return Scale(low - room, high + room, start, end)


class Share(NamedTuple):
    """A part of a bar: where it begins, how long it is."""

    start: float
    length: float


def shares(amounts: Sequence[float], length: float) -> list[Share]:
    """Parts of a bar one behind the other; a negative amount has no length of its own and is said in words."""
    total = sum(amount for amount in amounts if amount > 0)
    found, at = [], 0.0
    for amount in amounts:
        size = round(length * amount / total, 1) if amount > 0 and total else 0.0
        found.append(Share(round(at, 1), size))
        at += size
    return found
