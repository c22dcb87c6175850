"""Provisions that a statement prints among its long-term and its short-term liabilities (IFRS).

`Voorzieningen` then stands there twice, neither time as the whole, and the totals below hold them too.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ews_cli.readers.lines import Line
from ews_cli.readers.totals import is_nameless

LONG, SHORT = "voorzieningen_lang", "voorzieningen_kort"
_PROVISIONS = ("voorzieningen",)
_SECTIONS = {
    "langlopende_schulden": LONG,
    "langlopende_verplichtingen": LONG,
    "kortlopende_schulden": SHORT,
}


def by_term(table: Sequence[Line]) -> list[Line]:
    """The lines of one table, where provisions inside a section of short-term liabilities are those alone.

    The ones inside the long-term section are told apart only beside these: alone they are all that there are.
    """
    lines = list(table)
    term: str | None = None
    found: dict[int, str] = {}
    for number, line in enumerate(lines):
        if not line.names and term is None:
            continue
        sections = {_SECTIONS[name] for name in line.names if name in _SECTIONS}
        if line.names and line.is_heading:
            term = sections.pop() if len(sections) == 1 else None
        elif sections or (is_nameless(line) and not line.is_heading):
            term = None
        elif term is not None and line.names == _PROVISIONS and any(_amounts(line)):
            found[number] = term
    if not found and sum(line.names == _PROVISIONS for line in lines) > 1:
        found = _above_totals(lines)
    explicit = any(SHORT in line.names for line in lines)
    if explicit or SHORT in found.values():
        for number, name in found.items():
            lines[number] = lines[number]._replace(names=(name,))
    return lines


def _above_totals(lines: Sequence[Line]) -> dict[int, str]:
    """The only two rows of provisions of a table, of which each stands above the total of its own term."""
    above: dict[int, str] = {}
    open_rows: list[int] = []
    for number, line in enumerate(lines):
        if line.names == _PROVISIONS and any(_amounts(line)):
            open_rows.append(number)
            continue
        sections = {_SECTIONS[name] for name in line.names if name in _SECTIONS}
        if len(sections) == 1 and not line.is_heading:
            above |= dict.fromkeys(open_rows, sections.pop())
            open_rows = []
    return {} if open_rows or list(above.values()) != [LONG, SHORT] else above


def _amounts(line: Line) -> list[Decimal]:
    return [figure.bedrag for figure in line.figures if figure.bedrag is not None]
