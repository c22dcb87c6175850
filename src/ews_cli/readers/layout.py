"""A sheet -> lines: each row with its label, the posts that it may be, its figures and its context.

Walks a sheet once from top to bottom and keeps in mind the last heading row and what the titles said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from ews_cli.readers.amounts import Notation, decide_notation, unit_of
from ews_cli.readers.cells import amount_of, at, is_label
from ews_cli.readers.columns import Area, Column, Group, by_label_column, groups_under
from ews_cli.readers.context import SIDES, STATEMENTS, Context, after_title
from ews_cli.readers.facts import Facts, facts_of
from ews_cli.readers.grid import Cell, Sheet
from ews_cli.readers.headers import Heading, Kind, year_in_title
from ews_cli.readers.heading_rows import HeadingRow, heading_rows
from ews_cli.readers.labels import names_of, plain, section_of, unnumbered
from ews_cli.readers.xlsx_scan import column_letters


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
        return not self.figures or _only_words(self.figures)


def _only_words(figures: Sequence[Figure]) -> bool:
    """Whether no cell holds an amount, or a defect where one stood."""
    return all(map(_is_text, figures))


_is_text = attrgetter("is_text")
_NO_AMOUNT = "geen leesbaar bedrag"
_NO_LABELS: Mapping[int, str] = {}


class _Lane(NamedTuple):
    """Where a row has the label and the figures of a group of columns.

    Attributes:
        first, end: the columns that may hold the label.
        places: for each cell its column, its index, the beginning of its address (`Balans!C`) and
            whether it is an outer one.
    """

    first: int
    end: int
    years: tuple[int, ...]
    places: tuple[tuple[Column, int, str, bool], ...]


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
        self.facts = facts_of(sheet)
        self.headings = heading_rows(self.facts)
        self.notation = self.found.notation = decide_notation(_figure_texts(self.facts, self.headings))
        self.given = _given_groups(
            self.facts, given or ({} if self.headings else _single_column(sheet, self.jaar))
        )
        self._use(self.given)
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

    def _use(self, groups: tuple[Group, ...]) -> None:
        """Take the figures of the rows to come from these columns."""
        self.groups = groups
        self.lanes = [_lane(self.sheet, group) for group in groups]

    def _heading_rows(self, number: int) -> int:
        """Start a table under its heading rows; the row below them."""
        heads = self.headings[number]
        self.context = self.context._replace(tabel=self.context.tabel + 1)
        following = self.headings[number + 1 : number + 2]
        last = following[0].first if following else len(self.sheet.rijen)
        area = Area(self.facts, heads.last + 1, last)
        for row in self.sheet.rijen[heads.first : heads.last + 1]:
            # The heading of a column of figures says nothing about the table, except its unit.
            self._title([c for k, c in enumerate(row) if k not in heads.cells or area.holds_labels(k)])
        self._unit_of_columns(heads)
        if self.given:
            self._use(self.given)
        else:
            named = (d for title in reversed(self.found.titles) if (d := year_in_title(title)) is not None)
            groups, refused = groups_under(area, heads, next(named, self.jaar))
            self._use(groups)
            self.found.refused.extend(refused)
            self.found.yearless = self.found.yearless or any("zonder jaartal" in reason for reason in refused)
        self.found.years.extend(year for lane in self.lanes for year in lane.years)
        self.titled = False
        self.sides = {}
        for row in self.sheet.rijen[heads.first : heads.last + 1]:
            self.sides |= self._sides(row)
        return heads.last + 1

    def _row(self, rij: int, row: list[Cell]) -> None:
        if rij in self.facts.headings and self.titled and not self.given and self._only_years(rij, row):
            # Years that head a table in a way that is not understood: the columns above no longer hold.
            self._use(())
            self.found.refused.append(
                f"{self.sheet.naam}, rij {rij + 1} (jaren boven de kolommen niet begrepen)"
            )
        figures = [self._figures(rij, row, lane) for lane in self.lanes]
        if not any(figures) or all(map(_only_words, figures)):
            self._title(row)
            self.sides |= self._sides(row)
        labels = self.facts.labels.get(rij, _NO_LABELS)
        for number, lane in enumerate(self.lanes):
            texts = [text.strip() for k, text in labels.items() if lane.first <= k < lane.end]
            texts = texts or _codes(row[lane.first : lane.end])
            if texts or any(f.bedrag is not None for f in figures[number]):
                label, names = _names(texts)
                # Words in a column of figures matter only where a post should have its amount.
                mine = figures[number] if names else [f for f in figures[number] if not f.is_text]
                context = self._context(rij, number)
                line = Line(self.sheet, rij, label, names, tuple(mine), context, lane.years, number)
                self.found.lines.append(line)
                if mine and len(self.lanes) == 1:
                    self._after(line)

    def _only_years(self, rij: int, row: list[Cell]) -> bool:
        """Whether a row holds years that could be headings, and no label."""
        headings = self.facts.headings[rij]
        filled = sum(cell != "" for cell in row)
        return filled == len(headings) and all(h.bare for h in headings.values())

    def _context(self, rij: int, group: int) -> Context:
        context = self.context
        zijde = self.sides.get(group, context.zijde)
        verborgen = self.start.verborgen or rij in self.sheet.verborgen_rijen
        if zijde != context.zijde or verborgen != context.verborgen:
            return context._replace(zijde=zijde, verborgen=verborgen)
        return context

    def _title(self, row: list[Cell]) -> None:
        for cell in row:
            if not isinstance(cell, str) or not cell:
                continue
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
        """What a line with figures means for the lines after it."""
        if "totaal_activa" in line.names and self.context.zijde == "activa":
            self.context = self.context._replace(zijde="passiva")
        elif "totaal_passiva" in line.names:
            self.context = self.context._replace(zijde=None)
        elif self.context.sectie == "resultatenrekening" and section_of(line.label) == "bestemming":
            self.context = self.context._replace(sectie="bestemming")

    def _figures(self, rij: int, row: list[Cell], lane: _Lane) -> list[Figure]:
        found = []
        defects, width = self.sheet.defects, len(row)
        for column, kolom, letters, outer in lane.places:
            if defects and (rij, kolom) in defects:
                found.append(Figure(column, f"{letters}{rij + 1}", None, defects[rij, kolom], outer))
            elif kolom < width and (cell := row[kolom]) != "":
                bedrag = amount_of(cell, self.notation)
                if bedrag is not None:
                    found.append(Figure(column, f"{letters}{rij + 1}", bedrag, None, outer))
                elif (defect := _no_amount(cell)) is not None:
                    found.append(Figure(column, f"{letters}{rij + 1}", None, defect, outer))
        return found


def _no_amount(cell: Cell) -> str | None:
    """What is wrong with a cell that holds no amount; None for a cell that claims none."""
    if not isinstance(cell, str):
        return f"{_NO_AMOUNT}: {cell}"
    blank = not cell.strip() or unit_of(cell) is not None
    return None if blank else f"{_NO_AMOUNT}: {cell.strip()[:40]}"


NAMELESS = frozenset({"", "totaal", "subtotaal", "totalen"})
"""What a row of figures is called that says no more than that it is a total."""


def _whole_labels(lines: list[Line]) -> list[Line]:
    """Lines whose label runs over two rows, with the posts of the whole label: half a label is another label."""
    whole: list[Line | None] = list(lines)
    for of_group in _by_group(lines):
        second = -1  # a row that completed the label above it starts no other
        for place, (one, two) in enumerate(pairwise(of_group)):
            first, line = lines[one], lines[two]
            together = first.rij == line.rij - 1 and (first.is_heading or line.is_heading)
            if not together or one == second or not first.label or not line.label:
                continue
            holder, rest = (two, one) if first.is_heading else (one, two)
            label = f"{first.label.removesuffix('-')} {line.label}"
            names = names_of(label)
            below = [lines[n] for n in of_group[place + 2 : place + 3]]
            runs_on = _runs_on(first.label, line.label) and (names or not _is_list([line, *below]))
            if not first.is_heading and (plain(first.label) in NAMELESS or (line.names and not runs_on)):
                continue  # a total, and the heading of what follows it
            if runs_on or (names and names != lines[holder].names):
                second = two
                whole[holder] = lines[holder]._replace(label=label, names=names)
                whole[rest] = None
    return [line for line in whole if line is not None]


def _by_group(lines: Sequence[Line]) -> list[list[int]]:
    """The numbers of the lines of each group of columns."""
    groups: dict[int, list[int]] = {}
    for number, line in enumerate(lines):
        groups.setdefault(line.groep, []).append(number)
    return list(groups.values())


def _runs_on(first: str, second: str) -> bool:
    """Whether a label goes on in the row below: it breaks off, or that row starts as no label does."""
    one, two = _ends_of(first), _ends_of(second)
    return one.breaks_off or two.goes_on or (one.capital and two.small)


class _Ends(NamedTuple):
    """How a label ends and begins: the end breaks off; the beginning goes on, is a capital or a small letter."""

    breaks_off: bool
    goes_on: bool
    capital: bool
    small: bool


@lru_cache(maxsize=4096)
def _ends_of(label: str) -> _Ends:
    begin = unnumbered(label)
    return _Ends(
        label.casefold().endswith(("-", "/", ",", *_CONNECTIVES)),
        begin.casefold().startswith(_GOES_ON),
        begin[:1].isupper(),
        begin[:1].islower(),
    )


def _is_list(lines: Sequence[Line]) -> bool:
    """Whether two rows of figures below each other start with a small letter: the details of a heading."""
    return len(lines) > 1 and all(not x.is_heading and _ends_of(x.label).small for x in lines)


_WORDS_BETWEEN = (
    *("van", "en", "de", "het", "op", "uit", "voor", "met", "aan"),
    *("in", "of", "der", "te", "tot", "min", "na", "toe"),
)
_CONNECTIVES = tuple(f" {word}" for word in _WORDS_BETWEEN)
_GOES_ON = ("(", *(f"{word} " for word in _WORDS_BETWEEN))


def _figure_texts(facts: Facts, headings: Sequence[HeadingRow]) -> Iterator[str]:
    """The texts in the columns of figures: a numbering such as `3.1` says nothing about their notation."""
    first = min((min(heads.cells) for heads in headings), default=0)
    heads = {rij for row in headings for rij in range(row.first, row.last + 1)}
    return (text for rij, kolom, text in facts.numerals if kolom >= first and rij not in heads)


def _given_groups(facts: Facts, given: Mapping[int, date]) -> tuple[Group, ...]:
    columns = [Column(k, Heading(Kind.ACTUAL, day, dated=True), day) for k, day in sorted(given.items())]
    area = Area(facts, 0, len(facts.sheet.rijen))
    return by_label_column(area, columns, set(given)) if columns else ()


def _lane(sheet: Sheet, group: Group) -> _Lane:
    places = tuple(
        (column, kolom, f"{sheet.naam}!{column_letters(kolom)}", kolom != column.index)
        for column in group.columns
        for kolom in (column.index, *column.outer)
    )
    return _Lane(group.first, group.columns[0].index, group.years, places)


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


def _codes(cells: Iterable[Cell]) -> list[str]:
    """The code that is all there is of a label, in the second of its two rows."""
    return [cell.strip() for cell in cells if isinstance(cell, str) and _CODE.fullmatch(cell.strip())]


_CODE = re.compile(r"\d\d/\d\d[A-Z]?(?: -)?")
"""The code of an account, as Belgian statements print it before or after a label: `20/58`, `70/76A -`."""


def _names(texts: list[str]) -> tuple[str, tuple[str, ...]]:
    """The label of a row whose label may be spread over cells (`Totaal | Vlottende activa`)."""
    joined = texts[0] if len(texts) == 1 else " ".join(texts)
    names = names_of(joined)
    return (joined, names) if names or len(texts) < 2 else (texts[-1], names_of(texts[-1]))
