"""What the walk over a YAML file yields: plain data that knows its places, and faults with their trail."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from ews_cli.problems import Problem

Trail = tuple[str | int, ...]
"""The keys and indexes that lead from the top of a file to a node."""

Place = tuple[int, int]
"""Line and column, both counted from 1."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of YAML file.

    Attributes:
        naam: what messages call it.
        block: the hundred of its codes (`EWS2`).
        nodes: how many values such a file may hold.
    """

    naam: str
    block: str
    nodes: int = 10_000

    def code(self, number: str) -> str:
        """The code of a fault that every kind can have: `03` -> `EWS203`."""
        return self.block + number


class Plain(str):
    """A scalar without quotation marks, which YAML may read as something else than text."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """A problem whose place is still a trail.

    Attributes:
        trail: the node that is wrong; for a key that is wrong, the trail of its value.
        code: a key of `problems.CODES`.
        melding: Dutch text.
        at_key: True when the key itself is wrong.
        place: where, if the file has no node for it.
    """

    trail: Trail
    code: str
    melding: str
    at_key: bool = False
    place: Place | None = None


@dataclass(slots=True)
class Document:
    """A YAML file as plain data.

    Attributes:
        data: mappings, lists and text; None where an alias stood, and for an empty file.
        keys, values: the place of each key and of each value.
        faults: what is wrong with the file as YAML.
        whole: False when reading stopped at a fault, so that `data` says nothing about the rest.
    """

    data: Any = None
    keys: dict[Trail, Place] = field(default_factory=dict)
    values: dict[Trail, Place] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    whole: bool = True

    def get(self, *trail: str | int) -> Any:
        """The node at the trail; None when there is none."""
        node = self.data
        for step in trail:
            try:
                node = node[step]
            except (KeyError, IndexError, TypeError):
                return None
        return node

    def place(self, fault: Fault) -> Place | None:
        """Where a fault shows: a scalar at its value, a mapping or list at its key, else at its parent."""
        trail = fault.trail
        if fault.place:
            return fault.place
        if fault.at_key and trail in self.keys:
            return self.keys[trail]
        while trail and trail not in self.values:
            trail = trail[:-1]
        if isinstance(self.get(*trail), str):
            return self.values[trail]
        return self.keys.get(trail) or self.values.get(trail)

    def problems(self, faults: Iterable[Fault], name: str) -> list[Problem]:
        """Faults as problems of the file with this name, in the order of the file."""
        placed = [(self.place(fault), fault) for fault in faults]
        placed.sort(key=lambda pair: (pair[0] or (0, 0), pair[1].code))
        return [
            Problem(fault.code, fault.melding, f"{name}:{place[0]}:{place[1]}" if place else name)
            for place, fault in placed
        ]


def shown(value: object) -> str:
    """A value as a message shows it: one line, in quotes, not too long."""
    if isinstance(value, dict):
        return "een blok met sleutels"
    if isinstance(value, list):
        return "een lijst"
    line = re.sub(r"[ \t\r\n]+", " ", str(value))
    return f"`{line[:37]}…`" if len(line) > 40 else f"`{line}`"
