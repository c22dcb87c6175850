"""The workbook that `ews` wrote, perhaps changed since -> the accounts in it, as they were.

Nothing is searched for and nothing is derived: who, which year, basis and unit stand on the sheets of years, the
amounts on the sheet of posts. An amount that is no longer the one that was read counts, as one that the user gave.
"""

from __future__ import annotations

import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from ews_cli.core import werkmap
from ews_cli.core.jaarrekening import (
    Aanbieder,
    Basis,
    Bedrag,
    Herkomst,
    Jaarrekening,
    Resultaatbestemming,
    Soort,
    bedrag_tekst,
    same_name,
)
from ews_cli.core.posten import Post
from ews_cli.core.werkmap import BETWEEN, Jaar, Regel
from ews_cli.problems import Problem
from ews_cli.readers.amounts import from_number
from ews_cli.readers.files import Limits, Refused
from ews_cli.readers.grid import Cell, Grid, Sheet, open_grid
from ews_cli.readers.lezing import Blad, Lezing
from ews_cli.readers.options import ReadOptions
from ews_cli.readers.provider_cells import read_kvk, text_of

_SHEETS = frozenset({werkmap.RATIOS, werkmap.POSTEN, werkmap.DREMPELS})
_LOOKED_AT = 12
_LIST = "xl/workbook.xml"
_LARGE = Limits(size=500_000_000, expanded=3_000_000_000, cells=60_000_000, filled=30_000_000, seconds=180.0)
"""What a workbook of ours may be, where the user sets no bound: a portfolio of thousands."""
USUAL = Limits()
"""The bounds that nobody set."""
LARGE_FROM = 5_000_000
"""Bytes."""
_POSTS = {post.tekst: post for post in Post}
_UNSAID = "niet gevonden"
"""What stands at a post of which the file said nothing."""
Member = TypeVar("Member", Soort, Basis, Resultaatbestemming)


def recognised(sheets: Sequence[Sheet]) -> bool:
    """Whether these are the sheets of a workbook that `ews` wrote."""
    found = {sheet.naam: sheet for sheet in sheets}
    return found.keys() >= _SHEETS and all(
        _table(found[naam], heads) is not None
        for naam, heads in ((werkmap.RATIOS, Jaar), (werkmap.POSTEN, Regel))
    )


def listed(path: Path) -> bool:
    """Whether a workbook has the sheets of one that `ews` wrote: a look at the list of its sheets alone."""
    try:
        with zipfile.ZipFile(path) as parts:
            if parts.getinfo(_LIST).file_size > 1_000_000:
                return False
            names = parts.read(_LIST).decode("utf-8", "replace").replace("&apos;", "'").replace("&#39;", "'")
    except (OSError, KeyError, ValueError, RuntimeError, NotImplementedError, zipfile.BadZipFile, zlib.error):
        return False
    return all(f'name="{naam}"' in names for naam in _SHEETS)


def is_large(path: Path) -> bool:
    """Whether it is a workbook of ours of a portfolio, which takes longer to read than accounts."""
    try:
        return path.stat().st_size > LARGE_FROM and listed(path)
    except OSError:
        return False


def opened(path: Path, options: ReadOptions) -> Grid | None:
    """The sheets of a workbook that is too large for accounts, if it is one that `ews` wrote."""
    if not listed(path):
        return None
    own, usual = options.limits, USUAL
    wider: dict[str, Any] = {
        one.name: getattr(_LARGE, one.name)
        for one in fields(Limits)
        if one.name != "isolate" and getattr(own, one.name) == getattr(usual, one.name)
    }
    try:
        grid = open_grid(path, replace(own, **wider), options.wachtwoord)
    except Refused:
        return None
    return grid if recognised(grid.sheets) else None


def read(path: Path, sheets: Sequence[Sheet]) -> Iterator[Lezing]:
    """A Lezing for each provider, in the order of the workbook, and one for what is wrong with the whole."""
    found = {sheet.naam: sheet for sheet in sheets}
    bladen = tuple(Blad(s.naam, s.zichtbaar, ("werkmap van ews",), s.naam == werkmap.POSTEN) for s in sheets)
    problems: list[Problem] = []
    years = [
        year
        for naam in (werkmap.RATIOS, werkmap.TUSSENTIJDS)
        if naam in found
        for year in _years(path, found[naam], problems)
    ]
    posts = _Posts(path, found[werkmap.POSTEN], problems)
    by_provider: dict[str, list[_Year]] = {}
    for year in years:
        by_provider.setdefault(year.nr, []).append(year)
    shared = _shared_names(by_provider)
    keys = {year.key for year in years}
    posts.unused(keys)
    for nr, own in by_provider.items():
        aanbieder = own[-1].aanbieder
        if aanbieder.kvk is None and same_name(aanbieder.naam) in shared:
            aanbieder = replace(aanbieder, naam=f"{aanbieder.naam} ({nr})")
        mine: list[Problem] = []
        jaren = [jaar for year in own if (jaar := posts.accounts(year, aanbieder, mine)) is not None]
        if jaren:
            yield Lezing(str(path), tuple(jaren), tuple(mine), bladen)
        else:
            problems += mine or [
                Problem("EWS111", f"{aanbieder.naam}: geen enkel bedrag op {werkmap.POSTEN}", str(path))
            ]
    if not by_provider:
        problems.append(Problem("EWS111", f"geen enkele aanbieder op {werkmap.RATIOS}", str(path)))
    if problems:
        yield Lezing(str(path), (), tuple(problems), bladen, whole=True)


@dataclass(frozen=True, slots=True)
class _Table:
    """The rows below the headings of a sheet."""

    sheet: Sheet
    kop: int
    columns: Mapping[str, int]

    def rows(self) -> Iterator[tuple[int, Sequence[Cell]]]:
        """The rows with something in them, with their number."""
        for number in range(self.kop + 1, len(self.sheet.rijen)):
            row = self.sheet.rijen[number]
            if any(cell != "" for cell in row):
                yield number, row

    def cell(self, row: Sequence[Cell], head: str) -> Cell:
        """The cell under a heading; empty where the row is shorter."""
        at = self.columns[head]
        return row[at] if at < len(row) else ""

    def place(self, number: int, head: str) -> str:
        """The address of a cell: `Posten!E12`."""
        return self.sheet.cel(number, self.columns[head])


def _table(sheet: Sheet, heads: type[Jaar] | type[Regel]) -> _Table | None:
    """The table under these headings, None where one of them is missing."""
    for number, row in enumerate(sheet.rijen[:_LOOKED_AT]):
        columns: dict[str, int] = {}
        for at, cell in enumerate(row):
            columns.setdefault(str(cell), at)
        if all(head in columns for head in heads):
            return _Table(sheet, number, columns)
    return None


@dataclass(frozen=True, slots=True)
class _Year:
    """A row that says of which accounts the amounts under a key are; `jaar` has no amounts yet."""

    key: str
    nr: str
    aanbieder: Aanbieder
    jaar: Jaarrekening


def _years(path: Path, sheet: Sheet, problems: list[Problem]) -> Iterator[_Year]:
    table = _table(sheet, Jaar)
    if table is None:
        return
    for number, row in table.rows():
        texts = {head: text_of(table.cell(row, head)) for head in Jaar}
        key, day = texts[Jaar.SLEUTEL], _day(table.cell(row, Jaar.BALANSDATUM))
        soort = _member(Soort, texts[Jaar.SOORT], Soort.JAARREKENING)
        if sheet.naam == werkmap.RATIOS and soort is not Soort.JAARREKENING:
            continue  # a provider without annual accounts: its figures stand on the sheet of interim figures
        if not key or day is None:
            words = texts[Jaar.BALANSDATUM][:40]
            melding = f"'{words}' is geen balansdatum, zoals 31-12-2025; de regel telt niet mee"
            problems.append(Problem("EWS174", melding, f"{path}!{table.place(number, Jaar.BALANSDATUM)}"))
            continue
        maanden, unit = texts[Jaar.MAANDEN], texts[Jaar.EENHEID]
        aanbieder = Aanbieder(
            texts[Jaar.AANBIEDER],
            read_kvk(texts[Jaar.KVK]).nummer,
            texts[Jaar.AGB] or None,
            texts[Jaar.RECHTSVORM] or None,
        )
        jaar = Jaarrekening(
            aanbieder=aanbieder,
            bestand=str(path),
            balansdatum=day,
            posten=MappingProxyType({}),
            maanden=int(maanden) if maanden.isdecimal() and 0 < int(maanden[:9]) < 1000 else 12,
            soort=soort,
            basis=_member(Basis, texts[Jaar.BASIS], Basis.ONBEKEND),
            eenheid=int(unit) if unit.isdecimal() and 0 < len(unit) < 10 and int(unit) > 0 else None,
            resultaatbestemming=_member(
                Resultaatbestemming, texts[Jaar.BESTEMMING], Resultaatbestemming.ONBEKEND
            ),
            accountant=texts[Jaar.ACCOUNTANT] or None,
        )
        yield _Year(key, texts[Jaar.NR], aanbieder, jaar)


def _member(kind: type[Member], text: str, otherwise: Member) -> Member:
    return next((member for member in kind if member.value == text), otherwise)


def _day(cell: Cell) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    return cell if isinstance(cell, date) else None


def _shared_names(by_provider: Mapping[str, list[_Year]]) -> set[str]:
    """The names that more than one provider has: without a KvK number they would be taken for one."""
    names = Counter(same_name(years[-1].aanbieder.naam) for years in by_provider.values())
    return {name for name, times in names.items() if times > 1}


@dataclass(slots=True)
class _Amounts:
    """What the sheet of posts holds under one key."""

    posten: dict[Post, Bedrag] = field(default_factory=dict)
    ontbreekt: dict[Post, str] = field(default_factory=dict)
    totaal_passiva: Bedrag | None = None
    problems: list[Problem] = field(default_factory=list)


class _Posts:
    """The sheet of posts, by the key of the accounts."""

    def __init__(self, path: Path, sheet: Sheet, problems: list[Problem]) -> None:
        self.path, self.problems = path, problems
        self.found: dict[str, _Amounts] = {}
        self.others: dict[str, str] = {}
        table = _table(sheet, Regel)
        if table is not None:
            for number, row in table.rows():
                self._row(table, number, row)

    def _row(self, table: _Table, number: int, row: Sequence[Cell]) -> None:
        key, _, what = text_of(table.cell(row, Regel.SLEUTEL)).rpartition(BETWEEN)
        post = _POSTS.get(what)
        if not key or (post is None and what != werkmap.TOTAAL_PASSIVA):
            self.others[table.place(number, Regel.SLEUTEL)] = what or text_of(table.cell(row, Regel.POST))
            return
        amounts = self.found.setdefault(key, _Amounts())
        if post is None:
            if amounts.totaal_passiva is None:
                amounts.totaal_passiva = self._amount(table, number, row, amounts, what)
        elif post not in amounts.posten and post not in amounts.ontbreekt:
            bedrag = self._amount(table, number, row, amounts, what)
            if bedrag is not None:
                amounts.posten[post] = bedrag
            elif reason := self._missing(table, number, row):
                amounts.ontbreekt[post] = reason

    def _amount(
        self, table: _Table, number: int, row: Sequence[Cell], amounts: _Amounts, what: str
    ) -> Bedrag | None:
        """The amount of a row; one that is not as it was read is the user's."""
        value, before = _number(table.cell(row, Regel.BEDRAG)), _number(table.cell(row, Regel.INGELEZEN))
        cel = table.place(number, Regel.BEDRAG)
        boekjaar = text_of(table.cell(row, Regel.BOEKJAAR))
        if value is None:
            if (words := self._unusable(table, number, row)) is not None:
                melding = f"{what} over {boekjaar}: {words}; vul een bedrag in, en laat onbekend leeg"
                amounts.problems.append(Problem("EWS115", melding, f"{self.path}!{cel}"))
            return None
        if value != before:
            was = "aangevuld: " if before is None else f"gewijzigd van {bedrag_tekst(before)} in "
            melding = f"{what} over {boekjaar} is in de werkmap {was}{bedrag_tekst(value)}; dit bedrag telt"
            amounts.problems.append(Problem("EWS178", melding, f"{self.path}!{cel}"))
            return Bedrag(value, Herkomst.OPGEGEVEN, cel, "gewijzigd in de werkmap")
        texts = {
            head: text_of(table.cell(row, head))
            for head in (Regel.BESTAND, Regel.CEL, Regel.LABEL, Regel.SOM)
        }
        herkomst = text_of(table.cell(row, Regel.HERKOMST))
        found = next((h for h in Herkomst if h.value == herkomst), Herkomst.OPGEGEVEN)
        source = "!".join(filter(None, (texts[Regel.BESTAND], texts[Regel.CEL])))
        return Bedrag(value, found, source or cel, texts[Regel.LABEL] or None, texts[Regel.SOM] or None)

    def _missing(self, table: _Table, number: int, row: Sequence[Cell]) -> str | None:
        """Why there is no amount; None where the file said nothing."""
        cel = table.place(number, Regel.BEDRAG)
        if self._unusable(table, number, row) is not None:
            return f"{cel} bevat geen bedrag"
        if table.cell(row, Regel.INGELEZEN) != "":
            return f"leeggemaakt in de werkmap ({cel})"
        reason = text_of(table.cell(row, Regel.REDEN))
        return None if reason in ("", _UNSAID) else reason

    def _unusable(self, table: _Table, number: int, row: Sequence[Cell]) -> str | None:
        """What stands where an amount should, None where nothing does (Dutch)."""
        at = number, table.columns[Regel.BEDRAG]
        if at in table.sheet.defects:
            return table.sheet.defects[at]
        words = text_of(table.cell(row, Regel.BEDRAG))[:40]
        return f"'{words}' is geen bedrag" if words else None

    def accounts(self, year: _Year, aanbieder: Aanbieder, problems: list[Problem]) -> Jaarrekening | None:
        """The accounts under a key; None where there is no amount."""
        amounts = self.found.get(year.key)
        if amounts is None:
            return None
        problems += amounts.problems
        if not amounts.posten:
            return None
        return replace(
            year.jaar,
            aanbieder=aanbieder,
            posten=MappingProxyType(amounts.posten),
            ontbreekt=MappingProxyType(amounts.ontbreekt),
            totaal_passiva=amounts.totaal_passiva,
        )

    def unused(self, keys: set[str]) -> None:
        """Say which rows belong to no year, or name no post."""
        alone = sorted(key for key in self.found if key not in keys)
        for words in alone[:3]:
            melding = (
                f"geen boekjaar met sleutel '{words[:40]}' op {werkmap.RATIOS}; de bedragen tellen niet mee"
            )
            self.problems.append(Problem("EWS172", melding, f"{self.path}!{werkmap.POSTEN}"))
        for place, words in list(self.others.items())[:3]:
            melding = f"'{words[:40]}' is geen post met een sleutel; de regel telt niet mee"
            self.problems.append(Problem("EWS172", melding, f"{self.path}!{place}"))


def _number(cell: Cell) -> Decimal | None:
    return None if isinstance(cell, bool) or not isinstance(cell, float | int) else from_number(cell)
