"""The text of a fact -> an amount: transformations, scale and sign of inline XBRL.

Source: Inline XBRL 1.1 (XBRL International, 2013) §10 and the Transformation Registries 1 to 5.
"""

from __future__ import annotations

import re
from decimal import Decimal

_PLAIN = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)", re.ASCII)
_SPACES = str.maketrans("", "", " \u00a0\u202f\u2009\t\r\n")
_DOT = frozenset({"numdotdecimal", "numcommadot", "numspacedot", "numdotdecimalapos"})
_COMMA = frozenset({"numcommadecimal", "numdotcomma", "numspacecomma", "numcomma", "numcommadecimalapos"})
_ZERO = frozenset({"fixedzero", "zerodash", "numdash"})
_NOTHING = frozenset({"fixedempty", "nocontent"})
_DASHES = frozenset("-‐‑‒–—−﹘﹣－")
_MOST_DIGITS = 40
_MOST_SCALE = 24
_APOSTROPHES = str.maketrans("", "", "'`´’′＇")


class NoAmount(ValueError):
    """A text that is no amount; the message is the end of a Dutch sentence."""


def amount(text: str, form: str | None = None, scale: str | None = None, sign: str | None = None) -> Decimal:
    """The amount of a fact, in its unit.

    Args:
        text: what stands between the tags.
        form: the `format` of inline XBRL, with or without a prefix; without one the text is a plain number.
        scale: the power of ten by which it is multiplied.
        sign: `-` for the opposite.

    Raises NoAmount for what is no number in that form, and for a form that is not known.
    """
    digits = _digits(text.replace("&nbsp;", " "), (form or "").rpartition(":")[2])
    if not _PLAIN.fullmatch(digits) or len(digits) > _MOST_DIGITS:
        raise NoAmount(f"'{text.strip()[:40]}' is geen getal" + (f" volgens {form}" if form else ""))
    if sign not in (None, "", "-"):
        raise NoAmount(f"teken '{sign[:20]}' bestaat niet")
    value = Decimal(digits).scaleb(_power(scale))
    # No exponent: amounts are shown as they are; and no minus before a zero.
    value = Decimal(f"{value:f}")
    return -value if sign == "-" and value else value


def _power(scale: str | None) -> int:
    try:
        power = int((scale or "0").strip())
    except ValueError:
        power = _MOST_SCALE + 1
    if abs(power) > _MOST_SCALE:
        raise NoAmount(f"schaal '{(scale or '')[:20]}' is onbruikbaar")
    return power


def _digits(text: str, form: str) -> str:
    """The number as XML writes it. The registries write the same form with hyphens or without."""
    kind = form.replace("-", "").lower()
    bare = text.translate(_SPACES)
    if not form:
        return text.strip()
    if kind in _NOTHING:
        raise NoAmount("is leeg")
    if kind == "fixedzero" or (kind in _ZERO and set(bare) <= _DASHES and bare):
        return "0"
    if kind in _DOT | _COMMA and bare.startswith(("+", "-")):
        raise NoAmount(f"'{text.strip()[:40]}' heeft een teken, dat hoort in sign")
    if kind.endswith("apos"):
        bare = bare.translate(_APOSTROPHES)
    if kind in _DOT:
        return bare.replace(",", "")
    if kind in _COMMA:
        return bare.replace(".", "").replace(",", ".")
    raise NoAmount(f"vorm '{form[:40]}' is niet bekend")


def decimals_of(text: str | None) -> int | None:
    """The decimals to which a fact is exact; None for `INF`, and where it does not say."""
    try:
        decimals = int(text) if text else None
    except ValueError:
        return None
    return decimals if decimals is not None and abs(decimals) <= _MOST_SCALE else None


def agree(amounts: list[tuple[Decimal, int | None]]) -> Decimal | None:
    """The most exact of amounts that agree, each with its decimals; None when they do not.

    A rounded amount agrees with a more exact one that it may be the rounding of: a note in euro beside a
    balance in thousands is no contradiction.
    """
    best, exact = max(amounts, key=lambda a: _MOST_SCALE + 1 if a[1] is None else a[1])
    for value, decimals in amounts:
        if value == best:
            continue
        rounded = decimals is not None and (exact is None or decimals < exact)
        if not rounded or abs(value - best) > Decimal(5).scaleb(-(decimals or 0) - 1):
            return None
    return best


def is_true(text: str, form: str | None) -> bool | None:
    """A yes or no, or None."""
    kind = (form or "").rpartition(":")[2].replace("-", "").lower()
    if kind in ("fixedtrue", "booleantrue"):
        return True
    if kind in ("fixedfalse", "booleanfalse"):
        return False
    return {"true": True, "1": True, "false": False, "0": False}.get(text.strip().lower())
