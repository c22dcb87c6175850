"""Who of one result of a run is who of another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from ews_cli.core.jaarrekening import same_name
from ews_cli.reports.scored import Scored


class By(StrEnum):
    """On what a provider of the one result was found in the other."""

    KVK = "kvk"
    NAME = "naam"
    FILE = "bestandsnaam"


MIN_SHARED = 2
"""So many ratios alike, and none unlike, are no chance."""


class Found(NamedTuple):
    """Positions in the old and the new result: who is surely who, and who may be one of several."""

    sure: list[tuple[int, int, By]]
    doubtful_old: set[int]
    doubtful_new: set[int]


def match(old: Sequence[Scored], new: Sequence[Scored]) -> Found:
    """Find providers in both results.

    The KvK number decides; where one of them has none, a name that only one provider has in each result. A name
    never joins two providers with different numbers, and that of a file only with figures that agree.
    """
    found = Found([], set(), set())
    numbers = _index(old, _number), _index(new, _number)
    for number, here in numbers[0].items():
        there = numbers[1].get(number, []) if number else []
        if not there:
            continue
        if len(here) == len(there) == 1:
            found.sure.append((here[0], there[0], By.KVK))
        else:
            found.doubtful_old.update(here)
            found.doubtful_new.update(there)
    known_old = {i for i, _, _ in found.sure} | found.doubtful_old
    known_new = {j for _, j, _ in found.sure} | found.doubtful_new
    names = _index(old, _name), _index(new, _name)
    for name, here in names[0].items():
        there = names[1].get(name, [])
        left = [i for i in here if i not in known_old]
        right = [j for j in there if j not in known_new]
        maybe_old = _without_conflict([(i, old[i].kvk) for i in left], [new[j].kvk for j in right])
        maybe_new = _without_conflict([(j, new[j].kvk) for j in right], [old[i].kvk for i in left])
        by = _by_name(old[here[0]], new[there[0]]) if len(here) == len(there) == 1 else None
        if maybe_old and by and name:
            found.sure.append((here[0], there[0], by))
        else:
            found.doubtful_old.update(maybe_old)
            found.doubtful_new.update(maybe_new)
    return found


def _by_name(old: Scored, new: Scored) -> By | None:
    """On what two providers with one name are the same, if they are: the name of a file needs evidence."""
    if old.named and new.named:
        return By.NAME
    return By.FILE if _same_figures(*sorted((old, new), key=lambda provider: provider.balansdatum)) else None


def _same_figures(earlier: Scored, later: Scored) -> bool:
    """Whether at least two ratios of a year that both hold agree, and none differs."""
    same_year = earlier.balansdatum == later.balansdatum
    shared = [
        (values[0], later.ratios[formule][0 if same_year else 1])
        for formule, values in earlier.ratios.items()
        if formule in later.ratios
    ]
    known = [(a, b) for a, b in shared if a is not None and b is not None]
    return len(known) >= MIN_SHARED and all(a == b for a, b in known)


def _without_conflict(own: list[tuple[int, str | None]], others: list[str | None]) -> list[int]:
    """Those that may be one of the others: whoever has a number can only be one that has none."""
    unnumbered = None in others
    return [position for position, kvk in own if others and (kvk is None or unnumbered)]


def _number(provider: Scored) -> str:
    return provider.kvk or ""


def _name(provider: Scored) -> str:
    return same_name(provider.naam) or provider.naam.strip()


def _index(providers: Iterable[Scored], key: Callable[[Scored], str]) -> dict[str, list[int]]:
    found = defaultdict(list)
    for position, provider in enumerate(providers):
        found[key(provider)].append(position)
    return dict(found)
