"""Where the parts of a chart stand: plain geometry, so that the templates only draw.

Coordinates are whole tenths in the units of the drawing's viewBox. A chart shows what a table beside it says;
nothing is read off a chart alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from ews_cli.core.thresholds import Band, Vergelijking

Value = Fraction | float
FAR = 4.0
"""How far a scale goes on beside its middle, in widths of that; what lies further stands at the edge."""
TOO_FAR = 40.0
"""Widths of the bounds from which a value says nothing of how wide a scale must be."""
MANY = 8
"""From so many values on, their middle half says how wide a scale is meant to be."""


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

    def beyond(self, value: Value) -> int:
        """-1 for a value below the scale, 1 for one above it, 0 for one within."""
        return (float(value) > self.high) - (float(value) < self.low)


class Bound(NamedTuple):
    """A bound of a trede on an axis."""

    trede: int
    value: float
    band: Band


class Area(NamedTuple):
    """The values between two bounds: the trede that they mean, and where they stand, lowest value first."""

    trede: int
    start: float
    end: float


def bounds(bands: Iterable[Band]) -> list[Bound]:
    """The bounds that a value itself is held against in one year, the lowest first."""
    found = [Bound(band.trede, float(band.grens), band) for band in bands if drawable(band)]
    return sorted(found, key=lambda bound: bound.value)


def drawable(band: Band) -> bool:
    """Whether a band is a part of an axis: it asks nothing of the year before."""
    return band.vergelijking is not Vergelijking.DROPS_AT_LEAST and band.years == 1


def scale(values: Sequence[Value], marks: Sequence[float], start: float, end: float) -> Scale:
    """A scale that holds the marks and the values, but for values so far off that nothing else could be seen.

    Args:
        values: at least one.
        marks: the bounds; with none, every value counts.
    """
    known = sorted(float(value) for value in values)
    low, high = known[0], known[-1]
    if marks:
        middle = [*marks, *_usual(known, marks)]
        width = max(max(middle) - min(middle), _width(marks))
        least, most = min(middle) - FAR * width, max(middle) + FAR * width
        near = [value for value in known if least <= value <= most]
        low, high = min([*marks, *near]), max([*marks, *near])
    room = (high - low or abs(high) or 1.0) * 0.12
    return Scale(low - room, high + room, start, end)


def _width(marks: Sequence[float]) -> float:
    return max(max(marks) - min(marks), max(abs(mark) for mark in marks) / 2, 1e-9)


def _usual(known: Sequence[float], marks: Sequence[float]) -> list[float]:
    """The values that a scale is meant for: the middle half of many, else the one in the middle, if not far off."""
    last = len(known) - 1
    places = {last // 4, 3 * last // 4} if len(known) >= MANY else {last // 2}
    reach = TOO_FAR * _width(marks)
    return [known[n] for n in places if min(marks) - reach <= known[n] <= max(marks) + reach]


def areas(limits: Sequence[Bound], axis: Scale) -> list[Area]:
    """The parts of an axis between the bounds, as far as it reaches; where no bound is met, it is trede 1."""
    edges = [axis.low, *sorted({b.value for b in limits if axis.low < b.value < axis.high}), axis.high]
    found = []
    for low, high in pairwise(edges):
        middle = Fraction((low + high) / 2)
        trede = max((b.trede for b in limits if b.band.geldt(middle, None)), default=1)
        found.append(Area(trede, axis(low), axis(high)))
    return found


def apart(places: Sequence[float], room: float, low: float, high: float) -> list[float]:
    """Places of labels moved so that each has its room, in their order, between `low` and `high` where that can be."""
    order = sorted(range(len(places)), key=lambda n: places[n])
    moved = list(places)
    last = low - room
    for n in order:
        moved[n] = last = max(moved[n], last + room)
    last = high + room
    for n in reversed(order):
        moved[n] = last = min(moved[n], last - room)
    return [round(place, 1) for place in moved]


class Share(NamedTuple):
    """A part of a bar: where it begins, how long it is."""

    start: float
    length: float


def shares(amounts: Sequence[float], length: float, whole: float | None = None) -> list[Share]:
    """Parts of a bar one behind the other; a negative amount has no length.

    Args:
        length: of the bar that stands for `whole`; without it, for the sum of the amounts above zero.
    """
    total = whole or sum(amount for amount in amounts if amount > 0)
    found, at = [], 0.0
    for amount in amounts:
        size = length * amount / total if amount > 0 and total else 0.0
        found.append(Share(round(at, 1), round(size, 1)))
        at += size
    return found
