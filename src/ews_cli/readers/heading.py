"""What a heading of a column says: of which year or part of one its figures are, and whether they are actuals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from ews_cli.readers.spans import (
    Span,
)

FIRST_YEAR, LAST_YEAR = 1990, 2049


class Kind(Enum):
    """What the figures under a heading are."""

    ACTUAL = "werkelijk"
    OPENING = "beginbalans"
    BUDGET = "begroting"
    PARTIAL = "deel van een jaar"
    UNCLEAR = "het hele jaar of dezelfde periode, dat staat er niet"
    OTHER = "iets anders"


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's heading.

    Attributes:
        kind: what the figures are.
        balansdatum: the end of the book year; None where the heading names no year.
        offset: years before the book year of the title, for `Boekjaar` and `Vorig boekjaar`.
        bare: only a number, which could be an amount as well.
        dated: the heading names a day.
        day: month and day without a year, whose year stands in the row above or below.
        span: the part of a year that the heading names, or of an `ACTUAL` its own length where that is no calendar
            year; its year may stand in the row above or below, or in the title.
        prognose: of a `BUDGET`, that it is a forecast and no budget.
        broken: it names a book year that is no calendar year.
        stand: only a balance counts under it; a result there covers another period than is read.
    """

    kind: Kind
    balansdatum: date | None = None
    offset: int | None = None
    bare: bool = False
    dated: bool = False
    day: tuple[int, int] | None = None
    span: Span | None = None
    prognose: bool = False
    broken: bool = False
    stand: bool = False

    @property
    def maanden(self) -> int | None:
        """The months that a result under it covers, as far as the heading says."""
        return None if self.span is None else self.span.maanden
