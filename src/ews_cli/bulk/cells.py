"""The cells of a column of amounts -> whole numbers and their decimals, those that are alike at once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from ews_cli.bulk.numbers import CENTS, Whole
from ews_cli.readers.amounts import Notation
from ews_cli.readers.tables.notation import Writing

MISSING = np.iinfo(np.int64).min
"""What stands for an empty cell."""
ODD = MISSING + 1
"""What stands for a cell that has to be looked at by itself: its provider is read row by row."""
MOST = 10**14
"""Cents: the arithmetic of columns has room for larger amounts than any account holds."""

_WHOLE = r"(?:-?(?:0|[1-9][0-9]{0,12}))?"
_WHOLES = re.compile(rf"(?:{_WHOLE}\n)*", re.ASCII)
_CENTS = {
    Notation.DUTCH: re.compile(r"(?:(?:-?(?:0|[1-9][0-9]{0,12}),[0-9][0-9])?\n)*", re.ASCII),
    Notation.ENGLISH: re.compile(r"(?:(?:-?(?:0|[1-9][0-9]{0,12})\.[0-9][0-9])?\n)*", re.ASCII),
}
"""All cells of a column together: no sign before a plus, no group of digits, no nil at the front."""
_ONE = re.compile(_WHOLE, re.ASCII)


def cents(cells: Sequence[str], writing: Writing, factor: Whole) -> Whole:
    """The amounts of some cells in cents of a euro; `factor` is euro per unit of each."""
    text = "\n".join(cells) + "\n"
    if _WHOLES.fullmatch(text):
        return _scaled(_ints(cells), np.zeros(len(cells), dtype=np.int64), factor)
    if not writing.mixed and writing.notation and _CENTS[writing.notation].fullmatch(text):
        bare = text.replace(writing.notation.value, "").split("\n")[:-1]
        return _scaled(_ints(bare), np.full(len(cells), 2, dtype=np.int64), factor)
    values, decimals = np.empty(len(cells), dtype=np.int64), np.zeros(len(cells), dtype=np.int64)
    for place, cell in enumerate(cells):
        if _ONE.fullmatch(cell):
            values[place] = int(cell) if cell else MISSING
        else:
            values[place], decimals[place] = _parts(writing.amount(cell))
    return _scaled(values, decimals, factor)


def _ints(cells: Sequence[str]) -> Whole:
    if "" not in cells:
        return np.array(list(map(int, cells)), dtype=np.int64)
    return np.array([int(cell) if cell else MISSING for cell in cells], dtype=np.int64)


def _parts(amount: Decimal | None) -> tuple[int, int]:
    """An amount as a whole number and how many of its digits are decimals."""
    if amount is None:
        return ODD, 0
    _, digits, exponent = amount.as_tuple()
    if not isinstance(exponent, int) or exponent > 0 or len(digits) > 15 or exponent < -6:
        return ODD, 0
    return int(amount.scaleb(-exponent)), -exponent


def _scaled(values: Whole, decimals: Whole, factor: Whole) -> Whole:
    """In cents; `ODD` where that is no whole number or a very large one."""
    known = values > ODD
    # Cents first where that stays whole: 2.999,428 thousand is 299942800 cents.
    times, parts = factor * CENTS, 10**decimals
    with np.errstate(all="ignore"):
        large = np.abs(values.astype(np.float64)) * times / parts > MOST
        common = np.gcd(times, parts)
        times, parts = times // common, parts // common
        fits: NDArray[np.bool_] = ~large & (values % parts == 0)
        scaled = values // parts * times
    return np.where(known, np.where(fits, scaled, ODD), values)
