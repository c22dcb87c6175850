"""The columns of a table, their headings, and the cell of each row in each of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from .accounts import RESULT, Amounts
from .notation import HEADERS, NOTATIONS, Cell, primo
from .paper import Layout
from .rows import COSTS, Row

REMARKS = ("", "zie noot 12", "+3%", "2022: 5", "conform begroting", "n.v.t.")
OLDER = frozenset({"eigen_vermogen", "opbrengsten", "totaal_activa", "kortlopende_schulden"})
"""The totals of which a hidden row may hold an older version."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; what it prints of a row depends on its kind."""

    kind: str
    day: date | None = None
    header: tuple[Cell, ...] = ()


def columns_of(layout: Layout, kind: str, side: int) -> list[Column]:
    """The columns of one side of a table of a kind (`balans`, `resultaat`)."""
    if layout.headers_once:
        kind = "balans"  # one heading row for both: the columns are the same
    form = layout.header if kind == "balans" else layout.header_result
    note = [Column("note", header=(layout.note_header,))] if layout.note != "none" else []
    label = [Column("label"), *([Column("inner label")] if layout.indent else [])]
    years = [c for n, day in enumerate(layout.closing_days) for c in _year(layout, day, form, kind, n)]
    blank = [Column("blank")] if side else []
    match layout.note_place:
        case "before":
            return [*blank, *note, *label, *years]
        case "after":
            return [*blank, *label, *note, *years]
        case _:
            return [*blank, *label, *years, *note]


def _year(layout: Layout, day: date, form: str, kind: str, position: int) -> Iterator[Column]:
    """The columns of one year and those that follow it."""
    header = HEADERS[form](day)
    first, last = position == 0, position == layout.years - 1
    budget = Column("budget", day, _budget_header(form, day))
    if layout.extra == "begroting before" and first:
        yield budget
    yield Column("year", day, header)
    if layout.outer != "no":
        # Some repeat the year above the totals, others leave the heading empty.
        yield Column("outer", day, header if layout.outer == "repeated" else ())
    if layout.extra == "begroting between" and first:
        yield budget
    if layout.extra == "begroting after" and last:
        yield Column("budget", date(layout.last + 1, 12, 31), (f"Begroting {layout.last + 1}",))
    if layout.extra in _OTHER_COLUMNS and last:
        yield Column(layout.extra, day, (*[""] * (len(header) - 1), _OTHER_COLUMNS[layout.extra]))
    opening = layout.extra == "primo" or (layout.extra == "opening" and day == min(layout.closing_days))
    if opening and kind == "balans":
        yield Column("primo", day, primo(day, form))
    if layout.blank_column and not last:
        yield Column("blank")


_OTHER_COLUMNS = {"verschil": "Verschil", "%": "%", "mutatie": "Mutatie", "opmerking": "Opmerking"}


def _budget_header(form: str, day: date) -> tuple[Cell, ...]:
    """A heading of as many rows as the actual beside it has."""
    match form:
        case "2023|Realisatie":
            return (float(day.year), "Begroting")
        case "ultimo|2023" | "Werkelijk|2023" | "31 december|2023":
            return ("Begroting", float(day.year))
        case _:
            return (f"Begroting {day.year}",)


def header_rows(
    layout: Layout, tables: Sequence[Sequence[Column]], titles: Sequence[str], unit_words: str, first: bool
) -> Iterator[list[Cell]]:
    """The heading rows over tables side by side; `titles` stand over their labels."""
    columns = [c for table in tables for c in table]
    height = max(len(c.header) for c in columns)
    for level in range(height):
        # A heading of one cell stands on the last of the rows.
        row = [(("",) * (height - len(c.header)) + c.header)[level] for c in columns]
        if level == height - 1:
            _beside_years(row, columns, layout, titles, unit_words)
        yield row
    if layout.unit_place == "below" or (layout.unit_place == "below first" and first):
        yield [unit_words if c.kind == "year" else "" for c in columns]


def _beside_years(
    row: list[Cell], columns: Sequence[Column], layout: Layout, titles: Sequence[str], unit_words: str
) -> None:
    labels = [k for k, c in enumerate(columns) if c.kind == "label"]
    if layout.side_in_header and not layout.headers_once:
        for k, title in zip(labels, titles, strict=True):
            row[k] = title
    if layout.unit_place == "label":
        row[labels[0]] = unit_words
    if layout.unit_place == "beside year":
        words = unit_words.strip("()")
        for k, c in enumerate(columns):
            row[k] = f"{_text(row[k])} ({words})" if c.kind == "year" else row[k]


def _text(value: Cell) -> str:
    return str(int(value)) if isinstance(value, float) else str(value)


class Cells:
    """Prints rows of amounts in columns."""

    def __init__(
        self, layout: Layout, amounts: Mapping[int, Amounts], budget: Mapping[int, Amounts], rng: Random
    ) -> None:
        self.layout, self.amounts, self.budget, self.rng = layout, amounts, budget, rng
        self.notes = iter(range(1, 1_000))

    def of(self, row: Row, columns: Sequence[Column], older: bool = False) -> list[Cell]:
        """The cells of a row; of an `older` version of it the amounts are others."""
        note = self._note(row)
        return [self._cell(row, column, note, older) for column in columns]

    def _note(self, row: Row) -> Cell:
        """A reference for two rows in three."""
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

    def _cell(self, row: Row, column: Column, note: Cell, older: bool) -> Cell:
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
        return self._value(row.name, column, self.budget if older else self.amounts)

    def _value(self, name: str, column: Column, amounts: Mapping[int, Amounts]) -> Cell:
        assert column.day is not None
        year = column.day.year
        own, earlier = self._signed(amounts[year][name], name), self._signed(amounts[year - 1][name], name)
        match column.kind:
            case "year" | "outer":
                return self._amount(misprint(own) if name == self.layout.typo else own)
            case "primo":
                return self._amount(earlier) if name not in RESULT else ""
            case "budget":
                return self._amount(self._signed(self.budget[year][name], name))
            case "opmerking":
                return self.rng.choice(REMARKS)
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


def misprint(amount: int) -> int:
    """An amount as someone mistyped it."""
    return (-1 if amount < 0 else 1) * (abs(amount) + abs(amount) // 10 + 17)


def wrap(cells: list[Cell], columns: Sequence[Column], place: str) -> list[list[Cell]]:
    """A row whose long label takes two rows, with the amounts in the first or the second of them."""
    labels = {
        k: str(cells[k]) for k, c in enumerate(columns) if "label" in c.kind and len(str(cells[k])) > 25
    }
    if place == "no" or not labels:
        return [cells]
    empty: list[Cell] = [""] * len(cells)
    first, second = (list(cells), empty) if place == "first" else (empty, list(cells))
    for k, label in labels.items():
        cut = label.rfind(" ", 0, 25)
        first[k], second[k] = (label[:cut], label[cut + 1 :]) if cut > 0 else (label, "")
    return [first, second]
