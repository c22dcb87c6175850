"""A sheet -> lines: each row with its label, the posts that it may be, its figures and its context.

Walks a sheet once from top to bottom and keeps in mind the last heading row and what the titles said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from ews_cli.core.jaarrekening import Basis
from ews_cli.readers.amounts import DIGIT, Notation, decide_notation, unit_of, without_unit
from ews_cli.readers.cells import at, is_label
from ews_cli.readers.column_bases import column_bases
from ews_cli.readers.columns import Area, Group, groups_under
from ews_cli.readers.context import STATEMENTS, Context, after_title, side_of
from ews_cli.readers.facts import Facts, facts_of
from ews_cli.readers.grid import Cell, Sheet
from ews_cli.readers.headers import year_in_title
from ews_cli.readers.heading import Heading, Kind
from ews_cli.readers.heading_rows import HeadingRow, heading_rows
from ews_cli.readers.informing import meaning_of
from ews_cli.readers.labels import names_of, plain, section_of
from ews_cli.readers.lanes import figures_in, given_groups, labels_of, lane_of, single_column
from ews_cli.readers.lines import Line, only_words
from ews_cli.readers.spans import may_name_span
from ews_cli.readers.titles import dated_title, day_of_balance, of_sheet, resolved, title_period
from ews_cli.readers.views import Head, Lens
from ews_cli.readers.whole_labels import whole_labels
from ews_cli.readers.xlsx_scan import column_letters


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
        heads: the headings of its columns, as titles complete them.
    """

    lines: list[Line] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    yearless: bool = False
    notation: Notation | None = None
    years: list[int] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    heads: list[Head] = field(default_factory=list)


def take_apart(
    sheet: Sheet,
    start: Context,
    given: Mapping[int, date] | None = None,
    jaar: int | None = None,
    lens: Lens | None = None,
) -> SheetLayout:
    """Take a sheet apart.

    Args:
        sheet: the sheet.
        start: what the name of the sheet says already.
        given: the balansdatum of columns that the user named; then no heading row is looked for.
        jaar: the book year that the user gave, for headings such as `Boekjaar` and for a single column.
        lens: which columns are read; without one those of the years.
    """
    walk = _Walk(sheet, start, given or {}, jaar, lens or Lens())
    found = walk.layout()
    if walk.split:
        other = _Walk(sheet, start, given or {}, jaar, lens or Lens(), Basis.ENKELVOUDIG).layout()
        found.lines += [line for line in other.lines if line.context.tabel in walk.split]
    return found


class _Walk:
    """One walk over a sheet, with what was seen so far.

    Attributes:
        basis: whose columns are read where a table has those of two.
        split: the tables that have.
    """

    def __init__(
        self,
        sheet: Sheet,
        start: Context,
        given: Mapping[int, date],
        jaar: int | None,
        lens: Lens,
        basis: Basis = Basis.GECONSOLIDEERD,
    ) -> None:
        self.sheet = sheet
        self.basis = basis
        self.split: set[int] = set()
        self.lens = lens
        self.jaar = None if jaar is None else date(jaar, 12, 31)
        self.start = start
        self.context = start
        self.found = SheetLayout()
        self.facts = facts_of(sheet)
        self.headings = heading_rows(self.facts)
        self.notation = self.found.notation = decide_notation(_figure_texts(self.facts, self.headings))
        if given or self.headings:
            self.given = given_groups(self.facts, given)
        else:
            self.given = self._only_column()
        self._use(self.given)
        self.titled = False
        self.sides: dict[int, str] = {}

    def _only_column(self) -> tuple[Group, ...]:
        """The only column of amounts in a sheet without headings, where this reading is about its period."""
        texts = [c for row in self.sheet.rijen for c in row if isinstance(c, str) and c]
        said = self._said(texts)
        days = single_column(self.sheet, self.jaar, said)
        if not days:
            return ()
        kolom, day = days.popitem()
        only = HeadingRow(0, 0, {kolom: Heading(Kind.ACTUAL, day, dated=dated_title(texts, day))})
        only = self.lens.with_given(resolved(only, said, day))
        cel, head = f"{self.sheet.naam}!{column_letters(kolom)}", only.cells[kolom]
        self.found.heads.append(
            Head(cel, head, self.start.begroting, head is said and head is not self.lens.given)
        )
        seen = self.lens.of(only).cells[kolom]
        if seen.kind is Kind.ACTUAL and seen.balansdatum is not None:
            return given_groups(self.facts, {kolom: seen.balansdatum}, seen.stand)
        if seen.kind is not Kind.OTHER:
            self.found.refused.append(f"{cel} ({seen.kind.value})")
        return ()

    def _said(self, titles: Sequence[str]) -> Heading | None:
        """The period or the day of the table to come: of the last title that states one, else of its sheet or file."""
        day = None
        for title in reversed(titles):
            if not is_label(title):
                continue
            if (period := title_period(title)) is not None:
                return period
            if (
                day is None
                and (day := day_of_balance(title)) is not None
                and (day.month, day.day) == (12, 31)
            ):
                return None
        period = of_sheet(self.sheet.naam) or self.lens.said
        if day is None or (period is not None and period.balansdatum == day):
            return period
        kind = Kind.PARTIAL if day in self.lens.calendar.interim else Kind.ACTUAL
        return Heading(kind, day, dated=True)

    def layout(self) -> SheetLayout:
        """Walk the sheet from top to bottom."""
        starts = {heads.first: number for number, heads in enumerate(self.headings)}
        below = 0
        for rij, row in enumerate(self.sheet.rijen):
            if rij in starts:
                below = self._heading_rows(starts[rij])
            elif rij >= below:
                self._row(rij, row)
        self.found.lines = whole_labels(self.found.lines)
        return self.found

    def _use(self, groups: tuple[Group, ...]) -> None:
        """Take the figures of the rows to come from these columns."""
        self.groups = groups
        self.lanes = [lane_of(self.sheet, group) for group in groups]

    def _heading_rows(self, number: int) -> int:
        """Start a table under its heading rows; the row below them."""
        heads = self.headings[number]
        if self.context.tabel in self.split:  # what its columns said holds no longer
            self.context = self.context._replace(basis=self.start.basis)
        self.context = self.context._replace(tabel=self.context.tabel + 1)
        following = self.headings[number + 1 : number + 2]
        last = following[0].first if following else len(self.sheet.rijen)
        area = Area(self.facts, heads.last + 1, last)
        for row in self.sheet.rijen[heads.first : heads.last + 1]:
            # The heading of a column of figures says nothing about the table, except its unit.
            self._title([c for k, c in enumerate(row) if k < min(heads.cells) or area.holds_labels(k)])
        self._unit_of_columns(heads)
        if self.given:
            self._use(self.given)
        else:
            heads = self._of_basis(heads)
            named = (d for title in reversed(self.found.titles) if (d := year_in_title(title)) is not None)
            year = next(named, self.jaar)
            said = self._said(self.found.titles)
            heads = self.lens.with_given(resolved(heads, said, year))
            self.found.heads += [
                Head(
                    self.sheet.cel(heads.last, k),
                    h,
                    self.context.begroting,
                    h is said and h is not self.lens.given,
                )
                for k, h in heads.cells.items()
                if area.holds_amounts(k)
            ]
            self.found.heads += self._not_understood(heads, area)
            groups, refused = groups_under(area, self.lens.of(heads), year)
            self._use(groups)
            self.found.refused.extend(refused)
            self.found.yearless = self.found.yearless or any("zonder jaartal" in reason for reason in refused)
        self.found.years.extend(year for lane in self.lanes for year in lane.years)
        self.titled = False
        self.sides = {}
        for row in self.sheet.rijen[heads.first : heads.last + 1]:
            self.sides |= self._sides(row)
        return heads.last + 1

    def _of_basis(self, heads: HeadingRow) -> HeadingRow:
        """A heading row without the columns of another basis, where its columns say of which they are."""
        bases = column_bases(self.sheet, heads)
        if not bases:
            return heads
        several = len(set(bases.values())) > 1
        if several:
            self.split.add(self.context.tabel)
        self.context = self.context._replace(basis=self.basis if several else next(iter(bases.values())))
        mine = {
            k: h if bases[k] is self.context.basis else Heading(Kind.OTHER) for k, h in heads.cells.items()
        }
        return heads._replace(cells=mine)

    def _not_understood(self, heads: HeadingRow, area: Area) -> Iterator[Head]:
        """The columns of amounts that seem to be of a part of a year, under words that are not understood."""
        for rij in range(heads.first, heads.last + 1):
            for k, cell in enumerate(self.sheet.rijen[rij]):
                if k in heads.cells or not isinstance(cell, str) or not k:
                    continue
                if DIGIT.search(cell) and may_name_span(without_unit(cell)) and area.holds_amounts(k):
                    yield Head(self.sheet.cel(rij, k), Heading(Kind.PARTIAL))

    def _row(self, rij: int, row: list[Cell]) -> None:
        if rij in self.facts.headings and self.titled and not self.given and self._only_years(rij, row):
            # Years that head a table in a way that is not understood: the columns above no longer hold.
            self._use(())
            self.found.refused.append(
                f"{self.sheet.naam}, rij {rij + 1} (jaren boven de kolommen niet begrepen)"
            )
        figures = [figures_in(lane, self.sheet, rij, row, self.notation) for lane in self.lanes]
        if all(map(only_words, figures)):
            self._title(row)
            self.sides |= self._sides(row)
        labels = self.facts.labels.get(rij, _NO_LABELS)
        for number, lane in enumerate(self.lanes):
            texts = [text.strip() for k, text in labels.items() if lane.first <= k < lane.end]
            texts = texts or _codes(row[lane.first : lane.end])
            if texts or any(f.bedrag is not None for f in figures[number]):
                label, names = _names(texts)
                # Words in a column of figures matter only where a post should have its amount.
                mine = figures[number]
                if not names and any(f.is_text for f in mine) and meaning_of(label) is None:
                    mine = [f for f in mine if not f.is_text]
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
        texts = ((n, at(row, k)) for n, group in enumerate(self.groups) for k in labels_of(group))
        words = ((n, plain(cell)) for n, cell in texts if isinstance(cell, str))
        return {n: side for n, text in words if (side := side_of(text)) is not None}

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


_NO_LABELS: Mapping[int, str] = {}


def _figure_texts(facts: Facts, headings: Sequence[HeadingRow]) -> Iterator[str]:
    """The texts in the columns of figures: a numbering such as `3.1` says nothing about their notation."""
    first = min((min(heads.cells) for heads in headings), default=0)
    heads = {rij for row in headings for rij in range(row.first, row.last + 1)}
    return (text for rij, kolom, text in facts.numerals if kolom >= first and rij not in heads)


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
