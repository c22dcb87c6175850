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
_WHOLE_UP_TO = 2.0**53
_LARGEST_POWER = 400
"""No amount: to compare it exactly would take longer than there is."""


@dataclass(frozen=True, slots=True, eq=False)
class Amounts:
    """One post of each row in euro.

    Attributes:
        values: NaN where it is missing.
        errors: how far the exact amount may be from it.
        raw: the amounts as they were given.
    """

    values: Floats
    errors: Floats
    raw: pd.Series[Any]

    def exact(self, row: int) -> Decimal | None:
        """The amount in a row, None when it is missing."""
        if np.isnan(self.values[row]):
            return None
        amount = self.raw.iloc[row]
        if isinstance(amount, float | np.floating):
            number = float(amount)
            found = from_number(number)
            return Decimal(number) if found is None else found
        return amount if isinstance(amount, Decimal) else Decimal(int(amount))


def missing(rows: int) -> Amounts:
    """A post that no row has."""
    nothing = np.full(rows, np.nan)
    return Amounts(nothing, np.zeros(rows), pd.Series(nothing, copy=False))


def amounts(column: pd.Series[Any], refuse: Refuse) -> Amounts:
    """The amounts of a column of ints, floats, decimals or pandas' nullable numbers.

    Missing are None, NaN and NA. Raises what `refuse` makes for anything that is no amount.
    """
    if pd.api.types.is_bool_dtype(column.dtype) or column.dtype.kind not in "iuf":
        return _of_objects(column, refuse)
    values: Floats = column.to_numpy(dtype=np.float64, na_value=np.nan)
    if column.dtype.kind in "iu":
        size = np.abs(values)
        return Amounts(values, np.where(size > _WHOLE_UP_TO, ROUNDING * size, 0.0), column)
    if np.isinf(values).any():
        raise refuse(int(np.isinf(values).argmax()), "is oneindig en geen getal")
    return Amounts(values, np.where(values == np.rint(values), 0.0, _DIGITS_KEPT * np.abs(values)), column)


def _of_objects(column: pd.Series[Any], refuse: Refuse) -> Amounts:
    given = column.to_numpy(dtype=object)
    rows = np.flatnonzero(~_absent(given))
    for kind in dict.fromkeys(type(given[row]) for row in rows):
        if issubclass(kind, bool) or not issubclass(kind, int | float | np.integer | np.floating | Decimal):
            row = next(row for row in rows if type(given[row]) is kind)
            raise refuse(int(row), f"is {given[row]!r} en geen getal; maak er met pandas.to_numeric een van")
    values = np.full(len(given), np.nan)
    errors = np.zeros(len(given))
    for row in rows:
        amount = given[row]
        near = _near(amount)
        if near is None:
            raise refuse(int(row), "is oneindig of veel te groot of te klein, en geen getal")
        values[row] = near
        if amount != near or (isinstance(amount, float | np.floating) and not near.is_integer()):
            # A decimal below the least float comes out as zero, and so with an error as large as any amount.
            errors[row] = _DIGITS_KEPT * abs(near) if near else np.inf
    return Amounts(values, errors, column)


def _absent(given: NDArray[np.object_]) -> NDArray[np.bool_]:
    try:
        return np.asarray(pd.isna(given))
    except InvalidOperation:  # what pandas does with a signalling NaN
        return np.array([v.is_nan() if isinstance(v, Decimal) else bool(pd.isna(v)) for v in given])


def _near(amount: Any) -> float | None:
    """The float nearest to an amount; None when it is infinite, or beyond what any amount can be."""
    if isinstance(amount, Decimal) and amount and abs(amount.adjusted()) > _LARGEST_POWER:
        return None
    try:
        near = float(amount)
    except OverflowError:
        return None
    return near if np.isfinite(near) else None
