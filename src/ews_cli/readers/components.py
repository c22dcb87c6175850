"""Rows that have the words of the heading above them, and are but one of the parts below it.

`Eigen vermogen` stands above `Stichtingsvermogen`, `Bestemmingsreserves` and a total; `Kortlopende schulden` above
`Kortlopende schulden en overlopende passiva` and another debt. Such a row is no total of its heading.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
    for number in _parts_of_nameless(lines):
        lines[number] = lines[number]._replace(names=())
    return lines


_BLOCKS = frozenset(
    {
        *("eigen_vermogen", "voorzieningen", "langlopende_schulden", "kortlopende_schulden"),
        *("opbrengsten", "bedrijfslasten"),
    }
)


def _parts_of_nameless(lines: Sequence[Line]) -> Iterator[int]:
    """Rows that have the words of a post and are, with rows that nobody knows, the parts of a total without a name.

    The last total of a table is the balance total, of which every post is a part.
    """
    filled = [number for number, line in enumerate(lines) if not line.is_heading]
    for place, number in enumerate(filled[:-1]):
        if not is_nameless(lines[number]):
            continue
        above = 0
        while above < min(place, _MOST_PARTS) and not is_nameless(lines[filled[place - above - 1]]):
            above += 1
            run = filled[place - above : place]
            named = [n for n in run if lines[n].names]
            if above > 1 and _adds_up(lines[number], [lines[n] for n in run]):
                part = next((n for n in named if set(lines[n].names) <= _BLOCKS), None)
                if part is not None and not says_total(lines[part]) and _are_parts(lines, named, part):
                    yield part
                break


def _are_parts(lines: Sequence[Line], named: Sequence[int], part: int) -> bool:
    """Whether all other posts of a run stand under the one that a part has the words of: costs beside `Kosten`."""
    inside = {name for post in lines[part].names if post in _OF_THE_RESULT for name in descendants(post)}
    inside.add("crediteuren")
    return all(set(lines[n].names) <= inside for n in named if n != part)


_OF_THE_RESULT = frozenset({"opbrengsten", "bedrijfslasten"})
_MOST_PARTS = 12


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
