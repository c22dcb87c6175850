"""Words for a part of a year -> its last month and how many months it covers: `Q2`, `t/m juni`, `1e halfjaar`.

Words are as `amounts.without_unit` gives them: lower case, single spaces. What names a period that does not
exist (a fifth quarter) or one without an end (`cumulatief`) is a `Span` that says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

MONTHS = {
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
MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_LONGEST = 200
LONGEST_YEAR = 24
"""Months of the longest book year: a first one may be lengthened to nearly that."""
YEAR = r"(?:199\d|20[0-4]\d)"


class Span(NamedTuple):
    """A part of a year.

    Attributes:
        last: its last month, 1 to 12; None when the words name none.
        maanden: how many months it covers; None when the words do not say, or for a period that does not exist.
        loopt: it runs on from the start of the year, to whatever end.
    """

    last: int | None
    maanden: int | None
    loopt: bool = False

    def through(self) -> Span:
        """The same end, counted from the start of the year."""
        return Span(self.last, self.last, True)


class Found(NamedTuple):
    """A span in a text, the year beside it where it has one, whether it is a full year, and the other words."""

    span: Span
    jaar: int | None
    rest: str
    heel_jaar: bool = False


_ORDINALS = {
    **{f"{n}{end}": n for n in range(1, 10) for end in ("e", "ste", "de")},
    **{"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "laatste": 4},
}
_NUMBERS = {"drie": 3, "vier": 4, "zes": 6, "negen": 9, "twaalf": 12}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_ORDINAL = "|".join(sorted(_ORDINALS, key=len, reverse=True))
_QUARTER = r"(?:kwartaal|kwart\.?|kwt\.?|kw\.?)"
_HALF = r"(?:half-?\s?jaar|jaarhelft|helft|semester)"
_THIRD = r"(?:tertaal|tertiaal)"
_LOOPT = re.compile(
    r"(?<!\w)(?:t/m|t\.m\.|tm|tot en met|tot-en-met|cumulatie(?:f|ve)|cum\.?|ytd|year[- ]to[- ]date"
    r"|jaar tot dan toe|lopend jaar)(?!\w)"
)
_TO = r"\s?(?:t/m|t\.m\.|tm|tot en met|tot|-|/)\s?"
_RANGE = re.compile(
    rf"(?<![\w-])(?:(?P<d1>\d{{1,2}})[ -]?)?(?P<m1>{MONTH})\.?(?:[ -](?P<y1>{YEAR})|[ -]?'?(?P<s1>\d\d)(?!\d))?{_TO}"
    rf"(?:(?P<d2>\d{{1,2}})[ -]?)?(?P<m2>{MONTH})(?![a-z])\.?(?:[ -]?(?P<y2>{YEAR})|[ -]?'?(?P<s2>\d\d)(?!\d))?"
)
_DATES = re.compile(
    rf"(?<![\d-])0?(?P<d1>1)[-/.](?P<m1>\d\d?)(?:[-/.](?P<y1>{YEAR}|\d\d))?\s?(?:t/m|tm|tot en met|tot|-)\s?"
    rf"(?P<d2>\d\d?)[-/.](?P<m2>\d\d?)(?:[-/.](?P<y2>{YEAR}|\d\d))?(?![\d/.-])"
)
_NUMBERED = re.compile(
    rf"(?<![\d/.-])(?P<m1>0?[1-9]|1[0-2])[-/](?P<y1>{YEAR})\s?(?:t/m|tm|tot en met|-)\s?"
    rf"(?P<m2>0?[1-9]|1[0-2])[-/](?P<y2>{YEAR})(?![\d/.-])"
)
"""From one month to another by their numbers: `01-2026 t/m 06-2026`."""
_MONTH_NUMBER = re.compile(
    rf"(?<![\d/.-])(?:(?P<m>0?[1-9]|1[0-2])[-/](?P<y>{YEAR})|(?P<y2>{YEAR})[-/](?P<m2>0[1-9]|1[0-2]))(?![\d/.-])"
)
"""A month by its number: `06-2026`, `2026-06`."""
_MONTH = re.compile(
    rf"(?<![a-z\d])(?<!(?<!\d)\d[ .-])(?<!(?<!\d)\d\d[ .-])(?P<m>{MONTH})(?![a-z])\.?"
    rf"(?:[ -]?'?(?P<s>\d\d)(?!\d)|[-'](?P<y>{YEAR}))?"
)


def _number(words: str) -> int:
    return _ORDINALS.get(words) or _ROMAN.get(words) or _NUMBERS.get(words) or int(words)


def _part(size: int) -> Callable[[int], Span]:
    def span(number: int) -> Span:
        return Span(number * size, size) if 1 <= number * size <= 12 and number else Span(None, None)

    return span


def _first_months(number: int) -> Span:
    if LONGEST_YEAR >= number > 12:  # a lengthened book year, whose end stands elsewhere
        return Span(None, number)
    return Span(number, number, True) if 1 <= number <= 12 else Span(None, None)


def _single_month(number: int) -> Span:
    return Span(number, 1) if 1 <= number <= 12 else Span(None, None)


_PARTS: tuple[tuple[re.Pattern[str], Callable[[int], Span]], ...] = (
    (re.compile(r"(?<![a-z])q\s?(?P<n>\d)(?!\d)"), _part(3)),
    (re.compile(r"(?<![a-z\d])(?P<n>\d)q(?![a-z])"), _part(3)),
    (re.compile(rf"(?<![\w.])(?P<n>{_ORDINAL}|iv|i{{1,3}})\s?{_QUARTER}(?!\w)"), _part(3)),
    (re.compile(rf"(?<!\w){_QUARTER}\s?(?P<n>\d|iv|i{{1,3}})(?!\w)"), _part(3)),
    (re.compile(r"(?<![a-z])h\s?(?P<n>\d)(?!\d)"), _part(6)),
    (re.compile(r"(?<![a-z\d])(?P<n>[1-9])h(?![a-z])"), _part(6)),
    (re.compile(rf"(?<![\w.])(?P<n>{_ORDINAL})\s?{_HALF}(?!\w)"), _part(6)),
    (re.compile(rf"(?<!\w){_HALF}\s?(?P<n>\d|iv|i{{1,3}})(?!\w)"), _part(6)),
    (re.compile(rf"(?<![\w.])(?P<n>{_ORDINAL})\s?{_THIRD}(?!\w)"), _part(4)),
    (re.compile(rf"(?<!\w){_THIRD}\s?(?P<n>\d)(?!\w)"), _part(4)),
    (re.compile(r"(?<!\w)periode\s?(?P<n>\d\d?)(?!\w)"), lambda _: Span(None, None)),
    (re.compile(r"(?<!\w)maand\s?(?P<n>\d\d?)(?!\w)"), _single_month),
    (
        re.compile(
            rf"(?<!\w)(?:eerste )?(?P<n>\d\d?|{'|'.join(_NUMBERS)})\s?(?:maanden|maands|mnd\.?|mnden|m)(?!\w)"
        ),
        _first_months,
    ),
)
_MAY_HOLD = re.compile(
    rf"q\s?\d|\dq|kw|half|helft|semester|tert|periode|h[yj]?\s?\d|p\s?\d|\dh|maand|mnd|\dm|{MONTH}|[01]?\d[-/.]|t/m|tm|tot|cum|ytd|to.date|lopend"
)


def may_name_span(words: str) -> bool:
    """A first look, which costs nearly nothing."""
    return len(words) <= _LONGEST and bool(_MAY_HOLD.search(words))


def range_in(words: str) -> Found | None:
    """The months from a first to a last that words name (`jan t/m jun 2026`); None when they name none."""
    for pattern in (_DATES, _RANGE, _NUMBERED):
        if (match := pattern.search(words)) and (found := _ranged(match, words)) is not None:
            return found
    return None


def runs_on(words: str) -> bool:
    """Whether words say that figures run on from the start of the year (`t/m`, `cumulatief`)."""
    return bool(_LOOPT.search(words))


def part_in(words: str) -> Found | None:
    """The part of a year that words name (`q2 2026`, `t/m juni`); None when they name none.

    A day of a month (`30 juni`) is none.
    """
    through = runs_on(words)
    for pattern, span_of in _PARTS:
        if match := pattern.search(words):
            span = span_of(_number(match["n"]))
            if second := pattern.search(words, match.end()):
                between = words[match.end() : second.start()]
                span = _from_to(span, span_of(_number(second["n"])), between)
                rest = f"{words[: match.start()]} {between} {words[second.end() :]}"
                return Found(span, None, _LOOPT.sub(" ", rest))
            return _found(span, None, words, match, through)
    if match := _MONTH.search(words):
        year = match["y"] or (f"20{match['s']}" if match["s"] else None)
        span = Span(MONTHS[match["m"]], 1)
        return _found(span, int(year) if year else None, words, match, through)
    if match := _MONTH_NUMBER.search(words):
        number, year = int(match["m"] or match["m2"]), int(match["y"] or match["y2"])
        if number != (year + 1) % 100:  # `2011/12` is a book year
            return _found(Span(number, 1), year, words, match, through)
    return Found(Span(None, None, True), None, _LOOPT.sub(" ", words)) if through else None


def _from_to(first: Span, second: Span, between: str) -> Span:
    """`Q1 t/m Q3`; two parts of a year that nothing joins are none."""
    if first.last is None or first.maanden is None or second.last is None or not runs_on(between):
        return Span(None, None)
    months = second.last - first.last + first.maanden
    return Span(second.last, months) if months > first.maanden else Span(None, None)


def _found(span: Span, year: int | None, words: str, match: re.Match[str], through: bool) -> Found:
    rest = _without(words, match)
    return Found(span.through() if through else span, year, _LOOPT.sub(" ", rest))


def _without(words: str, match: re.Match[str]) -> str:
    return f"{words[: match.start()]} {words[match.end() :]}"


def _ranged(match: re.Match[str], words: str) -> Found | None:
    """From the start of one month up to the end of another; None where it starts or ends halfway a month."""
    part = match.groupdict()
    first = MONTHS.get(part["m1"]) or int(part["m1"])
    last = MONTHS.get(part["m2"]) or int(part["m2"])
    if not (1 <= first <= 12 and 1 <= last <= 12):
        return None
    if int(part.get("d1") or 1) != 1 or not _ends_month(part.get("d2"), last):
        return None
    rest = _without(words, match)
    end = _year(part.get("y2") or part.get("s2")) or _year_in(rest)
    begin = _year(part["y1"] or part.get("s1")) or end
    if end is None or begin is None:
        return Found(Span(last, last - first + 1), begin, rest) if last >= first else None
    months = (end - begin) * 12 + last - first + 1
    if not 1 <= months <= LONGEST_YEAR:
        return None
    whole = months == 12 and last == 12
    return Found(Span(last, months), end, re.sub(rf"\b{end}\b", " ", rest), whole)


def _ends_month(day: str | None, month: int) -> bool:
    """Whether a day is the last of a month, in a leap year or another."""
    length = 28 if month == 2 else 30 if month in (4, 6, 9, 11) else 31
    return day is None or int(day) == length or (month == 2 and int(day) == 29)


def _year(digits: str | None) -> int | None:
    return None if not digits else int(digits) + (2000 if len(digits) == 2 else 0)


def _year_in(words: str) -> int | None:
    years = set(re.findall(rf"(?<!\d){YEAR}(?!\d)", words))
    return int(years.pop()) if len(years) == 1 else None
