"""The heading rows of a sheet: which rows name the years of the columns below them.

Amounts such as 2003 look like years, a year may stand above its role (`ultimo` / `2016`), and the heading
of a note column (`Ref.`) is no label.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from ews_cli.readers.amounts import Notation, unit_of
from ews_cli.readers.cells import amount_of, is_label
from ews_cli.readers.facts import Facts
from ews_cli.readers.grid import Cell, Sheet
from ews_cli.readers.headers import in_year
from ews_cli.readers.heading import Heading, Kind
from ews_cli.readers.heading_join import both, join
from ews_cli.readers.labels import names_of, plain, section_of
from ews_cli.readers.spans import Span

Cells = Mapping[int, Heading]

_TITLES_TOO = frozenset({"totaal_activa", "totaal_passiva", "opbrengsten", "bedrijfslasten"})
_WITH_AMOUNTS = frozenset({"opbrengsten", "bedrijfslasten"})
"""Words that stand above the years of a table, and as often beside amounts such as 2003 below other years."""
_LABEL_HEADINGS = frozenset({"omschrijving", "post", "posten", "rubriek", "onderdeel", "naam", "categorie"})
_NOTE_HEADINGS = frozenset(
    {
        "ref",
        "ref.",
        "noot",
        "note",
        "notes",
        "noot nr",
        "noot nr.",
        "noten",
        "nr",
        "nr.",
        "code",
        "codes",
        "toelichting",
        "toel",
        "toel.",
        "bijlage",
        "blz",
        "pagina",
    }
)


class HeadingRow(NamedTuple):
    """Rows that together name the columns below them: `first` to `last`, with the heading of each column."""

    first: int
    last: int
    cells: Cells


def heading_rows(facts: Facts) -> list[HeadingRow]:
    """The heading rows of a sheet, from top to bottom."""
    sheet = facts.sheet
    found: dict[int, dict[int, Heading]] = {}
    roles: dict[int, dict[int, Heading]] = {}
    before: Cells | None = None
    for rij, cells in facts.headings.items():
        row = sheet.rijen[rij]
        cells = _beside_longer(_with_january(row, cells))
        dated = {k: h for k, h in cells.items() if h.balansdatum is not None or h.offset is not None}
        if not dated:
            dated = _parts_of_a_year(cells)
        if dated and _is_heading_row(row, cells, dated, before, _stands_apart(sheet, rij, found)):
            found[rij] = cells
            before = dated
        elif not dated and all(c == "" or k in cells or isinstance(c, str) for k, c in enumerate(row)):
            roles[rij] = cells
    found |= {rij: cells for rij, cells in roles.items() if _beside(rij, cells, found)}
    if not found:  # `Realisatie | Begroting`, of which a title tells the period
        found = {rij: cells for rij, cells in roles.items() if _tells_apart(cells)}
    return _joined(dict(sorted(found.items())))


def _with_january(row: list[Cell], cells: dict[int, Heading]) -> dict[int, Heading]:
    """Beside date cells that are months, the first of January is a month and no opening balance."""
    if not any(_is_month_cell(row[k], h) for k, h in cells.items()):
        return cells
    return {
        k: in_year(Heading(Kind.PARTIAL), Span(1, 1), row[k].year)
        if h.kind is Kind.OPENING and isinstance(row[k], date)
        else h
        for k, h in cells.items()
    }


def _is_month_cell(cell: Cell, found: Heading) -> bool:
    return isinstance(cell, date) and found.kind is Kind.PARTIAL


def _tells_apart(cells: Mapping[int, Heading]) -> bool:
    """Whether a row without years tells actual figures from a budget beside them."""
    kinds = {h.kind for k, h in cells.items() if k}
    return {Kind.ACTUAL, Kind.BUDGET} <= kinds and not any(h.day for h in cells.values())


def _parts_of_a_year(cells: Mapping[int, Heading]) -> dict[int, Heading]:
    """Two parts of a year or more beside each other head columns, whose year the title tells; one may be a word."""
    parts = {k: h for k, h in cells.items() if h.span is not None and h.span.last is not None}
    return parts if len(parts) > 1 else {}


def _stands_apart(sheet: Sheet, rij: int, found: Mapping[int, Cells]) -> bool:
    """Whether no amounts stand in the row right above."""
    above = sheet.rijen[rij - 1] if rij else []
    return rij - 1 in found or not any(amount_of(c, Notation.DUTCH) is not None for c in above)


def _beside(rij: int, cells: Cells, found: Mapping[int, Cells]) -> bool:
    return any(cells.keys() & found[row].keys() for row in (rij + 1, rij - 1) if row in found)


def _joined(found: Mapping[int, Cells]) -> list[HeadingRow]:
    """Heading rows right below each other are one: a year with its role, or columns that the other lacks."""
    rows: list[HeadingRow] = []
    for rij, cells in found.items():
        if rows and rows[-1].last == rij - 1:
            above = rows.pop()
            rows.append(HeadingRow(above.first, rij, _join(above.cells, cells)))
        else:
            rows.append(HeadingRow(rij, rij, cells))
    return rows


def _beside_longer(cells: Cells) -> dict[int, Heading]:
    """`18 maanden | 12 maanden`: beside a lengthened book year twelve months are a year, and no part of one."""
    if not any((h.maanden or 0) > 12 for h in cells.values()):
        return dict(cells)
    year = Span(12, 12, True)
    return {k: replace(h, kind=Kind.ACTUAL, span=None) if h.span == year else h for k, h in cells.items()}


def _join(above: Cells, below: Cells) -> Cells:
    above, below = _beside_longer(above), _beside_longer(below)
    joined = {**above, **below}
    for kolom, two in below.items():
        one = above.get(kolom) or _over(kolom, above, below) or _budget_over(kolom, above, below)
        if one is None:
            continue
        if one.balansdatum is not None and two.balansdatum is not None:
            joined[kolom] = both(one, two)
        elif one.balansdatum is not None and two.balansdatum is None:
            joined[kolom] = join(one, two)
        elif two.balansdatum is not None and one.balansdatum is None:
            joined[kolom] = join(two, one)
        elif one.span is not None and two.span is None and two.kind is not Kind.ACTUAL:
            joined[kolom] = one if two.kind is Kind.PARTIAL else replace(one, kind=two.kind)
    return dict(sorted(joined.items()))


def _over(kolom: int, above: Cells, below: Cells) -> Heading | None:
    """The year of a cell that is merged over more columns, for a part of a year or a budget below it.

    For actual figures as well, where the budget of that year stands right under it: `2025` over `Begroot | Werkelijk`.
    """
    own = below[kolom]
    left = [k for k, h in above.items() if k < kolom and h.balansdatum is not None]
    if own.balansdatum is not None or not left:
        return None
    first = below.get(max(left))
    beside = own.kind is Kind.ACTUAL and own.offset is None and own.day is None and own.span is None
    beside = beside and first is not None and first.kind is Kind.BUDGET and first.balansdatum is None
    return above[max(left)] if beside or own.span is not None or own.kind is Kind.BUDGET else None


def _budget_over(kolom: int, above: Cells, below: Cells) -> Heading | None:
    """The budget of a cell that is merged over more years: `Begroting` above `2025 | 2026`.

    A year after all actual ones is a budget beside one; the same years again are so beside merged actual figures.
    """
    left, own = [k for k in above if k < kolom], below[kolom].balansdatum
    if not left or own is None or any(h.balansdatum is not None for h in above.values()):
        return None
    if above[max(left)].kind is not Kind.BUDGET:
        return None
    last = max(left)
    actual = [h.balansdatum for k, h in below.items() if k < last and h.balansdatum is not None]
    later = all(day < own for day in actual)
    merged = above[min(above)].kind is Kind.ACTUAL and len([k for k in below if k < last]) > len(left) - 1
    return above[last] if later or merged else None


def _is_heading_row(row: list[Cell], cells: Cells, dated: Cells, before: Cells | None, apart: bool) -> bool:
    """Whether a row with year-like cells names columns, and is no row of amounts such as 2003.

    `before` is the last heading row above, `apart` whether no amounts stand in the row right above.
    """
    label = ""
    for kolom, cell in enumerate(row):
        if cell == "" or kolom in cells:
            continue
        if not isinstance(cell, str) or amount_of(cell, Notation.DUTCH) is not None:
            return False
        if kolom < min(dated) and is_label(cell) and plain(cell) not in _NOTE_HEADINGS:
            label = label or cell
    if not all(h.bare for h in dated.values()):
        return min(dated) > 0 or len(dated) > 1
    years = _years(dated)
    if before is not None and dated.keys() == before.keys() and years == _years(before):
        return True
    if min(dated) == 0:
        return False
    if before is not None and dated.keys() <= before.keys() and _stands_beside_amounts(label):
        return False
    half = len(years) // 2
    in_order = years[:half] if half and years[:half] == years[half:] else years
    # Bare years stand in order, each column one apart; 2003 beside 1998 are amounts.
    ordered = all(abs(a - b) <= 1 for a, b in pairwise(in_order))
    if not label or _is_title(label):
        return ordered and (before is None or apart or bool(label))
    # Beside any other label two years or more, the first in the sheet, can still be nothing but headings.
    return ordered and before is None and not names_of(label) and len(set(in_order)) == len(in_order) > 1


def note_columns(rows: Iterable[list[Cell]]) -> set[int]:
    """The columns that a heading row calls a column of notes or codes (`Ref.`, `Nr.`)."""
    return {k for row in rows for k, c in enumerate(row) if isinstance(c, str) and plain(c) in _NOTE_HEADINGS}


def _stands_beside_amounts(label: str) -> bool:
    return bool(set(names_of(label)) & _WITH_AMOUNTS) or section_of(label) == "bestemming"


def _years(cells: Cells) -> list[int]:
    return [h.balansdatum.year for h in cells.values() if h.balansdatum]


def _is_title(label: str) -> bool:
    """Whether a label may stand beside the years at the head of a table: `ACTIVA | 2023 | 2022`."""
    named = names_of(label)
    if named:
        return set(named) <= _TITLES_TOO
    return section_of(label) is not None or unit_of(label) is not None or plain(label) in _LABEL_HEADINGS
