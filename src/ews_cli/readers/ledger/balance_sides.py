"""Debit or credit as a trial balance writes it: in a column of its own, or behind the amount."""

from __future__ import annotations

import re

_SIDES = {
    **dict.fromkeys(("d", "debet", "debit", "db", "dt", "deb"), 1),
    **dict.fromkeys(("c", "credit", "cr", "ct", "cred"), -1),
}
_WITH_SIDE = re.compile(r"(.*\d\S*?)\s*([dc][a-z]{0,5})\.?", re.IGNORECASE)


def side_of(text: str) -> int | None:
    """1 for debit, -1 for credit; None for what says neither."""
    return _SIDES.get(text.strip().rstrip(".").casefold())


def without_side(text: str) -> tuple[str, int | None]:
    """An amount as text without the letter of its side behind it (`1.234,50 C`), and that side."""
    found = _WITH_SIDE.fullmatch(text.strip())
    side = side_of(found[2]) if found else None
    return (found[1], side) if found and side is not None else (text, None)
