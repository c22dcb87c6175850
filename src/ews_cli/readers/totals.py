"""Totals without a label: recovered by the sums of the rows above, and only where a sum holds.

Most Dutch balances print `Eigen vermogen` as a heading and its total in a row without a label, or in an
outer column. The rows are parsed as an accountant adds them up: a row without a label closes the rows
above it when it is their sum in every year, and then carries the name of the heading above those rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from itertools import takewhile
from math import prod
from typing import NamedTuple

from ews_cli.readers.labels import plain
from ews_cli.readers.lines import NAMELESS, Figure, Line

Amounts = dict[int, Decimal]
"""Column -> amount: two columns may be the same year, as `ultimo 2015` and `primo 2016` are."""

_INSIDE = {
    "totaal_activa": "vaste_activa vlottende_activa overlopende_activa oprichtingskosten",
    "vaste_activa": "immateriele_vaste_activa materiele_vaste_activa financiele_vaste_activa",
    "vlottende_activa": "voorraden onderhanden_werk vorderingen effecten liquide_middelen overlopende_activa",
    "vorderingen": "overlopende_activa onderhanden_werk belastingen",
    "totaal_passiva": "groepsvermogen eigen_vermogen aandeel_derden voorzieningen egalisatierekening "
    "achtergestelde_leningen langlopende_schulden langlopende_verplichtingen kortlopende_schulden overlopende_passiva "
    "crediteuren",
    "groepsvermogen": "eigen_vermogen aandeel_derden bestemmingsfondsen totaal_reserves",
    "eigen_vermogen": "bestemmingsfondsen totaal_reserves resultaat egalisatierekening",
    "langlopende_schulden": "achtergestelde_leningen voorzieningen_lang",
    "langlopende_verplichtingen": "langlopende_schulden",
    "kortlopende_schulden": "overige_kortlopende_schulden overlopende_passiva liquide_middelen onderhanden_werk "
    "crediteuren belastingen voorzieningen_kort",
    "opbrengsten": "netto_omzet overige_opbrengsten jeugdhulpopbrengsten incidentele_baten onderhanden_werk",
    "bedrijfslasten": "personeelskosten personeel_niet_in_loondienst afschrijvingen afschrijvingen_immaterieel "
    "afschrijvingen_materieel incidentele_lasten",
}
"""What may stand under a heading. A total that also holds other posts is not the total of that heading."""

_LAST_OF_ITS_SIDE = frozenset({"kortlopende_schulden", "vlottende_activa"})
"""Posts that close a side of the balance, so that all rows from their heading down to the total are theirs."""

_TOTAL_WORDS = re.compile(r"(?:sub)?tota|som\b")

_BULLET = re.compile(r"[-–•*·]\s")

_SMALL = 50
"""A rounding is at most a fiftieth of a total; in a statement with tiny amounts it could explain anything."""

_NO_CHANCE = 100
"""In how many sums of other amounts of this size one may hold by chance: with tiny amounts more of them do.
A sum of all rows below a heading, to the last unit, needs no more evidence."""


class Total(NamedTuple):
    """A total that was recovered.

    Attributes:
        line: the heading that names it; for the total of a whole table the row that prints it.
        whole: it closes all rows of its table, and no heading names it.
        figures: the cells that print it, or, for a heading with a single part inside a total that holds,
            the cell of that part.
        parts: the figures that it adds up, of all years.
    """

    line: Line
    whole: bool
    figures: tuple[Figure, ...]
    parts: tuple[Figure, ...]


@dataclass(slots=True)
class _Item:
    """An amount not yet part of a total, or a heading that still waits for its total."""

    amounts: Amounts
    figures: tuple[Figure, ...]
    names: tuple[str, ...] = ()
    heading: Line | None = None
    taken: _Item | None = None  # the heading above its parts that gave a total its name
    failed: bool = False  # a total that adds up no rows above it
    loose: bool = False  # such a total without a name
    bullet: str = ""  # its label, where that starts with a bullet: a part of the heading above it

    @property
    def closed(self) -> bool:
        """Whether this is a total that took the heading above its parts."""
        return self.taken is not None


def recover(lines: Iterable[Line]) -> list[Total]:
    """The totals of one table, found from its lines in order.

    Lines with figures in inner and outer columns count as a detail followed by a total.
    """
    stack: list[_Item] = []
    found: list[Total] = []
    last: _Item | None = None
    for line in lines:
        if line.is_heading:
            stack.append(_Item({}, (), line.names, line))
            continue
        inner, outer = _details_and_totals(line)
        total = _is_total(line, stack)
        for figures, closes in ((inner, total), (outer, total or bool(inner))):
            if figures:
                bullet = line.label if _BULLET.match(line.label) else ""
                item = _Item(_amounts(figures), figures, line.names, bullet=bullet)
                closed = _close(stack, item, line) if closes else None
                if closed is None:
                    item.failed, item.loose = total, total and is_nameless(line)
                    _reopen(stack, item, found)
                    stack.append(item)
                else:
                    found.extend(closed)
                    last = item
    # The total of a whole table is its last figure, and nothing is left beside it.
    whole = [item for item in stack if item.heading is None] == [last]
    return [total for total in found if _closes_enough(total, last if whole else None)]


_SIDES = frozenset({"totaal_activa", "totaal_passiva"})


def _closes_enough(total: Total, whole: _Item | None) -> bool:
    """Whether a total closes its whole table, where it must: a subtotal below `ACTIVA` is not all of the activa."""
    if total.whole:
        return whole is not None
    return not _SIDES & set(total.line.names) or (whole is not None and total.figures is whole.figures)


def _details_and_totals(line: Line) -> tuple[tuple[Figure, ...], tuple[Figure, ...]]:
    """The figures of a row in the columns of details and in those of totals.

    A column without one of totals beside it (an opening balance) prints both: it goes with the others of the row.
    """
    amounts = [f for f in line.figures if f.bedrag is not None]
    outer = [f for f in amounts if f.outer]
    both = [f for f in amounts if not f.kolom.outer]
    inner = [f for f in amounts if not f.outer and f.kolom.outer]
    return tuple(inner + both if inner or not outer else ()), tuple(outer + both if outer else ())


def _reopen(stack: list[_Item], item: _Item, found: list[Total]) -> None:
    """Give a heading back that took a subtotal, when one more of its posts follows: cash below the receivables."""
    top = stack[-1] if stack else None
    if top is None or top.taken is None or not set(item.names) & _inside(top.taken):
        return
    found[:] = [total for total in found if total.figures is not top.figures]
    stack[-1:] = [top.taken, _Item(top.amounts, top.figures)]


def _inside(heading: _Item) -> set[str]:
    return {name for parent in heading.names for name in descendants(parent)}


def _is_total(line: Line, stack: list[_Item]) -> bool:
    """Whether a row adds up rows above it: a row without a name, one that says so, or one named as a heading is."""
    names = set(line.names)
    return (
        is_nameless(line)
        or says_total(line)
        or any(item.heading is not None and names & set(item.names) for item in stack)
    )


def _amounts(figures: tuple[Figure, ...]) -> Amounts:
    return {f.kolom.index: f.bedrag for f in figures if f.bedrag is not None}


def _close(stack: list[_Item], total: _Item, line: Line) -> list[Total] | None:
    """Close the items on top of the stack that add up to a total; None when no run of them does."""
    if not any(total.amounts.values()):
        return None
    sums: Amounts = dict.fromkeys(total.amounts, Decimal(0))
    terms = 0
    near: list[int] = []
    doubtful = False  # a row without a name that adds up nothing may be a total of rows of the same run
    for position in range(len(stack) - 1, -1, -1):
        item = stack[position]
        if item.heading is not None:
            continue
        for column in sums:
            sums[column] += item.amounts.get(column, Decimal(0))
        terms += 1
        doubtful = doubtful or item.loose
        if terms == 1 and not is_nameless(line):
            continue
        missed = max(abs(sums[column] - amount) for column, amount in total.amounts.items())
        block = position == 0 or stack[position - 1].heading is not None
        if missed == 0 and ((block and not doubtful) or _tells(total.amounts, 1)):
            return _reduce(stack, position, total, line)
        # Rows are rounded each by itself: half a unit a row.
        rounded = missed <= Decimal(terms) / 2 and missed * _SMALL <= max(map(abs, total.amounts.values()))
        if rounded and not doubtful and _tells(total.amounts, terms + 1):
            near.append(position)
    # A sum that holds but for rounding counts only when no other run of rows holds as well.
    return _reduce(stack, near[0], total, line) if len(near) == 1 else None


def _tells(amounts: Amounts, width: int) -> bool:
    """Whether a sum that holds in these columns tells something, when `width` other amounts each would hold too.

    Columns with the same amount, of a provider at rest, tell the same.
    """
    return prod(max(Decimal(1), amount / width) for amount in {*map(abs, amounts.values())}) >= _NO_CHANCE


def _reduce(stack: list[_Item], position: int, total: _Item, line: Line) -> list[Total]:
    """Replace a run of items, and the heading above it where that names it, by their total."""
    while (
        position > 0 and stack[position - 1].heading and not _may_hold(stack[position - 1], stack[position:])
    ):
        position -= 1
    parts = tuple(f for item in stack[position:] for f in item.figures)
    above = stack[position - 1] if position > 0 else None
    names_it = above is not None and above.heading is not None and _may_name(above, line)
    unnamed = above is not None and above.heading is not None and not names_it
    found = _open_headings(stack[position - unnamed :])
    if names_it and above is not None and above.heading is not None:
        found.append(Total(above.heading, False, total.figures, parts))
        total.names = above.names or total.names
    elif position == 0:
        found.append(Total(line, True, total.figures, parts))
    total.taken = above if names_it else None
    del stack[position - names_it :]
    stack.append(total)
    return found


def _may_name(heading: _Item, line: Line) -> bool:
    """Whether a heading names the total in a line: any total without a name, else only its own."""
    return is_nameless(line) or not heading.names or bool(set(heading.names) & set(line.names))


def _may_hold(heading: _Item, items: list[_Item]) -> bool:
    """Whether all posts among the items can stand under a heading; a heading that is no post holds anything."""
    inside = _inside(heading)
    return not heading.names or all(inside & set(item.names) for item in items if item.names)


@cache
def descendants(name: str) -> frozenset[str]:
    """All names that may stand under a heading of this name."""
    children = _INSIDE.get(name, "").split()
    return frozenset(children).union(*(descendants(child) for child in children))


def is_nameless(line: Line) -> bool:
    """Whether a row of figures says no more than that it is a total."""
    return _said_of_total(line.label)[0]


def says_total(line: Line) -> bool:
    """Whether a row calls itself a total."""
    return _said_of_total(line.label)[1]


@lru_cache(maxsize=4096)
def _said_of_total(label: str) -> tuple[bool, bool]:
    """Whether a label says no more than that it is a total, and whether it says so at all."""
    words = plain(label)
    return words in NAMELESS, bool(_TOTAL_WORDS.match(words))


def _open_headings(items: list[_Item]) -> list[Total]:
    """Headings inside a total that holds, without a total of their own: those whose parts are certain.

    A heading with one part only is that part; rows with a bullet are those of the heading above them; the last heading
    of a side holds all rows below it.
    """
    found = []
    for number, item in enumerate(items):
        if item.heading is None:
            continue
        below = items[number + 1 :]
        part, *after = below[:2] or [item]
        alone = not after or (
            (after[0].heading is not None or after[0].closed) and not _inside(item) & set(after[0].names)
        )
        if part.heading is None and alone and _may_hold(item, [part]):
            found.append(Total(item.heading, False, part.figures, part.figures))
        elif (bullets := _bullets(item, below)) and _may_hold(item, bullets):
            parts = tuple(f for bullet in bullets for f in bullet.figures)
            found.append(Total(item.heading, False, _sums(bullets), parts))
        elif _is_last(item, below):
            found.append(Total(item.heading, False, _sums(below), tuple(f for i in below for f in i.figures)))
    return found


def _bullets(heading: _Item, items: list[_Item]) -> list[_Item]:
    """The rows with a bullet right below a heading.

    None where one of them is a total that adds up nothing, or has the words of another post, whose heading is missing.
    """
    bullets = list(takewhile(lambda item: item.heading is None and bool(item.bullet), items))
    others = [_OTHER_WORDS[name] for name in heading.names if name in _OTHER_WORDS]
    foreign = any(words.search(item.bullet.casefold()) for words in others for item in bullets)
    return [] if foreign or any(item.failed for item in bullets) else bullets


_OTHER_WORDS = {
    "eigen_vermogen": re.compile("voorziening|lening|schuld|crediteur"),
    "voorzieningen": re.compile("lening|schuld|reserve|crediteur"),
    "langlopende_schulden": re.compile("voorziening|reserve|crediteur"),
    "kortlopende_schulden": re.compile("voorziening|reserve"),
    "voorraden": re.compile("vordering|debiteur|bank"),
    "vorderingen": re.compile("voorrad|bank"),
}


def _is_last(heading: _Item, below: list[_Item]) -> bool:
    """Whether a heading is the last of its side of the balance, so that all rows below it are its own parts."""
    only_parts = all(item.heading is None and not item.failed for item in below)
    return only_parts and bool(set(heading.names) & _LAST_OF_ITS_SIDE) and _may_hold(heading, below)


def _sums(items: list[_Item]) -> tuple[Figure, ...]:
    """The sum of items in each column, with the cells that it adds up for its place."""
    columns = {f.kolom.index: f.kolom for item in items for f in item.figures}
    sums = []
    for index, column in columns.items():
        parts = [f for item in items for f in item.figures if f.kolom.index == index and f.bedrag is not None]
        total = sum((f.bedrag for f in parts if f.bedrag is not None), Decimal(0))
        sums.append(Figure(column, " + ".join(f.cel for f in parts), total))
    return tuple(sums)
