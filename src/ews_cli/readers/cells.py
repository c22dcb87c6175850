"""What a single cell holds: a label, an amount, or neither."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from ews_cli.readers.amounts import Notation, from_number, parse_amount
from ews_cli.readers.grid import Cell

_WORD = re.compile(r"[^\W\d_]{3,}")
_CODE = re.compile(
    r"^(?:[A-Za-z]{1,4}[-. ]?\d+[\w.]*|[BW](?:[A-Z][a-z]{2}){1,5}"
    r"|(?i:nihil|noot \d+|zie .*|toel\w*\.?(?: (?:op )?(?:pag(?:ina|\.)?|blz\.?|nr\.?|nummer))?(?: \d+)?|ref\w*\.?))$"
)
_LONGEST_CODE = 500


def is_label(cell: Cell) -> bool:
    """Whether a cell holds words and not a note number, a code or an amount."""
    return isinstance(cell, str) and cell != "" and _holds_words(cell)


@lru_cache(maxsize=8192)
def _holds_words(text: str) -> bool:
    return bool(_WORD.search(text)) and not (len(text) <= _LONGEST_CODE and _CODE.match(text.strip()))


def at(row: list[Cell], kolom: int) -> Cell:
    """The cell in a column of a row that may be shorter."""
    return row[kolom] if kolom < len(row) else ""


def amount_of(cell: Cell, notation: Notation | None) -> Decimal | None:
    """The amount in a cell, in the unit as printed; None when it holds none."""
    if isinstance(cell, bool):
        return None
    if isinstance(cell, float | int):
        return from_number(cell)
    return parse_amount(cell, notation) if isinstance(cell, str) and cell else None
