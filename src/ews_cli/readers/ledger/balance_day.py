"""The day of a trial balance, and its unit: as the headings and the lines above them say it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from ews_cli.readers.amounts import unit_of
from ews_cli.readers.context import is_budget
from ews_cli.readers.files import Refused
from ews_cli.readers.grid import Sheet
from ews_cli.readers.headers import year_in_title
from ews_cli.readers.labels import plain
from ews_cli.readers.ledger.balance_columns import Columns
from ews_cli.readers.options import ReadOptions

_PRINTED = re.compile(
    r"afgedrukt|afdruk|geprint|print|uitgedraaid|aangemaakt|gegenereerd|gemaakt op|export|opgevraagd|datum en tijd"
    r"|\b\d{1,2}:\d\d\b"
)
"""A line about the printing of the list: its day is no balansdatum."""
_UNTIL = re.compile(r"\bt/m\b|\btot en met\b|\bt\.m\.")
_MONTH = re.compile(r"\b(20\d\d)\s?[-/]\s?(0?[1-9]|1[0-2])\b(?!\s?[-/]\s?\d)")
_PERIOD = re.compile(r"\bperioden?:?\s*(?:\d{1,2}\s*(?:t/m|tot en met|-)\s*)?(0?[1-9]|1[0-2])\b(?![-/]?\d)")
_YEAR = re.compile(r"\b20\d\d\b")


def balansdatum(sheet: Sheet, columns: Columns, options: ReadOptions) -> date:
    """The day that the lines above the table name, else the end of the year that the user gives. Raises Refused."""
    if columns.dag is not None and not columns.jaar_alleen:
        return columns.dag
    days = {day for text in _above(sheet, columns) if (day := _day(text)) is not None}
    if columns.dag is not None:
        # The heading names the year, and a title the day in it.
        within = {day for day in days if day.year == columns.dag.year} - {columns.dag} or {columns.dag}
        days = within if len(within) == 1 else days
    exact = {day for day in days if (day.month, day.day) != (12, 31)}
    if len(exact) == 1 and {day.year for day in days} == {day.year for day in exact}:
        days = exact  # a bare year beside it says no more
    if len(days) == 1:
        return days.pop()
    if options.jaar is not None:
        return date(options.jaar, 12, 31)
    seen = "noemt geen datum" if not days else "noemt meer dan één datum"
    raise Refused(
        "EWS112", f"de saldibalans {seen}; zet er 'per 30-06-2026' boven, of geef het jaar met --jaar"
    )


def refuse_budget(sheet: Sheet, columns: Columns) -> None:
    """Raise Refused for a list that calls itself a budget."""
    if any(is_budget(plain(text)) for text in _above(sheet, columns)):
        raise Refused("EWS113", "dit is een begroting of prognose; een trede vraagt gerealiseerde cijfers")


def unit(sheet: Sheet, columns: Columns, options: ReadOptions) -> int:
    """Euro per unit: as a line above or a heading states it, else the user, else one. Raises Refused for two units."""
    found = {stated for text in _above(sheet, columns) if (stated := unit_of(text)) is not None}
    if len(found) > 1:
        raise Refused("EWS114", "de saldibalans noemt meer dan één eenheid; laat er een staan")
    return found.pop() if found else options.eenheid or options.mapping.eenheid or 1


def _day(text: str) -> date | None:
    """The day that a line names; of a period its end."""
    words = " ".join(text.casefold().split())
    if _PRINTED.search(words):
        return None
    months = _MONTH.findall(words)
    if months and ("period" in words or _UNTIL.search(words)):
        return _end(int(months[-1][0]), int(months[-1][1]))
    years = set(_YEAR.findall(words))
    if len(years) == 1 and (period := _PERIOD.search(words)):
        return _end(int(years.pop()), int(period[1]))
    return year_in_title(_UNTIL.split(words)[-1]) or year_in_title(words)


def _end(year: int, month: int) -> date:
    """The last day of a month."""
    first = date(year + month // 12, month % 12 + 1, 1)
    return first - timedelta(days=1)


def _above(sheet: Sheet, columns: Columns) -> Iterator[str]:
    """What stands above the table, the headings of the balances, and the name of the sheet."""
    for row in sheet.rijen[: columns.rij]:
        yield from (cell for cell in row if isinstance(cell, str) and cell)
        yield from (f"{cell:%d-%m-%Y}" for cell in row if isinstance(cell, date))
    heads = sheet.rijen[columns.rij]
    for kolom in (columns.saldo, columns.debet, columns.credit):
        if kolom is not None and isinstance(head := heads[kolom], str):
            yield head
    yield sheet.naam.replace("_", " ").replace("-", " ")
