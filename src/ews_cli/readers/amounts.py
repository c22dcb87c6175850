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
_DASHES = "-‐‑‒–—−"
_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")
_CURRENCY = re.compile(r"^(?:€|eur(?:o)?\b)|(?:€|\beur(?:o)?)$", re.IGNORECASE)
_NIL = re.compile(rf"^(?:[{_DASHES}]{{1,3}}|nihil|nil)$", re.IGNORECASE)
_DIGITS = re.compile(r"^\d{1,3}(?:([., '])\d{3})(?:\1\d{3})*(?:([.,])\d+)?$|^\d+(?:([.,])\d+)?$")
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
    if len(text) > _MAX_LENGTH or not any(c.isdigit() for c in text):
        return None
    body = _SPACES.sub(" ", text).strip().rstrip("*").strip()
    body = re.sub(rf"[{_DASHES}]", "-", body)
    body = _CURRENCY.sub("", body).strip()
    body = re.sub(r"[.,]\s?-{1,2}$", "", body)
    body, negative = strip_sign(body)
    body = _CURRENCY.sub("", body).strip()
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

    Without proof a point before three digits groups thousands, as Dutch statements print it. A comma
    before three digits without any proof could be either, so that nothing is decided.
    """
    proven: set[Notation] = set()
    open_marks: set[str] = set()
    for text in texts:
        notation = notation_of(text)
        if notation is not None:
            proven.add(notation)
        elif (found := _body(text)) is not None:
            open_marks.update(c for c in found[0] if c in ".,")
    if len(proven) == 1:
        return proven.pop()
    return None if proven or "," in open_marks else Notation.DUTCH


def parse_amount(text: str, notation: Notation | None) -> Decimal | None:
    """The amount in a text, in the unit as printed; None when it is not certainly one.

    `notation` is what the sheet decided; an amount that contradicts it is not read. A lone dash is nil.
    """
    if _NIL.match(_SPACES.sub("", text)):
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
    comma = "," if used is None else used.value
    thousands = "." if comma == "," else ","
    digits = re.sub(rf"[{re.escape(thousands)} ']", "", body).replace(comma, ".")
    amount = Decimal(digits)
    return None if amount > _MAX_AMOUNT else -amount if negative else amount


def from_number(number: float) -> Decimal | None:
    """A number cell as an exact decimal of at most 15 digits, as spreadsheets show it; None for no amount."""
    if number != number or abs(number) > _MAX_AMOUNT:
        return None
    if number == int(number):
        return Decimal(int(number))
    return Decimal(f"{number:.15g}")


_THOUSAND = r"(?:1[. ]?000(?:,-{1,2}|,00)?|duizend(?:en|tallen)?|k\b|dzd)"
_MILLION = r"(?:1[. ]?000[. ]?000|1 ?(?:miljoen|mln)|miljoen(?:en)?|mln\b|mio\b)"
_EURO = r"(?:€|eur\b|euro(?:'?s)?\b)"
_UNITS = (
    (1_000_000, re.compile(rf"(?:[x*×]|\bin|per)\s*{_EURO}?\s*{_MILLION}|\b{_MILLION}\s*{_EURO}|€\s*mln")),
    (
        1_000,
        re.compile(
            rf"(?:[x*×]|\bin|per)\s*{_EURO}?\s*{_THOUSAND}|\bduizend(?:en)?\s*{_EURO}|€\s*{_THOUSAND}"
        ),
    ),
    (
        1,
        re.compile(
            rf"(?:[x*×]|\bin|\bluiden in)\s*(?:hele\s+)?{_EURO}(?:\s*1\b(?![. ]?000))?|^{_EURO}$|[x*×]\s*€\s*1$"
        ),
    ),
)


@lru_cache(maxsize=4096)
def unit_of(text: str) -> int | None:
    """Euro per unit that a text states (`x € 1.000`, `in duizenden euro's`, `in €`), or None."""
    if len(text) > 200:
        return None
    words = _SPACES.sub(" ", text).strip().casefold().replace("\u2019", "'")
    return next((factor for factor, pattern in _UNITS if pattern.search(words)), None)
