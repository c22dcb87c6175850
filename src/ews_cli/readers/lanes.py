"""Where a row has its label and its figures, and what the cells there hold."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from ews_cli.readers.amounts import Notation, unit_of
from ews_cli.readers.cells import amount_of, is_label
from ews_cli.readers.columns import Area, Column, Group, by_label_column
from ews_cli.readers.facts import Facts
from ews_cli.readers.grid import Cell, Sheet
from ews_cli.readers.headers import year_in_title
from ews_cli.readers.heading import Heading, Kind
from ews_cli.readers.lines import NO_AMOUNT, Figure
from ews_cli.readers.xlsx_scan import column_letters


class Lane(NamedTuple):
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


def lane_of(sheet: Sheet, group: Group) -> Lane:
    places = tuple(
        (column, kolom, f"{sheet.naam}!{column_letters(kolom)}", kolom != column.index)
        for column in group.columns
        for kolom in (column.index, *column.outer)
    )
    return Lane(group.first, group.columns[0].index, group.years, places)


def figures_in(
    lane: Lane, sheet: Sheet, rij: int, row: list[Cell], notation: Notation | None
) -> list[Figure]:
    """The figures of a row in a lane."""
    found = []
    defects, width = sheet.defects, len(row)
    for column, kolom, letters, outer in lane.places:
        if defects and (rij, kolom) in defects:
            found.append(Figure(column, f"{letters}{rij + 1}", None, defects[rij, kolom], outer))
        elif kolom < width and (cell := row[kolom]) != "":
            bedrag = amount_of(cell, notation)
            if bedrag is not None:
                found.append(Figure(column, f"{letters}{rij + 1}", bedrag, None, outer))
            elif (defect := _no_amount(cell)) is not None:
                found.append(Figure(column, f"{letters}{rij + 1}", None, defect, outer))
    return found


def _no_amount(cell: Cell) -> str | None:
    """What is wrong with a cell that holds no amount; None for a cell that claims none."""
    if not isinstance(cell, str):
        return f"{NO_AMOUNT}: {cell}"
    blank = not cell.strip() or unit_of(cell) is not None
    return None if blank else f"{NO_AMOUNT}: {cell.strip()[:40]}"


def given_groups(facts: Facts, given: Mapping[int, date], stand: bool = False) -> tuple[Group, ...]:
    """The columns whose balansdatum is known; `stand`: only their balance counts."""
    columns = [
        Column(k, Heading(Kind.ACTUAL, day, dated=True, stand=stand), day) for k, day in sorted(given.items())
    ]
    area = Area(facts, 0, len(facts.sheet.rijen))
    return by_label_column(area, columns, set(given)) if columns else ()


def single_column(sheet: Sheet, jaar: date | None, said: Heading | None = None) -> dict[int, date]:
    """The year of a sheet without headings: of its only column of amounts, as its titles, its name or the user says.

    `said` is the period that a title states, if any.
    """
    titles = {d for row in sheet.rijen for c in row if is_label(c) and (d := year_in_title(c)) is not None}
    if not titles and (named := year_in_title(sheet.naam)) is not None:
        titles = {named}
    day = titles.pop() if len(titles) == 1 else jaar
    if said is not None:
        day = day or said.balansdatum
    counts: dict[int, int] = {}
    for row in sheet.rijen:
        for kolom, cell in enumerate(row):
            if amount_of(cell, Notation.DUTCH) is not None:
                counts[kolom] = counts.get(kolom, 0) + 1
    return dict.fromkeys(counts, day) if len(counts) == 1 and day is not None else {}


def labels_of(group: Group) -> range:
    return range(group.first, group.columns[0].index)
