"""Workbooks of made-up accounts in any layout, with the truth beside them.

`make(layout)` prints the same accounts as another layout with the same `seed`, `shape` and years would;
only the paper differs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random

from ews_cli.core.posten import Overzicht, Post
from ews_cli.readers.files import FileKind
from ews_cli.readers.grid import Grid, Sheet
from ews_cli.readers.xlsx_scan import column_number

from .accounts import NIL, Amounts, make_years
from .extras import Paper
from .notation import NOTATIONS, UNITS, Cell, closing_before
from .paper import Layout
from .rows import Row, Statement, Words
from .table import OLDER, Cells, Column, columns_of, header_rows, wrap

Truth = dict[int, dict[Post, Decimal]]
Table = tuple[str, list[list[Row]]]
"""A kind (`balans`, `resultaat`) and its lists of rows, side by side."""


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook with its truth.

    Attributes:
        truth: year -> post -> euro, or the unit as printed where the workbook names none.
        unit: euro per unit, None where the workbook names none.
        separate: the truth of the single legal entity, where a sheet of its own gives it.
        layout: what it was made from.
    """

    grid: Grid
    truth: Truth
    unit: int | None
    separate: Truth
    layout: Layout

    def prints(self, cel: str | None, amount: int) -> bool:
        """Whether a cell (`Balans!C5`) prints an amount, with one sign or the other."""
        naam, _, address = (cel or "").rpartition("!")
        letters, row = address.rstrip("0123456789"), int(address.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") or 0)
        found = [s.rijen[row - 1] for s in self.grid.sheets if s.naam == naam and len(s.rijen) >= row > 0]
        column = column_number(letters)
        cells = [cells[column] for cells in found if column < len(cells)]
        written = NOTATIONS[self.layout.notation]
        return any(
            cell in (written(amount), written(-amount)) or (not amount and cell == self.layout.nil)
            for cell in cells
        )


def make(layout: Layout) -> Book:
    """Print the accounts of a layout."""
    years = tuple(range(layout.last - layout.years, layout.last + 2))
    amounts = make_years(layout.seed, years, layout.shape)
    budget = make_years(layout.seed + 1, years, layout.shape)
    words = Words(Random(layout.seed), layout.synonyms)
    paper = Paper(layout, amounts, budget, words)
    sheets = _Printer(layout, amounts, budget, words, paper).sheets()
    before, after = paper.extra_sheets()
    unit = None if layout.unit_place == "none" else layout.unit
    return Book(
        Grid(FileKind.XLSX, (*before, *sheets, *after)),
        _truth(layout, amounts, unit or 1),
        unit,
        _truth(layout, budget, unit or 1),
        layout,
    )


def _truth(layout: Layout, amounts: Mapping[int, Amounts], unit: int) -> Truth:
    """The true amounts of each year, printed or not; of an opening balance only the balance."""
    days = sorted(layout.closing_days, reverse=True)
    truth = {day.year: _posts(amounts[day.year], layout, unit) for day in days}
    if layout.extra in ("primo", "opening"):
        year = closing_before(days[-1]).year
        posts = _posts(amounts[year], layout, unit)
        truth[year] = {p: b for p, b in posts.items() if p.overzicht is not Overzicht.RESULTATENREKENING}
    return truth


def _posts(amounts: Amounts, layout: Layout, unit: int) -> dict[Post, Decimal]:
    absent = {name for name in NIL if not amounts[name] and not layout.shape.nil_printed}
    if not layout.shape.belasting:
        absent.add("belastingen")
    return {post: Decimal(amounts[post]) * unit for post in Post if post in amounts and post not in absent}


class _Printer:
    """Prints the statements of a layout on their sheets."""

    def __init__(
        self,
        layout: Layout,
        amounts: Mapping[int, Amounts],
        budget: Mapping[int, Amounts],
        words: Words,
        paper: Paper,
    ) -> None:
        self.layout, self.paper = layout, paper
        rng = Random(layout.seed)
        self.unit_words = layout.unit_words or rng.choice(UNITS[layout.unit])
        self.cells = Cells(layout, amounts, budget, rng)
        own = amounts[layout.last]
        absent = {name for name in NIL if not own[name] and not layout.shape.nil_printed}
        if not layout.shape.belasting:
            absent.add("belastingen")
        self.statement = Statement(frozenset(own) - absent, layout.style, words)

    def sheets(self) -> list[Sheet]:
        """The sheets of the statements, the first with the name of the provider."""
        tables = self._tables()
        sheets = [self._sheet(naam, of, n, n == len(tables) - 1) for n, (naam, of) in enumerate(tables)]
        return sheets

    def _tables(self) -> list[tuple[str, list[Table]]]:
        """Sheet name -> its tables."""
        s, layout = self.statement, self.layout
        balance: list[Table] = [("balans", [s.activa()]), ("balans", [s.passiva()])]
        if layout.style.staffel:
            balance = [("balans", [s.staffel()])]
        elif layout.sheets.startswith("beside"):
            balance = [("balans", [s.activa(), s.passiva()])]
        result: list[Table] = [("resultaat", [s.resultaat()])]
        names = ("Balans", "Resultatenrekening") if layout.names else ("Blad1", "Blad2")
        match layout.sheets:
            case "one" | "beside one":
                return [("Jaarrekening" if layout.names else "Blad1", balance + result)]
            case "one result first":
                return [("Jaarrekening" if layout.names else "Blad1", result + balance)]
            case "result first":
                return [(names[1], result), (names[0], balance)]
            case "three" if len(balance) == 2:
                own = ("Activa", "Passiva") if layout.names else ("Blad3", "Blad4")
                return [(own[0], balance[:1]), (own[1], balance[1:]), (names[1], result)]
            case _:
                return [(names[0], balance), (names[1], result)]

    def _sheet(self, naam: str, tables: Sequence[Table], number: int, last: bool) -> Sheet:
        layout = self.layout
        rows: list[list[Cell]] = []
        hidden: set[int] = set()
        if number == 0:
            rows += [["Stichting Jeugdhulp De Proef"], ["KvK-nummer 01234567"], *self._meta(), []]
        said: set[str] = set()
        for kind, sides in tables:
            if kind not in said:
                rows += self._titles(kind)
            columns = [columns_of(layout, kind, side) for side in range(len(sides))]
            if not (layout.headers_once and said):
                titles = [side[0].label if side[0].kind == "side" else "" for side in sides]
                rows += header_rows(layout, columns, titles, self.unit_words, number == 0)
            said.add(kind)
            self._print(rows, hidden, sides, columns)
            rows.append([])
        if layout.unit_place == "footer":
            alle = "Alle " if self.unit_words.startswith("bedragen") else ""
            rows.append([alle + self.unit_words])
        if last:
            rows += self.paper.below()
        shifted = [[""] * layout.offset + row if row else [] for row in rows]
        return Sheet(naam, [list(row) for row in shifted], verborgen_rijen=frozenset(hidden))

    def _meta(self) -> list[list[Cell]]:
        """What people write above a statement that looks like a heading of years."""
        last = self.layout.last
        match self.layout.meta:
            case "date":
                return [["Vastgesteld op", date(last + 1, 5, 14)], ["Afdrukdatum", "", f"14-05-{last + 1}"]]
            case "period":
                return [["Periode", f"1-1-{last} t/m 31-12-{last}"], ["Vorig jaar", float(last - 1)]]
            case "year":
                return [["Verslagjaar", float(last)], ["Versie", 2.0]]
            case "version":
                return [["Concept", "versie 3", "", float(last + 1)]]
            case _:
                return []

    def _titles(self, kind: str) -> list[list[Cell]]:
        day = max(self.layout.closing_days)
        month = "december" if day.month == 12 else "juli"
        words = "Balans" if kind == "balans" else "Resultatenrekening"
        when = f" per {day.day} {month} {day.year}" if kind == "balans" else f" over {day.year}"
        if self.layout.basis:
            words = f"{self.layout.basis} {words.lower()}"
        rows: list[list[Cell]] = []
        if self.layout.titles != "no":
            title = words + (when if self.layout.titles == "year" else "")
            if self.layout.unit_place == "in title":
                title += f" {self.unit_words}"
            rows.append([title.upper() if self.layout.case == "upper" else title])
        if self.layout.unit_place == "title" or (self.layout.unit_place == "in title" and not rows):
            rows.append([self.unit_words])
        return rows

    def _print(
        self,
        rows: list[list[Cell]],
        hidden: set[int],
        sides: Sequence[list[Row]],
        columns: Sequence[Sequence[Column]],
    ) -> None:
        flat = [c for of_side in columns for c in of_side]
        in_header = self.layout.side_in_header and not self.layout.headers_once
        kept = [[row for row in side if row.kind != "side" or not in_header] for side in sides]
        for index in range(max(len(side) for side in kept)):
            line = [side[index] if index < len(side) else Row("blank") for side in kept]
            pairs = list(zip(line, columns, strict=True))
            if self.layout.hidden_rows and any(row.kind == "total" and row.name in OLDER for row in line):
                hidden.add(len(rows))
                rows.append([cell for row, of in pairs for cell in self.cells.of(row, of, older=True)])
            cells = [cell for row, of in pairs for cell in self.cells.of(row, of)]
            rows += wrap(cells, flat, self.layout.wrapped)
