"""The rows of one provider in a table: of which year each is, in which unit, and the amounts in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from ews_cli.core.indicatoren import Waarneming
from ews_cli.core.jaarrekening import Aanbieder, Basis, same_name
from ews_cli.problems import Ernst, Problem
from ews_cli.readers.amounts import from_number
from ews_cli.readers.candidates import STATEMENT, Candidate
from ews_cli.readers.context import Context, is_budget
from ews_cli.readers.grid import Cell, Sheet
from ews_cli.readers.headers import heading, in_year
from ews_cli.readers.heading import Heading, Kind
from ews_cli.readers.identity import short_name
from ews_cli.readers.informing import observed
from ews_cli.readers.labels import plain
from ews_cli.readers.lines import Line
from ews_cli.readers.provider_cells import UNKNOWN, read_kvk, text_of
from ews_cli.readers.tables.columns import Kolom, Rol
from ews_cli.readers.tables.places import Key, Places
from ews_cli.readers.tables.units import Units
from ews_cli.readers.xlsx_scan import column_letters

_NO_AMOUNT = UNKNOWN | {"na", "nvt", "null", "none", "nan", "nietvantoepassing"}
_LONGEST_YEAR = 23
"""Months of a first book year, which may be longer than twelve."""
_PLANNED = {"b", "p", "f", "plan", "planning", "begr", "prog"}
"""Codes for budget, prognosis and forecast, where a column says of what kind the figures of a row are."""
_EIGHT = re.compile(r"\d{8}", re.ASCII)
_DIGITS = re.compile(r"-?(?:0|[1-9][0-9]{0,14})").fullmatch
"""A whole number without any mark: nearly every cell."""

Days = Mapping[date | int | None, date]
"""What the heading of a column says of its year -> the balansdatum of its amounts in a row."""


class Regel(NamedTuple):
    """The amounts of one provider and year in one row.

    Attributes:
        rij: the row.
        dag: the balansdatum.
        opgesteld: the newest balansdatum of the row; amounts of an earlier one are comparative figures.
        maanden: the months that the row says its result covers; None where it says none.
        indicatoren: what its newest day informs about.
        found: name of a post or helper row -> its amount in euro, or in the unknown unit.
        left_out: name -> why a cell of it gives no amount (Dutch).
    """

    rij: int
    dag: date
    opgesteld: date
    eenheid: int | None
    basis: Basis
    found: dict[str, Candidate]
    left_out: dict[str, str]
    maanden: int | None = None
    indicatoren: tuple[Waarneming, ...] = ()


class Place(NamedTuple):
    """A column of amounts, ready to be read: its index, the beginning of its cells' addresses, its posts.

    In a long table `post` is what the row names, with the year and the unit that it states.
    """

    kolom: Kolom
    plaats: int
    letters: str
    namen: tuple[str, ...]
    post: Kolom | None = None


@dataclass(slots=True)
class Rows:
    """Reads the rows of a table.

    Attributes:
        dag: the balansdatum of the newest column, where the row does not say.
        unread: in a long table, what names no post -> in how many rows.
        stated: the balansdatums that headings name.
        ago: the years before that of the row, of the columns whose heading names none.
        columns: where amounts stand.
        defects: what is the matter with cells, by row and column.
    """

    places: Places
    units: Units
    dag: date | None
    unread: dict[str, int] = field(default_factory=dict)
    stated: dict[date | int | None, date] = field(default_factory=dict)
    ago: frozenset[int | None] = frozenset()
    columns: list[Place] = field(default_factory=list)
    defects: Mapping[tuple[int, int], str] = field(default_factory=dict)
    _lines: dict[int, Line] = field(default_factory=dict)

    def __post_init__(self) -> None:
        raw, amounts = self.places.tabel.raw, self.places.tabel.amounts
        self.defects = raw.defects
        self.stated = {k.dag: k.dag for k in amounts if k.dag is not None}
        self.ago = frozenset(k.terug for k in amounts if k.dag is None)
        self.columns = [
            Place(k, k.plaats, f"{raw.naam}!{column_letters(k.plaats)}", k.namen)
            for k in amounts
            if k.plaats not in self.units.aside
        ]

    def line(self, factor: int) -> Line:
        """The line that amounts in this unit stand on, for what signs and sums ask of one."""
        found = self._lines.get(factor)
        if found is None:
            sheet, context = Sheet(self.places.tabel.raw.naam, []), Context(eenheid=factor)
            found = self._lines[factor] = Line(sheet, self.places.tabel.kop, "", (), (), context, ())
        return found

    @property
    def names_book_years(self) -> bool:
        """Whether a column says of which book year a row is, whatever the day of its balance."""
        return Rol.BOEKJAAR in self.places.tabel.by_role

    def aanbieder(self, key: Key, rij: int) -> Aanbieder:
        """The provider as a row names it."""
        row = self.places.tabel.raw.rijen[rij]
        naam = short_name(text_of(self.places.cell(row, Rol.NAAM)))
        agb = text_of(self.places.cell(row, Rol.AGB))
        return Aanbieder(naam or f"KvK {key.kvk}", key.kvk, agb if _EIGHT.fullmatch(agb) else None)

    def of(self, key: Key, problems: list[Problem]) -> Iterator[Regel]:
        """The amounts of a provider, by row and year; what is wrong with its rows is added to `problems`."""
        for rij in self.places.rows.get(key, ()):
            row = self.places.tabel.raw.rijen[rij]
            found = Row(self, rij, row, problems)
            mended = read_kvk(self.places.cell(row, Rol.KVK)).melding if key.kvk else None
            if mended is not None:
                found.note("EWS173", self.places.tabel.by_role[Rol.KVK].plaats, mended, Ernst.WAARSCHUWING)
            if found.is_actual() and (days := found.days()):
                yield from found.regels(days)


@dataclass(slots=True)
class Row:
    """One row of a provider while it is read."""

    rows: Rows
    rij: int
    row: Sequence[Cell]
    problems: list[Problem]
    maanden: int | None = None

    def note(self, code: str, kolom: int, melding: str, ernst: Ernst | None = None) -> None:
        self.problems.append(Problem(code, melding, self.rows.places.waar(self.rij, kolom), ernst))

    def cell(self, rol: Rol) -> tuple[int, Cell] | None:
        """The column and the cell of a role; None where the table has no such column or the cell is empty."""
        kolom = self.rows.places.tabel.by_role.get(rol)
        if kolom is None or kolom.plaats >= len(self.row) or self.row[kolom.plaats] == "":
            return None
        cell = self.row[kolom.plaats]
        return kolom.plaats, cell.strip() if isinstance(cell, str) else cell

    def is_actual(self) -> bool:
        """Whether the row does not call itself a budget; one that does is said and left out."""
        found = self.cell(Rol.SOORT)
        if found is None:
            return True
        if "maanden" in self.rows.places.tabel.by_role[Rol.SOORT].kop.casefold():
            return self._is_whole_year(*found)
        if _is_of_actuals(found[1]):
            return True
        melding = f"'{text_of(found[1])[:40]}' is geen gerealiseerd jaar; de regel telt niet mee"
        self.note("EWS118", found[0], melding)
        return False

    def _is_whole_year(self, kolom: int, cell: Cell) -> bool:
        """Whether a row of so many months is of a year, which may be longer than twelve; a part of one is said."""
        months = text_of(cell).removesuffix(".0")
        if months.isascii() and months.isdigit() and 12 <= int(months) <= _LONGEST_YEAR:
            return True
        melding = f"'{text_of(cell)[:40]}' maanden is geen heel boekjaar; de regel telt niet mee"
        self.note("EWS118", kolom, f"{melding}; noem het in een kolom periode, zoals t/m juni 2026")
        return False

    def days(self) -> Days | None:
        """The balansdatum of each column; None, which is said, where the row does not tell."""
        stated, ago = self.rows.stated, self.rows.ago
        if not ago:
            return stated
        newest = self._newest()
        if newest is None:
            return None
        return {**stated, **{years: _years_before(newest, years or 0) for years in ago}}

    def _newest(self) -> date | None:
        """The balansdatum that the row states, else the year that the user gave."""
        stated: list[tuple[int, date]] = []
        part: Heading | None = None
        for rol, example in ((Rol.BALANSDATUM, "31-12-2025"), (Rol.BOEKJAAR, "2025")):
            if (found := self.cell(rol)) is None:
                continue
            kolom, cell = found
            kind, words = self._heading(rol, cell), text_of(cell)[:40]
            if kind is not None and kind.kind is Kind.PARTIAL and kind.maanden is not None:
                part = kind
                if kind.balansdatum is not None:
                    stated.append((kolom, kind.balansdatum))
                continue
            if kind is None or kind.balansdatum is None or kind.kind is Kind.OPENING:
                melding = f"'{words}' is geen {rol.value}, zoals {example}; de regel telt niet mee"
                self.note("EWS174", kolom, melding)
                return None
            if kind.kind is not Kind.ACTUAL:
                self.note("EWS118", kolom, f"'{words}' is geen gerealiseerd jaar; de regel telt niet mee")
                return None
            stated.append((kolom, kind.balansdatum))
        if len({day.year for _, day in stated}) > 1:
            years = f"boekjaar {stated[1][1].year} en balansdatum {stated[0][1]}"
            self.note("EWS174", stated[1][0], f"{years} spreken elkaar tegen; de regel telt niet mee")
            return None
        if part is not None and part.span is not None and (stated or self.rows.dag):
            day = stated[0][1] if stated else self.rows.dag
            self.maanden = part.maanden
            return None if day is None else in_year(part, part.span, day.year).balansdatum
        if stated:
            return stated[0][1]
        if self.rows.dag is not None:
            return self.rows.dag
        roles = self.rows.places.tabel.by_role
        empty = next((k.plaats for r in (Rol.BOEKJAAR, Rol.BALANSDATUM) if (k := roles.get(r))), None)
        if empty is not None:
            self.note("EWS174", empty, "geen boekjaar; de regel telt niet mee")
        return None

    def _heading(self, rol: Rol, cell: Cell) -> Heading | None:
        """What a cell says of the period of its row; under `Kwartaal` a 2 is the second quarter."""
        if isinstance(cell, str):
            # `2023.0`, as software writes a column of years with gaps, and `'2023`, a number marked as text
            cell = cell.removesuffix(".0").removeprefix("'")
        by_role = self.rows.places.tabel.by_role
        if rol is Rol.BALANSDATUM and by_role[rol].kop.casefold() == "kwartaal":
            number = text_of(cell).removesuffix(".0")
            return heading(f"Q{number}" if number in ("1", "2", "3", "4") else cell)
        return heading(cell)

    def regels(self, days: Days) -> Iterator[Regel]:
        """The amounts of the row, one for each year in it."""
        by_day: dict[date, Regel] = {}
        for place, day, factor in self.amounts(days, by_day):
            self._read(place, by_day[day], factor)
        for day, regel in by_day.items():
            yield regel._replace(indicatoren=self._indicatoren()) if day == regel.opgesteld else regel

    def amounts(self, days: Days, by_day: dict[date, Regel]) -> Iterator[tuple[Place, date, int]]:
        """Where the amounts of the row stand, of which year each is, and in which unit; the years come in `by_day`."""
        newest, unit, basis = max(days.values()), self.rows.units.of_row(self), self._basis()
        for place in self._places():
            kolom = place.kolom
            day = days[kolom.dag if kolom.dag is not None else kolom.terug]
            if place.post is not None:
                day = _day_of_post(place.post, day)
            regel = by_day.get(day)
            if regel is None:
                months = self.maanden if day == newest else None
                regel = by_day[day] = Regel(self.rij, day, max(newest, day), None, basis, {}, {}, months)
            factor = kolom.eenheid or unit
            if factor is None and self.rows.units.stated:  # a known unit never mixes with an unknown one
                regel.left_out.update(dict.fromkeys(place.namen, "de eenheid is onbekend"))
                continue
            if factor is not None and factor > (regel.eenheid or 0):
                by_day[day] = regel._replace(eenheid=factor)
            yield place, day, factor or 1

    def _indicatoren(self) -> tuple[Waarneming, ...]:
        """What the columns of the row inform about."""
        found: list[Waarneming] = []
        if not self.rows.places.tabel.informing:
            return ()
        unit = self.rows.units.of_row(self)
        for kolom in self.rows.places.tabel.informing:
            cell = self.row[kolom.plaats] if kolom.plaats < len(self.row) else ""
            if kolom.informeert is not None and cell != "":
                cel = self.rows.places.tabel.raw.cel(self.rij, kolom.plaats)
                one = observed(kolom.informeert, cell, kolom.eenheid or unit, cel, kolom.kop)
                found += [one] if one is not None else []
        return tuple(found)

    def _places(self) -> Iterator[Place]:
        """The columns of amounts with the posts that they are in this row."""
        if not self.rows.places.tabel.lang:
            yield from self.rows.columns
            return
        found = self.cell(Rol.POST)
        words = "" if found is None else text_of(found[1])
        post = self.rows.places.posts.get(words)
        if post is None or not post.namen:
            self.rows.unread[words] = self.rows.unread.get(words, 0) + 1
            return
        for place in self.rows.columns:
            if _clash(post, place.kolom):
                self.rows.unread[words] = self.rows.unread.get(words, 0) + 1
                continue
            kolom = place.kolom._replace(kop=words, eenheid=post.eenheid or place.kolom.eenheid)
            yield place._replace(namen=post.namen, kolom=kolom, post=post)

    def _read(self, place: Place, regel: Regel, factor: int) -> None:
        """Read one amount into a year."""
        index, rows = place.plaats, self.rows
        cell = self.row[index] if index < len(self.row) else ""
        defects = rows.defects
        if defects and (self.rij, index) in defects:
            self._unusable(
                place, regel, f"{defects[self.rij, index]}; herstel de formule en sla het bestand op"
            )
            return
        if cell == "":
            return
        if isinstance(cell, str) and _DIGITS(cell):
            amount: Decimal | None = Decimal(int(cell) * factor)
        else:
            amount = self._amount(cell, index, factor)
        if amount is None:
            if same_name(text_of(cell)) not in _NO_AMOUNT:
                self._unreadable(place, regel, text_of(cell)[:40])
            return
        cel, line = f"{place.letters}{self.rij + 1}", rows.line(factor)
        year, kop = regel.dag.year, place.kolom.kop
        for name in place.namen:
            self._put(Candidate(name, year, amount, cel, kop, STATEMENT, line), regel, index)

    def _amount(self, cell: Cell, index: int, factor: int) -> Decimal | None:
        """The amount in a cell in euro; None where it holds none."""
        if isinstance(cell, str):
            amount = self.rows.places.writing[index].amount(cell)
        else:
            number = not isinstance(cell, bool) and isinstance(cell, float | int)
            amount = from_number(cell) if number else None
        if amount is None or factor == 1:
            return amount
        amount *= factor
        whole = amount.to_integral_value()
        return whole if whole == amount else amount

    def _put(self, one: Candidate, regel: Regel, index: int) -> None:
        """Keep an amount; two columns of one row that differ leave the post out."""
        name = one.naam
        other = regel.found.get(name)
        if other is None and name not in regel.left_out:
            regel.found[name] = one
        elif other is not None and other.bedrag != one.bedrag:
            del regel.found[name]
            melding = f"{_words(name)}: {other.cel} en {one.cel} verschillen; geen van beide telt"
            regel.left_out[name] = f"tegenstrijdige cijfers: {other.cel} en {one.cel}"
            self.note("EWS116", index, melding)

    def _unreadable(self, place: Place, regel: Regel, words: str) -> None:
        """A cell that holds something else than an amount, or one in another notation than its column."""
        writing = self.rows.places.writing[place.plaats]
        if {".", ","} & set(words) and any(map(str.isdigit, words)) and not any(map(str.isalpha, words)):
            mark = "niet beslist" if writing.notation is None else f"'{writing.notation.value}'"
            why = f"het decimaalteken van de kolom is {mark}"
            self._unusable(place, regel, f"'{words}', en {why}; schrijf het bedrag als de rest", "EWS122")
        else:
            self._unusable(place, regel, f"'{words}'; vul een bedrag in, en laat onbekend leeg")

    def _unusable(self, place: Place, regel: Regel, wat: str, code: str = "EWS115") -> None:
        cel = f"{place.letters}{self.rij + 1}"
        for name in place.namen:
            regel.found.pop(name, None)
            regel.left_out[name] = f"{cel} bevat {wat.partition(';')[0]}"
        self.note(code, place.plaats, f"{_words(place.namen[0])} over {regel.dag.year}: {wat}")

    def _basis(self) -> Basis:
        found = self.cell(Rol.BASIS)
        words = "" if found is None else text_of(found[1]).casefold()
        if words.startswith("geconsolideerd"):
            return Basis.GECONSOLIDEERD
        return Basis.ENKELVOUDIG if words.startswith("enkelvoudig") else Basis.ONBEKEND


def _is_of_actuals(cell: Cell) -> bool:
    """Whether words for the kind of figures are none for a budget or a part of a year."""
    words, found = plain(text_of(cell)), heading(cell)
    if is_budget(words.replace("-", " ")) or words in _PLANNED:
        return False
    return found is None or found.kind is Kind.ACTUAL


def _clash(post: Kolom, kolom: Kolom) -> bool:
    """Whether a post names one year, and the column that its amount stands in another."""
    if kolom.dag is None and not kolom.terug:
        return False
    return bool(post.terug) or (post.dag is not None and post.dag != kolom.dag)


def _day_of_post(post: Kolom, day: date) -> date:
    """The balansdatum of an amount in a row of a day, where the post in that row may name a year too."""
    if post.terug:
        return _years_before(day, post.terug)
    return day if post.dag is None or post.dag.year == day.year else post.dag


def _words(name: str) -> str:
    return name.replace("_", " ")


def _years_before(day: date, years: int) -> date:
    if (day.month, day.day) == (2, 29) and years:
        return date(day.year - years, 2, 28)
    return day.replace(year=day.year - years)
