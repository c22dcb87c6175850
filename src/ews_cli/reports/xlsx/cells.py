"""Cells as they stand in the file of a sheet, byte for byte as XlsxWriter writes them; a test holds that.

XlsxWriter looks at each cell again and again for what it must escape, rewrite or mark. A report has millions of cells,
and nearly none has any of these: this takes a third of the time. And it asks for no workbook, so that the cells of a
provider can be made where it is judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from enum import Enum
from functools import cache, lru_cache

from xlsxwriter.xmlwriter import XMLwriter

MAX_CELL = 32_767
"""Characters that a cell can hold."""
MAX_FORMULA = 8_192
"""Characters of a formula; a file with a longer one counts as damaged."""
_ESCAPED = re.compile(r"(_x[0-9A-Fa-f]{4}_)")
_ERRORS = frozenset({"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"})
_NIL, _NO_SUCH_DAY = date(1899, 12, 31), 59
"""The day before that which a spreadsheet numbers 1, and the number after which it counts a 29 February 1900."""


class Empty(Enum):
    """A cell without a value that keeps its format, to be filled in."""

    CELL = "/>"


Value = str | int | float | date | Empty | None
Column = tuple[str, str, str]
"""What the cells of a column share: its letters, its format and its formula or nothing, as they are written.

`{r}` in a formula stands for the number of the row.
"""


def written(columns: Sequence[Column], values: Iterable[Value], number: str) -> str:
    """The cells of the row with this number; where a column has neither value nor formula there is none."""
    made = []
    for (letters, style, formula), value in zip(columns, values, strict=True):
        if formula:
            body = _calculated(formula.replace("{r}", number), value)
        elif value is None or value == "":
            continue
        else:
            body = _plain(value)
        made.append(f'<c r="{letters}{number}"{style}{body}')
    return "".join(made)


def _plain(value: Value) -> str:
    """A value, from behind the place and the format of its cell."""
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, float | int):
        return f"><v>{value:.16G}</v></c>"
    if isinstance(value, date):
        days = (value - _NIL).days
        return f"><v>{days + (days > _NO_SUCH_DAY)}</v></c>"
    return Empty.CELL.value


@lru_cache(maxsize=10_000)
def _text(value: str) -> str:
    if _is_plain(value):
        return f' t="inlineStr"><is><t>{value}</t></is></c>'
    text = XMLwriter._escape_control_characters(literal(value))
    space = ' xml:space="preserve"' if re.search(r"^\s|\s$", text) else ""
    return f' t="inlineStr"><is><t{space}>{marked_up(text)}</t></is></c>'


def _calculated(formula: str, value: Value) -> str:
    """A formula with what it gives."""
    kind = ""
    if value is None:
        value = ""
    elif isinstance(value, str) and value:
        kind = ' t="e"' if value in _ERRORS else ' t="str"'
        value = value if _is_plain(value) else marked_up(shown(value))
    return f"{kind}><f>{formula}</f><v>{value}</v></c>"


def _is_plain(text: str) -> bool:
    """Whether a text is its own XML: no mark, no escape, no character that is not printed, no space at its ends."""
    marked = "<" in text or "&" in text or ">" in text or "_x" in text
    return not marked and text.isprintable() and text == text.strip() and len(text) <= MAX_CELL


def marked_up(text: str) -> str:
    """A text between the tags of a file."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@cache
def fits(formula: str) -> bool:
    """Whether a spreadsheet takes a formula in any row: the number of one has at most seven digits."""
    return len(formula.replace("{r}", 7 * "0")) <= MAX_FORMULA


def shown(text: str) -> str:
    """A text that a formula gives."""
    return _ESCAPED.sub(r"_x005F\1", text)[:MAX_CELL]


def literal(text: str) -> str:
    """A text that the writer takes for nothing else: between `<r>` and `</r>` it would expect marked-up text."""
    cut = text[:MAX_CELL]
    return f"{cut} " if cut.startswith("<r>") and cut.endswith("</r>") else cut
