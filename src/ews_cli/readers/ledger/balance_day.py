"""What a trial balance is of: its day, the beginning of its book year, and its unit, by the lines above it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import takewhile
from typing import NamedTuple

from ews_cli.readers.amounts import unit_of
from ews_cli.readers.context import is_budget
from ews_cli.readers.files import Refused
from ews_cli.readers.grid import Cell, Sheet
from ews_cli.readers.headers import end_of_month
from ews_cli.readers.labels import plain
from ews_cli.readers.ledger.balance_columns import Columns
from ews_cli.readers.ledger.balance_period import Told, is_printed, months_before, told_by
from ews_cli.readers.options import ReadOptions

_BOOK_YEARS = range(12, 24)
"""Months that a book year may have, the first of all included."""
_MOVEMENT = re.compile(r"(?!.*(?:saldi|begin|opening|eind)).*mutatie")
"""A title of what moved; beside the word for balances it tells which columns there are."""


class Covered(NamedTuple):
    """The day of the balances, and the first day of the book year; None where that is the first of January."""

    dag: date
    begin: date | None = None


def covered(sheet: Sheet, columns: Columns, options: ReadOptions) -> Covered:
    """The day that the lines above the table name, else what the user gives. Raises Refused."""
    told = [one for text in _above(sheet, columns) if (one := told_by(text)) is not None]
    dag = _day(told, columns, options)
    if _whole(dag) and options.periode is None and any(one.onduidelijk for one in told):
        melding = "de saldibalans noemt een deel van een jaar, en welk is niet duidelijk"
        raise Refused("EWS112", f"{melding}; zet er 'per 30-06-2026' boven")
    return Covered(dag, _begin(dag, told, options))


def _day(told: Sequence[Told], columns: Columns, options: ReadOptions) -> date:
    if columns.dag is not None and not columns.jaar_alleen:
        return columns.dag
    days = {one.dag for one in told if one.dag is not None and not one.boekjaar}
    days = days or {one.dag for one in told if one.dag is not None}
    if columns.dag is not None:
        # The heading names the year, and a title the day in it.
        within = {day for day in days if day.year == columns.dag.year} - {columns.dag} or {columns.dag}
        days = within if len(within) == 1 else days
    months = {one.maand for one in told if one.maand is not None}
    if months:
        # A line that names a period without its year, beside one with only the year.
        days = {end_of_month(d.year, m) if _whole(d) else d for d in days for m in months}
    exact = {day for day in days if not _whole(day)}
    if len(exact) == 1 and {day.year for day in days} == {day.year for day in exact}:
        days = exact  # a bare year beside it says no more
    if len(days) == 1:
        return days.pop()
    if options.periode is not None and options.periode.balansdatum is not None:
        return options.periode.balansdatum
    if options.jaar is not None and len(months) < 2:
        return end_of_month(options.jaar, months.pop() if months else 12)
    seen = "noemt geen datum" if not days else "noemt meer dan één datum"
    raise Refused(
        "EWS112", f"de saldibalans {seen}; zet er 'per 30-06-2026' boven, of geef het jaar met --jaar"
    )


def _whole(day: date) -> bool:
    return (day.month, day.day) == (12, 31)


def _begin(dag: date, told: Sequence[Told], options: ReadOptions) -> date | None:
    """The first day of the book year. Raises Refused where the list may be of a part of one.

    A list over some months in the middle of a book year may hold only what moved in them, and one that runs on may
    have begun in any month: which, its figures do not say.
    """
    if options.periode is not None and options.periode.balansdatum == dag:
        told = (Told(dag, options.periode.maanden),)  # the user knows better
    years = {begin for one in told if (begin := _book_year(one, dag)) is not None}
    spans = {one.maanden for one in told if one.maanden and not one.boekjaar and one.dag in (dag, None)}
    begins = {months_before(dag, maanden) for maanden in spans}
    january = date(dag.year, 1, 1)
    if len(years) == 1 and begins <= years:
        return None if years == {january} else years.pop()
    if not years and len(begins) == 1:
        (begin,), (maanden,) = begins, spans
        if begin == january:
            return None
        if maanden in _BOOK_YEARS:
            return begin
    broken = any(one.gebroken for one in told)
    if not years and not begins and not broken:
        return None
    what = "van een gebroken boekjaar" if broken and not begins else "van een deel van een boekjaar"
    melding = f"de saldibalans is {what}, en waarvan de resultaten zijn staat er niet"
    raise Refused(
        "EWS112",
        f"{melding}; maak haar vanaf het begin van het boekjaar, en zet er de eerste en laatste dag boven",
    )


def _book_year(one: Told, dag: date) -> date | None:
    """The first day of the book year that a line names whole, if a day is in it."""
    if one.dag is None or not one.boekjaar or one.maanden not in _BOOK_YEARS:
        return None
    begin = months_before(one.dag, one.maanden)
    return begin if begin <= dag <= one.dag else None


def refuse_plan(sheet: Sheet, columns: Columns) -> None:
    """Raise Refused for a list that calls itself a budget, or one of no more than what moved."""
    above = [plain(text) for text in _above(sheet, columns)]
    if any(is_budget(text) for text in above):
        raise Refused("EWS113", "dit is een begroting of prognose; een trede vraagt gerealiseerde cijfers")
    if not columns.begin and any(_MOVEMENT.match(text) for text in above):
        melding = "de lijst noemt zich een overzicht van mutaties, en die zijn geen saldi"
        raise Refused("EWS163", f"{melding}; exporteer een saldibalans")


def unit(sheet: Sheet, columns: Columns, options: ReadOptions) -> int:
    """Euro per unit: as a line above or a heading states it, else the user, else one. Raises Refused for two units."""
    found = {stated for text in _above(sheet, columns) if (stated := unit_of(text)) is not None}
    if len(found) > 1:
        raise Refused("EWS114", "de saldibalans noemt meer dan één eenheid; laat er een staan")
    return found.pop() if found else options.eenheid or options.mapping.eenheid or 1


def _above(sheet: Sheet, columns: Columns) -> Iterator[str]:
    """What the rows above the table say, the headings of the balances, and the name of the sheet."""
    for row in sheet.rijen[: columns.rij]:
        cells = [words for cell in row if (words := _words(cell))]
        if words := " ".join(takewhile(lambda cell: not is_printed(cell), cells)):
            yield words
    heads = sheet.rijen[columns.rij]
    for kolom in (columns.saldo, columns.debet, columns.credit):
        if kolom is not None and isinstance(head := heads[kolom], str):
            yield head
    yield sheet.naam.replace("_", " ")


def _words(cell: Cell) -> str:
    if isinstance(cell, date):
        return f"{cell:%d-%m-%Y}"
    if isinstance(cell, float | int) and not isinstance(cell, bool) and cell == int(cell):
        return str(int(cell))
    return cell.strip() if isinstance(cell, str) else ""
