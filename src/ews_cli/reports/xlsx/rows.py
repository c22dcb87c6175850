"""The sheets that hold a row for each year, amount, set of interim figures and problem."""

from __future__ import annotations

from datetime import date
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from ews_cli.core.ratios import RATIOS, Eenheid
from ews_cli.core.werkmap import BETWEEN, Jaar, Regel
from ews_cli.reports.xlsx.content import ROW, WHOSE, Cell, Content, Look, Year
from ews_cli.reports.xlsx.layout import FIRST, Kind, Layout
from ews_cli.reports.xlsx.looks import (
    CHANGED,
    EURO,
    GREY,
    INPUT,
    LINE,
    Looks,
    headings,
    make_room,
    paper,
    put,
)
from ews_cli.reports.xlsx.quick import Columns, style

MAX_ROWS = 1_048_576
"""Rows that a sheet can hold."""
GROUPS, HEADINGS = FIRST - 2, FIRST - 1
_WIDTH = {
    Kind.TEXT: 16,
    Kind.WHOLE: 10,
    Kind.DAY: 12,
    Kind.EURO: 15,
    Kind.RATIO: 13,
    Kind.STATE: 11,
    Kind.TREDE: 9,
}
_REASON = 44
_WIDER = {Jaar.AANBIEDER: 38, Jaar.NR: 5, Jaar.KVK: 11, "bepalend": 34}


class TooManyRows(Exception):
    """A sheet cannot hold the rows."""


class Rows:
    """A sheet with headings that is written row by row.

    Attributes:
        next: the row that comes next, counted from zero.
    """

    def __init__(self, sheet: Any, looks: Looks, title: str, note: str, at: int = 0) -> None:
        self.sheet, self.looks, self.next = sheet, looks, FIRST
        # In the first column that is not folded away.
        put(sheet, 0, at, title, looks.title)
        put(sheet, 1, at, note, looks.muted)
        sheet.set_row(HEADINGS, 2 * LINE)

    def take(self, rows: int = 1) -> int:
        """The row to write now, the first of so many. Raises TooManyRows."""
        if self.next + rows > MAX_ROWS:
            raise TooManyRows
        self.next += rows
        return self.next - rows

    def end(self, columns: int, frozen: int, wide: int = 1) -> None:
        """What holds for all rows; the first columns stay in view."""
        self.sheet.autofilter(HEADINGS, 0, max(self.next - 1, FIRST), columns - 1)
        self.sheet.freeze_panes(FIRST, frozen)
        paper(self.sheet, HEADINGS, wide)


class Ratios(Rows):
    """The sheet of ratios: all figures of a year, its ratios, bounds and treden, each a formula."""

    def __init__(self, sheet: Any, looks: Looks, layout: Layout) -> None:
        note = (
            "Elke cel rechts van 'vergelijkbare jaren ervoor' is een formule op de bedragen van Posten en de grenzen "
            "van Drempels. De + boven de kolommen toont de tussenstappen."
        )
        super().__init__(sheet, looks, "Ratio's en treden per boekjaar", note, layout.place[Jaar.AANBIEDER])
        self.layout = layout
        self.rows_back = [
            (int(key.removeprefix("rij:")), n) for key, n in layout.place.items() if key.startswith("rij:")
        ]
        # A formula in a cell that is marked as text would become one when it is typed again.
        looks_of = [
            looks.plain
            if column.formula and column.kind is Kind.TEXT
            else looks.of_kind(column.kind, column.unit)
            for column in layout.columns
        ]
        self.columns = Columns(looks_of, [column.formula for column in layout.columns])
        for n, column in enumerate(layout.columns):
            folded = {"level": 1, "hidden": True} if column.detail else {}
            if not column.detail and n and layout.columns[n - 1].detail:
                folded = {"collapsed": True}
            wide = _REASON if column.key.startswith("reden:") else _WIDER.get(column.key, _WIDTH[column.kind])
            sheet.set_column(n, n, wide, None, folded)
        named: set[tuple[str, bool]] = set()
        for n, column in enumerate(layout.columns):
            # Above the first column of a group, and above its first that is not folded away.
            mark = column.group, column.detail
            put(sheet, GROUPS, n, None if mark in named else column.group, looks.group)
            named |= {mark, (column.group, True)}
        headings(sheet, HEADINGS, [column.head for column in layout.columns], looks.head)

    def add(self, nr: int, year: Year) -> int:
        """Write a year; answers its row, counted from one."""
        row = self.take()
        boekjaar = year.cells[self.layout.place[Jaar.BOEKJAAR]]
        before = int(year.cells[self.layout.place["jaren ervoor"]] or 0)
        cells: list[Any] = list(year.cells)
        cells[self.layout.place[Jaar.NR]] = nr
        cells[self.layout.place[Jaar.SLEUTEL]] = f"{nr}{BETWEEN}{boekjaar}"
        for back, at in self.rows_back:
            cells[at] = row + 1 - back if back <= before else 0
        day = self.layout.place[Jaar.BALANSDATUM]
        cells[day] = date.fromisoformat(cells[day])
        other = {}
        for key, places in year.decimals.items():
            at = self.layout.place[key]
            other[at] = self.looks.of_kind(Kind.RATIO, self.layout.columns[at].unit, places)
        self.sheet.line(row, self.columns, cells, other)
        return row + 1

    def finish(self) -> None:
        """What holds for all rows: what is unknown is grey, and what is folded away can be unfolded."""
        last, looks, columns = max(self.next - 1, FIRST), self.looks, self.layout.columns
        grey = looks.of(font_color=GREY, italic=True)
        first = self.layout.place["jaren ervoor"] + 1
        unknown = {"type": "text", "criteria": "begins with", "value": "n.t.b.", "format": grey}
        self.sheet.conditional_format(FIRST, first, last, len(columns) - 1, unknown)
        amounts = [n for n, column in enumerate(columns) if column.kind is Kind.EURO]
        letters = xl_col_to_name(amounts[0])
        missing = {"type": "formula", "criteria": f"=ISTEXT({letters}{FIRST + 1})", "format": grey}
        self.sheet.conditional_format(FIRST, amounts[0], last, amounts[-1], missing)
        self.end(len(columns), self.layout.place[Jaar.BOEKJAAR] + 1, wide=4)
        self.sheet.repeat_columns(0, self.layout.place[Jaar.BOEKJAAR])


class Posts(Rows):
    """The sheet of posts: every amount with where it came from; the other sheets calculate with these."""

    HEADS = tuple(regel.value for regel in Regel)
    WIDTHS = (10, 34, 10, 27, 17, 19, 30, 26, 34, 34, 44, 17)

    def __init__(self, sheet: Any, looks: Looks) -> None:
        note = (
            "De blauwe bedragen zijn te wijzigen; wat van het ingelezen bedrag afwijkt wordt geel. Leeg is onbekend, "
            "nooit nul. In euro, tenzij Ratio's zegt dat de eenheid onbekend is."
        )
        super().__init__(sheet, looks, "Posten: elk bedrag met bestand en cel", note, 1)
        for n, width in enumerate(self.WIDTHS):
            sheet.set_column(n, n, width, None, {"level": 1, "hidden": True} if n == 0 else {})
        headings(sheet, HEADINGS, self.HEADS, looks.head)
        self.styles = {
            Look.TEXT: style(looks.of_kind(Kind.TEXT)),
            Look.YEAR: style(looks.of_kind(Kind.WHOLE)),
            Look.AMOUNT: style(looks.of_kind(Kind.EURO, font_color=INPUT)),
            Look.READ: style(looks.of(num_format=EURO, font_color=GREY)),
        }

    def add(self, nr: int, content: Content) -> None:
        """Write the amounts of a provider."""
        cells = content.posten.replace(WHOSE, str(nr))
        for mark, written in self.styles.items():
            cells = cells.replace(mark, written)
        rows = cells.splitlines()
        first = self.take(len(rows))
        self.sheet.ready(first, [one.replace(ROW, str(n)) for n, one in enumerate(rows, first + 1)])

    def finish(self) -> None:
        """What holds for all rows: an amount that was changed stands out."""
        last = max(self.next - 1, FIRST)
        look = self.looks.of(bg_color=CHANGED)
        rule = {"type": "formula", "criteria": f"=$E{FIRST + 1}<>$L{FIRST + 1}", "format": look}
        self.sheet.conditional_format(FIRST, 4, last, 4, rule)
        self.end(len(self.HEADS), 4)


class Interim(Rows):
    """The sheet of interim figures: what they say at each date, as it was calculated and without formulas."""

    def __init__(self, sheet: Any, looks: Looks, layout: Layout) -> None:
        note = (
            "Vaste waarden, geen formules: tussentijdse cijfers staan naast de trede op de jaarrekening en tellen er "
            "niet in mee."
        )
        super().__init__(sheet, looks, "Tussentijdse cijfers", note, 1)
        self.judges = layout.judges
        names = [judge.criterion.naam.replace("_", " ") for judge in self.judges]
        own = [head for naam in names for head in (naam, f"{naam}: over maanden")]
        self.heads = [*(jaar.value for jaar in Jaar), "trede", "bepalend", *own]
        headings(sheet, HEADINGS, self.heads, looks.head)
        for n, head in enumerate(self.heads):
            sheet.set_column(n, n, _WIDER.get(head, 14), None, {"level": 1, "hidden": True} if n == 0 else {})

    def add(self, nr: int, row: list[Cell]) -> None:
        """Write a set of interim figures."""
        key, *cells = row
        at = self.take()
        own = [f"{nr}{BETWEEN}{key}", nr, *cells]
        kinds = [Kind.DAY if head == Jaar.BALANSDATUM else Kind.TEXT for head in self.heads]
        ratios = len(Jaar) + 2
        for n, (cell, kind) in enumerate(zip(own, kinds, strict=True)):
            look = self.looks.of_kind(kind)
            if n >= ratios and (n - ratios) % 2 == 0:
                unit: Eenheid = RATIOS[self.judges[(n - ratios) // 2].criterion.ratio].eenheid
                look = self.looks.of_kind(Kind.RATIO, unit, 2 if unit is Eenheid.PERCENT else 0)
            elif isinstance(cell, int):
                look = self.looks.of_kind(Kind.WHOLE)
            put(self.sheet, at, n, cell, look, kind)

    def finish(self) -> None:
        """What holds for all rows."""
        self.end(len(self.heads), 3)


class Problems(Rows):
    """The sheet of problems: what was wrong, left out or chosen, of each provider and of the files."""

    HEADS = ("nr", "aanbieder", "ernst", "code", "wat", "melding", "waar")
    WIDTHS = (5, 34, 14, 9, 38, 90, 46)

    def __init__(self, sheet: Any, looks: Looks) -> None:
        super().__init__(sheet, looks, "Problemen", "De codes staan uitgelegd in docs/problems.md.")
        for n, width in enumerate(self.WIDTHS):
            sheet.set_column(n, n, width)
        headings(sheet, HEADINGS, self.HEADS, looks.head)
        self.columns = Columns(
            [looks.of_kind(Kind.WHOLE, valign="top"), *[looks.wraps] * len(self.HEADS[1:])]
        )

    def add(self, nr: int | None, naam: str, melding: list[str]) -> None:
        """Write a problem; without a number it is of a file or of nobody here."""
        row, cells = self.take(), [naam, *melding]
        make_room(self.sheet, row, zip(cells, self.WIDTHS[1:], strict=True))
        self.sheet.line(row, self.columns, [nr, *cells])

    def finish(self) -> None:
        """What holds for all rows."""
        if self.next == FIRST:
            put(self.sheet, self.take(), 1, "geen", self.looks.muted)
        self.end(len(self.HEADS), 2)
