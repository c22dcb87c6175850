"""A frame as it was given: its columns one by one, and a clear refusal of what is not certain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ews_cli.core.jaarrekening import same_name
from ews_cli.core.posten import Post
from ews_cli.frame.amounts import Amounts, amounts

Whole = NDArray[np.int64]
Days = NDArray[np.datetime64]
Mask = NDArray[np.bool_]

TEXT: Any = pd.Series([""]).dtype
"""What this pandas holds text in: `str`, or before version 3 objects."""
DETAILS = ("naam", "kvk", "boekjaar", "balansdatum", "basis", "maanden", "eenheid")
"""The columns beside the posts that mean something here; others are left alone."""
_LARGEST = 9999
_KVK_DIGITS = 8


@dataclass(frozen=True, slots=True, eq=False)
class Given:
    """A frame whose headings are certain. Each method raises ValueError (Dutch), naming column and row."""

    frame: pd.DataFrame

    def __contains__(self, name: str) -> bool:
        return name in self.frame.columns

    def headings(self) -> None:
        """Refuse a column that would be read as something else than was meant, or not at all."""
        names = [str(name) for name in self.frame.columns]
        known = {*DETAILS, *(post.value for post in Post)}
        meant = {same_name(name): name for name in known}
        for name in names:
            if name in known and names.count(name) > 1:
                raise ValueError(f"kolom {name} staat er twee keer; houd er een")
            if name not in known and same_name(name) in meant:
                raise ValueError(f"kolom {name!r} is onbekend; bedoelde u {meant[same_name(name)]}?")
        if "naam" not in self and "kvk" not in self:
            raise ValueError("geen kolom naam of kvk; daaraan zijn de jaren van een aanbieder te herkennen")
        if "boekjaar" not in self and "balansdatum" not in self:
            raise ValueError("geen kolom boekjaar of balansdatum")
        if not any(post.value in self for post in Post):
            raise ValueError(f"geen kolom met een post, zoals {Post.EIGEN_VERMOGEN} of {Post.BALANSTOTAAL}")

    def row(self, place: int) -> str:
        """How a row is named in a message: by its label in the index."""
        return f"rij {self.frame.index[place]!r}"

    def refusal(self, name: str, place: int, what: str) -> ValueError:
        """The error for the value of a column in a row."""
        return ValueError(f"kolom {name}, {self.row(place)}: {what}")

    def refuse(self, wrong: Mask, name: str, what: str) -> None:
        """Raise for the first row that is wrong."""
        if wrong.any():
            raise self.refusal(name, int(wrong.argmax()), what)

    def missing(self, name: str) -> Mask:
        """Where a column has no value; everywhere when there is no such column."""
        if name not in self:
            return np.ones(len(self.frame), dtype=np.bool_)
        return np.asarray(pd.isna(self.frame[name]), dtype=np.bool_)

    def amounts(self, post: Post) -> Amounts:
        """The column of a post."""
        return amounts(self.frame[post.value], lambda place, what: self.refusal(post.value, place, what))

    def whole(self, name: str, default: int) -> Whole:
        """A column of whole numbers from 1 on, with the default where there is none."""
        absent = self.missing(name)
        if absent.all():
            return np.full(len(self.frame), default, dtype=np.int64)
        found = amounts(self.frame[name], lambda place, what: self.refusal(name, place, what)).values
        right = absent | ((found >= 1) & (found <= _LARGEST) & (found == np.rint(found)))
        self.refuse(~right, name, f"is geen geheel getal van 1 tot en met {_LARGEST}")
        return np.where(absent, default, found).astype(np.int64)

    def days(self, name: str) -> Days:
        """A column of dates without their time, NaT where there is none. A text is no date."""
        days: Days = np.full(len(self.frame), np.datetime64("NaT"), dtype="datetime64[D]")
        absent = self.missing(name)
        if absent.all():
            return days
        column = self.frame[name]
        if isinstance(column.dtype, pd.DatetimeTZDtype):
            column = column.dt.tz_localize(None)
        if column.dtype.kind == "M":
            return column.to_numpy().astype("datetime64[D]")
        given = column.to_numpy(dtype=object)
        for place in np.flatnonzero(~absent):
            if not hasattr(given[place], "toordinal"):
                what = f"is {given[place]!r} en geen datum; maak er met pandas.to_datetime een van"
                raise self.refusal(name, int(place), what)
            days[place] = np.datetime64(given[place].isoformat()[:10], "D")
        return days

    def text(self, name: str) -> pd.Series[Any]:
        """A column as text without blanks around it; missing where nothing is left."""
        column = self.frame[name] if name in self else pd.Series(None, index=self.frame.index, dtype="object")
        places, given = pd.factorize(column)
        words: Any = [self._word(name, word, places, number) for number, word in enumerate(given)]
        return pd.Series(pd.array(words, dtype=TEXT).take(places, allow_fill=True), index=self.frame.index)

    def _word(self, name: str, word: object, places: NDArray[np.intp], number: int) -> str | None:
        if isinstance(word, str):
            return word.strip() or None
        if name == "kvk" and isinstance(word, int | float) and float(word).is_integer() and word > 1:
            return f"{int(word):0{_KVK_DIGITS}d}"  # a number has lost its zeros
        raise self.refusal(name, int((places == number).argmax()), f"is {word!r} en geen tekst")
