"""The workbook that `ews` wrote, perhaps changed since -> the accounts in it, as they were.

Nothing is searched for and nothing is derived: who, which year, basis and unit stand on the sheets of years, the
amounts on the sheet of posts. An amount that is no longer the one that was read counts, as one that the user gave.
"""

from __future__ import annotations

import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from ews_cli.core import werkmap
from ews_cli.core.jaarrekening import (
    Aanbieder,
    Basis,
    Jaarrekening,
    Resultaatbestemming,
    Soort,
    same_name,
)
from ews_cli.core.werkmap import Jaar, Regel
from ews_cli.problems import Problem
from ews_cli.readers.files import Limits, Refused
from ews_cli.readers.grid import Cell, Grid, Sheet, open_grid
from ews_cli.readers.lezing import Blad, Lezing
from ews_cli.readers.options import ReadOptions
from ews_cli.readers.own_posts import Posts, table_in
from ews_cli.readers.provider_cells import read_kvk, text_of

_SHEETS = frozenset({werkmap.RATIOS, werkmap.POSTEN, werkmap.DREMPELS})
_LIST = "xl/workbook.xml"
_LARGE = Limits(size=500_000_000, expanded=3_000_000_000, cells=60_000_000, filled=30_000_000, seconds=180.0)
"""What a workbook of ours may be, where the user sets no bound: a portfolio of thousands."""
USUAL = Limits()
"""The bounds that nobody set."""
LARGE_FROM = 5_000_000
"""Bytes."""
Member = TypeVar("Member", Soort, Basis, Resultaatbestemming)


def recognised(sheets: Sequence[Sheet]) -> bool:
    """Whether these are the sheets of a workbook that `ews` wrote."""
    found = {sheet.naam: sheet for sheet in sheets}
    return found.keys() >= _SHEETS and all(
        table_in(found[naam], heads) is not None
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
    posts = Posts(path, found[werkmap.POSTEN], problems)
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
        jaren = [
            jaar for year in own if (jaar := posts.accounts(year.key, year.jaar, aanbieder, mine)) is not None
        ]
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
class _Year:
    """A row that says of which accounts the amounts under a key are; `jaar` has no amounts yet."""

    key: str
    nr: str
    aanbieder: Aanbieder
    jaar: Jaarrekening


def _years(path: Path, sheet: Sheet, problems: list[Problem]) -> Iterator[_Year]:
    table = table_in(sheet, Jaar)
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
