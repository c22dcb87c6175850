"""Header cells -> which year, and whether its figures are actuals.

A heading is read only when every word in it is understood: `Realisatie 2021` is an actual, `Begroting
2021` is not, and `Overeenkomst 2021` is no heading of a column.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from ews_cli.readers.amounts import DIGIT, Notation, parse_amount, without_unit
from ews_cli.readers.labels import plain
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

FIRST_YEAR, LAST_YEAR = 1990, 2049


class Kind(Enum):
    """What the figures under a heading are."""

    ACTUAL = "werkelijk"
    OPENING = "beginbalans"
    BUDGET = "begroting"
    PARTIAL = "deel van een jaar"
    UNCLEAR = "het hele jaar of dezelfde periode, dat staat er niet"
    OTHER = "iets anders"


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's heading.

    Attributes:
        kind: what the figures are.
        balansdatum: the end of the book year; None where the heading names no year.
        offset: years before the book year of the title, for `Boekjaar` and `Vorig boekjaar`.
        bare: only a number, which could be an amount as well.
        dated: the heading names a day.
        day: month and day without a year, whose year stands in the row above or below.
        span: the part of a year that the heading names; its year may stand in the row above or below, or in
            the title.
        prognose: of a `BUDGET`, that it is a forecast and no budget.
        broken: it names a book year that is no calendar year.
        stand: only a balance counts under it; a result there covers another period than is read.
    """

    kind: Kind
    balansdatum: date | None = None
    offset: int | None = None
    bare: bool = False
    dated: bool = False
    day: tuple[int, int] | None = None
    span: Span | None = None
    prognose: bool = False
    broken: bool = False
    stand: bool = False

    @property
    def maanden(self) -> int | None:
        """The months that a result under it covers, as far as the heading says."""
        return None if self.span is None else self.span.maanden


_DATES = (
    re.compile(rf"\b(?P<d>\d{{1,2}})[-/. ](?P<m>\d{{1,2}})[-/. ](?P<y>{YEAR}|\d{{2}})\b"),
    re.compile(rf"\b(?P<y>{YEAR})-(?P<m>\d{{1,2}})-(?P<d>\d{{1,2}})\b"),
    re.compile(rf"\b(?P<d>\d{{1,2}})[-. ]?(?P<mn>{MONTH})\.?[-. ']*(?P<y>{YEAR}|\d{{2}})\b"),
    re.compile(rf"\b(?P<mn>{MONTH})\.? (?P<d>\d{{1,2}}),? (?P<y>{YEAR})\b"),
)
_DAY = re.compile(
    rf"^(?:(?:per|ultimo|stand) )*(?P<d>\d{{1,2}})[- ](?P<m>{MONTH})$|^(?P<n>31[-/]12|30[-/]0?6|0?1[-/]0?1)$"
)
_BROKEN = re.compile(rf"\b(?P<a>{YEAR})\s*[/-]\s*(?P<b>{YEAR}|\d{{2}})\b")
_PLAIN_YEAR = re.compile(rf"\b({YEAR})\b")
_SHORT_YEAR = re.compile(r"^\s*['-]?\s*(2\d)\s*$|'(?=2\d)")
_BARE_YEAR = re.compile(rf"(?:€ ?)?({YEAR}) ?\*?")
_IV3_BUDGET = re.compile(r"^20\d\dx000$")

_BUDGET = {
    "begroting", "begroot", "begrote", "raming", "geraamd", "prognose", "geprognosticeerd", "mjb", "meerjaren",
    "meerjarenbegroting", "budget", "forecast", "verwacht", "verwachting", "plan", "b", "[b]", "(b)", "primitief",
    "primitieve", "wijziging", "bijgesteld", "bijgestelde", "gewijzigde", "na", "planning", "fc", "bgt", "verwachte",
    "begr", "begr.", "prog.", "progn", "progn.", "verw.",
}  # fmt: skip
_FORECAST = {
    "prognose", "geprognosticeerd", "prog.", "progn", "progn.", "forecast", "fc", "verwacht", "verwachte",
    "verwachting", "verw.",
}  # fmt: skip
_BUDGET_CERTAIN = _BUDGET - {"b", "na", "wijziging", "plan", "bijgesteld", "bijgestelde"}
_PARTIAL = {
    "t/m", "tm", "kwartaal", "q1", "q2", "q3", "q4", "halfjaar", "ytd", "maand", "tussentijds", "1e", "2e", "3e", "4e",
}  # fmt: skip
_OF_PERIOD = {
    "voorlopig", "ult", "ult.",
    "periode", "cumulatief", "cum", "cum.", "maand", "maanden", "actueel", "actuals", "gerealiseerde", "eindstand",
}  # fmt: skip
"""Words that may stand beside a part of a year."""
_ROLLING = {"voortschrijdend", "voortschrijdende", "ltm", "rolling"}
_OTHER = {
    "mutatie", "mutaties", "verschil", "afwijking", "%", "index", "norm", "bij", "af", "bij/af", "delta", "δ",
    "gemiddeld", "gemiddelde", "percentage", "groei", "proc", "pct", "toename", "afname", "ontwikkeling",
}  # fmt: skip
_OPENING = {"primo", "begin", "beginbalans", "openingsbalans", "beginstand", "aanvang"}
# Not `balans`: "Balans per 31 december 2020" is a title, and a title heads no column.
_CLOSING = {"ultimo", "eind", "einde", "eindbalans", "eindstand", "per", "stand", "saldo"}
_ACTUAL = {
    "realisatie", "gerealiseerd", "rekening", "jaarrekening", "werkelijk", "werkelijke", "jaar", "boekjaar", "actual",
    "over", "cijfers", "uitkomst", "boekj", "boekjr", "totaal", "bedrag", "kalenderjaar", "verslagjaar", "year",
    "vorig", "vorige", "voorgaand", "huidig", "rek", "rek.", "real", "real.", "jr", "jrk", "r",
}  # fmt: skip
_NEUTRAL = {
    "€", "eur", "euro", "*", "herzien", "aangepast", "vergelijkend", "in", "de", "het", "van", "as", "at", "of",
    "restated",
}  # fmt: skip
_BEFORE_ROLE = re.compile(r"^(?:(?:per|ultimo|eind|einde|stand|saldo|realisatie|werkelijk|cijfers) )+")
_ROLES = {
    "boekjaar": Heading(Kind.ACTUAL, offset=0),
    "huidig boekjaar": Heading(Kind.ACTUAL, offset=0),
    "huidig jaar": Heading(Kind.ACTUAL, offset=0),
    "verslagjaar": Heading(Kind.ACTUAL, offset=0),
    "dit jaar": Heading(Kind.ACTUAL, offset=0),
    "vorig boekjaar": Heading(Kind.ACTUAL, offset=1),
    "vorig jaar": Heading(Kind.ACTUAL, offset=1),
    "voorgaand jaar": Heading(Kind.ACTUAL, offset=1),
    "voorgaand boekjaar": Heading(Kind.ACTUAL, offset=1),
}


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


def _from_day(day: date) -> Heading | None:
    if not _is_year(day.year):
        return None
    if (day.month, day.day) == (1, 1):
        return Heading(Kind.OPENING, day - timedelta(days=1), dated=True)
    return Heading(Kind.ACTUAL, day, dated=True)


def _from_cell(day: date) -> Heading | None:
    """A date cell: `jun-26` is stored as the first of that month, and heads the figures of the month."""
    if day.day != 1 or day.month == 1 or not _is_year(day.year):
        return _from_day(day)
    return in_year(Heading(Kind.PARTIAL), Span(day.month, 1), day.year)


@lru_cache(maxsize=4096)
def _from_text(text: str) -> Heading | None:
    if len(text) > 60:
        return None
    words = without_unit(text)
    if parse_amount(text, Notation.DUTCH) is not None:
        # A year is printed without marks: `2.020` and `(2020)` are amounts.
        year = _BARE_YEAR.fullmatch(words)
        return Heading(Kind.ACTUAL, date(int(year[1]), 12, 31), bare=True) if year else None
    if (role := _BEFORE_ROLE.sub("", plain(text))) in _ROLES:
        return _ROLES[role]
    if _IV3_BUDGET.match(words):
        return Heading(Kind.BUDGET, date(int(words[:4]), 12, 31))
    if may_name_span(words) and (period := _of_span(words)) is not None:
        return period
    found, rest = _day_in(words)
    if found is None:
        return _role_only(words)
    tokens = set(re.findall(r"[^\s(),;:]+", rest))
    return _judge(found, tokens)


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
    if tokens & _ROLLING:
        return Heading(Kind.OTHER)
    kind = _judge(Heading(Kind.ACTUAL, date(year or LAST_YEAR, 12, 31)), tokens - _OF_PERIOD - _PARTIAL)
    if kind is None or kind.kind is Kind.OPENING:
        return None
    if found.heel_jaar and kind.kind in (Kind.ACTUAL, Kind.BUDGET):
        return kind
    partial = replace(kind, kind=Kind.PARTIAL if kind.kind is Kind.ACTUAL else kind.kind, balansdatum=None)
    if part.day is not None:
        return replace(partial, balansdatum=part.day, span=found.span)
    return replace(partial, span=found.span) if year is None else in_year(partial, found.span, year)


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
            return _from_day(day), words[: match.start()] + " " + words[match.end() :]
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


def _judge(found: Heading, tokens: set[str]) -> Heading | None:
    """What the words beside a year make of it; None when one of them is not understood."""
    unknown = tokens - _BUDGET - _PARTIAL - _OTHER - _OPENING - _CLOSING - _ACTUAL - _NEUTRAL
    if unknown or found.balansdatum is None:
        return None
    if tokens & _OTHER:
        return replace(found, kind=Kind.OTHER)
    if tokens & _BUDGET:
        return replace(found, kind=Kind.BUDGET, prognose=bool(tokens & _FORECAST))
    if tokens & _PARTIAL:
        return replace(found, kind=Kind.PARTIAL)
    if tokens & _OPENING and found.kind is Kind.ACTUAL:
        # "primo 2016" is the close of 2015; a full date that says primo is that day's opening balance.
        end = (
            found.balansdatum - timedelta(days=1) if found.dated else date(found.balansdatum.year - 1, 12, 31)
        )
        return Heading(Kind.OPENING, end, dated=found.dated)
    return found


def _role_only(words: str) -> Heading | None:
    """A heading without a year, to be joined with the row above or below it."""
    if match := _DAY.match(words):
        day, month = re.split("[-/]", match["n"]) if match["n"] else (match["d"], MONTHS[match["m"]])
        return Heading(Kind.ACTUAL, day=(int(month), int(day)))
    tokens = set(re.findall(r"[^\s(),;:]+", words))
    if not tokens or len(tokens) > 4:
        return None
    if tokens <= _OTHER:
        return Heading(Kind.OTHER)
    if tokens & _BUDGET_CERTAIN and tokens <= _BUDGET | _NEUTRAL:
        return Heading(Kind.BUDGET, prognose=bool(tokens & _FORECAST))
    if tokens <= _OPENING:
        return Heading(Kind.OPENING)
    if tokens <= _CLOSING | _ACTUAL:
        return Heading(Kind.ACTUAL)
    return Heading(Kind.PARTIAL) if tokens & _PARTIAL else None


def join(year: Heading, role: Heading) -> Heading:
    """A year in one row and its role in the row above or below (`primo` / `2016`, `30 juni` / `2016`)."""
    if role.day is not None and year.balansdatum is not None:
        return _on_day(year, *role.day)
    if role.span is not None and year.balansdatum is not None:
        return _in_span(year, role, role.span)
    if role.kind is Kind.ACTUAL or year.balansdatum is None:
        return replace(year, bare=False)
    if role.kind is Kind.OPENING:
        if year.span is not None:
            return replace(year, kind=Kind.OTHER)
        return Heading(Kind.OPENING, date(year.balansdatum.year - 1, 12, 31))
    return replace(year, kind=role.kind, bare=False, prognose=role.prognose)


def _in_span(year: Heading, role: Heading, span: Span) -> Heading:
    """A year above or below a part of it: `2026` / `Q2`, `Q2 2026` / `cumulatief`."""
    kind = next((h.kind for h in (role, year) if h.kind not in (Kind.ACTUAL, Kind.PARTIAL)), Kind.PARTIAL)
    prognose = year.prognose or role.prognose
    if year.balansdatum is None or year.dated:
        return replace(year, kind=Kind.OTHER)
    if year.span is None:
        return in_year(replace(role, kind=kind, prognose=prognose), span, year.balansdatum.year)
    if span.loopt and span.last in (None, year.span.last):
        return replace(year, kind=kind, span=year.span.through(), prognose=prognose)
    return year if span == year.span else replace(year, kind=Kind.OTHER)


def both(above: Heading, below: Heading) -> Heading:
    """Two headings with a year each, one above the other: what is less than a plain year counts."""
    plain_year = [h for h in (above, below) if h.kind is Kind.ACTUAL and not h.dated]
    if not plain_year:
        parts = [h for h in (above, below) if h.kind is not Kind.ACTUAL]
        return parts[0] if len(parts) == 1 and above.balansdatum == below.balansdatum else below
    other = below if plain_year[0] is above else above
    same = above.balansdatum and below.balansdatum and above.balansdatum.year == below.balansdatum.year
    return other if same or other.kind is Kind.ACTUAL else replace(other, kind=Kind.OTHER)


def _on_day(year: Heading, month: int, day: int) -> Heading:
    try:
        found = _from_day(date(year.balansdatum.year, month, day)) if year.balansdatum else None
    except ValueError:
        found = None
    if found is None:
        return Heading(Kind.OTHER)
    return (
        found
        if year.kind is Kind.ACTUAL
        else replace(year, balansdatum=found.balansdatum, dated=True, bare=False)
    )


@lru_cache(maxsize=4096)
def year_in_title(text: str) -> date | None:
    """The balansdatum that a title names (`Balans per 31 december 2021`, `over 2021`); None when none or two.

    Of a period (`1 juli 2022 t/m 31 december 2023`) it is the last day.
    """
    found, rest = _day_in(" ".join(text.split()).casefold())
    while found is not None and found.dated:
        further, rest = _day_in(rest)
        if further is None or not further.dated:
            break
        found = max(found, further, key=lambda one: one.balansdatum or date.min)
    return None if found is None or found.kind is not Kind.ACTUAL else found.balansdatum
