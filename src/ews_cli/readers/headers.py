"""Header cells -> which year, and whether its figures are actuals.

A heading is read only when every word in it is understood: `Realisatie 2021` is an actual, `Begroting
2021` is not, and `Overeenkomst 2021` is no heading of a column.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from ews_cli.readers.amounts import DIGIT, Notation, parse_amount, without_unit
from ews_cli.readers.heading import FIRST_YEAR, LAST_YEAR, Heading, Kind
from ews_cli.readers.heading_words import BEFORE_ROLE, OF_PERIOD, PARTIAL, ROLES, ROLLING, judge, role_only
from ews_cli.readers.labels import LONGEST_LABEL, plain
from ews_cli.readers.spans import (
    MONTH,
    MONTHS,
    YEAR,
    Found,
    Span,
    may_name_span,
    part_in,
    range_in,
    runs_on,
)

_DATES = (
    re.compile(rf"\b(?P<d>\d{{1,2}})[-/. ](?P<m>\d{{1,2}})[-/. ](?P<y>{YEAR}|\d{{2}})\b"),
    re.compile(rf"\b(?P<y>{YEAR})-(?P<m>\d{{1,2}})-(?P<d>\d{{1,2}})\b"),
    re.compile(rf"\b(?P<d>\d{{1,2}})[-. ]?(?P<mn>{MONTH})\.?[-. ']*(?P<y>{YEAR}|\d{{2}})\b"),
    re.compile(rf"\b(?P<mn>{MONTH})\.? (?P<d>\d{{1,2}}),? (?P<y>{YEAR})\b"),
)
_BROKEN = re.compile(rf"\b(?P<a>{YEAR})\s*[/-]\s*(?P<b>{YEAR}|\d{{2}})\b")
_PLAIN_YEAR = re.compile(rf"\b({YEAR})\b")
_SHORT_YEAR = re.compile(r"^\s*['-]?\s*(2\d)\s*$|'(?=2\d)")
_BARE_YEAR = re.compile(rf"(?:€ ?)?({YEAR}) ?\*?")
_FISCAL = re.compile(r"^fy ?'?(?:20)?(?P<y>\d{2})\b")
"""`FY23` and `FY2023`: the book year as software in English writes it."""
_MIDNIGHT = re.compile(rf"^({YEAR}-\d{{2}}-\d{{2}})[t ]00:00(?::00(?:\.0+)?)?$")
"""A day as software writes it."""
_FOOTNOTE = re.compile(r"(?<=\d) ?(?:\*{1,3}\)?|(?<= )\(?\d\)|[¹²³])$")
"""The mark of a footnote behind a year or a day: `31-12-2024 2)`, `2024**`."""
_IV3_BUDGET = re.compile(r"^20\d\dx000$")


def heading(value: object) -> Heading | None:
    """The heading that a cell is, or None when it is none.

    `value` is a cell as the grid gives it: text, number, date or empty.
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, float | int):
        if not abs(value) <= LAST_YEAR:
            return None
        year = int(value)
        if value == year and _is_year(year):
            return Heading(Kind.ACTUAL, date(year, 12, 31), bare=True)
        return None
    if isinstance(value, datetime):
        return _from_cell(value.date())
    if isinstance(value, date):
        return _from_cell(value)
    return _from_text(value) if isinstance(value, str) else None


def _is_year(number: int) -> bool:
    return FIRST_YEAR <= number <= LAST_YEAR


def from_day(day: date) -> Heading | None:
    if not _is_year(day.year):
        return None
    if (day.month, day.day) == (1, 1):
        return Heading(Kind.OPENING, day - timedelta(days=1), dated=True)
    return Heading(Kind.ACTUAL, day, dated=True)


def _from_cell(day: date) -> Heading | None:
    """A date cell: `jun-26` is stored as the first of that month, and heads the figures of the month."""
    if day.day != 1 or day.month == 1 or not _is_year(day.year):
        return from_day(day)
    return in_year(Heading(Kind.PARTIAL), Span(day.month, 1), day.year)


@lru_cache(maxsize=4096)
def _from_text(text: str) -> Heading | None:
    if len(text) > 60:
        return None
    words = _MIDNIGHT.sub(r"\1", _FISCAL.sub(r"20\g<y>", _FOOTNOTE.sub("", without_unit(text))))
    if parse_amount(text, Notation.DUTCH) is not None:
        # A year is printed without marks: `2.020` and `(2020)` are amounts.
        year = _BARE_YEAR.fullmatch(words)
        return Heading(Kind.ACTUAL, date(int(year[1]), 12, 31), bare=True) if year else None
    if (role := BEFORE_ROLE.sub("", plain(text))) in ROLES:
        return ROLES[role]
    if _IV3_BUDGET.match(words):
        return Heading(Kind.BUDGET, date(int(words[:4]), 12, 31))
    if may_name_span(words) and (period := _of_span(words)) is not None:
        return period
    found, rest = _day_in(words)
    if found is None:
        return role_only(words)
    tokens = set(re.findall(r"[^\s(),;:]+", rest))
    return judge(found, tokens)


class _Part(NamedTuple):
    """A part of a year in a text: its day where the text names one, else its year, and the other words."""

    found: Found
    day: date | None
    year: int | None
    rest: str


def _part_of_year(words: str) -> _Part | None:
    words = re.sub("[\u2010-\u2015\u2212]", "-", words)
    found = range_in(words)
    day = None
    if found is None:
        whole, rest = _day_in(words)
        day = whole.balansdatum if whole is not None and whole.dated else None
        found = part_in(words) if day is None else _part_to(day, words, rest)
    if found is None:
        return None
    year, rest = (day.year, found.rest) if day else _year_of(found)
    return _Part(found, day, year, rest)


def _of_span(words: str) -> Heading | None:
    """The heading that names a part of a year; None when it names none, or a word beside it is not understood."""
    part = _part_of_year(words)
    if part is None:
        return None
    found, year = part.found, part.year
    tokens = set(re.findall(r"[^\s(),;:|/-][^\s(),;:|]*", part.rest))
    if tokens & ROLLING:
        return Heading(Kind.OTHER)
    kind = judge(Heading(Kind.ACTUAL, date(year or LAST_YEAR, 12, 31)), tokens - OF_PERIOD - PARTIAL)
    if kind is None or kind.kind is Kind.OPENING:
        return None
    if found.heel_jaar and kind.kind in (Kind.ACTUAL, Kind.BUDGET):
        return kind
    if kind.kind is Kind.ACTUAL and year is not None and is_book_year(found.span):
        return closing_book_year(kind, found.span, year)
    if (
        kind.kind is Kind.ACTUAL
        and year is not None
        and found.span.last is None
        and (found.span.maanden or 0) > 12
    ):
        return replace(kind, balansdatum=date(year, 12, 31), span=Span(12, found.span.maanden), broken=True)
    partial = replace(kind, kind=Kind.PARTIAL if kind.kind is Kind.ACTUAL else kind.kind, balansdatum=None)
    if part.day is not None:
        return replace(partial, balansdatum=part.day, span=found.span)
    return replace(partial, span=found.span) if year is None else in_year(partial, found.span, year)


def is_book_year(span: Span) -> bool:
    """Whether a span is of a book year that is no calendar year: twelve months, or more in a lengthened one."""
    return (
        span.last is not None
        and span.maanden is not None
        and not span.loopt
        and (span.maanden > 12 or (span.maanden == 12 and span.last != 12))
    )


def closing_book_year(heading: Heading, span: Span, year: int) -> Heading:
    """A heading of the book year that a span is, which ends in a year."""
    day = end_of_month(year, span.last or 12)
    return replace(heading, kind=Kind.ACTUAL, balansdatum=day, span=span, dated=True, broken=True, bare=False)


def day_before(h: Heading) -> date | None:
    """The last day of the book year before one of a known length."""
    if h.balansdatum is None or h.maanden is None:
        return None
    month = h.balansdatum.year * 12 + h.balansdatum.month - h.maanden
    return date(month // 12, month % 12 + 1, 1) - timedelta(days=1)


def period_of_title(words: str) -> Heading | None:
    """The part of a year that a title names, whatever stands beside it; `words` as `without_unit` gives them."""
    part = _part_of_year(words) if may_name_span(words) else None
    if part is None or part.found.heel_jaar or part.found.span.last is None:
        return None
    span, partial = part.found.span, Heading(Kind.PARTIAL)
    if part.day is not None:
        return replace(partial, balansdatum=part.day, span=span)
    return replace(partial, span=span) if part.year is None else in_year(partial, span, part.year)


def day_of_title(words: str) -> tuple[date | None, bool]:
    """The day or the end of the year that a title names, and whether it is a day; `words` as of `without_unit`."""
    found, _ = _day_in(words)
    return (
        (None, False) if found is None or found.kind is not Kind.ACTUAL else (found.balansdatum, found.dated)
    )


def _part_to(day: date, words: str, rest: str) -> Found | None:
    """The part of a year that ends on a day which the words name: `t/m 30-06-2026`, `Q2 (30-06-2026)`."""
    ends = (day + timedelta(days=1)).day == 1
    if runs_on(words):
        told = part_in(rest)
        return Found(
            Span(day.month, day.month if ends else None, True), None, "" if told is None else told.rest
        )
    part = part_in(rest)
    if part is None:
        return None
    fits = ends and part.span.last == day.month
    return part if fits else part._replace(span=Span(day.month, None))


def _year_of(found: Found) -> tuple[int | None, str]:
    """The year of a part of a year, and the other words."""
    if found.jaar is not None:
        return found.jaar, found.rest
    years = set(_PLAIN_YEAR.findall(found.rest))
    if (found.span.maanden or 0) >= 12 and _BROKEN.search(found.rest):
        whole, rest = _day_in(found.rest)
        return (whole.balansdatum.year, rest) if whole and whole.balansdatum else (None, found.rest)
    if len(years) != 1:
        short = _SHORT_YEAR.search(found.rest)
        return (2000 + int(short[1]), _SHORT_YEAR.sub(" ", found.rest)) if short else (None, found.rest)
    return int(years.pop()), _PLAIN_YEAR.sub(" ", found.rest)


def in_year(heading: Heading, span: Span, year: int) -> Heading:
    """A heading of a part of a year, in a year; without an end it stands at the end of that year."""
    return replace(heading, balansdatum=end_of_month(year, span.last or 12), span=span, bare=False)


def end_of_month(year: int, month: int) -> date:
    """The last day of a month, 1 to 12."""
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _day_in(words: str) -> tuple[Heading | None, str]:
    """The day or year in a text, and the rest of the text."""
    if not DIGIT.search(words):
        return None, words
    for pattern in _DATES:
        if match := pattern.search(words):
            parts = match.groupdict()
            month = MONTHS[parts["mn"]] if parts.get("mn") else int(parts["m"])
            year = int(parts["y"]) + (2000 if len(parts["y"]) == 2 else 0)
            try:
                day = date(year, month, int(parts["d"]))
            except ValueError:
                return None, words
            if (
                len(parts["y"]) == 2
                and "." in match[0]
                and (day + timedelta(days=1)).day != 1
                and "mn" not in parts
            ):
                return None, words  # `5.1.12` is the number of a note
            return from_day(day), words[: match.start()] + " " + words[match.end() :]
    if match := _BROKEN.search(words):
        first, second = int(match["a"]), int(match["b"]) + (2000 if len(match["b"]) == 2 else 0)
        if second == first + 1 and _is_year(second):
            return Heading(Kind.ACTUAL, date(second, 12, 31), broken=True), words[
                : match.start()
            ] + " " + words[match.end() :]
        return None, words
    years = _PLAIN_YEAR.findall(words)
    if len(set(years)) != 1:
        return None, words
    return Heading(Kind.ACTUAL, date(int(years[0]), 12, 31)), _PLAIN_YEAR.sub(" ", words)


@lru_cache(maxsize=4096)
def year_in_title(text: str) -> date | None:
    """The balansdatum that a title names (`Balans per 31 december 2021`, `over 2021`); None when none or two.

    Of a period (`1 juli 2022 t/m 31 december 2023`) it is the last day. A text longer than a label is no title.
    """
    if len(text) > LONGEST_LABEL:
        return None
    found, rest = _day_in(" ".join(text.split()).casefold())
    while found is not None and found.dated:
        further, rest = _day_in(rest)
        if further is None or not further.dated:
            break
        found = max(found, further, key=lambda one: one.balansdatum or date.min)
    return None if found is None or found.kind is not Kind.ACTUAL else found.balansdatum
