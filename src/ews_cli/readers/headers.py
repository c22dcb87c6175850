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

from ews_cli.readers.amounts import DIGIT, Notation, parse_amount, without_unit
from ews_cli.readers.labels import plain

FIRST_YEAR, LAST_YEAR = 1990, 2049


class Kind(Enum):
    """What the figures under a heading are."""

    ACTUAL = "werkelijk"
    OPENING = "beginbalans"
    BUDGET = "begroting"
    PARTIAL = "deel van een jaar"
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
    """

    kind: Kind
    balansdatum: date | None = None
    offset: int | None = None
    bare: bool = False
    dated: bool = False
    day: tuple[int, int] | None = None


_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("jan", "januari", "january"),
            ("feb", "februari", "february"),
            ("mrt", "maart", "maa", "mar", "march"),
            ("apr", "april"),
            ("mei", "may"),
            ("jun", "juni", "june"),
            ("jul", "juli", "july"),
            ("aug", "augustus", "august"),
            ("sep", "sept", "september"),
            ("okt", "oktober", "oct", "october"),
            ("nov", "november"),
            ("dec", "december"),
        ),
        start=1,
    )
    for name in names
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_YEAR = r"(?:199\d|20[0-4]\d)"
_DATES = (
    re.compile(rf"\b(?P<d>\d{{1,2}})[-/. ](?P<m>\d{{1,2}})[-/. ](?P<y>{_YEAR}|\d{{2}})\b"),
    re.compile(rf"\b(?P<y>{_YEAR})-(?P<m>\d{{1,2}})-(?P<d>\d{{1,2}})\b"),
    re.compile(rf"\b(?P<d>\d{{1,2}})[-. ]?(?P<mn>{_MONTH})\.?[-. ']*(?P<y>{_YEAR}|\d{{2}})\b"),
    re.compile(rf"\b(?P<mn>{_MONTH})\.? (?P<d>\d{{1,2}}),? (?P<y>{_YEAR})\b"),
)
_DAY = re.compile(
    rf"^(?:(?:per|ultimo|stand) )*(?P<d>\d{{1,2}})[- ](?P<m>{_MONTH})$|^(?P<n>31[-/]12|30[-/]0?6|0?1[-/]0?1)$"
)
_BROKEN = re.compile(rf"\b(?P<a>{_YEAR})\s*[/-]\s*(?P<b>{_YEAR}|\d{{2}})\b")
_PLAIN_YEAR = re.compile(rf"\b({_YEAR})\b")
_BARE_YEAR = re.compile(rf"(?:€ ?)?({_YEAR}) ?\*?")
_IV3_BUDGET = re.compile(r"^20\d\dx000$")

_BUDGET = {
    "begroting", "begroot", "begrote", "raming", "geraamd", "prognose", "geprognosticeerd", "mjb", "meerjaren",
    "meerjarenbegroting", "budget", "forecast", "verwacht", "verwachting", "plan", "b", "[b]", "(b)", "primitief",
    "primitieve", "wijziging", "bijgesteld", "bijgestelde", "gewijzigde", "na", "planning",
}  # fmt: skip
_BUDGET_CERTAIN = _BUDGET - {"b", "na", "wijziging", "plan", "bijgesteld", "bijgestelde"}
_PARTIAL = {
    "t/m", "tm", "kwartaal", "q1", "q2", "q3", "q4", "halfjaar", "ytd", "maand", "tussentijds", "1e", "2e", "3e", "4e",
}  # fmt: skip
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
        return _from_day(value.date())
    if isinstance(value, date):
        return _from_day(value)
    return _from_text(value) if isinstance(value, str) else None


def _is_year(number: int) -> bool:
    return FIRST_YEAR <= number <= LAST_YEAR


def _from_day(day: date) -> Heading | None:
    if not _is_year(day.year):
        return None
    if (day.month, day.day) == (1, 1):
        return Heading(Kind.OPENING, day - timedelta(days=1), dated=True)
    return Heading(Kind.ACTUAL, day, dated=True)


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
    found, rest = _day_in(words)
    if found is None:
        return _role_only(words)
    tokens = set(re.findall(r"[^\s(),;:]+", rest))
    return _judge(found, tokens)


def _day_in(words: str) -> tuple[Heading | None, str]:
    """The day or year in a text, and the rest of the text."""
    if not DIGIT.search(words):
        return None, words
    for pattern in _DATES:
        if match := pattern.search(words):
            parts = match.groupdict()
            month = _MONTHS[parts["mn"]] if parts.get("mn") else int(parts["m"])
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
            return Heading(Kind.ACTUAL, date(second, 12, 31)), words[: match.start()] + " " + words[
                match.end() :
            ]
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
        return replace(found, kind=Kind.BUDGET)
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
        day, month = re.split("[-/]", match["n"]) if match["n"] else (match["d"], _MONTHS[match["m"]])
        return Heading(Kind.ACTUAL, day=(int(month), int(day)))
    tokens = set(re.findall(r"[^\s(),;:]+", words))
    if not tokens or len(tokens) > 4:
        return None
    if tokens <= _OTHER:
        return Heading(Kind.OTHER)
    if tokens & _BUDGET_CERTAIN and tokens <= _BUDGET | _NEUTRAL:
        return Heading(Kind.BUDGET)
    if tokens <= _OPENING:
        return Heading(Kind.OPENING)
    if tokens <= _CLOSING | _ACTUAL:
        return Heading(Kind.ACTUAL)
    return Heading(Kind.PARTIAL) if tokens & _PARTIAL else None


def join(year: Heading, role: Heading) -> Heading:
    """A year in one row and its role in the row above or below (`primo` / `2016`, `30 juni` / `2016`)."""
    if role.day is not None and year.balansdatum is not None:
        return _on_day(year, *role.day)
    if role.kind is Kind.ACTUAL or year.balansdatum is None:
        return replace(year, bare=False)
    if role.kind is Kind.OPENING:
        return Heading(Kind.OPENING, date(year.balansdatum.year - 1, 12, 31))
    return replace(year, kind=role.kind, bare=False)


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
    """The balansdatum that a title names (`Balans per 31 december 2021`, `over 2021`); None when none or two."""
    found, _ = _day_in(" ".join(text.split()).casefold())
    return None if found is None or found.kind is not Kind.ACTUAL else found.balansdatum
