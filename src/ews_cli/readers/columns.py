"""Which column is which year: the heading rows of a sheet and the columns of figures under each.

What a column is not certainly, it is not: budgets, changes and columns whose figures do not stand under
their headings are refused, with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from ews_cli.readers.amounts import Notation, from_number, parse_amount, unit_of
from ews_cli.readers.grid import Cell, Sheet
from ews_cli.readers.headers import Heading, Kind, heading, join
from ews_cli.readers.labels import names_of, plain, section_of

_WORD = re.compile(r"[^\W\d_]{3,}")
_CODE = re.compile(
    r"^(?:[A-Za-z]{1,4}[-. ]?\d+[\w.]*|[BW](?:[A-Z][a-z]{2}){1,5}"
    r"|(?i:noot \d+|zie .*|toel\w*\.?(?: \d+)?|ref\w*\.?))$"
)


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


@dataclass(frozen=True, slots=True)
class Group:
    """Columns of figures that share a label column: one, or two for activa and passiva side by side."""

    first: int
    columns: tuple[Column, ...]

    @property
    def years(self) -> tuple[int, ...]:
        """The book years of the columns."""
        return tuple(column.boekjaar for column in self.columns)


def is_label(cell: Cell) -> bool:
    """Whether a cell holds words and not a note number, a code or an amount."""
    return isinstance(cell, str) and cell != "" and _holds_words(cell)


@lru_cache(maxsize=8192)
def _holds_words(text: str) -> bool:
    return bool(_WORD.search(text)) and not _CODE.match(text.strip())


def heading_rows(sheet: Sheet) -> dict[int, dict[int, Heading]]:
    """The rows that name years, with the heading in each column; a row with only roles counts beside one."""
    found: dict[int, dict[int, Heading]] = {}
    roles: dict[int, dict[int, Heading]] = {}
    for rij, row in enumerate(sheet.rijen):
        cells = {
            kolom: h for kolom, cell in enumerate(row) if cell != "" and (h := heading(cell)) is not None
        }
        if not cells:
            continue
        dated = {k: h for k, h in cells.items() if h.balansdatum is not None or h.offset is not None}
        before = found[max(found)] if found else None
        apart = rij == 0 or not any(amount_of(c, Notation.DUTCH) is not None for c in sheet.rijen[rij - 1])
        if dated and _is_heading_row(row, cells, dated, before, apart):
            found[rij] = cells
        elif not dated and all(c == "" or k in cells or isinstance(c, str) for k, c in enumerate(row)):
            roles[rij] = cells
    for rij, cells in roles.items():
        for beside in (rij + 1, rij - 1):
            if beside in found and set(cells) & set(found[beside]):
                found[rij] = cells
                break
    return dict(sorted(found.items()))


def roles_only(cells: Mapping[int, Heading]) -> bool:
    """Whether a heading row names roles (`ultimo`, `Realisatie`) and no years."""
    return all(h.balansdatum is None and h.offset is None for h in cells.values())


def _is_heading_row(
    row: list[Cell],
    cells: dict[int, Heading],
    dated: dict[int, Heading],
    before: dict[int, Heading] | None,
    apart: bool,
) -> bool:
    """Whether a row with year-like cells names columns, and is no row of amounts such as 2003.

    `before` is the last heading row above, `apart` whether no amounts stand in the row right above.
    """
    label = ""
    for kolom, cell in enumerate(row):
        if cell == "" or kolom in cells:
            continue
        if not isinstance(cell, str) or amount_of(cell, Notation.DUTCH) is not None:
            return False
        label = label or cell
    if not all(h.bare for h in dated.values()):
        return min(dated) > 0 or len(dated) > 1
    years = [h.balansdatum.year for h in dated.values() if h.balansdatum]
    if before is not None and dated.keys() == before.keys() and years == _years(before):
        return True
    if min(dated) == 0:
        return False
    half = len(years) // 2
    in_order = years[:half] if half and years[:half] == years[half:] else years
    # Bare years stand in order, each column one apart; 2003 beside 1998 are amounts.
    ordered = all(abs(a - b) <= 1 for a, b in pairwise(in_order))
    if not label or _is_title(label):
        return ordered and (before is None or apart or bool(label))
    # Beside any other label two years or more, the first in the sheet, can still be nothing but headings.
    return ordered and before is None and not names_of(label) and len(set(in_order)) == len(in_order) > 1


def _years(cells: Mapping[int, Heading]) -> list[int]:
    return [h.balansdatum.year for h in cells.values() if h.balansdatum]


def _is_title(label: str) -> bool:
    """Whether a label may stand beside the years at the head of a table: `ACTIVA | 2023 | 2022`."""
    named = names_of(label)
    if named:
        return set(named) <= _TITLES_TOO
    return section_of(label) is not None or unit_of(label) is not None or plain(label) in _LABEL_HEADINGS


_TITLES_TOO = frozenset({"totaal_activa", "totaal_passiva", "opbrengsten", "bedrijfslasten"})
_LABEL_HEADINGS = frozenset(
    {
        "omschrijving",
        "post",
        "posten",
        "rubriek",
        "onderdeel",
        "naam",
        "categorie",
        "ref",
        "toelichting",
        "noot",
    }
)


def groups_under(
    sheet: Sheet, rij: int, headings: Mapping[int, Mapping[int, Heading]], year: date | None
) -> tuple[tuple[Group, ...], list[str]]:
    """The columns of figures under a heading row, by label column, and the columns refused with the reason.

    `year` is the balansdatum of the last title, for headings such as `Boekjaar` and `Vorig boekjaar`.
    """
    cells = headings[rij]
    for beside in (rij - 1, rij + 1):
        other = headings.get(beside)
        if other is not None and roles_only(other) != roles_only(cells):
            cells = _join_rows(cells, other)
    last = next((r for r in headings if r > rij + 1), len(sheet.rijen))
    refused: dict[int, str] = {}
    columns = []
    for kolom, h in sorted(cells.items()):
        balansdatum = h.balansdatum or _from_offset(h, year)
        if h.kind in (Kind.ACTUAL, Kind.OPENING) and balansdatum is not None:
            columns.append(Column(kolom, h, balansdatum))
        elif h.kind is not Kind.OTHER:
            refused[kolom] = "boekjaar zonder jaartal" if h.kind is Kind.ACTUAL else h.kind.value
    if len(columns) > 1 and all(c.heading.kind is Kind.OPENING for c in columns):
        refused |= {c.index: "alleen beginbalansen, geen gerealiseerde cijfers" for c in columns}
    elif _shifted(sheet, rij, last, columns):
        refused |= {c.index: "kolomkoppen en cijfers staan niet onder elkaar" for c in columns}
    below = sheet.rijen[rij + 1 : last]
    columns = [c for c in columns if c.index not in refused and not _holds_labels(below, c.index)]
    groups = by_label_column(sheet.rijen[rij], below, columns, set(cells))
    return groups, [f"{sheet.cel(rij, kolom)} ({wat})" for kolom, wat in refused.items()]


def _join_rows(cells: Mapping[int, Heading], other: Mapping[int, Heading]) -> dict[int, Heading]:
    joined = {**other, **cells}
    for kolom in cells.keys() & other.keys():
        one, two = cells[kolom], other[kolom]
        joined[kolom] = join(one, two) if one.balansdatum else join(two, one)
    return joined


def _from_offset(h: Heading, year: date | None) -> date | None:
    """The balansdatum of `Boekjaar` or `Vorig boekjaar`, when a title tells the year."""
    if h.offset is None or year is None:
        return None
    return year.replace(year=year.year - h.offset, day=28 if (year.month, year.day) == (2, 29) else year.day)


def _shifted(sheet: Sheet, rij: int, last: int, columns: list[Column]) -> bool:
    """Whether a note column pushed the figures one column past their headings: the worst, silent misreading.

    Seen when the first year's column holds only small whole numbers, blank on most rows, and the column
    past the last heading holds amounts on rows where the first is blank or such a number.
    """
    if not columns:
        return False
    eerste, voorbij = columns[0].index, columns[-1].index + 1
    notes, amounts = 0, 0
    for row in sheet.rijen[rij + 1 : last]:
        first = amount_of(at(row, eerste), Notation.DUTCH)
        past = amount_of(at(row, voorbij), Notation.DUTCH)
        if first is not None and (first != int(first) or not 0 <= first < 100):
            return False
        notes += first is not None
        amounts += past is not None and abs(past) >= 100
    return amounts >= 2 and amounts > notes


def by_label_column(
    heading_row: list[Cell], rows: list[list[Cell]], columns: list[Column], headed: set[int]
) -> tuple[Group, ...]:
    """Group columns by the label column left of them, and give each its outer columns.

    Args:
        heading_row: the row with the headings.
        rows: the rows under it.
        columns: the columns of figures, from left to right.
        headed: the columns that have a heading, of whatever kind.
    """
    groups: list[Group] = []
    start = 0
    run: list[Column] = []
    for position, column in enumerate(columns):
        following = columns[position + 1].index if position + 1 < len(columns) else None
        between = range(column.index + 1, following if following is not None else _width(rows))
        labels = [k for k in between if _holds_labels(rows, k)]
        end = labels[0] if labels else between.stop
        free = [k for k in range(column.index + 1, end) if k not in headed and at(heading_row, k) == ""]
        run.append(replace(column, outer=tuple(k for k in free if _is_outer(rows, column.index, k))))
        if labels or following is None:
            groups.append(Group(start, _same_outer(run)))
            start, run = end, []
    return tuple(groups)


def _holds_labels(rows: list[list[Cell]], kolom: int) -> bool:
    """Whether a column holds labels: a date or a title above it heads no figures."""
    return sum(is_label(at(row, kolom)) for row in rows) >= 2


def _same_outer(run: list[Column]) -> tuple[Column, ...]:
    """Totals in an outer column stand there for every year, or it is something else."""
    offsets = [tuple(k - c.index for k in c.outer) for c in run]
    if len(set(offsets)) == 1:
        return tuple(run)
    return tuple(replace(c, outer=()) for c in run)


def _is_outer(rows: list[list[Cell]], inner: int, outer: int) -> bool:
    """Whether a column without a heading holds totals: filled mostly where the detail column is empty."""
    filled = both = 0
    for row in rows:
        if amount_of(at(row, outer), Notation.DUTCH) is not None:
            filled += 1
            both += amount_of(at(row, inner), Notation.DUTCH) is not None
    return filled > 0 and both * 2 <= filled


def at(row: list[Cell], kolom: int) -> Cell:
    """The cell in a column of a row that may be shorter."""
    return row[kolom] if kolom < len(row) else ""


def _width(rows: list[list[Cell]]) -> int:
    return max((len(row) for row in rows), default=0)


def amount_of(cell: Cell, notation: Notation | None) -> Decimal | None:
    """The amount in a cell, in the unit as printed; None when it holds none."""
    if isinstance(cell, bool):
        return None
    if isinstance(cell, float | int):
        return from_number(cell)
    return parse_amount(cell, notation) if isinstance(cell, str) and cell else None
