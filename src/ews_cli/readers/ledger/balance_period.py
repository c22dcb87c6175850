"""A line above a trial balance -> the day and the months that it names."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from ews_cli.readers.amounts import without_unit
from ews_cli.readers.headers import day_of_title, end_of_month, period_of_title, year_in_title
from ews_cli.readers.spans import MONTH, MONTHS

_PRINTED = re.compile(
    r"afgedrukt|afdruk|geprint|print|uitgedraaid|aangemaakt|gegenereerd|gemaakt op|export|opgevraagd|datum en tijd"
    r"|\b\d{1,2}:\d\d\b"
)
"""A line about the printing of the list: its day is no balansdatum."""
_THROUGH = r"(?:t/m|tot en met|t\.m\.|tot)"
_UNTIL = re.compile(rf"(?<!\S){_THROUGH}:?(?!\S)")
_DAY = re.compile(rf"\b(\d{{1,2}})[-/. ]{{1,2}}(\d{{1,2}}|{MONTH})[-/. ]{{1,2}}(20\d\d)\b")
_MONTH = re.compile(r"\b(20\d\d)\s?[-/.]?\s?(0[1-9]|1[0-2]|(?<=\D)[1-9])\b(?!\s?[-/.]\s?\d)")
_PERIOD = re.compile(
    rf"\b(?P<t>{_THROUGH}\s*)?perioden?:?\s*(?P<t2>{_THROUGH}:?\s*)?"
    rf"(?:(?P<a>\d{{1,2}})\s*(?:{_THROUGH}|-)\s*)?(?P<b>0?[1-9]|1[0-2])\b(?![-/]?\d)"
)
_AT_END = re.compile(r"\b(?:per|ultimo|einde?) ")
_OF_A_PART = re.compile(rf"\b(?:week|maand|dag|kwartaal|periode)|(?<!\S){_THROUGH}(?!\S)")
_WEEK = re.compile(r"\bweek(?:nummer)?:? ?\d")
_NO_DAY = re.compile(r"\brgs\D{0,16}\d\.\d|\b\d{8}\b|\bx (?:€ ?|eur(?:o)? ?)?1[. ]?000(?:[. ]?000)?")
"""Digits that say nothing of a day: a version of RGS, a number of the KvK, a unit."""
_YEAR = re.compile(r"\b20\d\d\b")
_BROKEN = re.compile(r"\b(20\d\d)\s?[-/]\s?(?:20)?(\d\d)\b(?!\s?[-/]\s?\d)")


class Told(NamedTuple):
    """What a line says.

    Attributes:
        dag: the day, of a period its last.
        maanden: the months of the period, where the line names its first month.
        maand: the last month, of a period without a year.
        boekjaar: the period is named as the book year.
        gebroken: a book year over two calendar years is named, without its months.
        onduidelijk: a part of a year is named in words that are not known.
    """

    dag: date | None
    maanden: int | None = None
    maand: int | None = None
    boekjaar: bool = False
    gebroken: bool = False
    onduidelijk: bool = False


def is_printed(text: str) -> bool:
    """Whether a text is about the printing of the list, so that what stands behind it is no balansdatum."""
    return _PRINTED.search(text.casefold()) is not None


def told_by(text: str) -> Told | None:
    """What a line says of day and period; None when that is nothing."""
    words = " ".join(text.casefold().split())
    if is_printed(words):
        return None
    if (period := _in_days(words) or _in_months(words) or _in_numbers(words)) is not None:
        return period
    named = period_of_title(without_unit(words))
    if named is not None and named.span is not None:
        at_end = named.span.maanden == 1 and _AT_END.search(words)
        maanden = None if named.span.loopt or at_end else named.span.maanden or 1
        last = named.span.last if named.balansdatum is None else None
        return Told(named.balansdatum, maanden, last)
    if (broken := _BROKEN.search(words)) and int(broken[2]) == int(broken[1]) % 100 + 1:
        return Told(None, gebroken=True)
    dag = year_in_title(_UNTIL.split(words)[-1]) or year_in_title(words)
    if dag is None and _WEEK.search(words):
        return Told(None, onduidelijk=True)
    if dag is None or any(day_of_title(part)[1] for part in (words, *_UNTIL.split(words))):
        return None if dag is None else Told(dag)
    return _of_year(words, dag)


def _of_year(words: str, dag: date) -> Told | None:
    """A line that names a year and no day; with other digits or a part of a year it is not known which day."""
    rest = _NO_DAY.sub(" ", words.replace(str(dag.year), " "))
    if _OF_A_PART.search(rest):
        return Told(None, onduidelijk=True)
    return None if re.search(r"\d", rest) else Told(dag)


def months_before(last: date, maanden: int | None) -> date:
    """The first day of a period of so many months that ends in the month of a day."""
    month = last.year * 12 + last.month - (maanden or 1)
    return date(month // 12, month % 12 + 1, 1)


def _in_days(words: str) -> Told | None:
    """`Van 01-07-2025 t/m 30-06-2026`; a period that begins halfway a month is no whole part of a book year."""
    found = [day for match in _DAY.finditer(words) if (day := _date(*match.groups())) is not None]
    if len(found) != 2 or found[0] >= found[1]:
        return None
    first, last = found
    boekjaar = "boekjaar" in words
    if first.day != 1:
        return Told(last, gebroken=True, boekjaar=boekjaar)
    return Told(last, (last.year - first.year) * 12 + last.month - first.month + 1, boekjaar=boekjaar)


def _date(day: str, month: str, year: str) -> date | None:
    """The date of a day, a month by its number or its name, and a year; None when there is none."""
    try:
        return date(int(year), MONTHS.get(month) or int(month), int(day))
    except ValueError:
        return None


def _in_months(words: str) -> Told | None:
    """`Periode 2026-01 t/m 2026-06`, `t/m periode 2026/06`."""
    months = [(int(year), int(month)) for year, month in _MONTH.findall(words)]
    if not months or not ("period" in words or _UNTIL.search(words)):
        return None
    (year, month), first = months[-1], months[0]
    if len(months) == 1:
        return Told(end_of_month(year, month), None if _UNTIL.search(words) else 1)
    length = (year - first[0]) * 12 + month - first[1] + 1
    return Told(end_of_month(year, month), max(1, length), boekjaar="boekjaar" in words and length == 12)


def _in_numbers(words: str) -> Told | None:
    """`Boekjaar 2026, periode 1 t/m 6`, also without the year."""
    periods, years = list(_PERIOD.finditer(words)), set(_YEAR.findall(words))
    if not periods or len(years) > 1:
        return None
    start, end = periods[0], periods[-1]
    last = int(end["b"])
    runs_on = start["t"] or start["t2"]
    first = int(start["a"] or (1 if runs_on else start["b"]))
    maanden = None if first <= 1 and (runs_on or last > 1 or start["a"]) else max(1, last - first + 1)
    if not years:
        return Told(None, maanden, maand=last)
    return Told(end_of_month(int(years.pop()), last), maanden)
