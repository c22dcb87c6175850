"""A column of amounts: as floats with their error, and each exactly where that is asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ews_cli.frame.estimate import ROUNDING, Floats
from ews_cli.readers.amounts import from_number

Refuse = Callable[[int, str], ValueError]
"""Makes the error for the value in a row, from what is wrong with it (Dutch)."""

_DIGITS_KEPT = 6e-15
"""A float that is not whole counts to 15 digits, as a cell of a workbook does; half a unit there is 5e-15."""
_WHOLE_BELOW = 2.0**53
"""Each whole number below it is a float; at it the next one may have been meant."""


@dataclass(frozen=True, slots=True, eq=False)
class Amounts:
    """One post of each row in euro.

    Attributes:
        values: NaN where it is missing.
        errors: how far the exact amount may be from it.
        raw: the amounts as they were given, by row.
    """

    values: Floats
    errors: Floats
    raw: Any

    def exact(self, row: int) -> Decimal | None:
        """The amount in a row, None when it is missing."""
        if np.isnan(self.values[row]):
            return None
        amount = self.raw[row]
        if isinstance(amount, float | np.floating):
            number = float(amount)
            found = from_number(number)
            return Decimal(number) if found is None else found
        return amount if isinstance(amount, Decimal) else Decimal(int(amount))


def missing(rows: int) -> Amounts:
    """A post that no row has."""
    nothing = np.full(rows, np.nan)
    return Amounts(nothing, np.zeros(rows), nothing)


def amounts(column: pd.Series[Any], refuse: Refuse) -> Amounts:
    """The amounts of a column of ints, floats, decimals or pandas' nullable numbers.

    Missing are None, NaN and NA. Raises what `refuse` makes for anything that is no amount.
    """
    if pd.api.types.is_bool_dtype(column.dtype) or column.dtype.kind not in "iuf":
        return _of_objects(column, refuse)
    values: Floats = column.to_numpy(dtype=np.float64, na_value=np.nan)
    if column.dtype.kind in "iu":
        return Amounts(values, _of_whole(values), column.array)
    if np.isinf(values).any():
        raise refuse(int(np.isinf(values).argmax()), "is oneindig en geen getal")
    return Amounts(values, _of_floats(values), column.array)


def _of_objects(column: pd.Series[Any], refuse: Refuse) -> Amounts:
    given = column.to_numpy(dtype=object)
    rows = np.flatnonzero(~_absent(given))
    found = given[rows].tolist()
    for kind in dict.fromkeys(map(type, found)):
        if issubclass(kind, bool) or not issubclass(kind, int | float | np.integer | np.floating | Decimal):
            place = next(place for place, amount in enumerate(found) if type(amount) is kind)
            what = f"is {found[place]!r} en geen getal; maak er met pandas.to_numeric een van"
            raise refuse(int(rows[place]), what)
    near = np.array([_near(amount) for amount in found], dtype=np.float64)
    lost = np.isinf(near)
    for zero in np.flatnonzero(near == 0):
        lost[zero] = found[zero] != 0
    if lost.any():
        raise refuse(int(rows[lost.argmax()]), "is oneindig of veel te groot of te klein, en geen getal")
    is_decimal = np.array([isinstance(amount, Decimal) for amount in found], dtype=np.bool_)
    is_float = np.array([isinstance(amount, float | np.floating) for amount in found], dtype=np.bool_)
    values, errors = np.full(len(given), np.nan), np.zeros(len(given))
    values[rows] = near
    errors[rows] = np.select(
        [is_float, is_decimal], [_of_floats(near), ROUNDING * np.abs(near)], _of_whole(near)
    )
    return Amounts(values, errors, column.array)


def _of_floats(values: Floats) -> Floats:
    """The errors of floats as they count."""
    return np.where(values == np.rint(values), 0.0, _DIGITS_KEPT * np.abs(values))


def _of_whole(values: Floats) -> Floats:
    """The errors of whole numbers as floats."""
    size = np.abs(values)
    return np.where(size >= _WHOLE_BELOW, ROUNDING * size, 0.0)


def _absent(given: NDArray[np.object_]) -> NDArray[np.bool_]:
    try:
        return np.asarray(pd.isna(given))
    except InvalidOperation:  # what pandas does with a signalling NaN
        return np.array([v.is_nan() if isinstance(v, Decimal) else bool(pd.isna(v)) for v in given])


def _near(amount: Any) -> float:
    try:
        return float(amount)
    except OverflowError:
        return np.inf
