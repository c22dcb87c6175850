"""What a title, the name of a sheet or the name of a file says of the period that figures are about.

`Kwartaalrapportage Q2 2026` and `Tussentijdse cijfers per 30 juni 2026` hold for every column below them that
says no more than a year, and so do `Boekjaar` and `Realisatie`: figures under them are not those of a year.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from ews_cli.readers.amounts import without_unit
from ews_cli.readers.cells import is_label
from ews_cli.readers.context import STATEMENTS
from ews_cli.readers.headers import (
    closing_book_year,
    day_before,
    day_of_title,
    heading,
    in_year,
    period_of_title,
)
from ews_cli.readers.heading import Heading, Kind
from ews_cli.readers.heading_rows import HeadingRow
from ews_cli.readers.labels import section_of
from ews_cli.readers.spans import Span

_LONGEST = 120
_REPORT = re.compile(
    r"\btussentijdse? (?:\w+ )?(?:cijfers|balans|resultaten|rapportage|jaarrekening|exploitatie|overzicht|verslag)"
    r"|\b(?:kwartaal|halfjaar|half-jaar|maand|periode)-?(?:cijfers|rapportages?|bericht|verslag|overzicht|rapport"
    r"|resultaten|balans|afsluiting|rekening)\b|\bmanagement ?rapportage\b|\bvoortgangsrapportage\b"
)
_FIGURES = re.compile(r"(?:resultaat|exploitatie|omzet|cijfers|overzicht|baten|opbrengsten)\b")
"""How a title of figures begins, where it names no statement: `Resultaat eerste kwartaal 2026`."""
UNSURE = Span(None, None)
"""A part of a year of which nothing is known."""


@lru_cache(maxsize=4096)
def is_report(text: str) -> bool:
    """Whether a title says that interim figures follow."""
    return len(text) <= _LONGEST and bool(_REPORT.search(without_unit(text)))


@lru_cache(maxsize=4096)
def title_period(text: str) -> Heading | None:
    """The period that a title states, as a heading of the kind `PARTIAL`; None when it states none.

    Without a day it has no `balansdatum`; where nothing says how long it is, no `span`.
    """
    if len(text) > _LONGEST:
        return None
    words = without_unit(text)
    report = bool(_REPORT.search(words))
    found = _as_book_year(period_of_title(words), words)
    if not report and found is None:
        return None
    if found is not None and not report and _of_closing_month(text):
        return None
    about = section_of(text) in STATEMENTS or _FIGURES.match(words) is not None
    if found is not None and (report or about or _is_period(text)):
        return found
    if not report:
        return None
    day, dated = day_of_title(words)
    return Heading(Kind.PARTIAL, day if dated else None, dated=dated)


OWN_LENGTH = re.compile(r"\b(?:verleng|verkort)\w*,? (?:\w+ )?boekjaar")
"""How a book year of more or less than twelve months is called."""
_FIRST = re.compile(r"\beerste,? (?:\w+,? )?boekjaar|oprichting")


def _as_book_year(found: Heading | None, words: str) -> Heading | None:
    """The period of a title as a book year of its own length, where it is one or the words say so."""
    if found is None or found.balansdatum is None or found.span is None or found.span.maanden is None:
        return found
    if (found.maanden or 0) > 12 or (
        not found.span.loopt and (OWN_LENGTH.search(words) or _FIRST.search(words))
    ):
        return closing_book_year(found, found.span, found.balansdatum.year)
    return found


def _is_period(text: str) -> bool:
    found = heading(text)
    return found is not None and found.kind is Kind.PARTIAL


def of_file(stem: str) -> Heading | None:
    """The period that the name of a file states, which only a name of a report does."""
    words = re.sub(r"[_\-]+", " ", stem)
    return title_period(words) if _REPORT.search(words.casefold()) or _is_period(words) else None


def dated_title(texts: Iterable[str], day: date) -> bool:
    """Whether one of some titles names this day, and not only its year."""
    return any(day_of_title(without_unit(text)) == (day, True) for text in texts if is_label(text))


@lru_cache(maxsize=4096)
def of_sheet(naam: str) -> Heading | None:
    """The period that the name of a sheet states."""
    words = re.sub(r"[_]+", " ", naam)
    return title_period(words) or (None if _of_closing_month(words) else period_of_title(without_unit(words)))


def _of_closing_month(text: str) -> bool:
    """Whether a title is of a balance in December: the close of the year, and no month of it."""
    found = period_of_title(without_unit(text))
    return found is not None and found.span == Span(12, 1) and section_of(text) != "resultatenrekening"


@lru_cache(maxsize=4096)
def day_of_balance(title: str) -> date | None:
    """The day that the title of a statement names; None when it names none."""
    day, dated = day_of_title(without_unit(title))
    return day if dated and section_of(title) in STATEMENTS else None


def resolved(heads: HeadingRow, said: Heading | None, year: date | None) -> HeadingRow:
    """Headings with what titles say of them.

    Args:
        heads: a heading row.
        said: the period of the table, as `title_period` gives it.
        year: the year that a title names, for parts of a year that name none.
    """
    if said is None and not any(h.span is not None and h.balansdatum is None for h in heads.cells.values()):
        return heads
    explicit = any(h.kind is Kind.PARTIAL and h.maanden is not None for h in heads.cells.values())
    whole = None if explicit else said
    return heads._replace(cells={k: _resolved(h, said, whole, year) for k, h in heads.cells.items()})


def _resolved(h: Heading, said: Heading | None, whole: Heading | None, year: date | None) -> Heading:
    day = said.balansdatum if said is not None else None
    if h.span is not None and h.span.last is not None and h.balansdatum is None:
        known = day or year
        return h if known is None else in_year(h, h.span, known.year)
    if said is None or h.dated:
        return h
    if h.kind is Kind.PARTIAL and h.maanden is None and day is not None and _year(h) in (None, day.year):
        through = h.span is not None and h.span.loopt
        return replace(h, balansdatum=day, span=Span(day.month, day.month, True) if through else said.span)
    if h.kind is Kind.BUDGET and h.span is None:
        return replace(h, span=UNSURE)
    return _of_whole(h, whole) if whole is not None and h.kind is Kind.ACTUAL else h


def _of_whole(h: Heading, said: Heading) -> Heading:
    """A column that says no more than a year, in a table of which the title states a part of one, or a day."""
    ago = h.offset or 0
    if said.balansdatum is None:
        if said.span is not None and said.span.last is not None and h.balansdatum is not None:
            return in_year(replace(h, kind=Kind.PARTIAL), said.span, h.balansdatum.year)
        return replace(h, kind=Kind.PARTIAL, span=UNSURE, bare=False)
    year = _year(h) or said.balansdatum.year - ago
    if year == said.balansdatum.year:
        return said
    if said.kind is Kind.ACTUAL and said.span is not None:  # of a book year of its own length
        before = day_before(said)
        return replace(said, balansdatum=before, span=None) if before and before.year == year else h
    if said.kind is Kind.ACTUAL:  # the day closes a book year
        return replace(said, balansdatum=_same_day(said.balansdatum, year))
    # Beside half a year, `2025` may be that year or the same half of it.
    return replace(h, kind=Kind.UNCLEAR, bare=False)


def _same_day(day: date, year: int) -> date:
    """The same day in another year; the end of February stays one."""
    return date(year, 3, 1) - timedelta(days=1) if day.month == 2 and day.day > 27 else day.replace(year=year)


def _year(h: Heading) -> int | None:
    return h.balansdatum.year if h.balansdatum is not None else None
