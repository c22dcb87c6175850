"""Which column is which year, which rows belong to which statement: a sheet -> lines with their context.

Walks a sheet once from top to bottom and keeps in mind the last heading row, section, side of the balance,
unit and basis. What a column or row is not certainly, it is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

from ews_cli.core.jaarrekening import Basis, Resultaatbestemming
from ews_cli.readers.amounts import Notation, decide_notation, from_number, parse_amount, unit_of
from ews_cli.readers.grid import Cell, Sheet
from ews_cli.readers.headers import Heading, Kind, heading, join, year_in_title
from ews_cli.readers.labels import names_of, plain, section_of

_WORD = re.compile(r"[^\W\d_]{3,}")
_CODE = re.compile(
    r"^(?:[A-Za-z]{1,4}[-. ]?\d+[\w.]*|[BW](?:[A-Z][a-z]{2}){1,5}"
    r"|(?i:noot \d+|zie .*|toel\w*\.?(?: \d+)?|ref\w*\.?))$"
)
_BUDGET_TITLE = re.compile(
    r"\b(begroting|geprognosticeerde|prognose|meerjaren(balans|begroting|raming)|raming)\b"
)
_SIDES = {
    "activa": "activa",
    "a c t i v a": "activa",
    "debet": "activa",
    "passiva": "passiva",
    "p a s s i v a": "passiva",
    "credit": "passiva",
}
_PARTIAL_ENTITY = re.compile(r"\b(niet-daeb|daeb|segment|locatie|divisie|enkel afdeling)\b")


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


@dataclass(frozen=True, slots=True)
class Context:
    """What the rows above a line say about it.

    Attributes:
        tabel: the number of the table in the sheet; a new heading row or title starts one.
        sectie: a section of labels.yaml, or None when nothing announced one.
        zijde: `activa` or `passiva` inside a balance.
        eenheid: euro per unit as printed, None when not stated up to here.
        begroting: the table is a budget or a forecast.
    """

    tabel: int = 0
    sectie: str | None = None
    zijde: str | None = None
    basis: Basis = Basis.ONBEKEND
    eenheid: int | None = None
    begroting: bool = False
    deel: str | None = None
    bestemming: Resultaatbestemming = Resultaatbestemming.ONBEKEND


@dataclass(frozen=True, slots=True)
class Figure:
    """One cell of a line: an amount in the unit as printed, or what is wrong with the cell."""

    kolom: Column
    cel: str
    bedrag: Decimal | None
    defect: str | None = None
    outer: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One row of one group: its label, the posts that the label may be, and its figures."""

    sheet: Sheet
    rij: int
    label: str
    names: tuple[str, ...]
    figures: tuple[Figure, ...]
    context: Context

    @property
    def is_heading(self) -> bool:
        """Whether the row has a label and no figures."""
        return not self.figures


@dataclass(slots=True)
class SheetLayout:
    """A sheet taken apart: its lines, and the columns that were refused with the reason."""

    lines: list[Line] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)


def take_apart(sheet: Sheet, start: Context) -> SheetLayout:
    """Take a sheet apart; `start` is what the file and the name of the sheet say already."""
    layout = SheetLayout()
    notation = decide_notation(cell for row in sheet.rijen for cell in row if isinstance(cell, str) and cell)
    context = start
    groups: tuple[Group, ...] = ()
    sides: dict[int, str] = {}
    headings = _heading_rows(sheet)
    merged = {row + 1 for row in headings if row + 1 in headings and _roles_only(headings[row])}
    for rij, row in enumerate(sheet.rijen):
        if rij in headings:
            if rij in merged:
                continue
            context = _title(row, replace(context, tabel=context.tabel + 1), layout)
            context = _unit_near(sheet, rij, context)
            groups, refused = _groups(sheet, rij, headings, context, layout.titles)
            layout.refused.extend(refused)
            sides = _sides(row, groups)
            continue
        if not groups or not _has_amounts(sheet, rij, row, groups, notation):
            context = _title(row, context, layout)
            sides |= _sides(row, groups)
        for number, group in enumerate(groups):
            zijde = sides.get(number, context.zijde)
            line = _line(sheet, rij, row, group, replace(context, zijde=zijde), notation)
            if line is not None:
                layout.lines.append(line)
                if len(groups) == 1:
                    context = _after(line, context)
    return layout


def _sides(row: list[Cell], groups: tuple[Group, ...]) -> dict[int, str]:
    """Which side of the balance each group is, when activa and passiva stand side by side."""
    sides: dict[int, str] = {}
    if len(groups) > 1:
        for number, group in enumerate(groups):
            for kolom in range(group.first, group.columns[0].index):
                words = plain(cell) if isinstance(cell := _at(row, kolom), str) else ""
                if (side := _SIDES.get(words)) is not None:
                    sides[number] = side
    return sides


def context_of_name(naam: str, context: Context) -> Context:
    """What the name of a sheet or file says: the section, the basis, a budget."""
    words = plain(naam.replace("_", " "))
    zijde = words if words in ("activa", "passiva") else None
    return replace(
        _basis(words, context),
        sectie=section_of(words),
        zijde=zijde,
        begroting=is_budget(words) or context.begroting,
    )


def is_budget(words: str) -> bool:
    """Whether a title or a file name speaks of a budget and not of annual accounts."""
    return (
        bool(_BUDGET_TITLE.search(re.sub(r"[\d_]+", " ", words)))
        and "jaarrekening" not in words
        and "jaarverslag" not in words
    )


def _is_label(cell: Cell) -> bool:
    return isinstance(cell, str) and bool(_WORD.search(cell)) and not _CODE.match(cell.strip())


def _heading_rows(sheet: Sheet) -> dict[int, dict[int, Heading]]:
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
        apart = rij == 0 or not any(
            parse_amount(str(c), None) is not None for c in sheet.rijen[rij - 1] if c != ""
        )
        if dated and _is_heading_row(row, cells, dated, before, apart):
            found[rij] = cells
        elif not dated and all(
            c == "" or k in cells or _is_label(c) or unit_of(str(c)) for k, c in enumerate(row)
        ):
            roles[rij] = cells
    for rij, cells in roles.items():
        for beside in (rij + 1, rij - 1):
            if beside in found and set(cells) & set(found[beside]):
                found[rij] = cells
                break
    return dict(sorted(found.items()))


def _roles_only(cells: dict[int, Heading]) -> bool:
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
        if (
            not isinstance(cell, str)
            or parse_amount(cell, None) is not None
            or parse_amount(cell, Notation.DUTCH) is not None
        ):
            return False
        label = label or cell
    if not all(h.bare for h in dated.values()):
        return min(dated) > 0 or len(dated) > 1
    years = [h.balansdatum.year for h in dated.values() if h.balansdatum]
    if before is not None and years == [h.balansdatum.year for h in before.values() if h.balansdatum]:
        return True
    if label and names_of(label) and not set(names_of(label)) <= _TITLES_TOO:
        return False
    if before is not None and not apart and not (label and (section_of(label) or unit_of(label))):
        return False
    half = len(years) // 2
    in_order = years[:half] if half and years[:half] == years[half:] else years
    # Bare years stand in order, each column one apart; 2003 beside 1998 are amounts.
    return min(dated) > 0 and all(abs(a - b) <= 1 for a, b in pairwise(in_order))


_TITLES_TOO = frozenset({"totaal_activa", "totaal_passiva", "opbrengsten", "bedrijfslasten"})
"""Posts whose label may stand beside the years as the title of a table: `ACTIVA | 2023 | 2022`."""


def _groups(
    sheet: Sheet, rij: int, headings: dict[int, dict[int, Heading]], context: Context, titles: list[str]
) -> tuple[tuple[Group, ...], list[str]]:
    """The columns of figures under a heading row, by label column."""
    cells = dict(headings[rij])
    for beside in (rij - 1, rij + 1):
        other = headings.get(beside)
        if other is not None and (_roles_only(other) != _roles_only(cells)):
            cells = _join_rows(cells, other)
    last = next((r for r in headings if r > rij + 1), len(sheet.rijen))
    refused: list[str] = []
    columns = []
    for kolom, h in sorted(cells.items()):
        balansdatum = h.balansdatum or _from_offset(h, titles)
        if h.kind in (Kind.ACTUAL, Kind.OPENING) and balansdatum is not None:
            columns.append(Column(kolom, h, balansdatum))
        elif h.kind is not Kind.OTHER:
            wat = "boekjaar zonder jaartal" if h.kind is Kind.ACTUAL else h.kind.value
            refused.append(f"{sheet.cel(rij, kolom)} ({wat})")
    if len(columns) > 1 and all(c.heading.kind is Kind.OPENING for c in columns):
        refused.extend(
            f"{sheet.cel(rij, c.index)} (alleen beginbalansen: geen gerealiseerde cijfers)" for c in columns
        )
        columns = []
    if _shifted(sheet, rij, last, columns):
        refused.extend(
            f"{sheet.cel(rij, c.index)} (kolomkoppen en cijfers staan niet onder elkaar)" for c in columns
        )
        columns = []
    return _by_label_column(sheet, rij, last, columns, set(cells)), refused


def _join_rows(cells: dict[int, Heading], other: dict[int, Heading]) -> dict[int, Heading]:
    joined = {}
    for kolom in cells.keys() | other.keys():
        one, two = cells.get(kolom), other.get(kolom)
        if one and two:
            year, role = (one, two) if one.balansdatum else (two, one)
            joined[kolom] = join(year, role)
        else:
            joined[kolom] = one or two  # type: ignore[assignment]
    return joined


def _from_offset(h: Heading, titles: list[str]) -> date | None:
    """The balansdatum of `Boekjaar` or `Vorig boekjaar`, when the last title with a year tells it."""
    if h.offset is None:
        return None
    title = next((d for t in reversed(titles) if (d := year_in_title(t)) is not None), None)
    return (
        None
        if title is None
        else title.replace(
            year=title.year - h.offset, day=min(title.day, 28) if title.month == 2 else title.day
        )
    )


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
        first = _plain_number(row, eerste)
        past = _plain_number(row, voorbij)
        if first is not None and (first != int(first) or not 0 <= first < 100):
            return False
        notes += first is not None
        amounts += past is not None and abs(past) >= 100
    return amounts >= 2 and amounts > notes


def _plain_number(row: list[Cell], kolom: int) -> Decimal | None:
    return _amount(row[kolom], Notation.DUTCH) if kolom < len(row) else None


def _by_label_column(
    sheet: Sheet, rij: int, last: int, columns: list[Column], headed: set[int]
) -> tuple[Group, ...]:
    """Group the columns by the label column left of them, and give each its outer columns."""
    rows = sheet.rijen[rij + 1 : last]
    groups: list[Group] = []
    start = 0
    run: list[Column] = []
    for position, column in enumerate(columns):
        following = columns[position + 1].index if position + 1 < len(columns) else None
        between = range(column.index + 1, following if following is not None else _width(rows))
        labels = [k for k in between if sum(_is_label(_at(row, k)) for row in rows) >= 2]
        end = labels[0] if labels else between.stop
        free = [k for k in range(column.index + 1, end) if k not in headed and _at(sheet.rijen[rij], k) == ""]
        run.append(replace(column, outer=tuple(k for k in free if _is_outer(rows, column.index, k))))
        if labels or following is None:
            groups.append(Group(start, _same_outer(run)))
            start, run = end, []
    return tuple(groups)


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
        if _amount(_at(row, outer), Notation.DUTCH) is not None:
            filled += 1
            both += _amount(_at(row, inner), Notation.DUTCH) is not None
    return filled > 0 and both * 2 <= filled


def _at(row: list[Cell], kolom: int) -> Cell:
    return row[kolom] if kolom < len(row) else ""


def _width(rows: list[list[Cell]]) -> int:
    return max((len(row) for row in rows), default=0)


def _amount(cell: Cell, notation: Notation | None) -> Decimal | None:
    if isinstance(cell, bool):
        return None
    if isinstance(cell, float | int):
        return from_number(cell)
    return parse_amount(cell, notation) if isinstance(cell, str) and cell else None


def _has_amounts(
    sheet: Sheet, rij: int, row: list[Cell], groups: tuple[Group, ...], notation: Notation | None
) -> bool:
    indexes = [k for g in groups for c in g.columns for k in (c.index, *c.outer)]
    return any((rij, k) in sheet.defects or _amount(_at(row, k), notation) is not None for k in indexes)


def _line(
    sheet: Sheet, rij: int, row: list[Cell], group: Group, context: Context, notation: Notation | None
) -> Line | None:
    zone = range(group.first, group.columns[0].index)
    texts = [cell.strip() for k in zone if _is_label(cell := _at(row, k))]
    label, names = _names(texts)
    figures = tuple(f for c in group.columns for f in _figures(sheet, rij, row, c, notation))
    if not texts and not any(f.bedrag is not None for f in figures):
        return None
    return Line(sheet, rij, label, names, figures, context)


def _names(texts: list[str]) -> tuple[str, tuple[str, ...]]:
    """The label of a row whose label may be spread over cells (`Totaal | Vlottende activa`)."""
    joined = " ".join(texts)
    if names := names_of(joined):
        return joined, names
    return (texts[-1], names_of(texts[-1])) if texts else ("", ())


def _figures(
    sheet: Sheet, rij: int, row: list[Cell], column: Column, notation: Notation | None
) -> Iterator[Figure]:
    for kolom in (column.index, *column.outer):
        cell = _at(row, kolom)
        cel = sheet.cel(rij, kolom)
        outer = kolom != column.index
        if (rij, kolom) in sheet.defects:
            yield Figure(column, cel, None, sheet.defects[rij, kolom], outer)
        elif (bedrag := _amount(cell, notation)) is not None:
            yield Figure(column, cel, bedrag, None, outer)
        elif isinstance(cell, str) and any(c.isdigit() for c in cell):
            yield Figure(column, cel, None, f"geen leesbaar bedrag: {cell[:40]}", outer)
        elif isinstance(cell, float | int) and not isinstance(cell, bool):
            yield Figure(column, cel, None, "geen mogelijk bedrag", outer)


def _title(row: list[Cell], context: Context, layout: SheetLayout) -> Context:
    """What a row without figures says about the rows below it."""
    for cell in row:
        if not isinstance(cell, str) or not cell or len(cell) > 300:
            continue
        if (eenheid := unit_of(cell)) is not None and not names_of(cell):
            context = replace(
                context,
                eenheid=eenheid
                if cell.strip() not in ("€", "EUR", "Euro") or context.eenheid is None
                else context.eenheid,
            )
        if not _is_label(cell):
            continue
        words = plain(cell)
        layout.titles.append(cell)
        context = _basis(words, context)
        if match := _PARTIAL_ENTITY.search(words):
            context = replace(context, deel=match[0])
        if is_budget(words) and heading(cell) is None and len(words) < 80:
            context = replace(context, begroting=True)
        if (before_after := _bestemming(words)) is not None:
            context = replace(context, bestemming=before_after)
        if (zijde := _SIDES.get(words)) is not None:
            inside = context.sectie in ("toelichting", "verloop", "kasstroom", "ratios")
            context = replace(context, zijde=zijde, sectie=context.sectie if inside else "balans")
        elif (sectie := section_of(words)) is not None:
            context = _enter(sectie, context)
    return context


def _enter(sectie: str, context: Context) -> Context:
    """Enter a section. A sheet of notes repeats the names of the statements as headings of its own."""
    if context.sectie == "toelichting" and sectie in ("balans", "resultatenrekening", "kerncijfers"):
        return context
    if context.sectie == "kerncijfers" and sectie in ("balans", "resultatenrekening"):
        return context
    return replace(context, sectie=sectie, zijde=None)


def _basis(words: str, context: Context) -> Context:
    if "geconsolideerd" in words:
        return replace(context, basis=Basis.GECONSOLIDEERD)
    if "enkelvoudig" in words or "vennootschappelijk" in words:
        return replace(context, basis=Basis.ENKELVOUDIG)
    return context


def _bestemming(words: str) -> Resultaatbestemming | None:
    match = re.search(r"\b(voor|na) (?:(?:verwerking|bestemming) van het )?(?:resultaat|winst)", words)
    return None if match is None else Resultaatbestemming(match[1])


def _unit_near(sheet: Sheet, rij: int, context: Context) -> Context:
    """The unit that stands in the row below a heading row (`€ | €`, `x € 1.000`)."""
    if rij + 1 < len(sheet.rijen):
        units = {
            u for cell in sheet.rijen[rij + 1] if isinstance(cell, str) and (u := unit_of(cell)) is not None
        }
        if len(units) == 1 and (units != {1} or context.eenheid is None):
            return replace(context, eenheid=units.pop())
    return context


def _after(line: Line, context: Context) -> Context:
    """What a line means for the lines after it."""
    if "totaal_activa" in line.names and line.figures and context.zijde == "activa":
        return replace(context, zijde="passiva")
    if "totaal_passiva" in line.names and line.figures:
        return replace(context, zijde=None)
    if context.sectie == "resultatenrekening" and section_of(line.label) == "bestemming":
        return replace(context, sectie="bestemming")
    return context
