"""Labels that run over two rows, put together."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from ews_cli.readers.labels import names_of, plain, unnumbered
from ews_cli.readers.lines import NAMELESS, Line


def whole_labels(lines: list[Line]) -> list[Line]:
    """Lines whose label runs over two rows, with the posts of the whole label: half a label is another label."""
    whole: list[Line | None] = list(lines)
    for of_group in _by_group(lines):
        second = -1  # a row that completed the label above it starts no other
        for place, (one, two) in enumerate(pairwise(of_group)):
            first, line = lines[one], lines[two]
            if one == second or not first.label or not line.label or first.rij != line.rij - 1:
                continue
            if not (first.is_heading or line.is_heading):
                continue
            holder, rest = (two, one) if first.is_heading else (one, two)
            label = f"{first.label.removesuffix('-')} {line.label}"
            names = names_of(label)
            below = [lines[n] for n in of_group[place + 2 : place + 3]]
            runs_on = _runs_on(first.label, line.label) and (names or not _is_list([line, *below]))
            if not first.is_heading and (plain(first.label) in NAMELESS or (line.names and not runs_on)):
                continue  # a total, and the heading of what follows it
            if runs_on or (names and names != lines[holder].names):
                second = two
                whole[holder] = lines[holder]._replace(label=label, names=names)
                whole[rest] = None
    return [line for line in whole if line is not None]


def _by_group(lines: Sequence[Line]) -> list[list[int]]:
    """The numbers of the lines of each group of columns."""
    groups: dict[int, list[int]] = {}
    for number, line in enumerate(lines):
        groups.setdefault(line.groep, []).append(number)
    return list(groups.values())


def _runs_on(first: str, second: str) -> bool:
    """Whether a label goes on in the row below: it breaks off, or that row starts as no label does."""
    one, two = _ends_of(first), _ends_of(second)
    return one.breaks_off or two.goes_on or (one.capital and two.small)


class _Ends(NamedTuple):
    """How a label ends and begins: the end breaks off; the beginning goes on, is a capital or a small letter."""

    breaks_off: bool
    goes_on: bool
    capital: bool
    small: bool


@lru_cache(maxsize=4096)
def _ends_of(label: str) -> _Ends:
    begin = unnumbered(label)
    return _Ends(
        label.casefold().endswith(("-", "/", ",", *_CONNECTIVES)),
        begin.casefold().startswith(_GOES_ON),
        begin[:1].isupper(),
        begin[:1].islower(),
    )


def _is_list(lines: Sequence[Line]) -> bool:
    """Whether two rows of figures below each other start with a small letter: the details of a heading."""
    return len(lines) > 1 and all(not x.is_heading and _ends_of(x.label).small for x in lines)


_WORDS_BETWEEN = (
    *("van", "en", "de", "het", "op", "uit", "voor", "met", "aan"),
    *("in", "of", "der", "te", "tot", "min", "na", "toe"),
)
_CONNECTIVES = tuple(f" {word}" for word in _WORDS_BETWEEN)
_GOES_ON = ("(", *(f"{word} " for word in _WORDS_BETWEEN))
