"""Workbooks of made-up accounts in any layout, with the truth beside them.

`make(layout)` prints the same accounts as another layout with the same `seed`, `shape` and years would;
only the paper differs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from random import Random

from ews_cli.core.posten import Post
from ews_cli.readers.files import FileKind
from ews_cli.readers.grid import Grid, Sheet
from ews_cli.readers.xlsx_scan import column_number

from .accounts import RESULT, Amounts, Shape, make_years
from .notation import HEADERS, NOTATIONS, UNITS, Cell, closing_before, primo
from .rows import COSTS, Row, Statement, Style, Words

Truth = dict[int, dict[Post, Decimal]]


@dataclass(frozen=True, slots=True)
class Layout:
    """Every choice that whoever makes up accounts can make; the defaults are the plainest paper there is.

    Attributes:
        seed, shape: which accounts.
        years: how many book years, the last of which ends in `last`.
        ascending: the oldest year stands first.
        month: the month in which the book year ends.
        style: the rows.
        synonyms: labels are drawn from labels.yaml.
        decoration: what is around each label.
        case: `as is`, `upper` or `title`.
        sheets: `two` (balance, income statement), `one`, `three` (each side of the balance its own sheet),
            `beside` (assets and liabilities side by side), `beside one` (and the income statement below).
        names: the sheets have names that say what they are.
        titles: each statement has a title; `year` puts the balance date in it.
        header, header_result: forms of `HEADERS`.
        headers_once: only the first table of a sheet has a heading row.
        note, note_place, note_header: a column of references.
        outer: totals stand in a second column per year.
        blank_column: an empty column between the years.
        extra: other columns: `begroting between`, `begroting after`, `verschil`, `%`, `primo`, `opening`.
        notation, nil: forms of `NOTATIONS`, and how zero is printed.
        negative_costs: costs are printed as negative amounts; `negative_tax` likewise tax alone.
        unit, unit_place, unit_words: euro per unit, where it is said and how; no words: any.
        offset: empty columns left of everything.
        indent: the parts stand one column right of headings and totals.
        meta: what stands above the first statement: `none`, `date`, `period`, `year` or `version`.
        notes_sheets: sheets that are no statement.
    """

    seed: int = 0
    shape: Shape = field(default_factory=Shape)
    years: int = 2
    last: int = 2023
    ascending: bool = False
    month: int = 12
    style: Style = field(default_factory=Style)
    synonyms: bool = False
    decoration: str = "{}"
    case: str = "as is"
    sheets: str = "two"
    names: bool = True
    titles: str = "year"
    basis: str = ""
    header: str = "2023"
    header_result: str = "2023"
    headers_once: bool = False
    note: str = "none"
    note_place: str = "after"
    note_header: str = "Ref."
    outer: str = "no"
    blank_column: bool = False
    extra: str = "none"
    notation: str = "number"
    nil: Cell = 0.0
    negative_costs: bool = False
    negative_tax: bool = False
    unit: int = 1_000
    unit_place: str = "title"
    unit_words: str = ""
    offset: int = 0
    indent: bool = False
    meta: str = "none"
    notes_sheets: tuple[str, ...] = ()

    @property
    def closing_days(self) -> tuple[date, ...]:
        """The ends of the book years in the order in which they are printed."""
        days = [date(self.last - back, self.month, 31) for back in range(self.years)]
        return tuple(reversed(days)) if self.ascending else tuple(days)


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


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of a table; what it prints of a row depends on its kind."""

    kind: str
    day: date | None = None
    header: tuple[Cell, ...] = ()


def make(layout: Layout) -> Book:
    """Print the accounts of a layout."""
    return _Printer(layout).book()


class _Printer:
    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.rng = Random(layout.seed)
        years = tuple(range(layout.last - layout.years, layout.last + 2))
        self.amounts = make_years(layout.seed, years, layout.shape)
        self.budget = make_years(layout.seed + 1, years, layout.shape)
        self.words = Words(Random(layout.seed), layout.synonyms)
        names = frozenset(self.amounts[layout.last]) - (
            frozenset() if layout.shape.belasting else {"belastingen"}
        )
        self.statement = Statement(names, layout.style, self.words)
        self.notes = iter(range(1, 1_000))
        self.unit_words = layout.unit_words or self.rng.choice(UNITS[layout.unit])

    def book(self) -> Book:
        from .extras import extra_sheets

        sheets = [self._sheet(naam, tables, first) for first, (naam, tables) in enumerate(self._tables())]
        before, after = extra_sheets(self.layout, self.amounts, self.budget, self.words)
        unit = None if self.layout.unit_place == "none" else self.layout.unit
        return Book(
            Grid(FileKind.XLSX, (*before, *sheets, *after)),
            self._truth(self.amounts, unit or 1),
            unit,
            self._truth(self.budget, unit or 1),
            self.layout,
        )

    def _truth(self, amounts: dict[int, Amounts], unit: int) -> Truth:
        days = self._days_with_opening()
        truth = {day.year: _posts(amounts[day.year], self.layout, unit) for day in days}
        for day in days[self.layout.years :]:
            truth[day.year] = {
                p: b for p, b in truth[day.year].items() if p.overzicht.value != "resultatenrekening"
            }
        return truth

    def _days_with_opening(self) -> list[date]:
        days = sorted(self.layout.closing_days, reverse=True)
        return [*days, closing_before(days[-1])] if self.layout.extra in ("primo", "opening") else days

    def _tables(self) -> list[tuple[str, list[tuple[str, list[list[Row]]]]]]:
        """Sheet name -> tables, each a kind (`balans`, `resultaat`) and its row lists, side by side."""
        s, style = self.statement, self.layout.style
        if style.staffel:
            balance = [("balans", [s.staffel()])]
        elif self.layout.sheets.startswith("beside"):
            balance = [("balans", [s.activa(), s.passiva()])]
        else:
            balance = [("balans", [s.activa()]), ("balans", [s.passiva()])]
        result = [("resultaat", [s.resultaat()])]
        names = ("Balans", "Resultatenrekening") if self.layout.names else ("Blad1", "Blad2")
        match self.layout.sheets:
            case "one" | "beside one":
                return [("Jaarrekening" if self.layout.names else "Blad1", balance + result)]
            case "three" if len(balance) == 2:
                own = ("Activa", "Passiva") if self.layout.names else ("Blad3", "Blad4")
                return [(own[0], balance[:1]), (own[1], balance[1:]), (names[1], result)]
            case _:
                return [(names[0], balance), (names[1], result)]

    def _sheet(self, naam: str, tables: Sequence[tuple[str, list[list[Row]]]], number: int) -> Sheet:
        rows: list[list[Cell]] = []
        if number == 0:
            rows += [["Stichting Jeugdhulp De Proef"], ["KvK-nummer 01234567"], *self._meta(), []]
        said: set[str] = set()
        for kind, sides in tables:
            if kind not in said:
                rows += self._titles(kind)
            columns = [self._columns(kind, side) for side in range(len(sides))]
            if not (self.layout.headers_once and said):
                rows += self._header_rows(columns, number)
            said.add(kind)
            self._print(rows, sides, columns)
            rows.append([])
        if self.layout.unit_place == "footer":
            rows.append(
                [f"Alle {self.unit_words}" if self.unit_words.startswith("bedragen") else self.unit_words]
            )
        shifted = [[""] * self.layout.offset + row if row else [] for row in rows]
        return Sheet(naam, [list(row) for row in shifted])

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
        words = "Balans" if kind == "balans" else "Resultatenrekening"
        if self.layout.basis:
            words = f"{self.layout.basis} {words.lower()}"
        when = (
            f" per {day.day} {'december' if day.month == 12 else 'juli'} {day.year}"
            if kind == "balans"
            else f" over {day.year}"
        )
        rows: list[list[Cell]] = []
        if self.layout.titles != "no":
            title = words + (when if self.layout.titles == "year" else "")
            if self.layout.unit_place == "in title":
                title += f" {self.unit_words}"
            rows.append([title.upper() if self.layout.case == "upper" else title])
        if self.layout.unit_place == "title" or (self.layout.unit_place == "in title" and not rows):
            rows.append([self.unit_words])
        return rows

    def _columns(self, kind: str, side: int) -> list[_Column]:
        layout = self.layout
        if layout.headers_once:
            kind = "balans"  # one heading row for both: the columns are the same
        form = layout.header if kind == "balans" else layout.header_result
        columns = [_Column("blank")] if side else []
        if layout.note != "none" and layout.note_place == "before":
            columns.append(_Column("note", header=(layout.note_header,)))
        columns.append(_Column("label"))
        if layout.indent:
            columns.append(_Column("inner label"))
        if layout.note != "none" and layout.note_place == "after":
            columns.append(_Column("note", header=(layout.note_header,)))
        for position, day in enumerate(layout.closing_days):
            columns += self._year(day, form, kind, position)
        if layout.note != "none" and layout.note_place == "last":
            columns.append(_Column("note", header=(layout.note_header,)))
        return columns

    def _year(self, day: date, form: str, kind: str, position: int) -> list[_Column]:
        layout = self.layout
        header = _headed(form, day)
        columns = [_Column("year", day, header)]
        if layout.outer != "no":
            # Some repeat the year above the totals, others leave the heading empty.
            columns.append(_Column("outer", day, header if layout.outer == "repeated" else ()))
        last = position == layout.years - 1
        budget = _Column("budget", day, _budget_header(form, day))
        if layout.extra == "begroting between" and position == 0:
            columns.append(budget)
        if layout.extra == "begroting before" and position == 0:
            columns.insert(0, budget)
        if layout.extra == "begroting after" and last:
            columns.append(
                _Column("budget", date(layout.last + 1, 12, 31), (f"Begroting {layout.last + 1}",))
            )
        if layout.extra in ("verschil", "%", "mutatie") and last:
            words = {"verschil": "Verschil", "%": "%", "mutatie": "Mutatie"}[layout.extra]
            columns.append(_Column(layout.extra, day, (*[""] * (len(header) - 1), words)))
        if layout.extra == "primo" and kind == "balans":
            columns.append(_Column("primo", day, primo(day, form)))
        if layout.extra == "opening" and kind == "balans" and day == min(layout.closing_days):
            columns.append(_Column("primo", day, primo(day, form)))
        if layout.blank_column and not last:
            columns.append(_Column("blank"))
        return columns

    def _header_rows(self, tables: Sequence[Sequence[_Column]], number: int) -> Iterator[list[Cell]]:
        columns = [c for table in tables for c in table]
        place = self.layout.unit_place
        height = max(len(c.header) for c in columns)
        for level in range(height):
            row: list[Cell] = []
            for c in columns:
                # A heading of one cell stands on the last of the rows.
                padded = ("",) * (height - len(c.header)) + c.header
                row.append(padded[level])
            if place == "label" and level == height - 1:
                row[[c.kind for c in columns].index("label")] = self.unit_words
            if place == "beside year" and level == height - 1:
                row = [
                    f"{_text(v)} ({self.unit_words.strip('()')})" if c.kind == "year" else v
                    for c, v in zip(columns, row, strict=True)
                ]
            yield row
        if place == "below" or (place == "below first" and number == 0):
            yield [self.unit_words if c.kind == "year" else "" for c in columns]

    def _print(
        self, rows: list[list[Cell]], sides: Sequence[list[Row]], columns: Sequence[Sequence[_Column]]
    ) -> None:
        for index in range(max(len(side) for side in sides)):
            cells: list[Cell] = []
            for side, of_side in zip(sides, columns, strict=True):
                row = side[index] if index < len(side) else Row("blank")
                note = self._note(row)
                cells += [self._cell(row, c, note) for c in of_side]
            rows.append(cells)

    def _note(self, row: Row) -> Cell:
        """A reference for one row in two."""
        if row.kind not in ("line", "heading") or self.rng.random() < 0.3:
            return ""
        number = next(self.notes)
        match self.layout.note:
            case "number":
                return float(number)
            case "text":
                return str(number)
            case "section":
                return f"5.1.{number}"
            case "code":
                return f"B{number}"
            case "account":
                return float(self.rng.choice((10, 20, 22, 29, 40, 54, 60, 62, 70, 74, 630)))
            case _:
                return f"{number}."

    def _cell(self, row: Row, column: _Column, note: Cell) -> Cell:
        if column.kind == "label":
            return "" if self.layout.indent and row.kind == "line" else self._label(row)
        if column.kind == "inner label":
            return self._label(row) if row.kind == "line" else ""
        if column.kind == "note":
            return note
        if row.name is None or column.day is None:
            return ""
        inner = self.layout.outer == "no" or row.kind == "line"
        if (column.kind == "outer") == inner and column.kind in ("year", "outer"):
            return ""
        own = self._signed(self.amounts[column.day.year][row.name], row.name)
        earlier = self._signed(self.amounts[column.day.year - 1][row.name], row.name)
        match column.kind:
            case "year" | "outer":
                return self._amount(own)
            case "primo":
                return self._amount(earlier) if row.name not in RESULT else ""
            case "budget":
                return self._amount(self._signed(self.budget[column.day.year][row.name], row.name))
            case "verschil" | "mutatie":
                return self._amount(own - earlier)
            case _:
                return f"{abs(own) % 100},{abs(own) % 10}%"

    def _signed(self, amount: int, name: str) -> int:
        if name == "belastingen":
            return -amount if self.layout.negative_costs or self.layout.negative_tax else amount
        return -amount if name in COSTS and self.layout.negative_costs else amount

    def _amount(self, amount: int) -> Cell:
        return NOTATIONS[self.layout.notation](amount) if amount else self.layout.nil

    def _label(self, row: Row) -> Cell:
        if not row.label:
            return ""
        label = {"upper": row.label.upper(), "title": row.label.title()}.get(self.layout.case, row.label)
        return self.layout.decoration.format(label) if row.kind in ("line", "total") else label


def _headed(form: str, day: date) -> tuple[Cell, ...]:
    return HEADERS[form](day)


def _budget_header(form: str, day: date) -> tuple[Cell, ...]:
    """A heading of as many rows as the actual beside it has."""
    match form:
        case "2023|Realisatie":
            return (float(day.year), "Begroting")
        case "ultimo|2023" | "Werkelijk|2023" | "31 december|2023":
            return ("Begroting", float(day.year))
        case _:
            return (f"Begroting {day.year}",)


def _text(value: Cell) -> str:
    return str(int(value)) if isinstance(value, float) else str(value)


def _posts(amounts: Amounts, layout: Layout, unit: int) -> dict[Post, Decimal]:
    """The true amounts of one year, printed or not."""
    absent = set() if layout.shape.belasting else {"belastingen"}
    return {post: Decimal(amounts[post]) * unit for post in Post if post in amounts and post not in absent}


def same_accounts(layout: Layout, other: Layout) -> Layout:
    """The paper of one layout for the accounts of another."""
    return replace(other, seed=layout.seed, shape=layout.shape, years=layout.years, last=layout.last)
