"""The one door to every reader: a file in, its years and its problems out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from ews_cli.core import werkmap
from ews_cli.problems import Ernst, Problem
from ews_cli.readers.files import DataSet, FileKind, NoWorkbook, Refused
from ews_cli.readers.grid import Grid, Sheet, open_grid
from ews_cli.readers.lezing import Lezing
from ews_cli.readers.options import ReadOptions
from ews_cli.readers.statements import read_sheets
from ews_cli.readers.tables.quick import may_hold_table


def read_each(path: Path, options: ReadOptions | None = None) -> Iterator[Lezing]:
    """Read a file: one Lezing for each provider in it; one without years says what is wrong with the whole.

    A workbook holds one provider, a table any number of them; of a data set with thousands each is yielded as it is
    put together. Never raises on what the file is or holds.
    """
    options = options or ReadOptions()
    try:
        opened = _open(path, options)
    except DataSet:
        from ews_cli.readers.digimv import reading as digimv  # a workbook needs no other reader

        yield from digimv.read_each(path, options)
        return
    if (own := _own(path, opened, options)) is not None:
        yield from own
    elif (tables := _tables(path, opened, options)) is not None:
        yield from tables
    elif isinstance(opened, Lezing):
        yield opened
    else:
        yield _read_grid(path, opened, options)


def read(path: Path, options: ReadOptions | None = None) -> Lezing:
    """Read a file as one Lezing, whatever the number of its providers; as `read_each`."""
    first, *others = read_each(path, options)
    if not others:
        return first
    every = (first, *others)
    return replace(
        first,
        jaarrekeningen=tuple(jaar for one in every for jaar in one.jaarrekeningen),
        problemen=tuple(dict.fromkeys(problem for one in every for problem in one.problemen)),
    )


def _open(path: Path, options: ReadOptions) -> Grid | Lezing:
    """The sheets of a file; its reading where it has none, or cannot be opened."""
    try:
        return open_grid(path, options.limits, options.wachtwoord)
    except NoWorkbook as other:
        return _other_source(path, other, options)
    except DataSet:
        raise
    except Refused as refused:
        return Lezing(str(path), (), (refused.problem(str(path)),))


def _own(path: Path, opened: Grid | Lezing, options: ReadOptions) -> Iterator[Lezing] | None:
    """The readings of a workbook that `ews` wrote; None for any other file."""
    too_large = any(problem.code == "EWS106" for problem in opened.problemen)
    sheets = () if isinstance(opened, Lezing) else opened.sheets
    if not too_large and not any(sheet.naam == werkmap.POSTEN for sheet in sheets):
        return None
    from ews_cli.readers import own_workbook  # accounts need no reader of results

    if too_large:
        found = own_workbook.opened(path, options)
        return None if found is None else own_workbook.read(path, found.sheets)
    return own_workbook.read(path, sheets) if own_workbook.recognised(sheets) else None


def _tables(path: Path, opened: Grid | Lezing, options: ReadOptions) -> Iterator[Lezing] | None:
    """The readings of a file that holds tables; None for any other. A table may be larger than accounts are."""
    too_large = any(problem.code == "EWS106" for problem in opened.problemen)
    sheets = () if isinstance(opened, Lezing) else opened.sheets
    if not too_large and not options.mapping.koppen and not may_hold_table(sheets):
        return None
    from ews_cli.readers.tables import reading  # most files hold no table

    if too_large:
        tables, opening = reading.large_tables(path, options)
    else:
        tables, opening = reading.tables_in(reading.raws(sheets), options), _placed(path, opened.problemen)
    if tables and isinstance(opened, Grid) and reading.may_be_notes(tables, sheets):
        # A list of participations has the form of a table; accounts beside it are what the file is about.
        tables = [] if _read_grid(path, opened, options).jaarrekeningen else tables
    return reading.read_tables(path, tables, options, opening) if tables else None


def _placed(path: Path, problemen: Sequence[Problem]) -> list[Problem]:
    """The problems of opening a file, each with the file before the sheet."""
    return [p._replace(waar=f"{path}!{p.waar}" if p.waar else str(path)) for p in problemen]


def _read_grid(path: Path, grid: Grid, options: ReadOptions) -> Lezing:
    if grid.soort is FileKind.TEXT:
        options = replace(options, mapping=options.mapping.of_only_sheet(grid.sheets[0].naam))
    lezing = _ledger(path, grid.sheets, options) or _statements(path, grid.sheets, options)
    if not lezing.jaarrekeningen and {p.code for p in lezing.problemen} <= {"EWS111", "EWS112"}:
        from ews_cli.readers.tables.reading import headless

        lezing = replace(lezing, problemen=headless(path, grid.sheets) or lezing.problemen)
    opening = _placed(path, grid.problemen)
    return replace(lezing, problemen=(*opening, *lezing.problemen)) if opening else lezing


def _ledger(path: Path, sheets: Sequence[Sheet], options: ReadOptions) -> Lezing | None:
    """The reading of a trial balance; None when the sheets are none."""
    if not options.mapping.rekeningen and not any(map(_names_rgs, sheets)):
        return None
    from ews_cli.readers.ledger.reading import read_balances  # annual accounts need no ledger

    try:
        return read_balances(path, sheets, options)
    except Refused as refused:
        return Lezing(str(path), (), (refused.problem(str(path)),))


def _statements(path: Path, sheets: Sequence[Sheet], options: ReadOptions) -> Lezing:
    """The reading of annual accounts, without the sheets that are a trial balance of accounts nobody placed."""
    given = options.mapping.cellen or options.mapping.kolommen or options.mapping.labels
    if given or not any(map(_names_accounts, sheets)):
        return read_sheets(path, sheets, options)
    from ews_cli.readers.ledger.uncoded import UNCODED, UNNAMED, is_uncoded  # annual accounts need no ledger

    uncoded = [sheet for sheet in sheets if _names_accounts(sheet) and is_uncoded(sheet)]
    rest = [sheet for sheet in sheets if not any(sheet is one for one in uncoded)]
    lezing = read_sheets(path, rest, options) if rest else Lezing(str(path), (), ())
    # Beside accounts such a sheet is no more than a remark; alone it is why nothing was read.
    ernst = Ernst.OPMERKING if lezing.jaarrekeningen else None
    said = (
        Problem(code, reason, f"{path}!{sheet.naam}", ernst)
        for sheet in uncoded
        for code, reason in [("EWS163", UNNAMED) if _names_rgs(sheet) else ("EWS164", UNCODED)]
    )
    return replace(lezing, problemen=(*lezing.problemen, *said))


def _names_rgs(sheet: Sheet) -> bool:
    """Whether one of the first rows names RGS codes: a first look, which costs nearly nothing."""
    top = sheet.rijen[:_TOP]
    return any(isinstance(cell, str) and _RGS.search(cell) for row in top for cell in row)


def _names_accounts(sheet: Sheet) -> bool:
    """Whether one of the first rows names account numbers: a first look, as well."""
    top = sheet.rijen[:_TOP]
    return any(isinstance(cell, str) and _ACCOUNT.fullmatch(cell.strip()) for row in top for cell in row)


_TOP = 25
_ACCOUNT = re.compile(
    r"(?:(?:grootboek|gb)[- ]?)?(?:rekening|rek)\.?[- ]?(?:nummer|nr|code)?\.?|grootboek(?:nummer|nr|code)?",
    re.IGNORECASE,
)
_RGS = re.compile(r"\brgs|referentiecode|referentie ?grootboek", re.IGNORECASE)


def _other_source(path: Path, other: NoWorkbook, options: ReadOptions) -> Lezing:
    from ews_cli.readers.sources import read_source  # a workbook needs no other reader

    try:
        return read_source(path, other, options)
    except Refused as refused:
        return Lezing(str(path), (), (refused.problem(str(path)),))
