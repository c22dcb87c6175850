"""A column of exact amounts that passes for one amount, so that a rule written for one year judges many.

A rule asks questions of its amounts: is this sum that total, is this nil? `each_way` calls it with a column for
each amount. A question whose answer differs between rows is answered as most of them have it, and the others are
left for another call. So the rule is called once for each way through it and not once for each row, and what it
makes holds to the cent: amounts are whole numbers of a fraction of a euro, never floats.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from math import lcm
from typing import Any, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]
Places = NDArray[np.intp]
Made = TypeVar("Made")

CENTS = 100
_MOST = 2**62


class TooLarge(ArithmeticError):
    """Amounts that do not fit the arithmetic of columns."""


class Way:
    """The rows that are on one way through a rule, as far as it has asked."""

    def __init__(self, size: int) -> None:
        self.active = np.ones(size, dtype=np.bool_)
        self._count = size

    def choose(self, holds: NDArray[np.bool_]) -> bool:
        """The answer of most rows; those with another leave this way."""
        here = holds & self.active
        count = int(np.count_nonzero(here))
        if count in (0, self._count):
            return count > 0
        answer = 2 * count >= self._count
        self.active = here if answer else self.active & ~holds
        self._count = count if answer else self._count - count
        return answer


def each_way(
    size: int, rule: Callable[[Way, Places], Made]
) -> Iterator[tuple[Places, NDArray[np.bool_], Made]]:
    """Call a rule once for each way that some of the rows take through it.

    Args:
        size: how many rows.
        rule: takes the way and the rows for whose amounts it makes its columns.

    Yields the rows that a call was made with, which of them took its way, and what the rule made for those.
    Each row takes exactly one.
    """
    left = np.arange(size)
    while len(left):
        way = Way(len(left))
        made = rule(way, left)
        yield left, way.active, made
        left = left[~way.active]


@dataclass(frozen=True, slots=True, eq=False)
class Numbers:
    """An amount of each of some rows; the operators of Decimal that rules use, and a question asks the way.

    Attributes:
        values: the amounts times `scale`.
        most: none of them is larger.
    """

    values: Whole
    scale: int
    way: Way
    most: int

    @classmethod
    def of(cls, values: Whole, way: Way, scale: int = CENTS) -> Numbers:
        """Amounts in parts of a euro."""
        return cls(values, scale, way, int(np.abs(values).max(initial=0)))

    @property
    def as_amount(self) -> Decimal:
        """The same, for a rule that asks for one amount."""
        return cast(Decimal, self)

    @classmethod
    def behind(cls, amount: Decimal) -> Numbers:
        """The column that a rule made, and takes for an amount."""
        return cast(Numbers, amount)

    def cents(self) -> Whole:
        """The amounts in cents. Raises TooLarge for what is none: a rule divided them."""
        if self.scale != CENTS:
            raise TooLarge
        return self.values

    def _times(self, factor: int, scale: int) -> Numbers:
        most = self.most * abs(factor)
        if most > _MOST:
            raise TooLarge
        return Numbers(self.values * factor, scale, self.way, most)

    def _beside(self, other: object) -> tuple[Numbers, Numbers]:
        """Both on one scale; a single amount stands in every row."""
        if not isinstance(other, Numbers):
            top, bottom = cast(Decimal | int, other).as_integer_ratio()
            if abs(top) > _MOST:
                raise TooLarge
            other = Numbers(np.full(len(self.values), top, dtype=np.int64), bottom, self.way, abs(top))
        if self.scale == other.scale:
            return self, other
        scale = lcm(self.scale, other.scale)
        return self._times(scale // self.scale, scale), other._times(scale // other.scale, scale)

    def _sum(self, other: object, sign: int) -> Numbers:
        if not isinstance(other, Numbers) and other == 0:
            return self
        one, two = self._beside(other)
        if one.most + two.most > _MOST:
            raise TooLarge
        return Numbers(one.values + sign * two.values, one.scale, self.way, one.most + two.most)

    def __add__(self, other: object) -> Numbers:
        return self._sum(other, 1)

    __radd__ = __add__

    def __sub__(self, other: object) -> Numbers:
        return self._sum(other, -1)

    def __rsub__(self, other: object) -> Numbers:
        return (-self)._sum(other, 1)

    def __mul__(self, factor: Decimal | int) -> Numbers:
        top, bottom = factor.as_integer_ratio()
        return self._times(top, self.scale * bottom)

    __rmul__ = __mul__

    def __truediv__(self, other: Numbers | Decimal | int) -> Any:
        if isinstance(other, Numbers):
            return Quotients(self, other)
        top, bottom = other.as_integer_ratio()
        if top < 0:
            return -self / -other
        return self._times(bottom, self.scale * top)

    def __neg__(self) -> Numbers:
        return Numbers(-self.values, self.scale, self.way, self.most)

    def __pos__(self) -> Numbers:
        return self

    def __abs__(self) -> Numbers:
        return Numbers(np.abs(self.values), self.scale, self.way, self.most)

    def __bool__(self) -> bool:
        return self.way.choose(self.values != 0)

    def _asks(self, other: object, compare: Callable[[Whole, Whole], Any]) -> bool:
        one, two = self._beside(other)
        return self.way.choose(compare(one.values, two.values))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Numbers | Decimal | int) and self._asks(other, np.equal)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __lt__(self, other: object) -> bool:
        return self._asks(other, np.less)

    def __le__(self, other: object) -> bool:
        return self._asks(other, np.less_equal)

    def __gt__(self, other: object) -> bool:
        return self._asks(other, np.greater)

    def __ge__(self, other: object) -> bool:
        return self._asks(other, np.greater_equal)

    __hash__ = None  # type: ignore[assignment]

    def __format__(self, form: str) -> str:
        return VARIES


VARIES = "\ue000"
"""What stands in a text for what differs between rows: an amount, or the number of a row."""


@dataclass(frozen=True, slots=True)
class Quotients:
    """What a ratio makes of columns: a division, and no rounding of it."""

    teller: Numbers
    noemer: Numbers

    def __mul__(self, factor: int) -> Quotients:
        return Quotients(self.teller * factor, self.noemer)

    def parts(self) -> tuple[list[int], list[int]]:
        """Numerator and denominator of each row."""
        one, two = self.teller._beside(self.noemer)
        return one.values.tolist(), two.values.tolist()
