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
    """

    kind: Kind
    balansdatum: date | None = None
    offset: int | None = None
    bare: bool = False
    dated: bool = False


_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("jan", "januari", "january"),
            ("feb", "februari", "february"),
            ("mrt", "maart", "mar", "march"),
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
_YEAR = r"(?:19[89]\d|20[0-4]\d)"
_DATES = (
    re.compile(rf"\b(?P<d>\d{{1,2}})[-/. ](?P<m>\d{{1,2}})[-/. ](?P<y>{_YEAR}|\d{{2}})\b"),
    re.compile(rf"\b(?P<y>{_YEAR})-(?P<m>\d{{1,2}})-(?P<d>\d{{1,2}})\b"),
    re.compile(rf"\b(?P<d>\d{{1,2}})[-. ]?(?P<mn>{_MONTH})\.?[-. ']*(?P<y>{_YEAR}|\d{{2}})\b"),
    re.compile(rf"\b(?P<mn>{_MONTH})\.? (?P<d>\d{{1,2}}),? (?P<y>{_YEAR})\b"),
)
_BROKEN = re.compile(rf"\b(?P<a>{_YEAR})\s*[/-]\s*(?P<b>{_YEAR}|\d{{2}})\b")
_PLAIN_YEAR = re.compile(rf"\b({_YEAR})\b")
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
}  # fmt: skip
_NEUTRAL = {"€", "eur", "euro", "*", "herzien", "aangepast", "vergelijkend", "in", "de", "het", "van"}
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
        year = int(value)
        if value == year and FIRST_YEAR <= year <= LAST_YEAR:
            return Heading(Kind.ACTUAL, date(year, 12, 31), bare=True)
        return None
    if isinstance(value, datetime):
        return _from_day(value.date(), opening=False)
    if isinstance(value, date):
        return _from_day(value, opening=False)
    return _from_text(value) if isinstance(value, str) else None


def _from_day(day: date, opening: bool) -> Heading | None:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        return None
    if opening or (day.month, day.day) == (1, 1):
        return Heading(Kind.OPENING, day - timedelta(days=1), dated=True)
    return Heading(Kind.ACTUAL, day, dated=True)


@lru_cache(maxsize=4096)
def _from_text(text: str) -> Heading | None:
    if len(text) > 60:
        return None
    words = " ".join(text.split()).casefold().strip()
    if _PLAIN_YEAR.fullmatch(words):
        return Heading(Kind.ACTUAL, date(int(words), 12, 31), bare=True)
    if plain(text) in _ROLES:
        return _ROLES[plain(text)]
    if _IV3_BUDGET.match(words):
        return Heading(Kind.BUDGET, date(int(words[:4]), 12, 31))
    found, rest = _day_in(words)
    if found is None:
        return _role_only(words)
    tokens = set(re.findall(r"[^\s(),;:]+", rest))
    return _judge(found, tokens)


def _day_in(words: str) -> tuple[Heading | None, str]:
    """The day or year in a text, and the rest of the text."""
    for pattern in _DATES:
        if match := pattern.search(words):
            parts = match.groupdict()
            month = _MONTHS[parts["mn"]] if parts.get("mn") else int(parts["m"])
            year = int(parts["y"]) + (2000 if len(parts["y"]) == 2 else 0)
            try:
                day = date(year, month, int(parts["d"]))
            except ValueError:
                return None, words
            return _from_day(day, opening=False), words[: match.start()] + " " + words[match.end() :]
    if match := _BROKEN.search(words):
        first, second = int(match["a"]), int(match["b"]) + (2000 if len(match["b"]) == 2 else 0)
        if second == first + 1:
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
    """A year in one row and its role in the row above or below (`primo` / `2016`)."""
    if role.kind is Kind.ACTUAL or year.balansdatum is None:
        return replace(year, bare=False)
    if role.kind is Kind.OPENING:
        return Heading(Kind.OPENING, date(year.balansdatum.year - 1, 12, 31))
    return replace(year, kind=role.kind, bare=False)


def year_in_title(text: str) -> date | None:
    """The balansdatum that a title names (`Balans per 31 december 2021`, `over 2021`); None when none or two."""
    found, _ = _day_in(" ".join(text.split()).casefold())
    return None if found is None or found.kind is not Kind.ACTUAL else found.balansdatum
