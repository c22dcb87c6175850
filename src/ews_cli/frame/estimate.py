"""Numbers of many rows at once, each with how far it may be from the exact one.

An `Estimate` has the operators that the ratio functions and the bounds use, so that those judge columns as
they judge one number. What an estimate cannot decide it calls `OPEN`; the exact numbers then decide. The
error of each operation is at most half a unit in the last place (IEEE 754), added to what it was given
(Higham, Accuracy and Stability of Numerical Algorithms, ch. 2 and 3).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
States = NDArray[np.int8]

NO, UNKNOWN, YES, OPEN = 0, 1, 2, 3
"""Whether something holds in a row; OPEN where the estimate lies too near to tell."""
STATES = 3
"""How many there are once nothing is open."""

ROUNDING = 2.0**-53
_SLACK = 1 + 2.0**-20  # the errors themselves are rounded too, some dozens of times
_LEAST, _MOST = 1e-100, 1e100
"""Outside these an intermediate result could overflow or lose digits near zero."""


@dataclass(frozen=True, slots=True, eq=False)
class Truth:
    """Whether a comparison holds, per row.

    As a condition it answers no and notes itself: a ratio function asks one only to refuse a denominator, so
    that its result is right in the rows where the answer is no, and void in the others.
    """

    states: States
    asked: list[States]

    def __bool__(self) -> bool:
        self.asked.append(self.states)
        return False


@dataclass(frozen=True, slots=True, eq=False)
class Estimate:
    """One number per row.

    Attributes:
        value: near the exact number; NaN where that is unknown.
        error: the exact number lies no further away than this; infinite where nothing is known of it.
        asked: where each comparison that was used as a condition notes its answers.
    """

    value: Floats
    error: Floats
    asked: list[States]

    @classmethod
    def of(cls, value: Floats, error: Floats, asked: list[States]) -> Estimate:
        """The numbers, with those too large or too small for sound arithmetic as wholly uncertain."""
        size = np.abs(value)
        wild = (size > _MOST) | ((size < _LEAST) & (value != 0))
        if wild.any():
            value, error = np.where(wild, 1.0, value), np.where(wild, np.inf, error)
        return cls(value, error, asked)

    def __add__(self, other: Estimate) -> Estimate:
        value = self.value + other.value
        return Estimate(value, self.error + other.error + ROUNDING * np.abs(value), self.asked)

    def __sub__(self, other: Estimate) -> Estimate:
        value = self.value - other.value
        return Estimate(value, self.error + other.error + ROUNDING * np.abs(value), self.asked)

    def __mul__(self, factor: int) -> Estimate:
        value = self.value * factor
        return Estimate(value, self.error * abs(factor) + ROUNDING * np.abs(value), self.asked)

    def __truediv__(self, other: Estimate) -> Estimate:
        least = np.abs(other.value) - other.error
        with np.errstate(all="ignore"):
            value = self.value / other.value
            size = np.abs(value)
            error = (self.error + size * other.error) / least + ROUNDING * size
        return Estimate(value, np.where(least > 0, error, np.inf), self.asked)

    def __lt__(self, bound: Fraction | int) -> Truth:
        gap, decided = self._against(bound)
        return self._truth(gap < 0, gap, decided)

    def __le__(self, bound: Fraction | int) -> Truth:
        gap, decided = self._against(bound)
        return self._truth(gap <= 0, gap, decided)

    def __gt__(self, bound: Fraction | int) -> Truth:
        gap, decided = self._against(bound)
        return self._truth(gap > 0, gap, decided)

    def __ge__(self, bound: Fraction | int) -> Truth:
        gap, decided = self._against(bound)
        return self._truth(gap >= 0, gap, decided)

    def _against(self, bound: Fraction | int) -> tuple[Floats, NDArray[np.bool_]]:
        """How far each number is above the bound, and where that certainly has the right sign."""
        near = float(bound)
        error = self.error if Fraction(near) == bound else self.error + max(ROUNDING * abs(near), _LEAST)
        gap = self.value - near
        return gap, (np.abs(gap) > error * _SLACK) | (error == 0)

    def _truth(self, holds: NDArray[np.bool_], gap: Floats, decided: NDArray[np.bool_]) -> Truth:
        states = np.where(holds, np.int8(YES), np.int8(NO))
        states[~decided] = OPEN
        states[np.isnan(gap)] = UNKNOWN
        return Truth(states, self.asked)
