"""Which columns hold figures of which year, and which column holds their labels.

What a column is not certainly, it is not: budgets, changes and columns whose figures do not stand under
their headings are refused, with the reason.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from ews_cli.readers.amounts import Notation
from ews_cli.readers.cells import amount_of, at
from ews_cli.readers.facts import Facts
from ews_cli.readers.grid import Cell
from ews_cli.readers.heading import Heading, Kind
from ews_cli.readers.heading_rows import HeadingRow, note_columns
from ews_cli.readers.labels import plain

SHIFTED = "kolomkoppen en cijfers staan niet onder elkaar"
"""Why columns are refused whose figures stand one column past their headings."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of figures: its year and the columns beside it that hold the totals of the same year."""

    index: int
    heading: Heading
    balansdatum: date
    outer: tuple[int, ...] = ()

    @property
    def boekjaar(self) -> int:
        """The year in which the book year of this column ends."""
        return self.balansdatum.year


class Group(NamedTuple):
    """Columns of figures that share a label column: one, or two for activa and passiva side by side."""

    first: int
    columns: tuple[Column, ...]

    @property
    def years(self) -> tuple[int, ...]:
        """The book years of the columns."""
        return tuple(column.boekjaar for column in self.columns)


class Area(NamedTuple):
    """The rows of a sheet from one up to another: those under a heading row."""

    facts: Facts
    first: int
    last: int

    @property
    def rows(self) -> list[list[Cell]]:
        """Their cells."""
        return self.facts.sheet.rijen[self.first : self.last]

    def holds_labels(self, kolom: int) -> bool:
        """Whether a column holds labels: a date or a title above it heads no figures."""
        return self.facts.holds_labels(kolom, self.first, self.last)

    def holds_amounts(self, kolom: int) -> bool:
        """Whether a column holds an amount: the day on which something was adopted heads nothing."""
        return any(amount_of(at(row, kolom), Notation.DUTCH) is not None for row in self.rows)


def groups_under(area: Area, heads: HeadingRow, year: date | None) -> tuple[tuple[Group, ...], list[str]]:
    """The columns of figures under a heading row, by label column, and those refused with the reason.

    Args:
        area: the rows under the heading row.
        heads: the heading row.
        year: the balansdatum of the last title, for headings such as `Boekjaar` and `Vorig boekjaar`.
    """
    rows = area.rows
    refused = _sides_of_result(area.facts.sheet.rijen[heads.first : heads.last + 2], heads)
    columns = []
    for kolom, h in heads.cells.items():
        balansdatum = h.balansdatum or _from_offset(h, year)
        if kolom in refused:
            continue
        if h.kind in (Kind.ACTUAL, Kind.OPENING) and balansdatum is not None:
            columns.append(Column(kolom, h, balansdatum))
        elif h.kind is not Kind.OTHER and not _names_no_figures(kolom, h, heads):
            refused[kolom] = "boekjaar zonder jaartal" if h.kind is Kind.ACTUAL else h.kind.value
    columns = [_past_currency(rows, column, heads.cells) for column in columns]
    if len(columns) > 1 and all(c.heading.kind is Kind.OPENING for c in columns):
        refused |= {c.index: "alleen beginbalansen, geen gerealiseerde cijfers" for c in columns}
    elif _shifted(rows, columns):
        refused |= dict.fromkeys((c.index for c in columns), SHIFTED)
    columns = [c for c in columns if c.index not in refused and not area.holds_labels(c.index)]
    sheet = area.facts.sheet
    headed = heads.cells.keys() | note_columns(sheet.rijen[heads.first : heads.last + 1])
    columns, headed = _with_details_left(area, columns, headed)
    groups = by_label_column(area, columns, headed, _repeated(rows, columns))
    if len(groups) > 1:  # one side alone may be shifted
        sides = [group for group in groups if _shifted(rows, list(group.columns))]
        refused |= dict.fromkeys((c.index for group in sides for c in group.columns), SHIFTED)
        groups = tuple(group for group in groups if group not in sides)
    return groups, [f"{sheet.cel(heads.last, kolom)} ({wat})" for kolom, wat in refused.items()]


def _with_details_left(area: Area, columns: list[Column], headed: set[int]) -> tuple[list[Column], set[int]]:
    """Columns whose year stands above their totals, with the details in a column without a heading left of each.

    Only where every year has such a column, and none stands right of the last year: then they would be the totals of
    the year before, and note numbers beside the first.
    """
    lefts = [column.index - 1 for column in columns]
    if len(columns) < 2 or any(
        left < 1 or left in headed or area.holds_labels(left) or _is_notes(area.rows, left) for left in lefts
    ):
        return columns, headed
    past = columns[-1].index + 1
    beyond = any(amount_of(cell, Notation.DUTCH) is not None for row in area.rows for cell in row[past:])
    if beyond or not all(_is_outer(area.rows, left, left + 1) for left in lefts):
        return columns, headed
    moved = [replace(column, index=left) for column, left in zip(columns, lefts, strict=True)]
    return moved, headed - {column.index for column in columns}


def _names_no_figures(kolom: int, h: Heading, heads: HeadingRow) -> bool:
    """Whether a word without a year stands left of all years: `Rekening` above the numbers of accounts."""
    dated = [
        k for k, other in heads.cells.items() if other.balansdatum is not None or other.offset is not None
    ]
    return h.kind is Kind.ACTUAL and h.offset is None and bool(dated) and kolom < min(dated)


_CURRENCY = frozenset({"€", "eur", "euro"})


def _past_currency(rows: list[list[Cell]], column: Column, headed: Container[int]) -> Column:
    """A column whose cells hold `€` and no amounts has its figures in the next one, under the same heading."""
    past = column.index + 1
    own = [cell for row in rows if (cell := at(row, column.index)) != ""]
    if (
        not own
        or past in headed
        or not all(isinstance(c, str) and c.strip().casefold() in _CURRENCY for c in own)
    ):
        return column
    return (
        replace(column, index=past)
        if any(amount_of(at(row, past), Notation.DUTCH) for row in rows)
        else column
    )


_RESULT_SIDES = frozenset({"lasten", "baten", "kosten", "opbrengsten", "uitgaven", "inkomsten"})


def _sides_of_result(rows: list[list[Cell]], heads: HeadingRow) -> dict[int, str]:
    """Columns under `Lasten | Baten | Saldo`: what a row says there is not what its label says."""
    words = {k: plain(c) for row in rows for k, c in enumerate(row) if isinstance(c, str) and c}
    sides = {k for k, word in words.items() if word in _RESULT_SIDES}
    beside = len(sides) > 1 and all(k >= min(heads.cells) for k in sides)
    return dict.fromkeys(heads.cells, "lasten en baten naast elkaar") if beside else {}


def _repeated(rows: list[list[Cell]], columns: list[Column]) -> set[int]:
    """Columns whose heading repeats the year of the column of details left of them."""
    return {
        two.index
        for one, two in pairwise(columns)
        if one.balansdatum == two.balansdatum
        and one.heading.kind is two.heading.kind
        and two.index == one.index + 1
        and _is_outer(rows, one.index, two.index)
    }


def _from_offset(h: Heading, year: date | None) -> date | None:
    """The balansdatum of `Boekjaar` or `Vorig boekjaar`, when a title tells the year."""
    if h.offset is None or year is None:
        return None
    return year.replace(year=year.year - h.offset, day=28 if (year.month, year.day) == (2, 29) else year.day)


def _shifted(rows: list[list[Cell]], columns: list[Column]) -> bool:
    """Whether a note column pushed the figures one column past their headings: the worst, silent misreading.

    Seen when the first year's column holds only small whole numbers, blank on most rows, and the column
    past the last heading holds amounts on rows where the first is blank or such a number.
    """
    if not columns:
        return False
    notes = 0
    for row in rows:
        first = amount_of(at(row, columns[0].index), Notation.DUTCH)
        if first is not None and (first != int(first) or not 0 <= first < 100):
            return False
        notes += first is not None
    voorbij = _past(rows, columns[-1].index)
    beyond = (amount_of(at(row, voorbij), Notation.DUTCH) for row in rows)
    amounts = sum(past is not None and abs(past) >= 100 for past in beyond)
    return amounts >= 2 and amounts > notes


def _past(rows: list[list[Cell]], last: int) -> int:
    """The first column past the last heading that is not empty, at most one further."""
    return last + 1 if any(at(row, last + 1) != "" for row in rows) else last + 2


def by_label_column(
    area: Area, columns: list[Column], headed: set[int], repeated: Container[int] = ()
) -> tuple[Group, ...]:
    """Group columns by the label column left of them, and give each its outer columns.

    Args:
        area: the rows under the headings.
        columns: the columns of figures, from left to right.
        headed: the columns with a heading, of whatever kind.
        repeated: those whose heading repeats the year of the column of details beside them.
    """
    rows = area.rows
    groups: list[Group] = []
    start = 0
    run: list[Column] = []
    own = [column for column in columns if column.index not in repeated]
    for position, column in enumerate(own):
        following = own[position + 1].index if position + 1 < len(own) else None
        between = range(column.index + 1, following if following is not None else _width(rows))
        labels = [k for k in between if area.holds_labels(k)]
        end = labels[0] if labels else between.stop
        free = [
            k
            for k in range(column.index + 1, end)
            if k in repeated or (k not in headed and not _is_notes(rows, k))
        ]
        outer = _up_to_a_gap(rows, [k for k in free if _is_outer(rows, column.index, k)])
        run.append(replace(column, outer=outer) if outer else column)
        if labels or following is None:
            groups.append(Group(start, _same_outer(rows, run)))
            start, run = end, []
    return tuple(groups)


def _up_to_a_gap(rows: list[list[Cell]], outer: list[int]) -> tuple[int, ...]:
    """Outer columns up to the first that an empty column sets apart from the one before it."""
    apart = (n for n, (one, two) in enumerate(pairwise(outer), 1) if _has_gap(rows, one, two))
    return tuple(outer[: next(apart, len(outer))])


def _has_gap(rows: list[list[Cell]], one: int, two: int) -> bool:
    return any(all(at(row, k) == "" for row in rows) for k in range(one + 1, two))


def _same_outer(rows: list[list[Cell]], run: list[Column]) -> tuple[Column, ...]:
    """Totals in an outer column stand there for every year and in the same rows, or it is something else.

    Only an opening balance may print its totals among its details: an outer column of its own is one of notes.
    """
    years = [c for c in run if c.heading.kind is not Kind.OPENING] or run
    offsets = {_offsets(c) for c in years}
    totals = _filled(rows, years[0].outer)
    alike = {c.index for c in run if _offsets(c) in offsets and _mostly_in(_filled(rows, c.outer), totals)}
    if len(offsets) > 1 or not alike.issuperset(c.index for c in years):
        alike = set()
    return tuple(c if c.index in alike else replace(c, outer=()) for c in run)


def _offsets(column: Column) -> tuple[int, ...]:
    return tuple(k - column.index for k in column.outer)


def _filled(rows: list[list[Cell]], columns: tuple[int, ...]) -> set[int]:
    """The rows with an amount in one of these columns."""
    filled = (amount_of(at(row, k), Notation.DUTCH) is not None for row in rows for k in columns)
    return {n // len(columns) for n, amount in enumerate(filled) if amount}


def _mostly_in(some: set[int], others: set[int]) -> bool:
    return len(some & others) * 2 >= len(some)


def _is_outer(rows: list[list[Cell]], inner: int, outer: int) -> bool:
    """Whether a column is filled mostly where the column of details beside it is empty, as totals are.

    Codes of accounts stand beside details too, and all of them are smaller than the largest of those.
    """
    filled = both = 0
    largest = details = Decimal(0)
    for row in rows:
        detail = amount_of(at(row, inner), Notation.DUTCH)
        total = amount_of(at(row, outer), Notation.DUTCH)
        details = max(details, abs(detail or Decimal(0)))
        if total is not None:
            filled += 1
            both += detail is not None
            largest = max(largest, abs(total))
    return filled > 0 and both * 2 <= filled and (not both or largest >= details)


def _is_notes(rows: list[list[Cell]], kolom: int) -> bool:
    """Whether a column holds nothing but small whole numbers, as note numbers are."""
    amounts = [a for row in rows if (a := amount_of(at(row, kolom), Notation.DUTCH)) is not None]
    return all(0 < amount < 100 and amount == int(amount) for amount in amounts)


def _width(rows: list[list[Cell]]) -> int:
    return max(map(len, rows), default=0)
