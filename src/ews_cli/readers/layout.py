"""A sheet -> lines: each row with its label, the posts that it may be, its figures and its context.

Walks a sheet once from top to bottom and keeps in mind the last heading row and what the titles said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from ews_cli.readers.amounts import Notation, decide_notation, unit_of
from ews_cli.readers.cells import amount_of, at, is_label
from ews_cli.readers.columns import Column, Group, by_label_column, groups_under, holds_labels
from ews_cli.readers.context import SIDES, STATEMENTS, Context, after_title
from ews_cli.readers.grid import Cell, Sheet
from ews_cli.readers.headers import Heading, Kind, heading, year_in_title
from ews_cli.readers.heading_rows import HeadingRow, heading_rows
from ews_cli.readers.labels import names_of, plain, section_of, unnumbered


class Figure(NamedTuple):
    """One cell of a line: an amount in the unit as printed, or what is wrong with the cell.

    Attributes:
        outer: it stands in the column for totals beside the column for details.
    """

    kolom: Column
    cel: str
    bedrag: Decimal | None
    defect: str | None = None
    outer: bool = False

    @property
    def is_text(self) -> bool:
        """Whether the cell holds words where an amount could stand."""
        return self.defect is not None and self.defect.startswith(_NO_AMOUNT)


class Line(NamedTuple):
    """One row under a heading row: its label, the posts that the label may be, and its figures.

    Attributes:
        years: the book years of the columns above it.
        groep: the columns that it stands in, where activa and passiva stand side by side.
    """

    sheet: Sheet
    rij: int
    label: str
    names: tuple[str, ...]
    figures: tuple[Figure, ...]
    context: Context
    years: tuple[int, ...]
    groep: int = 0

    @property
    def is_heading(self) -> bool:
        """Whether the row has a label and no figures."""
        return all(figure.is_text for figure in self.figures)


_NO_AMOUNT = "geen leesbaar bedrag"


@dataclass(slots=True)
class SheetLayout:
    """A sheet taken apart.

    Attributes:
        lines: its rows in order.
        refused: the columns that hold no actual figures, with the reason (Dutch).
        notation: how the sheet writes its amounts; None when its texts contradict each other.
        yearless: some columns say `Boekjaar`, and no title says which.
        years: the book years of its columns.
        titles: the texts of the rows without figures.
    """

    lines: list[Line] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    yearless: bool = False
    notation: Notation | None = None
    years: list[int] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)


def take_apart(
    sheet: Sheet, start: Context, given: Mapping[int, date] | None = None, jaar: int | None = None
) -> SheetLayout:
    """Take a sheet apart.

    Args:
        sheet: the sheet.
        start: what the name of the sheet says already.
        given: the balansdatum of columns that the user named; then no heading row is looked for.
        jaar: the book year that the user gave, for headings such as `Boekjaar` and for a single column.
    """
    return _Walk(sheet, start, given or {}, jaar).layout()


class _Walk:
    """One walk over a sheet, with what was seen so far."""

    def __init__(self, sheet: Sheet, start: Context, given: Mapping[int, date], jaar: int | None) -> None:
        self.sheet = sheet
        self.jaar = None if jaar is None else date(jaar, 12, 31)
        self.start = start
        self.context = start
        self.found = SheetLayout()
        self.headings = heading_rows(sheet)
        self.notation = self.found.notation = decide_notation(_figure_texts(sheet, self.headings))
        self.given = _given_groups(
            sheet, given or ({} if self.headings else _single_column(sheet, self.jaar))
        )
        self.groups = self.given
        self.titled = False
        self.sides: dict[int, str] = {}

    def layout(self) -> SheetLayout:
        """Walk the sheet from top to bottom."""
        starts = {heads.first: number for number, heads in enumerate(self.headings)}
        below = 0
        for rij, row in enumerate(self.sheet.rijen):
            if rij in starts:
                below = self._heading_rows(starts[rij])
            elif rij >= below:
                self._row(rij, row)
        self.found.lines = _whole_labels(self.found.lines)
        return self.found

    def _heading_rows(self, number: int) -> int:
        """Start a table under its heading rows; the row below them."""
        heads = self.headings[number]
        self.context = self.context._replace(tabel=self.context.tabel + 1)
        following = self.headings[number + 1 : number + 2]
        last = following[0].first if following else len(self.sheet.rijen)
        rows = self.sheet.rijen[heads.last + 1 : last]
        for row in self.sheet.rijen[heads.first : heads.last + 1]:
            # The heading of a column of figures says nothing about the table, except its unit.
            self._title([c for k, c in enumerate(row) if k not in heads.cells or holds_labels(rows, k)])
        self._unit_of_columns(heads)
        if self.given:
            self.groups = self.given
        else:
            named = (d for title in reversed(self.found.titles) if (d := year_in_title(title)) is not None)
            self.groups, refused = groups_under(self.sheet, heads, last, next(named, self.jaar))
            self.found.refused.extend(refused)
            self.found.yearless = self.found.yearless or any("zonder jaartal" in reason for reason in refused)
        self.found.years.extend(year for group in self.groups for year in group.years)
        self.titled = False
        self.sides = {}
        for row in self.sheet.rijen[heads.first : heads.last + 1]:
            self.sides |= self._sides(row)
        return heads.last + 1

    def _row(self, rij: int, row: list[Cell]) -> None:
        if self.titled and not self.given and self._only_years(row):
            # Years that head a table in a way that is not understood: the columns above no longer hold.
            self.groups = ()
            self.found.refused.append(
                f"{self.sheet.naam}, rij {rij + 1} (jaren boven de kolommen niet begrepen)"
            )
        figures = [tuple(self._figures(rij, row, group)) for group in self.groups]
        if all(figure.is_text for group in figures for figure in group):
            self._title(row)
            self.sides |= self._sides(row)
        for number, group in enumerate(self.groups):
            texts = [cell.strip() for k in _labels_of(group) if is_label(cell := at(row, k))]
            if texts or any(f.bedrag is not None for f in figures[number]):
                label, names = _names(texts)
                # Words in a column of figures matter only where a post should have its amount.
                mine = figures[number] if names else tuple(f for f in figures[number] if not f.is_text)
                context = self._context(rij, number)
                line = Line(self.sheet, rij, label, names, mine, context, group.years, number)
                self.found.lines.append(line)
                self._after(line)

    def _only_years(self, row: list[Cell]) -> bool:
        """Whether a row holds years that could be headings, and no label."""
        filled = [cell for cell in row if cell != ""]
        return bool(filled) and all((h := heading(cell)) is not None and h.bare for cell in filled)

    def _context(self, rij: int, group: int) -> Context:
        context = self.context
        zijde = self.sides.get(group, context.zijde)
        verborgen = self.start.verborgen or rij in self.sheet.verborgen_rijen
        if zijde != context.zijde or verborgen != context.verborgen:
            return context._replace(zijde=zijde, verborgen=verborgen)
        return context

    def _title(self, row: list[Cell]) -> None:
        for cell in row:
            self.context = after_title(cell, self.context, self.start)
            if is_label(cell):
                self.found.titles.append(cell)
                self.titled = self.titled or section_of(cell) in STATEMENTS

    def _sides(self, row: list[Cell]) -> dict[int, str]:
        """Which side of the balance each group is, when activa and passiva stand side by side."""
        if len(self.groups) < 2:
            return {}
        texts = ((n, at(row, k)) for n, group in enumerate(self.groups) for k in _labels_of(group))
        words = ((n, plain(cell)) for n, cell in texts if isinstance(cell, str))
        return {n: SIDES[text] for n, text in words if text in SIDES}

    def _unit_of_columns(self, heads: HeadingRow) -> None:
        """The unit in the headings themselves, or in the row below them (`€ | €`, `x € 1.000`)."""
        for row in self.sheet.rijen[heads.first : heads.last + 2]:
            units = {u for cell in row if isinstance(cell, str) and (u := unit_of(cell)) is not None}
            if len(units) == 1 and (units != {1} or self.context.eenheid is None):
                self.context = self.context._replace(eenheid=units.pop())

    def _after(self, line: Line) -> None:
        """What a line means for the lines after it."""
        if not line.figures or len(self.groups) > 1:
            return
        if "totaal_activa" in line.names and self.context.zijde == "activa":
            self.context = self.context._replace(zijde="passiva")
        elif "totaal_passiva" in line.names:
            self.context = self.context._replace(zijde=None)
        elif self.context.sectie == "resultatenrekening" and section_of(line.label) == "bestemming":
            self.context = self.context._replace(sectie="bestemming")

    def _figures(self, rij: int, row: list[Cell], group: Group) -> Iterator[Figure]:
        for column in group.columns:
            for kolom in (column.index, *column.outer):
                cell = at(row, kolom)
                outer = kolom != column.index
                if (rij, kolom) in self.sheet.defects:
                    yield Figure(
                        column, self.sheet.cel(rij, kolom), None, self.sheet.defects[rij, kolom], outer
                    )
                elif cell != "" and (figure := self._figure(cell)) is not None:
                    yield Figure(column, self.sheet.cel(rij, kolom), *figure, outer)

    def _figure(self, cell: Cell) -> tuple[Decimal | None, str | None] | None:
        """The amount in a cell, or what is wrong with it; None for a cell that claims no amount."""
        bedrag = amount_of(cell, self.notation)
        if bedrag is not None:
            return bedrag, None
        if isinstance(cell, str):
            blank = not cell.strip() or unit_of(cell) is not None
            return None if blank else (None, f"{_NO_AMOUNT}: {cell.strip()[:40]}")
        return None, f"{_NO_AMOUNT}: {cell}"


def _whole_labels(lines: list[Line]) -> list[Line]:
    """Lines whose label runs over two rows, with the posts of the whole label: half a label is another label."""
    whole = list(lines)
    last: dict[int, int] = {}
    for number, line in enumerate(lines):
        above = last.get(line.groep)
        last[line.groep] = number
        if above is None or lines[above].rij != line.rij - 1 or not _runs_on(lines[above].label, line.label):
            continue
        first = lines[above]
        # A heading above a detail that is no post is most likely just that.
        if first.is_heading != line.is_heading and (line.names or not first.is_heading):
            label = f"{first.label.removesuffix('-')} {line.label}"
            holder = number if first.is_heading else above
            whole[holder] = lines[holder]._replace(label=label, names=names_of(label))
            rest = above if first.is_heading else number
            whole[rest] = lines[rest]._replace(names=())
    return whole


def _runs_on(first: str, second: str) -> bool:
    """Whether a label goes on in the row below: it breaks off, or a small letter follows a capital."""
    if not first or not second:
        return False
    breaks_off = first.endswith(("-", "/", ",")) or first.casefold().endswith(_CONNECTIVES)
    return breaks_off or (unnumbered(first)[:1].isupper() and unnumbered(second)[:1].islower())


_CONNECTIVES = (" van", " en", " de", " het", " op", " uit", " voor", " met", " aan", " in", " of")


def _figure_texts(sheet: Sheet, headings: Sequence[HeadingRow]) -> Iterator[str]:
    """The texts in the columns of figures: a numbering such as `3.1` says nothing about their notation."""
    first = min((min(heads.cells) for heads in headings), default=0)
    heads = {rij for row in headings for rij in range(row.first, row.last + 1)}
    for rij, row in enumerate(sheet.rijen):
        if rij not in heads:
            yield from (cell for cell in row[first:] if isinstance(cell, str) and cell)


def _given_groups(sheet: Sheet, given: Mapping[int, date]) -> tuple[Group, ...]:
    columns = [Column(k, Heading(Kind.ACTUAL, day, dated=True), day) for k, day in sorted(given.items())]
    return by_label_column(sheet.rijen, columns, set(given)) if columns else ()


def _single_column(sheet: Sheet, jaar: date | None) -> dict[int, date]:
    """The year of a sheet without headings: of its only column of amounts, as its title or the user says."""
    titles = {d for row in sheet.rijen for c in row if is_label(c) and (d := year_in_title(c)) is not None}
    day = titles.pop() if len(titles) == 1 else jaar
    counts: dict[int, int] = {}
    for row in sheet.rijen:
        for kolom, cell in enumerate(row):
            if amount_of(cell, Notation.DUTCH) is not None:
                counts[kolom] = counts.get(kolom, 0) + 1
    return dict.fromkeys(counts, day) if len(counts) == 1 and day is not None else {}


def _labels_of(group: Group) -> range:
    return range(group.first, group.columns[0].index)


def _names(texts: list[str]) -> tuple[str, tuple[str, ...]]:
    """The label of a row whose label may be spread over cells (`Totaal | Vlottende activa`)."""
    joined = " ".join(texts)
    if len(texts) > 1 and not names_of(joined):
        return texts[-1], names_of(texts[-1])
    return joined, names_of(joined)
