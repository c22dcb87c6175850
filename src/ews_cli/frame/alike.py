"""Rows that are alike in everything that a rule looks at, so that the core judges one of each kind."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Codes = NDArray[np.int64]

_MOST = 2**62


class Alike:
    """Sorts rows by what a rule looks at: first `add` each of those things, then ask for the `kinds`."""

    def __init__(self, rows: int) -> None:
        self._codes: Codes = np.zeros(rows, dtype=np.int64)
        self._size = 1

    def add(self, codes: NDArray[np.integer] | NDArray[np.bool_], size: int) -> None:
        """Tell rows apart by a number from 0 up to `size`."""
        if self._size * size > _MOST:
            self._codes, self._size = self._dense()
        self._codes = self._codes * size + codes
        self._size *= size

    def add_any(self, values: NDArray[np.integer]) -> None:
        """Tell rows apart by any whole number."""
        codes, found = pd.factorize(values)
        self.add(codes, max(len(found), 1))

    def kinds(self) -> tuple[Codes, list[int]]:
        """The kind of each row, and of each kind its first row."""
        kinds, size = self._dense()
        first = np.zeros(size, dtype=np.int64)
        first[kinds[::-1]] = np.arange(len(kinds))[::-1]
        return kinds, first.tolist()

    def _dense(self) -> tuple[Codes, int]:
        codes, found = pd.factorize(self._codes)
        return codes.astype(np.int64, copy=False), len(found)
