"""Rows that have the words of the heading above them, and are but one of the parts below it.

`Eigen vermogen` stands above `Stichtingsvermogen`, `Bestemmingsreserves` and a total; `Kortlopende schulden` above
`Kortlopende schulden en overlopende passiva` and another debt. Such a row is no total of its heading.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ews_cli.readers.labels import NO_SUMS
from ews_cli.readers.lines import Line
from ews_cli.readers.totals import descendants, is_nameless, says_total


def without_components(table: Sequence[Line]) -> list[Line]:
    """The lines of one table, where a row that is a part of its own heading is not that post."""
    lines = list(table)
    for number, line in enumerate(lines):
        if not line.names or not line.is_heading:
            continue
        names = set(line.names) - NO_SUMS
        block = _block(lines, number, names)
        for place, part in enumerate(block):
            own = lines[part]
            if names.isdisjoint(own.names):
                continue
            above, below = ([lines[k] for k in rows] for rows in (block[:place], block[place + 1 :]))
            if not (_adds_up(own, above) and _adds_up(own, below)):
                rest = tuple(name for name in own.names if name not in names)
                lines[part] = own._replace(names=rest)
    return lines


def _block(lines: Sequence[Line], heading: int, names: set[str]) -> list[int]:
    """The rows of figures below a heading that may be its parts, up to its total or the next post."""
    inside = names.union(*(descendants(name) for name in names))
    block = []
    for number in range(heading + 1, len(lines)):
        line = lines[number]
        if line.context.verborgen != lines[heading].context.verborgen:
            continue  # a hidden row is often an older version of the row below it
        other = bool(line.names) and inside.isdisjoint(line.names)
        if other or is_nameless(line) or (line.names and line.is_heading):
            break
        if says_total(line):
            if names & set(line.names):
                break
        elif not line.is_heading:
            block.append(number)
    return block


def _adds_up(line: Line, others: Sequence[Line]) -> bool:
    """Whether a row is the sum of others in every column, but for their rounding; also where there are none."""
    terms = [_amounts(other) for other in others]
    return not others or all(
        abs(amount - sum((term.get(column, Decimal(0)) for term in terms), Decimal(0))) * 2 <= len(others)
        for column, amount in _amounts(line).items()
    )


def _amounts(line: Line) -> dict[int, Decimal]:
    """The amount of a row in each column of details, or in the column of totals beside it."""
    return {f.kolom.index: f.bedrag for f in reversed(line.figures) if f.bedrag is not None}
