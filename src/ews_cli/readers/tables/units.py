"""In which unit the amounts of a table are: as a heading says, a column of units, a title, else the user."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING

from ews_cli.problems import Ernst, Problem
from ews_cli.readers.amounts import unit_of
from ews_cli.readers.grid import Cell
from ews_cli.readers.provider_cells import text_of
from ews_cli.readers.tables.columns import Kolom, Rol
from ews_cli.readers.tables.table import SAMPLE, Tabel
from ews_cli.readers.xlsx_scan import column_letters

if TYPE_CHECKING:
    from ews_cli.readers.tables.rows import Row

_WORDS = {
    "euro": 1,
    "eur": 1,
    "€": 1,
    "duizend": 1000,
    "duizenden": 1000,
    "dzd": 1000,
    "k": 1000,
    "miljoen": 1_000_000,
    "mln": 1_000_000,
}
_NUMBER = re.compile(r"(?:x ?)?(?:€|euro?)? ?(1(?:[., ]?000){0,2})(?:[.,](?:0{1,2}|-))? ?(?:€|euro?)?")
"""`1000`, `€ 1.000`, and `1000.0` as software writes a column of units with gaps."""
_DECIMALS = re.compile(r"[.,](?:\d{1,2}|\d{4,})$")
_OTHER_SIZE = 3
"""Digits by which amounts in euro are longer than those in thousands."""
UNKNOWN_UNIT = (
    "geen eenheid gevonden, zoals een kolom eenheid of 'x € 1.000'; "
    "de ratio's kloppen, bedragen in euro zijn onbekend"
)


@dataclass(slots=True)
class Units:
    """The units of a table.

    Attributes:
        general: euro per unit where neither the row nor the heading says it; None when nobody does.
        stated: the heading of a column states one.
        aside: columns that state no unit beside others that state two: they are not read.
        problems: what is wrong with the units of the table as a whole.
    """

    general: int | None
    stated: bool = False
    aside: frozenset[int] = frozenset()
    problems: list[Problem] = field(default_factory=list)

    def of_row(self, row: Row) -> int | None:
        """The unit that a row states, else that of the table."""
        found = row.cell(Rol.EENHEID)
        if found is None:
            return self.general
        kolom, cell = found
        stated = unit_in(cell)
        if stated is None:
            melding = f"'{text_of(cell)[:40]}' is geen eenheid; schrijf 1, 1000 of 1000000"
            row.note("EWS114", kolom, f"{melding}, de bedragen van deze regel staan in een onbekende eenheid")
        return stated


def units_of(tabel: Tabel, given: int | None, waar: str) -> Units:
    """The units of a table; `given` is what the user says, which counts where the table says nothing."""
    amounts = tabel.amounts
    stated = {k.eenheid for k in amounts if k.eenheid is not None}
    without = [k for k in amounts if k.eenheid is None]
    units = Units(tabel.eenheid or given, bool(stated))
    if tabel.eenheid and given and tabel.eenheid != given:
        melding = f"de titel zegt x {tabel.eenheid}; die telt, en de opgegeven eenheid {given} niet"
        units.problems.append(Problem("EWS114", melding, waar))
    if Rol.EENHEID in tabel.by_role:
        clash = [k for k in amounts if k.eenheid is not None]
        if clash:
            letters = ", ".join(column_letters(k.plaats) for k in clash[:6])
            melding = f"kolom {letters} noemt een eenheid naast de kolom eenheid; die van de kop telt"
            units.problems.append(Problem("EWS114", melding, waar))
    elif units.general is None and without and len(stated) == 1 and _alike(tabel, without):
        units.general = stated.pop()
        letters = ", ".join(column_letters(k.plaats) for k in without[:6])
        melding = (
            f"kolom {letters} noemt geen eenheid; x {units.general} aangehouden, zoals de andere kolommen"
        )
        units.problems.append(Problem("EWS114", melding, waar))
    elif units.general is None and without and stated:
        units.aside = frozenset(k.plaats for k in without)
        letters = ", ".join(column_letters(k.plaats) for k in without[:6])
        which = (
            "er twee" if len(stated) > 1 else f"x {stated.pop()}, en dat zijn er minder of kleinere bedragen"
        )
        melding = (
            f"kolom {letters} noemt geen eenheid en de andere kolommen noemen {which}; niet gelezen, zet de eenheid in "
            "elke kop of erboven, of geef --eenheid"
        )
        units.problems.append(Problem("EWS114", melding, waar))
    elif units.general is None and without:
        units.problems.append(Problem("EWS114", UNKNOWN_UNIT, waar, Ernst.WAARSCHUWING))
    return units


def _alike(tabel: Tabel, without: Sequence[Kolom]) -> bool:
    """Whether the columns that state no unit are no more than half, and hold no amounts of another size."""
    rows = tabel.raw.rijen[tabel.kop + 1 : tabel.kop + 1 + SAMPLE]
    places = {k.plaats for k in without}
    sizes: dict[bool, list[int]] = {True: [], False: []}
    for k in tabel.amounts:
        cells = (row[k.plaats] for row in rows if k.plaats < len(row))
        sizes[k.plaats in places] += [size for cell in cells if (size := _digits(cell))]
    larger = [median(found) for found in sizes.values() if found]
    return len(without) * 2 <= len(tabel.amounts) and (len(larger) < 2 or larger[0] - larger[1] < _OTHER_SIZE)


def _digits(cell: Cell) -> int:
    """How many digits an amount has before its decimals, about."""
    text = text_of(int(cell) if isinstance(cell, float) and abs(cell) < 1e15 else cell)
    return sum(map(str.isdigit, _DECIMALS.sub("", text)))


def unit_in(cell: Cell) -> int | None:
    """Euro per unit that a cell states: `1000`, `x € 1.000`, `duizend euro`."""
    words = text_of(cell).casefold()
    if match := _NUMBER.fullmatch(words):
        return int(re.sub(r"\D", "", match[1]))
    return _WORDS.get(words) or unit_of(words)
