"""Text -> amount and unit. Strict: what is not certainly an amount is no amount.

Dutch statements print `1.485.858`, `(479.816)`, `1.234-`, `-/- 1.234`, `‒ 1` and `-` for nil.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from enum import Enum
from functools import lru_cache


class Notation(Enum):
    """Which mark separates the decimals: a comma (Dutch) or a point (English)."""

    DUTCH = ","
    ENGLISH = "."


_MAX_LENGTH = 40
_MAX_AMOUNT = Decimal(10) ** 15  # the Dutch economy is 10**12; anything above is no annual account
_MAX_NUMBER = float(_MAX_AMOUNT)
DIGIT = re.compile(r"\d")
_DASHES = "-‐‑‒–—−"
_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")
_CURRENCY = re.compile(r"^(?:€|eur(?:o)?\b)|(?:€|\beur(?:o)?)$", re.IGNORECASE)
_NIL = re.compile(rf"^(?:[{_DASHES}]{{1,3}}|nihil|nil)$", re.IGNORECASE)
_CENTS = re.compile(r"[.,]\s?-{1,2}$")
# Groups of three with one and the same mark, and another mark before the decimals.
_DIGITS = re.compile(r"^(?!0\d)(?:\d{1,3}([., '])\d{3}(?:\1\d{3})*(?:(?!\1)[.,]\d+)?|\d+(?:[.,]\d+)?)$")
_MINUS = "-/-"


def strip_sign(text: str) -> tuple[str, bool]:
    """The text without its minus, in any of the notations, and whether there was one."""
    body = text
    if body.startswith("(") and body.endswith(")"):
        return body[1:-1].strip(), True
    if body.startswith(_MINUS):
        return body[3:].strip(), True
    if body.endswith(_MINUS):
        return body[:-3].strip(), True
    if body.startswith("-"):
        return body[1:].strip(), True
    if body.endswith("-") and not body.endswith((",-", ".-")):
        return body[:-1].strip(), True
    return body.removeprefix("+").strip(), False


@lru_cache(maxsize=8192)
def _body(text: str) -> tuple[str, bool] | None:
    """The digits and marks of an amount without currency, footnote and sign; None when it is none."""
    if len(text) > _MAX_LENGTH or not DIGIT.search(text):
        return None
    body = _SPACES.sub(" ", text).strip().rstrip("*").strip()
    body = re.sub(rf"[{_DASHES}]", "-", body)
    body = _CURRENCY.sub("", body).strip()
    body, negative = strip_sign(_CENTS.sub("", body))
    body = _CENTS.sub("", _CURRENCY.sub("", body).strip())
    if not negative:
        body, negative = strip_sign(body)
    return (body, negative) if _DIGITS.match(body) and body.isascii() else None


def notation_of(text: str) -> Notation | None:
    """The notation that a text proves, or None when it is open (`1.234` may be either)."""
    found = _body(text)
    if found is None:
        return None
    body = found[0]
    marks = [c for c in body if c in ".,"]
    if not marks:
        return None
    if len(set(marks)) == 2:
        return Notation(marks[-1])
    if len(marks) > 1:
        return Notation.DUTCH if marks[0] == "." else Notation.ENGLISH
    head, tail = body.split(marks[0])
    if len(tail) != 3 or len(head) > 3 or head.startswith("0") or " " in head:
        return Notation(marks[0])
    return None


def decide_notation(texts: Iterable[str]) -> Notation | None:
    """The notation of a sheet; None when its amounts contradict each other or prove nothing.

    Without proof a point before three digits groups thousands, as Dutch statements print it, also beside
    a ratio or two with a decimal point. A comma before three digits without any proof could be either, so
    that nothing is decided.
    """
    proven: dict[Notation, int] = {}
    grouped = False
    open_marks: dict[str, int] = {}
    for text in texts:
        notation = notation_of(text)
        found = _body(text)
        if found is None:
            continue
        if notation is None:
            for mark in set(found[0]) & {".", ","}:
                open_marks[mark] = open_marks.get(mark, 0) + 1
        else:
            proven[notation] = proven.get(notation, 0) + 1
            grouped = grouped or (notation is Notation.ENGLISH and "," in found[0])
    points = open_marks.get(".", 0)
    if list(proven) == [Notation.ENGLISH] and not grouped and points > proven[Notation.ENGLISH]:
        return Notation.DUTCH
    if len(proven) == 1:
        return next(iter(proven))
    return None if proven or "," in open_marks else Notation.DUTCH


def parse_amount(text: str, notation: Notation | None) -> Decimal | None:
    """The amount in a text, in the unit as printed; None when it is not certainly one.

    `notation` is what the sheet decided; an amount that contradicts it is not read. A lone dash is nil.
    """
    if _NIL.match(_CURRENCY.sub("", _SPACES.sub("", text[:_MAX_LENGTH]))):
        return Decimal(0)
    found = _body(text)
    if found is None:
        return None
    body, negative = found
    own = notation_of(text)
    if own is not None and notation is not None and own is not notation:
        return None
    used = own or notation
    if used is None and any(c in ".," for c in body):
        return None
    if own is None and used is Notation.ENGLISH and "." in body:
        return None  # three decimals are in no account; a point that groups thousands would be a factor 1,000
    comma = "," if used is None else used.value
    thousands = "." if comma == "," else ","
    digits = re.sub(rf"[{re.escape(thousands)} ']", "", body).replace(comma, ".")
    amount = Decimal(digits)
    return None if amount > _MAX_AMOUNT else -amount if negative else amount


def from_number(number: float) -> Decimal | None:
    """A number cell as an exact decimal of at most 15 digits, as spreadsheets show it; None for no amount."""
    if not -_MAX_NUMBER <= number <= _MAX_NUMBER:  # also what is not a number
        return None
    whole = int(number)
    if number == whole:
        return Decimal(whole)
    return Decimal(f"{number:.15g}")


_EURO = r"(?:€|\beur\b|\beuro(?:'?s)?\b)"
_TIMES = (
    r"(?P<word>duizend(?:en|tallen)?\b|thousands?\b|dzd\b|k(?=\s?€|\b)|[.']?000\b"
    r"|miljoen(?:en)?\b|millions?\b|mln\b|mio\b)"
)
_NUMBER = r"(?P<number>\d(?:[\d.,' ]*\d)?)(?:,-{1,2})?"
_UNITS = tuple(
    re.compile(pattern)
    for pattern in (
        # x € 1.000, in duizenden euro's, in €, x 1 mln
        rf"(?P<intro>[x*×]|\b(?:in|per)\b)\s*(?:hele\s+)?(?P<euro>{_EURO}\s*)?(?:{_NUMBER}\s*)?(?:{_TIMES}\.?\s*(?:of\s+)?)?(?P<euro2>{_EURO})?",
        # mln euro, k€
        rf"(?:\b{_NUMBER}\s*)?\b{_TIMES}\.?\s*{_EURO}",
        # € mln, € 1.000, €'000
        rf"{_EURO}\s*(?:{_NUMBER}\s*)?{_TIMES}",
        rf"{_EURO}\s*{_NUMBER}",
        # € alone, or beside the year of a column
        rf"^\W*(?P<year>(?:19|20)\d\d\W*)?{_EURO}\W*$",
    )
)
_MAY_STATE_UNIT = re.compile(r"[€\d]|eur|duizend|thousand|dzd|milj?oen|million|mln|mio|k\b")
"""What every unit holds at least; most labels have none of it, and then no pattern is tried."""
_ABOUT_AMOUNTS = re.compile(r"\b(?:alle\s+)?(?:bedrag(?:en)?|cijfers)\s*(?:luiden\s*)?$|[\s(]+$")
_A_YEAR = range(1900, 2100)


@lru_cache(maxsize=4096)
def unit_of(text: str) -> int | None:
    """Euro per unit that a text states (`x € 1.000`, `in duizenden euro's`, `in €`), or None.

    A text that is an amount by itself (`€ 1.000`) states none, nor does a unit such as `x € 100`.
    """
    if len(text) > 200 or _body(text) is not None:
        return None
    found = _find_unit(_words(text))
    return None if found is None else found[0]


@lru_cache(maxsize=4096)
def without_unit(text: str) -> str:
    """A text in lower case without the unit that it states: `2020 (bedragen x € 1.000)` is `2020`."""
    words = _words(text)
    found = None if len(text) > 200 else _find_unit(words)
    if found is None:
        return words
    head = words[: found[1]]
    while (shorter := _ABOUT_AMOUNTS.sub("", head)) != head:
        head = shorter
    return f"{head} {words[found[2] :].lstrip(') ')}".strip()


def _words(text: str) -> str:
    return _SPACES.sub(" ", text).strip().casefold().replace("\u2019", "'")


def _find_unit(words: str) -> tuple[int, int, int] | None:
    """The first unit in a text: euro per unit, and where it stands."""
    if not _MAY_STATE_UNIT.search(words):
        return None
    for pattern in _UNITS:
        for match in pattern.finditer(words):
            # Without a euro sign only `x 1.000` at the end of a text is about money: not `in 1.000 uren`.
            last = not re.search(r"\w", words[match.end() :]) and "aantal" not in words
            parts = match.groupdict()
            if (factor := _factor(parts, last)) is not None:
                return factor, match.end("year") if parts.get("year") else match.start(), match.end()
    return None


def _factor(parts: dict[str, str | None], last: bool) -> int | None:
    number, word, intro = parts.get("number"), parts.get("word"), parts.get("intro")
    euro = intro is None or parts.get("euro") or parts.get("euro2")
    if not euro and (not last or intro == "per" or (number is None and word is None)):
        return None
    times = 1 if word is None else 1_000_000 if word.startswith("m") else 1_000
    count = int(re.sub(r"\D", "", re.sub(r"[.,]00$", "", number or "1")))
    if number and count in _A_YEAR and intro == "in":
        return times if euro or word else None
    factor = count * times
    if factor == 1 and not euro:
        return None
    return factor if factor in (1, 1_000, 1_000_000) else None
