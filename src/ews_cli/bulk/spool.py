"""The second reading of a large table: its amounts as numbers on disk, the rows of a provider together.

A provider's years may stand anywhere in a table. So the rows are dealt out over shares by the number of their
provider, and each share is small enough to be judged at once.
"""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from tempfile import TemporaryFile
from typing import IO, Any, NamedTuple

import numpy as np

from ews_cli.bulk.cells import MISSING, ODD, cents
from ews_cli.bulk.lines import Lines, Row
from ews_cli.bulk.numbers import Places, Whole
from ews_cli.bulk.scan import NOBODY, Scan
from ews_cli.problems import Problem
from ews_cli.readers.tables.columns import Rol
from ews_cli.readers.tables.rows import Place, Regel, Rows
from ews_cli.readers.tables.rows import Row as OneRow

SHARE = 20_000
"""Rows of a share, about: what is in memory at a time."""
_ROLES = (Rol.BALANSDATUM, Rol.BOEKJAAR, Rol.SOORT, Rol.EENHEID, Rol.BASIS)


Where = tuple[tuple[Place, int], ...]
"""Places of amounts in a row, each with euro per unit."""


class Kind(NamedTuple):
    """What rows with the same words beside their amounts are: which years they give, in which unit.

    Attributes:
        regels: for each year, the year without its amounts and the places of these, each with euro per unit.
        odd: something is the matter with such a row.
    """

    regels: tuple[tuple[Regel, Where], ...]
    odd: bool


class Share(NamedTuple):
    """Some rows of a table: their numbers, providers and kinds, amounts in cents by column, and names."""

    rij: Whole
    owner: Whole
    kind: Whole
    amounts: Whole
    names: list[str]


@dataclass(slots=True)
class Spool:
    """The rows of a table on disk, in shares.

    Attributes:
        kinds: the kinds of rows.
        odd: the providers that are read row by row.
        shared: those among them that have a name of which it must be decided whose it is.
    """

    kinds: list[Kind] = field(default_factory=list)
    odd: set[int] = field(default_factory=set)
    shared: set[int] = field(default_factory=set)
    _files: list[IO[Any]] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self._files)

    def share(self, number: int) -> Share | None:
        """The rows of a share, in the order of the table; None where it has none."""
        file = self._files[number]
        file.seek(0)
        parts: list[Share] = []
        while True:
            try:
                parts.append(pickle.load(file))
            except EOFError:
                break
        if not parts:
            return None
        return Share(
            np.concatenate([part.rij for part in parts]),
            np.concatenate([part.owner for part in parts]),
            np.concatenate([part.kind for part in parts]),
            np.concatenate([part.amounts for part in parts]),
            [name for part in parts for name in part.names],
        )

    def close(self) -> None:
        """Let go of what is on disk."""
        for file in self._files:
            file.close()


def spool(lines: Lines, found: Scan, rows: Rows) -> Spool:
    """Read the rows of a table into shares. Raises csv.Error and OSError."""
    made = Spool(odd=found.mended)
    count = max(1, round(len(found.owners) / SHARE))
    # Without a name: nothing stays behind, whatever ends the process.
    made._files = [TemporaryFile() for _ in range(count)]  # noqa: SIM115
    owners = np.array(found.owners, dtype=np.int64)
    reader = _Reader(rows, made)
    for start, block in lines.blocks():
        here = owners[start : start + len(block)]
        kept = np.flatnonzero(here != NOBODY)
        if len(kept):
            reader.deal(reader.share(start, block, here, kept))
        if start + len(block) > len(owners):
            break
    for file in made._files:
        file.flush()
    return made


class _Reader:
    """Reads blocks of rows."""

    def __init__(self, rows: Rows, made: Spool) -> None:
        self.rows, self.made = rows, made
        self.tabel = rows.places.tabel
        self.roles = [k.plaats for rol in _ROLES if (k := self.tabel.by_role.get(rol))]
        self.width = max(k.plaats for k in self.tabel.kolommen) + 1
        self.columns = [place.plaats for place in rows.columns]
        self.known: dict[tuple[str, ...], int] = {}
        self.units: list[Whole] = []

    def share(self, start: int, block: Sequence[Row], owners: Whole, kept: Places) -> Share:
        """The rows that are somebody's."""
        chosen = [_wide(block[place], self.width) for place in kept.tolist()]
        columns = list(zip(*chosen, strict=False))
        words = (
            list(zip(*(columns[k] for k in self.roles), strict=True)) if self.roles else [()] * len(chosen)
        )
        for place, said in enumerate(words):
            if said not in self.known:
                self.known[said] = self._kind(start + int(kept[place]), chosen[place])
        kind = np.array([self.known[said] for said in words], dtype=np.int64)
        writing = self.rows.places.writing
        amounts = np.column_stack(
            [
                cents(
                    columns[k],
                    writing[k],
                    np.array([unit[place] for unit in self.units], dtype=np.int64)[kind],
                )
                for place, k in enumerate(self.columns)
            ]
        )
        odd = (amounts == ODD).any(axis=1) | np.array([one.odd for one in self.made.kinds])[kind]
        # A row without any amount is no year, and is said.
        odd |= (amounts == MISSING).all(axis=1)
        self.made.odd.update(owners[kept][odd].tolist())
        naam = self.tabel.by_role.get(Rol.NAAM)
        names = [""] * len(chosen) if naam is None else list(columns[naam.plaats])
        return Share(start + kept, owners[kept], kind, amounts, names)

    def _kind(self, rij: int, row: Row) -> int:
        """What a row is, by the words in it that are no amounts."""
        problems: list[Problem] = []
        one = OneRow(self.rows, rij, row, problems)
        by_day: dict[date, Regel] = {}
        places: dict[date, list[tuple[Place, int]]] = {}
        if one.is_actual() and (days := one.days()):
            for place, day, factor in one.amounts(days, by_day):
                places.setdefault(day, []).append((place, factor))
        regels = tuple((by_day[day], tuple(found)) for day, found in places.items())
        odd = bool(problems) or not regels or any(r.left_out or r.maanden is not None for r, _ in regels)
        self.made.kinds.append(Kind(regels, odd))
        factors = {place.plaats: factor for found in places.values() for place, factor in found}
        self.units.append(np.array([factors.get(k, 1) for k in self.columns], dtype=np.int64))
        return len(self.made.kinds) - 1

    def deal(self, share: Share) -> None:
        """Deal rows out over the shares on disk."""
        count = len(self.made)
        for number, file in enumerate(self.made._files):
            mine = np.flatnonzero(share.owner % count == number)
            if len(mine):
                names = [share.names[place] for place in mine.tolist()]
                some = Share(share.rij[mine], share.owner[mine], share.kind[mine], share.amounts[mine], names)
                pickle.dump(some, file, pickle.HIGHEST_PROTOCOL)


def _wide(row: Row, width: int) -> Row:
    """A row with a cell under every heading."""
    return row if len(row) >= width else row + [""] * (width - len(row))
